//! Who descends from whom, read from `/proc`.

use std::fs;

/// All living descendants of `pid`, nearest first, without `pid` itself.
pub(crate) fn descendants(pid: i32) -> Vec<i32> {
    let mut found = Vec::new();
    let mut at = 0;
    children(pid, &mut found);
    while let Some(&next) = found.get(at) {
        children(next, &mut found);
        at += 1;
    }
    found
}

fn children(pid: i32, into: &mut Vec<i32>) {
    let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else {
        return;
    };
    for thread in threads.flatten() {
        let Ok(list) = fs::read_to_string(thread.path().join("children")) else {
            continue;
        };
        into.extend(
            list.split_ascii_whitespace()
                .filter_map(|pid| pid.parse::<i32>().ok()),
        );
    }
}

/// Resident memory that `pid` alone accounts for, in bytes: anonymous pages and its own writable
/// ones, not the pages of program files, which all instances share.
pub(crate) fn resident_bytes(pid: i32) -> u64 {
    let Ok(status) = fs::read_to_string(format!("/proc/{pid}/status")) else {
        return 0;
    };
    let field = |name: &str| -> u64 {
        status
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .and_then(|rest| rest.split_ascii_whitespace().next())
            .and_then(|kb| kb.parse::<u64>().ok())
            .unwrap_or(0)
    };
    (field("RssAnon:") + field("RssShmem:")) * 1024
}

/// Whether one of `pids` holds the socket with this inode number.
pub(crate) fn holds_socket(pids: &[i32], inode: u64) -> bool {
    let wanted = format!("socket:[{inode}]");
    pids.iter().any(|pid| {
        fs::read_dir(format!("/proc/{pid}/fd")).is_ok_and(|fds| {
            fds.flatten().any(|fd| {
                fs::read_link(fd.path()).is_ok_and(|to| to.as_os_str() == wanted.as_str())
            })
        })
    })
}
