//! A template laid out for lints: everything that they look at, in flat lists with absolute places.

use crate::error::ParseError;
use crate::lint::Options;
use crate::lint::infer::Variables;
use crate::parser;
use crate::profile::Profile;
use crate::scanner::Token;
use crate::source::Span;
use crate::tree::{
    Block, Directive, Expr, ExprKind, Reference, ReferenceKind, Statement, Step, StepKind,
};

/// What a reference is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Its value goes to the output.
    Printed,
    /// Its value is used in an expression.
    Operand,
    /// `#set` assigns to it.
    Target,
    /// `#foreach` or `#define` gives it a value.
    Named,
}

/// Something with the place of the text that its spans count from, and the block that it stands in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed<T> {
    pub(crate) node: T,
    pub(crate) base: usize,
    pub(crate) block: usize,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'t> {
    pub(crate) reference: &'t Reference,
    pub(crate) role: Role,
    pub(crate) base: usize,
    /// From the `$` on.
    pub(crate) span: Span,
}

impl Seen<'_> {
    /// A step's place.
    pub(crate) fn step(&self, step: &Step) -> Span {
        shift(step.span, self.base)
    }

    /// A step's place together with the point in front of it.
    pub(crate) fn dotted(&self, step: &Step) -> Span {
        let span = self.step(step);
        Span {
            start: span.start.saturating_sub(1),
            end: span.end,
        }
    }
}

/// `#set($target = value)`
#[derive(Clone, Copy, Debug)]
pub(crate) struct Assignment<'t> {
    pub(crate) target: &'t Reference,
    pub(crate) value: &'t Expr,
}

/// An accepted template.
pub(crate) struct Document<'t> {
    pub(crate) source: &'t str,
    pub(crate) options: &'t Options<'t>,
    pub(crate) tokens: &'t [Token],
    pub(crate) references: Vec<Seen<'t>>,
    pub(crate) expressions: Vec<Placed<&'t Expr>>,
    pub(crate) conditions: Vec<Placed<&'t Expr>>,
    pub(crate) sets: Vec<Placed<Assignment<'t>>>,
    pub(crate) directives: Vec<Placed<&'t Directive>>,
    /// All blocks; the block of each is its parent, or itself.
    pub(crate) blocks: Vec<Placed<&'t [Statement]>>,
    pub(crate) variables: Variables<'t>,
}

/// A template's tree, and those of the strings in it that are templates themselves with the place of their text.
pub(crate) struct Trees {
    main: Block,
    strings: Vec<(usize, Block)>,
}

impl Trees {
    pub(crate) fn parse(source: &str, options: &Options<'_>) -> Result<Trees, ParseError> {
        let main = parser::parse(source, Profile::Aws)?;
        let mut trees = Trees {
            main,
            strings: Vec::new(),
        };
        let document = Document::new(source, options, &[], &trees);
        let mut strings = Vec::new();
        for expr in &document.expressions {
            let ExprKind::String(image) = &expr.node.kind else {
                continue;
            };
            let Some(text) = interpolated(image) else {
                continue;
            };
            let text = format!("{text} ");
            if let Ok(block) = parser::parse(&text, Profile::Aws) {
                strings.push((expr.base + expr.node.literal.start + 1, block));
            }
        }
        drop(document);
        trees.strings = strings;
        Ok(trees)
    }
}

/// The text of a string that is a template, if its places are those of the string (no escapes in it).
pub(crate) fn interpolated(image: &str) -> Option<&str> {
    let text = image.strip_prefix('"')?.strip_suffix('"')?;
    (text.contains(['$', '#']) && !text.contains("\"\"") && !text.contains("\\u")).then_some(text)
}

