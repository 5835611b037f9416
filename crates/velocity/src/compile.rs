//! Lowering: the tree becomes a flat list of blocks of operations, with texts merged, variables in numbered slots and
//! strings that are templates compiled in place.

use std::sync::atomic::AtomicUsize;

use crate::error::ParseError;
use crate::number::Arithmetic;
use crate::parser;
use crate::profile::Profile;
use crate::program::{
    Access, Argument, Arm, BlockId, Body, Call, Comparison, Expr, Foreach, Iterable, Macro, Names,
    Op, Operand, Parameter, Program, Property, Reference, Slot, Step, Target,
};
use crate::source::{Position, Span};
use crate::tree::{self, ExprKind, Operator, ReferenceKind, Statement, StepKind};
use crate::value::{Hint, ScopeProperty};

/// Parses and lowers a template. `names` are the variables that are already numbered.
pub(crate) fn compile(source: &str, profile: Profile, names: Names) -> Result<Program, ParseError> {
    let tree = parser::parse(source, profile)?;
    let mut program = Program {
        profile,
        blocks: Vec::new(),
        arguments: Vec::new(),
        strings: Vec::new(),
        names,
        macros: Vec::new(),
        root: BlockId(0),
        length: AtomicUsize::new(0),
    };
    let mut compiler = Compiler {
        program: &mut program,
        source,
        named: LOOP_VARIABLES.map(|name| source.contains(name)),
        outer: None,
        nesting: 0,
        origin: Origin::Offset(0),
    };
    let root = compiler.block(&tree)?;
    program.root = root;
    Ok(program)
}

type Result<T, E = ParseError> = std::result::Result<T, E>;

/// What `#foreach` sets beside its element.
const LOOP_VARIABLES: [&str; 3] = ["velocityCount", "velocityHasNext", "foreach"];

struct Compiler<'p, 's> {
    program: &'p mut Program,
    source: &'s str,
    /// Which of [`LOOP_VARIABLES`] the template's text has in it.
    named: [bool; 3],
    /// Where the string literal stands that is being compiled, if one is.
    outer: Option<Position>,
    nesting: u32,
    origin: Origin,
}

impl Compiler<'_, '_> {
    fn block(&mut self, statements: &[Statement]) -> Result<BlockId> {
        let mut ops: Vec<Op> = Vec::new();
        let mut text = String::new();
        for statement in statements {
            if let Statement::Text(more) = statement {
                text.push_str(more);
                continue;
            }
            let op = self.statement(statement)?;
            if let Some(Op::Text(more)) = op {
                text.push_str(&more);
                continue;
            }
            // What prints nothing does not come between two texts.
            if let Some(op) = op {
                if !text.is_empty() {
                    ops.push(Op::Text(std::mem::take(&mut text).into()));
                }
                ops.push(op);
            }
        }
        if !text.is_empty() {
            ops.push(Op::Text(text.into()));
        }
        let id = BlockId(self.program.blocks.len() as u32);
        self.program.blocks.push(ops);
        Ok(id)
    }

    fn slot(&mut self, name: &str) -> Slot {
        self.program.names.slot(name)
    }

    fn text(&self, span: Span) -> Box<str> {
        self.source.get(span.start..span.end).unwrap_or("").into()
    }

    fn error<T>(
        &self,
        class: &'static str,
        message: String,
        span: Span,
        position: Position,
    ) -> Result<T> {
        let _ = self;
        Err(ParseError {
            class,
            message,
            position,
            span,
        })
    }

    fn statement(&mut self, statement: &Statement) -> Result<Option<Op>> {
        Ok(Some(match statement {
            Statement::Text(text) => Op::Text(text.as_str().into()),
            Statement::Reference(reference) => Op::Print(Box::new(self.reference(reference)?)),
            Statement::If { arms, otherwise } => {
                let mut compiled = Vec::with_capacity(arms.len());
                for (condition, block) in arms {
                    compiled.push(Arm {
                        condition: self.expr(condition)?,
                        block: self.block(block)?,
                        span: self.place(extent(condition)),
                    });
                }
                let otherwise = otherwise
                    .as_ref()
                    .map(|block| self.block(block))
                    .transpose()?;
                Op::If {
                    arms: compiled.into(),
                    otherwise,
                }
            }
            Statement::Set { target, value } => {
                let compiled = if target.steps.is_empty() {
                    Target::Variable(self.slot(&target.target))
                } else {
                    Target::Path(self.reference(target)?)
                };
                Op::Set(Box::new((compiled, self.expr(value)?)))
            }
            Statement::Directive(directive) => return self.directive(directive),
        }))
    }

