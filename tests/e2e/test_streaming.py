"""Integrations whose answers pass as they come: `responseTransferMode: STREAM`."""

import contextlib
import http.client
import http.server
import json
import socket
import threading
import urllib.parse

import pytest

from gatewright import ACCOUNT, REGION
from packages import archive, create_function

PATIENCE = 20
"""Seconds after which anything that should have happened has hung."""


class Backend(http.server.BaseHTTPRequestHandler):
    """Sends a piece, and the next when the test lets it."""

    protocol_version = "HTTP/1.1"
    go_on = threading.Event()

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if self.path == "/large":
            piece = bytes(1 << 20)
            for _ in range(12):
                self.piece(piece)
        elif self.path == "/cut":
            self.piece(b"one")
            self.close_connection = True
            return
        else:
            self.piece(b"one")
            assert self.go_on.wait(PATIENCE)
            self.piece(b"two")
        self.wfile.write(b"0\r\n\r\n")

    def piece(self, data):
        with contextlib.suppress(ConnectionError):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
            self.wfile.flush()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def backend():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Backend)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def deploy(server, integration):
    gateway = server.client("apigateway")
    api = gateway.create_rest_api(name="streams")["id"]
    root = gateway.get_resources(restApiId=api)["items"][0]["id"]
    resource = gateway.create_resource(restApiId=api, parentId=root, pathPart="call")["id"]
    method = {"restApiId": api, "resourceId": resource, "httpMethod": "GET"}
    gateway.put_method(**method, authorizationType="NONE")
    gateway.put_integration(**method, **integration)
    gateway.create_deployment(restApiId=api, stageName="prod")
    return api


def streamed(uri, **integration):
    return {
        "type": "HTTP_PROXY",
        "integrationHttpMethod": "GET",
        "uri": uri,
        "responseTransferMode": "STREAM",
    } | integration


def request(server, api, query=""):
    connection = http.client.HTTPConnection(server.host, server.port, timeout=PATIENCE)
    host = f"{api}.execute-api.localhost:{server.port}"
    connection.request("GET", f"/prod/call{query}", headers={"Host": host})
    return contextlib.closing(connection), connection.getresponse()


def test_an_answer_passes_as_it_comes(server, backend):
    api = deploy(server, streamed(f"{backend}/slow"))
    Backend.go_on.clear()
    connection, response = request(server, api)
    with connection:
        assert response.status == 200
        assert response.headers["Content-Type"] == "text/event-stream"
        assert response.headers["x-amzn-RequestId"]
        assert response.read1() == b"one"  # While the backend waits for us.
        Backend.go_on.set()
        assert response.read() == b"two"


def test_a_stream_may_be_large(server, backend):
    api = deploy(server, streamed(f"{backend}/large"))
    connection, response = request(server, api)
    with connection:
        assert len(response.read()) == 12 << 20


def test_a_stream_that_is_cut_is_cut_for_the_client(server, backend):
    api = deploy(server, streamed(f"{backend}/cut"))
    connection, response = request(server, api)
    with connection, pytest.raises(http.client.IncompleteRead):
        response.read()
    assert server.is_well()


def test_a_stream_ends_at_its_time_out(server, backend):
    api = deploy(server, streamed(f"{backend}/slow", timeoutInMillis=300))
    Backend.go_on.clear()
    connection, response = request(server, api)
    with connection, pytest.raises(http.client.IncompleteRead) as cut:
        response.read()
    Backend.go_on.set()
    assert cut.value.partial == b"one"


def test_how_long_a_stream_may_take(server, backend):
    deploy(server, streamed(backend, timeoutInMillis=900_000))
    errors = server.client("apigateway").exceptions
    with pytest.raises(errors.BadRequestException):
        deploy(server, streamed(backend, timeoutInMillis=900_001))
    with pytest.raises(errors.BadRequestException):
        deploy(server, streamed(backend, timeoutInMillis=30_000, responseTransferMode="BUFFERED"))


HANDLER = """
const net = require('net');
exports.handler = awslambda.streamifyResponse(async (event, stream) => {
  const asked = event.queryStringParameters || event;
  const metadata = { statusCode: 202, headers: { 'Content-Type': 'text/plain', 'X-Own': 'yes' } };
  if (asked.bare) stream.setContentType('text/html');
  else if (event.requestContext) stream = awslambda.HttpResponseStream.from(stream, metadata);
  stream.write('one');
  await new Promise((go) => net.connect(+asked.port, '127.0.0.1').once('data', go));
  if (asked.fail) throw new Error('too late');
  stream.end('two');
});
"""


