"""What nobody should send, and where nobody should start it: clear refusals, no hang, no panic, no
5xx, and a server that goes on."""

import base64
import contextlib
import http.client
import io
import json
import os
import re
import signal
import socket
import stat
import struct
import subprocess
import threading
import time
import zipfile

import pytest
from botocore.exceptions import ClientError

from conftest import SECRET
from gatewright import PATIENCE, Server, program
from packages import ROLE, archive, create_function, invocation_uri, python


@pytest.fixture(autouse=True)
def goes_on(server):
    """Whatever a test does, the server answers afterwards."""
    yield
    assert server.is_well(), server.errors()


@pytest.fixture(scope="module")
def stage(server):
    """A deployed API whose `ANY /echo` answers with its event."""
    apis, functions = server.client("apigateway"), server.client("lambda")
    create_function(
        functions,
        "echo",
        python(
            "import json\ndef handler(event, context):\n"
            "    return {'statusCode': 200, 'body': json.dumps(event)}\n"
        ),
    )
    functions.add_permission(
        FunctionName="echo",
        StatementId="api",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
    )
    api = apis.create_rest_api(name="hostile")
    resource = apis.create_resource(
        restApiId=api["id"], parentId=api["rootResourceId"], pathPart="echo"
    )
    verb = {"restApiId": api["id"], "resourceId": resource["id"], "httpMethod": "ANY"}
    apis.put_method(**verb, authorizationType="NONE")
    apis.put_integration(
        **verb, type="AWS_PROXY", integrationHttpMethod="POST", uri=invocation_uri("echo")
    )
    apis.create_deployment(restApiId=api["id"], stageName="s")
    return api["id"]


# HTTP


def exchange(server, sent, patience=PATIENCE):
    """What comes back for raw bytes, until the server closes or has answered."""
    with socket.create_connection((server.host, server.port), timeout=patience) as connection:
        received = b""
        # The server may close before it has read all.
        with contextlib.suppress(OSError):
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            while chunk := connection.recv(65536):
                received += chunk
        return received


HEAD = b"GET /_gatewright/health HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /restapis HTTP/1.1\r\nHost: localhost\r\n"


@pytest.mark.parametrize(
    "sent",
    {
        "nothing": b"",
        "noise": bytes(range(256)) * 16,
        "a TLS greeting": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
        "a line only": b"GET\r\n\r\n",
        "no version": b"GET /\r\n\r\n",
        "a version to come": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "HTTP/2, then noise": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 4096,
        "a long line": b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "a long header": HEAD + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
        "many headers": HEAD + b"".join(b"X-%d: a\r\n" % n for n in range(10_000)) + b"\r\n",
        "a header without a name": HEAD + b": a\r\n\r\n",
        "a header without a colon": HEAD + b"nonsense\r\n\r\n",
        "NUL in a header": HEAD + b"X: a\x00b\r\n\r\n",
        "a folded header": HEAD + b"X: a\r\n b\r\n\r\n",
        "spaces in the path": b"GET /a b c HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "control characters in the path": b"GET /\x01\x02 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "a negative length": POST + b"Content-Length: -1\r\n\r\n",
        "a length that is no number": POST + b"Content-Length: ten\r\n\r\n",
        "a length beyond numbers": POST + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n",
        "two lengths": POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
        "less than the length": POST + b"Content-Length: 100\r\n\r\n{",
        "a chunk without a size": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "a chunk beyond numbers": POST
        + b"Transfer-Encoding: chunked\r\n\r\n"
        + b"f" * 40
        + b"\r\n",
        "chunks without an end": POST + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        "an encoding that is unknown": POST + b"Transfer-Encoding: brotli\r\n\r\n{}",
        "a bad authority": b"GET http://[::1/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "a host that is none": b"GET / HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
        "CONNECT": b"CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n",
    }.items(),
    ids=lambda case: case[0],
)
def test_malformed_http(server, sent):
    answer = exchange(server, sent[1])
    # Refused, or not answered at all.
    assert answer == b"" or b"HTTP/2.0" in sent[1] or re.match(rb"HTTP/1\.1 4\d\d ", answer), answer