    fn directive(&mut self, directive: &tree::Directive) -> Result<Option<Op>> {
        let args = &directive.args;
        if !self.program.profile.has_directive(&directive.name) {
            return self.call(directive).map(Some);
        }
        let block_needed = matches!(directive.name.as_str(), "foreach" | "define" | "literal");
        if block_needed && !directive.has_parentheses {
            let message = format!("#{} has neither arguments nor a block", directive.name);
            return self.error(
                "NullPointerException",
                message,
                directive.span,
                Position::UNKNOWN,
            );
        }
        Ok(Some(match directive.name.as_str() {
            "foreach" => self.foreach(directive)?,
            "define" => {
                let (Some(block), [name]) = (&directive.block, args.as_slice()) else {
                    let message = "#define needs the name of a block".to_owned();
                    return self.error(
                        "VelocityException",
                        message,
                        directive.span,
                        Position::UNKNOWN,
                    );
                };
                let name = self.name_of(name);
                Op::Define(self.slot(&name), self.block(&block.block)?)
            }
            "literal" => match (args.first(), &directive.block) {
                (Some(arg), _) => Op::Text(self.text(arg.literal)),
                (None, Some(block)) if !block.text.is_empty() => {
                    Op::Text(block.text.as_str().into())
                }
                _ => {
                    let message = "#literal has an empty block".to_owned();
                    return self.error(
                        "NullPointerException",
                        message,
                        directive.span,
                        Position::UNKNOWN,
                    );
                }
            },
            "macro" => {
                self.define_macro(directive)?;
                return Ok(None);
            }
            "break" => match args.first() {
                Some(arg) => Op::Break(Some(Box::new((self.expr(arg)?, self.text(arg.literal))))),
                None => Op::Break(None),
            },
            "stop" => Op::Stop,
            "parse" => Op::Parse(
                args.first()
                    .map(|arg| self.expr(arg).map(Box::new))
                    .transpose()?,
            ),
            "include" => {
                let mut sources = Vec::new();
                for arg in args {
                    let legal = matches!(arg.kind, ExprKind::String(_) | ExprKind::Reference(_));
                    sources.push(if legal { Some(self.expr(arg)?) } else { None });
                }
                Op::Include(sources.into())
            }
            _ => {
                let [arg] = args.as_slice() else {
                    let message = "#evaluate takes exactly one argument".to_owned();
                    return self.error(
                        "ParseErrorException",
                        message,
                        directive.span,
                        Position::UNKNOWN,
                    );
                };
                if !matches!(arg.kind, ExprKind::String(_) | ExprKind::Reference(_)) {
                    let message = "#evaluate takes a string or a reference".to_owned();
                    return self.error(
                        "ParseErrorException",
                        message,
                        directive.span,
                        Position::UNKNOWN,
                    );
                }
                Op::Evaluate(Box::new(self.expr(arg)?))
            }
        }))
    }

    /// The name that a loop or a `#define` gives to its first argument.
    fn name_of(&self, arg: &tree::Expr) -> String {
        match &arg.kind {
            ExprKind::Reference(reference) => reference.target.clone(),
            _ => self.text(arg.literal).chars().skip(1).collect(),
        }
    }

    fn foreach(&mut self, directive: &tree::Directive) -> Result<Op> {
        let args = &directive.args;
        let element = match args.first().map(|arg| &arg.kind) {
            Some(ExprKind::Reference(reference)) => reference.root.clone(),
            _ => args
                .first()
                .map(|arg| self.name_of(arg))
                .unwrap_or_default(),
        };
        let element = self.slot(&element);
        let iterable = match args.len() {
            0 | 1 => Iterable::Missing(args.len() + 1),
            2 => Iterable::Block,
            _ => Iterable::Value(self.expr(&args[2])?),
        };
        let block = directive
            .block
            .as_ref()
            .map_or(&[][..], |block| &block.block);
        let block = self.block(block)?;
        let body = match args.get(3).map(|arg| &arg.kind) {
            None => Body::Block(block),
            Some(ExprKind::Reference(reference)) => Body::Reference(self.reference(reference)?),
            Some(_) => Body::Nothing,
        };
        for arg in args.iter().skip(3) {
            self.expr(arg)?;
        }
        // Where nothing can be evaluated later, a variable that the template does not name need not be kept.
        let stock = self.program.profile == Profile::Stock;
        let names = &mut self.program.names;
        let mut keep = |name: &str, named: bool| (stock || named).then(|| names.slot(name));
        let [count, next, foreach] = self.named;
        let (counter, has_next, scope) = (
            keep("velocityCount", count),
            keep("velocityHasNext", next),
            keep("foreach", foreach),
        );
        Ok(Op::Foreach(Box::new(Foreach {
            element,
            iterable,
            body,
            counter,
            has_next,
            scope,
            span: self.place(args.get(2).map_or(directive.span, extent)),
        })))
    }

