//! The way of log lines from the request path into the store.

use std::sync::Arc;

use gatewright::home::Home;
use gatewright::logs::{DescribeStreams, FilterEvents, LogService};
use gatewright::store::Store;

use crate::log_fixture::{NOW, event, logs};

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
    let scope = Home::new("1", "r");
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
