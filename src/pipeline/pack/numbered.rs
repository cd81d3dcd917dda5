//! The evidence of a plan in its order, and where the plan cites it.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{inlines, plain_text};
use crate::model::{Action, Audience, Evidence, Profile, Text};
use crate::report::evidence::{RegisterAction, RegisterArea};

/// The evidence of a plan that an audience is shown, in the order in which the plan cites it, then what nothing cites.
pub(super) struct Numbered<'a> {
    pub(super) pieces: Vec<&'a Evidence>,
    /// The numbers of the pieces, from 1, by their ids.
    numbers: BTreeMap<&'a str, usize>,
    /// The ids of all evidence that the plan knows.
    known: BTreeSet<&'a str>,
    /// How many pieces the audience is not shown.
    pub(super) withheld: usize,
}

impl<'a> Numbered<'a> {
    /// What is only inherited and not cited belongs to other plans, and gets no number.
    pub(super) fn of(plan: &'a Profile, audience: Audience) -> Self {
        let every: BTreeMap<&str, &Evidence> = plan
            .evidence
            .iter()
            .map(|evidence| (evidence.id.as_str(), evidence))
            .collect();
        let cited = plan.plan.areas.iter().flat_map(|area| {
            let actions = area.with_embedded().flat_map(|action| &action.evidence);
            area.evidence.iter().chain(actions)
        });
        let cited = cited.filter_map(|key| every.get(key.trim()).copied());
        let own = plan
            .evidence
            .iter()
            .filter(|evidence| evidence.id.place.file == plan.id.place.file);
        let mut numbered = Self {
            pieces: Vec::new(),
            numbers: BTreeMap::new(),
            known: every.keys().copied().collect(),
            withheld: 0,
        };
        let mut met = BTreeSet::new();
        for evidence in cited.chain(own) {
            let id = evidence.id.as_str();
            if !met.insert(id) {
                continue;
            }
            if audience.is_public() && evidence.public == Some(false) {
                numbered.withheld += 1;
            } else {
                numbered.pieces.push(evidence);
                numbered.numbers.insert(id, numbered.pieces.len());
            }
        }
        numbered
    }

    /// The number of a piece that the audience is shown.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// The areas of the plan with the numbers of what they cite.
    pub(super) fn areas(&self, plan: &Profile) -> Vec<RegisterArea> {
        let areas = plan.plan.areas.iter().map(|area| {
            let (cites, withheld) = self.cited(&area.evidence);
            // What is done anyway is no action any more, and its evidence still shows something.
            let every = area.with_embedded().map(|action| self.action(action));
            let actions = every.filter(|action| !action.is_embedded || action.cites_any());
            RegisterArea {
                id: area.id.value.to_string(),
                title: plain_text(&inlines(&area.title.value)),
                cites,
                withheld,
                actions: actions.collect(),
            }
        });
        areas.collect()
    }

    fn action(&self, action: &Action) -> RegisterAction {
        let (cites, withheld) = self.cited(&action.evidence);
        RegisterAction {
            text: action.text.value.clone(),
            rag: action.rag(),
            is_embedded: !action.is_planned(),
            cites,
            withheld,
        }
    }

    /// The numbers of what is cited, and how many pieces the audience is not shown.
    fn cited(&self, keys: &[Text]) -> (Vec<usize>, usize) {
        let keys: BTreeSet<&str> = keys.iter().map(|key| key.trim()).collect();
        let keys = keys.into_iter().filter(|key| self.known.contains(key));
        let (shown, withheld): (Vec<&str>, Vec<&str>) =
            keys.partition(|key| self.numbers.contains_key(key));
        let mut numbers: Vec<usize> = shown
            .into_iter()
            .filter_map(|key| self.number(key))
            .collect();
        numbers.sort_unstable();
        (numbers, withheld.len())
    }
}
