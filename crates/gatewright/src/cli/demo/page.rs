//! How the demo looks: text laid out for a terminal of 100 columns, in colour where there is one.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

/// The widest line that is not a word or a command to paste.
const WIDTH: usize = 100;
/// Where the text of a labelled row starts.
const INDENT: usize = 11;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const COMMAND: Style = AnsiColor::Cyan.on_default();
/// Text like any other.
pub(super) const PLAIN: Style = Style::new();
/// What went well.
pub(super) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// What did not.
pub(super) const BAD: Style = AnsiColor::Red.on_default().bold();

/// Where the demo writes.
pub(super) struct Page<W>(pub(super) W);

impl<W: Write> Page<W> {
    /// A heading between empty lines.
    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.0, "\n{BOLD}{text}{BOLD:#}")
    }

    /// A paragraph.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        for line in wrapped(text, WIDTH) {
            writeln!(self.0, "{line}")?;
        }
        Ok(())
    }

    /// A row with a label: wrapped, with the first words in a style.
    pub(super) fn row(
        &mut self,
        label: &str,
        style: Style,
        start: &str,
        rest: &str,
    ) -> io::Result<()> {
        let text = format!("{start} {rest}");
        for (index, line) in wrapped(text.trim(), WIDTH - INDENT).iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            write!(self.0, "   {DIM}{label:<8}{DIM:#}")?;
            match line.strip_prefix(start).filter(|_| index == 0) {
                Some(rest) => writeln!(self.0, "{style}{start}{style:#}{rest}")?,
                None => writeln!(self.0, "{line}")?,
            }
        }
        Ok(())
    }

    /// A command to paste, whole whatever its width.
    pub(super) fn command(&mut self, label: &str, text: &str) -> io::Result<()> {
        for (index, line) in text.lines().enumerate() {
            let label = if index == 0 { label } else { "" };
            let indent = INDENT - 3;
            writeln!(
                self.0,
                "   {DIM}{label:<indent$}{DIM:#}{COMMAND}{line}{COMMAND:#}"
            )?;
        }
        Ok(())
    }

    /// One line as it is, with its start in a style.
    pub(super) fn line(&mut self, style: Style, start: &str, rest: &str) -> io::Result<()> {
        writeln!(self.0, "{style}{start}{style:#}{rest}")
    }
}

/// The text in lines of at most so many characters; a longer word stands alone.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split([' ', '\n']) {
        let Some(line) = lines.last_mut() else {
            break;
        };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
