// Answers with what it was given, or fails when the query string asks it to.

export const handler = async (event, context) => {
  console.log("node function saw", event.path);
  if (event.queryStringParameters?.fail === "yes") {
    throw new TypeError("the node function was told to fail");
  }
  const seen = {
    runtime: "node",
    event,
    function: context.functionName,
    request_id: context.awsRequestId,
  };
  return { statusCode: 200, headers: { "X-Function": "node" }, body: JSON.stringify(seen) };
};
