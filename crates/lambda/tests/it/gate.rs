//! A place where functions wait until a test lets them on. It is a port of loopback, which functions
//! can reach wherever they are confined; a connection also tells when its function has ended.

use std::net::Ipv4Addr;

use gatewright_lambda::FunctionVersion;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::bed::python;

pub(crate) struct Gate {
    listener: TcpListener,
}

impl Gate {
    pub(crate) fn new() -> Self {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        Self {
            listener: TcpListener::from_std(listener).unwrap(),
        }
    }

    /// For a [`function`]: wait here.
    pub(crate) fn event(&self) -> Value {
        json!(self.listener.local_addr().unwrap().port())
    }

    /// The next to come, who waits until this is dropped or told to go on.
    pub(crate) async fn arrival(&mut self) -> Held {
        Held(self.listener.accept().await.unwrap().0)
    }
}

/// A Python function with the body `then`. Given a gate's event it first waits there; given `null`
/// it does not.
pub(crate) fn function(then: &str) -> FunctionVersion {
    python(&format!(
        "import os, socket, threading
BOOT = open('/proc/sys/kernel/random/uuid').read()
def arrive(port):
    return socket.create_connection(('127.0.0.1', port))
def handler(event, context):
    if event is not None:
        arrive(event).recv(1)
    {then}"
    ))
}

/// Who waits at a gate.
pub(crate) struct Held(TcpStream);

impl Held {
    /// Lets it on.
    pub(crate) async fn go_on(&mut self) {
        self.0.write_all(b"!").await.unwrap();
    }

    /// Waits until the process at the other end is gone.
    pub(crate) async fn gone(mut self) {
        // An end and a reset are the same here.
        let _ = self.0.read(&mut [0]).await;
    }
}
