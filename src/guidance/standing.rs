//! Whether guidance applies on a day.

use jiff::civil::Date;

use super::Register;
use crate::diagnostic::Placed;
use crate::model::{Guidance, PartialDate, Quotation, Status, Text};

/// Whether guidance applies on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nothing has taken its place, as far as the register knows.
    Applies,
    /// It applies from a later day on.
    NotYet,
    /// Its successor may have taken its place; the register is not certain of the day.
    Doubtful {
        /// The id of its successor.
        successor: &'a str,
    },
    /// It no longer applies.
    Over {
        /// The id of what took its place, where something did.
        successor: Option<&'a str>,
        /// From when.
        since: PartialDate,
    },
}

impl Register {
    /// Whether an entry applies on a day. It is over on the day that its entry gives, or, where it gives none, once a
    /// verified successor is in force. Of a month or a year, it is over on its last day.
    #[must_use]
    pub fn standing<'a>(&'a self, entry: &'a Guidance, on: Date) -> Standing<'a> {
        let replaced = self.replaced(
            entry.superseded_on.as_ref(),
            entry.superseded_by.as_ref(),
            on,
        );
        let begins = entry.in_force_from.as_ref().or(entry.published.as_ref());
        replaced.unwrap_or_else(|| {
            if begins.is_some_and(|begins| begins.first_day() > on) {
                Standing::NotYet
            } else {
                Standing::Applies
            }
        })
    }

    /// The same of words that guidance once had: they are over by themselves, whatever is true of the guidance.
    pub(crate) fn standing_of<'a>(&'a self, words: &'a Quotation, on: Date) -> Standing<'a> {
        let (since, successor) = (words.superseded_on.as_ref(), words.superseded_by.as_ref());
        self.replaced(since, successor, on)
            .unwrap_or(Standing::Applies)
    }

    /// Whether an entry counts on a day: it applies, or may still do so.
    pub(crate) fn in_force(&self, entry: &Guidance, on: Date) -> bool {
        match self.standing(entry, on) {
            Standing::Applies | Standing::Doubtful { .. } => true,
            Standing::NotYet | Standing::Over { .. } => false,
        }
    }

    /// Whether something has taken the place of what ends on a day, or has a successor; `None` where nothing has.
    fn replaced<'a>(
        &'a self,
        ends: Option<&'a Placed<PartialDate>>,
        successor: Option<&'a Text>,
        on: Date,
    ) -> Option<Standing<'a>> {
        let successor = successor.map(|id| id.as_str());
        if let Some(since) = ends {
            if since.last_day() <= on {
                return Some(Standing::Over {
                    successor,
                    since: since.value,
                });
            }
        } else if let Some(id) = successor {
            let next = self.get(id).ok();
            let begins =
                next.and_then(|next| next.in_force_from.as_ref().or(next.published.as_ref()));
            let certain = next.is_some_and(|next| next.status() == Status::Verified);
            match begins {
                Some(begins) if begins.first_day() > on => {}
                Some(begins) if certain && begins.last_day() <= on => {
                    return Some(Standing::Over {
                        successor,
                        since: begins.value,
                    });
                }
                Some(_) | None => return Some(Standing::Doubtful { successor: id }),
            }
        }
        None
    }

    /// The entries whose day it is among some: those that apply, or else those that may.
    pub(crate) fn current<'a>(&'a self, of: &[usize], on: Date) -> Option<&'a Guidance> {
        let entries = || of.iter().filter_map(|number| self.entry(*number));
        entries()
            .filter(|entry| self.standing(entry, on) == Standing::Applies)
            .rfind(|entry| entry.status() == Status::Verified)
            .or_else(|| {
                entries()
                    .find(|entry| matches!(self.standing(entry, on), Standing::Doubtful { .. }))
            })
            .or_else(|| entries().find(|entry| self.standing(entry, on) == Standing::Applies))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::diagnostic::Sources;

    #[test]
    fn an_entry_is_over_when_its_day_is_past_or_its_successor_certain() {
        let mut diagnostics = Vec::new();
        let mut sources = Sources::default();
        let mut register = Register::builtin(&mut sources, &mut diagnostics);
        let text = "guidance:\n  - { id: a, title: A, superseded_on: 2026-11 }\n  - id: b\n    title: B\n    \
                    superseded_by: prevent-duty-guidance-2023\n    quotations:\n      - { of: it, words: x y z, \
                    superseded_by: prevent-duty-guidance-2023 }\n";
        let file = crate::source::parse(
            "guidance.yaml",
            text.as_bytes(),
            &mut sources,
            &mut diagnostics,
        );
        register.extend(&file.unwrap(), &mut diagnostics);
        assert_eq!(diagnostics, []);
        let (a, b) = (register.get("a").unwrap(), register.get("b").unwrap());
        for (entry, day, counts) in [
            (a, date(2026, 11, 21), true),
            (a, date(2026, 11, 30), false),
            (b, date(2023, 12, 30), true),
            (b, date(2023, 12, 31), false),
        ] {
            assert_eq!(register.in_force(entry, day), counts, "{day}");
        }
        let words = &b.quotations[0];
        assert_eq!(
            register.standing_of(words, date(2023, 12, 30)),
            Standing::Applies
        );
        assert!(matches!(
            register.standing_of(words, date(2023, 12, 31)),
            Standing::Over { .. }
        ));
    }

    #[test]
    fn an_edition_is_judged_by_the_day() {
        let register = Register::builtin(&mut Sources::default(), &mut Vec::new());
        let standing = |id: &str, day| register.standing(register.get(id).unwrap(), day);
        assert_eq!(standing("kcsie-2024", date(2025, 8, 31)), Standing::Applies);
        assert_eq!(standing("kcsie-2024", date(2024, 9, 1)), Standing::NotYet);
        let Standing::Over { successor, .. } = standing("kcsie-2024", date(2025, 9, 1)) else {
            panic!("it is over");
        };
        assert_eq!(successor, Some("kcsie-2025"));
        // Its entry gives no day; its successor is verified and in force.
        assert_eq!(
            standing("prevent-duty-advice-2015", date(2020, 1, 1)),
            Standing::Applies
        );
        assert!(matches!(
            standing("prevent-duty-advice-2015", date(2026, 11, 21)),
            Standing::Over { .. }
        ));
        // The next edition is not verified, and its day is a month.
        assert_eq!(standing("kcsie-2025", date(2026, 8, 31)), Standing::Applies);
        assert_eq!(
            standing("kcsie-2025", date(2026, 11, 21)),
            Standing::Doubtful {
                successor: "kcsie-2026"
            }
        );
    }
}
