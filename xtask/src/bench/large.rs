//! Deployments with as many methods as are asked for, in each kind of file: sound, or with every method broken. Ten
//! methods share a function, and each of them has its own permission, as tools write them.

use serde_json::{Map, Value, json};

/// What a file of this kind is called.
pub(super) const KINDS: [(&str, &str); 4] = [
    ("OpenAPI", "openapi.json"),
    ("SAM", "sam.json"),
    ("CloudFormation", "template.json"),
    ("Terraform plan", "plan.json"),
];

const ACCOUNT: &str = "123456789012";
const REGION: &str = "us-east-1";
const VERBS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// How many methods share a function.
const SHARE: usize = 10;

/// A method: the number of its resource, its verb and the number of its function.
pub(super) struct Method {
    pub(super) resource: usize,
    pub(super) verb: &'static str,
    pub(super) function: usize,
}

/// The methods of an API with so many.
pub(super) fn methods(count: usize) -> impl Iterator<Item = Method> {
    (0..count).map(|number| Method {
        resource: number / VERBS.len(),
        verb: VERBS[number % VERBS.len()],
        function: number / SHARE,
    })
}

/// The numbers of the functions that so many methods have.
pub(super) fn functions(count: usize) -> std::ops::Range<usize> {
    0..count.div_ceil(SHARE)
}

/// The file of a kind.
pub(super) fn file(kind: &str, count: usize, sound: bool) -> Value {
    match kind {
        "OpenAPI" => openapi(count, if sound { "POST" } else { "GET" }, &|function| {
            json!(invocation(function))
        }),
        "SAM" => sam(count, sound),
        "CloudFormation" => cloudformation(count, sound),
        _ => plan(count, sound),
    }
}

/// The URI that invokes a function.
fn invocation(function: usize) -> String {
    format!(
        "arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/arn:aws:lambda:{REGION}:{ACCOUNT}:function:handler-{function}/invocations"
    )
}

/// An OpenAPI document with proxies to functions, which are called with this verb.
pub(super) fn openapi(count: usize, called_with: &str, uri: &dyn Fn(usize) -> Value) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for method in methods(count) {
        let path = paths
            .entry(format!("/items{}", method.resource))
            .or_insert_with(|| json!({}));
        path[method.verb.to_ascii_lowercase()] = json!({
            "responses": { "200": { "description": "ok" } },
            "x-amazon-apigateway-integration": {
                "type": "aws_proxy", "httpMethod": called_with, "uri": uri(method.function),
            },
        });
    }
    json!({
        "openapi": "3.0.1",
        "info": { "title": "items", "version": "1", "x-gatewright-id": "items" },
        "paths": paths,
    })
}

fn role() -> Value {
    json!({ "Type": "AWS::IAM::Role", "Properties": { "AssumeRolePolicyDocument": trust() } })
}

fn trust() -> Value {
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole",
        }],
    })
}

/// Events make the permissions; with a definition of the API's own nobody does.
fn sam(count: usize, sound: bool) -> Value {
    let mut resources = Map::new();
    let mut api = json!({ "Type": "AWS::Serverless::Api", "Properties": { "StageName": "prod" } });
    if !sound {
        api["Properties"]["DefinitionBody"] = openapi(count, "POST", &|function| {
            json!({ "Fn::Sub": format!(
                "arn:aws:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{Handler{function}.Arn}}/invocations"
            )})
        });
    }
    resources.insert("Items".to_owned(), api);
    for function in functions(count) {
        let handler = json!({
            "Type": "AWS::Serverless::Function",
            "Properties": { "Handler": "app.handler", "Runtime": "python3.13", "CodeUri": "src" },
        });
        resources.insert(format!("Handler{function}"), handler);
    }
    for method in methods(count).filter(|_| sound) {
        let events = &mut resources[&format!("Handler{}", method.function)]["Properties"]["Events"];
        events[format!("{}Items{}", method.verb, method.resource)] = json!({
            "Type": "Api",
            "Properties": {
                "Path": format!("/items{}", method.resource),
                "Method": method.verb.to_ascii_lowercase(),
                "RestApiId": { "Ref": "Items" },
            },
        });
    }
    json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31",
        "Resources": resources,
    })
}

