"""What CloudWatch Logs does beside keeping lines: filters, deliveries, live tails, queries, policies."""

import base64
import gzip
import json
import threading
import time

import pytest
from botocore.exceptions import ClientError

from gatewright import ACCOUNT, PATIENCE, REGION
from packages import create_function, python

GROUP_ARN = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:"


@pytest.fixture(scope="module")
def logs(ephemeral):
    return ephemeral.client("logs", inject_host_prefix=False)


def refused(call, **arguments):
    """The code and the message of a call that must be refused."""
    with pytest.raises(ClientError) as error:
        call(**arguments)
    return error.value.response["Error"]["Code"], error.value.response["Error"]["Message"]


def now():
    return int(time.time() * 1000)


def group(logs, name, *messages, stream="stream"):
    """A new log group with lines a millisecond apart."""
    logs.create_log_group(logGroupName=name)
    logs.create_log_stream(logGroupName=name, logStreamName=stream)
    if messages:
        put(logs, name, *messages, stream=stream)
    return name


def put(logs, name, *messages, stream="stream", at=None):
    begin = (at or now()) - len(messages)
    events = [{"timestamp": begin + place, "message": message} for place, message in enumerate(messages)]
    return logs.put_log_events(logGroupName=name, logStreamName=stream, logEvents=events)


def eventually(what):
    """What `what` gives, once it gives something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError("it never came")


# --- Metric filters


def test_metric_filters(logs):
    name = group(logs, "metrics")
    metric = {"metricName": "errors", "metricNamespace": "app", "metricValue": "1", "defaultValue": 0.0}
    for number in (2, 1, 3):
        logs.put_metric_filter(
            logGroupName=name,
            filterName=f"filter-{number}",
            filterPattern="ERROR",
            metricTransformations=[metric | {"metricName": f"errors-{number}"}],
        )
    described = logs.describe_metric_filters(logGroupName=name, filterNamePrefix="filter-")
    filters = described["metricFilters"]
    assert [one["filterName"] for one in filters] == ["filter-1", "filter-2", "filter-3"]
    assert filters[0]["metricTransformations"] == [metric | {"metricName": "errors-1"}]
    assert filters[0]["logGroupName"] == name and filters[0]["applyOnTransformedLogs"] is False
    [group_shown] = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    assert group_shown["metricFilterCount"] == 3
    by_metric = logs.describe_metric_filters(metricName="errors-2", metricNamespace="app")["metricFilters"]
    assert [one["filterName"] for one in by_metric] == ["filter-2"]
    pages = logs.get_paginator("describe_metric_filters").paginate(
        logGroupName=name, PaginationConfig={"PageSize": 2}
    )
    assert [len(page["metricFilters"]) for page in pages] == [2, 1]
    code, _ = refused(
        logs.put_metric_filter,
        logGroupName=name,
        filterName="bad",
        filterPattern="{ $.a",
        metricTransformations=[metric],
    )
    assert code == "InvalidParameterException"
    logs.delete_metric_filter(logGroupName=name, filterName="filter-1")
    again = refused(logs.delete_metric_filter, logGroupName=name, filterName="filter-1")
    assert again == ("ResourceNotFoundException", "The specified metric filter does not exist.")


# --- Subscription filters

READER = """
import base64, gzip, json
def handler(event, context):
    print("told", gzip.decompress(base64.b64decode(event["awslogs"]["data"])).decode())
