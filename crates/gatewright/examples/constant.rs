//! The least that a server on hyper does: one thread, one answer. What `cargo xtask bench proxy` measures `MOCK` against.
//! Prints its port.

use std::convert::Infallible;

use bytes::Bytes;
use http_body_util::Full;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, serve())
}

#[allow(clippy::print_stdout, reason = "whoever starts it reads the port")]
async fn serve() -> std::io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("{}", listener.local_addr()?.port());
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::task::spawn_local(async move {
            let service = service_fn(|_: Request<hyper::body::Incoming>| async {
                let body = Full::new(Bytes::from_static(b"{\"message\":\"hello\"}"));
                Ok::<_, Infallible>(Response::new(body))
            });
            // A client that goes away is no failure of the benchmark.
            let _ = http1::Builder::new()
                .pipeline_flush(true)
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}