fn cloudformation(count: usize, sound: bool) -> Value {
    let reference = |of: String| json!({ "Ref": of });
    let mut resources = Map::new();
    let mut put = |name: &str, kind: &str, properties: Value| {
        let resource = json!({ "Type": kind, "Properties": properties });
        resources.insert(name.to_owned(), resource);
    };
    put(
        "Items",
        "AWS::ApiGateway::RestApi",
        json!({ "Name": "items" }),
    );
    for function in functions(count) {
        put(
            &format!("Handler{function}"),
            "AWS::Lambda::Function",
            json!({
                "Handler": "index.handler", "Runtime": "python3.13",
                "Role": { "Fn::GetAtt": ["Role", "Arn"] },
                "Code": { "ZipFile": "def handler(event, context):\n    return {'statusCode': 200}\n" },
            }),
        );
    }
    let mut names = Vec::new();
    for method in methods(count) {
        let Method {
            resource,
            verb,
            function,
        } = method;
        let resource_name = format!("Items{resource}");
        if verb == VERBS[0] {
            put(
                &resource_name,
                "AWS::ApiGateway::Resource",
                json!({
                    "RestApiId": { "Ref": "Items" },
                    "ParentId": { "Fn::GetAtt": ["Items", "RootResourceId"] },
                    "PathPart": format!("items{resource}"),
                }),
            );
        }
        let name = format!("{verb}Items{resource}");
        put(
            &name,
            "AWS::ApiGateway::Method",
            json!({
                "RestApiId": { "Ref": "Items" },
                "ResourceId": reference(resource_name),
                "HttpMethod": verb,
                "AuthorizationType": "NONE",
                "Integration": {
                    "Type": "AWS_PROXY", "IntegrationHttpMethod": "POST",
                    "Uri": { "Fn::Sub": format!(
                        "arn:aws:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{Handler{function}.Arn}}/invocations"
                    )},
                },
            }),
        );
        names.push(name);
        if sound {
            put(
                &format!("{verb}Items{resource}Permission"),
                "AWS::Lambda::Permission",
                json!({
                    "Action": "lambda:InvokeFunction",
                    "FunctionName": reference(format!("Handler{function}")),
                    "Principal": "apigateway.amazonaws.com",
                    "SourceArn": { "Fn::Sub": format!(
                        "arn:aws:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{Items}}/*/{verb}/items{resource}"
                    )},
                }),
            );
        }
    }
    put(
        "Deployment",
        "AWS::ApiGateway::Deployment",
        json!({ "RestApiId": { "Ref": "Items" } }),
    );
    put(
        "Prod",
        "AWS::ApiGateway::Stage",
        json!({
            "StageName": "prod", "RestApiId": { "Ref": "Items" }, "DeploymentId": { "Ref": "Deployment" },
        }),
    );
    resources.insert("Role".to_owned(), role());
    resources["Deployment"]["DependsOn"] = json!(names);
    json!({ "AWSTemplateFormatVersion": "2010-09-09", "Resources": resources })
}

/// Terraform's plan, put together resource by resource.
#[derive(Default)]
struct Plan {
    values: Vec<Value>,
    changes: Vec<Value>,
    blocks: Vec<Value>,
}

