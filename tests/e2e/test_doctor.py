"""The doctor's commands, as people type them: what they print, what they change, how they exit."""

import http.server
import json
import re
import socket
import subprocess
import threading
import time

import pytest

import execution_log
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
    assert run(ephemeral, "doctor", "--no-backends").returncode == 0


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
    execution_log.allow(ephemeral)
    execution_log.switch_on(ephemeral, "odd", "prod", **{"logging/dataTrace": "false"})
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


def test_a_probe_calls_what_is_safe_and_says_what_failed(ephemeral):
    ephemeral.reset()
    functions = ephemeral.client("lambda")
    create_function(functions, "odd", python(ODD))
    create_function(functions, "well", python(HANDLER))
    paths = {"/odd": proxy("odd"), "/well": proxy("well")}
    deploy(ephemeral, "odd", paths)
    for name in ["odd", "well"]:
        functions.add_permission(
            FunctionName=name,
            StatementId="any",
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
        )
    assert run(ephemeral, "doctor").returncode == 0
    done = run(ephemeral, "doctor", "--probe", "--format", "json")
    assert done.returncode == 1, done
    assert "probed: GET /well of odd/prod: 200" in done.stderr
    assert "probed: GET /odd of odd/prod: 502" in done.stderr
    [odd] = [it for it in findings(done) if it["severity"] == "error"]
    assert (odd["rule"], odd["subject"]["resource"]) == ("GW302", "/odd")
    assert odd["message"].startswith("a request of the probe failed")

    # What may change something, or wants somebody known, is left alone.
    gateway = ephemeral.client("apigateway")
    items = gateway.get_resources(restApiId="odd")["items"]
    [well] = [it["id"] for it in items if it["path"] == "/well"]
    for verb, extra in [("POST", {}), ("DELETE", {}), ("HEAD", {"apiKeyRequired": True})]:
        call = {"restApiId": "odd", "resourceId": well, "httpMethod": verb}
        gateway.put_method(**call, authorizationType="NONE", **extra)
        gateway.put_integration(
            **call, type="AWS_PROXY", integrationHttpMethod="POST", uri=invocation_uri("well")
        )
    gateway.create_deployment(restApiId="odd", stageName="prod")
    done = run(ephemeral, "doctor", "--probe", "--format", "json")
    for verb, why in [
        ("POST", "it may change something"),
        ("DELETE", "it may change something"),
        ("HEAD", "it wants an API key"),
    ]:
        assert f"not probed: {verb} /well of odd/prod: {why}" in done.stderr
    assert run(ephemeral, "doctor", "--probe", "--fix").returncode == 2


def test_a_stage_that_wants_keys_is_in_a_plan_with_one(ephemeral):
    ephemeral.reset()
    template = {"application/json": '{"statusCode": 200}'}
    responses = {"default": {"statusCode": "200"}}
    deploy(
        ephemeral,
        "keys",
        {"/": {"type": "mock", "requestTemplates": template, "responses": responses}},
    )
    gateway = ephemeral.client("apigateway")
    [root] = [it["id"] for it in gateway.get_resources(restApiId="keys")["items"]]
    gateway.update_method(
        restApiId="keys",
        resourceId=root,
        httpMethod="GET",
        patchOperations=[{"op": "replace", "path": "/apiKeyRequired", "value": "true"}],
    )
    gateway.create_deployment(restApiId="keys", stageName="prod")
    told = lambda: [it["rule"] for it in findings(run(ephemeral, "doctor", "--format", "json"))
                    if it["severity"] != "note"]  # fmt: skip
    assert told() == ["GW815"]
    plan = gateway.create_usage_plan(name="all", apiStages=[{"apiId": "keys", "stage": "prod"}])
    assert told() == ["GW814"]
    key = gateway.create_api_key(name="off", enabled=False)
    gateway.create_usage_plan_key(usagePlanId=plan["id"], keyId=key["id"], keyType="API_KEY")
    assert told() == ["GW814"]
    gateway.update_api_key(
        apiKey=key["id"], patchOperations=[{"op": "replace", "path": "/enabled", "value": "true"}]
    )
    assert told() == []


