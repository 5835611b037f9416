//! What `gatewright doctor` is told by a project's files: settings, comments, and what was known before.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// An API with a Lambda integration that is called by GET, and without CORS on errors.
const API: &str = "openapi: 3.0.1\ninfo: {title: pets, version: '1'}\npaths:\n  /pets:\n    get:\n      \
    responses: {}\n      x-amazon-apigateway-integration:\n        type: aws_proxy\n        httpMethod: GET\n        \
    uri: arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations\n";

/// The rules that are found in a folder's files, what is written to the error stream, and the exit code.
fn doctor(folder: &Path, arguments: &[&str]) -> (Vec<String>, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_gatewright"))
        .args(["doctor", "--format", "json"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let codes = findings
        .iter()
        .map(|it| it["rule"].as_str().unwrap().to_owned());
    let errors = String::from_utf8(output.stderr).unwrap();
    (codes.collect(), errors, output.status.code().unwrap())
}

/// A folder that is the root of a repository, with files in it.
fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn settings_are_found_upward_and_the_command_line_wins() {
    let repository = repository(&[
        (
            "gatewright.toml",
            "[doctor]\nignore = [\"GW301\"]\nexclude = [\"vendor\"]\n",
        ),
        ("infra/api.yaml", API),
        ("infra/vendor/api.yaml", API),
    ]);
    let root = repository.path();
    let found = |arguments: &[&str]| doctor(root, arguments).0;
    let only = ["infra", "--only", "GW301"];
    assert_eq!(found(&only), ["GW301"]);
    assert!(!found(&["infra"]).contains(&"GW301".to_owned()));
    // A file that is named is checked.
    assert_eq!(
        found(&["infra/vendor/api.yaml", "--only", "GW301"]),
        ["GW301"]
    );
    assert_eq!(
        found(&["infra", "--only", "GW301", "--ignore", "GW301"]),
        [""; 0]
    );

    write(
        root,
        "other.toml",
        "[doctor]\nonly = [\"lambda-method-not-post\"]\n",
    );
    assert_eq!(
        found(&["infra", "--config", "other.toml"]),
        ["GW301", "GW301"]
    );
    write(
        root,
        "other.toml",
        "[doctor]\nonly = [\"GW301\"]\n[doctor.per-file-ignores]\n\"infra/vendor/*\" = [\"GW301\"]\n",
    );
    assert_eq!(found(&["infra", "--config", "other.toml"]), ["GW301"]);

    // A repository's root ends the search.
    write(root, "infra/.git/HEAD", "");
    assert_eq!(found(&only), ["GW301", "GW301"]);
    let (_, errors, code) = doctor(root, &["infra", "gatewright.toml"]);
    assert!(
        errors.contains("different settings") && errors.contains("--config"),
        "{errors}"
    );
    assert_eq!(code, 2);
    write(
        root,
        "infra/gatewright.toml",
        "[doctor]\nonly = [\"GW3O1\"]\n",
    );
    let (_, errors, code) = doctor(root, &["infra"]);
    assert!(
        errors.contains("gatewright.toml:2:9: 'GW3O1' is not a rule"),
        "{errors}"
    );
    assert_eq!(code, 2);
}

#[test]
fn warnings_fail_where_it_is_said() {
    let api = API.replace("httpMethod: GET", "httpMethod: POST");
    let repository = repository(&[("api.yaml", &api), ("gatewright.toml", "[doctor]\n")]);
    let code = |arguments: &[&str]| {
        let arguments = [&["api.yaml", "--only", "GW902"], arguments].concat();
        doctor(repository.path(), &arguments).2
    };
    let commented = format!("# gatewright: ignore GW3O1\n{api}");
    write(repository.path(), "api.yaml", &commented);
    assert_eq!(code(&[]), 0);
    assert_eq!(code(&["--deny", "warnings"]), 1);
    write(
        repository.path(),
        "gatewright.toml",
        "[doctor]\ndeny = \"warnings\"\n",
    );
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--deny", "errors"]), 0);
}

#[test]
fn what_a_comment_ignores_is_neither_told_nor_mended() {
    let repository = repository(&[]);
    let root = repository.path();
    let commented = API.replace(
        "httpMethod: GET",
        "httpMethod: GET # gatewright: ignore lambda-method-not-post",
    );
    write(root, "api.yaml", &commented);
    let (found, _, code) = doctor(root, &["api.yaml", "--only", "GW301,GW901"]);
    assert_eq!((found.len(), code), (0, 0), "{found:?}");
    doctor(root, &["api.yaml", "--fix"]);
    assert_eq!(
        std::fs::read_to_string(root.join("api.yaml")).unwrap(),
        commented
    );

    let mended = commented.replace("httpMethod: GET", "httpMethod: POST");
    write(root, "api.yaml", &mended);
    let (found, ..) = doctor(root, &["api.yaml", "--only", "GW301,GW901"]);
    assert_eq!(found, ["GW901"]);
}

#[test]
fn a_baseline_hides_what_was_there_wherever_it_has_moved() {
    let repository = repository(&[
        ("api.yaml", API),
        (
            "gatewright.toml",
            "[doctor]\nonly = [\"GW301\"]\nbaseline = \"known.json\"\n",
        ),
    ]);
    let root = repository.path();
    let (_, errors, code) = doctor(root, &["api.yaml"]);
    assert!(errors.contains("cannot read the baseline"), "{errors}");
    assert!(errors.contains("--write-baseline"), "{errors}");
    assert_eq!(code, 2);
    let (_, errors, code) = doctor(root, &["api.yaml", "--write-baseline"]);
    assert_eq!(code, 0, "{errors}");
    assert_eq!(doctor(root, &["api.yaml"]).2, 0);

    // Its lines move, its folder does, and it is looked at from elsewhere.
    write(root, "api.yaml", &format!("# one\n# more\n{API}"));
    assert_eq!(doctor(root, &["api.yaml"]).2, 0);
    std::fs::create_dir(root.join("sub")).unwrap();
    assert_eq!(doctor(&root.join("sub"), &["../api.yaml"]).2, 0);
    // What is new is told: another method, and once more the same.
    let other = API.replace("/pets:", "/others:");
    write(root, "api.yaml", &other);
    assert_eq!(
        doctor(root, &["api.yaml"]),
        (vec!["GW301".to_owned()], String::new(), 1)
    );
    write(root, "api.yaml", API);
    write(root, "again/api.yaml", API);
    assert_eq!(doctor(root, &["api.yaml", "again"]).0, ["GW301"]);
}

#[test]
fn quiet_says_nothing_where_nothing_is_found() {
    let repository = repository(&[("api.yaml", API)]);
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_gatewright"))
            .args(["doctor", "api.yaml", "--quiet", "--only"])
            .args(arguments)
            .env("CLICOLOR_FORCE", "1")
            .env("NO_COLOR", "1")
            .current_dir(repository.path())
            .output()
            .unwrap();
        assert!(output.stderr.is_empty());
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(run(&["GW101"]), "");
    let told = run(&["GW301"]);
    assert!(
        told.contains("error[GW301]") && !told.contains('\u{1b}'),
        "{told}"
    );
}
