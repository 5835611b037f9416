//! Log groups: their settings, tags and retention.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::constraints::Constraints;
use super::filters::{MetricFilter, SubscriptionFilter};
use super::{DAY, LogError, LogService, group_arn, token};
use crate::home::Home;
use crate::store;

const CLASSES: [&str; 3] = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"];
const RETENTION_DAYS: [i64; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
];
const MAX_TAGS: usize = 50;
const MAX_DESCRIBED: i64 = 50;
/// Groups that are read at a time while looking for those that a listing selects.
const READ_AT_ONCE: usize = 200;

/// What the store keeps with a group. A group that a request created has none of it set.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Settings {
    retention_in_days: Option<i64>,
    class: Option<String>,
    kms_key_id: Option<String>,
    deletion_protection: bool,
    tags: BTreeMap<String, String>,
    pub(super) metric_filters: BTreeMap<String, MetricFilter>,
    pub(super) subscription_filters: BTreeMap<String, SubscriptionFilter>,
}

/// A log group, as `DescribeLogGroups` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogGroup {
    /// Its name.
    pub name: String,
    /// Its ARN without `:*`, AWS's `logGroupArn`; its `arn` has `:*` at the end.
    pub arn: String,
    /// Epoch milliseconds.
    pub creation_time: i64,
    /// After how many days events are deleted; `None` for never.
    pub retention_in_days: Option<i64>,
    /// `STANDARD`, `INFREQUENT_ACCESS` or `DELIVERY`.
    pub class: String,
    /// The key that it would be encrypted with.
    pub kms_key_id: Option<String>,
    /// Whether deleting it is refused.
    pub deletion_protection_enabled: bool,
    /// The bytes of its events.
    pub stored_bytes: u64,
    /// How many metric filters it has.
    pub metric_filter_count: usize,
}

/// A log group to create.
#[derive(Debug, Clone, Default)]
pub struct NewGroup {
    /// Its name.
    pub name: String,
    /// Its class, `STANDARD` if not given.
    pub class: Option<String>,
    /// The key that it would be encrypted with.
    pub kms_key_id: Option<String>,
    /// Whether deleting it is to be refused.
    pub deletion_protection_enabled: bool,
    /// Its tags.
    pub tags: BTreeMap<String, String>,
}

/// Which log groups to describe.
#[derive(Debug, Clone, Default)]
pub struct DescribeGroups {
    /// What their names start with.
    pub prefix: Option<String>,
    /// What their names contain; not together with `prefix`.
    pub pattern: Option<String>,
    /// Their class.
    pub class: Option<String>,
    /// Only these, by name or ARN; none means all.
    pub identifiers: Vec<String>,
    /// At most so many, 50 if not given.
    pub limit: Option<i64>,
    /// The token of the page before.
    pub next_token: Option<String>,
}

impl DescribeGroups {
    /// The token of the page that begins after the group of that name.
    pub fn token_after(name: &str) -> String {
        token::seal(name)
    }
}

impl LogService {
    /// `CreateLogGroup`.
    ///
    /// # Errors
    /// [`LogError::GroupExists`], [`LogError::InvalidParameter`], [`LogError::TooManyTags`].
    pub async fn create_group(&self, home: &Home, group: NewGroup) -> Result<(), LogError> {
        let class = group.class.as_deref().unwrap_or(CLASSES[0]);
        Constraints::default()
            .group_name("logGroupName", &group.name)
            .one_of("logGroupClass", class, &CLASSES)
            .check()?;
        check_tags(&group.tags)?;
        self.writer.flush().await;
        let settings = Settings {
            retention_in_days: None,
            class: group.class,
            kms_key_id: group.kms_key_id,
            deletion_protection: group.deletion_protection_enabled,
            tags: group.tags,
            ..Settings::default()
        };
        let (scope, now) = (home.to_string(), self.now());
        let created = self
            .store
            .create_log_group(&scope, &group.name, now, &settings);
        Ok(created.await?)
    }