@pytest.fixture(scope="module")
def words(server):
    """An API whose function says one word, and the next when it is let through the gate; and the gate."""
    functions = server.client("lambda")
    create_function(functions, "words", archive({"index.js": HANDLER}), "nodejs20.x")
    functions.add_permission(
        FunctionName="words",
        StatementId="gateway",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
    )
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:words"
    path = f"2021-11-15/functions/{arn}/response-streaming-invocations"
    uri = f"arn:aws:apigateway:{REGION}:lambda:path/{path}"
    api = deploy(server, streamed(uri, type="AWS_PROXY", integrationHttpMethod="POST"))
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as gate:
        gate.settimeout(PATIENCE)
        yield api, gate


def let_through(gate):
    waiting, _ = gate.accept()
    with waiting:
        waiting.sendall(b"!")


def test_a_functions_words_pass_as_it_says_them(server, words):
    api, gate = words
    connection, response = request(server, api, f"?port={gate.getsockname()[1]}")
    with connection:
        assert (response.status, response.headers["Content-Type"]) == (202, "text/plain")
        assert response.headers["X-Own"] == "yes"
        assert response.headers["x-amzn-RequestId"]
        assert response.read1() == b"one"  # While the function waits.
        let_through(gate)
        assert response.read() == b"two"


def test_a_function_that_fails_in_its_answer_cuts_it(server, words):
    api, gate = words
    connection, response = request(server, api, f"?port={gate.getsockname()[1]}&fail=1")
    with connection, pytest.raises(http.client.IncompleteRead) as cut:
        assert response.status == 202
        let_through(gate)
        response.read()
    assert cut.value.partial == b"one"
    assert server.is_well()


def test_words_are_events_of_invoke_with_response_stream(server, words):
    _, gate = words
    event = {"port": gate.getsockname()[1]}
    for fail, complete in [(None, {}), ("1", {"ErrorCode": "Unhandled"})]:
        payload = json.dumps(event | {"fail": fail})
        call = server.client("lambda").invoke_with_response_stream(
            FunctionName="words", Payload=payload
        )
        events = iter(call["EventStream"])
        assert next(events) == {"PayloadChunk": {"Payload": b"one"}}  # While the function waits.
        let_through(gate)
        if not fail:
            assert next(events) == {"PayloadChunk": {"Payload": b"two"}}
        [last] = events
        assert complete.items() <= last["InvokeComplete"].items(), last
        assert ("too late" in last["InvokeComplete"].get("ErrorDetails", "")) == bool(fail)


def test_words_pass_through_the_functions_url(server, words):
    _, gate = words
    functions = server.client("lambda")
    mode = {"AuthType": "NONE", "InvokeMode": "RESPONSE_STREAM"}
    made = functions.create_function_url_config(FunctionName="words", **mode)
    functions.add_permission(
        FunctionName="words",
        StatementId="url",
        Action="lambda:InvokeFunctionUrl",
        Principal="*",
        FunctionUrlAuthType="NONE",
    )
    host = urllib.parse.urlsplit(made["FunctionUrl"]).netloc
    for query, head in [("", (202, "text/plain")), ("&bare=1", (200, "text/html"))]:
        with contextlib.closing(http.client.HTTPConnection(server.host, server.port, timeout=PATIENCE)) as connection:
            path = f"/?port={gate.getsockname()[1]}{query}"
            connection.request("GET", path, headers={"Host": host})
            response = connection.getresponse()
            assert (response.status, response.headers["Content-Type"]) == head
            assert response.read1() == b"one"  # While the function waits.
            let_through(gate)
            assert response.read() == b"two"


BOOTSTRAP = """#!/usr/bin/env python3
import json, os, urllib.request
base = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/invocation/"
while True:
    with urllib.request.urlopen(base + "next") as call:
        request_id = call.headers["Lambda-Runtime-Aws-Request-Id"]
        event = json.load(call)
    metadata = {"statusCode": 201, "headers": {"Content-Type": "text/plain"}, "cookies": ["a=b"]}
    body = json.dumps(metadata).encode() + bytes(8) + b"hello " + event["path"].encode()
    urllib.request.urlopen(urllib.request.Request(base + request_id + "/response", body)).close()
"""


def test_a_function_answers_in_a_stream(server):
    functions = server.client("lambda")
    zipped = archive({"bootstrap": BOOTSTRAP})
    create_function(functions, "streams", zipped, "provided.al2023", "bootstrap")
    functions.add_permission(
        FunctionName="streams",
        StatementId="gateway",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
    )
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:streams"
    path = f"2021-11-15/functions/{arn}/response-streaming-invocations"
    uri = f"arn:aws:apigateway:{REGION}:lambda:path/{path}"
    integration = streamed(uri, type="AWS_PROXY", integrationHttpMethod="POST")
    api = deploy(server, integration)
    answer = server.invoke(api, "prod", "/call")
    assert answer.status == 201 and answer.body == b"hello /call", answer
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Set-Cookie"] == "a=b"
