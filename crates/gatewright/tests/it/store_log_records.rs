//! Log records: every event once, in one order, whichever way and in whatever pages they are read.

use std::ops::ControlFlow;

use gatewright::store::{
    Direction, Error, LogBatch, LogEvent, LogQuery, Missing, ScannedEvent, Store, StreamOrder,
};
use proptest::prelude::*;
use serde_json::Value;

fn batch(stream: &str, ingested: i64, events: &[(i64, &str)]) -> LogBatch {
    LogBatch {
        scope: "s".into(),
        group: "g".into(),
        stream: stream.into(),
        ingested,
        events: events
            .iter()
            .map(|(timestamp, message)| LogEvent {
                timestamp: *timestamp,
                message: (*message).into(),
            })
            .collect(),
    }
}

fn group(store: &Store) -> i64 {
    store.log_group::<Value>("s", "g").unwrap().unwrap().id
}

fn all(store: &Store, direction: Direction) -> LogQuery {
    LogQuery {
        group: group(store),
        streams: None,
        from: i64::MIN,
        until: i64::MAX,
        after: None,
        direction,
    }
}

fn read(store: &Store, query: &LogQuery, limit: usize) -> Vec<ScannedEvent> {
    let mut events = Vec::new();
    store
        .scan_logs(query, |event| {
            events.push(event);
            if events.len() == limit {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })
        .unwrap();
    events
}

fn messages(events: &[ScannedEvent]) -> Vec<&str> {
    events.iter().map(|e| e.message.as_str()).collect()
}

#[tokio::test]
async fn events_of_overlapping_records_come_in_order() {
    let store = Store::ephemeral().unwrap();
    let batches = vec![
        batch(
            "a",
            10,
            &[(0, "a0"), (5, "a5"), (5, "a5 again"), (900, "a900")],
        ),
        batch("b", 9, &[(3, "b3"), (5, "b5"), (5000, "b5000")]),
        batch("a", 11, &[(2, "a2"), (5, "late a5")]),
    ];
    store.append_logs(batches, Missing::Create).await.unwrap();
    let expected = [
        "a0", "a2", "b3", "b5", "a5", "a5 again", "late a5", "a900", "b5000",
    ];
    let forward = read(&store, &all(&store, Direction::Forward), usize::MAX);
    assert_eq!(messages(&forward), expected);
    let mut backward = read(&store, &all(&store, Direction::Backward), usize::MAX);
    backward.reverse();
    assert_eq!(backward, forward);
    let window = LogQuery {
        from: 3,
        until: 900,
        ..all(&store, Direction::Forward)
    };
    assert_eq!(messages(&read(&store, &window, usize::MAX)), expected[2..7]);
    let stream = store.log_stream(group(&store), "b").unwrap().unwrap();
    let only = LogQuery {
        streams: Some(vec![stream.id]),
        ..all(&store, Direction::Forward)
    };
    assert_eq!(
        messages(&read(&store, &only, usize::MAX)),
        ["b3", "b5", "b5000"]
    );
    assert_eq!(
        (
            stream.first_event,
            stream.last_event,
            stream.last_ingestion,
            stream.stored_bytes
        ),
        (Some(3), Some(5000), Some(9), 9)
    );
    let none = LogQuery {
        streams: Some(vec![]),
        ..all(&store, Direction::Forward)
    };
    assert!(read(&store, &none, usize::MAX).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn pages_in_either_direction_are_the_whole(
        records in prop::collection::vec((0..3_usize, prop::collection::vec(0..4000_i64, 1..6)), 1..25),
        page in 1..7_usize,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let store = Store::ephemeral().unwrap();
        let mut expected = Vec::new();
        let mut batches = Vec::new();
        for (number, (stream, times)) in records.iter().enumerate() {
            let named: Vec<(i64, String)> =
                times.iter().enumerate().map(|(i, t)| (*t, format!("{number}.{i}"))).collect();
            let borrowed: Vec<(i64, &str)> = named.iter().map(|(t, m)| (*t, m.as_str())).collect();
            batches.push(batch(&stream.to_string(), 0, &borrowed));
            expected.extend(named);
        }
        runtime.block_on(store.append_logs(batches, Missing::Create)).unwrap();
        // Appending order breaks ties, and a stable sort keeps it.
        expected.sort_by_key(|(time, _)| *time);
        for direction in [Direction::Forward, Direction::Backward] {
            let mut query = all(&store, direction);
            let mut seen = Vec::new();
            loop {
                let events = read(&store, &query, page);
                let Some(last) = events.last() else { break };
                query.after = Some(last.position);
                seen.extend(events.into_iter().map(|e| (e.position.timestamp, e.message)));
            }
            if direction == Direction::Backward {
                seen.reverse();
            }
            prop_assert_eq!(&seen, &expected);
        }
    }
}

#[tokio::test]
async fn missing_streams_are_refused_or_created() {
    let store = Store::ephemeral().unwrap();
    let one = || vec![batch("t", 1, &[(1, "x")])];
    let refused = store.append_logs(one(), Missing::Refuse).await;
    assert!(matches!(refused, Err(Error::NoSuchLogGroup(_))));
    store
        .create_log_group("s", "g", 5, &Value::Null)
        .await
        .unwrap();
    let refused = store.append_logs(one(), Missing::Refuse).await;
    assert!(matches!(refused, Err(Error::NoSuchLogStream(_))));
    store.append_logs(one(), Missing::Create).await.unwrap();
    let again = store.create_log_stream("s", "g", "t", 1).await;
    assert!(matches!(again, Err(Error::LogStreamExists(_))));
    let again = store.create_log_group("s", "g", 5, &Value::Null).await;
    assert!(matches!(again, Err(Error::LogGroupExists(_))));
    store
        .create_log_group("other", "g", 5, &Value::Null)
        .await
        .unwrap();
}

#[tokio::test]
async fn deleted_streams_and_groups_take_their_events_with_them() {
    let store = Store::ephemeral().unwrap();
    let batches = || vec![batch("a", 1, &[(1, "a")]), batch("b", 1, &[(2, "b")])];
    store.append_logs(batches(), Missing::Create).await.unwrap();
    store.delete_log_stream("s", "g", "a").await.unwrap();
    assert_eq!(
        messages(&read(&store, &all(&store, Direction::Forward), 9)),
        ["b"]
    );
    store.delete_log_group("s", "g").await.unwrap();
    let gone = store.delete_log_group("s", "g").await;
    assert!(matches!(gone, Err(Error::NoSuchLogGroup(_))));
    assert!(store.log_group::<Value>("s", "g").unwrap().is_none());
    store
        .create_log_group("s", "g", 1, &Value::Null)
        .await
        .unwrap();
    assert!(read(&store, &all(&store, Direction::Forward), 9).is_empty());
    store.append_logs(batches(), Missing::Create).await.unwrap();
    assert_eq!(
        messages(&read(&store, &all(&store, Direction::Backward), 9)),
        ["b", "a"]
    );
}

#[tokio::test]
async fn records_of_deleted_groups_leave_the_disk() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let batches = (0..5000).map(|t| batch("a", 1, &[(t, "x")])).collect();
    store.append_logs(batches, Missing::Create).await.unwrap();
    store.delete_log_group("s", "g").await.unwrap();
    let disk = rusqlite::Connection::open(dir.path().join("gatewright.db")).unwrap();
    let mut left = 5000;
    // Each write that finds the writer idle lets it remove some.
    for n in 0..10_000 {
        if left == 0 {
            break;
        }
        store
            .create_log_group("s", &n.to_string(), 1, &Value::Null)
            .await
            .unwrap();
        let count = "SELECT count(*) FROM log_record";
        left = disk.query_row(count, [], |row| row.get(0)).unwrap();
    }
    assert_eq!(left, 0);
}

#[tokio::test]
async fn expiry_removes_what_is_older() {
    let store = Store::ephemeral().unwrap();
    let batches = (0..5000)
        .map(|t| batch("a", 1, &[(t * 10, "old or new")]))
        .collect();
    store.append_logs(batches, Missing::Create).await.unwrap();
    let id = group(&store);
    let mut rounds = 1;
    while store.expire_logs(id, 45_000).await.unwrap() {
        rounds += 1;
    }
    assert!(rounds > 1, "one transaction must not remove everything");
    let left = read(&store, &all(&store, Direction::Forward), usize::MAX);
    assert_eq!((left.len(), left[0].position.timestamp), (500, 45_000));
    let group = store.log_group::<Value>("s", "g").unwrap().unwrap();
    assert_eq!(group.stored_bytes, 500 * 10);
}

#[tokio::test]
async fn groups_and_streams_are_listed_by_pages() {
    let store = Store::ephemeral().unwrap();
    for name in ["/aws/b", "/aws/a", "/awz", "#", "/aws"] {
        store
            .create_log_group("s", name, 1, &Value::Null)
            .await
            .unwrap();
    }
    let list = |prefix, after, limit| -> Vec<String> {
        let groups = store
            .log_groups::<Value>("s", prefix, after, limit)
            .unwrap();
        groups.into_iter().map(|g| g.name).collect()
    };
    assert_eq!(list("", None, 9), ["#", "/aws", "/aws/a", "/aws/b", "/awz"]);
    assert_eq!(list("/aws", None, 2), ["/aws", "/aws/a"]);
    assert_eq!(list("/aws", Some("/aws/a"), 9), ["/aws/b"]);

    let batches = vec![
        batch("x", 1, &[(30, "x")]),
        batch("y", 1, &[(10, "y")]),
        batch("z", 1, &[(20, "z")]),
    ];
    store.append_logs(batches, Missing::Create).await.unwrap();
    store.create_log_stream("s", "g", "empty", 1).await.unwrap();
    let id = group(&store);
    let list = |order, descending, after, limit| -> Vec<String> {
        let streams = store
            .log_streams(id, "", order, descending, after, limit)
            .unwrap();
        streams.into_iter().map(|s| s.name).collect()
    };
    assert_eq!(
        list(StreamOrder::Name, false, None, 9),
        ["empty", "x", "y", "z"]
    );
    assert_eq!(
        list(StreamOrder::Name, true, Some((0, "y")), 9),
        ["x", "empty"]
    );
    assert_eq!(list(StreamOrder::LastEvent, true, None, 3), ["x", "z", "y"]);
    assert_eq!(
        list(StreamOrder::LastEvent, true, Some((10, "y")), 9),
        ["empty"]
    );
    assert_eq!(
        list(StreamOrder::LastEvent, false, Some((0, "empty")), 1),
        ["y"]
    );
}
