//! What a render may use before it ends in an error. Java has no such limits: it runs out of memory, stack or time.

use std::time::Duration;

/// Bytes that one render may write: API Gateway's payload limit is 10 MB, and no template needs more.
pub(crate) const OUTPUT: usize = 16 << 20;

/// Steps (operations, method calls, items copied) of one render.
pub(crate) const STEPS: u64 = 20_000_000;

/// Bytes of values that one render may hold. A body, parsed, may come on top.
pub(crate) const HELD: usize = 64 << 20;

/// What a parsed body takes at most, as a multiple of its text: `{"":0},` is a map with one entry.
pub(crate) const PARSED: usize = 64;

/// Time that one render may spend on regular expressions: steps do not tell how long those take.
pub(crate) const MATCHING: Duration = Duration::from_secs(1);

/// Nested blocks, macros and expressions of one render, and of one template's text.
pub(crate) const DEPTH: u32 = 120;

/// Nested lists and maps that are printed, compared or converted.
pub(crate) const NESTING: u32 = 400;

/// Items of one range, and characters of one string that a method makes.
pub(crate) const ITEMS: usize = 1 << 20;
