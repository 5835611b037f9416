"""Users, keys, roles and policies, and the credentials that come of them."""

import json

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from gatewright import ACCOUNT, PATIENCE, REGION
from packages import python

ROOT = f"arn:aws:iam::{ACCOUNT}:root"


def policy(statement, **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow"} | statement], **more})


def trust(principal, **more):
    return policy({"Principal": principal, "Action": "sts:AssumeRole"} | more)


GRANT = policy({"Action": "lambda:InvokeFunction", "Resource": "*"})
ANYONE_HERE = trust({"AWS": ROOT})


@pytest.fixture(scope="module")
def iam(ephemeral):
    return ephemeral.client("iam")


def signed(server, service, credentials):
    """A client with credentials that IAM or STS gave."""
    return boto3.client(
        service,
        endpoint_url=server.endpoint,
        region_name=REGION,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials.get("SessionToken"),
        config=Config(retries={"total_max_attempts": 1}, read_timeout=PATIENCE),
    )


def refused(call, **arguments):
    """The code and the message of a call that must be refused."""
    with pytest.raises(ClientError) as error:
        call(**arguments)
    return error.value.response["Error"]["Code"], error.value.response["Error"]["Message"]


def test_a_user_lives(iam):
    made = iam.create_user(UserName="ann", Path="/team/", Tags=[{"Key": "k", "Value": "v"}])["User"]
    assert made["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/team/ann"
    assert made["UserId"].startswith("AIDA")
    assert refused(iam.create_user, UserName="ann") == (
        "EntityAlreadyExists",
        "User with name ann already exists.",
    )
    assert iam.get_user(UserName="ann")["User"]["Tags"] == [{"Key": "k", "Value": "v"}]
    assert [user["UserName"] for user in iam.list_users(PathPrefix="/team/")["Users"]] == ["ann"]
    assert iam.list_users(PathPrefix="/none/")["Users"] == []
    assert iam.list_groups_for_user(UserName="ann")["Groups"] == []

    iam.put_user_policy(UserName="ann", PolicyName="inline", PolicyDocument=GRANT)
    assert iam.list_user_policies(UserName="ann")["PolicyNames"] == ["inline"]
    shown = iam.get_user_policy(UserName="ann", PolicyName="inline")["PolicyDocument"]
    assert shown == json.loads(GRANT)
    managed = "arn:aws:iam::aws:policy/AWSLambda_FullAccess"
    iam.attach_user_policy(UserName="ann", PolicyArn=managed)
    attached = iam.list_attached_user_policies(UserName="ann")["AttachedPolicies"]
    assert attached == [{"PolicyName": "AWSLambda_FullAccess", "PolicyArn": managed}]
    key = iam.create_access_key(UserName="ann")["AccessKey"]

    conflict = "DeleteConflict"
    keys_first = (conflict, "Cannot delete entity, must delete access keys first.")
    assert refused(iam.delete_user, UserName="ann") == keys_first
    iam.delete_access_key(UserName="ann", AccessKeyId=key["AccessKeyId"])
    policies_first = (conflict, "Cannot delete entity, must delete policies first.")
    assert refused(iam.delete_user, UserName="ann") == policies_first
    iam.delete_user_policy(UserName="ann", PolicyName="inline")
    detach_first = (conflict, "Cannot delete entity, must detach all policies first.")
    assert refused(iam.delete_user, UserName="ann") == detach_first
    iam.detach_user_policy(UserName="ann", PolicyArn=managed)
    iam.delete_user(UserName="ann")
    missing = ("NoSuchEntity", "The user with name ann cannot be found.")
    assert refused(iam.get_user, UserName="ann") == missing


def test_a_users_key_is_the_user(ephemeral, iam):
    iam.create_user(UserName="bob")
    key = iam.create_access_key(UserName="bob")["AccessKey"]
    assert key["AccessKeyId"].startswith("AKIA") and len(key["SecretAccessKey"]) == 40
    sts = signed(ephemeral, "sts", key)
    assert sts.get_caller_identity()["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/bob"
    # A client that names no user means itself.
    own = signed(ephemeral, "iam", key)
    assert own.get_user()["User"]["UserName"] == "bob"
    other = own.create_access_key()["AccessKey"]
    listed = {found["AccessKeyId"] for found in own.list_access_keys()["AccessKeyMetadata"]}
    assert listed == {key["AccessKeyId"], other["AccessKeyId"]}
    assert refused(iam.create_access_key, UserName="bob") == (
        "LimitExceeded",
        "Cannot exceed quota for AccessKeysPerUser: 2",
    )
    assert sts.get_access_key_info(AccessKeyId=key["AccessKeyId"])["Account"] == ACCOUNT

    iam.update_user(UserName="bob", NewUserName="rob")
    assert sts.get_caller_identity()["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/rob"
    iam.update_access_key(UserName="rob", AccessKeyId=key["AccessKeyId"], Status="Inactive")
    invalid = "The security token included in the request is invalid."
    assert refused(sts.get_caller_identity) == ("InvalidClientTokenId", invalid)
    functions = signed(ephemeral, "lambda", key)
    assert refused(functions.list_functions) == ("UnrecognizedClientException", invalid)


def test_an_assumed_role_calls(ephemeral, iam):
    role = iam.create_role(RoleName="deployer", Path="/ci/", AssumeRolePolicyDocument=ANYONE_HERE)["Role"]
    sts = ephemeral.client("sts")
    assert sts.get_caller_identity()["Arn"] == ROOT
    answer = sts.assume_role(RoleArn=role["Arn"], RoleSessionName="session-1", DurationSeconds=900)
    session = f"arn:aws:sts::{ACCOUNT}:assumed-role/deployer/session-1"
    user = {"AssumedRoleId": f"{role['RoleId']}:session-1", "Arn": session}
    assert answer["AssumedRoleUser"] == user
    credentials = answer["Credentials"]
    assert credentials["AccessKeyId"].startswith("ASIA")
    as_role = signed(ephemeral, "sts", credentials)
    identity = as_role.get_caller_identity()
    assert (identity["Arn"], identity["Account"]) == (session, ACCOUNT)
    assert identity["UserId"] == user["AssumedRoleId"]
    # The same account's functions, logs and so on.
    logs = signed(ephemeral, "logs", credentials)
    logs.create_log_group(logGroupName="of-the-role")
    groups = ephemeral.client("logs").describe_log_groups(logGroupNamePrefix="of-the-role")
    assert len(groups["logGroups"]) == 1
    assert refused(as_role.get_session_token)[0] == "AccessDenied"

    too_long = refused(
        sts.assume_role, RoleArn=role["Arn"], RoleSessionName="long", DurationSeconds=7200
    )
    assert too_long == (
        "ValidationError",
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    )


def test_a_function_calls_as_its_role(ephemeral, iam):
    role = iam.create_role(
        RoleName="caller", AssumeRolePolicyDocument=trust({"Service": "lambda.amazonaws.com"})
    )["Role"]
    code = """
import os, urllib.request
def handler(event, context):
    scope = "Credential=%s/20260101/us-east-1/sts/aws4_request" % os.environ["AWS_ACCESS_KEY_ID"]
    headers = {
        "Authorization": "AWS4-HMAC-SHA256 " + scope + ", SignedHeaders=host, Signature=0",
        "X-Amz-Security-Token": os.environ["AWS_SESSION_TOKEN"],
    }
    body = b"Action=GetCallerIdentity&Version=2011-06-15"
    request = urllib.request.Request(os.environ["AWS_ENDPOINT_URL"] + "/", body, headers)
    return urllib.request.urlopen(request).read().decode()
"""
    functions = ephemeral.client("lambda")
    functions.create_function(
        FunctionName="asks",
        Runtime="python3.12",
        Handler="index.handler",
        Role=role["Arn"],
        Code={"ZipFile": python(code)},
    )
    answer = json.load(functions.invoke(FunctionName="asks")["Payload"])
    assert f"<Arn>arn:aws:sts::{ACCOUNT}:assumed-role/caller/asks</Arn>" in answer
    assert f"<UserId>{role['RoleId']}:asks</UserId>" in answer


def test_the_trust_policy_decides(ephemeral, iam):
    sts = ephemeral.client("sts")

    def denied(arn, **more):
        text = f"User: {ROOT} is not authorized to perform: sts:AssumeRole on resource: {arn}"
        refusal = refused(sts.assume_role, RoleArn=arn, RoleSessionName="session", **more)
        assert refusal == ("AccessDenied", text)

    denied(f"arn:aws:iam::{ACCOUNT}:role/nobody")
    service = trust({"Service": "lambda.amazonaws.com"})
    arn = iam.create_role(RoleName="function", AssumeRolePolicyDocument=service)["Role"]["Arn"]
    denied(arn)
    wanted = trust({"AWS": ACCOUNT}, Condition={"StringEquals": {"sts:ExternalId": "secret"}})
    iam.update_assume_role_policy(RoleName="function", PolicyDocument=wanted)
    denied(arn)
    denied(arn, ExternalId="guess")
    sts.assume_role(RoleArn=arn, RoleSessionName="session", ExternalId="secret")


def test_session_tokens(ephemeral, iam):
    iam.create_user(UserName="carl")
    key = iam.create_access_key(UserName="carl")["AccessKey"]
    credentials = signed(ephemeral, "sts", key).get_session_token()["Credentials"]
    sts = signed(ephemeral, "sts", credentials)
    assert sts.get_caller_identity()["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/carl"
    cut = credentials | {"SessionToken": credentials["SessionToken"][:-9]}
    assert refused(signed(ephemeral, "sts", cut).get_caller_identity)[0] == "InvalidClientTokenId"
    code, _ = refused(sts.decode_authorization_message, EncodedMessage="x")
    assert code == "InvalidAuthorizationMessageException"


def test_a_policy_has_versions(iam):
    arn = iam.create_policy(PolicyName="versioned", PolicyDocument=GRANT)["Policy"]["Arn"]
    other = policy({"Action": "logs:*", "Resource": "*"})
    second = iam.create_policy_version(PolicyArn=arn, PolicyDocument=other)["PolicyVersion"]
    assert (second["VersionId"], second["IsDefaultVersion"]) == ("v2", False)
    iam.set_default_policy_version(PolicyArn=arn, VersionId="v2")
    assert iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"] == "v2"
    shown = iam.get_policy_version(PolicyArn=arn, VersionId="v2")["PolicyVersion"]
    assert (shown["Document"], shown["IsDefaultVersion"]) == (json.loads(other), True)
    assert refused(iam.delete_policy_version, PolicyArn=arn, VersionId="v2") == (
        "DeleteConflict",
        "Cannot delete the default version of a policy.",
    )
    for _ in range(3):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=GRANT, SetAsDefault=True)
    assert refused(iam.create_policy_version, PolicyArn=arn, PolicyDocument=GRANT)[0] == "LimitExceeded"
    versions = iam.list_policy_versions(PolicyArn=arn)["Versions"]
    assert [version["VersionId"] for version in versions] == ["v5", "v4", "v3", "v2", "v1"]
    assert [version["IsDefaultVersion"] for version in versions] == [True] + 4 * [False]
    assert refused(iam.delete_policy, PolicyArn=arn)[0] == "DeleteConflict"
    iam.delete_policy_version(PolicyArn=arn, VersionId="v3")
    version = iam.create_policy_version(PolicyArn=arn, PolicyDocument=GRANT)["PolicyVersion"]
    assert version["VersionId"] == "v6"
    for number in (1, 2, 4, 6):
        iam.delete_policy_version(PolicyArn=arn, VersionId=f"v{number}")

    iam.create_role(RoleName="versioned", AssumeRolePolicyDocument=ANYONE_HERE)
    iam.attach_role_policy(RoleName="versioned", PolicyArn=arn)
    entities = iam.list_entities_for_policy(PolicyArn=arn)
    assert [role["RoleName"] for role in entities["PolicyRoles"]] == ["versioned"]
    local = iam.list_policies(Scope="Local", OnlyAttached=True)["Policies"]
    assert [(found["PolicyName"], found["AttachmentCount"]) for found in local] == [("versioned", 1)]
    attached_first = ("DeleteConflict", "Cannot delete a policy attached to entities.")
    assert refused(iam.delete_policy, PolicyArn=arn) == attached_first
    iam.detach_role_policy(RoleName="versioned", PolicyArn=arn)
    iam.delete_policy(PolicyArn=arn)
    assert iam.list_policies(Scope="Local")["Policies"] == []
    names = {found["PolicyName"] for page in iam.get_paginator("list_policies").paginate(MaxItems=3)
             for found in page["Policies"]}
    assert "AdministratorAccess" in names and "AWSLambdaBasicExecutionRole" in names


def test_tag_keys_are_case_insensitive(iam):
    def tag(key, value="v"):
        return {"Key": key, "Value": value}

    duplicate = (
        "InvalidInput",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    )
    both = [tag("Team"), tag("team")]
    assert refused(iam.create_user, UserName="tagged", Tags=both) == duplicate
    assert refused(iam.create_user, UserName="tagged", Tags=[tag("aws:x")])[0] == "InvalidInput"
    iam.create_user(UserName="tagged", Tags=[tag("Team", "one")])
    assert refused(iam.tag_user, UserName="tagged", Tags=both) == duplicate
    iam.tag_user(UserName="tagged", Tags=[tag("team", "two")])
    assert iam.list_user_tags(UserName="tagged")["Tags"] == [tag("team", "two")]
    iam.untag_user(UserName="tagged", TagKeys=["TEAM"])
    assert iam.list_user_tags(UserName="tagged")["Tags"] == []


MALFORMED = [
    ("{", "This policy contains invalid Json"),
    (policy({"Action": "a:b", "Resource": "*"}).replace("2012-10-17", "2013"), "The policy must contain a valid version string"),
    (policy({"Resource": "*"}), "Policy statement must contain actions."),
    (policy({"Action": "a:b"}), "Policy statement must contain resources."),
    (policy({"Action": "invoke", "Resource": "*"}), "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
    (policy({"Action": "a:b", "Resource": "my-function"}), 'Resource my-function must be in ARN format or "*".'),
    (policy({"Action": "a:b", "Resource": "*", "Principal": "*"}), "Policy document should not specify a principal."),
]


@pytest.mark.parametrize(("document", "text"), MALFORMED, ids=[text for _, text in MALFORMED])
def test_a_malformed_policy_is_refused(iam, document, text):
    refusal = ("MalformedPolicyDocument", text)
    assert refused(iam.create_policy, PolicyName="malformed", PolicyDocument=document) == refusal


MALFORMED_TRUST = [
    (GRANT, "Missing required field Principal"),
    (trust("*", Resource="*"), "Has prohibited field Resource"),
    (policy({"Principal": "*", "Action": "iam:PassRole"}), "AssumeRole policy may only specify STS AssumeRole actions."),
    (trust({"AWS": "me"}), 'Invalid principal in policy: "AWS":"me"'),
    (trust({"Service": "nope.nope"}), 'Invalid principal in policy: "SERVICE":"nope.nope"'),
    (trust({"Service": "amazonaws.com"}), 'Invalid principal in policy: "SERVICE":"amazonaws.com"'),
]


@pytest.mark.parametrize(("document", "text"), MALFORMED_TRUST, ids=[text for _, text in MALFORMED_TRUST])
def test_a_malformed_trust_policy_is_refused(iam, document, text):
    refusal = ("MalformedPolicyDocument", text)
    assert refused(iam.create_role, RoleName="bad", AssumeRolePolicyDocument=document) == refusal
