//! Log groups and their streams: names, settings and totals of what was appended.

use std::sync::Arc;

use rusqlite::types::Value as Column;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use serde::{Serialize, de::DeserializeOwned};

use super::{Error, Store};

/// Records of deleted streams that are removed in one go, so that writers do not wait for long.
const GARBAGE_AT_ONCE: i64 = 2000;

/// A log group. What `S` holds is its owner's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogGroup<S> {
    /// Names it in queries for as long as it exists; never used again.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// When it was created, epoch milliseconds.
    pub created: i64,
    /// The bytes of the events in it.
    pub stored_bytes: u64,
    /// Its settings.
    pub settings: S,
}

/// A log stream. Times are epoch milliseconds; those of events are `None` before the first event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogStream {
    /// Names it in queries for as long as it exists; never used again.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// When it was created.
    pub created: i64,
    /// The earliest timestamp of an event.
    pub first_event: Option<i64>,
    /// The latest timestamp of an event.
    pub last_event: Option<i64>,
    /// When events were last appended.
    pub last_ingestion: Option<i64>,
    /// The bytes of the events in it.
    pub stored_bytes: u64,
}

/// The order of a listing of streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamOrder {
    /// By name.
    Name,
    /// By the latest event, then by name; streams without events count as the oldest.
    LastEvent,
}

impl Store {
    /// Creates a log group in `scope` (an account and region).
    ///
    /// # Errors
    /// [`Error::LogGroupExists`].
    pub async fn create_log_group<S: Serialize>(
        &self,
        scope: &str,
        name: &str,
        created: i64,
        settings: &S,
    ) -> Result<(), Error> {
        let settings = encode(name, settings)?;
        let (scope, name) = (scope.to_owned(), name.to_owned());
        self.write(move |connection| {
            if insert_group(connection, &scope, &name, created, &settings)? {
                Ok(())
            } else {
                Err(Error::LogGroupExists(name))
            }
        })
        .await
    }

