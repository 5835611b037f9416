//! The zip reader: what it takes, what it refuses, and that nothing makes it panic.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;

use gatewright_lambda::{Package, PackageError};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use crate::bed::zip;

fn unpack(zip: impl Into<bytes::Bytes>) -> Result<tempfile::TempDir, PackageError> {
    let directory = tempfile::tempdir().unwrap();
    Package::new(zip.into())?.unpack(directory.path())?;
    Ok(directory)
}

#[test]
fn content_and_executable_bits_are_kept() {
    let directory = unpack(zip(&[
        ("bootstrap", 0o755, "#!"),
        ("a/b/c.py", 0o600, "x"),
        ("./d", 0o644, ""),
        ("ü", 0o444, "u"),
    ]))
    .unwrap();
    let mode = |name: &str| {
        std::fs::metadata(directory.path().join(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(
        (mode("bootstrap"), mode("a/b/c.py"), mode("d"), mode("ü")),
        (0o755, 0o644, 0o644, 0o644)
    );
    assert_eq!(
        std::fs::read_to_string(directory.path().join("a/b/c.py")).unwrap(),
        "x"
    );
}

#[test]
fn names_that_leave_the_package_are_refused() {
    for name in ["../x", "a/../../x", "/etc/x", "a/../b", "..", "x\0y"] {
        let result = unpack(zip(&[(name, 0o644, "x")]));
        assert!(
            matches!(result, Err(PackageError::OutsideName { .. })),
            "{name:?}: {result:?}"
        );
    }
}

fn with_links(links: &[(&str, &str)], files: &[&str]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, target) in links {
        zip.add_symlink(*name, *target, SimpleFileOptions::default())
            .unwrap();
    }
    for name in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"content").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn links_stay_inside() {
    let directory = unpack(with_links(
        &[("node_modules/.bin/tool", "../tool/cli.js")],
        &["node_modules/tool/cli.js"],
    ))
    .unwrap();
    assert_eq!(
        std::fs::read_to_string(directory.path().join("node_modules/.bin/tool")).unwrap(),
        "content"
    );
    for target in ["/etc/passwd", "../x", "a/../../x", "x/..", "./../x", ""] {
        let result = unpack(with_links(&[("link", target)], &[]));
        assert!(
            matches!(result, Err(PackageError::OutsideLink { .. })),
            "{target:?}: {result:?}"
        );
    }
}

#[test]
fn nothing_is_written_through_a_link() {
    for (links, files) in [
        (vec![("a", "b")], vec!["a/x"]),
        (vec![("a", ".")], vec!["a/x", "b"]),
        (vec![], vec!["a", "a/x"]),
        (vec![], vec!["a/x", "a"]),
    ] {
        let result = unpack(with_links(&links, &files));
        assert!(
            matches!(result, Err(PackageError::Conflict { .. })),
            "{links:?} {files:?}: {result:?}"
        );
    }
}

#[test]
fn a_bomb_is_too_large() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let zeros = vec![0; 1 << 20];
    for number in 0..6 {
        zip.start_file(
            number.to_string(),
            SimpleFileOptions::default().compression_level(Some(1)),
        )
        .unwrap();
        for _ in 0..50 {
            zip.write_all(&zeros).unwrap();
        }
    }
    let mut zip = zip.finish().unwrap().into_inner();
    assert!(matches!(
        Package::new(zip.clone().into()),
        Err(PackageError::TooLarge { .. })
    ));
    // Declared small in the directory, it is still stopped by what it is.
    let size = (50_u32 << 20).to_le_bytes();
    for at in 0..zip.len() - 4 {
        if zip[at..at + 4] == size {
            zip[at..at + 4].copy_from_slice(&[1, 0, 0, 0]);
        }
    }
    assert!(unpack(zip).is_err());
}

#[test]
fn encrypted_and_broken_files_are_named() {
    assert!(matches!(
        Package::new("no zip".into()),
        Err(PackageError::Malformed(_))
    ));
    assert!(matches!(
        Package::new("".into()),
        Err(PackageError::Malformed(_))
    ));
    // Set the encryption flag of a plain file, in both of its headers.
    let mut encrypted = zip(&[("a", 0o644, "x")]).to_vec();
    for (magic, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = encrypted
            .windows(4)
            .position(|window| window == magic)
            .unwrap();
        encrypted[at + flags] |= 1;
    }
    let result = Package::new(encrypted.into());
    assert!(
        matches!(
            result,
            Err(PackageError::Encrypted { .. } | PackageError::Malformed(_))
        ),
        "{result:?}"
    );
    let mut damaged = zip(&[(
        "a",
        0o644,
        "some content that is long enough to be deflated, deflated, deflated",
    )])
    .to_vec();
    damaged[40] ^= 0x55;
    assert!(matches!(unpack(damaged), Err(PackageError::Malformed(_))));
}

fn entries(directory: &std::path::Path) -> usize {
    std::fs::read_dir(directory).unwrap().count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
        let _ = unpack(bytes);
    }

    /// Damaged in a few places, a real zip file unpacks or is refused, and nothing appears beside
    /// the place where it is unpacked.
    #[test]
    fn damaged_zips_stay_in_their_place(damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = with_links(&[("l/k", "../f")], &["f", "d/e", "d/g"]);
        for (at, value) in damage {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        let outer = tempfile::tempdir().unwrap();
        let inner = outer.path().join("one/two/three");
        std::fs::create_dir_all(&inner).unwrap();
        if let Ok(package) = Package::new(bytes.into()) {
            let _ = package.unpack(&inner);
        }
        prop_assert_eq!(entries(outer.path()), 1);
        prop_assert_eq!(entries(&outer.path().join("one")), 1);
        prop_assert_eq!(entries(&outer.path().join("one/two")), 1);
    }
}
