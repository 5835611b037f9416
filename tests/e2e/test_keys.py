"""Authorizers, API keys and usage plans through the AWS SDK, every list by its paginator."""

import pytest

URI = (
    "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/"
    "arn:aws:lambda:us-east-1:123456789012:function:auth/invocations"
)


def pages(client, operation, **parameters):
    """The ids of a list that comes two by two, and how many pages it took."""
    listed = client.get_paginator(operation).paginate(
        **parameters, PaginationConfig={"PageSize": 2}
    )
    found = [page["items"] for page in listed]
    return sorted(item["id"] for items in found for item in items), len(found)


def test_authorizers_are_listed_and_kept_while_a_method_uses_them(ephemeral):
    client = ephemeral.client("apigateway")
    api = client.create_rest_api(name="authorized")
    created = sorted(
        client.create_authorizer(
            restApiId=api["id"],
            name=f"auth-{number}",
            type="TOKEN",
            authorizerUri=URI,
            identitySource="method.request.header.Authorization",
        )["id"]
        for number in range(5)
    )
    assert pages(client, "get_authorizers", restApiId=api["id"]) == (created, 3)
    method = client.put_method(
        restApiId=api["id"],
        resourceId=api["rootResourceId"],
        httpMethod="GET",
        authorizationType="CUSTOM",
        authorizerId=created[0],
    )
    assert method["authorizerId"] == created[0]
    with pytest.raises(client.exceptions.ConflictException):
        client.delete_authorizer(restApiId=api["id"], authorizerId=created[0])
    client.delete_authorizer(restApiId=api["id"], authorizerId=created[1])
    assert len(client.get_authorizers(restApiId=api["id"])["items"]) == 4


def test_keys_and_plans_are_listed_and_joined(ephemeral):
    client = ephemeral.client("apigateway")
    keys = [client.create_api_key(name=f"key-{number}", enabled=True) for number in range(5)]
    ids = sorted(key["id"] for key in keys)
    assert pages(client, "get_api_keys") == (ids, 3)
    plans = sorted(client.create_usage_plan(name=f"plan-{number}")["id"] for number in range(3))
    assert pages(client, "get_usage_plans") == (plans, 2)
    for key in ids:
        client.create_usage_plan_key(usagePlanId=plans[0], keyId=key, keyType="API_KEY")
    assert pages(client, "get_usage_plan_keys", usagePlanId=plans[0]) == (ids, 3)
    assert pages(client, "get_usage_plans", keyId=ids[0]) == ([plans[0]], 1)
    named = client.get_api_keys(nameQuery="key-3", includeValues=True)["items"]
    assert [key["value"] for key in named] == [keys[3]["value"]]
    client.delete_api_key(apiKey=ids[0])
    assert pages(client, "get_usage_plan_keys", usagePlanId=plans[0])[0] == ids[1:]
