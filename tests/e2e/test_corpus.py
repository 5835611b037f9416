"""The OpenAPI files of the corpus on a server: what the doctor finds in them is found in what is
deployed of them too, and what it predicts is what callers get."""

import re

import botocore.exceptions
import pytest

from conftest import running
from gatewright import ROOT
from packages import create_function, python
from stack import BALANCER, Stack
from test_doctor import HANDLER, findings, run

CASES = sorted((ROOT / "tests/corpus").glob("*/openapi-*"))


@pytest.fixture(scope="module")
def with_functions(ephemeral):
    """What the files name and do not make: functions that may be invoked."""
    ephemeral.reset()
    functions = ephemeral.client("lambda")
    for name in ["pets", "photo"]:
        create_function(functions, name, python(HANDLER))
    functions.publish_version(FunctionName="photo")
    functions.create_alias(FunctionName="photo", Name="live", FunctionVersion="1")
    for name in ["pets", "photo", "photo:live"]:
        functions.add_permission(
            FunctionName=name,
            StatementId="any",
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
        )
    return ephemeral


VALUES = {"alias": "live", "pets": "pets", "host": "127.0.0.1"}
"""Stage variables, which no OpenAPI file can say."""


def expected(case):
    """The rules with the methods that they must be found at."""
    file = case / "expected.txt"
    lines = file.read_text().split("\n") if file.exists() else []
    return {(rule, verb, path) for rule, _, verb, path in map(str.split, filter(None, lines))}


@pytest.mark.parametrize("case", CASES, ids=[f"{it.parent.name}-{it.name}" for it in CASES])
def test_a_file_is_served_as_the_doctor_predicts(with_functions, case):
    server, wanted = with_functions, expected(case)
    gateway = server.client("apigateway")
    [file] = [it for it in case.iterdir() if it.name != "expected.txt"]
    text = file.read_text()
    if any(rule == "GW711" for rule, _, _ in wanted):
        with pytest.raises(botocore.exceptions.ClientError):
            gateway.import_rest_api(body=text, failOnWarnings=False)
        return
    api = gateway.import_rest_api(body=text)["id"]
    names = set(re.findall(r"stageVariables\.(\w+)", text))
    variables = {name: VALUES[name] for name in names if name in VALUES}
    try:
        gateway.create_deployment(restApiId=api, stageName="prod", variables=variables)
    except botocore.exceptions.ClientError as refused:
        # A method without an integration, or a link of somebody else: AWS does not deploy them either.
        is_refused = {rule for rule, _, _ in wanted} == {"GW305"} or "vpclink" in str(refused)
        assert is_refused, refused
        return
    report = run(server, "doctor", "--api", api, "--no-backends", "--format", "json")
    found = findings(report)
    places = {(it["rule"], it["subject"].get("method"), it["subject"].get("resource")) for it in found}
    assert wanted <= places, report.stdout
    for finding in found:
        if finding.get("predicted") and finding["severity"] == "error":
            subject = finding["subject"]
            path = re.sub(r"\{\w+\+?\}", "sample", subject["resource"])
            answer = server.invoke(
                api, "prod", path, method=subject["method"].replace("ANY", "GET"),
                headers={"content-type": "application/json"},
                body=b'{"id": "1", "lines": ["a"]}' if subject["method"] == "POST" else None,
            )  # fmt: skip
            predicted = finding["predicted"]
            got = (answer.status, answer.body.decode())
            assert (predicted["status"], predicted["body"]) == got, finding


REFUSED = """
    cloudformation-backends-application-balancer
    cloudformation-backends-job-without-integration
    cloudformation-backends-link-gone
    cloudformation-backends-no-scheme
    cloudformation-backends-undeclared-page
    cloudformation-cdk-backends-undeclared-page
    cloudformation-library-function-arn-as-uri
    cloudformation-library-method-response
    cloudformation-library-no-verb
    cloudformation-library-permission-imported-function
    cloudformation-library-proxy-of-address
    cloudformation-library-type-http
    cloudformation-library-undeclared-proxy
    cloudformation-library-uri-without-invocations
""".split()
"""Templates that are refused when they are deployed, all of them broken."""


STACKS = sorted((ROOT / "tests/corpus").glob("*/cloudformation-*"))


@pytest.fixture(scope="module")
def balanced(tmp_path_factory):
    """A server that knows where the templates' load balancer leads."""
    directory = tmp_path_factory.mktemp("balanced")
    yield from running(directory, "--ephemeral", "--nlb", f"{BALANCER}=127.0.0.1:9")


@pytest.mark.parametrize("case", STACKS, ids=[f"{it.parent.name}-{it.name}" for it in STACKS])
def test_a_template_is_served_as_the_doctor_predicts(balanced, case):
    server = balanced
    server.reset()
    [file] = [it for it in case.iterdir() if it.name != "expected.txt"]
    checked = findings(run(server, "doctor", file, "--format", "json"))
    try:
        stack = Stack(server, "corpus", file.read_text(), HANDLER)
    except botocore.exceptions.ClientError as refused:
        assert case.name in REFUSED, refused
        return
    assert case.name not in REFUSED
    for finding in checked:
        subject = finding["subject"]
        if finding["severity"] == "error" and finding.get("predicted") and subject.get("stage"):
            path = re.sub(r"\{\w+\+?\}", "sample", subject["resource"])
            verb = subject["method"].replace("ANY", "GET")
            headers = {"content-type": "application/json"}
            body = b"{}" if verb == "POST" else None
            answer = server.invoke(
                stack.api, subject["stage"], path, method=verb, headers=headers, body=body
            )
            predicted = finding["predicted"]
            got = (answer.status, answer.body.decode())
            assert (predicted["status"], predicted["body"]) == got, finding
