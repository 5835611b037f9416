"""The corpus on a server: what the doctor finds in a deployment's file it finds in what is deployed
of it, what it predicts callers get and the log holds, and what it mends works."""

import http.server
import threading

import botocore.exceptions
import pytest

import callers
import corpus
import execution_log
from conftest import running
from gatewright import PATIENCE, ROOT
from stack import BALANCER
from test_doctor import findings, run

REFUSED = """
    openapi-bare-host
    openapi-orders-undeclared-path
    openapi-pets-no-integration
    openapi-pets-undeclared-path
    cloudformation-backends-application-balancer
    cloudformation-backends-job-without-integration
    cloudformation-backends-link-gone
    cloudformation-backends-no-scheme
    cloudformation-backends-undeclared-page
    cloudformation-cdk-backends-undeclared-page
    cloudformation-library-function-arn-as-uri
    cloudformation-library-method-response
    cloudformation-library-no-verb
    cloudformation-library-proxy-of-address
    cloudformation-library-type-http
    cloudformation-library-undeclared-proxy
    cloudformation-library-uri-without-invocations
    terraform-cors-method-response
""".split()
"""What is refused when it is deployed, all of it broken."""

PEOPLES = {
    "GW111": "whom a role trusts",
    "GW112": "what a role allows",
    "GW201": "what the function does",
    "GW202": "where an alias leads",
    "GW204": "which region's function is meant",
    "GW303": "which function is meant",
    "GW304": "which character is meant",
    "GW305": "which backend is meant",
    "GW306": "which verb the backend takes",
    "GW401": "what a template is to say",
    "GW404": "what the function's other answers become",
    "GW406": "what a template is to say",
    "GW413": "what a pattern is to match",
    "GW414": "where a parameter comes from",
    "GW503": "which backend is meant",
    "GW504": "what listens there",
    "GW508": "which link is meant",
    "GW510": "which load balancer is meant",
    "GW601": "what a variable is to hold",
    "GW815": "what callers may have",
    "GW711": "what a file is to say",
}
"""What only a person can say, by the rule that asks for it; everything else is mended."""

AT_TIMES = """
    cloudformation-library-selection-pattern
    openapi-pets-binary
    openapi-pets-method-response
    openapi-pets-selection-pattern
    terraform-deployment-race
    terraform-deployment-waits-for-methods-only
""".split()
"""What fails for some requests, answers of a backend or orders of creation alone: nothing is predicted
of a plain request."""

LIVE = corpus.cases("live")
FILES = corpus.cases("openapi", "cloudformation", "sam", "terraform")


class Well(http.server.BaseHTTPRequestHandler):
    """Answers every request well."""

    def do_GET(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_PUT = do_DELETE = do_GET

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def backend():
    """Where a server is that stands for all the corpus's backends."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Well)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join(PATIENCE)
    server.server_close()


@pytest.fixture(scope="module")
def server(tmp_path_factory, backend):
    """A server that knows where the templates' load balancer leads."""
    directory = tmp_path_factory.mktemp("corpus")
    yield from running(directory, "--ephemeral", "--nlb", f"{BALANCER}={backend}")


@pytest.fixture(scope="module")
def verdicts():
    """What was judged rightly and wrongly, for the table that `cargo xtask test` prints."""
    lines = []
    yield lines
    folder = ROOT / "target/corpus"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "live.tsv").write_text("".join(f"{line}\n" for line in lines))


def deploy(server, case, text, backend):
    """A case on a server that holds nothing else, with everything logged."""
    server.reset()
    execution_log.allow(server)
    deployed = corpus.deploy(server, case.kind, text, backend)
    for stage in deployed.stages:
        execution_log.switch_on(server, deployed.api, stage)
    return deployed


def doctor(server, *arguments):
    """Findings, but for what the tests do themselves: backends have private addresses, and whole
    requests are logged."""
    told = run(server, "doctor", *arguments, "--ignore", "GW502,GW707", "--format", "json")
    return findings(told)


def errors(found):
    return [it for it in found if it["severity"] == "error"]


def wrong(found):
    return [it for it in found if it["severity"] != "note"]


def place(finding):
    return tuple(finding["subject"].get(key) for key in ["method", "resource"])


