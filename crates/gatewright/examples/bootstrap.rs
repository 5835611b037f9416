//! A function on a `provided` runtime that says hello, on the standard library alone: the fastest client of the Runtime
//! API that `cargo xtask bench proxy` measures with.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

const ANSWER: &str = r#"{"statusCode":200,"body":"hello"}"#;

#[allow(
    clippy::disallowed_methods,
    reason = "a runtime is told by its environment where its API is"
)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::var("AWS_LAMBDA_RUNTIME_API")?;
    let mut stream = TcpStream::connect(&address)?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let next =
        format!("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: {address}\r\n\r\n");
    loop {
        stream.write_all(next.as_bytes())?;
        let id = read(&mut reader)?.ok_or("an invocation without an id")?;
        let response = format!(
            "POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nHost: {address}\r\nContent-Length: {}\r\n\r\n{ANSWER}",
            ANSWER.len()
        );
        stream.write_all(response.as_bytes())?;
        read(&mut reader)?;
    }
}

/// Reads an answer; gives the id of the invocation, if it has one.
fn read(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<String>> {
    let (mut id, mut length) = (None, 0);
    let mut line = String::new();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            if line.trim_end().is_empty() {
                break;
            }
            continue;
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.parse().unwrap_or_default();
        } else if name.eq_ignore_ascii_case("lambda-runtime-aws-request-id") {
            id = Some(value.to_owned());
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(id)
}
