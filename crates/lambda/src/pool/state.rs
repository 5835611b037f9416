//! Who there is and who waits: instances by what they are interchangeable for, and the queue.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::function::FunctionVersion;
use crate::instance::Job;

/// What instances are interchangeable for: one revision of one version of one function.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    function_arn: String,
    version: String,
    revision: String,
}

impl Key {
    pub(super) fn of(function: &FunctionVersion) -> Arc<Self> {
        Arc::new(Self {
            function_arn: function.function_arn.clone(),
            version: function.version.clone(),
            revision: function.revision.clone(),
        })
    }

    /// Whether it is of that function.
    pub(super) fn is_of(&self, function_arn: &str) -> bool {
        self.function_arn == function_arn
    }
}

#[derive(Default)]
pub(super) struct State {
    pub(super) groups: HashMap<Arc<Key>, Group>,
    pub(super) queue: VecDeque<(Arc<Key>, Job)>,
    /// Starting and started.
    pub(super) instances: usize,
    pub(super) starting: usize,
    pub(super) numbers: u64,
    pub(super) closing: bool,
}

/// The instances of one key.
pub(super) struct Group {
    pub(super) function: Arc<FunctionVersion>,
    /// Taken from the back, so that the coldest grow old at the front.
    pub(super) idle: Vec<(u64, mpsc::Sender<Job>)>,
    pub(super) busy: HashMap<u64, mpsc::Sender<Job>>,
    pub(super) starting: usize,
    /// Nobody has asked for it since it was let go: what is still starting is not kept.
    pub(super) retired: bool,
}

impl Group {
    /// Ends all instances: dropped by the pool, they end when they have answered what they are at.
    pub(super) fn let_go(&mut self) {
        self.idle.clear();
        self.busy.clear();
        self.retired = true;
    }
}

impl State {
    /// Hands `job` to an idle instance of `key`, or gives it back.
    pub(super) fn hand_over(&mut self, key: &Arc<Key>, mut job: Job) -> Option<Job> {
        let Some(group) = self.groups.get_mut(key) else {
            return Some(job);
        };
        group.retired = false;
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
    pub(super) fn supersede(&mut self, key: &Key) {
        for (other, group) in &mut self.groups {
            if other.function_arn == key.function_arn && other.version == key.version {
                group.let_go();
            }
        }
        self.forget_unused();
    }

    /// Makes room: of all idle instances, one of the group that has most.
    pub(super) fn retire_one_idle(&mut self) {
        let fullest = self
            .groups
            .values_mut()
            .max_by_key(|group| group.idle.len());
        if let Some(group) = fullest.filter(|group| !group.idle.is_empty()) {
            group.idle.remove(0);
        }
    }

    /// Drops groups that nothing refers to any more.
    pub(super) fn forget_unused(&mut self) {
        let waiting: HashSet<&Arc<Key>> = self.queue.iter().map(|(key, _)| key).collect();
        self.groups.retain(|key, group| {
            group.starting > 0
                || !group.idle.is_empty()
                || !group.busy.is_empty()
                || waiting.contains(key)
        });
    }
}