def assert_predicted(server, deployed, found):
    """Every error's prediction is what a request to its method then comes to; gives how many."""
    methods, tried = callers.methods(server, deployed.api), 0
    for finding in errors(found):
        stage, (verb, path) = finding["subject"].get("stage"), place(finding)
        if finding["predicted"] and stage in [None, *deployed.stages]:
            stage = stage or deployed.stages[0]
            answer = callers.call(server, deployed.api, stage, path, verb, methods[path, verb])
            predicted = execution_log.without_ids(finding["predicted"])
            if predicted["log"]:
                predicted["log"] = deployed.named(predicted["log"])
            assert predicted == execution_log.outcome(server, deployed.api, stage, answer), finding
            tried += 1
    return tried


def assert_served(server, deployed):
    """Every open method of every stage answers well."""
    for (path, verb), method in callers.methods(server, deployed.api).items():
        for stage in deployed.stages if callers.is_open(method) else []:
            answer = callers.call(server, deployed.api, stage, path, verb, method)
            came_to = execution_log.outcome(server, deployed.api, stage, answer)
            assert answer.status < 400 and not came_to["log"], (verb, path, came_to)


@pytest.mark.parametrize("case", FILES, ids=[case.id for case in FILES])
def test_a_file_is_served_as_predicted_and_mended(server, backend, case, tmp_path):
    file = tmp_path / case.file.name
    file.write_text(corpus.local(case.file.read_text(), backend))
    found = doctor(server, file)
    try:
        deployed = deploy(server, case, file.read_text(), backend)
    except botocore.exceptions.ClientError as refused:
        assert case.name in REFUSED, refused
    else:
        assert case.name not in REFUSED
        # SAM makes a stage of its own, called Stage.
        live = doctor(server, "--api", deployed.api)
        live = [it for it in live if it["subject"]["stage"] in [None, *deployed.stages]]
        if case.health == "healthy":
            assert_served(server, deployed)
            assert not wrong(live)
            return
        tried = assert_predicted(server, deployed, live)
        assert bool(tried) != (case.name in AT_TIMES)
        assert_predicted(server, deployed, found)
        # An order of creation is the file's alone.
        expected = [it for it in case.expected() if it[0] != "GW713"]
        wanted = {(rule, verb, path) for rule, _, verb, path in expected}
        assert wanted <= {(it["rule"], *place(it)) for it in live}, live
        mend_live(server, deployed, live)
    mend_file(server, case, file, found, backend)


@pytest.mark.parametrize("case", LIVE, ids=[case.id for case in LIVE])
def test_calls_are_judged_served_as_predicted_and_mended(server, backend, case, verdicts):
    deployed = deploy(server, case, corpus.local(case.file.read_text(), backend), backend)
    found = doctor(server, "--api", deployed.api)
    words = {(it["rule"], it["subject"]["stage"] or "-", *place(it)) for it in wrong(found)}
    judged = {tuple(word or "-" for word in it) for it in words}
    verdicts.extend(corpus.verdicts(case, judged))
    assert judged == case.expected(), found
    if case.health == "healthy":
        assert_served(server, deployed)
    else:
        assert_predicted(server, deployed, found)
        mend_live(server, deployed, found)


def mend_live(server, deployed, found):
    """What can be mended is, the rest is a person's, and with nothing left every method works."""
    # A deployment takes along what somebody changed and did not deploy: a person has to ask for it.
    unsafe = any(it["rule"] == "GW704" for it in found)
    mendable = {
        it["rule"] for it in wrong(found) if any(fix["safe"] or unsafe for fix in it["fixes"])
    }
    if mendable:
        options = ["--unsafe-fixes"] if unsafe else []
        run(server, "doctor", "--api", deployed.api, "--fix", *options)
        found = doctor(server, "--api", deployed.api)
    left = {it["rule"] for it in wrong(found)}
    assert not left & mendable and left <= set(PEOPLES), found
    if not left:
        assert_served(server, deployed)


def mend_file(server, case, file, found, backend):
    """The same of the file, deployed again."""
    diffs = [(it["rule"], fix) for it in wrong(found) for fix in it["fixes"] if fix["diff"]]
    mendable = {rule for rule, fix in diffs if fix["safe"]}
    if mendable:
        run(server, "doctor", file, "--fix")
        found = doctor(server, file)
    left = {it["rule"] for it in wrong(found)}
    # A plan is Terraform's to write.
    assert not left & mendable and (left <= set(PEOPLES) or case.kind == "terraform"), found
    if not left:
        assert_served(server, deploy(server, case, file.read_text(), backend))
