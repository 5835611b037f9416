//! Calls to backends.

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
            headers: &Headers::default(),
            body: Bytes::new(),
            timeout: Duration::from_secs(20),
            insecure_skip_verification: false,
            connect_to: None,
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
            headers: &Headers::default(),
            body: Bytes::new(),
            timeout: Duration::from_secs(10),
            insecure_skip_verification: false,
            connect_to: Some(&target),
            stream: false,
        };
        let reply = outbound.send(call).await.unwrap();
        assert_eq!(reply.body, "here", "{url}");
    }
}
