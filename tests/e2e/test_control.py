"""The control plane's lesser operations through boto3, and what they make through the programs that
it is made for: certificates through OpenSSL, clients through Node.js."""

import http.server
import io
import json
import re
import subprocess
import threading
import zipfile

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from gatewright import ACCOUNT, PATIENCE, REGION
from packages import create_function, invocation_uri, python

ECHO = {
    "openapi": "3.0.1",
    "info": {"title": "echo", "version": "1"},
    "paths": {
        "/": {"get": {}},
        "/pets/{petId}": {
            "post": {
                "parameters": [
                    {"name": "petId", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}},
                    {"name": "X-Mine", "in": "header", "schema": {"type": "string"}},
                ]
            }
        },
        "/1st-of/all": {"get": {}},
        "/files/{proxy+}": {"x-amazon-apigateway-any-method": {}},
    },
}

HANDLER = """
import json

def handler(event, context):
    names = ("httpMethod", "path", "pathParameters", "multiValueQueryStringParameters", "body")
    answer = {name: event[name] for name in names}
    headers = {name.lower(): value for name, value in event["headers"].items()}
    answer["mine"] = headers.get("x-mine")
    answer["key"] = headers.get("x-api-key")
    status = int((event["queryStringParameters"] or {}).get("status", 200))
    return {"statusCode": status, "body": json.dumps(answer)}
"""

CALLS = """
const results = [];
async function main(newClient) {
  const client = newClient({ apiKey: 'a key' });
  const call = async (promise) => {
    try {
      const { status, data } = await promise;
      results.push({ status, data });
    } catch (error) {
      results.push({ error: error.message, status: error.response && error.response.status });
    }
  };
  await call(client.rootGet());
  await call(client.petsPetIdPost({ petId: 'a b/c', q: 'x&y', 'X-Mine': 'm' }, { some: 'body' }));
  await call(client.petsPetIdPost({ petId: '1' }));
  await call(client.filesProxyDelete({ proxy: 'a/b c' }, undefined, { queryParams: { z: ['1', '2'] } }));
  await call(client['1stOfAllGet']());
  await call(client.rootGet({}, '', { queryParams: { status: '418' } }));
  const signed = newClient({
    accessKey: 'AKID', secretKey: 'secret', sessionToken: 'token', invokeUrl: process.argv[2],
  });
  await call(signed.petsPetIdPost({ petId: 'a b', q: "x'y z" }, { some: 'body' }));
  console.log(JSON.stringify(results));
}
"""


@pytest.fixture(scope="module")
def client(ephemeral):
    return ephemeral.client("apigateway")


def mock(client, stage="dev"):
    """An API with a mock at its root, deployed; and its root's id."""
    api = client.create_rest_api(name="mock")
    method = {"restApiId": api["id"], "resourceId": api["rootResourceId"], "httpMethod": "GET"}
    client.put_method(**method, authorizationType="NONE")
    client.put_integration(**method, type="MOCK")
    client.create_deployment(restApiId=api["id"], stageName=stage)
    return api["id"]


def refused(call, **arguments):
    """The code and the words with which a call is refused."""
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    error = caught.value.response["Error"]
    return error["Code"], error["Message"]


@pytest.fixture(scope="module")
def echo(ephemeral, client):
    """An API whose methods all answer what reached the function."""
    functions = ephemeral.client("lambda")
    create_function(functions, "echo", python(HANDLER))
    functions.add_permission(
        FunctionName="echo",
        StatementId="api",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
        SourceArn=f"arn:aws:execute-api:{REGION}:{ACCOUNT}:*",
    )
    document = json.loads(json.dumps(ECHO))
    for item in document["paths"].values():
        for operation in item.values():
            operation["x-amazon-apigateway-integration"] = {
                "type": "aws_proxy",
                "httpMethod": "POST",
                "uri": invocation_uri("echo"),
            }
    api = client.import_rest_api(body=json.dumps(document))["id"]
    client.create_deployment(restApiId=api, stageName="dev")
    return api


