//! Renders one template of a file against a sample request.

use gatewright_velocity::{Profile, Template};

use super::check::{Unreadable, api_document, diagnose};
use super::find::{self, Side, find};
use super::sample::Sample;
use super::trace;
use crate::document::{Lines, Place};
use crate::report::{File, Report};

/// What a template made.
#[derive(Debug)]
pub struct Rendered {
    /// Its output.
    pub output: String,
    /// What it did, for people, with colours (ANSI); empty unless it was asked for.
    pub trace: String,
}

/// Why there is no output.
#[derive(Debug, thiserror::Error)]
pub enum RenderProblem {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The file has several templates, or none, or not the one that was asked for.
    #[error("{what}")]
    NoSingleTemplate {
        /// What is the matter.
        what: String,
        /// The templates that there are, by their places.
        places: Vec<Place>,
    },
    /// The template is wrong.
    #[error("the template cannot be rendered")]
    Broken {
        /// Where, and why.
        report: Box<Report>,
        /// What it did until then, if that was asked for and it has begun.
        trace: String,
    },
}

/// Renders a file's template: the file itself, or the one at `place` of a file of an API; there it may be
/// left out if the file has only one. `traced` asks for what it did, place by place.
pub fn render(
    path: &str,
    text: &str,
    place: Option<&Place>,
    sample: &Sample,
    traced: bool,
) -> Result<Rendered, RenderProblem> {
    let document = api_document(path, text)?;
    let mut file = File::new(path.to_owned(), text.to_owned(), None);
    let templates = document.as_ref().map(|it| find(it).templates);
    let chosen = templates
        .as_deref()
        .map(|templates| choose(path, templates, place))
        .transpose()?;
    let source = chosen.map_or(text, |template| template.part.text.as_str());
    let side = chosen.map_or(Side::Request, |template| template.side);
    let mut scope = sample.scope(side);
    let mut events = Vec::new();
    let template = Template::parse(source, Profile::Aws).ok();
    let rendered = template.as_ref().and_then(|template| {
        if traced {
            let mut sink = |event| events.push(event);
            template.render_traced(&mut scope, &mut sink).ok()
        } else {
            template.render(&mut scope).ok()
        }
    });
    if rendered.is_none() {
        file.document.clone_from(&document);
    }
    // What does not parse has done nothing.
    let trace = if traced && template.is_some() {
        let lines = Lines::new(text);
        let map = document
            .as_ref()
            .zip(chosen)
            .and_then(|(document, template)| {
                let node = document.get(&template.part.place)?;
                Some((document.source_map(node), template))
            });
        trace::write(source, &events, &scope.context(), &|span| {
            let span = match &map {
                Some((map, template)) => map.span(template.part.in_value(span)),
                None => span,
            };
            lines.position(span.start)
        })
    } else {
        String::new()
    };
    let Some(output) = rendered else {
        let report = Box::new(diagnose(file, chosen, sample));
        return Err(RenderProblem::Broken { report, trace });
    };
    Ok(Rendered { output, trace })
}

/// The template that is meant.
fn choose<'t>(
    path: &str,
    templates: &'t [find::Template],
    place: Option<&Place>,
) -> Result<&'t find::Template, RenderProblem> {
    let missing = |what: String| RenderProblem::NoSingleTemplate {
        what,
        places: templates.iter().map(|it| it.part.place.clone()).collect(),
    };
    let chosen = match (place, templates) {
        (Some(place), all) => all
            .iter()
            .find(|it| it.part.place == *place)
            .ok_or_else(|| missing(format!("{path} has no template at '{place}'")))?,
        (None, [one]) => one,
        (None, []) => return Err(missing(format!("{path} has no templates"))),
        (None, several) => {
            return Err(missing(format!("{path} has {} templates", several.len())));
        }
    };
    if chosen.part.unknown.is_empty() {
        return Ok(chosen);
    }
    Err(RenderProblem::NoSingleTemplate {
        what: format!(
            "Fn::Sub fills in parts of the template at '{}' when it is deployed",
            chosen.part.place
        ),
        places: vec![],
    })
}
