//! The log service: AWS's rules, texts and paging.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use gatewright::logs::{
    DescribeGroups, DescribeStreams, FilterEvents, GetEvents, LogError, LogEvent, LogService,
    NewGroup, OutputEvent, Rejected, Scope,
};
use gatewright::store::Store;

const NOW: i64 = 1_700_000_000_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

struct Logs {
    service: LogService,
    scope: Scope,
    now: Arc<AtomicI64>,
}

/// A service on an empty store with the group `g` and its stream `s`, and a clock to set.
async fn logs() -> Logs {
    let now = Arc::new(AtomicI64::new(NOW));
    let clock = Arc::clone(&now);
    let clock = Arc::new(move || clock.load(Ordering::Relaxed));
    let (service, task) = LogService::new(Store::ephemeral().unwrap(), clock);
    tokio::spawn(task.run());
    let scope = Scope::new("123456789012", "us-east-1");
    let group = NewGroup {
        name: "g".into(),
        ..NewGroup::default()
    };
    service.create_group(&scope, group).await.unwrap();
    service.create_stream(&scope, "g", "s").await.unwrap();
    Logs {
        service,
        scope,
        now,
    }
}

fn event(timestamp: i64, message: &str) -> LogEvent {
    LogEvent {
        timestamp,
        message: message.into(),
    }
}

fn refused<T>(result: Result<T, LogError>) -> (&'static str, String) {
    let error = result.err().unwrap();
    assert_eq!(error.status(), 400);
    (error.code(), error.to_string())
}

/// A request for all events of the group `g`.
fn everything() -> FilterEvents {
    FilterEvents {
        group: "g".into(),
        ..FilterEvents::default()
    }
}

impl Logs {
    async fn put(&self, events: &[(i64, &str)]) -> Result<Option<Rejected>, LogError> {
        let events = events
            .iter()
            .map(|(at, message)| event(*at, message))
            .collect();
        let put = self
            .service
            .put_events(&self.scope, "g", "s", events)
            .await?;
        assert_eq!(put.next_sequence_token.len(), 56);
        Ok(put.rejected)
    }

    async fn filtered(&self, request: FilterEvents) -> Result<Vec<String>, LogError> {
        let page = self.service.filter_events(&self.scope, request).await?;
        Ok(page.events.into_iter().map(|event| event.message).collect())
    }

    /// All pages of a filter together, and how many there were.
    async fn pages(&self, mut request: FilterEvents) -> (Vec<String>, usize) {
        let (mut messages, mut pages) = (Vec::new(), 0);
        loop {
            let page = self
                .service
                .filter_events(&self.scope, request.clone())
                .await
                .unwrap();
            messages.extend(page.events.into_iter().map(|event| event.message));
            pages += 1;
            request.next_token = page.next_token;
            if request.next_token.is_none() {
                return (messages, pages);
            }
        }
    }
}

#[tokio::test]
async fn names_and_what_does_not_exist() {
    let logs = logs().await;
    let (service, scope) = (&logs.service, &logs.scope);
    let missing = (
        "ResourceNotFoundException",
        "The specified log group does not exist.".to_owned(),
    );
    let no_stream = (
        "ResourceNotFoundException",
        "The specified log stream does not exist.".to_owned(),
    );
    assert_eq!(refused(service.delete_group(scope, "nope").await), missing);
    assert_eq!(
        refused(service.create_stream(scope, "nope", "s").await),
        missing
    );
    assert_eq!(
        refused(service.delete_stream(scope, "g", "nope").await),
        no_stream
    );
    assert_eq!(
        refused(service.set_retention(scope, "nope", None).await),
        missing
    );
    assert_eq!(
        refused(
            service
                .put_events(scope, "nope", "s", vec![event(NOW, "x")])
                .await
        ),
        missing
    );
    assert_eq!(
        refused(
            service
                .put_events(scope, "g", "nope", vec![event(NOW, "x")])
                .await
        ),
        no_stream
    );
    let request = GetEvents {
        group: "g".into(),
        stream: "nope".into(),
        ..GetEvents::default()
    };
    assert_eq!(refused(service.get_events(scope, request).await), no_stream);
    let request = FilterEvents {
        streams: vec!["s".into(), "nope".into()],
        ..everything()
    };
    assert_eq!(refused(logs.filtered(request).await), no_stream);

    let group = NewGroup {
        name: "g".into(),
        ..NewGroup::default()
    };
    assert_eq!(
        refused(service.create_group(scope, group.clone()).await),
        (
            "ResourceAlreadyExistsException",
            "The specified log group already exists".to_owned()
        )
    );
    assert_eq!(
        refused(service.create_stream(scope, "g", "s").await),
        (
            "ResourceAlreadyExistsException",
            "The specified log stream already exists".to_owned()
        )
    );
    let elsewhere = Scope::new("123456789012", "eu-west-1");
    service.create_group(&elsewhere, group).await.unwrap();
    let (code, message) = refused(service.create_stream(scope, "g", "a:b").await);
    assert_eq!(code, "InvalidParameterException");
    assert_eq!(
        message,
        "1 validation error detected: Value 'a:b' at 'logStreamName' failed to satisfy constraint: \
         Member must satisfy regular expression pattern: [^:*]*"
    );
    let bad = NewGroup {
        name: "a b".into(),
        class: Some("CHEAP".into()),
        ..NewGroup::default()
    };
    let (_, message) = refused(service.create_group(scope, bad).await);
    assert!(message.starts_with("2 validation errors detected: Value 'a b' at 'logGroupName'"));
}

