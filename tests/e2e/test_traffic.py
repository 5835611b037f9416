"""What a stage does with its traffic, with boto3 as the client: canary releases and throttling."""

import collections
import time

import pytest
from botocore.exceptions import ClientError

from gatewright import ACCOUNT, PATIENCE

STAGE = "prod"
SHOWN = "$context.isCanaryRequest $context.deploymentId $stageVariables.color $stageVariables.shape"


@pytest.fixture
def api(server):
    return Api(server)


class Api:
    """An API whose root answers GET and POST with what a template shows, deployed to one stage."""

    def __init__(self, server):
        self.server = server
        self.apis = server.client("apigateway")
        self.logs = server.client("logs")
        role = f"arn:aws:iam::{ACCOUNT}:role/logs"
        self.apis.update_account(
            patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": role}]
        )
        self.id = self.apis.create_rest_api(name="traffic")["id"]
        (self.root,) = self.apis.get_resources(restApiId=self.id)["items"]
        for verb in ("GET", "POST"):
            method = self.method(verb)
            self.apis.put_method(**method, authorizationType="NONE")
            self.apis.put_integration(
                **method, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'}
            )
            self.apis.put_method_response(**method, statusCode="200")
            self.answer_with(verb, f"old {SHOWN}")
        self.deployment = self.deploy(variables={"color": "blue", "shape": "round"})
        self.patch({"/*/*/logging/loglevel": "INFO"})

    def method(self, verb):
        return {"restApiId": self.id, "resourceId": self.root["id"], "httpMethod": verb}

    def answer_with(self, verb, template):
        self.apis.put_integration_response(
            **self.method(verb),
            statusCode="200",
            responseTemplates={"application/json": template},
        )

    def deploy(self, **settings):
        return self.apis.create_deployment(restApiId=self.id, stageName=STAGE, **settings)["id"]

    def patch(self, values=None, operations=()):
        replaced = [
            {"op": "replace", "path": path, "value": value} for path, value in (values or {}).items()
        ]
        return self.apis.update_stage(
            restApiId=self.id, stageName=STAGE, patchOperations=[*replaced, *operations]
        )

    def call(self, verb="GET", **request):
        return self.server.invoke(self.id, STAGE, "/", method=verb, **request)

    def answers(self, count):
        """What so many calls answer, and how often."""
        return collections.Counter(self.call().body.decode() for _ in range(count))

    def lines(self, request_id, group=""):
        """The lines of a request in the stage's log group, or in one below it; they take a moment."""
        deadline = time.monotonic() + PATIENCE
        name = f"API-Gateway-Execution-Logs_{self.id}/{STAGE}{group}"
        lines = []
        while not lines or "Method completed" not in lines[-1]:
            assert time.monotonic() < deadline, lines
            try:
                events = self.logs.filter_log_events(
                    logGroupName=name, filterPattern=f'"{request_id}"'
                )["events"]
            except self.logs.exceptions.ResourceNotFoundException:
                events = []
            lines = [event["message"].removeprefix(f"({request_id}) ") for event in events]
        return lines


def test_a_canary_takes_its_share_and_is_promoted(api):
    old = f"old  {api.deployment} blue round"
    assert api.answers(5) == {old: 5}
    api.answer_with("GET", f"new {SHOWN}")
    canary = api.deploy(
        canarySettings={"percentTraffic": 30.0, "stageVariableOverrides": {"color": "red"}}
    )
    stage = api.apis.get_stage(restApiId=api.id, stageName=STAGE)
    assert stage["deploymentId"] == api.deployment
    assert stage["variables"] == {"color": "blue", "shape": "round"}
    assert stage["canarySettings"] == {
        "deploymentId": canary,
        "percentTraffic": 30.0,
        "stageVariableOverrides": {"color": "red"},
        "useStageCache": False,
    }
    with pytest.raises(ClientError, match="Canary is enabled. Provide CanarySettings"):
        api.deploy()

    old, new = f"old false {api.deployment} blue round", f"new true {canary} red round"
    answers = api.answers(300)
    assert set(answers) == {old, new}
    # The chance of a share beyond these bounds is below one in 10^9.
    assert 40 < answers[new] < 145, answers

    api.patch({"/canarySettings/percentTraffic": "100"})
    answer = api.call()
    assert answer.body.decode() == new
    lines = api.lines(answer.headers["x-amzn-RequestId"], "/Canary")
    assert "Successfully completed execution" in lines

    api.patch(
        operations=[
            {"op": "copy", "path": "/deploymentId", "from": "/canarySettings/deploymentId"},
            {"op": "copy", "path": "/variables", "from": "/canarySettings/stageVariableOverrides"},
            {"op": "remove", "path": "/canarySettings"},
        ]
    )
    stage = api.apis.get_stage(restApiId=api.id, stageName=STAGE)
    assert "canarySettings" not in stage
    assert stage["variables"] == {"color": "red", "shape": "round"}
    answer = api.call()
    assert answer.body.decode() == f"new  {canary} red round"
    assert api.lines(answer.headers["x-amzn-RequestId"])
    api.deploy()


def test_throttled_methods_answer_429_and_say_so_in_the_log(api):
    api.patch({"/~1/GET/throttling/rateLimit": "0", "/~1/GET/throttling/burstLimit": "0"})
    for _ in range(3):
        answer = api.call()
        assert (answer.status, answer.body) == (429, b'{"message":"Too Many Requests"}'), answer
        assert answer.headers["x-amzn-ErrorType"] == "TooManyRequestsException"
        assert "Retry-After" not in answer.headers
    assert api.call("POST").status == 200
    lines = api.lines(answer.headers["x-amzn-RequestId"])
    assert lines[-2:] == [
        f"Key throttle limit exceeded for RestApi {api.id}, Stage {STAGE}, "
        f"Resource {api.root['id']}, HttpMethod GET. Limit: 0.00 Burst: 0",
        "Method completed with status: 429",
    ]
    assert not any("Starting execution" in line for line in lines)

    api.patch({"/~1/GET/throttling/rateLimit": "0.5", "/~1/GET/throttling/burstLimit": "3"})
    begun = time.monotonic()
    statuses = [api.call().status for _ in range(20)]
    refilled = int((time.monotonic() - begun) * 0.5) + 1
    assert statuses[:3] == [200, 200, 200]
    assert 3 <= statuses.count(200) <= 3 + refilled, statuses
    assert set(statuses) == {200, 429}

    # What one method has used up stays used up when something else changes.
    api.patch({"/~1/GET/throttling/rateLimit": "0.0001"})
    assert [api.call().status for _ in range(4)] == [200, 200, 200, 429]
    api.patch({"/description": "changed", "/*/*/throttling/rateLimit": "9000"})
    assert api.call().status == 429
    assert api.call("POST").status == 200

    operations = [{"op": "remove", "path": "/~1/GET"}]
    api.patch(operations=operations)
    assert api.call().status == 200
