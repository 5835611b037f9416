//! What a file does not say. Such a value is a text of its own, the same wherever it is used, so that
//! two mentions of it can be told to be one; and wherever a text must have a form, it is given one, so
//! that nothing is found wrong with what nobody knows.

use std::collections::{BTreeMap, BTreeSet};

use gatewright_gateway::api::Api;
use gatewright_gateway::arn::{FunctionArn, IntegrationUri};
use gatewright_gateway::stage_variables;
use gatewright_wire::apigateway::Stage;

use super::Setting;

/// A text of an API in which stage variables are filled in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Using<'a> {
    text: &'a str,
    /// Whether it is the URL of an HTTP endpoint.
    is_url: bool,
}

impl<'a> Using<'a> {
    fn plain(text: &'a String) -> Self {
        Self {
            text,
            is_url: false,
        }
    }
}

/// Where the files are deployed to, as far as they say: to a region and an account that they write out
/// somewhere, or to any.
#[derive(Clone, Debug)]
pub(super) struct Surroundings {
    pub(super) partition: String,
    pub(super) region: String,
    pub(super) account: String,
    /// Whether a deployment says where it goes to.
    pub(super) is_settled: bool,
    /// What the stack is called.
    pub(super) stack: String,
    /// Values that the deployment gives to parameters.
    pub(super) parameters: BTreeMap<String, String>,
    /// What every text begins with that stands for something unknown: no file has it.
    prefix: String,
    /// What stands for region and account where the file does not say them, as they are said.
    pub(super) made_up: Vec<(String, &'static str)>,
}

impl Surroundings {
    /// Of the texts of a file and of those that it names.
    pub(super) fn of(texts: &[&str]) -> Self {
        let mut found = Self {
            partition: "aws".to_owned(),
            region: String::new(),
            account: String::new(),
            is_settled: false,
            stack: "stack".to_owned(),
            parameters: BTreeMap::new(),
            prefix: free_prefix(texts),
            made_up: Vec::new(),
        };
        // Where an API's functions are is where it is, rather than where some certificate is.
        for ours in [true, false] {
            for arn in texts.iter().flat_map(|text| arns(text)) {
                let [partition, service, region, account] = arn;
                if ours != ["lambda", "apigateway", "execute-api"].contains(&service) {
                    continue;
                }
                if found.region.is_empty() && is_region(region) {
                    region.clone_into(&mut found.region);
                    partition.clone_into(&mut found.partition);
                }
                if found.account.is_empty() && is_account(account) {
                    account.clone_into(&mut found.account);
                }
            }
        }
        if found.region.is_empty() {
            found.region.push_str("us-east-1");
            let region = format!(":{}:", found.region);
            found.made_up.push((region, ":${AWS::Region}:"));
        }
        if found.account.is_empty() {
            found.account.push_str("123456789012");
            let account = found.account.clone();
            found.made_up.push((account, "${AWS::AccountId}"));
        }
        found
    }

    /// Takes what a deployment says.
    pub(super) fn settle(&mut self, setting: &Setting) {
        self.is_settled = true;
        self.region.clone_from(&setting.region);
        self.account.clone_from(&setting.account);
        self.stack.clone_from(&setting.stack);
        self.parameters.clone_from(&setting.parameters);
        self.made_up.clear();
    }

    /// The text that stands for something unknown.
    pub(super) fn unseen(&self, name: &str) -> String {
        let plain = |it: char| if it.is_ascii_alphanumeric() { it } else { '-' };
        let name: String = name.chars().take(64).map(plain).collect();
        format!("{}{name}", self.prefix)
    }

    /// Whether a text has anything unknown in it.
    pub(super) fn is_unseen(&self, text: &str) -> bool {
        text.contains(&self.prefix)
    }

    /// A text with what is unknown in it by its name.
    pub(super) fn shown(&self, text: &str) -> String {
        text.replace(&self.prefix, "")
    }

    /// An ARN of this region and account.
    pub(super) fn arn(&self, service: &str, resource: &str) -> String {
        format!(
            "arn:{}:{service}:{}:{}:{resource}",
            self.partition, self.region, self.account
        )
    }

