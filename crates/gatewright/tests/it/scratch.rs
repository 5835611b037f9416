//! Temporary directories of servers that are no more.

use std::fs::{self, File};

use gatewright::scratch::Scratch;
use uuid::Uuid;

#[test]
fn a_dead_servers_directory_goes_and_a_living_ones_stays() {
    let parent = tempfile::tempdir().unwrap();
    let exists = |name: &str| parent.path().join(name).exists();
    let make = |name: &str, locked: bool| {
        let path = parent.path().join(name);
        fs::create_dir_all(path.join("functions/packages")).unwrap();
        if locked {
            File::create(path.join("lock")).unwrap();
        }
        name.to_owned()
    };
    // A killed process lets go of its locks and leaves the files.
    let dead = make(&format!("gatewright-{}", Uuid::new_v4()), true);
    let being_made = make(&format!("gatewright-{}", Uuid::new_v4()), false);
    let strange = make("gatewright-backup", true);
    let living = Scratch::in_directory(parent.path()).unwrap();
    assert!(!exists(&dead) && exists(&being_made) && exists(&strange));

    let other = Scratch::in_directory(parent.path()).unwrap();
    assert!(living.path().exists() && living.path() != other.path());
    other.remove().unwrap();
    assert!(living.path().exists() && !other.path().exists());

    let path = living.path().to_owned();
    drop(living);
    Scratch::in_directory(parent.path()).unwrap();
    assert!(!path.exists());
}
