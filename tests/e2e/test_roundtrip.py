"""Import, export, import: the same API, for forty-two definitions as people write them, twenty-one things in two versions of
the format; and the same again when a definition is put over or merged into what is there."""

import copy
import json
import re

import pytest
import yaml

from gatewright import ACCOUNT, REGION

URI = (
    f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/"
    f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:pets/invocations"
)
POOL = f"arn:aws:cognito-idp:{REGION}:{ACCOUNT}:userpool/{REGION}_abc123456"
INTEGRATION = "x-amazon-apigateway-integration"
PROXY = {"type": "aws_proxy", "httpMethod": "POST", "uri": URI}
MOCK = {
    "type": "mock",
    "requestTemplates": {"application/json": '{"statusCode": 200}'},
    "responses": {"default": {"statusCode": "200"}},
}
PET = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string"}, "age": {"type": "integer", "minimum": 0}},
}
ALLOW = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "execute-api:Invoke",
            "Resource": "execute-api:/*",
            "Condition": {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8"]}},
        }
    ],
}


class Swagger:
    """How Swagger 2.0 says what the two versions say in two ways."""

    base = {"swagger": "2.0", "basePath": "/shop", "schemes": ["https"]}

    def parameter(self, name, where, kind="string", required=False):
        return {"name": name, "in": where, "type": kind, "required": required}

    def takes(self, operation, model):
        operation.setdefault("parameters", []).append(
            {"in": "body", "name": model, "schema": {"$ref": f"#/definitions/{model}"}}
        )
        operation["consumes"] = ["application/json"]

    def gives(self, operation, model):
        operation["responses"]["200"]["schema"] = {"$ref": f"#/definitions/{model}"}
        operation["produces"] = ["application/json"]

    def header(self, response, name):
        response["headers"] = {name: {"type": "string"}}

    def models(self, document, **models):
        document["definitions"] = self.linked(models, "#/definitions/")

    def linked(self, models, where):
        return json.loads(json.dumps(models).replace("#/models/", where))

    def authorizers(self, document, **schemes):
        document["securityDefinitions"] = schemes


class OpenApi(Swagger):
    """How OpenAPI 3.0 says it."""

    base = {"openapi": "3.0.1", "servers": [{"url": "https://example.com/shop"}]}

    def parameter(self, name, where, kind="string", required=False):
        return {"name": name, "in": where, "schema": {"type": kind}, "required": required}

    def takes(self, operation, model):
        schema = {"$ref": f"#/components/schemas/{model}"}
        operation["requestBody"] = {"content": {"application/json": {"schema": schema}}}

    def gives(self, operation, model):
        schema = {"$ref": f"#/components/schemas/{model}"}
        operation["responses"]["200"]["content"] = {"application/json": {"schema": schema}}

    def header(self, response, name):
        response["headers"] = {name: {"schema": {"type": "string"}}}

    def models(self, document, **models):
        schemas = self.linked(models, "#/components/schemas/")
        document.setdefault("components", {})["schemas"] = schemas

    def authorizers(self, document, **schemes):
        document.setdefault("components", {})["securitySchemes"] = schemes


def operation(integration, **rest):
    answered = {"responses": {"200": {"description": "ok"}}, INTEGRATION: copy.deepcopy(integration)}
    return answered | rest


def document(version, paths, **rest):
    info = {"title": "shop", "version": "2024-05-01", "description": "A shop."}
    return copy.deepcopy(version.base) | {"info": info, "paths": paths} | rest


def mock(v):
    return document(v, {"/pets": {"get": operation(MOCK)}})


def greedy(v):
    any_method = operation(PROXY, parameters=[v.parameter("proxy", "path", required=True)])
    return document(v, {"/{proxy+}": {"x-amazon-apigateway-any-method": any_method}})


def path_parameters(v):
    integration = {
        "type": "http",
        "httpMethod": "GET",
        "uri": "https://example.com/pets/{petId}",
        "requestParameters": {
            "integration.request.path.petId": "method.request.path.id",
            "integration.request.querystring.kind": "method.request.querystring.kind",
            "integration.request.header.X-From": "'shop'",
        },
        "responses": {"default": {"statusCode": "200"}},
    }
    parameters = [
        v.parameter("id", "path", required=True),
        v.parameter("kind", "query"),
        v.parameter("X-Trace", "header", required=True),
    ]
    return document(v, {"/pets/{id}": {"get": operation(integration, parameters=parameters)}})


