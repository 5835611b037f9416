"""The guide's six causes: each fails as on AWS, is found with the guide's commands, and works after
the guide's mend. The commands run as the guide prints them, with nothing changed."""

import contextlib
import http.server
import json
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import threading

import pytest

import guide
from gatewright import ACCOUNT, HERE, PATIENCE, REGION, Server
from packages import create_function, invocation_uri, python

API, RESOURCE, STAGE = "abc123", "def456", "prod"
INTERNAL_ERROR = b'{"message": "Internal server error"}'
CONFIGURATION_ERROR = "Execution failed due to configuration error: "
NO_PERMISSION = CONFIGURATION_ERROR + "Invalid permissions on Lambda function"
MY_FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:my-function"
ANY_CALLER = f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{API}/*"
BALANCER, GONE_BALANCER = (
    f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:loadbalancer/net/{name}/0123456789abcdef"
    for name in ("here", "gone")
)


@pytest.fixture(scope="module")
def backend():
    """An HTTP service that says what it was asked."""
    with serving() as port:
        yield port


def version_2():
    """The system's AWS command line, if that is of version 2; the tests bring one of version 1."""
    program = shutil.which("aws", path="/usr/local/bin:/usr/bin")
    if program is None:
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return program if said.stdout.startswith("aws-cli/2.") else None


SYSTEM = version_2()


@pytest.fixture(scope="module", params=["v1"] + ["v2"] * bool(SYSTEM))
def server(request, tmp_path_factory, backend):
    """A server that knows where one load balancer leads."""
    directory = tmp_path_factory.mktemp("guide")
    server = Server(
        directory / "log",
        *("--listen", "127.0.0.1:0", "--data", directory / "data"),
        *("--nlb", f"{BALANCER}=127.0.0.1:{backend}"),
    )
    if request.param == "v2":
        # Debian's is too old to know the variable.
        aws = directory / "aws"
        aws.write_text(f'#!/bin/sh\nexec {SYSTEM} --endpoint-url "$AWS_ENDPOINT_URL" "$@"\n')
        aws.chmod(0o755)
        server.programs = directory
    yield server
    server.stop()


@pytest.fixture
def world(server):
    """The guide's world, empty but for a role that may write logs."""
    server.reset()
    return World(server)


class World:
    def __init__(self, server):
        self.server = server
        self.apis = server.client("apigateway")
        self.functions = server.client("lambda")
        trust = {"Effect": "Allow", "Principal": {"Service": "apigateway.amazonaws.com"}}
        role = server.client("iam").create_role(
            RoleName="logs",
            AssumeRolePolicyDocument=json.dumps(
                {"Version": "2012-10-17", "Statement": [trust | {"Action": "sts:AssumeRole"}]}
            ),
        )
        self.logs_role = role["Role"]["Arn"]

    def guide(self, name):
        return guide.run(self.server, name)

    def function(self, name, answer=None):
        answer = {"statusCode": 200, "body": f"from {name}"} if answer is None else answer
        code = f"def handler(event, context):\n    return {answer!r}\n"
        create_function(self.functions, name, python(code))

    def permit(self, name, qualifier=None):
        self.functions.add_permission(
            FunctionName=name,
            **({"Qualifier": qualifier} if qualifier else {}),
            StatementId="apigateway-of-the-test",
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
            SourceArn=ANY_CALLER,
        )

    def deploy(self, integration, logged=True, **stage):
        """Deploys abc123 with `GET /my-resource` (def456), and logs what its stage does."""
        method = {
            "responses": {"200": {"description": "well"}},
            "x-amazon-apigateway-integration": integration,
        }
        document = {
            "openapi": "3.0.1",
            "info": {"title": "guide", "version": "1", "x-gatewright-id": API},
            "paths": {"/my-resource": {"x-gatewright-id": RESOURCE, "get": method}},
        }
        self.apis.import_rest_api(body=json.dumps(document))
        self.apis.create_deployment(restApiId=API, stageName=STAGE, **stage)
        if logged:
            self.log()

    def deploy_function(self, name, **rest):
        self.deploy(
            {"type": "aws_proxy", "httpMethod": "POST", "uri": invocation_uri(name)} | rest
        )

    def log(self):
        self.apis.update_account(
            patchOperations=[
                {"op": "replace", "path": "/cloudwatchRoleArn", "value": self.logs_role}
            ]
        )
        self.guide("enable-logging").well()

    def call(self, query=""):
        return self.server.invoke(API, STAGE, f"/my-resource{query}")

    def works(self, body, query=""):
        answer = self.call(query)
        assert (answer.status, answer.body) == (200, body), answer

    def fails(self, *lines, status=500, body=INTERNAL_ERROR, query=""):
        """The call fails as on AWS, and the guide's search of the log finds exactly these lines of
        the request."""
        answer = self.call(query)
        assert (answer.status, answer.body) == (status, body), answer
        assert answer.headers["x-amzn-ErrorType"] == "InternalServerErrorException"
        assert answer.headers["Content-Type"] == "application/json"
        request = answer.headers["x-amzn-RequestId"]
        prefix = f"({request}) "
        found = [line for line in self.guide("filter-log-events").json() if request in line]
        assert [line.removeprefix(prefix) for line in found] == list(lines), self.whole_log()

    def whole_log(self):
        events = self.server.client("logs").filter_log_events(
            logGroupName=f"API-Gateway-Execution-Logs_{API}/{STAGE}"
        )
        return "\n".join(event["message"] for event in events["events"])


# Cause 1: missing Lambda invoke permission


def test_missing_permission(world):
    world.function("my-function")
    world.deploy_function("my-function")

    before = world.guide("get-policy")
    assert before.refused() == (
        "ResourceNotFoundException",
        "The resource you requested does not exist.",
    )
    assert before.out == ""
    world.fails(NO_PERMISSION)

    statement = json.loads(world.guide("add-permission").json()["Statement"])
    assert statement == {
        "Sid": "apigateway-invoke",
        "Effect": "Allow",
        "Principal": {"Service": "apigateway.amazonaws.com"},
        "Action": "lambda:InvokeFunction",
        "Resource": MY_FUNCTION,
        "Condition": {
            "ArnLike": {
                "AWS:SourceArn": f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{API}/*/GET/my-resource"
            }
        },
    }
    assert world.guide("get-policy").json() == {
        "Version": "2012-10-17",
        "Id": "default",
        "Statement": [statement],
    }
    world.works(b"from my-function")
    assert world.guide("add-permission").refused() == (
        "ResourceConflictException",
        "The statement id (apigateway-invoke) provided already exists. "
        "Please provide a new statement id, or remove the existing statement.",
    )


