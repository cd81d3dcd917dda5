//! Pieces of evidence.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::Value;

use crate::model::{Evidence, Text};

use super::people::role;
use super::{Fields, View, entries, entry, optional_date, text};

/// A piece of evidence, by its place among those of the plan.
pub(in crate::template) struct EvidenceAt {
    view: Arc<View>,
    place: usize,
}

const EVIDENCE: Fields<EvidenceAt> = &[
    ("id", |at| Value::from(at.piece().id.as_str())),
    ("title", |at| text(Some(&at.piece().title))),
    ("file", |at| text(at.piece().file.as_ref())),
    ("link", |at| text(at.piece().link.as_ref())),
    ("date", |at| optional_date(at.piece().date.as_ref())),
    ("owner", EvidenceAt::owner),
    ("note", |at| text(at.piece().note.as_ref())),
    ("fingerprint", |at| {
        let fingerprint = at.piece().fingerprint.as_ref();
        fingerprint.map_or(Value::from(()), |taken| Value::from(taken.to_string()))
    }),
    ("cited_on", |at| optional_date(at.piece().cited_on.as_ref())),
];

/// Of a piece that is not public no more is told than who holds it.
const WITHHELD: Fields<EvidenceAt> = &[
    ("title", |at| Value::from(at.withheld_title())),
    ("owner", EvidenceAt::owner),
];

impl EvidenceAt {
    fn piece(&self) -> &Evidence {
        &self.view.profile.evidence[self.place]
    }

    fn owner(&self) -> Value {
        role(&self.view, self.piece().owner.as_ref())
    }

    fn withheld_title(&self) -> String {
        let owner = self.owner();
        let holder = owner
            .as_str()
            .unwrap_or_else(|| self.view.profile.organisation.short_name());
        format!("Not published; held by {holder}")
    }
}

/// The piece of evidence at a place among those of the plan.
pub(in crate::template) fn evidence(view: &Arc<View>, place: usize) -> Value {
    let at = EvidenceAt {
        view: Arc::clone(view),
        place,
    };
    let told = view.tells(at.piece().public);
    entry(at, if told { EVIDENCE } else { WITHHELD })
}

/// The evidence that keys name; a key that names none is left out, `check` reports it. What one person holds and is not
/// public is told once.
pub(super) fn evidence_called(view: &Arc<View>, keys: &[Text]) -> Value {
    let cited = keys.iter().filter_map(|key| {
        let mut known = view.profile.evidence.iter();
        known.position(|evidence| evidence.id.as_str() == key.as_str())
    });
    let mut withheld = BTreeSet::new();
    let told = cited.filter(|place| {
        let view = Arc::clone(view);
        let at = EvidenceAt {
            view,
            place: *place,
        };
        at.view.tells(at.piece().public) || withheld.insert(at.withheld_title())
    });
    entries(told.map(|place| evidence(view, place)))
}
