"""Custom domain names: base path mappings lead a Host header and a path to a stage."""

import pytest

from packages import create_function, invocation_uri, python

CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-1111-2222-3333-444444444444"
SHOWN = "$context.stage $context.path $context.domainName $context.domainPrefix"


@pytest.fixture
def client(ephemeral):
    ephemeral.reset()
    return ephemeral.client("apigateway")


def shop(client, **settings):
    """An API whose every path answers with what a template shows, deployed to two stages."""
    api = client.create_rest_api(name="shop", **settings)["id"]
    (root,) = client.get_resources(restApiId=api)["items"]
    greedy = client.create_resource(restApiId=api, parentId=root["id"], pathPart="{proxy+}")
    for resource in (root["id"], greedy["id"]):
        method = {"restApiId": api, "resourceId": resource, "httpMethod": "ANY"}
        client.put_method(**method, authorizationType="NONE")
        client.put_integration(
            **method, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'}
        )
        client.put_method_response(**method, statusCode="200")
        client.put_integration_response(
            **method, statusCode="200", responseTemplates={"application/json": SHOWN}
        )
    for stage in ("prod", "dev"):
        client.create_deployment(restApiId=api, stageName=stage)
    return api


def domain(client, name):
    client.create_domain_name(
        domainName=name,
        regionalCertificateArn=CERTIFICATE,
        endpointConfiguration={"types": ["REGIONAL"]},
    )


def called(server, host, path):
    answer = server.call(path, headers={"Host": host})
    return answer.status, answer.body.decode()


FORBIDDEN = (403, '{"message":"Forbidden"}')


def test_base_paths_lead_to_stages(ephemeral, client):
    api = shop(client)
    name = "api.example.com"
    domain(client, name)
    assert called(ephemeral, name, "/v1/pets") == FORBIDDEN
    client.create_base_path_mapping(domainName=name, basePath="v1", restApiId=api, stage="prod")
    client.create_base_path_mapping(domainName=name, basePath="any", restApiId=api)
    cases = {
        "/v1/pets?a=b": f"prod /v1/pets {name} api",
        "/v1": f"prod /v1 {name} api",
        "/any/dev/pets": f"dev /any/dev/pets {name} api",
    }
    for path, shown in cases.items():
        assert called(ephemeral, name, path) == (200, shown)
        assert called(ephemeral, f"API.Example.com:{ephemeral.port}", path)[0] == 200
    for path in ("/", "/v2/pets", "/v12", "/any/other/pets", "/restapis", "/_gatewright/health"):
        assert called(ephemeral, name, path) == FORBIDDEN, path
    refused = ephemeral.call("/v2", headers={"Host": name})
    assert refused.headers["x-amzn-ErrorType"] == "ForbiddenException"
    newest = ephemeral.call("/_gatewright/requests").json()["requests"][0]
    assert newest["fault"]["name"] == "base-path-unmapped"

    client.create_base_path_mapping(domainName=name, restApiId=api, stage="dev")
    assert called(ephemeral, name, "/v2/pets") == (200, f"dev /v2/pets {name} api")
    assert called(ephemeral, name, "/v1/pets") == (200, f"prod /v1/pets {name} api")
    client.update_base_path_mapping(
        domainName=name,
        basePath="v1",
        patchOperations=[{"op": "replace", "path": "/basePath", "value": "v3"}],
    )
    assert called(ephemeral, name, "/v1/pets") == (200, f"dev /v1/pets {name} api")
    assert called(ephemeral, name, "/v3/pets") == (200, f"prod /v3/pets {name} api")
    client.delete_base_path_mapping(domainName=name, basePath="(none)")
    assert called(ephemeral, name, "/v1/pets") == FORBIDDEN
    client.delete_domain_name(domainName=name)
    assert "neither an address of this server" in called(ephemeral, name, "/v3/pets")[1]


def test_wildcards_cover_one_label(ephemeral, client):
    api = shop(client)
    for name, stage in (("*.example.com", "dev"), ("api.example.com", "prod")):
        domain(client, name)
        client.create_base_path_mapping(domainName=name, restApiId=api, stage=stage)
    cases = {"a.example.com": "dev", "api.example.com": "prod"}
    for host, stage in cases.items():
        assert called(ephemeral, host, "/x") == (200, f"{stage} /x {host} {host.split('.')[0]}")
    assert called(ephemeral, "a.b.example.com", "/x")[0] == 403


def test_only_a_domain_leads_to_an_api_without_its_default_endpoint(ephemeral, client):
    api = shop(client, disableExecuteApiEndpoint=True)
    answer = ephemeral.invoke(api, "prod", "/x")
    assert (answer.status, answer.body.decode()) == FORBIDDEN
    domain(client, "api.example.com")
    client.create_base_path_mapping(domainName="api.example.com", restApiId=api, stage="prod")
    assert called(ephemeral, "api.example.com", "/x")[0] == 200


HANDLER = """
def handler(event, context):
    shown = [event["path"], event["pathParameters"]["proxy"], event["requestContext"]["path"]]
    return {"statusCode": 200, "body": " ".join(shown)}
"""


def test_functions_see_the_base_path(ephemeral, client):
    """`path` holds it, the path parameters do not."""
    functions = ephemeral.client("lambda")
    create_function(functions, "echo", python(HANDLER))
    functions.add_permission(
        FunctionName="echo",
        StatementId="any",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
    )
    api = client.create_rest_api(name="echo")["id"]
    (root,) = client.get_resources(restApiId=api)["items"]
    greedy = client.create_resource(restApiId=api, parentId=root["id"], pathPart="{proxy+}")
    method = {"restApiId": api, "resourceId": greedy["id"], "httpMethod": "ANY"}
    client.put_method(**method, authorizationType="NONE")
    client.put_integration(
        **method, type="AWS_PROXY", integrationHttpMethod="POST", uri=invocation_uri("echo")
    )
    client.create_deployment(restApiId=api, stageName="prod")
    domain(client, "api.example.com")
    client.create_base_path_mapping(
        domainName="api.example.com", basePath="v1", restApiId=api, stage="prod"
    )
    answer = called(ephemeral, "api.example.com", "/v1/pets/1")
    assert answer == (200, "/v1/pets/1 pets/1 /v1/pets/1")
