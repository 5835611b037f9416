//! `gatewright.toml`: what it may say, and what is said of what it may not.

use std::path::Path;

use gatewright_doctor::config::{Config, Deny};

#[test]
fn settings_are_read() {
    let config = Config::parse(
        "[doctor]\nonly = [\"GW101\", 'execution-logs-off', \"gw440\"]\nignore = [\"GW708\"]\n\
         deny = \"warnings\"\nbaseline = \"known.json\"\nexclude = [\"vendor\", \"infra/*/old-?.yaml\"]\n\
         [doctor.per-file-ignores]\n\"legacy/**\" = [\"GW705\"]\n\"*.json\" = [\"data-trace-on\"]\n",
    )
    .unwrap();
    let codes: Vec<_> = config.only.iter().map(|it| it.code()).collect();
    assert_eq!(codes, ["GW101", "GW705", "GW440"]);
    assert_eq!(config.ignore[0].name(), "errors-without-cors");
    assert_eq!(config.deny, Some(Deny::Warnings));
    assert_eq!(config.baseline.as_deref(), Some("known.json"));
    for (path, excluded) in [
        ("vendor", true),
        ("vendor/a/b.yaml", true),
        ("a/vendor/b.yaml", true),
        ("vendored/b.yaml", false),
        ("infra/a/old-1.yaml", true),
        ("infra/a/b/old-1.yaml", false),
        ("other/infra/a/old-1.yaml", false),
    ] {
        assert_eq!(config.excludes(Path::new(path)), excluded, "{path}");
    }
    for (path, code, ignored) in [
        ("legacy/a/b.yaml", "GW705", true),
        ("legacy/a/b.yaml", "GW707", false),
        ("new/b.yaml", "GW705", false),
        ("new/b.json", "GW707", true),
    ] {
        assert_eq!(
            config.ignores_in(Path::new(path), code),
            ignored,
            "{path} {code}"
        );
    }
    assert!(Config::parse("").is_ok_and(|config| config.deny.is_none()));
}

#[test]
fn mistakes_are_told_with_their_place_and_what_was_meant() {
    for (text, place, message, hint) in [
        (
            "[doctor]\nignroe = []\n",
            (2, 1),
            "there is no setting 'ignroe'",
            Some("did you mean 'ignore'?"),
        ),
        (
            "[docter]\n",
            (1, 2),
            "there is no setting 'docter'",
            Some("did you mean 'doctor'?"),
        ),
        (
            "[doctor]\ncolour = 1\n",
            (2, 1),
            "there is no setting 'colour'",
            Some("there is: only, ignore, deny, baseline, exclude, per-file-ignores"),
        ),
        (
            "[doctor]\nonly = [\"GW101\",\n  \"lambda-permision-missing\"]\n",
            (3, 3),
            "'lambda-permision-missing' is not a rule; did you mean 'lambda-permission-missing'?",
            Some("`gatewright doctor --rules` lists them"),
        ),
        (
            "[doctor]\nignore = \"GW101\"\n",
            (2, 10),
            "'ignore' is a list, and this is a text",
            None,
        ),
        (
            "[doctor]\ndeny = \"notes\"\n",
            (2, 8),
            "'notes' is nothing that can be denied",
            Some("write \"errors\" or \"warnings\""),
        ),
        (
            "[doctor]\nexclude = [\"a[\"]\n",
            (2, 12),
            "'a[' is no pattern: unclosed character class; missing ']'",
            None,
        ),
        (
            "doctor = 1\n",
            (1, 10),
            "'doctor' is a table, and this is a number",
            None,
        ),
    ] {
        let error = Config::parse(text).unwrap_err();
        assert_eq!((error.line, error.column), place, "{text}");
        assert_eq!(error.message, message, "{text}");
        assert_eq!(error.hint.as_deref(), hint, "{text}");
    }
    let error = Config::parse("[doctor]\nonly = [\n").unwrap_err();
    assert_eq!((error.line, error.column), (2, 9), "{error}");
}

proptest::proptest! {
    /// Whatever a file says, reading it does not fail otherwise than with a place in it.
    #[test]
    fn any_text_is_read(text in "(\\[doctor\\]|only|ignore|exclude|per-file-ignores|\"GW101\"|\"[*\\[{]\"|=|\\[|\\]|,|\\.|\n|ü| ){0,30}") {
        if let Err(error) = Config::parse(&text) {
            proptest::prop_assert!(error.line <= text.lines().count() + 1);
        }
    }
}
