//! The Lambda Runtime API, version 2018-06-01, as one instance's runtime sees it.
//!
//! `AWS_LAMBDA_RUNTIME_API` holds a host and a port and nothing else: runtimes put the path behind
//! it themselves, and awslambdaric hands it to an HTTP client that takes no more. There is no room
//! for a secret, and ports of loopback are listed for all to see. So each instance has a listener of
//! its own, and each connection is checked: the socket at its other end must belong to a process
//! that descends from the instance's supervisor. Others are closed unanswered.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};

mod payload;

use payload::{is_streamed, read, read_error};

use crate::function::Piece;
pub(crate) use payload::Posted;

/// What a runtime did. Each carries the way to answer it.
#[derive(Debug)]
pub(crate) enum Event {
    /// `GET /runtime/invocation/next`.
    Next(Parked),
    /// `POST /runtime/invocation/{id}/response`, read to its end.
    Response {
        request_id: String,
        posted: Posted,
        answer: oneshot::Sender<Verdict>,
    },
    /// The same, at its beginning, when the function streams: the answer is where its pieces go. None: they are
    /// gathered.
    Streams {
        request_id: String,
        answer: oneshot::Sender<mpsc::Sender<Piece>>,
    },
    /// `POST /runtime/invocation/{id}/error`.
    Error {
        request_id: String,
        error: RuntimeError,
        answer: oneshot::Sender<Verdict>,
    },
    /// `POST /runtime/init/error`.
    InitError {
        error: RuntimeError,
        answer: oneshot::Sender<Verdict>,
    },
}

/// A runtime that waits for its next invocation.
#[derive(Debug)]
pub(crate) struct Parked {
    dispatch: oneshot::Sender<Dispatch>,
    /// Its connection, once more: to look whether it is still open.
    connection: Arc<std::net::TcpStream>,
}

impl Parked {
    /// Whether the runtime still waits. Asks the kernel: of one that has just died the rest of the
    /// program may not have heard yet, and an invocation that is given to it fails for nothing.
    pub(crate) fn is_there(&self) -> bool {
        let closed = match self.connection.peek(&mut [0]) {
            Ok(read) => read == 0,
            Err(error) => error.kind() != std::io::ErrorKind::WouldBlock,
        };
        !closed && !self.dispatch.is_closed()
    }

    /// Gives it the invocation.
    pub(crate) fn dispatch(self, dispatch: Dispatch) {
        let _ = self.dispatch.send(dispatch);
    }
}

/// An error as the runtime reports it.
#[derive(Debug, Clone)]
pub(crate) struct RuntimeError {
    /// `Lambda-Runtime-Function-Error-Type`.
    pub(crate) error_type: String,
    /// The error document, JSON: what the caller gets.
    pub(crate) payload: Bytes,
}

/// One invocation on its way to the runtime.
#[derive(Debug, Clone)]
pub(crate) struct Dispatch {
    pub(crate) request_id: String,
    pub(crate) deadline_ms: i64,
    pub(crate) invoked_arn: String,
    pub(crate) trace_id: Option<String>,
    pub(crate) client_context: Option<String>,
    pub(crate) payload: Bytes,
}

/// What the instance says to what a runtime posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Accepted,
    /// No such invocation is running here.
    InvalidRequestId,
    /// Not now: an init error after the initialisation.
    InvalidState,
    /// It is larger than so many bytes.
    TooLarge(usize),
}

/// The port of one instance.
pub(crate) async fn listen() -> std::io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Serves the instance whose processes descend from `supervisor`, until `events` is closed.
pub(crate) async fn serve(
    listener: TcpListener,
    address: SocketAddr,
    supervisor: i32,
    events: mpsc::Sender<Event>,
) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = events.closed() => return,
        };
        match accepted {
            Ok((stream, peer)) => {
                tokio::spawn(serve_connection(
                    stream,
                    peer,
                    address,
                    supervisor,
                    events.clone(),
                ));
            }
            // Out of descriptors, most likely; others' connections end and the next try succeeds.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

async fn serve_connection(
    stream: TcpStream,
    peer: SocketAddr,
    address: SocketAddr,
    supervisor: i32,
    events: mpsc::Sender<Event>,
) {
    let ours = tokio::task::spawn_blocking(move || belongs_to(peer, address, supervisor)).await;
    if !ours.unwrap_or(false) {
        tracing::warn!(%peer, "refused a connection to a function's Runtime API from outside its instance");
        return;
    }
    let _ = stream.set_nodelay(true);
    let Ok((stream, connection)) = twice(stream) else {
        return;
    };
    let connection = Arc::new(connection);
    let service = hyper::service::service_fn(|request| {
        let (events, connection) = (events.clone(), Arc::clone(&connection));
        async move { Ok::<_, Infallible>(answer(request, &events, connection).await) }
    });
    let connection =
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        // A runtime that hangs up in the middle is seen as what it is when its process ends.
        _ = connection => {}
        () = events.closed() => {}
    }
}