impl<'t> Document<'t> {
    pub(crate) fn new(
        source: &'t str,
        options: &'t Options<'t>,
        tokens: &'t [Token],
        trees: &'t Trees,
    ) -> Document<'t> {
        let mut document = Document {
            source,
            options,
            tokens,
            references: Vec::new(),
            expressions: Vec::new(),
            conditions: Vec::new(),
            sets: Vec::new(),
            directives: Vec::new(),
            blocks: Vec::new(),
            variables: Variables::default(),
        };
        document.block(&trees.main, 0, None);
        for (base, block) in &trees.strings {
            document.block(block, *base, None);
        }
        document.variables = Variables::infer(&document);
        document
    }

    pub(crate) fn text(&self, span: Span) -> &'t str {
        self.source.get(span.start..span.end).unwrap_or("")
    }

    /// Whether one block stands in the other, or is it.
    pub(crate) fn is_within(&self, mut block: usize, outer: usize) -> bool {
        loop {
            if block == outer {
                return true;
            }
            let parent = self.blocks[block].block;
            if parent == block {
                return false;
            }
            block = parent;
        }
    }

    /// The place of an expression with all its operands.
    pub(crate) fn extent(expr: &Expr, base: usize) -> Span {
        let span = shift(expr.literal, base);
        match &expr.kind {
            ExprKind::Binary(_, left, _) => Span {
                start: Document::extent(left, base).start,
                end: span.end,
            },
            ExprKind::Parenthesized(_) => Span {
                start: span.start.saturating_sub(1),
                end: span.end + 1,
            },
            _ => span,
        }
    }

    fn block(&mut self, statements: &'t [Statement], base: usize, parent: Option<usize>) {
        let id = self.blocks.len();
        self.blocks.push(Placed {
            node: statements,
            base,
            block: parent.unwrap_or(id),
        });
        for statement in statements {
            match statement {
                Statement::Text(_) => {}
                Statement::Reference(reference) => {
                    self.reference(reference, Role::Printed, base, id);
                }
                Statement::If { arms, otherwise } => {
                    for (condition, block) in arms {
                        self.conditions.push(Placed {
                            node: condition,
                            base,
                            block: id,
                        });
                        self.expr(condition, base, id);
                        self.block(block, base, Some(id));
                    }
                    if let Some(block) = otherwise {
                        self.block(block, base, Some(id));
                    }
                }
                Statement::Set { target, value } => {
                    self.sets.push(Placed {
                        node: Assignment { target, value },
                        base,
                        block: id,
                    });
                    self.reference(target, Role::Target, base, id);
                    self.expr(value, base, id);
                }
                Statement::Directive(directive) => self.directive(directive, base, id),
            }
        }
    }

    fn directive(&mut self, directive: &'t Directive, base: usize, block: usize) {
        self.directives.push(Placed {
            node: directive,
            base,
            block,
        });
        let names = matches!(directive.name.as_str(), "foreach" | "define");
        let is_macro = directive.name == "macro";
        for (at, arg) in directive.args.iter().enumerate() {
            match &arg.kind {
                ExprKind::Reference(reference) if is_macro || (names && at == 0) => {
                    self.reference(reference, Role::Named, base, block);
                }
                _ => self.expr(arg, base, block),
            }
        }
        if let Some(inner) = &directive.block {
            self.block(&inner.block, base, Some(block));
        }
    }

    fn expr(&mut self, expr: &'t Expr, base: usize, block: usize) {
        self.expressions.push(Placed {
            node: expr,
            base,
            block,
        });
        match &expr.kind {
            ExprKind::Reference(reference) => self.reference(reference, Role::Operand, base, block),
            ExprKind::Range(left, right) | ExprKind::Binary(_, left, right) => {
                self.expr(left, base, block);
                self.expr(right, base, block);
            }
            ExprKind::List(items) => {
                for item in items {
                    self.expr(item, base, block);
                }
            }
            ExprKind::Map(entries) => {
                for (key, value) in entries {
                    self.expr(key, base, block);
                    self.expr(value, base, block);
                }
            }
            ExprKind::Parenthesized(inner) | ExprKind::Not(inner) => self.expr(inner, base, block),
            _ => {}
        }
    }

    /// What is escaped is not evaluated, and so no reference.
    fn reference(&mut self, reference: &'t Reference, role: Role, base: usize, block: usize) {
        if reference.escaped || reference.kind != ReferenceKind::Reference {
            return;
        }
        let whole = shift(reference.span, base);
        let image = self.text(whole);
        let slashes = image.len() - image.trim_start_matches('\\').len();
        let start = whole.start + slashes + reference.more_prefix.len();
        self.references.push(Seen {
            reference,
            role,
            base,
            span: Span {
                start,
                end: whole.end,
            },
        });
        for step in &reference.steps {
            match &step.kind {
                StepKind::Property(_) => {}
                StepKind::Method(_, args) => {
                    for arg in args {
                        self.expr(arg, base, block);
                    }
                }
                StepKind::Index(index) => self.expr(index, base, block),
            }
        }
    }
}

pub(crate) fn shift(span: Span, base: usize) -> Span {
    Span {
        start: span.start + base,
        end: span.end + base,
    }
}

/// The text of a string literal without `$`-names in it: what it is whatever the variables are.
pub(crate) fn constant(expr: &Expr) -> Option<String> {
    let ExprKind::String(image) = &expr.kind else {
        return None;
    };
    let quote = image.get(..1)?;
    let text = image.get(1..image.len().checked_sub(1)?)?;
    if quote == "\"" && (text.contains("\\u") || text.contains('#') || has_reference(text)) {
        return None;
    }
    Some(text.replace(&quote.repeat(2), quote))
}

fn has_reference(text: &str) -> bool {
    text.split('$').skip(1).any(|after| {
        after
            .trim_start_matches(['!', '{'])
            .starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
    })
}
