//! A compiled template: blocks of operations over numbered variables. `compile` makes it, `render` walks it.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::AtomicUsize;

use num_bigint::BigInt;

use crate::number::Arithmetic;
use crate::profile::Profile;
use crate::source::{Position, Span};
use crate::tree::ReferenceKind;
use crate::value::{Hint, ScopeProperty};

/// A compiled template: immutable, shared between threads.
pub(crate) struct Program {
    pub(crate) profile: Profile,
    pub(crate) blocks: Vec<Vec<Op>>,
    /// The arguments of macro calls, kept apart because a macro evaluates them again each time it uses them.
    pub(crate) arguments: Vec<Argument>,
    /// String constants.
    pub(crate) strings: Vec<Box<str>>,
    pub(crate) names: Names,
    pub(crate) macros: Vec<Macro>,
    pub(crate) root: BlockId,
    /// How long the last output was: the next is often as long.
    pub(crate) length: AtomicUsize,
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Program({} blocks, {} variables)",
            self.blocks.len(),
            self.names.len()
        )
    }
}

impl Program {
    pub(crate) fn block(&self, id: BlockId) -> &[Op] {
        self.blocks.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }
}

/// A block of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BlockId(pub(crate) u32);

/// A variable's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot(pub(crate) u32);

/// The variables of a template by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    slots: HashMap<Box<str>, Slot>,
    names: Vec<Box<str>>,
}

impl Names {
    pub(crate) fn slot(&mut self, name: &str) -> Slot {
        if let Some(slot) = self.slots.get(name) {
            return *slot;
        }
        let slot = Slot(self.names.len() as u32);
        self.slots.insert(name.into(), slot);
        self.names.push(name.into());
        slot
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(AsRef::as_ref)
    }
}

/// A `#macro` of the stock profile.
#[derive(Debug)]
pub(crate) struct Macro {
    pub(crate) name: Box<str>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) block: BlockId,
}

#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) slot: Slot,
    /// The text of a reference to it, for which the argument's own text is printed if it has no value.
    pub(crate) reference: Box<str>,
}

#[derive(Debug)]
pub(crate) struct Argument {
    pub(crate) value: Expr,
    pub(crate) literal: Box<str>,
}

#[derive(Debug)]
pub(crate) enum Op {
    Text(Box<str>),
    Print(Box<Reference>),
    If {
        arms: Box<[Arm]>,
        otherwise: Option<BlockId>,
    },
    Set(Box<(Target, Expr)>),
    Foreach(Box<Foreach>),
    Define(Slot, BlockId),
    Break(Option<Box<(Expr, Box<str>)>>),
    Stop,
    Call(Box<Call>),
    Parse(Option<Box<Expr>>),
    Include(Box<[Option<Expr>]>),
    Evaluate(Box<Expr>),
}

/// `#if(…)` or `#elseif(…)`.
#[derive(Debug)]
pub(crate) struct Arm {
    pub(crate) condition: Expr,
    pub(crate) block: BlockId,
    /// Where the condition stands.
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum Target {
    Variable(Slot),
    /// A reference whose last step is assigned to.
    Path(Reference),
}

#[derive(Debug)]
pub(crate) struct Foreach {
    pub(crate) element: Slot,
    pub(crate) iterable: Iterable,
    pub(crate) body: Body,
    pub(crate) counter: Option<Slot>,
    pub(crate) has_next: Option<Slot>,
    pub(crate) scope: Option<Slot>,
    /// Where that stands which is looped over.
    pub(crate) span: Span,
}

/// Velocity takes a loop's third child for what is looped over, whatever it is.
#[derive(Debug)]
pub(crate) enum Iterable {
    Value(Expr),
    /// The block itself, which has no value.
    Block,
    /// There are only so many children.
    Missing(usize),
}

/// Velocity takes a loop's fourth child for its body, whatever it is.
#[derive(Debug)]
pub(crate) enum Body {
    Block(BlockId),
    Reference(Reference),
    /// A literal renders as nothing.
    Nothing,
}

/// A call of a macro, or of something that is not there and prints itself.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) name: Box<str>,
    pub(crate) literal: Box<str>,
    pub(crate) position: Position,
    /// Where its arguments start in [`Program::arguments`], and how many there are.
    pub(crate) arguments: (usize, usize),
    pub(crate) has_word: bool,
    pub(crate) body: Option<BlockId>,
    /// `$bodyContent`
    pub(crate) body_slot: Option<Slot>,
}

#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) kind: ReferenceKind,
    pub(crate) slot: Slot,
    pub(crate) escaped: bool,
    /// Whether its value, if it has one, is all that it prints.
    pub(crate) bare: bool,
    pub(crate) escape_prefix: Box<str>,
    pub(crate) more_prefix: Box<str>,
    pub(crate) null_text: Box<str>,
    pub(crate) root: Box<str>,
    pub(crate) steps: Box<[Step]>,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) position: Position,
    pub(crate) kind: Access,
}

#[derive(Debug)]
pub(crate) enum Access {
    Property(Property),
    Method(Box<str>, Box<[Expr]>),
    Index(Expr),
}

/// The name of a property, with where maps had it last.
#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) name: Box<str>,
    pub(crate) hint: Hint,
    /// What it is of `$foreach`.
    pub(crate) scope: Option<ScopeProperty>,
}

#[derive(Debug)]
pub(crate) enum Expr {
    /// A bare word.
    Null,
    Bool(bool),
    Int(i32),
    Long(i64),
    Double(f64),
    BigInt(BigInt),
    /// A number in [`Program::strings`].
    String(usize),
    /// A string that is a template. A blank was put at its end to keep tokens whole, and is cut off again.
    Template {
        block: BlockId,
        blank: bool,
    },
    Range(Box<(Expr, Expr)>),
    List(Box<[Expr]>),
    Map(Box<[(Expr, Expr)]>),
    Reference(Box<Reference>),
    Not(Box<Expr>),
    And(Box<(Expr, Expr)>),
    Or(Box<(Expr, Expr)>),
    Equal(Box<(Expr, Expr)>),
    NotEqual(Box<(Expr, Expr)>),
    Compare(Comparison, Box<(Expr, Expr)>),
    Arithmetic(Arithmetic, Box<(Operand, Operand)>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug)]
pub(crate) struct Operand {
    pub(crate) value: Expr,
    /// What `+` prints for it beside a string when it is null.
    pub(crate) literal: Box<str>,
}
