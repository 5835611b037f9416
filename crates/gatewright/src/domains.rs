//! The custom domain names as the request path sees them: which API and stage a host and a path lead to, by the base
//! path mappings. Read once, kept until an operation changes one.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use gatewright_wire::apigateway::{BasePathMapping, DomainName};

use crate::home::Home;
use crate::kept::Kept;
use crate::store::{self, Page, Store};
use crate::tls::{Truststore, Truststores};

/// The base path of a mapping that has none, as the API reference spells it.
pub const NONE: &str = "(none)";

/// The key under which the one table is kept.
const ALL: &str = "";

/// The domain names of all accounts and regions.
pub struct Domains {
    store: Store,
    table: Kept<HashMap<String, Domain>>,
    truststores: Truststores,
}

/// A domain name's mappings, those with the longest base paths first.
#[derive(Debug, Default)]
pub struct Domain {
    mappings: Vec<Mapping>,
    /// With mutual TLS, who vouches for callers.
    truststore: Option<Truststore>,
}

/// Whose a request to a domain name is.
#[derive(Debug, PartialEq, Eq)]
pub enum Led {
    /// A stage's.
    Mapped(Mapped),
    /// Nobody's: no mapping is for the path.
    Nowhere,
    /// The health check's, which has two paths of every domain name for itself (F§3.1).
    HealthCheck,
    /// Nobody's: the domain name has mutual TLS, and nobody vouches for the caller.
    Refused,
}

#[derive(Debug)]
struct Mapping {
    /// Without slashes around; empty for `(none)`.
    base_path: String,
    api: String,
    stage: Option<String>,
}

/// Where a path of a domain name leads.
#[derive(Debug, PartialEq, Eq)]
pub struct Mapped {
    /// The API's id.
    pub api: String,
    /// The stage: the mapping's, or what the path names behind the base path; empty where it names none.
    pub stage: String,
    /// The base path that matched, empty for `(none)`.
    pub base_path: String,
    /// What follows, raw; at least `/`.
    pub path: String,
}

impl Domains {
    /// The domain names of a store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            table: Kept::default(),
            truststores: Truststores::default(),
        }
    }

    /// Where a host and a path lead, if the host is a domain name. `host` is without its port; `vouched` tells whether
    /// the caller's certificate is one that the host's truststore vouches for.
    ///
    /// # Errors
    /// Those of the store, at the first call after a change.
    pub async fn find(
        &self,
        host: &str,
        path: &str,
        vouched: impl FnOnce() -> bool,
    ) -> Result<Option<Led>, store::Error> {
        let table = self.table().await?;
        let domain = table.as_deref().and_then(|table| named(table, host));
        Ok(domain.map(|domain| {
            if domain.truststore.is_some() && !vouched() {
                Led::Refused
            } else if matches!(path, "/ping" | "/sping") {
                Led::HealthCheck
            } else {
                domain.map(path).map_or(Led::Nowhere, Led::Mapped)
            }
        }))
    }

    /// The truststore of a domain name with mutual TLS.
    ///
    /// # Errors
    /// Those of the store, at the first call after a change.
    pub async fn truststore(&self, host: &str) -> Result<Option<Truststore>, store::Error> {
        let table = self.table().await?;
        let domain = table.as_deref().and_then(|table| named(table, host));
        Ok(domain.and_then(|domain| domain.truststore.clone()))
    }

    /// The truststores of all domain names.
    pub fn truststores(&self) -> &Truststores {
        &self.truststores
    }

    /// Called after a commit that changed a domain name or a mapping.
    pub fn forget(&self) {
        self.table.forget(|_| true);
        self.truststores.forget();
    }

    async fn table(&self) -> Result<Option<Arc<HashMap<String, Domain>>>, store::Error> {
        if let Some(table) = self.table.kept(ALL) {
            return Ok(Some(table));
        }
        let store = self.store.clone();
        self.table.load(ALL, move || read(&store).map(Some)).await
    }
}

/// The domain of that name, or the wildcard that covers it: a star stands for one label.
fn named<'a>(table: &'a HashMap<String, Domain>, host: &str) -> Option<&'a Domain> {
    if table.is_empty() {
        return None;
    }
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if let Some(domain) = table.get(&host) {
        return Some(domain);
    }
    let (_, parent) = host.split_once('.')?;
    table.get(&format!("*.{parent}"))
}

impl Domain {
    /// The mapping with the longest base path that the path begins with, segment by segment. Extra slashes before it
    /// are normalised, as they are before a stage (F§3.1).
    fn map(&self, path: &str) -> Option<Mapped> {
        let path = path.trim_start_matches('/');
        self.mappings.iter().find_map(|mapping| {
            let rest = match path.strip_prefix(&*mapping.base_path)? {
                rest if mapping.base_path.is_empty() => rest,
                "" => "",
                rest => rest.strip_prefix('/')?,
            };
            let (stage, rest) = match &mapping.stage {
                Some(stage) => (&**stage, rest),
                None => rest.split_once('/').unwrap_or((rest, "")),
            };
            Some(Mapped {
                api: mapping.api.clone(),
                stage: stage.to_owned(),
                base_path: mapping.base_path.clone(),
                path: format!("/{rest}"),
            })
        })
    }
}

