"""The AWS SDKs for JavaScript and Rust as clients: each tells one story, `clients/`, and prints what it saw."""

import json
import os
import pathlib
import subprocess

import pytest

from gatewright import HERE, PATIENCE, ROOT
from packages import python

FUNCTION = "def handler(event, context):\n    print('said')\n    return {'statusCode': 200, 'body': 'hello'}\n"


def built(variable, path):
    """Where `cargo xtask test` has made it."""
    made = pathlib.Path(os.environ.get(variable, ROOT / "target/e2e" / path))
    assert made.exists(), f"{made} does not exist: run `cargo xtask test --only e2e`"
    return str(made)


def javascript():
    """The command, and its environment."""
    modules = built("GATEWRIGHT_E2E_NODE_MODULES", "javascript/node_modules")
    return ["node", str(HERE / "clients/javascript/client.cjs")], {"NODE_PATH": modules}


def rust():
    """The command, and its environment."""
    return [built("GATEWRIGHT_E2E_CLIENT", "client/debug/client")], {}


@pytest.mark.parametrize("sdk", [javascript, rust])
def test_an_sdk_cannot_tell_the_difference(sdk, server, tmp_path):
    package = tmp_path / "function.zip"
    package.write_bytes(python(FUNCTION))
    command, environment = sdk()
    told = subprocess.run(
        [*command, server.endpoint, str(package)],
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
        env=os.environ | environment,
    )
    assert told.returncode == 0, told.stderr
    seen = json.loads(told.stdout)
    assert seen.pop("conflict")[:2] == ["ResourceConflictException", 409]
    assert seen == {
        "waited": "SUCCESS",
        "created": True,
        "resources": 31,
        "before": 500,
        "after": [200, "hello"],
        "missing": ["NotFoundException", 404, "Invalid Resource identifier specified"],
        "streamed": 200,
        "logged": 2,
        "gone": 403,
    }
