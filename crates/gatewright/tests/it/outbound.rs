//! Calls to backends.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use gatewright::outbound::Outbound;
use gatewright_gateway::headers::Headers;
use gatewright_gateway::io::{HttpCall, HttpFailure};
use http::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// The limit is API Gateway's (F§3.14): of what is announced, and of what comes unannounced.
#[tokio::test]
async fn an_answer_that_is_too_large_is_no_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let limit = 10_485_760;
    let outbound = Outbound::default();
    for (length, announced, reported) in [
        (limit, true, None),
        (limit + 5, true, Some(10_485_765)),
        (limit + 5, false, Some(10_485_761)),
    ] {
        let answer = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 1024];
            let _ = stream.read(&mut request).await.unwrap();
            let head = if announced {
                format!("content-length: {length}\r\n")
            } else {
                String::new()
            };
            let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n{head}\r\n");
            stream.write_all(head.as_bytes()).await.unwrap();
            // Whoever has read enough hangs up.
            let _ = stream.write_all(&vec![b'x'; length]).await;
        };
        let call = HttpCall {
            method: Method::GET,
            url: &url,
            headers: Headers::default(),
            body: Bytes::new(),
            timeout: Duration::from_secs(20),
            insecure_skip_verification: false,
            connect_to: None,
            client_certificate: None,
            stream: false,
        };
        let (answer, ()) = tokio::join!(outbound.send(call), answer);
        match reported {
            None => assert_eq!(answer.unwrap().body.len(), length),
            Some(length) => assert_eq!(answer.unwrap_err(), HttpFailure::TooLarge { length }),
        }
    }
}

/// A VPC link leads to its load balancer: the URL's host and port are not used for routing (F§6),
/// be the port written out, or the host an address.
#[tokio::test]
async fn a_vpc_link_leads_where_it_says_whatever_the_url_says() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let target = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 1024];
            let _ = stream.read(&mut request).await.unwrap();
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nhere";
            stream.write_all(answer).await.unwrap();
        }
    });
    let outbound = Outbound::default();
    for url in [
        "http://my.host/x",
        "http://my.host:80/x",
        "http://127.0.0.1:1/x",
        "http://localhost:1/x",
    ] {
        let call = HttpCall {
            method: Method::GET,
            url,
            headers: Headers::default(),
            body: Bytes::new(),
            timeout: Duration::from_secs(10),
            insecure_skip_verification: false,
            connect_to: Some(&target),
            client_certificate: None,
            stream: false,
        };
        let reply = outbound.send(call).await.unwrap();
        assert_eq!(reply.body, "here", "{url}");
    }
}

/// What a backend may do instead of answering well, and what the caller is told (F§2.2 #7, #8). Another
/// caller's request to a good backend goes through meanwhile.
#[tokio::test]
async fn bad_backends_fail_their_own_requests() {
    const OK: &str = "HTTP/1.1 200 OK\r\n";
    let header_flood = || format!("{OK}{}\r\n", "x-a: b\r\n".repeat(2000));
    let large_header = || format!("{OK}x-a: {}\r\n\r\n", "b".repeat(4 << 20));
    let cases: [(&str, String, bool, Result<&str, &str>); 15] = [
        ("hangs up", String::new(), true, Err("broken")),
        ("says nothing", String::new(), false, Err("timed out")),
        ("stalls in the head", OK.to_owned(), false, Err("timed out")),
        (
            "stalls in the body",
            format!("{OK}content-length: 5\r\n\r\nab"),
            false,
            Err("timed out"),
        ),
        (
            "resets in the body",
            format!("{OK}content-length: 5\r\n\r\nab"),
            true,
            Err("broken"),
        ),
        (
            "says less than it sends",
            format!("{OK}content-length: 2\r\n\r\nabcd"),
            true,
            Ok("ab"),
        ),
        (
            "has two lengths",
            format!("{OK}content-length: 2\r\ncontent-length: 3\r\n\r\nabc"),
            true,
            Err("broken"),
        ),
        (
            "has a length that is none",
            format!("{OK}content-length: two\r\n\r\nab"),
            true,
            Err("broken"),
        ),
        (
            "has a chunk that is none",
            format!("{OK}transfer-encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n"),
            true,
            Err("broken"),
        ),
        (
            "never ends its chunks",
            format!("{OK}transfer-encoding: chunked\r\n\r\n2\r\nab\r\n"),
            true,
            Err("broken"),
        ),
        (
            "speaks no HTTP",
            "SSH-2.0-x\r\n".to_owned(),
            true,
            Err("broken"),
        ),
        ("floods with headers", header_flood(), true, Err("broken")),
        (
            "sends a header of 4 MB",
            large_header(),
            true,
            Err("broken"),
        ),
        (
            "announces a gigabyte",
            format!("{OK}content-length: 1073741824\r\n\r\n"),
            false,
            Err("too large"),
        ),
        (
            "says more than once that it will",
            format!(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n{OK}content-length: 2\r\n\r\nab"
            ),
            true,
            Ok("ab"),
        ),
    ];
    let good = backend(
        "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngood".to_owned(),
        true,
    )
    .await;
    let outbound = Outbound::default();
    for (what, answer, ends, expected) in cases {
        let bad = backend(answer, ends).await;
        let (bad, good) = tokio::join!(
            outbound.send(get(&bad, Duration::from_millis(500))),
            outbound.send(get(&good, Duration::from_secs(20))),
        );
        let told = match &bad {
            Ok(reply) => Ok(std::str::from_utf8(&reply.body).unwrap()),
            Err(HttpFailure::Broken(_)) => Err("broken"),
            Err(HttpFailure::TimedOut) => Err("timed out"),
            Err(HttpFailure::TooLarge { .. }) => Err("too large"),
            Err(_) => Err("something else"),
        };
        assert_eq!(told, expected, "{what}: {bad:?}");
        assert_eq!(good.unwrap().body, "good", "{what}");
    }
}

#[tokio::test]
async fn connections_are_kept_and_those_that_were_closed_meanwhile_cost_no_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let opened = Arc::new(AtomicUsize::new(0));
    let (counted, requests_each) = (Arc::clone(&opened), 3);
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            counted.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(async move {
                for _ in 0..requests_each {
                    let mut head = Vec::new();
                    while !head.ends_with(b"\r\n\r\n") {
                        let Ok(byte) = stream.read_u8().await else {
                            return;
                        };
                        head.push(byte);
                    }
                    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
                    stream.write_all(answer).await.unwrap();
                }
                // Hangs up without having said so.
            });
        }
    });
    let outbound = Outbound::default();
    for number in 0..30 {
        let reply = outbound.send(get(&url, Duration::from_secs(20))).await;
        assert_eq!(reply.unwrap().body, "ok", "request {number}");
        // Until the goodbye has arrived, which comes with every third answer.
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(opened.load(Ordering::Relaxed), 30 / requests_each);
}

/// A server that answers every request with these bytes, and then hangs up or does nothing.
async fn backend(answer: String, ends: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let answer = answer.clone();
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 1024]).await;
                let _ = stream.write_all(answer.as_bytes()).await;
                if !ends {
                    std::future::pending::<()>().await;
                }
            });
        }
    });
    url
}

fn get(url: &str, timeout: Duration) -> HttpCall<'_> {
    HttpCall {
        method: Method::GET,
        url,
        headers: Headers::default(),
        body: Bytes::new(),
        timeout,
        insecure_skip_verification: false,
        connect_to: None,
        client_certificate: None,
        stream: false,
    }
}
