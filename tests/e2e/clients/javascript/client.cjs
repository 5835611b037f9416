// The story that `test_sdks.py` tells of every SDK: an API before a function, called, failed, mended, and read about in
// the logs. Arguments: the endpoint, the function's package. Prints what it saw as JSON.
const { readFileSync } = require("node:fs");
const gateway = require("@aws-sdk/client-api-gateway");
const lambda = require("@aws-sdk/client-lambda");
const logs = require("@aws-sdk/client-cloudwatch-logs");

const [endpoint, archive] = process.argv.slice(2);
const settings = {
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
};
const apis = new gateway.APIGatewayClient(settings);
const functions = new lambda.LambdaClient(settings);
const groups = new logs.CloudWatchLogsClient(settings);

async function all(pages, items) {
  const found = [];
  for await (const page of pages) found.push(...items(page));
  return found;
}

async function refusal(call) {
  try {
    await call;
  } catch (error) {
    return [error.name, error.$metadata.httpStatusCode, error.message];
  }
  return null;
}

async function main() {
  const seen = {};
  await functions.send(
    new lambda.CreateFunctionCommand({
      FunctionName: "javascript",
      Runtime: "python3.12",
      Handler: "index.handler",
      Role: "arn:aws:iam::123456789012:role/function",
      Code: { ZipFile: readFileSync(archive) },
    }),
  );
  const waiting = { client: functions, maxWaitTime: 30, minDelay: 1, maxDelay: 1 };
  const active = await lambda.waitUntilFunctionActiveV2(waiting, { FunctionName: "javascript" });
  seen.waited = active.state;
  const api = await apis.send(new gateway.CreateRestApiCommand({ name: "javascript" }));
  seen.created = api.createdDate instanceof Date;
  for (let number = 0; number < 30; number++) {
    const pathPart = `r${number}`;
    const resource = { restApiId: api.id, parentId: api.rootResourceId, pathPart };
    await apis.send(new gateway.CreateResourceCommand(resource));
  }
  const resources = await all(
    gateway.paginateGetResources({ client: apis, pageSize: 7 }, { restApiId: api.id }),
    (page) => page.items,
  );
  seen.resources = resources.length;
  const method = { restApiId: api.id, resourceId: api.rootResourceId, httpMethod: "ANY" };
  await apis.send(new gateway.PutMethodCommand({ ...method, authorizationType: "NONE" }));
  const uri =
    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:javascript/invocations";
  const integration = { type: "AWS_PROXY", integrationHttpMethod: "POST", uri };
  await apis.send(new gateway.PutIntegrationCommand({ ...method, ...integration }));
  await apis.send(new gateway.CreateDeploymentCommand({ restApiId: api.id, stageName: "s" }));
  const url = `${endpoint}/restapis/${api.id}/s/_user_request_/`;
  seen.before = (await fetch(url)).status;
  const permission = {
    FunctionName: "javascript",
    StatementId: "api",
    Action: "lambda:InvokeFunction",
    Principal: "apigateway.amazonaws.com",
  };
  await functions.send(new lambda.AddPermissionCommand(permission));
  const answer = await fetch(url);
  seen.after = [answer.status, await answer.text()];
  seen.conflict = await refusal(functions.send(new lambda.AddPermissionCommand(permission)));
  const missing = { restApiId: api.id, resourceId: "nowhere" };
  seen.missing = await refusal(apis.send(new gateway.GetResourceCommand(missing)));
  const invoked = await functions.send(
    new lambda.InvokeWithResponseStreamCommand({ FunctionName: "javascript", Payload: "{}" }),
  );
  let streamed = "";
  for await (const event of invoked.EventStream) {
    if (event.PayloadChunk) streamed += Buffer.from(event.PayloadChunk.Payload).toString();
  }
  seen.streamed = JSON.parse(streamed).statusCode;
  const logGroupName = "/aws/lambda/javascript";
  for (let tries = 0; tries < 50; tries++) {
    const events = await all(
      logs.paginateFilterLogEvents({ client: groups }, { logGroupName, filterPattern: "said" }),
      (page) => page.events,
    );
    seen.logged = events.length;
    if (events.length >= 2) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  await apis.send(new gateway.DeleteRestApiCommand({ restApiId: api.id }));
  seen.gone = (await fetch(url)).status;
  console.log(JSON.stringify(seen));
}

main();
