//! Content codings: request bodies are decoded, and responses encoded for clients that want them so (F§3.6).
//!
//! AWS's guide: gzip, deflate and identity are supported; a request is always decoded, before any mapping, and answered
//! with 415 if it cannot be; a response is encoded if the API has a `minimumCompressionSize`, the response is at least as
//! long and not encoded yet, and the coding that the client likes best is supported.

use std::io::{self, Read};

use bytes::Bytes;
use flate2::Compression;
use flate2::read::{GzEncoder, MultiGzDecoder, ZlibDecoder, ZlibEncoder};

/// A coding that API Gateway knows, identity apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// `gzip`.
    Gzip,
    /// `deflate`: zlib's format, as HTTP has it.
    Deflate,
}

/// Why a body was not decoded.
#[derive(Debug, thiserror::Error)]
pub enum NotDecoded {
    /// The coding is none that is supported.
    #[error("the content coding '{0}' is not supported")]
    Unsupported(String),
    /// The body is not of that coding.
    #[error("the body is not {coding}: {cause}")]
    Malformed {
        /// The coding.
        coding: &'static str,
        /// What the decoder said.
        cause: io::Error,
    },
    /// It is longer, decoded, than what was allowed.
    #[error("the body is too long when it is decoded")]
    TooLong,
}

impl Coding {
    /// HTTP's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Deflate => "deflate",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Gzip, Self::Deflate]
            .into_iter()
            .find(|coding| coding.as_str().eq_ignore_ascii_case(text))
    }

    /// The coding for a client that sent this `Accept-Encoding`: the one that it likes best, gzip for `*`; none if that
    /// is another. Of those that it likes as well the first is taken \[C\].
    pub fn accepted(accept_encoding: &str) -> Option<Self> {
        let mut best: Option<(&str, f32)> = None;
        for item in accept_encoding.split(',') {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            let quality = parameters.trim().strip_prefix("q=");
            let quality = quality.map_or(Ok(1.0), |it| it.trim().parse::<f32>());
            let Ok(quality) = quality else { continue };
            if quality > best.map_or(0.0, |(_, quality)| quality) {
                best = Some((name.trim(), quality));
            }
        }
        match best? {
            ("*", _) => Some(Self::Gzip),
            (name, _) => Self::parse(name),
        }
    }

    /// Encodes a body.
    ///
    /// # Errors
    /// None that memory could give.
    pub fn encode(self, body: &[u8]) -> io::Result<Bytes> {
        let mut encoded = Vec::with_capacity(body.len() / 2);
        match self {
            Self::Gzip => GzEncoder::new(body, Compression::fast()).read_to_end(&mut encoded),
            Self::Deflate => ZlibEncoder::new(body, Compression::fast()).read_to_end(&mut encoded),
        }?;
        Ok(encoded.into())
    }

    fn decode(self, body: &[u8], most: usize) -> Result<Bytes, NotDecoded> {
        let mut decoded = Vec::new();
        let limit = most as u64 + 1;
        let read = match self {
            Self::Gzip => MultiGzDecoder::new(body)
                .take(limit)
                .read_to_end(&mut decoded),
            Self::Deflate => ZlibDecoder::new(body).take(limit).read_to_end(&mut decoded),
        };
        read.map_err(|cause| NotDecoded::Malformed {
            coding: self.as_str(),
            cause,
        })?;
        if decoded.len() > most {
            return Err(NotDecoded::TooLong);
        }
        Ok(decoded.into())
    }
}

/// Decodes a body by its `Content-Encoding` to so many bytes at most. A list of codings is none that is supported \[C\].
///
/// # Errors
/// See [`NotDecoded`].
pub fn decode(body: &Bytes, content_encoding: &str, most: usize) -> Result<Bytes, NotDecoded> {
    let name = content_encoding.trim();
    if body.is_empty() || name.is_empty() || name.eq_ignore_ascii_case("identity") {
        return Ok(body.clone());
    }
    let coding = Coding::parse(name).ok_or_else(|| NotDecoded::Unsupported(name.to_owned()))?;
    coding.decode(body, most)
}
