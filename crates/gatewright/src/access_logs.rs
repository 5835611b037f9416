//! The lines of stages' access logs on their way: to log groups through the log service, and to files what would go to
//! Firehose. Never makes a request wait.

use std::collections::BTreeMap;
use std::fs::{DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use gatewright_gateway::access_log::Destination;
use tokio::sync::{mpsc, oneshot};

use crate::home::Home;
use crate::logs::{LogEvent, LogWriter};

/// How many lines for files may wait; beyond it they are dropped and counted.
const MAX_WAITING: usize = 16 * 1024;
/// How many lines are written at once.
const AT_ONCE: usize = 1024;

/// Where access logs go.
pub struct AccessLogs {
    groups: LogWriter,
    files: mpsc::Sender<Message>,
    dropped: AtomicU64,
}

/// One line.
pub struct Line<'a> {
    /// Where to.
    pub destination: &'a Destination,
    /// The stream of a log group that it goes to.
    pub stream: &'a str,
    /// When the request came, in milliseconds since the epoch.
    pub timestamp: i64,
    /// Its text.
    pub text: String,
}

enum Message {
    Line {
        /// The file's path below the folder.
        file: PathBuf,
        text: String,
    },
    /// Answered once all before it is written.
    Flush(oneshot::Sender<()>),
}

impl AccessLogs {
    /// Lines for log groups go to `groups`, those for delivery streams to files in `folder`. The task writes the
    /// files; it ends with the last sender.
    pub fn new(groups: LogWriter, folder: PathBuf) -> (Self, impl Future<Output = ()> + Send) {
        let (files, messages) = mpsc::channel(MAX_WAITING);
        let logs = Self {
            groups,
            files,
            dropped: AtomicU64::new(0),
        };
        (logs, write_files(messages, folder))
    }

    /// Hands a line over. What cannot be taken now is dropped.
    pub fn write(&self, line: Line<'_>) {
        match line.destination {
            Destination::LogGroup {
                account,
                region,
                name,
            } => {
                let event = LogEvent {
                    timestamp: line.timestamp,
                    message: line.text,
                };
                let home = Home::new(account.as_str(), region.as_str());
                self.groups.write(&home, name, line.stream, vec![event]);
            }
            Destination::DeliveryStream {
                account,
                region,
                name,
            } => {
                let message = Message::Line {
                    file: [account, region, name].iter().collect(),
                    text: line.text,
                };
                if self.files.try_send(message).is_err() {
                    self.dropped.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
    }

    /// Waits until all that was handed over for files is written.
    pub async fn flush(&self) {
        let (sender, written) = oneshot::channel();
        if self.files.send(Message::Flush(sender)).await.is_ok() {
            // An error means that the task has ended.
            let _ = written.await;
        }
    }

    /// How many lines for files were lost, because too many were waiting.
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }
}

/// Writes what comes, many lines at once, off the threads that serve requests.
async fn write_files(mut messages: mpsc::Receiver<Message>, folder: PathBuf) {
    let mut taken = Vec::with_capacity(AT_ONCE);
    while messages.recv_many(&mut taken, AT_ONCE).await > 0 {
        let mut files: BTreeMap<PathBuf, String> = BTreeMap::new();
        let mut flushes = Vec::new();
        for message in taken.drain(..) {
            match message {
                // Firehose puts nothing between records; whoever reads lines wants each on its own.
                Message::Line { file, text } => {
                    let lines = files.entry(folder.join(file)).or_default();
                    lines.push_str(&text);
                    lines.push('\n');
                }
                Message::Flush(sender) => flushes.push(sender),
            }
        }
        let appended = tokio::task::spawn_blocking(move || {
            for (path, lines) in files {
                if let Err(error) = append(&path, &lines) {
                    let path = path.display();
                    tracing::warn!(%error, %path, "lines of an access log are lost");
                }
            }
        });
        // It does not panic; and if the program ends, nothing more is written.
        let _ = appended.await;
        for flush in flushes {
            let _ = flush.send(());
        }
    }
}

/// Appends to a file that its owner alone may read, as all of the server's data.
fn append(path: &Path, lines: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    let mut file = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(lines.as_bytes())
}
