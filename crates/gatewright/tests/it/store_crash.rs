//! What was acknowledged is there after `kill -9`.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use gatewright::store::{Batch, Direction, LogBatch, LogEvent, LogQuery, Missing, Page, Store};

const ROUNDS: usize = 20;
const DIRECTORY: &str = "GATEWRIGHT_TEST_CRASH_DIRECTORY";

/// The child: writes from several tasks and says on its standard output what was acknowledged. Does
/// nothing unless the test below starts it.
#[test]
#[ignore = "run by acknowledged_writes_survive_kill_9 in a process of its own"]
fn writes_until_killed() {
    let Some(directory) = std::env::var_os(DIRECTORY) else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(Path::new(&directory)).unwrap();
        let round = store.revision().unwrap();
        let writers = (0..4).map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for n in 0.. {
                    let name = format!("{round}-{writer}-{n}");
                    let written = if writer == 0 {
                        store
                            .append_logs(vec![record(&name)], Missing::Create)
                            .await
                    } else {
                        let batch = Batch::new()
                            .put(format!("doc/{name}"), &name)
                            .put(format!("twin/{name}"), &name);
                        store.commit(batch).await.map(|_| ())
                    };
                    written.unwrap();
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "ack {writer} {name}").unwrap();
                    out.flush().unwrap();
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
    });
}

fn record(name: &str) -> LogBatch {
    LogBatch {
        scope: "s".into(),
        group: "g".into(),
        stream: "t".into(),
        ingested: 1,
        events: vec![LogEvent {
            timestamp: 1,
            message: name.into(),
        }],
    }
}

#[test]
fn acknowledged_writes_survive_kill_9() {
    let directory = tempfile::tempdir().unwrap();
    let mut documents = BTreeSet::new();
    let mut lines = BTreeSet::new();
    for _ in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store_crash::writes_until_killed",
                "--ignored",
                "--nocapture",
            ])
            .env(DIRECTORY, directory.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        while !said.contains("ack ") {
            assert_ne!(
                output.read_line(&mut said).unwrap(),
                0,
                "the child died: {said}"
            );
        }
        let moment = uuid::Uuid::new_v4().as_u128() % 40;
        std::thread::sleep(Duration::from_millis(moment as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        output.read_to_string(&mut said).unwrap();
        // A line that the kill cut short was acknowledged as well, but its name is not known.
        let whole = said.rfind('\n').map_or("", |end| &said[..end]);
        for line in whole.lines() {
            let Some((_, acknowledged)) = line.split_once("ack ") else {
                continue;
            };
            match acknowledged.split_once(' ') {
                Some(("0", name)) => lines.insert(name.to_owned()),
                Some((_, name)) => documents.insert(name.to_owned()),
                None => false,
            };
        }

        let store = Store::open(directory.path()).unwrap();
        for name in &documents {
            let document = store.get::<String>(&format!("doc/{name}")).unwrap();
            assert_eq!(document.unwrap().value, *name);
        }
        let doc = store.list::<String>("doc", Page::default()).unwrap();
        let twin = store.list::<String>("twin", Page::default()).unwrap();
        assert_eq!(doc.len(), twin.len(), "a commit was torn");
        let mut stored = BTreeSet::new();
        if let Some(group) = store.log_group::<serde_json::Value>("s", "g").unwrap() {
            let query = LogQuery {
                group: group.id,
                streams: None,
                from: 0,
                until: 10,
                after: None,
                direction: Direction::Forward,
            };
            store
                .scan_logs(&query, |event| {
                    stored.insert(event.message);
                    ControlFlow::Continue(())
                })
                .unwrap();
        }
        assert!(lines.is_subset(&stored));
    }
    assert!(
        documents.len() > ROUNDS,
        "only {} writes were acknowledged",
        documents.len()
    );
}
