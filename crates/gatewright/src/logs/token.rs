//! Event ids and paging tokens: places in the order of events, and in listings, as opaque text.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::LogError;
use crate::store::{Direction, Position};

/// The greatest place of an event in its record that the digits can hold.
const MAX_INDEX: i64 = 9_999_999_999;

/// A position as 56 decimal digits, as AWS's event ids have (F§7.3 [B]).
pub(super) fn digits(position: Position) -> String {
    format!(
        "{:013}{:013}{:020}{:010}",
        position.timestamp, position.ingested, position.record, position.index
    )
}

pub(super) fn position(digits: &str) -> Option<Position> {
    if digits.len() != 56 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(Position {
        timestamp: digits[..13].parse().ok()?,
        ingested: digits[13..26].parse().ok()?,
        record: digits[26..46].parse().ok()?,
        index: digits[46..].parse().ok()?,
    })
}

/// The position just before `position`: reading forward from it starts with the event there.
pub(super) fn just_before(position: Position) -> Position {
    if position.index > 0 {
        return Position {
            index: position.index - 1,
            ..position
        };
    }
    Position {
        record: (position.record - 1).max(0),
        index: MAX_INDEX,
        ..position
    }
}

/// `GetLogEvents`' token: `f/<digits>` to go on forward, `b/<digits>` backward.
pub(super) fn get_token(direction: Direction, position: Position) -> String {
    let letter = match direction {
        Direction::Forward => 'f',
        Direction::Backward => 'b',
    };
    format!("{letter}/{}", digits(position))
}

pub(super) fn parse_get_token(token: &str) -> Result<(Direction, Position), LogError> {
    let parsed = match token.split_at_checked(2) {
        Some(("f/", digits)) => position(digits).map(|at| (Direction::Forward, at)),
        Some(("b/", digits)) => position(digits).map(|at| (Direction::Backward, at)),
        _ => None,
    };
    parsed.ok_or_else(invalid)
}

/// `FilterLogEvents`' token; carries the direction too.
pub(super) fn filter_token(direction: Direction, position: Position) -> String {
    seal(&get_token(direction, position))
}

pub(super) fn parse_filter_token(token: &str) -> Result<(Direction, Position), LogError> {
    parse_get_token(&unseal(token)?)
}

/// An opaque token for a place in a listing.
pub(super) fn seal(place: &str) -> String {
    URL_SAFE_NO_PAD.encode(place)
}

/// What [`seal`] was given.
pub(super) fn unseal(token: &str) -> Result<String, LogError> {
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| invalid())?;
    String::from_utf8(bytes).map_err(|_| invalid())
}

pub(super) fn invalid() -> LogError {
    LogError::InvalidParameter("The specified nextToken is invalid.".to_owned())
}
