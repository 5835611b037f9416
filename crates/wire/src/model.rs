//! What the generated tables say about a service: its operations, the shapes that they carry, and
//! where on the wire each member travels. Plain static data; the codecs in this crate walk it.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// One AWS service.
#[derive(Debug)]
pub struct Service {
    /// The name of its model.
    pub name: &'static str,
    /// The host's first label (`apigateway.us-east-1.amazonaws.com`), and of all of ours the SigV4
    /// signing scope.
    pub endpoint_prefix: &'static str,
    /// The API version that the query protocol sends.
    pub api_version: &'static str,
    /// How requests and responses are written.
    pub protocol: Protocol,
    /// The operations whose shapes are known.
    pub operations: &'static [&'static Operation],
    /// Every other operation of the service: name, method, URI template. They can be named in an
    /// error, but neither decoded nor called.
    pub unshaped: &'static [(&'static str, &'static str, &'static str)],
}

impl Service {
    /// The operation of that name, if its shapes are known.
    pub fn operation(&self, name: &str) -> Option<&'static Operation> {
        self.operations
            .iter()
            .find(|operation| operation.name == name)
            .copied()
    }
}

/// The protocols that the services speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// REST paths, JSON bodies.
    RestJson,
    /// `POST /` with `X-Amz-Target: {target_prefix}.{operation}`, JSON 1.1 bodies.
    AwsJson {
        /// What stands before the dot.
        target_prefix: &'static str,
    },
    /// `POST /` with a form, answered in XML.
    Query {
        /// The namespace of the answer's root element.
        xml_namespace: &'static str,
    },
}

/// One operation.
#[derive(Debug)]
pub struct Operation {
    /// `PutIntegration`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The URI template, with `{label}`s and perhaps a literal query (`/restapis?mode=import`).
    pub uri: &'static str,
    /// The status of a success.
    pub status: u16,
    /// What it takes: always a structure.
    pub input: &'static Shape,
    /// What it gives, if anything.
    pub output: Option<&'static Shape>,
    /// The element that wraps the result in the query protocol.
    pub result_wrapper: Option<&'static str>,
}

impl Operation {
    /// The events that the answer streams, if it does.
    pub fn events(&self) -> Option<&'static [Member]> {
        match &self.output?.kind {
            Kind::Structure(output) => {
                output
                    .members
                    .iter()
                    .find_map(|member| match &member.shape.kind {
                        Kind::EventStream(events) => Some(*events),
                        _ => None,
                    })
            }
            _ => None,
        }
    }
}

/// The input of an operation: links the generated structure with its table entry, for the server
/// that decodes it and the client that encodes it.
pub trait Input: Serialize + DeserializeOwned {
    /// The service.
    const SERVICE: &'static Service;
    /// The operation that takes it.
    const OPERATION: &'static Operation;
    /// What the operation gives.
    type Output: Serialize + DeserializeOwned;
}

/// A shape: its AWS name and what it is.
#[derive(Debug)]
pub struct Shape {
    /// AWS's name of the shape.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of shape.
#[derive(Debug)]
pub enum Kind {
    /// Text with its constraints.
    String(Text),
    /// A 32-bit integer with its smallest and largest value.
    Integer(Range),
    /// A 64-bit integer with its smallest and largest value.
    Long(Range),
    /// A floating-point number.
    Double,
    /// A boolean.
    Boolean,
    /// A point in time.
    Timestamp,
    /// Bytes.
    Blob,
    /// A list of one shape, with its smallest and largest length.
    List(&'static Shape, Range),
    /// A map from text to a shape.
    Map(&'static Shape, &'static Shape),
    /// A structure.
    Structure(Structure),
    /// A stream of events after the response's head, each one of these members.
    EventStream(&'static [Member]),
}

/// The constraints of a text.
#[derive(Debug)]
pub struct Text {
    /// The values allowed, in the order in which AWS's validation error lists them.
    pub values: &'static [&'static str],
    /// The regular expression that the whole text must match.
    pub pattern: Option<&'static str>,
    /// Its length in characters.
    pub length: Range,
}

/// An inclusive range, open where `None`.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// The smallest value allowed.
    pub min: Option<i64>,
    /// The largest value allowed.
    pub max: Option<i64>,
}

/// A structure's members.
#[derive(Debug)]
pub struct Structure {
    /// In the model's order.
    pub members: &'static [Member],
    /// The member that is the whole body (of a request, response or event), if one is.
    pub payload: Option<&'static str>,
}

impl Structure {
    /// The member of that (model) name.
    pub fn member(&self, name: &str) -> Option<&'static Member> {
        self.members.iter().find(|member| member.name == name)
    }
}

/// One member of a structure.
#[derive(Debug)]
pub struct Member {
    /// Its name in the model, in the generated structure and in documents.
    pub name: &'static str,
    /// Its name on the wire: JSON key, header, query parameter, URI label or XML element.
    pub wire_name: &'static str,
    /// Where it travels.
    pub location: Location,
    /// Whether the model requires it.
    pub required: bool,
    /// Its shape.
    pub shape: &'static Shape,
}

/// Where a member travels in a REST protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the body.
    Body,
    /// In the path.
    Uri,
    /// In the query string; a map takes every parameter that no other member names.
    Query,
    /// In a header.
    Header,
    /// It is the status code.
    Status,
}

/// A modelled error.
#[derive(Debug)]
pub struct ErrorShape {
    /// The code that clients see (`NotFoundException`, `NoSuchEntity`).
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// How the body spells the message's key: `message` or `Message`.
    pub message_key: &'static str,
    /// Whether the body carries `Type` (`User` or `Service`), as Lambda's do.
    pub typed: bool,
}

pub(crate) const fn shape(name: &'static str, kind: Kind) -> Shape {
    Shape { name, kind }
}

pub(crate) const fn structure(members: &'static [Member], payload: Option<&'static str>) -> Kind {
    Kind::Structure(Structure { members, payload })
}

pub(crate) const fn member(
    name: &'static str,
    wire_name: &'static str,
    location: Location,
    required: bool,
    shape: &'static Shape,
) -> Member {
    Member {
        name,
        wire_name,
        location,
        required,
        shape,
    }
}

pub(crate) const fn text(
    values: &'static [&'static str],
    pattern: Option<&'static str>,
    length: Range,
) -> Kind {
    Kind::String(Text {
        values,
        pattern,
        length,
    })
}

pub(crate) const fn range(min: Option<i64>, max: Option<i64>) -> Range {
    Range { min, max }
}

/// A generated structure: its always-present members (an input's required ones), then the
/// optional ones, each as field, model name and type.
macro_rules! declare {
    ($name:ident [$($needed:ident $needed_name:literal $needed_type:ty,)*] [$($field:ident $member:literal $type:ty,)*]) => {
        #[doc = concat!("AWS's `", stringify!($name), "`.")]
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $(#[serde(rename = $needed_name)]
            pub $needed: $needed_type,)*
            $(#[serde(rename = $member, default, skip_serializing_if = "Option::is_none")]
            pub $field: Option<$type>,)*
        }
    };
}
pub(crate) use declare;
