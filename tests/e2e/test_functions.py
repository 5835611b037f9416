"""Functions that go wrong: what their callers get, what their logs have, that others go on meanwhile,
and that nothing of them is left."""

import contextlib
import json
import os
import pathlib
import threading
import time

import pytest

from gatewright import ACCOUNT, PATIENCE, REGION
from packages import create_function, invocation_uri, python

OTHER = "the-other"


@pytest.fixture(scope="module")
def functions(ephemeral):
    """A client, with a function beside those of the tests."""
    client = ephemeral.client("lambda")
    create_function(client, OTHER, python("def handler(event, context):\n    return 'well'\n"))
    assert answer(client.invoke(FunctionName=OTHER)) == "well"
    return client


def answer(response):
    return json.load(response["Payload"])


def eventually(what):
    """Waits until `what` holds."""
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def descendants(pid):
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in task.read_text().split():
                found += [int(child), *descendants(int(child))]
    return found


@contextlib.contextmanager
def made(functions, server, code, **settings):
    """A function for one test, while another is called again and again; after it none of its
    processes is left."""
    name = f"case-{os.urandom(4).hex()}"
    before = len(descendants(server.process.pid))
    create_function(functions, name, python(code), **settings)
    over, slowest = threading.Event(), [0.0]

    def others():
        while not over.wait(0.02):
            begun = time.monotonic()
            assert answer(functions.invoke(FunctionName=OTHER)) == "well"
            slowest[0] = max(slowest[0], time.monotonic() - begun)

    thread = threading.Thread(target=others)
    thread.start()
    try:
        yield name
    finally:
        over.set()
        thread.join()
        functions.delete_function(FunctionName=name)
    # Warm as it is, it takes milliseconds; this is for a busy machine, and tells a hang.
    assert slowest[0] < 2, slowest
    eventually(lambda: len(descendants(server.process.pid)) <= before)


def log(server, name, last=None):
    """The messages in the function's log, once there is its REPORT."""
    client = server.client("logs")
    group = f"/aws/lambda/{name}"

    def read():
        streams = client.describe_log_streams(logGroupName=group)["logStreams"]
        return [
            event["message"]
            for stream in streams
            for event in client.get_log_events(
                logGroupName=group,
                logStreamName=stream["logStreamName"],
                startFromHead=last is None,
                **({"limit": last} if last else {}),
            )["events"]
        ]

    def reported():
        with contextlib.suppress(client.exceptions.ResourceNotFoundException):
            return any(message.startswith("REPORT") for message in read())
        return False

    eventually(reported)
    return read()


def test_children_that_a_function_leaves(functions, ephemeral):
    code = """
import os, time
def handler(event, context):
    for _ in range(5):
        if os.fork() == 0:
            if os.fork() == 0:
                os.setsid()
            time.sleep(1000)
    return 'left'
"""
    with made(functions, ephemeral, code) as name:
        before = len(descendants(ephemeral.process.pid))
        for _ in range(2):
            assert answer(functions.invoke(FunctionName=name)) == "left"
        # The function's answer does not wait for its children to fork theirs.
        eventually(lambda: len(descendants(ephemeral.process.pid)) >= before + 20)


def test_output_without_end(functions, ephemeral):
    code = """
def handler(event, context):
    line = 'x' * 1023
    for _ in range(64 << 10):
        print(line)
    return 'printed'
"""
    with made(functions, ephemeral, code, Timeout=30) as name:
        assert answer(functions.invoke(FunctionName=name)) == "printed"
        *_, note, end, report = log(ephemeral, name, last=10)
        assert note.startswith("[gatewright: output truncated"), note
        assert end.startswith("END ") and report.startswith("REPORT "), (end, report)
        status = pathlib.Path(f"/proc/{ephemeral.process.pid}/status").read_text()
        memory = int(status.split("VmRSS:")[1].split()[0])
        assert memory < 300 << 10, f"{memory} KB after 64 MB of output"


def test_memory_without_end(functions, ephemeral):
    code = """
def handler(event, context):
    kept = []
    while True:
        kept.append(bytearray(b'y') * (1 << 20))
"""
    with made(functions, ephemeral, code, MemorySize=128, Timeout=20) as name:
        response = functions.invoke(FunctionName=name)
        assert response["FunctionError"] == "Unhandled"
        error = answer(response)
        assert error["errorType"] == "Runtime.ExitError"
        assert error["errorMessage"].endswith("Runtime exited with error: signal: killed")
        messages = log(ephemeral, name)
        assert any("signal: killed\nRuntime.ExitError" in message for message in messages), messages
        assert "Max Memory Used: 128 MB" in messages[-1], messages


