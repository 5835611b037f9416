//! `gatewright template` as a person runs it: output, messages and exit codes.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Runs the program in a folder; gives its output, its errors and its exit code.
fn run(folder: &std::path::Path, arguments: &[&str], input: &str) -> (String, String, i32) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gatewright"))
        .arg("template")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A program that has ended before it read is not an error here.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (text(output.stdout), text(output.stderr), code)
}

#[test]
fn checks_render_and_refuse_with_their_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("good.vtl", "{\"a\": $input.json('$.a')}");
    write("bad.vtl", "#if($x == null)#end\n");
    write("sample.json", "{\"body\": {\"a\": [1]}}");
    write("slip.json", "{\"bodi\": {}}");
    write("broken.yaml", "a: [1\nb: 2\n");
    write("compose.yaml", "services: {}\n");
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let check = |arguments: &[&str], input| {
        let arguments = [&["check"], arguments].concat();
        run(folder.path(), &arguments, input)
    };

    let (out, _, code) = check(&["good.vtl"], "");
    assert_eq!((out.as_str(), code), ("no findings in 1 template\n", 0));
    // Of a folder what is no API's is passed by, broken or not.
    let (out, _, code) = check(&["."], "");
    assert!(out.ends_with("1 error in 2 templates\n"), "{out}");
    assert_eq!(code, 1);
    let (out, _, code) = check(&["good.vtl", "bad.vtl"], "");
    assert!(
        out.contains("bad.vtl:1:11") && !out.contains('\u{1b}'),
        "{out}"
    );
    assert_eq!(code, 1);
    let (out, _, code) = check(&["-", "--format", "github"], "#if($x == null)#end");
    assert!(out.contains("file=<stdin>,line=1"), "{out}");
    assert_eq!(code, 1);
    for (arguments, message) in [
        (&["missing.vtl"][..], "cannot read missing.vtl"),
        (&["empty"], "there are no templates in empty"),
        (&["compose.yaml"], "compose.yaml is no file of an API"),
        (&["broken.yaml"], "broken.yaml:2:2: "),
        (
            &["good.vtl", "--request", "slip.json"],
            "did you mean 'body'?",
        ),
    ] {
        let (_, error, code) = check(arguments, "");
        assert!(error.contains(message), "{error}");
        assert_eq!(code, 2, "{arguments:?}");
    }

    let arguments = ["render", "good.vtl", "--request", "sample.json", "--trace"];
    let (out, trace, code) = run(folder.path(), &arguments, "");
    assert_eq!((out.as_str(), code), ("{\"a\": [1]}", 0));
    assert!(trace.contains("1:7  $input.json('$.a')"), "{trace}");
    let (out, error, code) = run(folder.path(), &["render", "-"], "#if($x == null)#end");
    assert_eq!((out.as_str(), code), ("", 1));
    assert!(error.contains("<stdin>:1:11"), "{error}");
}

#[test]
fn a_trace_stands_on_lines_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let trace = |template: &str| run(folder.path(), &["render", "-", "--trace"], template);
    let (out, errors, code) = trace("#set($a = 1)$a");
    assert_eq!((out.as_str(), code), ("1", 0));
    assert!(errors.starts_with('\n'), "{errors}");
    let (out, errors, _) = trace("$input.path('$')\n");
    assert!(out.ends_with('\n') && !errors.starts_with('\n'), "{errors}");
    // What is not Velocity has not begun.
    let (_, errors, code) = trace("#if(true)");
    assert!(errors.starts_with("error[GW448]"), "{errors}");
    assert_eq!(code, 1);
}
