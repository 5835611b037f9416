"""API keys and usage plans: who may call with what, how fast, and how often."""

import datetime
import time

import pytest

from gatewright import Server

TODAY = datetime.datetime.now(datetime.timezone.utc).date().isoformat()


class Api:
    """An API whose root wants a key and shows it, deployed to two stages."""

    def __init__(self, server, **settings):
        self.server, self.apis = server, server.client("apigateway")
        self.id = self.apis.create_rest_api(name="metered", **settings)["id"]
        (root,) = self.apis.get_resources(restApiId=self.id)["items"]
        for verb in ("GET", "POST"):
            of = {"restApiId": self.id, "resourceId": root["id"], "httpMethod": verb}
            self.apis.put_method(**of, authorizationType="NONE", apiKeyRequired=True)
            template = {"application/json": '{"statusCode": 200}'}
            self.apis.put_integration(**of, type="MOCK", requestTemplates=template)
            self.apis.put_method_response(**of, statusCode="200")
            shown = "$context.identity.apiKeyId $context.identity.apiKey"
            self.apis.put_integration_response(
                **of, statusCode="200", responseTemplates={"application/json": shown}
            )
        for stage in ("prod", "test"):
            self.apis.create_deployment(restApiId=self.id, stageName=stage)

    def plan(self, stage="prod", throttle=None, **settings):
        at = {"apiId": self.id, "stage": stage}
        if throttle:
            at["throttle"] = throttle
        return self.apis.create_usage_plan(name="plan", apiStages=[at], **settings)["id"]

    def key(self, plan=None, enabled=True):
        key = self.apis.create_api_key(name="key", enabled=enabled)
        if plan:
            self.apis.create_usage_plan_key(usagePlanId=plan, keyId=key["id"], keyType="API_KEY")
        return key

    def call(self, key=None, stage="prod", verb="GET"):
        headers = {"x-api-key": key["value"]} if key else {}
        return self.server.invoke(self.id, stage, "/", method=verb, headers=headers)

    def statuses(self, key, times, **call):
        return [self.call(key, **call).status for _ in range(times)]

    def usage(self, plan, key):
        usage = self.apis.get_usage(usagePlanId=plan, startDate=TODAY, endDate=TODAY)
        return usage["items"][key["id"]]


@pytest.fixture(scope="module")
def api(server):
    return Api(server)


def test_a_key_opens_the_stages_of_its_plan(api):
    plan = api.plan()
    key, other, off = api.key(plan), api.key(), api.key(plan, enabled=False)
    assert api.call(key).body.decode() == f"{key['id']} {key['value']}"
    for refused in [api.call(), api.call(other), api.call(off), api.call(key, stage="test")]:
        assert (refused.status, refused.json()) == (403, {"message": "Forbidden"})
        assert refused.headers["x-amzn-ErrorType"] == "ForbiddenException"
    patch = [{"op": "replace", "path": "/enabled", "value": "true"}]
    api.apis.update_api_key(apiKey=off["id"], patchOperations=patch)
    assert api.call(off).status == 200
    api.apis.delete_usage_plan_key(usagePlanId=plan, keyId=key["id"])
    assert api.call(key).status == 403
    stages = [{"op": "add", "path": "/apiStages", "value": f"{api.id}:test"}]
    api.apis.update_usage_plan(usagePlanId=plan, patchOperations=stages)
    assert api.call(off, stage="test").status == 200


def test_a_plan_limits_each_of_its_keys(api):
    plan = api.plan(throttle={"//POST": {"rateLimit": 0.0, "burstLimit": 1}})
    api.apis.update_usage_plan(
        usagePlanId=plan,
        patchOperations=[
            {"op": "replace", "path": "/throttle/rateLimit", "value": "0.001"},
            {"op": "replace", "path": "/throttle/burstLimit", "value": "2"},
        ],
    )
    one, other = api.key(plan), api.key(plan)
    assert api.statuses(one, 3) == [200, 200, 429]
    assert api.call(one).json() == {"message": "Too Many Requests"}
    assert api.statuses(other, 2, verb="POST") == [200, 429]
    assert api.statuses(other, 3) == [200, 200, 429]


def test_a_quota_is_counted_told_and_granted_anew(api):
    plan = api.plan(quota={"limit": 3, "period": "DAY"})
    key, other = api.key(plan), api.key(plan)
    assert api.statuses(key, 4) == [200, 200, 200, 429]
    assert api.call(key).json() == {"message": "Limit Exceeded"}
    assert api.call(other).status == 200
    assert (api.usage(plan, key), api.usage(plan, other)) == ([[3, 0]], [[1, 2]])
    patch = [{"op": "replace", "path": "/remaining", "value": "2"}]
    granted = api.apis.update_usage(usagePlanId=plan, keyId=key["id"], patchOperations=patch)
    assert granted["items"] == {key["id"]: [[3, 2]]}
    assert api.statuses(key, 3) == [200, 200, 429]
    assert api.usage(plan, key) == [[5, 0]]


def test_what_is_used_outlives_the_server(tmp_path):
    arguments = ["--listen", "127.0.0.1:0", "--data", tmp_path / "data"]
    first = Server(tmp_path / "log", *arguments)
    api = Api(first)
    plan = api.plan(quota={"limit": 5, "period": "WEEK"})
    key = api.key(plan)
    assert api.statuses(key, 2) == [200, 200]
    first.stop()
    second = Server(tmp_path / "log", *arguments)
    api.server, api.apis = second, second.client("apigateway")
    assert api.usage(plan, key) == [[2, 3]]
    assert api.statuses(key, 1) == [200]
    # Written every second: a server that is killed forgets no more.
    time.sleep(1.5)
    second.kill()
    third = Server(tmp_path / "log", *arguments)
    api.server, api.apis = third, third.client("apigateway")
    assert api.statuses(key, 3) == [200, 200, 429]
    third.stop()
