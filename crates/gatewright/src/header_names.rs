//! The names of headers between the wire, where hyper has them in lower case, and the engine, which has them as AWS and
//! most servers spell them. Those that pass with every request are made once.

use std::borrow::Cow;

use http::HeaderName;

/// A name for the wire; `None` for what is none.
pub(crate) fn on_the_wire(name: &str) -> Option<HeaderName> {
    Some(match name {
        "X-Amzn-Trace-Id" => const { HeaderName::from_static("x-amzn-trace-id") },
        "X-Forwarded-For" => const { HeaderName::from_static("x-forwarded-for") },
        "X-Forwarded-Port" => const { HeaderName::from_static("x-forwarded-port") },
        "X-Forwarded-Proto" => const { HeaderName::from_static("x-forwarded-proto") },
        "x-amz-apigw-id" => const { HeaderName::from_static("x-amz-apigw-id") },
        "x-amzn-RequestId" => const { HeaderName::from_static("x-amzn-requestid") },
        "x-amzn-apigateway-api-id" => const { HeaderName::from_static("x-amzn-apigateway-api-id") },
        "x-amzn-Remapped-Connection" => {
            const { HeaderName::from_static("x-amzn-remapped-connection") }
        }
        "x-amzn-Remapped-Content-Length" => {
            const { HeaderName::from_static("x-amzn-remapped-content-length") }
        }
        "x-amzn-Remapped-Date" => const { HeaderName::from_static("x-amzn-remapped-date") },
        "x-amzn-Remapped-Server" => const { HeaderName::from_static("x-amzn-remapped-server") },
        _ => return HeaderName::from_bytes(name.as_bytes()).ok(),
    })
}

/// A name from the wire as servers spell it: in title case.
pub(crate) fn title_case(name: &HeaderName) -> Cow<'static, str> {
    Cow::Borrowed(match name.as_str() {
        "cache-control" => "Cache-Control",
        "connection" => "Connection",
        "content-length" => "Content-Length",
        "content-type" => "Content-Type",
        "date" => "Date",
        "etag" => "Etag",
        "server" => "Server",
        "set-cookie" => "Set-Cookie",
        "transfer-encoding" => "Transfer-Encoding",
        "vary" => "Vary",
        other => return Cow::Owned(capitalised(other)),
    })
}

fn capitalised(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for character in name.chars() {
        out.push(if start {
            character.to_ascii_uppercase()
        } else {
            character
        });
        start = character == '-';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_made_once_are_those_that_would_be_made() {
        for name in [
            "X-Amzn-Trace-Id",
            "X-Forwarded-For",
            "X-Forwarded-Port",
            "X-Forwarded-Proto",
            "x-amz-apigw-id",
            "x-amzn-RequestId",
            "x-amzn-apigateway-api-id",
            "x-amzn-Remapped-Connection",
            "x-amzn-Remapped-Content-Length",
            "x-amzn-Remapped-Date",
            "x-amzn-Remapped-Server",
            "X-My-Header",
        ] {
            assert_eq!(
                on_the_wire(name).unwrap().as_str(),
                name.to_ascii_lowercase()
            );
        }
        assert_eq!(on_the_wire("no name"), None);
        for name in [
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "date",
            "etag",
            "server",
            "set-cookie",
            "transfer-encoding",
            "vary",
            "x-my-header",
        ] {
            let name = HeaderName::from_static(name);
            assert_eq!(title_case(&name), capitalised(name.as_str()));
        }
    }
}
