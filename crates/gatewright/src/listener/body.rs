//! Request bodies, read whole and within limits; answers' bodies, whole or as they come.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use gatewright_gateway::rest::{Cut, Rest};
use http::header::EXPECT;
use http::{HeaderMap, Response, StatusCode};
use http_body_util::{BodyExt as _, Either, Full, LengthLimitError, Limited};
use hyper::body::{Body as _, Frame, Incoming};
use tokio::sync::mpsc;

use super::dispatch::message;
use super::patience::{Coming, Ended, SILENCE};

/// An answer's body.
pub(super) type Body = Either<Full<Bytes>, Either<Following, Passing>>;

/// A body whose beginning is there and whose frames follow as they come.
pub(super) struct Following {
    beginning: Option<Bytes>,
    frames: mpsc::Receiver<Bytes>,
}

impl Following {
    pub(super) fn new(beginning: Bytes, frames: mpsc::Receiver<Bytes>) -> Self {
        Self {
            beginning: Some(beginning).filter(|beginning| !beginning.is_empty()),
            frames,
        }
    }
}

impl hyper::body::Body for Following {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(beginning) = self.beginning.take() {
            return Poll::Ready(Some(Ok(Frame::data(beginning))));
        }
        let next = self.frames.poll_recv(context);
        next.map(|bytes| Some(Ok(Frame::data(bytes?))))
    }
}

/// A backend's answer as it comes. One that is cut cuts the client's connection: so the client knows.
pub(super) struct Passing(pub(super) Rest);

impl hyper::body::Body for Passing {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        let next = self.0.poll_next(context);
        next.map(|piece| Some(piece?.map(Frame::data)))
    }
}

/// Why a body could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unread {
    /// It is longer than it may be.
    #[error("the request is longer than {limit} bytes")]
    TooLong {
        /// How long it may be.
        limit: usize,
    },
    /// The client said nothing for too long.
    #[error("the rest of the request's body did not come within {} seconds", SILENCE.as_secs())]
    Silent,
    /// The client stopped sending, or sent what is no body.
    #[error("the request's body could not be read: {0}")]
    Broken(String),
}

impl Unread {
    /// The answer of an endpoint that has no words of AWS's for it.
    pub(super) fn response(&self) -> Response<Full<Bytes>> {
        let status = match self {
            Self::TooLong { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Silent => StatusCode::REQUEST_TIMEOUT,
            Self::Broken(_) => StatusCode::BAD_REQUEST,
        };
        message(status, &self.to_string())
    }
}

/// Reads a body of at most `limit` bytes. A client that asks before it sends a longer one
/// (`Expect: 100-continue`) is told so at once; to another the answer would be lost among what it
/// sends.
pub(super) async fn read(
    headers: &HeaderMap,
    body: Incoming,
    limit: usize,
) -> Result<Bytes, Unread> {
    if headers.contains_key(EXPECT) && body.size_hint().lower() > limit as u64 {
        return Err(Unread::TooLong { limit });
    }
    let body = Coming::new(body, SILENCE);
    match Limited::new(body, limit).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Unread::TooLong { limit }),
        Err(error) => Err(match error.downcast_ref() {
            Some(Ended::<hyper::Error>::Silent) => Unread::Silent,
            _ => Unread::Broken(error.to_string()),
        }),
    }
}
