//! Which of Word's own counts give headings and clauses the numbers that they have.

use super::numbering::{ANNEXES, Numbering, SECTIONS};
use crate::document::Series;

/// The number that a paragraph carries in the numbering part, and the level there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// The number that it carries.
    pub(super) number: usize,
    /// The level, from 0.
    pub(super) level: usize,
}

impl Counted {
    /// What keeps Word from counting where the style would have it count.
    pub(super) const NOT: Self = Self {
        number: 0,
        level: 0,
    };
}

/// How far Word has counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counting {
    section: u32,
    clause: u32,
    annex: u32,
    sections: usize,
    annexes: usize,
}

impl Default for Counting {
    fn default() -> Self {
        Self {
            section: 0,
            clause: 0,
            annex: 0,
            sections: SECTIONS,
            annexes: ANNEXES,
        }
    }
}

impl Counting {
    /// How Word counts a heading; `None` where no count of Word's says its label.
    pub(super) fn heading(
        &mut self,
        series: Series,
        label: &str,
        numbering: &mut Numbering,
    ) -> Option<Counted> {
        let number = match series {
            Series::Section => {
                let section = plain(label)?;
                if section != self.section + 1 {
                    self.sections = numbering.restarted(SECTIONS, 0, section);
                }
                (self.section, self.clause) = (section, 0);
                self.sections
            }
            Series::Annex => {
                let annex = letters(label.strip_prefix("Annex ")?)?;
                if annex != self.annex + 1 {
                    self.annexes = numbering.restarted(ANNEXES, 0, annex);
                }
                self.annex = annex;
                self.annexes
            }
        };
        Some(Counted { number, level: 0 })
    }

    /// How Word counts a clause; `None` where it would count another number.
    pub(super) fn clause(&mut self, label: &str) -> Option<Counted> {
        let (section, clause) = label.split_once('.')?;
        let next = (self.section, self.clause + 1);
        if (plain(section)?, plain(clause)?) != next {
            return None;
        }
        self.clause += 1;
        Some(Counted {
            number: self.sections,
            level: 1,
        })
    }
}

/// A number that Word prints in the same way.
fn plain(label: &str) -> Option<u32> {
    let number = label.parse().ok()?;
    (number > 0 && number < 1 << 15 && u32::to_string(&number) == label).then_some(number)
}

/// What number Word's letters stand for: A to Z, then AA, BB.
fn letters(label: &str) -> Option<u32> {
    let first = label.bytes().next().filter(u8::is_ascii_uppercase)?;
    let rounds = u32::try_from(label.len() - 1).ok()?;
    let alike = rounds < 30 && label.bytes().all(|letter| letter == first);
    alike.then(|| rounds * 26 + u32::from(first - b'A') + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_word() {
        let annexes = ["A", "Z", "AA", "CC", "AB", "a", ""].map(letters);
        let numbers = [Some(1), Some(26), Some(27), Some(29), None, None, None];
        assert_eq!(annexes, numbers);
    }

    #[test]
    fn a_clause_out_of_turn_is_not_counted() {
        let mut counting = Counting::default();
        let mut numbering = Numbering::default();
        assert!(counting.clause("1.1").is_none());
        assert!(
            counting
                .heading(Series::Section, "1", &mut numbering)
                .is_some()
        );
        let counted = ["1.1", "1.2", "1.4", "2.3", "1.03", "1.3"]
            .map(|label| counting.clause(label).is_some());
        assert_eq!(counted, [true, true, false, false, false, true]);
    }
}