#[tokio::test]
async fn groups_keep_their_settings() {
    let logs = logs().await;
    let (service, scope) = (&logs.service, &logs.scope);
    let tags = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect()
    };
    let group = NewGroup {
        name: "/aws/lambda/f".into(),
        tags: tags(&[("a", "1"), ("b", "2")]),
        deletion_protection_enabled: true,
        ..NewGroup::default()
    };
    service.create_group(scope, group).await.unwrap();
    service
        .set_retention(scope, "/aws/lambda/f", Some(7))
        .await
        .unwrap();
    let (_, message) = refused(service.set_retention(scope, "/aws/lambda/f", Some(8)).await);
    assert!(message.starts_with("Invalid retention value."));

    let request = DescribeGroups {
        prefix: Some("/aws".into()),
        ..DescribeGroups::default()
    };
    let (groups, next) = service.describe_groups(scope, request).await.unwrap();
    let arn = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/f";
    assert_eq!((groups.len(), groups[0].arn.as_str(), next), (1, arn, None));
    assert_eq!(groups[0].retention_in_days, Some(7));
    assert_eq!(
        (groups[0].class.as_str(), groups[0].creation_time),
        ("STANDARD", NOW)
    );

    service
        .tag(scope, arn, tags(&[("b", "3"), ("c", "4")]))
        .await
        .unwrap();
    service
        .untag(scope, &format!("{arn}:*"), vec!["a".into(), "z".into()])
        .await
        .unwrap();
    assert_eq!(
        service.tags(scope, arn).await.unwrap(),
        tags(&[("b", "3"), ("c", "4")])
    );
    let many = (0..49).map(|n| (n.to_string(), String::new())).collect();
    assert_eq!(
        refused(service.tag(scope, arn, many).await).0,
        "TooManyTagsException"
    );

    assert_eq!(
        refused(service.delete_group(scope, "/aws/lambda/f").await).0,
        "ValidationException"
    );
    service
        .set_deletion_protection(scope, arn, false)
        .await
        .unwrap();
    service.delete_group(scope, "/aws/lambda/f").await.unwrap();
}

#[tokio::test]
async fn groups_and_streams_are_described_by_pages() {
    let logs = logs().await;
    let (service, scope) = (&logs.service, &logs.scope);
    for n in 0..7 {
        let name = format!("API-Gateway-Execution-Logs_a{n}/prod");
        service
            .create_group(
                scope,
                NewGroup {
                    name,
                    ..NewGroup::default()
                },
            )
            .await
            .unwrap();
        service
            .create_stream(scope, "g", &format!("t{n}"))
            .await
            .unwrap();
        let at = vec![event(NOW - n, "x")];
        service
            .put_events(scope, "g", &format!("t{n}"), at)
            .await
            .unwrap();
    }
    let mut request = DescribeGroups {
        pattern: Some("Logs_a".into()),
        limit: Some(3),
        ..DescribeGroups::default()
    };
    let mut sizes = Vec::new();
    loop {
        let (groups, next) = service
            .describe_groups(scope, request.clone())
            .await
            .unwrap();
        sizes.push(groups.len());
        request.next_token = next;
        if request.next_token.is_none() {
            break;
        }
    }
    assert_eq!(sizes, [3, 3, 1]);

    let request = DescribeStreams {
        group: "g".into(),
        by_last_event: true,
        descending: true,
        limit: Some(5),
        ..DescribeStreams::default()
    };
    let (first, next) = service
        .describe_streams(scope, request.clone())
        .await
        .unwrap();
    let request = DescribeStreams {
        next_token: next,
        ..request
    };
    let (second, next) = service
        .describe_streams(scope, request.clone())
        .await
        .unwrap();
    let names: Vec<_> = first
        .iter()
        .chain(&second)
        .map(|s| s.name.as_str())
        .collect();
    assert_eq!(names, ["t0", "t1", "t2", "t3", "t4", "t5", "t6", "s"]);
    assert_eq!(next, None);
    assert_eq!(first[1].last_event_timestamp, Some(NOW - 1));
    assert_eq!(
        first[1].arn,
        "arn:aws:logs:us-east-1:123456789012:log-group:g:log-stream:t1"
    );
    let request = DescribeStreams {
        prefix: Some("t".into()),
        ..request
    };
    assert_eq!(
        refused(service.describe_streams(scope, request).await).1,
        "Cannot order by LastEventTime with a logStreamNamePrefix."
    );
    let request = DescribeStreams {
        group: "g".into(),
        limit: Some(51),
        ..DescribeStreams::default()
    };
    assert_eq!(
        refused(service.describe_streams(scope, request).await).1,
        "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: \
         Member must have value less than or equal to 50"
    );
}