@pytest.mark.parametrize(
    "path",
    ["/%", "/%zz", "/%ff%fe", "//", "/../..", "/restapis/%2e%2e/..", "/restapis/%00", "/?%", "/*"]
    + ["/restapis/a/b/_user_request_", "/_aws/execute-api/", "/_aws/execute-api//s/x"]
    + ["/_gatewright/", "/_gatewright/nothing", "/_gatewright/packages/../../../etc/passwd"]
    + ["/2015-03-31/functions/%2e%2e%2f%2e%2e%2fetc", "/2015-03-31/functions/" + "a" * 5000],
)
def test_paths_that_lead_nowhere(server, path):
    answer = server.call(path)
    assert 400 <= answer.status < 500, answer
    assert b"essage" in answer.body, answer


def test_a_request_cannot_hide_in_another(server):
    """Two lengths that disagree: the second request is not carried out."""
    hidden = b"POST /_gatewright/reset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
    name = {"name": "not to be forgotten"}
    api = server.client("apigateway").create_rest_api(**name)["id"]
    exchange(
        server,
        POST
        + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"%x\r\n%s\r\n0\r\n\r\n" % (len(hidden), hidden),
    )
    assert server.client("apigateway").get_rest_api(restApiId=api)["name"] == name["name"]


def test_two_hosts_are_one_too_many(server, stage):
    hosts = b"Host: localhost\r\nHost: evil.example\r\n"
    for path in (b"/restapis", b"/_gatewright/health", b"/_aws/execute-api/%s/s/echo" % stage.encode()):
        answer = exchange(server, b"GET %s HTTP/1.1\r\n%s\r\n" % (path, hosts))
        assert answer.startswith(b"HTTP/1.1 400 "), answer


@pytest.mark.parametrize("path", [b"/restapis", b"/_aws/execute-api/STAGE/s/echo"])
def test_a_client_that_asks_first_need_not_send_too_much(server, stage, path):
    head = (
        b"POST %s HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: %%d\r\n\r\n"
        % path.replace(b"STAGE", stage.encode())
    )
    assert exchange(server, head % 100_000_000).startswith(b"HTTP/1.1 413 ")
    answer = exchange(server, head % 2 + b"{}")
    assert answer.startswith(b"HTTP/1.1 100 "), answer
    assert b"HTTP/1.1 413 " not in answer, answer


def test_events_with_http2_are_as_with_http1(server, stage):
    def frame(kind, flags, stream, payload=b""):
        return struct.pack(">IBI", len(payload) << 8 | kind, flags, stream) + payload

    host = f"{stage}.execute-api.localhost".encode()
    # HPACK without its tables: `:method GET` and `:scheme http` by index, the rest spelled out.
    path, authority = b"/s/echo", host
    fields = b"\x82\x86" + b"\x04%c%s" % (len(path), path) + b"\x01%c%s" % (len(host), authority)
    fields += b"\x00\x0auser-agent\x02us"
    settings, headers, data = 4, 1, 0
    with socket.create_connection((server.host, server.port), timeout=PATIENCE) as connection:
        connection.sendall(
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(settings, 0, 0) + frame(headers, 5, 1, fields)
        )
        reader, body = connection.makefile("rb"), b""
        while True:
            length_and_kind, flags, _ = struct.unpack(">IBI", reader.read(9))
            payload = reader.read(length_and_kind >> 8)
            if length_and_kind & 0xFF == data:
                body += payload
                if flags & 1:
                    break
    event = json.loads(body)
    assert event["headers"]["Host"] == host.decode()
    # Spelled as on AWS, HTTP/2 having lower case only.
    assert event["headers"]["User-Agent"] == "us"
    assert event["requestContext"]["protocol"] == "HTTP/2.0"


def test_slow_clients_hold_up_nobody(server, stage):
    with contextlib.ExitStack() as stack:
        for number in range(200):
            connection = stack.enter_context(
                socket.create_connection((server.host, server.port), timeout=PATIENCE)
            )
            half = (HEAD, POST + b"Content-Length: 100000\r\n\r\n{")[number % 2]
            connection.sendall(half[: -1 - number % 7])
        begun = time.monotonic()
        assert server.invoke(stage, "s", "/echo").status == 200
        assert time.monotonic() - begun < PATIENCE / 2
        assert server.is_well()


