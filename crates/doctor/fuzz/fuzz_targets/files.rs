//! No file makes the doctor panic or hang: reading it, checking its APIs, writing the report in every
//! format and mending it; and a mended file can be read again.

#![no_main]

use std::io;
use std::path::Path;

use gatewright_doctor::checkup::Checkup;
use gatewright_doctor::report::{Entry, File, Format, Location, Report, Spot};
use gatewright_doctor::rules::check;
use gatewright_doctor::source::file::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // A file that names any other finds itself.
    let reader = |_: &Path| -> io::Result<String> { Ok(text.to_owned()) };
    let Ok(loaded) = read(Path::new("template.yaml"), &reader) else {
        return;
    };
    let mut report = Report::default();
    report.files.extend(loaded.files.iter().map(|file| File {
        path: file.path.display().to_string(),
        text: file.document.text().to_owned(),
        document: Some(file.document.clone()),
    }));
    for part in &loaded.parts {
        for finding in check(&Checkup::new(&part.subject, 0)) {
            let spot = loaded.spot(part, &finding.place);
            assert!(text.get(spot.span.range()).is_some());
            let mut entry = Entry::new(
                finding.rule,
                finding.severity,
                loaded.say(&finding.message),
            );
            entry.location = Some(Location {
                file: spot.file,
                spot: Spot::Bytes(spot.span),
            });
            report.findings.push(entry);
            for remedy in &finding.remedies {
                for change in loaded.mend(part, &remedy.fixes).into_iter().flatten() {
                    change.diff();
                    let after = change.after();
                    let reader = |_: &Path| -> io::Result<String> { Ok(after.clone()) };
                    assert!(read(&change.path, &reader).is_ok(), "{after}");
                }
            }
        }
    }
    for format in [
        Format::Text,
        Format::Json,
        Format::Sarif,
        Format::Github,
        Format::Junit,
    ] {
        report.write(format, false);
    }
});