    /// The unqualified ARN of a function of this name.
    pub(super) fn function(&self, name: &str) -> FunctionArn {
        FunctionArn {
            partition: self.partition.clone(),
            region: self.region.clone(),
            account: self.account.clone(),
            name: name.to_owned(),
            qualifier: None,
        }
    }

    /// The function that a `FunctionName` means: an ARN, a part of one, or a name, with a qualifier or
    /// without.
    pub(super) fn function_named(&self, text: &str) -> Option<FunctionArn> {
        if text.starts_with("arn:") {
            return self.whole_arn(text).parse().ok();
        }
        let name = text
            .rsplit_once(":function:")
            .map_or(text, |(_, name)| name);
        self.arn("lambda", &format!("function:{name}")).parse().ok()
    }

    /// An ARN whose unknown region and account are those of the file.
    fn whole_arn(&self, arn: &str) -> String {
        let parts = arn.splitn(6, ':').zip([
            "arn",
            self.partition.as_str(),
            "lambda",
            self.region.as_str(),
            self.account.as_str(),
            "",
        ]);
        let parts = parts.map(|(part, own)| {
            if !own.is_empty() && self.is_unseen(part) {
                own
            } else {
                part
            }
        });
        parts.collect::<Vec<_>>().join(":")
    }

    /// An integration's or authorizer's URI in which something is unknown, so that it has the form that
    /// it must have once it is known.
    pub(super) fn whole_uri(&self, is_http: bool, uri: &str) -> String {
        if !self.is_unseen(uri) {
            return uri.to_owned();
        }
        if is_http {
            // An unknown scheme, or an unknown scheme with its host.
            let scheme = uri.split_once("://");
            return match scheme.filter(|(scheme, _)| self.is_unseen(scheme)) {
                Some((_, rest)) => format!("https://{rest}"),
                None if scheme.is_none() && uri.starts_with(&self.prefix) => {
                    format!("https://{uri}")
                }
                None => uri.to_owned(),
            };
        }
        let uri = self.whole_arn(uri);
        if let Some((before, rest)) = uri.split_once("/functions/") {
            let function = rest.strip_suffix("/invocations").unwrap_or(rest);
            let function = if function.contains("${stageVariables.") {
                self.whole_arn(function)
            } else {
                self.function_named(function)
                    .unwrap_or_else(|| self.function(&self.unseen("function")))
                    .to_string()
            };
            return format!("{before}/functions/{function}/invocations");
        }
        if uri.parse::<IntegrationUri>().is_ok() {
            return uri;
        }
        invoking(&self.function(&self.unseen("function")))
    }

    /// A role's ARN in which something is unknown.
    pub(super) fn whole_role(&self, role: &str) -> String {
        if self.is_unseen(role) && !role.starts_with("arn:") {
            return format!("arn:{}:iam::{}:role/{role}", self.partition, self.account);
        }
        role.to_owned()
    }

    /// A pattern over ARNs, with `*` for each part in which something is unknown.
    pub(super) fn pattern(&self, pattern: &str) -> String {
        if !self.is_unseen(pattern) {
            return pattern.to_owned();
        }
        if !pattern.starts_with("arn:") {
            return "*".to_owned();
        }
        let parts = pattern.split(':').map(|part| {
            let segments = part.split('/').map(|segment| {
                if self.is_unseen(segment) {
                    "*"
                } else {
                    segment
                }
            });
            segments.collect::<Vec<_>>().join("/")
        });
        parts.collect::<Vec<_>>().join(":")
    }

