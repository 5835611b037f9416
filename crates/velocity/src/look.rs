//! Looking ahead as JavaCC's parsers do: a production matches if it fits the next few tokens, however it goes on.

use crate::limits;
use crate::parser::Parser;
use crate::scanner::{Kind, LexicalError};

/// Why scanning ahead stopped.
pub(crate) enum Stop {
    /// A token does not fit.
    Mismatch,
    /// As many tokens as were asked for fit.
    Enough,
    /// The characters ahead are no token.
    Lexical(LexicalError),
}

type Scan = Result<(), Stop>;

/// A look at the tokens ahead.
pub(crate) struct Look<'p, 'a> {
    parser: &'p mut Parser<'a>,
    at: usize,
    limit: usize,
    depth: u32,
    /// Tokens that may still be compared: a nest of lists could otherwise be scanned over and over.
    fuel: u32,
}

impl<'p, 'a> Look<'p, 'a> {
    pub(crate) fn new(parser: &'p mut Parser<'a>, limit: usize) -> Self {
        Look {
            parser,
            at: 0,
            limit,
            depth: 0,
            fuel: 100_000,
        }
    }

    pub(crate) fn token(&mut self, kind: Kind) -> Scan {
        let found = self.parser.token(self.at).map_err(Stop::Lexical)?.kind;
        self.fuel = self.fuel.saturating_sub(1);
        if found != kind || self.fuel == 0 {
            return Err(Stop::Mismatch);
        }
        self.at += 1;
        if self.at >= self.limit {
            Err(Stop::Enough)
        } else {
            Ok(())
        }
    }

    /// Tries a production, and goes back to where it started if it does not fit.
    fn optional(&mut self, scan: impl FnOnce(&mut Self) -> Scan) -> Result<bool, Stop> {
        let start = self.at;
        match scan(self) {
            Ok(()) => Ok(true),
            Err(Stop::Mismatch) => {
                self.at = start;
                Ok(false)
            }
            Err(stop) => Err(stop),
        }
    }

    fn whitespace(&mut self) -> Scan {
        self.optional(|look| look.token(Kind::Whitespace)).map(drop)
    }

    fn any(&mut self, kinds: &[Kind]) -> Scan {
        for kind in kinds {
            if self.optional(|look| look.token(*kind))? {
                return Ok(());
            }
        }
        Err(Stop::Mismatch)
    }

    pub(crate) fn reference(&mut self) -> Scan {
        if self.optional(|look| look.token(Kind::Identifier))? {
            return self.steps();
        }
        self.token(Kind::LCurly)?;
        self.token(Kind::Identifier)?;
        self.steps()?;
        self.token(Kind::RCurly)
    }

    fn steps(&mut self) -> Scan {
        self.indices()?;
        while self.optional(Self::step)? {}
        Ok(())
    }

    /// `.name` or `.name(…)` with its indices.
    pub(crate) fn step(&mut self) -> Scan {
        self.token(Kind::Dot)?;
        if !self.optional(Self::method)? {
            self.token(Kind::Identifier)?;
        }
        self.indices()
    }

    fn indices(&mut self) -> Scan {
        while self.optional(|look| {
            look.token(Kind::IndexLBracket)?;
            look.parameter()?;
            look.token(Kind::IndexRBracket)
        })? {}
        Ok(())
    }

    pub(crate) fn method(&mut self) -> Scan {
        self.token(Kind::Identifier)?;
        self.token(Kind::LParen)?;
        if self.optional(Self::parameter)? {
            while self.optional(|look| {
                look.token(Kind::Comma)?;
                look.parameter()
            })? {}
        }
        self.token(Kind::RefMod2RParen)
    }

    pub(crate) fn parameter(&mut self) -> Scan {
        if self.depth >= limits::DEPTH {
            return Err(Stop::Mismatch);
        }
        self.depth += 1;
        let scan = self.bare_parameter();
        self.depth -= 1;
        scan
    }

    fn bare_parameter(&mut self) -> Scan {
        self.whitespace()?;
        self.operand()?;
        self.whitespace()
    }

    fn operand(&mut self) -> Scan {
        if self.optional(Self::reference)?
            || self.optional(Self::range)?
            || self.optional(Self::map)?
        {
            return Ok(());
        }
        if self.optional(Self::list)? {
            return Ok(());
        }
        self.any(&[
            Kind::StringLiteral,
            Kind::Integer,
            Kind::Float,
            Kind::True,
            Kind::False,
        ])
    }

    /// What tells a range from a list: everything up to its two points.
    pub(crate) fn range_start(&mut self) -> Scan {
        self.token(Kind::LBracket)?;
        self.whitespace()?;
        if !self.optional(Self::reference)? {
            self.token(Kind::Integer)?;
        }
        self.whitespace()?;
        self.token(Kind::DoubleDot)
    }

    fn range(&mut self) -> Scan {
        self.range_start()?;
        self.whitespace()?;
        if !self.optional(Self::reference)? {
            self.token(Kind::Integer)?;
        }
        self.whitespace()?;
        self.token(Kind::RBracket)
    }

    fn list(&mut self) -> Scan {
        self.token(Kind::LBracket)?;
        if self.optional(Self::parameter)? {
            while self.optional(|look| {
                look.token(Kind::Comma)?;
                look.parameter()
            })? {}
        }
        self.token(Kind::RBracket)
    }

    fn map(&mut self) -> Scan {
        self.token(Kind::LeftCurley)?;
        let pair = |look: &mut Self| {
            look.parameter()?;
            look.token(Kind::Colon)?;
            look.parameter()
        };
        if self.optional(pair)? {
            while self.optional(|look| {
                look.token(Kind::Comma)?;
                pair(look)
            })? {}
        } else {
            self.whitespace()?;
        }
        self.any(&[Kind::RightCurley, Kind::RCurly])
    }

    pub(crate) fn directive_argument(&mut self) -> Scan {
        self.whitespace()?;
        if self.optional(|look| look.token(Kind::Comma))? {
            self.whitespace()?;
        }
        if self.optional(|look| look.token(Kind::Word))? {
            return Ok(());
        }
        self.operand()
    }

    /// `!` and the start of what it negates.
    pub(crate) fn negation(&mut self) -> Scan {
        self.whitespace()?;
        self.token(Kind::LogicalNot)?;
        self.whitespace()?;
        if self.optional(|look| look.any(&[Kind::LogicalNot, Kind::LParen]))? {
            return Ok(());
        }
        self.operand()
    }
}
