"""What stages show to their backends, and functions that run elsewhere."""

import contextlib
import datetime
import http.server
import ipaddress
import json
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from gatewright import ACCOUNT, REGION, Server
from packages import create_function, invocation_uri, python


class Shown(http.server.BaseHTTPRequestHandler):
    """Says whose certificate it was shown."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        shown = self.connection.getpeercert(binary_form=True)
        body = ssl.DER_cert_to_PEM_cert(shown).encode() if shown else b"none"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Asked-For", self.headers["Host"])
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def self_signed(directory):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "backend.localhost")])
    now = datetime.datetime.now(datetime.timezone.utc)
    names = [x509.DNSName("backend.localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = directory / "backend.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    return path


@contextlib.contextmanager
def backend(directory, trusted):
    """A backend with TLS that takes only callers whose certificate is `trusted`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(directory))
    context.load_verify_locations(cadata=trusted)
    context.verify_mode = ssl.CERT_REQUIRED
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shown)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def api(server, **integration):
    gateway = server.client("apigateway")
    api = gateway.create_rest_api(name="backends")["id"]
    root = gateway.get_resources(restApiId=api)["items"][0]["id"]
    method = {"restApiId": api, "resourceId": root, "httpMethod": "GET"}
    gateway.put_method(**method, authorizationType="NONE")
    gateway.put_integration(**method, **integration)
    gateway.create_deployment(restApiId=api, stageName="prod")
    return api


def test_a_backend_is_shown_the_stages_certificate(server, tmp_path):
    gateway = server.client("apigateway")
    made = gateway.generate_client_certificate()
    pem = made["pemEncodedCertificate"]
    with backend(tmp_path, pem) as port:
        called = api(
            server,
            type="HTTP_PROXY",
            integrationHttpMethod="GET",
            uri=f"https://backend.localhost:{port}/",
            tlsConfig={"insecureSkipVerification": True},
        )
        # The backend wants a certificate, and the stage has none.
        answer = server.invoke(called, "prod", "/")
        assert answer.status == 504, answer
        certificate = {"path": "/clientCertificateId", "value": made["clientCertificateId"]}
        gateway.update_stage(
            restApiId=called, stageName="prod", patchOperations=[{"op": "replace"} | certificate]
        )
        answer = server.invoke(called, "prod", "/")
        assert answer.status == 200, answer
        assert answer.body.decode().strip() == pem.strip()


def test_a_vpc_link_with_tls(tmp_path_factory):
    """The connection goes to the load balancer; the name in TLS and in Host is the URI's."""
    directory = tmp_path_factory.mktemp("link")
    arn = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:loadbalancer/net/nlb/1"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(directory))
    listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shown)
    listener.socket = context.wrap_socket(listener.socket, server_side=True)
    thread = threading.Thread(target=listener.serve_forever)
    thread.start()
    port = listener.server_port
    nlb = f"{arn}=127.0.0.1:{port}"
    server = Server(directory / "log", "--listen", "127.0.0.1:0", "--ephemeral", "--nlb", nlb)
    try:
        gateway = server.client("apigateway")
        link = gateway.create_vpc_link(name="link", targetArns=[arn])["id"]
        linked = {
            "type": "HTTP_PROXY",
            "integrationHttpMethod": "GET",
            "connectionType": "VPC_LINK",
            "connectionId": link,
            "tlsConfig": {"insecureSkipVerification": True},
        }
        named = api(server, uri="https://backend.localhost/", **linked)
        answer = server.invoke(named, "prod", "/")
        assert answer.status == 200 and answer.headers["Asked-For"] == "backend.localhost", answer
        other = api(server, uri="https://other.example.com/", **linked)
        assert server.invoke(other, "prod", "/").status == 500
    finally:
        server.stop()
        listener.shutdown()
        thread.join()
        listener.server_close()


@pytest.fixture(scope="module")
def handing_on(server, tmp_path_factory):
    """A server that hands functions that it has not on to the other."""
    log = tmp_path_factory.mktemp("handing-on") / "log"
    arguments = ["--listen", "127.0.0.1:0", "--ephemeral", "--lambda-endpoint", server.endpoint]
    here = Server(log, *arguments)
    yield here
    here.stop()


CODE = """
def handler(event, context):
    if "fail" in event:
        raise ValueError("no")
    return {"statusCode": 200, "body": context.invoked_function_arn}
"""


def test_functions_that_run_elsewhere(server, handing_on):
    create_function(server.client("lambda"), "there", python(CODE))
    called = api(
        handing_on,
        type="AWS_PROXY",
        integrationHttpMethod="POST",
        uri=invocation_uri("there"),
    )
    answer = handing_on.invoke(called, "prod", "/")
    assert answer.status == 200 and answer.body.endswith(b":function:there"), answer

    functions = handing_on.client("lambda")
    failed = functions.invoke(FunctionName="there", Payload=json.dumps({"fail": 1}))
    assert failed["FunctionError"] == "Unhandled"
    assert json.load(failed["Payload"])["errorMessage"] == "no"
    with pytest.raises(functions.exceptions.ResourceNotFoundException):
        functions.invoke(FunctionName="nowhere")

    gone = api(
        handing_on, type="AWS_PROXY", integrationHttpMethod="POST", uri=invocation_uri("nowhere")
    )
    assert handing_on.invoke(gone, "prod", "/").status == 500


def test_a_runtime_that_cannot_run_here(server, handing_on):
    """A Java function is kept here and runs there."""
    create_function(server.client("lambda"), "java", python(CODE))
    package = python(CODE)
    create_function(handing_on.client("lambda"), "java", package, "java21", "a.B::c")
    answer = handing_on.client("lambda").invoke(FunctionName="java", Payload="{}")
    assert json.load(answer["Payload"])["statusCode"] == 200


class Collector(http.server.BaseHTTPRequestHandler):
    """Keeps the spans that it gets."""

    spans = []

    def do_POST(self):
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/v1/traces"
        for resource in sent["resourceSpans"]:
            for scope in resource["scopeSpans"]:
                self.spans.extend(scope["spans"])
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


def test_a_trace_a_request(tmp_path):
    collector = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=collector.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{collector.server_port}"
    server = Server(tmp_path / "log", "--listen", "127.0.0.1:0", "--ephemeral", "--otlp", url)
    try:
        called = api(
            server,
            type="HTTP_PROXY",
            integrationHttpMethod="GET",
            uri="http://127.0.0.1:1/",
        )
        root = "1-5c755b5d-07b29b94e632d3da19d88789"
        answer = server.invoke(called, "prod", "/", headers={"X-Amzn-Trace-Id": f"Root={root}"})
        assert answer.status == 504
        assert server.call("/_gatewright/health").json()["droppedTraces"] == 0
    finally:
        server.stop()  # Sends what waits.
        collector.shutdown()
        thread.join()
        collector.server_close()
    [span] = Collector.spans
    assert span["traceId"] == root.replace("-", "")[1:] and len(span["spanId"]) == 16
    assert span["name"] == "GET /" and span["status"] == {"code": 2}
    assert int(span["endTimeUnixNano"]) >= int(span["startTimeUnixNano"]) > 0
    attributes = {it["key"]: it["value"] for it in span["attributes"]}
    assert attributes["http.response.status_code"] == {"intValue": "504"}
    assert attributes["aws.api_id"] == {"stringValue": called}
    assert attributes["aws.request_id"] == {"stringValue": answer.headers["x-amzn-RequestId"]}
    assert attributes["error.type"]["stringValue"]
