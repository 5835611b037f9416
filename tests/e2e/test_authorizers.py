"""Who may call a stage: Lambda authorizers, tokens of user pools and other issuers, signed requests."""

import base64
import contextlib
import http.server
import json
import threading
import time

import pytest
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

import test_doctor
from conftest import running
from gatewright import ACCOUNT, REGION
from packages import create_function, invocation_uri, python

AUTHORIZER = """
import json

def handler(event, context):
    print("asked", json.dumps(event))
    who = event.get("authorizationToken") or event["headers"]["who"]
    if who == "nobody":
        raise Exception("Unauthorized")
    if who == "broken":
        raise Exception("out of order")
    arn = event["methodArn"]
    allowed = arn.rsplit("/", 2)[0] + "/GET/*"
    return {
        "principalId": who,
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{
                "Action": "execute-api:Invoke",
                "Effect": "Deny" if who == "banned" else "Allow",
                "Resource": allowed,
            }],
        },
        "context": {"level": 3, "vip": True, "asked": context.aws_request_id},
    }
"""

ECHO = """
import json

def handler(event, context):
    shown = event["requestContext"]
    shown = {"authorizer": shown.get("authorizer"), "identity": shown["identity"]}
    return {"statusCode": 200, "body": json.dumps(shown)}
"""


@pytest.fixture(scope="module")
def issuer():
    """An issuer of tokens; it stands for a user pool too."""
    issuer = Issuer()
    with contextlib.closing(issuer):
        yield issuer


@pytest.fixture(scope="module")
def server(tmp_path_factory, issuer):
    directory = tmp_path_factory.mktemp("server")
    pools = {"AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER": issuer.url}
    for server in running(directory, "--data", directory / "data", environment=pools):
        functions = server.client("lambda")
        create_function(functions, "authorizer", python(AUTHORIZER))
        create_function(functions, "echo", python(ECHO))
        server.client("apigateway").update_account(
            patchOperations=[
                {
                    "op": "replace",
                    "path": "/cloudwatchRoleArn",
                    "value": f"arn:aws:iam::{ACCOUNT}:role/logs",
                }
            ]
        )
        yield server


class Issuer:
    """Signs tokens, and serves the keys to check them with."""

    def __init__(self):
        self.turn("first")
        issuer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                issuer.asked.append(self.path)
                answer = {"jwks_uri": f"{issuer.url}/keys", "keys": [issuer.public]}
                body = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.asked = []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def turn(self, name):
        """Takes another key."""
        self.name = name
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        numbers = self.key.public_key().public_numbers()
        self.public = {
            "kty": "RSA",
            "alg": "RS256",
            "kid": name,
            "n": encoded(numbers.n.to_bytes(256, "big")),
            "e": encoded(numbers.e.to_bytes(3, "big")),
        }

    def token(self, issuer, **claims):
        claims = {"iss": issuer, "sub": "42", "exp": int(time.time()) + 600} | claims
        parts = [{"alg": "RS256", "kid": self.name}, claims]
        text = ".".join(encoded(json.dumps(part).encode()) for part in parts)
        signature = self.key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{text}.{encoded(signature)}"


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Api:
    """An API whose root answers `GET` and `DELETE` by the function `echo`."""

    def __init__(self, server, method, authorizer=None, **integration):
        self.server, self.apis = server, server.client("apigateway")
        self.id = self.apis.create_rest_api(name="guarded")["id"]
        (root,) = self.apis.get_resources(restApiId=self.id)["items"]
        if authorizer:
            made = self.apis.create_authorizer(restApiId=self.id, name="guard", **authorizer)
            self.authorizer = made["id"]
            method = method | {"authorizerId": self.authorizer}
        for verb in ("GET", "DELETE"):
            of = {"restApiId": self.id, "resourceId": root["id"], "httpMethod": verb}
            self.apis.put_method(**of, **method)
            self.apis.put_integration(
                **of,
                **integration,
                type="AWS_PROXY",
                integrationHttpMethod="POST",
                uri=invocation_uri("echo"),
            )
        self.permit("echo", "*")
        self.apis.create_deployment(restApiId=self.id, stageName="prod")
        self.apis.update_stage(
            restApiId=self.id,
            stageName="prod",
            patchOperations=[{"op": "replace", "path": "/*/*/logging/loglevel", "value": "INFO"}],
        )

    def permit(self, function, source):
        self.server.client("lambda").add_permission(
            FunctionName=function,
            StatementId=f"{self.id}-{function}",
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
            SourceArn=f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{self.id}/{source}",
        )

    def call(self, verb="GET", path="", **headers):
        return self.server.invoke(self.id, "prod", path, method=verb, headers=headers)

    def shown(self, **headers):
        answer = self.call(**headers)
        assert answer.status == 200, answer
        return answer.json()

    def log(self, request_id):
        shown = self.server.call(f"/_gatewright/requests/{request_id}").json()
        return [line["text"] for line in shown["log"]]


