//! Which instance takes which invocation: warm ones first; new ones as far as the machine allows;
//! and the order of those who wait. Waiting is bounded, because each who waits holds a permit of
//! [`Concurrency`](crate::concurrency::Concurrency).

mod starting;
mod state;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{oneshot, watch};

use crate::error::InvokeError;
use crate::function::{FunctionVersion, Outcome};
use crate::instance::{Job, Surroundings};
use crate::runtime::Interpreters;

use self::state::{Group, Key, State};

/// An invocation is handed on when its instance ends before taking it, but not for ever.
const MOST_RETURNS: u32 = 3;

#[derive(Debug, Clone)]
pub(crate) struct InstanceId {
    key: Arc<Key>,
    number: u64,
}

/// All instances and all who wait for one.
pub(crate) struct Pool {
    surroundings: Surroundings,
    interpreters: Interpreters,
    most_instances: usize,
    most_starting: usize,
    closing: watch::Sender<bool>,
    /// How many instances there are, for who waits until there are none.
    alive: watch::Sender<usize>,
    state: Mutex<State>,
}

impl Pool {
    pub(crate) fn new(
        surroundings: Surroundings,
        interpreters: Interpreters,
        most_instances: usize,
        most_starting: usize,
    ) -> Arc<Self> {
        Arc::new(Self {
            surroundings,
            interpreters,
            most_instances: most_instances.max(1),
            most_starting: most_starting.max(1),
            closing: watch::Sender::new(false),
            alive: watch::Sender::new(0),
            state: Mutex::default(),
        })
    }

    pub(crate) fn is_closing(&self) -> bool {
        *self.closing.borrow()
    }

    /// Waits for what came of a job.
    pub(crate) async fn answered(
        &self,
        outcome: oneshot::Receiver<Result<Outcome, InvokeError>>,
    ) -> Result<Outcome, InvokeError> {
        outcome.await.unwrap_or_else(|_| {
            if self.is_closing() {
                return Err(InvokeError::ShuttingDown);
            }
            let source = std::io::Error::other("its instances keep ending between invocations");
            Err(InvokeError::Host {
                doing: "run the function",
                source,
            })
        })
    }

    pub(crate) fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    pub(crate) fn interpreters(&self) -> &Interpreters {
        &self.interpreters
    }

    /// Gives `job` to an instance of `function`, now or when there is one.
    pub(crate) fn submit(self: &Arc<Self>, function: &FunctionVersion, job: Job) {
        let key = Key::of(function);
        let mut state = self.state();
        if state.closing {
            return;
        }
        if !state.groups.contains_key(&key) {
            state.supersede(&key);
            let group = Group {
                function: Arc::new(function.clone()),
                idle: Vec::new(),
                busy: HashMap::new(),
                starting: 0,
                retired: false,
            };
            state.groups.insert(Arc::clone(&key), group);
        }
        let Some(job) = state.hand_over(&key, job) else {
            return;
        };
        state.queue.push_back((key, job));
        self.start_needed(&mut state);
    }

    /// The instance has answered and takes the next job as soon as its runtime asks for it.
    pub(crate) fn offer(self: &Arc<Self>, id: &InstanceId) {
        let mut state = self.state();
        let State {
            groups,
            queue,
            instances,
            starting,
            ..
        } = &mut *state;
        let Some(group) = groups.get_mut(&id.key) else {
            return;
        };
        let Some(jobs) = group.busy.remove(&id.number) else {
            return;
        };
        // First come, first served: an instance of another function makes room for who waits longer,
        // if nothing else can.
        let full = *instances >= self.most_instances && *starting == 0;
        let position = match queue.front() {
            Some((key, _)) if *key != id.key && full => None,
            _ => queue.iter().position(|(key, _)| *key == id.key),
        };
        if let Some((_, job)) = position.and_then(|at| queue.remove(at)) {
            match jobs.try_send(job) {
                Ok(()) => drop(group.busy.insert(id.number, jobs)),
                // It has ended meanwhile and is about to say so.
                Err(error) => queue.push_front((Arc::clone(&id.key), error.into_inner())),
            }
        } else if !group.retired && (!full || queue.is_empty()) {
            group.idle.push((id.number, jobs));
        }
        // Otherwise the sender is dropped here, and the instance ends itself.
        self.start_needed(&mut state);
    }

    /// An idle instance asks whether it may end. False when a job is on its way to it.
    pub(crate) fn withdraw(&self, id: &InstanceId) -> bool {
        let mut state = self.state();
        let Some(group) = state.groups.get_mut(&id.key) else {
            return true;
        };
        let before = group.idle.len();
        group.idle.retain(|(number, _)| *number != id.number);
        group.idle.len() < before
    }

    /// The instance has ended; these jobs it did not take.
    pub(crate) fn gone(self: &Arc<Self>, id: &InstanceId, left: Vec<Job>) {
        let mut state = self.state();
        if let Some(group) = state.groups.get_mut(&id.key) {
            group.idle.retain(|(number, _)| *number != id.number);
            group.busy.remove(&id.number);
        }
        state.instances = state.instances.saturating_sub(1);
        for mut job in left.into_iter().rev() {
            job.returned += 1;
            if job.returned <= MOST_RETURNS && !state.closing {
                state.queue.push_front((Arc::clone(&id.key), job));
            }
        }
        self.start_needed(&mut state);
        state.forget_unused();
        self.alive.send_replace(state.instances);
    }

    /// Ends the instances of a function, the busy ones when they are done.
    pub(crate) fn retire(&self, function_arn: &str) {
        let mut state = self.state();
        for (key, group) in &mut state.groups {
            if key.is_of(function_arn) {
                group.let_go();
            }
        }
        state.forget_unused();
    }

    /// Ends everything and waits until nothing is left.
    pub(crate) async fn close(&self) {
        let waiting = {
            let mut state = self.state();
            state.closing = true;
            for group in state.groups.values_mut() {
                group.idle.clear();
            }
            std::mem::take(&mut state.queue)
        };
        // Those who wait hear of it by their reply being dropped.
        drop(waiting);
        self.closing.send_replace(true);
        let mut alive = self.alive.subscribe();
        let _ = alive.wait_for(|alive| *alive == 0).await;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits until the pool closes.
pub(crate) async fn closed(closing: &mut watch::Receiver<bool>) {
    let _ = closing.wait_for(|closing| *closing).await;
}