"""


def test_subscriptions_are_delivered(ephemeral, logs):
    functions = ephemeral.client("lambda")
    create_function(functions, "reader", python(READER))
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:reader"
    name = group(logs, "subscribed")
    subscribe = {"logGroupName": name, "filterName": "all", "filterPattern": "[level=ERROR, ...]"}
    not_permitted = (
        "InvalidParameterException",
        "Could not execute the lambda function. Make sure you have given CloudWatch Logs "
        "permission to execute your function.",
    )
    assert refused(logs.put_subscription_filter, destinationArn=arn, **subscribe) == not_permitted
    functions.add_permission(
        FunctionName="reader",
        StatementId="logs",
        Action="lambda:InvokeFunction",
        Principal="logs.amazonaws.com",
        SourceArn=f"{GROUP_ARN}{name}:*",
    )
    logs.put_subscription_filter(destinationArn=arn, **subscribe)
    [shown] = logs.describe_subscription_filters(logGroupName=name)["subscriptionFilters"]
    assert shown["destinationArn"] == arn and shown["distribution"] == "ByLogStream"
    put(logs, name, "ERROR one", "INFO two", "ERROR three")

    def told():
        try:
            found = logs.filter_log_events(logGroupName="/aws/lambda/reader", filterPattern="told")
        except logs.exceptions.ResourceNotFoundException:
            return []
        return [json.loads(event["message"].removeprefix("told ")) for event in found["events"]]

    [delivery] = eventually(told)
    assert delivery["messageType"] == "DATA_MESSAGE" and delivery["owner"] == ACCOUNT
    assert (delivery["logGroup"], delivery["logStream"]) == (name, "stream")
    assert delivery["subscriptionFilters"] == ["all"]
    events = delivery["logEvents"]
    assert [event["message"] for event in events] == ["ERROR one", "ERROR three"]
    assert events[0]["extractedFields"] == {"level": "ERROR", "2": "one"}
    assert len({event["id"] for event in events}) == 2 and len(events[0]["id"]) == 56

    own = {**subscribe, "logGroupName": "/aws/lambda/reader", "destinationArn": arn}
    assert "reserved for the function logs" in refused(logs.put_subscription_filter, **own)[1]
    stream = {**subscribe, "destinationArn": f"arn:aws:kinesis:{REGION}:{ACCOUNT}:stream/s"}
    assert "Lambda functions only" in refused(logs.put_subscription_filter, **stream)[1]
    logs.put_subscription_filter(destinationArn=arn, **subscribe | {"filterName": "second"})
    third = refused(logs.put_subscription_filter, destinationArn=arn, **subscribe | {"filterName": "third"})
    assert third == ("LimitExceededException", "Resource limit exceeded.")
    for filter_name in ("all", "second"):
        logs.delete_subscription_filter(logGroupName=name, filterName=filter_name)
    put(logs, name, "ERROR four")
    put(logs, name, "ERROR five")
    assert len(told()) == 1


# --- Live tails


def test_a_live_tail_shows_what_is_written(logs):
    name = group(logs, "tailed", "before")
    other = group(logs, "not-tailed")
    answer = logs.start_live_tail(
        logGroupIdentifiers=[GROUP_ARN + name], logEventFilterPattern="-skipped"
    )
    stream = iter(answer["responseStream"])
    start = next(stream)["sessionStart"]
    assert start["logGroupIdentifiers"] == [GROUP_ARN + name] and start["sessionId"]
    put(logs, name, "one", "skipped", "two")
    put(logs, other, "elsewhere")
    seen = []
    while len(seen) < 2:
        update = next(stream)["sessionUpdate"]
        assert update["sessionMetadata"]["sampled"] is False
        seen += update["sessionResults"]
    assert [event["message"] for event in seen] == ["one", "two"]
    assert seen[0]["logStreamName"] == "stream" and seen[0]["logGroupIdentifier"] == f"{ACCOUNT}:{name}"
    answer["responseStream"].close()
    missing = refused(logs.start_live_tail, logGroupIdentifiers=[GROUP_ARN + "nothing"])
    assert missing[0] == "ResourceNotFoundException"


def test_a_live_tail_does_not_hold_the_server(tmp_path):
    from gatewright import Server

    server = Server(tmp_path / "log", "--listen", "127.0.0.1:0", "--ephemeral")
    client = server.client("logs", inject_host_prefix=False)
    group(client, "tailed")
    answer = client.start_live_tail(logGroupIdentifiers=[GROUP_ARN + "tailed"])
    stream = iter(answer["responseStream"])
    assert "sessionStart" in next(stream)
    ended = threading.Event()

    def read():
        for _ in stream:
            pass
        ended.set()

    threading.Thread(target=read, daemon=True).start()
    begun = time.monotonic()
    server.stop()
    assert time.monotonic() - begun < 8
    assert ended.wait(PATIENCE)


# --- Groups


def test_groups_are_listed(logs):
    for name in ("list/a", "list/b", "list/c", "other/list"):
        logs.create_log_group(logGroupName=name)
    names = lambda answer: [one["logGroupName"] for one in answer["logGroups"]]
    assert names(logs.list_log_groups(logGroupNamePattern="^list/")) == ["list/a", "list/b", "list/c"]
    assert "other/list" in names(logs.list_log_groups(logGroupNamePattern="list"))
    assert names(logs.list_log_groups(logGroupNamePattern="^list/b|^other")) == ["list/b", "other/list"]
    first = logs.list_log_groups(logGroupNamePattern="^list/", limit=2)
    rest = logs.list_log_groups(logGroupNamePattern="^list/", limit=2, nextToken=first["nextToken"])
    assert names(first) + names(rest) == ["list/a", "list/b", "list/c"] and "nextToken" not in rest
    two = logs.describe_log_groups(logGroupIdentifiers=["list/a", GROUP_ARN + "list/c"])
    assert names(two) == ["list/a", "list/c"]
    logs.put_log_group_deletion_protection(logGroupIdentifier="list/a", deletionProtectionEnabled=True)
    assert refused(logs.delete_log_group, logGroupName="list/a")[0] == "ValidationException"
    logs.put_log_group_deletion_protection(logGroupIdentifier="list/a", deletionProtectionEnabled=False)
    logs.delete_log_group(logGroupName="list/a")


def test_streams_are_ordered(logs):
    name = group(logs, "ordered", "x", stream="b")
    for stream, age in (("a", 3_600_000), ("c", 0)):
        logs.create_log_stream(logGroupName=name, logStreamName=stream)
        put(logs, name, "x", stream=stream, at=now() - age)
    names = lambda **more: [
        one["logStreamName"] for one in logs.describe_log_streams(logGroupName=name, **more)["logStreams"]
    ]
    assert names() == ["a", "b", "c"] and names(descending=True) == ["c", "b", "a"]
    assert names(orderBy="LastEventTime", descending=True)[-1] == "a"
    assert names(logStreamNamePrefix="b") == ["b"]


def test_retention_deletes(logs):
    name = group(logs, "kept")
    put(logs, name, "old", at=now() - 3 * 86_400_000)
    put(logs, name, "new")
    before = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]["storedBytes"]
    logs.put_retention_policy(logGroupName=name, retentionInDays=1)
    events = logs.filter_log_events(logGroupName=name)["events"]
    assert [event["message"] for event in events] == ["new"]
    shown = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]
    assert shown["retentionInDays"] == 1 and shown["storedBytes"] < before
    # It is gone, not hidden.
    logs.delete_retention_policy(logGroupName=name)
    events = logs.filter_log_events(logGroupName=name)["events"]
    assert [event["message"] for event in events] == ["new"]


# --- Resource policies


def test_resource_policies(logs):
    document = json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "es.amazonaws.com"},
                    "Action": "logs:PutLogEvents",
                    "Resource": "*",
                }
            ],
        }
    )
    put_policy = logs.put_resource_policy
    policy = put_policy(policyName="es", policyDocument=document)["resourcePolicy"]
    assert (policy["policyName"], policy["policyScope"]) == ("es", "ACCOUNT")
    [shown] = logs.describe_resource_policies()["resourcePolicies"]
    assert shown["policyDocument"] == document and shown["lastUpdatedTime"] > 0
    assert refused(put_policy, policyName="bad", policyDocument="{")[0] == "InvalidParameterException"
    for number in range(9):
        put_policy(policyName=f"more-{number}", policyDocument=document)
    assert refused(put_policy, policyName="last", policyDocument=document)[0] == "LimitExceededException"
    logs.delete_resource_policy(policyName="es")
    missing = refused(logs.delete_resource_policy, policyName="es")
    assert missing == ("ResourceNotFoundException", "Policy with name [es] does not exist.")


# --- Logs Insights


def asked(logs, query, *groups, **more):
    """The rows of a query, as dictionaries, and the whole answer."""
    began = int(time.time())
    started = logs.start_query(
        logGroupNames=list(groups), startTime=began - 3600, endTime=began + 60, queryString=query, **more
    )

    def results():
        answer = logs.get_query_results(queryId=started["queryId"])
        return answer if answer["status"] == "Complete" else None

    answer = eventually(results)
    return [{cell["field"]: cell["value"] for cell in row} for row in answer["results"]], answer


def test_queries(logs):
    name = group(logs, "asked", *[json.dumps({"path": f"/{n % 3}", "took": n}) for n in range(30)], "no JSON")
    rows, answer = asked(logs, "stats count(*) as n, max(took) by path | filter n > 1 | sort path asc", name)
    assert rows == [
        {"path": "/0", "n": "10", "max(took)": "27"},
        {"path": "/1", "n": "10", "max(took)": "28"},
        {"path": "/2", "n": "10", "max(took)": "29"},
    ]
    statistics = answer["statistics"]
    assert (statistics["recordsScanned"], statistics["recordsMatched"]) == (31, 31)
    assert statistics["bytesScanned"] > 0 and answer["queryLanguage"] == "CWLI"

    # Newest first, with a pointer to the whole.
    rows, _ = asked(logs, 'filter path = "/2" | parse @message \'"took": *}\' as t', name, limit=2)
    assert [row["t"] for row in rows] == ["29", "26"]
    assert rows[0]["@timestamp"] > rows[1]["@timestamp"]
    record = logs.get_log_record(logRecordPointer=rows[0]["@ptr"])["logRecord"]
    assert (record["took"], record["@logStream"], record["@log"]) == ("29", "stream", f"{ACCOUNT}:{name}")
    wrong = refused(logs.get_log_record, logRecordPointer="nothing")
    assert wrong[0] == "InvalidParameterException"

    fields = logs.get_log_group_fields(logGroupName=name)["logGroupFields"]
    percent = {field["name"]: field["percent"] for field in fields}
    assert percent["@message"] == 100 and percent["took"] == 97

    described = logs.describe_queries(logGroupName=name, status="Complete")["queries"]
    assert len(described) == 2 and described[1]["queryString"].startswith("stats")
    stop = refused(logs.stop_query, queryId=described[0]["queryId"])
    assert stop[0] == "InvalidParameterException"
    missing = refused(logs.get_query_results, queryId="nothing")
    assert missing[0] == "ResourceNotFoundException"


def test_a_query_over_groups_is_in_order(logs):
    names = [group(logs, f"several-{n}") for n in (1, 2)]
    for turn in range(4):
        put(logs, names[turn % 2], f"line {turn}", at=now() - 10_000 + turn * 1000)
    rows, answer = asked(logs, "fields @message, @log | limit 3", *names)
    assert [row["@message"] for row in rows] == ["line 3", "line 2", "line 1"]
    assert rows[0]["@log"] == f"{ACCOUNT}:several-2"
    assert answer["statistics"]["logGroupsScanned"] == 2


def test_a_wrong_query_says_where(logs):
    name = group(logs, "wrong")
    with pytest.raises(ClientError) as error:
        asked(logs, "fields @message | filer a", name)
    answer = error.value.response
    assert answer["Error"]["Code"] == "MalformedQueryException"
    assert answer["queryCompileError"]["location"] == {"startCharOffset": 18, "endCharOffset": 23}
    with pytest.raises(ClientError) as error:
        asked(logs, "SELECT 1", name, queryLanguage="SQL")
    assert "CWLI" in error.value.response["Error"]["Message"]


def test_lambdas_lines_can_be_asked(ephemeral, logs):
    functions = ephemeral.client("lambda")
    create_function(functions, "reported", python("def handler(event, context):\n    print('hello')"))
    for _ in range(3):
        functions.invoke(FunctionName="reported")
    query = "filter @type = 'REPORT' | stats count(*) as n, max(@memorySize) / 1000 / 1000 as mb"
    rows = eventually(lambda: [r for r in asked(logs, query, "/aws/lambda/reported")[0] if r["n"] == "3"])
    assert rows == [{"n": "3", "mb": "128"}]
