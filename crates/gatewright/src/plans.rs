//! The usage plans as the request path sees them: which key opens which stage, and how far. An account's plans in a
//! region are read together, and kept until an operation changes one of them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use gatewright_gateway::io::{KeyLookup, KeyPlan, Period, Quota};
use gatewright_gateway::throttle::{Limit, Throttle};
use gatewright_wire::apigateway::{
    ApiKey, QuotaSettings, ThrottleSettings, UsagePlan, UsagePlanKey,
};

use crate::home::Home;
use crate::kept::Kept;
use crate::store::{self, Page, Store};

/// The plans of all accounts.
pub struct Plans {
    store: Store,
    /// By `{account}/{region}`.
    known: Kept<Known>,
}

/// The keys and plans of one account in one region.
struct Known {
    /// The enabled keys' ids, by value.
    keys: HashMap<String, String>,
    plans: Vec<Plan>,
}

struct Plan {
    /// The key of its document.
    document: String,
    id: String,
    throttle: Option<Throttle>,
    quota: Option<QuotaSettings>,
    /// The stages that it opens, as `{api}/{stage}`, with the limits of methods by `{path}/{verb}`.
    stages: HashMap<String, BTreeMap<String, Throttle>>,
    /// The ids of its keys.
    keys: HashSet<String>,
}

impl Plans {
    /// The plans of a store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            known: Kept::default(),
        }
    }

    /// What a key's value opens of a stage's method, whose path and verb these are.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn look_up(
        &self,
        home: &Home,
        (api, stage): (&str, &str),
        (path, verb): (&str, &str),
        value: &str,
    ) -> Result<KeyLookup, store::Error> {
        let Some(known) = self.known(&home.to_string()).await? else {
            return Ok(KeyLookup::StageNotInPlan);
        };
        let stage = format!("{api}/{stage}");
        let mut plans = known.plans.iter();
        if !plans.any(|plan| plan.stages.contains_key(&stage)) {
            return Ok(KeyLookup::StageNotInPlan);
        }
        let opened = known.keys.get(value).and_then(|id| {
            let mut plans = known.plans.iter();
            // A key is in one plan of a stage at most (F§3.5).
            plans.find_map(|plan| {
                let methods = plan.stages.get(&stage)?;
                plan.keys.contains(id).then_some((id, plan, methods))
            })
        });
        Ok(match opened {
            None => KeyLookup::NotInPlan,
            Some((id, plan, methods)) => KeyLookup::Opens(plan.of(id, &stage, methods, path, verb)),
        })
    }

    async fn known(&self, home: &str) -> Result<Option<Arc<Known>>, store::Error> {
        if let Some(known) = self.known.kept(home) {
            return Ok(Some(known));
        }
        let (store, wanted) = (self.store.clone(), home.to_owned());
        let read = move || read(&store, &wanted).map(Some);
        self.known.load(home, read).await
    }

    /// Called after a commit that changed keys or plans of an account in a region.
    pub fn forget(&self, home: &Home) {
        let home = home.to_string();
        self.known.forget(|key| key == home);
    }

    /// Forgets all.
    pub fn forget_all(&self) {
        self.known.forget(|_| true);
    }
}

impl Plan {
    /// What the plan grants a key: the method's own limit, or else the plan's for all calls together.
    fn of(
        &self,
        key: &str,
        stage: &str,
        methods: &BTreeMap<String, Throttle>,
        path: &str,
        verb: &str,
    ) -> KeyPlan {
        let id = &self.id;
        let method = format!("{path}/{verb}");
        let own = methods.get(&method).map(|throttle| Limit {
            bucket: format!("{id}/{key}/{stage}{method}"),
            throttle: *throttle,
        });
        let all = || {
            let throttle = self.throttle?;
            let bucket = format!("{id}/{key}");
            Some(Limit { bucket, throttle })
        };
        KeyPlan {
            key_id: key.to_owned(),
            limit: own.or_else(all),
            quota: self
                .quota
                .as_ref()
                .map(|quota| counted(&usage_key(&self.document, key), quota)),
        }
    }
}

/// The key of the document that holds what a key has used in a plan; `plan` is the plan's own.
pub fn usage_key(plan: &str, key: &str) -> String {
    format!("{plan}/{}", store::path(&["used", key]))
}

/// A quota with the counter that it is for.
pub fn counted(counter: &str, quota: &QuotaSettings) -> Quota {
    Quota {
        counter: counter.to_owned(),
        limit: quota.limit.unwrap_or(0).cast_unsigned(),
        period: match quota.period.as_deref() {
            Some("WEEK") => Period::Week,
            Some("MONTH") => Period::Month,
            _ => Period::Day,
        },
        offset: quota.offset.unwrap_or(0),
    }
}

fn read(store: &Store, home: &str) -> Result<Known, store::Error> {
    let keys = store.children::<ApiKey>(&format!("{home}/apikeys"), Page::default())?;
    let keys = keys.into_iter().map(|stored| stored.value);
    let enabled = keys.filter(|key| key.enabled == Some(true));
    let mut plans = Vec::new();
    for stored in store.children::<UsagePlan>(&format!("{home}/usageplans"), Page::default())? {
        let (document, plan) = (stored.key, stored.value);
        let members =
            store.children::<UsagePlanKey>(&format!("{document}/keys"), Page::default())?;
        let stages = plan.api_stages.iter().flatten().filter_map(|stage| {
            let name = format!("{}/{}", stage.api_id.as_ref()?, stage.stage.as_ref()?);
            let limits = stage.throttle.iter().flatten();
            let limits =
                limits.filter_map(|(method, limit)| Some((method.clone(), throttle(limit)?)));
            Some((name, limits.collect()))
        });
        plans.push(Plan {
            id: plan.id.clone().unwrap_or_default(),
            throttle: plan.throttle.as_ref().and_then(throttle),
            stages: stages.collect(),
            keys: members.into_iter().filter_map(|it| it.value.id).collect(),
            quota: plan.quota,
            document,
        });
    }
    Ok(Known {
        keys: enabled
            .filter_map(|key| Some((key.value?, key.id?)))
            .collect(),
        plans,
    })
}

/// A limit, if there is one: what is not said has the account's, and less than nothing turns it off.
fn throttle(settings: &ThrottleSettings) -> Option<Throttle> {
    if settings.rate_limit.is_none() && settings.burst_limit.is_none() {
        return None;
    }
    let rate = settings.rate_limit.unwrap_or(Throttle::ACCOUNT.rate);
    let burst = match settings.burst_limit {
        Some(burst) => burst.try_into().ok()?,
        None => Throttle::ACCOUNT.burst,
    };
    (rate >= 0.0).then_some(Throttle { rate, burst })
}
