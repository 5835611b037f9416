//! Identity sources: where a request tells who calls.

/// An identity source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// As it is written: `method.request.header.Authorization`.
    pub(crate) name: String,
    pub(crate) place: Place,
}

/// Where a source reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Header(String),
    Querystring(String),
    StageVariable(String),
    /// A context variable, without `context.`.
    Context(String),
    /// Nowhere: no such source is known, and none is ever found there.
    Nowhere,
}

impl Source {
    /// The sources of a list with commas.
    pub(crate) fn list(text: &str) -> Vec<Self> {
        let names = text.split(',').map(str::trim);
        let names = names.filter(|name| !name.is_empty());
        names.map(Self::new).collect()
    }

    fn new(name: &str) -> Self {
        let after = |prefix: &str| name.strip_prefix(prefix).map(str::to_owned);
        let place = None
            .or_else(|| after("method.request.header.").map(Place::Header))
            .or_else(|| after("method.request.querystring.").map(Place::Querystring))
            .or_else(|| after("stageVariables.").map(Place::StageVariable))
            .or_else(|| after("context.").map(Place::Context))
            .unwrap_or(Place::Nowhere);
        Self {
            name: name.to_owned(),
            place,
        }
    }
}