def models(v):
    created = operation(MOCK)
    v.takes(created, "Pet")
    v.gives(created, "Pets")
    definition = document(v, {"/pets": {"post": created}})
    pets = {"type": "array", "items": {"$ref": "#/models/Pet"}}
    v.models(definition, Pet=PET, Pets=pets)
    return definition


def validators(v):
    created = operation(MOCK, **{"x-amazon-apigateway-request-validator": "body"})
    v.takes(created, "Pet")
    kinds = {
        "body": {"validateRequestBody": True, "validateRequestParameters": False},
        "all": {"validateRequestBody": True, "validateRequestParameters": True},
    }
    definition = document(
        v,
        {"/pets": {"post": created, "get": operation(MOCK)}},
        **{
            "x-amazon-apigateway-request-validators": kinds,
            "x-amazon-apigateway-request-validator": "all",
        },
    )
    v.models(definition, Pet=PET)
    return definition


def authorized(v, name, **scheme):
    secured = operation(MOCK, security=[{name: []}])
    definition = document(v, {"/pets": {"get": secured}})
    header = {"type": "apiKey", "name": "Authorization", "in": "header"}
    v.authorizers(definition, **{name: header | scheme})
    return definition


def token_authorizer(v):
    kind = {
        "type": "token",
        "authorizerUri": URI,
        "authorizerResultTtlInSeconds": 60,
        "identityValidationExpression": "^Bearer [-0-9a-zA-Z._]*$",
    }
    marks = {"x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": kind}
    return authorized(v, "token", **marks)


def request_authorizer(v):
    kind = {
        "type": "request",
        "authorizerUri": URI,
        "identitySource": "method.request.header.Auth, method.request.querystring.who",
        "authorizerResultTtlInSeconds": 0,
    }
    marks = {"x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": kind}
    return authorized(v, "request", **marks)


def cognito_authorizer(v):
    kind = {"type": "cognito_user_pools", "providerARNs": [POOL]}
    marks = {
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": kind,
    }
    definition = authorized(v, "pool", **marks)
    definition["paths"]["/pets"]["get"]["security"] = [{"pool": ["pets/read"]}]
    return definition


def iam(v):
    return authorized(v, "sigv4", **{"x-amazon-apigateway-authtype": "awsSigv4"})


def api_key(v):
    definition = authorized(v, "api_key")
    schemes = definition.get("securityDefinitions") or definition["components"]["securitySchemes"]
    schemes["api_key"] = {"type": "apiKey", "name": "x-api-key", "in": "header"}
    definition["x-amazon-apigateway-api-key-source"] = "HEADER"
    return definition


def cors(v):
    origin = "method.response.header.Access-Control-Allow-Origin"
    integration = copy.deepcopy(MOCK)
    integration["responses"]["default"]["responseParameters"] = {origin: "'*'"}
    options = operation(integration)
    v.header(options["responses"]["200"], "Access-Control-Allow-Origin")
    return document(v, {"/pets": {"get": operation(PROXY), "options": options}})


def gateway_responses(v):
    kinds = {
        "DEFAULT_4XX": {
            "responseParameters": {
                "gatewayresponse.header.Access-Control-Allow-Origin": "'*'",
            },
            "responseTemplates": {"application/json": '{"message": $context.error.messageString}'},
        },
        "MISSING_AUTHENTICATION_TOKEN": {"statusCode": 404},
    }
    definition = mock(v)
    definition["x-amazon-apigateway-gateway-responses"] = kinds
    return definition


def policy(v):
    return mock(v) | {"x-amazon-apigateway-policy": ALLOW}


def binary(v):
    types = {"x-amazon-apigateway-binary-media-types": ["image/*", "application/octet-stream"]}
    integration = PROXY | {"contentHandling": "CONVERT_TO_TEXT"}
    return document(v, {"/photo": {"put": operation(integration)}}) | types


def compression(v):
    return mock(v) | {"x-amazon-apigateway-minimum-compression-size": 1024}


