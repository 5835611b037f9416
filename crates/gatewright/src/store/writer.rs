//! The one thread that writes, and its group commit.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::{Error, Shared, log_streams};

/// Writes that may wait for the thread; more make their senders wait.
const QUEUE: usize = 1024;
/// Writes that one transaction may hold, so that the first of them is not kept waiting.
const TOGETHER: usize = 256;

/// Does one write inside the open transaction, or learns why there is none.
type Job = Box<dyn FnOnce(Result<&Connection, Error>) -> Done + Send>;

/// A write that has run: why it failed, if it did, and how to answer its caller once the fate of the
/// whole transaction is known.
struct Done {
    failed: Option<Error>,
    acknowledge: Box<dyn FnOnce(Result<(), Error>)>,
}

/// The writing thread. Dropping it finishes the queue and waits for the thread.
pub(super) struct Writer {
    queue: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    /// The connection to a database in memory.
    memory: Option<Shared>,
}

impl Writer {
    /// Starts the thread. `is_in_memory` tells whether commits cost nothing but time on the processor.
    pub(super) fn start(connection: Shared, is_in_memory: bool) -> Result<Self, Error> {
        let memory = is_in_memory.then(|| Arc::clone(&connection));
        let (queue, jobs) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || run(&connection, jobs))
            .map_err(|source| Error::Thread(Arc::new(source)))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
            memory,
        })
    }

    /// Runs `work` in a transaction and returns its result once that is durable. When `work` fails,
    /// what it wrote is undone, and other writes of the same transaction are not touched.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (job, answer) = job(work);
        self.queue(job).await?;
        answer.await.map_err(|_| Error::Closed)?
    }

    /// The same for little work: in memory, where nobody else is writing, it takes less time than to wake the thread.
    pub(super) async fn run_small<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (job, answer) = job(work);
        let memory = self.memory.as_ref();
        let queued = match memory.and_then(|connection| connection.try_lock().ok()) {
            Some(connection) => {
                commit_together(&connection, job, || None);
                None
            }
            None => Some(job),
        };
        if let Some(job) = queued {
            self.queue(job).await?;
        }
        answer.await.map_err(|_| Error::Closed)?
    }

    async fn queue(&self, job: Job) -> Result<(), Error> {
        let queue = self.queue.as_ref().ok_or(Error::Closed)?;
        queue.send(job).await.map_err(|_| Error::Closed)
    }
}

/// A job, and where its answer comes.
fn job<T: Send + 'static>(
    work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
) -> (Job, oneshot::Receiver<Result<T, Error>>) {
    let (reply, answer) = oneshot::channel();
    let job: Job = Box::new(move |connection| {
        let outcome = connection.and_then(|connection| attempt(connection, work));
        Done {
            failed: outcome.as_ref().err().cloned(),
            acknowledge: Box::new(move |committed| {
                // A caller that stopped waiting does not need its answer.
                let _ = reply.send(outcome.and_then(|value| committed.map(|()| value)));
            }),
        }
    });
    (job, answer)
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has answered its callers with `Closed` already.
            let _ = thread.join();
        }
    }
}

/// Runs a statement that begins or ends something, parsed once.
fn control(connection: &Connection, statement: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(statement)?.execute([])?;
    Ok(())
}

/// `work` inside a savepoint.
fn attempt<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, Error>,
) -> Result<T, Error> {
    control(connection, "SAVEPOINT job")?;
    let outcome = work(connection);
    if connection.is_autocommit() {
        // A full disk or an I/O error rolls back the whole transaction; there is no savepoint left.
        return outcome;
    }
    if outcome.is_err() {
        control(connection, "ROLLBACK TO job")?;
    }
    control(connection, "RELEASE job")?;
    outcome
}

fn run(connection: &Mutex<Connection>, mut jobs: mpsc::Receiver<Job>) {
    while let Some(first) = jobs.blocking_recv() {
        {
            let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            commit_together(&connection, first, || jobs.try_recv().ok());
        }
        // Nobody waits: throw away records of deleted streams, a bounded piece at a time.
        while jobs.is_empty() && !jobs.is_closed() {
            let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            match log_streams::collect_garbage(&connection) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    tracing::warn!(%error, "cannot remove the records of deleted log streams");
                    break;
                }
            }
        }
    }
}

