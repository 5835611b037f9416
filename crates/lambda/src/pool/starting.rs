//! New instances for those who wait.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::mpsc;

use super::state::{Key, State};
use super::{InstanceId, Pool, closed};
use crate::INIT_TIMEOUT;
use crate::error::InvokeError;
use crate::function::FunctionVersion;
use crate::instance::{Instance, Phase, StartError};

impl Pool {
    /// Starts instances for those who wait, one each, as far as the machine allows.
    pub(super) fn start_needed(self: &Arc<Self>, state: &mut State) {
        if state.closing || state.queue.is_empty() {
            return;
        }
        let mut waiting: HashMap<&Arc<Key>, usize> = HashMap::new();
        let mut wanted = Vec::new();
        for (key, _) in &state.queue {
            let count = waiting.entry(key).or_default();
            *count += 1;
            if state
                .groups
                .get(key)
                .is_some_and(|group| *count > group.starting)
            {
                wanted.push(Arc::clone(key));
            }
            if state.starting + wanted.len() >= self.most_starting {
                break;
            }
        }
        for key in wanted {
            if state.starting >= self.most_starting {
                return;
            }
            if state.instances >= self.most_instances {
                // Its slot is free when it is gone, and then this is called again.
                state.retire_one_idle();
                return;
            }
            let Some(group) = state.groups.get_mut(&key) else {
                continue;
            };
            group.starting += 1;
            let function = Arc::clone(&group.function);
            state.starting += 1;
            state.instances += 1;
            self.alive.send_replace(state.instances);
            tokio::spawn(Arc::clone(self).bring_up(key, function));
        }
    }

    async fn bring_up(self: Arc<Self>, key: Arc<Key>, function: Arc<FunctionVersion>) {
        let mut closing = self.closing.subscribe();
        let result = tokio::select! {
            result = self.start(&function) => result,
            () = closed(&mut closing) => Err(StartError::Host(InvokeError::ShuttingDown)),
        };
        match result {
            Ok(instance) => self.ready(key, instance),
            Err(error) => self.failed(&key, &function, error),
        }
    }

    /// Lambda's way: an initialisation that fails is tried once more, as part of the invocation and
    /// within its time.
    async fn start(&self, function: &Arc<FunctionVersion>) -> Result<Instance, StartError> {
        let launch = self.interpreters.launch(&function.runtime).await?;
        let start = |phase, limit| {
            Instance::start(
                &self.surroundings,
                Arc::clone(function),
                &launch,
                phase,
                limit,
            )
        };
        match start(Phase::Init, INIT_TIMEOUT).await {
            Err(StartError::Init(_)) => start(Phase::Invoke, function.timeout).await,
            result => result,
        }
    }

    fn ready(self: Arc<Self>, key: Arc<Key>, instance: Instance) {
        let mut state = self.state();
        state.starting = state.starting.saturating_sub(1);
        state.numbers += 1;
        let id = InstanceId {
            number: state.numbers,
            key,
        };
        let (sender, jobs) = mpsc::channel(1);
        if let Some(group) = state.groups.get_mut(&id.key) {
            group.starting = group.starting.saturating_sub(1);
            group.busy.insert(id.number, sender);
        }
        drop(state);
        tokio::spawn(instance.run(
            id.clone(),
            jobs,
            Arc::clone(&self),
            self.closing.subscribe(),
        ));
        self.offer(&id);
    }

    fn failed(self: Arc<Self>, key: &Arc<Key>, function: &FunctionVersion, error: StartError) {
        let mut state = self.state();
        state.starting = state.starting.saturating_sub(1);
        state.instances = state.instances.saturating_sub(1);
        self.alive.send_replace(state.instances);
        if let Some(group) = state.groups.get_mut(key) {
            group.starting = group.starting.saturating_sub(1);
        }
        let mut jobs = Vec::new();
        match error {
            StartError::Host(error) => {
                let first = state.queue.iter().position(|(waiting, _)| waiting == key);
                let first = first.and_then(|at| state.queue.remove(at));
                self.start_needed(&mut state);
                state.forget_unused();
                drop(state);
                if let Some((_, job)) = first {
                    job.caller.answer(Err(error));
                }
            }
            StartError::Init(mut failed) => {
                // All who wait for this function would see the same; they need not try one by one.
                let queue = std::mem::take(&mut state.queue);
                for (waiting, job) in queue {
                    if waiting == *key {
                        jobs.push(job);
                    } else {
                        state.queue.push_back((waiting, job));
                    }
                }
                self.start_needed(&mut state);
                state.forget_unused();
                drop(state);
                for job in jobs {
                    failed.answer(job, function, self.surroundings.clock);
                }
            }
        }
    }
}
