"""Access logs in log groups and files, and what is counted of requests."""

import json
import time

import pytest

from gatewright import ACCOUNT, PATIENCE, REGION
from packages import create_function, invocation_uri, python

STAGE = "prod"
GROUP = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:"
STREAM = f"arn:aws:firehose:{REGION}:{ACCOUNT}:deliverystream/"
COMMON = (
    "$context.identity.sourceIp $context.identity.caller $context.identity.user "
    '[$context.requestTime]"$context.httpMethod $context.resourcePath $context.protocol" '
    "$context.status $context.responseLength $context.requestId"
)
JSON = json.dumps(
    {
        "id": "$context.requestId",
        "path": "$context.path",
        "status": "$context.status",
        "error": "$context.error.responseType",
        "integration": "$context.integration.status",
        "service": "$context.integrationStatus",
        "latency": "$context.integrationLatency",
        "whole": "$context.responseLatency",
    }
)
HANDLER = """
def handler(event, context):
    if event["queryStringParameters"]:
        raise ValueError("no pets")
    return {"statusCode": 201, "body": "made"}
"""


@pytest.fixture
def api(server):
    server.reset()
    return Api(server)


class Api:
    """An API with a MOCK at `/mock` and a function at `/function`."""

    def __init__(self, server):
        self.server = server
        self.apis = server.client("apigateway")
        self.logs = server.client("logs")
        role = f"arn:aws:iam::{ACCOUNT}:role/logs"
        self.apis.update_account(
            patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": role}]
        )
        functions = server.client("lambda")
        create_function(functions, "pets", python(HANDLER))
        functions.add_permission(
            FunctionName="pets",
            StatementId="any",
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
        )
        self.id = self.apis.create_rest_api(name="logged")["id"]
        (self.root,) = self.apis.get_resources(restApiId=self.id)["items"]
        mock = self.method("mock", "GET")
        self.apis.put_integration(
            **mock, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'}
        )
        self.apis.put_method_response(**mock, statusCode="200")
        self.apis.put_integration_response(
            **mock, statusCode="200", responseTemplates={"application/json": "hello"}
        )
        uri = invocation_uri("pets")
        self.apis.put_integration(
            **self.method("function", "POST"),
            type="AWS_PROXY",
            integrationHttpMethod="POST",
            uri=uri,
        )
        self.apis.create_deployment(restApiId=self.id, stageName=STAGE)

    def method(self, path, verb):
        resource = self.apis.create_resource(
            restApiId=self.id, parentId=self.root["id"], pathPart=path
        )
        method = {"restApiId": self.id, "resourceId": resource["id"], "httpMethod": verb}
        self.apis.put_method(**method, authorizationType="NONE")
        return method

    def patch(self, **changes):
        names = {
            "destination": "/accessLogSettings/destinationArn",
            "format": "/accessLogSettings/format",
            "metrics": "/*/*/metrics/enabled",
        }
        self.apis.update_stage(
            restApiId=self.id,
            stageName=STAGE,
            patchOperations=[
                {"op": "replace", "path": names[name], "value": value}
                for name, value in changes.items()
            ],
        )

    def call(self, path, method="GET"):
        answer = self.server.invoke(self.id, STAGE, path, method=method)
        return answer.status, answer.headers["x-amzn-RequestId"]

    def lines(self, group):
        """The messages of a log group, in the order of their ingestion."""
        found = self.logs.filter_log_events(logGroupName=group)["events"]
        return [event["message"] for event in found]


def test_a_log_group_gets_a_line_a_request(api):
    assert api.call("/mock")[0] == 200
    api.patch(destination=GROUP + "/aws/access:*", format=COMMON)
    status, mocked = api.call("/mock")
    assert status == 200
    status, missing = api.call("/nowhere")
    assert status == 403
    first, second = api.lines("/aws/access")
    assert first.startswith("127.0.0.1 - - [")
    assert first.endswith(f']"GET /mock HTTP/1.1" 200 5 {mocked}')
    assert second.endswith(f']"GET - HTTP/1.1" 403 42 {missing}')


