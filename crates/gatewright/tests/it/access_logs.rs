//! The lines of access logs on their way to files.

use std::fs::read_to_string;
use std::sync::Arc;

use gatewright::access_logs::{AccessLogs, Line};
use gatewright::logs::LogService;
use gatewright::store::Store;
use gatewright_gateway::access_log::Destination;
use tempfile::TempDir;

use crate::log_fixture::NOW;

fn stream(name: &str) -> Destination {
    let arn = format!("arn:aws:firehose:us-east-1:123456789012:deliverystream/{name}");
    arn.parse().unwrap()
}

fn write(logs: &AccessLogs, destination: &Destination, text: String) {
    logs.write(Line {
        destination,
        stream: "s",
        timestamp: NOW,
        text,
    });
}

#[tokio::test]
async fn lines_stand_in_their_file_in_order_and_what_has_no_room_is_counted() {
    let folder = TempDir::new().unwrap();
    let (service, _task) = LogService::new(Store::ephemeral().unwrap(), Arc::new(|| NOW));
    let (logs, task) = AccessLogs::new(service.writer().clone(), folder.path().to_owned());
    let (pets, shops) = (
        stream("amazon-apigateway-pets"),
        stream("amazon-apigateway-shops"),
    );
    write(&logs, &shops, "first".to_owned());
    // Nobody writes yet, so that the queue fills.
    let written = 20_000;
    for n in 0..written {
        write(&logs, &pets, n.to_string());
    }
    assert!(logs.dropped() > 0);
    tokio::spawn(task);
    logs.flush().await;
    write(&logs, &shops, "second".to_owned());
    logs.flush().await;

    let file = |name: &str| {
        let path = folder.path().join("123456789012/us-east-1").join(name);
        read_to_string(path).unwrap()
    };
    assert_eq!(file("amazon-apigateway-shops"), "first\nsecond\n");
    let kept: Vec<usize> = file("amazon-apigateway-pets")
        .lines()
        .map(|line| line.parse().unwrap())
        .collect();
    assert_eq!(kept.len() as u64 + logs.dropped(), written as u64);
    assert!(kept.iter().copied().eq(0..kept.len()));
}
