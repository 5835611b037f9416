"""Answers with what it was given, or fails as the query string asks."""

import json
import os
import time


def handler(event, context):
    print("python function saw", event.get("path"))
    query = event.get("queryStringParameters") or {}
    if query.get("fail") == "raise":
        raise ValueError("the python function was told to fail")
    if query.get("fail") == "exit":
        os._exit(3)
    if query.get("fail") == "sleep":
        time.sleep(60)
    if query.get("fail") == "malformed":
        return {"statusCode": 200, "unknown": "key"}
    seen = {
        "runtime": "python",
        "event": event,
        "function": context.function_name,
        "request_id": context.aws_request_id,
    }
    return {"statusCode": 200, "headers": {"X-Function": "python"}, "body": json.dumps(seen)}