    /// `DeleteLogGroup`: the group with its streams and events.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::Protected`].
    pub async fn delete_group(&self, home: &Home, name: &str) -> Result<(), LogError> {
        let group = self.find_group(home, name).await?;
        if group.settings.deletion_protection {
            return Err(LogError::Protected);
        }
        let scope = home.to_string();
        self.store.delete_log_group(&scope, &group.name).await?;
        self.watch
            .subscribe(&scope, &group.name, std::iter::empty());
        Ok(())
    }

    /// `DescribeLogGroups`: a page of log groups by name, and the token of the next page.
    ///
    /// # Errors
    /// [`LogError::InvalidParameter`].
    pub async fn describe_groups(
        &self,
        home: &Home,
        request: DescribeGroups,
    ) -> Result<(Vec<LogGroup>, Option<String>), LogError> {
        let limit = request.limit.unwrap_or(MAX_DESCRIBED);
        let mut constraints = Constraints::default().range("limit", limit, 1..=MAX_DESCRIBED);
        if let Some(prefix) = &request.prefix {
            constraints = constraints.group_name("logGroupNamePrefix", prefix);
        }
        constraints.check()?;
        if request.prefix.is_some() && request.pattern.is_some() {
            return Err(LogError::InvalidParameter(
                "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters."
                    .to_owned(),
            ));
        }
        let mut after = request
            .next_token
            .as_deref()
            .map(token::unseal)
            .transpose()?;
        self.writer.flush().await;

        let prefix = request.prefix.as_deref().unwrap_or_default();
        let mut groups: Vec<LogGroup> = Vec::new();
        loop {
            let read = self.store.log_groups::<Settings>(
                &home.to_string(),
                prefix,
                after.as_deref(),
                READ_AT_ONCE,
            )?;
            let Some(last) = read.last() else {
                return Ok((groups, None));
            };
            after = Some(last.name.clone());
            for group in read {
                let group = LogGroup::new(home, group);
                let contains = |pattern: &String| group.name.contains(pattern.as_str());
                let named = |identifier: &String| group_name(identifier) == group.name;
                let wanted = (request.identifiers.is_empty()
                    || request.identifiers.iter().any(named))
                    && request.pattern.as_ref().is_none_or(contains)
                    && request
                        .class
                        .as_ref()
                        .is_none_or(|class| *class == group.class);
                if !wanted {
                    continue;
                }
                if groups.len() as i64 == limit {
                    let token = groups.last().map(|last| token::seal(&last.name));
                    return Ok((groups, token));
                }
                groups.push(group);
            }
        }
    }

    /// `PutRetentionPolicy`, and `DeleteRetentionPolicy` with `None`.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::InvalidParameter`] for a number of days that AWS does
    /// not offer (the text is [C]).
    pub async fn set_retention(
        &self,
        home: &Home,
        name: &str,
        days: Option<i64>,
    ) -> Result<(), LogError> {
        if days.is_some_and(|days| !RETENTION_DAYS.contains(&days)) {
            return Err(LogError::InvalidParameter(format!(
                "Invalid retention value. Allowed values are {RETENTION_DAYS:?}"
            )));
        }
        let update = move |settings: &mut Settings| settings.retention_in_days = days;
        self.update_group(home, name, update).await?;
        self.expire_group(&self.find_group(home, name).await?).await
    }

    /// `PutLogGroupDeletionProtection`.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`].
    pub async fn set_deletion_protection(
        &self,
        home: &Home,
        identifier: &str,
        enabled: bool,
    ) -> Result<(), LogError> {
        let update = move |settings: &mut Settings| settings.deletion_protection = enabled;
        self.update_group(home, identifier, update).await
    }

    /// `ListTagsForResource`: the tags of a log group, by its ARN or name.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`].
    pub async fn tags(
        &self,
        home: &Home,
        identifier: &str,
    ) -> Result<BTreeMap<String, String>, LogError> {
        Ok(self.find_group(home, identifier).await?.settings.tags)
    }

