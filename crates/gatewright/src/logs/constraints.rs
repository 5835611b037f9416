//! The constraints of AWS's model on parameters, and how AWS words their violation (F§7.1).

use std::ops::RangeInclusive;

use super::LogError;

/// Collects violations; AWS reports all of them at once.
#[derive(Default)]
pub(super) struct Constraints(Vec<String>);

impl Constraints {
    pub(super) fn group_name(self, at: &str, name: &str) -> Self {
        let allowed = |c: char| c.is_ascii_alphanumeric() || ".-_/#".contains(c);
        self.length(at, name, 1..=512).pattern(
            at,
            name,
            "[\\.\\-_/#A-Za-z0-9]+",
            name.chars().all(allowed),
        )
    }

    pub(super) fn stream_name(self, at: &str, name: &str) -> Self {
        self.length(at, name, 1..=512)
            .pattern(at, name, "[^:*]*", !name.contains([':', '*']))
    }

    pub(super) fn length(mut self, at: &str, value: &str, allowed: RangeInclusive<usize>) -> Self {
        let length = value.chars().count();
        if length < *allowed.start() {
            let least = allowed.start();
            self.violated(
                value,
                at,
                &format!("have length greater than or equal to {least}"),
            );
        }
        if length > *allowed.end() {
            let most = allowed.end();
            self.violated(
                value,
                at,
                &format!("have length less than or equal to {most}"),
            );
        }
        self
    }

    fn pattern(mut self, at: &str, value: &str, pattern: &str, holds: bool) -> Self {
        if !holds {
            self.violated(
                value,
                at,
                &format!("satisfy regular expression pattern: {pattern}"),
            );
        }
        self
    }

    pub(super) fn range(mut self, at: &str, value: i64, allowed: RangeInclusive<i64>) -> Self {
        if value < *allowed.start() {
            let least = allowed.start();
            self.violated(
                value,
                at,
                &format!("have value greater than or equal to {least}"),
            );
        }
        if value > *allowed.end() {
            let most = allowed.end();
            self.violated(
                value,
                at,
                &format!("have value less than or equal to {most}"),
            );
        }
        self
    }

    pub(super) fn one_of(mut self, at: &str, value: &str, allowed: &[&str]) -> Self {
        if !allowed.contains(&value) {
            let allowed = allowed.join(", ");
            self.violated(value, at, &format!("satisfy enum value set: [{allowed}]"));
        }
        self
    }

    /// A number of list members; AWS prints the list, we print how many there are.
    pub(super) fn members(self, at: &str, count: usize, allowed: RangeInclusive<usize>) -> Self {
        let mut this = self;
        let shown = format!("[{count} members]");
        if count < *allowed.start() {
            let least = allowed.start();
            this.violated(
                &shown,
                at,
                &format!("have length greater than or equal to {least}"),
            );
        }
        if count > *allowed.end() {
            let most = allowed.end();
            this.violated(
                &shown,
                at,
                &format!("have length less than or equal to {most}"),
            );
        }
        this
    }

    fn violated(&mut self, value: impl std::fmt::Display, at: &str, must: &str) {
        self.0.push(format!(
            "Value '{value}' at '{at}' failed to satisfy constraint: Member must {must}"
        ));
    }

    /// All violations as one error.
    pub(super) fn check(self) -> Result<(), LogError> {
        let count = self.0.len();
        let plural = if count == 1 { "" } else { "s" };
        match count {
            0 => Ok(()),
            _ => Err(LogError::InvalidParameter(format!(
                "{count} validation error{plural} detected: {}",
                self.0.join("; ")
            ))),
        }
    }
}