def test_a_policy_near_its_limit_is_put_together(ephemeral):
    ephemeral.reset()
    functions = ephemeral.client("lambda")
    create_function(functions, "full", python(HANDLER))
    deploy(ephemeral, "full", {"/old": proxy("full"), "/new": proxy("full")})
    size, number = 0, 0
    while size < 19_900:
        functions.add_permission(
            FunctionName="full",
            StatementId=f"statement-{number}",
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
            SourceArn=f"arn:aws:execute-api:us-east-1:123456789012:full/*/GET/old/{number}",
        )
        size, number = len(functions.get_policy(FunctionName="full")["Policy"]), number + 1
    before = run(ephemeral, "doctor", "--format", "json")
    assert {"GW106", "GW116"} <= {it["rule"] for it in findings(before)}
    mended = run(ephemeral, "doctor", "--fix")
    assert mended.returncode == 0, mended
    # What is taken away is shown as it was.
    assert '"Sid":"statement-0"' in mended.stderr
    policy = json.loads(functions.get_policy(FunctionName="full")["Policy"])
    [statement] = policy["Statement"]
    source = statement["Condition"]["ArnLike"]["AWS:SourceArn"]
    assert source == "arn:aws:execute-api:us-east-1:123456789012:full/*/*"
    assert ephemeral.invoke("full", "prod", "/new").status == 200


def test_a_change_that_is_not_deployed_is_shown_with_both_values(broken):
    gateway = broken.client("apigateway")
    items = gateway.get_resources(restApiId="fine")["items"]
    [root] = [it["id"] for it in items if it["path"] == "/"]
    gateway.update_integration(
        restApiId="fine",
        resourceId=root,
        httpMethod="GET",
        patchOperations=[
            {
                "op": "replace",
                "path": "/requestTemplates/application~1json",
                "value": '{"statusCode": 201}',
            }
        ],
    )
    found = findings(run(broken, "doctor", "--api", "fine", "--format", "json"))
    [change] = [it for it in found if it["rule"] == "GW704"]
    [evidence] = change["evidence"]
    assert "201" in evidence and "and deployed is" in evidence and "200" in evidence
    # A deployment that nobody serves is another thing; their dates are whole seconds.
    time.sleep(1.1)
    gateway.create_deployment(restApiId="fine")
    found = findings(run(broken, "doctor", "--api", "fine", "--format", "json"))
    assert "GW712" in [it["rule"] for it in found]


