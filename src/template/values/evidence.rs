//! Pieces of evidence.

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
];

/// Of a piece that is not public no more is told than who holds it.
const WITHHELD: Fields<EvidenceAt> = &[
    ("title", |at| {
        let owner = at.owner();
        let holder = owner
            .as_str()
            .unwrap_or_else(|| at.view.profile.organisation.short_name());
        Value::from(format!("Not published; held by {holder}"))
    }),
    ("owner", EvidenceAt::owner),
];

impl EvidenceAt {
    fn piece(&self) -> &Evidence {
        &self.view.profile.evidence[self.place]
    }

    fn owner(&self) -> Value {
        role(&self.view, self.piece().owner.as_ref())
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

/// The evidence that keys name; a key that names none is left out, `check` reports it.
pub(super) fn evidence_called(view: &Arc<View>, keys: &[Text]) -> Value {
    let cited = keys.iter().filter_map(|key| {
        let mut known = view.profile.evidence.iter();
        known.position(|evidence| evidence.id.as_str() == key.as_str())
    });
    entries(cited.map(|place| evidence(view, place)))
}
