//! Lints: what is wrong with a template, or will surprise, before API Gateway runs it.
//!
//! One lint, one file: pure functions over the tree ([`document`]) or over a refused template's tokens
//! (`crate::diagnose`), registered by one line below; the Markdown page beside it is its documentation and its test.

mod always_true;
pub(crate) mod document;
mod else_if;
mod empty_arithmetic;
mod escaped_apostrophe;
mod escaped_quote;
mod fails_with_sample;
mod hyphen_in_name;
mod index_out_of_range;
mod ineffective_set;
pub(crate) mod infer;
mod invalid_json_path;
mod joined_end;
mod later_velocity;
mod literal_condition;
mod lone_sign;
mod long_loop;
mod malformed_literal;
mod mapping_expression;
mod null_literal;
mod object_printed;
mod open_comment;
mod output_not_json;
mod repeated_override;
mod signed_operand;
mod strict_json;
mod syntax_error;
mod template_too_large;
mod text_compared;
mod text_read_as_reference;
mod unavailable_directive;
mod unbalanced_block;
mod uninterpolated_string;
mod unknown_context_variable;
mod unknown_method;
mod unknown_util;

use crate::Template;
use crate::diagnose::{self, Refused};
use crate::error::ParseError;
use crate::profile::Profile;
use crate::source::Span;

use self::document::{Document, Trees, interpolated, shift};

/// What is wrong somewhere in a template. Spans are byte ranges in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which lint says so.
    pub lint: Lint,
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub span: Span,
    /// What is wrong: a lower-case fragment.
    pub message: String,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// A change that mends it.
    pub edit: Option<Edit>,
}

/// A place with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The remark.
    pub message: String,
}

/// A change of a template's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What comes in its place.
    pub replacement: String,
    /// Whether it surely does what was meant.
    pub safe: bool,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// API Gateway answers 500.
    Error,
    /// The output is wrong, or may be, or API Gateway may answer 500.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// Which way a template maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Place {
    /// From the method's request to the integration's.
    #[default]
    Request,
    /// From the integration's response to the method's.
    Response,
}

/// What is known about a template besides its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// A JSON body to render with.
    pub sample: Option<&'a str>,
    /// Whether the output is meant to be JSON.
    pub output_json: bool,
    /// Which way it maps.
    pub place: Place,
}

/// How a lint looks at templates.
pub(crate) struct Rule {
    /// At one that Velocity accepts.
    accepted: Option<fn(&Document<'_>, &mut Vec<Diagnostic>)>,
    /// At one that it refuses: whether this is the mistake.
    refused: Option<fn(&Refused<'_>) -> Option<Diagnostic>>,
}

macro_rules! lints {
    ($($lint:ident = $code:literal $name:literal $file:ident: $summary:literal;)*) => {
        /// All lints. GW401 to GW439 belong to the gateway's own rules; a code once given never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Lint {
            $(#[doc = $summary] $lint,)*
        }

        impl Lint {
            /// In the order of their codes.
            pub const ALL: &[Lint] = &[$(Lint::$lint),*];

            /// Such as `GW441`.
            pub fn code(self) -> &'static str {
                match self { $(Lint::$lint => $code,)* }
            }

            /// In kebab case; reads well after "ignore".
            pub fn name(self) -> &'static str {
                match self { $(Lint::$lint => $name,)* }
            }

            /// What it is about: a lower-case fragment.
            pub fn summary(self) -> &'static str {
                match self { $(Lint::$lint => $summary,)* }
            }

            /// Its page, in Markdown.
            pub fn page(self) -> &'static str {
                match self { $(Lint::$lint => include_str!(concat!(stringify!($file), ".md")),)* }
            }

            fn rule(self) -> Rule {
                match self { $(Lint::$lint => $file::RULE,)* }
            }
        }
    };
}

