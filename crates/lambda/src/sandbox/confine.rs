//! Limits and rights of a function's processes: resource limits, capabilities, landlock.

use std::io;
use std::path::PathBuf;

use landlock::{
    ABI, Access, AccessFs, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetCreatedAttr,
    RulesetStatus, Scope, path_beneath_rules,
};
use rlimit::Resource;
use rustix::thread::CapabilitySet;

use super::root::{further, system};
use super::{Isolation, Spec};

/// AWS allows an execution environment 1,024 file descriptors.
const MAX_FILES: u64 = 1024;

/// A data segment may exceed the function's memory by this much, because Node and threaded programs
/// map far more than they touch. The true limit is on resident memory and the host watches it; this
/// one stops a single huge allocation between two looks.
const DATA_HEADROOM: u64 = 1 << 30;

const MB: u64 = 1 << 20;

/// Sets what `setrlimit` can hold. `RLIMIT_NPROC` is left alone, because it counts the user's other
/// processes too; the host counts the function's own.
pub(super) fn limit_resources(spec: &Spec) -> io::Result<()> {
    // A file system of the right size refuses first, with the error that AWS gives. This holds
    // the size of one file wherever else a function may get to write.
    let file_mb = match spec.isolation {
        Isolation::Namespaces => spec.storage_mb.saturating_add(1),
        Isolation::Processes => spec.storage_mb,
    };
    let limits = [
        (Resource::CORE, 0),
        (Resource::NOFILE, MAX_FILES),
        (Resource::FSIZE, u64::from(file_mb) * MB),
        (
            Resource::DATA,
            u64::from(spec.memory_mb) * MB + DATA_HEADROOM,
        ),
    ];
    for (resource, wanted) in limits {
        let (_, hard) = resource.get()?;
        let limit = wanted.min(hard);
        resource.set(limit, limit)?;
    }
    Ok(())
}

/// A program run by root gets back what its bounding set holds, so that is emptied.
pub(super) fn drop_capabilities() {
    for capability in CapabilitySet::all().iter() {
        let _ = rustix::thread::remove_capability_from_bounding_set(capability);
    }
    let _ = rustix::thread::clear_ambient_capability_set();
    let _ = rustix::thread::set_no_new_privs(true);
}

/// Read the system, the package and the interpreter; write the own `/tmp` and `/dev/null`; signal
/// only what is inside. Returns whether the kernel enforces it.
pub(super) fn restrict_files(spec: &Spec) -> io::Result<bool> {
    let abi = ABI::V6;
    let read = AccessFs::from_read(abi);
    let all = AccessFs::from_all(abi);
    let seen = spec.directories.seen(spec.isolation);
    let readable: Vec<PathBuf> = match spec.isolation {
        // The root that we built holds nothing else.
        Isolation::Namespaces => vec![PathBuf::from("/")],
        Isolation::Processes => system(spec)
            .chain(["/proc", "/sys", "/dev"])
            .map(PathBuf::from)
            .chain(further(spec))
            .chain([seen.task.to_path_buf(), seen.runtime.to_path_buf()])
            .chain(spec.directories.layers.clone())
            .collect(),
    };
    let mut writable = vec![seen.tmp.to_path_buf()];
    if spec.isolation == Isolation::Processes {
        // Functions write to `/tmp` by name, and here that is the machine's.
        writable.push(PathBuf::from("/tmp"));
    }
    let devices = [
        "/dev/null",
        "/dev/zero",
        "/dev/full",
        "/dev/random",
        "/dev/urandom",
    ];
    let status = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(all)
        .and_then(|rules| rules.scope(Scope::Signal))
        .and_then(Ruleset::create)
        .and_then(|rules| rules.add_rules(path_beneath_rules(readable, read)))
        .and_then(|rules| rules.add_rules(path_beneath_rules(writable, all)))
        .and_then(|rules| {
            rules.add_rules(path_beneath_rules(
                devices,
                AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::IoctlDev,
            ))
        })
        .and_then(landlock::RulesetCreated::restrict_self)
        .map_err(io::Error::other)?;
    Ok(status.ruleset != RulesetStatus::NotEnforced)
}
