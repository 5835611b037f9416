//! A template's tokens without a parser: the scanner is driven by what its tokens look like.

use crate::scanner::{Kind, Scanner, Token};

/// All tokens, the end included, up to where no token starts.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut scanner = Scanner::new(source);
    let mut tokens: Vec<Token> = Vec::new();
    // How many parentheses are open in the `#set` that is being read.
    let mut set: Option<u32> = None;
    while let Ok(token) = scanner.next() {
        match token.kind {
            Kind::Word | Kind::BracketedWord => {
                let is_directive = source
                    .get(token.start..)
                    .is_some_and(|rest| rest.starts_with('#'));
                if is_directive {
                    scanner.enter_directive();
                    if !scanner.is_left_parenthesis() {
                        scanner.leave_directive();
                    }
                }
            }
            Kind::SetDirective => set = Some(1),
            Kind::LParen => set = set.map(|open| open + 1),
            Kind::RParen | Kind::RefMod2RParen => {
                set = set.and_then(|open| open.checked_sub(1));
                if set == Some(0) {
                    scanner.leave_set();
                    set = None;
                }
            }
            _ => {}
        }
        let is_end = token.kind == Kind::Eof;
        tokens.push(token);
        if is_end {
            break;
        }
    }
    tokens
}