    /// Changes the settings of the group `name`; other writes do not come between.
    ///
    /// # Errors
    /// [`Error::NoSuchLogGroup`].
    pub async fn update_log_group<S: Serialize + DeserializeOwned>(
        &self,
        scope: &str,
        name: &str,
        update: impl FnOnce(&mut S) + Send + 'static,
    ) -> Result<(), Error> {
        let (scope, name) = (scope.to_owned(), name.to_owned());
        self.write(move |connection| {
            let found: Option<(i64, Vec<u8>)> = connection
                .prepare_cached(
                    "SELECT id, settings FROM log_group WHERE scope = ?1 AND name = ?2",
                )?
                .query_row(params![scope, name], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((id, settings)) = found else {
                return Err(Error::NoSuchLogGroup(name));
            };
            let mut settings: S = decode(&name, &settings)?;
            update(&mut settings);
            connection
                .prepare_cached("UPDATE log_group SET settings = ?2 WHERE id = ?1")?
                .execute(params![id, encode(&name, &settings)?])?;
            Ok(())
        })
        .await
    }

    /// Deletes a group with its streams. Their records cannot be read any more at once; their space
    /// is freed when the writer has nothing better to do.
    ///
    /// # Errors
    /// [`Error::NoSuchLogGroup`].
    pub async fn delete_log_group(&self, scope: &str, name: &str) -> Result<(), Error> {
        let (scope, name) = (scope.to_owned(), name.to_owned());
        self.write(move |connection| {
            let id: Option<i64> = connection
                .prepare_cached(
                    "DELETE FROM log_group WHERE scope = ?1 AND name = ?2 RETURNING id",
                )?
                .query_row(params![scope, name], |row| row.get(0))
                .optional()?;
            let Some(id) = id else {
                return Err(Error::NoSuchLogGroup(name));
            };
            connection
                .prepare_cached(
                    "INSERT INTO log_garbage SELECT id FROM log_stream WHERE group_id = ?1",
                )?
                .execute([id])?;
            connection
                .prepare_cached("DELETE FROM log_stream WHERE group_id = ?1")?
                .execute([id])?;
            Ok(())
        })
        .await
    }

    /// Deletes all groups of all scopes, as [`Store::delete_log_group`] does one.
    pub async fn delete_logs(&self) -> Result<(), Error> {
        self.write(|connection| {
            Ok(connection.execute_batch(
                "INSERT INTO log_garbage SELECT id FROM log_stream;
                 DELETE FROM log_stream;
                 DELETE FROM log_group;",
            )?)
        })
        .await
    }

    /// The group `name`.
    pub fn log_group<S: DeserializeOwned>(
        &self,
        scope: &str,
        name: &str,
    ) -> Result<Option<LogGroup<S>>, Error> {
        let upto = format!("{name}\0");
        Ok(self.groups_between(scope, name, &upto, 1)?.pop())
    }

    /// At most `limit` groups whose names start with `prefix` and sort after `after`, by name.
    pub fn log_groups<S: DeserializeOwned>(
        &self,
        scope: &str,
        prefix: &str,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<LogGroup<S>>, Error> {
        let first = match after {
            Some(after) if after >= prefix => format!("{after}\0"),
            _ => prefix.to_owned(),
        };
        self.groups_between(scope, &first, &beyond(prefix), limit)
    }

    /// The scopes that have log groups.
    pub fn log_scopes(&self) -> Result<Vec<String>, Error> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT DISTINCT scope FROM log_group ORDER BY scope")?
                .query_map([], |row| row.get(0))?
                .map(|row| Ok(row?))
                .collect()
        })
    }

    fn groups_between<S: DeserializeOwned>(
        &self,
        scope: &str,
        first: &str,
        beyond: &str,
        limit: usize,
    ) -> Result<Vec<LogGroup<S>>, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, name, created, settings,
                     (SELECT coalesce(sum(stored_bytes), 0) FROM log_stream
                      WHERE group_id = log_group.id)
                 FROM log_group WHERE scope = ?1 AND name >= ?2 AND name < ?3
                 ORDER BY name LIMIT ?4",
            )?;
            statement
                .query_map(params![scope, first, beyond, rows(limit)], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get::<_, Vec<u8>>(3)?,
                        row.get(4)?,
                    ))
                })?
                .map(|row| {
                    let (id, name, created, settings, stored_bytes): (_, String, _, _, i64) = row?;
                    Ok(LogGroup {
                        settings: decode(&name, &settings)?,
                        id,
                        name,
                        created,
                        stored_bytes: stored_bytes.cast_unsigned(),
                    })
                })
                .collect()
        })
    }

    /// Creates a stream in the group `group`.
    ///
    /// # Errors
    /// [`Error::NoSuchLogGroup`], [`Error::LogStreamExists`].
    pub async fn create_log_stream(
        &self,
        scope: &str,
        group: &str,
        name: &str,
        created: i64,
    ) -> Result<(), Error> {
        let (scope, group, name) = (scope.to_owned(), group.to_owned(), name.to_owned());
        self.write(move |connection| {
            let Some(group) = group_id(connection, &scope, &group)? else {
                return Err(Error::NoSuchLogGroup(group));
            };
            if insert_stream(connection, group, &name, created)? {
                Ok(())
            } else {
                Err(Error::LogStreamExists(name))
            }
        })
        .await
    }

    /// Deletes a stream; its records go as with [`Store::delete_log_group`].
    ///
    /// # Errors
    /// [`Error::NoSuchLogGroup`], [`Error::NoSuchLogStream`].
    pub async fn delete_log_stream(
        &self,
        scope: &str,
        group: &str,
        name: &str,
    ) -> Result<(), Error> {
        let (scope, group, name) = (scope.to_owned(), group.to_owned(), name.to_owned());
        self.write(move |connection| {
            let Some(group) = group_id(connection, &scope, &group)? else {
                return Err(Error::NoSuchLogGroup(group));
            };
            let Some(stream) = stream_id(connection, group, &name)? else {
                return Err(Error::NoSuchLogStream(name));
            };
            connection
                .prepare_cached("INSERT INTO log_garbage VALUES (?1)")?
                .execute([stream])?;
            connection
                .prepare_cached("DELETE FROM log_stream WHERE id = ?1")?
                .execute([stream])?;
            Ok(())
        })
        .await
    }

    /// The stream `name` of the group with the id `group`.
    pub fn log_stream(&self, group: i64, name: &str) -> Result<Option<LogStream>, Error> {
        self.read(|connection| {
            Ok(connection
                .prepare_cached(&format!(
                    "SELECT {STREAM} FROM log_stream WHERE group_id = ?1 AND name = ?2"
                ))?
                .query_row(params![group, name], stream_from_row)
                .optional()?)
        })
    }

    /// At most `limit` streams of the group with the id `group` whose names start with `prefix`, in
    /// the given order or its reverse, after the stream `after`: its place in that order, a latest
    /// event (0 without one; not looked at when the order is by name) and a name.
    pub fn log_streams(
        &self,
        group: i64,
        prefix: &str,
        order: StreamOrder,
        descending: bool,
        after: Option<(i64, &str)>,
        limit: usize,
    ) -> Result<Vec<LogStream>, Error> {
        let place = match order {
            StreamOrder::Name => "''",
            StreamOrder::LastEvent => "coalesce(last_event, 0)",
        };
        let (beyond_after, direction) = if descending {
            ("<", "DESC")
        } else {
            (">", "ASC")
        };
        let mut parameters: Vec<Column> = vec![
            group.into(),
            prefix.to_owned().into(),
            beyond(prefix).into(),
        ];
        let mut only_after = String::new();
        if let Some((event, name)) = after {
            only_after = format!("AND ({place}, name) {beyond_after} (?, ?)");
            let place = match order {
                StreamOrder::Name => Column::from(String::new()),
                StreamOrder::LastEvent => Column::from(event),
            };
            parameters.extend([place, Column::from(name.to_owned())]);
        }
        parameters.push(rows(limit).into());
        let sql = format!(
            "SELECT {STREAM} FROM log_stream
             WHERE group_id = ? AND name >= ? AND name < ? {only_after}
             ORDER BY {place} {direction}, name {direction} LIMIT ?"
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement
                .query_map(params_from_iter(parameters), stream_from_row)?
                .map(|row| Ok(row?))
                .collect()
        })
    }
}

