"""The doctor on a server of somebody else's: moto, which speaks AWS's protocols in its own way, keeps
much and answers some things with a page. What it shows is examined, what it does not is said, and what
it can change is mended."""

import io
import json
import os
import pathlib
import subprocess
import zipfile

import boto3
import pytest
from moto.server import ThreadedMotoServer

from gatewright import REGION, program

FUNCTION = f"arn:aws:lambda:{REGION}:123456789012:function:"
HANDLER = "def handler(event, context):\n    return {'statusCode': 200, 'body': ''}\n"


def uri(function):
    path = f"2015-03-31/functions/{FUNCTION}{function}/invocations"
    return f"arn:aws:apigateway:{REGION}:lambda:path/{path}"


def proxy(function, method="POST"):
    return {"type": "AWS_PROXY", "integrationHttpMethod": method, "uri": uri(function)}


INTEGRATIONS = {
    "/permission": proxy("pets"),
    "/alias": proxy("pets:live"),
    "/gone": proxy("gone"),
    "/no-alias": proxy("pets:none"),
    "/verb": proxy("pets", "GET"),
    "/template": {
        "type": "AWS",
        "integrationHttpMethod": "POST",
        "uri": uri("pets"),
        "requestTemplates": {"application/json": "#if("},
    },
    "/no-response": {
        "type": "MOCK",
        "requestTemplates": {"application/json": '{"statusCode": 200}'},
    },
    "/host": {
        "type": "HTTP_PROXY",
        "integrationHttpMethod": "GET",
        "uri": "http://nowhere.invalid/",
    },
    "/variable": proxy("${stageVariables.function}"),
}
"""One method each; moto keeps no VPC links."""


class Moto:
    """moto, with clients of it."""

    def __init__(self):
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.server.start()
        host, port = self.server.get_host_and_port()
        self.endpoint = f"http://{host}:{port}"
        self.gateway = self.client("apigateway")

    def client(self, service):
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def deploy(self, name, integrations):
        """An API with a method at each path, deployed to the stage prod; gives its id."""
        api = self.gateway.create_rest_api(name=name)["id"]
        root = self.gateway.get_resources(restApiId=api)["items"][0]["id"]
        for path, integration in integrations.items():
            resource = self.gateway.create_resource(
                restApiId=api, parentId=root, pathPart=path.removeprefix("/")
            )
            method = {"restApiId": api, "resourceId": resource["id"], "httpMethod": "GET"}
            self.gateway.put_method(**method, authorizationType="NONE")
            self.gateway.put_integration(**method, **integration)
        self.gateway.create_deployment(restApiId=api, stageName="prod")
        return api

    def doctor(self, *arguments):
        """The report, what was written beside it, and the exit code."""
        command = [program(), "doctor", "--endpoint-url", self.endpoint, "--format", "json"]
        environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}
        ended = subprocess.run(
            [*command, *arguments], capture_output=True, text=True, env=environment, timeout=120
        )
        assert "panicked" not in ended.stderr, ended.stderr
        assert ended.returncode != 2, ended.stderr
        return json.loads(ended.stdout), ended.stderr, ended.returncode


@pytest.fixture(scope="module")
def moto():
    moto = Moto()
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("index.py", HANDLER)
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
    role = moto.client("iam").create_role(
        RoleName="pets", AssumeRolePolicyDocument=json.dumps(trust)
    )
    functions = moto.client("lambda")
    functions.create_function(
        FunctionName="pets",
        Runtime="python3.12",
        Role=role["Role"]["Arn"],
        Handler="index.handler",
        Code={"ZipFile": package.getvalue()},
    )
    version = functions.publish_version(FunctionName="pets")["Version"]
    functions.create_alias(FunctionName="pets", Name="live", FunctionVersion=version)
    yield moto
    moto.server.stop()


def errors(report):
    """The rules that are broken, by path."""
    found = {}
    for finding in report["findings"]:
        if finding["severity"] == "error":
            found.setdefault(finding["subject"]["resource"], set()).add(finding["rule"])
    return found


def test_what_it_shows_is_examined_and_what_it_does_not_is_said(moto):
    api = moto.deploy("faulty", INTEGRATIONS)
    report, _, code = moto.doctor("--api", api)
    assert code == 1
    assert errors(report) == {
        "/permission": {"GW101"},
        "/alias": {"GW102"},
        "/gone": {"GW201"},
        "/no-alias": {"GW202"},
        "/verb": {"GW101", "GW301"},
        "/template": {"GW101", "GW401"},
        "/no-response": {"GW404"},
        "/host": {"GW501"},
        "/variable": {"GW601"},
    }
    assert report["checked"]["methods"] == len(INTEGRATIONS)
    # moto's exports have none of API Gateway's extensions.
    unseen = {each["what"]: each["why"] for each in report["unseen"]}
    what = f"what the stage prod of the API {api} serves"
    assert "checked as it stands" in unseen[what], unseen
    assert not [each for each in unseen.values() if "<" in each], unseen


def test_what_it_can_change_is_mended(moto):
    mendable = {path: INTEGRATIONS[path] for path in ["/permission", "/alias"]}
    api = moto.deploy("mendable", mendable)
    report, told, _ = moto.doctor("--api", api, "--fix")
    assert errors(report) == {}, told
    assert told.count("applied:") >= 2 and "failed:" not in told, told
    report, told, code = moto.doctor("--api", api, "--fix")
    assert (errors(report), told) == ({}, "")
    # Nothing is wrong, and not everything could be seen.
    assert code == 3
    policy = json.loads(moto.client("lambda").get_policy(FunctionName="pets")["Policy"])
    sources = [it["Condition"]["ArnLike"]["AWS:SourceArn"] for it in policy["Statement"]]
    assert any(f":{api}/*/GET/permission" in source for source in sources), sources


def test_a_refused_change_is_told_and_the_others_are_made(moto):
    api = moto.deploy("refused", {path: INTEGRATIONS[path] for path in ["/verb"]})
    report, told, code = moto.doctor("--api", api, "--fix")
    # moto has no UpdateIntegration, and answers with a page.
    assert errors(report) == {"/verb": {"GW301"}}, told
    assert code == 1
    failed = [line for line in told.splitlines() if line.startswith("failed:")]
    assert failed == ["failed: 500: a page that says '500 Internal Server Error'"], told
    assert "aws lambda add-permission" in told
