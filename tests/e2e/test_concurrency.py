"""Sixteen clients change one API at once, and the server is killed in the middle: nothing acknowledged is lost, nothing is
half made, and every answer is one that a serial order could give. `GATEWRIGHT_E2E_SECONDS` makes it longer."""

import contextlib
import functools
import itertools
import os
import random
import threading
import time

from botocore.exceptions import ClientError

from gatewright import ACCOUNT, GONE, PATIENCE, REGION, Server

CLIENTS = 16
NAMES = [f"r{number}" for number in range(8)]
SECONDS = float(os.environ.get("GATEWRIGHT_E2E_SECONDS", "6"))
NEVER = float("inf")
SCHEMA = '{"type": "object"}'


class Life:
    """Of a thing that was made once and may be removed once: when it began and ended, each within its call."""

    def __init__(self, begin=(-NEVER, -NEVER), end=(NEVER, NEVER)):
        self.begin, self.end = begin, end

    def surely(self):
        """From when to when it was there in any order of the calls."""
        return self.begin[1], self.end[0]

    def perhaps(self):
        """From when to when it may have been there in some order."""
        return self.begin[0], self.end[1]


class History:
    """What the clients were told."""

    def __init__(self):
        self.lock = threading.Lock()
        self.lives = {}
        """By name and id."""
        self.unknown = set()
        """The names of what may have been made, and the ids of what may be gone, since the server died on the call."""
        self.told = []
        """Whether something was there: the name, the id that was asked for or `None` for any, when, and the answer."""
        self.failures = []

    def made(self, name, which, call):
        with self.lock:
            life = self.lives.setdefault(name, {}).setdefault(which, Life())
            assert life.begin[0] == -NEVER, f"{which} was made twice"
            life.begin = call

    def gone(self, name, which, call):
        with self.lock:
            life = self.lives.setdefault(name, {}).setdefault(which, Life())
            assert life.end[1] == NEVER, f"{which} was removed twice"
            life.end = call

    def tell(self, name, which, call, there):
        with self.lock:
            self.told.append((name, which, call, there))


class Client(threading.Thread):
    """Does what it draws until it is stopped or the server is gone."""

    def __init__(self, number, apis, api, history):
        super().__init__(daemon=True)
        self.draw, self.apis, self.history = random.Random(number), apis, history
        self.api, self.root = api["id"], api["rootResourceId"]
        self.stop = threading.Event()
        self.calls = 0

    def run(self):
        try:
            while not self.stop.is_set():
                name = self.draw.choice(NAMES)
                action = self.draw.choice([self.create, self.remove, self.look, self.look])
                action(name)
                self.calls += 1
        except GONE:
            pass
        except BaseException as failure:  # Told to the test, which fails with it.
            self.history.failures.append(failure)

    def ask(self, operation, *refusals, **parameters):
        """The answer or the code of an expected refusal, and when it was asked and answered."""
        begin = time.monotonic()
        try:
            answer = operation(restApiId=self.api, **parameters)
        except ClientError as error:
            if error.response["Error"]["Code"] not in refusals:
                raise
            answer = None
        return answer, (begin, time.monotonic())

    def create(self, name):
        try:
            made, call = self.ask(
                self.apis.create_resource, "ConflictException", parentId=self.root, pathPart=name
            )
        except GONE:
            self.history.unknown.add(name)
            raise
        if made:
            assert made["path"] == f"/{name}", made
            self.history.made(name, made["id"], call)
        else:
            self.history.tell(name, None, call, True)

    def known(self, name):
        with self.history.lock:
            return list(self.history.lives.get(name, {}))

    def remove(self, name):
        ids = self.known(name)
        if not ids:
            return
        which = self.draw.choice(ids[-2:])
        try:
            gone, call = self.ask(self.apis.delete_resource, "NotFoundException", resourceId=which)
        except GONE:
            self.history.unknown.add(which)
            raise
        if gone:
            self.history.gone(name, which, call)
        else:
            self.history.tell(name, which, call, False)

    def look(self, name):
        ids = self.known(name)
        if not ids:
            return
        which = self.draw.choice(ids[-2:])
        found, call = self.ask(self.apis.get_resource, "NotFoundException", resourceId=which)
        assert found is None or (found["path"], found["parentId"]) == (f"/{name}", self.root)
        self.history.tell(name, which, call, found is not None)


