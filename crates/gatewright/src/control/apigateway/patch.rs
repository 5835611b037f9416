//! Patch operations: their parts, and the tables that say which paths and operations a kind of
//! document takes. Values are always text (wire.md).

use std::collections::BTreeMap;

use gatewright_wire::apigateway::PatchOperation;
use gatewright_wire::error::ServiceError;

use super::refusals::bad_request;

/// What a patch operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    Add,
    Remove,
    Replace,
    Move,
    Copy,
    Test,
}

impl Op {
    pub(super) const ADD_REMOVE: &'static [Self] = &[Self::Add, Self::Remove];
    pub(super) const REPLACE: &'static [Self] = &[Self::Replace];
    pub(super) const ADD_REMOVE_REPLACE: &'static [Self] =
        &[Self::Add, Self::Remove, Self::Replace];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
            Self::Replace => "replace",
            Self::Move => "move",
            Self::Copy => "copy",
            Self::Test => "test",
        }
    }

    fn parse(text: Option<&str>) -> Result<Self, ServiceError> {
        Ok(match text {
            Some("add") => Self::Add,
            Some("remove") => Self::Remove,
            Some("replace") => Self::Replace,
            Some("move") => Self::Move,
            Some("copy") => Self::Copy,
            Some("test") => Self::Test,
            _ => return Err(bad_request(ADD_REMOVE_REPLACE)),
        })
    }
}

const ADD_REMOVE_REPLACE: &str =
    "Invalid patch operation specified. Must be 'add'|'remove'|'replace'";

/// One operation of a patch.
#[derive(Debug)]
pub(super) struct Patch<'a> {
    pub(super) op: Op,
    /// The path as it was sent.
    pub(super) path: &'a str,
    pub(super) value: Option<&'a str>,
    pub(super) from: Option<&'a str>,
    /// The path's segments, unescaped.
    pub(super) segments: Vec<String>,
    /// The segment that stands where the matched rule has `{}`.
    name: usize,
}

impl<'a> Patch<'a> {
    /// Reads an operation. A path begins with a slash; nothing else is checked.
    pub(super) fn parse(operation: &'a PatchOperation) -> Result<Self, ServiceError> {
        let op = Op::parse(operation.op.as_deref())?;
        let path = operation
            .path
            .as_deref()
            .ok_or_else(|| bad_request("Invalid patch path null"))?;
        let segments = path
            .strip_prefix('/')
            .ok_or_else(|| no_path(path))?
            .split('/')
            .map(unescape)
            .collect();
        Ok(Self {
            op,
            path,
            value: operation.value.as_deref(),
            from: operation.from.as_deref(),
            segments,
            name: 0,
        })
    }

    /// The value as text that may be unset: an operation without a value unsets.
    pub(super) fn text(&self) -> Option<String> {
        match self.op {
            Op::Remove => None,
            _ => self.value.map(str::to_owned),
        }
    }

