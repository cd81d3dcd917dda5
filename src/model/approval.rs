//! Who approved a plan, and until when.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Placed;

use super::date::PartialDate;
use super::interval::Interval;
use super::reserved::ApprovalField;
use super::text::Text;

/// Who approved a plan, and until when.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Approval {
    /// Who approved it.
    pub approved_by: Option<Text>,
    /// When.
    pub approved_on: Option<Placed<PartialDate>>,
    /// From when it applies.
    pub effective_on: Option<Placed<PartialDate>>,
    /// The minute that records it.
    pub minute: Option<Text>,
    /// When it was last reviewed.
    pub last_reviewed_on: Option<Placed<PartialDate>>,
    /// How often it is reviewed.
    pub review_every: Option<Placed<Interval>>,
    /// When it is due for review, as written; see [`Approval::review_on`].
    pub review_on: Option<Placed<PartialDate>>,
    /// Which of its fields not everybody may see.
    #[serde(default)]
    pub not_public: Vec<Placed<ApprovalField>>,
}

impl Approval {
    /// When the plan is due for review: as written, or else as worked out.
    #[must_use]
    pub fn review_on(&self) -> Option<PartialDate> {
        self.review_on
            .as_ref()
            .map(|date| date.value)
            .or_else(|| self.computed_review_on())
    }

    /// The last approval or review, whichever came later, plus the interval.
    #[must_use]
    pub fn computed_review_on(&self) -> Option<PartialDate> {
        let latest = [&self.approved_on, &self.last_reviewed_on]
            .into_iter()
            .flatten()
            .map(|date| date.value)
            .max_by(PartialDate::chronological)?;
        latest.after_months(self.review_every.as_ref()?.months())
    }

    /// How the plan stands on a day: approved, or still a draft.
    #[must_use]
    pub fn standing(&self, day: Date) -> Standing<'_> {
        let by = self
            .approved_by
            .as_ref()
            .filter(|by| by.contains(char::is_alphanumeric));
        let (by, on) = match (by, &self.approved_on) {
            (None, _) => return Standing::Draft(Lack::Approver),
            (_, None) => return Standing::Draft(Lack::Date),
            (Some(by), Some(on)) => (by, on),
        };
        if PartialDate::Day(day).is_before(on.value) {
            return Standing::Draft(Lack::Day(*on));
        }
        Standing::Approved {
            by,
            on: on.value,
            minute: self.minute.as_ref(),
        }
    }
}

/// How a plan stands on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing<'a> {
    /// Somebody approved it.
    Approved {
        /// Who.
        by: &'a Text,
        /// When.
        on: PartialDate,
        /// The minute that records it.
        minute: Option<&'a Text>,
    },
    /// Nobody has approved it yet.
    Draft(Lack),
}

/// What a draft lacks to be an approved plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lack {
    /// Nobody is named who approved it.
    Approver,
    /// The date of approval is not given.
    Date,
    /// The date of approval, which is given, has not come yet.
    Day(Placed<PartialDate>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, Sources};

    fn approval(by: Option<&str>, on: Option<&str>) -> Approval {
        let mut sources = Sources::default();
        let file = sources.add("plan.yaml", "");
        let place = Place {
            file,
            start: 0,
            end: 0,
            line: 1,
            column: 1,
        };
        let on = on.map(|on| Placed {
            value: on.parse().unwrap(),
            place,
        });
        Approval {
            approved_by: by.map(|by| Placed {
                value: by.to_string(),
                place,
            }),
            approved_on: on,
            ..Approval::default()
        }
    }

    #[test]
    fn a_plan_is_a_draft_until_the_day_of_its_approval() {
        let day = jiff::civil::date(2026, 11, 3);
        let lack = |by, on| match approval(by, on).standing(day) {
            Standing::Draft(lack) => Some(lack),
            Standing::Approved { .. } => None,
        };
        assert_eq!(lack(None, Some("2026-11-03")), Some(Lack::Approver));
        assert_eq!(
            lack(Some(" \u{200b}"), Some("2026-11-03")),
            Some(Lack::Approver)
        );
        assert_eq!(lack(Some("Governors"), None), Some(Lack::Date));
        assert!(matches!(
            lack(Some("Governors"), Some("2026-11-04")),
            Some(Lack::Day(_))
        ));
        assert_eq!(lack(Some("Governors"), Some("2026-11-03")), None);
        assert_eq!(
            lack(Some("Governors"), Some("2026-11")),
            None,
            "within the month"
        );
    }
}