def token_authorizer(ttl=300):
    return {
        "type": "TOKEN",
        "authorizerUri": invocation_uri("authorizer"),
        "identitySource": "method.request.header.who",
        "authorizerResultTtlInSeconds": ttl,
    }


@pytest.fixture(scope="module")
def guarded(server):
    api = Api(server, {"authorizationType": "CUSTOM"}, token_authorizer())
    api.permit("authorizer", f"authorizers/{api.authorizer}")
    return api


def test_a_function_decides(guarded):
    shown = guarded.shown(who="ann")["authorizer"]
    assert (shown["principalId"], shown["level"], shown["vip"]) == ("ann", "3", "true")
    assert shown["integrationLatency"] > 0
    for verb, who, status, kind, body in [
        ("GET", "nobody", 401, "UnauthorizedException", {"message": "Unauthorized"}),
        ("GET", "broken", 500, "AuthorizerConfigurationException", {"message": None}),
        (
            "GET",
            "banned",
            403,
            "AccessDeniedException",
            {
                "Message": "User is not authorized to access this resource"
                " with an explicit deny in an identity-based policy"
            },
        ),
        (
            "DELETE",
            "ann",
            403,
            "AccessDeniedException",
            {"Message": "User is not authorized to access this resource"},
        ),
    ]:
        answer = guarded.call(verb, who=who)
        assert (answer.status, answer.headers["x-amzn-ErrorType"]) == (status, kind)
        assert answer.json() == body
    answer = guarded.call()
    assert (answer.status, answer.json()) == (401, {"message": "Unauthorized"})


def test_an_answer_is_remembered_until_the_stage_forgets(guarded):
    first = guarded.shown(who="bob")["authorizer"]["asked"]
    again = guarded.shown(who="bob")["authorizer"]
    assert (again["asked"], again["integrationLatency"]) == (first, 0)
    assert guarded.shown(who="bill")["authorizer"]["asked"] != first
    guarded.apis.flush_stage_authorizers_cache(restApiId=guarded.id, stageName="prod")
    assert guarded.shown(who="bob")["authorizer"]["asked"] != first


def test_an_authorizer_needs_a_permission(server):
    api = Api(server, {"authorizationType": "CUSTOM"}, token_authorizer(0))
    answer = api.call(who="ann")
    assert (answer.status, answer.json()) == (500, {"message": None})
    log = "\n".join(api.log(answer.headers["x-amzn-RequestId"]))
    assert "Invalid permissions on Lambda function" in log, log
    assert "Authorizer error" in log, log
    api.permit("authorizer", f"authorizers/{api.authorizer}")
    assert api.shown(who="ann")["authorizer"]["principalId"] == "ann"
    tested = api.apis.test_invoke_authorizer(
        restApiId=api.id, authorizerId=api.authorizer, headers={"who": "ann"}
    )
    assert (tested["clientStatus"], tested["principalId"]) == (200, "ann")


def test_a_user_pool_and_its_new_key(server, issuer):
    pool = f"arn:aws:cognito-idp:{REGION}:{ACCOUNT}:userpool/{REGION}_pool"
    name = f"https://cognito-idp.{REGION}.amazonaws.com/{REGION}_pool"
    api = Api(
        server,
        {"authorizationType": "COGNITO_USER_POOLS"},
        {
            "type": "COGNITO_USER_POOLS",
            "providerARNs": [pool],
            "identitySource": "method.request.header.Authorization",
        },
    )
    token = issuer.token(name, token_use="id", email="a@b.c", **{"cognito:groups": ["x", "y"]})
    claims = api.shown(Authorization=f"Bearer {token}")["authorizer"]["claims"]
    assert (claims["sub"], claims["email"], claims["cognito:groups"]) == ("42", "a@b.c", "x,y")
    assert issuer.asked.count(f"/{REGION}_pool/.well-known/jwks.json") == 1
    refused = api.call(Authorization=token[:-4] + "AAAA")
    assert (refused.status, refused.json()) == (401, {"message": "Unauthorized"})
    expired = api.call(Authorization=issuer.token(name, exp=1))
    assert expired.json() == {"message": "The incoming token has expired"}
    # A restarted pool signs with another key; the stage asks again, and not for every token.
    issuer.turn("second")
    api.apis.flush_stage_authorizers_cache(restApiId=api.id, stageName="prod")
    assert api.call(Authorization=issuer.token(name)).status == 200
    tested = api.apis.test_invoke_authorizer(
        restApiId=api.id,
        authorizerId=api.authorizer,
        headers={"Authorization": issuer.token(name)},
    )
    assert (tested["clientStatus"], tested["claims"]["sub"]) == (200, "42")


def signed(server, api, key, secret, token=None, verb="GET", query="", presigned=False):
    """A request of boto's signing, as `Api.call` takes it."""
    host = f"{api.id}.execute-api.localhost:{server.port}"
    url = f"http://{host}/prod?{query}" if query else f"http://{host}/prod"
    request = AWSRequest(method=verb, url=url, headers={"Host": host})
    auth = SigV4QueryAuth if presigned else SigV4Auth
    auth(Credentials(key, secret, token), "execute-api", REGION).add_auth(request)
    path = request.url.split("/prod", 1)[1]
    return {"verb": verb, "path": path, **dict(request.headers)}


