//! Which `#end` closes what.

use crate::scanner::{Kind, Token};
use crate::source::Span;

/// A directive that needs an `#end`.
#[derive(Clone, Debug)]
pub(crate) struct Opener {
    pub(crate) span: Span,
    /// Such as `#foreach`.
    pub(crate) name: String,
    /// Blanks in front of it, if it is the first on its line.
    indent: Option<usize>,
}

/// The blocks of a template up to some token.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    /// Blocks that are still open, outermost first.
    pub(crate) open: Vec<Opener>,
    /// The opener whose `#end` stands further to the left than itself: most likely its own `#end` is missing.
    pub(crate) suspect: Option<Opener>,
    /// Words such as `#endfoo`, which close nothing.
    pub(crate) misspelt: Vec<Span>,
}

impl Blocks {
    pub(crate) fn read(source: &str, tokens: &[Token]) -> Blocks {
        let mut blocks = Blocks::default();
        for (at, token) in tokens.iter().enumerate() {
            let image = source.get(token.start..token.end).unwrap_or("");
            match token.kind {
                Kind::If => blocks.open.push(opener(source, token, image)),
                Kind::Word | Kind::BracketedWord if image.starts_with('#') => {
                    let name = image[1..].trim_matches(['{', '}']);
                    let takes_block = matches!(name, "foreach" | "define" | "macro" | "literal")
                        || name.starts_with('@');
                    let mut after = tokens[at + 1..]
                        .iter()
                        .filter(|token| token.kind != Kind::Whitespace);
                    if takes_block && after.next().is_some_and(|next| next.kind == Kind::LParen) {
                        blocks.open.push(opener(source, token, image));
                    } else if name.starts_with("end") {
                        blocks.misspelt.push(Span {
                            start: token.start,
                            end: token.end,
                        });
                    }
                }
                Kind::End => {
                    let closed = blocks.open.pop();
                    if let (Some(closed), None) = (closed, &blocks.suspect) {
                        let end = indent(source, token.start);
                        if matches!((closed.indent, end), (Some(open), Some(end)) if end < open) {
                            blocks.suspect = Some(closed);
                        }
                    }
                }
                _ => {}
            }
        }
        blocks
    }

    /// The block that most likely lacks its `#end`.
    pub(crate) fn unclosed(&self) -> Option<&Opener> {
        let open = self.open.last()?;
        Some(self.suspect.as_ref().unwrap_or(open))
    }
}

fn opener(source: &str, token: &Token, image: &str) -> Opener {
    Opener {
        span: Span {
            start: token.start,
            end: token.end,
        },
        name: image.trim().replace(['{', '}'], ""),
        indent: indent(source, token.start),
    }
}

/// How many blanks stand between the line's start and a place, if nothing else does. Looks back no further than the
/// blanks go.
fn indent(source: &str, start: usize) -> Option<usize> {
    let before = source.get(..start)?;
    let rest = before.trim_end_matches([' ', '\t']);
    (rest.is_empty() || rest.ends_with('\n')).then(|| before.len() - rest.len())
}
