//! Documents and blobs: what is committed can be read, whole or not at all.

use std::os::unix::fs::PermissionsExt;

use bytes::Bytes;
use gatewright::store::{Batch, BlobId, Error, Expected, Page, Store, path};
use serde_json::{Value, json};

fn keys<T>(documents: &[gatewright::store::Stored<T>]) -> Vec<&str> {
    documents.iter().map(|d| d.key.as_str()).collect()
}

async fn with_documents(keys: &[&str]) -> Store {
    let store = Store::ephemeral().unwrap();
    let batch = keys.iter().fold(Batch::new(), |batch, key| {
        batch.put(*key, &json!({"key": key}))
    });
    store.commit(batch).await.unwrap();
    store
}

#[tokio::test]
async fn a_document_is_read_as_it_was_written() {
    let store = Store::ephemeral().unwrap();
    assert_eq!(store.get::<Value>("a/b").unwrap(), None);
    let revision = store
        .commit(Batch::new().put("a/b", &json!({"z": 1, "a": "ü"})))
        .await
        .unwrap();
    let read = store.get::<Value>("a/b").unwrap().unwrap();
    assert_eq!(
        (read.revision, read.value.to_string().as_str()),
        (revision, r#"{"z":1,"a":"ü"}"#)
    );
    assert!(matches!(
        store.get::<Vec<u8>>("a/b"),
        Err(Error::Shape { .. })
    ));
}

#[tokio::test]
async fn listings_respect_the_boundaries_of_paths() {
    let store = with_documents(&[
        "x/apis",
        "x/apis/ab",
        "x/apis/ab/stages/prod",
        "x/apis/ab-c",
        "x/apis/ab0",
        "x/apis/abc",
        "x/apis/abc/stages/dev",
        "x/apis%",
        "x/apis0",
        "y/apis/ab/q",
    ])
    .await;
    let list = |prefix| store.list::<Value>(prefix, Page::default()).unwrap();
    assert_eq!(keys(&list("x/apis/ab")), ["x/apis/ab/stages/prod"]);
    assert_eq!(keys(&list("x/apis/ab/")), ["x/apis/ab/stages/prod"]);
    assert_eq!(list("x/apis").len(), 6);
    assert_eq!(list("").len(), 10);
    let children = store.children::<Value>("x/apis", Page::default()).unwrap();
    assert_eq!(
        keys(&children),
        ["x/apis/ab", "x/apis/ab-c", "x/apis/ab0", "x/apis/abc"]
    );
}

#[tokio::test]
async fn pages_together_are_the_listing() {
    let names: Vec<String> = (0..25).map(|n| format!("p/{n:02}")).collect();
    let store = with_documents(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = Page {
            after: after.as_deref(),
            limit: Some(10),
        };
        let documents = store.list::<Value>("p", page).unwrap();
        assert_eq!(documents, store.children::<Value>("p", page).unwrap());
        let Some(last) = documents.last() else { break };
        after = Some(last.key.clone());
        seen.extend(documents.into_iter().map(|d| d.key));
    }
    assert_eq!(seen, names);
}

#[tokio::test]
async fn a_batch_with_a_broken_precondition_writes_nothing() {
    let store = with_documents(&["a"]).await;
    let at = store.revision().unwrap();
    let batch = Batch::new().put("b", &1).delete("a").expect_absent("a");
    let error = store.commit(batch).await.unwrap_err();
    assert!(
        matches!(&error, Error::Conflict { key, expected: Expected::Absent, actual } if key == "a" && *actual == Some(at)),
        "{error}"
    );
    assert_eq!(store.revision().unwrap(), at);
    assert!(
        store.get::<Value>("b").unwrap().is_none() && store.get::<Value>("a").unwrap().is_some()
    );

    let next = store
        .commit(Batch::new().expect_revision("a", at).put("a", &2))
        .await
        .unwrap();
    assert_eq!(next, at + 1);
    let stale = store
        .commit(Batch::new().expect_revision("a", at).put("a", &3))
        .await;
    assert!(matches!(stale, Err(Error::Conflict { .. })));
    let gone = store
        .commit(Batch::new().expect_revision("nothing", at).put("a", &3))
        .await;
    assert!(matches!(gone, Err(Error::Conflict { actual: None, .. })));
    assert_eq!(store.get::<i64>("a").unwrap().unwrap().value, 2);
}

#[tokio::test]
async fn of_many_that_race_for_one_revision_one_wins() {
    let store = with_documents(&["counter"]).await;
    let at = store.revision().unwrap();
    let tasks: Vec<_> = (0..50)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                store
                    .commit(
                        Batch::new()
                            .expect_revision("counter", at)
                            .put("counter", &n),
                    )
                    .await
            })
        })
        .collect();
    let mut won = 0;
    for task in tasks {
        won += i32::from(task.await.unwrap().is_ok());
    }
    assert_eq!(won, 1);
    assert_eq!(store.revision().unwrap(), at + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn readers_see_whole_commits_while_writers_write() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    store
        .commit(Batch::new().put("pair/a", &0).put("pair/b", &0))
        .await
        .unwrap();
    let writers: Vec<_> = (0..4)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                for n in 1..=50 {
                    let batch = Batch::new().put("pair/a", &n).put("pair/b", &n);
                    store.commit(batch).await.unwrap();
                }
            })
        })
        .collect();
    while !writers.iter().all(tokio::task::JoinHandle::is_finished) {
        let pair = store.list::<i64>("pair", Page::default()).unwrap();
        assert_eq!(pair[0].value, pair[1].value);
        assert_eq!(pair[0].revision, pair[1].revision);
        tokio::task::yield_now().await;
    }
    assert_eq!(store.revision().unwrap(), 201);
}

