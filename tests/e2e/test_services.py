"""Integrations with AWS services: signed with the role's credentials, and sent to where the server's
environment says that the services are. moto plays AWS here."""

import json

import boto3
import pytest
from moto.server import ThreadedMotoServer

from gatewright import ACCOUNT, REGION, Server

ROLE = f"arn:aws:iam::{ACCOUNT}:role/gateway"
FORM = {"integration.request.header.Content-Type": "'application/x-www-form-urlencoded'"}


def json_header(version):
    return {"integration.request.header.Content-Type": f"'application/x-amz-json-{version}'"}


@pytest.fixture(scope="module")
def aws():
    """moto: a client of any service."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"

    def client(service):
        return boto3.client(
            service,
            endpoint_url=endpoint,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    client.endpoint = endpoint
    yield client
    server.stop()


@pytest.fixture(scope="module")
def server(aws, tmp_path_factory):
    log = tmp_path_factory.mktemp("services") / "log"
    arguments = ["--listen", "127.0.0.1:0", "--ephemeral"]
    server = Server(log, *arguments, environment={"AWS_ENDPOINT_URL": aws.endpoint})
    statement = {"Effect": "Allow", "Principal": {"Service": "apigateway.amazonaws.com"}}
    server.client("iam").create_role(
        RoleName="gateway",
        AssumeRolePolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": [statement | {"Action": "sts:AssumeRole"}]}
        ),
    )
    allow(server, "*")
    yield server
    server.stop()


def allow(server, action):
    statement = {"Effect": "Allow", "Action": action, "Resource": "*"}
    server.client("iam").put_role_policy(
        RoleName="gateway",
        PolicyName="may",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
    )


def deploy(server, uri, verb="POST", responses=("200",), path="call", settings=None, **integration):
    """A method with this integration at /call; gives the API's id."""
    gateway = server.client("apigateway")
    api = gateway.create_rest_api(name="services", **(settings or {}))["id"]
    parent = gateway.get_resources(restApiId=api)["items"][0]["id"]
    parameters = {}
    for part in path.split("/"):
        resource = gateway.create_resource(restApiId=api, parentId=parent, pathPart=part)
        parent = resource["id"]
        if part.startswith("{"):
            parameters[f"method.request.path.{part.strip('{+}')}"] = True
    method = {"restApiId": api, "resourceId": parent, "httpMethod": "ANY"}
    gateway.put_method(**method, authorizationType="NONE", requestParameters=parameters)
    gateway.put_integration(
        **method,
        type="AWS",
        integrationHttpMethod=verb,
        uri=f"arn:aws:apigateway:{REGION}:{uri}",
        **{"credentials": ROLE} | integration,
    )
    for status in responses:
        gateway.put_method_response(**method, statusCode=status)
        pattern = {} if status == "200" else {"selectionPattern": f"{status[0]}\\d\\d"}
        gateway.put_integration_response(**method, statusCode=status, **pattern)
    gateway.create_deployment(restApiId=api, stageName="prod")
    return api


def test_sqs_by_path(server, aws):
    queue = aws("sqs").create_queue(QueueName="by-path")["QueueUrl"]
    api = deploy(
        server,
        f"sqs:path/{ACCOUNT}/by-path",
        requestParameters=FORM,
        requestTemplates={
            "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)"
        },
    )
    body = '{"pet": "cät & dog"}'
    answer = server.invoke(api, "prod", "/call", method="POST", body=body.encode())
    assert answer.status == 200, answer
    messages = aws("sqs").receive_message(QueueUrl=queue)["Messages"]
    assert [message["Body"] for message in messages] == [body]


def test_sqs_in_json(server, aws):
    queue = aws("sqs").create_queue(QueueName="in-json")["QueueUrl"]
    target = {"integration.request.header.X-Amz-Target": "'AmazonSQS.SendMessage'"}
    api = deploy(
        server,
        f"sqs:path/{ACCOUNT}/in-json",
        requestParameters=json_header("1.0") | target,
        requestTemplates={
            "application/json": json.dumps({"QueueUrl": queue, "MessageBody": "$input.params('m')"})
        },
    )
    answer = server.invoke(api, "prod", "/call?m=hello", method="POST", body="{}")
    assert answer.status == 200 and "MD5OfMessageBody" in answer.json(), answer
    assert aws("sqs").receive_message(QueueUrl=queue)["Messages"][0]["Body"] == "hello"


def test_sns_by_action(server, aws):
    topic = aws("sns").create_topic(Name="pets")["TopicArn"]
    api = deploy(
        server,
        "sns:action/Publish",
        requestParameters=FORM
        | {
            "integration.request.querystring.TopicArn": f"'{topic}'",
            "integration.request.querystring.Message": "'a cat & a dog'",
        },
    )
    answer = server.invoke(api, "prod", "/call", method="POST", body="{}")
    assert answer.status == 200 and b"MessageId" in answer.body, answer


