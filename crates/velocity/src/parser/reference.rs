//! References: `$name`, `${name}`, their properties, calls and indices, and what stands in front of the `$`.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method's path is not general enough in its lifetimes for `look` and `nested`"
)]

use crate::scanner::{Kind, Token};
use crate::source::Span;
use crate::tree::{Expr, Reference, ReferenceKind, Step, StepKind};

use super::{Parser, Recording, Result};

impl Parser<'_> {
    pub(super) fn reference(&mut self) -> Result<Reference> {
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
                    span: Span {
                        start: token.start,
                        end: token.end,
                    },
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
            span: Span {
                start: name.start,
                end: self.previous_end(),
            },
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
                span: Span {
                    start: open.start,
                    end: self.previous_end(),
                },
                kind: StepKind::Index(index),
            });
        }
        Ok(())
    }
}

pub(super) fn depth_of_steps(steps: &[Step]) -> u32 {
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
pub(super) fn own_image(image: &str) -> &str {
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