def test_missing_permission_mended_for_the_whole_api(world):
    world.function("my-function")
    world.deploy_function("my-function")
    world.fails(NO_PERMISSION)
    statement = json.loads(world.guide("add-permission-all").json()["Statement"])
    assert statement["Sid"] == "apigateway-invoke-all"
    assert statement["Condition"] == {"ArnLike": {"AWS:SourceArn": ANY_CALLER}}
    assert world.guide("get-policy").json()["Statement"] == [statement]
    world.works(b"from my-function")


def test_permission_on_the_function_but_not_on_the_alias(world):
    world.function("my-function")
    version = world.functions.publish_version(FunctionName="my-function")["Version"]
    world.functions.create_alias(FunctionName="my-function", Name="prod", FunctionVersion=version)
    world.deploy_function("my-function:prod")
    world.guide("add-permission-all").well()
    world.fails(NO_PERMISSION)

    statement = json.loads(world.guide("add-permission-alias").json()["Statement"])
    assert statement["Sid"] == "apigateway-invoke-alias"
    assert statement["Resource"] == f"{MY_FUNCTION}:prod"
    world.works(b"from my-function")


# Cause 2: the integration's URI points to a function that does not exist


def test_function_does_not_exist(world):
    world.function("my-function")
    world.permit("my-function")
    world.function("new-function")
    world.permit("new-function")
    world.deploy_function("my-function")
    world.works(b"from my-function")
    assert world.guide("get-function").json() == MY_FUNCTION

    world.functions.delete_function(FunctionName="my-function")
    world.fails(NO_PERMISSION)
    assert world.guide("get-integration-uri").json() == invocation_uri("my-function")
    assert world.guide("get-function").refused() == (
        "ResourceNotFoundException",
        f"Function not found: {MY_FUNCTION}",
    )

    mended = world.guide("put-integration-new-function").json()
    assert (mended["type"], mended["httpMethod"]) == ("AWS_PROXY", "POST")
    assert mended["uri"] == invocation_uri("new-function")
    assert world.guide("get-integration-uri").json() == invocation_uri("new-function")
    # "Always redeploy": until then the stage serves what was deployed.
    world.fails(NO_PERMISSION)
    deployment = world.guide("create-deployment").json()["id"]
    assert world.apis.get_stage(restApiId=API, stageName=STAGE)["deploymentId"] == deployment
    world.works(b"from new-function")


