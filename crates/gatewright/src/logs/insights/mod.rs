//! Logs Insights' query language: parsed once, run over events. Knows events and values; reads no
//! store and no clock.
//!
//! What is understood: `fields`, `display`, `filter`, `parse` (globs and regular expressions),
//! `stats`, `sort`, `limit` and `dedup`, with the functions of AWS's reference but those on IP
//! addresses and JSON. Parsing and running do not panic, and a query's regular expressions take time
//! in proportion to the text.

mod aggregate;
mod event;
mod expression;
mod function;
mod glob;
mod parse;
mod run;
mod scanner;
mod value;

pub use event::Event;
pub use run::{Cell, Run};

use expression::Expression;
use glob::Extraction;

/// The most rows that a query gives.
pub const MAX_ROWS: usize = 10_000;

/// A parsed query.
#[derive(Debug)]
pub struct Query {
    commands: Vec<Command>,
}

/// Why a text is no query. `Display` is the message of AWS's `MalformedQueryException`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Malformed {
    /// What is wrong.
    pub message: String,
    /// Where, in characters from the beginning.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Query {
    /// Parses a query.
    ///
    /// # Errors
    /// [`Malformed`].
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        parse::query(text).map(|commands| Self { commands })
    }
}

/// One command of a pipeline.
#[derive(Debug)]
enum Command {
    /// `fields`: shows fields, perhaps computed ones.
    Fields(Vec<Named>),
    /// `display`: shows these and no others.
    Display(Vec<Named>),
    /// `filter`
    Filter(Expression),
    /// `parse`: takes new fields out of one.
    Parse(Expression, Extraction),
    /// `stats`
    Stats(Stats),
    /// `sort`: by each in turn, and whether descending.
    Sort(Vec<(Expression, bool)>),
    /// `limit`
    Limit(usize),
    /// `dedup`: of rows that agree in these the first.
    Dedup(Vec<Expression>),
}

/// An expression and the name of its value: the alias, or the text itself.
#[derive(Debug)]
struct Named {
    name: String,
    expression: Expression,
}

/// A `stats` command.
#[derive(Debug)]
struct Stats {
    /// What is computed; [`Expression::Aggregate`]s are numbers of `aggregates`.
    results: Vec<Named>,
    aggregates: Vec<aggregate::Call>,
    by: Vec<Named>,
}
