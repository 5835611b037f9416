//! Log events: what is taken, how it is read, filtered and forgotten.

use std::sync::atomic::Ordering;

use gatewright::logs::{
    DescribeGroups, FilterEvents, GetEvents, LogError, LogService, OutputEvent, Rejected,
};

use crate::log_fixture::{DAY, HOUR, NOW, event, everything, logs, refused};

fn texts(events: &[OutputEvent]) -> Vec<&str> {
    events.iter().map(|event| event.message.as_str()).collect()
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
