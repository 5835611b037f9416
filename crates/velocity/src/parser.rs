//! The parser: Velocity 1.7's grammar by recursive descent, with the look-ahead that decides what it accepts.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method's path is not general enough in its lifetimes for `look` and `nested`"
)]

use std::collections::HashSet;

use crate::error::ParseError;
use crate::limits;
use crate::look::{Look, Stop};
use crate::profile::Profile;
use crate::scanner::{Kind, LexicalError, Scanner, Token};
use crate::source::{Position, Span};
use crate::tree::{
    Block, BlockText, Directive, Expr, ExprKind, Operator, Reference, ReferenceKind, Statement,
    Step, StepKind,
};

/// Parses a whole template.
pub(crate) fn parse(source: &str, profile: Profile) -> Result<Block, ParseError> {
    let mut parser = Parser {
        source,
        profile,
        scanner: Scanner::new(source),
        tokens: Vec::new(),
        next: 0,
        depth: 0,
        macros: HashSet::new(),
        recordings: Vec::new(),
    };
    let block = parser.statements()?;
    match parser.peek()? {
        Kind::Eof => Ok(block),
        _ => parser.unexpected(),
    }
}

type Result<T, E = ParseError> = std::result::Result<T, E>;

pub(crate) struct Parser<'a> {
    source: &'a str,
    profile: Profile,
    scanner: Scanner<'a>,
    /// Tokens scanned so far that may still be looked at.
    tokens: Vec<Token>,
    next: usize,
    depth: u32,
    /// Names of the macros defined above, which an escape in front of them recognises.
    macros: HashSet<String>,
    /// The texts of directives and blocks that are still open.
    recordings: Vec<Recording>,
}

/// The text of the tokens read since it began, as Velocity puts it together again.
struct Recording {
    text: String,
    /// With stray `$` and `#` and without comments (`#literal`); else the bare images (an unknown directive).
    whole: bool,
}

impl<'a> Parser<'a> {
    /// The token that many places after the next one.
    pub(crate) fn token(&mut self, ahead: usize) -> Result<&Token, LexicalError> {
        while self.tokens.len() <= self.next + ahead {
            let token = self.scanner.next()?;
            self.tokens.push(token);
        }
        Ok(&self.tokens[self.next + ahead])
    }

    fn peek(&mut self) -> Result<Kind> {
        match self.token(0) {
            Ok(token) => Ok(token.kind),
            Err(error) => Err(lexical(error)),
        }
    }

    fn look(
        &mut self,
        limit: usize,
        scan: impl FnOnce(&mut Look<'_, 'a>) -> Result<(), Stop>,
    ) -> Result<bool> {
        match scan(&mut Look::new(self, limit)) {
            Ok(()) | Err(Stop::Enough) => Ok(true),
            Err(Stop::Mismatch) => Ok(false),
            Err(Stop::Lexical(error)) => Err(lexical(error)),
        }
    }

    fn advance(&mut self) -> Result<Token> {
        self.peek()?;
        let token = self.tokens[self.next].clone();
        self.next += 1;
        let image = match token.kind {
            Kind::Dot => ".",
            Kind::Identifier | Kind::LCurly => own_image(&self.source[token.start..token.end]),
            _ => &self.source[token.start..token.end],
        };
        for recording in &mut self.recordings {
            if recording.whole {
                recording.text.push_str(&token.special);
            }
            if !(recording.whole && token.kind == Kind::MultiLineComment) {
                recording.text.push_str(image);
            }
        }
        if self.next > 64 {
            // Only the last token and those after it are looked at.
            self.tokens.drain(..self.next - 1);
            self.next = 1;
        }
        Ok(token)
    }

    fn expect(&mut self, kind: Kind) -> Result<Token> {
        if self.peek()? == kind {
            self.advance()
        } else {
            self.unexpected()
        }
    }