#[tokio::test]
async fn a_tree_is_deleted_with_its_root_and_without_its_neighbours() {
    let store = with_documents(&["r/ab", "r/ab/x", "r/ab/x/y", "r/ab0", "r/abc/x", "r/ab-"]).await;
    store
        .commit(Batch::new().delete_tree("r/ab").delete("r/nothing"))
        .await
        .unwrap();
    let left = store.list::<Value>("r", Page::default()).unwrap();
    assert_eq!(keys(&left), ["r/ab-", "r/ab0", "r/abc/x"]);
}

#[tokio::test]
async fn changes_tell_what_is_new_and_what_is_gone() {
    let store = with_documents(&["a", "b", "c"]).await;
    let before = store.revision().unwrap();
    store
        .commit(Batch::new().put("b", &2).delete("c"))
        .await
        .unwrap();
    let now = store
        .commit(Batch::new().put("d", &4).delete("d").put("a", &1))
        .await
        .unwrap();
    let changes: Vec<_> = store
        .changes::<Value>(before)
        .unwrap()
        .into_iter()
        .map(|c| (c.key, c.revision - before, c.value))
        .collect();
    assert_eq!(
        changes,
        [
            ("b".into(), 1, Some(json!(2))),
            ("c".into(), 1, None),
            ("a".into(), 2, Some(json!(1))),
            ("d".into(), 2, None),
        ]
    );
    assert!(store.changes::<Value>(now).unwrap().is_empty());
    assert_eq!(
        store
            .changes::<Value>(0)
            .unwrap()
            .iter()
            .filter(|c| c.value.is_some())
            .count(),
        2
    );
}

#[tokio::test]
async fn keys_that_are_no_paths_are_refused() {
    let store = Store::ephemeral().unwrap();
    for key in ["", "/a", "a/", "a//b", "a/\u{0}"] {
        let refused = store
            .commit(Batch::new().put("fine", &1).put(key, &1))
            .await;
        assert!(matches!(refused, Err(Error::InvalidKey { .. })), "{key:?}");
    }
    assert!(store.get::<i64>("fine").unwrap().is_none());
    assert_eq!(
        path(&["1", "us", "groups", "/aws/a%b"]),
        "1/us/groups/%2Faws%2Fa%25b"
    );
}

#[tokio::test]
async fn blobs_live_as_long_as_documents_name_them() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let code = Bytes::from(vec![7; 3 << 20]);
    let id = BlobId::of(&code);
    store
        .commit(
            Batch::new()
                .put("f/one", &1)
                .put_blob("f/one", code.clone()),
        )
        .await
        .unwrap();
    store
        .commit(Batch::new().put("f/two", &2).attach("f/two", id))
        .await
        .unwrap();
    // Another value leaves the blob where it is.
    store.commit(Batch::new().put("f/one", &11)).await.unwrap();
    assert_eq!(store.get::<i64>("f/one").unwrap().unwrap().blob, Some(id));
    store.commit(Batch::new().delete("f/one")).await.unwrap();
    assert_eq!(store.blob(&id).unwrap().as_deref(), Some(&code[..]));
    let other = Bytes::from_static(b"new");
    store
        .commit(Batch::new().put_blob("f/two", other.clone()))
        .await
        .unwrap();
    assert_eq!(store.blob(&id).unwrap(), None);
    assert_eq!(
        store.blob(&BlobId::of(&other)).unwrap().as_deref(),
        Some(&other[..])
    );
    for refused in [
        Batch::new().put("f/three", &3).attach("f/three", id),
        Batch::new().put_blob("f/nowhere", code.clone()),
    ] {
        let refused = store.commit(refused).await;
        assert!(matches!(refused, Err(Error::CannotAttach { .. })));
    }
    assert!(store.get::<i64>("f/three").unwrap().is_none());
    assert_eq!(store.blob(&id).unwrap(), None);
}

#[tokio::test]
async fn data_survive_reopening_and_are_private() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let store = Store::open(&data).unwrap();
    let revision = store
        .commit(Batch::new().put("a", &json!([1])))
        .await
        .unwrap();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    let files: Vec<_> = data
        .read_dir()
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    drop(store);
    let store = Store::open(&data).unwrap();
    assert_eq!(store.get::<Value>("a").unwrap().unwrap().revision, revision);
    assert_eq!(
        store.commit(Batch::new().put("b", &1)).await.unwrap(),
        revision + 1
    );
}

#[tokio::test]
async fn a_directory_in_use_or_from_the_future_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let refused = Store::open(dir.path()).err().unwrap();
    assert!(matches!(refused, Error::InUse(_)), "{refused}");
    drop(store);
    let database = dir.path().join("gatewright.db");
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.pragma_update(None, "user_version", 9).unwrap();
    drop(connection);
    let refused = Store::open(dir.path()).err().unwrap();
    assert!(
        matches!(refused, Error::NewerSchema { found: 9, .. }),
        "{refused}"
    );
    std::fs::write(&database, "this is no database, whatever its name may say").unwrap();
    let refused = Store::open(dir.path()).err().unwrap();
    assert!(matches!(refused, Error::Unreadable { .. }), "{refused}");
    let under_a_file = Store::open(&database.join("x")).err().unwrap();
    assert!(
        matches!(under_a_file, Error::Directory { .. }),
        "{under_a_file}"
    );
}
