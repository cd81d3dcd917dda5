//! What evidence supports: it may name areas and actions, as they may name it.

use std::collections::BTreeMap;

use super::Plan;
use super::action::Action;
use super::evidence::Evidence;
use super::plan::Area;
use super::text::Text;

/// The areas and actions of a plan, by the names under which evidence can support them: the id of an area, the id of an
/// action, or both with a dot between them, as in `training.induction`.
#[derive(Clone, Debug, Default)]
pub struct Supportable {
    names: BTreeMap<String, Supported>,
}

/// What a name means. An id that an area and an action share means the area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Supported {
    /// An area or an action, by its place among all areas and actions in the order of the plan, each area before its
    /// actions.
    One(usize),
    /// Actions of several areas, by their full names.
    Several(Vec<String>),
}

impl Supportable {
    /// The areas and actions of a plan; embedded practice is among them.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut names: BTreeMap<String, Supported> = BTreeMap::new();
        let mut full_names: Vec<String> = Vec::new();
        let mut areas = Vec::new();
        for area in &plan.areas {
            areas.push((area.id.value.to_string(), full_names.len()));
            full_names.push(area.id.value.to_string());
            for action in area.with_embedded() {
                let place = full_names.len();
                let id = action.id.value.to_string();
                let full = format!("{}.{id}", area.id.value);
                full_names.push(full.clone());
                if names.contains_key(&full) {
                    continue; // another rule reports ids that two actions of an area share
                }
                let supported = match names.remove(&id) {
                    None => Supported::One(place),
                    Some(Supported::One(first)) => {
                        Supported::Several(vec![full_names[first].clone(), full.clone()])
                    }
                    Some(Supported::Several(mut actions)) => {
                        actions.push(full.clone());
                        Supported::Several(actions)
                    }
                };
                names.insert(id, supported);
                names.insert(full, Supported::One(place));
            }
        }
        names.extend(
            areas
                .into_iter()
                .map(|(id, place)| (id, Supported::One(place))),
        );
        Self { names }
    }

    /// What a name means; `None` where it names nothing.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Supported> {
        self.names.get(name.trim())
    }

    /// Every name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }
}

impl Plan {
    /// Lets areas and actions cite the evidence that supports them, behind what they cite themselves. What is named in
    /// vain is left out; `check` reports it.
    pub(super) fn cite(&mut self, evidence: &[Evidence]) {
        if evidence.iter().all(|piece| piece.supports.is_empty()) {
            return;
        }
        let known = Supportable::of(self);
        let mut citing: Vec<&mut Vec<Text>> = Vec::new();
        for area in &mut self.areas {
            let Area {
                evidence,
                actions,
                expectations,
                ..
            } = area;
            citing.push(evidence);
            let expected = expectations.iter_mut();
            let expected = expected.flat_map(|expectation| &mut expectation.actions);
            let all: Vec<&mut Action> = actions.iter_mut().chain(expected).collect();
            citing.extend(all.into_iter().map(|action| &mut action.evidence));
        }
        for piece in evidence {
            for name in &piece.supports {
                let place = match known.named(name) {
                    Some(Supported::One(place)) => *place,
                    Some(Supported::Several(_)) | None => continue,
                };
                let id = piece.id.as_str();
                if let Some(cited) = citing.get_mut(place)
                    && !cited.iter().any(|key| key.trim() == id)
                {
                    cited.push(Text {
                        value: id.to_string(),
                        place: name.place,
                    });
                }
            }
        }
    }
}
