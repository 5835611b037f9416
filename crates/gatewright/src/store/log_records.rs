//! Log records: appended whole, read event by event in one order.
//!
//! A record holds the events that came for one stream at a time: of one call, or of the requests whose lines
//! gathered. Events of different records overlap in time, so reading merges records. That needs a bound on how long a record may
//! last, which [`append`] keeps by splitting longer ones: what lies further ahead than [`SPAN`]
//! cannot come first any more.

use std::collections::BinaryHeap;
use std::ops::ControlFlow;
use std::sync::Arc;

use rusqlite::types::Value as Column;
use rusqlite::{Connection, params, params_from_iter};

use super::log_streams::{encode, group_id, insert_group, insert_stream, stream_id};
use super::{Error, Store};

/// The longest time, in milliseconds, between the events of one record.
const SPAN: i64 = 1000;
/// Records that expiry removes in one go, so that writers do not wait for long.
const EXPIRE_AT_ONCE: i64 = 2000;

/// One line of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEvent {
    /// Epoch milliseconds.
    pub timestamp: i64,
    /// The text.
    pub message: String,
}

/// Events for one stream, in their order, to become one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogBatch {
    /// The account and region.
    pub scope: String,
    /// The group's name.
    pub group: String,
    /// The stream's name.
    pub stream: String,
    /// When the events arrived, epoch milliseconds.
    pub ingested: i64,
    /// The events.
    pub events: Vec<LogEvent>,
}

/// What to do about a group or stream that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Create it, a group with the settings `{}`.
    Create,
    /// Fail.
    Refuse,
}

/// Where an event stands in the order of all events: by timestamp, then by the time of arrival, then
/// in the order of appending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The event's timestamp.
    pub timestamp: i64,
    /// When it arrived.
    pub ingested: i64,
    /// The record that holds it.
    pub record: i64,
    /// Its place in that record.
    pub index: i64,
}

/// Which way to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the oldest event to the newest.
    Forward,
    /// From the newest event to the oldest.
    Backward,
}

/// Which events to read, and in which order.
#[derive(Debug, Clone)]
pub struct LogQuery {
    /// The id of the group.
    pub group: i64,
    /// The ids of the streams, `None` for all of the group.
    pub streams: Option<Vec<i64>>,
    /// The earliest timestamp.
    pub from: i64,
    /// The first timestamp that is too late.
    pub until: i64,
    /// Only events that come after this one in the chosen direction.
    pub after: Option<Position>,
    /// The direction.
    pub direction: Direction,
}

/// An event as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScannedEvent {
    /// Its place; reading can go on after it.
    pub position: Position,
    /// The id of its stream.
    pub stream: i64,
    /// Its text.
    pub message: String,
}

impl Store {
    /// Appends records, all of them or none. A batch without events is no record.
    ///
    /// # Errors
    /// [`Error::NoSuchLogGroup`] and [`Error::NoSuchLogStream`] with [`Missing::Refuse`].
    pub async fn append_logs(&self, batches: Vec<LogBatch>, missing: Missing) -> Result<(), Error> {
        self.write(move |connection| {
            batches
                .iter()
                .try_for_each(|batch| append(connection, batch, missing))
        })
        .await
    }

    /// Calls `visit` with each event that the query selects, in its order, until told to stop. Takes
    /// as long as there are events: call it from `spawn_blocking`.
    pub fn scan_logs(
        &self,
        query: &LogQuery,
        visit: impl FnMut(ScannedEvent) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        self.read(|connection| scan(connection, query, visit))
    }

    /// Removes records of the group with the id `group` whose events are all older than `before`
    /// (epoch milliseconds): some of them, so that other writes get their turn. Returns whether there
    /// may be more.
    pub async fn expire_logs(&self, group: i64, before: i64) -> Result<bool, Error> {
        self.write(move |connection| {
            let mut statement = connection.prepare_cached(
                "DELETE FROM log_record WHERE id IN
                     (SELECT id FROM log_record
                      WHERE group_id = ?1 AND first < ?2 AND last < ?2 LIMIT ?3)
                 RETURNING stream_id, bytes",
            )?;
            let removed: Vec<(i64, i64)> = statement
                .query_map(params![group, before, EXPIRE_AT_ONCE], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?
                .collect::<Result<_, _>>()?;
            let mut update = connection.prepare_cached(
                "UPDATE log_stream SET stored_bytes = max(stored_bytes - ?2, 0) WHERE id = ?1",
            )?;
            for (stream, bytes) in &removed {
                update.execute([stream, bytes])?;
            }
            Ok(rows(&removed) == EXPIRE_AT_ONCE)
        })
        .await
    }
}

fn rows<T>(removed: &[T]) -> i64 {
    removed.len() as i64
}

fn append(connection: &Connection, batch: &LogBatch, missing: Missing) -> Result<(), Error> {
    let LogBatch {
        scope,
        group,
        stream,
        ingested,
        events,
    } = batch;
    let create = missing == Missing::Create;
    let mut group_at = group_id(connection, scope, group)?;
    if group_at.is_none() && create {
        let settings = encode(group, &serde_json::Map::new())?;
        insert_group(connection, scope, group, *ingested, &settings)?;
        group_at = group_id(connection, scope, group)?;
    }
    let group = group_at.ok_or_else(|| Error::NoSuchLogGroup(group.clone()))?;
    let mut stream_at = stream_id(connection, group, stream)?;
    if stream_at.is_none() && create {
        insert_stream(connection, group, stream, *ingested)?;
        stream_at = stream_id(connection, group, stream)?;
    }
    let stream = stream_at.ok_or_else(|| Error::NoSuchLogStream(stream.clone()))?;
    let mut rest = events.as_slice();
    while let Some((record, first, last)) = next_record(&mut rest) {
        let bytes: usize = record.iter().map(|event| event.message.len()).sum();
        let lines: Vec<(i64, &str)> = record
            .iter()
            .map(|event| (event.timestamp, event.message.as_str()))
            .collect();
        let lines = encode("log record", &lines)?;
        connection
            .prepare_cached(
                "INSERT INTO log_record (group_id, stream_id, first, last, ingested, bytes, events)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                group,
                stream,
                first,
                last,
                ingested,
                bytes as i64,
                lines
            ])?;
        connection
            .prepare_cached(
                "UPDATE log_stream SET
                     first_event = min(coalesce(first_event, ?2), ?2),
                     last_event = max(coalesce(last_event, ?3), ?3),
                     last_ingestion = ?4,
                     stored_bytes = stored_bytes + ?5
                 WHERE id = ?1",
            )?
            .execute(params![stream, first, last, ingested, bytes as i64])?;
    }
    Ok(())
}

