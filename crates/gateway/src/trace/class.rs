//! Who gets to read which line: the log levels of a stage, and the table of what each shows (F§1.1).

use std::fmt;
use std::str::FromStr;

/// `logging/loglevel` of a method's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogLevel {
    /// Nothing.
    #[default]
    Off,
    /// Failures.
    Error,
    /// Failures and milestones.
    Info,
}

/// A text that is no log level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a log level is OFF, ERROR or INFO, not '{0}'")]
pub struct UnknownLogLevel(pub String);

impl FromStr for LogLevel {
    type Err = UnknownLogLevel;

    fn from_str(text: &str) -> Result<Self, UnknownLogLevel> {
        match text {
            "OFF" => Ok(Self::Off),
            "ERROR" => Ok(Self::Error),
            "INFO" => Ok(Self::Info),
            other => Err(UnknownLogLevel(other.to_owned())),
        }
    }
}

impl fmt::Display for LogLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Off => "OFF",
            Self::Error => "ERROR",
            Self::Info => "INFO",
        })
    }
}

/// What a method's settings ask the execution log to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Logging {
    /// `logging/loglevel`
    pub level: LogLevel,
    /// `logging/dataTrace`
    pub data_trace: bool,
}

/// A kind of line, as the levels tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// `Extended Request Id`, which opens whatever a request logs.
    Opening,
    /// A step that was reached.
    Milestone,
    /// A URI, headers, parameters or a body.
    Data,
    /// The endpoint's response body: data, and the proof of some failures.
    Evidence,
    /// Something went wrong.
    Failure,
    /// `Method completed`, which closes whatever a request logs.
    Closing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Never,
    /// In a request that failed.
    OnFailure,
    /// In a request that failed in a way that this line proves.
    AsProof,
    Always,
}

impl Logging {
    /// F§1.1's table. Level OFF shows nothing, data trace or not [C].
    const fn shown(self, class: Class) -> Shown {
        use Shown::{Always, AsProof, Never, OnFailure};
        let [error, error_data, info, info_data] = match class {
            Class::Opening => [Never, Always, Always, Always],
            Class::Milestone => [Never, Never, Always, Always],
            Class::Data => [Never, Always, Never, Always],
            Class::Evidence => [AsProof, Always, AsProof, Always],
            Class::Failure => [Always, Always, Always, Always],
            Class::Closing => [OnFailure, OnFailure, Always, Always],
        };
        match (self.level, self.data_trace) {
            (LogLevel::Off, _) => Never,
            (LogLevel::Error, false) => error,
            (LogLevel::Error, true) => error_data,
            (LogLevel::Info, false) => info,
            (LogLevel::Info, true) => info_data,
        }
    }

    /// Whether a line of this class may be shown, whatever the request comes to.
    pub(super) fn may_show(self, class: Class) -> bool {
        self.shown(class) != Shown::Never
    }

    /// Whether a line of this class is shown for a request that failed or did not, in a way that needs proof or not.
    pub(super) fn shows(self, class: Class, failed: bool, proven: bool) -> bool {
        match self.shown(class) {
            Shown::Never => false,
            Shown::OnFailure => failed,
            Shown::AsProof => proven,
            Shown::Always => true,
        }
    }
}
