"""What people run into, each pattern deployed on a server: the request fails, the doctor names the
rule and the place, its fix mends it, and the request works."""

import json
import re

import pytest

import execution_log
from packages import create_function, python
from test_doctor import HANDLER, deploy, findings, proxy, run

SOURCE = "arn:aws:execute-api:us-east-1:123456789012"
FINE = {"default": {"statusCode": "200"}}


@pytest.fixture(scope="module")
def server_with_functions(ephemeral):
    ephemeral.reset()
    execution_log.allow(ephemeral)
    functions = ephemeral.client("lambda")
    for name in ["first", "second", "slow"]:
        create_function(functions, name, python(HANDLER))
    functions.publish_version(FunctionName="first")
    functions.create_alias(FunctionName="first", Name="live", FunctionVersion="1")
    functions.update_function_configuration(FunctionName="slow", Timeout=60)
    return ephemeral


def grant(server, function, source=None, **more):
    """Lets API Gateway invoke a function, as people write it."""
    arguments = {"SourceArn": source} if source else {}
    server.client("lambda").add_permission(
        FunctionName=function,
        StatementId=re.sub(r"\W", "-", f"{function}-{source}")[:100],
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
        **arguments,
        **more,
    )


def mock(template='{"statusCode": 200}', responses=FINE):
    return {"type": "mock", "requestTemplates": {"application/json": template}, "responses": responses}


def forgotten(server, api):
    deploy(server, api, {"/a": proxy("first")})


def on_function_not_alias(server, api):
    grant(server, "first", f"{SOURCE}:{api}/*/GET/a")
    deploy(server, api, {"/a": proxy("first:live")})


def on_function_not_version(server, api):
    grant(server, "first", f"{SOURCE}:{api}/*/GET/a")
    deploy(server, api, {"/a": proxy("first:1")})


def source(pattern):
    def set_up(server, api):
        grant(server, "first", pattern.format(api=api))
        deploy(server, api, {"/a": proxy("first")})

    return set_up


def recreated(server, api):
    functions = server.client("lambda")
    create_function(functions, api, python(HANDLER))
    grant(server, api)
    functions.delete_function(FunctionName=api)
    create_function(functions, api, python(HANDLER))
    deploy(server, api, {"/a": proxy(api)})


def variable_of_other_function(server, api):
    grant(server, "first", f"{SOURCE}:{api}/*/GET/a")
    deploy(server, api, {"/a": proxy("${stageVariables.function}")})
    operations = [{"op": "replace", "path": "/variables/function", "value": "second"}]
    gateway = server.client("apigateway")
    gateway.update_stage(restApiId=api, stageName="prod", patchOperations=operations)


def by_get(server, api):
    grant(server, "first", f"{SOURCE}:{api}/*/*/*")
    deploy(server, api, {"/a": proxy("first") | {"httpMethod": "GET"}})


def no_method_response(server, api):
    deploy(server, api, {"/a": mock(responses={"default": {"statusCode": "201"}})})


def no_variable(server, api):
    deploy(server, api, {"/a": proxy("${stageVariables.function}")})


def changed(server, api):
    """The deployed method has no response for its status; the one that was mended has."""
    no_method_response(server, api)
    gateway = server.client("apigateway")
    items = gateway.get_resources(restApiId=api)["items"]
    [resource] = [it["id"] for it in items if it["path"] == "/a"]
    gateway.put_method_response(
        restApiId=api, resourceId=resource, httpMethod="GET", statusCode="201"
    )


PATTERNS = [
    # pattern, set up, rule, status before, how it is mended, status after
    (1, forgotten, "GW101", 500, ["--fix"], 200),
    (3, on_function_not_alias, "GW102", 500, ["--fix"], 200),
    (4, on_function_not_version, "GW102", 500, ["--fix"], 200),
    ("5: logical id", source(SOURCE + ":Api/*/GET/a"), "GW103", 500, ["--fix"], 200),
    ("5: stage", source(SOURCE + ":{api}/Prod/GET/a"), "GW104", 500, ["--fix"], 200),
    ("5: verb", source(SOURCE + ":{api}/*/POST/a"), "GW105", 500, ["--fix"], 200),
    ("5: path", source(SOURCE + ":{api}/*/GET/a/"), "GW106", 500, ["--fix"], 200),
    (6, recreated, "GW101", 500, ["--fix"], 200),
    (8, variable_of_other_function, "GW101", 500, ["--fix"], 200),
    ("8: undefined", no_variable, "GW601", 500, None, 500),
    (11, by_get, "GW301", 500, ["--fix"], 200),
    (14, no_method_response, "GW405", 500, ["--fix"], 201),
    (16, changed, "GW704", 500, ["--fix", "--unsafe-fixes"], 201),
]

ELSEWHERE = {
    7: "GW116",
    9: "GW114",
    10: "GW113",
    12: "GW302",
    13: "GW416",
    19: "GW701",
    20: "GW706",
    21: "GW509",
    22: "GW506",
    23: "GW510",
    24: "GW513",
    26: "GW417",
    27: "GW708",
    28: "GW207",
}
"""Rules of patterns that are tried elsewhere: in other tests of the doctor, or by the rule's page."""

NOT_HERE = {
    2: "the same finding as 1: OpenAPI has no place for permissions",
    15: "put-integration refuses an undeclared parameter, as AWS does",
    17: "create-deployment refuses a method without an integration, as AWS does",
    18: "CloudFormation's own order of deletions; nothing that a request meets",
    25: "private APIs need a VPC endpoint, which a local server has not",
}
"""Patterns that cannot come about on a server, and why."""


def test_every_pattern_has_its_rule_or_a_reason(ephemeral):
    tried = {int(str(it[0]).split(":")[0]) for it in PATTERNS}
    assert tried | set(ELSEWHERE) | set(NOT_HERE) == set(range(1, 29))
    listed = run(ephemeral, "doctor", "--rules").stdout
    for rule in [*ELSEWHERE.values(), *(it[2] for it in PATTERNS)]:
        assert re.search(f"^{rule} ", listed, re.M), rule


@pytest.mark.parametrize(
    ("pattern", "set_up", "rule", "before", "fix", "after"),
    PATTERNS,
    ids=[str(it[0]) for it in PATTERNS],
)
def test_a_pattern_fails_is_found_and_is_mended(
    server_with_functions, pattern, set_up, rule, before, fix, after
):
    server = server_with_functions
    api = "p" + "".join(it for it in str(pattern) if it.isalnum()).lower()
    set_up(server, api)
    execution_log.switch_on(server, api, "prod")
    answer = server.invoke(api, "prod", "/a")
    assert answer.status == before, answer
    report = run(server, "doctor", "--api", api, "--format", "json")
    found = [it for it in findings(report) if it["rule"] == rule]
    assert found, report.stdout
    subject = found[0]["subject"]
    assert (subject["api"], subject["stage"]) == (api, "prod")
    predicted = found[0].get("predicted")
    if predicted:
        assert subject["resource"] == "/a"
        assert execution_log.without_ids(predicted) == execution_log.outcome(
            server, api, "prod", answer
        )
    if fix:
        run(server, "doctor", "--api", api, *fix)
        left = findings(run(server, "doctor", "--api", api, "--format", "json"))
        assert rule not in [it["rule"] for it in left], left
    assert server.invoke(api, "prod", "/a").status == after
