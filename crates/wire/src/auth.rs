//! SigV4: who a request says it is from and for (servers), and signing it (clients).

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings,
    UriPathNormalizationMode, sign as sigv4,
};
use aws_sigv4::sign::v4;
use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{HeaderMap, Request, Uri};
use std::time::SystemTime;

use crate::scalar::parameters;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// What a signed request says about itself. Nothing here is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// `AKIA…`, or in a local server a 12-digit account.
    pub access_key_id: String,
    /// The scope's day, `20261122`.
    pub date: String,
    /// The scope's region, `us-east-1`.
    pub region: String,
    /// The scope's service, `apigateway`.
    pub service: String,
    /// The names of the signed headers, lower-case.
    pub signed_headers: Vec<String>,
    /// The signature in hexadecimal.
    pub signature: String,
    /// Whether it came in the query string.
    pub presigned: bool,
}

/// Why an `Authorization` header or presigned query can not be read, in AWS's style.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MalformedAuthorization {
    /// Another scheme (`Bearer`, SigV4a).
    #[error("the authorization's algorithm is not {ALGORITHM}: '{0}'")]
    Algorithm(String),
    /// A part is missing.
    #[error("authorization header requires '{0}' parameter")]
    Missing(&'static str),
    /// The credential is not of five parts.
    #[error("credential should be scoped as access-key/date/region/service/aws4_request: '{0}'")]
    Credential(String),
}

impl Authorization {
    /// Reads the header, or else the presigned query; `None` where a request carries neither.
    pub fn of(headers: &HeaderMap, uri: &Uri) -> Result<Option<Self>, MalformedAuthorization> {
        if let Some(header) = headers.get(AUTHORIZATION) {
            return Self::of_header(&String::from_utf8_lossy(header.as_bytes())).map(Some);
        }
        let query = parameters(uri.query().unwrap_or_default());
        let get = |wanted: &str| {
            query
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
                .map(|(_, value)| value.as_str())
        };
        match get("X-Amz-Algorithm") {
            None => Ok(None),
            Some(ALGORITHM) => Self::of_parts(
                get("X-Amz-Credential"),
                get("X-Amz-SignedHeaders"),
                get("X-Amz-Signature"),
                true,
            )
            .map(Some),
            Some(other) => Err(MalformedAuthorization::Algorithm(other.to_owned())),
        }
    }

    fn of_header(header: &str) -> Result<Self, MalformedAuthorization> {
        let (algorithm, rest) = header.trim().split_once(' ').unwrap_or((header, ""));
        if algorithm != ALGORITHM {
            return Err(MalformedAuthorization::Algorithm(algorithm.to_owned()));
        }
        let get = |wanted: &str| {
            rest.split(',').find_map(|part| {
                let (name, value) = part.trim().split_once('=')?;
                (name == wanted).then_some(value)
            })
        };
        Self::of_parts(
            get("Credential"),
            get("SignedHeaders"),
            get("Signature"),
            false,
        )
    }

    fn of_parts(
        credential: Option<&str>,
        signed_headers: Option<&str>,
        signature: Option<&str>,
        presigned: bool,
    ) -> Result<Self, MalformedAuthorization> {
        let credential = credential.ok_or(MalformedAuthorization::Missing("Credential"))?;
        // From the right: an access key id may contain a slash.
        let mut parts = credential.rsplitn(5, '/');
        let (Some("aws4_request"), Some(service), Some(region), Some(date), Some(access_key_id)) = (
            parts.next(),
            parts.next(),
            parts.next(),
            parts.next(),
            parts.next(),
        ) else {
            return Err(MalformedAuthorization::Credential(credential.to_owned()));
        };
        Ok(Self {
            access_key_id: access_key_id.to_owned(),
            date: date.to_owned(),
            region: region.to_owned(),
            service: service.to_owned(),
            signed_headers: signed_headers
                .ok_or(MalformedAuthorization::Missing("SignedHeaders"))?
                .split(';')
                .map(str::to_ascii_lowercase)
                .collect(),
            signature: signature
                .ok_or(MalformedAuthorization::Missing("Signature"))?
                .to_owned(),
            presigned,
        })
    }

    /// The account that the access key id names, if it is twelve digits.
    pub fn account(&self) -> Option<&str> {
        account(&self.access_key_id)
    }
}

/// The account that an access key id names, if it is twelve digits.
pub fn account(access_key_id: &str) -> Option<&str> {
    let is_account =
        access_key_id.len() == 12 && access_key_id.bytes().all(|byte| byte.is_ascii_digit());
    is_account.then_some(access_key_id)
}

/// Signs a request, whose URI must be absolute, as of `time`.
pub fn sign(
    request: &mut Request<Bytes>,
    service: &str,
    region: &str,
    credentials: &Credentials,
    time: SystemTime,
) -> Result<(), SigningError> {
    let failed = |error: &dyn std::error::Error| SigningError(error.to_string());
    let identity = credentials.clone().into();
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name(service)
        .time(time)
        .settings(settings(service))
        .build()
        .map_err(|error| failed(&error))?
        .into();
    let headers = request
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
    let signable = SignableRequest::new(
        request.method().as_str(),
        request.uri().to_string(),
        headers,
        SignableBody::Bytes(request.body()),
    )
    .map_err(|error| failed(&error))?;
    let (instructions, _) = sigv4(signable, &parameters)
        .map_err(|error| failed(&error))?
        .into_parts();
    instructions.apply_to_request_http1x(request);
    Ok(())
}

/// S3 signs the path as it is sent, and wants the body's hash in a header.
fn settings(service: &str) -> SigningSettings {
    let mut settings = SigningSettings::default();
    if service == "s3" {
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    settings
}

/// Why a request can not be signed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SigningError(String);
