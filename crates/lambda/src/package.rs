//! Deployment packages: reads a zip file that nobody vouches for, and unpacks it once per content
//! into a directory of ours.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Component, Path, PathBuf};

use bytes::Bytes;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::error::PackageError;

/// AWS's quota for an unzipped package, in bytes.
pub const UNZIPPED_LIMIT: u64 = 262_144_000;

/// A link's target longer than this is no path.
const LINK_LIMIT: u64 = 4096;

/// A zip file whose directory has been read and found sound. The content of its files is checked
/// when it is unpacked.
#[derive(Clone)]
pub struct Package {
    zip: Bytes,
    sha256: [u8; 32],
    /// What its files take unpacked, as the zip file declares it, in bytes.
    unzipped: u64,
}

impl std::fmt::Debug for Package {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Package")
            .field("bytes", &self.zip.len())
            .field("sha256", &self.hex())
            .field("unzipped", &self.unzipped)
            .finish()
    }
}

impl Package {
    /// Reads the zip file's directory. Fails on what Lambda could not unpack, or we would not:
    /// no entries, names and links that leave the package, encrypted entries, sizes over [`UNZIPPED_LIMIT`].
    pub fn new(zip: Bytes) -> Result<Self, PackageError> {
        let mut archive = open(&zip)?;
        if archive.is_empty() {
            return Err(PackageError::Empty);
        }
        let mut declared = 0_u64;
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(malformed)?;
            let name = entry.name().map_err(malformed)?;
            let kind = Kind::of(&entry, &name)?;
            entry_path(&name)?;
            if kind == Kind::File {
                declared = declared.saturating_add(entry.size());
            }
        }
        if declared > UNZIPPED_LIMIT {
            return Err(PackageError::TooLarge {
                limit: UNZIPPED_LIMIT,
            });
        }
        let sha256 = Sha256::digest(&zip).into();
        Ok(Self {
            zip,
            sha256,
            unzipped: declared,
        })
    }

    /// The zip file.
    pub fn zip(&self) -> &Bytes {
        &self.zip
    }

    /// The zip file's SHA-256: in base64 it is AWS's `CodeSha256`.
    pub fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }

    /// What its files take unpacked, in bytes.
    pub fn unzipped(&self) -> u64 {
        self.unzipped
    }

    pub(crate) fn hex(&self) -> String {
        use std::fmt::Write;
        self.sha256
            .iter()
            .fold(String::with_capacity(64), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            })
    }

    /// Writes the package's content below `into`, which must exist. Directories and executable
    /// files get mode 0755, other files 0644, whatever the zip file says: a package whose files its
    /// own function cannot read helps nobody.
    pub fn unpack(&self, into: &Path) -> Result<(), PackageError> {
        unpack(&self.zip, into, UNZIPPED_LIMIT)
    }

    /// The directory below `cache` that holds the content, unpacked now if it is not there yet.
    pub(crate) fn unpacked(&self, cache: &Path) -> Result<PathBuf, PackageError> {
        let place = cache.join(self.hex());
        if place.is_dir() {
            return Ok(place);
        }
        // Unpacked beside its place and moved, so that a half-written package is never run.
        let half = cache.join(format!(".{}", uuid::Uuid::new_v4().simple()));
        fs::create_dir(&half).map_err(at(&half))?;
        let unpacked = self
            .unpack(&half)
            .and_then(|()| match fs::rename(&half, &place) {
                // Another invocation was faster; the content is the same.
                Err(_) if place.is_dir() => Ok(()),
                result => result.map_err(at(&place)),
            });
        if half.exists() {
            let _ = fs::remove_dir_all(&half);
        }
        unpacked.map(|()| place)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Directory,
    Link,
}

impl Kind {
    fn of<R: Read>(entry: &zip::read::ZipFile<'_, R>, name: &str) -> Result<Self, PackageError> {
        const TYPE: u32 = 0o170_000;
        if entry.encrypted() {
            return Err(PackageError::Encrypted {
                name: name.to_owned(),
            });
        }
        match entry.unix_mode().map_or(0, |mode| mode & TYPE) {
            0o120_000 => Ok(Self::Link),
            _ if name.ends_with('/') => Ok(Self::Directory),
            0o040_000 => Ok(Self::Directory),
            0 | 0o100_000 => Ok(Self::File),
            _ => Err(PackageError::Special {
                name: name.to_owned(),
            }),
        }
    }
}

