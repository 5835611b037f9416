//! The two values that JSON has no type for: bytes and points in time.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// Bytes; base64 text in JSON and in documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blob(pub Bytes);

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD
            .decode(&text)
            .map(|bytes| Self(bytes.into()))
            .map_err(|_| D::Error::invalid_value(Unexpected::Str(&text), &"base64 text"))
    }
}

/// A point in time; in JSON the seconds since the epoch, whole where they can be (`wire.md`: CLI
/// v1 prints what came).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp {
    /// Milliseconds since the epoch.
    pub millis: i64,
}

impl Timestamp {
    /// From milliseconds since the epoch.
    pub fn from_millis(millis: i64) -> Self {
        Self { millis }
    }

    /// From seconds since the epoch, rounded to milliseconds.
    pub fn from_seconds(seconds: f64) -> Self {
        Self {
            millis: (seconds * 1000.0).round() as i64,
        }
    }

    /// As a number in a document: seconds, whole where they can be.
    pub(crate) fn seconds(self) -> Value {
        if self.millis % 1000 == 0 {
            Value::from(self.millis / 1000)
        } else {
            Value::from(self.millis as f64 / 1000.0)
        }
    }

    /// As the query protocol writes it: `2024-01-02T03:04:05Z`, with a fraction where there is one.
    pub fn iso8601(self) -> String {
        jiff::Timestamp::from_millisecond(self.millis)
            .unwrap_or_default()
            .strftime("%Y-%m-%dT%H:%M:%S%.fZ")
            .to_string()
    }

    /// From ISO 8601 text.
    pub fn parse_iso8601(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().map(|at| Self {
            millis: at.as_millisecond(),
        })
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.seconds().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Number(seconds) => Ok(Self::from_seconds(seconds.as_f64().unwrap_or_default())),
            Value::String(text) => Self::parse_iso8601(&text)
                .ok_or_else(|| D::Error::invalid_value(Unexpected::Str(&text), &"a point in time")),
            _ => Err(D::Error::custom(
                "a point in time is a number of seconds or ISO 8601 text",
            )),
        }
    }
}
