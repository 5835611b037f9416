//! `GetLogEvents` and `FilterLogEvents` (F§7.3).

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::constraints::Constraints;
use super::filter::{FilterPattern, MAX_LENGTH};
use super::groups::Settings;
use super::put::EVENT_OVERHEAD;
use super::{LogError, LogService, token};
use crate::home::Home;
use crate::store::{self, Direction, LogQuery, Position, ScannedEvent, StreamOrder};

const MAX_EVENTS: i64 = 10_000;
const MAX_STREAMS: usize = 100;
/// The most text that one page returns.
const MAX_PAGE: usize = 1 << 20;
/// The most text that one page looks at; a page may be empty and yet not the last.
const MAX_LOOKED_AT: usize = 64 << 20;

/// What `GetLogEvents` is asked.
#[derive(Debug, Clone, Default)]
pub struct GetEvents {
    /// The group's name or ARN.
    pub group: String,
    /// The stream's name.
    pub stream: String,
    /// The earliest timestamp.
    pub start_time: Option<i64>,
    /// The first timestamp that is too late.
    pub end_time: Option<i64>,
    /// At most so many events, 10,000 if not given.
    pub limit: Option<i64>,
    /// Begin with the oldest events; otherwise with the newest. A token decides for itself.
    pub start_from_head: bool,
    /// A token of the page before.
    pub next_token: Option<String>,
}

/// An event of `GetLogEvents`. Times are epoch milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputEvent {
    /// When it happened.
    pub timestamp: i64,
    /// When it arrived.
    pub ingestion_time: i64,
    /// Its text.
    pub message: String,
}

/// What `GetLogEvents` answers, events from old to new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputPage {
    /// The events.
    pub events: Vec<OutputEvent>,
    /// Goes on to newer events; the token that was given, when there are none.
    pub next_forward_token: String,
    /// Goes on to older events; the token that was given, when there are none.
    pub next_backward_token: String,
}

/// What `FilterLogEvents` is asked.
#[derive(Debug, Clone, Default)]
pub struct FilterEvents {
    /// The group's name or ARN.
    pub group: String,
    /// Only these streams; none means all.
    pub streams: Vec<String>,
    /// Only streams whose names start so; not together with `streams`.
    pub stream_prefix: Option<String>,
    /// The earliest timestamp.
    pub start_time: Option<i64>,
    /// The latest timestamp.
    pub end_time: Option<i64>,
    /// The filter pattern.
    pub pattern: Option<String>,
    /// At most so many events, 10,000 if not given.
    pub limit: Option<i64>,
    /// `false` begins with the newest events. Without it the oldest come first, as they did before
    /// AWS had the parameter (F§7.3; the default is [C]).
    pub start_from_head: Option<bool>,
    /// The token of the page before.
    pub next_token: Option<String>,
}

/// An event of `FilterLogEvents`. Times are epoch milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilteredEvent {
    /// The name of its stream.
    pub stream: String,
    /// When it happened.
    pub timestamp: i64,
    /// When it arrived.
    pub ingestion_time: i64,
    /// Its id, 56 digits.
    pub event_id: String,
    /// Its text.
    pub message: String,
}

/// What `FilterLogEvents` answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilteredPage {
    /// The events.
    pub events: Vec<FilteredEvent>,
    /// `None` when all was looked at; a page with a token may be empty.
    pub next_token: Option<String>,
}

impl LogService {
    /// `GetLogEvents`: the events of one stream by pages, forth and back.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::NoSuchStream`], [`LogError::InvalidParameter`].
    pub async fn get_events(
        &self,
        home: &Home,
        request: GetEvents,
    ) -> Result<OutputPage, LogError> {
        let limit = request.limit.unwrap_or(MAX_EVENTS);
        Constraints::default()
            .stream_name("logStreamName", &request.stream)
            .range("limit", limit, 1..=MAX_EVENTS)
            .check()?;
        let token = request.next_token.as_deref().map(token::parse_get_token);
        let given = token.transpose()?;
        let group = self.find_group(home, &request.group).await?;
        let stream = self.store.log_stream(group.id, &request.stream)?;
        let stream = stream.ok_or(LogError::NoSuchStream)?;

        let direction = match given {
            Some((direction, _)) => direction,
            None if request.start_from_head => Direction::Forward,
            None => Direction::Backward,
        };
        let query = LogQuery {
            group: group.id,
            streams: Some(vec![stream.id]),
            from: self.from(&group, request.start_time),
            until: request.end_time.unwrap_or(i64::MAX),
            after: given.map(|(_, position)| position),
            direction,
        };
        // Before any event: where a stream without events in question is read on from.
        let origin = Position {
            timestamp: query.from.max(0),
            ingested: 0,
            record: 0,
            index: 0,
        };
        let mut events = self.page(query, limit as usize, |_| true).await?.events;
        if direction == Direction::Backward {
            events.reverse();
        }
        let (newest, oldest) = match (events.first(), events.last(), given) {
            (Some(first), Some(last), _) => (last.position, first.position),
            (_, _, Some((Direction::Backward, at))) => (token::just_before(at), at),
            (_, _, Some((Direction::Forward, at))) => (at, at),
            (_, _, None) => (origin, origin),
        };
        Ok(OutputPage {
            events: events.into_iter().map(OutputEvent::from).collect(),
            next_forward_token: token::get_token(Direction::Forward, newest),
            next_backward_token: token::get_token(Direction::Backward, oldest),
        })
    }

