"""What people run into, each pattern deployed on a server: the request fails, the doctor names the
rule and the place, its fix mends it, or a person does as its page says, and the request works."""

import re

import pytest

import execution_log
import test_doctor
from conftest import running
from packages import create_function, invocation_uri, python
from stack import BALANCER
from test_doctor import HANDLER, ODD, findings, proxy, run
from test_guide import own_certificate, serving

SOURCE = "arn:aws:execute-api:us-east-1:123456789012"
FINE = {"default": {"statusCode": "200"}}


SLOW = HANDLER.replace("    return", "    import time\n    time.sleep(0.3)\n    return")
RAISING = "def handler(event, context):\n    raise ValueError('of its own')\n"

AUTHORIZER = """
def handler(event, context):
    allowed = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": event["methodArn"]}
    policy = {"Version": "2012-10-17", "Statement": [allowed]}
    return {"principalId": event["authorizationToken"], "policyDocument": policy}
"""


@pytest.fixture(scope="module")
def server_with_functions(tmp_path_factory, backend, certified):
    """A server that knows where the load balancer leads, with functions that the patterns share."""
    directory = tmp_path_factory.mktemp("patterns")
    for server in running(directory, "--ephemeral", "--nlb", f"{BALANCER}={backend}"):
        server.certified = certified
        execution_log.allow(server)
        functions = server.client("lambda")
        for name, code in {"first": HANDLER, "second": HANDLER, "raising": RAISING}.items():
            create_function(functions, name, python(code))
        create_function(functions, "slow", python(SLOW), Timeout=60)
        functions.publish_version(FunctionName="first")
        functions.create_alias(FunctionName="first", Name="live", FunctionVersion="1")
        yield server


@pytest.fixture(scope="module")
def backend():
    with serving() as port:
        yield f"127.0.0.1:{port}"


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    """A backend whose certificate is for `backend.localhost`; gives its port."""
    certificate = own_certificate(tmp_path_factory.mktemp("certificate"))
    with serving(certificate=certificate) as port:
        yield port


def deploy(server, api, integrations):
    test_doctor.deploy(server, api, integrations)
    execution_log.switch_on(server, api, "prod")