def test_clients_that_leave_before_the_answer(server, stage):
    host = f"{stage}.execute-api.localhost".encode()
    for _ in range(50):
        connection = socket.create_connection((server.host, server.port))
        # Reset on close, with the answer still to come.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(b"GET /s/echo HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")
        connection.close()
    assert server.invoke(stage, "s", "/echo").status == 200


def test_a_request_goes_on_when_its_client_has_left(server):
    apis, functions = server.client("apigateway"), server.client("lambda")
    create_function(
        functions,
        "patient",
        python(
            "import time\ndef handler(e, c):\n    time.sleep(1)\n    return {'statusCode': 201}\n"
        ),
        Timeout=20,
    )
    functions.add_permission(
        FunctionName="patient",
        StatementId="api",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
    )
    api = apis.create_rest_api(name="patient")
    verb = {"restApiId": api["id"], "resourceId": api["rootResourceId"], "httpMethod": "GET"}
    apis.put_method(**verb, authorizationType="NONE")
    apis.put_integration(
        **verb, type="AWS_PROXY", integrationHttpMethod="POST", uri=invocation_uri("patient")
    )
    apis.create_deployment(restApiId=api["id"], stageName="s")
    request = b"GET /s/ HTTP/1.1\r\nHost: %s.execute-api.localhost\r\n\r\n" % api["id"].encode()
    with socket.create_connection((server.host, server.port)) as connection:
        connection.sendall(request)
        time.sleep(0.3)
    deadline = time.monotonic() + PATIENCE
    answered = []
    while not answered and time.monotonic() < deadline:
        kept = server.call("/_gatewright/requests").json()["requests"]
        answered = [one["status"] for one in kept if one["api"] == api["id"]]
        time.sleep(0.1)
    assert answered == [201]
    # Done sending is not gone: it is answered.
    assert exchange(server, request).startswith(b"HTTP/1.1 201 ")


# Bodies

