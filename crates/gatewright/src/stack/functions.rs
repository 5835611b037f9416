//! Functions, their versions, aliases and layers, and who may invoke them.

use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use gatewright_doctor::source::file::StackPermission;
use serde_json::{Value, json};

use super::calls::{Call, MakeError, operation};
use super::input::input;
use super::package::package;
use super::{Deployment, Left, Made, Wanted, digest};

/// The kind of what a function's policy lets in.
pub(super) const PERMISSION: &str = "permission";

/// A permission as a resource.
pub(super) fn permission(permission: StackPermission) -> Wanted {
    let StackPermission {
        function,
        statement,
    } = permission;
    let id = statement["Sid"].as_str().unwrap_or_default();
    Wanted {
        what: id.to_owned(),
        logical: id.to_owned(),
        kind: PERMISSION.to_owned(),
        reference: id.to_owned(),
        properties: json!({ "function": function, "statement": statement }),
        asset: None,
        line: None,
    }
}

/// The name of the function that a resource belongs to.
pub(super) fn function_of(wanted: &Wanted) -> Option<&str> {
    let properties = &wanted.properties;
    let keys = ["function", "FunctionName", "TargetFunctionArn"];
    let named = keys.iter().find_map(|key| properties.get(key)?.as_str())?;
    let name = named
        .rsplit_once(":function:")
        .map_or(named, |(_, name)| name);
    name.split(':').next()
}

