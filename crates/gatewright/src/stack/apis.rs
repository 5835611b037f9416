//! APIs with their deployments and stages. An API is imported as the document that says all of it, so
//! that nobody sees it half made; its stages then move to a deployment of what was imported.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Map, Value, json};

use super::calls::{Call, MakeError};
use super::{Deployment, Made, Verb, Wanted, digest};

/// The kind of an API.
pub(super) const KIND: &str = "API";

/// The role that execution logs are written with where the account has none.
const LOGS_ROLE: &str = "gatewright-apigateway-logs";
const LOGS_POLICY: &str =
    "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";

/// How a method's setting is called in a stage, and in the path that changes it.
const SETTINGS: [(&str, &str); 8] = [
    ("metricsEnabled", "metrics/enabled"),
    ("loggingLevel", "logging/loglevel"),
    ("dataTraceEnabled", "logging/dataTrace"),
    ("throttlingBurstLimit", "throttling/burstLimit"),
    ("throttlingRateLimit", "throttling/rateLimit"),
    ("cachingEnabled", "caching/enabled"),
    ("cacheTtlInSeconds", "caching/ttlInSeconds"),
    ("cacheDataEncrypted", "caching/dataEncrypted"),
];

impl Deployment<'_> {
    /// An API: imported, deployed, and in its stages.
    pub(super) async fn api(
        &mut self,
        wanted: &Wanted,
        old: Option<&Made>,
    ) -> Result<Made, MakeError> {
        let id = &wanted.reference;
        let digest = digest(&[&wanted.properties]);
        let stages = wanted.properties["stages"].as_array();
        let stages: Vec<(&str, &Value)> = stages
            .into_iter()
            .flatten()
            .filter_map(|stage| Some((stage.get("stageName")?.as_str()?, stage)))
            .collect();
        let names = stages
            .iter()
            .map(|(name, _)| (id.clone(), (*name).to_owned()));
        let served: Vec<(String, String)> = names.collect();
        if let Some(old) = old.filter(|old| old.digest == digest) {
            self.outcome.stages.extend(served);
            return Ok(old.clone());
        }
        // A document that chooses another id makes another API.
        if let Some(old) = old.filter(|old| old.id != *id) {
            self.undo(old).await?;
        }
        let mut document = wanted.properties["document"].clone();
        document["info"]["x-gatewright-id"] = json!(id);
        let body = json!(BASE64_STANDARD.encode(document.to_string()));
        let found = self
            .call("apigateway GetRestApi", json!({ "restApiId": id }))
            .await;
        match found {
            Ok(_) => {
                let put = json!({ "restApiId": id, "mode": "overwrite", "body": body });
                self.call("apigateway PutRestApi", put).await?;
            }
            Err(error) if error.is("NotFoundException") => {
                self.call("apigateway ImportRestApi", json!({ "body": body }))
                    .await?;
            }
            Err(error) => return Err(error),
        }
        let made = Made {
            kind: wanted.kind.clone(),
            id: id.clone(),
            digest,
            undo: vec![Call::new(
                "apigateway DeleteRestApi",
                json!({ "restApiId": id }),
            )],
        };
        // From here on it is there, whatever happens to its stages.
        self.after.insert(
            wanted.logical.clone(),
            Made {
                digest: String::new(),
                ..made.clone()
            },
        );
        let path = format!("/restapis/{id}");
        self.tag(&path, &wanted.properties["tags"]).await?;
        if stages.iter().any(|(_, stage)| writes_logs(stage)) {
            self.allow_logs().await?;
        }
        let create = json!({ "restApiId": id, "description": "serve" });
        let deployment = self.call("apigateway CreateDeployment", create).await?;
        for (name, stage) in &stages {
            self.stage(id, name, stage, &deployment["id"]).await?;
        }
        self.clean(id, &stages, &deployment["id"]).await?;
        self.outcome.stages.extend(served);
        Ok(made)
    }

    /// Makes a stage, or brings it to what is wanted.
    async fn stage(
        &self,
        api: &str,
        name: &str,
        wanted: &Value,
        deployment: &Value,
    ) -> Result<(), MakeError> {
        let address = json!({ "restApiId": api, "stageName": name });
        let found = self.call("apigateway GetStage", address.clone()).await;
        let current = match found {
            Ok(current) => current,
            Err(error) if error.is("NotFoundException") => {
                let mut create = address.clone();
                create["deploymentId"] = deployment.clone();
                self.call("apigateway CreateStage", create).await?
            }
            Err(error) => return Err(error),
        };
        let changes = changes(&current, wanted, deployment);
        if !changes.is_empty() {
            let mut update = address;
            update["patchOperations"] = json!(changes);
            self.call("apigateway UpdateStage", update).await?;
        }
        self.tag(&format!("/restapis/{api}/stages/{name}"), &wanted["tags"])
            .await
    }

    /// Gives the API or the stage at a path the tags that are wanted, and no others.
    async fn tag(&self, path: &str, wanted: &Value) -> Result<(), MakeError> {
        let region = &self.deployer.server.settings.region;
        let address = json!({ "resourceArn": format!("arn:aws:apigateway:{region}::{path}") });
        let found = self.call("apigateway GetTags", address.clone()).await?;
        let current = &found["tags"];
        let gone = members(current).filter(|(key, _)| wanted[key.as_str()].is_null());
        let gone: Vec<&String> = gone.map(|(key, _)| key).collect();
        if !gone.is_empty() {
            let mut untag = address.clone();
            untag["tagKeys"] = json!(gone);
            self.call("apigateway UntagResource", untag).await?;
        }
        if members(wanted).any(|(key, value)| current[key] != *value) {
            let mut tag = address;
            tag["tags"] = wanted.clone();
            self.call("apigateway TagResource", tag).await?;
        }
        Ok(())
    }

    /// Removes the stages and deployments that the file no longer has.
    async fn clean(
        &self,
        api: &str,
        stages: &[(&str, &Value)],
        deployment: &Value,
    ) -> Result<(), MakeError> {
        let all = json!({ "restApiId": api, "limit": 500 });
        let found = self
            .call("apigateway GetStages", json!({ "restApiId": api }))
            .await?;
        for stage in items(&found, "item") {
            let name = stage["stageName"].as_str().unwrap_or_default();
            if !stages.iter().any(|(wanted, _)| *wanted == name) {
                let delete = json!({ "restApiId": api, "stageName": name });
                self.call("apigateway DeleteStage", delete).await?;
            }
        }
        let found = self.call("apigateway GetDeployments", all).await?;
        for other in items(&found, "items") {
            if other["id"] != *deployment && other["description"] == "serve" {
                let delete = json!({ "restApiId": api, "deploymentId": other["id"] });
                self.call("apigateway DeleteDeployment", delete).await?;
            }
        }
        Ok(())
    }

    /// Logs need a role of the account, which a template seldom brings: in an account that
    /// logs, it is there.
    async fn allow_logs(&mut self) -> Result<(), MakeError> {
        let account = self.call("apigateway GetAccount", json!({})).await?;
        if account["cloudwatchRoleArn"]
            .as_str()
            .is_some_and(|role| !role.is_empty())
        {
            return Ok(());
        }
        let trust = json!({"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "apigateway.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }]});
        let create = json!({
            "RoleName": LOGS_ROLE,
            "AssumeRolePolicyDocument": trust.to_string(),
        });
        match self.call("iam CreateRole", create).await {
            Err(error) if error.is("EntityAlreadyExists") => {}
            made => {
                made?;
            }
        }
        let attach = json!({ "RoleName": LOGS_ROLE, "PolicyArn": LOGS_POLICY });
        self.call("iam AttachRolePolicy", attach).await?;
        let account = &self.deployer.server.settings.account;
        let arn = format!("arn:aws:iam::{account}:role/{LOGS_ROLE}");
        self.logs_role(Some(&arn)).await?;
        let what = format!("{LOGS_ROLE} (role for logs, of which the account had none)");
        self.outcome.changes.push((Verb::Made, what));
        Ok(())
    }
}