DEEP = b"[" * 200_000
BODIES = {
    "empty": b"",
    "half": b"{",
    "a list": b"[]",
    "null": b"null",
    "a string": b'"name"',
    "not UTF-8": b'{"name": "\xff\xfe"}',
    "deep": DEEP,
    "deep and whole": b'{"name": ' + DEEP + b"]" * len(DEEP) + b"}",
    "a huge number": b'{"name": ' + b"9" * 100_000 + b"}",
    "wrong types": b'{"name": {"a": 1}, "tags": [1], "binaryMediaTypes": {"x": 2}}',
    "NUL": b'{"name": "\\u0000"' + bytes(3),
    "a lone surrogate": b'{"name": "\\ud800"',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize(
    "method, path, headers",
    [
        ("POST", "/restapis", {}),
        ("PUT", "/restapis/nosuchapi0/resources/abcdef/methods/GET/integration", {}),
        ("PATCH", "/restapis/nosuchapi0", {}),
        ("POST", "/2015-03-31/functions", {}),
        ("POST", "/2015-03-31/functions/nosuch/policy", {}),
        ("POST", "/", {"X-Amz-Target": "Logs_20140328.PutLogEvents"}),
        ("POST", "/", {"X-Amz-Target": "Logs_20140328.FilterLogEvents"}),
        ("POST", "/", {"X-Amz-Target": "Logs_20140328.Nonsense"}),
        ("POST", "/", {"Content-Type": "application/x-www-form-urlencoded"}),
    ],
    ids=lambda part: part.get("X-Amz-Target", "form") if isinstance(part, dict) else part,
)
def test_malformed_bodies(server, method, path, headers, body):
    answer = server.call(path, method, body, headers)
    assert 400 <= answer.status < 500, answer
    assert b"essage" in answer.body, answer
    assert len(answer.body) < 400_000


@pytest.mark.parametrize("authorization", [
    "AWS4-HMAC-SHA256",
    "AWS4-HMAC-SHA256 Credential=",
    "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=, Signature=",
    "AWS4-HMAC-SHA256 Credential=" + "/" * 5000 + ", SignedHeaders=host, Signature=0",
    "AWS4-HMAC-SHA256 Credential=AKID/20260101/../../etc/lambda/aws4_request, "
    "SignedHeaders=host, Signature=0",
    "Basic ////",
    "Bearer",
])  # fmt: skip
def test_malformed_credentials(server, authorization):
    answer = server.call("/restapis", headers={"Authorization": authorization})
    assert answer.status < 500, answer


def test_bodies_beyond_limits(server, stage):
    answer = server.invoke(stage, "s", "/echo", method="POST", body=bytes(10 * 1024 * 1024 + 1))
    assert answer.status == 413, answer
    # Lambda takes 6 MB (F§3.9); a body that a function cannot take is no fault of the server's.
    answer = server.invoke(stage, "s", "/echo", method="POST", body=b"a" * (7 * 1024 * 1024))
    assert answer.status in (413, 500), answer
    # Chunked, so that no length warns of it; read no further than the limit.
    with contextlib.closing(
        http.client.HTTPConnection(server.host, server.port, timeout=PATIENCE)
    ) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.request("POST", "/restapis", body=(bytes(1 << 20) for _ in range(100)))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            assert connection.getresponse().status == 413


# Packages


def refused_code(call, **arguments):
    with pytest.raises(ClientError) as refused:
        call(**arguments)
    response = refused.value.response
    assert 400 <= response["ResponseMetadata"]["HTTPStatusCode"] < 500, response
    assert response["Error"]["Message"], response
    return response["Error"]["Code"]


def create(functions, zipped):
    return functions.create_function(
        FunctionName="hostile",
        Runtime="python3.12",
        Handler="index.handler",
        Role=ROLE,
        Code={"ZipFile": zipped},
    )


def zip_of(*entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for entry, content in entries:
            zipped.writestr(entry, content)
    return out.getvalue()


WHOLE = python("def handler(event, context): return 'ran'")


@pytest.mark.parametrize(
    "zipped",
    {
        "noise": bytes(range(256)),
        "no zip": b"PK\x03\x04 but no more",
        "half a zip": WHOLE[: len(WHOLE) // 2],
        "an empty zip": zip_of(),
        "up and away": zip_of(("../../../../tmp/gatewright-e2e-evil", b"evil")),
        "an absolute path": zip_of(("/tmp/gatewright-e2e-evil", b"evil")),
        "a bomb": zip_of(*((f"{n}.bin", bytes(100 << 20)) for n in range(3))),
    }.items(),
    ids=lambda case: case[0],
)
def test_packages_that_are_none(server, zipped):
    functions = server.client("lambda")
    assert refused_code(create, functions=functions, zipped=zipped[1]) == (
        "InvalidParameterValueException"
    )
    assert not os.path.exists("/tmp/gatewright-e2e-evil")
    with pytest.raises(functions.exceptions.ResourceNotFoundException):
        functions.get_function(FunctionName="hostile")


def test_a_link_in_a_package_leads_nowhere(server):
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    link.create_system = 3
    code = "def handler(event, context):\n    return open('link').read()\n"
    functions = server.client("lambda")
    secret = server.log.parent / "secret"
    secret.write_text(SECRET)
    create(functions, zip_of(("index.py", code), (link, str(secret))))
    with pytest.raises(functions.exceptions.InvalidZipFileException) as refused:
        functions.invoke(FunctionName="hostile")
    functions.delete_function(FunctionName="hostile")
    assert "leads out of the package" in str(refused.value)
    assert SECRET not in str(refused.value)


def test_base64_that_is_none(server):
    body = {
        "FunctionName": "hostile",
        "Runtime": "python3.12",
        "Handler": "index.handler",
        "Role": ROLE,
        "Code": {"ZipFile": "not base64!"},
    }
    answer = server.call("/2015-03-31/functions", "POST", json.dumps(body))
    assert answer.status == 400, answer
    assert "essage" in answer.body.decode()


# OpenAPI

LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n"
    for n in range(1, 40)
)
TITLE = '"openapi": "3.0.1", "info": {"title": "t", "version": "1"}'


@pytest.mark.parametrize(
    "document",
    {
        "empty": "",
        "noise": "\x01\x02",
        "prose": "this is no document",
        "a list": "[1, 2, 3]",
        "no version": '{"info": {"title": "t"}, "paths": {}}',
        "a version to come": '{"openapi": "9.0", "info": {"title": "t"}, "paths": {}}',
        "half JSON": "{" + TITLE,
        "tabs": "openapi: 3.0.1\n\tinfo: x\n",
        "laughs": "openapi: 3.0.1\n" + LAUGHS + "info: {title: *a39, version: 1}\npaths: {}\n",
        "deep": "{" * 100_000,
        "deep in YAML": "- " * 100_000,
        "an integration that is none": "{"
        + TITLE
        + ', "paths": {"/x": {"get": {"x-amazon-apigateway-integration": {"type": "magic"}}}}}',
        "braces that do not close": "{" + TITLE + ', "paths": {"/{x": {"get": {}}}}',
    }.items(),
    ids=lambda case: case[0],
)
def test_openapi_documents_that_are_none(server, document):
    apis = server.client("apigateway")
    before = count_apis(apis)
    code = refused_code(apis.import_rest_api, body=document[1].encode())
    assert code in ("BadRequestException", "ValidationException")
    assert count_apis(apis) == before


@pytest.mark.parametrize(
    "document",
    {
        "an anchor to itself": "openapi: 3.0.1\ninfo: &a {title: *a}\npaths: {}\n",
        "two documents": "openapi: 3.0.1\n---\nopenapi: 3.0.1\n",
        "paths of numbers": "{" + TITLE + ', "paths": [1, 2]}',
        "a path without a slash": "{" + TITLE + ', "paths": {"x": {"get": {}}}}',
        "a method that is a number": "{" + TITLE + ', "paths": {"/x": {"get": 7}}}',
        "a response that is a list": "{"
        + TITLE
        + ', "paths": {"/x": {"get": {"responses": [1], "parameters": {"in": 7}}}}}',
    }.items(),
    ids=lambda case: case[0],
)
def test_openapi_documents_that_are_odd(server, document):
    """Whether refused or read as far as they go: what is made of them can be used and deleted."""
    apis = server.client("apigateway")
    before = count_apis(apis)
    try:
        api = apis.import_rest_api(body=document[1].encode())["id"]
    except apis.exceptions.BadRequestException:
        pass
    else:
        resources = apis.get_resources(restApiId=api, embed=["methods"])["items"]
        assert "/" in [resource["path"] for resource in resources]
        apis.delete_rest_api(restApiId=api)
    assert count_apis(apis) == before


def test_models_that_lead_to_themselves(server):
    """Legal, so imported, and no validation runs for ever."""
    model = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}
    mock = {"type": "mock", "requestTemplates": {"application/json": '{"statusCode": 200}'}}
    method = {
        "requestBody": {
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Node"}}}
        },
        "responses": {"200": {"description": "well"}},
        "x-amazon-apigateway-request-validator": "all",
        "x-amazon-apigateway-integration": mock | {"responses": {"default": {"statusCode": "200"}}},
    }
    document = {
        "openapi": "3.0.1",
        "info": {"title": "recursive", "version": "1"},
        "x-amazon-apigateway-request-validators": {"all": {"validateRequestBody": True}},
        "components": {"schemas": {"Node": model}},
        "paths": {"/x": {"post": method}},
    }
    apis = server.client("apigateway")
    api = apis.import_rest_api(body=json.dumps(document))["id"]
    apis.create_deployment(restApiId=api, stageName="s")
    json_body = {"Content-Type": "application/json"}
    nested = '{"next": ' * 100 + "{}" + "}" * 100
    answer = server.invoke(api, "s", "/x", method="POST", body=nested, headers=json_body)
    assert answer.status == 200, answer
    deep = '{"next": ' * 50_000 + "{}" + "}" * 50_000
    answer = server.invoke(api, "s", "/x", method="POST", body=deep, headers=json_body)
    assert answer.status in (200, 400), answer


def count_apis(apis):
    pages = apis.get_paginator("get_rest_apis").paginate()
    return sum(len(page["items"]) for page in pages)


# Policies and patterns


NO_POLICIES = ["{", "[]", "7", "{" * 50_000]
NO_STATEMENTS = [
    '{"Version": "2012-10-17"}',
    '{"Statement": 7}',
    '{"Statement": [{}]}',
    '{"Version": "1999-01-01", "Statement": []}',
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Maybe", "Action": "*"}]}',
]


@pytest.mark.parametrize(
    "policy", NO_POLICIES + NO_STATEMENTS, ids=lambda policy: policy[:60]
)
def test_policies_of_roles_that_are_none(server, policy):
    code = refused_code(
        server.client("iam").create_role, RoleName="bad", AssumeRolePolicyDocument=policy
    )
    assert code == "MalformedPolicyDocument"


@pytest.mark.parametrize(
    "policy", NO_POLICIES + NO_STATEMENTS, ids=lambda policy: policy[:60]
)
def test_policies_of_apis_that_are_none(server, policy):
    apis = server.client("apigateway")
    before = count_apis(apis)
    code = refused_code(apis.create_rest_api, name="bad", policy=policy)
    assert code == "BadRequestException"
    assert count_apis(apis) == before


@pytest.mark.parametrize("pattern", ["{", "{ $.a = }", "[a, b", '"', "%(%", "%(a+)+$%", "{ " * 9000])
def test_filter_patterns_that_are_none(server, pattern):
    logs = server.client("logs")
    with contextlib.suppress(logs.exceptions.ResourceAlreadyExistsException):
        logs.create_log_group(logGroupName="patterns")
        logs.create_log_stream(logGroupName="patterns", logStreamName="s")
        now = int(time.time() * 1000)
        events = [{"timestamp": now, "message": "a" * 30 + "!"}]
        logs.put_log_events(logGroupName="patterns", logStreamName="s", logEvents=events)
    begun = time.monotonic()
    with contextlib.suppress(ClientError):
        answer = logs.filter_log_events(logGroupName="patterns", filterPattern=pattern)
        assert answer["events"] == []
    assert time.monotonic() - begun < PATIENCE / 2


# Web pages


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=lambda headers: " ".join(*headers.items()),
)
def test_web_pages_reach_stages_but_not_the_control_plane(server, stage, headers):
    for method, path in (
        ("GET", "/restapis"),
        ("POST", "/restapis"),
        ("POST", "/2015-03-31/functions"),
        ("POST", "/2015-03-31/functions/echo/invocations"),
        ("POST", "/_gatewright/reset"),
        ("GET", "/_gatewright/health"),
        ("OPTIONS", "/restapis"),
    ):
        answer = server.call(path, method, headers=headers)
        assert answer.status == 403, (method, path, answer)
        assert "Access-Control-Allow-Origin" not in answer.headers
    host = {"Host": f"{stage}.execute-api.localhost:{server.port}"}
    answer = server.call("/s/echo", headers={**headers, **host})
    assert answer.status == 200, answer
    if "Host" in headers:
        answer = server.call(f"/_aws/execute-api/{stage}/s/echo", headers=headers)
        assert answer.status == 200, answer


