"""The doctor's commands, as people type them: what they print, what they change, how they exit."""

import json
import re
import socket
import subprocess
import threading

import pytest

from gatewright import PATIENCE, program
from packages import create_function, invocation_uri, python

HANDLER = "def handler(event, context):\n    return {'statusCode': 200, 'body': 'well'}\n"
ODD = "def handler(event, context):\n    return {'statusCode': 200, 'body': {'not': 'a text'}}\n"


@pytest.fixture
def broken(ephemeral):
    """Two APIs: `pets` with a method that wants a permission and one by GET; `fine` without a fault."""
    ephemeral.reset()
    create_function(ephemeral.client("lambda"), "pets", python(HANDLER))
    by_get = proxy("pets") | {"httpMethod": "GET"}
    deploy(ephemeral, "pets", {"/permission": proxy("pets"), "/verb": by_get})
    template = '{"statusCode": 200}'
    mock = {
        "type": "mock",
        "requestTemplates": {"application/json": template},
        "responses": {"default": {"statusCode": "200"}},
    }
    deploy(ephemeral, "fine", {"/": mock})
    return ephemeral


def proxy(function):
    return {"type": "aws_proxy", "httpMethod": "POST", "uri": invocation_uri(function)}


def deploy(server, api, integrations):
    paths = {
        path: {
            "get": {
                "responses": {"200": {"description": "ok"}},
                "x-amazon-apigateway-integration": integration,
            }
        }
        for path, integration in integrations.items()
    }
    info = {"title": api, "version": "1", "x-gatewright-id": api}
    document = {"swagger": "2.0", "info": info, "paths": paths}
    gateway = server.client("apigateway")
    gateway.import_rest_api(body=json.dumps(document))
    gateway.create_deployment(restApiId=api, stageName="prod")


def run(server, *arguments, text=None, **environment):
    return subprocess.run(
        [program(), *arguments],
        input=text,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env=server.environment() | environment,
    )


def findings(done):
    return json.loads(done.stdout)["findings"]


def errors(done):
    found = findings(done)
    return sorted(it["rule"] for it in found if it["severity"] == "error")


def test_it_finds_mends_and_then_finds_nothing(broken):
    found = run(broken, "doctor", "--format", "json")
    assert found.returncode == 1, found
    report = json.loads(found.stdout)
    assert (report["version"], report["target"]) == (1, broken.endpoint)
    assert report["checked"]["apis"] == 2
    assert report["checked"]["methods"] == 3
    assert report["checked"]["functions"] == 1
    by_rule = {it["rule"]: it for it in report["findings"] if it["severity"] == "error"}
    assert sorted(by_rule) == ["GW101", "GW301"]
    assert list(by_rule["GW301"]) == (
        "rule name cause severity message why subject location evidence predicted fixes".split()
    )
    verb = by_rule["GW301"]
    assert verb["subject"] == {
        "api": "pets",
        "stage": "prod",
        "resource": "/verb",
        "method": "GET",
    }
    assert verb["predicted"]["status"] == broken.invoke("pets", "prod", "/verb").status
    assert any("update-integration" in command for command in verb["fixes"][0]["commands"])

    shown = run(broken, "doctor", "--dry-run")
    assert "# was: GET" in shown.stderr.replace('"', "")
    assert "aws lambda add-permission" in shown.stderr
    assert errors(run(broken, "doctor", "--format", "json")) == errors(found)

    mended = run(broken, "doctor", "--fix", "--format", "json")
    assert mended.returncode == 0, mended
    assert '# was: "GET"' in mended.stderr
    assert mended.stderr.count("create-deployment") == 1
    for path in ["/permission", "/verb"]:
        assert broken.invoke("pets", "prod", path).body == b"well"
    again = run(broken, "doctor", "--fix", "--format", "json")
    assert (again.returncode, again.stderr, errors(again)) == (0, "", [])


def test_it_looks_at_what_it_is_asked_to(broken):
    assert run(broken, "doctor", "--api", "fine").returncode == 0
    narrowed = run(broken, "doctor", "--api", "pets", "--stage", "prod", "--format", "json")
    assert {it["subject"]["api"] for it in findings(narrowed)} == {"pets"}
    only = run(broken, "doctor", "--only", "lambda-method-not-post", "--format", "json")
    assert errors(only) == ["GW301"]
    ignored = run(broken, "doctor", "--ignore", "GW301,GW101")
    assert ignored.returncode == 0


