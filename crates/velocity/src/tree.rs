//! The tree that the parser makes of a template, with the places of everything that can be spoken about.

use crate::source::{Position, Span};

/// Statements in order.
pub(crate) type Block = Vec<Statement>;

#[derive(Debug)]
pub(crate) enum Statement {
    /// Text to print as it is.
    Text(String),
    Reference(Reference),
    If {
        /// Conditions with their blocks.
        arms: Vec<(Expr, Block)>,
        otherwise: Option<Block>,
    },
    Set {
        target: Reference,
        value: Expr,
    },
    Directive(Directive),
}

/// `#name(arguments) block #end`, known or not.
#[derive(Debug)]
pub(crate) struct Directive {
    pub(crate) span: Span,
    pub(crate) position: Position,
    pub(crate) name: String,
    /// Its own text, printed where there is no such directive or macro.
    pub(crate) literal: String,
    pub(crate) has_parentheses: bool,
    pub(crate) args: Vec<Expr>,
    pub(crate) block: Option<BlockText>,
}

/// A directive's block together with its text.
#[derive(Debug)]
pub(crate) struct BlockText {
    pub(crate) block: Block,
    pub(crate) text: String,
}

/// What the `$` of a reference turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReferenceKind {
    Reference,
    /// A word without `$` where a reference may stand: Java's null.
    Runt,
    /// `$\!name`: not a reference, printed without one backslash.
    Schmoo,
}

#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) span: Span,
    pub(crate) position: Position,
    pub(crate) kind: ReferenceKind,
    pub(crate) root: String,
    /// The name that `#set` assigns to: not the root in `${x}` and `$!x`.
    pub(crate) target: String,
    /// Whether an odd number of backslashes precedes.
    pub(crate) escaped: bool,
    /// `$!`: nothing is printed when there is no value.
    pub(crate) quiet: bool,
    /// Half of the backslashes that precede.
    pub(crate) escape_prefix: String,
    /// `#` and `$` that precede and belong to nothing.
    pub(crate) more_prefix: String,
    /// The reference's own text.
    pub(crate) literal: String,
    /// What is printed when there is no value.
    pub(crate) null_text: String,
    pub(crate) steps: Vec<Step>,
}

/// `.name`, `.name(arguments)` or `[index]`.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) position: Position,
    /// From the name or the bracket on; the point in front is not part of it.
    pub(crate) span: Span,
    pub(crate) kind: StepKind,
}

#[derive(Debug)]
pub(crate) enum StepKind {
    Property(String),
    Method(String, Vec<Expr>),
    Index(Expr),
}

#[derive(Debug)]
pub(crate) struct Expr {
    pub(crate) position: Position,
    /// The node's own text as Velocity has it: of an arithmetic operation, the right operand only.
    pub(crate) literal: Span,
    pub(crate) kind: ExprKind,
    /// How deep it nests.
    pub(crate) depth: u32,
}

#[derive(Debug)]
pub(crate) enum ExprKind {
    /// A bare word, as in `#foreach($x in $list)`.
    Word(String),
    /// A string literal with its quotes.
    String(String),
    Integer(String),
    Float(String),
    Bool(bool),
    Range(Box<Expr>, Box<Expr>),
    List(Vec<Expr>),
    Map(Vec<(Expr, Expr)>),
    Reference(Box<Reference>),
    Parenthesized(Box<Expr>),
    Not(Box<Expr>),
    Binary(Operator, Box<Expr>, Box<Expr>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}
