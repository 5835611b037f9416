"""What callers of a deployed API send: a request for each of its methods."""

import json
import re

BODY = json.dumps({"id": "1", "lines": ["a"]})
"""Whatever the corpus's models want."""


def methods(server, api):
    """The methods of an API as it stands: by path and verb, or `ANY`."""
    gateway = server.client("apigateway")
    resources = gateway.get_resources(restApiId=api, embed=["methods"], limit=500)["items"]
    return {
        (resource["path"], verb): method
        for resource in resources
        for verb, method in resource.get("resourceMethods", {}).items()
    }


def is_open(method):
    """Whether a method answers whoever calls; the server turns everybody else's away yet."""
    return method["authorizationType"] == "NONE" and not method.get("apiKeyRequired")


def call(server, api, stage, path, verb, method):
    """Calls a method, with a value for each parameter that it declares."""
    query, headers = {}, {"content-type": "application/json"}
    for parameter in method.get("requestParameters", {}):
        kind, name = parameter.removeprefix("method.request.").split(".", 1)
        if kind == "querystring":
            query[name] = "sample"
        elif kind == "header":
            headers[name] = "sample"
    path = re.sub(r"\{\w+\+?\}", "sample", path)
    path += "?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else ""
    verb = verb.replace("ANY", "GET")
    body = BODY if verb in ["POST", "PUT", "PATCH"] else None
    return server.invoke(api, stage, path, method=verb, headers=headers, body=body)
