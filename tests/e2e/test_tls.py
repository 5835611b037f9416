"""TLS: certificates of the local authority for any name, and domain names that want their callers' own."""

import contextlib
import datetime
import http.client
import http.server
import json
import socket
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from conftest import running
from gatewright import PATIENCE
from packages import create_function, invocation_uri, python
from test_domains import CERTIFICATE, FORBIDDEN, shop

DOMAIN = "api.example.com"


class Authority:
    """Who signs certificates of callers."""

    def __init__(self, directory, name):
        self.directory = directory
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        certificate = self._signed(self.name, self.key.public_key(), True)
        self.pem = directory / f"{name}.pem"
        self.pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def _signed(self, subject, key, is_authority, serial=0xA1B2):
        start = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key)
            .serial_number(serial)
            .not_valid_before(start)
            .not_valid_after(start.replace(year=2099))
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .sign(self.key, hashes.SHA256())
        )

    def caller(self, name):
        """A file with a caller's certificate and key."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Pets"),
                x509.NameAttribute(NameOID.COMMON_NAME, name),
            ]
        )
        certificate = self._signed(subject, key.public_key(), False)
        file = self.directory / f"{name}-of-{self.pem.stem}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
        return file


class Objects(http.server.BaseHTTPRequestHandler):
    """An S3 with a truststore."""

    files = {}

    def do_GET(self):
        body = self.files.get(self.path)
        self.send_response(200 if body else 404)
        self.end_headers()
        self.wfile.write(body or b"<Error><Code>NoSuchKey</Code></Error>")

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def s3():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Objects)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def secure(tmp_path_factory, s3):
    """A server that speaks TLS too; `tls` is its port, `trust` the file with its authority."""
    directory = tmp_path_factory.mktemp("tls")
    arguments = ("--data", directory / "data", "--tls-listen", "127.0.0.1:0")
    for server in running(directory, *arguments, environment={"AWS_ENDPOINT_URL_S3": s3}):
        line = server.process.stdout.readline().decode()
        assert line.startswith("and at https://127.0.0.1:"), line
        server.tls = int(line.split(";")[0].rsplit(":", 1)[1])
        server.trust = directory / "data" / "authority.pem"
        yield server


def context(server, certificate=None, alpn=None):
    made = ssl.create_default_context(cafile=server.trust)
    if certificate:
        made.load_cert_chain(certificate)
    if alpn:
        made.set_alpn_protocols(alpn)
    return made


def called(server, name, path, certificate=None, host=None):
    """The answer to a GET by TLS to `name`."""
    with contextlib.closing(http.client.HTTPSConnection(name, server.tls)) as connection:
        plain = socket.create_connection(("127.0.0.1", server.tls), PATIENCE)
        wrapped = context(server, certificate).wrap_socket(plain, server_hostname=name)
        connection.sock = wrapped
        connection.request("GET", path, headers={"Host": host or name})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@pytest.fixture(scope="module")
def api(secure):
    return shop(secure.client("apigateway"))


def test_any_name_has_a_certificate(secure, api):
    for name in ("localhost", "127.0.0.1", f"{api}.execute-api.localhost", "never.heard.example"):
        status, _ = called(secure, name, "/_gatewright/health")
        assert status == (200 if name in ("localhost", "127.0.0.1") else 403), name
    status, body = called(secure, f"{api}.execute-api.localhost", "/prod/x")
    assert (status, body.split()[:2]) == (200, ["prod", "/prod/x"])
    served = secure.call("/_gatewright/authority.pem")
    assert served.body == secure.trust.read_bytes()
    for offered in ("h2", "http/1.1"):
        plain = socket.create_connection(("127.0.0.1", secure.tls), PATIENCE)
        with context(secure, alpn=[offered]).wrap_socket(plain, server_hostname="localhost") as end:
            assert end.selected_alpn_protocol() == offered


HANDLER = """
import json
def handler(event, context):
    shown = [event["requestContext"]["identity"].get("clientCert"), event["headers"]["X-Forwarded-Proto"]]
    return {"statusCode": 200, "body": json.dumps(shown)}
