//! Splits a command's text into words as a POSIX shell does, for what quoting there is here.

/// The words of one simple command.
///
/// # Panics
/// On an unclosed quote, and on a character that a shell would do something else with.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            ' ' | '\n' => words.extend(word.take()),
            '\\' => match characters.next() {
                Some('\n') => {}
                Some(escaped) => word.get_or_insert_default().push(escaped),
                None => panic!("a backslash at the end"),
            },
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match characters.next() {
                        Some('\'') => break,
                        Some(character) => word.push(character),
                        None => panic!("an unclosed single quote"),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match characters.next() {
                        Some('"') => break,
                        Some(special @ ('$' | '`' | '\\' | '!')) => {
                            panic!("{special} in double quotes")
                        }
                        Some(character) => word.push(character),
                        None => panic!("an unclosed double quote"),
                    }
                }
            }
            special if "$`*?[]{}()<>|&;~#!\t".contains(special) => {
                panic!("{special} without quotes")
            }
            plain => word.get_or_insert_default().push(plain),
        }
    }
    words.extend(word);
    words
}
