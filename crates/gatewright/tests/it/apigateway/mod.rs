//! API Gateway's operations.

mod behaviour;
mod properties;

use gatewright::control::Scope;
use gatewright_wire::apigateway::SERVICE;

use crate::control::{self, Answer, NLB, scope};
use crate::script::{self, Captured};

const AUTHORIZER_URI: &str = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:auth/invocations";

async fn send(scope: &Scope, method: &str, path: &str, body: &str) -> Answer {
    control::send(scope, &SERVICE, method, path, body).await
}

async fn new_api(scope: &Scope) -> (String, String) {
    let created = send(scope, "POST", "/restapis", r#"{"name": "test"}"#).await;
    let text = |name: &str| created.body[name].as_str().unwrap().to_owned();
    (text("id"), text("rootResourceId"))
}

/// Each case has an API of its own.
async fn begin(scope: &Scope, _: usize) -> Captured {
    let (api, root) = new_api(scope).await;
    let mut captured: Captured = [("api".to_owned(), api), ("root".to_owned(), root)].into();
    for (name, text) in [
        ("nlb", NLB),
        ("uri", AUTHORIZER_URI),
        (
            "pool",
            "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a",
        ),
        ("nl", "\n"),
        ("tab", "\t"),
    ] {
        captured.insert(name.to_owned(), text.to_owned());
    }
    captured
}

macro_rules! files {
    ($($name:ident)*) => {
        $(#[tokio::test]
        async fn $name() {
            let file = concat!(stringify!($name), ".txt");
            let text = include_str!(concat!("../../data/apigateway/", stringify!($name), ".txt"));
            script::run(&SERVICE, file, text, begin).await;
        })*
    };
}

files! {
    refusals
    rest_apis
    resources
    methods
    models
    gateway_responses
    imports
    deployments
    stages
    vpc_links
    account_and_tags
    api_keys
    usage_plans
    authorizers
    sdks
    documentation
    client_certificates
    domain_names
}