# Cause 3: wrong integration type, or method


def test_function_called_with_another_method_than_post(world):
    world.function("my-function")
    world.permit("my-function")
    world.deploy_function("my-function", httpMethod="GET")
    answer = world.call()
    assert (answer.status, answer.body) == (500, INTERNAL_ERROR), answer
    lines = world.guide("filter-log-events").json()
    # After the colon there is nothing, on AWS too (F§2.2 #5).
    assert [line.split(") ", 1)[1].rstrip() for line in lines] == [CONFIGURATION_ERROR.rstrip()]
    assert "Lambda invocation failed with status: 403. Lambda request id: " in world.whole_log()
    assert world.guide("get-integration-type").json() == {"Type": "AWS_PROXY", "HttpMethod": "GET"}
    mend_with_my_function(world)


def test_function_integrated_without_proxy(world):
    world.function("my-function")
    world.permit("my-function")
    world.deploy_function("my-function", type="aws")
    world.fails(
        CONFIGURATION_ERROR + "No match for output mapping and no default output mapping configured."
        " Endpoint Response Status Code: 200"
    )
    assert world.guide("get-integration-type").json() == {"Type": "AWS", "HttpMethod": "POST"}
    mend_with_my_function(world)


def mend_with_my_function(world):
    world.guide("put-integration-my-function").well()
    assert world.guide("get-integration-type").json() == {"Type": "AWS_PROXY", "HttpMethod": "POST"}
    world.guide("create-deployment").well()
    world.works(b"from my-function")


def test_malformed_answer_of_a_function(world):
    """The guide's second log line."""
    world.function("my-function", answer={"statusCode": 200, "payload": "not a key of the format"})
    world.permit("my-function")
    world.deploy_function("my-function")
    world.fails(CONFIGURATION_ERROR + "Malformed Lambda proxy response", status=502)
    world.functions.update_function_code(
        FunctionName="my-function",
        ZipFile=python("def handler(event, context):\n    return {'body': 'well formed'}\n"),
    )
    world.works(b"well formed")


# Cause 4: mapping template errors

BROKEN = """{
  "userId": "$input.params('id')"
  "action": "getUser"
}
"""
FIXED = BROKEN.replace("')\"\n", "')\",\n")


def test_mapping_template_that_renders_no_json(world):
    create_function(
        world.functions, "my-function", python("def handler(event, context):\n    return event\n")
    )
    world.permit("my-function")
    world.deploy_function(
        "my-function",
        type="aws",
        requestTemplates={"application/json": BROKEN},
        responses={"default": {"statusCode": "200"}},
    )
    assert world.guide("get-integration-templates").json() == {"application/json": BROKEN}
    answer = world.call("?id=7")
    assert (answer.status, answer.body) == (500, INTERNAL_ERROR), answer
    (line,) = world.guide("filter-log-events").json()
    assert CONFIGURATION_ERROR + "Could not parse request body into json: " in line
    assert "Lambda invocation failed with status: 400. Lambda request id: " in world.whole_log()
    set_template(world, FIXED)
    world.works(b'{"userId": "7", "action": "getUser"}', "?id=7")


def test_mapping_template_that_is_no_velocity(world):
    create_function(
        world.functions, "my-function", python("def handler(event, context):\n    return event\n")
    )
    world.permit("my-function")
    world.deploy_function(
        "my-function",
        type="aws",
        requestTemplates={"application/json": '{"userId": "#if($input.params(\'id\'))x"}'},
        responses={"default": {"statusCode": "200"}},
    )
    world.fails(CONFIGURATION_ERROR + "Unable to transform request", query="?id=7")
    set_template(world, FIXED)
    world.works(b'{"userId": "7", "action": "getUser"}', "?id=7")


