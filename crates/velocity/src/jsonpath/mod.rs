//! JsonPath as Jayway reads it, alone and for `$input` (F§4.5).
//!
//! ```
//! use gatewright_velocity::json;
//! use gatewright_velocity::jsonpath::{JsonPath, ReadError, Version};
//!
//! let document = json::parse(r#"{"pets": [{"name": "Rex", "age": 3}, {"name": "Tom", "age": 9}]}"#).unwrap();
//! let read = |path: &str| JsonPath::compile(path, Version::V2_9).unwrap().read(&document);
//! assert_eq!(json::to_string(&read("$.pets[0].name").unwrap()), r#""Rex""#);
//! assert_eq!(json::to_string(&read("$.pets[?(@.age > 5)].name").unwrap()), r#"["Tom"]"#);
//! assert_eq!(read("$.pets[0].owner").unwrap_err(), ReadError::NotFound);
//! ```

mod eval;
mod filter;
mod filter20;
mod function;
mod parse;
mod parse20;

use thiserror::Error;

use crate::value::Value;

/// Which Jayway JsonPath. Which one API Gateway runs is not known (F§4.5 [G]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Version {
    /// 2.0.0, which rejects or misses much of what the later one reads.
    V2_0,
    /// 2.9.0.
    #[default]
    V2_9,
}

/// A path that is not one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("invalid JsonPath {path:?}: {problem}")]
pub struct PathError {
    /// The path.
    pub path: String,
    /// What is wrong with it.
    pub problem: String,
}

/// Why a read gave no value.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The path leads nowhere.
    #[error("the path leads nowhere")]
    NotFound,
    /// The path cannot be applied to what it leads to.
    #[error("{0}")]
    Invalid(String),
}

/// A compiled path.
#[derive(Clone, Debug)]
pub struct JsonPath {
    steps: Vec<Step>,
    /// Whether it starts at the document rather than at a filter's item.
    from_root: bool,
    version: Version,
}

#[derive(Clone, Debug)]
enum Step {
    /// One or more names.
    Property(Vec<String>),
    Wildcard,
    /// `..`
    Scan,
    Index(Vec<i32>),
    Slice(Option<i32>, Option<i32>),
    Filter(Filter),
    Function(function::Function),
    /// 2.0's `[(@.length-1)]`.
    FromEnd(i32),
}

/// What `[?(…)]` tests.
#[derive(Clone, Debug)]
enum Filter {
    Modern(filter::Test),
    Old(filter20::Test),
}

impl JsonPath {
    /// Compiles a path. One that does not start with `$` or `@` starts at the document.
    pub fn compile(path: &str, version: Version) -> Result<JsonPath, PathError> {
        let compiled = match version {
            Version::V2_0 => parse20::parse(path),
            Version::V2_9 => parse::parse(path, 0),
        };
        compiled.map_err(|problem| PathError {
            path: path.to_owned(),
            problem,
        })
    }

    /// Whether it leads to one value at most; if not, it reads a list.
    pub fn is_definite(&self) -> bool {
        self.definite_until(self.steps.len())
    }

    fn definite_until(&self, count: usize) -> bool {
        self.steps
            .iter()
            .take(count)
            .enumerate()
            .all(|(at, step)| match step {
                Step::Property(names) => names.len() == 1 || at + 1 == self.steps.len(),
                Step::Index(indices) => indices.len() == 1,
                Step::Function(_) | Step::FromEnd(_) => true,
                Step::Wildcard | Step::Scan | Step::Slice(..) | Step::Filter(_) => false,
            })
    }

    /// Reads from a document: the value itself for a definite path (shared with the document), a new `JSONArray` of
    /// what was found for any other.
    pub fn read(&self, document: &Value) -> Result<Value, ReadError> {
        eval::read(self, document, document)
    }
}
