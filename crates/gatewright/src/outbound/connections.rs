//! Connections to backends: opened where none waits, kept for the next request once an answer has been read to its end.
//! Knows HTTP/1.1; nothing of why a request is sent.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_rustls::HttpsConnector;
use tokio::time::{Instant, sleep};
use tower_service::Service as _;

use super::connector::{Connector, Way};

/// How many headers an answer may have.
const MAX_HEADERS: usize = 512;

/// What may be wrong with connecting, sending or reading: [`super::failure`] tells.
pub(super) type BoxError = Box<dyn StdError + Send + Sync>;

type Sender = SendRequest<Full<Bytes>>;

/// Connections, kept for the next request that leads to the same place in the same way.
pub(super) struct Pool {
    /// How long one may wait.
    patience: Duration,
    places: Arc<Mutex<Places>>,
}

/// By the beginning of the URLs that lead there, as far as the path.
type Places = HashMap<String, Vec<(Way<'static>, Arc<Connections>)>>;

/// The connections to one place.
pub(super) struct Connections {
    connector: HttpsConnector<Connector>,
    patience: Duration,
    /// Those that wait, and since when; the one that waits for the shortest time is the last.
    idle: Mutex<Vec<(Instant, Sender)>>,
}

/// A connection whose answer is being read.
pub(super) struct Busy {
    connections: Arc<Connections>,
    sender: Sender,
}

impl Pool {
    /// None yet.
    pub(super) fn new(patience: Duration) -> Self {
        Self {
            patience,
            places: Arc::default(),
        }
    }

    /// Those for a URL. `connector` tells how to open one. Must be called within a tokio runtime.
    ///
    /// # Errors
    /// Those of `connector`.
    pub(super) fn connections<E>(
        &self,
        url: &str,
        way: &Way<'_>,
        connector: impl FnOnce() -> Result<HttpsConnector<Connector>, E>,
    ) -> Result<Arc<Connections>, E> {
        let place = place(url);
        let mut places = lock(&self.places);
        let ways = places.get(place).map(Vec::as_slice).unwrap_or_default();
        if let Some((_, connections)) = ways.iter().find(|(other, _)| other == way) {
            return Ok(Arc::clone(connections));
        }
        let connections = Arc::new(Connections {
            connector: connector()?,
            patience: self.patience,
            idle: Mutex::default(),
        });
        if places.is_empty() {
            tokio::spawn(sweep(Arc::downgrade(&self.places), self.patience));
        }
        let ways = places.entry(place.to_owned()).or_default();
        ways.push((way.kept(), Arc::clone(&connections)));
        Ok(connections)
    }
}

/// A URL as far as its path.
fn place(url: &str) -> &str {
    let host = url.find("://").map_or(0, |end| end + 3);
    let path = url.get(host..).and_then(|rest| rest.find(['/', '?', '#']));
    path.and_then(|path| url.get(..host + path)).unwrap_or(url)
}

/// Closes connections that have waited for too long, until none is left.
async fn sweep(places: Weak<Mutex<Places>>, patience: Duration) {
    loop {
        sleep(patience).await;
        let Some(places) = places.upgrade() else {
            return;
        };
        let mut places = lock(&places);
        places.retain(|_, ways| {
            ways.retain(|(_, connections)| connections.is_needed());
            !ways.is_empty()
        });
        if places.is_empty() {
            return;
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Connections {
    /// Sends a request, on a connection that waits if there is one. A request that such a connection did not take, since
    /// its backend closed it meanwhile, goes to the next, or to a new one.
    pub(super) async fn send(
        self: &Arc<Self>,
        method: Method,
        url: Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<(Response<Incoming>, Busy), BoxError> {
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = method;
        *request.headers_mut() = headers;
        if let Some(path) = url.path_and_query() {
            *request.uri_mut() = Uri::from(path.clone());
        }
        loop {
            let (mut sender, is_new) = match self.take() {
                Some(sender) => (sender, false),
                // Boxed, for being rarer than the rest of it and larger.
                None => (Box::pin(self.connect(url.clone())).await?, true),
            };
            if !is_new && sender.ready().await.is_err() {
                continue;
            }
            match sender.try_send_request(request).await {
                Ok(answer) => {
                    let connections = Arc::clone(self);
                    return Ok((
                        answer,
                        Busy {
                            connections,
                            sender,
                        },
                    ));
                }
                Err(mut error) => match error.take_message() {
                    Some(unsent) if !is_new => request = unsent,
                    _ => return Err(error.into_error().into()),
                },
            }
        }
    }

    async fn connect(&self, url: Uri) -> Result<Sender, BoxError> {
        let stream = self.connector.clone().call(url).await?;
        let (sender, connection) = http1::Builder::new()
            .title_case_headers(true)
            .max_headers(MAX_HEADERS)
            .handshake(stream)
            .await?;
        // Whoever waits for an answer is told what went wrong.
        tokio::spawn(async { drop(connection.await) });
        Ok(sender)
    }

    fn take(&self) -> Option<Sender> {
        let mut idle = lock(&self.idle);
        let (since, sender) = idle.pop()?;
        if since.elapsed() < self.patience {
            return Some(sender);
        }
        // All others have waited for longer.
        idle.clear();
        None
    }

    /// Lets go of those that have waited for too long. Whether somebody has others, or may open some.
    fn is_needed(self: &Arc<Self>) -> bool {
        let now = Instant::now();
        let mut idle = lock(&self.idle);
        idle.retain(|(since, sender)| now - *since < self.patience && !sender.is_closed());
        !idle.is_empty() || Arc::strong_count(self) > 1
    }
}

impl Busy {
    /// Keeps the connection for the next request: its answer has been read.
    pub(super) fn keep(self) {
        if !self.sender.is_closed() {
            lock(&self.connections.idle).push((Instant::now(), self.sender));
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::super::connector::connector;
    use super::*;

    #[tokio::test]
    async fn a_connection_that_nobody_needs_is_closed_though_nobody_calls() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url: Uri = format!("http://{}/", listener.local_addr().unwrap())
            .parse()
            .unwrap();
        let pool = Pool::new(Duration::from_millis(20));
        let way = Way::default();
        let connections = pool
            .connections(&url.to_string(), &way, || connector(&way, None))
            .unwrap();
        let backend = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 1024]).await.unwrap();
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
            stream.write_all(answer).await.unwrap();
            stream
        };
        let request = connections.send(Method::GET, url, HeaderMap::new(), Bytes::new());
        let (mut stream, sent) = tokio::join!(backend, request);
        sent.unwrap().1.keep();
        drop(connections);
        assert_eq!(stream.read(&mut [0; 8]).await.unwrap(), 0);
        assert!(lock(&pool.places).is_empty());
    }
}