    fn define_macro(&mut self, directive: &tree::Directive) -> Result<()> {
        let (Some(block), Some(name)) = (&directive.block, directive.args.first()) else {
            return Ok(());
        };
        let name = self.text(name.literal);
        let mut parameters = Vec::new();
        for arg in directive.args.iter().skip(1) {
            let parameter = match &arg.kind {
                ExprKind::Reference(reference) => reference.target.clone(),
                _ => self.text(arg.literal).to_string(),
            };
            let reference = format!("${parameter}").into();
            parameters.push(Parameter {
                slot: self.slot(&parameter),
                reference,
            });
        }
        let block = self.block(&block.block)?;
        // Without permission to define macros inline, the definition is swallowed (F§4.1).
        if self.program.profile == Profile::Stock
            && !self.program.macros.iter().any(|known| known.name == name)
        {
            self.program.macros.push(Macro {
                name,
                parameters,
                block,
            });
        }
        Ok(())
    }

    fn call(&mut self, directive: &tree::Directive) -> Result<Op> {
        let mut arguments = Vec::new();
        let mut has_word = false;
        for arg in &directive.args {
            has_word |= matches!(arg.kind, ExprKind::Word(_));
            arguments.push(Argument {
                value: self.expr(arg)?,
                literal: self.text(arg.literal),
            });
        }
        let body = directive
            .block
            .as_ref()
            .map(|block| self.block(&block.block))
            .transpose()?;
        if self.program.profile == Profile::Aws {
            return Ok(Op::Text(directive.literal.as_str().into()));
        }
        let start = self.program.arguments.len();
        let count = arguments.len();
        self.program.arguments.extend(arguments);
        Ok(Op::Call(Box::new(Call {
            name: directive
                .name
                .strip_prefix('@')
                .unwrap_or(&directive.name)
                .into(),
            literal: directive.literal.as_str().into(),
            position: directive.position.inside(self.outer),
            arguments: (start, count),
            has_word,
            body_slot: body.map(|_| self.program.names.slot("bodyContent")),
            body,
        })))
    }

    /// Where something stands in the whole template's text.
    fn place(&self, span: Span) -> Span {
        match self.origin {
            Origin::Offset(offset) => Span {
                start: offset + span.start,
                end: offset + span.end,
            },
            Origin::Within(string) => string,
        }
    }

    fn reference(&mut self, reference: &tree::Reference) -> Result<Reference> {
        let mut steps = Vec::with_capacity(reference.steps.len());
        for step in &reference.steps {
            let kind = match &step.kind {
                StepKind::Property(name) => Access::Property(Property {
                    name: name.as_str().into(),
                    hint: Hint::default(),
                    scope: ScopeProperty::named(name),
                }),
                StepKind::Method(name, args) => {
                    let args: Result<Vec<Expr>> = args.iter().map(|arg| self.expr(arg)).collect();
                    Access::Method(name.as_str().into(), args?.into())
                }
                StepKind::Index(index) => Access::Index(self.expr(index)?),
            };
            steps.push(Step {
                position: step.position.inside(self.outer),
                kind,
            });
        }
        Ok(Reference {
            kind: reference.kind,
            slot: self.slot(&reference.root),
            escaped: reference.escaped,
            bare: reference.kind != ReferenceKind::Runt
                && !reference.escaped
                && reference.escape_prefix.is_empty()
                && reference.more_prefix.is_empty(),
            escape_prefix: reference.escape_prefix.as_str().into(),
            more_prefix: reference.more_prefix.as_str().into(),
            null_text: reference.null_text.as_str().into(),
            root: reference.root.as_str().into(),
            steps: steps.into(),
            span: self.place(reference.span),
        })
    }