def test_backends_are_tried_and_sent_nothing(ephemeral):
    ephemeral.reset()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        open_port = listener.getsockname()[1]
        with socket.create_server(("127.0.0.1", 0)) as other:
            closed_port = other.getsockname()[1]
        backends = {
            "/open": f"http://127.0.0.1:{open_port}/",
            "/closed": f"http://127.0.0.1:{closed_port}/",
            "/nowhere": "http://nowhere.invalid/",
            "/plain": f"https://127.0.0.1:{open_port}/",
        }
        http = {"type": "http_proxy", "httpMethod": "GET"}
        deploy(ephemeral, "web", {path: http | {"uri": uri} for path, uri in backends.items()})
        listener.settimeout(PATIENCE)
        accepted = []
        accepting = threading.Thread(target=lambda: accepted.extend(closed(listener, 2)))
        accepting.start()
        found = run(ephemeral, "doctor", "--format", "json")
        accepting.join(PATIENCE)
    rules = {
        it["subject"]["resource"]: it["rule"] for it in findings(found) if it["severity"] == "error"
    }
    assert rules == {"/closed": "GW504", "/nowhere": "GW501", "/plain": "GW504"}
    # To the one by http nothing was said, to the other the start of a handshake.
    assert b"" in accepted
    assert not any(b"HTTP" in it for it in accepted)
    [nowhere] = [it for it in findings(found) if it["rule"] == "GW501"]
    answer = ephemeral.invoke("web", "prod", "/nowhere")
    assert (nowhere["predicted"]["status"], nowhere["predicted"]["body"].encode()) == (
        answer.status,
        answer.body,
    )
    assert run(ephemeral, "doctor", "--no-probe").returncode == 0


def closed(listener, count):
    """What the next connections send at first; each is closed then."""
    for _ in range(count):
        connection, _ = listener.accept()
        with connection:
            connection.settimeout(PATIENCE)
            yield connection.recv(4096)


def test_what_keeps_it_from_looking_is_said(broken):
    for arguments, said in [
        (["--api", "none"], "there is no REST API 'none'"),
        (["--stage", "none"], "no API that was looked at has a stage 'none'"),
        (["--endpoint-url", "http://127.0.0.1:1"], "is the server running?"),
        (["--endpoint-url", "here"], "'here' is no endpoint"),
        (["--profile", "nobody"], "there is no AWS profile 'nobody'"),
        (["--unsafe-fixes"], "add --fix"),
        (["--baseline", "/nonexistent"], "cannot read the baseline"),
        (["--only", "GW999"], "GW999"),
    ]:
        done = run(broken, "doctor", *arguments)
        assert (done.returncode, done.stdout) == (2, ""), done
        assert said in done.stderr


