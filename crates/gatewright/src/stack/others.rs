//! Resources that one operation makes and another removes, and the order in which all kinds come.

use serde_json::{Value, json};

use super::calls::{Call, MakeError, operation};
use super::input::input;
use super::{Deployment, Made, Wanted, apis, digest};

/// A kind that is made by one operation.
struct Uniform {
    kind: &'static str,
    create: &'static str,
    /// Properties that the operation calls something else.
    renamed: &'static [(&'static str, &'static str)],
    /// Where the answer has the id, and what the operation that removes calls it.
    id: Option<(&'static str, &'static str)>,
    delete: &'static str,
}

const UNIFORM: &[Uniform] = &[
    Uniform {
        kind: "AWS::Logs::LogGroup",
        create: "logs CreateLogGroup",
        renamed: &[],
        id: None,
        delete: "logs DeleteLogGroup",
    },
    Uniform {
        kind: "AWS::Lambda::Url",
        create: "lambda CreateFunctionUrlConfig",
        renamed: &[("TargetFunctionArn", "FunctionName")],
        id: None,
        delete: "lambda DeleteFunctionUrlConfig",
    },
    Uniform {
        kind: "AWS::Lambda::EventInvokeConfig",
        create: "lambda PutFunctionEventInvokeConfig",
        renamed: &[],
        id: None,
        delete: "lambda DeleteFunctionEventInvokeConfig",
    },
    Uniform {
        kind: "AWS::ApiGateway::VpcLink",
        create: "apigateway CreateVpcLink",
        renamed: &[],
        id: Some(("id", "vpcLinkId")),
        delete: "apigateway DeleteVpcLink",
    },
    Uniform {
        kind: "AWS::ApiGateway::ClientCertificate",
        create: "apigateway GenerateClientCertificate",
        renamed: &[],
        id: Some(("clientCertificateId", "clientCertificateId")),
        delete: "apigateway DeleteClientCertificate",
    },
    Uniform {
        kind: "AWS::ApiGateway::DocumentationPart",
        create: "apigateway CreateDocumentationPart",
        renamed: &[],
        id: Some(("id", "documentationPartId")),
        delete: "apigateway DeleteDocumentationPart",
    },
    Uniform {
        kind: "AWS::ApiGateway::DocumentationVersion",
        create: "apigateway CreateDocumentationVersion",
        renamed: &[],
        id: None,
        delete: "apigateway DeleteDocumentationVersion",
    },
    Uniform {
        kind: "AWS::ApiGateway::ApiKey",
        create: "apigateway CreateApiKey",
        renamed: &[],
        id: Some(("id", "apiKey")),
        delete: "apigateway DeleteApiKey",
    },
    Uniform {
        kind: "AWS::ApiGateway::UsagePlan",
        create: "apigateway CreateUsagePlan",
        renamed: &[("UsagePlanName", "name")],
        id: Some(("id", "usagePlanId")),
        delete: "apigateway DeleteUsagePlan",
    },
    Uniform {
        kind: "AWS::ApiGateway::UsagePlanKey",
        create: "apigateway CreateUsagePlanKey",
        renamed: &[],
        id: Some(("id", "keyId")),
        delete: "apigateway DeleteUsagePlanKey",
    },
    Uniform {
        kind: "AWS::ApiGateway::DomainName",
        create: "apigateway CreateDomainName",
        renamed: &[],
        id: Some(("domainName", "domainName")),
        delete: "apigateway DeleteDomainName",
    },
    Uniform {
        kind: "AWS::ApiGateway::BasePathMapping",
        create: "apigateway CreateBasePathMapping",
        renamed: &[],
        id: Some(("basePath", "basePath")),
        delete: "apigateway DeleteBasePathMapping",
    },
];

/// Kinds in the order in which they are made: what others refer to comes first.
const ORDER: &[&str] = &[
    "AWS::IAM::Role",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::RolePolicy",
    "AWS::Logs::LogGroup",
    "AWS::Lambda::LayerVersion",
    "AWS::Lambda::Function",
    "AWS::Lambda::Version",
    "AWS::Lambda::Alias",
    "AWS::Lambda::Url",
    "AWS::Lambda::EventInvokeConfig",
    super::functions::PERMISSION,
    "AWS::ApiGateway::Account",
    "AWS::ApiGateway::VpcLink",
    "AWS::ApiGateway::ClientCertificate",
    apis::KIND,
    "AWS::ApiGateway::DocumentationPart",
    "AWS::ApiGateway::DocumentationVersion",
    "AWS::ApiGateway::ApiKey",
    "AWS::ApiGateway::UsagePlan",
    "AWS::ApiGateway::UsagePlanKey",
    "AWS::ApiGateway::DomainName",
    "AWS::ApiGateway::BasePathMapping",
];