#[tokio::test]
async fn puts_are_checked_as_aws_does() {
    let logs = logs().await;
    let text = |result: Result<Option<Rejected>, LogError>| refused(result).1;
    assert_eq!(
        text(logs.put(&[(NOW, "b"), (NOW - 1, "a")]).await),
        "Log events in a single PutLogEvents request must be in chronological order."
    );
    assert!(text(logs.put(&[(NOW, "")]).await).contains("greater than or equal to 1"));
    assert!(text(logs.put(&[]).await).contains("at 'logEvents'"));
    let large = "x".repeat(1 << 19);
    assert_eq!(
        text(logs.put(&[(NOW, &large), (NOW, &large)]).await),
        "Upload too large: 1048628 bytes exceeds limit of 1048576"
    );
    logs.put(&[(NOW, &large[26..]), (NOW, &large[26..])])
        .await
        .unwrap();
    assert!(text(logs.put(&[(NOW - DAY - 1, "a"), (NOW, "b")]).await).contains("24 hours"));

    let mixed = [
        (NOW - 15 * DAY, "too old"),
        (NOW - DAY / 2, "fine"),
        (NOW + 2 * HOUR, "just fine"),
        (NOW + 2 * HOUR + 1, "too new"),
    ];
    let rejected = logs.put(&mixed).await.unwrap();
    let expected = Rejected {
        too_new_start: Some(3),
        too_old_end: Some(1),
        expired_end: None,
    };
    assert_eq!(rejected, Some(expected));
    let request = FilterEvents {
        pattern: Some("fine".into()),
        ..everything()
    };
    assert_eq!(logs.filtered(request).await.unwrap(), ["fine", "just fine"]);

    logs.service
        .set_retention(&logs.scope, "g", Some(1))
        .await
        .unwrap();
    let rejected = logs
        .put(&[(NOW - 2 * DAY, "expired"), (NOW, "kept")])
        .await
        .unwrap();
    let expected = Rejected {
        expired_end: Some(1),
        ..Rejected::default()
    };
    assert_eq!(rejected, Some(expected));
    let rejected = logs.put(&[(NOW - 2 * DAY, "all expired")]).await.unwrap();
    assert_eq!(rejected, Some(expected));
}

fn texts(events: &[OutputEvent]) -> Vec<&str> {
    events.iter().map(|event| event.message.as_str()).collect()
}