def test_settings_come_from_profiles_too(broken, tmp_path):
    config = tmp_path / "config"
    config.write_text(
        f"[profile local]\nregion = us-east-1\nendpoint_url = {broken.endpoint}\n"
        "aws_access_key_id = a\naws_secret_access_key = b\n"
    )
    bare = {name: "" for name in ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION"]}
    done = run(broken, "doctor", AWS_PROFILE="local", AWS_CONFIG_FILE=str(config), **bare)
    assert done.returncode == 1, done
    without = run(broken, "doctor", **bare)
    assert without.returncode == 2
    assert "no AWS region is set" in without.stderr


def test_a_baseline_is_not_told_again(broken, tmp_path):
    baseline = tmp_path / "baseline.json"
    baseline.write_text(run(broken, "doctor", "--format", "json").stdout)
    done = run(broken, "doctor", "--baseline", baseline, "--deny", "warnings", "--format", "json")
    assert (done.returncode, findings(done)) == (0, [])


def test_files_are_checked_and_mended_where_they_are_written(ephemeral, tmp_path):
    by_get = proxy("pets") | {"httpMethod": "GET"}
    operation = {"responses": {}, "x-amazon-apigateway-integration": by_get}
    document = {
        "swagger": "2.0",
        "info": {"title": "pets", "version": "1"},
        "paths": {"/pets": {"get": operation}},
    }
    file = tmp_path / "pets.json"
    file.write_text(json.dumps(document, indent=2))
    before = file.read_text()
    for target in [file, tmp_path]:
        found = run(ephemeral, "doctor", target, "--format", "json")
        assert (found.returncode, errors(found)) == (1, ["GW301"]), found
        [verb] = findings(found)
        assert verb["location"]["file"] == str(file)
        assert before.splitlines()[verb["location"]["line"] - 1].strip() == '"httpMethod": "GET",'
        assert re.search(r"^\+ +.httpMethod.: .POST.,$", verb["fixes"][0]["diff"], re.M)
    assert "POST" in run(ephemeral, "doctor", file, "--dry-run").stderr
    assert file.read_text() == before
    assert run(ephemeral, "doctor", file, "--fix").returncode == 0
    assert file.read_text() == before.replace('"GET"', '"POST"')
    file.write_text("paths: [")
    assert run(ephemeral, "doctor", file).returncode == 2
    assert run(ephemeral, "doctor", tmp_path / "gone.yaml").returncode == 2


def test_rules_are_listed_and_explained(ephemeral):
    listed = run(ephemeral, "doctor", "--rules")
    assert listed.returncode == 0
    assert re.search(r"^GW102 +permission-on-function-not-alias ", listed.stdout, re.M)
    explained = run(ephemeral, "doctor", "--explain", "gw102")
    assert explained.stdout.startswith("# GW102 permission-on-function-not-alias\n")


def test_failures_of_real_requests_are_found_in_the_log(ephemeral):
    ephemeral.reset()
    create_function(ephemeral.client("lambda"), "odd", python(ODD))
    deploy(ephemeral, "odd", {"/odd": proxy("odd")})
    gateway = ephemeral.client("apigateway")
    role = "arn:aws:iam::123456789012:role/logs"
    trust = {
        "Statement": {
            "Effect": "Allow",
            "Principal": {"Service": "apigateway.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    }
    iam = ephemeral.client("iam")
    iam.create_role(RoleName="logs", AssumeRolePolicyDocument=json.dumps(trust))
    iam.attach_role_policy(
        RoleName="logs",
        PolicyArn="arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    )
    gateway.update_account(
        patchOperations=[{"op": "replace", "path": "/cloudwatchRoleArn", "value": role}]
    )
    gateway.update_stage(
        restApiId="odd",
        stageName="prod",
        patchOperations=[{"op": "replace", "path": "/*/*/logging/loglevel", "value": "INFO"}],
    )
    assert run(ephemeral, "doctor", "--api", "odd", "--fix").returncode == 0
    failed = [ephemeral.invoke("odd", "prod", "/odd") for _ in range(2)]
    assert [it.status for it in failed] == [502, 502]

    found = findings(run(ephemeral, "doctor", "--format", "json"))
    [odd] = [it for it in found if it["rule"] == "GW302"]
    assert odd["message"].startswith("2 requests of the last hour failed")
    assert odd["subject"]["resource"] == "/odd"
    assert any("Malformed Lambda proxy response" in it for it in odd["evidence"])

    assert run(ephemeral, "doctor").returncode == 0
    assert run(ephemeral, "doctor", "--deny", "warnings").returncode == 1

    request = failed[0].headers["x-amzn-requestid"]
    why = run(ephemeral, "why", request)
    assert why.returncode == 0, why
    assert "GW302 malformed-proxy-response" in why.stdout
    group = "API-Gateway-Execution-Logs_odd/prod"
    events = ephemeral.client("logs").filter_log_events(logGroupName=group)["events"]
    pasted = run(ephemeral, "why", text=json.dumps({"events": events}))
    assert pasted.returncode == 0
    assert "GW302 malformed-proxy-response" in pasted.stdout
    assert request in pasted.stdout


def test_why_tells_a_request_of_a_server_with_its_mend(broken):
    request = broken.invoke("pets", "prod", "/permission").headers["x-amzn-requestid"]
    why = run(broken, "why", request)
    assert why.returncode == 0, why
    assert "GET /permission of pets/prod, answered 500" in why.stdout
    assert "GW101 lambda-permission-missing" in why.stdout
    assert "aws lambda add-permission" in why.stdout
    gone = run(broken, "why", "00000000-0000-0000-0000-000000000000")
    assert gone.returncode == 2
    assert "no execution log" in gone.stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "(c6af9ac6-7b61-11e6-9a41-93e8deadbeef) Execution failed due to configuration error: "
            "Invalid permissions on Lambda function",
            "GW101",
        ),
        (
            "Thu Jun 08 15:09:51 UTC 2023 : Execution failed due to configuration error: Malformed "
            "Lambda proxy response",
            "GW302",
        ),
        ("2026-01-02T03:04:05.678Z Execution failed due to a timeout error", "GW505"),
        ('{"log": "Execution log for request x\\nExecution failed due to a timeout error\\n"}', "GW505"),
    ],
)
def test_why_reads_pasted_lines(ephemeral, line, told):
    done = run(ephemeral, "why", "--log", line)
    assert done.returncode == 0, done
    assert told in done.stdout


def test_unknown_lines_are_said_to_be_unknown(ephemeral):
    done = run(ephemeral, "why", "--log", "my dog has fleas")
    assert done.returncode == 1
    assert "? my dog has fleas" in done.stdout
