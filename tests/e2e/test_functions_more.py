"""What functions have beside code: layers, URLs, destinations, streamed answers, settings."""

import base64
import http.server
import io
import json
import threading
import time
import urllib.request
import zipfile

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from gatewright import ACCOUNT, PATIENCE, REGION, Server
from packages import ROLE, archive, create_function, python

FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:"
LAYER = f"arn:aws:lambda:{REGION}:{ACCOUNT}:layer:"


@pytest.fixture(scope="module")
def functions(ephemeral):
    return ephemeral.client("lambda")


def refused(call, **arguments):
    """The code and the message of a call that must be refused."""
    with pytest.raises(ClientError) as error:
        call(**arguments)
    return error.value.response["Error"]["Code"], error.value.response["Error"]["Message"]


def answer(response):
    return json.load(response["Payload"])


def publish(functions, name, files, **rest):
    return functions.publish_layer_version(LayerName=name, Content={"ZipFile": archive(files)}, **rest)


# --- Layers


def test_layers_are_found_in_their_order(functions):
    one = publish(functions, "one", {"python/shared.py": "NAME = 'one'", "python/only.py": "NAME = 1"})
    two = publish(functions, "two", {"python/shared.py": "NAME = 'two'"}, CompatibleRuntimes=["python3.12"])
    assert one["LayerVersionArn"] == LAYER + "one:1" and two["Version"] == 1
    code = python("import shared, only\ndef handler(event, context):\n    return [shared.NAME, only.NAME]")
    arns = [one["LayerVersionArn"], two["LayerVersionArn"]]
    create_function(functions, "layered", code, Layers=arns)
    shown = functions.get_function_configuration(FunctionName="layered")["Layers"]
    assert [layer["Arn"] for layer in shown] == arns and all(layer["CodeSize"] > 0 for layer in shown)
    assert answer(functions.invoke(FunctionName="layered")) == ["two", 1]
    version = functions.publish_version(FunctionName="layered")["Version"]

    functions.update_function_configuration(FunctionName="layered", Layers=arns[::-1])
    functions.get_waiter("function_updated_v2").wait(FunctionName="layered")
    assert answer(functions.invoke(FunctionName="layered")) == ["one", 1]
    # A version goes on with what it was published with, even of layers that were deleted.
    functions.delete_layer_version(LayerName="two", VersionNumber=1)
    assert answer(functions.invoke(FunctionName="layered", Qualifier=version)) == ["two", 1]
    functions.update_function_configuration(FunctionName="layered", Layers=[])
    assert "Layers" not in functions.get_function_configuration(FunctionName="layered")
    gone = functions.invoke(FunctionName="layered")
    assert gone["FunctionError"] == "Unhandled" and "shared" in answer(gone)["errorMessage"]


def test_layers_have_versions(functions):
    for number in (1, 2, 3):
        runtimes = ["python3.12"] if number < 3 else ["nodejs20.x"]
        publish(functions, "versions", {"n": str(number)}, CompatibleRuntimes=runtimes, Description=f"d{number}")
    listed = functions.list_layer_versions(LayerName="versions")["LayerVersions"]
    assert [version["Version"] for version in listed] == [3, 2, 1]
    of_python = functions.list_layer_versions(LayerName="versions", CompatibleRuntime="python3.12")
    assert [version["Version"] for version in of_python["LayerVersions"]] == [2, 1]
    latest = functions.list_layers(CompatibleRuntime="python3.12")["Layers"]
    latest = {layer["LayerName"]: layer["LatestMatchingVersion"]["Version"] for layer in latest}
    assert latest["versions"] == 2
    version = functions.get_layer_version(LayerName="versions", VersionNumber=2)
    assert version["Description"] == "d2"
    same = functions.get_layer_version_by_arn(Arn=LAYER + "versions:2")
    assert same["Content"]["CodeSha256"] == version["Content"]["CodeSha256"]
    with urllib.request.urlopen(version["Content"]["Location"]) as location:
        assert zipfile.ZipFile(io.BytesIO(location.read())).read("n") == b"2"

    functions.delete_layer_version(LayerName="versions", VersionNumber=3)
    missing = ("ResourceNotFoundException", "The resource you requested does not exist.")
    assert refused(functions.get_layer_version, LayerName="versions", VersionNumber=3) == missing
    # Numbers are never used again.
    assert publish(functions, "versions", {"n": "4"})["Version"] == 4
    pages = functions.get_paginator("list_layer_versions").paginate(
        LayerName="versions", PaginationConfig={"PageSize": 2}
    )
    assert [v["Version"] for page in pages for v in page["LayerVersions"]] == [4, 2, 1]