def error_mappings(v):
    integration = {
        "type": "aws",
        "httpMethod": "POST",
        "uri": URI,
        "passthroughBehavior": "never",
        "timeoutInMillis": 5000,
        "requestTemplates": {"application/json": '#set($b = $input.json("$"))\n{"body": $b}'},
        "responses": {
            "default": {"statusCode": "200", "responseTemplates": {"application/json": ""}},
            ".*not found.*": {
                "statusCode": "404",
                "responseTemplates": {"application/json": '{"m": "$input.path(\'$.errorMessage\')"}'},
                "contentHandling": "CONVERT_TO_TEXT",
            },
        },
    }
    method = operation(integration)
    method["responses"]["404"] = {"description": "none"}
    return document(v, {"/pets": {"post": method}})


def vpc_link(v):
    integration = {
        "type": "http_proxy",
        "httpMethod": "ANY",
        "uri": "https://internal.example.com/{proxy}",
        "connectionType": "VPC_LINK",
        "connectionId": "${stageVariables.link}",
        "tlsConfig": {"insecureSkipVerification": True},
        "requestParameters": {"integration.request.path.proxy": "method.request.path.proxy"},
    }
    parameters = [v.parameter("proxy", "path", required=True)]
    method = operation(integration, parameters=parameters)
    return document(v, {"/in/{proxy+}": {"x-amazon-apigateway-any-method": method}})


def caching(v):
    integration = {
        "type": "http_proxy",
        "httpMethod": "GET",
        "uri": "http://${stageVariables.host}/pets",
        "cacheKeyParameters": ["method.request.querystring.kind"],
        "cacheNamespace": "pets",
    }
    method = operation(integration, parameters=[v.parameter("kind", "query")])
    return document(v, {"/pets": {"get": method}})


def services(v):
    integration = {
        "type": "aws",
        "httpMethod": "POST",
        "uri": f"arn:aws:apigateway:{REGION}:sqs:path/{ACCOUNT}/queue",
        "credentials": f"arn:aws:iam::{ACCOUNT}:role/queue",
        "requestParameters": {
            "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'"
        },
        "requestTemplates": {"application/json": "Action=SendMessage&MessageBody=$input.body"},
        "responses": {"default": {"statusCode": "200"}},
    }
    return document(v, {"/queue": {"post": operation(integration, operationId="send")}})


def everything(v):
    definition = document(v, {})
    for part in [mock, validators, models, gateway_responses, policy, compression]:
        made = part(v)
        (methods,) = made.pop("paths").values()
        definition["paths"][f"/{part.__name__}"] = methods
        definition |= made
    return definition


def pet_store(v):
    """The console's example API: its paths, mappings and models."""
    store = "http://petstore.execute-api.us-east-1.amazonaws.com/petstore/pets"
    origin = "method.response.header.Access-Control-Allow-Origin"
    passed = {"default": {"statusCode": "200", "responseParameters": {origin: "'*'"}}}

    def method(verb, uri, model, parameters=(), **mapped):
        integration = {"type": "http", "httpMethod": verb, "uri": uri, "responses": passed}
        made = operation(integration | mapped, parameters=list(parameters))
        v.header(made["responses"]["200"], "Access-Control-Allow-Origin")
        v.gives(made, model)
        return made

    welcome = copy.deepcopy(MOCK)
    page = {"text/html": "<html><body><h1>Welcome to your Pet Store API</h1></body></html>"}
    welcome["responses"]["default"] |= {
        "responseTemplates": page,
        "responseParameters": {"method.response.header.Content-Type": "'text/html'"},
    }
    index = operation(welcome)
    v.header(index["responses"]["200"], "Content-Type")
    listed = method(
        "GET",
        store,
        "Pets",
        [v.parameter("type", "query"), v.parameter("page", "query")],
        requestParameters={
            "integration.request.querystring.page": "method.request.querystring.page",
            "integration.request.querystring.type": "method.request.querystring.type",
        },
    )
    bought = method("POST", store, "NewPetResponse")
    v.takes(bought, "NewPet")
    found = method(
        "GET",
        f"{store}/{{petId}}",
        "Pet",
        [v.parameter("petId", "path", required=True)],
        requestParameters={"integration.request.path.petId": "method.request.path.petId"},
    )
    made = document(
        v,
        {
            "/": {"get": index},
            "/pets": {"get": listed, "post": bought},
            "/pets/{petId}": {"get": found},
        },
    )
    kind = {"type": "string", "enum": ["dog", "cat", "fish", "bird", "gecko"]}
    money = {"type": "number"}
    pet = {"id": {"type": "integer"}, "type": {"type": "string"}, "price": money}
    v.models(
        made,
        Pets={"type": "array", "items": {"$ref": "#/models/Pet"}},
        Pet={"type": "object", "properties": pet},
        PetType=kind,
        NewPet={
            "type": "object",
            "properties": {"type": {"$ref": "#/models/PetType"}, "price": money},
        },
        NewPetResponse={
            "type": "object",
            "properties": {"pet": {"$ref": "#/models/Pet"}, "message": {"type": "string"}},
        },
    )
    return made


