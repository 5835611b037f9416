//! Answers with what it was given, or fails when the query string asks it to.

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde_json::{Value, json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(answer)).await
}

async fn answer(event: LambdaEvent<Value>) -> Result<Value, Error> {
    let (event, context) = event.into_parts();
    println!("rust function saw {}", event["path"]);
    if event["queryStringParameters"]["fail"] == "yes" {
        return Err("the rust function was told to fail".into());
    }
    let seen = json!({
        "runtime": "rust",
        "event": event,
        "function": context.env_config.function_name,
        "request_id": context.request_id,
    });
    Ok(json!({
        "statusCode": 200,
        "headers": { "X-Function": "rust" },
        "body": seen.to_string(),
    }))
}