/// Reads all. Where several accounts or regions have the same name, as AWS allows for regional endpoints, the first
/// in the order of accounts and regions has it: a host alone does not say which is meant \[C\].
fn read(store: &Store) -> Result<HashMap<String, Domain>, store::Error> {
    let mut homes: Vec<String> = store
        .children::<Home>("apis", Page::default())?
        .into_iter()
        .map(|home| home.value.to_string())
        .collect();
    homes.sort();
    homes.dedup();
    let mut table = HashMap::new();
    for home in homes {
        let domains = format!("{home}/domainnames");
        for domain in store.children::<DomainName>(&domains, Page::default())? {
            let Some(name) = domain.value.domain_name else {
                continue;
            };
            // The addresses of this server stay its own.
            if name.parse::<IpAddr>().is_ok() || table.contains_key(&name) {
                continue;
            }
            // Routing rules, which would replace the mappings, are API Gateway V2's.
            let mapped = domain.value.routing_mode.as_deref() != Some("ROUTING_RULE_ONLY");
            let mappings = if mapped {
                let mappings = format!("{}/basepathmappings", domain.key);
                store.children::<BasePathMapping>(&mappings, Page::default())?
            } else {
                Vec::new()
            };
            let mappings = mappings.into_iter().map(|mapping| mapping.value);
            let mut found: Domain = mappings.collect();
            found.truststore = domain.value.mutual_tls_authentication.and_then(|mutual| {
                Some(Truststore {
                    uri: mutual.truststore_uri?,
                    version: mutual.truststore_version,
                })
            });
            table.insert(name, found);
        }
    }
    Ok(table)
}

impl FromIterator<BasePathMapping> for Domain {
    fn from_iter<I: IntoIterator<Item = BasePathMapping>>(mappings: I) -> Self {
        let mut mappings: Vec<Mapping> = mappings
            .into_iter()
            .filter_map(|mapping| {
                let base_path = mapping.base_path.filter(|path| path != NONE);
                Some(Mapping {
                    base_path: base_path.unwrap_or_default().trim_matches('/').to_owned(),
                    api: mapping.rest_api_id?,
                    stage: mapping.stage,
                })
            })
            .collect();
        mappings.sort_by_key(|mapping| std::cmp::Reverse(mapping.base_path.len()));
        Self {
            mappings,
            truststore: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_base_path_that_fits_leads_on() {
        let mapping = |base: &str, api: &str, stage: Option<&str>| BasePathMapping {
            base_path: Some(base.to_owned()),
            rest_api_id: Some(api.to_owned()),
            stage: stage.map(str::to_owned),
        };
        let domain = Domain::from_iter([
            mapping("v1", "one", Some("prod")),
            mapping("v1/pets", "pets", Some("prod")),
            mapping("staged", "two", None),
        ]);
        let with_root = Domain::from_iter([
            mapping("(none)", "root", Some("prod")),
            mapping("v1", "one", Some("prod")),
        ]);
        let staged_root = Domain::from_iter([mapping("(none)", "root", None)]);
        // Which, the path, then the API, the stage, the base path and the rest.
        let cases = [
            (&domain, "/v1", Some(["one", "prod", "v1", "/"])),
            (&domain, "/v1/", Some(["one", "prod", "v1", "/"])),
            (&domain, "//v1/a", Some(["one", "prod", "v1", "/a"])),
            (&domain, "/v1//a", Some(["one", "prod", "v1", "//a"])),
            (
                &domain,
                "/v1/petshop",
                Some(["one", "prod", "v1", "/petshop"]),
            ),
            (
                &domain,
                "/v1/pets/1",
                Some(["pets", "prod", "v1/pets", "/1"]),
            ),
            (
                &domain,
                "/staged/dev/a/b",
                Some(["two", "dev", "staged", "/a/b"]),
            ),
            (&domain, "/staged", Some(["two", "", "staged", "/"])),
            (&domain, "/v12", None),
            (&domain, "/V1", None),
            (&domain, "/", None),
            (&with_root, "/", Some(["root", "prod", "", "/"])),
            (&with_root, "/v12/a", Some(["root", "prod", "", "/v12/a"])),
            (&with_root, "/v1/a", Some(["one", "prod", "v1", "/a"])),
            (&staged_root, "/dev/a", Some(["root", "dev", "", "/a"])),
        ];
        for (domain, path, expected) in cases {
            let expected = expected.map(|[api, stage, base_path, path]| Mapped {
                api: api.to_owned(),
                stage: stage.to_owned(),
                base_path: base_path.to_owned(),
                path: path.to_owned(),
            });
            assert_eq!(domain.map(path), expected, "{path}");
        }
    }

    #[test]
    fn a_wildcard_stands_for_one_label() {
        let table: HashMap<String, Domain> = ["*.example.com", "api.example.com"]
            .map(|name| (name.to_owned(), Domain::default()))
            .into();
        let found = |host| named(&table, host).map(std::ptr::from_ref);
        let (wild, exact) = (found("*.example.com"), found("api.example.com"));
        assert_ne!(wild, exact);
        let cases = [
            ("other.example.com", wild),
            ("API.Example.com", exact),
            ("a.b.example.com", None),
            ("example.com", None),
        ];
        for (host, expected) in cases {
            assert_eq!(found(host), expected, "{host}");
        }
    }
}
