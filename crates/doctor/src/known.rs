//! What is known of a thing: the guard against false alarms. "Does not exist" may be said of what is
//! [`Known::Absent`], never of what is [`Known::Unseen`].

/// What a source could tell of a thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Known<T> {
    /// It exists, and this is it.
    Is(T),
    /// It does not exist.
    Absent,
    /// Nobody looked, or it was not allowed, or the file cannot say.
    #[default]
    Unseen,
}

impl<T> Known<T> {
    /// The thing, if it exists.
    pub fn is(&self) -> Option<&T> {
        match self {
            Self::Is(thing) => Some(thing),
            Self::Absent | Self::Unseen => None,
        }
    }

    /// Whether it is known not to exist.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The same knowledge, borrowed.
    pub fn as_ref(&self) -> Known<&T> {
        match self {
            Self::Is(thing) => Known::Is(thing),
            Self::Absent => Known::Absent,
            Self::Unseen => Known::Unseen,
        }
    }

    /// What `make` makes of the thing, if it exists.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Known<U> {
        match self {
            Self::Is(thing) => Known::Is(make(thing)),
            Self::Absent => Known::Absent,
            Self::Unseen => Known::Unseen,
        }
    }
}

impl<T> From<Option<T>> for Known<T> {
    /// For whoever saw everything: what is not there does not exist.
    fn from(found: Option<T>) -> Self {
        found.map_or(Self::Absent, Self::Is)
    }
}
