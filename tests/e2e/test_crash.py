"""What was acknowledged is there after `kill -9`, twenty times over, in the middle of the writes of
several clients."""

import json
import random
import threading
import time

from gatewright import GONE, PATIENCE, Server
from packages import create_function, python

ROUNDS = 20
KILL_AFTER = (50, 350)
"""Acknowledged writes of a round, between which the server is killed."""


class Writer(threading.Thread):
    """Writes one thing after another until the server is gone, and counts what it acknowledged."""

    def __init__(self, write, start):
        super().__init__(daemon=True)
        self.write, self.acknowledged, self.failure = write, start, None

    def run(self):
        try:
            while True:
                self.write(self.acknowledged)
                self.acknowledged += 1
        except GONE:
            pass
        except Exception as failure:  # Told to the test, which fails with it.
            self.failure = failure


class World:
    """Clients of one server; the port stays the same from life to life."""

    def __init__(self, directory):
        self.directory = directory
        self.server = self.start("127.0.0.1:0")
        self.listen = f"127.0.0.1:{self.server.port}"
        # Clients are shared by the threads that write, as boto3 allows.
        self.apis, self.functions, self.logs = map(
            self.server.client, ("apigateway", "lambda", "logs")
        )

    def start(self, listen):
        data = ("--data", self.directory / "data")
        return Server(self.directory / "log", "--listen", listen, *data)

    def crash(self):
        self.server.kill()

    def restart(self):
        self.server = self.start(self.listen)


def test_acknowledged_writes_survive_kill_9(tmp_path):
    world = World(tmp_path)
    create_function(world.functions, "configured", python("def handler(e, c): return 'ran'"))
    world.logs.create_log_group(logGroupName="written")
    world.logs.create_log_stream(logGroupName="written", logStreamName="stream")
    total, described, lines = 0, 0, 0
    for round in range(ROUNDS):
        api = world.apis.create_rest_api(name=f"round {round}")
        first, second = (create_resources(world, api, name) for name in ("first", "second"))
        writers = [
            Writer(first, 0),
            Writer(second, 0),
            Writer(describe(world), described),
            Writer(write_line(world), lines),
        ]
        started = [writer.acknowledged for writer in writers]
        for writer in writers:
            writer.start()
        enough = sum(started) + random.Random(round).randint(*KILL_AFTER)
        deadline = time.monotonic() + PATIENCE
        while sum(writer.acknowledged for writer in writers) < enough:
            assert time.monotonic() < deadline, [writer.failure for writer in writers]
            time.sleep(0.001)
        world.crash()
        for writer in writers:
            writer.join(PATIENCE)
            assert not writer.is_alive()
            assert writer.failure is None, writer.failure
        total += sum(writer.acknowledged for writer in writers) - sum(started)

        world.restart()
        resources = resources_of(world, api)
        for name, writer in zip(("first", "second"), writers):
            numbers = {number for at, number in resources if at == name}
            # What was on its way may have arrived.
            assert numbers in prefixes(writer.acknowledged), name
        configuration = world.functions.get_function_configuration(FunctionName="configured")
        described = writers[2].acknowledged
        on_its_way = int(configuration["Description"] or "-1") + 1
        assert on_its_way in (described, described + 1)
        found = lines_of(world)
        assert found in prefixes(writers[3].acknowledged)
        described, lines = on_its_way, len(found)
    assert total >= 1000
    assert world.functions.invoke(FunctionName="configured")["Payload"].read() == b'"ran"'
    world.server.stop()


def prefixes(acknowledged):
    """What may be there: all that was acknowledged, and perhaps one more."""
    return [set(range(acknowledged)), set(range(acknowledged + 1))]


def create_resources(world, api, name):
    parent = world.apis.create_resource(
        restApiId=api["id"], parentId=api["rootResourceId"], pathPart=name
    )

    def write(number):
        world.apis.create_resource(
            restApiId=api["id"], parentId=parent["id"], pathPart=str(number)
        )

    return write


def resources_of(world, api):
    """The resources as (name, number)."""
    pages = world.apis.get_paginator("get_resources").paginate(
        restApiId=api["id"], PaginationConfig={"PageSize": 500}
    )
    paths = [resource["path"].split("/") for page in pages for resource in page["items"]]
    return [(path[1], int(path[2])) for path in paths if len(path) == 3]


def describe(world):
    def write(number):
        world.functions.update_function_configuration(
            FunctionName="configured", Description=str(number)
        )

    return write


def write_line(world):
    def write(number):
        world.logs.put_log_events(
            logGroupName="written",
            logStreamName="stream",
            logEvents=[
                {"timestamp": int(time.time() * 1000), "message": json.dumps({"line": number})}
            ],
        )

    return write


def lines_of(world):
    pages = world.logs.get_paginator("filter_log_events").paginate(logGroupName="written")
    numbers = [json.loads(event["message"])["line"] for page in pages for event in page["events"]]
    assert len(numbers) == len(set(numbers))
    return set(numbers)
