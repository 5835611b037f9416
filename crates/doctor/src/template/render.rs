//! Renders one template of a file against a sample request.

use gatewright_velocity::{Profile, Template};

use super::check::{Unreadable, api_document, diagnose};
use super::find::{self, find};
use super::sample::Sample;
use crate::document::Place;
use crate::finding::File;
use crate::report::Report;

/// What a template made.
#[derive(Debug)]
pub struct Rendered {
    /// Its output.
    pub output: String,
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
    /// The template is wrong; the report says where.
    #[error("the template cannot be rendered")]
    Broken(Box<Report>),
}

/// Renders a file's template: the file itself, or the one at `place` of a file of an API; there it may be
/// left out if the file has only one.
pub fn render(
    path: &str,
    text: &str,
    place: Option<&Place>,
    sample: &Sample,
) -> Result<Rendered, RenderProblem> {
    let document = api_document(path, text)?;
    let mut file = File {
        path: path.to_owned(),
        text: text.to_owned(),
        document: None,
    };
    let templates = document.as_ref().map(|it| find(it).templates);
    let chosen = templates
        .as_deref()
        .map(|templates| choose(path, templates, place))
        .transpose()?;
    let source = chosen.map_or(text, |template| template.part.text.as_str());
    let rendered = Template::parse(source, Profile::Aws)
        .ok()
        .and_then(|template| template.render(&mut sample.scope()).ok());
    match rendered {
        Some(output) => Ok(Rendered { output }),
        None => {
            file.document.clone_from(&document);
            let report = diagnose(file, chosen, sample);
            Err(RenderProblem::Broken(Box::new(report)))
        }
    }
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
