"""The corpus's cases, and how each kind of them is deployed on a server."""

import dataclasses
import json
import re
from collections.abc import Callable

import yaml

import calls
import sam
import terraform
from gatewright import ACCOUNT, REGION, ROOT
from packages import create_function, python
from stack import BALANCER, Loader, Stack
from test_doctor import HANDLER


class Case:
    """A folder of the corpus."""

    def __init__(self, folder):
        self.folder, self.health, self.name = folder, folder.parent.name, folder.name
        self.kind = folder.name.split("-")[0]
        self.id = f"{self.health}-{self.name}"
        [self.file] = [it for it in folder.iterdir() if it.name != "expected.txt"]

    def expected(self):
        """What must be found: rule, stage, verb and path, with `-` where one does not apply."""
        file = self.folder / "expected.txt"
        lines = file.read_text().splitlines() if file.exists() else []
        return {tuple(line.split(" ")) for line in lines}


NOT_MADE = """
    terraform-state-alias-without-qualifier
    terraform-state-body-get
    terraform-state-permission-stage
    terraform-state-permission-verb
    terraform-state
    terraform-state-body-alias
    terraform-vpc-link
    terraform-vpc-link-application-balancer
    terraform-vpc-link-port
""".split()
"""States tell what there is, and load balancers are the server's to name: their files are judged by
the doctor's own tests alone."""


def cases(*kinds):
    folders = sorted((ROOT / "tests/corpus").glob("*/*-*"))
    made = [folder for folder in folders if folder.name not in NOT_MADE]
    return [case for case in map(Case, made) if case.kind in kinds]


@dataclasses.dataclass
class Deployed:
    """What came of a case on a server."""

    api: str
    stages: list[str]
    named: Callable[[str], str] = str
    """A text of a file's finding with the file's names as they are called here."""


def verdicts(case, found):
    """A line for each finding that is there or is told, as the doctor's own tests write them of files."""
    there = case.expected()
    judged = {it: "found" if it in there else "false" for it in found} | {
        it: "missed" for it in there - found
    }
    lines = sorted((verdict, " ".join(it)) for it, verdict in judged.items())
    return ["\t".join([case.health, case.kind, case.name, *it]) for it in lines or [("right", "")]]


def local(text, backend):
    """A file with the public hosts that it names where the tests have a server, and another account's
    region and number as the server's."""
    text = re.sub(r"[\w.]*\bexample\.com", backend, text.replace("https://", "http://"))
    text = text.replace("eu-west-1:111122223333", f"{REGION}:{ACCOUNT}")
    return text.replace(":8080", ":" + backend.split(":")[1])


def deploy(server, kind, text, backend):
    """Deploys a file's text; a `ClientError` where AWS would refuse it."""
    if kind == "openapi":
        return deploy_openapi(server, text, backend)
    if kind == "live":
        return deploy_calls(server, text)
    template = {
        "cloudformation": lambda: yaml.load(text, Loader),
        "sam": lambda: sam.transformed(text),
        "terraform": lambda: terraform.template(json.loads(text)),
    }[kind]()
    parameters, exports = {"Origin": backend, "StageName": "live"}, {}
    if "Shared" in text or "ImportValue" in text:
        parameters["Shared"] = exports["books-function-arn"] = make_function(server, "shared")
        exports["caller-role"] = make_role(server, "caller-role")
    stack = Stack(server, "corpus", template, HANDLER, parameters, exports)
    if kind == "terraform":
        # A plan does not say which account it is for.
        return Deployed(stack.api, stack.stages, lambda text: text.replace("::*:", f"::{ACCOUNT}:"))
    return Deployed(stack.api, stack.stages, stack.named)


def deploy_openapi(server, text, backend):
    """An OpenAPI document, with what it names and has no words for: functions, a role, a link."""
    gateway, functions = server.client("apigateway"), server.client("lambda")
    for name in ["pets", "photo"]:
        make_function(server, name)
    functions.publish_version(FunctionName="photo")
    functions.create_alias(FunctionName="photo", Name="live", FunctionVersion="1")
    grant(server, "photo:live")
    make_role(server, "caller")
    link = gateway.create_vpc_link(name="orders", targetArns=[BALANCER])["id"]
    text = text.replace('"a1b2c3"', f'"{link}"')
    values = {"alias": "live", "pets": "pets", "host": backend.split(":")[0], "link": link}
    names = set(re.findall(r"stageVariables\.(\w+)", text))
    variables = {name: value for name, value in values.items() if name in names}
    api = gateway.import_rest_api(body=text, failOnWarnings=False)["id"]
    gateway.create_deployment(restApiId=api, stageName="prod", variables=variables)
    return Deployed(api, ["prod"])


def deploy_calls(server, text):
    api = calls.run(server, text, HANDLER)["api"]
    stages = server.client("apigateway").get_stages(restApiId=api)["item"]
    return Deployed(api, [stage["stageName"] for stage in stages])


def make_function(server, name):
    """A function that any API may invoke; gives its ARN."""
    functions = server.client("lambda")
    create_function(functions, name, python(HANDLER))
    grant(server, name)
    return functions.get_function(FunctionName=name)["Configuration"]["FunctionArn"]


def grant(server, function):
    server.client("lambda").add_permission(
        FunctionName=function,
        StatementId="any",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
    )


def make_role(server, name):
    """A role in which API Gateway may invoke every function; gives its ARN."""
    iam = server.client("iam")
    trusted = {"Principal": {"Service": "apigateway.amazonaws.com"}, "Action": "sts:AssumeRole"}
    trust = json.dumps({"Statement": [trusted | {"Effect": "Allow"}]})
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]
    allow = {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "*"}
    policy = json.dumps({"Statement": [allow]})
    iam.put_role_policy(RoleName=name, PolicyName="invoke", PolicyDocument=policy)
    return role["Arn"]
