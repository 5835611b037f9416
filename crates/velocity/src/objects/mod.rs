//! The objects that API Gateway adds to a template's variables.

pub(crate) mod input;
pub(crate) mod util;

/// What `$input.class.name` prints. API Gateway's own name is not known (F§7); this is the model's.
pub(crate) const INPUT_CLASS: &str = "AwsApi$Input";

/// What `$util.class.name` prints; see [`INPUT_CLASS`].
pub(crate) const UTIL_CLASS: &str = "AwsApi$Util";
