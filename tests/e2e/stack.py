"""Deploys what CloudFormation templates hold, in the order that CloudFormation would: as much of it
as the corpus uses, with a tiny package as every function's code."""

import json
import re

import yaml

from gatewright import ACCOUNT, REGION
from packages import create_function, python

PSEUDO = {"AWS::Region": REGION, "AWS::AccountId": ACCOUNT, "AWS::Partition": "aws"}

BALANCER = (
    f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:loadbalancer/net/corpus/0123456789abcdef"
)
"""Every load balancer's ARN, but for its kind."""


class Loader(yaml.SafeLoader):
    """YAML with the short forms of intrinsic functions."""


def short_form(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    else:
        value = loader.construct_sequence(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".")
    return {suffix if suffix == "Ref" else f"Fn::{suffix}": value}


Loader.add_multi_constructor("!", short_form)

ORDER = """RestApi Resource LoadBalancer VpcLink Role Function Version Alias Permission Method
           GatewayResponse Deployment Stage UsagePlan ApiKey UsagePlanKey Table""".split()


class Stack:
    """A template on a server; `api` is its REST API's id, `stages` the stages' names. `parameters` are
    those without a default, `exports` what other stacks have; every function has the same `code`."""

    def __init__(self, server, name, template, code, parameters, exports):
        self.name, self.code, self.stages, self.exports = name, code, [], exports
        self.gateway, self.functions = server.client("apigateway"), server.client("lambda")
        self.iam = server.client("iam")
        self.ids, self.attributes = PSEUDO | {"AWS::StackName": name}, {}
        for parameter, it in template.get("Parameters", {}).items():
            self.ids[parameter] = it.get("Default") or parameters.get(parameter)
        waiting = list(template["Resources"].items())
        waiting.sort(key=lambda it: ORDER.index(it[1]["Type"].split("::")[-1]))
        while waiting:
            later = []
            for logical, resource in waiting:
                kind = resource["Type"].split("::")[-1]
                awaited = resource.get("DependsOn", [])
                try:
                    for it in [awaited] if isinstance(awaited, str) else awaited:
                        self.value({"Ref": it})
                    properties = self.value(resource.get("Properties", {}))
                except KeyError:
                    later.append((logical, resource))
                    continue
                self.ids[logical] = getattr(self, kind)(logical, properties)
            assert len(later) < len(waiting), later
            waiting = later

    def value(self, it):
        """What an expression comes to; a KeyError if that is not there yet."""
        if isinstance(it, list):
            return [self.value(one) for one in it]
        if not isinstance(it, dict):
            return it
        if len(it) == 1:
            [(key, argument)] = it.items()
            if key == "Ref":
                return self.ids[argument]
            if key == "Fn::GetAtt":
                return self.attributes[tuple(argument)]
            if key == "Fn::Join":
                return argument[0].join(map(str, self.value(argument[1])))
            if key == "Fn::Sub":
                text, values = argument if isinstance(argument, list) else (argument, {})
                return self.named(text, self.value(values))
            if key == "Fn::ImportValue":
                return self.exports[argument]
        return {key: self.value(one) for key, one in it.items()}

    def named(self, text, values={}):
        """A text with what its `${}` are here."""

        def substitution(match):
            name = match[1]
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            if "." in name:
                return str(self.attributes[tuple(name.split("."))])
            return str(values[name] if name in values else self.ids[name])

        return re.sub(r"\$\{([^}]+)\}", substitution, text)

    def RestApi(self, logical, it):
        if "Body" in it:
            body = it["Body"] if isinstance(it["Body"], str) else json.dumps(it["Body"])
            self.api = self.gateway.import_rest_api(body=body)["id"]
        else:
            self.api = self.gateway.create_rest_api(name=it["Name"])["id"]
        resources = self.gateway.get_resources(restApiId=self.api)["items"]
        [root] = [it["id"] for it in resources if it["path"] == "/"]
        self.attributes[logical, "RootResourceId"] = root
        return self.api

    def Resource(self, _, it):
        made = self.gateway.create_resource(
            restApiId=self.api, parentId=it["ParentId"], pathPart=it["PathPart"]
        )
        return made["id"]

    def LoadBalancer(self, logical, it):
        self.attributes[logical, "DNSName"] = "balancer.example.com"
        return BALANCER.replace("/net/", "/app/" if it["Type"] == "application" else "/net/")

    def VpcLink(self, _, it):
        return self.gateway.create_vpc_link(name=it["Name"], targetArns=it["TargetArns"])["id"]

    def Role(self, logical, it):
        name = it.get("RoleName", f"{self.name}-{logical}"[-64:])
        trust = it["AssumeRolePolicyDocument"]
        trust = trust if isinstance(trust, str) else json.dumps(trust)
        role = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)
        for policy in it.get("Policies", []):
            self.iam.put_role_policy(
                RoleName=name,
                PolicyName=policy["PolicyName"],
                PolicyDocument=json.dumps(policy["PolicyDocument"]),
            )
        self.attributes[logical, "Arn"] = role["Role"]["Arn"]
        return name

    def Function(self, logical, it):
        name = it.get("FunctionName", f"{self.name}-{logical}"[-64:])
        create_function(self.functions, name, python(self.code))
        arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"
        self.attributes[logical, "Arn"] = arn
        return name

    def Version(self, logical, it):
        made = self.functions.publish_version(FunctionName=it["FunctionName"])
        self.attributes[logical, "Version"] = made["Version"]
        return made["FunctionArn"]

    def Alias(self, _, it):
        return self.functions.create_alias(**it)["AliasArn"]

    def Permission(self, logical, it):
        return self.functions.add_permission(StatementId=logical, **it)["Statement"]

    def GatewayResponse(self, logical, _):
        return logical

    def Method(self, logical, it):
        call = {"restApiId": self.api, "resourceId": it["ResourceId"], "httpMethod": it["HttpMethod"]}
        self.gateway.put_method(
            **call,
            authorizationType=it["AuthorizationType"],
            requestParameters=it.get("RequestParameters", {}),
        )
        for response in it.get("MethodResponses", []):
            self.gateway.put_method_response(**call, **lowered(response))
        integration = lowered(it.get("Integration", {}))
        responses = integration.pop("integrationResponses", [])
        if integration:
            self.gateway.put_integration(**call, **integration)
        for response in responses:
            self.gateway.put_integration_response(**call, **lowered(response))
        return logical

    def Deployment(self, _, it):
        stage = {"stageName": it["StageName"]} if "StageName" in it else {}
        return self.gateway.create_deployment(restApiId=self.api, **stage)["id"]

    def Stage(self, _, it):
        it = lowered(it) | {"restApiId": self.api}
        self.stages.append(it["stageName"])
        return self.gateway.create_stage(**it)["stageName"]

    def UsagePlan(self, logical, it):
        stages = [lowered(stage) for stage in it["ApiStages"]]
        return self.gateway.create_usage_plan(name=logical, apiStages=stages)["id"]

    def ApiKey(self, logical, it):
        return self.gateway.create_api_key(name=logical, enabled=it["Enabled"])["id"]

    def UsagePlanKey(self, _, it):
        return self.gateway.create_usage_plan_key(**lowered(it))["id"]

    def Table(self, logical, _):
        return logical


def lowered(properties):
    """CloudFormation's names as those of the API."""
    return {key[0].lower() + key[1:]: value for key, value in properties.items()}
