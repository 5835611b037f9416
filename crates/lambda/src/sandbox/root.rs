//! The file system that a function sees: the system's directories, its package at `/var/task`, our
//! bootstraps at `/var/runtime`, its own `/tmp`; nothing else of the machine.

use std::ffi::CString;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use rustix::mount::{MountFlags, MountPropagationFlags, UnmountFlags};

use super::{OPT, Spec};

/// Directories of the system that programs need. Those that are links (`/bin` → `usr/bin`) stay so.
const SYSTEM: [&str; 12] = [
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/opt", "/nix", "/gnu",
    "/snap",
];

/// What is the function's own to write.
const TMP: &str = "/tmp";

/// Builds the tree on `spec.directories.root` and makes it this process's root.
pub(super) fn build_and_enter(spec: &Spec) -> io::Result<()> {
    let root = &spec.directories.root;
    rustix::mount::mount_change(
        "/",
        MountPropagationFlags::PRIVATE | MountPropagationFlags::REC,
    )?;
    rustix::mount::mount(
        "tmpfs",
        root,
        "tmpfs",
        MountFlags::NOSUID | MountFlags::NODEV,
        Some(c"size=1m,mode=755"),
    )?;
    // Before what is shown below it: an interpreter may lie in the machine's `/tmp`.
    mount_tmp(root, spec.storage_mb)?;
    for path in system(spec) {
        let path = Path::new(path);
        let Ok(metadata) = fs::symlink_metadata(path) else {
            continue;
        };
        if metadata.is_symlink() {
            symlink(fs::read_link(path)?, within(root, path))?;
        } else if metadata.is_dir() {
            show(root, path, path, true)?;
        }
    }
    // Before the interpreter, which may lie in the machine's directory of that name.
    if let Some(layers) = &spec.directories.layers {
        show_layers(root, layers)?;
    }
    for path in further(spec) {
        if path == Path::new(TMP) {
            // All of the machine's would hide the function's own: the interpreter alone.
            let program = Path::new(spec.command.first().map_or("", String::as_str));
            if program.parent() == Some(&path) {
                show(root, program, program, true)?;
            }
        } else {
            show(root, &path, &path, true)?;
        }
    }
    show(root, &spec.directories.task, Path::new("/var/task"), true)?;
    show(
        root,
        &spec.directories.runtime,
        Path::new("/var/runtime"),
        true,
    )?;
    show(root, Path::new("/dev"), Path::new("/dev"), false)?;
    // The load and CPU files that programs look at; not needed to run.
    let _ = show(root, Path::new("/sys"), Path::new("/sys"), true);
    let proc = within(root, Path::new("/proc"));
    fs::create_dir(&proc)?;
    let fresh = rustix::mount::mount(
        "proc",
        &proc,
        "proc",
        MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC,
        None,
    );
    if fresh.is_err() {
        // A container that masks parts of /proc does not let us mount one of our own.
        rustix::mount::mount_bind_recursive("/proc", &proc)?;
    }
    std::env::set_current_dir(root)?;
    rustix::process::pivot_root(".", ".")?;
    rustix::mount::unmount(".", UnmountFlags::DETACH)?;
    std::env::set_current_dir("/")
}

/// The interpreter's directories, and where `/etc/resolv.conf` really lies.
pub(super) fn further(spec: &Spec) -> Vec<PathBuf> {
    let resolver = fs::canonicalize("/etc/resolv.conf")
        .ok()
        .and_then(|path| path.parent().map(Path::to_path_buf));
    spec.readable
        .iter()
        .cloned()
        .chain(resolver)
        .filter(|path| path.is_dir() && !system(spec).any(|system| path.starts_with(system)))
        .collect()
}

/// The directories of the system that this function sees: layers take the place of the machine's
/// `/opt`.
pub(super) fn system(spec: &Spec) -> impl Iterator<Item = &'static str> {
    let hidden = spec.directories.layers.as_ref().map(|_| OPT);
    SYSTEM.into_iter().filter(move |path| Some(*path) != hidden)
}

/// Shows the layers' files at `/opt`, one entry at a time, so that there is room beside them.
fn show_layers(root: &Path, layers: &Path) -> io::Result<()> {
    let opt = Path::new(OPT);
    fs::create_dir_all(within(root, opt))?;
    for entry in fs::read_dir(layers)? {
        let entry = entry?;
        let to = opt.join(entry.file_name());
        if entry.file_type()?.is_symlink() {
            symlink(fs::read_link(entry.path())?, within(root, &to))?;
        } else {
            show(root, &entry.path(), &to, true)?;
        }
    }
    Ok(())
}

/// A `/tmp` that holds so much and then says "no space left on device", as on AWS. In memory: a
/// limited file system on the disk would take rights that we do not have. One file for each 16 KB,
/// as ext4 is made by default (AWS's number is not documented: our choice).
fn mount_tmp(root: &Path, size_mb: u32) -> io::Result<()> {
    let target = within(root, Path::new(TMP));
    fs::create_dir(&target)?;
    let files = u64::from(size_mb) * 64;
    let options = CString::new(format!("size={size_mb}m,nr_inodes={files},mode=1777"))?;
    rustix::mount::mount(
        "tmpfs",
        &target,
        "tmpfs",
        MountFlags::NOSUID | MountFlags::NODEV,
        Some(options.as_c_str()),
    )?;
    Ok(())
}

fn within(root: &Path, path: &Path) -> PathBuf {
    root.join(path.strip_prefix("/").unwrap_or(path))
}

/// Shows what is at `from` on the machine, a directory or a file, at `to` in the new root.
fn show(root: &Path, from: &Path, to: &Path, read_only: bool) -> io::Result<()> {
    let target = within(root, to);
    if from.is_file() {
        File::create(&target)?;
    } else {
        fs::create_dir_all(&target)?;
    }
    rustix::mount::mount_bind_recursive(from, &target)?;
    if read_only {
        let remounted = rustix::mount::mount_remount(
            &target,
            MountFlags::BIND | MountFlags::RDONLY | MountFlags::NOSUID | MountFlags::NODEV,
            c"",
        );
        // Landlock says the same; this also holds where there is none. In a user namespace the
        // kernel refuses when the machine's mount carries flags that we would drop. Below `/tmp`
        // landlock lets the function write, and only this keeps it from the machine's files.
        if to.starts_with(TMP) {
            remounted?;
        }
    }
    Ok(())
}