const STREAM: &str = "id, name, created, first_event, last_event, last_ingestion, stored_bytes";

fn stream_from_row(row: &Row<'_>) -> rusqlite::Result<LogStream> {
    Ok(LogStream {
        id: row.get(0)?,
        name: row.get(1)?,
        created: row.get(2)?,
        first_event: row.get(3)?,
        last_event: row.get(4)?,
        last_ingestion: row.get(5)?,
        stored_bytes: row.get::<_, i64>(6)?.cast_unsigned(),
    })
}

/// Inserts the group unless it exists; whether it did.
pub(super) fn insert_group(
    connection: &Connection,
    scope: &str,
    name: &str,
    created: i64,
    settings: &[u8],
) -> Result<bool, Error> {
    let inserted = connection
        .prepare_cached(
            "INSERT INTO log_group (scope, name, created, settings) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![scope, name, created, settings])?;
    Ok(inserted == 1)
}

/// Inserts the stream unless it exists; whether it did.
pub(super) fn insert_stream(
    connection: &Connection,
    group: i64,
    name: &str,
    created: i64,
) -> Result<bool, Error> {
    let inserted = connection
        .prepare_cached(
            "INSERT INTO log_stream (group_id, name, created) VALUES (?1, ?2, ?3)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![group, name, created])?;
    Ok(inserted == 1)
}

pub(super) fn group_id(
    connection: &Connection,
    scope: &str,
    name: &str,
) -> Result<Option<i64>, Error> {
    Ok(connection
        .prepare_cached("SELECT id FROM log_group WHERE scope = ?1 AND name = ?2")?
        .query_row(params![scope, name], |row| row.get(0))
        .optional()?)
}

pub(super) fn stream_id(
    connection: &Connection,
    group: i64,
    name: &str,
) -> Result<Option<i64>, Error> {
    Ok(connection
        .prepare_cached("SELECT id FROM log_stream WHERE group_id = ?1 AND name = ?2")?
        .query_row(params![group, name], |row| row.get(0))
        .optional()?)
}

/// Removes some records of deleted streams; whether there may be more.
pub(super) fn collect_garbage(connection: &Connection) -> Result<bool, Error> {
    let stream: Option<i64> = connection
        .prepare_cached("SELECT stream_id FROM log_garbage LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let Some(stream) = stream else {
        return Ok(false);
    };
    let removed = connection
        .prepare_cached(
            "DELETE FROM log_record WHERE id IN
                 (SELECT id FROM log_record WHERE stream_id = ?1 LIMIT ?2)",
        )?
        .execute(params![stream, GARBAGE_AT_ONCE])?;
    if removed == 0 {
        connection
            .prepare_cached("DELETE FROM log_garbage WHERE stream_id = ?1")?
            .execute([stream])?;
    }
    Ok(true)
}

pub(super) fn encode<S: Serialize>(name: &str, settings: &S) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(settings).map_err(|source| Error::Shape {
        key: name.to_owned(),
        source: Arc::new(source),
    })
}

fn decode<S: DeserializeOwned>(name: &str, settings: &[u8]) -> Result<S, Error> {
    serde_json::from_slice(settings).map_err(|source| Error::Shape {
        key: name.to_owned(),
        source: Arc::new(source),
    })
}

/// The first name that sorts after all names that start with `prefix`.
fn beyond(prefix: &str) -> String {
    let mut head = prefix.to_owned();
    while let Some(last) = head.pop() {
        let next = (u32::from(last) + 1..=u32::from(char::MAX)).find_map(char::from_u32);
        if let Some(next) = next {
            head.push(next);
            return head;
        }
    }
    // Nothing is beyond every name; this is beyond all that anyone uses.
    char::MAX.to_string()
}

fn rows(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