/// Unpacks `zip` below `into`, at most `limit` bytes of content. The sizes that the zip file
/// declares are not trusted: what is written is counted.
fn unpack(zip: &[u8], into: &Path, limit: u64) -> Result<(), PackageError> {
    let mut archive = open(zip)?;
    let mut left = limit;
    let mut links = Vec::new();
    let mut kinds: HashMap<PathBuf, Kind> = HashMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(malformed)?;
        let name = entry.name().map_err(malformed)?.into_owned();
        let kind = Kind::of(&entry, &name)?;
        let path = entry_path(&name)?;
        if path.as_os_str().is_empty() {
            continue;
        }
        // A path is one thing only, and what lies above it is a directory.
        let above_is_directory = path
            .ancestors()
            .skip(1)
            .all(|above| kinds.get(above).is_none_or(|kind| *kind == Kind::Directory));
        let before = kinds.insert(path.clone(), kind);
        if !above_is_directory || before.is_some_and(|before| before != kind || kind == Kind::Link)
        {
            return Err(PackageError::Conflict { name });
        }
        for above in path.ancestors().skip(1) {
            kinds.entry(above.to_path_buf()).or_insert(Kind::Directory);
        }
        let target = into.join(&path);
        match kind {
            Kind::Directory => fs::create_dir_all(&target).map_err(at(&target))?,
            Kind::File => {
                let above = target.parent().unwrap_or(into);
                fs::create_dir_all(above).map_err(at(above))?;
                let executable = entry.unix_mode().is_some_and(|mode| mode & 0o111 != 0);
                left -= write_file(&mut entry, &target, executable, left, limit)?;
            }
            Kind::Link => {
                let mut text = String::new();
                entry
                    .by_ref()
                    .take(LINK_LIMIT)
                    .read_to_string(&mut text)
                    .map_err(|e| malformed(e.into()))?;
                if !stays_inside(&path, &text) {
                    return Err(PackageError::OutsideLink { name, target: text });
                }
                links.push((target, text));
            }
        }
    }
    // Links come last: nothing is ever written through one.
    for (place, target) in links {
        let above = place.parent().unwrap_or(into);
        fs::create_dir_all(above).map_err(at(above))?;
        make_link(&target, &place).map_err(at(&place))?;
    }
    Ok(())
}

fn write_file(
    entry: &mut impl Read,
    target: &Path,
    executable: bool,
    left: u64,
    limit: u64,
) -> Result<u64, PackageError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if executable { 0o755 } else { 0o644 });
    let mut file = options.open(target).map_err(at(target))?;
    let mut buffer = vec![0; 64 * 1024];
    let mut written = 0_u64;
    loop {
        let read = match entry.read(&mut buffer) {
            Ok(0) => return Ok(written),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(malformed(error.into())),
        };
        written += read as u64;
        if written > left {
            return Err(PackageError::TooLarge { limit });
        }
        io::Write::write_all(&mut file, buffer.get(..read).unwrap_or_default())
            .map_err(at(target))?;
    }
}

fn open(zip: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, PackageError> {
    ZipArchive::new(Cursor::new(zip)).map_err(malformed)
}

/// The entry's path, relative and without `.` and `..`.
fn entry_path(name: &str) -> Result<PathBuf, PackageError> {
    let outside = || PackageError::OutsideName {
        name: name.to_owned(),
    };
    if name.contains('\0') {
        return Err(outside());
    }
    Path::new(name)
        .components()
        .filter(|part| *part != Component::CurDir)
        .map(|part| match part {
            Component::Normal(part) => Ok(part),
            _ => Err(outside()),
        })
        .collect()
}

/// Whether a link at `path` to `target` stays in the package, wherever other links lead: `..` only
/// at the beginning, and no more of them than there are directories above the link.
fn stays_inside(path: &Path, target: &str) -> bool {
    let above = path.components().count().saturating_sub(1);
    let mut ups = 0;
    let mut down = false;
    !target.is_empty()
        && !target.contains('\0')
        && Path::new(target).components().all(|part| match part {
            Component::CurDir => true,
            Component::Normal(_) => {
                down = true;
                true
            }
            Component::ParentDir => {
                ups += 1;
                !down && ups <= above
            }
            Component::RootDir | Component::Prefix(_) => false,
        })
}

#[cfg(unix)]
fn make_link(target: &str, place: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, place)
}

#[cfg(not(unix))]
fn make_link(_target: &str, _place: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn malformed(error: zip::result::ZipError) -> PackageError {
    PackageError::Malformed(error.to_string())
}

pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> PackageError + '_ {
    move |source| PackageError::Io {
        path: path.to_path_buf(),
        source,
    }
}
