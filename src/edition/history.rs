//! The versions of a plan: what its file says of them, and what its editions know.

use crate::diagnostic::{Place, Placed};
use crate::model::{HistoryEntry, PartialDate};

use super::record::Record;
use super::version::{order, same};

/// What an edition tells of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The version.
    pub version: String,
    /// When it was approved.
    pub on: PartialDate,
    /// Who approved it.
    pub by: String,
    /// What changed.
    pub note: Option<String>,
}

impl From<&Record> for Issue {
    fn from(record: &Record) -> Self {
        Self {
            version: record.version.clone(),
            on: record.approved_on,
            by: record.approved_by.clone(),
            note: record.reason.clone(),
        }
    }
}

/// Adds to the history of a plan what its editions know: what an entry for the same version leaves out, and entries for
/// versions that it does not name, each where its date belongs. What the file says stands.
///
/// Two entries are for the same version if they name it alike and their dates do not contradict each other: plans that
/// count from 1.0 again each year have several of them. `place` is where messages about what is added point to.
pub fn complete(history: &mut Vec<HistoryEntry>, mut issues: Vec<Issue>, place: Place) {
    issues.sort_by(|one, other| {
        let dates = one.on.chronological(&other.on);
        dates.then_with(|| order(&one.version, &other.version))
    });
    issues.dedup();
    let newest_first = begins_with_the_newest(history);
    let mut told = vec![false; history.len()];
    for issue in issues {
        let known = history.iter().enumerate().position(|(index, entry)| {
            !told[index] && same(&entry.version, &issue.version) && agree(entry, &issue)
        });
        if let Some(index) = known {
            told[index] = true;
            fill(&mut history[index], issue, place);
            continue;
        }
        let at = history.iter().position(|entry| {
            let later = |on: &Placed<PartialDate>| {
                if newest_first {
                    on.last_day() < issue.on.first_day()
                } else {
                    issue.on.last_day() < on.first_day()
                }
            };
            entry.on.as_ref().is_some_and(later)
        });
        let at = at.unwrap_or(history.len());
        let mut entry = HistoryEntry {
            version: Placed {
                value: issue.version.clone(),
                place,
            },
            on: None,
            by: None,
            note: None,
            public: None,
            not_public: Vec::new(),
        };
        fill(&mut entry, issue, place);
        history.insert(at, entry);
        told.insert(at, true);
    }
}

/// Whether the date of an entry, where it has one, can be that of an edition: the month of its day, for example.
fn agree(entry: &HistoryEntry, issue: &Issue) -> bool {
    entry
        .on
        .as_ref()
        .is_none_or(|on| !on.is_before(issue.on) && !issue.on.is_before(on.value))
}

fn fill(entry: &mut HistoryEntry, issue: Issue, place: Place) {
    let placed = |value: String| Placed { value, place };
    let date = Placed {
        value: issue.on,
        place,
    };
    entry.on.get_or_insert(date);
    entry.by.get_or_insert_with(|| placed(issue.by));
    if entry.note.is_none() {
        entry.note = issue.note.map(placed);
    }
}

fn begins_with_the_newest(history: &[HistoryEntry]) -> bool {
    let mut dates = history.iter().filter_map(|entry| entry.on.as_ref());
    match (dates.next(), dates.next_back()) {
        (Some(first), Some(last)) => last.is_before(first.value),
        (Some(_) | None, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    fn place() -> Place {
        let file = Sources::default().add("plan.yaml", "");
        Place {
            file,
            start: 0,
            end: 0,
            line: 1,
            column: 1,
        }
    }

    /// Entries such as `1.0 2026-10 Governors: First.`
    fn entries(lines: &[(&str, &str, &str)]) -> Vec<HistoryEntry> {
        let text = |text: &str| {
            (!text.is_empty()).then(|| Placed {
                value: text.to_string(),
                place: place(),
            })
        };
        let entries = lines.iter().map(|(version, on, note)| HistoryEntry {
            version: text(version).unwrap(),
            on: on.parse().ok().map(|value| Placed {
                value,
                place: place(),
            }),
            by: None,
            note: text(note),
            public: None,
            not_public: Vec::new(),
        });
        entries.collect()
    }

    fn issue(version: &str, on: &str) -> Issue {
        Issue {
            version: version.into(),
            on: on.parse().unwrap(),
            by: "Governors".into(),
            note: Some(format!("why {version}")),
        }
    }

    fn completed(lines: &[(&str, &str, &str)], issues: &[(&str, &str)]) -> Vec<String> {
        let mut history = entries(lines);
        let issues = issues
            .iter()
            .map(|(version, on)| issue(version, on))
            .collect();
        complete(&mut history, issues, place());
        let said = history.iter().map(|entry| {
            let on = entry.on.map_or(String::new(), |on| on.to_string());
            let word = |text: &Option<Placed<String>>| {
                text.as_ref().map_or("", |text| text.as_str()).to_string()
            };
            format!(
                "{} | {on} | {} | {}",
                entry.version.value,
                word(&entry.by),
                word(&entry.note)
            )
        });
        said.collect()
    }

    #[test]
    fn what_the_file_says_stands_and_the_edition_gives_the_rest() {
        assert_eq!(
            completed(
                &[("1.0", "2025-10", "First."), ("2.0", "", "")],
                &[("v2.0", "2026-10-06"), ("1.0", "2025-10-07")]
            ),
            [
                "1.0 | October 2025 | Governors | First.",
                "2.0 | 6 October 2026 | Governors | why v2.0",
            ]
        );
    }

    #[test]
    fn what_the_file_does_not_name_stands_where_its_date_belongs() {
        assert_eq!(
            completed(
                &[("0.9", "2026-09", ""), ("1.1", "2026-12-01", "")],
                &[("1.0", "2026-10-06")]
            ),
            [
                "0.9 | September 2026 |  | ",
                "1.0 | 6 October 2026 | Governors | why 1.0",
                "1.1 | 1 December 2026 |  | ",
            ]
        );
        assert_eq!(
            completed(
                &[("1.1", "2026-12-01", ""), ("0.9", "2026-09", "")],
                &[("1.0", "2026-10-06")]
            )[1],
            "1.0 | 6 October 2026 | Governors | why 1.0",
            "the newest first"
        );
        assert_eq!(
            completed(&[], &[("1.10", "2026-10-06"), ("1.9", "2026-10-06")])[0][..3],
            *"1.9"
        );
    }

    #[test]
    fn the_same_version_of_another_year_is_another_one() {
        assert_eq!(
            completed(
                &[("1.0", "2026-10", "This year.")],
                &[("1.0", "2025-10-07"), ("1.0", "2026-10-06")]
            ),
            [
                "1.0 | 7 October 2025 | Governors | why 1.0",
                "1.0 | October 2026 | Governors | This year.",
            ]
        );
    }
}
