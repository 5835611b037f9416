//! The one place that reads the time.

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock;

impl Clock {
    /// Milliseconds since the epoch.
    #[allow(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now_ms(self) -> i64 {
        std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |since| since.as_millis() as i64)
    }
}
