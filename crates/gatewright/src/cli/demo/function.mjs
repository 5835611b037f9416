export const handler = async (event) => {
  const greeting = { message: "hello from my-function" };
  if (!event.requestContext) {
    // not a proxy integration: the template made the event
    return { ...greeting, userId: event.userId };
  }
  return {
    statusCode: 200,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(greeting),
  };
};
