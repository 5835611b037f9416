//! Queries of Logs Insights: started, run beside, asked for. They are kept in memory, the newest
//! [`KEPT`]; AWS keeps results for seven days.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::constraints::Constraints;
use super::insights::{Cell, Event, MAX_ROWS, Query, Run};
use super::{LogError, LogService, token};
use crate::home::Home;
use crate::store::{self, Direction, LogQuery, Position, ScannedEvent, Store};

/// How many queries are kept.
const KEPT: usize = 500;
/// AWS's limits.
const MAX_GROUPS: usize = 50;
const MAX_TEXT: usize = 10_000;
const MAX_DESCRIBED: i64 = 1000;
/// Events that are read at a time, so that writers get their turn.
const READ_AT_ONCE: usize = 5000;
/// Seconds since the epoch do not get so far before the year 5138; who sends more means milliseconds.
const MILLISECONDS_FROM: i64 = 100_000_000_000;
const MINUTE: i64 = 60 * 1000;
/// How many events GetLogGroupFields looks at.
const SAMPLED: usize = 10_000;

/// What to ask.
#[derive(Debug, Clone, Default)]
pub struct StartQuery {
    /// The groups' names or ARNs.
    pub groups: Vec<String>,
    /// The earliest time, in seconds since the epoch.
    pub start_time: i64,
    /// The latest, the same.
    pub end_time: i64,
    /// The query.
    pub text: String,
    /// At most so many rows if the query itself says nothing, 10,000 if not given.
    pub limit: Option<i64>,
}

/// How far a query is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryStatus {
    /// It is being run.
    Running,
    /// Its results are there.
    Complete,
    /// It was stopped.
    Cancelled,
    /// The store failed.
    Failed,
}

impl QueryStatus {
    /// AWS's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "Running",
            Self::Complete => "Complete",
            Self::Cancelled => "Cancelled",
            Self::Failed => "Failed",
        }
    }
}

/// What a query has looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueryStatistics {
    /// Events that its filters let pass.
    pub records_matched: u64,
    /// Events that it looked at.
    pub records_scanned: u64,
    /// Their bytes.
    pub bytes_scanned: u64,
    /// Log groups.
    pub log_groups_scanned: u64,
}

/// What `GetQueryResults` answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryResults {
    /// How far it is.
    pub status: QueryStatus,
    /// The rows, if it is complete.
    pub rows: Vec<Vec<Cell>>,
    /// What it has looked at.
    pub statistics: QueryStatistics,
}

/// A query, as `DescribeQueries` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryInfo {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// How far it is.
    pub status: QueryStatus,
    /// When it was started, epoch milliseconds.
    pub create_time: i64,
    /// The first of its groups.
    pub group: String,
    /// How long it took, in milliseconds.
    pub duration: Option<i64>,
    /// The bytes that it looked at.
    pub bytes_scanned: u64,
}

/// Which queries to describe.
#[derive(Debug, Clone, Default)]
pub struct DescribeQueries {
    /// Those of this group.
    pub group: Option<String>,
    /// Those that are so far.
    pub status: Option<String>,
    /// At most so many, 1,000 if not given.
    pub limit: Option<i64>,
    /// The token of the page before.
    pub next_token: Option<String>,
}

/// The queries, the newest at the end.
#[derive(Default)]
pub(super) struct Queries(Mutex<VecDeque<Arc<Started>>>);

struct Started {
    id: String,
    home: Home,
    text: String,
    groups: Vec<String>,
    create_time: i64,
    cancelled: AtomicBool,
    state: Mutex<State>,
}

struct State {
    results: QueryResults,
    duration: Option<i64>,
}

impl Queries {
    pub(super) fn forget(&self) {
        self.all().clear();
    }

    fn all(&self) -> std::sync::MutexGuard<'_, VecDeque<Arc<Started>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, started: Arc<Started>) {
        let mut all = self.all();
        if all.len() >= KEPT {
            all.pop_front();
        }
        all.push_back(started);
    }

    fn find(&self, home: &Home, id: &str) -> Result<Arc<Started>, LogError> {
        let all = self.all();
        let mut found = all.iter().filter(|one| one.home == *home);
        found
            .find(|one| one.id == id)
            .cloned()
            .ok_or(LogError::NoSuchQuery)
    }
}

