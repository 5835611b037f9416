//! Which Velocity: the one that Apache released, or the one that API Gateway runs.

/// The two ways to run a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Profile {
    /// Velocity 1.7 as it ships.
    Stock,
    /// As API Gateway runs it (F§0.1): what cannot be resolved is the empty string, there are no inline macros and
    /// no `#evaluate`, a `#foreach` runs at most 1,000 times, and reflection is closed.
    #[default]
    Aws,
}

impl Profile {
    /// Whether a word after `#` is a directive of Velocity (`#if`, `#set` and their kin are part of the grammar).
    pub(crate) fn has_directive(self, name: &str) -> bool {
        matches!(
            name,
            "foreach" | "include" | "parse" | "macro" | "literal" | "break" | "define" | "stop"
        ) || (name == "evaluate" && self == Profile::Stock)
    }

    /// How often a `#foreach` runs at most; it then stops without a word (F§4.1 [G]).
    pub(crate) fn loops(self) -> usize {
        match self {
            Profile::Stock => usize::MAX,
            Profile::Aws => 1000,
        }
    }
}
