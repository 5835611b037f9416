//! One invocation after another, until the instance is retired, idle for too long, or ended.

use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;

use super::limits::{LOOK_EVERY, LOOK_WHEN_IDLE_EVERY};
use super::{Instance, Job, Running};
use crate::failure::Failure;
use crate::pool::{InstanceId, Pool, closed};
use crate::process::Change;
use crate::runtime_api::{Dispatch, Event, Parked, Posted, Verdict};

impl Instance {
    /// Takes invocations until the instance is retired, idle for too long, or ended.
    pub(crate) async fn run(
        mut self,
        id: InstanceId,
        mut jobs: mpsc::Receiver<Job>,
        pool: Arc<Pool>,
        mut closing: watch::Receiver<bool>,
    ) {
        let mut running: Option<Running> = None;
        let mut waiting: Option<Job> = None;
        // The pool has dropped its sender and sends no more.
        let mut retired = false;
        let mut since = Instant::now();
        let mut next_look = since;
        let failure = loop {
            // A runtime that hung up while it waited comes again, or has ended.
            if running.is_none()
                && waiting.is_some()
                && let Some(parked) = self.parked.take().filter(Parked::is_there)
                && let Some(job) = waiting.take()
            {
                since = Instant::now();
                next_look = since + LOOK_EVERY;
                running = Some(self.dispatch(job, parked, since));
            }
            if retired && running.is_none() && waiting.is_none() {
                break None;
            }
            let busy = running.is_some() || waiting.is_some();
            let patience = if busy {
                self.function.timeout
            } else {
                self.surroundings.idle
            };
            tokio::select! {
                biased;
                () = closed(&mut closing) => break None,
                event = self.events.recv() => match event {
                    Some(event) => self.take(event, &mut running, &pool, &id),
                    None => break None,
                },
                job = jobs.recv(), if waiting.is_none() && !retired => {
                    if running.is_none() {
                        since = Instant::now();
                    }
                    retired = job.is_none();
                    waiting = job;
                }
                () = tokio::time::sleep_until(next_look.min(since + patience)) => {
                    let now = Instant::now();
                    if now >= since + patience {
                        if busy {
                            break Some(Failure::TimedOut);
                        }
                        if pool.withdraw(&id) {
                            break None;
                        }
                        // A job is on its way.
                        since = now;
                    }
                    if now >= next_look {
                        let pause = if running.is_some() { LOOK_EVERY } else { LOOK_WHEN_IDLE_EVERY };
                        next_look = now + pause;
                        if let Some(failure) = self.over_limits() {
                            break Some(failure);
                        }
                    }
                }
                change = self.process.change() => match change {
                    Change::Output => self.read_output(),
                    Change::Ended => {
                        self.process.end(&mut self.log).await;
                        break Some(Failure::ended(self.process.ending().as_ref(), None));
                    }
                },
            }
        };
        jobs.close();
        if let (Some(failure), Some(running)) = (failure, running.take()) {
            self.read_output();
            if let Some(caller) = running.unanswered {
                let shown = Running {
                    unanswered: None,
                    ..running
                };
                let outcome = self.report_failure(&failure, &shown);
                caller.answer(Ok(outcome));
            } else if let Some(line) = failure.log_line(
                &running.request_id,
                &self.function,
                (self.surroundings.clock)(),
            ) {
                self.log.platform(line);
            }
        }
        self.log.flush();
        self.process.end(&mut self.log).await;
        self.log.flush();
        let mut left: Vec<Job> = waiting.into_iter().collect();
        while let Ok(job) = jobs.try_recv() {
            left.push(job);
        }
        drop(self);
        pool.gone(&id, left);
    }

    /// Gives the runtime an invocation.
    fn dispatch(&mut self, job: Job, parked: Parked, started: Instant) -> Running {
        let Job {
            invocation,
            request_id,
            caller,
            ..
        } = job;
        self.read_output();
        self.log.begin();
        self.log.platform(format!(
            "START RequestId: {request_id} Version: {}\n",
            self.function.version
        ));
        let timeout = i64::try_from(self.function.timeout.as_millis()).unwrap_or(i64::MAX);
        parked.dispatch(Dispatch {
            request_id: request_id.clone(),
            deadline_ms: (self.surroundings.clock)()
                .as_millisecond()
                .saturating_add(timeout),
            invoked_arn: invocation.invoked_arn,
            trace_id: invocation.trace_id,
            client_context: invocation.client_context,
            payload: invocation.payload,
        });
        Running {
            request_id,
            started,
            log_tail: invocation.log_tail,
            unanswered: Some(caller),
        }
    }

    fn take(
        &mut self,
        event: Event,
        running: &mut Option<Running>,
        pool: &Arc<Pool>,
        id: &InstanceId,
    ) {
        match event {
            Event::Next(parked) => {
                // Who asks for the next before this one is answered is not heard: Lambda refuses that too.
                if running
                    .as_ref()
                    .is_none_or(|running| running.unanswered.is_none())
                {
                    *running = None;
                    self.parked = Some(parked);
                }
            }
            Event::Response {
                request_id,
                posted,
                answer,
            } => {
                let result = match posted {
                    Posted::Payload(payload) => Ok(payload),
                    Posted::TooLarge(limit) => Err(Failure::ResponseTooLarge(limit)),
                    Posted::Failed(error) => Err(Failure::Reported(error)),
                };
                self.answered(running, &request_id, answer, result, (pool, id));
            }
            Event::Streams { request_id, answer } => {
                let running = running
                    .as_mut()
                    .filter(|running| running.request_id == request_id);
                let caller = running.and_then(|running| running.unanswered.as_mut());
                if let Some(pieces) = caller.and_then(|caller| caller.pieces.take()) {
                    let _ = answer.send(pieces);
                }
            }
            Event::Error {
                request_id,
                error,
                answer,
            } => {
                let result = Err(Failure::Reported(error));
                self.answered(running, &request_id, answer, result, (pool, id));
            }
            Event::InitError { answer, .. } => {
                let _ = answer.send(Verdict::InvalidState);
            }
        }
    }

    /// The function has answered: log, reply, and be free for the next.
    fn answered(
        &mut self,
        running: &mut Option<Running>,
        request_id: &str,
        answer: oneshot::Sender<Verdict>,
        result: Result<Bytes, Failure>,
        (pool, id): (&Arc<Pool>, &InstanceId),
    ) {
        let unanswered = running
            .as_mut()
            .filter(|running| running.request_id == request_id)
            .and_then(|running| running.unanswered.take());
        let (Some(now), Some(caller)) = (running.as_ref(), unanswered) else {
            let _ = answer.send(Verdict::InvalidRequestId);
            return;
        };
        // What it wrote before it answered belongs to this invocation.
        self.process.read_output(&mut self.log);
        let (outcome, verdict) = match result {
            Ok(payload) => (self.report(now, payload, None), Verdict::Accepted),
            Err(failure @ Failure::ResponseTooLarge(limit)) => {
                (self.report_failure(&failure, now), Verdict::TooLarge(limit))
            }
            Err(failure) => (self.report_failure(&failure, now), Verdict::Accepted),
        };
        self.log.flush();
        // Whoever is woken last goes first: the caller has waited for this, the runtime has not.
        let _ = answer.send(verdict);
        caller.answer(Ok(outcome));
        pool.offer(id);
    }
}
