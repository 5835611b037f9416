//! The client against a server made of the other half, on loopback.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use gatewright_wire::auth::Authorization;
use gatewright_wire::client::{Client, ClientError, Credentials, SharedCredentialsProvider};
use gatewright_wire::error::ServiceError;
use gatewright_wire::model::Service;
use gatewright_wire::resolver::is_loopback_name;
use gatewright_wire::server::{encode_error, encode_tree, route};
use gatewright_wire::transport::TransportError;
use gatewright_wire::{apigateway, iam, logs};
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};

type Answer = Result<Value, ServiceError>;

/// A service that gives the answers in turn and keeps the inputs that it read.
struct Local {
    port: u16,
    seen: Arc<Mutex<Vec<(Authorization, Value)>>>,
}

async fn serve(service: &'static Service, answers: Vec<Answer>) -> Local {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let answers = Arc::new(Mutex::new(VecDeque::from(answers)));
    let keep = seen.clone();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let (keep, answers) = (keep.clone(), answers.clone());
            let handler = service_fn(move |request: Request<hyper::body::Incoming>| {
                let (keep, answers) = (keep.clone(), answers.clone());
                async move {
                    let (parts, body) = request.into_parts();
                    let body = body.collect().await?.to_bytes();
                    let request = Request::from_parts(parts, body);
                    let response = answer(service, &request, &keep, &answers);
                    Ok::<_, hyper::Error>(response.map(Full::new))
                }
            });
            tokio::spawn(
                hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), handler),
            );
        }
    });
    Local { port, seen }
}

fn answer(
    service: &'static Service,
    request: &Request<Bytes>,
    seen: &Mutex<Vec<(Authorization, Value)>>,
    answers: &Mutex<VecDeque<Answer>>,
) -> Response<Bytes> {
    let signed = Authorization::of(request.headers(), request.uri())
        .unwrap()
        .unwrap();
    let call = route(service, request).unwrap();
    let input = call.decode_tree(request).unwrap();
    seen.lock().unwrap().push((signed, input));
    match answers.lock().unwrap().pop_front().unwrap() {
        Ok(output) => encode_tree(service, call.operation, output, "id"),
        Err(error) => encode_error(service, &error, "id"),
    }
}

fn client(endpoint: &str) -> Client {
    let credentials = Credentials::new("123456789012", "secret", None, None, "test");
    Client::new("eu-west-1", SharedCredentialsProvider::new(credentials))
        .with_endpoint(endpoint.parse().unwrap())
}

#[tokio::test]
async fn a_call_is_signed_sent_and_read() {
    let answers = vec![Ok(json!({"id": "a1", "createdDate": 1_700_000_000}))];
    let local = serve(&apigateway::SERVICE, answers).await;
    let api = client(&format!("http://api.localhost:{}/", local.port))
        .call(&apigateway::GetRestApiRequest {
            rest_api_id: "a b".to_owned(),
        })
        .await
        .unwrap();
    assert_eq!(api.id.as_deref(), Some("a1"));
    assert_eq!(api.created_date.unwrap().millis, 1_700_000_000_000);
    let seen = local.seen.lock().unwrap();
    let (signed, input) = &seen[0];
    assert_eq!(input, &json!({"restApiId": "a b"}));
    assert_eq!(signed.account(), Some("123456789012"));
    assert_eq!(
        (signed.region.as_str(), signed.service.as_str()),
        ("eu-west-1", "apigateway")
    );
    assert_eq!(signed.signed_headers, ["accept", "host", "x-amz-date"]);
}

#[tokio::test]
async fn a_busy_service_is_asked_again_and_a_refusal_is_not() {
    let busy = apigateway::errors::TOO_MANY_REQUESTS.with("Too Many Requests");
    let missing = apigateway::errors::NOT_FOUND.with("Invalid Resource identifier specified");
    let local = serve(&apigateway::SERVICE, vec![Err(busy), Err(missing.clone())]).await;
    let result = client(&format!("http://127.0.0.1:{}", local.port))
        .call(&apigateway::GetAccountRequest {})
        .await;
    match result {
        Err(ClientError::Service(error)) => assert_eq!(error, missing),
        other => panic!("{other:?}"),
    }
    assert_eq!(local.seen.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn pages_follow_the_token_of_each_service() {
    let page = |position: Value| Ok(json!({"items": [{"id": "a"}], "position": position}));
    let answers = vec![page(json!("p/+=2")), page(json!("p3")), page(Value::Null)];
    let local = serve(&apigateway::SERVICE, answers).await;
    let pages = client(&format!("http://127.0.0.1:{}", local.port))
        .pages(&apigateway::GetRestApisRequest::default())
        .await
        .unwrap();
    assert_eq!(pages.len(), 3);
    let inputs: Vec<Value> = local
        .seen
        .lock()
        .unwrap()
        .iter()
        .map(|seen| seen.1.clone())
        .collect();
    assert_eq!(
        inputs,
        [
            json!({}),
            json!({"position": "p/+=2"}),
            json!({"position": "p3"})
        ]
    );

    // A server that repeats its token does not hold us.
    let page = || Ok(json!({"events": [], "nextToken": "t"}));
    let local = serve(&logs::SERVICE, vec![page(), page()]).await;
    let pages = client(&format!("http://127.0.0.1:{}", local.port))
        .pages(&logs::FilterLogEventsRequest::default())
        .await
        .unwrap();
    assert_eq!(pages.len(), 2);

    let page = |marker: Value| Ok(json!({"Roles": [], "Marker": marker}));
    let local = serve(&iam::SERVICE, vec![page(json!("m")), page(Value::Null)]).await;
    let pages = client(&format!("http://127.0.0.1:{}", local.port))
        .pages(&iam::ListRolesRequest::default())
        .await
        .unwrap();
    assert_eq!(pages.len(), 2);
}

#[tokio::test]
async fn what_stands_in_the_way_is_named() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let result = client(&format!("http://127.0.0.1:{port}"))
        .call(&apigateway::GetAccountRequest {})
        .await;
    match result {
        Err(ClientError::Transport(TransportError::Unreachable { authority, .. })) => {
            assert_eq!(authority, format!("127.0.0.1:{port}"));
        }
        other => panic!("{other:?}"),
    }
    // Nothing there speaks TLS.
    let plain = serve(&apigateway::SERVICE, Vec::new()).await;
    let result = client(&format!("https://127.0.0.1:{}", plain.port))
        .call(&apigateway::GetAccountRequest {})
        .await;
    assert!(
        matches!(result, Err(ClientError::Transport(_))),
        "{result:?}"
    );
    assert!(plain.seen.lock().unwrap().is_empty());
    for endpoint in ["ftp://a", "/a", "a"] {
        let result = client(endpoint)
            .call(&apigateway::GetAccountRequest {})
            .await;
        assert!(
            matches!(result, Err(ClientError::Endpoint(_))),
            "{result:?}"
        );
    }
}

#[test]
fn some_names_mean_this_machine() {
    let cases = [
        ("localhost", true),
        ("abc.execute-api.localhost", true),
        ("ABC.lambda-url.us-east-1.LocalHost.", true),
        ("abc.execute-api.localhost.localstack.cloud", true),
        ("notlocalhost", false),
        ("localhost.example.com", false),
    ];
    for (name, loopback) in cases {
        assert_eq!(is_loopback_name(name), loopback, "{name}");
    }
}
