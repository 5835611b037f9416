//! Roles and policies.

use serde_json::{Value, json};

use super::calls::{Call, MakeError, operation};
use super::input::input;
use super::{Deployment, Made, Wanted, digest};

impl Deployment<'_> {
    /// `AWS::IAM::Role`: made anew when it changes, which loses nothing.
    pub(super) async fn role(
        &self,
        wanted: &Wanted,
        old: Option<&Made>,
    ) -> Result<Made, MakeError> {
        let name = &wanted.reference;
        let digest = digest(&[&wanted.properties, &json!(name)]);
        if let Some(old) = old {
            if old.digest == digest {
                return Ok(old.clone());
            }
            self.undo(old).await?;
        }
        let mut role = wanted.properties.clone();
        role["RoleName"] = json!(name);
        let create = "iam CreateRole";
        let role = input(operation(create)?.input, &role);
        let made = self.call(create, role).await;
        if !matches!(&made, Err(error) if error.is("EntityAlreadyExists")) {
            made?;
        }
        let mut undo = Vec::new();
        for policy in list(&wanted.properties, "Policies") {
            let put = json!({
                "RoleName": name,
                "PolicyName": policy["PolicyName"],
                "PolicyDocument": text(&policy["PolicyDocument"]),
            });
            self.call("iam PutRolePolicy", put).await?;
            let delete = json!({"RoleName": name, "PolicyName": policy["PolicyName"]});
            undo.push(Call::new("iam DeleteRolePolicy", delete));
        }
        for arn in list(&wanted.properties, "ManagedPolicyArns") {
            let attachment = json!({"RoleName": name, "PolicyArn": arn});
            self.call("iam AttachRolePolicy", attachment.clone())
                .await?;
            undo.push(Call::new("iam DetachRolePolicy", attachment));
        }
        undo.push(Call::new("iam DeleteRole", json!({"RoleName": name})));
        Ok(Made {
            kind: wanted.kind.clone(),
            id: name.clone(),
            digest,
            undo,
        })
    }

    /// `AWS::IAM::Policy` and `AWS::IAM::RolePolicy`: a policy in the roles that it names.
    pub(super) async fn policy(
        &self,
        wanted: &Wanted,
        old: Option<&Made>,
    ) -> Result<Made, MakeError> {
        let digest = digest(&[&wanted.properties]);
        if let Some(old) = old {
            if old.digest == digest {
                return Ok(old.clone());
            }
            self.undo(old).await?;
        }
        let properties = &wanted.properties;
        let name = properties["PolicyName"].as_str().unwrap_or(&wanted.logical);
        let one = properties.get("RoleName").into_iter();
        let mut undo = Vec::new();
        for role in list(properties, "Roles").iter().chain(one) {
            let put = json!({
                "RoleName": role,
                "PolicyName": name,
                "PolicyDocument": text(&properties["PolicyDocument"]),
            });
            self.call("iam PutRolePolicy", put).await?;
            let delete = json!({"RoleName": role, "PolicyName": name});
            undo.push(Call::new("iam DeleteRolePolicy", delete));
        }
        Ok(Made {
            kind: wanted.kind.clone(),
            id: self.names.of(&wanted.logical),
            digest,
            undo,
        })
    }

    /// `AWS::IAM::ManagedPolicy`, with the roles that it is attached to.
    pub(super) async fn managed_policy(
        &self,
        wanted: &Wanted,
        old: Option<&Made>,
    ) -> Result<Made, MakeError> {
        let digest = digest(&[&wanted.properties]);
        if let Some(old) = old {
            if old.digest == digest {
                return Ok(old.clone());
            }
            self.undo(old).await?;
        }
        let properties = &wanted.properties;
        let name = wanted.reference.rsplit('/').next().unwrap_or_default();
        let create = json!({
            "PolicyName": name,
            "PolicyDocument": text(&properties["PolicyDocument"]),
        });
        let made = self.call("iam CreatePolicy", create).await?;
        let arn = made.pointer("/Policy/Arn").cloned();
        let arn = arn.ok_or_else(|| MakeError::NoId("CreatePolicy".to_owned()))?;
        let mut undo = Vec::new();
        for role in list(properties, "Roles") {
            let attachment = json!({"RoleName": role, "PolicyArn": arn});
            self.call("iam AttachRolePolicy", attachment.clone())
                .await?;
            undo.push(Call::new("iam DetachRolePolicy", attachment));
        }
        undo.push(Call::new("iam DeletePolicy", json!({"PolicyArn": arn})));
        Ok(Made {
            kind: wanted.kind.clone(),
            id: arn.as_str().unwrap_or_default().to_owned(),
            digest,
            undo,
        })
    }
}

fn list<'v>(properties: &'v Value, key: &str) -> &'v [Value] {
    let items = properties.get(key).and_then(Value::as_array);
    items.map(Vec::as_slice).unwrap_or_default()
}

/// A document as its text.
fn text(document: &Value) -> String {
    match document {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