impl Started {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LogService {
    /// `StartQuery`: gives the query's id; it is run beside.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::InvalidParameter`], [`LogError::MalformedQuery`].
    pub async fn start_query(&self, home: &Home, request: StartQuery) -> Result<String, LogError> {
        let limit = request.limit.unwrap_or(MAX_ROWS as i64);
        Constraints::default()
            .range("limit", limit, 1..=MAX_ROWS as i64)
            .members("logGroupNames", request.groups.len(), 1..=MAX_GROUPS)
            .length("queryString", &request.text, 0..=MAX_TEXT)
            .check()?;
        let from = milliseconds(request.start_time);
        // The last second is in it.
        let until = milliseconds(request.end_time).saturating_add(1000);
        if until < from {
            return Err(LogError::InvalidParameter(
                "Query's end time must be later than its start time.".to_owned(),
            ));
        }
        let query = Query::parse(&request.text).map_err(LogError::MalformedQuery)?;
        let mut groups = Vec::new();
        for group in &request.groups {
            groups.push(self.find_group(home, group).await?);
        }
        let reading = Reading {
            store: self.store.clone(),
            home: home.clone(),
            groups: groups
                .iter()
                .map(|group| {
                    let names = self.stream_names(group.id)?;
                    let from = self.from(group, Some(from));
                    Ok((group.id, group.name.clone(), names, from))
                })
                .collect::<Result<_, LogError>>()?,
            until,
        };
        let started = Arc::new(Started {
            id: uuid::Uuid::new_v4().to_string(),
            home: home.clone(),
            text: request.text,
            groups: groups.into_iter().map(|group| group.name).collect(),
            create_time: self.now(),
            cancelled: AtomicBool::new(false),
            state: Mutex::new(State {
                results: QueryResults {
                    status: QueryStatus::Running,
                    rows: Vec::new(),
                    statistics: QueryStatistics::default(),
                },
                duration: None,
            }),
        });
        self.queries.push(Arc::clone(&started));
        let (id, clock) = (started.id.clone(), Arc::clone(&self.clock));
        tokio::task::spawn_blocking(move || {
            let ran = reading.run(&query, &started, limit as usize);
            let mut state = started.state();
            state.duration = Some((clock()).saturating_sub(started.create_time));
            match ran {
                Ok(rows) if !started.cancelled.load(Ordering::Relaxed) => {
                    state.results.rows = rows;
                    state.results.status = QueryStatus::Complete;
                }
                Ok(_) => state.results.status = QueryStatus::Cancelled,
                Err(error) => {
                    tracing::warn!(%error, "a query of Logs Insights failed");
                    state.results.status = QueryStatus::Failed;
                }
            }
        });
        Ok(id)
    }

    /// `GetQueryResults`.
    ///
    /// # Errors
    /// [`LogError::NoSuchQuery`].
    pub fn query_results(&self, home: &Home, id: &str) -> Result<QueryResults, LogError> {
        let started = self.queries.find(home, id)?;
        let results = started.state().results.clone();
        Ok(results)
    }

    /// `StopQuery`.
    ///
    /// # Errors
    /// [`LogError::NoSuchQuery`]; [`LogError::InvalidParameter`] if it has ended already.
    pub fn stop_query(&self, home: &Home, id: &str) -> Result<(), LogError> {
        let started = self.queries.find(home, id)?;
        let mut state = started.state();
        if state.results.status != QueryStatus::Running {
            // The text is ours [C].
            return Err(LogError::InvalidParameter(
                "The specified query is not running.".to_owned(),
            ));
        }
        started.cancelled.store(true, Ordering::Relaxed);
        state.results.status = QueryStatus::Cancelled;
        Ok(())
    }

