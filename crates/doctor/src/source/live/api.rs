//! One API: its configuration as it stands, and what each stage serves.

use std::collections::BTreeMap;

use gatewright_gateway::api::Api;
use gatewright_gateway::openapi::{Mode, Options, apply, import};
use gatewright_wire::apigateway::{
    Deployment, GetAuthorizersRequest, GetDeploymentsRequest, GetExportRequest,
    GetGatewayResponsesRequest, GetModelsRequest, GetRequestValidatorsRequest, GetResourcesRequest,
    GetStagesRequest, RestApi, Stage,
};
use gatewright_wire::model::Input;

use super::{Eyes, PAGE};
use crate::known::Known;
use crate::subject::{Origin, StageSubject, Subject};

pub(super) async fn read(
    eyes: &Eyes<'_>,
    rest_api: RestApi,
    account: &str,
    only: Option<&str>,
) -> Subject {
    let id = rest_api.id.clone().unwrap_or_default();
    let name = format!("{} ({id})", rest_api.name.as_deref().unwrap_or_default());
    let of = |kind: &str| format!("{kind} of the API {name}");
    let stages = GetStagesRequest {
        rest_api_id: id.clone(),
        ..GetStagesRequest::default()
    };
    let deployments = GetDeploymentsRequest {
        rest_api_id: id,
        limit: PAGE,
        ..GetDeploymentsRequest::default()
    };
    let (api, stages) = (
        configuration(eyes, rest_api, account, &of).await,
        eyes.see(&of("stages"), &stages).await,
    );
    let deployments = list(eyes, &of("deployments"), &deployments, |page| page.items).await;
    let stages = stages.is().and_then(|stages| stages.item.clone());
    let newest = newest(&deployments, stages.as_deref().unwrap_or_default());
    let mut read = Vec::new();
    for stage in stages.unwrap_or_default() {
        if only.is_none_or(|only| stage.stage_name.as_deref() == Some(only)) {
            let deployed = deployed(eyes, &api, &stage).await;
            let subject = StageSubject {
                stage,
                deployed,
                variables_unseen: false,
            };
            if subject.stage.canary_settings.is_some() && subject.canary().is_none() {
                let what = format!(
                    "the canary of the stage {} of the API {name}",
                    subject.name()
                );
                eyes.note(
                    &what,
                    "AWS shows what a stage's own deployment holds, and no other",
                );
            }
            read.push(subject);
        }
    }
    Subject {
        name,
        api,
        stages: read,
        newest_deployment: newest,
        origin: Origin::Live,
        ..Subject::default()
    }
}

/// The id of the newest deployment. Dates are whole seconds: of several with the same, one that a stage
/// serves is as new as any.
fn newest(deployments: &[Deployment], stages: &[Stage]) -> Option<String> {
    let latest = deployments.iter().map(|it| it.created_date).max()?;
    let of_latest = || deployments.iter().filter(|it| it.created_date == latest);
    let is_served = |it: &&Deployment| stages.iter().any(|stage| stage.deployment_id == it.id);
    let newest = of_latest().find(is_served).or_else(|| of_latest().next())?;
    newest.id.clone()
}

/// The API as it stands.
async fn configuration(
    eyes: &Eyes<'_>,
    rest_api: RestApi,
    account: &str,
    of: &impl Fn(&str) -> String,
) -> Api {
    let rest_api_id = rest_api.id.clone().unwrap_or_default();
    let resources = GetResourcesRequest {
        rest_api_id: rest_api_id.clone(),
        limit: PAGE,
        embed: Some(vec!["methods".to_owned()]),
        ..GetResourcesRequest::default()
    };
    let models = GetModelsRequest {
        rest_api_id: rest_api_id.clone(),
        limit: PAGE,
        ..GetModelsRequest::default()
    };
    let authorizers = GetAuthorizersRequest {
        rest_api_id: rest_api_id.clone(),
        limit: PAGE,
        ..GetAuthorizersRequest::default()
    };
    let request_validators = GetRequestValidatorsRequest {
        rest_api_id: rest_api_id.clone(),
        limit: PAGE,
        ..GetRequestValidatorsRequest::default()
    };
    let gateway_responses = GetGatewayResponsesRequest {
        rest_api_id,
        limit: PAGE,
        ..GetGatewayResponsesRequest::default()
    };
    let mut gateway_responses: Vec<_> =
        list(eyes, &of("gateway responses"), &gateway_responses, |page| {
            page.items
        })
        .await;
    // AWS lists every type, those that nobody customised too.
    gateway_responses.retain(|response| response.default_response != Some(true));
    Api {
        account: account.to_owned(),
        region: eyes.client.region().to_owned(),
        resources: list(eyes, &of("resources"), &resources, |page| page.items).await,
        models: list(eyes, &of("models"), &models, |page| page.items).await,
        authorizers: list(eyes, &of("authorizers"), &authorizers, |page| page.items).await,
        request_validators: list(
            eyes,
            &of("request validators"),
            &request_validators,
            |page| page.items,
        )
        .await,
        gateway_responses,
        rest_api,
    }
}

/// All items of all pages; none where they cannot be seen.
async fn list<I: Input, T>(
    eyes: &Eyes<'_>,
    what: &str,
    input: &I,
    items: impl Fn(I::Output) -> Option<Vec<T>>,
) -> Vec<T> {
    match eyes.see_all(what, input).await {
        Known::Is(pages) => pages
            .into_iter()
            .flat_map(|page| items(page).unwrap_or_default())
            .collect(),
        Known::Absent | Known::Unseen => Vec::new(),
    }
}

/// What the stage serves: its deployment, exported and read back, with the ids that things have in
/// the configuration as it stands where they are still there.
async fn deployed(eyes: &Eyes<'_>, api: &Api, stage: &Stage) -> Known<Api> {
    let name = stage.stage_name.clone().unwrap_or_default();
    let what = format!("what the stage {name} of the API {} serves", api.id());
    let export = GetExportRequest {
        rest_api_id: api.id().to_owned(),
        stage_name: name,
        export_type: "oas30".to_owned(),
        parameters: Some(BTreeMap::from([(
            "extensions".to_owned(),
            "apigateway".to_owned(),
        )])),
        accepts: Some("application/json".to_owned()),
    };
    let body = match eyes.see(&what, &export).await {
        Known::Is(export) => export.body.unwrap_or_default(),
        Known::Absent => return Known::Absent,
        Known::Unseen => return Known::Unseen,
    };
    // AWS deploys no method without an integration: an export that has none is of a server that does not
    // give what it was asked for.
    let mark = b"x-amazon-apigateway-integration";
    if !body.0.windows(mark.len()).any(|it| it == mark) {
        eyes.note(
            &what,
            "its export has no integrations, though API Gateway's extensions were asked for; the API is \
             checked as it stands",
        );
        return Known::Unseen;
    }
    let imported = match import(&body.0, &Options::default()) {
        Ok(imported) => imported,
        Err(error) => {
            eyes.note(&what, &error.to_string());
            return Known::Unseen;
        }
    };
    let mut deployed = Api {
        // What an export does not carry, or carries for new methods only, is as it stands.
        gateway_responses: Vec::new(),
        resources: api.resources.clone(),
        ..api.clone()
    };
    let mut new = 0;
    let applied = apply(imported, &mut deployed, Mode::Overwrite, || {
        new += 1;
        format!("deployed{new}")
    });
    match applied {
        Ok(()) => Known::Is(deployed),
        Err(error) => {
            eyes.note(&what, &error.to_string());
            Known::Unseen
        }
    }
}
