//! What follows `Execution failed due to configuration error: `, made and read.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// The tail of a configuration error's line (F§2.2, F§2.3). The doc comment of each variant shows its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigurationError {
    /// `Invalid permissions on Lambda function`
    InvalidLambdaPermissions,
    /// `Malformed Lambda proxy response`
    MalformedProxyResponse,
    /// `Rate Exceeded.`
    RateExceeded,
    /// Nothing at all: a Lambda integration that is not a POST.
    Empty,
    /// `Invalid endpoint address`
    InvalidEndpointAddress,
    /// `There was an internal error while executing your request`: the VPC link.
    InternalError,
    /// `Host name '{host}' does not match the certificate subject provided by the peer ({subject})`
    CertificateHostMismatch {
        /// The host that was called.
        host: String,
        /// `CN=…`
        subject: String,
    },
    /// `PKIX path building failed: …`
    CertificateUntrusted,
    /// `PKIX path validation failed: …`: not recorded; the text of current JDKs for a certificate out of its time
    /// (F§2.2 #12 [C]). That of older ones is read as this one.
    CertificateExpired,
    /// `API Gateway does not have permission to assume the provided role {arn}`; older lines end before the ARN.
    CannotAssumeRole(Option<String>),
    /// `Integration response of reported length {n} is larger than allowed maximum of 10485760 bytes.` \[C\]
    AnswerTooLarge(u64),
    /// `No match for output mapping and no default output mapping configured. Endpoint Response Status Code: {n}`
    NoOutputMapping(u16),
    /// `Output mapping refers to an invalid method response: {status}`
    NoMethodResponse(String),
    /// `Unable to transform request`
    UnableToTransformRequest,
    /// `Unable to transform response`
    UnableToTransformResponse,
    /// `Unable to base64 decode the body.`
    UnableToDecodeBody,
    /// `Unable to parse statusCode. It should be an integer that is defined in the request template.`; an older text
    /// is read as this one.
    UnableToParseStatusCode,
    /// `Illegal character in {part} at index {n}: {uri}`
    IllegalCharacter {
        /// `path`, `query`, `authority`, …
        part: String,
        /// The index of the character in the URI.
        index: usize,
        /// The whole URI.
        uri: String,
    },
    /// `{name} header already present`
    HeaderAlreadyPresent(String),
    /// `Authorizer error`
    AuthorizerError,
    /// `Invalid JSON in response: {detail}`: what an authorizer returned.
    InvalidAuthorizerJson(String),
    /// A text that we do not know; Lambda's own message for a function that is not there (F§2.2.1 [C]) is one.
    Other(String),
}

use ConfigurationError as C;

/// The texts without a variable part.
const FIXED: &[(&str, C)] = &[
    (
        "Invalid permissions on Lambda function",
        C::InvalidLambdaPermissions,
    ),
    ("Malformed Lambda proxy response", C::MalformedProxyResponse),
    ("Rate Exceeded.", C::RateExceeded),
    ("", C::Empty),
    ("Invalid endpoint address", C::InvalidEndpointAddress),
    (
        "There was an internal error while executing your request",
        C::InternalError,
    ),
    (
        "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: \
         unable to find valid certification path to requested target",
        C::CertificateUntrusted,
    ),
    (
        "PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed",
        C::CertificateExpired,
    ),
    ("Unable to transform request", C::UnableToTransformRequest),
    ("Unable to transform response", C::UnableToTransformResponse),
    ("Unable to base64 decode the body.", C::UnableToDecodeBody),
    (
        "Unable to parse statusCode. It should be an integer that is defined in the request template.",
        C::UnableToParseStatusCode,
    ),
    ("Authorizer error", C::AuthorizerError),
];

