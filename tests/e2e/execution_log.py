"""Execution logs: switched on for a stage, and read back a request at a time."""

import json
import re

from gatewright import ACCOUNT

ROLE = f"arn:aws:iam::{ACCOUNT}:role/logs"
"""What `allow` makes."""

FAILURE = re.compile(
    r"Execution failed due to |Lambda (execution|invocation) failed with status"
    r"|Unauthorized|The client is not authorized|AuthorizerConfigurationException"
    r"|Key (throttle|quota) limit exceeded|API Key \S* not authorized|Gateway response type: "
)
"""How the lines begin that say what went wrong."""

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def allow(server):
    """Gives the account a role to write execution logs with."""
    trust = {
        "Statement": {
            "Effect": "Allow",
            "Principal": {"Service": "apigateway.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    }
    iam = server.client("iam")
    iam.create_role(RoleName="logs", AssumeRolePolicyDocument=json.dumps(trust))
    iam.attach_role_policy(
        RoleName="logs",
        PolicyArn="arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    )
    set_role(server)


def set_role(server, role=ROLE):
    """Sets the role that logs are written with, or none."""
    operations = [{"op": "replace", "path": "/cloudwatchRoleArn", "value": role}]
    server.client("apigateway").update_account(patchOperations=operations)


def switch_on(server, api, stage, **settings):
    """Has a stage log everything; further settings of all its methods by their paths."""
    settings = {"logging/loglevel": "INFO", "logging/dataTrace": "true"} | settings
    operations = [
        {"op": "replace", "path": f"/*/*/{path}", "value": value} for path, value in settings.items()
    ]
    server.client("apigateway").update_stage(
        restApiId=api, stageName=stage, patchOperations=operations
    )


def lines(server, api, stage, request):
    """What the log holds of a request, be it the stage's or its canary's."""
    logs, prefix, found = server.client("logs"), f"({request}) ", []
    for part in [stage, f"{stage}/Canary"]:
        group = f"API-Gateway-Execution-Logs_{api}/{part}"
        try:
            events = logs.filter_log_events(logGroupName=group, filterPattern=f'"{request}"')
        except logs.exceptions.ResourceNotFoundException:
            continue
        messages = [event["message"] for event in events["events"]]
        found += [it.removeprefix(prefix) for it in messages if it.startswith(prefix)]
    return found


def outcome(server, api, stage, answer):
    """What a request came to, in the form in which the doctor predicts it: the log's line is the
    first that tells a failure."""
    logged = lines(server, api, stage, answer.headers["x-amzn-requestid"])
    failures = [line for line in logged if FAILURE.match(line)]
    assert logged, answer
    return without_ids(
        {
            "status": answer.status,
            "body": answer.body.decode(),
            "log": failures[0] if failures else None,
        }
    )


def without_ids(outcome):
    """The same without the ids of requests to Lambda, which nobody can predict."""
    log = outcome["log"]
    return outcome | {"log": log and UUID.sub("ID", log)}
