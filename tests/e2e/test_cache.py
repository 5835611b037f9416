"""Responses that a stage keeps, and payloads that are compressed on their way."""

import gzip
import zlib

import pytest

CACHING = [
    ("cacheClusterEnabled", "true"),
    ("cacheClusterSize", "0.5"),
    ("*/*/caching/enabled", "true"),
]


class Api:
    """An API whose pets answer with the request's id, by GET, and with what was sent, by POST."""

    def __init__(self, server, **settings):
        self.server, self.apis = server, server.client("apigateway")
        self.id = self.apis.create_rest_api(name="kept", **settings)["id"]
        (root,) = self.apis.get_resources(restApiId=self.id)["items"]
        kind = self.apis.create_resource(restApiId=self.id, parentId=root["id"], pathPart="{kind}")
        self.pets = kind["id"]
        echo = '#set($context.responseOverride.header.Got = $input.body){"statusCode": 200}'
        self.method("GET", '{"statusCode": 200}', "$context.requestId")
        self.method("POST", echo, "x" * 2000)
        self.apis.create_deployment(restApiId=self.id, stageName="prod")

    def method(self, verb, request, response):
        of = {"restApiId": self.id, "resourceId": self.pets, "httpMethod": verb}
        parameters = {"method.request.path.kind": True}
        self.apis.put_method(**of, authorizationType="NONE", requestParameters=parameters)
        self.apis.put_integration(
            **of,
            type="MOCK",
            requestTemplates={"application/json": request},
            cacheKeyParameters=["method.request.path.kind"],
        )
        self.apis.put_method_response(**of, statusCode="200")
        template = {"application/json": response}
        self.apis.put_integration_response(**of, statusCode="200", responseTemplates=template)

    def stage(self, *settings):
        patch = [
            {"op": "replace", "path": f"/{path}", "value": value} for path, value in settings
        ]
        self.apis.update_stage(restApiId=self.id, stageName="prod", patchOperations=patch)

    def get(self, kind="dog", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.server.invoke(self.id, "prod", f"/{kind}", headers=headers)

    def post(self, body, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers["Content-Type"] = "application/json"
        return self.server.invoke(
            self.id, "prod", "/dog", method="POST", body=body, headers=headers
        )


@pytest.fixture(scope="module")
def api(server):
    return Api(server, minimumCompressionSize=1000)


def test_a_stage_keeps_responses_until_they_are_flushed(api):
    assert api.get().body != api.get().body
    api.stage(*CACHING)
    dog, cat = api.get(), api.get("cat")
    again = api.get()
    assert again.body == dog.body != cat.body
    assert again.headers["x-amzn-RequestId"] != dog.headers["x-amzn-RequestId"]
    api.apis.flush_stage_cache(restApiId=api.id, stageName="prod")
    flushed = api.get()
    assert flushed.body != dog.body
    assert api.get().body == flushed.body

    metrics = api.server.call(f"/_gatewright/metrics/{api.id}/prod").json()["metrics"]
    assert (metrics["CacheHitCount"], metrics["CacheMissCount"]) == (2, 3)

    api.stage(("cacheClusterEnabled", "false"))
    assert api.get().body != api.get().body


def test_a_response_is_replaced_for_who_may(api):
    fresh = {"Cache_Control": "max-age=0"}
    strategy = "*/*/caching/unauthorizedCacheControlHeaderStrategy"
    api.stage(*CACHING)
    kept = api.get()
    warned = api.get(**fresh)
    assert warned.body == kept.body
    assert warned.headers["Warning"].startswith("199 ")
    api.stage((strategy, "SUCCEED_WITHOUT_RESPONSE_HEADER"))
    kept = api.get()
    ignored = api.get(**fresh)
    assert (ignored.body, ignored.headers["Warning"]) == (kept.body, None)
    api.stage((strategy, "FAIL_WITH_403"))
    refused = api.get(**fresh)
    assert refused.status == 403
    assert refused.headers["x-amzn-ErrorType"] == "AccessDeniedException"
    api.stage(("*/*/caching/requireAuthorizationForCacheControl", "false"))
    kept = api.get()
    replaced = api.get(**fresh)
    assert replaced.body != kept.body
    assert api.get().body == replaced.body
    api.stage(("cacheClusterEnabled", "false"))


def test_a_canary_keeps_its_own_responses_unless_it_shares(api):
    api.stage(*CACHING)
    for shares in ("false", "true"):
        canary = {"percentTraffic": 0.0, "useStageCache": shares == "true"}
        api.apis.create_deployment(restApiId=api.id, stageName="prod", canarySettings=canary)
        base = api.get().body
        api.stage(("canarySettings/percentTraffic", "100.0"))
        # A changed stage begins without any response: the canary's is the first.
        first = api.get().body
        assert first != base
        assert api.get().body == first
        api.apis.flush_stage_cache(restApiId=api.id, stageName="prod")
        assert api.get().body != first
        patch = [{"op": "remove", "path": "/canarySettings"}]
        api.apis.update_stage(restApiId=api.id, stageName="prod", patchOperations=patch)
    api.stage(("cacheClusterEnabled", "false"))


def test_answers_are_encoded_as_the_client_likes(api):
    body = b"x" * 2000
    assert api.post(b"{}").body == body
    for accepted, coding, decode in [
        ("gzip, deflate", "gzip", gzip.decompress),
        ("gzip;q=0.5, deflate", "deflate", zlib.decompress),
    ]:
        answer = api.post(b"{}", Accept_Encoding=accepted)
        assert answer.headers["Content-Encoding"] == coding
        assert int(answer.headers["Content-Length"]) == len(answer.body) < 100
        assert decode(answer.body) == body
    for accepted in ("br, gzip;q=0.5", "identity", "gzip;q=0"):
        answer = api.post(b"{}", Accept_Encoding=accepted)
        assert (answer.headers["Content-Encoding"], answer.body) == (None, body)
    short = api.get(Accept_Encoding="gzip")
    assert short.headers["Content-Encoding"] is None
    failed = api.server.invoke(api.id, "prod", "/a/b", headers={"Accept-Encoding": "gzip"})
    assert failed.json() == {"message": "Missing Authentication Token"}


def test_bodies_are_decoded(api):
    pet = b'{"name": "Rex"}'
    for coding, body in [
        ("gzip", gzip.compress(pet)),
        ("deflate", zlib.compress(pet)),
        ("identity", pet),
    ]:
        answer = api.post(body, Content_Encoding=coding)
        assert (answer.status, answer.headers["Got"]) == (200, pet.decode()), coding
    for coding, body in [("gzip", pet), ("br", pet), ("gzip", gzip.compress(pet)[:-1])]:
        answer = api.post(body, Content_Encoding=coding)
        assert (answer.status, answer.json()) == (415, {"message": "Unsupported Media Type"})
    bomb = gzip.compress(bytes(10 * 1024 * 1024 + 1))
    assert api.post(bomb, Content_Encoding="gzip").status == 413