def test_layers_are_checked(functions):
    def create(layers):
        return refused(
            functions.create_function,
            FunctionName="unlayered",
            Runtime="python3.12",
            Handler="index.handler",
            Role=ROLE,
            Code={"ZipFile": python("")},
            Layers=layers,
        )

    code, text = create([LAYER + "nothing:1"])
    assert code == "InvalidParameterValueException"
    assert text.startswith(f"Layer version {LAYER}nothing:1 does not exist.")
    for _ in range(2):
        publish(functions, "twice", {"n": ""})
    _, text = create([LAYER + "twice:1", LAYER + "twice:2"])
    assert text == (
        "Two different versions of the same layer are not allowed to be referenced in the same function. "
        f"{LAYER}twice:1 and {LAYER}twice:2 are versions of the same layer."
    )
    assert create([LAYER + "twice:1"] * 6)[1] == "Cannot reference more than 5 layers."


def test_layers_can_be_shared(ephemeral, functions):
    publish(functions, "shared", {"n": ""})
    key = {"LayerName": "shared", "VersionNumber": 1}
    none = ("ResourceNotFoundException", "No policy is associated with the given resource.")
    assert refused(functions.get_layer_version_policy, **key) == none
    other = boto3.client(
        "lambda",
        endpoint_url=ephemeral.endpoint,
        region_name=REGION,
        aws_access_key_id="210987654321",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}),
    )
    assert refused(other.get_layer_version_by_arn, Arn=LAYER + "shared:1")[0] == "AccessDeniedException"
    added = functions.add_layer_version_permission(
        StatementId="all", Principal="210987654321", Action="lambda:GetLayerVersion", **key
    )
    assert json.loads(added["Statement"])["Resource"] == LAYER + "shared:1"
    assert other.get_layer_version_by_arn(Arn=LAYER + "shared:1")["Version"] == 1
    policy = json.loads(functions.get_layer_version_policy(**key)["Policy"])
    assert policy["Statement"][0]["Sid"] == "all"
    functions.remove_layer_version_permission(StatementId="all", **key)
    assert refused(functions.get_layer_version_policy, **key) == none


# --- URLs

ECHO = python("""
import json
def handler(event, context):
    if event["rawPath"] == "/fail":
        raise ValueError("no")
    if event["rawPath"] == "/plain":
        return "plain"
    return {"statusCode": 201, "headers": {"x-own": "1"}, "cookies": ["a=b", "c=d"], "body": json.dumps(event)}
""")