def allow(api, verb="*"):
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "execute-api:Invoke",
                    "Resource": f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{api.id}/*/{verb}/*",
                }
            ],
        }
    )


def test_a_users_signature_and_policies(server):
    api = Api(server, {"authorizationType": "AWS_IAM"})
    iam = server.client("iam")
    user = iam.create_user(UserName="ann")["User"]
    key = iam.create_access_key(UserName="ann")["AccessKey"]
    ann = (key["AccessKeyId"], key["SecretAccessKey"])

    answer = api.call()
    assert (answer.status, answer.json()) == (403, {"message": "Missing Authentication Token"})
    answer = api.call(**signed(server, api, *ann))
    assert answer.json()["Message"].startswith(
        f"User: {user['Arn']} is not authorized to perform: execute-api:Invoke on resource: "
        f"arn:aws:execute-api:{REGION}:********{ACCOUNT[-4:]}:{api.id}/prod/GET/"
    )
    iam.put_user_policy(UserName="ann", PolicyName="p", PolicyDocument=allow(api, "GET"))
    identity = api.shown(**signed(server, api, *ann))["identity"]
    assert (identity["userArn"], identity["accessKey"]) == (user["Arn"], ann[0])
    assert (identity["user"], identity["accountId"]) == (user["UserId"], ACCOUNT)
    assert api.call(**signed(server, api, *ann, presigned=True, query="a=b%20c")).status == 200
    assert api.call(**signed(server, api, *ann, verb="DELETE")).status == 403
    wrong = api.call(**signed(server, api, ann[0], "wrong"))
    assert wrong.headers["x-amzn-ErrorType"] == "InvalidSignatureException"
    iam.update_access_key(UserName="ann", AccessKeyId=ann[0], Status="Inactive")
    gone = api.call(**signed(server, api, *ann))
    assert gone.json() == {"message": "The security token included in the request is invalid."}


def test_a_roles_session_and_the_root(server):
    api = Api(server, {"authorizationType": "AWS_IAM"})
    iam = server.client("iam")
    trust = {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = iam.create_role(RoleName="caller", AssumeRolePolicyDocument=document)["Role"]
    iam.put_role_policy(RoleName="caller", PolicyName="p", PolicyDocument=allow(api))
    session = server.client("sts").assume_role(RoleArn=role["Arn"], RoleSessionName="session")
    made = session["Credentials"]
    made = (made["AccessKeyId"], made["SecretAccessKey"], made["SessionToken"])
    identity = api.shown(**signed(server, api, *made))["identity"]
    assert identity["userArn"] == f"arn:aws:sts::{ACCOUNT}:assumed-role/caller/session"
    assert identity["caller"] == f"{role['RoleId']}:session"
    assert api.call(**signed(server, api, made[0], "other", made[2])).status == 403
    unknown = {"message": "The security token included in the request is invalid."}
    mine = json.dumps({"caller": identity, "expires": 1 << 62, "secret": "mine"}).encode()
    forged = "GWTOKEN//" + base64.b64encode(mine).decode()
    for foreign in (
        (made[0], "mine", forged),
        ("ASIAEXAMPLE", made[1], made[2]),
        ("test", "test", "FwoGZXIvYXdzEXAMPLE"),
    ):
        answer = api.call(**signed(server, api, *foreign))
        assert (answer.status, answer.json()) == (403, unknown), foreign
    for root in ("test", "any", ACCOUNT):
        secret = "test" if root == ACCOUNT else root
        identity = api.shown(**signed(server, api, root, secret))["identity"]
        assert identity["userArn"] == f"arn:aws:iam::{ACCOUNT}:root"
    assert api.call(**signed(server, api, "test", "wrong")).status == 403


def test_a_callers_own_credentials_invoke_the_function(server):
    api = Api(server, {"authorizationType": "AWS_IAM"}, credentials="arn:aws:iam::*:user/*")
    iam = server.client("iam")
    iam.create_user(UserName="cat")
    key = iam.create_access_key(UserName="cat")["AccessKey"]
    cat = (key["AccessKeyId"], key["SecretAccessKey"])
    iam.put_user_policy(UserName="cat", PolicyName="call", PolicyDocument=allow(api))
    answer = api.call(**signed(server, api, *cat))
    assert (answer.status, answer.json()) == (500, {"message": "Internal server error"})
    request_id = answer.headers["x-amzn-RequestId"]
    log = "\n".join(api.log(request_id))
    assert "Invalid permissions on Lambda function" in log, log
    why = test_doctor.run(server, "why", request_id).stdout
    assert "GW113" in why and "user/cat" in why, why
    invoke = json.loads(allow(api).replace("execute-api:Invoke", "lambda:InvokeFunction"))
    invoke["Statement"][0]["Resource"] = "*"
    iam.put_user_policy(UserName="cat", PolicyName="invoke", PolicyDocument=json.dumps(invoke))
    assert api.call(**signed(server, api, *cat)).status == 200
