"""Servers for the tests: one for each file, on data of its own."""

import pytest

from gatewright import Server

SECRET = "known to the server only"
"""In the environment of every server; no function may see it."""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server with a data directory."""
    directory = tmp_path_factory.mktemp("server")
    yield from running(directory, "--data", directory / "data")


@pytest.fixture(scope="module")
def ephemeral(tmp_path_factory):
    """A server that keeps its state in memory."""
    yield from running(tmp_path_factory.mktemp("ephemeral"), "--ephemeral")


def running(directory, *arguments, environment=None):
    server = Server(
        directory / "log",
        "--listen",
        "127.0.0.1:0",
        *arguments,
        environment={"GATEWRIGHT_E2E_SECRET": SECRET} | (environment or {}),
    )
    yield server
    server.stop()
