"""`serve FILE…`: files as people have them, deployed at the start and when they change."""

import json
import re
import subprocess
import textwrap
import time

import pytest

from gatewright import PATIENCE, ROOT, Server, program
from packages import python
from test_doctor import findings, run

ANSWER = """
import json, os

def handler(event, context):
    return {"statusCode": 200, "body": json.dumps([os.environ.get("GREETING"), context.invoked_function_arn.split(":", 6)[6]])}
"""

SAM = """
Transform: AWS::Serverless-2016-10-31
Parameters:
  Greeting: {Type: String, Default: hello}
Globals:
  Function: {Runtime: python3.12, Handler: app.handler, CodeUri: src/}
Resources:
  Pets:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      Environment: {Variables: {GREETING: !Ref Greeting}}
      Policies: [AWSXRayDaemonWriteAccess]
      Events:
        List: {Type: Api, Properties: {Path: /pets, Method: get}}
        Queue: {Type: SQS, Properties: {Queue: arn:aws:sqs:us-east-1:123456789012:q}}
  Orders: {Type: AWS::Serverless::SimpleTable}
  Lines:
    Type: AWS::Logs::LogGroup
    Properties: {LogGroupName: /pets/lines, RetentionInDays: 7}
"""

CLOUDFORMATION = """
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: !Sub "${AWS::StackName}-api"}}
  Quotes:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: quotes}
  GetQuotes:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Quotes
      HttpMethod: GET
      AuthorizationType: NONE
      ApiKeyRequired: true
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}:${!stageVariables.alias}/invocations
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
      Policies:
        - PolicyName: read
          PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: "*"}]}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.12
      Handler: index.handler
      Role: !GetAtt Role.Arn
      Timeout: "5"
      Code:
        ZipFile: |
          def handler(event, context):
              return {"statusCode": 200, "body": event["stageVariables"]["alias"]}
  Version: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref Function}}
  Alias:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: !Ref Function, FunctionVersion: !GetAtt Version.Version, Name: blue}
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Alias
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/quotes
  Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: GetQuotes, Properties: {RestApiId: !Ref Api}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      DeploymentId: !Ref Deployment
      StageName: prod
      Variables: {alias: blue}
      MethodSettings: [{ResourcePath: "/*", HttpMethod: "*", LoggingLevel: INFO}]
  Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: true, Value: a-key-of-twenty-characters}}
  Plan:
    Type: AWS::ApiGateway::UsagePlan
    DependsOn: Stage
    Properties: {UsagePlanName: basic, ApiStages: [{ApiId: !Ref Api, Stage: prod}]}
  InPlan:
    Type: AWS::ApiGateway::UsagePlanKey
    Properties: {KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan}
"""

DOMAIN = """
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Log: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /pets/access}}
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: pets}}
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration:
        Type: MOCK
        RequestTemplates: {application/json: '{"statusCode": 200}'}
        IntegrationResponses: [{StatusCode: "200"}]
      MethodResponses: [{StatusCode: "200"}]
  Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: {RestApiId: !Ref Api}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Api
      StageName: prod
      DeploymentId: !Ref Deployment
      AccessLogSetting: {DestinationArn: !GetAtt Log.Arn, Format: "$context.requestId $context.status"}
  Domain:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: pets.example.com
      RegionalCertificateArn: arn:aws:acm:us-east-1:123456789012:certificate/00000000-1111-2222-3333-444444444444
      EndpointConfiguration: {Types: [REGIONAL]}
      SecurityPolicy: TLS_1_2
  Mapping:
    Type: AWS::ApiGateway::BasePathMapping
    Properties: {DomainName: !Ref Domain, BasePath: v1, RestApiId: !Ref Api, Stage: !Ref Stage}
"""

OPENAPI = """
openapi: 3.0.1
info: {title: ping, version: "1"}
paths:
  /ping:
    get:
      responses: {"200": {description: fine}}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: {application/json: '{"statusCode": 200}'}
        responses: {default: {statusCode: "200", responseTemplates: {application/json: '{"pong": "${stageVariables.none}"}'}}}
"""


