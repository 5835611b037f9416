//! Which instance takes which invocation: warm ones first; new ones as far as the machine allows;
//! and the order of those who wait. Waiting is bounded, because each who waits holds a permit of
//! [`Concurrency`](crate::concurrency::Concurrency).

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{mpsc, watch};

use crate::INIT_TIMEOUT;
pub(crate) use crate::concurrency::Permit;
use crate::error::InvokeError;
use crate::function::FunctionVersion;
use crate::instance::{Instance, Job, Phase, StartError, Surroundings};
use crate::runtime::Interpreters;

/// An invocation is handed on when its instance ends before taking it, but not for ever.
const MOST_RETURNS: u32 = 3;

/// What instances are interchangeable for: one revision of one version of one function.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    function_arn: String,
    version: String,
    revision: String,
}

impl Key {
    pub(crate) fn of(function: &FunctionVersion) -> Arc<Self> {
        Arc::new(Self {
            function_arn: function.function_arn.clone(),
            version: function.version.clone(),
            revision: function.revision.clone(),
        })
    }
}

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

#[derive(Default)]
struct State {
    groups: HashMap<Arc<Key>, Group>,
    queue: VecDeque<(Arc<Key>, Job)>,
    /// Starting and started.
    instances: usize,
    starting: usize,
    numbers: u64,
    closing: bool,
}

/// The instances of one key.
struct Group {
    function: Arc<FunctionVersion>,
    /// Taken from the back, so that the coldest grow old at the front.
    idle: Vec<(u64, mpsc::Sender<Job>)>,
    busy: HashMap<u64, mpsc::Sender<Job>>,
    starting: usize,
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
        } else if !full || queue.is_empty() {
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
            if key.function_arn == function_arn {
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

    /// Starts instances for those who wait, one each, as far as the machine allows.
    fn start_needed(self: &Arc<Self>, state: &mut State) {
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
                    let _ = job.reply.send(Err(error));
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

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits until the pool closes.
pub(crate) async fn closed(closing: &mut watch::Receiver<bool>) {
    let _ = closing.wait_for(|closing| *closing).await;
}

impl Group {
    /// Ends all instances: dropped by the pool, they end when they have answered what they are at.
    fn let_go(&mut self) {
        self.idle.clear();
        self.busy.clear();
    }
}

impl State {
    /// Hands `job` to an idle instance of `key`, or gives it back.
    fn hand_over(&mut self, key: &Arc<Key>, mut job: Job) -> Option<Job> {
        let Some(group) = self.groups.get_mut(key) else {
            return Some(job);
        };
        while let Some((number, jobs)) = group.idle.pop() {
            match jobs.try_send(job) {
                Ok(()) => {
                    group.busy.insert(number, jobs);
                    return None;
                }
                // It has ended and is about to say so.
                Err(error) => job = error.into_inner(),
            }
        }
        Some(job)
    }

    /// `key` is a revision not seen before: the instances of others of the same version retire.
    fn supersede(&mut self, key: &Key) {
        for (other, group) in &mut self.groups {
            if other.function_arn == key.function_arn && other.version == key.version {
                group.let_go();
            }
        }
        self.forget_unused();
    }

    /// Makes room: of all idle instances, one of the group that has most.
    fn retire_one_idle(&mut self) {
        let fullest = self
            .groups
            .values_mut()
            .max_by_key(|group| group.idle.len());
        if let Some(group) = fullest.filter(|group| !group.idle.is_empty()) {
            group.idle.remove(0);
        }
    }

    /// Drops groups that nothing refers to any more.
    fn forget_unused(&mut self) {
        let waiting: HashSet<&Arc<Key>> = self.queue.iter().map(|(key, _)| key).collect();
        self.groups.retain(|key, group| {
            group.starting > 0
                || !group.idle.is_empty()
                || !group.busy.is_empty()
                || waiting.contains(key)
        });
    }
}
