//! The first stage: makes the namespaces, starts init, and ends it when the host is gone.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::{fs, thread};

use nix::sched::{CloneFlags, unshare};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, PidfdFlags, Signal};
use rustix::thread::CapabilitySet;

use super::{Ending, Isolation, SANDBOX_COMMAND, Spec, init, process_tree};

pub(super) const STAGE: &str = "supervise";

/// Reads the [`Spec`] from standard input, runs it, and returns when nothing of it is left. The
/// end of standard input means that the host is gone.
pub(super) fn run() -> i32 {
    close_inherited();
    // Own session: a Ctrl-C at the host's terminal is the host's to handle.
    let _ = rustix::process::setsid();
    let host = io::stdin();
    let mut line = String::new();
    if host.read_line(&mut line).is_err() {
        return 2;
    }
    let Ok(spec) = serde_json::from_str::<Spec>(&line) else {
        return 2;
    };
    match supervise(&spec, &line, &host) {
        Ok(()) => 0,
        Err(error) => {
            init::write_ending(&spec, &Ending::Failed(error.to_string()));
            1
        }
    }
}

fn supervise(spec: &Spec, line: &str, host: &io::Stdin) -> io::Result<()> {
    match spec.isolation {
        Isolation::Namespaces => enter_namespaces()?,
        Isolation::Processes => {
            rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
        }
    }
    let mut child = Command::new(std::env::current_exe()?)
        .args([SANDBOX_COMMAND, init::STAGE])
        .env_clear()
        .stdin(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(line.as_bytes())?;
    }
    // No thread for this: a process that has left its PID namespace for its children's cannot make one.
    let init = rustix::process::pidfd_open(Pid::from_child(&child), PidfdFlags::empty())?;
    let mut watched = [
        PollFd::new(&init, PollFlags::IN),
        PollFd::new(host, PollFlags::IN),
    ];
    while watched[0].revents().is_empty() {
        match poll(&mut watched, None) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        if !watched[1].revents().is_empty() {
            child.kill()?;
            break;
        }
    }
    child.wait()?;
    if spec.isolation == Isolation::Processes {
        end_descendants();
    }
    Ok(())
}

/// As root directly; otherwise inside a user namespace in which we are ourselves.
fn enter_namespaces() -> io::Result<()> {
    let flags = CloneFlags::CLONE_NEWNS | CloneFlags::CLONE_NEWPID | CloneFlags::CLONE_NEWIPC;
    if unshare(flags).is_ok() {
        return Ok(());
    }
    let (uid, gid) = (
        rustix::process::getuid().as_raw(),
        rustix::process::getgid().as_raw(),
    );
    unshare(flags | CloneFlags::CLONE_NEWUSER)?;
    fs::write("/proc/self/setgroups", "deny")?;
    fs::write("/proc/self/uid_map", format!("{uid} {uid} 1"))?;
    fs::write("/proc/self/gid_map", format!("{gid} {gid} 1"))?;
    // Init mounts and must keep the right to over its `exec`, which takes it from a user that is not root.
    let needed = CapabilitySet::SYS_ADMIN | CapabilitySet::SETPCAP;
    let mut sets = rustix::thread::capabilities(None)?;
    sets.inheritable = needed;
    rustix::thread::set_capabilities(None, sets)?;
    for capability in needed.iter() {
        rustix::thread::configure_capability_in_ambient_set(capability, true)?;
    }
    Ok(())
}

/// Closes what the host's own parent may have left open in it without close-on-exec.
fn close_inherited() {
    let Ok(entries) = fs::read_dir("/proc/self/fd") else {
        return;
    };
    let open: Vec<i32> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|fd| *fd > 2)
        .collect();
    for fd in open {
        let _ = nix::unistd::close(fd);
    }
}

/// Kills this process's descendants until there is none. Needs this process to be a subreaper, so
/// that orphans come back and are found.
pub(super) fn end_descendants() {
    let me = rustix::process::getpid().as_raw_nonzero().get();
    // A fork bomb can outrun a few rounds, not a thousand: each round takes all that it sees.
    for _ in 0..1000 {
        let left = process_tree::descendants(me);
        if left.is_empty() {
            return;
        }
        for pid in left.into_iter().filter_map(Pid::from_raw) {
            let _ = rustix::process::kill_process(pid, Signal::KILL);
        }
        while let Ok(Some(_)) = rustix::process::wait(rustix::process::WaitOptions::NOHANG) {}
        thread::sleep(std::time::Duration::from_millis(1));
    }
}
