//! The twenty-one types of gateway responses.

use std::fmt;
use std::str::FromStr;

macro_rules! response_types {
    ($($variant:ident $text:literal $status:expr, $what:literal;)*) => {
        /// A gateway response's type, in the alphabetical order in which `GetGatewayResponses` lists them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ResponseType { $(#[doc = $what] $variant,)* }

        impl ResponseType {
            /// All types, alphabetically.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// AWS's name for the type: `ACCESS_DENIED`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The status that `GetGatewayResponse` reports for the type; the two defaults have none.
            pub const fn default_status(self) -> Option<u16> {
                match self { $(Self::$variant => $status,)* }
            }
        }
    };
}

response_types! {
    AccessDenied "ACCESS_DENIED" Some(403), "An authorizer, a resource policy or IAM said no.";
    ApiConfigurationError "API_CONFIGURATION_ERROR" Some(500), "The API's configuration is invalid.";
    AuthorizerConfigurationError "AUTHORIZER_CONFIGURATION_ERROR" Some(500), "The authorizer could not be called or gave a bad answer.";
    AuthorizerFailure "AUTHORIZER_FAILURE" Some(500), "The authorizer failed.";
    BadRequestBody "BAD_REQUEST_BODY" Some(400), "The body fails validation.";
    BadRequestParameters "BAD_REQUEST_PARAMETERS" Some(400), "A required parameter is missing.";
    Default4xx "DEFAULT_4XX" None, "Every 4xx without a response of its own.";
    Default5xx "DEFAULT_5XX" None, "Every 5xx without a response of its own.";
    ExpiredToken "EXPIRED_TOKEN" Some(403), "A security token has expired.";
    IntegrationFailure "INTEGRATION_FAILURE" Some(504), "The integration could not be reached.";
    IntegrationTimeout "INTEGRATION_TIMEOUT" Some(504), "The integration did not answer in time.";
    InvalidApiKey "INVALID_API_KEY" Some(403), "The API key is missing or not valid here.";
    InvalidSignature "INVALID_SIGNATURE" Some(403), "The request's signature does not fit.";
    MissingAuthenticationToken "MISSING_AUTHENTICATION_TOKEN" Some(403), "No such method, or an unsigned request to an AWS_IAM method.";
    QuotaExceeded "QUOTA_EXCEEDED" Some(429), "A usage plan's quota is used up.";
    RequestTooLarge "REQUEST_TOO_LARGE" Some(413), "The request is larger than 10 MB.";
    ResourceNotFound "RESOURCE_NOT_FOUND" Some(404), "No such resource, found out after authorization.";
    Throttled "THROTTLED" Some(429), "A rate limit is exceeded.";
    Unauthorized "UNAUTHORIZED" Some(401), "The caller could not be authenticated.";
    UnsupportedMediaType "UNSUPPORTED_MEDIA_TYPE" Some(415), "No template for the request's content type, and strict passthrough.";
    WafFiltered "WAF_FILTERED" Some(403), "AWS WAF blocked the request.";
}

impl ResponseType {
    /// The family response that stands in for a type that is not configured: by the first digit of the status.
    pub const fn family(status: u16) -> Option<Self> {
        match status {
            400..=499 => Some(Self::Default4xx),
            500..=599 => Some(Self::Default5xx),
            _ => None,
        }
    }
}

impl fmt::Display for ResponseType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is no gateway response's type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a gateway response type")]
pub struct UnknownResponseType(pub String);

impl FromStr for ResponseType {
    type Err = UnknownResponseType;

    fn from_str(text: &str) -> Result<Self, UnknownResponseType> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownResponseType(text.to_owned()))
    }
}
