//! The one port: accepts connections, reads requests, hands each to whom it belongs and writes the
//! answer. Knows HTTP and addresses; knows no AWS semantics.

mod body;
pub mod destination;
mod dispatch;
mod edge;
mod function_url;
mod guard;
mod own;
mod patience;
mod secure;
pub mod spelling;
mod stage;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use gatewright_gateway::request::ClientCertificate;
use http::Response;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};

use crate::server::Server;
use crate::tasks::Tasks;
use crate::tls::Endpoint;
use body::Body;
use patience::{Patient, SILENCE};
use secure::Secured;
use spelling::Recorded;

/// How many headers a request may have: as many as fit into what they may weigh, at twenty bytes each. hyper's hundred are
/// fewer than API Gateway takes.
const MAX_HEADERS: usize = 512;
/// What a client of HTTP/2 may send of headers, counted as HTTP/2 does: with 32 bytes for each.
const MAX_HEADER_LIST: u32 = 64 * 1024;
/// How long requests under way may take to end once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(10);
/// How long to wait before accepting again when there are no descriptors left.
const BREATH: Duration = Duration::from_millis(50);

/// What is known of a connection.
#[derive(Clone, Debug)]
struct Peer {
    /// The address of who called.
    source_ip: Arc<str>,
    /// The address of ours that was called.
    local: SocketAddr,
    /// How the client spells its headers.
    spellings: spelling::Waiting,
    /// What TLS told, where it is spoken.
    secured: Option<Arc<Secured>>,
}

impl Peer {
    /// The certificate with which it may call a domain name that wants one.
    fn certificate(&self, host: &str) -> Option<&Arc<ClientCertificate>> {
        self.secured.as_ref()?.certificate(host).ok()
    }

    /// Why it has none.
    fn problem(&self, host: &str) -> String {
        match &self.secured {
            Some(secured) => secured.certificate(host).err().unwrap_or_default(),
            None => "the request came by plain HTTP".to_owned(),
        }
    }

    fn scheme(&self) -> &'static str {
        if self.secured.is_some() {
            "https"
        } else {
            "http"
        }
    }
}

/// Serves until `stop` resolves, then lets the requests under way end.
pub async fn serve(listener: TcpListener, server: Arc<Server>, stop: impl Future<Output = ()>) {
    serve_both(listener, None, server, stop).await;
}

/// The same, with a second port where TLS is spoken, if the server has an [endpoint](Server::tls) for it.
pub async fn serve_both(
    listener: TcpListener,
    secure: Option<TcpListener>,
    server: Arc<Server>,
    stop: impl Future<Output = ()>,
) {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(SILENCE)
        .max_headers(MAX_HEADERS)
        // A client may be done sending and still wait for its answer.
        .half_close(true);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(MAX_HEADER_LIST);
    let builder = Arc::new(builder);
    let connections = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let (accepted, is_secure) = tokio::select! {
            accepted = listener.accept() => (accepted, false),
            accepted = accept_from(secure.as_ref()) => (accepted, true),
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, remote)) => {
                let endpoint = server.tls.get().filter(|_| is_secure).cloned();
                accept(&builder, &connections, &server, stream, remote, endpoint);
            }
            // Out of descriptors: connections that end will free some.
            Err(error) => {
                tracing::warn!("cannot accept a connection: {error}");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop((listener, secure));
    server.stopping.send_replace(true);
    let _ = tokio::time::timeout(DRAIN, connections.shutdown()).await;
}

/// The next connection of a listener, if there is one.
async fn accept_from(listener: Option<&TcpListener>) -> io::Result<(TcpStream, SocketAddr)> {
    match listener {
        Some(listener) => listener.accept().await,
        None => std::future::pending().await,
    }
}

/// Answers what comes by a connection: by TLS if there is an endpoint for it.
fn accept(
    builder: &Arc<auto::Builder<TokioExecutor>>,
    connections: &GracefulShutdown,
    server: &Arc<Server>,
    stream: TcpStream,
    remote: SocketAddr,
    endpoint: Option<Arc<Endpoint>>,
) {
    // Both fail only for a connection that is gone already.
    let (Ok(()), Ok(local)) = (stream.set_nodelay(true), stream.local_addr()) else {
        return;
    };
    let stream = Patient::new(stream, SILENCE);
    let (remote, local) = (canonical(remote), canonical(local));
    let tasks = server.tasks.clone();
    let server = Arc::clone(server);
    let watcher = connections.watcher();
    let builder = Arc::clone(builder);
    tasks.spawn(async move {
        let Some(endpoint) = endpoint else {
            return converse(&builder, watcher, server, stream, [remote, local], None).await;
        };
        let shaking = secure::shake_hands(&server, &endpoint, stream);
        match tokio::time::timeout(SILENCE, Box::pin(shaking)).await {
            Ok(Ok((stream, secured))) => {
                let secured = Some(Arc::new(secured));
                // Behind the handshake the client has to begin again.
                let stream = Patient::new(stream, SILENCE);
                let addresses = [remote, local];
                let conversation = converse(&builder, watcher, server, stream, addresses, secured);
                // Boxed: it is twice as large as one without TLS.
                Box::pin(conversation).await;
            }
            Ok(Err(error)) => tracing::debug!(%remote, "no TLS: {error}"),
            Err(_) => tracing::debug!(%remote, "no TLS: the handshake took too long"),
        }
    });
}

/// Answers the requests that come by a stream, until it ends.
async fn converse<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    builder: &auto::Builder<TokioExecutor>,
    watcher: Watcher,
    server: Arc<Server>,
    stream: S,
    [remote, local]: [SocketAddr; 2],
    secured: Option<Arc<Secured>>,
) {
    let (stream, spellings) = Recorded::new(stream);
    let peer = Peer {
        source_ip: remote.ip().to_string().into(),
        local,
        spellings,
        secured,
    };
    let service = service_fn(move |request| {
        let (server, peer) = (Arc::clone(&server), peer.clone());
        let tasks = server.tasks.clone();
        ToTheEnd {
            answering: Some(Box::pin(dispatch::answer(server, peer, request))),
            tasks,
        }
    });
    let connection = builder.serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%remote, "connection ended: {error}");
    }
}

/// Who calls by IPv4 has an IPv4 address, also where a socket for both shows it as an IPv6 one: policies name ranges.
fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}

/// A request that is being answered. One whose client has left goes on in a task of its own, and is logged.
struct ToTheEnd {
    answering: Option<Pin<Box<dyn Future<Output = Response<Body>> + Send>>>,
    tasks: Tasks,
}

impl Future for ToTheEnd {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(answering) = &mut self.answering else {
            return Poll::Pending;
        };
        let answer = ready!(answering.as_mut().poll(context));
        self.answering = None;
        Poll::Ready(Ok(answer))
    }
}

impl Drop for ToTheEnd {
    fn drop(&mut self) {
        // What panicked cannot go on.
        if std::thread::panicking() {
            return;
        }
        if let Some(answering) = self.answering.take() {
            self.tasks.spawn(async { drop(answering.await) });
        }
    }
}
