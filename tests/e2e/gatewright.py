"""The server as a process: started on a free port, waited for, and ended by its process id."""

import contextlib
import http.client
import json
import os
import pathlib
import select
import signal
import subprocess
import sys
import time

import botocore.exceptions

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
ACCOUNT = "123456789012"
REGION = "us-east-1"
PATIENCE = 30
"""Seconds after which anything that should have happened has hung."""
GONE = (
    botocore.exceptions.EndpointConnectionError,
    botocore.exceptions.ConnectionClosedError,
    botocore.exceptions.ReadTimeoutError,
    botocore.exceptions.HTTPClientError,
)
"""What a client meets when the server has been killed."""


def program():
    """The built program."""
    path = pathlib.Path(os.environ.get("GATEWRIGHT", ROOT / "target/debug/gatewright"))
    assert path.exists(), f"{path} does not exist: run `cargo xtask test --only e2e`"
    return path


class Server:
    """A running `gatewright serve`."""

    def __init__(self, log, *arguments, environment=None):
        self.log = pathlib.Path(log)
        with self.log.open("ab") as errors:
            self.process = subprocess.Popen(
                [program(), "serve", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=os.environ | (environment or {}),
            )
        self.endpoint = self._ready_line().rsplit(" ", 1)[1]
        self.host, port = self.endpoint.removeprefix("http://").rsplit(":", 1)
        self.port = int(port)
        self.clients = {}
        self.programs = pathlib.Path(sys.executable).parent
        """Where the AWS command line is looked for first."""

    def _ready_line(self):
        # Read byte by byte: what comes after the line stays in the pipe.
        line = bytearray()
        deadline = time.monotonic() + PATIENCE
        while not line.endswith(b"\n"):
            left = max(0, deadline - time.monotonic())
            ready, _, _ = select.select([self.process.stdout], [], [], left)
            byte = os.read(self.process.stdout.fileno(), 1) if ready else b""
            if not byte:
                self.process.kill()
                self.process.wait()
                raise AssertionError(f"the server did not become ready: {self.errors()}")
            line += byte
        line = line.decode().strip()
        assert line.startswith("gatewright is ready at http://"), line
        return line

    def errors(self):
        """What the server wrote to its standard error."""
        return self.log.read_text(errors="replace")

    def stop(self):
        """Ends the server as a person would; it has to end well."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
        assert "panicked" not in self.errors(), self.errors()
        assert status == 0, f"exit status {status}: {self.errors()}"

    def kill(self):
        """Ends the server as a power failure would."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        assert "panicked" not in self.errors(), self.errors()

    def environment(self):
        """The environment of a person who works with this server."""
        return {
            "PATH": os.pathsep.join([str(self.programs), os.environ["PATH"]]),
            "LANG": "C.UTF-8",
            "HOME": "/nonexistent",
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_PAGER": "",
        }

    def client(self, service, access_key="test", **config):
        """A boto3 client; making one takes long, so that it is kept."""
        key = (service, access_key, *sorted(config.items()))
        if key not in self.clients:
            self.clients[key] = self._client(service, access_key, config)
        return self.clients[key]

    def _client(self, service, access_key, config):
        import boto3
        from botocore.config import Config

        config = {"retries": {"total_max_attempts": 1}, "read_timeout": PATIENCE} | config
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=access_key,
            aws_secret_access_key="test",
            config=Config(**config),
        )

    def call(self, path, method="GET", body=None, headers=None):
        """One HTTP request to the server's port."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    def invoke(self, api, stage, path, **request):
        """One call of a deployed stage, by the URL that the server prints."""
        headers = {"Host": f"{api}.execute-api.localhost:{self.port}"}
        headers |= request.pop("headers", {})
        return self.call(f"/{stage}{path}", headers=headers, **request)

    def reset(self):
        """Forgets everything."""
        answer = self.call("/_gatewright/reset", "POST")
        assert answer.status == 200, answer

    def is_well(self):
        """Whether the server still runs and answers, and nothing in it panicked."""
        answer = self.call("/_gatewright/health")
        return (
            answer.status == 200
            and answer.json()["status"] == "ok"
            and self.process.poll() is None
            and "panicked" not in self.errors()
        )


class Answer:
    """An HTTP response, read whole."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {dict(self.headers)} {self.body!r}"
