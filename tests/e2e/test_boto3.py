"""boto3 as a client: a whole API with functions of three runtimes, called by every form of its
invoke URL."""

import base64
import json
import re
import time
import uuid

import pytest
from botocore.exceptions import ClientError

from gatewright import ACCOUNT, PATIENCE, REGION, Server
from packages import create_function, invocation_uri, of_folder, python, rust

RESOURCES = 20
LANGUAGES = ("python", "node", "rust")


@pytest.fixture(scope="module")
def world(server):
    return World(server)


class World:
    """An API of twenty resources: `/{language}` (POST), `/{language}/{id}` (ANY) and
    `/{language}/{id}/{rest+}` (GET) for each language, and ten with mocks."""

    def __init__(self, server):
        self.server = server
        self.apis = server.client("apigateway")
        self.functions = server.client("lambda")
        self.logs = server.client("logs")
        create_function(self.functions, "python", of_folder("python"), Timeout=2)
        create_function(self.functions, "node", of_folder("node"), "nodejs22.x")
        create_function(self.functions, "rust", rust(), "provided.al2023", "bootstrap")
        self.api = self.apis.create_rest_api(name="twenty")["id"]
        (root,) = self.apis.get_resources(restApiId=self.api)["items"]
        self.ids = {"/": root["id"]}
        for language in LANGUAGES:
            self.functions.add_permission(
                FunctionName=language,
                StatementId="api",
                Action="lambda:InvokeFunction",
                Principal="apigateway.amazonaws.com",
                SourceArn=f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{self.api}/*",
            )
            for path, verb in (
                (f"/{language}", "POST"),
                (f"/{language}/{{id}}", "ANY"),
                (f"/{language}/{{id}}/{{rest+}}", "GET"),
            ):
                self.add(path, verb, type="AWS_PROXY", uri=invocation_uri(language))
        number = 0
        while len(self.ids) < RESOURCES:
            path = f"/mock{number}"
            self.add(
                path, "GET", type="MOCK", requestTemplates={"application/json": '{"statusCode":200}'}
            )
            verb = {"restApiId": self.api, "resourceId": self.ids[path], "httpMethod": "GET"}
            self.apis.put_method_response(**verb, statusCode="200")
            self.apis.put_integration_response(
                **verb,
                statusCode="200",
                responseTemplates={"application/json": f'{{"mock": {number}}}'},
            )
            number += 1
        self.deployment = self.apis.create_deployment(
            restApiId=self.api, stageName="v1", variables={"color": "blue"}
        )["id"]

    def add(self, path, verb, **integration):
        parent, part = path.rsplit("/", 1)
        created = self.apis.create_resource(
            restApiId=self.api, parentId=self.ids[parent or "/"], pathPart=part
        )
        assert created["path"] == path
        self.ids[path] = created["id"]
        verb = {"restApiId": self.api, "resourceId": created["id"], "httpMethod": verb}
        self.apis.put_method(**verb, authorizationType="NONE")
        self.apis.put_integration(**verb, integrationHttpMethod="POST", **integration)

    def call(self, path, **request):
        return self.server.invoke(self.api, "v1", path, **request)


def url_forms(world):
    """Each form of an invoke URL: the host (none: the server's address), and what comes before the
    path below the stage."""
    api, port = world.api, world.server.port
    return {
        "aws": (f"{api}.execute-api.{REGION}.amazonaws.com", "/v1"),
        "localhost": (f"{api}.execute-api.localhost:{port}", "/v1"),
        "localstack": (f"{api}.execute-api.localhost.localstack.cloud:{port}", "/v1"),
        "user_request": (None, f"/restapis/{api}/v1/_user_request_"),
        "execute-api": (None, f"/_aws/execute-api/{api}/v1"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "form", ["aws", "localhost", "localstack", "user_request", "execute-api"]
)
def test_every_form_of_invoke_url_reaches_each_function(world, form, language):
    host, prefix = url_forms(world)[form]
    answer = world.server.call(
        f"{prefix}/{language}/7?a=1&a=2&b=x%20y",
        method="PUT",
        body="ünïcode".encode(),
        headers={"Content-Type": "text/plain", "X-Custom": "kept"} | ({"Host": host} if host else {}),
    )
    assert answer.status == 200, answer
    assert answer.headers["X-Function"] == language
    assert answer.headers["Content-Type"] == "application/json"
    assert uuid.UUID(answer.headers["x-amzn-RequestId"])
    assert answer.headers["x-amz-apigw-id"].endswith("=")
    seen = answer.json()
    assert (seen["runtime"], seen["function"]) == (language, language)
    assert uuid.UUID(seen["request_id"])

    event = seen["event"]
    context = event["requestContext"]
    if language != "rust":
        # serde_json's maps in the Rust function are sorted.
        assert list(event) == [
            *("resource", "path", "httpMethod", "headers", "multiValueHeaders"),
            *("queryStringParameters", "multiValueQueryStringParameters", "pathParameters"),
            *("stageVariables", "requestContext", "body", "isBase64Encoded"),
        ]
        assert list(context) == [
            *("resourceId", "resourcePath", "httpMethod", "extendedRequestId", "requestTime"),
            *("path", "accountId", "protocol", "stage", "domainPrefix", "requestTimeEpoch"),
            *("requestId", "identity", "domainName", "deploymentId", "apiId"),
        ]
    assert event["resource"] == f"/{language}/{{id}}"
    assert event["path"] == f"/{language}/7"
    assert event["httpMethod"] == "PUT"
    assert event["queryStringParameters"] == {"a": "2", "b": "x y"}
    assert event["multiValueQueryStringParameters"] == {"a": ["1", "2"], "b": ["x y"]}
    assert event["pathParameters"] == {"id": "7"}
    assert event["stageVariables"] == {"color": "blue"}
    assert (event["body"], event["isBase64Encoded"]) == ("ünïcode", False)
    headers = event["headers"]
    assert headers["X-Custom"] == "kept"
    assert headers["Content-Type"] == "text/plain"
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert headers["X-Forwarded-Port"] == str(world.server.port)
    assert headers["X-Forwarded-Proto"] == "http"
    assert re.fullmatch(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24}.*", headers["X-Amzn-Trace-Id"])
    assert "Content-Length" not in headers
    assert event["multiValueHeaders"] == {name: [value] for name, value in headers.items()}
    assert context["resourceId"] == world.ids[f"/{language}/{{id}}"]
    assert context["resourcePath"] == f"/{language}/{{id}}"
    assert context["path"] == f"/v1/{language}/7"
    assert (context["httpMethod"], context["stage"]) == ("PUT", "v1")
    assert (context["apiId"], context["accountId"]) == (world.api, ACCOUNT)
    assert context["deploymentId"] == world.deployment
    assert context["protocol"] == "HTTP/1.1"
    assert context["requestId"] == answer.headers["x-amzn-RequestId"]
    assert context["extendedRequestId"] == answer.headers["x-amz-apigw-id"]
    assert context["domainPrefix"] == world.api
    assert context["domainName"] == f"{world.api}.execute-api.{REGION}.amazonaws.com"
    assert re.fullmatch(
        r"\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000", context["requestTime"]
    )
    assert abs(context["requestTimeEpoch"] / 1000 - time.time()) < PATIENCE
    assert context["identity"] == dict.fromkeys(
        ["cognitoIdentityPoolId", "accountId", "cognitoIdentityId", "caller", "principalOrgId"]
        + ["accessKey", "cognitoAuthenticationType", "cognitoAuthenticationProvider", "userArn"]
        + ["user"]
    ) | {"sourceIp": "127.0.0.1", "userAgent": headers.get("User-Agent")}


def test_what_is_absent_is_null(world):
    event = world.call("/python", method="POST").json()["event"]
    for name in ("queryStringParameters", "multiValueQueryStringParameters", "pathParameters"):
        assert event[name] is None, name
    assert event["body"] is None


def test_greedy_parameters_and_paths_stay_as_they_were_sent(world):
    event = world.call("/node/a%2Bb@c/deep//er/").json()["event"]
    assert event["resource"] == "/node/{id}/{rest+}"
    assert event["path"] == "/node/a%2Bb@c/deep//er/"
    assert event["pathParameters"] == {"id": "a%2Bb@c", "rest": "deep//er"}


def test_mocks_answer(world):
    paths = [path for path in world.ids if path.startswith("/mock")]
    assert len(paths) == RESOURCES - 1 - 3 * len(LANGUAGES)
    for number, path in enumerate(paths):
        answer = world.call(path)
        assert (answer.status, answer.json()) == (200, {"mock": number}), answer
        assert "X-Amzn-Trace-Id" not in answer.headers


BODY_OF_500 = b'{"message": "Internal server error"}'
INTERNAL = "InternalServerErrorException"


@pytest.mark.parametrize(
    "path, method, status, body, error",
    [
        ("/nowhere", "GET", 403, b'{"message":"Missing Authentication Token"}', "MissingAuthenticationTokenException"),
        ("/python", "GET", 403, b'{"message":"Missing Authentication Token"}', "MissingAuthenticationTokenException"),
        ("/python/7?fail=raise", "GET", 502, BODY_OF_500, INTERNAL),
        ("/python/7?fail=exit", "GET", 502, BODY_OF_500, INTERNAL),
        ("/python/7?fail=sleep", "GET", 502, BODY_OF_500, INTERNAL),
        ("/python/7?fail=malformed", "GET", 502, BODY_OF_500, INTERNAL),
        ("/node/7?fail=yes", "GET", 502, BODY_OF_500, INTERNAL),
        ("/rust/7?fail=yes", "GET", 502, BODY_OF_500, INTERNAL),
    ],
)  # fmt: skip
def test_errors_have_the_form_of_aws(world, path, method, status, body, error):
    answer = world.call(path, method=method)
    assert (answer.status, answer.body) == (status, body), answer
    assert answer.headers["x-amzn-ErrorType"] == error
    assert answer.headers["Content-Type"] == "application/json"
    assert uuid.UUID(answer.headers["x-amzn-RequestId"])
    assert answer.headers["x-amz-apigw-id"].endswith("=")


@pytest.mark.parametrize("api, stage", [("nosuchapi0", "v1"), (None, "nosuchstage")])
def test_unknown_apis_and_stages_are_forbidden(world, api, stage):
    answer = world.server.invoke(api or world.api, stage, "/python")
    assert (answer.status, answer.body) == (403, b'{"message":"Forbidden"}'), answer
    assert answer.headers["x-amzn-ErrorType"] == "ForbiddenException"


@pytest.mark.parametrize("language", LANGUAGES)
def test_functions_have_log_groups(world, language):
    marker = f"/{language}/{uuid.uuid4()}"
    asked = world.call(marker).json()["request_id"]
    group = f"/aws/lambda/{language}"
    lines = eventually(lambda: log_of(world.logs, group, asked), lambda lines: "REPORT" in lines)
    assert f"START RequestId: {asked} Version: $LATEST" in lines
    assert f"END RequestId: {asked}" in lines
    assert re.search(
        rf"REPORT RequestId: {asked}\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\t"
        r"Memory Size: 128 MB\tMax Memory Used: \d+ MB",
        lines,
    )
    said = world.logs.filter_log_events(
        logGroupName=group, filterPattern=f'"{language} function saw"'
    )["events"]
    assert any(marker in event["message"] for event in said), said
    (stream, *_) = world.logs.describe_log_streams(logGroupName=group)["logStreams"]
    assert re.fullmatch(r"\d{4}/\d\d/\d\d/\[\$LATEST\][0-9a-f]{32}", stream["logStreamName"])


def log_of(logs, group, marker):
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=group, filterPattern=f'"{marker}"'
    )
    return "".join(event["message"] for page in pages for event in page["events"])


def eventually(look, enough):
    """What `look` gives once it is enough; lines of a log take a moment."""
    deadline = time.monotonic() + PATIENCE
    while not enough(found := look()):
        assert time.monotonic() < deadline, found
        time.sleep(0.05)
    return found


def test_invoke_answers_with_the_end_of_the_log_and_with_errors(world):
    answer = world.functions.invoke(FunctionName="python", Payload=b"{}", LogType="Tail")
    assert answer["StatusCode"] == 200 and "FunctionError" not in answer
    assert answer["ExecutedVersion"] == "$LATEST"
    assert b"python function saw None" in base64.b64decode(answer["LogResult"])
    answer = world.functions.invoke(
        FunctionName="python",
        Payload=json.dumps({"queryStringParameters": {"fail": "raise"}}),
    )
    assert (answer["StatusCode"], answer["FunctionError"]) == (200, "Unhandled")
    error = json.load(answer["Payload"])
    assert error["errorType"] == "ValueError"
    assert error["errorMessage"] == "the python function was told to fail"
    with pytest.raises(ClientError) as refused:
        world.functions.invoke(FunctionName="python", Payload=b"{no json")
    assert refused.value.response["Error"]["Code"] == "InvalidRequestContentException"
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_test_invocations_answer_with_their_log(world):
    answer = world.apis.test_invoke_method(
        restApiId=world.api,
        resourceId=world.ids["/python/{id}"],
        httpMethod="ANY",
        pathWithQueryString="/python/7?a=1",
    )
    assert answer["status"] == 200, answer
    event = json.loads(answer["body"])["event"]
    assert event["requestContext"]["stage"] == "test-invoke-stage"
    assert event["pathParameters"] == {"id": "7"}
    log = answer["log"].splitlines()
    assert log[0].startswith("Execution log for request ")
    assert log[-1].endswith(" : Method completed with status: 200")
    assert answer["latency"] >= 0


def test_paginators_go_through_everything(world):
    apis, functions = world.apis, world.functions
    listed = apis.get_paginator("get_resources").paginate(
        restApiId=world.api, PaginationConfig={"PageSize": 3}
    )
    pages = list(listed)
    assert len(pages) == 7
    paths = [resource["path"] for page in pages for resource in page["items"]]
    assert sorted(paths) == sorted(world.ids)

    for number in range(7):
        create_function(functions, f"page-{number}", python("def handler(e, c): pass"))
    listed = functions.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 3})
    names = [function["FunctionName"] for page in listed for function in page["Functions"]]
    assert sorted(names) == sorted([*LANGUAGES, *(f"page-{number}" for number in range(7))])

    for number in range(5):
        world.logs.create_log_group(logGroupName=f"paged/{number}")
    listed = world.logs.get_paginator("describe_log_groups").paginate(
        logGroupNamePrefix="paged/", PaginationConfig={"PageSize": 2}
    )
    names = [group["logGroupName"] for page in listed for group in page["logGroups"]]
    assert names == [f"paged/{number}" for number in range(5)]


def test_waiters_see_functions_come_and_change(world):
    functions = world.functions
    create_function(functions, "waited", python("def handler(e, c): return 1"))
    functions.get_waiter("function_exists").wait(FunctionName="waited")
    functions.get_waiter("function_active").wait(FunctionName="waited")
    functions.update_function_code(
        FunctionName="waited", ZipFile=python("def handler(e, c): return 2")
    )
    functions.get_waiter("function_updated_v2").wait(FunctionName="waited")
    assert functions.invoke(FunctionName="waited")["Payload"].read() == b"2"
    functions.update_function_configuration(
        FunctionName="waited", Environment={"Variables": {"NAME": "value"}}
    )
    functions.get_waiter("function_updated").wait(FunctionName="waited")
    version = functions.publish_version(FunctionName="waited")["Version"]
    functions.get_waiter("published_version_active").wait(
        FunctionName="waited", Qualifier=version
    )


def test_exceptions_are_those_of_the_models(world):
    apis, functions, logs = world.apis, world.functions, world.logs
    with pytest.raises(apis.exceptions.NotFoundException) as refused:
        apis.get_rest_api(restApiId="nosuchapi0")
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    with pytest.raises(apis.exceptions.ConflictException):
        apis.create_resource(restApiId=world.api, parentId=world.ids["/"], pathPart="python")
    with pytest.raises(functions.exceptions.ResourceNotFoundException):
        functions.get_function(FunctionName="nosuch")
    with pytest.raises(functions.exceptions.ResourceConflictException):
        create_function(functions, "python", of_folder("python"))
    with pytest.raises(logs.exceptions.ResourceNotFoundException):
        logs.filter_log_events(logGroupName="nosuch")
    with pytest.raises(logs.exceptions.ResourceAlreadyExistsException):
        logs.create_log_group(logGroupName="twice")
        logs.create_log_group(logGroupName="twice")
    assert world.server.client("sts").get_caller_identity()["Account"] == ACCOUNT


def test_policies_of_a_role_come_in_pages(server):
    iam = server.client("iam")
    trust = {"Effect": "Allow", "Principal": {"Service": "x.amazonaws.com"}, "Action": "sts:AssumeRole"}
    grant = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    role = {"RoleName": "paged"}
    names = [f"n{number}" for number in range(5)]
    iam.create_role(
        **role,
        AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]}),
        Tags=[{"Key": name, "Value": ""} for name in reversed(names)],
    )
    document = json.dumps({"Version": "2012-10-17", "Statement": [grant]})
    for name in names:
        iam.put_role_policy(**role, PolicyName=name, PolicyDocument=document)
        arn = iam.create_policy(PolicyName=name, PolicyDocument=document)["Policy"]["Arn"]
        iam.attach_role_policy(**role, PolicyArn=arn)
    for operation, listed in (
        ("list_role_policies", lambda page: page["PolicyNames"]),
        ("list_attached_role_policies", lambda page: [p["PolicyName"] for p in page["AttachedPolicies"]]),
        ("list_role_tags", lambda page: [tag["Key"] for tag in page["Tags"]]),
    ):
        pages = iam.get_paginator(operation).paginate(**role, PaginationConfig={"PageSize": 2})
        assert [listed(page) for page in pages] == [names[:2], names[2:4], names[4:]], operation


def test_state_in_memory_serves_alike(ephemeral):
    world = World(ephemeral)
    for language in LANGUAGES:
        assert world.call(f"/{language}/7").json()["runtime"] == language


def test_state_and_logs_outlive_a_restart(tmp_path):
    arguments = ("--listen", "127.0.0.1:0", "--data", tmp_path / "data")
    server = Server(tmp_path / "log", *arguments)
    functions = server.client("lambda")
    create_function(functions, "kept", python("def handler(e, c):\n    print('kept line')\n"))
    functions.invoke(FunctionName="kept")
    # At once: what waits to be written is written before the server ends.
    server.stop()
    server = Server(tmp_path / "log", *arguments)
    said = log_of(server.client("logs"), "/aws/lambda/kept", "kept line")
    again = server.client("lambda").invoke(FunctionName="kept")
    server.stop()
    assert said.strip() == "kept line"
    assert again["StatusCode"] == 200 and "FunctionError" not in again
