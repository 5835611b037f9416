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
    pub(super) const ADD_REPLACE: &'static [Self] = &[Self::Add, Self::Replace];
    pub(super) const REMOVE: &'static [Self] = &[Self::Remove];
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

/// A path that a kind of document takes: which operations on it, and what they set.
pub(super) struct Rule<T: 'static> {
    /// The path; `{}` stands for any one segment, which is then [`Patch::name`].
    path: &'static str,
    ops: &'static [Op],
    otherwise: Otherwise,
    set: Set<T>,
}

/// Where in a document a member is.
type Member<T, V> = fn(&mut T) -> &mut Option<V>;

/// What an operation sets.
enum Set<T: 'static> {
    Text(Member<T, String>),
    OptionalText(Member<T, String>),
    Flag(Member<T, bool>),
    Word(Member<T, String>, Words),
    Members(Member<T, Vec<String>>),
    Texts(Member<T, BTreeMap<String, String>>, fn() -> ServiceError),
    Flags(Member<T, BTreeMap<String, bool>>, fn() -> ServiceError),
    With(fn(&mut T, &Patch<'_>) -> Result<(), ServiceError>),
}

/// The words that a member takes, and what AWS calls them.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) kind: &'static str,
    pub(super) words: &'static [&'static str],
}

impl Words {
    /// Refuses what is none of the words. The text is recorded for endpoint types and verbs
    /// (F§5.3); that the other kinds are worded alike is a guess \[C\].
    pub(super) fn check(self, word: &str) -> Result<(), ServiceError> {
        if self.words.contains(&word) {
            return Ok(());
        }
        Err(bad_request(format!(
            "Invalid {} specified. Valid options are {}",
            self.kind,
            self.words.join(",")
        )))
    }
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

impl<T> Rule<T> {
    const fn new(
        path: &'static str,
        ops: &'static [Op],
        otherwise: Otherwise,
        set: Set<T>,
    ) -> Self {
        Self {
            path,
            ops,
            otherwise,
            set,
        }
    }

    /// A text that can be replaced; no value unsets it.
    pub(super) const fn text(path: &'static str, member: Member<T, String>) -> Self {
        Self::new(path, Op::REPLACE, Otherwise::ListsOps, Set::Text(member))
    }

    /// A text that can be replaced; no value and the empty one unset it.
    pub(super) const fn optional_text(path: &'static str, member: Member<T, String>) -> Self {
        let set = Set::OptionalText(member);
        Self::new(path, Op::REPLACE, Otherwise::ListsOps, set)
    }

    /// A boolean that can be replaced.
    pub(super) const fn flag(path: &'static str, member: Member<T, bool>) -> Self {
        Self::new(path, Op::REPLACE, Otherwise::ListsOps, Set::Flag(member))
    }

    /// One of a few words, which another can replace.
    pub(super) const fn word(path: &'static str, words: Words, member: Member<T, String>) -> Self {
        let set = Set::Word(member, words);
        Self::new(path, Op::REPLACE, Otherwise::ListsOps, set)
    }

    /// The members of a set, which the path names.
    pub(super) const fn members(path: &'static str, member: Member<T, Vec<String>>) -> Self {
        let set = Set::Members(member);
        Self::new(path, Op::ADD_REMOVE, Otherwise::NoPath, set)
    }

    /// The texts of a map, whose keys the path names; `missing` refuses a key that is not there.
    pub(super) const fn texts(
        path: &'static str,
        missing: fn() -> ServiceError,
        member: Member<T, BTreeMap<String, String>>,
    ) -> Self {
        let set = Set::Texts(member, missing);
        Self::new(path, Op::ADD_REMOVE_REPLACE, Otherwise::NoPath, set)
    }

    /// The booleans of a map, like [`Self::texts`].
    pub(super) const fn flags(
        path: &'static str,
        missing: fn() -> ServiceError,
        member: Member<T, BTreeMap<String, bool>>,
    ) -> Self {
        let set = Set::Flags(member, missing);
        Self::new(path, Op::ADD_REMOVE_REPLACE, Otherwise::NoPath, set)
    }

    /// What can be replaced in a way of its own.
    pub(super) const fn with(
        path: &'static str,
        set: fn(&mut T, &Patch<'_>) -> Result<(), ServiceError>,
    ) -> Self {
        Self::new(path, Op::REPLACE, Otherwise::ListsOps, Set::With(set))
    }

    /// The same rule for other operations, and AWS's answer to the rest.
    pub(super) const fn on(self, ops: &'static [Op], otherwise: Otherwise) -> Self {
        Self::new(self.path, ops, otherwise, self.set)
    }

    fn set(&self, target: &mut T, patch: &Patch<'_>) -> Result<(), ServiceError> {
        match self.set {
            Set::Text(member) => *member(target) = patch.text(),
            Set::OptionalText(member) => {
                *member(target) = patch.text().filter(|text| !text.is_empty());
            }
            Set::Flag(member) => *member(target) = Some(patch.flag()),
            Set::Word(member, words) => {
                words.check(patch.value.unwrap_or_default())?;
                *member(target) = patch.text();
            }
            Set::Members(member) => patch.member(member(target), patch.name()),
            Set::Texts(member, missing) => {
                let value = patch.value.unwrap_or_default().to_owned();
                patch.entry(member(target), value, missing)?;
            }
            Set::Flags(member, missing) => patch.entry(member(target), patch.flag(), missing)?,
            Set::With(set) => set(target, patch)?,
        }
        Ok(())
    }

    fn no_operation(&self, patch: &Patch<'_>) -> ServiceError {
        match self.otherwise {
            Otherwise::NoPath => no_path(patch.path),
            Otherwise::ListsOps => {
                let ops: Vec<_> = self.ops.iter().map(|op| op.as_str()).collect();
                bad_request(format!(
                    "Invalid patch operation specified. Must be one of: [{}]",
                    ops.join(", ")
                ))
            }
            Otherwise::ListsUsualOps => bad_request(ADD_REMOVE_REPLACE),
        }
    }
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
            self.rule(&mut patch)?.set(target, &patch)?;
        }
        Ok(())
    }

    fn rule(&self, patch: &mut Patch<'_>) -> Result<&'static Rule<T>, ServiceError> {
        let matching = self.rules.iter().find_map(|rule| {
            let name = matches(rule.path, &patch.segments)?;
            Some((rule, name))
        });
        match (matching, self.wording) {
            (Some((rule, name)), _) if rule.ops.contains(&patch.op) => {
                patch.name = name;
                Ok(rule)
            }
            (_, Wording::ListsPaths) => Err(self.no_listed_path(patch)),
            (Some((rule, _)), Wording::Plain) => Err(rule.no_operation(patch)),
            (None, Wording::Plain) => Err(no_path(patch.path)),
        }
    }

    fn no_listed_path(&self, patch: &Patch<'_>) -> ServiceError {
        let for_op = self
            .rules
            .iter()
            .filter(|rule| rule.ops.contains(&patch.op));
        let paths: Vec<_> = for_op.map(|rule| rule.path).collect();
        let choice = if paths.is_empty() {
            "Please choose supported operations".to_owned()
        } else {
            format!("Must be one of: [{}]", paths.join(", "))
        };
        bad_request(format!(
            "Invalid patch path  '{}' specified for op '{}'. {choice}",
            patch.path,
            patch.op.as_str()
        ))
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
