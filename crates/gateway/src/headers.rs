//! HTTP headers as API Gateway treats them: in order, repeated names allowed, the client's spelling
//! kept, looked up with or without regard to case.

use std::borrow::Cow;

/// An ordered multi-map of header names and values.
///
/// The client's spelling of a name reaches the integration (F§3.8), and parameter mappings and
/// validation compare names case-sensitively (F§3.1), whereas API Gateway's own handling of a
/// header does not: hence both kinds of look-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    entries: Vec<(Cow<'static, str>, String)>,
}

impl Headers {
    /// No headers.
    pub fn new() -> Self {
        Self::default()
    }

    /// No headers yet, room for `capacity`.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            entries: Vec::with_capacity(capacity),
        }
    }

    /// How many values there are, repeated names counted each time.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds a value behind all others.
    pub fn append(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        self.entries.push((name.into(), value.into()));
    }

    /// Makes this the only value of the name, in whatever case the name was spelled before; takes
    /// the place of the first one.
    pub fn set(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        let name = name.into();
        match self.position(&name) {
            None => self.append(name, value),
            Some(first) => {
                let mut index = 0;
                self.entries.retain(|(other, _)| {
                    index += 1;
                    index - 1 <= first || !other.eq_ignore_ascii_case(&name)
                });
                self.entries[first] = (name, value.into());
            }
        }
    }

    /// Adds the value unless the name, in any case, has one.
    pub fn set_default(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        let name = name.into();
        if self.position(&name).is_none() {
            self.append(name, value);
        }
    }

    /// Spells the name like this wherever it stands.
    pub fn respell(&mut self, name: &'static str) {
        for (other, _) in &mut self.entries {
            if other.eq_ignore_ascii_case(name) {
                *other = Cow::Borrowed(name);
            }
        }
    }

    /// Removes every value of the name, in any case.
    pub fn remove(&mut self, name: &str) {
        self.entries
            .retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    }

    /// Keeps the headers for which `keep` says so.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &str) -> bool) {
        self.entries.retain(|(name, value)| keep(name, value));
    }

    /// The last value of the name in any case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next_back()
    }

    /// The last value of the name in exactly this case.
    pub fn get_exact(&self, name: &str) -> Option<&str> {
        self.all_exact(name).next_back()
    }

    /// Every value of the name in any case, in order.
    pub fn all<'a>(&'a self, name: &str) -> impl DoubleEndedIterator<Item = &'a str> {
        self.iter()
            .filter(move |(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// Every value of the name in exactly this case, in order.
    pub fn all_exact<'a>(&'a self, name: &str) -> impl DoubleEndedIterator<Item = &'a str> {
        self.iter()
            .filter(move |(other, _)| *other == name)
            .map(|(_, value)| value)
    }

    /// Whether the name has a value, in any case.
    pub fn contains(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// Names and values in order, as they are kept.
    pub fn entries(&self) -> impl Iterator<Item = &(Cow<'static, str>, String)> {
        self.entries.iter()
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> {
        self.entries
            .iter()
            .map(|(name, value)| (&**name, value.as_str()))
    }

    /// Changes each name, or drops the header where `rename` gives `None`.
    #[must_use]
    pub fn filter_rename(
        self,
        mut rename: impl FnMut(Cow<'static, str>) -> Option<Cow<'static, str>>,
    ) -> Self {
        self.into_iter()
            .filter_map(|(name, value)| Some((rename(name)?, value)))
            .collect()
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.entries
            .iter()
            .position(|(other, _)| other.eq_ignore_ascii_case(name))
    }
}

impl IntoIterator for Headers {
    type Item = (Cow<'static, str>, String);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<N: Into<Cow<'static, str>>, V: Into<String>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(headers: I) -> Self {
        Self {
            entries: headers
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        }
    }
}

impl<N: Into<Cow<'static, str>>, V: Into<String>> Extend<(N, V)> for Headers {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, headers: I) {
        self.entries.extend(
            headers
                .into_iter()
                .map(|(name, value)| (name.into(), value.into())),
        );
    }
}