    /// `TagResource`: adds tags to a log group, by its ARN or name.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`], [`LogError::InvalidParameter`], [`LogError::TooManyTags`].
    pub async fn tag(
        &self,
        home: &Home,
        identifier: &str,
        tags: BTreeMap<String, String>,
    ) -> Result<(), LogError> {
        let mut together = self.tags(home, identifier).await?;
        together.extend(tags.clone());
        check_tags(&together)?;
        let update = |settings: &mut Settings| settings.tags.extend(tags);
        self.update_group(home, identifier, update).await
    }

    /// `UntagResource`: removes tags from a log group, by its ARN or name.
    ///
    /// # Errors
    /// [`LogError::NoSuchGroup`].
    pub async fn untag(
        &self,
        home: &Home,
        identifier: &str,
        keys: Vec<String>,
    ) -> Result<(), LogError> {
        let update = move |settings: &mut Settings| {
            settings.tags.retain(|key, _| !keys.contains(key));
        };
        self.update_group(home, identifier, update).await
    }

    /// Deletes the events that are older than their group's retention. The task of the service calls
    /// it from time to time; until it does, such events are not shown.
    ///
    /// # Errors
    /// [`LogError::Unavailable`].
    pub async fn expire(&self) -> Result<(), LogError> {
        for scope in self.store.log_scopes()? {
            for group in self
                .store
                .log_groups::<Settings>(&scope, "", None, usize::MAX)?
            {
                self.expire_group(&group).await?;
            }
        }
        Ok(())
    }

    /// The same for one group.
    async fn expire_group(&self, group: &store::LogGroup<Settings>) -> Result<(), LogError> {
        if let Some(oldest) = self.oldest_kept(&group.settings) {
            while self.store.expire_logs(group.id, oldest).await? {}
        }
        Ok(())
    }

    /// The timestamp before which events of a group count as deleted.
    pub(super) fn oldest_kept(&self, settings: &Settings) -> Option<i64> {
        let days = settings.retention_in_days?;
        Some(self.now().saturating_sub(days.saturating_mul(DAY)))
    }

    /// The group that a name or an ARN names, once what was written before is there.
    pub(super) async fn find_group(
        &self,
        home: &Home,
        identifier: &str,
    ) -> Result<store::LogGroup<Settings>, LogError> {
        let name = group_name(identifier);
        Constraints::default()
            .group_name("logGroupName", name)
            .check()?;
        self.writer.flush().await;
        let group = self.store.log_group(&home.to_string(), name)?;
        group.ok_or(LogError::NoSuchGroup)
    }

    pub(super) async fn update_group(
        &self,
        home: &Home,
        identifier: &str,
        update: impl FnOnce(&mut Settings) + Send + 'static,
    ) -> Result<(), LogError> {
        let name = group_name(identifier);
        self.writer.flush().await;
        Ok(self
            .store
            .update_log_group(&home.to_string(), name, update)
            .await?)
    }
}

impl LogGroup {
    fn new(home: &Home, group: store::LogGroup<Settings>) -> Self {
        let settings = group.settings;
        Self {
            arn: group_arn(home, &group.name),
            name: group.name,
            creation_time: group.created,
            retention_in_days: settings.retention_in_days,
            class: settings.class.unwrap_or_else(|| CLASSES[0].to_owned()),
            kms_key_id: settings.kms_key_id,
            deletion_protection_enabled: settings.deletion_protection,
            stored_bytes: group.stored_bytes,
            metric_filter_count: settings.metric_filters.len(),
        }
    }
}

/// The group's name in an ARN (`arn:aws:logs:…:log-group:NAME`, perhaps with `:*`), or the name itself.
fn group_name(identifier: &str) -> &str {
    match identifier.split_once(":log-group:") {
        Some((_, name)) => name.strip_suffix(":*").unwrap_or(name),
        None => identifier,
    }
}

fn check_tags(tags: &BTreeMap<String, String>) -> Result<(), LogError> {
    if tags.len() > MAX_TAGS {
        return Err(LogError::TooManyTags);
    }
    let lengths = tags
        .iter()
        .fold(Constraints::default(), |all, (key, value)| {
            all.length("tags", key, 1..=128)
                .length("tags", value, 0..=256)
        });
    lengths.check()
}
