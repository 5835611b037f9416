//! Why a template is refused, and why a render ends without output.

use thiserror::Error;

use crate::source::{Position, Span};

/// A template that Velocity does not accept. API Gateway deploys such templates all the same and answers 500 when
/// they are used (F§4.4).
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}{}", place(*position))]
pub struct ParseError {
    /// The Java exception, such as `TemplateParseException`.
    pub class: &'static str,
    /// What is wrong: a lower-case fragment.
    pub message: String,
    /// Line and column as Velocity reports them.
    pub position: Position,
    /// The bytes that are meant.
    pub span: Span,
}

/// A render that failed. There is no partial output: one failure ends the whole template.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{message}{}", place(*position))]
pub struct RenderError {
    /// The Java exception, such as `MethodInvocationException`; `LimitExceeded` for this crate's own limits.
    pub class: &'static str,
    /// What went wrong: a lower-case fragment.
    pub message: String,
    /// Line and column as Velocity reports them.
    pub position: Position,
}

fn place(position: Position) -> String {
    if position == Position::UNKNOWN {
        String::new()
    } else {
        format!(" at line {}, column {}", position.line, position.column)
    }
}

impl RenderError {
    pub(crate) fn new(class: &'static str, message: impl Into<String>) -> RenderError {
        RenderError {
            class,
            message: message.into(),
            position: Position::UNKNOWN,
        }
    }

    /// One of this crate's own limits was reached.
    pub(crate) fn limit(what: &str) -> RenderError {
        RenderError::new("LimitExceeded", format!("the template {what}"))
    }
}

/// What a Java method threw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Thrown {
    pub(crate) class: &'static str,
    pub(crate) message: String,
}

impl Thrown {
    pub(crate) fn new(class: &'static str, message: impl Into<String>) -> Thrown {
        Thrown {
            class,
            message: message.into(),
        }
    }

    pub(crate) fn index(index: impl std::fmt::Display, length: usize) -> Thrown {
        Thrown::new(
            "java.lang.IndexOutOfBoundsException",
            format!("Index {index} out of bounds for length {length}"),
        )
    }

    pub(crate) fn null(what: &str) -> Thrown {
        Thrown::new("java.lang.NullPointerException", format!("{what} is null"))
    }
}