impl Plan {
    /// A resource: arguments that are written out, those that refer to attributes of others, and what
    /// it waits for besides.
    fn put(
        &mut self,
        kind: &str,
        name: &str,
        written: Value,
        refers: &[(&str, String)],
        depends_on: &[String],
    ) {
        let address = format!("{kind}.{name}");
        let named = json!({ "address": address, "mode": "managed", "type": kind, "name": name });
        let mut values = named.clone();
        let mut change = named.clone();
        let mut block = named;
        let mut unknown = json!({ "id": true, "arn": true });
        for (argument, value) in written.as_object().into_iter().flatten() {
            block["expressions"][argument] = json!({ "constant_value": value });
        }
        for (argument, attribute) in refers {
            let whole = attribute.rsplit_once('.').map(|(whole, _)| whole);
            block["expressions"][argument] = json!({ "references": [attribute, whole] });
            unknown[argument] = json!(true);
        }
        if !depends_on.is_empty() {
            block["depends_on"] = json!(depends_on);
        }
        change["change"] = json!({
            "actions": ["create"], "before": null, "after": written, "after_unknown": unknown,
        });
        values["values"] = written;
        self.values.push(values);
        self.changes.push(change);
        self.blocks.push(block);
    }

    fn into_json(self) -> Value {
        json!({
            "format_version": "1.2",
            "terraform_version": "1.9.8",
            "planned_values": { "root_module": { "resources": self.values } },
            "resource_changes": self.changes,
            "configuration": { "root_module": { "resources": self.blocks } },
        })
    }
}

fn plan(count: usize, sound: bool) -> Value {
    let mut plan = Plan::default();
    let api = |attribute: &str| format!("aws_api_gateway_rest_api.items.{attribute}");
    let of_api = || ("rest_api_id", api("id"));
    plan.put(
        "aws_api_gateway_rest_api",
        "items",
        json!({ "name": "items" }),
        &[],
        &[],
    );
    let trust = trust().to_string();
    plan.put(
        "aws_iam_role",
        "handler",
        json!({ "name": "handler", "assume_role_policy": trust }),
        &[],
        &[],
    );
    for function in functions(count) {
        plan.put(
            "aws_lambda_function",
            &format!("handler{function}"),
            json!({
                "function_name": format!("handler-{function}"), "handler": "index.handler",
                "runtime": "python3.13", "filename": "build/handler.zip",
            }),
            &[("role", "aws_iam_role.handler.arn".to_owned())],
            &[],
        );
    }
    let mut integrations = Vec::new();
    for method in methods(count) {
        let Method {
            resource,
            verb,
            function,
        } = method;
        let resource_name = format!("items{resource}");
        let of_resource = || {
            let id = format!("aws_api_gateway_resource.items{resource}.id");
            ("resource_id", id)
        };
        if verb == VERBS[0] {
            plan.put(
                "aws_api_gateway_resource",
                &resource_name,
                json!({ "path_part": resource_name }),
                &[of_api(), ("parent_id", api("root_resource_id"))],
                &[],
            );
        }
        let name = format!("{}_items{resource}", verb.to_ascii_lowercase());
        plan.put(
            "aws_api_gateway_method",
            &name,
            json!({ "http_method": verb, "authorization": "NONE" }),
            &[of_api(), of_resource()],
            &[],
        );
        let invoke = format!("aws_lambda_function.handler{function}.invoke_arn");
        plan.put(
            "aws_api_gateway_integration",
            &name,
            json!({ "http_method": verb, "integration_http_method": "POST", "type": "AWS_PROXY" }),
            &[of_api(), of_resource(), ("uri", invoke)],
            &[],
        );
        integrations.push(format!("aws_api_gateway_integration.{name}"));
        if sound {
            let function = format!("aws_lambda_function.handler{function}.function_name");
            plan.put(
                "aws_lambda_permission",
                &name,
                json!({
                    "action": "lambda:InvokeFunction", "principal": "apigateway.amazonaws.com",
                    "statement_id": name,
                }),
                &[
                    ("function_name", function),
                    ("source_arn", api("execution_arn")),
                ],
                &[],
            );
        }
    }
    plan.put(
        "aws_api_gateway_deployment",
        "items",
        json!({ "triggers": { "redeployment": "9f0e6a7c" } }),
        &[of_api()],
        &integrations,
    );
    let deployment = "aws_api_gateway_deployment.items.id".to_owned();
    plan.put(
        "aws_api_gateway_stage",
        "prod",
        json!({ "stage_name": "prod" }),
        &[of_api(), ("deployment_id", deployment)],
        &[],
    );
    plan.into_json()
}