def test_an_initialisation_that_ends_the_process(functions, ephemeral):
    with made(functions, ephemeral, "import os\nos._exit(3)\n") as name:
        response = functions.invoke(FunctionName=name)
        error = answer(response)
        assert response["FunctionError"] == "Unhandled"
        assert error["errorMessage"].endswith("Runtime exited with error: exit status 3"), error
        # Each initialisation has a stream of its own.
        lines = [line for line in log(ephemeral, name) if line.startswith("INIT_REPORT")]
        phases = {line.split("\t")[1] for line in lines}
        assert phases == {"Phase: init", "Phase: invoke"}, lines


CLOSES = """
import os, stat, time
def handler(event, context):
    for descriptor in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                os.close(descriptor)
        except OSError:
            pass
    time.sleep(event)
"""


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "exit status 1"), (1000, "Task timed out after 1.00 seconds")]
)
def test_a_runtime_that_closes_its_connection(functions, ephemeral, seconds, said):
    with made(functions, ephemeral, CLOSES, Timeout=1) as name:
        for _ in range(2):
            response = functions.invoke(FunctionName=name, Payload=json.dumps(seconds))
            assert response["FunctionError"] == "Unhandled"
            assert answer(response)["errorMessage"].endswith(said)
        assert any(said in message for message in log(ephemeral, name))


def test_a_function_that_calls_itself(functions, ephemeral):
    code = """
import json, os, urllib.request
def handler(depth, context):
    if depth == 0:
        return 0
    url = f"{os.environ['AWS_ENDPOINT_URL']}/2015-03-31/functions/{context.function_name}/invocations"
    request = urllib.request.Request(url, json.dumps(depth - 1).encode(), method='POST')
    return 1 + json.load(urllib.request.urlopen(request))
"""
    with made(functions, ephemeral, code, Timeout=20) as name:
        response = functions.invoke(FunctionName=name, Payload="4")
        assert answer(response) == 4


def test_a_full_tmp(functions, ephemeral):
    code = """
import errno
def handler(event, context):
    try:
        for number in range(6):
            with open(f'/tmp/{number}', 'wb') as file:
                for _ in range(100):
                    file.write(bytes(1 << 20))
    except OSError as error:
        return errno.errorcode[error.errno]
    return 'all written'
"""
    settings = {"EphemeralStorage": {"Size": 512}, "Timeout": 20}
    with made(functions, ephemeral, code, **settings) as name:
        assert answer(functions.invoke(FunctionName=name)) == "ENOSPC"


def test_an_event_has_one_request_id(functions, ephemeral):
    """By Lambda's own Invoke and by an integration; the first try is all that there is time for."""
    code = "def handler(event, context):\n    print('event', event)\n"
    with made(functions, ephemeral, code) as name:
        functions.put_function_event_invoke_config(
            FunctionName=name, MaximumRetryAttempts=0, MaximumEventAgeInSeconds=60
        )
        response = functions.invoke(FunctionName=name, InvocationType="Event", Payload=b'"direct"')
        assert response["StatusCode"] == 202
        functions.add_permission(
            FunctionName=name,
            StatementId="api",
            Action="lambda:InvokeFunction",
            Principal="apigateway.amazonaws.com",
        )
        apis = ephemeral.client("apigateway")
        api = apis.create_rest_api(name="events")
        verb = {
            "restApiId": api["id"],
            "resourceId": api["rootResourceId"],
            "httpMethod": "POST",
        }
        apis.put_method(**verb, authorizationType="NONE")
        apis.put_integration(
            **verb,
            type="AWS",
            integrationHttpMethod="POST",
            uri=invocation_uri(name),
            requestParameters={"integration.request.header.X-Amz-Invocation-Type": "'Event'"},
        )
        apis.put_method_response(**verb, statusCode="202")
        apis.put_integration_response(**verb, statusCode="202")
        apis.create_deployment(restApiId=api["id"], stageName="s")
        accepted = ephemeral.invoke(
            api["id"],
            "s",
            "/",
            method="POST",
            body='"by the API"',
            headers={"Content-Type": "application/json"},
        )
        assert accepted.status == 202, accepted
        eventually(
            lambda: {"event direct\n", "event by the API\n"} <= set(log(ephemeral, name))
        )
        listed = functions.list_function_event_invoke_configs(FunctionName=name)
        (config,) = listed["FunctionEventInvokeConfigs"]
        arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"
        assert config["FunctionArn"] == f"{arn}:$LATEST"
        assert config["MaximumRetryAttempts"] == 0
