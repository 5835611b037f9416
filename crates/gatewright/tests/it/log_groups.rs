//! Log groups and streams: names, settings, listings.

use std::collections::BTreeMap;

use gatewright::home::Home;
use gatewright::logs::{DescribeGroups, DescribeStreams, FilterEvents, GetEvents, NewGroup};

use crate::log_fixture::{NOW, event, everything, logs, refused};

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
    let elsewhere = Home::new("123456789012", "eu-west-1");
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