    fn pair(&mut self, left: &tree::Expr, right: &tree::Expr) -> Result<Box<(Expr, Expr)>> {
        Ok(Box::new((self.expr(left)?, self.expr(right)?)))
    }

    fn expr(&mut self, expr: &tree::Expr) -> Result<Expr> {
        Ok(match &expr.kind {
            ExprKind::Word(_) => Expr::Null,
            ExprKind::String(image) => self.string(image, expr)?,
            ExprKind::Integer(image) => match integer(image) {
                Some(number) => number,
                None => return self.not_a_number(image, expr),
            },
            ExprKind::Float(image) => match image.parse() {
                Ok(number) => Expr::Double(number),
                Err(_) => return self.not_a_number(image, expr),
            },
            ExprKind::Bool(value) => Expr::Bool(*value),
            ExprKind::Range(from, to) => Expr::Range(self.pair(from, to)?),
            ExprKind::List(items) => {
                let items: Result<Vec<Expr>> = items.iter().map(|item| self.expr(item)).collect();
                Expr::List(items?.into())
            }
            ExprKind::Map(entries) => {
                let entries: Result<Vec<(Expr, Expr)>> = entries
                    .iter()
                    .map(|(key, value)| Ok((self.expr(key)?, self.expr(value)?)))
                    .collect();
                Expr::Map(entries?.into())
            }
            ExprKind::Reference(reference) => Expr::Reference(Box::new(self.reference(reference)?)),
            ExprKind::Parenthesized(inner) => self.expr(inner)?,
            ExprKind::Not(inner) => Expr::Not(Box::new(self.expr(inner)?)),
            ExprKind::Binary(operator, left, right) => {
                let compare = |comparison, pair| Ok(Expr::Compare(comparison, pair));
                let arithmetic = match operator {
                    Operator::Or => return Ok(Expr::Or(self.pair(left, right)?)),
                    Operator::And => return Ok(Expr::And(self.pair(left, right)?)),
                    Operator::Equal => return Ok(Expr::Equal(self.pair(left, right)?)),
                    Operator::NotEqual => return Ok(Expr::NotEqual(self.pair(left, right)?)),
                    Operator::Less => return compare(Comparison::Less, self.pair(left, right)?),
                    Operator::LessOrEqual => {
                        return compare(Comparison::LessOrEqual, self.pair(left, right)?);
                    }
                    Operator::Greater => {
                        return compare(Comparison::Greater, self.pair(left, right)?);
                    }
                    Operator::GreaterOrEqual => {
                        return compare(Comparison::GreaterOrEqual, self.pair(left, right)?);
                    }
                    Operator::Add => Arithmetic::Add,
                    Operator::Subtract => Arithmetic::Subtract,
                    Operator::Multiply => Arithmetic::Multiply,
                    Operator::Divide => Arithmetic::Divide,
                    Operator::Modulo => Arithmetic::Modulo,
                };
                let left = Operand {
                    literal: self.text(left.literal),
                    value: self.expr(left)?,
                };
                let right = Operand {
                    literal: self.text(right.literal),
                    value: self.expr(right)?,
                };
                Expr::Arithmetic(arithmetic, Box::new((left, right)))
            }
        })
    }

    /// A stray `#` may stand in a number's token.
    fn not_a_number<T>(&self, image: &str, expr: &tree::Expr) -> Result<T> {
        self.error(
            "NumberFormatException",
            format!("{image:?} is no number"),
            expr.literal,
            Position::UNKNOWN,
        )
    }

