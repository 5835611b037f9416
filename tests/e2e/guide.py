"""The commands of the guide, exactly as it prints them."""

import json
import re
import subprocess

from gatewright import HERE, PATIENCE

COMMANDS = {
    block.split("\n", 1)[0]: block.split("\n", 1)[1].strip()
    for block in (HERE / "guide_commands.txt").read_text().split("## ")
    if block
}


class Ran:
    """What came of a command."""

    def __init__(self, finished):
        self.status = finished.returncode
        self.out = finished.stdout.decode()
        self.errors = finished.stderr.decode()

    def well(self):
        """Its output, where it has succeeded."""
        assert self.status == 0, f"exit status {self.status}: {self.out}{self.errors}"
        return self.out

    def json(self):
        """Its output as JSON, where it has succeeded."""
        return json.loads(self.well())

    def refused(self):
        """What AWS refused, where it has: code and message."""
        assert self.status != 0, self.out
        said = self.errors.strip().splitlines()
        said = next(line for line in said if line.startswith("An error occurred ("))
        code, message = said.removeprefix("An error occurred (").split(")", 1)
        # Version 2 tells how often it tried again.
        return code, re.split(r" operation(?: \(reached max retries: \d+\))?: ", message, maxsplit=1)[1]


def run(server, name):
    """Runs one of the guide's commands with bash, as it stands."""
    return bash(server, COMMANDS[name])


def bash(server, command):
    """Runs a command with bash, as a person who works with the server."""
    finished = subprocess.run(
        ["bash", "-c", command],
        env=server.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=4 * PATIENCE,
    )
    return Ran(finished)