KINDS = [
    mock, greedy, path_parameters, models, validators, token_authorizer, request_authorizer,
    cognito_authorizer, iam, api_key, cors, gateway_responses, policy, binary, compression,
    error_mappings, vpc_link, caching, services, everything,
    pet_store,
]  # fmt: skip


def picture(client, api, of):
    """All of an API but its ids and the time of its making."""

    def plain(value):
        # A policy and links between models name the API that they were made in.
        return json.loads(re.sub(f"{api}|{of}", "API", json.dumps(value, default=str)))

    def named(items):
        return {item["id"]: item["name"] for item in items}

    authorizers = client.get_authorizers(restApiId=api)["items"]
    checks = client.get_request_validators(restApiId=api)["items"]
    names = named(authorizers) | named(checks)
    methods = {}
    for resource in client.get_resources(restApiId=api, embed=["methods"])["items"]:
        methods[resource["path"]] = found = {}
        for verb, method in resource.get("resourceMethods", {}).items():
            if method["methodIntegration"].get("cacheNamespace") == resource["id"]:
                method["methodIntegration"].pop("cacheNamespace")
            for reference in ["authorizerId", "requestValidatorId"]:
                if reference in method:
                    method[reference] = names[method[reference]]
            found[verb] = method
    about = client.get_rest_api(restApiId=api)
    for own in ["id", "createdDate", "rootResourceId", "ResponseMetadata", "warnings"]:
        about.pop(own, None)
    without_id = lambda items: {
        item["name"]: {key: value for key, value in item.items() if key != "id"} for item in items
    }
    models = without_id(client.get_models(restApiId=api)["items"])
    for name, model in models.items():
        model["schema"] = json.loads(model["schema"])
        if name in ["Empty", "Error"]:
            # Every API has them, with what no version of the format has a place for.
            model.pop("description", None)
            model["schema"].pop("$schema", None)
    responses = client.get_gateway_responses(restApiId=api, limit=500)["items"]
    return plain(
        {
            "about": about,
            "methods": methods,
            "models": models,
            "authorizers": without_id(authorizers),
            "validators": without_id(checks),
            "responses": [item for item in responses if not item["defaultResponse"]],
        }
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("version", [Swagger(), OpenApi()], ids=["swagger", "openapi"])
def test_what_is_exported_imports_to_the_same(kind, version, ephemeral):
    client = ephemeral.client("apigateway")
    definition = kind(version)
    # Half of the files are YAML, as half of people's are.
    text = yaml.safe_dump(definition) if KINDS.index(kind) % 2 else json.dumps(definition)
    api = client.import_rest_api(body=text, parameters={"endpointConfigurationTypes": "REGIONAL"})
    assert not api.get("warnings"), api["warnings"]
    api = api["id"]
    client.create_deployment(restApiId=api, stageName="prod", variables={"host": "x", "link": "y"})
    expected = picture(client, api, api)
    assert any(expected["methods"].values())
    for exported in ["oas30", "swagger"]:
        for accepts in ["application/json", "application/yaml"]:
            body = client.get_export(
                restApiId=api,
                stageName="prod",
                exportType=exported,
                parameters={"extensions": "apigateway"},
                accepts=accepts,
            )["body"].read()
            made = client.import_rest_api(
                body=body, parameters={"endpointConfigurationTypes": "REGIONAL"}
            )["id"]
            assert picture(client, made, api) == expected, (exported, accepts)
            # Over itself, and into itself, it changes nothing.
            for mode in ["overwrite", "merge"]:
                client.put_rest_api(restApiId=made, mode=mode, body=body)
                assert picture(client, made, api) == expected, (exported, accepts, mode)
            client.delete_rest_api(restApiId=made)
    client.delete_rest_api(restApiId=api)
