"""Terraform's plans as CloudFormation templates that make the same things, as far as the corpus's
plans go."""

TYPES = {
    "aws_api_gateway_rest_api": "AWS::ApiGateway::RestApi",
    "aws_api_gateway_resource": "AWS::ApiGateway::Resource",
    "aws_api_gateway_method": "AWS::ApiGateway::Method",
    "aws_api_gateway_integration": "Integration",
    "aws_api_gateway_deployment": "AWS::ApiGateway::Deployment",
    "aws_api_gateway_stage": "AWS::ApiGateway::Stage",
    "aws_iam_role": "AWS::IAM::Role",
    "aws_lambda_function": "AWS::Lambda::Function",
    "aws_lambda_alias": "AWS::Lambda::Alias",
    "aws_lambda_permission": "AWS::Lambda::Permission",
}

NAMES = """rest_api_id:RestApiId parent_id:ParentId path_part:PathPart resource_id:ResourceId
    http_method:HttpMethod authorization:AuthorizationType integration_http_method:IntegrationHttpMethod
    type:Type uri:Uri request_parameters:RequestParameters request_templates:RequestTemplates
    timeout_milliseconds:TimeoutInMillis deployment_id:DeploymentId stage_name:StageName
    variables:Variables name:Name body:Body function_name:FunctionName function_version:FunctionVersion
    action:Action principal:Principal source_arn:SourceArn qualifier:Qualifier
    assume_role_policy:AssumeRolePolicyDocument""".split()
NAMES = dict(it.split(":") for it in NAMES)
"""CloudFormation's properties by Terraform's arguments; the others make no difference here."""

URI = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/%s/invocations"
SOURCE = "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:%s"


def template(plan):
    """The template of a plan, which must create all that it names."""
    resources = {}
    collect(plan["planned_values"]["root_module"], plan["configuration"]["root_module"], "", resources)
    return {"Resources": resources}


def collect(planned, configuration, module, resources):
    expressions = {it["address"]: it.get("expressions", {}) for it in configuration.get("resources", [])}
    for resource in planned.get("resources", []):
        address = resource["address"].removeprefix(module)
        written = expressions[address.split("[")[0]]
        index = address[len(address.split("[")[0]) :]
        properties = {
            to: resource["values"][argument]
            for argument, to in NAMES.items()
            if resource["values"].get(argument) is not None
        }
        for argument, expression in written.items():
            to = NAMES.get(argument)
            if to and to not in properties and expression.get("references"):
                properties[to] = reference(expression["references"], argument, module, index)
        add(resources, resource, properties)
    for child in planned.get("child_modules", []):
        called = configuration["module_calls"][child["address"].removeprefix("module.")]
        collect(child, called["module"], child["address"] + ".", resources)


def add(resources, resource, properties):
    """A resource, or a part of one."""
    kind, name = TYPES[resource["type"]], logical(resource["address"])
    if kind == "Integration":
        verb, of = properties.pop("HttpMethod"), properties.pop("ResourceId")
        properties.pop("RestApiId")
        [method] = [
            it
            for it in resources.values()
            if it["Type"] == "AWS::ApiGateway::Method"
            and (it["Properties"]["HttpMethod"], it["Properties"]["ResourceId"]) == (verb, of)
        ]
        method["Properties"]["Integration"] = properties
        return
    if kind == "AWS::Lambda::Function":
        version = {"FunctionName": {"Ref": name}}
        resources[name + "Version"] = {"Type": "AWS::Lambda::Version", "Properties": version}
    if kind == "AWS::Lambda::Alias":
        properties["FunctionVersion"] = properties["FunctionVersion"]
    resources[name] = {"Type": kind, "Properties": properties}


def logical(address):
    return "".join(it for it in address.title() if it.isalnum())


def reference(references, argument, module, index):
    """What an expression leads to. A plan keeps the names in it and not the text around them; of a
    permission's source that text is taken to be the whole API's."""
    names = references[0].split(".")
    if names[0] == "module":
        # An output; the corpus's modules call them as their function's attributes are called.
        attribute = {"name": "function_name"}.get(names[2], names[2])
        target = logical(f"module.{names[1]}.aws_lambda_function.pets")
    elif len(names) == 2:
        target, attribute = logical(module + references[0] + index), "id"
    else:
        target, attribute = logical(module + ".".join(names[:2])), names[2]
    of_alias = names[0] == "aws_lambda_alias"
    return {
        "id": {"Ref": target},
        "function_name": {"Ref": target},
        "name": {"Ref": target},
        "root_resource_id": {"Fn::GetAtt": [target, "RootResourceId"]},
        "arn": {"Fn::GetAtt": [target, "Arn"]},
        "version": {"Fn::GetAtt": [target + "Version", "Version"]},
        "invoke_arn": {"Fn::Sub": URI % ("${%s}" % (target if of_alias else target + ".Arn"))},
        "execution_arn": {"Fn::Sub": SOURCE % "${%s}/*/*" % target},
    }[attribute]
