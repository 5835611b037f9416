//! What happens to one request, as typed events. An [`Event`]'s `Display` is the line that API Gateway writes to its
//! execution log (without the `(request id) ` before it), and its `FromStr` reads such a line back, so log text is
//! made in one place and read in one.
//!
//! Knows the text of lines and who wants to read them; nothing of why an event happened.

mod class;
mod configuration_error;
mod event;
mod line;
mod log_line;
mod names;
mod record;
mod value;

use std::fmt;

pub use class::{Class, LogLevel, Logging, UnknownLogLevel};
pub use configuration_error::ConfigurationError;
pub use event::{Event, ExecutionFailure, KeyRefusal, MethodLimit};
pub use line::UnknownLine;
pub use log_line::{LogLine, LogPrefix};
pub use names::{STREAMS_PER_STAGE, WELCOME_LOG_GROUP, WELCOME_MESSAGE, log_group, log_stream};
pub use record::{TraceLine, TraceRecord, java_date};
pub use value::{Body, Identity, JavaMap, Secret, redact};

/// The most characters that a line has before it is cut (F§1.2).
pub const MAX_LINE_CHARS: usize = 1024;

/// What stands behind a line that was cut.
pub const TRUNCATED: &str = " [TRUNCATED]";

/// The events of one request, in the order in which they happened.
///
/// Most requests are logged at no level and watched by nobody, so emitting must cost next to nothing then: an event
/// that nobody reads is dropped on arrival, and the large ones (headers and bodies) go through [`Trace::data`],
/// which does not even call the closure that builds them. Events that are kept are moved in as they are; the text is
/// made once, by [`Trace::record`].
#[derive(Debug)]
pub struct Trace {
    request_id: String,
    started: i64,
    now: i64,
    logging: Logging,
    watched: bool,
    failed: bool,
    events: Vec<(i64, Event)>,
    integration: IntegrationCall,
    /// Whether a kept response answered, if any could.
    cache_hit: Option<bool>,
    authorizer: Option<AuthorizerCall>,
    /// The event that tells the request id of the integration's service, if it is not kept.
    unkept: Option<Event>,
}

/// What the call of an authorizer's function came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizerCall {
    /// Lambda's status.
    pub status: u16,
    /// How long it took, in milliseconds.
    pub latency: u64,
    /// Lambda's request id.
    pub request_id: String,
}

/// What the call of the integration came to, whoever reads the trace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IntegrationCall {
    /// The endpoint's status, if it answered: of a function, Lambda's.
    pub status: Option<u16>,
    /// How long it took, answered or not, in milliseconds. `None` if nothing was called.
    pub latency: Option<u64>,
}

impl Trace {
    /// A trace that starts at `now` (milliseconds since the epoch). `watched` says that somebody besides the log
    /// group reads along (the console, `TestInvokeMethod`, a dry run) and wants every event.
    pub fn new(request_id: impl Into<String>, now: i64, watched: bool) -> Self {
        let request_id = request_id.into();
        Self {
            request_id,
            started: now,
            now,
            logging: Logging::default(),
            watched,
            failed: false,
            events: Vec::new(),
            integration: IntegrationCall::default(),
            cache_hit: None,
            authorizer: None,
            unkept: None,
        }
    }

    /// What the method's settings ask for. Known once the request is routed, before which nothing is logged (F§1.6).
    pub fn set_logging(&mut self, logging: Logging) {
        self.logging = logging;
    }

    /// Moves the time of the events to come: milliseconds since the epoch, from the clock that the engine holds.
    pub fn at(&mut self, now: i64) {
        self.now = now;
    }

    /// The request's id.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Whether an event of this class would be kept.
    pub fn wants(&self, class: Class) -> bool {
        self.watched || self.logging.may_show(class)
    }

    /// Notes an event. For those that are costly to build there is [`Trace::data`].
    pub fn emit(&mut self, event: Event) {
        let class = event.class();
        self.failed |= class == Class::Failure;
        if let Event::ReceivedResponse { status, latency } = event {
            self.integration = IntegrationCall {
                status,
                latency: Some(latency),
            };
        }
        if self.wants(class) {
            self.events.push((self.now, event));
        } else if event.integration_request_id().is_some() {
            self.unkept = Some(event);
        }
    }

    /// Notes how long the integration was waited for, whatever came of it.
    pub fn waited(&mut self, latency: u64) {
        self.integration.latency = Some(latency);
    }

    /// Notes whether a response that the stage keeps answers, which was looked for.
    pub fn looked_in_cache(&mut self, hit: bool) {
        self.cache_hit = Some(hit);
    }

    /// Whether a response that the stage keeps answered, if one was looked for.
    pub fn cache_hit(&self) -> Option<bool> {
        self.cache_hit
    }