    fn string(&mut self, image: &str, expr: &tree::Expr) -> Result<Expr> {
        let quote = image.get(..1).unwrap_or("'");
        let content = image.get(1..image.len() - 1).unwrap_or("");
        let is_template = quote == "\"" && content.contains(['$', '#']);
        let content = if quote == "\"" {
            unescape(content).map_err(|(class, message)| ParseError {
                class,
                message,
                position: Position::UNKNOWN,
                span: expr.literal,
            })?
        } else {
            content.to_owned()
        };
        let content = content.replace(&quote.repeat(2), quote);
        if !is_template {
            let at = self
                .program
                .strings
                .iter()
                .position(|known| **known == *content);
            return Ok(Expr::String(at.unwrap_or_else(|| {
                self.program.strings.push(content.into());
                self.program.strings.len() - 1
            })));
        }
        // Without escapes, what stands in the string stands in the template as it is.
        let is_verbatim = image.get(1..image.len() - 1) == Some(&*content);
        // A string that holds a line comment needs no blank: the comment ends with the string.
        let blank = !content.contains("##");
        let template = if blank {
            format!("{content} ")
        } else {
            content
        };
        let position = expr.position.inside(self.outer);
        if self.nesting >= MOST_NESTED_STRINGS {
            return self.error(
                "LimitExceeded",
                "strings nest too deeply".to_owned(),
                expr.literal,
                position,
            );
        }
        let failed = |error: ParseError| {
            if error.class != "TemplateParseException" && error.class != "ParseException" {
                return error;
            }
            ParseError {
                class: "ParseErrorException",
                message: format!("the string is not a template: {}", error.message),
                position,
                span: expr.literal,
            }
        };
        let tree = parser::parse(&template, self.program.profile).map_err(failed)?;
        let origin = match self.origin {
            Origin::Offset(offset) if is_verbatim => {
                Origin::Offset(offset + expr.literal.start + 1)
            }
            _ => Origin::Within(self.place(expr.literal)),
        };
        let mut inner = Compiler {
            program: &mut *self.program,
            source: &template,
            named: std::array::from_fn(|at| {
                self.named[at] || template.contains(LOOP_VARIABLES[at])
            }),
            outer: Some(position),
            nesting: self.nesting + 1,
            origin,
        };
        let block = inner.block(&tree)?;
        Ok(Expr::Template { block, blank })
    }
}

/// Where a text that is compiled stands in the whole template's text.
#[derive(Clone, Copy)]
enum Origin {
    /// Its bytes are there, behind so many others.
    Offset(usize),
    /// It is what a string with escapes means.
    Within(Span),
}

/// From the start of an expression's first operand to the end of its last.
fn extent(expr: &tree::Expr) -> Span {
    let (first, last) = match &expr.kind {
        ExprKind::Binary(_, left, right) => (extent(left), extent(right)),
        ExprKind::Parenthesized(inner) | ExprKind::Not(inner) => {
            let inner = extent(inner);
            (inner, inner)
        }
        _ => return expr.literal,
    };
    Span {
        start: expr.literal.start.min(first.start),
        end: expr.literal.end.max(last.end),
    }
}

/// A string in a string in a string: quotes double each time, so nobody writes many.
const MOST_NESTED_STRINGS: u32 = 8;

fn integer(image: &str) -> Option<Expr> {
    let int = image.parse().ok().map(Expr::Int);
    int.or_else(|| image.parse().ok().map(Expr::Long))
        .or_else(|| image.parse().ok().map(Expr::BigInt))
}

/// Replaces `\u0041`; the error is the Java exception that a malformed one ends in.
fn unescape(text: &str) -> Result<String, (&'static str, String)> {
    let mut out = String::new();
    let mut rest = text;
    // Escapes may make up a surrogate pair.
    let mut units: Vec<u16> = Vec::new();
    while let Some(at) = rest.find("\\u") {
        if at > 0 && !units.is_empty() {
            out.push_str(&crate::text::from_units(&units));
            units.clear();
        }
        out.push_str(&rest[..at]);
        let digits: Vec<char> = rest[at + 2..].chars().take(4).collect();
        if crate::text::length(&rest[at..]) < 6 {
            return Err((
                "StringIndexOutOfBoundsException",
                "a \\u escape has less than four digits".to_owned(),
            ));
        }
        let hex: String = digits.iter().collect();
        let signed = hex.strip_prefix(['+', '-']).unwrap_or(&hex);
        match u32::from_str_radix(signed, 16) {
            Ok(code) if !signed.starts_with(['+', '-']) => {
                let code = if hex.starts_with('-') {
                    code.wrapping_neg()
                } else {
                    code
                };
                units.push(code as u16);
            }
            _ => {
                return Err((
                    "NumberFormatException",
                    format!("{hex:?} is no hexadecimal number"),
                ));
            }
        }
        rest = &rest[at + 2 + hex.len()..];
    }
    out.push_str(&crate::text::from_units(&units));
    out.push_str(rest);
    Ok(out)
}