def grant(server, function, source=None, **more):
    """Lets API Gateway invoke a function, as people write it."""
    arguments = {"SourceArn": source} if source else {}
    server.client("lambda").add_permission(
        FunctionName=function,
        StatementId=re.sub(r"\W", "-", f"{function}-{source}")[-100:],
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
    set_variable(server, api, "function", "second")


def by_get(server, api):
    grant(server, "first", f"{SOURCE}:{api}/*/*/*")
    deploy(server, api, {"/a": proxy("first") | {"httpMethod": "GET"}})


def no_method_response(server, api):
    deploy(server, api, {"/a": mock(responses={"default": {"statusCode": "201"}})})


def no_variable(server, api):
    deploy(server, api, {"/a": proxy("${stageVariables.function}")})


def resource(server, api):
    """What calls about the resource `/a` begin with."""
    items = server.client("apigateway").get_resources(restApiId=api)["items"]
    [found] = [it["id"] for it in items if it["path"] == "/a"]
    return {"restApiId": api, "resourceId": found, "httpMethod": "GET"}


def redeploy(server, api):
    server.client("apigateway").create_deployment(restApiId=api, stageName="prod")


def set_variable(server, api, name, value):
    operations = [{"op": "replace", "path": f"/variables/{name}", "value": value}]
    gateway = server.client("apigateway")
    gateway.update_stage(restApiId=api, stageName="prod", patchOperations=operations)


def changed(server, api):
    """The deployed method has no response for its status; the one that was mended has."""
    no_method_response(server, api)
    gateway = server.client("apigateway")
    gateway.put_method_response(**resource(server, api), statusCode="201")


def define_variable(server, api):
    grant(server, "first", f"{SOURCE}:{api}/*/GET/a")
    set_variable(server, api, "function", "first")


def full_policy(server, api):
    """A permission for each of as many paths as there is room for, and none for `/a`."""
    functions = server.client("lambda")
    create_function(functions, api, python(HANDLER))
    with pytest.raises(functions.exceptions.PolicyLengthExceededException):
        for number in range(100):
            grant(server, api, f"{SOURCE}:{api}/prod/GET/path/{number}")
    deploy(server, api, {"/a": proxy(api)})


def authorizer_without_permission(server, api):
    deploy(server, api, {"/a": mock()})
    create_function(server.client("lambda"), api, python(AUTHORIZER))
    gateway = server.client("apigateway")
    authorizer = gateway.create_authorizer(
        restApiId=api,
        name="tokens",
        type="TOKEN",
        authorizerUri=invocation_uri(api),
        identitySource="method.request.header.Authorization",
    )["id"]
    operations = [
        {"op": "replace", "path": "/authorizationType", "value": "CUSTOM"},
        {"op": "replace", "path": "/authorizerId", "value": authorizer},
    ]
    gateway.update_method(**resource(server, api), patchOperations=operations)
    redeploy(server, api)


def malformed(server, api):
    functions = server.client("lambda")
    create_function(functions, api, python(ODD))
    grant(server, api)
    deploy(server, api, {"/a": proxy(api)})


def answer_rightly(server, api):
    functions = server.client("lambda")
    functions.update_function_code(FunctionName=api, ZipFile=python(HANDLER))
    functions.get_waiter("function_updated_v2").wait(FunctionName=api, WaiterConfig={"Delay": 1})


def all_binary(server, api):
    deploy(server, api, {"/a": mock()})
    operations = [{"op": "add", "path": "/binaryMediaTypes/*~1*"}]
    server.client("apigateway").update_rest_api(restApiId=api, patchOperations=operations)
    redeploy(server, api)


def not_deployed(server, api):
    """The stage was deployed before there was `/a`."""
    deploy(server, api, {"/": mock()})
    gateway = server.client("apigateway")
    [root] = gateway.get_resources(restApiId=api)["items"]
    made = gateway.create_resource(restApiId=api, parentId=root["id"], pathPart="a")["id"]
    call = {"restApiId": api, "resourceId": made, "httpMethod": "GET"}
    gateway.put_method(**call, authorizationType="NONE")
    gateway.put_method_response(**call, statusCode="200")
    templates = {"application/json": '{"statusCode": 200}'}
    gateway.put_integration(**call, type="MOCK", requestTemplates=templates)
    gateway.put_integration_response(**call, statusCode="200")


def no_log_role(server, api):
    deploy(server, api, {"/a": mock()})
    execution_log.set_role(server, "")


def failed_link(server, api):
    """A stage variable names the link: CreateDeployment would refuse it by its id."""
    gateway = server.client("apigateway")
    link = gateway.create_vpc_link(name=api, targetArns=[BALANCER.replace("corpus", "gone")])["id"]
    integration = {"connectionType": "VPC_LINK", "connectionId": "${stageVariables.link}"}
    inside = {"type": "http_proxy", "httpMethod": "GET", "uri": "http://inside/"}
    deploy(server, api, {"/a": inside | integration})
    set_variable(server, api, "link", link)


def make_link_anew(server, api):
    link = server.client("apigateway").create_vpc_link(name=api, targetArns=[BALANCER])["id"]
    set_variable(server, api, "link", link)


def other_name_in_certificate(server, api):
    http = {"type": "http_proxy", "httpMethod": "GET", "tlsConfig": {"insecureSkipVerification": True}}
    deploy(server, api, {"/a": http | {"uri": f"https://127.0.0.1:{server.certified}/"}})


def call_by_its_name(server, api):
    uri = f"https://backend.localhost:{server.certified}/"
    operations = [{"op": "replace", "path": "/uri", "value": uri}]
    gateway = server.client("apigateway")
    gateway.update_integration(**resource(server, api), patchOperations=operations)
    redeploy(server, api)


def slower_than_integration(server, api):
    grant(server, "slow", f"{SOURCE}:{api}/*/GET/a")
    deploy(server, api, {"/a": proxy("slow") | {"timeoutInMillis": 100}})


def wait_longer(server, api):
    """As long as the function may take, which has to take less too: nobody waits a minute."""
    functions = server.client("lambda")
    functions.update_function_configuration(FunctionName="slow", Timeout=20)
    operations = [{"op": "replace", "path": "/timeoutInMillis", "value": "20000"}]
    gateway = server.client("apigateway")
    gateway.update_integration(**resource(server, api), patchOperations=operations)
    redeploy(server, api)


def error_as_success(server, api):
    grant(server, "raising", f"{SOURCE}:{api}/*/GET/a")
    deploy(server, api, {"/a": proxy("raising") | {"type": "aws", "responses": FINE}})


def select_errors(server, api):
    gateway, method = server.client("apigateway"), resource(server, api)
    gateway.put_method_response(**method, statusCode="502")
    gateway.put_integration_response(**method, statusCode="502", selectionPattern=".+")
    redeploy(server, api)


def errors_without_cors(server, api):
    """A preflight is answered; what fails has no header that lets a page read it."""
    header = {"method.response.header.Access-Control-Allow-Origin": "'*'"}
    deploy(server, api, {"/a": proxy("first")})
    gateway, method = server.client("apigateway"), resource(server, api) | {"httpMethod": "OPTIONS"}
    gateway.put_method(**method, authorizationType="NONE")
    templates = {"application/json": '{"statusCode": 200}'}
    gateway.put_integration(**method, type="MOCK", requestTemplates=templates)
    declared = dict.fromkeys(header, True)
    gateway.put_method_response(**method, statusCode="200", responseParameters=declared)
    gateway.put_integration_response(**method, statusCode="200", responseParameters=header)
    redeploy(server, api)


def throttled(server, api):
    functions = server.client("lambda")
    create_function(functions, api, python(HANDLER))
    grant(server, api)
    functions.put_function_concurrency(FunctionName=api, ReservedConcurrentExecutions=0)
    deploy(server, api, {"/a": proxy(api)})


def make_room(server, api):
    server.client("lambda").delete_function_concurrency(FunctionName=api)


def status(server, api, answer):
    return answer.status


def cors(server, api, answer):
    """Whether a page may read what API Gateway itself answers."""
    return server.invoke(api, "prod", "/nowhere").headers["access-control-allow-origin"]


def logs(server, api, answer):
    """Whether the request is in the log."""
    return bool(execution_log.lines(server, api, "prod", answer.headers["x-amzn-requestid"]))


FIX = ["--fix"]
UNSAFE = ["--fix", "--unsafe-fixes"]

PATTERNS = [
    # pattern, set up, what shows it, before, rule, how it is mended, after
    (1, forgotten, status, 500, "GW101", FIX, 200),
    (3, on_function_not_alias, status, 500, "GW102", FIX, 200),
    (4, on_function_not_version, status, 500, "GW102", FIX, 200),
    ("5: logical id", source(SOURCE + ":Api/*/GET/a"), status, 500, "GW103", FIX, 200),
    ("5: stage", source(SOURCE + ":{api}/Prod/GET/a"), status, 500, "GW104", FIX, 200),
    ("5: verb", source(SOURCE + ":{api}/*/POST/a"), status, 500, "GW105", FIX, 200),
    ("5: path", source(SOURCE + ":{api}/*/GET/a/"), status, 500, "GW106", FIX, 200),
    (6, recreated, status, 500, "GW101", FIX, 200),
    (7, full_policy, status, 500, "GW116", FIX, 200),
    (8, variable_of_other_function, status, 500, "GW101", FIX, 200),
    ("8: undefined", no_variable, status, 500, "GW601", define_variable, 200),
    (9, authorizer_without_permission, status, 500, "GW114", FIX, 200),
    (11, by_get, status, 500, "GW301", FIX, 200),
    (12, malformed, status, 502, "GW302", answer_rightly, 200),
    (13, all_binary, status, 500, "GW416", FIX, 200),
    (14, no_method_response, status, 500, "GW405", FIX, 201),
    (16, changed, status, 500, "GW704", UNSAFE, 201),
    (19, not_deployed, status, 403, "GW704", UNSAFE, 200),
    (20, no_log_role, logs, False, "GW706", lambda server, _: execution_log.set_role(server), True),
    (21, failed_link, status, 500, "GW509", make_link_anew, 200),
    (22, other_name_in_certificate, status, 500, "GW506", call_by_its_name, 200),
    (24, slower_than_integration, status, 504, "GW513", wait_longer, 200),
    (26, error_as_success, status, 200, "GW417", select_errors, 502),
    (27, errors_without_cors, cors, None, "GW708", UNSAFE, "*"),
    (28, throttled, status, 500, "GW207", make_room, 200),
]

NOT_HERE = {
    2: "the same finding as 1: OpenAPI has no place for permissions",
    10: "what callers may do is no setting of the API; test_authorizers tries it, `why` names it",
    15: "put-integration refuses an undeclared parameter, as AWS does",
    17: "create-deployment refuses a method without an integration, as AWS does",
    18: "CloudFormation's own order of deletions; nothing that a request meets",
    23: "create-vpc-link refuses a load balancer that is none for networks, as AWS does",
    25: "private APIs need a VPC endpoint, which a local server has not",
}
"""Patterns that cannot come about on a server, and why."""


def test_every_pattern_is_tried_or_has_a_reason():
    tried = {int(str(it[0]).split(":")[0]) for it in PATTERNS}
    assert not tried & set(NOT_HERE)
    assert tried | set(NOT_HERE) == set(range(1, 29))


@pytest.mark.parametrize(
    ("pattern", "set_up", "shows", "before", "rule", "mend", "after"),
    PATTERNS,
    ids=[str(it[0]) for it in PATTERNS],
)
def test_a_pattern_fails_is_found_and_is_mended(
    server_with_functions, pattern, set_up, shows, before, rule, mend, after
):
    server = server_with_functions
    api = "p" + "".join(it for it in str(pattern) if it.isalnum()).lower()
    set_up(server, api)
    answer = call(server, api)
    assert shows(server, api, answer) == before, answer
    report = run(server, "doctor", "--api", api, "--format", "json")
    found = [it for it in findings(report) if it["rule"] == rule]
    assert found, report.stdout
    subject, predicted = found[0]["subject"], found[0]["predicted"]
    # A function's policy is the same for all stages.
    stage = None if rule == "GW116" else "prod"
    assert (subject["api"], subject["stage"]) == (api, stage)
    if predicted:
        assert subject["resource"] == "/a"
        came_to = execution_log.outcome(server, api, "prod", answer)
        assert execution_log.without_ids(predicted) == came_to
    if callable(mend):
        mend(server, api)
    else:
        assert any(fix["commands"] for fix in found[0]["fixes"]), found
        run(server, "doctor", "--api", api, *mend)
    # A failure is in the log for an hour.
    if not any("gatewright why" in it for it in found[0]["evidence"]):
        left = findings(run(server, "doctor", "--api", api, "--format", "json"))
        assert rule not in [it["rule"] for it in left], left
    assert shows(server, api, call(server, api)) == after


def call(server, api):
    headers = {"content-type": "application/json", "authorization": "token"}
    return server.invoke(api, "prod", "/a", headers=headers)
