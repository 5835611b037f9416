//! Log streams.

use super::constraints::Constraints;
use super::{LogError, LogService, group_arn, token};
use crate::home::Home;
use crate::store::{self, StreamOrder};

const MAX_DESCRIBED: i64 = 50;

/// A log stream, as `DescribeLogStreams` shows it. Times are epoch milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogStream {
    /// Its name.
    pub name: String,
    /// Its ARN.
    pub arn: String,
    /// When it was created.
    pub creation_time: i64,
    /// The timestamp of its oldest event.
    pub first_event_timestamp: Option<i64>,
    /// The timestamp of its newest event.
    pub last_event_timestamp: Option<i64>,
    /// When events last arrived.
    pub last_ingestion_time: Option<i64>,
    /// A sequence token; `PutLogEvents` takes any.
    pub upload_sequence_token: String,
}

/// Which log streams to describe.
#[derive(Debug, Clone, Default)]
pub struct DescribeStreams {
    /// The group's name or ARN.
    pub group: String,
    /// What their names start with.
    pub prefix: Option<String>,
    /// Order them by their newest event instead of by name; not together with `prefix`.
    pub by_last_event: bool,
    /// Reverse the order.
    pub descending: bool,
    /// At most so many, 50 if not given.
    pub limit: Option<i64>,
    /// The token of the page before.
    pub next_token: Option<String>,
}

impl LogService {
    /// `CreateLogStream`.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::StreamExists`], [`LogError::InvalidParameter`].
    pub async fn create_stream(
        &self,
        home: &Home,
        group: &str,
        name: &str,
    ) -> Result<(), LogError> {
        check_names(group, name)?;
        self.writer.flush().await;
        let scope = home.to_string();
        let created = self
            .store
            .create_log_stream(&scope, group, name, self.now());
        Ok(created.await?)
    }

    /// `DeleteLogStream`: the stream with its events.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::NoSuchStream`].
    pub async fn delete_stream(
        &self,
        home: &Home,
        group: &str,
        name: &str,
    ) -> Result<(), LogError> {
        check_names(group, name)?;
        self.writer.flush().await;
        let scope = home.to_string();
        Ok(self.store.delete_log_stream(&scope, group, name).await?)
    }

    /// `DescribeLogStreams`: a page of log streams, and the token of the next page.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::InvalidParameter`].
    pub async fn describe_streams(
        &self,
        home: &Home,
        request: DescribeStreams,
    ) -> Result<(Vec<LogStream>, Option<String>), LogError> {
        let limit = request.limit.unwrap_or(MAX_DESCRIBED);
        let mut constraints = Constraints::default().range("limit", limit, 1..=MAX_DESCRIBED);
        if let Some(prefix) = &request.prefix {
            constraints = constraints.stream_name("logStreamNamePrefix", prefix);
        }
        constraints.check()?;
        if request.by_last_event && request.prefix.is_some() {
            return Err(LogError::InvalidParameter(
                "Cannot order by LastEventTime with a logStreamNamePrefix.".to_owned(),
            ));
        }
        let after = request.next_token.as_deref().map(parse_place).transpose()?;
        let group = self.find_group(home, &request.group).await?;
        let order = if request.by_last_event {
            StreamOrder::LastEvent
        } else {
            StreamOrder::Name
        };
        let mut streams = self.store.log_streams(
            group.id,
            request.prefix.as_deref().unwrap_or_default(),
            order,
            request.descending,
            after.as_ref().map(|(event, name)| (*event, name.as_str())),
            limit as usize + 1,
        )?;
        let more = streams.len() as i64 > limit;
        streams.truncate(limit as usize);
        let next = streams.last().filter(|_| more).map(place);
        let arn = group_arn(home, &group.name);
        let streams = streams
            .into_iter()
            .map(|stream| LogStream::new(&arn, stream))
            .collect();
        Ok((streams, next))
    }
}

impl LogStream {
    fn new(group_arn: &str, stream: store::LogStream) -> Self {
        Self {
            arn: format!("{group_arn}:log-stream:{}", stream.name),
            creation_time: stream.created,
            first_event_timestamp: stream.first_event,
            last_event_timestamp: stream.last_event,
            last_ingestion_time: stream.last_ingestion,
            upload_sequence_token: sequence_token(&stream),
            name: stream.name,
        }
    }
}

/// A sequence token: 56 digits, and different after each call.
pub(super) fn sequence_token(stream: &store::LogStream) -> String {
    let ingested = stream.last_ingestion.unwrap_or(stream.created);
    format!("49{:027}{:027}", ingested, stream.id)
}

pub(super) fn check_names(group: &str, stream: &str) -> Result<(), LogError> {
    Constraints::default()
        .group_name("logGroupName", group)
        .stream_name("logStreamName", stream)
        .check()
}

fn place(stream: &store::LogStream) -> String {
    let event = stream.last_event.unwrap_or_default();
    token::seal(&format!("{event}/{}", stream.name))
}

fn parse_place(token: &str) -> Result<(i64, String), LogError> {
    let place = token::unseal(token)?;
    let parsed = place.split_once('/').and_then(|(event, name)| {
        let event = event.parse().ok()?;
        Some((event, name.to_owned()))
    });
    parsed.ok_or_else(token::invalid)
}