    /// `DescribeQueries`: a page of queries, newest first, and the token of the next page.
    ///
    /// # Errors
    /// [`LogError::InvalidParameter`].
    pub fn describe_queries(
        &self,
        home: &Home,
        request: &DescribeQueries,
    ) -> Result<(Vec<QueryInfo>, Option<String>), LogError> {
        let limit = request.limit.unwrap_or(MAX_DESCRIBED);
        Constraints::default()
            .range("maxResults", limit, 1..=MAX_DESCRIBED)
            .check()?;
        let after = request
            .next_token
            .as_deref()
            .map(token::unseal)
            .transpose()?;
        let all: Vec<Arc<Started>> = self.queries.all().iter().rev().cloned().collect();
        let wanted = all.iter().filter(|one| {
            let of_group = request.group.as_ref();
            let status = one.state().results.status.as_str();
            one.home == *home
                && of_group.is_none_or(|group| one.groups.contains(group))
                && request
                    .status
                    .as_ref()
                    .is_none_or(|wanted| wanted == status)
        });
        let mut found: Vec<QueryInfo> = wanted
            .map(|one| {
                let state = one.state();
                QueryInfo {
                    id: one.id.clone(),
                    text: one.text.clone(),
                    status: state.results.status,
                    create_time: one.create_time,
                    group: one.groups.first().cloned().unwrap_or_default(),
                    duration: state.duration,
                    bytes_scanned: state.results.statistics.bytes_scanned,
                }
            })
            .collect();
        if let Some(after) = after {
            let passed = found.iter().position(|one| one.id == after);
            found.drain(..passed.map_or(0, |place| place + 1));
        }
        let more = found.len() as i64 > limit;
        found.truncate(limit as usize);
        let last = found.last().filter(|_| more);
        let token = last.map(|last| token::seal(&last.id));
        Ok((found, token))
    }

    /// `GetLogRecord`: the fields of the event that a result's `@ptr` points to.
    ///
    /// # Errors
    /// [`LogError::InvalidParameter`] for what is no pointer, [`LogError::NoSuchGroup`], and
    /// [`LogError::NoSuchStream`] if the event is no more.
    pub async fn log_record(
        &self,
        home: &Home,
        pointer: &str,
    ) -> Result<BTreeMap<String, String>, LogError> {
        let invalid = || {
            LogError::InvalidParameter("The specified log record pointer is invalid.".to_owned())
        };
        let opened = token::unseal(pointer).map_err(|_| invalid())?;
        let (group, digits) = opened.split_once('\n').ok_or_else(invalid)?;
        let wanted = token::position(digits).ok_or_else(invalid)?;
        let group = self.find_group(home, group).await?;
        let query = LogQuery {
            group: group.id,
            streams: None,
            from: self.from(&group, Some(wanted.timestamp)),
            until: wanted.timestamp.saturating_add(1),
            after: Some(token::just_before(wanted)),
            direction: Direction::Forward,
        };
        let mut found = None;
        self.store.scan_logs(&query, |event| {
            found = Some(event).filter(|event| event.position == wanted);
            ControlFlow::Break(())
        })?;
        let found = found.ok_or(LogError::NoSuchStream)?;
        let names = self.stream_names(group.id)?;
        let event = event(home, &group.name, &names, found);
        let mut fields = event.fields();
        fields.insert("@ptr".to_owned(), event.pointer);
        Ok(fields)
    }

