"""Terraform's plans as CloudFormation templates that make the same things, as far as the corpus's
plans go."""

TYPES = {
    "aws_api_gateway_rest_api": "AWS::ApiGateway::RestApi",
    "aws_api_gateway_resource": "AWS::ApiGateway::Resource",
    "aws_api_gateway_method": "AWS::ApiGateway::Method",
    "aws_api_gateway_integration": "Integration",
    "aws_api_gateway_method_response": "MethodResponse",
    "aws_api_gateway_integration_response": "IntegrationResponse",
    "aws_iam_role_policy": "Policy",
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
    assume_role_policy:AssumeRolePolicyDocument status_code:StatusCode
    response_parameters:ResponseParameters response_templates:ResponseTemplates
    selection_pattern:SelectionPattern credentials:Credentials role:Role policy:PolicyDocument""".split()
NAMES = dict(it.split(":") for it in NAMES)
"""CloudFormation's properties by Terraform's arguments; the others make no difference here."""

URI = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/%s/invocations"
SOURCE = "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:%s"


def template(plan):
    """The template of a plan, which must create all that it names."""
    found, resources = [], {}
    collect(plan["planned_values"]["root_module"], plan["configuration"]["root_module"], "", {}, found)
    # What is a part of something comes after it, an integration's response after the integration.
    for kind in ["AWS::", "Integration", "Policy", "MethodResponse", "IntegrationResponse"]:
        for resource, properties in found:
            of = TYPES[resource["type"]]
            if of == kind or kind == "AWS::" and of.startswith(kind):
                add(resources, resource, properties)
    methods = [name for name, it in resources.items() if it["Type"] == "AWS::ApiGateway::Method"]
    for it in resources.values():
        if it["Type"] == "AWS::ApiGateway::Deployment":
            it["DependsOn"] = methods
    return {"Resources": resources}


def collect(planned, configuration, module, variables, found):
    """The resources of a module with their properties; `variables` are what it is called with."""
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
                first = expression["references"][0]
                properties[to] = reference(first, argument, module, variables, index)
        found.append((resource, properties))
    for child in planned.get("child_modules", []):
        called = configuration["module_calls"][child["address"].removeprefix(module + "module.")]
        given = called.get("expressions", {}).items()
        variables = {
            name: reference(it["references"][0], name, module, variables, "")
            for name, it in given
            if it.get("references")
        }
        collect(child, called["module"], child["address"] + ".", variables, found)


def add(resources, resource, properties):
    """A resource, or a part of one."""
    kind, name = TYPES[resource["type"]], logical(resource["address"])
    if kind == "Policy":
        role = resources[properties.pop("Role")["Ref"]]["Properties"]
        if "Fn::GetAtt" in properties["PolicyDocument"]:
            # All that the plan says of its text is which function is in it.
            allow = {"Effect": "Allow", "Action": "lambda:InvokeFunction"}
            allow["Resource"] = properties["PolicyDocument"]
            properties["PolicyDocument"] = {"Statement": [allow]}
        role.setdefault("Policies", []).append(properties | {"PolicyName": name})
        return
    if not kind.startswith("AWS::"):
        verb, of = properties.pop("HttpMethod"), properties.pop("ResourceId")
        properties.pop("RestApiId")
        [method] = [
            it["Properties"]
            for it in resources.values()
            if it["Type"] == "AWS::ApiGateway::Method"
            and (it["Properties"]["HttpMethod"], it["Properties"]["ResourceId"]) == (verb, of)
        ]
        if kind == "Integration":
            method[kind] = properties
        else:
            of = method if kind == "MethodResponse" else method["Integration"]
            of.setdefault(kind + "s", []).append(properties)
        return
    if kind == "AWS::IAM::Role":
        properties["RoleName"] = properties.pop("Name")
    if kind == "AWS::Lambda::Function":
        version = {"FunctionName": {"Ref": name}}
        resources[name + "Version"] = {"Type": "AWS::Lambda::Version", "Properties": version}
    resources[name] = {"Type": kind, "Properties": properties}


def logical(address):
    return "".join(it for it in address.title() if it.isalnum())


def reference(first, argument, module, variables, index):
    """What an expression leads to. A plan keeps the names in it and not the text around them; of a
    permission's source that text is taken to be the whole API's."""
    names = first.split(".")
    if names[0] == "var":
        return variables.get(names[1])
    if names[0] == "module":
        # An output; the corpus's modules call them as their function's attributes are called.
        attribute = {"name": "function_name"}.get(names[2], names[2])
        target = logical(f"module.{names[1]}.aws_lambda_function.pets")
    elif len(names) == 2:
        # One of several, whose attribute the plan does not say.
        target = logical(module + first + index)
        attribute = {"uri": "invoke_arn", "source_arn": "execution_arn"}.get(argument, "id")
    else:
        target, attribute = logical(module + ".".join(names[:2])), names[2]
    of_alias = names[0] == "aws_lambda_alias"
    values = {
        "id": {"Ref": target},
        "function_name": {"Ref": target},
        "name": {"Ref": target},
        "root_resource_id": {"Fn::GetAtt": [target, "RootResourceId"]},
        "arn": {"Fn::GetAtt": [target, "Arn"]},
        "version": {"Fn::GetAtt": [target + "Version", "Version"]},
        "invoke_arn": {"Fn::Sub": URI % ("${%s}" % (target if of_alias else target + ".Arn"))},
        "execution_arn": {"Fn::Sub": SOURCE % "${%s}/*/*" % target},
    }
    return values.get(attribute)
