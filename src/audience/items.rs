//! The names, places and marks of what can be hidden as a whole.

use crate::diagnostic::Place;
use crate::model::{
    Action, Annex, Area, Clause, Contact, Evidence, Expectation, HistoryEntry, Outcome, Principle,
    Review, Risk, RiskReview, Section,
};

use super::left_out::Item;

/// Entries with an id.
macro_rules! with_id {
    ($($type:ty),+) => {
        $(impl Item for $type {
            fn public(&self) -> Option<bool> {
                self.public
            }

            fn name(&self) -> Option<&str> {
                Some(self.id.as_str())
            }

            fn place(&self) -> Option<Place> {
                Some(self.id.place)
            }
        })+
    };
}

with_id!(
    Action,
    Annex,
    Area,
    Clause,
    Contact,
    Evidence,
    Expectation,
    Outcome,
    Principle,
    Section
);

/// Dated judgements: by their round.
macro_rules! with_round {
    ($($type:ty),+) => {
        $(impl Item for $type {
            fn public(&self) -> Option<bool> {
                self.public
            }

            fn name(&self) -> Option<&str> {
                self.round.as_ref().map(|round| round.as_str())
            }

            fn place(&self) -> Option<Place> {
                let round = self.round.as_ref().map(|round| round.place);
                let on = self.on.as_ref().map(|on| on.place);
                round.or(on).or(self.note.as_ref().map(|note| note.place))
            }
        })+
    };
}

with_round!(Review, RiskReview);

impl Item for HistoryEntry {
    fn public(&self) -> Option<bool> {
        self.public
    }

    fn name(&self) -> Option<&str> {
        Some(self.version.as_str())
    }

    fn place(&self) -> Option<Place> {
        Some(self.version.place)
    }
}

impl Item for Risk {
    fn public(&self) -> Option<bool> {
        self.public
    }

    fn name(&self) -> Option<&str> {
        None
    }

    fn place(&self) -> Option<Place> {
        Some(self.description.place)
    }
}
