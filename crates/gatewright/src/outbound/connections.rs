//! Connections to backends: opened where none waits, kept for the next request once an answer has been read to its end.
//! Knows HTTP/1.1; nothing of why a request is sent.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::uri::{Authority, Scheme};
use http::{HeaderMap, Method, Request, Response, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_rustls::HttpsConnector;
use tokio::time::Instant;
use tower_service::Service as _;

use super::connector::Connector;

/// How long a connection may wait for its next request.
const IDLE: Duration = Duration::from_secs(30);

/// What may be wrong with connecting, sending or reading: [`super::failure`] tells.
pub(super) type BoxError = Box<dyn StdError + Send + Sync>;

type Sender = SendRequest<Full<Bytes>>;

/// The connections of one way of connecting.
pub(super) struct Connections {
    connector: HttpsConnector<Connector>,
    idle: Mutex<Idle>,
}

/// Those that wait, by where they lead; the one that waits for the shortest time is the last of its place.
struct Idle {
    places: HashMap<Place, Vec<(Instant, Sender)>>,
    swept: Instant,
}

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
    pub(super) fn new(connector: HttpsConnector<Connector>) -> Self {
        Self {
            connector,
            idle: Mutex::new(Idle {
                places: HashMap::new(),
                swept: Instant::now(),
            }),
        }
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
        let waiting = idle.places.get_mut(place)?;
        let (since, sender) = waiting.pop()?;
        if since.elapsed() < IDLE {
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
        if now - idle.swept > IDLE {
            idle.swept = now;
            idle.places.retain(|_, waiting| {
                waiting.retain(|(since, sender)| now - *since < IDLE && !sender.is_closed());
                !waiting.is_empty()
            });
        }
        match idle.places.get_mut(&self.place) {
            Some(waiting) => waiting.push((now, self.sender)),
            None => {
                idle.places.insert(self.place, vec![(now, self.sender)]);
            }
        }
    }
}
