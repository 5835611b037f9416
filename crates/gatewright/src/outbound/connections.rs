//! Connections to backends: opened where none waits, kept for the next request once an answer has been read to its end.
//! Knows HTTP/1.1; nothing of why a request is sent.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use bytes::Bytes;
use http::uri::{Authority, Scheme};
use http::{HeaderMap, Method, Request, Response, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_rustls::HttpsConnector;
use tokio::time::{Instant, sleep};
use tower_service::Service as _;

use super::connector::Connector;

/// How many headers an answer may have.
const MAX_HEADERS: usize = 512;

/// What may be wrong with connecting, sending or reading: [`super::failure`] tells.
pub(super) type BoxError = Box<dyn StdError + Send + Sync>;

type Sender = SendRequest<Full<Bytes>>;

/// The connections of one way of connecting.
pub(super) struct Connections {
    connector: HttpsConnector<Connector>,
    /// How long one may wait for its next request.
    patience: Duration,
    idle: Mutex<Idle>,
}

/// Those that wait, by where they lead; the one that waits for the shortest time is the last of its place.
type Idle = HashMap<Place, Vec<(Instant, Sender)>>;

/// Where a connection leads, as URLs say it.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Place(Option<Scheme>, Option<Authority>);

/// A connection whose answer is being read.
pub(super) struct Busy {
    connections: Arc<Connections>,
    place: Place,
    sender: Sender,
}

impl Connections {
    /// None yet. Must be called within a tokio runtime.
    pub(super) fn new(connector: HttpsConnector<Connector>, patience: Duration) -> Arc<Self> {
        let connections = Arc::new(Self {
            connector,
            patience,
            idle: Mutex::default(),
        });
        tokio::spawn(sweep(Arc::downgrade(&connections), patience));
        connections
    }

    /// Sends a request, on a connection that waits if there is one. A request that such a connection did not take, since
    /// its backend closed it meanwhile, goes to the next, or to a new one.
    pub(super) async fn send(
        self: &Arc<Self>,
        method: Method,
        url: Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<(Response<Incoming>, Busy), BoxError> {
        let place = Place(url.scheme().cloned(), url.authority().cloned());
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = method;
        *request.headers_mut() = headers;
        if let Some(path) = url.path_and_query() {
            *request.uri_mut() = Uri::from(path.clone());
        }
        while let Some(mut sender) = self.take(&place) {
            if sender.ready().await.is_err() {
                continue;
            }
            match sender.try_send_request(request).await {
                Ok(answer) => return Ok((answer, self.busy(place, sender))),
                Err(mut error) => match error.take_message() {
                    Some(unsent) => request = unsent,
                    None => return Err(error.into_error().into()),
                },
            }
        }
        let mut sender = self.connect(url).await?;
        let answer = sender.send_request(request).await?;
        Ok((answer, self.busy(place, sender)))
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

    fn busy(self: &Arc<Self>, place: Place, sender: Sender) -> Busy {
        Busy {
            connections: Arc::clone(self),
            place,
            sender,
        }
    }

    fn take(&self, place: &Place) -> Option<Sender> {
        let mut idle = self.idle();
        let waiting = idle.get_mut(place)?;
        let (since, sender) = waiting.pop()?;
        if since.elapsed() < self.patience {
            return Some(sender);
        }
        // All others have waited for longer.
        waiting.clear();
        None
    }

    fn idle(&self) -> MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Busy {
    /// Keeps the connection for the next request: its answer has been read.
    pub(super) fn keep(self) {
        if self.sender.is_closed() {
            return;
        }
        let now = Instant::now();
        let mut idle = self.connections.idle();
        match idle.get_mut(&self.place) {
            Some(waiting) => waiting.push((now, self.sender)),
            None => {
                idle.insert(self.place, vec![(now, self.sender)]);
            }
        }
    }
}

/// Closes connections that have waited for too long, as long as anybody has the others.
async fn sweep(connections: Weak<Connections>, patience: Duration) {
    loop {
        sleep(patience).await;
        let Some(connections) = connections.upgrade() else {
            return;
        };
        let now = Instant::now();
        connections.idle().retain(|_, waiting| {
            waiting.retain(|(since, sender)| now - *since < patience && !sender.is_closed());
            !waiting.is_empty()
        });
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::super::connector::{Way, connector};
    use super::*;

    #[tokio::test]
    async fn a_connection_that_nobody_needs_is_closed_though_nobody_calls() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url: Uri = format!("http://{}/", listener.local_addr().unwrap())
            .parse()
            .unwrap();
        let connector = connector(&Way::default(), None).unwrap();
        let connections = Connections::new(connector, Duration::from_millis(20));
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
        assert_eq!(stream.read(&mut [0; 8]).await.unwrap(), 0);
    }
}
