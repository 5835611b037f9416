//! Answers whose events follow their head: an operation sends events, the listener takes frames.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use gatewright_wire::error::ServiceError;
use gatewright_wire::event_stream::frame;
use gatewright_wire::model::Operation;
use serde::Serialize;
use tokio::sync::mpsc;

/// Frames that may wait for a slow client; who sends more waits too.
const WAITING: usize = 64;

/// Where an operation sends its events. The answer ends when it is dropped.
pub struct EventSender {
    operation: &'static Operation,
    frames: mpsc::Sender<Bytes>,
}

/// The other end, among the extensions of an answer: what follows its body.
#[derive(Clone)]
pub struct Frames(Arc<Mutex<Option<mpsc::Receiver<Bytes>>>>);

impl EventSender {
    pub(super) fn new(operation: &'static Operation) -> (Self, Frames) {
        let (frames, receiver) = mpsc::channel(WAITING);
        let receiver = Frames(Arc::new(Mutex::new(Some(receiver))));
        (Self { operation, frames }, receiver)
    }

    /// Sends an event, the operation's union of events with one member set. Returns whether the
    /// client is still there.
    ///
    /// # Errors
    /// An event that no frame can carry.
    pub async fn send(&self, event: &(impl Serialize + Sync)) -> Result<bool, ServiceError> {
        let frame = frame(self.operation, event)?;
        Ok(self.frames.send(frame).await.is_ok())
    }

    /// Resolves when the client has gone.
    pub async fn closed(&self) {
        self.frames.closed().await;
    }
}

impl Frames {
    /// The frames as they come; once.
    pub fn take(&self) -> Option<mpsc::Receiver<Bytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
