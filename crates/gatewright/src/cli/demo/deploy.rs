//! Sets the demo's API up through AWS's public API, as anybody would.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use gatewright_gateway::api::Api;
use gatewright_wire::apigateway::{
    CreateDeploymentRequest, CreateResourceRequest, CreateRestApiRequest, CreateVpcLinkRequest,
    GetResourcesRequest, PatchOperation, PutIntegrationRequest, PutIntegrationResponseRequest,
    PutMethodRequest, PutMethodResponseRequest, UpdateAccountRequest, UpdateStageRequest,
};
use gatewright_wire::client::{Client, ClientError};
use gatewright_wire::iam::{AttachRolePolicyRequest, CreateRoleRequest};
use gatewright_wire::lambda::{
    CreateAliasRequest, CreateFunctionRequest, FunctionCode, PublishVersionRequest,
};
use gatewright_wire::values::Blob;

use super::cases::{
    ACCOUNT, ALIAS, API, CASES, FUNCTION, LINK_VARIABLE, REGION, STAGE, Setting, VERB,
};

const LOGS_ROLE: &str = "apigateway-logs";
const LOGS_POLICY: &str =
    "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";

/// In which language the function is.
pub(super) struct Language {
    /// Lambda's name of the runtime.
    pub(super) runtime: String,
    file: &'static str,
    code: &'static str,
}

impl Language {
    /// Python of that runtime.
    pub(super) fn python(runtime: String) -> Self {
        Self {
            runtime,
            file: "function.py",
            code: include_str!("function.py"),
        }
    }

    /// JavaScript of that runtime.
    pub(super) fn node(runtime: String) -> Self {
        Self {
            runtime,
            file: "function.mjs",
            code: include_str!("function.mjs"),
        }
    }
}

/// The ARN of a network load balancer of that name.
pub(super) fn load_balancer(name: &str) -> String {
    format!(
        "arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:loadbalancer/net/{name}/50dc6c495c0c9188"
    )
}