#[tokio::test]
async fn get_events_walks_forth_and_back() {
    let logs = logs().await;
    let (service, scope) = (&logs.service, &logs.scope);
    let get = |token: Option<String>, start_from_head| GetEvents {
        group: "g".into(),
        stream: "s".into(),
        limit: Some(2),
        start_from_head,
        next_token: token,
        ..GetEvents::default()
    };
    let empty = service.get_events(scope, get(None, false)).await.unwrap();
    assert!(empty.events.is_empty());
    logs.put(&[
        (NOW, "1"),
        (NOW, "2"),
        (NOW + 1, "3"),
        (NOW + 2, "4"),
        (NOW + 3, "5"),
    ])
    .await
    .unwrap();

    let later = service
        .get_events(scope, get(Some(empty.next_forward_token), false))
        .await
        .unwrap();
    assert_eq!(texts(&later.events), ["1", "2"]);
    let head = service.get_events(scope, get(None, true)).await.unwrap();
    assert_eq!(head, later);
    let next = service
        .get_events(scope, get(Some(head.next_forward_token.clone()), true))
        .await
        .unwrap();
    assert_eq!(texts(&next.events), ["3", "4"]);
    let back = service
        .get_events(scope, get(Some(next.next_backward_token), true))
        .await
        .unwrap();
    assert_eq!(texts(&back.events), ["1", "2"]);

    let tail = service.get_events(scope, get(None, false)).await.unwrap();
    assert_eq!(texts(&tail.events), ["4", "5"]);
    let end = service
        .get_events(scope, get(Some(tail.next_forward_token.clone()), false))
        .await
        .unwrap();
    assert!(end.events.is_empty());
    assert_eq!(end.next_forward_token, tail.next_forward_token);
    let beginning = service
        .get_events(scope, get(Some(head.next_backward_token.clone()), false))
        .await
        .unwrap();
    assert!(beginning.events.is_empty());
    assert_eq!(beginning.next_backward_token, head.next_backward_token);
    let again = service
        .get_events(scope, get(Some(beginning.next_forward_token), false))
        .await
        .unwrap();
    assert_eq!(texts(&again.events), ["1", "2"]);

    let window = GetEvents {
        start_time: Some(NOW + 1),
        end_time: Some(NOW + 2),
        ..get(None, true)
    };
    let window = service.get_events(scope, window).await.unwrap();
    assert_eq!(texts(&window.events), ["3"]);
    for token in ["", "f/12", "x/1", "f/é", &"9".repeat(60)] {
        assert_eq!(
            refused(
                service
                    .get_events(scope, get(Some(token.into()), true))
                    .await
            ),
            (
                "InvalidParameterException",
                "The specified nextToken is invalid.".to_owned()
            )
        );
    }
}

#[tokio::test]
async fn filter_events_selects_and_pages() {
    let logs = logs().await;
    let (service, scope) = (&logs.service, &logs.scope);
    for stream in ["t1", "t2", "u"] {
        service.create_stream(scope, "g", stream).await.unwrap();
        for n in 0..4 {
            let message = format!(
                "{stream} line {n} {}",
                if n == 2 { "ERROR" } else { "fine" }
            );
            let put = service.put_events(scope, "g", stream, vec![event(NOW + n, &message)]);
            put.await.unwrap();
        }
    }
    let page = service
        .filter_events(
            scope,
            FilterEvents {
                limit: Some(1),
                ..everything()
            },
        )
        .await
        .unwrap();
    let first = &page.events[0];
    assert_eq!(
        (first.stream.as_str(), first.message.as_str()),
        ("t1", "t1 line 0 fine")
    );
    assert_eq!(
        (first.timestamp, first.ingestion_time, first.event_id.len()),
        (NOW, NOW, 56)
    );

    let errors = FilterEvents {
        pattern: Some("ERROR".into()),
        ..everything()
    };
    assert_eq!(
        logs.filtered(errors.clone()).await.unwrap(),
        ["t1 line 2 ERROR", "t2 line 2 ERROR", "u line 2 ERROR"]
    );
    let newest = FilterEvents {
        start_from_head: Some(false),
        limit: Some(2),
        ..errors.clone()
    };
    let (messages, _) = logs.pages(newest).await;
    assert_eq!(
        messages,
        ["u line 2 ERROR", "t2 line 2 ERROR", "t1 line 2 ERROR"]
    );
    let prefix = FilterEvents {
        stream_prefix: Some("t".into()),
        ..errors.clone()
    };
    assert_eq!(logs.filtered(prefix.clone()).await.unwrap().len(), 2);
    let named = FilterEvents {
        streams: vec!["u".into(), "t1".into()],
        ..errors
    };
    assert_eq!(logs.filtered(named.clone()).await.unwrap().len(), 2);
    let both = FilterEvents {
        stream_prefix: Some("t".into()),
        ..named
    };
    assert_eq!(
        refused(logs.filtered(both).await).0,
        "InvalidParameterException"
    );
    let none = FilterEvents {
        stream_prefix: Some("nothing".into()),
        ..everything()
    };
    assert!(logs.filtered(none).await.unwrap().is_empty());

    // The end is inclusive here.
    let window = FilterEvents {
        start_time: Some(NOW + 1),
        end_time: Some(NOW + 2),
        ..everything()
    };
    assert_eq!(logs.filtered(window).await.unwrap().len(), 6);
    let (messages, pages) = logs
        .pages(FilterEvents {
            limit: Some(5),
            ..everything()
        })
        .await;
    assert_eq!((messages.len(), pages), (12, 3));

    let limit = FilterEvents {
        limit: Some(10_001),
        ..everything()
    };
    assert_eq!(
        refused(logs.filtered(limit).await).1,
        "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: \
         Member must have value less than or equal to 10000"
    );
    let token = FilterEvents {
        next_token: Some("invalid".into()),
        ..everything()
    };
    assert_eq!(
        refused(logs.filtered(token).await).1,
        "The specified nextToken is invalid."
    );
    let pattern = FilterEvents {
        pattern: Some("{ $.a ".into()),
        ..everything()
    };
    assert_eq!(
        refused(logs.filtered(pattern).await).0,
        "InvalidParameterException"
    );
}

