//! Lambda's two limits on invocations at once: the account's and a function's own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::{InvokeError, ThrottleReason};

#[derive(Debug)]
pub(crate) struct Concurrency {
    account_limit: u32,
    running: Mutex<Running>,
}

#[derive(Debug, Default)]
struct Running {
    total: u32,
    functions: HashMap<String, u32>,
}

/// One running invocation. Dropped, it is over.
#[derive(Debug)]
pub(crate) struct Permit {
    concurrency: Arc<Concurrency>,
    function_arn: String,
}

impl Concurrency {
    pub(crate) fn new(account_limit: u32) -> Arc<Self> {
        Arc::new(Self {
            account_limit,
            running: Mutex::default(),
        })
    }

    /// Counts one more invocation of the function, or says which limit forbids it. Lambda does not
    /// queue: who comes too many is turned away at once.
    pub(crate) fn enter(
        self: &Arc<Self>,
        function_arn: &str,
        reserved: Option<u32>,
    ) -> Result<Permit, InvokeError> {
        let mut running = self.running();
        let throttled = |reason, limit| {
            Err(InvokeError::Throttled {
                reason,
                limit,
                function_arn: function_arn.to_owned(),
            })
        };
        let of_function = running.functions.get(function_arn).copied().unwrap_or(0);
        if let Some(reserved) = reserved
            && of_function >= reserved
        {
            return throttled(
                ThrottleReason::ReservedFunctionConcurrentInvocationLimitExceeded,
                reserved,
            );
        }
        if running.total >= self.account_limit {
            return throttled(
                ThrottleReason::ConcurrentInvocationLimitExceeded,
                self.account_limit,
            );
        }
        running.total += 1;
        *running
            .functions
            .entry(function_arn.to_owned())
            .or_default() += 1;
        Ok(Permit {
            concurrency: Arc::clone(self),
            function_arn: function_arn.to_owned(),
        })
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut running = self.concurrency.running();
        running.total = running.total.saturating_sub(1);
        if let Some(count) = running.functions.get_mut(&self.function_arn) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                running.functions.remove(&self.function_arn);
            }
        }
    }
}