/// Why the API cannot be set up.
#[derive(Debug, thiserror::Error)]
pub(super) enum DeployError {
    /// A call was refused.
    #[error(transparent)]
    Call(#[from] ClientError),
    /// The function's package cannot be made.
    #[error("cannot pack the function: {0}")]
    Package(#[from] zip::result::ZipError),
    /// An answer lacks what it must have.
    #[error("the answer to {0} names no id")]
    NoId(&'static str),
}

/// Sets up the function, its alias and the VPC links; gives what the integrations lead to.
pub(super) async fn backends(
    client: &Client,
    language: &Language,
    backend: String,
    closed: String,
) -> Result<(Setting, String), DeployError> {
    client
        .call(&CreateFunctionRequest {
            function_name: FUNCTION.to_owned(),
            role: format!("arn:aws:iam::{ACCOUNT}:role/lambda"),
            code: FunctionCode {
                zip_file: Some(Blob(package(language)?.into())),
                ..FunctionCode::default()
            },
            runtime: Some(language.runtime.clone()),
            handler: Some("function.handler".to_owned()),
            ..CreateFunctionRequest::default()
        })
        .await?;
    let version = client
        .call(&PublishVersionRequest {
            function_name: FUNCTION.to_owned(),
            ..PublishVersionRequest::default()
        })
        .await?;
    client
        .call(&CreateAliasRequest {
            function_name: FUNCTION.to_owned(),
            name: ALIAS.to_owned(),
            function_version: version.version.ok_or(DeployError::NoId("PublishVersion"))?,
            ..CreateAliasRequest::default()
        })
        .await?;
    let failed = link(client, "deleted-nlb").await?;
    let setting = Setting {
        backend,
        closed,
        link: link(client, "backend-nlb").await?,
    };
    Ok((setting, failed))
}

/// A VPC link to a load balancer; its id.
async fn link(client: &Client, target: &str) -> Result<String, DeployError> {
    let link = CreateVpcLinkRequest {
        name: format!("to-{target}"),
        target_arns: vec![load_balancer(target)],
        ..CreateVpcLinkRequest::default()
    };
    let link = client.call(&link).await?;
    link.id.ok_or(DeployError::NoId("CreateVpcLink"))
}

/// Sets up the API with a method for each case, deploys it and turns execution logging on; gives
/// the API as it stands then.
pub(super) async fn api(
    client: &Client,
    setting: &Setting,
    failed_link: String,
) -> Result<Api, DeployError> {
    let rest_api = client
        .call(&CreateRestApiRequest {
            name: "demo".to_owned(),
            tags: Some([("_custom_id_".to_owned(), API.to_owned())].into()),
            ..CreateRestApiRequest::default()
        })
        .await?;
    let resources = GetResourcesRequest {
        rest_api_id: API.to_owned(),
        ..GetResourcesRequest::default()
    };
    let root = client.call(&resources).await?.items;
    let root = root
        .and_then(|resources| resources.into_iter().next()?.id)
        .ok_or(DeployError::NoId("GetResources"))?;
    for case in CASES {
        let resource = CreateResourceRequest {
            rest_api_id: API.to_owned(),
            parent_id: root.clone(),
            path_part: case.path.to_owned(),
        };
        let resource = client.call(&resource).await?;
        let resource = resource.id.ok_or(DeployError::NoId("CreateResource"))?;
        method(client, resource, (case.integration)(setting)).await?;
    }
    client
        .call(&CreateDeploymentRequest {
            rest_api_id: API.to_owned(),
            stage_name: Some(STAGE.to_owned()),
            variables: Some(BTreeMap::from([(LINK_VARIABLE.to_owned(), failed_link)])),
            ..CreateDeploymentRequest::default()
        })
        .await?;
    logging(client).await?;
    let resources = GetResourcesRequest {
        embed: Some(vec!["methods".to_owned()]),
        ..resources
    };
    Ok(Api {
        account: ACCOUNT.to_owned(),
        region: REGION.to_owned(),
        rest_api,
        resources: client.call(&resources).await?.items.unwrap_or_default(),
        ..Api::default()
    })
}

async fn method(
    client: &Client,
    resource_id: String,
    integration: PutIntegrationRequest,
) -> Result<(), ClientError> {
    let (rest_api_id, http_method) = (API.to_owned(), VERB.to_owned());
    client
        .call(&PutMethodRequest {
            rest_api_id: rest_api_id.clone(),
            resource_id: resource_id.clone(),
            http_method: http_method.clone(),
            authorization_type: "NONE".to_owned(),
            ..PutMethodRequest::default()
        })
        .await?;
    // A proxy passes answers through; others map them.
    let maps = integration.r#type == "AWS";
    client
        .call(&PutIntegrationRequest {
            rest_api_id: rest_api_id.clone(),
            resource_id: resource_id.clone(),
            http_method: http_method.clone(),
            ..integration
        })
        .await?;
    if maps {
        client
            .call(&PutMethodResponseRequest {
                rest_api_id: rest_api_id.clone(),
                resource_id: resource_id.clone(),
                http_method: http_method.clone(),
                status_code: "200".to_owned(),
                ..PutMethodResponseRequest::default()
            })
            .await?;
        client
            .call(&PutIntegrationResponseRequest {
                rest_api_id,
                resource_id,
                http_method,
                status_code: "200".to_owned(),
                ..PutIntegrationResponseRequest::default()
            })
            .await?;
    }
    Ok(())
}

/// Execution logging as the guide turns it on, and the role that the account needs for it.
async fn logging(client: &Client) -> Result<(), ClientError> {
    client
        .call(&CreateRoleRequest {
            role_name: LOGS_ROLE.to_owned(),
            assume_role_policy_document: r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#
                .to_owned(),
            ..CreateRoleRequest::default()
        })
        .await?;
    client
        .call(&AttachRolePolicyRequest {
            role_name: LOGS_ROLE.to_owned(),
            policy_arn: LOGS_POLICY.to_owned(),
        })
        .await?;
    client
        .call(&UpdateAccountRequest {
            patch_operations: Some(vec![replace(
                "/cloudwatchRoleArn",
                &format!("arn:aws:iam::{ACCOUNT}:role/{LOGS_ROLE}"),
            )]),
        })
        .await?;
    client
        .call(&UpdateStageRequest {
            rest_api_id: API.to_owned(),
            stage_name: STAGE.to_owned(),
            patch_operations: Some(vec![
                replace("/*/*/logging/loglevel", "INFO"),
                replace("/*/*/logging/dataTrace", "true"),
            ]),
        })
        .await?;
    Ok(())
}

fn replace(path: &str, value: &str) -> PatchOperation {
    PatchOperation {
        op: Some("replace".to_owned()),
        path: Some(path.to_owned()),
        value: Some(value.to_owned()),
        from: None,
    }
}

fn package(language: &Language) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(language.file, zip::write::SimpleFileOptions::default())?;
    zip.write_all(language.code.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}