const OLD_STATUS_CODE: &str = "statusCode should be an integer which defined in request template";
const OLD_EXPIRED: &str = "PKIX path validation failed: java.security.cert.CertPathValidatorException: timestamp check failed";
const HOST: &str = "Host name '";
const SUBJECT: &str = "' does not match the certificate subject provided by the peer (";
const ROLE: &str = "API Gateway does not have permission to assume the provided role";
const LENGTH: &str = "Integration response of reported length ";
const TOO_LARGE: &str = " is larger than allowed maximum of 10485760 bytes.";
const NO_OUTPUT_MAPPING: &str = "No match for output mapping and no default output mapping configured. Endpoint Response Status Code: ";
const NO_METHOD_RESPONSE: &str = "Output mapping refers to an invalid method response: ";
const ILLEGAL: &str = "Illegal character in ";
const INDEX: &str = " at index ";
const HEADER: &str = " header already present";
const JSON: &str = "Invalid JSON in response: ";

impl fmt::Display for ConfigurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            C::CertificateHostMismatch { host, subject } => {
                write!(f, "{HOST}{host}{SUBJECT}{subject})")
            }
            C::CannotAssumeRole(Some(role)) => write!(f, "{ROLE} {role}"),
            C::CannotAssumeRole(None) => f.write_str(ROLE),
            C::AnswerTooLarge(length) => write!(f, "{LENGTH}{length}{TOO_LARGE}"),
            C::NoOutputMapping(status) => write!(f, "{NO_OUTPUT_MAPPING}{status}"),
            C::NoMethodResponse(status) => write!(f, "{NO_METHOD_RESPONSE}{status}"),
            C::IllegalCharacter { part, index, uri } => {
                write!(f, "{ILLEGAL}{part}{INDEX}{index}: {uri}")
            }
            C::HeaderAlreadyPresent(name) => write!(f, "{name}{HEADER}"),
            C::InvalidAuthorizerJson(detail) => write!(f, "{JSON}{detail}"),
            C::Other(text) => f.write_str(text),
            fixed => match FIXED.iter().find(|(_, error)| error == fixed) {
                Some((text, _)) => f.write_str(text),
                None => Err(fmt::Error),
            },
        }
    }
}

impl FromStr for ConfigurationError {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        if let Some((_, error)) = FIXED.iter().find(|(fixed, _)| *fixed == text) {
            return Ok(error.clone());
        }
        if text == OLD_STATUS_CODE {
            return Ok(C::UnableToParseStatusCode);
        }
        if text == OLD_EXPIRED {
            return Ok(C::CertificateExpired);
        }
        Ok(with_detail(text).unwrap_or_else(|| C::Other(text.to_owned())))
    }
}

fn with_detail(text: &str) -> Option<C> {
    if let Some(rest) = text.strip_prefix(HOST) {
        let (host, subject) = rest.split_once(SUBJECT)?;
        let subject = subject.strip_suffix(')').unwrap_or(subject);
        return Some(C::CertificateHostMismatch {
            host: host.to_owned(),
            subject: subject.to_owned(),
        });
    }
    if let Some(rest) = text.strip_prefix(ROLE) {
        let role = rest.strip_prefix(' ').map(str::to_owned);
        return (role.is_some() || rest.is_empty()).then_some(C::CannotAssumeRole(role));
    }
    if let Some(rest) = text.strip_prefix(LENGTH) {
        let length = rest.strip_suffix(TOO_LARGE)?.parse().ok()?;
        return Some(C::AnswerTooLarge(length));
    }
    if let Some(status) = text.strip_prefix(NO_OUTPUT_MAPPING) {
        return status.parse().ok().map(C::NoOutputMapping);
    }
    if let Some(status) = text.strip_prefix(NO_METHOD_RESPONSE) {
        return Some(C::NoMethodResponse(status.to_owned()));
    }
    if let Some(rest) = text.strip_prefix(ILLEGAL) {
        let (part, rest) = rest.split_once(INDEX)?;
        let (index, uri) = rest.split_once(": ")?;
        let (part, uri) = (part.to_owned(), uri.to_owned());
        return index
            .parse()
            .ok()
            .map(|index| C::IllegalCharacter { part, index, uri });
    }
    if let Some(detail) = text.strip_prefix(JSON) {
        return Some(C::InvalidAuthorizerJson(detail.to_owned()));
    }
    let name = text.strip_suffix(HEADER)?;
    (!name.contains(' ')).then(|| C::HeaderAlreadyPresent(name.to_owned()))
}
