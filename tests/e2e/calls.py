"""Deployments that are made by calls, one after the other, as people's scripts make them."""

import json

from packages import create_function, python


def run(server, text, code):
    """Makes the calls of a `calls.json`, every function with the same code; gives what they kept.

    A call is `{"call": "SERVICE OPERATION", "with": INPUT, "keep": {NAME: PATH IN THE OUTPUT}}`; later
    inputs have `${NAME}` for what was kept. Stage variables are `${stageVariables.NAME}` there too.
    """
    kept = {}
    for call in json.loads(text):
        service, operation = call["call"].split()
        given = put(call["with"], kept)
        client = server.client(service)
        if operation == "create-function":
            create_function(client, given["FunctionName"], python(code))
            continue
        answer = getattr(client, operation.replace("-", "_"))(**given)
        for name, path in call.get("keep", {}).items():
            value = answer
            for key in path.split("."):
                value = value[key]
            kept[name] = value
    return kept


def put(value, kept, member=None):
    """An input with what was kept; a policy in it is a text to AWS."""
    if member and member.endswith("PolicyDocument"):
        return json.dumps(value)
    if isinstance(value, dict):
        return {key: put(one, kept, key) for key, one in value.items()}
    if isinstance(value, list):
        return [put(one, kept) for one in value]
    if isinstance(value, str):
        for name, it in kept.items():
            value = value.replace("${%s}" % name, it)
    return value