    /// A value for a stage variable that fits wherever an API uses it.
    pub(super) fn variable(&self, name: &str, texts: &[Using<'_>]) -> String {
        for Using { text, is_url } in texts {
            for reference in stage_variables::references(text) {
                if reference.name != name {
                    continue;
                }
                let before = text.get(..reference.span.start).unwrap_or_default();
                let after = text.get(reference.span.end..).unwrap_or_default();
                if before.is_empty() && *is_url {
                    return format!("https://{}", self.unseen(name));
                }
                if before.ends_with("/functions/") {
                    return self.function(&self.unseen(name)).to_string();
                }
                let Some(arn) = before.rfind("arn:") else {
                    continue;
                };
                match before.get(arn..).unwrap_or_default().matches(':').count() {
                    1 => return self.partition.clone(),
                    3 => return self.region.clone(),
                    4 if after.starts_with(':') => return self.account.clone(),
                    _ => {}
                }
            }
        }
        self.unseen(name)
    }

    /// The value of a stage variable in which something is unknown, so that it fits where an API uses it.
    pub(super) fn variable_from(&self, name: &str, value: &str, texts: &[Using<'_>]) -> String {
        let fitting = self.variable(name, texts);
        if fitting == self.unseen(name) {
            // No form is asked for.
            return value.to_owned();
        }
        if fitting.starts_with("https://") {
            return self.whole_uri(true, value);
        }
        if fitting.starts_with("arn:") {
            let function = self.function_named(value);
            return function.map_or(fitting, |function| function.to_string());
        }
        fitting
    }

    /// Every text of an API in which stage variables are filled in.
    pub(super) fn texts_with_variables(api: &Api) -> Vec<Using<'_>> {
        let mut texts = Vec::new();
        let integrations = api
            .methods()
            .filter_map(|(_, _, method)| method.method_integration.as_ref());
        for integration in integrations {
            let kind = integration.r#type.as_deref().unwrap_or_default();
            texts.extend(integration.uri.as_deref().map(|text| Using {
                text,
                is_url: kind.starts_with("HTTP"),
            }));
            let others = [
                &integration.credentials,
                &integration.connection_id,
                &integration.integration_target,
            ];
            texts.extend(others.into_iter().flatten().map(Using::plain));
        }
        for authorizer in &api.authorizers {
            let others = [
                &authorizer.authorizer_uri,
                &authorizer.authorizer_credentials,
            ];
            texts.extend(others.into_iter().flatten().map(Using::plain));
            texts.extend(authorizer.provider_ar_ns.iter().flatten().map(Using::plain));
        }
        texts.retain(|using| using.text.contains("${stageVariables."));
        texts
    }

    /// A stage of which the file says nothing: each variable that the API uses has a value.
    pub(super) fn stage_of(&self, api: &Api) -> Stage {
        let texts = Self::texts_with_variables(api);
        let names = texts
            .iter()
            .flat_map(|using| stage_variables::references(using.text))
            .map(|reference| reference.name);
        let variables = names.map(|name| (name.to_owned(), self.variable(name, &texts)));
        Stage {
            variables: Some(variables.collect()),
            ..Stage::default()
        }
    }
}

/// The URI of an integration that invokes a function.
pub(super) fn invoking(function: &FunctionArn) -> String {
    format!(
        "arn:{}:apigateway:{}:lambda:path/2015-03-31/functions/{function}/invocations",
        function.partition, function.region
    )
}

/// Partition, service, region and account of the ARNs that a text writes out.
fn arns(text: &str) -> impl Iterator<Item = [&str; 4]> {
    text.match_indices("arn:aws").filter_map(|(start, _)| {
        let mut parts = text.get(start..)?.lines().next()?.splitn(6, ':').skip(1);
        Some([parts.next()?, parts.next()?, parts.next()?, parts.next()?])
    })
}

/// What no text has: `unseen-`, or else `unseen1-` and so on.
fn free_prefix(texts: &[&str]) -> String {
    let mentions = texts.iter().flat_map(|text| {
        text.match_indices("unseen").map(|(start, word)| {
            let rest = text.get(start + word.len()..).unwrap_or_default();
            let end = rest.find(|it: char| !it.is_ascii_digit());
            rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
        })
    });
    let taken: BTreeSet<&str> = mentions.collect();
    let number = |number: usize| match number {
        0 => String::new(),
        number => number.to_string(),
    };
    let mut free = (0..=taken.len()).map(number);
    let free = free.find(|number| !taken.contains(number.as_str()));
    format!("unseen{}-", free.unwrap_or_default())
}

fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_word = |it: &&str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_lowercase());
    parts.len() >= 3
        && parts.split_last().is_some_and(|(number, words)| {
            words.iter().all(is_word) && number.parse::<u8>().is_ok()
        })
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}
