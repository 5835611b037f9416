//! Velocity 1.7 as API Gateway runs it; JsonPath as Jayway reads it; JSON as json-smart accepts it.
//!
//! A [`Template`] is parsed once and rendered from any number of threads, each render with its own [`Scope`]:
//!
//! ```
//! use gatewright_velocity::{Params, Plain, Profile, Scope, Template};
//!
//! let template = Template::parse("#foreach($pet in $input.path('$.pets'))$pet.name;#end", Profile::Aws)?;
//! let mut scope = Scope::new().with_input(r#"{"pets": [{"name": "Rex"}, {"name": "Tom"}]}"#, Params::default());
//! assert_eq!(template.render(&mut scope)?, "Rex;Tom;");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The crate knows nothing of AWS beyond the objects it is handed, does no I/O and never panics: a template that runs
//! away ends in an error.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod compile;
mod decimal;
mod diagnose;
mod double;
mod equality;
mod error;
mod evaluate;
mod frames;
mod held;
pub mod json;
pub mod jsonpath;
mod keys;
mod limits;
pub mod lint;
mod look;
mod methods;
mod number;
mod objects;
mod parser;
mod plain;
mod print;
mod profile;
mod program;
mod render;
mod scanner;
mod scope;
mod source;
mod text;
mod trace;
mod tree;
mod value;

use std::sync::Arc;

pub use error::{ParseError, RenderError};
pub use objects::input::Params;
pub use plain::Plain;
pub use profile::Profile;
pub use scope::Scope;
pub use source::{Position, Span};
pub use trace::{TraceEvent, Traced};
pub use value::{List, ListKind, Map, MapKind, Value};

/// A compiled template, to be shared between threads.
#[derive(Clone, Debug)]
pub struct Template {
    program: Arc<program::Program>,
}

impl Template {
    /// Compiles a template's text.
    ///
    /// ```
    /// use gatewright_velocity::{Profile, Template};
    /// let error = Template::parse("#if($x == null)#end", Profile::Aws).unwrap_err();
    /// assert_eq!((error.class, error.position.line, error.position.column), ("TemplateParseException", 1, 11));
    /// ```
    pub fn parse(source: &str, profile: Profile) -> Result<Template, ParseError> {
        let program = compile::compile(source, profile, program::Names::default())?;
        Ok(Template {
            program: Arc::new(program),
        })
    }

    /// Renders the template. What it sets on `$context` can be read from the scope afterwards.
    pub fn render(&self, scope: &mut Scope) -> Result<String, RenderError> {
        render::render(&self.program, scope)
    }

    /// Renders the template, and tells `sink` about every reference, branch and loop, in the order in which they end.
    ///
    /// ```
    /// use gatewright_velocity::{Profile, Scope, Template, TraceEvent};
    ///
    /// let source = "#if($context.stage == 'prod')live#end";
    /// let template = Template::parse(source, Profile::Aws)?;
    /// let mut told = Vec::new();
    /// template.render_traced(&mut Scope::new(), &mut |event| told.push(event))?;
    /// assert!(matches!(told[0], TraceEvent::Reference { span, .. } if &source[span.start..span.end] == "$context.stage"));
    /// assert!(matches!(told[1], TraceEvent::Branch { taken: false, .. }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn render_traced(
        &self,
        scope: &mut Scope,
        sink: &mut dyn FnMut(TraceEvent),
    ) -> Result<String, RenderError> {
        render::render_traced(&self.program, scope, sink)
    }
}