fn commit_together(connection: &Connection, first: Job, mut more: impl FnMut() -> Option<Job>) {
    if let Err(error) = control(connection, "BEGIN IMMEDIATE") {
        let error = Error::from(error);
        (first(Err(error.clone())).acknowledge)(Err(error));
        return;
    }
    let mut done = Vec::new();
    let mut undone = None;
    let mut next = Some(first);
    while let Some(job) = next {
        let job = job(Ok(connection));
        if connection.is_autocommit() {
            // The error made SQLite roll back the transaction, and with it the jobs before this one.
            undone = Some(job.failed.clone().unwrap_or(Error::DiskFull));
        }
        done.push(job);
        if undone.is_some() || done.len() == TOGETHER {
            break;
        }
        next = more();
    }
    let committed = match undone {
        Some(error) => Err(error),
        None => control(connection, "COMMIT").map_err(|error| {
            if !connection.is_autocommit()
                && let Err(error) = control(connection, "ROLLBACK")
            {
                tracing::error!(%error, "cannot roll back");
            }
            Error::from(error)
        }),
    };
    for job in done {
        (job.acknowledge)(committed.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(connection: &Connection) -> Result<i64, Error> {
        Ok(connection.query_row("SELECT count(*) FROM t", [], |row| row.get(0))?)
    }

    fn insert(connection: &Connection, bytes: usize) -> Result<(), Error> {
        connection.execute("INSERT INTO t VALUES (zeroblob(?1))", [bytes as i64])?;
        Ok(())
    }

    #[tokio::test]
    async fn a_full_disk_fails_the_write_and_loses_nothing() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (b BLOB)").unwrap();
        connection
            .pragma_update(None, "max_page_count", 50)
            .unwrap();
        let writer = Writer::start(Arc::new(Mutex::new(connection)), false).unwrap();
        writer.run(|c| insert(c, 100)).await.unwrap();
        let full = writer.run(|c| insert(c, 1 << 20)).await;
        assert!(matches!(full, Err(Error::DiskFull)), "{full:?}");
        writer.run(|c| insert(c, 100)).await.unwrap();
        assert_eq!(writer.run(count).await.unwrap(), 2);
    }

    #[tokio::test]
    async fn jobs_that_share_a_transaction_fail_alone() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (b BLOB)").unwrap();
        let shared = Arc::new(Mutex::new(connection));
        let writer = Writer::start(Arc::clone(&shared), false).unwrap();
        // Holding the connection back makes the three wait and so share a transaction.
        let held = shared.lock().unwrap();
        let first = writer.run(|c| insert(c, 1));
        let second = writer.run(|c| insert(c, 2).and(Err::<(), _>(Error::Closed)));
        let third = writer.run(|c| insert(c, 3));
        let release = async move { drop(held) };
        let (first, second, third, ()) = tokio::join!(first, second, third, release);
        assert!(first.is_ok() && second.is_err() && third.is_ok());
        assert_eq!(writer.run(count).await.unwrap(), 2);
    }

    #[tokio::test]
    async fn when_sqlite_rolls_back_everything_nobody_is_told_it_worked() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE t (b BLOB)").unwrap();
        let shared = Arc::new(Mutex::new(connection));
        let writer = Writer::start(Arc::clone(&shared), false).unwrap();
        let held = shared.lock().unwrap();
        let first = writer.run(|c| insert(c, 1));
        let second = writer.run(|c| {
            c.execute_batch("ROLLBACK")?;
            Err::<(), _>(Error::DiskFull)
        });
        let release = async move { drop(held) };
        let (first, second, ()) = tokio::join!(first, second, release);
        assert_eq!(i64::from(first.is_ok()), writer.run(count).await.unwrap());
        assert!(matches!(second, Err(Error::DiskFull)));
    }
}