class Deployed(Server):
    """A server that deploys files; its further lines go to its log."""

    def __init__(self, folder, *arguments):
        super().__init__(
            folder / "log", "--listen", "127.0.0.1:0", *arguments,
            environment={"PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        url = self.process.stdout.readline().decode().strip()
        self.api, self.stage = re.match(r"http://(\w+)\..*/(\w+)/$", url).groups()

    def line(self):
        """What it says next."""
        return self.process.stdout.readline().decode().strip()

    def get(self, path, **request):
        return self.invoke(self.api, self.stage, path, **request)


@pytest.fixture
def pets(tmp_path):
    """A folder as SAM's users have it."""
    folder = tmp_path / "pets"
    (folder / "src").mkdir(parents=True)
    (folder / "src/app.py").write_text(ANSWER)
    (folder / "template.yaml").write_text(SAM)
    return folder


def until(get, wanted):
    """Waits until something comes true."""
    deadline = time.monotonic() + PATIENCE
    while (got := get()) != wanted:
        assert time.monotonic() < deadline, got
        time.sleep(0.05)


def test_a_sam_template_is_served_and_follows_its_files(pets):
    template = pets / "template.yaml"
    server = Deployed(pets, template, "--watch", "--data", pets / "data", "--parameter", "Greeting=moin")
    assert server.line() == f"{template}: 6 made"
    answer = lambda: server.get("/pets").json()
    assert answer() == ["moin", "pets-Pets:live"]
    # What is not served is named, with its line.
    errors = server.errors()
    assert f"{template}:17: Orders (AWS::Serverless::SimpleTable)" in errors
    assert "PetsQueue (event of type SQS)" in errors
    logs = server.client("logs")
    [group] = logs.describe_log_groups(logGroupNamePrefix="/pets/lines")["logGroups"]
    assert group["retentionInDays"] == 7

    # Code that changes is there without a restart, and only that.
    (pets / "src/app.py").write_text(ANSWER.replace("[os", '["v2", os'))
    until(answer, ["v2", "moin", "pets-Pets:live"])
    assert server.line() == f"{template}: changed Pets (AWS::Lambda::Function)"
    assert server.line() == f"{template}: changed PetsAlias (AWS::Lambda::Alias)"

    # What the template loses is removed; what it gains is made.
    lines = SAM.index("  Lines:")
    path = SAM[:lines].replace("/pets,", "/animals,")
    template.write_text(path)
    until(lambda: server.get("/animals").status, 200)
    assert server.get("/pets").status == 403
    until(lambda: logs.describe_log_groups(logGroupNamePrefix="/pets/lines")["logGroups"], [])

    # A mistake leaves what is deployed as it is.
    template.write_text("Resources: [\n")
    until(lambda: "template.yaml:1:12:" in server.errors(), True)
    assert server.get("/animals").status == 200
    server.stop()

    # The same file, the same data: the same API, and nothing to do.
    template.write_text(path)
    again = Deployed(pets, template, "--data", pets / "data", "--parameter", "Greeting=moin")
    assert again.line() == f"{template}: nothing to change"
    assert again.api == server.api
    assert again.get("/animals").status == 200
    again.stop()


def test_a_cloudformation_template_is_served_whole(tmp_path):
    template = tmp_path / "quotes.yaml"
    template.write_text(CLOUDFORMATION)
    server = Deployed(tmp_path, template, "--ephemeral")
    assert server.errors() == ""
    gateway = server.client("apigateway")
    assert gateway.get_rest_api(restApiId=server.api)["name"] == "quotes-api"
    stage = gateway.get_stage(restApiId=server.api, stageName="prod")
    assert stage["variables"] == {"alias": "blue"}
    assert stage["methodSettings"]["*/*"]["loggingLevel"] == "INFO"
    # Logs are on, so the account has a role for them, as it would.
    assert gateway.get_account()["cloudwatchRoleArn"]
    [plan] = gateway.get_usage_plans()["items"]
    [key] = gateway.get_usage_plan_keys(usagePlanId=plan["id"])["items"]
    assert gateway.get_api_key(apiKey=key["id"], includeValue=True)["value"] == "a-key-of-twenty-characters"
    assert server.client("iam").list_role_policies(RoleName="quotes-Role")["PolicyNames"] == ["read"]
    report = run(server, "doctor", "--api", server.api, "--no-backends", "--format", "json")
    assert [it for it in findings(report) if it["severity"] == "error"] == []
    server.stop()


def test_a_templates_domain_name_and_access_log_are_served(tmp_path):
    def call(server):
        answer = server.call("/v1", headers={"Host": "pets.example.com"})
        assert answer.status == 200
        return answer.headers["x-amzn-RequestId"]

    def access_log(server):
        found = server.client("logs").filter_log_events(logGroupName="/pets/access")["events"]
        return [event["message"] for event in found]

    template = tmp_path / "pets.yaml"
    template.write_text(DOMAIN)
    server = Deployed(tmp_path, template, "--data", tmp_path / "data")
    request = call(server)
    assert access_log(server) == [f"{request} 200"]
    server.stop()
    # A domain name that is made anew takes its mappings along.
    changed = DOMAIN.replace("SecurityPolicy: TLS_1_2", "SecurityPolicy: TLS_1_0")
    template.write_text(changed.replace("      AccessLogSetting", "      # AccessLogSetting"))
    server = Deployed(tmp_path, template, "--data", tmp_path / "data")
    call(server)
    assert access_log(server) == [f"{request} 200"]
    assert server.errors() == ""
    server.stop()


BESIDE = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      Tags: {team: pets, kind: test}
      PropagateTags: true
      Cors: "'*'"
      MethodSettings:
        - {ResourcePath: /a, HttpMethod: GET, ThrottlingRateLimit: 50, ThrottlingBurstLimit: 20, MetricsEnabled: true}
      Domain:
        DomainName: beside.example.com
        CertificateArn: arn:aws:acm:us-east-1:123456789012:certificate/1
        BasePath: [v1]
      Auth:
        ApiKeyRequired: true
        UsagePlan: {CreateUsagePlan: PER_API, UsagePlanName: gold, Quota: {Limit: 1000, Period: DAY}}
        ResourcePolicy: {IpRangeWhitelist: [10.0.0.0/8]}
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: index.handler
      InlineCode: "def handler(event, context): return {'statusCode': 200}"
      AutoPublishAlias: live
      ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1}
      DeadLetterQueue: {Type: SQS, TargetArn: arn:aws:sqs:us-east-1:123456789012:q}
      PermissionsBoundary: arn:aws:iam::aws:policy/AdministratorAccess
      Events:
        A: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Api, RequestModel: {Model: Pet}}}
  Own:
    Type: AWS::ApiGateway::UsagePlan
    Properties: {UsagePlanName: own, ApiStages: [{ApiId: !Ref Api, Stage: !Ref Api.Stage}]}
  Place:
    Type: AWS::ApiGateway::UsagePlanKey
    Properties: {KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Sub "${Api.UsagePlan}"}
  Second:
    Type: AWS::ApiGateway::BasePathMapping
    Properties: {DomainName: !Ref Api.DomainName, BasePath: v2, RestApiId: !Ref Api, Stage: !Sub "${Api.Stage}"}
  Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: true}}
