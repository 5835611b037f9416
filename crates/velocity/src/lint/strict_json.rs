//! Whether a text is JSON as RFC 8259 has it, and if not, where it stops being so.

/// The place, in bytes, and what is wrong there; `None` for JSON.
pub(crate) fn problem(text: &str) -> Option<(usize, &'static str)> {
    let mut reader = Reader {
        bytes: text.as_bytes(),
        at: 0,
    };
    reader.document().err().map(|what| (reader.at, what))
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

type Read = Result<(), &'static str>;

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Values nest without recursion: the closing brackets that are awaited are kept.
    fn document(&mut self) -> Read {
        let mut open: Vec<u8> = Vec::new();
        loop {
            self.blanks();
            match self.peek() {
                Some(b'{') => {
                    self.at += 1;
                    self.blanks();
                    if self.peek() == Some(b'}') {
                        self.at += 1;
                    } else {
                        self.key()?;
                        open.push(b'}');
                        continue;
                    }
                }
                Some(b'[') => {
                    self.at += 1;
                    self.blanks();
                    if self.peek() == Some(b']') {
                        self.at += 1;
                    } else {
                        open.push(b']');
                        continue;
                    }
                }
                _ => self.scalar()?,
            }
            loop {
                self.blanks();
                let Some(close) = open.last().copied() else {
                    return if self.at == self.bytes.len() {
                        Ok(())
                    } else {
                        Err("text follows the JSON value")
                    };
                };
                match self.peek() {
                    Some(b',') => {
                        self.at += 1;
                        self.blanks();
                        if matches!(self.peek(), Some(b'}' | b']')) {
                            return Err("a comma stands in front of the closing bracket");
                        }
                        if close == b'}' {
                            self.key()?;
                        }
                        break;
                    }
                    Some(found) if found == close => {
                        self.at += 1;
                        open.pop();
                    }
                    None => return Err("a bracket is not closed"),
                    _ => return Err("a comma or a closing bracket is missing"),
                }
            }
        }
    }

    fn key(&mut self) -> Read {
        self.blanks();
        if self.peek() != Some(b'"') {
            return Err("a key in double quotes is missing");
        }
        self.string()?;
        self.blanks();
        if self.peek() != Some(b':') {
            return Err("a colon is missing");
        }
        self.at += 1;
        Ok(())
    }

    fn scalar(&mut self) -> Read {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            None | Some(b',' | b'}' | b']') => Err("a value is missing"),
            _ => {
                for word in ["true", "false", "null"] {
                    if self.bytes[self.at..].starts_with(word.as_bytes()) {
                        self.at += word.len();
                        return Ok(());
                    }
                }
                Err("a text without quotes is no value")
            }
        }
    }

    fn string(&mut self) -> Read {
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    match self.bytes.get(self.at + 1) {
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' | b'u') => {}
                        _ => return Err("this escape is not one of JSON"),
                    }
                    self.at += 2;
                }
                Some(0..=0x1f) => {
                    return Err("a string holds a raw line break or control character");
                }
                Some(_) => self.at += 1,
                None => return Err("a string is not closed"),
            }
        }
    }

    fn digits(&mut self) -> Read {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err("a digit is missing");
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Read {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let zero = self.peek() == Some(b'0');
        let start = self.at;
        self.digits()?;
        if zero && self.at > start + 1 {
            return Err("a number starts with a needless zero");
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }
}