def test_dynamodb(server, aws):
    aws("dynamodb").create_table(
        TableName="pets",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    template = {"TableName": "pets", "Item": {"id": {"S": "$input.params('id')"}}}
    api = deploy(
        server,
        "dynamodb:action/PutItem",
        responses=("200", "400"),
        requestTemplates={"application/json": json.dumps(template)},
    )
    assert server.invoke(api, "prod", "/call?id=7", method="POST", body="{}").status == 200
    item = aws("dynamodb").get_item(TableName="pets", Key={"id": {"S": "7"}})["Item"]
    assert item == {"id": {"S": "7"}}

    # An empty key: the table's own error, by its status.
    answer = server.invoke(api, "prod", "/call", method="POST", body="{}")
    assert answer.status == 400 and "ValidationException" in answer.json()["__type"], answer


def test_s3(server, aws):
    aws("s3").create_bucket(Bucket="zoo")
    mapped = {
        "integration.request.path.key": "method.request.path.key",
        "integration.request.header.Content-Type": "'image/png'",
    }
    binary = {"binaryMediaTypes": ["image/png"]}
    data = bytes(range(256))
    sent = {"method": "PUT", "body": data, "headers": {"Content-Type": "image/png"}}
    put = {"verb": "PUT", "path": "o/{key}", "settings": binary, "requestParameters": mapped}
    by_path = deploy(server, "s3:path/zoo/{key}", **put)
    assert server.invoke(by_path, "prod", "/o/a%20b.png", **sent).status == 200
    by_host = deploy(server, "zoo.s3:path/{key}", **put)
    assert server.invoke(by_host, "prod", "/o/c.png", **sent).status == 200
    for key in ("a b.png", "c.png"):
        stored = aws("s3").get_object(Bucket="zoo", Key=key)
        assert stored["Body"].read() == data and stored["ContentType"] == "image/png"

    get = deploy(
        server,
        "s3:path/zoo/{key}",
        "GET",
        ("200", "404"),
        path="o/{key}",
        settings=binary,
        requestParameters={"integration.request.path.key": "method.request.path.key"},
    )
    answer = server.invoke(get, "prod", "/o/c.png", headers={"Accept": "image/png"})
    assert answer.status == 200 and answer.body == data, answer
    answer = server.invoke(get, "prod", "/o/none.png")
    assert answer.status == 404 and b"NoSuchKey" in answer.body, answer


def test_step_functions(server, aws):
    aws("iam").create_role(RoleName="machine", AssumeRolePolicyDocument="{}")
    machine = aws("stepfunctions").create_state_machine(
        name="pets",
        definition='{"StartAt": "a", "States": {"a": {"Type": "Pass", "End": true}}}',
        roleArn=f"arn:aws:iam::{ACCOUNT}:role/machine",
    )["stateMachineArn"]
    template = {"stateMachineArn": machine, "input": "{}"}
    api = deploy(
        server,
        "states:action/StartExecution",
        requestTemplates={"application/json": json.dumps(template)},
    )
    answer = server.invoke(api, "prod", "/call", method="POST", body="{}")
    assert answer.status == 200 and "executionArn" in answer.json(), answer
    assert len(aws("stepfunctions").list_executions(stateMachineArn=machine)["executions"]) == 1


def test_eventbridge(server):
    entry = {"Source": "zoo", "DetailType": "fed", "Detail": "{}"}
    target = {"integration.request.header.X-Amz-Target": "'AWSEvents.PutEvents'"}
    api = deploy(
        server,
        "events:action/PutEvents",
        requestParameters=json_header("1.1") | target,
        requestTemplates={"application/json": json.dumps({"Entries": [entry]})},
    )
    answer = server.invoke(api, "prod", "/call", method="POST", body="{}")
    assert answer.status == 200 and answer.json()["FailedEntryCount"] == 0, answer


def test_kinesis(server, aws):
    aws("kinesis").create_stream(StreamName="pets", ShardCount=1)
    template = {"StreamName": "pets", "PartitionKey": "1", "Data": "Y2F0"}
    api = deploy(
        server,
        "kinesis:action/PutRecord",
        requestTemplates={"application/json": json.dumps(template)},
    )
    answer = server.invoke(api, "prod", "/call", method="POST", body="{}")
    assert answer.status == 200 and "SequenceNumber" in answer.json(), answer


def test_services_of_this_server(server):
    api = deploy(server, "sts:action/GetCallerIdentity")
    answer = server.invoke(api, "prod", "/call", method="POST", body="")
    session = f"arn:aws:sts::{ACCOUNT}:assumed-role/gateway/BackplaneAssumeRoleSession"
    assert answer.status == 200 and session.encode() in answer.body, answer

    functions = deploy(server, "lambda:path/2015-03-31/functions/", "GET")
    answer = server.invoke(functions, "prod", "/call")
    assert answer.status == 200 and answer.json()["Functions"] == [], answer

    apis = deploy(server, "apigateway:path/restapis", "GET")
    answer = server.invoke(apis, "prod", "/call")
    assert answer.status == 200 and apis in answer.body.decode(), answer


def test_a_role_that_may_not(server):
    api = deploy(server, "sqs:action/ListQueues", responses=("200", "400"))
    try:
        allow(server, "sqs:SendMessage")
        answer = server.invoke(api, "prod", "/call", method="POST", body="{}")
    finally:
        allow(server, "*")
    assert answer.status == 400 and b"is not authorized to perform: sqs:ListQueues" in answer.body


def test_no_such_role(server):
    role = f"arn:aws:iam::{ACCOUNT}:role/none"
    api = deploy(server, "sqs:action/ListQueues", credentials=role)
    answer = server.invoke(api, "prod", "/call", method="POST", body="{}")
    assert answer.status == 500 and answer.json() == {"message": "Internal server error"}