#[tokio::test]
async fn a_page_holds_a_megabyte() {
    let logs = logs().await;
    let line = "x".repeat(400 << 10);
    for n in 0..5 {
        logs.put(&[(NOW + n, &line)]).await.unwrap();
    }
    let (messages, pages) = logs.pages(everything()).await;
    assert_eq!((messages.len(), pages), (5, 3));
}

#[tokio::test]
async fn retention_hides_and_deletes() {
    let logs = logs().await;
    logs.service
        .set_retention(&logs.scope, "g", Some(1))
        .await
        .unwrap();
    logs.put(&[
        (NOW - DAY + 500, "older"),
        (NOW - DAY + 900, "old"),
        (NOW, "new"),
    ])
    .await
    .unwrap();
    logs.now.store(NOW + 600, Ordering::Relaxed);
    assert_eq!(logs.filtered(everything()).await.unwrap(), ["old", "new"]);
    logs.now.store(NOW + HOUR, Ordering::Relaxed);
    logs.service.expire().await.unwrap();
    logs.service
        .set_retention(&logs.scope, "g", None)
        .await
        .unwrap();
    assert_eq!(logs.filtered(everything()).await.unwrap(), ["new"]);
    let (groups, _) = logs
        .service
        .describe_groups(&logs.scope, DescribeGroups::default())
        .await
        .unwrap();
    assert_eq!(groups[0].stored_bytes, 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_written_before_is_read() {
    let logs = Arc::new(logs().await);
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let logs = Arc::clone(&logs);
            tokio::spawn(async move {
                let group = format!("API-Gateway-Execution-Logs_abc/{writer}");
                for n in 0..100 {
                    let lines = vec![event(NOW, "start"), event(NOW, &format!("end {n}"))];
                    logs.service
                        .writer()
                        .write(&logs.scope, &group, "stream", lines);
                    let request = FilterEvents {
                        group: group.clone(),
                        pattern: Some("end".into()),
                        ..FilterEvents::default()
                    };
                    let seen = logs.filtered(request).await.unwrap();
                    assert_eq!(seen.len(), n + 1);
                    assert_eq!(*seen.last().unwrap(), format!("end {n}"));
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(logs.service.writer().dropped(), 0);
    let stream = DescribeStreams {
        group: "API-Gateway-Execution-Logs_abc/0".into(),
        ..DescribeStreams::default()
    };
    let (streams, _) = logs
        .service
        .describe_streams(&logs.scope, stream)
        .await
        .unwrap();
    assert_eq!(streams[0].last_ingestion_time, Some(NOW));
}

#[tokio::test]
async fn a_writer_without_room_drops_and_counts() {
    let (service, task) = LogService::new(Store::ephemeral().unwrap(), Arc::new(|| NOW));
    let scope = Scope::new("1", "r");
    let line = "x".repeat(1 << 20);
    for _ in 0..100 {
        service
            .writer()
            .write(&scope, "g", "s", vec![event(NOW, &line)]);
    }
    let dropped = service.writer().dropped();
    assert!((30..50).contains(&dropped), "{dropped}");
    // Whoever waits for a task that is gone is not kept waiting.
    drop(task);
    service.writer().flush().await;
}

#[test]
fn a_filter_is_tested_on_messages() {
    let messages = vec!["a 1".to_owned(), "b".to_owned(), "c 3".to_owned()];
    let matches = LogService::test_filter("[name, n > 2]", messages).unwrap();
    assert_eq!(matches.len(), 1);
    assert_eq!(
        (matches[0].event_number, matches[0].message.as_str()),
        (2, "c 3")
    );
    assert_eq!(matches[0].extracted["$name"], "c");
    assert_eq!(matches[0].extracted["$n"], "3");
    assert!(LogService::test_filter("[", Vec::new()).is_err());
}