"""


def test_what_sam_makes_beside_an_api_is_served(tmp_path):
    template = tmp_path / "beside.yaml"
    template.write_text(BESIDE)
    server = Deployed(tmp_path, template, "--data", tmp_path / "data")
    apis, functions = server.client("apigateway"), server.client("lambda")

    def plans(apis):
        return {plan["name"]: plan for plan in apis.get_usage_plans()["items"]}

    def stage(apis):
        return apis.get_stage(restApiId=server.api, stageName="dev")

    stages = [{"apiId": server.api, "stage": "dev"}]
    gold, own = plans(apis)["gold"], plans(apis)["own"]
    assert gold["quota"]["limit"] == 1000
    assert gold["apiStages"] == own["apiStages"] == stages
    keys = apis.get_usage_plan_keys(usagePlanId=gold["id"])["items"]
    assert len(keys) == 2
    assert server.get("/a").status == 403
    for key in keys:
        assert server.get("/a", headers={"x-api-key": key["value"]}).status == 200
    # As SAM has it, preflights need what other requests need, unless they are told not to.
    assert server.get("/a", method="OPTIONS").status == 403
    assert gold["tags"] == apis.get_domain_name(domainName="beside.example.com")["tags"]
    assert gold["tags"] == {"team": "pets", "kind": "test"}
    own_name = {"Host": "beside.example.com", "x-api-key": keys[0]["value"]}
    assert server.call("/v1/a", headers=own_name).status == 200
    assert server.call("/v2/a", headers=own_name).status == 200
    assert stage(apis)["tags"] == {"team": "pets", "kind": "test"}
    assert stage(apis)["methodSettings"]["~1a/GET"]["throttlingBurstLimit"] == 20
    configuration = functions.get_function_configuration(FunctionName="beside-Function")
    assert configuration["DeadLetterConfig"]["TargetArn"].endswith(":q")
    of_alias = {"FunctionName": "beside-Function", "Qualifier": "live"}
    functions.get_provisioned_concurrency_config(**of_alias)
    for name, why in [
        ("Api (AWS::Serverless::Api)", "its property Auth.ResourcePolicy has no effect here"),
        ("Function (AWS::Serverless::Function)", "its property PermissionsBoundary has no effect here"),
        ("Function (AWS::Serverless::Function)", "its property Events.A.RequestModel has no effect here"),
    ]:
        assert f"{name}: {why}" in server.errors()
    assert server.errors().count("warning") == 3
    server.stop()

    # What a file no longer says goes, and what it says otherwise is made anew.
    changed = BESIDE.replace("ThrottlingRateLimit: 50, ThrottlingBurstLimit: 20, ", "")
    changed = changed.replace(", kind: test", "").replace("Limit: 1000", "Limit: 2000")
    changed = changed.replace("      ProvisionedConcurrencyConfig", "      # ProvisionedConcurrencyConfig")
    changed = changed.replace("UsagePlan: {", "AddApiKeyRequiredToCorsPreflight: false\n        UsagePlan: {")
    template.write_text(changed[: changed.index("  Own:")])
    server = Deployed(tmp_path, template, "--data", tmp_path / "data")
    apis, functions = server.client("apigateway"), server.client("lambda")
    assert server.get("/a", method="OPTIONS").status == 200
    assert list(plans(apis)) == ["gold"]
    assert plans(apis)["gold"]["quota"]["limit"] == 2000
    assert plans(apis)["gold"]["apiStages"] == stages
    assert stage(apis)["tags"] == {"team": "pets"}
    settings = stage(apis)["methodSettings"]["~1a/GET"]
    assert (settings["throttlingBurstLimit"], settings["metricsEnabled"]) == (5000, True)
    found = functions.list_provisioned_concurrency_configs(FunctionName="beside-Function")
    assert found["ProvisionedConcurrencyConfigs"] == []
    assert server.errors().count("warning") == 6
    server.stop()


def test_a_templates_document_chooses_ids(tmp_path):
    template = tmp_path / "chosen.yaml"
    text = """
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Tags: [{Key: team, Value: pets}]
      Body:
        openapi: 3.0.1
        info: {title: chosen, version: "1", x-gatewright-id: chosen}
        paths: {/pets: {x-gatewright-id: pets, get: {x-amazon-apigateway-integration: {type: MOCK}}}}
  Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api, StageName: dev}}
