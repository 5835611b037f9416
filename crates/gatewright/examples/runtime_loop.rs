//! The least that stands between a caller and a function: one thread that answers each HTTP request with what a runtime
//! makes of one event. What `cargo xtask bench proxy` measures Lambda proxy methods against.
//!
//! `runtime_loop EVENT PROGRAM [ARGUMENT…]`: `EVENT` is the file with the event, the rest starts the runtime, which
//! happens when a request finds none. `/end` ends it. Prints the callers' port.

use std::cell::RefCell;
use std::convert::Infallible;
use std::process::{Child, Command};
use std::rc::Rc;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, mpsc, oneshot};

/// What stands between callers and the runtime: one invocation at a time.
struct Between {
    event: Bytes,
    command: Vec<String>,
    runtime_api: String,
    child: RefCell<Option<Child>>,
    asked: mpsc::Sender<()>,
    asking: Mutex<mpsc::Receiver<()>>,
    answer: RefCell<Option<oneshot::Sender<Bytes>>>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let event = std::fs::read(arguments.next().ok_or("no event")?)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, serve(event.into(), arguments.collect()))?;
    Ok(())
}

#[allow(clippy::print_stdout, reason = "whoever starts it reads the port")]
async fn serve(event: Bytes, command: Vec<String>) -> std::io::Result<()> {
    let callers = TcpListener::bind(("127.0.0.1", 0)).await?;
    let runtimes = TcpListener::bind(("127.0.0.1", 0)).await?;
    let (asked, asking) = mpsc::channel(1);
    let between = Rc::new(Between {
        event,
        command,
        runtime_api: runtimes.local_addr()?.to_string(),
        child: RefCell::default(),
        asked,
        asking: Mutex::new(asking),
        answer: RefCell::default(),
    });
    println!("{}", callers.local_addr()?.port());
    loop {
        let (stream, of_runtime) = tokio::select! {
            accepted = callers.accept() => (accepted?.0, false),
            accepted = runtimes.accept() => (accepted?.0, true),
        };
        stream.set_nodelay(true)?;
        let between = Rc::clone(&between);
        tokio::task::spawn_local(async move {
            let service = service_fn(move |request| {
                let between = Rc::clone(&between);
                async move {
                    Ok::<_, Infallible>(if of_runtime {
                        between.to_runtime(request).await
                    } else {
                        between.to_caller(request).await
                    })
                }
            });
            // Who goes away is no failure of the benchmark.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

impl Between {
    async fn to_caller(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        if request.uri().path() == "/end" {
            if let Some(mut child) = self.child.borrow_mut().take() {
                // Gone already is as good.
                let _ = child.kill();
                let _ = child.wait();
            }
            return Response::default();
        }
        if self.child.borrow().is_none() {
            let mut command = Command::new(self.command.first().map_or("", String::as_str));
            command
                .args(self.command.iter().skip(1))
                .env("AWS_LAMBDA_RUNTIME_API", &self.runtime_api);
            match command.spawn() {
                Ok(child) => *self.child.borrow_mut() = Some(child),
                Err(error) => return failed(&error.to_string()),
            }
        }
        let (answer, answered) = oneshot::channel();
        *self.answer.borrow_mut() = Some(answer);
        // The channel lives as long as `self`.
        let _ = self.asked.send(()).await;
        match answered.await {
            Ok(body) => Response::new(Full::new(body)),
            Err(_) => failed("no answer"),
        }
    }

    async fn to_runtime(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        if request.uri().path().ends_with("/next") {
            self.asking.lock().await.recv().await;
            return Response::builder()
                .header("Content-Type", "application/json")
                .header(
                    "Lambda-Runtime-Aws-Request-Id",
                    "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
                )
                .header(
                    "Lambda-Runtime-Trace-Id",
                    "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1",
                )
                .header("Lambda-Runtime-Deadline-Ms", "4102444800000")
                .header(
                    "Lambda-Runtime-Invoked-Function-Arn",
                    "arn:aws:lambda:us-east-1:123456789012:function:hello",
                )
                .body(Full::new(self.event.clone()))
                .unwrap_or_default();
        }
        let body = request.into_body().collect().await;
        if let (Ok(body), Some(answer)) = (body, self.answer.take()) {
            // A caller that went away wants none.
            let _ = answer.send(body.to_bytes());
        }
        let mut accepted = Response::new(Full::new(Bytes::from_static(b"{\"status\":\"OK\"}")));
        *accepted.status_mut() = hyper::StatusCode::ACCEPTED;
        accepted
    }
}

fn failed(why: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(why.to_owned().into()));
    *response.status_mut() = hyper::StatusCode::BAD_GATEWAY;
    response
}