def set_template(world, template):
    world.apis.update_integration(
        restApiId=API,
        resourceId=RESOURCE,
        httpMethod="GET",
        patchOperations=[
            {
                "op": "replace",
                "path": "/requestTemplates/application~1json",
                "value": template,
            }
        ],
    )
    assert world.guide("get-integration-templates").json() == {"application/json": template}
    world.guide("create-deployment").well()


# Cause 5: HTTP backends and VPC links


def test_backend_that_cannot_be_reached(world):
    with free_port() as port:
        uri = f"http://127.0.0.1.localhost:{port}/here"
        world.deploy({"type": "http_proxy", "httpMethod": "GET", "uri": uri})
        answer = world.call()
        assert answer.status == 504, answer
        assert answer.body == b'{"message": "Network error communicating with endpoint"}'
        assert answer.headers["x-amzn-ErrorType"] == "InternalServerErrorException"
        (line,) = world.guide("filter-log-events").json()
        assert "Execution failed due to a network error communicating with endpoint" in line
        assert world.guide("get-integration-http").json() == {
            "Type": "HTTP_PROXY",
            "Uri": uri,
            "ConnectionType": "INTERNET",
            "ConnectionId": None,
        }
    with serving(port):
        world.works(b"GET /here")


def test_backend_that_does_not_resolve(world, backend):
    world.deploy(
        {"type": "http_proxy", "httpMethod": "GET", "uri": "http://nowhere.invalid/here"}
    )
    world.fails(CONFIGURATION_ERROR + "Invalid endpoint address")
    set_uri(world, f"http://backend.localhost:{backend}/here")
    world.works(b"GET /here")


def test_backend_with_a_certificate_of_its_own(world, tmp_path):
    with serving(certificate=own_certificate(tmp_path)) as port:
        uri = f"https://backend.localhost:{port}/here"
        world.deploy({"type": "http_proxy", "httpMethod": "GET", "uri": uri})
        world.fails(
            CONFIGURATION_ERROR + "PKIX path building failed: "
            "sun.security.provider.certpath.SunCertPathBuilderException: "
            "unable to find valid certification path to requested target"
        )
        set_uri(world, f"https://another.localhost:{port}/here", insecureSkipVerification="true")
        world.fails(
            CONFIGURATION_ERROR + "Host name 'another.localhost' does not match the certificate "
            "subject provided by the peer (CN=backend.localhost)"
        )
        set_uri(world, uri, insecureSkipVerification="true")
        world.works(b"GET /here")


def test_vpc_link_that_failed(world, backend):
    link = create_link(world, "the link", GONE_BALANCER)
    assert world.guide("get-vpc-links").json() == [
        {"Id": link, "Name": "the link", "Status": "FAILED", "TargetArns": [GONE_BALANCER]}
    ]
    # An API that names a failed link itself cannot be deployed; a stage variable hides the name.
    world.deploy(
        {
            "type": "http_proxy",
            "httpMethod": "GET",
            "uri": "http://inside.example.com/here",
            "connectionType": "VPC_LINK",
            "connectionId": "${stageVariables.link}",
        },
        variables={"link": link},
    )
    assert world.guide("get-integration-http").json() == {
        "Type": "HTTP_PROXY",
        "Uri": "http://inside.example.com/here",
        "ConnectionType": "VPC_LINK",
        "ConnectionId": "${stageVariables.link}",
    }
    world.fails(CONFIGURATION_ERROR + "There was an internal error while executing your request")

    replacement = create_link(world, "another link", BALANCER)
    statuses = {link["Id"]: link["Status"] for link in world.guide("get-vpc-links").json()}
    assert statuses == {link: "FAILED", replacement: "AVAILABLE"}
    world.apis.update_stage(
        restApiId=API,
        stageName=STAGE,
        patchOperations=[{"op": "replace", "path": "/variables/link", "value": replacement}],
    )
    world.works(b"GET /here")


def create_link(world, name, target):
    link = world.apis.create_vpc_link(name=name, targetArns=[target])
    assert link["status"] == "PENDING"
    return link["id"]