def url(server, functions, name, code=ECHO, auth_type="NONE", public=True, **rest):
    """A function with a URL, and a call of it."""
    create_function(functions, name, code)
    made = functions.create_function_url_config(FunctionName=name, AuthType=auth_type, **rest)
    if public:
        functions.add_permission(
            FunctionName=name,
            StatementId="url",
            Action="lambda:InvokeFunctionUrl",
            Principal="*",
            FunctionUrlAuthType=auth_type,
        )
    host = made["FunctionUrl"].removeprefix("http://").removesuffix("/")
    assert host.split(".", 1)[1] == f"lambda-url.localhost:{server.port}"

    def call(path, method="GET", body=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return server.call(path, method, body, {"Host": host} | headers)

    call.id = host.split(".")[0]
    return call


def test_a_url_calls_its_function(ephemeral, functions):
    call = url(ephemeral, functions, "by-url")
    answered = call("/a%20b?x=1&y=%C3%BC&x=2", Cookie="one=1; two=2", x_sent="yes", User_Agent="test")
    assert answered.status == 201
    assert answered.headers["x-own"] == "1"
    assert answered.headers.get_all("set-cookie") == ["a=b", "c=d"]
    event = answered.json()
    assert (event["version"], event["routeKey"], event["rawPath"]) == ("2.0", "$default", "/a%20b")
    assert event["rawQueryString"] == "x=1&y=%C3%BC&x=2"
    assert event["queryStringParameters"] == {"x": "1,2", "y": "ü"}
    assert event["cookies"] == ["one=1", "two=2"]
    assert event["headers"]["x-sent"] == "yes" and "cookie" not in event["headers"]
    assert event["isBase64Encoded"] is False and "body" not in event
    context = event["requestContext"]
    assert context["accountId"] == "anonymous" and context["apiId"] == call.id
    assert context["domainName"] == f"{call.id}.lambda-url.{REGION}.on.aws"
    assert context["http"]["method"] == "GET" and context["http"]["userAgent"] == "test"
    assert context["http"]["sourceIp"] == "127.0.0.1"

    posted = call("/", "POST", '{"a": 1}', Content_Type="application/json").json()
    assert (posted["body"], posted["isBase64Encoded"]) == ('{"a": 1}', False)
    form = call("/", "POST", "a=1", Content_Type="application/x-www-form-urlencoded").json()
    assert (base64.b64decode(form["body"]), form["isBase64Encoded"]) == (b"a=1", True)
    plain = call("/plain")
    assert (plain.status, plain.body, plain.headers["content-type"]) == (200, b'"plain"', "application/json")
    failed = call("/fail")
    assert (failed.status, failed.body) == (502, b"Internal Server Error")
    by_path = ephemeral.call(f"/_aws/lambda-url/{call.id}/plain")
    assert by_path.body == b'"plain"'
    unknown = ephemeral.call("/", headers={"Host": "nothing.lambda-url.localhost"})
    assert unknown.status == 404


def test_a_url_needs_a_permission(ephemeral, functions):
    call = url(ephemeral, functions, "private", public=False)
    refusal = call("/plain")
    assert refusal.status == 403 and refusal.json()["Message"].startswith("Forbidden")
    functions.add_permission(
        FunctionName="private",
        StatementId="url",
        Action="lambda:InvokeFunctionUrl",
        Principal="*",
        FunctionUrlAuthType="NONE",
    )
    assert call("/plain").status == 200
    functions.remove_permission(FunctionName="private", StatementId="url")
    assert call("/plain").status == 403


def test_a_url_can_ask_for_a_signature(ephemeral, functions):
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    call = url(ephemeral, functions, "signed", auth_type="AWS_IAM", public=False)
    assert call("/").status == 403
    request = AWSRequest("GET", f"http://{call.id}.lambda-url.localhost:{ephemeral.port}/")
    SigV4Auth(Credentials("test", "test"), "lambda", REGION).add_auth(request)
    answered = call("/", **dict(request.headers))
    assert answered.status == 201
    identity = answered.json()["requestContext"]["authorizer"]["iam"]
    assert identity["userArn"] == f"arn:aws:iam::{ACCOUNT}:root"


def test_a_url_answers_other_origins(ephemeral, functions):
    cors = {
        "AllowOrigins": ["https://a.example"],
        "AllowMethods": ["GET"],
        "AllowHeaders": ["x-sent"],
        "ExposeHeaders": ["x-own"],
        "MaxAge": 60,
    }
    call = url(ephemeral, functions, "cors", Cors=cors)
    asked = {"Origin": "https://a.example", "Access_Control_Request_Method": "GET"}
    preflight = call("/", "OPTIONS", **asked)
    assert preflight.status == 200 and preflight.body == b""
    assert preflight.headers["access-control-allow-origin"] == "https://a.example"
    assert preflight.headers["access-control-allow-methods"] == "GET"
    assert preflight.headers["access-control-max-age"] == "60"
    answered = call("/plain", Origin="https://a.example")
    assert answered.headers["access-control-expose-headers"] == "x-own"
    stranger = call("/plain", Origin="https://b.example")
    assert "access-control-allow-origin" not in stranger.headers


def test_url_configurations(ephemeral, functions):
    create_function(functions, "config", ECHO)
    name = {"FunctionName": "config"}
    assert refused(functions.get_function_url_config, **name)[0] == "ResourceNotFoundException"
    functions.create_function_url_config(AuthType="NONE", **name)
    conflict = refused(functions.create_function_url_config, AuthType="NONE", **name)
    assert conflict[0] == "ResourceConflictException" and "FunctionUrlConfig exists" in conflict[1]
    functions.publish_version(**name)
    functions.create_alias(Name="live", FunctionVersion="1", **name)
    of_alias = functions.create_function_url_config(AuthType="AWS_IAM", Qualifier="live", **name)
    assert of_alias["FunctionArn"] == FUNCTION + "config:live"
    changed = functions.update_function_url_config(AuthType="AWS_IAM", InvokeMode="RESPONSE_STREAM", **name)
    assert (changed["AuthType"], changed["InvokeMode"]) == ("AWS_IAM", "RESPONSE_STREAM")
    listed = functions.list_function_url_configs(**name)["FunctionUrlConfigs"]
    assert [config["FunctionArn"] for config in listed] == [FUNCTION + "config", FUNCTION + "config:live"]
    address = listed[0]["FunctionUrl"].removeprefix("http://").removesuffix("/")
    functions.delete_function_url_config(**name)
    assert ephemeral.call("/", headers={"Host": address}).status == 404
    address = of_alias["FunctionUrl"].removeprefix("http://").removesuffix("/")
    assert ephemeral.call("/", headers={"Host": address}).status == 403
    functions.delete_function(**name)
    assert ephemeral.call("/", headers={"Host": address}).status == 404


# --- Invocations


def test_an_answer_comes_in_events(functions):
    create_function(functions, "large", python("def handler(event, context):\n    return event * 'x'"))
    size = 1_000_000
    streamed = functions.invoke_with_response_stream(
        FunctionName="large", Payload=json.dumps(size), LogType="Tail"
    )
    assert (streamed["StatusCode"], streamed["ExecutedVersion"]) == (200, "$LATEST")
    events = list(streamed["EventStream"])
    body = b"".join(event["PayloadChunk"]["Payload"] for event in events if "PayloadChunk" in event)
    assert json.loads(body) == size * "x"
    assert "REPORT" in base64.b64decode(events[-1]["InvokeComplete"]["LogResult"]).decode()
    failed = functions.invoke_with_response_stream(FunctionName="large", Payload='{"a": 1}')
    [complete] = failed["EventStream"]
    complete = complete["InvokeComplete"]
    assert complete["ErrorCode"] == "Unhandled"
    assert json.loads(complete["ErrorDetails"])["errorType"] == "TypeError"
    missing = refused(functions.invoke_with_response_stream, FunctionName="nothing")
    assert missing[0] == "ResourceNotFoundException"


def test_streamed_handlers_of_node(ephemeral, functions):
    code = """
    exports.handler = awslambda.streamifyResponse(async (event, stream) => {
      const metadata = {statusCode: 203, headers: {'content-type': 'text/plain', 'x-own': 'yes'}};
      stream = awslambda.HttpResponseStream.from(stream, metadata);
      for (const word of ['to', 'be']) stream.write(word);
      stream.end();
    });
    """
    zipped = archive({"index.js": code})
    create_function(functions, "stream", zipped, runtime="nodejs20.x")
    made = functions.create_function_url_config(
        FunctionName="stream", AuthType="NONE", InvokeMode="RESPONSE_STREAM"
    )
    functions.add_permission(
        FunctionName="stream",
        StatementId="url",
        Action="lambda:InvokeFunctionUrl",
        Principal="*",
        FunctionUrlAuthType="NONE",
    )
    host = made["FunctionUrl"].removeprefix("http://").removesuffix("/")
    answered = ephemeral.call("/", headers={"Host": host})
    assert (answered.status, answered.body) == (203, b"tobe")
    assert (answered.headers["content-type"], answered.headers["x-own"]) == ("text/plain", "yes")


TELLER = "import json\ndef handler(event, context):\n    print('told', json.dumps(event))"


def told(server, name):
    """What the function was told, once it was."""
    logs = server.client("logs")
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            found = logs.filter_log_events(logGroupName=f"/aws/lambda/{name}", filterPattern="told")["events"]
        except logs.exceptions.ResourceNotFoundException:
            found = []
        if found:
            return [json.loads(event["message"].removeprefix("told ")) for event in found]
        time.sleep(0.05)
    raise AssertionError(f"{name} was told nothing")


def test_destinations_are_told(ephemeral, functions):
    create_function(functions, "well", python(TELLER))
    create_function(functions, "ill", python(TELLER))
    code = "def handler(event, context):\n    return 1 / event['by']"
    create_function(functions, "tried", python(code))
    config = functions.put_function_event_invoke_config(
        FunctionName="tried",
        MaximumRetryAttempts=0,
        DestinationConfig={
            "OnSuccess": {"Destination": FUNCTION + "well"},
            "OnFailure": {"Destination": FUNCTION + "ill"},
        },
    )
    assert config["DestinationConfig"]["OnSuccess"]["Destination"] == FUNCTION + "well"
    functions.invoke(FunctionName="tried", InvocationType="Event", Payload='{"by": 2}')
    [record] = told(ephemeral, "well")
    assert record["version"] == "1.0" and record["responsePayload"] == 0.5
    assert record["requestContext"]["condition"] == "Success"
    assert record["requestContext"]["functionArn"] == FUNCTION + "tried:$LATEST"
    assert record["requestPayload"] == {"by": 2}
    functions.invoke_async(FunctionName="tried", InvokeArgs='{"by": 0}')
    [record] = told(ephemeral, "ill")
    assert record["requestContext"]["condition"] == "RetriesExhausted"
    assert record["requestContext"]["approximateInvokeCount"] == 1
    assert record["responseContext"]["functionError"] == "Unhandled"
    assert record["responsePayload"]["errorType"] == "ZeroDivisionError"
    queue = f"arn:aws:sqs:{REGION}:{ACCOUNT}:queue"
    kept = functions.update_function_event_invoke_config(
        FunctionName="tried", DestinationConfig={"OnFailure": {"Destination": queue}}
    )
    assert kept["DestinationConfig"]["OnFailure"]["Destination"] == queue


# --- Settings


def test_concurrency_is_bounded(functions):
    create_function(functions, "counted", python("def handler(event, context):\n    pass"))
    name = {"FunctionName": "counted"}
    functions.put_function_concurrency(ReservedConcurrentExecutions=10, **name)
    limits = functions.get_account_settings()["AccountLimit"]
    assert (limits["ConcurrentExecutions"], limits["UnreservedConcurrentExecutions"]) == (1000, 990)
    code, text = refused(functions.put_function_concurrency, ReservedConcurrentExecutions=901, **name)
    assert code == "InvalidParameterValueException" and "minimum value of [100]" in text
    usage = functions.get_account_settings()["AccountUsage"]
    assert usage["FunctionCount"] == len(functions.list_functions()["Functions"])

    functions.publish_version(**name)
    one = name | {"Qualifier": "1"}
    missing = refused(functions.get_provisioned_concurrency_config, **one)
    assert missing[0] == "ProvisionedConcurrencyConfigNotFoundException"
    put = functions.put_provisioned_concurrency_config
    assert refused(put, ProvisionedConcurrentExecutions=11, **one)[0] == "InvalidParameterValueException"
    unpublished = refused(put, ProvisionedConcurrentExecutions=1, **name, Qualifier="$LATEST")
    assert "unpublished" in unpublished[1]
    assert put(ProvisionedConcurrentExecutions=5, **one)["Status"] == "IN_PROGRESS"
    config = functions.get_provisioned_concurrency_config(**one)
    assert (config["Status"], config["AllocatedProvisionedConcurrentExecutions"]) == ("READY", 5)
    [listed] = functions.list_provisioned_concurrency_configs(**name)["ProvisionedConcurrencyConfigs"]
    assert listed["FunctionArn"] == FUNCTION + "counted:1"
    functions.delete_provisioned_concurrency_config(**one)
    functions.delete_function_concurrency(**name)


def test_settings_that_others_read(functions):
    create_function(functions, "settings", python("def handler(event, context):\n    pass"))
    name = {"FunctionName": "settings"}
    assert functions.get_function_code_signing_config(**name)["FunctionName"] == "settings"
    assert functions.get_function_recursion_config(**name)["RecursiveLoop"] == "Terminate"
    functions.put_function_recursion_config(RecursiveLoop="Allow", **name)
    assert functions.get_function_recursion_config(**name)["RecursiveLoop"] == "Allow"
    assert functions.get_runtime_management_config(**name)["UpdateRuntimeOn"] == "Auto"
    functions.put_runtime_management_config(UpdateRuntimeOn="FunctionUpdate", **name)
    assert functions.get_runtime_management_config(**name)["UpdateRuntimeOn"] == "FunctionUpdate"


def test_what_is_not_there_says_so(functions):
    code, text = refused(functions.list_event_source_mappings)
    assert code == "NotImplementedException" and "ListEventSourceMappings" in text
    code, text = refused(functions.list_code_signing_configs)
    assert code == "NotImplementedException" and "ListCodeSigningConfigs" in text


WAITERS = ["function_exists", "function_active", "function_active_v2", "function_updated", "function_updated_v2"]


def test_all_waiters_end(functions):
    create_function(functions, "awaited", python("def handler(event, context):\n    pass"), Publish=True)
    for waiter in WAITERS:
        functions.get_waiter(waiter).wait(FunctionName="awaited", WaiterConfig={"Delay": 1})
    functions.get_waiter("published_version_active").wait(
        FunctionName="awaited", Qualifier="1", WaiterConfig={"Delay": 1}
    )


# --- Code from S3


class Bucket(http.server.BaseHTTPRequestHandler):
    """As much of S3 as GetObject needs."""

    objects = {"/code/dir/package%20one.zip": python("def handler(event, context):\n    return 'from S3'")}

    def do_GET(self):
        found = self.objects.get(self.path)
        signed = self.headers["Authorization"].startswith("AWS4-HMAC-SHA256") and self.headers["x-amz-content-sha256"]
        missing = b"<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>"
        self.send_response(200 if found and signed else 404)
        self.end_headers()
        self.wfile.write(found if found and signed else missing)

    def log_message(self, *_):
        pass


@pytest.fixture
def bucket():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bucket) as s3:
        threading.Thread(target=s3.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{s3.server_port}"
        s3.shutdown()


def test_code_lies_in_s3(bucket, tmp_path, functions):
    function = {"FunctionName": "stored", "Runtime": "python3.12", "Handler": "index.handler", "Role": ROLE}
    code = {"S3Bucket": "code", "S3Key": "dir/package one.zip"}
    text = refused(functions.create_function, Code=code, **function)[1]
    assert "AWS_ENDPOINT_URL_S3" in text

    server = Server(
        tmp_path / "log", "--listen", "127.0.0.1:0", "--ephemeral", environment={"AWS_ENDPOINT_URL_S3": bucket}
    )
    try:
        client = server.client("lambda")
        client.create_function(Code=code, **function)
        client.get_waiter("function_active_v2").wait(FunctionName="stored")
        assert answer(client.invoke(FunctionName="stored")) == "from S3"
        client.update_function_code(FunctionName="stored", **code)
        layer = client.publish_layer_version(LayerName="stored", Content=code)
        assert layer["Content"]["CodeSize"] > 0
        missing = refused(client.update_function_code, FunctionName="stored", S3Bucket="code", S3Key="no")
        assert missing == (
            "InvalidParameterValueException",
            "Error occurred while GetObject. S3 Error Code: NoSuchKey. "
            "S3 Error Message: The specified key does not exist.",
        )
    finally:
        server.stop()
