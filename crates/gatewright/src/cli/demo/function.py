import json


def handler(event, context):
    greeting = {"message": "hello from my-function"}
    if "requestContext" not in event:  # not a proxy integration: the template made the event
        return {**greeting, "userId": event["userId"]}
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(greeting),
    }