lints! {
    SyntaxError = "GW440" "syntax-error" syntax_error: "the template is not Velocity";
    AlwaysTrue = "GW441" "always-true" always_true: "a missing value counts as true in #if";
    NullLiteral = "GW442" "null-literal" null_literal: "Velocity 1.7 has no null";
    HyphenInName = "GW443" "hyphen-in-name" hyphen_in_name: "a hyphen belongs to the name before it";
    SignedOperand = "GW444" "signed-operand" signed_operand: "a minus next to a digit is the sign of a number";
    EscapedQuote = "GW445" "escaped-quote" escaped_quote: "a backslash does not escape a quote";
    JoinedEnd = "GW446" "joined-end" joined_end: "letters after #end or #else make another word of it";
    ElseIf = "GW447" "else-if" else_if: "#elseif is one word";
    UnbalancedBlock = "GW448" "unbalanced-block" unbalanced_block: "a block lacks its #end, or an #end its block";
    UnavailableDirective = "GW449" "unavailable-directive" unavailable_directive: "API Gateway does not run this directive";
    LaterVelocity = "GW450" "later-velocity" later_velocity: "syntax of Velocity 2";
    UnknownUtil = "GW451" "unknown-util" unknown_util: "$util has no such function in API Gateway";
    UnknownMethod = "GW452" "unknown-method" unknown_method: "the value has no such method or property";
    LoneSign = "GW453" "lone-sign" lone_sign: "a template may not end in $ or #";
    MalformedLiteral = "GW454" "malformed-literal" malformed_literal: "lists, maps and arguments take plain values only";
    IneffectiveSet = "GW455" "ineffective-set" ineffective_set: "#set assigns to nothing";
    TextReadAsReference = "GW456" "text-read-as-reference" text_read_as_reference: "text after a reference is taken for part of it";
    OutputNotJson = "GW457" "output-not-json" output_not_json: "the output is not JSON";
    EscapedApostrophe = "GW458" "escaped-apostrophe" escaped_apostrophe: "escapeJavaScript writes \\' which JSON does not know";
    IndexOutOfRange = "GW459" "index-out-of-range" index_out_of_range: "an index or a range of characters that is not there";
    LongLoop = "GW460" "long-loop" long_loop: "a loop ends after 1000 rounds";
    TemplateTooLarge = "GW461" "template-too-large" template_too_large: "a template may have 300 KB";
    RepeatedOverride = "GW462" "repeated-override" repeated_override: "an override is set twice";
    UninterpolatedString = "GW463" "uninterpolated-string" uninterpolated_string: "references in single quotes are plain text";
    TextCompared = "GW464" "text-compared" text_compared: "numbers and texts do not compare";
    EmptyArithmetic = "GW465" "empty-arithmetic" empty_arithmetic: "the arithmetic gives nothing";
    InvalidJsonPath = "GW466" "invalid-json-path" invalid_json_path: "the JsonPath is not one";
    MappingExpression = "GW467" "mapping-expression" mapping_expression: "mapping expressions mean nothing in templates";
    UnknownContextVariable = "GW468" "unknown-context-variable" unknown_context_variable: "$context has no such variable";
    ObjectPrinted = "GW469" "object-printed" object_printed: "an object prints as {a=b}";
    LiteralCondition = "GW470" "literal-condition" literal_condition: "a bare literal is false in #if";
    FailsWithSample = "GW471" "fails-with-sample" fails_with_sample: "the template fails with the sample";
    OpenComment = "GW472" "open-comment" open_comment: "a comment is not closed";
}

impl Diagnostic {
    fn new(lint: Lint, severity: Severity, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            lint,
            severity,
            span,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            edit: None,
        }
    }

    fn label(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label {
            span,
            message: message.into(),
        });
        self
    }

    fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(help.into());
        self
    }

    fn edit(mut self, span: Span, replacement: impl Into<String>, safe: bool) -> Diagnostic {
        self.edit = Some(Edit {
            span,
            replacement: replacement.into(),
            safe,
        });
        self
    }

    fn spans(&mut self) -> impl Iterator<Item = &mut Span> {
        std::iter::once(&mut self.span)
            .chain(self.labels.iter_mut().map(|label| &mut label.span))
            .chain(self.edit.iter_mut().map(|edit| &mut edit.span))
    }
}

/// Checks a template as API Gateway runs it. A template that Velocity refuses has one diagnostic of severity
/// [`Severity::Error`]; an accepted one has as many as there are, in the order of their places.
///
/// ```
/// use gatewright_velocity::lint::{Lint, Options, check};
/// let found = check("#set($x = null)", &Options::default());
/// assert_eq!((found[0].lint, found[0].span.start), (Lint::NullLiteral, 10));
/// ```
pub fn check(source: &str, options: &Options<'_>) -> Vec<Diagnostic> {
    let mut found = match Template::parse(source, Profile::Aws) {
        Err(error) => vec![name(source, &error)],
        Ok(_) => accepted(source, options),
    };
    for diagnostic in &mut found {
        for span in diagnostic.spans() {
            span.start = source.floor_char_boundary(span.start);
            span.end = source.ceil_char_boundary(span.end).max(span.start);
        }
    }
    found.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.lint));
    found
}

fn accepted(source: &str, options: &Options<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // What compiles parses, so that there always is a tree.
    let Ok(trees) = Trees::parse(source, options) else {
        return found;
    };
    let tokens = diagnose::tokens(source);
    let document = Document::new(source, options, &tokens, &trees);
    for lint in Lint::ALL {
        if let Some(check) = lint.rule().accepted {
            check(&document, &mut found);
        }
    }
    found
}

/// Names the mistake in a refused template.
fn name(source: &str, error: &ParseError) -> Diagnostic {
    if error.class == "ParseErrorException"
        && let Some(text) = source
            .get(error.span.start..error.span.end)
            .and_then(interpolated)
    {
        // A string that is a template itself: the mistake is in its text.
        let text = format!("{text} ");
        if let Err(inner) = Template::parse(&text, Profile::Aws) {
            let mut diagnostic = name(&text, &inner);
            for span in diagnostic.spans() {
                *span = shift(*span, error.span.start + 1);
            }
            return diagnostic;
        }
    }
    let tokens = diagnose::tokens(source);
    let refused = Refused::new(source, error, &tokens);
    let named = Lint::ALL
        .iter()
        .filter_map(|lint| lint.rule().refused)
        .find_map(|name| name(&refused));
    named.unwrap_or_else(|| syntax_error::fallback(&refused))
}