def test_what_came_of_a_function_is_told(api):
    api.patch(destination=GROUP + "access", format=JSON)
    calls = [api.call("/function", "POST"), api.call("/function?fail=1", "POST")]
    assert [status for status, _ in calls] == [201, 502]
    made, failed = (json.loads(line) for line in api.lines("access"))
    assert [made["id"], failed["id"]] == [request for _, request in calls]
    assert made["path"] == failed["path"] == f"/{STAGE}/function"
    told = [made[name] for name in ("status", "error", "integration", "service")]
    assert told == ["201", "-", "201", "200"]
    told = [failed[name] for name in ("status", "error", "integration", "service")]
    assert told == ["502", "DEFAULT_5XX", "-", "200"]
    assert 0 <= int(made["latency"]) <= int(made["whole"])


def test_log_groups_need_the_accounts_role(api):
    api.patch(destination=GROUP + "access", format=JSON)
    api.apis.update_account(
        patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": ""}]
    )
    assert api.call("/mock")[0] == 200
    groups = api.logs.describe_log_groups(logGroupNamePrefix="access")["logGroups"]
    assert groups == []


def test_a_delivery_stream_is_a_file(api):
    name = f"amazon-apigateway-{api.id}"
    api.patch(destination=STREAM + name, format="<$context.requestId>")
    requests = [api.call("/mock")[1] for _ in range(3)]
    file = api.server.log.parent / "data/firehose" / ACCOUNT / REGION / name
    deadline = time.monotonic() + PATIENCE
    expected = [f"<{request}>" for request in requests]
    while not (file.exists() and file.read_text().splitlines() == expected):
        assert time.monotonic() < deadline, file.read_text() if file.exists() else "no file"
        time.sleep(0.01)


def test_a_stage_without_access_log_keeps_none(api):
    api.patch(destination=GROUP + "access", format=JSON)
    api.apis.update_stage(
        restApiId=api.id,
        stageName=STAGE,
        patchOperations=[{"op": "remove", "path": "/accessLogSettings"}],
    )
    assert api.call("/mock")[0] == 200
    assert api.logs.describe_log_groups(logGroupNamePrefix="access")["logGroups"] == []


def test_what_is_too_large_is_counted_and_not_logged(api):
    api.patch(destination=GROUP + "access", format=JSON)
    body = b"x" * (10 * 1024 * 1024 + 1)
    assert api.server.invoke(api.id, STAGE, "/function", method="POST", body=body).status == 413
    shown = api.server.call(f"/_gatewright/metrics/{api.id}/{STAGE}").json()
    assert (shown["metrics"]["Count"], shown["metrics"]["4XXError"]) == (1, 1)
    assert api.logs.describe_log_groups(logGroupNamePrefix="access")["logGroups"] == []


def test_requests_are_counted(api):
    assert api.server.call(f"/_gatewright/metrics/{api.id}/{STAGE}").status == 404
    api.call("/mock")
    api.call("/nowhere")
    api.patch(metrics="true")
    api.call("/function", "POST")
    api.call("/function?fail=1", "POST")
    shown = api.server.call(f"/_gatewright/metrics/{api.id}/{STAGE}").json()
    metrics = shown["metrics"]
    assert [metrics[name] for name in ("Count", "4XXError", "5XXError")] == [4, 1, 1]
    assert metrics["Latency"]["SampleCount"] == 4
    assert metrics["IntegrationLatency"]["SampleCount"] == 2
    (method,) = shown["methods"]
    assert (method["resource"], method["method"]) == ("/function", "POST")
    assert method["metrics"]["Count"] == 2

    answer = api.server.call("/_gatewright/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = answer.body.decode().splitlines()
    stage = f'api="{api.id}",stage="{STAGE}"'
    method = f'{stage},resource="/function",method="POST"'
    for line in (
        f"gatewright_stage_requests_total{{{stage}}} 4",
        f"gatewright_stage_4xx_errors_total{{{stage}}} 1",
        f"gatewright_stage_5xx_errors_total{{{stage}}} 1",
        f'gatewright_stage_latency_milliseconds_bucket{{{stage},le="+Inf"}} 4',
        f"gatewright_stage_integration_latency_milliseconds_count{{{stage}}} 2",
        f"gatewright_method_5xx_errors_total{{{method}}} 1",
    ):
        assert line in lines
    api.server.reset()
    assert api.server.call("/_gatewright/metrics").body == b""