/// When a kind is made; unknown ones come last.
pub(super) fn rank(kind: &str) -> usize {
    let found = ORDER.iter().position(|it| *it == kind);
    found.unwrap_or(ORDER.len())
}

/// Whether resources of this kind are made at all.
pub(super) fn is_known(kind: &str) -> bool {
    ORDER.contains(&kind)
}

impl Deployment<'_> {
    /// A resource of a uniform kind, made anew when it changes; the account's settings; a permission.
    pub(super) async fn other(
        &self,
        wanted: &Wanted,
        old: Option<&Made>,
    ) -> Result<Made, MakeError> {
        let digest = digest(&[&wanted.properties, &self.domain_of(wanted)]);
        if let Some(old) = old.filter(|old| old.digest == digest) {
            return Ok(old.clone());
        }
        match wanted.kind.as_str() {
            "AWS::ApiGateway::Account" => {
                let role = wanted.properties.get("CloudWatchRoleArn");
                self.logs_role(role.and_then(Value::as_str)).await?;
                return Ok(Made {
                    kind: wanted.kind.clone(),
                    id: wanted.logical.clone(),
                    digest,
                    undo: Vec::new(),
                });
            }
            super::functions::PERMISSION => return self.permit(wanted, digest, old).await,
            _ => {}
        }
        let mut uniform = UNIFORM.iter();
        let kind = uniform.find(|it| it.kind == wanted.kind);
        let kind = kind.ok_or(MakeError::NotServed)?;
        if let Some(old) = old {
            self.undo(old).await?;
        }
        let mut properties = wanted.properties.clone();
        let names = kind.renamed.iter().copied();
        for (from, to) in names {
            properties[to] = properties[from].take();
        }
        if wanted.kind == "AWS::Logs::LogGroup" && properties.get("LogGroupName").is_none() {
            properties["LogGroupName"] = json!(wanted.reference);
        }
        let create = input(operation(kind.create)?.input, &properties);
        let made = match self.call(kind.create, create).await {
            // Whoever wrote to it first made it.
            Err(error) if error.is("ResourceAlreadyExistsException") => Value::Null,
            made => made?,
        };
        if let Some(days) = properties.get("RetentionInDays") {
            let retention = json!({
                "logGroupName": properties["LogGroupName"],
                "retentionInDays": days,
            });
            let shape = operation("logs PutRetentionPolicy")?.input;
            self.call("logs PutRetentionPolicy", input(shape, &retention))
                .await?;
        }
        let mut id = wanted.reference.clone();
        if let Some((from, to)) = kind.id {
            let found = made.get(from).and_then(Value::as_str);
            let found = found.ok_or_else(|| MakeError::NoId(kind.create.to_owned()))?;
            found.clone_into(&mut id);
            properties[to] = json!(id);
        }
        let delete = input(operation(kind.delete)?.input, &properties);
        Ok(Made {
            kind: wanted.kind.clone(),
            id,
            digest,
            undo: vec![Call::new(kind.delete, delete)],
        })
    }

    /// What a base path mapping's domain name was made of: mappings go with their domain name, and are made anew with it.
    fn domain_of(&self, wanted: &Wanted) -> Value {
        if wanted.kind != "AWS::ApiGateway::BasePathMapping" {
            return Value::Null;
        }
        let name = wanted.properties["DomainName"].as_str();
        let mut made = self.after.values();
        let domain = made.find(|made| {
            let mut calls = made.undo.iter();
            Some(made.id.as_str()) == name
                && calls.any(|call| call.operation == "apigateway DeleteDomainName")
        });
        domain.map_or(Value::Null, |made| json!(made.digest))
    }

    /// Sets the role that API Gateway writes logs with.
    pub(super) async fn logs_role(&self, role: Option<&str>) -> Result<(), MakeError> {
        let operation = match role {
            Some(role) => json!({"op": "replace", "path": "/cloudwatchRoleArn", "value": role}),
            None => json!({"op": "remove", "path": "/cloudwatchRoleArn"}),
        };
        let update = json!({ "patchOperations": [operation] });
        self.call("apigateway UpdateAccount", update).await?;
        Ok(())
    }
}
