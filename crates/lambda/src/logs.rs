//! A function's output on its way to the log: lines and frames out of the pipe, Lambda's own lines
//! around them, the tail that a caller may ask for. Bounded, and never waits for who reads.

use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;

use crate::function::FunctionVersion;

/// How much of one invocation's output is kept, in bytes. The rest is read and dropped.
pub const OUTPUT_LIMIT: usize = 4 << 20;

/// CloudWatch's limit for one event, less its overhead of 26 bytes.
const EVENT_LIMIT: usize = (256 << 10) - 26;

/// `LogType: Tail` gives this much.
const TAIL_LIMIT: usize = 4 << 10;

/// The frame of the runtimes' `_LAMBDA_TELEMETRY_LOG_FD` protocol: these three bytes and one for
/// level and format, four for the length, eight for the time in microseconds, then the message. No
/// UTF-8 text holds the first byte followed by the second and third.
const FRAME_MAGIC: [u8; 3] = [0xa5, 0x5a, 0x00];
const FRAME_HEADER: usize = 16;

/// One event for the log service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRecord {
    /// The unqualified ARN of the function that wrote it; says whose log it is.
    pub function_arn: Arc<str>,
    /// `/aws/lambda/hello`.
    pub log_group: Arc<str>,
    /// `2026/01/31/[$LATEST]0123456789abcdef0123456789abcdef`: one for each instance.
    pub log_stream: Arc<str>,
    /// Milliseconds since 1970.
    pub timestamp_ms: i64,
    /// With its line break, if it had one.
    pub message: String,
}

/// Takes records, some at a time, never none, all of one instance. Called where invocations are served: it must not wait.
/// An invocation's records are handed over before its outcome.
#[derive(Clone)]
pub struct LogSink(Arc<dyn Fn(Vec<LogRecord>) + Send + Sync>);

impl LogSink {
    /// A sink that hands all to `take`.
    pub fn new(take: impl Fn(Vec<LogRecord>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(take))
    }
}

impl std::fmt::Debug for LogSink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LogSink(…)")
    }
}

/// The log of one instance.
#[derive(Debug)]
pub(crate) struct InstanceLog {
    function_arn: Arc<str>,
    group: Arc<str>,
    stream: Arc<str>,
    clock: fn() -> Timestamp,
    sink: LogSink,
    /// Output that is not a whole line or frame yet.
    partial: Vec<u8>,
    /// Records not sent yet.
    batch: Vec<LogRecord>,
    /// The tail of the current invocation.
    tail: Vec<u8>,
    /// Bytes of output since the current invocation began.
    taken: usize,
}

impl InstanceLog {
    pub(crate) fn new(function: &FunctionVersion, clock: fn() -> Timestamp, sink: LogSink) -> Self {
        let version = &function.version;
        let stream = format!(
            "{}[{version}]{}",
            clock().strftime("%Y/%m/%d/"),
            uuid::Uuid::new_v4().simple()
        );
        Self {
            function_arn: function.function_arn.as_str().into(),
            group: function.log_group.as_str().into(),
            stream: stream.into(),
            clock,
            sink,
            partial: Vec::new(),
            batch: Vec::new(),
            tail: Vec::new(),
            taken: 0,
        }
    }

    pub(crate) fn stream(&self) -> &str {
        &self.stream
    }

    /// A new invocation begins: its tail and its allowance start anew.
    pub(crate) fn begin(&mut self) {
        self.end_partial();
        self.tail.clear();
        self.taken = 0;
    }

    /// Takes what the function wrote.
    pub(crate) fn output(&mut self, bytes: &[u8]) {
        let allowed = OUTPUT_LIMIT.saturating_sub(self.taken);
        let was_open = self.taken <= OUTPUT_LIMIT;
        self.taken = self.taken.saturating_add(bytes.len());
        self.partial
            .extend_from_slice(bytes.get(..allowed).unwrap_or(bytes));
        let bytes = std::mem::take(&mut self.partial);
        let mut rest = bytes.as_slice();
        while let Some((message, after)) = next_message(rest) {
            self.line(String::from_utf8_lossy(message).into_owned());
            rest = after;
        }
        self.partial = rest.to_vec();
        if was_open && self.taken > OUTPUT_LIMIT {
            self.end_partial();
            self.line(format!(
                "[gatewright: output truncated, the invocation wrote more than {OUTPUT_LIMIT} bytes]\n"
            ));
        }
    }

    /// Takes a line of Lambda's own.
    pub(crate) fn platform(&mut self, message: String) {
        self.end_partial();
        self.line(message);
    }

    /// The last 4 KB since [`begin`](Self::begin).
    pub(crate) fn tail(&self) -> Bytes {
        let from = self.tail.len().saturating_sub(TAIL_LIMIT);
        Bytes::copy_from_slice(self.tail.get(from..).unwrap_or_default())
    }

    /// Sends what has gathered.
    pub(crate) fn flush(&mut self) {
        if !self.batch.is_empty() {
            (self.sink.0)(std::mem::take(&mut self.batch));
        }
    }

    /// An unfinished line is finished by what comes after it.
    pub(crate) fn end_partial(&mut self) {
        if !self.partial.is_empty() {
            let rest = std::mem::take(&mut self.partial);
            self.line(String::from_utf8_lossy(&rest).into_owned());
        }
    }

    fn line(&mut self, message: String) {
        self.tail.extend_from_slice(message.as_bytes());
        if !message.ends_with('\n') {
            self.tail.push(b'\n');
        }
        if self.tail.len() > 4 * TAIL_LIMIT {
            self.tail.drain(..self.tail.len() - TAIL_LIMIT);
        }
        self.batch.push(LogRecord {
            function_arn: Arc::clone(&self.function_arn),
            log_group: Arc::clone(&self.group),
            log_stream: Arc::clone(&self.stream),
            timestamp_ms: (self.clock)().as_millisecond(),
            message,
        });
        if self.batch.len() >= 512 {
            self.flush();
        }
    }
}

/// The next whole line or frame in `bytes`, and what comes after it.
fn next_message(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let framed = bytes.starts_with(&FRAME_MAGIC);
    if framed {
        let length = u32::from_be_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
        if length <= EVENT_LIMIT {
            let (frame, after) = bytes.split_at_checked(FRAME_HEADER + length)?;
            return Some((frame.get(FRAME_HEADER..)?, after));
        }
        // No frame that a runtime would send: text after all.
    }
    let begins_frame = |at: usize| {
        bytes
            .get(at..)
            .is_some_and(|from| from.starts_with(&FRAME_MAGIC))
    };
    let end = bytes
        .iter()
        .enumerate()
        .skip(usize::from(framed))
        .take(EVENT_LIMIT)
        .find_map(|(at, byte)| match byte {
            b'\n' => Some(at + 1),
            0xa5 if begins_frame(at) => Some(at),
            _ => None,
        });
    match end {
        Some(end) => bytes.split_at_checked(end),
        // A line that is too long for one event is several.
        None => bytes.split_at_checked(EVENT_LIMIT),
    }
}
