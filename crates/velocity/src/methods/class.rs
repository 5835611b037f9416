//! `java.lang.Class`. API Gateway lets templates see no more of a class than its name (F§4.1 [G]); Velocity as it
//! ships also finds classes by their names and calls their static methods.

use crate::error::Thrown;
use crate::methods::{Call, Called, call as call_method, value};
use crate::profile::Profile;
use crate::value::{Object, Value};

/// The classes that `forName` finds, of the packages that every Java has.
const KNOWN: &[(&str, &[&str])] = &[
    (
        "java.lang.",
        &[
            "Boolean",
            "Byte",
            "Character",
            "Class",
            "ClassLoader",
            "Double",
            "Enum",
            "Error",
            "Exception",
            "Float",
            "Integer",
            "Long",
            "Math",
            "Number",
            "Object",
            "Process",
            "ProcessBuilder",
            "Runtime",
            "RuntimeException",
            "Short",
            "StrictMath",
            "String",
            "StringBuffer",
            "StringBuilder",
            "System",
            "Thread",
            "Throwable",
            "Void",
        ],
    ),
    ("java.math.", &["BigDecimal", "BigInteger"]),
    (
        "java.util.",
        &[
            "ArrayList",
            "Arrays",
            "Base64",
            "Calendar",
            "Collections",
            "Date",
            "HashMap",
            "HashSet",
            "LinkedHashMap",
            "LinkedHashSet",
            "LinkedList",
            "Locale",
            "Objects",
            "Optional",
            "Random",
            "Scanner",
            "TreeMap",
            "TreeSet",
            "UUID",
        ],
    ),
];

const INTERFACES: &[&str] = &[
    "java.lang.CharSequence",
    "java.lang.Comparable",
    "java.lang.Iterable",
    "java.lang.Runnable",
    "java.util.Collection",
    "java.util.Iterator",
    "java.util.List",
    "java.util.Map",
    "java.util.Set",
];

/// Whether a name is that of an interface, which prints as one.
pub(crate) fn is_interface(name: &str) -> bool {
    INTERFACES.contains(&name)
}

fn is_known(name: &str) -> bool {
    let class = |(package, classes): &(&str, &[&str])| {
        name.strip_prefix(package)
            .is_some_and(|class| classes.contains(&class))
    };
    is_interface(name) || KNOWN.iter().any(class)
}

/// `getSimpleName()`: an array's is that of its elements with brackets.
fn simple_name(class: &str) -> String {
    match class {
        "[B" => "byte[]".to_owned(),
        "[C" => "char[]".to_owned(),
        class => {
            let name = class.rsplit(['.', '$']).next().unwrap_or("");
            match name.strip_suffix(';') {
                Some(element) => format!("{element}[]"),
                None => name.to_owned(),
            }
        }
    }
}

pub(super) fn call(class: &str, name: &str, args: &[Value], profile: Profile) -> Call {
    match (name, args) {
        ("getName", []) => value(class),
        _ if profile == Profile::Aws => Ok(Called::Missing),
        ("getSimpleName", []) => value(simple_name(class)),
        ("getTypeName" | "getCanonicalName", []) if !class.starts_with('[') => {
            value(class.replace('$', "."))
        }
        ("isInterface", []) => value(is_interface(class)),
        ("isArray", []) => value(class.starts_with('[')),
        ("forName", [Value::Str(wanted)]) => {
            if is_known(wanted) {
                value(Value::class(wanted))
            } else {
                Err(Thrown::new("java.lang.ClassNotFoundException", &**wanted))
            }
        }
        ("getRuntime", []) if class == "java.lang.Runtime" => {
            value(Value::Object(Object::Opaque("java.lang.Runtime")))
        }
        _ => {
            // Static methods are called on the class as on any of its objects.
            let object = match class {
                "java.lang.Integer" => Value::Int(0),
                "java.lang.Long" => Value::Long(0),
                "java.lang.Double" => Value::Double(0.0),
                "java.lang.Boolean" => Value::Bool(false),
                "java.lang.Character" => Value::Char('\0'),
                "java.lang.String" => Value::from(""),
                _ => return Ok(Called::Missing),
            };
            match name {
                "valueOf" | "format" | "join" | "copyValueOf" | "max" | "min" | "sum"
                | "compare" => call_method(&object, name, args, profile),
                name if name.starts_with("parse") || name.starts_with("is") => {
                    call_method(&object, name, args, profile)
                }
                name if name.starts_with("to") && !args.is_empty() => {
                    call_method(&object, name, args, profile)
                }
                _ => Ok(Called::Missing),
            }
        }
    }
}
