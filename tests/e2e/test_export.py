"""GetExport through the AWS SDK: what is exported is what was deployed, and imports back."""

import json

SWAGGER = {
    "swagger": "2.0",
    "info": {"title": "pets", "version": "1"},
    "paths": {
        "/pets/{id}": {
            "get": {
                "parameters": [{"name": "id", "in": "path", "required": True, "type": "string"}],
                "responses": {"200": {"description": "a pet"}},
                "x-amazon-apigateway-integration": {
                    "type": "mock",
                    "requestTemplates": {"application/json": '{"statusCode": 200}'},
                    "responses": {"default": {"statusCode": "200"}},
                },
            }
        }
    },
}


def methods(client, api):
    """By path and verb, without what differs between APIs."""
    found = {}
    for resource in client.get_resources(restApiId=api, embed=["methods"])["items"]:
        for verb, method in resource.get("resourceMethods", {}).items():
            method["methodIntegration"].pop("cacheNamespace")
            found[resource["path"], verb] = method
    return found


def test_an_export_is_the_deployed_api_and_imports_back(ephemeral):
    client = ephemeral.client("apigateway")
    api = client.import_rest_api(body=json.dumps(SWAGGER))["id"]
    client.create_deployment(restApiId=api, stageName="prod")
    deployed = methods(client, api)
    resource = next(it["id"] for it in client.get_resources(restApiId=api)["items"] if it["path"] == "/pets/{id}")
    client.delete_method(restApiId=api, resourceId=resource, httpMethod="GET")
    for kind in ["oas30", "swagger"]:
        for accepts in ["application/json", "application/yaml"]:
            export = client.get_export(
                restApiId=api,
                stageName="prod",
                exportType=kind,
                parameters={"extensions": "apigateway"},
                accepts=accepts,
            )
            assert export["contentType"] == accepts
            assert export["contentDisposition"].startswith(f'attachment; filename="{kind}_')
            copy = client.import_rest_api(body=export["body"].read())["id"]
            assert methods(client, copy) == deployed
    bare = client.get_export(restApiId=api, stageName="prod", exportType="oas30")
    assert "x-amazon" not in bare["body"].read().decode()


def test_what_cannot_be_exported_is_refused(ephemeral):
    client = ephemeral.client("apigateway")
    api = client.import_rest_api(body=json.dumps(SWAGGER))["id"]
    for stage, kind, error in [("prod", "oas30", "NotFoundException"), ("none", "swagger", "NotFoundException")]:
        try:
            client.get_export(restApiId=api, stageName=stage, exportType=kind)
        except client.exceptions.ClientError as refused:
            assert refused.response["Error"]["Code"] == error
        else:
            raise AssertionError("exported")
