//! The signature that a request should have: SigV4, as the server of a service makes it again from the request, the
//! signed headers that it names and the signer's secret.

use std::fmt::Write as _;
use std::time::SystemTime;

use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use sha2::{Digest, Sha256};

use crate::auth::Authorization;

/// What a signature leaves as it is.
const UNRESERVED: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
/// For how long a request's date may be off, in seconds.
const SKEW: i64 = 5 * 60;
/// The longest that a presigned URL counts, in seconds: seven days.
const LONGEST: i64 = 7 * 24 * 60 * 60;
/// How dates are written.
const DATE: &str = "%Y%m%dT%H%M%SZ";

/// A request as its client sent it.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// The verb.
    pub method: &'a str,
    /// The whole path, undecoded.
    pub path: &'a str,
    /// The query string without its `?`, undecoded.
    pub query: &'a str,
    /// The headers.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: &'a [u8],
}

/// Why a signature does not count. `Display` is AWS's message (F§2.4).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// Nothing says when it was made.
    #[error("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")]
    NoDate,
    /// It is too old.
    #[error("Signature expired: {made} is now earlier than {earliest} ({now} - 5 min.)")]
    Expired {
        /// When it was made.
        made: String,
        /// The oldest that counts.
        earliest: String,
        /// The server's time.
        now: String,
    },
    /// It is of a time to come.
    #[error("Signature not yet current: {made} is still later than {latest} ({now} + 5 min.)")]
    NotYet {
        /// When it was made.
        made: String,
        /// The latest that counts.
        latest: String,
        /// The server's time.
        now: String,
    },
    /// A presigned URL is to count for no time that one may; the words are a choice \[C\].
    #[error("X-Amz-Expires must be a number of seconds between 1 and 604800, not '{sent}'.")]
    Lifetime {
        /// What was sent.
        sent: String,
    },
    /// It is for something else.
    #[error("Credential should be scoped to a valid {part}, not '{sent}'.")]
    Scope {
        /// `region` or `service`.
        part: &'static str,
        /// What it is for.
        sent: String,
    },
    /// It is another.
    #[error(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
    )]
    Mismatch,
}

impl Signed<'_> {
    /// Checks the signature of `authorization`, which came with this request, with each of the secrets that may have
    /// made it; `region` and `service` are what it has to be for, `now` is in seconds since the epoch.
    pub fn check(
        &self,
        authorization: &Authorization,
        secrets: &[String],
        (region, service): (&str, &str),
        now: i64,
    ) -> Result<(), Rejected> {
        let date = self.date(authorization).ok_or(Rejected::NoDate)?;
        let made = seconds(&date).ok_or(Rejected::NoDate)?;
        let lifetime = self.lifetime(authorization)?;
        if made + lifetime < now {
            return Err(Rejected::Expired {
                made: date,
                earliest: written(now - lifetime),
                now: written(now),
            });
        }
        if made > now + SKEW {
            return Err(Rejected::NotYet {
                made: date,
                latest: written(now + SKEW),
                now: written(now),
            });
        }
        for (part, wanted, sent) in [
            ("region", region, &authorization.region),
            ("service", service, &authorization.service),
        ] {
            if wanted != sent {
                let sent = sent.clone();
                return Err(Rejected::Scope { part, sent });
            }
        }
        let text = self.string_to_sign(authorization, &date);
        let day = seconds(&date).and_then(|at| u64::try_from(at).ok());
        let day = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(day.unwrap_or_default());
        let is_by = |secret: &String| {
            let key = generate_signing_key(secret, day, region, service);
            calculate_signature(key, text.as_bytes()) == authorization.signature
        };
        // The key is of the signature's day, and so has the credential to be.
        let is_of_day = date.starts_with(&authorization.date);
        if is_of_day && secrets.iter().any(is_by) {
            Ok(())
        } else {
            Err(Rejected::Mismatch)
        }
    }

    /// All values of a header, trimmed, with commas between.
    fn header(&self, name: &str) -> Option<String> {
        let values = self.headers.iter();
        let values = values.filter(|(other, _)| other.eq_ignore_ascii_case(name));
        let values: Vec<String> = values
            .map(|(_, value)| value.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        (!values.is_empty()).then(|| values.join(","))
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let mut pairs = self
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(other, _)| *other == name)?;
        Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
    }

    /// When the signature was made.
    fn date(&self, authorization: &Authorization) -> Option<String> {
        if authorization.presigned {
            return self.parameter("X-Amz-Date");
        }
        self.header("X-Amz-Date").or_else(|| {
            let date = self.header("Date")?;
            let date = DateTime::strptime("%a, %d %b %Y %H:%M:%S GMT", &date).ok()?;
            Some(date.strftime(DATE).to_string())
        })
    }

    /// For how long it counts, in seconds.
    fn lifetime(&self, authorization: &Authorization) -> Result<i64, Rejected> {
        let sent = self
            .parameter("X-Amz-Expires")
            .filter(|_| authorization.presigned);
        let Some(sent) = sent else {
            return Ok(SKEW);
        };
        let seconds = sent.parse().ok();
        seconds
            .filter(|seconds| (1..=LONGEST).contains(seconds))
            .ok_or(Rejected::Lifetime { sent })
    }

    fn string_to_sign(&self, authorization: &Authorization, date: &str) -> String {
        let Authorization {
            date: day,
            region,
            service,
            ..
        } = authorization;
        let request = hashed(self.canonical_request(authorization).as_bytes());
        format!("AWS4-HMAC-SHA256\n{date}\n{day}/{region}/{service}/aws4_request\n{request}")
    }

    fn canonical_request(&self, authorization: &Authorization) -> String {
        let mut out = format!(
            "{}\n{}\n{}\n",
            self.method,
            canonical_path(self.path),
            self.canonical_query()
        );
        for name in &authorization.signed_headers {
            let value = self.header(name).unwrap_or_default();
            // Writing into a text cannot fail.
            let _ = writeln!(out, "{name}:{value}");
        }
        let payload = match self.header("x-amz-content-sha256") {
            Some(unsigned) if unsigned == "UNSIGNED-PAYLOAD" => unsigned,
            // A hash that is not the body's cannot lead to the signature.
            _ => hashed(self.body),
        };
        let signed = authorization.signed_headers.join(";");
        let _ = write!(out, "\n{signed}\n{payload}");
        out
    }

    fn canonical_query(&self) -> String {
        let encoded = |text: &str| {
            let bytes: Vec<u8> = percent_decode_str(text).collect();
            percent_encode(&bytes, &UNRESERVED).to_string()
        };
        let pairs = self.query.split('&').filter(|pair| !pair.is_empty());
        let mut pairs: Vec<(String, String)> = pairs
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (encoded(name), encoded(value))
            })
            .filter(|(name, _)| name != "X-Amz-Signature")
            .collect();
        pairs.sort();
        let pairs: Vec<String> = pairs
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("&")
    }
}

/// The path without `.`, `..` and empty segments, each segment encoded once more.
fn canonical_path(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    let mut out = String::new();
    for segment in &segments {
        let _ = write!(out, "/{}", percent_encode(segment.as_bytes(), &UNRESERVED));
    }
    if out.is_empty() || path.ends_with('/') {
        out.push('/');
    }
    out
}

fn hashed(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

fn seconds(date: &str) -> Option<i64> {
    let date = DateTime::strptime(DATE, date).ok()?;
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

fn written(seconds: i64) -> String {
    let time = Timestamp::from_second(seconds).unwrap_or_default();
    time.strftime(DATE).to_string()
}