impl Deployment<'_> {
    /// `AWS::Lambda::Function`: changed in place.
    pub(super) async fn function(
        &mut self,
        wanted: &Wanted,
        folder: &Path,
        old: Option<&Made>,
    ) -> Result<Made, MakeError> {
        let name = &wanted.reference;
        let mut properties = wanted.properties.clone();
        properties["FunctionName"] = json!(name);
        self.drop_foreign_layers(wanted, &mut properties);
        let code = package(
            &properties["Code"],
            properties["Runtime"].as_str(),
            wanted.asset.as_deref(),
            folder,
            &self.deployer.excluded,
        )?;
        let code = json!(BASE64_STANDARD.encode(code));
        let digest = digest(&[&properties, &code]);
        if let Some(old) = old.filter(|old| old.digest == digest) {
            return Ok(old.clone());
        }
        properties["Code"] = json!({ "ZipFile": code });
        let is_new = old.is_none_or(|old| old.id != *name);
        let made = if is_new {
            let shape = operation("lambda CreateFunction")?.input;
            self.call("lambda CreateFunction", input(shape, &properties))
                .await
        } else {
            Ok(Value::Null)
        };
        let is_there = matches!(&made, Err(error) if error.is("ResourceConflictException"));
        if is_there || !is_new {
            let update = json!({ "FunctionName": name, "ZipFile": code });
            self.call("lambda UpdateFunctionCode", update).await?;
            // What the file no longer says goes back to what Lambda has for it.
            let defaults = [
                ("Description", json!("")),
                ("Timeout", json!(3)),
                ("MemorySize", json!(128)),
                ("Environment", json!({"Variables": {}})),
                ("Layers", json!([])),
            ];
            for (key, value) in defaults {
                if properties.get(key).is_none() {
                    properties[key] = value;
                }
            }
            let update = "lambda UpdateFunctionConfiguration";
            let configuration = input(operation(update)?.input, &properties);
            self.call(update, configuration).await?;
        } else {
            made?;
        }
        if let Some(limit) = properties.get("ReservedConcurrentExecutions") {
            let put = "lambda PutFunctionConcurrency";
            let limit = json!({ "FunctionName": name, "ReservedConcurrentExecutions": limit });
            self.call(put, input(operation(put)?.input, &limit)).await?;
        }
        Ok(Made {
            kind: wanted.kind.clone(),
            id: name.clone(),
            digest,
            undo: vec![Call::new(
                "lambda DeleteFunction",
                json!({ "FunctionName": name }),
            )],
        })
    }

    /// A layer that somebody else publishes is not here: the function is made without it.
    fn drop_foreign_layers(&mut self, wanted: &Wanted, properties: &mut Value) {
        let own = format!(":{}:layer:", self.deployer.server.settings.account);
        let Some(layers) = properties.get_mut("Layers").and_then(Value::as_array_mut) else {
            return;
        };
        let is_own = |layer: &Value| layer.as_str().is_some_and(|arn| arn.contains(&own));
        let foreign = layers.iter().filter(|layer| !is_own(layer));
        let foreign: Vec<String> = foreign
            .map(|layer| layer.as_str().unwrap_or_default().to_owned())
            .collect();
        layers.retain(is_own);
        if !foreign.is_empty() {
            self.outcome.left.push(Left {
                what: wanted.what(),
                why: format!(
                    "it is made without the layer {}, which is not here",
                    foreign.join(", ")
                ),
                line: wanted.line,
            });
        }
    }

    /// `AWS::Lambda::LayerVersion`: every change is a version of its own.
    pub(super) async fn layer(
        &self,
        wanted: &Wanted,
        old: Option<&Made>,
    ) -> Result<Made, MakeError> {
        let folder = Path::new("");
        let mut properties = wanted.properties.clone();
        let content = &properties["Content"];
        let asset = wanted.asset.as_deref();
        let code = package(content, None, asset, folder, &self.deployer.excluded)?;
        let code = json!(BASE64_STANDARD.encode(code));
        let digest = digest(&[&properties, &code]);
        if let Some(old) = old.filter(|old| old.digest == digest) {
            return Ok(old.clone());
        }
        properties["Content"] = json!({ "ZipFile": code });
        if properties.get("LayerName").is_none() {
            properties["LayerName"] = json!(wanted.reference);
        }
        let publish = "lambda PublishLayerVersion";
        let made = self
            .call(publish, input(operation(publish)?.input, &properties))
            .await?;
        let arn = made["LayerVersionArn"].as_str();
        let arn = arn.ok_or_else(|| MakeError::NoId("PublishLayerVersion".to_owned()))?;
        let delete = json!({
            "LayerName": properties["LayerName"],
            "VersionNumber": made["Version"],
        });
        Ok(Made {
            kind: wanted.kind.clone(),
            id: arn.to_owned(),
            digest,
            undo: vec![Call::new("lambda DeleteLayerVersion", delete)],
        })
    }

    /// `AWS::Lambda::Version`: published once.
    pub(super) async fn version(
        &mut self,
        wanted: &Wanted,
        old: Option<&Made>,
    ) -> Result<Made, MakeError> {
        let digest = digest(&[&wanted.properties]);
        if let Some(old) = old.filter(|old| old.digest == digest) {
            return Ok(old.clone());
        }
        let publish = "lambda PublishVersion";
        let published = input(operation(publish)?.input, &wanted.properties);
        let published = self.call(publish, published).await?;
        let number = published["Version"].as_str().unwrap_or_default();
        let expected = wanted.reference.rsplit(':').next().unwrap_or_default();
        if number != expected {
            self.outcome.left.push(Left {
                what: wanted.what(),
                why: format!(
                    "it is version {number} of its function here, and what refers to it means {expected}"
                ),
                line: wanted.line,
            });
        }
        let delete = json!({
            "FunctionName": wanted.properties["FunctionName"],
            "Qualifier": number,
        });
        Ok(Made {
            kind: wanted.kind.clone(),
            id: wanted.reference.clone(),
            digest,
            undo: vec![Call::new("lambda DeleteFunction", delete)],
        })
    }

    /// `AWS::Lambda::Alias`; one without a version that the file says, as SAM makes it, is for what is newest.
    pub(super) async fn alias(
        &self,
        wanted: &Wanted,
        old: Option<&Made>,
    ) -> Result<Made, MakeError> {
        let mut properties = wanted.properties.clone();
        let name = function_of(wanted).unwrap_or_default();
        let version = properties["FunctionVersion"].as_str();
        let is_number = |text: &str| text == "$LATEST" || text.parse::<u64>().is_ok();
        // What a file does not say is what is newest when it is deployed.
        let is_newest = !version.is_some_and(is_number);
        let code = self
            .after
            .values()
            .find(|made| is_newest && made.id == name);
        let code = json!(code.map(|made| &made.digest));
        let digest = digest(&[&properties, &code]);
        if let Some(old) = old.filter(|old| old.digest == digest) {
            return Ok(old.clone());
        }
        if is_newest {
            let publish = json!({ "FunctionName": properties["FunctionName"] });
            let version = self.call("lambda PublishVersion", publish).await?;
            properties["FunctionVersion"] = version["Version"].clone();
        }
        let (create, update) = ("lambda CreateAlias", "lambda UpdateAlias");
        let made = self
            .call(create, input(operation(create)?.input, &properties))
            .await;
        if matches!(&made, Err(error) if error.is("ResourceConflictException")) {
            self.call(update, input(operation(update)?.input, &properties))
                .await?;
        } else {
            made?;
        }
        let alias = json!({
            "FunctionName": properties["FunctionName"],
            "Qualifier": properties["Name"],
        });
        let provisioned = &properties["ProvisionedConcurrencyConfig"];
        if provisioned.is_object() {
            let put = "lambda PutProvisionedConcurrencyConfig";
            let mut wanted = input(operation(put)?.input, provisioned);
            if let (Value::Object(wanted), Value::Object(alias)) = (&mut wanted, alias) {
                wanted.extend(alias);
            }
            self.call(put, wanted).await?;
        } else if old.is_some() {
            let delete = "lambda DeleteProvisionedConcurrencyConfig";
            self.call(delete, alias).await?;
        }
        let delete = json!({
            "FunctionName": properties["FunctionName"],
            "Name": properties["Name"],
        });
        Ok(Made {
            kind: wanted.kind.clone(),
            id: wanted.reference.clone(),
            digest,
            undo: vec![Call::new("lambda DeleteAlias", delete)],
        })
    }

    /// A statement of a function's policy.
    pub(super) async fn permit(
        &self,
        wanted: &Wanted,
        digest: String,
        old: Option<&Made>,
    ) -> Result<Made, MakeError> {
        if let Some(old) = old {
            self.undo(old).await?;
        }
        let statement = &wanted.properties["statement"];
        let function = wanted.properties["function"].as_str().unwrap_or_default();
        let (function, qualifier) = match function.split(':').nth(7) {
            Some(qualifier) => {
                let name = function.strip_suffix(qualifier).unwrap_or(function);
                (name.trim_end_matches(':'), Some(qualifier))
            }
            None => (function, None),
        };
        let principal = &statement["Principal"];
        let principal = principal
            .get("Service")
            .or(principal.get("AWS"))
            .unwrap_or(principal);
        let condition = &statement["Condition"];
        let equal = &condition["StringEquals"];
        let mut add = json!({
            "FunctionName": function,
            "StatementId": statement["Sid"],
            "Action": statement["Action"],
            "Principal": principal,
        });
        let others = [
            ("Qualifier", json!(qualifier)),
            ("SourceArn", condition["ArnLike"]["AWS:SourceArn"].clone()),
            ("SourceAccount", equal["AWS:SourceAccount"].clone()),
            ("PrincipalOrgID", equal["aws:PrincipalOrgID"].clone()),
            ("EventSourceToken", equal["lambda:EventSourceToken"].clone()),
            (
                "FunctionUrlAuthType",
                equal["lambda:FunctionUrlAuthType"].clone(),
            ),
        ];
        for (key, value) in others {
            if !value.is_null() {
                add[key] = value;
            }
        }
        let remove = json!({
            "FunctionName": function,
            "StatementId": statement["Sid"],
            "Qualifier": qualifier,
        });
        let added = self.call("lambda AddPermission", add.clone()).await;
        if matches!(&added, Err(error) if error.is("ResourceConflictException")) {
            self.call("lambda RemovePermission", remove.clone()).await?;
            self.call("lambda AddPermission", add).await?;
        } else {
            added?;
        }
        Ok(Made {
            kind: wanted.kind.clone(),
            id: wanted.logical.clone(),
            digest,
            undo: vec![Call::new("lambda RemovePermission", remove)],
        })
    }
}
