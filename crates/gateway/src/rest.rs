//! The rest of an answer that passes to the client as it comes (`responseTransferMode: STREAM`).
//! Knows nothing of where it comes from: this crate has no runtime.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;

type Next = dyn FnMut(&mut Context<'_>) -> Poll<Option<Result<Bytes, Cut>>> + Send;

/// What follows of an answer. All clones are the same rest: each piece comes once.
#[derive(Clone)]
pub struct Rest(Arc<Mutex<Box<Next>>>);

/// The answer ended early: its backend broke off, or took too long.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer was cut: {0}")]
pub struct Cut(pub String);

impl Rest {
    /// A rest whose pieces `next` gives, polled as a stream is: `None` ends it.
    pub fn new(
        next: impl FnMut(&mut Context<'_>) -> Poll<Option<Result<Bytes, Cut>>> + Send + 'static,
    ) -> Self {
        Self(Arc::new(Mutex::new(Box::new(next))))
    }

    /// The same after a piece that has been taken from it.
    #[must_use]
    pub fn after(self, first: Bytes) -> Self {
        let mut first = Some(first).filter(|first| !first.is_empty());
        Self::new(move |context| match first.take() {
            Some(first) => Poll::Ready(Some(Ok(first))),
            None => self.poll_next(context),
        })
    }

    /// The next piece.
    pub fn poll_next(&self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Cut>>> {
        let mut next = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        next(context)
    }
}

impl fmt::Debug for Rest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rest(…)")
    }
}

impl PartialEq for Rest {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
