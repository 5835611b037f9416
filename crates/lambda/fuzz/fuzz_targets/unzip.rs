//! Arbitrary bytes as a deployment package: never a panic, never a file outside the directory.
//! `cargo +nightly fuzz run unzip`, in `crates/lambda`.

#![no_main]

use gatewright_lambda::Package;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(package) = Package::new(bytes.to_vec().into()) else {
        return;
    };
    let outer = tempfile::tempdir().expect("a temporary directory");
    let inner = outer.path().join("a/b/c");
    std::fs::create_dir_all(&inner).expect("a directory in it");
    let _ = package.unpack(&inner);
    for (path, only) in [(outer.path().to_path_buf(), "a"), (outer.path().join("a"), "b"), (outer.path().join("a/b"), "c")] {
        for entry in std::fs::read_dir(path).expect("still there") {
            assert_eq!(entry.expect("readable").file_name(), only);
        }
    }
});