NAVIGATES = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "none", "Sec-Fetch-Dest": "document"}


def test_pages_of_stages_are_not_of_our_origin(server, stage):
    """What a stage answers with may be anybody's page, and pages of our origin may do all."""
    own = f"{stage}.execute-api.localhost:{server.port}"
    page = {"Host": own, "Origin": f"http://{own}", "Sec-Fetch-Site": "same-origin"}
    for method, path in (
        ("GET", "/_gatewright/requests"),
        ("POST", "/_gatewright/reset"),
        ("POST", "/2015-03-31/functions"),
    ):
        answer = server.call(path, method, headers=page)
        # A stage of that name, which there is none of.
        assert (answer.status, answer.body) == (403, b'{"message":"Forbidden"}'), answer
    for path in (f"/restapis/{stage}/s/_user_request_/echo", f"/_aws/execute-api/{stage}/s/echo"):
        policy = server.call(path, headers=NAVIGATES).headers["Content-Security-Policy"]
        assert policy.startswith("sandbox "), policy
        assert "allow-same-origin" not in policy
        assert "Content-Security-Policy" not in server.call(path).headers
    answer = server.invoke(stage, "s", "/echo", headers=NAVIGATES)
    assert "Content-Security-Policy" not in answer.headers, answer


# Starting


