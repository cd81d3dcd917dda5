//! What an organisation put in the place of what it takes over, with what its files and editions know of it.

use crate::diagnostic::{Diagnostic, Place};
use crate::edition::Stored;
use crate::model::Period;
use crate::upstream::{Kept, Known, Override, overrides};

use super::{Resolved, Workspace};

/// How many editions are looked into for the words of a fingerprint.
const EDITIONS: usize = 5;

impl Workspace {
    /// What an organisation put in the place of what it takes over, and what is known of what it had seen there: from
    /// `seen:` in its file, or else from its last edition. Earlier editions are not looked into. A last edition that does
    /// not tell is reported.
    #[must_use]
    pub fn overrides(&self, id: &str, resolved: &Resolved) -> (Vec<Override>, Option<Diagnostic>) {
        let (kept, unread) = kept(resolved, 1);
        (overrides(&self.known(id, resolved, &kept)), unread)
    }

    /// Hands on all that is known of them; the words of a fingerprint are looked for in the last five editions.
    pub fn with_overrides<T>(
        &self,
        id: &str,
        resolved: &Resolved,
        tell: impl FnOnce(&Known<'_>) -> T,
    ) -> T {
        let (kept, _) = kept(resolved, EDITIONS);
        tell(&self.known(id, resolved, &kept))
    }

    fn known<'a>(&'a self, id: &str, resolved: &'a Resolved, kept: &'a [Kept]) -> Known<'a> {
        let file = self.organisations.get(id);
        let own = file.and_then(|file| self.files.get(file));
        Known {
            own: own.unwrap_or(&resolved.merged),
            merged: &resolved.merged,
            overrides: &resolved.overrides,
            seen: &resolved.seen,
            kept,
        }
    }
}

/// What the last editions keep, the latest first. One that cannot be read keeps nothing; of the latest that is reported.
fn kept(resolved: &Resolved, most: usize) -> (Vec<Kept>, Option<Diagnostic>) {
    if resolved.extends.is_empty() {
        return (Vec::new(), None);
    }
    let merged = &resolved.merged;
    let plan = merged.get("plan");
    let period = plan.and_then(|plan| plan.get("period")?.text());
    let period: Option<Period> = period.and_then(|period| period.parse().ok());
    let latest = resolved.editions.iter().rev().take(most);
    let kept: Vec<Option<Kept>> = latest.map(|stored| kept_by(stored, period)).collect();
    let last = resolved.editions.last();
    let unread = last.filter(|_| matches!(kept.first(), Some(None)));
    let place = merged.get("id").map_or(merged.place, |id| id.place);
    (
        kept.into_iter().map(Option::unwrap_or_default).collect(),
        unread.map(|stored| unread_edition(stored, place)),
    )
}

fn kept_by(stored: &Stored, period: Option<Period>) -> Option<Kept> {
    let inherited = stored.inherited()?;
    let replaced = inherited.overrides.into_iter();
    let removed = inherited.removed.into_iter();
    Some(Kept {
        edition: stored.address.to_string(),
        same_period: stored.record.as_ref()?.period == period,
        replaced: replaced.map(|over| (over.path, over.inherited)).collect(),
        removed: removed
            .filter_map(|removed| Some((removed.path, removed.inherited?)))
            .collect(),
    })
}

fn unread_edition(stored: &Stored, place: Place) -> Diagnostic {
    let message = format!(
        "cannot read what was inherited when the edition `{}` was approved, so that it may go unnoticed what changed since",
        stored.address
    );
    Diagnostic::warning("edition-unread", place, message)
        .help("`dutybound verify` says what is wrong with it.")
}
