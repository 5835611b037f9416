//! What a deployment calls the resources of a template: names and ids that no file can write out by
//! chance, so that two of them are the same only if the file says so.

use std::collections::BTreeMap;

use gatewright_gateway::arn::FunctionArn;

use super::template::{Resource, Template};

/// What begins the name of a resource that has none of its own.
pub(super) const STACK: &str = "stack.";

impl Template<'_> {
    /// What `Ref` gives for a resource, as text.
    pub(super) fn reference(&self, logical: &str) -> String {
        if let Some(generated) = self.generated.get(logical) {
            return generated.reference.clone();
        }
        // SAM's `!Ref Function.Alias`, `!Ref Api.Stage` and their like.
        if let Some((logical, attribute)) = logical.split_once('.') {
            return self.attribute(logical, attribute);
        }
        let Some(resource) = self.resource(logical) else {
            return self.surroundings.unseen(logical);
        };
        match resource.kind {
            "AWS::Lambda::Function" | "AWS::Serverless::Function" => {
                self.name_of(resource, "FunctionName")
            }
            "AWS::Lambda::Alias" => self.alias(resource).to_string(),
            "AWS::Lambda::Version" => self.version(resource).to_string(),
            "AWS::IAM::Role" => self.name_of(resource, "RoleName"),
            "AWS::ApiGateway::Stage" => self.name_of(resource, "StageName"),
            "AWS::ApiGateway::Model" => self.name_of(resource, "Name"),
            "AWS::ElasticLoadBalancingV2::LoadBalancer" => self.load_balancer(resource),
            "AWS::Logs::LogGroup" => self.name_of(resource, "LogGroupName"),
            "AWS::KinesisFirehose::DeliveryStream" => self.name_of(resource, "DeliveryStreamName"),
            "AWS::IAM::ManagedPolicy" => {
                let name = self.name_of(resource, "ManagedPolicyName");
                self.iam("policy", &name)
            }
            kind if kind.starts_with("AWS::ApiGateway::") || kind == "AWS::Serverless::Api" => {
                format!("{STACK}{logical}")
            }
            _ => self.surroundings.unseen(logical),
        }
    }

    /// What `Fn::GetAtt` gives, as text.
    pub(super) fn attribute(&self, logical: &str, attribute: &str) -> String {
        let unseen = || self.surroundings.unseen(&format!("{logical}-{attribute}"));
        if let Some(part) = self.generated.get(&format!("{logical}.{attribute}")) {
            return part.reference.clone();
        }
        if let Some(generated) = self.generated.get(logical) {
            let found = generated.attributes.get(attribute);
            return found.cloned().unwrap_or_else(unseen);
        }
        let Some(resource) = self.resource(logical) else {
            return unseen();
        };
        match (resource.kind, attribute) {
            ("AWS::Lambda::Function" | "AWS::Serverless::Function", "Arn") => {
                self.function(resource).to_string()
            }
            ("AWS::Serverless::Function", "Alias" | "Version") => {
                let Some(alias) = self.published(resource) else {
                    return unseen();
                };
                let qualifier = if attribute == "Alias" {
                    alias
                } else {
                    "1".to_owned()
                };
                let mut function = self.function(resource);
                function.qualifier = Some(qualifier);
                function.to_string()
            }
            ("AWS::Serverless::Api", "Stage") => self.name_of(resource, "StageName"),
            ("AWS::Serverless::Api", "Deployment") => format!("{STACK}{logical}Deployment"),
            ("AWS::Serverless::Api", "RestApiId") => self.reference(logical),
            ("AWS::Serverless::Api", "DomainName") => {
                let domain = self.property(resource, "Domain");
                let name = domain.and_then(|domain| domain.text("DomainName"));
                name.unwrap_or_else(unseen)
            }
            ("AWS::Lambda::Alias", "AliasArn") => self.alias(resource).to_string(),
            ("AWS::Lambda::Version", "FunctionArn") => self.version(resource).to_string(),
            ("AWS::Lambda::Version", "Version") => {
                self.version(resource).qualifier.unwrap_or_default()
            }
            ("AWS::IAM::Role", "Arn") => self.role(resource),
            // With the star for all its streams, as CloudFormation gives it.
            ("AWS::Logs::LogGroup", "Arn") => {
                let name = self.reference(logical);
                self.surroundings
                    .arn("logs", &format!("log-group:{name}:*"))
            }
            ("AWS::KinesisFirehose::DeliveryStream", "Arn") => {
                let name = self.reference(logical);
                self.surroundings
                    .arn("firehose", &format!("deliverystream/{name}"))
            }
            ("AWS::IAM::ManagedPolicy", "PolicyArn")
            | ("AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancerArn") => {
                self.reference(logical)
            }
            ("AWS::ApiGateway::RestApi" | "AWS::Serverless::Api", "RootResourceId") => {
                root_id(&self.reference(logical))
            }
            (kind, id)
                if kind.starts_with("AWS::ApiGateway::")
                    && id.strip_suffix("Id").is_some_and(|it| kind.ends_with(it)) =>
            {
                self.reference(logical)
            }
            _ => unseen(),
        }
    }

    /// A name that the template gives, or the one that CloudFormation makes.
    pub(super) fn name_of(&self, resource: &Resource<'_>, property: &str) -> String {
        let logical = resource.logical;
        let made = || format!("{STACK}{logical}");
        if let Some(name) = self.names.borrow().get(logical) {
            return name.clone();
        }
        let pending = format!("name {logical}");
        if self.pending.borrow().contains(&pending) {
            return made();
        }
        self.pending.borrow_mut().push(pending);
        let name = resource
            .properties
            .and_then(|properties| properties.child(property))
            .and_then(|node| self.evaluate(node, &resource.at))
            .and_then(|value| value.as_text())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(made);
        self.pending.borrow_mut().pop();
        self.names
            .borrow_mut()
            .insert(logical.to_owned(), name.clone());
        name
    }

    /// A function's unqualified ARN.
    pub(super) fn function(&self, resource: &Resource<'_>) -> FunctionArn {
        let name = self.name_of(resource, "FunctionName");
        self.surroundings.function(&name)
    }

    /// The function of an alias, a version or a permission, as the resource names it.
    fn function_of(&self, resource: &Resource<'_>) -> FunctionArn {
        let named = resource
            .properties
            .and_then(|properties| properties.child("FunctionName"))
            .and_then(|node| self.evaluate(node, &resource.at))
            .and_then(|value| value.as_text())
            .and_then(|name| self.surroundings.function_named(&name));
        named.unwrap_or_else(|| {
            let unseen = self.surroundings.unseen(resource.logical);
            self.surroundings.function(&unseen)
        })
    }

    pub(super) fn alias(&self, resource: &Resource<'_>) -> FunctionArn {
        FunctionArn {
            qualifier: Some(self.name_of(resource, "Name")),
            ..self.guarded(resource)
        }
    }

    /// A published version; which number it has, nobody knows, so they are counted as they stand.
    pub(super) fn version(&self, resource: &Resource<'_>) -> FunctionArn {
        let function = self.guarded(resource);
        let earlier = self
            .resources
            .iter()
            .take_while(|other| other.logical != resource.logical)
            .filter(|other| other.kind == "AWS::Lambda::Version");
        FunctionArn {
            qualifier: Some((earlier.count() + 1).to_string()),
            ..function
        }
    }

    /// The function of a resource, also where the two refer to each other.
    fn guarded(&self, resource: &Resource<'_>) -> FunctionArn {
        let pending = format!("function {}", resource.logical);
        if self.pending.borrow().contains(&pending) {
            let unseen = self.surroundings.unseen(resource.logical);
            return self.surroundings.function(&unseen);
        }
        self.pending.borrow_mut().push(pending);
        let function = self.function_of(resource);
        self.pending.borrow_mut().pop();
        function.unqualified()
    }

    /// The alias that SAM publishes a function under.
    pub(super) fn published(&self, resource: &Resource<'_>) -> Option<String> {
        let node = resource.properties?.child("AutoPublishAlias");
        let at = resource.at.key("Properties").key("AutoPublishAlias");
        let own = node.and_then(|node| self.evaluate(node, &at));
        own.or_else(|| self.global("Function")?.get("AutoPublishAlias").cloned())?
            .as_text()
    }

    /// A role's ARN.
    pub(super) fn role(&self, resource: &Resource<'_>) -> String {
        let name = self.name_of(resource, "RoleName");
        let path = resource
            .properties
            .and_then(|properties| properties.child("Path"))
            .and_then(|path| path.as_str())
            .unwrap_or("/");
        self.iam("role", &format!("{}{name}", path.trim_start_matches('/')))
    }

    /// How the template names its functions, by ARN: `Pets.Arn`, or the logical id of an alias.
    pub(super) fn functions(&self) -> BTreeMap<String, String> {
        let mut names = BTreeMap::new();
        for resource in &self.resources {
            let logical = resource.logical;
            match resource.kind {
                "AWS::Lambda::Function" | "AWS::Serverless::Function" => {
                    let arn = self.function(resource);
                    names.insert(arn.to_string(), format!("{logical}.Arn"));
                    if resource.kind == "AWS::Serverless::Function"
                        && self.published(resource).is_some()
                    {
                        for attribute in ["Alias", "Version"] {
                            let name = format!("{logical}.{attribute}");
                            names.insert(self.attribute(logical, attribute), name);
                        }
                    }
                }
                "AWS::Lambda::Alias" | "AWS::Lambda::Version" => {
                    names.insert(self.reference(logical), logical.to_owned());
                }
                _ => {}
            }
        }
        names
    }

    pub(super) fn iam(&self, kind: &str, name: &str) -> String {
        let own = self.surroundings;
        format!("arn:{}:iam::{}:{kind}/{name}", own.partition, own.account)
    }

    fn load_balancer(&self, resource: &Resource<'_>) -> String {
        let kind = self.property(resource, "Type");
        let kind = match kind
            .map(|kind| kind.as_text().unwrap_or_default())
            .as_deref()
        {
            None | Some("application") => "app",
            Some("gateway") => "gwy",
            // Or nobody knows: then what is right is taken.
            Some(_) => "net",
        };
        let name = self.name_of(resource, "Name");
        self.surroundings.arn(
            "elasticloadbalancing",
            &format!("loadbalancer/{kind}/{name}/0"),
        )
    }
}

/// The id of an API's root resource.
pub(super) fn root_id(api: &str) -> String {
    format!("{api}.root")
}