    /// The value as a boolean, read as Java reads one: what is not `true` is false.
    pub(super) fn flag(&self) -> bool {
        self.value
            .is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// The segment where the rule has `{}`.
    pub(super) fn name(&self) -> &str {
        self.segments.get(self.name).map_or("", String::as_str)
    }

    /// Adds, replaces or removes the entry `name()` of a map. Only what is there can be replaced
    /// or removed (F§5.3).
    pub(super) fn entry<V>(
        &self,
        map: &mut Option<BTreeMap<String, V>>,
        value: V,
        missing: fn() -> ServiceError,
    ) -> Result<(), ServiceError> {
        let name = self.name();
        let there = map.as_ref().is_some_and(|map| map.contains_key(name));
        if !there && self.op != Op::Add {
            return Err(missing());
        }
        let map = map.get_or_insert_default();
        if self.op == Op::Remove {
            map.remove(name);
        } else {
            map.insert(name.to_owned(), value);
        }
        Ok(())
    }

    /// [`Self::entry`] of a map of texts.
    pub(super) fn text_entry(
        &self,
        map: &mut Option<BTreeMap<String, String>>,
        missing: fn() -> ServiceError,
    ) -> Result<(), ServiceError> {
        self.entry(map, self.value.unwrap_or_default().to_owned(), missing)
    }

    /// Adds `item` to a set that is kept as a list, replaces it by the value, or removes it.
    pub(super) fn member(&self, list: &mut Option<Vec<String>>, item: &str) {
        let list = list.get_or_insert_default();
        let at = list.iter().position(|known| known == item);
        match (self.op, at) {
            (Op::Remove, Some(at)) => {
                list.remove(at);
            }
            (Op::Replace, Some(at)) => self.value.unwrap_or(item).clone_into(&mut list[at]),
            (Op::Remove, None) | (_, Some(_)) => {}
            (_, None) => list.push(item.to_owned()),
        }
    }
}

/// `~1` is a slash and `~0` a tilde (RFC 6901).
fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

pub(super) fn no_path(path: &str) -> ServiceError {
    bad_request(format!("Invalid patch path {path}"))
}

/// A path that a kind of document takes.
pub(super) struct Rule<T: 'static> {
    /// The path; `{}` stands for any one segment, which is then [`Patch::name`].
    pub(super) path: &'static str,
    pub(super) ops: &'static [Op],
    /// What to answer when the path is right and the operation is not.
    pub(super) otherwise: Otherwise,
    pub(super) set: fn(&mut T, &Patch<'_>) -> Result<(), ServiceError>,
}

/// AWS's answers to an operation that a path does not take (F§5.3).
#[derive(Clone, Copy)]
pub(super) enum Otherwise {
    /// As if the path were wrong.
    NoPath,
    /// It lists the operations.
    ListsOps,
    /// It lists the usual three.
    ListsUsualOps,
}

/// How a kind of document words a wrong path (F§5.3).
#[derive(Clone, Copy)]
pub(super) enum Wording {
    /// `Invalid patch path /x`.
    Plain,
    /// `Invalid patch path  '/x' specified for op 'replace'. Must be one of: […]`.
    ListsPaths,
}

/// What a kind of document takes.
pub(super) struct Rules<T: 'static> {
    pub(super) wording: Wording,
    pub(super) rules: &'static [Rule<T>],
}

impl<T> Rules<T> {
    /// Applies the operations in their order, up to the first that is refused.
    pub(super) fn apply(
        &self,
        target: &mut T,
        operations: Option<&[PatchOperation]>,
    ) -> Result<(), ServiceError> {
        for operation in operations.unwrap_or_default() {
            let mut patch = Patch::parse(operation)?;
            let rule = self.rule(&mut patch)?;
            (rule.set)(target, &patch)?;
        }
        Ok(())
    }

    fn rule(&self, patch: &mut Patch<'_>) -> Result<&'static Rule<T>, ServiceError> {
        let matching = self.rules.iter().find_map(|rule| {
            let name = matches(rule.path, &patch.segments)?;
            Some((rule, name))
        });
        if let Wording::ListsPaths = self.wording
            && !self.rules.iter().any(|rule| rule.ops.contains(&patch.op))
        {
            return Err(bad_request(format!(
                "Invalid patch path  '{}' specified for op '{}'. Please choose supported operations",
                patch.path,
                patch.op.as_str()
            )));
        }
        match matching {
            Some((rule, name)) if rule.ops.contains(&patch.op) => {
                patch.name = name;
                Ok(rule)
            }
            Some((rule, _)) => Err(match rule.otherwise {
                Otherwise::NoPath => no_path(patch.path),
                Otherwise::ListsOps => {
                    let ops: Vec<_> = rule.ops.iter().map(|op| op.as_str()).collect();
                    bad_request(format!(
                        "Invalid patch operation specified. Must be one of: [{}]",
                        ops.join(", ")
                    ))
                }
                Otherwise::ListsUsualOps => bad_request(ADD_REMOVE_REPLACE),
            }),
            None => Err(match self.wording {
                Wording::Plain => no_path(patch.path),
                Wording::ListsPaths => {
                    let paths: Vec<_> = self.rules.iter().map(|rule| rule.path).collect();
                    bad_request(format!(
                        "Invalid patch path  '{}' specified for op '{}'. Must be one of: [{}]",
                        patch.path,
                        patch.op.as_str(),
                        paths.join(", ")
                    ))
                }
            }),
        }
    }
}

/// Whether the segments are those of the rule's path, and which of them is the `{}`.
fn matches(path: &str, segments: &[String]) -> Option<usize> {
    let mut name = 0;
    let mut rest = segments.iter().enumerate();
    for wanted in path.split('/').skip(1) {
        let (index, segment) = rest.next()?;
        if wanted == "{}" && !segment.is_empty() {
            name = index;
        } else if wanted != segment {
            return None;
        }
    }
    rest.next().is_none().then_some(name)
}