def set_uri(world, uri, **tls):
    world.apis.update_integration(
        restApiId=API,
        resourceId=RESOURCE,
        httpMethod="GET",
        patchOperations=[{"op": "replace", "path": "/uri", "value": uri}]
        + [
            {"op": "replace", "path": f"/tlsConfig/{name}", "value": value}
            for name, value in tls.items()
        ],
    )
    assert world.guide("get-integration-http").json()["Uri"] == uri
    world.guide("create-deployment").well()


# Cause 6: stage variables that do not exist


def test_stage_variable_that_is_not_defined(world):
    world.function("my-function")
    world.permit("my-function")
    world.deploy_function("${stageVariables.functionName}")
    assert world.guide("get-stage-variables").json() is None
    world.fails(NO_PERMISSION)

    stage = world.guide("set-stage-variable").json()
    assert stage["variables"] == {"functionName": "my-function"}
    assert world.guide("get-stage-variables").json() == {"functionName": "my-function"}
    # "Effective immediately": no redeployment.
    world.works(b"from my-function")


# Debugging with execution logs


def test_logging_needs_a_role(world):
    world.deploy({"type": "mock"}, logged=False)
    assert world.guide("enable-logging").refused() == (
        "BadRequestException",
        "CloudWatch Logs role ARN must be set in account settings to enable logging",
    )
    world.log()
    settings = world.guide("enable-logging").json()["methodSettings"]["*/*"]
    assert (settings["loggingLevel"], settings["dataTraceEnabled"]) == ("INFO", True)


def test_log_of_a_call_that_works(world):
    world.function("my-function")
    world.permit("my-function")
    world.deploy_function("my-function")
    answer = world.call("?id=7")
    assert answer.status == 200
    assert world.guide("filter-log-events").json() == []
    request = answer.headers["x-amzn-RequestId"]
    lines = [line for line in world.whole_log().splitlines() if request in line]
    lines = [line.removeprefix(f"({request}) ") for line in lines]
    milestones = [line for line in lines if not re.match("(Method|Endpoint) re(quest|sponse)", line)]
    assert milestones[:5] == [
        f"Extended Request Id: {answer.headers['x-amz-apigw-id']}",
        f"Verifying Usage Plan for request: {request}. API Key:  API Stage: {API}/{STAGE}",
        "API Key  authorized because method 'GET /my-resource' does not require API Key. "
        "Request will not contribute to throttle or quota limits",
        f"Usage Plan check succeeded for API Key  and API Stage {API}/{STAGE}",
        f"Starting execution for request: {request}",
    ]
    assert "Method request query string: {id=7}" in lines
    assert "Method response body after transformations: from my-function" in lines
    assert "Method completed with status: 200" in lines


def test_every_command_of_the_guide_is_run():
    source = pathlib.Path(__file__).read_text()
    assert set(re.findall(r'\.guide\("([a-z-]+)"\)', source)) == set(guide.COMMANDS)
    assert len(guide.COMMANDS) == 17


# Backends


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers with the request line's beginning."""

    def do_GET(self):
        body = f"{self.command} {self.path}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Quiet(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Clients that refuse the certificate are what the tests are about."""


@contextlib.contextmanager
def serving(port=0, certificate=None):
    """An HTTP service on loopback; gives its port."""
    with Quiet(("127.0.0.1", port), Echo) as service:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            service.socket = context.wrap_socket(
                service.socket, server_side=True, do_handshake_on_connect=False
            )
        thread = threading.Thread(target=service.serve_forever, daemon=True)
        thread.start()
        yield service.server_port
        service.shutdown()
        thread.join(PATIENCE)


@contextlib.contextmanager
def free_port():
    """A port that nobody listens on."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def own_certificate(directory):
    """A certificate that nobody else has signed, and its key, in one file."""
    file = directory / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        + ["-nodes", "-days", "2", "-subj", "/CN=backend.localhost"]
        + ["-addext", "subjectAltName=DNS:backend.localhost"]
        + ["-keyout", directory / "key.pem", "-out", directory / "own.pem"],
        check=True,
        capture_output=True,
    )
    parts = [(directory / name).read_text() for name in ("own.pem", "key.pem")]
    file.write_text("".join(parts))
    return file