"""
    template.write_text(text)
    server = Deployed(tmp_path, template, "--data", tmp_path / "data")
    assert server.api == "chosen"
    apis = server.client("apigateway")
    assert apis.get_rest_api(restApiId="chosen")["tags"] == {"team": "pets"}
    assert apis.get_resource(restApiId="chosen", resourceId="pets")["path"] == "/pets"
    server.stop()

    template.write_text(text.replace("x-gatewright-id: chosen", "x-gatewright-id: other"))
    server = Deployed(tmp_path, template, "--data", tmp_path / "data")
    assert [api["id"] for api in server.client("apigateway").get_rest_apis()["items"]] == ["other"]
    server.stop()


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        (("SourceArn: !Sub arn", "SourceArn: !Sub arn:of:nothing:arn"), "quotes.yaml: requests will meet 1 error"),
        (("Runtime: python3.12", "Runtime: cobol"), "Function (AWS::Lambda::Function): CreateFunction:"),
    ],
    ids=["doctor", "refused"],
)  # fmt: skip
def test_what_is_wrong_with_a_template_is_said(tmp_path, change, warning):
    template = tmp_path / "quotes.yaml"
    template.write_text(CLOUDFORMATION.replace(*change))
    server = Deployed(tmp_path, template, "--ephemeral")
    server.line()
    until(lambda: warning in server.errors(), True)
    server.stop()


def test_other_kinds_of_file_are_served_too(tmp_path):
    ping = tmp_path / "ping.yaml"
    ping.write_text(OPENAPI)

    # What CDK writes: the code is a folder beside the template.
    cdk = tmp_path / "cdk.out"
    (cdk / "asset.1").mkdir(parents=True)
    (cdk / "asset.1/index.py").write_text(ANSWER)
    function = {
        "Type": "AWS::Lambda::Function",
        "Properties": {
            "FunctionName": "cdk", "Runtime": "python3.12", "Handler": "index.handler",
            "Role": "arn:aws:iam::123456789012:role/function",
            "Code": {"S3Bucket": "assets", "S3Key": "1.zip"},
        },
        "Metadata": {"aws:asset:path": "asset.1"},
    }  # fmt: skip
    (cdk / "Stack.template.json").write_text(json.dumps({"Resources": {"F": function}}))

    # What the Serverless Framework writes: the package is beside the template.
    serverless = tmp_path / "serverless"
    serverless.mkdir()
    (serverless / "svc.zip").write_bytes(python(ANSWER))
    packaged = json.loads(json.dumps(function))
    packaged["Properties"] |= {
        "FunctionName": "svc",
        "Code": {"S3Bucket": {"Ref": "Bucket"}, "S3Key": "serverless/svc/dev/1/svc.zip"},
    }
    del packaged["Metadata"]
    resources = {"F": packaged, "Bucket": {"Type": "AWS::S3::Bucket"}}
    (serverless / "update.json").write_text(json.dumps({"Resources": resources}))

    server = Deployed(
        tmp_path, ping, cdk / "Stack.template.json", serverless / "update.json", "--ephemeral"
    )
    assert server.get("/ping").status == 200
    functions = server.client("lambda")
    for name in ["cdk", "svc"]:
        answer = functions.invoke(FunctionName=name)
        assert json.load(answer["Payload"])["statusCode"] == 200
    server.stop()


def test_a_plan_of_terraform_is_served(tmp_path):
    plan = json.loads((ROOT / "tests/corpus/healthy/terraform-alias/plan.json").read_text())
    for resource in plan["planned_values"]["root_module"]["resources"]:
        if resource["type"] == "aws_lambda_function":
            resource["values"] |= {"filename": "pets.zip", "runtime": "python3.12"}
    (tmp_path / "pets.zip").write_bytes(python(ANSWER))
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    server = Deployed(tmp_path, tmp_path / "plan.json", "--ephemeral")
    assert server.get("/pets").json() == [None, "pets:live"]
    server.stop()


BAD = [
    # name, content, what is said
    ("broken.yaml", "Resources: [\n", "broken.yaml:1:12:"),
    ("notes.yaml", "a: 1\n", "notes.yaml is no API definition"),
    ("missing.yaml", None, "cannot read"),
    (
        "refused.yaml",
        textwrap.dedent(OPENAPI).replace("type: mock", "type: mocking"),
        "refused.yaml:",
    ),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD, ids=[it[0] for it in BAD])
def test_a_bad_file_is_one_clear_error(tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_text(content)
    result = subprocess.run(
        [program(), "serve", name, "--ephemeral", "--listen", "127.0.0.1:0"],
        cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert result.returncode == 2
    assert said in result.stderr, result.stderr
    assert result.stdout == ""
