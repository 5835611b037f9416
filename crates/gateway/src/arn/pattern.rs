//! Patterns over ARNs: `*` and `?` globs, `ArnLike`, and which part of a source ARN a pattern missed.

use std::fmt;

/// Stand in a pattern for `*` and `?` themselves: noncharacters, which no text has that is passed on.
const STAR: char = '\u{fdd0}';
const QUESTION_MARK: char = '\u{fdd1}';

/// A character as a pattern has it that means the character itself.
pub(crate) fn literal(character: char) -> char {
    match character {
        '*' => STAR,
        '?' => QUESTION_MARK,
        other => other,
    }
}

/// Whether `text` matches `pattern`, in which `*` stands for any run of characters (also none, also `/` and `:`)
/// and `?` for exactly one. Case matters.
///
/// When a character does not fit, the last `*` takes one more: at most pattern times text, so no pattern can make it
/// slow.
pub fn glob(pattern: &str, text: &str) -> bool {
    let (mut wanted, mut sent) = (pattern.chars(), text.chars());
    // What stands behind the last star, and what of the text it has left.
    let mut star = None;
    loop {
        let unread = sent.clone();
        match (wanted.next(), sent.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                sent = unread;
                star = Some((wanted.clone(), sent.clone()));
            }
            (Some('?'), Some(_)) => {}
            (Some(wanted), Some(sent)) if wanted == sent || wanted == literal(sent) => {}
            _ => {
                let Some((behind, left)) = &mut star else {
                    return false;
                };
                if left.next().is_none() {
                    return false;
                }
                (wanted, sent) = (behind.clone(), left.clone());
            }
        }
    }
}

/// `ArnLike` and `ArnEquals`, which AWS evaluates alike: the six colon-separated parts are compared one by one as
/// globs, so a `*` spans `/` in the last part but never a colon before it (F§4.2). A pattern of `*` alone matches
/// anything; a text or pattern with fewer than six parts matches only literally.
pub fn arn_like(pattern: &str, arn: &str) -> bool {
    if pattern == "*" || pattern == arn {
        return true;
    }
    let (pattern, arn): (Vec<&str>, Vec<&str>) = (six_parts(pattern), six_parts(arn));
    pattern.len() == 6
        && arn.len() == 6
        && pattern
            .iter()
            .zip(&arn)
            .all(|(pattern, part)| glob(pattern, part))
}

fn six_parts(arn: &str) -> Vec<&str> {
    arn.splitn(6, ':').collect()
}

/// A part of an execute-api source ARN, in the order in which they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArnPart {
    /// The text is no ARN at all.
    Form,
    /// `aws`, `aws-cn`, …
    Partition,
    /// `execute-api`.
    Service,
    /// The region.
    Region,
    /// The account.
    Account,
    /// The API's id.
    Api,
    /// The stage, `test-invoke-stage` included.
    Stage,
    /// The configured method, which is `ANY` for an `ANY` method.
    Method,
    /// The resource's path, with its `{parameters}` unexpanded.
    Path,
    /// `authorizers/{id}` of an authorizer's call.
    Authorizer,
}

impl fmt::Display for ArnPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "form",
            Self::Partition => "partition",
            Self::Service => "service",
            Self::Region => "region",
            Self::Account => "account",
            Self::Api => "API",
            Self::Stage => "stage",
            Self::Method => "method",
            Self::Path => "path",
            Self::Authorizer => "authorizer",
        })
    }
}

/// The first part of the execute-api ARN `arn` that keeps the `ArnLike` pattern from matching; `None` when it
/// matches. The last part is compared between its slashes, as people write it, though a `*` may span them.
pub fn arn_difference(pattern: &str, arn: &str) -> Option<ArnPart> {
    if arn_like(pattern, arn) {
        return None;
    }
    let (wanted, sent) = (six_parts(pattern), six_parts(arn));
    let (&[w0, w1, w2, w3, w4, w5], &[s0, s1, s2, s3, s4, s5]) =
        (wanted.as_slice(), sent.as_slice())
    else {
        return Some(ArnPart::Form);
    };
    let fixed = [
        (w0, s0, ArnPart::Form),
        (w1, s1, ArnPart::Partition),
        (w2, s2, ArnPart::Service),
        (w3, s3, ArnPart::Region),
        (w4, s4, ArnPart::Account),
    ];
    if let Some((.., part)) = fixed
        .into_iter()
        .find(|(wanted, sent, _)| !glob(wanted, sent))
    {
        return Some(part);
    }
    let (wanted, sent): (Vec<&str>, Vec<&str>) =
        (w5.splitn(4, '/').collect(), s5.splitn(4, '/').collect());
    let parts = match sent.get(1) {
        Some(&"authorizers") => [
            ArnPart::Api,
            ArnPart::Authorizer,
            ArnPart::Authorizer,
            ArnPart::Authorizer,
        ],
        _ => [ArnPart::Api, ArnPart::Stage, ArnPart::Method, ArnPart::Path],
    };
    let mut segments = wanted.iter().zip(&sent).zip(parts);
    let differing = segments
        .find(|((wanted, sent), _)| !glob(wanted, sent))
        .map(|(_, part)| part);
    // A pattern that ends too early misses the part that should come next.
    differing.or_else(|| parts.get(wanted.len()).or(parts.last()).copied())
}