/// Takes from the front of `rest` as many events as fit within [`SPAN`]; returns them with their
/// earliest and latest timestamps.
fn next_record<'a>(rest: &mut &'a [LogEvent]) -> Option<(&'a [LogEvent], i64, i64)> {
    let start = rest.first()?.timestamp;
    let (mut first, mut last) = (start, start);
    let mut length = 0;
    for event in *rest {
        let (low, high) = (first.min(event.timestamp), last.max(event.timestamp));
        if high.saturating_sub(low) > SPAN {
            break;
        }
        (first, last) = (low, high);
        length += 1;
    }
    let (record, after) = rest.split_at(length);
    *rest = after;
    Some((record, first, last))
}

fn scan(
    connection: &Connection,
    query: &LogQuery,
    mut visit: impl FnMut(ScannedEvent) -> ControlFlow<()>,
) -> Result<(), Error> {
    let (sql, parameters) = records(query);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(parameters))?;
    let mut waiting: BinaryHeap<Waiting> = BinaryHeap::new();
    while let Some(row) = rows.next()? {
        let first: i64 = row.get(2)?;
        while let Some(next) = waiting.peek() {
            // An event may go out when no record that is still unread can hold one before it.
            let settled = match query.direction {
                Direction::Forward => next.event.position.timestamp < first,
                Direction::Backward => next.event.position.timestamp > first.saturating_add(SPAN),
            };
            if !settled {
                break;
            }
            if let Some(next) = waiting.pop()
                && visit(next.event).is_break()
            {
                return Ok(());
            }
        }
        let (record, stream, ingested) = (row.get(0)?, row.get(1)?, row.get(3)?);
        let events = row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?;
        let events: Vec<(i64, String)> =
            serde_json::from_slice(events).map_err(|source| Error::Shape {
                key: format!("log record {record}"),
                source: Arc::new(source),
            })?;
        for (index, (timestamp, message)) in events.into_iter().enumerate() {
            let position = Position {
                timestamp,
                ingested,
                record,
                index: index as i64,
            };
            let wanted = (query.from..query.until).contains(&timestamp)
                && query.after.is_none_or(|after| match query.direction {
                    Direction::Forward => position > after,
                    Direction::Backward => position < after,
                });
            if wanted {
                waiting.push(Waiting {
                    direction: query.direction,
                    event: ScannedEvent {
                        position,
                        stream,
                        message,
                    },
                });
            }
        }
    }
    while let Some(next) = waiting.pop() {
        if visit(next.event).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// The statement that reads the records that may hold what the query selects, in its direction.
fn records(query: &LogQuery) -> (String, Vec<Column>) {
    let after = query.after.map(|after| after.timestamp);
    let (from, until, order) = match query.direction {
        Direction::Forward => (
            query.from.max(after.unwrap_or(i64::MIN)),
            query.until,
            "ASC",
        ),
        Direction::Backward => {
            let until = after.map_or(query.until, |after| {
                query.until.min(after.saturating_add(1))
            });
            (query.from, until, "DESC")
        }
    };
    // One stream has an index of its own; several are picked from those of the group.
    let one = match query.streams.as_deref() {
        Some([stream]) => Some(*stream),
        _ => None,
    };
    let column = if one.is_some() {
        "stream_id"
    } else {
        "group_id"
    };
    let mut parameters: Vec<Column> = vec![
        one.unwrap_or(query.group).into(),
        from.saturating_sub(SPAN).into(),
        until.into(),
        from.into(),
    ];
    // The `+` keeps SQLite from starting with the streams: it would have to sort.
    let streams = match (one, &query.streams) {
        (Some(_), _) => "",
        (None, Some(streams)) => {
            parameters.push(format!("{streams:?}").into());
            "AND +stream_id IN (SELECT value FROM json_each(?))"
        }
        (None, None) => {
            // Records of deleted streams may still be there.
            parameters.push(query.group.into());
            "AND +stream_id IN (SELECT id FROM log_stream WHERE group_id = ?)"
        }
    };
    let sql = format!(
        "SELECT id, stream_id, first, ingested, events FROM log_record
         WHERE {column} = ? AND first >= ? AND first < ? AND last >= ? {streams}
         ORDER BY first {order}, id {order}"
    );
    (sql, parameters)
}

/// An event that was read and may have to wait for others; the greatest goes out first.
struct Waiting {
    direction: Direction,
    event: ScannedEvent,
}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let forward = self.event.position.cmp(&other.event.position);
        match self.direction {
            Direction::Forward => forward.reverse(),
            Direction::Backward => forward,
        }
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Waiting {}