class Between(http.server.BaseHTTPRequestHandler):
    """Hands calls on to the server, but for those that its `answers` are for."""

    def do_POST(self):
        self.answer()

    do_GET = do_POST

    def answer(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.seen.append((self.path, body.decode(errors="replace")))
        for matches, respond in self.server.answers:
            if matches(self.path, body.decode(errors="replace")):
                answer = respond()
                if answer:
                    self.give(*answer)
                    return
        headers = {name: value for name, value in self.headers.items() if name != "host"}
        answer = self.server.behind.call(self.path, self.command, body, headers)
        kept = {name: answer.headers[name] for name in ["content-type", "x-amzn-errortype"]}
        self.give(answer.status, answer.body, kept)

    def give(self, status, body, headers):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def between(broken):
    """A server before the server, which answers some calls as it is told to."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Between)
    server.behind, server.answers, server.seen = broken, [], []
    server.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join(PATIENCE)
    server.server_close()


def refusal(code, status=403, message="no"):
    headers = {"content-type": "application/json", "x-amzn-errortype": code}
    return status, json.dumps({"message": message}), headers


def test_what_may_not_be_seen_is_said_and_nothing_is_found_wrong_with_it(between, broken):
    between.answers.append(
        (lambda path, _: "/policy" in path, lambda: refusal("AccessDeniedException"))
    )
    done = run(broken, "doctor", "--endpoint-url", between.url, "--format", "json")
    assert errors(done) == ["GW301"]
    [unseen] = json.loads(done.stdout)["unseen"]
    assert "resource policy" in unseen["what"]
    # With nothing else wrong, that something was not seen is what the exit code tells.
    narrowed = ["--endpoint-url", between.url, "--only", "GW101"]
    assert run(broken, "doctor", *narrowed).returncode == 3


def test_a_busy_service_is_asked_again(between, broken):
    busy = {}

    def now_and_then(path, _):
        busy[path] = busy.get(path, 0) + 1
        return busy[path] <= 2

    between.answers.append((now_and_then, lambda: refusal("TooManyRequestsException", 429)))
    done = run(broken, "doctor", "--endpoint-url", between.url, "--format", "json")
    assert set(errors(done)) == {"GW101", "GW301"}
    assert json.loads(done.stdout)["unseen"] == []


def test_without_fix_nothing_is_changed(between, broken):
    for arguments in [[], ["--dry-run"], ["--dry-run", "--unsafe-fixes"], ["--probe"]]:
        run(broken, "doctor", "--endpoint-url", between.url, *arguments)
    reading = ["Get", "List", "Describe", "Filter"]
    for path, body in between.seen:
        action = re.search(r"Action=(\w+)", body)
        if action:
            assert action[1].startswith(tuple(reading)), body
    assert not [it for it in between.seen if "patchOperations" in it[1] or "StatementId" in it[1]]


def elb(action, inside):
    name = f"{action}Response"
    body = (
        f'<{name} xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">'
        f"<{action}Result>{inside}</{action}Result>"
        f"<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{name}>"
    )
    return 200, body, {"content-type": "text/xml"}


BALANCER = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/pets/0123456789abcdef"


def describing(state="active", port=80, health="healthy"):
    """What ELB answers of a load balancer with one listener and one target."""
    group = BALANCER.replace("loadbalancer/net", "targetgroup")
    balancer = f"<Type>network</Type><State><Code>{state}</Code></State>"
    action = f"<Type>forward</Type><TargetGroupArn>{group}</TargetGroupArn>"
    listener = f"<Port>{port}</Port><DefaultActions><member>{action}</member></DefaultActions>"
    target = (
        "<Target><Id>10.0.0.1</Id><Port>8080</Port></Target>"
        f"<TargetHealth><State>{health}</State><Description>checks failed</Description></TargetHealth>"
    )
    told = {
        "DescribeLoadBalancers": f"<LoadBalancers><member>{balancer}</member></LoadBalancers>",
        "DescribeListeners": f"<Listeners><member>{listener}</member></Listeners>",
        "DescribeTargetHealth": (
            f"<TargetHealthDescriptions><member>{target}</member></TargetHealthDescriptions>"
        ),
    }
    return [
        (lambda _, body, action=action: f"Action={action}&" in body, lambda it=it, of=action: elb(of, it))
        for action, it in told.items()
    ]


@pytest.mark.parametrize(
    ("balancer", "told"),
    [
        ({}, None),
        ({"state": "failed"}, "whose state is failed"),
        ({"port": 8080}, "asks for port 80"),
        ({"health": "unhealthy"}, "10.0.0.1:8080 is unhealthy (checks failed)"),
    ],
)
def test_what_is_behind_a_vpc_link_is_looked_at(between, broken, balancer, told):
    gateway = broken.client("apigateway")
    link = gateway.create_vpc_link(name="pets", targetArns=[BALANCER])["id"]
    inside = {
        "type": "http_proxy",
        "httpMethod": "GET",
        "uri": "http://inside/",
        "connectionType": "VPC_LINK",
        "connectionId": "${stageVariables.link}",
    }
    deploy(broken, "inside", {"/": inside})
    gateway.update_stage(
        restApiId="inside",
        stageName="prod",
        patchOperations=[{"op": "replace", "path": "/variables/link", "value": link}],
    )
    between.answers.extend(describing(**balancer))
    options = ["--endpoint-url", between.url, "--api", "inside", "--only", "GW510"]
    done = run(broken, "doctor", *options, "--format", "json")
    messages = [it["message"] for it in findings(done)]
    assert len(messages) == (told is not None), done
    if told:
        assert told in messages[0]


def test_limits_below_the_traffic_are_found_in_the_log(ephemeral):
    ephemeral.reset()
    template = {"application/json": '{"statusCode": 200}'}
    responses = {"default": {"statusCode": "200"}}
    deploy(
        ephemeral,
        "slow",
        {"/": {"type": "mock", "requestTemplates": template, "responses": responses}},
    )
    execution_log.allow(ephemeral)
    limits = {"throttling/rateLimit": "1", "throttling/burstLimit": "1"}
    execution_log.switch_on(ephemeral, "slow", "prod", **limits)
    statuses = [ephemeral.invoke("slow", "prod", "/").status for _ in range(5)]
    assert 429 in statuses
    found = findings(run(ephemeral, "doctor", "--format", "json"))
    [limit] = [it for it in found if it["rule"] == "GW816"]
    assert limit["severity"] == "warning"
    assert any("Burst: 1" in it for it in limit["evidence"])