/// The connection to serve, and the same to look at; neither blocks.
fn twice(stream: TcpStream) -> std::io::Result<(TcpStream, std::net::TcpStream)> {
    let stream = stream.into_std()?;
    let again = stream.try_clone()?;
    Ok((TcpStream::from_std(stream)?, again))
}

/// Whether the socket at `peer` is held by a descendant of `supervisor`.
#[cfg(target_os = "linux")]
fn belongs_to(peer: SocketAddr, address: SocketAddr, supervisor: i32) -> bool {
    use crate::sandbox::process_tree;
    let (SocketAddr::V4(peer), SocketAddr::V4(address)) = (peer, address) else {
        return false;
    };
    let as_listed = |at: std::net::SocketAddrV4| {
        format!(
            "{:08X}:{:04X}",
            u32::from_ne_bytes(at.ip().octets()),
            at.port()
        )
    };
    let (local, remote) = (as_listed(peer), as_listed(address));
    let inode_in = |table: &str| -> Option<u64> {
        table.lines().find_map(|line| {
            let mut columns = line.split_ascii_whitespace().skip(1);
            (columns.next() == Some(&local) && columns.next() == Some(&remote))
                .then(|| columns.nth(6)?.parse().ok())
                .flatten()
        })
    };
    let v6 = |address: &str| {
        address
            .split_once(':')
            .map(|(ip, port)| format!("0000000000000000FFFF0000{ip}:{port}"))
    };
    let inode = std::fs::read_to_string("/proc/net/tcp")
        .ok()
        .and_then(|table| inode_in(&table))
        .or_else(|| {
            // A dual-stack socket connects as an IPv4-mapped IPv6 one.
            let (local, remote) = (v6(&local)?, v6(&remote)?);
            let table = std::fs::read_to_string("/proc/net/tcp6").ok()?;
            table.lines().find_map(|line| {
                let mut columns = line.split_ascii_whitespace().skip(1);
                (columns.next() == Some(&local) && columns.next() == Some(&remote))
                    .then(|| columns.nth(6)?.parse().ok())
                    .flatten()
            })
        });
    inode.is_some_and(|inode| {
        process_tree::holds_socket(&process_tree::descendants(supervisor), inode)
    })
}

/// Other systems have no table to ask: there, the port is all that guards it.
#[cfg(not(target_os = "linux"))]
fn belongs_to(peer: SocketAddr, _address: SocketAddr, _supervisor: i32) -> bool {
    peer.ip().is_loopback()
}

type Answer = Response<Full<Bytes>>;

async fn answer(
    request: Request<Incoming>,
    events: &mpsc::Sender<Event>,
    connection: Arc<std::net::TcpStream>,
) -> Answer {
    let path = request.uri().path().to_owned();
    let Some(path) = path.strip_prefix("/2018-06-01/runtime/") else {
        return not_found();
    };
    match (
        request.method(),
        path.split('/').collect::<Vec<_>>().as_slice(),
    ) {
        (&Method::GET, ["invocation", "next"]) => next(events, connection).await,
        (&Method::POST, ["invocation", id, "response"]) => {
            let request_id = (*id).to_owned();
            let pieces = if is_streamed(request.headers()) {
                taker(events, &request_id).await
            } else {
                None
            };
            let posted = match read(request, pieces).await {
                Ok(posted) => posted,
                Err(answer) => return answer,
            };
            post(events, |answer| Event::Response {
                request_id,
                posted,
                answer,
            })
            .await
        }
        (&Method::POST, ["invocation", id, "error"]) => {
            let request_id = (*id).to_owned();
            match read_error(request).await {
                Ok(error) => {
                    post(events, |answer| Event::Error {
                        request_id,
                        error,
                        answer,
                    })
                    .await
                }
                Err(answer) => answer,
            }
        }
        (&Method::POST, ["init", "error"]) => match read_error(request).await {
            Ok(error) => post(events, |answer| Event::InitError { error, answer }).await,
            Err(answer) => answer,
        },
        _ => not_found(),
    }
}

