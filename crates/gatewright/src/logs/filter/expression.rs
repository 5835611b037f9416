//! Conditions joined by `&&`, `||` and parentheses, as JSON and space-delimited patterns share them.

use super::InvalidPattern;
use super::scanner::Scanner;

/// Deeper nesting than anybody writes is refused, so that parsing cannot exhaust the stack.
const MAX_DEPTH: usize = 50;

/// Conditions `C` and how they are joined.
#[derive(Debug)]
pub(super) enum Expression<C> {
    Condition(C),
    All(Vec<Self>),
    Any(Vec<Self>),
}

impl<C> Expression<C> {
    /// Reads an expression; `condition` reads one condition.
    pub(super) fn parse(
        scanner: &mut Scanner<'_>,
        condition: &mut impl FnMut(&mut Scanner<'_>) -> Result<C, InvalidPattern>,
    ) -> Result<Self, InvalidPattern> {
        Self::any(scanner, condition, MAX_DEPTH)
    }

    fn any(
        scanner: &mut Scanner<'_>,
        condition: &mut impl FnMut(&mut Scanner<'_>) -> Result<C, InvalidPattern>,
        depth: usize,
    ) -> Result<Self, InvalidPattern> {
        let mut alternatives = vec![Self::all(scanner, condition, depth)?];
        while scanner.eat("||") {
            alternatives.push(Self::all(scanner, condition, depth)?);
        }
        Ok(match alternatives.len() {
            1 => alternatives.swap_remove(0),
            _ => Self::Any(alternatives),
        })
    }

    fn all(
        scanner: &mut Scanner<'_>,
        condition: &mut impl FnMut(&mut Scanner<'_>) -> Result<C, InvalidPattern>,
        depth: usize,
    ) -> Result<Self, InvalidPattern> {
        let mut parts = vec![Self::one(scanner, condition, depth)?];
        while scanner.eat("&&") {
            parts.push(Self::one(scanner, condition, depth)?);
        }
        Ok(match parts.len() {
            1 => parts.swap_remove(0),
            _ => Self::All(parts),
        })
    }

    fn one(
        scanner: &mut Scanner<'_>,
        condition: &mut impl FnMut(&mut Scanner<'_>) -> Result<C, InvalidPattern>,
        depth: usize,
    ) -> Result<Self, InvalidPattern> {
        scanner.skip_space();
        let expression = if scanner.eat("(") {
            let depth = depth.checked_sub(1).ok_or(InvalidPattern::Malformed)?;
            let inside = Self::any(scanner, condition, depth)?;
            if !scanner.eat(")") {
                return Err(InvalidPattern::Malformed);
            }
            inside
        } else {
            Self::Condition(condition(scanner)?)
        };
        scanner.skip_space();
        Ok(expression)
    }

    /// Whether the conditions hold together.
    pub(super) fn holds(&self, condition: &impl Fn(&C) -> bool) -> bool {
        match self {
            Self::Condition(one) => condition(one),
            Self::All(parts) => parts.iter().all(|part| part.holds(condition)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(condition)),
        }
    }

    /// Calls `visit` with each condition.
    pub(super) fn visit(&self, visit: &mut impl FnMut(&C)) {
        match self {
            Self::Condition(one) => visit(one),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.visit(visit);
                }
            }
        }
    }
}