fn items<'v>(answer: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    answer[key].as_array().into_iter().flatten()
}

/// Whether a stage writes execution logs, or access logs that go to a log group.
fn writes_logs(stage: &Value) -> bool {
    let settings = stage["methodSettings"].as_object();
    let execution = settings.into_iter().flatten().any(|(_, setting)| {
        setting["loggingLevel"]
            .as_str()
            .is_some_and(|level| level != "OFF")
    });
    let destination = stage["accessLogSettings"]["destinationArn"].as_str();
    execution || destination.is_some_and(|arn| arn.contains(":logs:"))
}

/// The patches that make a stage what is wanted, on that deployment: first what the file no longer says
/// goes, then what it says is set.
fn changes(current: &Value, wanted: &Value, deployment: &Value) -> Vec<Value> {
    let mut changes = Vec::new();
    let mut remove = |path: String| changes.push(json!({ "op": "remove", "path": path }));
    for key in [
        "description",
        "clientCertificateId",
        "documentationVersion",
        "accessLogSettings",
        "canarySettings",
    ] {
        if wanted[key].is_null() && !current[key].is_null() {
            remove(format!("/{key}"));
        }
    }
    for (name, _) in members(&current["variables"]) {
        if wanted["variables"][name].is_null() {
            remove(format!("/variables/{name}"));
        }
    }
    // A method's settings go together, and those that stay are set again.
    for (method, _) in members(&current["methodSettings"]) {
        remove(format!("/{method}"));
    }
    let mut replace = |path: String, value: &Value| {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        changes.push(json!({ "op": "replace", "path": path, "value": text }));
    };
    if current["deploymentId"] != *deployment {
        replace("/deploymentId".to_owned(), deployment);
    }
    for key in [
        "description",
        "tracingEnabled",
        "clientCertificateId",
        "documentationVersion",
        "cacheClusterSize",
        "cacheClusterEnabled",
    ] {
        if !wanted[key].is_null() && wanted[key] != current[key] {
            replace(format!("/{key}"), &wanted[key]);
        }
    }
    for key in ["tracingEnabled", "cacheClusterEnabled"] {
        if wanted[key].is_null() && current[key] == true {
            replace(format!("/{key}"), &json!(false));
        }
    }
    for (key, value) in members(&wanted["accessLogSettings"]) {
        replace(format!("/accessLogSettings/{key}"), value);
    }
    for (name, value) in members(&wanted["variables"]) {
        if current["variables"][name] != *value {
            replace(format!("/variables/{name}"), value);
        }
    }
    for (method, settings) in members(&wanted["methodSettings"]) {
        let slash = if method.starts_with('*') { "" } else { "~1" };
        for (key, path) in SETTINGS {
            if !settings[key].is_null() {
                replace(format!("/{slash}{method}/{path}"), &settings[key]);
            }
        }
    }
    let canary = &wanted["canarySettings"];
    if canary.is_object() {
        replace("/canarySettings/deploymentId".to_owned(), deployment);
        for key in ["percentTraffic", "useStageCache"] {
            if !canary[key].is_null() {
                replace(format!("/canarySettings/{key}"), &canary[key]);
            }
        }
        for (name, value) in members(&canary["stageVariableOverrides"]) {
            replace(
                format!("/canarySettings/stageVariableOverrides/{name}"),
                value,
            );
        }
    }
    changes
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let members: Option<&Map<String, Value>> = value.as_object();
    members
        .into_iter()
        .flatten()
        .filter(|(_, value)| !value.is_null())
}
