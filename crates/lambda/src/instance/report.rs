//! What an invocation leaves in the log and gives its caller: END, REPORT, the outcome.

use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;

use super::{Instance, Job, Running};
use crate::failure::Failure;
use crate::function::{FunctionError, FunctionVersion, Outcome};
use crate::logs::InstanceLog;

/// An initialisation that went wrong, with the log that tells of it.
pub(crate) struct FailedInit {
    pub(super) failure: Failure,
    pub(super) log: InstanceLog,
    pub(super) took: Duration,
    /// In bytes.
    pub(super) peak: u64,
}

impl Instance {
    pub(super) fn report_failure(&mut self, failure: &Failure, running: &Running) -> Outcome {
        let line = failure.log_line(
            &running.request_id,
            &self.function,
            (self.surroundings.clock)(),
        );
        let payload = failure.payload(
            &running.request_id,
            &self.function,
            (self.surroundings.clock)(),
        );
        if let Some(line) = line {
            self.log.platform(line);
        }
        self.report(running, payload, Some(failure))
    }

    pub(super) fn report(
        &mut self,
        running: &Running,
        payload: Bytes,
        failure: Option<&Failure>,
    ) -> Outcome {
        let duration = match failure {
            Some(Failure::TimedOut) => self.function.timeout,
            _ => running.started.elapsed(),
        };
        self.measure_again();
        let init_duration = self.init_duration.take();
        write_report(
            &mut self.log,
            &self.function,
            &Report {
                request_id: &running.request_id,
                duration,
                init_duration,
                peak: self.peak,
                failure,
            },
        );
        Outcome {
            payload,
            function_error: failure.map(|_| FunctionError::Unhandled),
            executed_version: self.function.version.clone(),
            request_id: running.request_id.clone(),
            log_tail: running.log_tail.then(|| self.log.tail()),
            duration,
            init_duration,
        }
    }
}

impl FailedInit {
    /// Answers `job` with what went wrong.
    pub(crate) fn answer(
        &mut self,
        job: Job,
        function: &FunctionVersion,
        clock: fn() -> Timestamp,
    ) {
        let request_id = job.request_id;
        self.log.begin();
        self.log.platform(format!(
            "START RequestId: {request_id} Version: {}\n",
            function.version
        ));
        if let Some(line) = self.failure.log_line(&request_id, function, clock()) {
            self.log.platform(line);
        }
        write_report(
            &mut self.log,
            function,
            &Report {
                request_id: &request_id,
                duration: self.took,
                init_duration: None,
                peak: self.peak,
                failure: Some(&self.failure),
            },
        );
        let outcome = Outcome {
            payload: self.failure.payload(&request_id, function, clock()),
            function_error: Some(FunctionError::Unhandled),
            executed_version: function.version.clone(),
            log_tail: job.invocation.log_tail.then(|| self.log.tail()),
            request_id,
            duration: self.took,
            init_duration: None,
        };
        self.log.flush();
        job.caller.answer(Ok(outcome));
    }
}

struct Report<'a> {
    request_id: &'a str,
    duration: Duration,
    init_duration: Option<Duration>,
    /// In bytes.
    peak: u64,
    failure: Option<&'a Failure>,
}

fn write_report(log: &mut InstanceLog, function: &FunctionVersion, report: &Report<'_>) {
    use std::fmt::Write;
    let Report {
        request_id,
        duration,
        ..
    } = report;
    let duration = milliseconds(*duration);
    let used = (report.peak.div_ceil(1 << 20)).min(u64::from(function.memory_mb));
    log.platform(format!("END RequestId: {request_id}\n"));
    let mut line = format!(
        "REPORT RequestId: {request_id}\tDuration: {duration:.2} ms\tBilled Duration: {:.0} ms\tMemory Size: {} MB\tMax \
         Memory Used: {used} MB\t",
        duration.ceil(),
        function.memory_mb,
    );
    if let Some(init) = report.init_duration {
        let _ = write!(line, "Init Duration: {:.2} ms\t", milliseconds(init));
    }
    match report.failure {
        None | Some(Failure::Reported(_) | Failure::ResponseTooLarge(_)) => {}
        Some(failure) => line.push_str(&failure.status()),
    }
    line.push('\n');
    log.platform(line);
}

pub(super) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
