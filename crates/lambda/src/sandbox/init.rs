//! The second stage: builds the root, gives up every right that the function must not have, starts
//! the runtime, reaps, and leaves word of how the runtime ended.

use std::fs::File;
use std::io::{self, BufRead, Write};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use rustix::process::{Pid, Signal, WaitOptions};

use super::{Ending, Isolation, Spec, confine, root, supervise};

pub(super) const STAGE: &str = "init";

/// Reads the [`Spec`] from standard input and runs it to its end.
pub(super) fn run() -> i32 {
    if rustix::process::set_parent_process_death_signal(Some(Signal::KILL)).is_err() {
        return 2;
    }
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line).is_err() {
        return 2;
    }
    let Ok(spec) = serde_json::from_str::<Spec>(&line) else {
        return 2;
    };
    // Opened now: after the confinement it is out of reach.
    let Ok(mut ending_file) = File::create(&spec.directories.ending) else {
        return 2;
    };
    let ending = prepare_and_run(&spec).unwrap_or_else(|error| Ending::Failed(error.to_string()));
    if let Ok(text) = serde_json::to_vec(&ending) {
        let _ = ending_file.write_all(&text);
    }
    if spec.isolation == Isolation::Processes {
        supervise::end_descendants();
    }
    0
}

/// For the supervisor, when it cannot even start init.
pub(super) fn write_ending(spec: &Spec, ending: &Ending) {
    if let Ok(text) = serde_json::to_vec(ending) {
        let _ = std::fs::write(&spec.directories.ending, text);
    }
}

fn prepare_and_run(spec: &Spec) -> io::Result<Ending> {
    match spec.isolation {
        Isolation::Namespaces => root::build_and_enter(spec).map_err(|error| {
            io::Error::new(
                error.kind(),
                format!("cannot build the function's root: {error}"),
            )
        })?,
        Isolation::Processes => {
            rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
        }
    }
    confine::limit_resources(spec)?;
    confine::drop_capabilities();
    let landlock = confine::restrict_files(spec)?;
    let Some((program, arguments)) = spec.command.split_first() else {
        return Ok(Ending::Prepared { landlock });
    };
    let child = Command::new(program)
        .args(arguments)
        .env_clear()
        .envs(&spec.environment)
        .current_dir(spec.directories.seen(spec.isolation).task)
        .stdin(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|error| {
            io::Error::new(error.kind(), format!("cannot start {program}: {error}"))
        })?;
    let runtime = Pid::from_child(&child);
    // Reap everything: orphans of the function become children of this process.
    loop {
        match rustix::process::wait(WaitOptions::empty()) {
            Ok(Some((pid, status))) if pid == runtime => {
                return Ok(match status.terminating_signal() {
                    Some(signal) => Ending::Signal(signal),
                    None => Ending::Exit(status.exit_status().unwrap_or(0)),
                });
            }
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
