//! Objects in S3: where functions and layers say that their code lies. S3 itself is somebody else's,
//! where the environment of the server says (`AWS_ENDPOINT_URL_S3`).

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use bytes::Bytes;
use gatewright_wire::auth::sign;
use gatewright_wire::transport::{Transport, TransportError};
use http::Request;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::clock::Clock;

/// How long an object may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where S3 is, and whom it takes us for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct S3 {
    /// `http://127.0.0.1:9000`.
    pub endpoint: String,
    /// The access key id.
    pub access_key_id: String,
    /// The secret access key.
    pub secret_access_key: String,
    /// The region that requests are signed for.
    pub region: String,
}

/// The objects that can be had.
pub struct Objects {
    s3: Option<S3>,
    transport: Transport,
    clock: Clock,
}

/// Why an object cannot be had. `Display` is what Lambda tells its caller.
#[derive(Debug, thiserror::Error)]
pub enum NoObject {
    /// Nobody said where S3 is.
    #[error(
        "gatewright has no S3 of its own: start it with AWS_ENDPOINT_URL_S3=http://HOST:PORT to fetch s3://{bucket}/{key} from there, or send the package itself (--zip-file fileb://package.zip)"
    )]
    NoS3 {
        /// The bucket.
        bucket: String,
        /// The key.
        key: String,
    },
    /// S3 refuses.
    #[error("Error occurred while GetObject. S3 Error Code: {code}. S3 Error Message: {message}")]
    Refused {
        /// S3's code.
        code: String,
        /// S3's words.
        message: String,
    },
    /// S3 does not answer.
    #[error("cannot fetch the code from S3: {0}")]
    Unreachable(#[from] TransportError),
    /// No request can be made of it.
    #[error("cannot fetch the code from S3: {0}")]
    Unaskable(String),
}

impl Objects {
    /// The objects of an S3, if there is one.
    pub fn new(s3: Option<S3>, clock: Clock) -> Self {
        Self {
            s3,
            transport: Transport::default(),
            clock,
        }
    }

    /// An object's bytes.
    pub async fn get(
        &self,
        bucket: &str,
        key: &str,
        version: Option<&str>,
    ) -> Result<Bytes, NoObject> {
        const KEPT: &AsciiSet = &NON_ALPHANUMERIC
            .remove(b'-')
            .remove(b'.')
            .remove(b'_')
            .remove(b'~')
            .remove(b'/');
        let Some(s3) = &self.s3 else {
            return Err(NoObject::NoS3 {
                bucket: bucket.to_owned(),
                key: key.to_owned(),
            });
        };
        let unaskable = |error: &dyn std::fmt::Display| NoObject::Unaskable(error.to_string());
        let endpoint = s3.endpoint.trim_end_matches('/');
        let mut url = format!("{endpoint}/{bucket}/{}", utf8_percent_encode(key, KEPT));
        if let Some(version) = version {
            url.push_str("?versionId=");
            url.extend(utf8_percent_encode(version, NON_ALPHANUMERIC));
        }
        let mut request = Request::get(url)
            .body(Bytes::new())
            .map_err(|error| unaskable(&error))?;
        let credentials = Credentials::new(
            &s3.access_key_id,
            &s3.secret_access_key,
            None,
            None,
            "environment",
        );
        let now = SystemTime::UNIX_EPOCH
            + Duration::from_millis(u64::try_from(self.clock.now_ms()).unwrap_or_default());
        sign(&mut request, "s3", &s3.region, &credentials, now)
            .map_err(|error| unaskable(&error))?;
        let response = self.transport.send(request, PATIENCE).await?;
        if response.status().is_success() {
            return Ok(response.into_body());
        }
        let body = String::from_utf8_lossy(response.body()).into_owned();
        let element = |name: &str| {
            let (_, rest) = body.split_once(&format!("<{name}>"))?;
            Some(rest.split_once(&format!("</{name}>"))?.0.to_owned())
        };
        Err(NoObject::Refused {
            code: element("Code").unwrap_or_else(|| response.status().to_string()),
            message: element("Message").unwrap_or_default(),
        })
    }
}
