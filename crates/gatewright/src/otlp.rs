//! A trace a request for OpenTelemetry (`serve --otlp URL`): spans in OTLP's JSON over HTTP, sent in
//! batches beside the requests. The queue is bounded; what does not fit is dropped and counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use gatewright_wire::transport::Transport;
use http::header::CONTENT_TYPE;
use http::{Request, Uri};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};

/// How many spans may wait.
const WAITING: usize = 4096;
/// How many are sent at once.
const BATCH: usize = 512;
/// How long a collector may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// One request to a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// X-Ray's root, `1-5c755b5d-07b29b94e632d3da19d88789`: its digits are the trace's id.
    pub trace_root: String,
    /// The API's id.
    pub api: String,
    /// The stage's name.
    pub stage: String,
    /// The verb.
    pub method: String,
    /// The path below the stage.
    pub path: String,
    /// The path of the resource that served it, if one did.
    pub route: Option<String>,
    /// The request's id.
    pub request_id: String,
    /// When it came, in epoch milliseconds.
    pub started_ms: i64,
    /// How long its answer took.
    pub latency_ms: u64,
    /// The integration's latency in milliseconds.
    pub integration_latency_ms: Option<u64>,
    /// The answer's status.
    pub status: u16,
    /// The name of the rule that explains a failure of API Gateway's own.
    pub fault: Option<&'static str>,
}

enum Message {
    Span(Box<Span>),
    Flush(oneshot::Sender<()>),
}

/// Takes spans.
#[derive(Clone)]
pub struct Traces {
    queue: mpsc::Sender<Message>,
    dropped: Arc<AtomicU64>,
}

/// Sends them.
pub struct Exporter {
    queue: mpsc::Receiver<Message>,
    dropped: Arc<AtomicU64>,
    url: Uri,
    transport: Transport,
}

/// Spans for the collector at `url`, and what sends them as long as it runs. The URL is the
/// collector's (`http://127.0.0.1:4318`) or the one for traces (`…/v1/traces`).
pub fn traces(url: &Uri) -> Result<(Traces, Exporter), http::uri::InvalidUri> {
    let base = url.to_string();
    let base = base.trim_end_matches('/');
    let url = if base.ends_with("/v1/traces") {
        base.parse()?
    } else {
        format!("{base}/v1/traces").parse()?
    };
    let (sender, queue) = mpsc::channel(WAITING);
    let dropped = Arc::new(AtomicU64::new(0));
    let exporter = Exporter {
        queue,
        dropped: Arc::clone(&dropped),
        url,
        transport: Transport::default(),
    };
    let traces = Traces {
        queue: sender,
        dropped,
    };
    Ok((traces, exporter))
}

impl Traces {
    /// Queues a span; never waits.
    pub fn push(&self, span: Span) {
        if self.queue.try_send(Message::Span(Box::new(span))).is_err() {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How many spans were lost since the start: the queue was full, or the collector did not take them.
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }

    /// Resolves when what was queued before is sent or lost.
    pub async fn flush(&self) {
        let (sender, sent) = oneshot::channel();
        if self.queue.send(Message::Flush(sender)).await.is_ok() {
            let _ = sent.await;
        }
    }
}

impl Exporter {
    /// Sends spans until nobody can queue any more.
    pub async fn run(mut self) {
        let mut messages = Vec::with_capacity(BATCH);
        while self.queue.recv_many(&mut messages, BATCH).await > 0 {
            let mut spans = Vec::with_capacity(messages.len());
            let mut flushed = Vec::new();
            for message in messages.drain(..) {
                match message {
                    Message::Span(span) => spans.push(span.to_json()),
                    Message::Flush(sender) => flushed.push(sender),
                }
            }
            if !spans.is_empty() {
                let lost = spans.len();
                if let Err(cause) = self.send(spans).await {
                    let lost = u64::try_from(lost).unwrap_or_default();
                    self.dropped.fetch_add(lost, Ordering::Relaxed);
                    tracing::warn!("{lost} traces are lost: {} {cause}", self.url);
                }
            }
            for sender in flushed {
                let _ = sender.send(());
            }
        }
    }

    async fn send(&self, spans: Vec<Value>) -> Result<(), String> {
        let resource = json!({"attributes": [attribute("service.name", json!({"stringValue": "gatewright"}))]});
        let scope = json!({"name": "gatewright", "version": env!("CARGO_PKG_VERSION")});
        let body = json!({"resourceSpans": [{
            "resource": resource,
            "scopeSpans": [{"scope": scope, "spans": spans}],
        }]});
        let request = Request::post(self.url.clone())
            .header(CONTENT_TYPE, "application/json")
            .body(Bytes::from(body.to_string()))
            .map_err(|error| error.to_string())?;
        let response = self.transport.send(request, PATIENCE).await;
        let response = response.map_err(|error| error.to_string())?;
        if response.status().is_success() {
            Ok(())
        } else {
            Err(format!("answered {}", response.status()))
        }
    }
}

impl Span {
    /// The span in OTLP's JSON: ids in hexadecimal, numbers of 64 bits as text.
    pub fn to_json(&self) -> Value {
        let text = |value: &str| json!({"stringValue": value});
        let number = |value: u64| json!({"intValue": value.to_string()});
        let mut attributes = vec![
            attribute("http.request.method", text(&self.method)),
            attribute("url.path", text(&self.path)),
            attribute("http.response.status_code", number(self.status.into())),
            attribute("aws.api_id", text(&self.api)),
            attribute("aws.api_stage", text(&self.stage)),
            attribute("aws.request_id", text(&self.request_id)),
        ];
        if let Some(route) = &self.route {
            attributes.push(attribute("http.route", text(route)));
        }
        if let Some(latency) = self.integration_latency_ms {
            attributes.push(attribute(
                "gatewright.integration_latency_ms",
                number(latency),
            ));
        }
        if let Some(fault) = self.fault {
            attributes.push(attribute("error.type", text(fault)));
        }
        let span_id = format!("{:016x}", uuid::Uuid::new_v4().as_u64_pair().0);
        let shown = self.route.as_deref().unwrap_or(&self.path);
        json!({
            "traceId": self.trace_id(),
            "spanId": span_id,
            "name": format!("{} {shown}", self.method),
            "kind": 2,
            "startTimeUnixNano": nanoseconds(self.started_ms),
            "endTimeUnixNano": nanoseconds(self.started_ms.saturating_add_unsigned(self.latency_ms)),
            "attributes": attributes,
            // Only failures of the server are errors of its span.
            "status": if self.status >= 500 { json!({"code": 2}) } else { json!({}) },
        })
    }
}

impl Span {
    /// The trace's id; a new one for a caller's root that holds none.
    fn trace_id(&self) -> String {
        let digits = self.trace_root.split('-').skip(1).collect::<String>();
        let is_id = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_id {
            digits.to_ascii_lowercase()
        } else {
            uuid::Uuid::new_v4().simple().to_string()
        }
    }
}

fn attribute(key: &str, value: Value) -> Value {
    json!({"key": key, "value": value})
}

fn nanoseconds(millis: i64) -> String {
    (i128::from(millis) * 1_000_000).to_string()
}