"""


def mutual(server, name, api, truststore, path="v1"):
    client = server.client("apigateway")
    client.create_domain_name(
        domainName=name,
        regionalCertificateArn=CERTIFICATE,
        endpointConfiguration={"types": ["REGIONAL"]},
        mutualTlsAuthentication={"truststoreUri": truststore},
    )
    client.create_base_path_mapping(domainName=name, basePath=path, restApiId=api, stage="prod")


def test_a_domain_name_asks_for_certificates(secure, tmp_path):
    client, functions = secure.client("apigateway"), secure.client("lambda")
    create_function(functions, "who", python(HANDLER))
    functions.add_permission(
        FunctionName="who",
        StatementId="any",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
    )
    api = client.create_rest_api(name="who", endpointConfiguration={"types": ["REGIONAL"]})["id"]
    (root,) = client.get_resources(restApiId=api)["items"]
    method = {"restApiId": api, "resourceId": root["id"], "httpMethod": "GET"}
    client.put_method(**method, authorizationType="NONE")
    client.put_integration(
        **method, type="AWS_PROXY", integrationHttpMethod="POST", uri=invocation_uri("who")
    )
    client.create_deployment(restApiId=api, stageName="prod")
    trusted, other = Authority(tmp_path, "trusted"), Authority(tmp_path, "other")
    Objects.files["/trust/store.pem"] = trusted.pem.read_bytes()
    mutual(secure, DOMAIN, api, "s3://trust/store.pem")
    ann = trusted.caller("ann")

    status, body = called(secure, DOMAIN, "/v1", ann)
    assert status == 200, body
    certificate, scheme = json.loads(body)
    assert scheme == "https"
    pem = certificate.pop("clientCertPem")
    assert pem.strip() == ann.read_text().split("-----BEGIN PRIVATE")[0].strip()
    assert certificate == {
        "subjectDN": "CN=ann,O=Pets",
        "issuerDN": "CN=trusted",
        "serialNumber": "a1:b2",
        "validity": {
            "notBefore": "Jan  2 03:04:05 2026 GMT",
            "notAfter": "Jan  2 03:04:05 2099 GMT",
        },
    }
    stranger = called(secure, DOMAIN, "/v1", other.caller("bob"))
    assert stranger == FORBIDDEN
    assert called(secure, DOMAIN, "/v1") == FORBIDDEN
    plain = secure.call("/v1", headers={"Host": DOMAIN})
    assert (plain.status, plain.body.decode()) == FORBIDDEN
    newest = secure.call("/_gatewright/requests").json()["requests"][0]
    assert newest["fault"]["name"] == "client-certificate-refused"
    # A certificate that was shown to another name opens nothing.
    mutual(secure, "second.example.com", api, "s3://trust/store.pem")
    assert called(secure, "second.example.com", "/v1", ann, host=DOMAIN) == FORBIDDEN
    assert called(secure, "localhost", "/v1", ann, host=DOMAIN) == FORBIDDEN

    change = {"op": "replace", "path": "/mutualTlsAuthentication/truststoreUri"}
    for uri, status in ((f"file://{other.pem}", 403), (f"file://{trusted.pem}", 200)):
        client.update_domain_name(domainName=DOMAIN, patchOperations=[change | {"value": uri}])
        assert called(secure, DOMAIN, "/v1", ann)[0] == status, uri
    client.update_domain_name(
        domainName=DOMAIN, patchOperations=[change | {"value": "s3://trust/nothing"}]
    )
    assert called(secure, DOMAIN, "/v1", ann) == FORBIDDEN
    client.update_domain_name(domainName=DOMAIN, patchOperations=[change | {"value": ""}])
    assert called(secure, DOMAIN, "/v1") == (200, '[null, "https"]')


def test_templates_and_the_health_check(secure, api, tmp_path):
    client = secure.client("apigateway")
    name = "templates.example.com"
    trusted = Authority(tmp_path, "templates")
    mutual(secure, name, api, f"file://{trusted.pem}", "(none)")
    (root,) = [it for it in client.get_resources(restApiId=api)["items"] if it["path"] == "/"]
    shown = "$context.identity.clientCert.subjectDN $context.identity.clientCert.validity.notAfter"
    client.update_integration_response(
        restApiId=api,
        resourceId=root["id"],
        httpMethod="ANY",
        statusCode="200",
        patchOperations=[
            {"op": "replace", "path": "/responseTemplates/application~1json", "value": shown}
        ],
    )
    client.create_deployment(restApiId=api, stageName="prod")
    ann = trusted.caller("ann")
    expected = (200, "CN=ann,O=Pets Jan  2 03:04:05 2099 GMT")
    assert called(secure, name, "/", ann) == expected
    for path in ("/ping", "/sping"):
        assert called(secure, name, path, ann) == (200, "healthy")
        assert called(secure, name, path) == FORBIDDEN


def test_no_tls_has_no_authority(ephemeral):
    answer = ephemeral.call("/_gatewright/authority.pem")
    assert answer.status == 404 and "--tls-listen" in answer.json()["message"]