def run(server, api, history, seconds, kill):
    """Has the clients work for a while; how many calls they made."""
    clients = [
        Client(number, server.client("apigateway"), api, history) for number in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    time.sleep(seconds)
    if kill:
        server.kill()
    for client in clients:
        client.stop.set()
    for client in clients:
        client.join(PATIENCE)
        assert not client.is_alive()
    assert not history.failures, history.failures[0]
    return sum(client.calls for client in clients)


def resources(apis, api):
    pages = apis.get_paginator("get_resources").paginate(restApiId=api["id"])
    return {item["id"]: item for page in pages for item in page["items"] if item["path"] != "/"}


def check_answers(history):
    """Whether some serial order gives every answer, thing by thing."""
    for name, lives in history.lives.items():
        for (one, first), (other, second) in itertools.combinations(lives.items(), 2):
            (from_one, to_one), (from_other, to_other) = first.surely(), second.surely()
            if from_one < to_one and from_other < to_other:
                overlap = min(to_one, to_other) - max(from_one, from_other)
                assert overlap <= 0, f"{one} and {other} were both /{name} for {overlap} s"
    for name, which, (begin, end), there in history.told:
        lives = history.lives.get(name, {})
        if which is None:
            spans = [life.perhaps() for life in lives.values()]
            met = any(start < end and begin < stop for start, stop in spans)
            assert met or name in history.unknown, f"/{name} was refused where none can have been"
        elif there:
            start, stop = lives[which].perhaps()
            assert start < end and begin < stop, f"{which} was seen when it was not there"
        else:
            start, stop = lives[which].surely()
            assert which in history.unknown or not (start < begin and end < stop), f"{which} was lost"


def test_many_clients_and_a_kill(tmp_path):
    data = ("--data", tmp_path / "data")
    server = Server(tmp_path / "log", "--listen", "127.0.0.1:0", *data)
    api = server.client("apigateway").create_rest_api(name="contended")
    history = History()
    calls = run(server, api, history, SECONDS / 2, kill=True)
    before = {name: dict(lives) for name, lives in history.lives.items()}

    server = Server(tmp_path / "log", "--listen", f"127.0.0.1:{server.port}", *data)
    apis = server.client("apigateway")
    there = resources(apis, api)
    for name, lives in before.items():
        for which, life in lives.items():
            if which in history.unknown:
                # The call that the server died on may have arrived.
                continue
            assert (which in there) == (life.end[1] == NEVER), f"{which} of /{name}"
    acknowledged = {which for lives in before.values() for which in lives}
    for which, item in there.items():
        # Whole, and of a call that was acknowledged or that the server died on.
        assert item["path"] == f"/{item['pathPart']}" and item["parentId"] == api["rootResourceId"]
        assert which in acknowledged or item["pathPart"] in history.unknown, item
        assert apis.get_resource(restApiId=api["id"], resourceId=which)["id"] == which
    assert len({item["path"] for item in there.values()}) == len(there)
    check_answers(history)

    # The others go on with what there is.
    history = History()
    for which, item in there.items():
        history.made(item["pathPart"], which, (-1, -1))
    calls += run(server, api, history, SECONDS / 2, kill=False)
    check_answers(history)
    last = resources(apis, api)
    alive = {
        which
        for lives in history.lives.values()
        for which, life in lives.items()
        if life.end[1] == NEVER
    }
    assert set(last) == alive
    assert calls > 100 * SECONDS, f"{calls} calls are too few to show anything"
    server.stop()


def at_once(*calls):
    """The codes of the calls' refusals, `None` where one was answered; all are made at the same time."""
    barrier, codes = threading.Barrier(len(calls)), [None] * len(calls)

    def make(number, call):
        barrier.wait()
        try:
            call()
        except ClientError as error:
            codes[number] = error.response["Error"]["Code"]

    threads = [threading.Thread(target=make, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return codes


AUTHORIZER = f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/arn:aws:lambda:{REGION}:{ACCOUNT}:function:f/invocations"


def test_what_one_call_needs_no_other_removes(ephemeral):
    """A thing is used first, and then not removed, or removed first, and then not used."""
    one, other = ephemeral.client("apigateway"), ephemeral.client("apigateway")
    made = one.create_rest_api(name="raced")
    api = {"restApiId": made["id"]}
    method = api | {"resourceId": made["rootResourceId"], "httpMethod": "GET"}
    both = []
    for number in range(60):
        one.create_model(**api, name=f"M{number}", contentType="application/json", schema=SCHEMA)
        models = {"application/json": f"M{number}"}
        both.append(at_once(
            lambda: one.put_method(**method, authorizationType="NONE", requestModels=models),
            lambda: other.delete_model(**api, modelName=f"M{number}"),
        ))
        with contextlib.suppress(ClientError):
            one.delete_method(**method)
        kind = {"type": "TOKEN", "authorizerUri": AUTHORIZER, "identitySource": "method.request.header.A"}
        authorizer = one.create_authorizer(**api, name=f"a{number}", **kind)["id"]
        both.append(at_once(
            lambda: one.put_method(**method, authorizationType="CUSTOM", authorizerId=authorizer),
            lambda: other.delete_authorizer(**api, authorizerId=authorizer),
        ))
        with contextlib.suppress(ClientError):
            one.delete_method(**method)
    assert all(codes.count(None) == 1 for codes in both), both


def test_edits_of_one_thing_take_turns(ephemeral):
    """None is refused for the others' sake, and each is seen."""
    apis = ephemeral.client("apigateway")
    made = apis.create_rest_api(name="edited")
    method = {"restApiId": made["id"], "resourceId": made["rootResourceId"], "httpMethod": "GET"}
    apis.put_method(**method, authorizationType="NONE")

    def edit(client, number):
        for turn in range(20):
            path = f"/requestParameters/method.request.header.h{number}-{turn}"
            added = {"op": "add", "path": path, "value": "true"}
            client.update_method(**method, patchOperations=[added])

    clients = [ephemeral.client("apigateway") for _ in range(CLIENTS)]
    edits = [functools.partial(edit, *each) for each in zip(clients, range(CLIENTS))]
    assert at_once(*edits) == [None] * CLIENTS
    assert len(apis.get_method(**method)["requestParameters"]) == 20 * CLIENTS


def test_a_copy_has_what_came_before_what_it_has(ephemeral):
    """A resource, then a model of its number: no copy has the model alone."""
    apis, writer = ephemeral.client("apigateway"), ephemeral.client("apigateway")
    made = apis.create_rest_api(name="copied")
    api, root = made["id"], made["rootResourceId"]
    for number in range(100):
        apis.create_resource(restApiId=api, parentId=root, pathPart=f"before{number}")
    done = threading.Event()

    def write():
        for number in itertools.count():
            if done.is_set():
                return
            writer.create_resource(restApiId=api, parentId=root, pathPart=f"z{number}")
            writer.create_model(
                restApiId=api, name=f"z{number}", contentType="application/json", schema=SCHEMA
            )

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for _ in range(20):
            copy = apis.create_rest_api(name="copy", cloneFrom=api)["id"]
            names = {
                model["name"]
                for page in apis.get_paginator("get_models").paginate(restApiId=copy)
                for model in page["items"]
            }
            parts = {item.get("pathPart") for item in resources(apis, {"id": copy}).values()}
            assert {name for name in names if name.startswith("z")} <= parts
            apis.delete_rest_api(restApiId=copy)
    finally:
        done.set()
        thread.join(PATIENCE)