    fn accept(&mut self, kind: Kind) -> Result<bool> {
        let found = self.peek()? == kind;
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    fn skip_whitespace(&mut self) -> Result<()> {
        self.accept(Kind::Whitespace).map(drop)
    }

    fn image(&self, token: &Token) -> &str {
        &self.source[token.start..token.end]
    }

    fn unexpected<T>(&mut self) -> Result<T> {
        let token = match self.token(0) {
            Ok(token) => token.clone(),
            Err(error) => return Err(lexical(error)),
        };
        let found = match token.kind {
            Kind::Eof => "the end of the template".to_owned(),
            _ => format!("{:?}", self.image(&token)),
        };
        Err(ParseError {
            class: "TemplateParseException",
            message: format!("unexpected {found}"),
            position: token.position,
            span: Span {
                start: token.start,
                end: token.end,
            },
        })
    }

    fn macro_error<T>(token: &Token, position: Position, message: &str) -> Result<T> {
        Err(ParseError {
            class: "MacroParseException",
            message: message.to_owned(),
            position,
            span: Span {
                start: token.start,
                end: token.end,
            },
        })
    }

    /// Runs one level of nesting.
    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= limits::DEPTH {
            return self.too_deep();
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    fn too_deep<T>(&mut self) -> Result<T> {
        let start = self
            .tokens
            .get(self.next)
            .map_or(self.source.len(), |token| token.start);
        Err(ParseError {
            class: "LimitExceeded",
            message: "the template nests too deeply".to_owned(),
            position: Position::UNKNOWN,
            span: Span { start, end: start },
        })
    }

    fn previous_end(&self) -> usize {
        self.next
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(0, |token| token.end)
    }

    fn statements(&mut self) -> Result<Block> {
        self.nested(|parser| {
            let mut block = Block::new();
            while parser.statement(&mut block)? {}
            Ok(block)
        })
    }

    /// One statement; false where none can start.
    fn statement(&mut self, block: &mut Block) -> Result<bool> {
        if self.peek()? == Kind::If {
            block.push(self.if_statement()?);
            return Ok(true);
        }
        if self.look(2, |look| look.reference())? {
            block.push(Statement::Reference(self.reference()?));
            return Ok(true);
        }
        match self.peek()? {
            Kind::SingleLineCommentStart => {
                self.comment(block)?;
                self.accept(Kind::SingleLineComment)?;
            }
            Kind::MultiLineComment | Kind::FormalComment => self.comment(block)?,
            Kind::TextBlock => {
                let token = self.advance()?;
                let text = format!("{}{}", token.special, self.image(&token));
                // Velocity cuts three characters at both ends, whatever they are.
                let text: Vec<char> = text.chars().collect();
                block.push(Statement::Text(
                    text.get(3..text.len().saturating_sub(3))
                        .unwrap_or(&[])
                        .iter()
                        .collect(),
                ));
            }
            Kind::SetDirective => block.push(self.set()?),
            Kind::EscapeDirective => {
                let token = self.advance()?;
                block.push(Statement::Text(self.escaped_directive(&token)));
            }
            Kind::DoubleEscape => self.escapes(block)?,
            Kind::Word | Kind::BracketedWord => block.push(self.directive()?),
            Kind::Text
            | Kind::Dot
            | Kind::RParen
            | Kind::LParen
            | Kind::Integer
            | Kind::Float
            | Kind::StringLiteral
            | Kind::Escape
            | Kind::LCurly
            | Kind::RCurly
            | Kind::EmptyIndex => {
                let token = self.advance()?;
                let image = if token.kind == Kind::Dot {
                    "."
                } else {
                    self.image(&token)
                };
                block.push(Statement::Text(format!("{}{image}", token.special)));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// What stands in front of a comment in the same token is printed.
    fn comment(&mut self, block: &mut Block) -> Result<()> {
        let token = self.advance()?;
        let image = self.image(&token);
        if let Some(start) = image.find("##").or_else(|| image.find("#*")) {
            block.push(Statement::Text(image[..start].to_owned()));
        }
        Ok(())
    }

    /// Pairs of backslashes: one each in front of a directive, both elsewhere.
    fn escapes(&mut self, block: &mut Block) -> Result<()> {
        let mut count = 0;
        while self.accept(Kind::DoubleEscape)? {
            count += 1;
        }
        let control = match self.peek()? {
            Kind::If | Kind::Else | Kind::ElseIf | Kind::End => true,
            _ => {
                let next = self.tokens[self.next].clone();
                let name = self.image(&next).get(1..).unwrap_or("");
                self.is_known(name)
            }
        };
        block.push(Statement::Text(
            if control { "\\" } else { "\\\\" }.repeat(count),
        ));
        Ok(())
    }

    fn is_known(&self, name: &str) -> bool {
        self.profile.has_directive(name) || self.macros.contains(name)
    }

    fn escaped_directive(&self, token: &Token) -> String {
        let image = self.image(token);
        let slashes = image.len() - image.trim_start_matches('\\').len();
        let directive = &image[slashes..];
        let name = directive[1..].trim_start_matches('{').trim_end_matches('}');
        if self.is_known(name) || matches!(name, "if" | "end" | "set" | "else" | "elseif") {
            format!("{}{directive}", &image[..(slashes - 1) / 2])
        } else {
            image.to_owned()
        }
    }

    fn if_statement(&mut self) -> Result<Statement> {
        let mut arms = Vec::new();
        let mut otherwise = None;
        self.advance()?;
        arms.push(self.arm()?);
        while self.accept(Kind::ElseIf)? {
            arms.push(self.arm()?);
        }
        if self.accept(Kind::Else)? {
            otherwise = Some(self.statements()?);
        }
        self.expect(Kind::End)?;
        Ok(Statement::If { arms, otherwise })
    }

    fn arm(&mut self) -> Result<(Expr, Block)> {
        self.skip_whitespace()?;
        self.expect(Kind::LParen)?;
        let condition = self.expression()?;
        self.expect(Kind::RParen)?;
        Ok((condition, self.statements()?))
    }

    fn set(&mut self) -> Result<Statement> {
        self.advance()?;
        self.skip_whitespace()?;
        let target = self.reference()?;
        self.skip_whitespace()?;
        self.expect(Kind::Equals)?;
        let value = self.expression()?;
        self.expect(Kind::RParen)?;
        self.scanner.leave_set();
        // Velocity looks for a newline token here, which fixes the state that the next token is read in.
        self.peek()?;
        Ok(Statement::Set { target, value })
    }

    fn directive(&mut self) -> Result<Statement> {
        let first = self.advance()?;
        let image = self.image(&first).to_owned();
        let name = match first.kind {
            Kind::BracketedWord => image.get(2..image.len() - 1),
            _ => image.get(1..),
        };
        let name = name.unwrap_or("").to_owned();
        let known = self.profile.has_directive(&name);
        let is_macro = name == "macro";
        let is_block = matches!(name.as_str(), "foreach" | "macro" | "literal" | "define")
            || (!known && name.starts_with('@'));
        self.scanner.enter_directive();
        self.recordings.push(Recording {
            text: image,
            whole: false,
        });

        let mut args = Vec::new();
        // Velocity reports a directive's errors at the token after its name, if it has read one.
        let mut position = first.position;
        let has_parentheses = self.tokens.len() == self.next && self.scanner.is_left_parenthesis();
        if has_parentheses {
            position = self.token(0).map_err(lexical)?.position;
            self.skip_whitespace()?;
            self.expect(Kind::LParen)?;
            while self.look(2, |look| look.directive_argument())? {
                self.skip_whitespace()?;
                if self.accept(Kind::Comma)? {
                    self.skip_whitespace()?;
                }
                let arg = self.nested(Self::directive_argument)?;
                let is_word = matches!(arg.kind, ExprKind::Word(_));
                let index = args.len();
                if is_word
                    && known
                    && !(is_macro && index == 0)
                    && !(name == "foreach" && index == 1)
                {
                    return Self::macro_error(
                        &first,
                        position,
                        &format!("invalid argument {index} of #{name}"),
                    );
                }
                if !is_word && is_macro && index == 0 {
                    return Self::macro_error(
                        &first,
                        position,
                        "the first argument of #macro must be a bare word",
                    );
                }
                args.push(arg);
            }
            self.skip_whitespace()?;
            self.expect(Kind::RParen)?;
        } else {
            if is_macro {
                return Self::macro_error(&first, position, "a #macro needs at least a name");
            }
            self.scanner.leave_directive();
        }

        let mut block = None;
        let mut end = self.previous_end();
        if has_parentheses && is_block {
            self.recordings.push(Recording {
                text: String::new(),
                whole: true,
            });
            let statements = self.statements()?;
            let text = self
                .recordings
                .pop()
                .map(|recording| recording.text)
                .unwrap_or_default();
            self.expect(Kind::End)?;
            block = Some(BlockText {
                block: statements,
                text,
            });
            end = self.previous_end();
        }
        if is_macro {
            match args.first().map(|arg| &arg.kind) {
                Some(ExprKind::Word(name)) => self.macros.insert(name.clone()),
                _ => {
                    return Self::macro_error(
                        &first,
                        position,
                        "the first argument of #macro must be its name",
                    );
                }
            };
        }
        let literal = self
            .recordings
            .pop()
            .map(|recording| recording.text)
            .unwrap_or_default();
        Ok(Statement::Directive(Directive {
            span: Span {
                start: first.start,
                end,
            },
            position: first.position,
            name,
            literal,
            has_parentheses,
            args,
            block,
        }))
    }

    fn directive_argument(&mut self) -> Result<Expr> {
        match self.peek()? {
            Kind::Word => {
                let token = self.advance()?;
                let word = self.image(&token).to_owned();
                Ok(leaf(&token, ExprKind::Word(word)))
            }
            _ => self.operand(),
        }
    }

    /// A literal or a reference.
    fn operand(&mut self) -> Result<Expr> {
        match self.peek()? {
            Kind::Identifier | Kind::LCurly => {
                let reference = self.reference()?;
                return Ok(Expr {
                    position: reference.position,
                    literal: reference.span,
                    depth: 1 + depth_of_steps(&reference.steps),
                    kind: ExprKind::Reference(Box::new(reference)),
                });
            }
            Kind::LBracket if self.look(usize::MAX, |look| look.range_start())? => {
                return self.range();
            }
            _ => {}
        }
        match self.peek()? {
            Kind::LBracket => self.list(),
            Kind::LeftCurley => self.map(),
            kind @ (Kind::StringLiteral
            | Kind::Integer
            | Kind::Float
            | Kind::True
            | Kind::False) => {
                let token = self.advance()?;
                let image = self.image(&token).to_owned();
                Ok(leaf(
                    &token,
                    match kind {
                        Kind::StringLiteral => ExprKind::String(image),
                        Kind::Integer => ExprKind::Integer(image),
                        Kind::Float => ExprKind::Float(image),
                        kind => ExprKind::Bool(kind == Kind::True),
                    },
                ))
            }
            _ => self.unexpected(),
        }
    }

    fn parameter(&mut self) -> Result<Expr> {
        self.nested(|parser| {
            parser.skip_whitespace()?;
            let parameter = parser.operand()?;
            parser.skip_whitespace()?;
            Ok(parameter)
        })
    }

    fn range(&mut self) -> Result<Expr> {
        let open = self.expect(Kind::LBracket)?;
        self.skip_whitespace()?;
        let from = self.range_end()?;
        self.skip_whitespace()?;
        self.expect(Kind::DoubleDot)?;
        self.skip_whitespace()?;
        let to = self.range_end()?;
        self.skip_whitespace()?;
        self.expect(Kind::RBracket)?;
        let depth = 1 + from.depth.max(to.depth);
        Ok(self.since(&open, depth, ExprKind::Range(Box::new(from), Box::new(to))))
    }

    fn range_end(&mut self) -> Result<Expr> {
        match self.peek()? {
            Kind::Identifier | Kind::LCurly | Kind::Integer => {
                self.nested(|parser| parser.operand())
            }
            _ => self.unexpected(),
        }
    }

    fn list(&mut self) -> Result<Expr> {
        let open = self.expect(Kind::LBracket)?;
        let mut items = Vec::new();
        if self.peek()? != Kind::RBracket {
            items.push(self.parameter()?);
            while self.accept(Kind::Comma)? {
                items.push(self.parameter()?);
            }
        }
        self.expect(Kind::RBracket)?;
        let depth = 1 + items.iter().map(|item| item.depth).max().unwrap_or(0);
        Ok(self.since(&open, depth, ExprKind::List(items)))
    }

    fn map(&mut self) -> Result<Expr> {
        let open = self.expect(Kind::LeftCurley)?;
        let mut entries = Vec::new();
        if self.look(2, |look| {
            look.parameter()?;
            look.token(Kind::Colon)
        })? {
            loop {
                let key = self.parameter()?;
                self.expect(Kind::Colon)?;
                entries.push((key, self.parameter()?));
                if !self.accept(Kind::Comma)? {
                    break;
                }
            }
        } else {
            self.skip_whitespace()?;
        }
        match self.peek()? {
            Kind::RightCurley | Kind::RCurly => self.advance()?,
            _ => return self.unexpected(),
        };
        let depth = 1 + entries
            .iter()
            .map(|(key, value)| key.depth.max(value.depth))
            .max()
            .unwrap_or(0);
        Ok(self.since(&open, depth, ExprKind::Map(entries)))
    }

    fn since(&self, open: &Token, depth: u32, kind: ExprKind) -> Expr {
        Expr {
            position: open.position,
            literal: Span {
                start: open.start,
                end: self.previous_end(),
            },
            depth,
            kind,
        }
    }

    fn reference(&mut self) -> Result<Reference> {
        self.recordings.push(Recording {
            text: String::new(),
            whole: true,
        });
        let mut reference = self.bare_reference()?;
        reference.literal = self
            .recordings
            .pop()
            .map(|recording| recording.text)
            .unwrap_or_default();
        if reference.kind == ReferenceKind::Reference && (reference.escaped || !reference.quiet) {
            reference.null_text.clone_from(&reference.literal);
        }
        Ok(reference)
    }

    fn bare_reference(&mut self) -> Result<Reference> {
        let first = match self.peek()? {
            Kind::Identifier | Kind::LCurly => self.advance()?,
            _ => return self.unexpected(),
        };
        let mut name = None;
        if first.kind == Kind::LCurly {
            name = Some(self.expect(Kind::Identifier)?);
        }
        let mut steps = Vec::new();
        self.indices(&mut steps)?;
        while self.look(2, |look| look.step())? {
            self.expect(Kind::Dot)?;
            if self.look(3, |look| look.method())? {
                steps.push(self.nested(Self::method)?);
            } else {
                let token = self.expect(Kind::Identifier)?;
                let kind = StepKind::Property(self.image(&token).to_owned());
                steps.push(Step {
                    position: token.position,
                    kind,
                });
            }
            self.indices(&mut steps)?;
        }
        if first.kind == Kind::LCurly {
            self.expect(Kind::RCurly)?;
        }
        let name = name.map(|token| self.image(&token).to_owned());
        let span = Span {
            start: first.start,
            end: self.previous_end(),
        };
        Ok(resolve(&first, self.source, span, name, steps))
    }

    fn method(&mut self) -> Result<Step> {
        let name = self.expect(Kind::Identifier)?;
        self.expect(Kind::LParen)?;
        let mut args = Vec::new();
        if self.peek()? != Kind::RefMod2RParen {
            args.push(self.parameter()?);
            while self.accept(Kind::Comma)? {
                args.push(self.parameter()?);
            }
        }
        self.expect(Kind::RefMod2RParen)?;
        let kind = StepKind::Method(self.image(&name).to_owned(), args);
        Ok(Step {
            position: name.position,
            kind,
        })
    }

    fn indices(&mut self, steps: &mut Vec<Step>) -> Result<()> {
        while self.peek()? == Kind::IndexLBracket {
            let open = self.advance()?;
            let index = self.nested(|parser| {
                parser.skip_whitespace()?;
                let index = match parser.peek()? {
                    Kind::StringLiteral
                    | Kind::Integer
                    | Kind::True
                    | Kind::False
                    | Kind::Identifier
                    | Kind::LCurly => parser.operand()?,
                    _ => return parser.unexpected(),
                };
                parser.skip_whitespace()?;
                Ok(index)
            })?;
            self.expect(Kind::IndexRBracket)?;
            steps.push(Step {
                position: open.position,
                kind: StepKind::Index(index),
            });
        }
        Ok(())
    }

    fn expression(&mut self) -> Result<Expr> {
        self.nested(|parser| parser.binary(0))
    }

    /// Binary operators of at least a level of precedence, all left-associative.
    fn binary(&mut self, least: usize) -> Result<Expr> {
        let mut left = self.unary()?;
        loop {
            let kind = self.peek()?;
            let found = OPERATORS
                .iter()
                .find(|(token, level, _)| *token == kind && *level >= least);
            let Some((_, level, operator)) = found else {
                return Ok(left);
            };
            self.advance()?;
            let start = self.token(0).map_err(lexical)?.start;
            let right = self.binary(level + 1)?;
            let depth = 1 + left.depth.max(right.depth);
            if depth > limits::DEPTH * 2 {
                return self.too_deep();
            }
            left = Expr {
                position: right.position,
                literal: Span {
                    start,
                    end: self.previous_end(),
                },
                depth,
                kind: ExprKind::Binary(*operator, Box::new(left), Box::new(right)),
            };
        }
    }

    fn unary(&mut self) -> Result<Expr> {
        if !self.look(2, |look| look.negation())? {
            return self.primary();
        }
        self.skip_whitespace()?;
        let token = self.expect(Kind::LogicalNot)?;
        let inner = self.nested(Self::unary)?;
        let depth = 1 + inner.depth;
        Ok(self.since(&token, depth, ExprKind::Not(Box::new(inner))))
    }

    fn primary(&mut self) -> Result<Expr> {
        self.skip_whitespace()?;
        let primary = if self.peek()? == Kind::LParen {
            self.advance()?;
            let start = self.token(0).map_err(lexical)?.start;
            let inner = self.expression()?;
            let literal = Span {
                start,
                end: self.previous_end(),
            };
            self.expect(Kind::RParen)?;
            Expr {
                position: inner.position,
                literal,
                depth: 1 + inner.depth,
                kind: ExprKind::Parenthesized(Box::new(inner)),
            }
        } else {
            self.nested(|parser| parser.operand())?
        };
        self.skip_whitespace()?;
        Ok(primary)
    }
}

/// Operators with their precedence, loosest first.
const OPERATORS: &[(Kind, usize, Operator)] = &[
    (Kind::LogicalOr, 0, Operator::Or),
    (Kind::LogicalAnd, 1, Operator::And),
    (Kind::LogicalEquals, 2, Operator::Equal),
    (Kind::LogicalNotEquals, 2, Operator::NotEqual),
    (Kind::LogicalLt, 3, Operator::Less),
    (Kind::LogicalGt, 3, Operator::Greater),
    (Kind::LogicalLe, 3, Operator::LessOrEqual),
    (Kind::LogicalGe, 3, Operator::GreaterOrEqual),
    (Kind::Plus, 4, Operator::Add),
    (Kind::Minus, 4, Operator::Subtract),
    (Kind::Multiply, 5, Operator::Multiply),
    (Kind::Divide, 5, Operator::Divide),
    (Kind::Modulus, 5, Operator::Modulo),
];

fn leaf(token: &Token, kind: ExprKind) -> Expr {
    Expr {
        position: token.position,
        literal: Span {
            start: token.start,
            end: token.end,
        },
        depth: 1,
        kind,
    }
}

fn depth_of_steps(steps: &[Step]) -> u32 {
    let deepest = |args: &[Expr]| args.iter().map(|arg| arg.depth).max().unwrap_or(0);
    steps
        .iter()
        .map(|step| match &step.kind {
            StepKind::Property(_) => 0,
            StepKind::Method(_, args) => deepest(args),
            StepKind::Index(index) => index.depth,
        })
        .max()
        .unwrap_or(0)
}

/// The image of a reference's first token without the backslashes and stray `$` and `#` in front of it.
fn own_image(image: &str) -> &str {
    if image.contains("\\!") {
        return image;
    }
    let bare = image.trim_start_matches('\\');
    &bare[bare.rfind('$').unwrap_or(0)..]
}

/// Makes out what the first token of a reference means.
fn resolve(
    first: &Token,
    source: &str,
    span: Span,
    braced: Option<String>,
    steps: Vec<Step>,
) -> Reference {
    let image = &source[first.start..first.end];
    let mut reference = Reference {
        span,
        position: first.position,
        kind: ReferenceKind::Reference,
        root: String::new(),
        target: String::new(),
        escaped: false,
        quiet: false,
        escape_prefix: String::new(),
        more_prefix: String::new(),
        literal: String::new(),
        null_text: String::new(),
        steps,
    };
    if let Some(bang) = image.find("\\!") {
        let backslash = image
            .find('$')
            .and_then(|at| image[at..].find('\\').map(|more| at + more));
        let start = backslash.unwrap_or(bang);
        reference.kind = ReferenceKind::Schmoo;
        reference.null_text = format!("{}{}", &image[..start], &image[start + 1..]);
        reference.root.clone_from(&reference.null_text);
        return reference;
    }
    let bare = image.trim_start_matches('\\');
    let slashes = image.len() - bare.len();
    let name = own_image(image);
    reference.escaped = slashes % 2 == 1;
    image[..slashes / 2].clone_into(&mut reference.escape_prefix);
    bare[..bare.len() - name.len()].clone_into(&mut reference.more_prefix);
    reference.target = name.chars().skip(1).collect();
    reference.quiet = name.starts_with("$!");
    reference.root = match (name, braced) {
        ("${" | "$!{", Some(root)) => root,
        (name, _) => {
            let root = name.strip_prefix("$!").or_else(|| name.strip_prefix('$'));
            if root.is_none() {
                reference.kind = ReferenceKind::Runt;
            }
            root.unwrap_or(name).to_owned()
        }
    };
    reference
}

fn lexical(error: LexicalError) -> ParseError {
    ParseError {
        class: "ParseException",
        message: "no token of the language starts here".to_owned(),
        position: Position::UNKNOWN,
        span: Span {
            start: error.at,
            end: error.at,
        },
    }
}