    /// Notes the answer of an authorizer's function.
    pub fn authorizer_answered(&mut self, call: AuthorizerCall) {
        self.authorizer = Some(call);
    }

    /// The answer of the authorizer's function, if it was called and answered.
    pub fn authorizer(&self) -> Option<&AuthorizerCall> {
        self.authorizer.as_ref()
    }

    /// What the call of the integration came to.
    pub fn integration(&self) -> IntegrationCall {
        self.integration
    }

    /// The request id that the integration's service gave.
    pub fn integration_request_id(&self) -> Option<&str> {
        let mut kept = self.events.iter().rev();
        kept.find_map(|(_, event)| event.integration_request_id())
            .or_else(|| self.unkept.as_ref()?.integration_request_id())
    }

    /// Notes an event of the data trace, which is built only if somebody reads it.
    pub fn data(&mut self, event: impl FnOnce() -> Event) {
        if self.wants(Class::Data) {
            self.emit(event());
        }
    }

    /// Notes the endpoint's response body, which is read with the data trace and also where it proves a failure
    /// still to come, so it is built more often than the rest.
    pub fn evidence(&mut self, event: impl FnOnce() -> Event) {
        if self.wants(Class::Evidence) {
            self.emit(event());
        }
    }

    /// All kept events with their times in milliseconds since the epoch.
    pub fn events(&self) -> impl Iterator<Item = (i64, &Event)> {
        self.events.iter().map(|(at, event)| (*at, event))
    }

    /// Whether a failure was noted, kept or not.
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// The lines as they are to be stored, each rendered once, cut and redacted.
    pub fn record(&self) -> TraceRecord {
        let proven = self.events.iter().any(|(_, event)| event.needs_evidence());
        let lines = self
            .events
            .iter()
            .map(|(at, event)| TraceLine {
                after: u32::try_from(at.saturating_sub(self.started)).unwrap_or(0),
                logged: self.logging.shows(event.class(), self.failed, proven),
                text: event.line(),
            })
            .collect();
        TraceRecord {
            request_id: self.request_id.clone(),
            started: self.started,
            lines,
        }
    }

    /// The `log` field of a `TestInvokeMethod` response (F§1.4): every line under a Java date, without those of the
    /// steps that a test leaves out.
    pub fn test_log(&self) -> String {
        let mut log = format!(
            "{}\n",
            Event::ExecutionLog {
                request_id: self.request_id.clone()
            }
        );
        for (at, event) in self.events.iter().filter(|(_, event)| event.in_test_log()) {
            log.push_str(&java_date(*at));
            log.push_str(" : ");
            log.push_str(&event.line());
            log.push('\n');
        }
        log
    }
}

impl Event {
    /// The request id of the integration's service, if the event tells it.
    fn integration_request_id(&self) -> Option<&str> {
        match self {
            Self::IntegrationRequestId(id)
            | Self::LambdaExecutionFailed {
                lambda_request_id: id,
                ..
            }
            | Self::LambdaInvocationFailed {
                lambda_request_id: id,
                ..
            } => Some(id),
            _ => None,
        }
    }

    /// The line as API Gateway writes it: at most [`MAX_LINE_CHARS`] characters, and then [`TRUNCATED`].
    ///
    /// AWS counts characters in one source and bytes in another (F§1.2); the recordings that were counted are ASCII,
    /// so characters it is.
    pub fn line(&self) -> String {
        clipped(self)
    }
}

/// What `text` shows of itself in a line: at most [`MAX_LINE_CHARS`] characters, and then [`TRUNCATED`]. No more than
/// that is ever made of it, however long it is.
pub fn clipped(text: &impl fmt::Display) -> String {
    let mut clip = Clip {
        // Most lines are shorter.
        text: String::with_capacity(96),
        cut: false,
    };
    // The writer stops the formatting with an error when it is full, so a long body is not formatted whole.
    let _ = fmt::write(&mut clip, format_args!("{text}"));
    if clip.cut {
        clip.text.push_str(TRUNCATED);
    }
    clip.text
}

/// A writer that takes a line's worth of characters and then refuses.
struct Clip {
    text: String,
    cut: bool,
}

impl fmt::Write for Clip {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        // No text has more characters than bytes.
        let end = if self.text.len() + text.len() <= MAX_LINE_CHARS {
            None
        } else {
            let room = MAX_LINE_CHARS - self.text.chars().count();
            text.char_indices().nth(room)
        };
        match end {
            None => {
                self.text.push_str(text);
                Ok(())
            }
            Some((end, _)) => {
                self.text.push_str(text.get(..end).unwrap_or_default());
                self.cut = true;
                Err(fmt::Error)
            }
        }
    }
}