    /// `GetLogGroupFields`: the fields of a group's events around a time (`None`: of the last quarter
    /// of an hour), with the share of the events that have each, in percent.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`].
    pub async fn group_fields(
        &self,
        home: &Home,
        group: &str,
        time: Option<i64>,
    ) -> Result<Vec<(String, i32)>, LogError> {
        let group = self.find_group(home, group).await?;
        let names = self.stream_names(group.id)?;
        let (from, until) = match time.map(milliseconds) {
            Some(time) => (time - 8 * MINUTE, time + 8 * MINUTE),
            None => (self.now() - 15 * MINUTE, i64::MAX),
        };
        let query = LogQuery {
            group: group.id,
            streams: None,
            from: self.from(&group, Some(from)),
            until,
            after: None,
            direction: Direction::Backward,
        };
        let store = self.store.clone();
        let mut events = Vec::new();
        let scanned = tokio::task::spawn_blocking(move || {
            store.scan_logs(&query, |event| {
                events.push(event);
                if events.len() < SAMPLED {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            })?;
            Ok::<_, store::Error>(events)
        });
        let events = scanned.await.unwrap_or(Err(store::Error::Closed))?;
        let total = events.len();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for scanned in events {
            for name in event(home, &group.name, &names, scanned)
                .fields()
                .into_keys()
            {
                *counts.entry(name).or_default() += 1;
            }
        }
        let percent = |count: usize| (count * 100).div_ceil(total.max(1)) as i32;
        let mut fields: Vec<(String, i32)> = counts
            .into_iter()
            .map(|(name, count)| (name, percent(count)))
            .collect();
        fields.sort_by(|(one, many), (other, more)| more.cmp(many).then_with(|| one.cmp(other)));
        Ok(fields)
    }
}

fn milliseconds(time: i64) -> i64 {
    if time < MILLISECONDS_FROM {
        time.saturating_mul(1000)
    } else {
        time
    }
}

fn event(home: &Home, group: &str, names: &HashMap<i64, String>, event: ScannedEvent) -> Event {
    let digits = token::digits(event.position);
    Event {
        timestamp: event.position.timestamp,
        ingestion_time: event.position.ingested,
        message: event.message,
        stream: names.get(&event.stream).cloned().unwrap_or_default(),
        group: group.to_owned(),
        log: format!("{}:{group}", home.account),
        pointer: token::seal(&format!("{group}\n{digits}")),
    }
}

/// What a query reads: of each group its id, its name, its streams' names, and from when.
struct Reading {
    store: Store,
    home: Home,
    groups: Vec<(i64, String, HashMap<i64, String>, i64)>,
    until: i64,
}

impl Reading {
    fn run(
        &self,
        query: &Query,
        started: &Started,
        limit: usize,
    ) -> Result<Vec<Vec<Cell>>, store::Error> {
        let mut run = Run::new(query, started.create_time);
        let mut bytes = 0;
        let mut together: Vec<Event> = Vec::new();
        for (id, name, names, from) in &self.groups {
            let mut after: Option<Position> = None;
            loop {
                let events = self.chunk(*id, *from, after)?;
                let full = events.len() == READ_AT_ONCE;
                after = events.last().map(|event| event.position);
                let mut wanted = !started.cancelled.load(Ordering::Relaxed);
                for scanned in events {
                    if !wanted {
                        break;
                    }
                    bytes += scanned.message.len() as u64;
                    let event = event(&self.home, name, names, scanned);
                    // Events of several groups are put in order first.
                    if let [_] = self.groups.as_slice() {
                        wanted = run.take(event);
                    } else {
                        together.push(event);
                    }
                }
                started.state().results.statistics = QueryStatistics {
                    records_matched: run.matched(),
                    records_scanned: run.scanned(),
                    bytes_scanned: bytes,
                    log_groups_scanned: self.groups.len() as u64,
                };
                if !full || !wanted {
                    break;
                }
            }
        }
        together.sort_by_key(|event| std::cmp::Reverse(event.timestamp));
        for event in together {
            if !run.take(event) {
                break;
            }
        }
        let mut state = started.state();
        state.results.statistics.records_matched = run.matched();
        state.results.statistics.records_scanned = run.scanned();
        drop(state);
        Ok(run.finish(limit))
    }

    /// The next events of a group, newest first.
    fn chunk(
        &self,
        group: i64,
        from: i64,
        after: Option<Position>,
    ) -> Result<Vec<ScannedEvent>, store::Error> {
        let query = LogQuery {
            group,
            streams: None,
            from,
            until: self.until,
            after,
            direction: Direction::Backward,
        };
        let mut events = Vec::new();
        self.store.scan_logs(&query, |event| {
            events.push(event);
            if events.len() < READ_AT_ONCE {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        Ok(events)
    }
}