class Listener:
    """A server that keeps the last request that it got."""

    def __enter__(self):
        listener = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.seen = (self.command, listener.url + self.path.removeprefix("/dev"), dict(self.headers), body)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/dev"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def check_signature(verb, url, headers, body):
    """The signature is the one that botocore makes of the same request."""
    sent = {name.lower(): value for name, value in headers.items()}
    names = re.search("SignedHeaders=([^,]*)", sent["authorization"])[1].split(";")
    assert {"host", "x-amz-date", "x-amz-security-token"} <= set(names)
    request = AWSRequest(verb, url, {name: sent[name] for name in names}, body)
    request.context["timestamp"] = sent["x-amz-date"]
    signer = SigV4Auth(Credentials("AKID", "secret", "token"), "execute-api", REGION)
    text = signer.string_to_sign(request, signer.canonical_request(request))
    assert sent["authorization"].endswith("Signature=" + signer.signature(text, request))


@pytest.mark.parametrize(
    ("kind", "folder", "begin"),
    [
        ("javascript", "apiGateway-js-sdk", "main(require('./apigClient.js').newClient);"),
        ("typescript", "apiGateway-ts-sdk", "import { newClient } from './apigClient.js'; main(newClient);"),
    ],
)
def test_a_client_calls_the_stage(client, echo, tmp_path, kind, folder, begin):
    sdk = client.get_sdk(restApiId=echo, stageName="dev", sdkType=kind)
    assert sdk["contentDisposition"].startswith(f'attachment; filename="{kind}_')
    with zipfile.ZipFile(io.BytesIO(sdk["body"].read())) as archive:
        archive.extractall(tmp_path)
    (tmp_path / folder / "calls.js").write_text(CALLS + begin)
    with Listener() as listener:
        made = subprocess.run(
            ["node", tmp_path / folder / "calls.js", listener.url],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    assert made.returncode == 0, made.stderr
    root, pet, missing, file, first, teapot, _ = json.loads(made.stdout)
    assert root["status"] == 200
    assert (root["data"]["httpMethod"], root["data"]["path"]) == ("GET", "/")
    assert root["data"]["key"] == "a key"
    # API Gateway hands paths on as they were sent.
    assert pet["data"]["pathParameters"] == {"petId": "a%20b%2Fc"}
    assert pet["data"]["multiValueQueryStringParameters"] == {"q": ["x&y"]}
    assert json.loads(pet["data"]["body"]) == {"some": "body"}
    assert pet["data"]["mine"] == "m"
    assert missing["error"] == "Missing required parameter: q"
    assert (file["data"]["httpMethod"], file["data"]["pathParameters"]) == ("DELETE", {"proxy": "a/b%20c"})
    assert file["data"]["multiValueQueryStringParameters"] == {"z": ["1", "2"]}
    assert first["data"]["path"] == "/1st-of/all"
    assert teapot == {"error": "Request failed with status code 418", "status": 418}
    check_signature(*listener.seen)


def test_the_types_of_a_client_name_its_functions(client, echo):
    sdk = client.get_sdk(restApiId=echo, stageName="dev", sdkType="typescript")
    with zipfile.ZipFile(io.BytesIO(sdk["body"].read())) as archive:
        types = archive.read("apiGateway-ts-sdk/apigClient.d.ts").decode()
    assert '"petsPetIdPost"<T = any>(params: { "petId": string; "q": string | string[]; "X-Mine"?: string; }' in types
    assert '"rootGet"<T = any>(params?: {}' in types


def test_a_client_certificate_is_real(client, tmp_path):
    made = client.generate_client_certificate(description="mine")
    assert (made["expirationDate"] - made["createdDate"]).days == 365
    certificate = tmp_path / "certificate.pem"
    certificate.write_text(made["pemEncodedCertificate"])

    def openssl(*arguments):
        return subprocess.run(
            ["openssl", *arguments], capture_output=True, text=True, timeout=PATIENCE, check=True
        ).stdout

    # It is signed by itself.
    assert openssl("verify", "-CAfile", certificate, certificate).strip().endswith("OK")
    text = openssl("x509", "-in", certificate, "-noout", "-text")
    assert "Public-Key: (2048 bit)" in text
    assert "sha256WithRSAEncryption" in text
    assert "CN = ApiGateway" in text
    api = mock(client)
    named = client.update_stage(
        restApiId=api,
        stageName="dev",
        patchOperations=[
            {"op": "replace", "path": "/clientCertificateId", "value": made["clientCertificateId"]}
        ],
    )
    assert named["clientCertificateId"] == made["clientCertificateId"]
    others = client.generate_client_certificate()
    assert others["pemEncodedCertificate"] != made["pemEncodedCertificate"]
    client.delete_client_certificate(clientCertificateId=others["clientCertificateId"])
    kept = client.get_client_certificates()["items"]
    assert [it["clientCertificateId"] for it in kept] == [made["clientCertificateId"]]


def test_documentation_goes_around(client):
    api = mock(client)
    client.create_documentation_part(
        restApiId=api, location={"type": "API"}, properties=json.dumps({"info": {"description": "d"}})
    )
    client.create_documentation_part(
        restApiId=api,
        location={"type": "METHOD", "path": "/", "method": "GET"},
        properties=json.dumps({"summary": "s"}),
    )
    client.create_documentation_version(restApiId=api, documentationVersion="v1", stageName="dev")
    export = client.get_export(
        restApiId=api, stageName="dev", exportType="swagger", parameters={"extensions": "documentation"}
    )["body"].read()
    other = client.create_rest_api(name="other")["id"]
    ids = client.import_documentation_parts(restApiId=other, body=export)["ids"]
    assert len(ids) == 2
    parts = client.get_documentation_parts(restApiId=other)["items"]
    described = {part["location"]["type"]: json.loads(part["properties"]) for part in parts}
    assert described == {"API": {"info": {"description": "d"}}, "METHOD": {"summary": "s"}}
    copy = client.import_rest_api(body=export)["id"]
    (version,) = client.get_documentation_versions(restApiId=copy)["items"]
    assert version["version"] == "v1"
    assert refused(
        client.import_documentation_parts, restApiId=other, body=b"- bad"
    ) == ("BadRequestException", "Unable to build importer with provided input.")


def test_keys_from_a_file_and_their_usage(client):
    plan = client.create_usage_plan(name="p", quota={"limit": 5, "period": "DAY"})["id"]
    file = f"name,key,enabled,usageplanIds\none,key-of-twenty-characters-1,true,{plan}\ntwo,short,,\n"
    made = client.import_api_keys(body=file.encode(), format="csv")
    (key,) = made["ids"]
    assert made["warnings"] == ["Row 3: API Key value should be at least 20 characters"]
    assert client.get_api_key(apiKey=key, includeValue=True)["value"] == "key-of-twenty-characters-1"
    granted = client.update_usage(
        usagePlanId=plan,
        keyId=key,
        patchOperations=[{"op": "replace", "path": "/remaining", "value": "9"}],
    )
    today = granted["startDate"]
    usage = client.get_usage(usagePlanId=plan, startDate=today, endDate=today)
    assert usage["items"] == {key: [[0, 9]]}


def test_domain_names_and_their_paths(client):
    api = mock(client)
    name = "api.example.com"
    made = client.create_domain_name(
        domainName=name,
        regionalCertificateArn=f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/1",
        endpointConfiguration={"types": ["REGIONAL"]},
        securityPolicy="TLS_1_2",
    )
    assert made["domainNameStatus"] == "AVAILABLE"
    assert made["regionalDomainName"].endswith(f".execute-api.{REGION}.amazonaws.com")
    client.create_base_path_mapping(domainName=name, restApiId=api, stage="dev")
    client.create_base_path_mapping(domainName=name, restApiId=api, basePath="v1", stage="dev")
    paths = [it["basePath"] for it in client.get_base_path_mappings(domainName=name)["items"]]
    assert paths == ["(none)", "v1"]
    moved = client.update_base_path_mapping(
        domainName=name,
        basePath="(none)",
        patchOperations=[{"op": "replace", "path": "/basePath", "value": "v0"}],
    )
    assert moved["basePath"] == "v0"
    client.delete_domain_name(domainName=name)
    code, _ = refused(client.get_base_path_mapping, domainName=name, basePath="v0")
    assert code == "NotFoundException"


def test_a_private_domain_name_is_shared_between_accounts(ephemeral, client):
    made = client.create_domain_name(
        domainName="private.example.com",
        certificateArn=f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/1",
        endpointConfiguration={"types": ["PRIVATE"]},
    )
    arn = made["domainNameArn"]
    other = ephemeral.client("apigateway", access_key="210987654321")
    association = other.create_domain_name_access_association(
        domainNameArn=arn, accessAssociationSourceType="VPCE", accessAssociationSource="vpce-1"
    )["domainNameAccessAssociationArn"]
    assert ":210987654321:" in association
    seen = client.get_domain_name_access_associations(resourceOwner="OTHER_ACCOUNTS")["items"]
    assert [it["domainNameAccessAssociationArn"] for it in seen] == [association]
    client.reject_domain_name_access_association(
        domainNameAccessAssociationArn=association, domainNameArn=arn
    )
    assert other.get_domain_name_access_associations()["items"] == []
    assert client.get_domain_name_access_associations(resourceOwner="OTHER_ACCOUNTS")["items"] == []


AUTHORIZER = """
def handler(event, context):
    token = event.get("authorizationToken") or event["queryStringParameters"]["token"]
    if token == "unauthorized":
        raise Exception("Unauthorized")
    statement = {"Action": "execute-api:Invoke", "Effect": token, "Resource": event["methodArn"]}
    return {
        "principalId": "caller of " + event["type"],
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
    }
"""


@pytest.mark.parametrize(
    ("kind", "source", "show"),
    [
        ("TOKEN", "method.request.header.Auth", lambda token: {"headers": {"Auth": token}}),
        (
            "REQUEST",
            "method.request.querystring.token",
            lambda token: {"pathWithQueryString": f"/x?token={token}"},
        ),
    ],
)
def test_an_authorizer_is_called_for_its_test(ephemeral, client, kind, source, show):
    functions = ephemeral.client("lambda")
    name = f"authorizer-{kind}"
    create_function(functions, name, python(AUTHORIZER))
    api = client.create_rest_api(name="authorized")["id"]
    authorizer = client.create_authorizer(
        restApiId=api, name="mine", type=kind, authorizerUri=invocation_uri(name), identitySource=source
    )["id"]

    def tested(**what):
        return client.test_invoke_authorizer(restApiId=api, authorizerId=authorizer, **what)

    unpermitted = tested(**show("Allow"))
    assert unpermitted["clientStatus"] == 500
    assert "Invalid permissions on Lambda function" in unpermitted["log"]
    functions.add_permission(
        FunctionName=name,
        StatementId="authorizer",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
        SourceArn=f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{api}/authorizers/{authorizer}",
    )
    for effect in ("Allow", "Deny"):
        answer = tested(**show(effect))
        assert answer["clientStatus"] == 200, answer["log"]
        assert answer["principalId"] == f"caller of {kind}"
        (statement,) = json.loads(answer["policy"])["Statement"]
        assert statement["Effect"] == effect
        assert statement["Resource"].startswith(f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{api}/")
    assert tested(**show("unauthorized"))["clientStatus"] == 401
    assert tested()["clientStatus"] == 401
