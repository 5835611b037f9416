//! The story that `test_sdks.py` tells of every SDK: an API before a function, called, failed, mended, and read about in
//! the logs. Arguments: the endpoint, the function's package. Prints what it saw as JSON.

use std::error::Error;
use std::time::Duration;

use aws_sdk_apigateway::types::IntegrationType;
use aws_sdk_cloudwatchlogs as logs;
use aws_sdk_lambda::client::Waiters as _;
use aws_sdk_lambda::config::{BehaviorVersion, Credentials, Region, SharedHttpClient};
use aws_sdk_lambda::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::InvokeWithResponseStreamResponseEvent as Streamed;
use aws_sdk_lambda::types::{FunctionCode, Runtime};
use aws_smithy_http_client::Builder;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const URI: &str = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:rust/invocations";

macro_rules! client {
    ($sdk:ident, $endpoint:expr, $http:expr) => {
        $sdk::Client::from_conf(
            $sdk::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .region(Region::from_static("us-east-1"))
                .credentials_provider(Credentials::new("test", "test", None, None, "test"))
                .endpoint_url($endpoint)
                .http_client($http)
                .build(),
        )
    };
}

fn refusal<E: ProvideErrorMetadata>(
    error: SdkError<E, aws_sdk_lambda::config::http::HttpResponse>,
) -> Value {
    let status = error
        .raw_response()
        .map(|response| response.status().as_u16());
    json!([error.code(), status, error.message()])
}

/// A GET of a stage: the status and the body.
async fn get(endpoint: &str, api: &str) -> Result<(u16, String), Box<dyn Error>> {
    let address = endpoint.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await?;
    let request = format!(
        "GET /restapis/{api}/s/_user_request_/ HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
    let status = head.split(' ').nth(1).ok_or("no status")?;
    Ok((status.parse()?, body.to_owned()))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let endpoint = arguments.next().ok_or("no endpoint")?;
    let package = std::fs::read(arguments.next().ok_or("no package")?)?;
    let http: SharedHttpClient = Builder::new().build_http();
    let apis = client!(aws_sdk_apigateway, &endpoint, http.clone());
    let functions = client!(aws_sdk_lambda, &endpoint, http.clone());
    let groups = client!(logs, &endpoint, http);
    let mut seen = serde_json::Map::new();
    let mut note = |name: &str, value: Value| seen.insert(name.to_owned(), value);

    functions
        .create_function()
        .function_name("rust")
        .runtime(Runtime::from("python3.12"))
        .handler("index.handler")
        .role("arn:aws:iam::123456789012:role/function")
        .code(FunctionCode::builder().zip_file(Blob::new(package)).build())
        .send()
        .await?;
    functions
        .wait_until_function_active_v2()
        .function_name("rust")
        .wait(Duration::from_secs(30))
        .await?;
    note("waited", json!("SUCCESS"));

    let created = apis.create_rest_api().name("rust").send().await?;
    note("created", json!(created.created_date().is_some()));
    let (api, root) = (
        created.id().ok_or("no id")?,
        created.root_resource_id().ok_or("no root")?,
    );
    for number in 0..30 {
        apis.create_resource()
            .rest_api_id(api)
            .parent_id(root)
            .path_part(format!("r{number}"))
            .send()
            .await?;
    }
    let resources = apis
        .get_resources()
        .rest_api_id(api)
        .limit(7)
        .into_paginator()
        .items()
        .send()
        .collect::<Result<Vec<_>, _>>()
        .await?;
    note("resources", json!(resources.len()));
    apis.put_method()
        .rest_api_id(api)
        .resource_id(root)
        .http_method("ANY")
        .authorization_type("NONE")
        .send()
        .await?;
    apis.put_integration()
        .rest_api_id(api)
        .resource_id(root)
        .http_method("ANY")
        .r#type(IntegrationType::AwsProxy)
        .integration_http_method("POST")
        .uri(URI)
        .send()
        .await?;
    apis.create_deployment()
        .rest_api_id(api)
        .stage_name("s")
        .send()
        .await?;
    note("before", json!(get(&endpoint, api).await?.0));
    let permit = || {
        functions
            .add_permission()
            .function_name("rust")
            .statement_id("api")
            .action("lambda:InvokeFunction")
            .principal("apigateway.amazonaws.com")
    };
    permit().send().await?;
    note("after", json!(get(&endpoint, api).await?));
    let conflict = permit().send().await.err().map(refusal);
    note("conflict", json!(conflict));
    let missing = apis
        .get_resource()
        .rest_api_id(api)
        .resource_id("nowhere")
        .send()
        .await;
    note("missing", json!(missing.err().map(refusal)));

    let mut invoked = functions
        .invoke_with_response_stream()
        .function_name("rust")
        .payload(Blob::new("{}"))
        .send()
        .await?;
    let mut streamed = Vec::new();
    while let Some(event) = invoked.event_stream.recv().await? {
        if let Streamed::PayloadChunk(chunk) = event {
            streamed.extend(chunk.payload().map(Blob::as_ref).unwrap_or_default());
        }
    }
    let answer: Value = serde_json::from_slice(&streamed)?;
    note("streamed", answer["statusCode"].clone());

    let mut logged = 0;
    for _ in 0..50 {
        let pages = groups
            .filter_log_events()
            .log_group_name("/aws/lambda/rust")
            .filter_pattern("said")
            .into_paginator()
            .send()
            .collect::<Result<Vec<_>, _>>()
            .await?;
        logged = pages.iter().map(|page| page.events().len()).sum();
        if logged >= 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    note("logged", json!(logged));
    apis.delete_rest_api().rest_api_id(api).send().await?;
    note("gone", json!(get(&endpoint, api).await?.0));
    print!("{}", Value::Object(seen));
    Ok(())
}