async fn next(events: &mpsc::Sender<Event>, connection: Arc<std::net::TcpStream>) -> Answer {
    let (sender, dispatch) = oneshot::channel();
    let parked = Parked {
        dispatch: sender,
        connection,
    };
    let dispatched = match events.send(Event::Next(parked)).await {
        Ok(()) => dispatch.await.ok(),
        Err(_) => None,
    };
    let Some(dispatch) = dispatched else {
        return gone();
    };
    let mut response = Response::builder()
        .header("Content-Type", "application/json")
        .header("Lambda-Runtime-Aws-Request-Id", dispatch.request_id)
        .header("Lambda-Runtime-Deadline-Ms", dispatch.deadline_ms)
        .header("Lambda-Runtime-Invoked-Function-Arn", dispatch.invoked_arn);
    if let Some(trace_id) = dispatch.trace_id {
        response = response.header("Lambda-Runtime-Trace-Id", trace_id);
    }
    if let Some(client_context) = dispatch.client_context {
        response = response.header("Lambda-Runtime-Client-Context", client_context);
    }
    // A header that HTTP cannot carry (a line break in the client context) is the caller's doing.
    response
        .body(Full::new(dispatch.payload))
        .unwrap_or_else(|_| {
            error(
                StatusCode::INTERNAL_SERVER_ERROR,
                "InternalServerError",
                "the invocation's context cannot be sent",
            )
        })
}

/// Who takes a streamed answer as it comes, if somebody does.
async fn taker(events: &mpsc::Sender<Event>, request_id: &str) -> Option<mpsc::Sender<Piece>> {
    let (answer, taker) = oneshot::channel();
    let request_id = request_id.to_owned();
    let event = Event::Streams { request_id, answer };
    events.send(event).await.ok()?;
    taker.await.ok()
}

async fn post(
    events: &mpsc::Sender<Event>,
    event: impl FnOnce(oneshot::Sender<Verdict>) -> Event,
) -> Answer {
    let (sender, verdict) = oneshot::channel();
    if events.send(event(sender)).await.is_err() {
        return gone();
    }
    match verdict.await {
        Ok(Verdict::Accepted) => json_answer(StatusCode::ACCEPTED, r#"{"status":"OK"}"#.into()),
        Ok(Verdict::InvalidRequestId) => error(
            StatusCode::BAD_REQUEST,
            "InvalidRequestID",
            "Invalid request ID",
        ),
        Ok(Verdict::InvalidState) => error(
            StatusCode::FORBIDDEN,
            "InvalidStateTransition",
            "Transition from InvocationResponse to InitError is not allowed",
        ),
        Ok(Verdict::TooLarge(limit)) => error(
            StatusCode::PAYLOAD_TOO_LARGE,
            "RequestEntityTooLarge",
            &format!("Exceeded maximum allowed payload size ({limit} bytes)."),
        ),
        Err(_) => gone(),
    }
}

fn json_answer(status: StatusCode, body: Bytes) -> Answer {
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    response.headers_mut().insert(
        http::header::CONTENT_TYPE,
        http::HeaderValue::from_static("application/json"),
    );
    response
}

fn error(status: StatusCode, error_type: &str, message: &str) -> Answer {
    json_answer(
        status,
        json!({"errorMessage": message, "errorType": error_type})
            .to_string()
            .into(),
    )
}

fn not_found() -> Answer {
    error(
        StatusCode::NOT_FOUND,
        "NotFound",
        "gatewright serves /2018-06-01/runtime/{init,invocation} here",
    )
}

fn gone() -> Answer {
    error(
        StatusCode::GONE,
        "InstanceRetired",
        "this instance is being ended",
    )
}
