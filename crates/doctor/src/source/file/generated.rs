//! What SAM makes and a template may refer to: the implicit API, stages, roles, aliases and usage plans,
//! by the names that SAM documents for them.

use std::collections::BTreeMap;

use super::beside::plan_prefix;
use super::physical::{STACK, root_id};
use super::sam::{IMPLICIT, IMPLICIT_STAGE};
use super::template::{Generated, Resource, Template};

impl Template<'_> {
    /// The resources that SAM makes, as far as others refer to them.
    pub(super) fn generate(&mut self) {
        let is_serverless = |it: &Resource<'_>| it.kind.starts_with("AWS::Serverless::");
        if !self.resources.iter().any(is_serverless) {
            return;
        }
        let mut made: Vec<(String, Generated)> = Vec::new();
        let simple = |reference: String| Generated {
            reference,
            attributes: BTreeMap::new(),
        };
        let implicit = format!("{STACK}{IMPLICIT}");
        made.push((
            IMPLICIT.to_owned(),
            Generated {
                attributes: BTreeMap::from([
                    ("RootResourceId", root_id(&implicit)),
                    ("RestApiId", implicit.clone()),
                    ("Stage", IMPLICIT_STAGE.to_owned()),
                ]),
                reference: implicit,
            },
        ));
        made.push((
            format!("{IMPLICIT}{IMPLICIT_STAGE}Stage"),
            simple(IMPLICIT_STAGE.to_owned()),
        ));
        for resource in &self.resources {
            let logical = resource.logical;
            if resource.kind == "AWS::Serverless::Function" {
                let name = format!("{STACK}{logical}Role");
                let arn = self.iam("role", &name);
                made.push((
                    format!("{logical}Role"),
                    Generated {
                        reference: name,
                        attributes: BTreeMap::from([("Arn", arn)]),
                    },
                ));
                if let Some(alias) = self.published(resource) {
                    let alias_arn = self.attribute(logical, "Alias");
                    made.push((format!("{logical}Alias{alias}"), simple(alias_arn)));
                }
            } else if resource.kind == "AWS::Serverless::Api" {
                let name = self.property(resource, "StageName");
                let name = name.and_then(|name| name.as_text()).unwrap_or_default();
                made.push((format!("{logical}{name}Stage"), simple(name.clone())));
                made.push((format!("{logical}Stage"), simple(name)));
            }
        }
        made.extend(self.plans_made());
        for (logical, generated) in made {
            if !self.by_name.contains_key(&logical) {
                self.generated.insert(logical, generated);
            }
        }
        self.names.borrow_mut().clear();
    }

    /// The usage plans of APIs with their keys, under both names that SAM gives them: `ApiUsagePlan` and
    /// `Api.UsagePlan`.
    fn plans_made(&self) -> Vec<(String, Generated)> {
        let globals = self.global("Api").and_then(|api| api.get("Auth").cloned());
        let resources = self.resources.iter();
        let apis = resources.filter(|resource| resource.kind == "AWS::Serverless::Api");
        let own = apis.map(|resource| {
            let auth = self.property(resource, "Auth");
            let auth = match (auth, &globals) {
                (Some(own), Some(globals)) => Some(own.over(globals)),
                (own, globals) => own.or_else(|| globals.clone()),
            };
            (resource.logical, auth)
        });
        let mut made = Vec::new();
        for (logical, auth) in own.chain([(IMPLICIT, globals.clone())]) {
            let Some(prefix) = auth.and_then(|auth| plan_prefix(logical, &auth)) else {
                continue;
            };
            for part in ["UsagePlan", "ApiKey", "UsagePlanKey"] {
                let name = format!("{prefix}{part}");
                for alias in [name.clone(), format!("{logical}.{part}")] {
                    let generated = Generated {
                        reference: format!("{STACK}{name}"),
                        attributes: BTreeMap::new(),
                    };
                    made.push((alias, generated));
                }
            }
        }
        made
    }
}
