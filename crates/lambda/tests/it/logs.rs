//! What reaches the log, and that nothing there can harm the host.

use serde_json::json;

use crate::bed::{Bed, python, tail};

#[tokio::test]
async fn an_invocation_is_framed_by_lambdas_own_lines() {
    let mut bed = Bed::new();
    let function = python(
        "import logging, sys
print('at import')
def handler(event, context):
    print('to stdout')
    print('to stderr', file=sys.stderr)
    logging.getLogger().setLevel('INFO')
    logging.info('two\\nlines')
    sys.stdout.write('no break')
",
    );
    let outcome = bed.invoke(&function, json!({})).await;
    let id = outcome.request_id.clone();
    let records = bed.logged();
    let stream = records[0].log_stream.clone();
    assert!(
        records
            .iter()
            .all(|record| record.log_stream == stream && &*record.log_group == "/aws/lambda/hello")
    );
    assert!(
        records
            .iter()
            .all(|record| record.timestamp_ms > 1_700_000_000_000)
    );
    let messages: Vec<&str> = records
        .iter()
        .map(|record| record.message.as_str())
        .collect();
    assert!(
        messages[0].starts_with("INIT_START Runtime Version: python:3."),
        "{messages:?}"
    );
    assert!(messages[0].contains("\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:"));
    assert_eq!(messages[1], "at import\n");
    assert_eq!(
        messages[2],
        format!("START RequestId: {id} Version: $LATEST\n")
    );
    assert_eq!(messages[3..5], ["to stdout\n", "to stderr\n"]);
    // Time, then one event for one call.
    let (level, rest) = messages[5].split_once('\t').unwrap();
    assert_eq!(
        (level, &rest[24..]),
        ("[INFO]", format!("\t{id}\ttwo\nlines\n").as_str())
    );
    assert_eq!(messages[6], "no break");
    assert_eq!(messages[7], format!("END RequestId: {id}\n"));
    let report: Vec<&str> = messages[8].split('\t').collect();
    assert_eq!(report[0], format!("REPORT RequestId: {id}"));
    assert!(report[1].starts_with("Duration: ") && report[1].ends_with(" ms"));
    assert!(report[2].starts_with("Billed Duration: ") && !report[2].contains('.'));
    assert_eq!(report[3], "Memory Size: 256 MB");
    assert!(report[4].starts_with("Max Memory Used: "));
    assert!(report[5].starts_with("Init Duration: "));
    assert_eq!(report[6..], ["\n"]);
    assert_eq!(messages.len(), 9);
    assert!(tail(&outcome).starts_with("START") && tail(&outcome).ends_with("ms\t\n"));
    bed.end().await;
}

#[tokio::test]
async fn the_tail_is_the_last_four_kilobytes() {
    let bed = Bed::new();
    let function =
        python("def handler(event, context):\n    for i in range(2000): print('line', i)");
    let outcome = bed.invoke(&function, json!({})).await;
    let tail = outcome.log_tail.unwrap();
    assert_eq!(tail.len(), 4096);
    assert!(String::from_utf8_lossy(&tail).contains("line 1999\nEND RequestId"));
    bed.end().await;
}

#[tokio::test]
async fn a_flood_is_cut_off_and_said_so() {
    let mut bed = Bed::new();
    let function = python(
        "import os
def handler(event, context):
    block = b'y' * 1000000
    for _ in range(300):
        rest = block
        while rest: rest = rest[os.write(1, rest):]
    return 'done'",
    );
    assert_eq!(bed.answer(&function, json!({})).await, json!("done"));
    let records = bed.logged();
    let kept: usize = records.iter().map(|record| record.message.len()).sum();
    assert!(kept < gatewright_lambda::OUTPUT_LIMIT + 4096, "{kept}");
    assert!(
        records
            .iter()
            .all(|record| record.message.len() <= 256 << 10)
    );
    let notices = records
        .iter()
        .filter(|record| record.message.starts_with("[gatewright: output truncated"))
        .count();
    assert_eq!(notices, 1);
    // The next invocation has its own allowance.
    bed.answer(&function, json!({})).await;
    assert!(
        bed.logged()
            .iter()
            .any(|record| record.message.starts_with("yyyy"))
    );
    bed.end().await;
}