    /// `FilterLogEvents`: the events of a group that a pattern selects, by pages.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::NoSuchStream`], [`LogError::InvalidParameter`].
    pub async fn filter_events(
        &self,
        home: &Home,
        request: FilterEvents,
    ) -> Result<FilteredPage, LogError> {
        let limit = request.limit.unwrap_or(MAX_EVENTS);
        let pattern = request.pattern.as_deref().unwrap_or_default();
        let mut constraints = Constraints::default()
            .range("limit", limit, 1..=MAX_EVENTS)
            .members("logStreamNames", request.streams.len(), 0..=MAX_STREAMS)
            .length("filterPattern", pattern, 0..=MAX_LENGTH);
        if let Some(prefix) = &request.stream_prefix {
            constraints = constraints.stream_name("logStreamNamePrefix", prefix);
        }
        constraints.check()?;
        if request.stream_prefix.is_some() && !request.streams.is_empty() {
            // The text is ours [C].
            return Err(LogError::InvalidParameter(
                "logStreamNamePrefix and logStreamNames are mutually exclusive parameters."
                    .to_owned(),
            ));
        }
        let pattern = FilterPattern::parse(pattern)?;
        let token = request.next_token.as_deref().map(token::parse_filter_token);
        let given = token.transpose()?;
        let group = self.find_group(home, &request.group).await?;

        let direction = match (given, request.start_from_head) {
            (Some((direction, _)), _) => direction,
            (None, Some(false)) => Direction::Backward,
            (None, _) => Direction::Forward,
        };
        let query = LogQuery {
            group: group.id,
            streams: self.streams(group.id, &request)?,
            from: self.from(&group, request.start_time),
            until: request
                .end_time
                .map_or(i64::MAX, |end| end.saturating_add(1)),
            after: given.map(|(_, position)| position),
            direction,
        };
        let selects = move |event: &ScannedEvent| pattern.matches(&event.message);
        let page = self.page(query, limit as usize, selects).await?;
        let names = if page.events.is_empty() {
            HashMap::new()
        } else {
            self.stream_names(group.id)?
        };
        let event = |event: ScannedEvent| FilteredEvent {
            stream: names.get(&event.stream).cloned().unwrap_or_default(),
            timestamp: event.position.timestamp,
            ingestion_time: event.position.ingested,
            event_id: token::digits(event.position),
            message: event.message,
        };
        Ok(FilteredPage {
            events: page.events.into_iter().map(event).collect(),
            next_token: page.rest.map(|at| token::filter_token(direction, at)),
        })
    }

    /// The earliest timestamp to show.
    pub(super) fn from(&self, group: &store::LogGroup<Settings>, start: Option<i64>) -> i64 {
        let kept = self.oldest_kept(&group.settings);
        start.unwrap_or(0).max(kept.unwrap_or(0))
    }

    /// The ids of the streams that a request names, `None` for all.
    fn streams(&self, group: i64, request: &FilterEvents) -> Result<Option<Vec<i64>>, LogError> {
        if let Some(prefix) = &request.stream_prefix {
            let order = StreamOrder::Name;
            let streams = self
                .store
                .log_streams(group, prefix, order, false, None, usize::MAX)?;
            return Ok(Some(streams.into_iter().map(|stream| stream.id).collect()));
        }
        if request.streams.is_empty() {
            return Ok(None);
        }
        let id = |name: &String| match self.store.log_stream(group, name)? {
            Some(stream) => Ok(stream.id),
            None => Err(LogError::NoSuchStream),
        };
        let ids: Result<Vec<i64>, LogError> = request.streams.iter().map(id).collect();
        Ok(Some(ids?))
    }

    pub(super) fn stream_names(&self, group: i64) -> Result<HashMap<i64, String>, LogError> {
        let order = StreamOrder::Name;
        let streams = self
            .store
            .log_streams(group, "", order, false, None, usize::MAX)?;
        let named = streams.into_iter().map(|stream| (stream.id, stream.name));
        Ok(named.collect())
    }

    /// Reads events until a page is full.
    async fn page(
        &self,
        query: LogQuery,
        limit: usize,
        selects: impl Fn(&ScannedEvent) -> bool + Send + 'static,
    ) -> Result<Page, LogError> {
        let store = self.store.clone();
        let read = tokio::task::spawn_blocking(move || {
            let mut page = Page::default();
            let (mut looked_at, mut bytes) = (0, 0);
            let mut last = None;
            store.scan_logs(&query, |event| {
                let size = event.message.len() + EVENT_OVERHEAD;
                let full = page.events.len() == limit || looked_at >= MAX_LOOKED_AT;
                let selected = !full && selects(&event);
                let too_large = selected && bytes + size > MAX_PAGE && !page.events.is_empty();
                if full || too_large {
                    page.rest = last;
                    return ControlFlow::Break(());
                }
                looked_at += size;
                last = Some(event.position);
                if selected {
                    bytes += size;
                    page.events.push(event);
                }
                ControlFlow::Continue(())
            })?;
            Ok(page)
        });
        // The task is gone only when the runtime shuts down.
        read.await
            .unwrap_or(Err(store::Error::Closed))
            .map_err(LogError::from)
    }
}

/// What one scan found, and where the next one goes on if there is more.
#[derive(Default)]
struct Page {
    events: Vec<ScannedEvent>,
    rest: Option<Position>,
}

impl From<ScannedEvent> for OutputEvent {
    fn from(event: ScannedEvent) -> Self {
        Self {
            timestamp: event.position.timestamp,
            ingestion_time: event.position.ingested,
            message: event.message,
        }
    }
}
