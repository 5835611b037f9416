//! What a render did, for people who wonder where its output comes from.

use crate::print;
use crate::source::Span;
use crate::value::{Object, Value};

/// One thing that a render did. Spans are of the template's text.
#[derive(Clone, Debug, PartialEq)]
pub enum TraceEvent {
    /// A reference was resolved.
    Reference {
        /// Where it stands; of one in a string with escapes, the string.
        span: Span,
        /// What it was.
        value: Traced,
    },
    /// A condition of an `#if` or `#elseif` was decided.
    Branch {
        /// Where the condition stands.
        span: Span,
        /// Whether it holds, so that its block was rendered.
        taken: bool,
    },
    /// A `#foreach` has ended. Its events come before this one.
    Loop {
        /// Where that stands which it ran over.
        span: Span,
        /// How often it ran: zero also over what cannot be iterated.
        iterations: usize,
    },
}

/// What a reference was.
#[derive(Clone, Debug, PartialEq)]
pub enum Traced {
    /// There is no such value. API Gateway then takes the empty string.
    Undefined,
    /// Its text, and the Java class that it has.
    Value {
        /// As it prints.
        text: String,
        /// `java.lang.String`
        class: String,
    },
    /// A `#define`d block, which has a text only when it is rendered.
    Block,
}

impl Traced {
    pub(crate) fn of(value: &Value) -> Traced {
        match value {
            Value::Null => Traced::Undefined,
            Value::Object(Object::Block(_)) => Traced::Block,
            value => Traced::Value {
                text: print::to_text(value),
                class: value.class_name().to_owned(),
            },
        }
    }
}