def start(*arguments):
    """Starts a server that cannot start; gives what it said."""
    finished = subprocess.run(
        [program(), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE,
    )
    said = finished.stderr.decode()
    assert finished.returncode == 2, (finished.returncode, said)
    assert finished.stdout == b""
    assert said.startswith("error: "), said
    assert "panicked" not in said
    return said


BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/x/1"
ANYWHERE = ("serve", "--listen", "127.0.0.1:0")


@pytest.mark.parametrize(
    "arguments, part",
    [
        ((), "error: "),
        (("nonsense",), "'nonsense'"),
        (("serve", "--nonsense"), "'--nonsense'"),
        (("serve", "--listen", "nonsense"), "'nonsense'"),
        (("serve", "--listen", "127.0.0.1:99999"), "127.0.0.1:99999"),
        (("serve", "--listen", "0.0.0.0:0", "--ephemeral"), "--allow-remote"),
        (("serve", "--listen", "192.0.2.1:80", "--allow-remote", "--ephemeral"), "192.0.2.1:80"),
        (("serve", "--account", "12"), "twelve digits"),
        (("serve", "--listen", "localhost:4566"), "such as 127.0.0.1:4566"),
        (("serve", "--region", ""), "such as us-east-1"),
        (("serve", "--region", "us-east-1/.."), "such as us-east-1"),
        (("serve", "--nlb", "nonsense"), "ARN=HOST:PORT"),
        (("serve", "--nlb", "arn:aws:s3:::bucket=127.0.0.1:80"), "not the ARN of a network load"),
        (("serve", "--nlb", f"{BALANCER}=127.0.0.1"), "ARN=HOST:PORT"),
        (("serve", "--nlb", f"{BALANCER}=127.0.0.1:0"), "ARN=HOST:PORT"),
        (("serve", "--nlb", f"{BALANCER}=user@127.0.0.1:80"), "ARN=HOST:PORT"),
        (
            (*ANYWHERE, *("--nlb", f"{BALANCER}=127.0.0.1:80") * 2),
            "name each load balancer once",
        ),
        (("serve", "--ephemeral", "--data", "x"), "--ephemeral"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)
def test_bad_flags(arguments, part):
    if arguments:
        assert part in start(*arguments)


def test_a_port_in_use(server):
    said = start("serve", "--ephemeral", "--listen", f"{server.host}:{server.port}")
    assert f"cannot listen on {server.host}:{server.port}" in said
    assert "another program has the port" in said


def test_a_data_directory_in_use(server):
    said = start(*ANYWHERE, "--data", server.log.parent / "data")
    assert "is in use by another process" in said
    assert len(said.strip().splitlines()) == 1


def test_data_directories_that_cannot_be_used(tmp_path):
    file = tmp_path / "file"
    file.write_text("a file")
    for directory in (file, file / "below", "/proc/nowhere/data"):
        said = start(*ANYWHERE, "--data", directory)
        assert str(directory) in said
        assert len(said.strip().splitlines()) == 1
    # The file is as it was.
    assert file.read_text() == "a file"


def test_a_data_directory_that_is_read_only(tmp_path):
    """A mount, since root may write where modes forbid it; elsewhere modes."""
    directory = tmp_path / "data"
    directory.mkdir()
    if os.geteuid() == 0:
        command = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
        finished = subprocess.run(
            ["unshare", "--mount", "bash", "-c", command, "bash", directory]
            + [program(), *ANYWHERE, "--data", directory],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
        )
        said = finished.stderr.decode()
        assert finished.returncode == 2, said
    else:
        directory.chmod(0o500)
        said = start(*ANYWHERE, "--data", directory)
    assert said.startswith("error: "), said
    assert str(directory) in said
    assert len(said.strip().splitlines()) == 1


@pytest.mark.parametrize("content", [b"this is no database " * 500, b"SQLite format 3\0" + bytes(5000)])
def test_data_that_are_none(tmp_path, content):
    database = tmp_path / "gatewright.db"
    database.write_bytes(content)
    said = start(*ANYWHERE, "--data", tmp_path)
    assert str(tmp_path) in said
    assert len(said.strip().splitlines()) == 1
    assert database.read_bytes() == content


def test_data_are_private(tmp_path):
    old = os.umask(0)
    try:
        server = Server(tmp_path / "log", *ANYWHERE[1:], "--data", tmp_path / "new" / "data")
    finally:
        os.umask(old)
    create_function(server.client("lambda"), "private", WHOLE)
    assert server.client("lambda").invoke(FunctionName="private")["Payload"].read() == b'"ran"'
    modes = {}
    for folder, _, files in os.walk(tmp_path / "new" / "data"):
        modes[folder] = stat.S_IMODE(os.stat(folder).st_mode)
        for name in files:
            path = os.path.join(folder, name)
            modes[path] = stat.S_IMODE(os.lstat(path).st_mode)
    server.stop()
    data = str(tmp_path / "new" / "data")
    assert modes.pop(data) == 0o700
    at_top = {path: mode for path, mode in modes.items() if os.path.dirname(path) == data}
    assert {os.path.basename(path) for path in at_top} >= {"gatewright.db", "gatewright.db-wal"}
    for path, mode in at_top.items():
        assert mode & 0o077 == 0, (path, oct(mode))


# Stopping


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_is_under_way_ends_before_the_server_does(tmp_path, number):
    server = Server(tmp_path / "log", *ANYWHERE[1:], "--ephemeral")
    functions = server.client("lambda")
    create_function(
        functions,
        "slow",
        python("import time\ndef handler(e, c):\n    time.sleep(e)\n    return 'done'\n"),
        Timeout=20,
    )
    functions.invoke(FunctionName="slow", Payload=b"0")
    answers = []
    caller = threading.Thread(
        target=lambda: answers.append(functions.invoke(FunctionName="slow", Payload=b"1.5"))
    )
    caller.start()
    with socket.create_connection((server.host, server.port)) as idle:
        # A connection that has been answered and is kept holds up nobody.
        idle.sendall(HEAD + b"\r\n")
        assert idle.recv(65536).startswith(b"HTTP/1.1 200 ")
        time.sleep(0.5)
        server.process.send_signal(number)
        caller.join(PATIENCE)
        assert [answer["Payload"].read() for answer in answers] == [b'"done"']
        server.stop()


# Functions

LOOK = """
import os

def handler(event, context):
    descriptors = {}
    for name in os.listdir("/proc/self/fd"):
        try:
            descriptors[name] = os.readlink(f"/proc/self/fd/{name}")
        except OSError:
            pass
    environments = []
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/environ", "rb") as file:
                environments.append(file.read().decode(errors="replace"))
        except OSError:
            pass
    try:
        open(event["data"], "rb").close()
        database = "open"
    except OSError as error:
        database = type(error).__name__
    return {
        "environment": dict(os.environ),
        "descriptors": descriptors,
        "environments": environments,
        "database": database,
    }
"""


def test_functions_see_neither_our_environment_nor_our_descriptors(server):
    functions = server.client("lambda")
    create_function(functions, "look", python(LOOK), Timeout=20)
    database = str(server.log.parent / "data" / "gatewright.db")
    answer = functions.invoke(FunctionName="look", Payload=json.dumps({"data": database}))
    assert "FunctionError" not in answer, answer["Payload"].read()
    seen = json.load(answer["Payload"])
    assert SECRET not in json.dumps(seen)
    assert "HOME" not in seen["environment"] or seen["environment"]["HOME"] != os.environ["HOME"]
    assert not any(name.startswith(("GATEWRIGHT", "PYTEST", "CARGO")) for name in seen["environment"])
    targets = seen["descriptors"].values()
    assert not any("gatewright" in target or server.log.name == os.path.basename(target)
                   for target in targets), targets  # fmt: skip
    sockets = [target for target in targets if target.startswith("socket:")]
    # One: the connection to the Runtime API.
    assert len(sockets) <= 1, targets
    assert seen["database"] != "open"


def test_base64_in_binary_answers(server, stage):
    """`isBase64Encoded` with a body that is none: 500 as on AWS (F§3.9), not a crash."""
    functions, apis = server.client("lambda"), server.client("apigateway")
    code = "def handler(e, c): return {'isBase64Encoded': True, 'body': '*no base64*'}"
    functions.update_function_code(FunctionName="echo", ZipFile=python(code))
    apis.update_rest_api(
        restApiId=stage,
        patchOperations=[{"op": "add", "path": "/binaryMediaTypes/image~1png"}],
    )
    apis.create_deployment(restApiId=stage, stageName="s")
    answer = server.invoke(stage, "s", "/echo", headers={"Accept": "image/png"})
    assert (answer.status, answer.body) == (500, b'{"message": "Internal server error"}'), answer
    assert answer.headers["x-amzn-ErrorType"] == "InternalServerErrorException"
    code = f"def handler(e, c): return {{'isBase64Encoded': True, 'body': {base64.b64encode(b'png').decode()!r}}}"
    functions.update_function_code(FunctionName="echo", ZipFile=python(code))
    answer = server.invoke(stage, "s", "/echo", headers={"Accept": "image/png"})
    assert (answer.status, answer.body) == (200, b"png"), answer
