//! The index as the sheets of a workbook.

use crate::document::{Sheet, SheetCell, blocks, words_of};
use crate::model::PartialDate;

use super::register::{EvidenceRegister, InPack, not_shown};

/// The sheets of the index: by action, by number, and the gaps, and the actions that nobody has rated yet, where the audience is told.
#[must_use]
pub fn sheets(register: &EvidenceRegister<'_>) -> Vec<Sheet> {
    let mut sheets = vec![by_action(register), by_number(register)];
    if let Some(gaps) = &register.gaps {
        let rows = gaps.iter().filter(|gap| gap.sort.is_gap()).map(|gap| {
            vec![
                SheetCell::Words(gap.sort.heading().into()),
                SheetCell::Words(gap.about.clone()),
                SheetCell::Words(gap.why.clone()),
            ]
        });
        sheets.push(Sheet {
            name: "Gaps",
            head: vec![("Kind", 30), ("About", 50), ("What was found", 90)],
            rows: rows.collect(),
        });
        let rest = gaps.iter().filter(|gap| !gap.sort.is_gap());
        let rows: Vec<_> = rest
            .map(|action| [&action.about, &action.why].map(|words| SheetCell::Words(words.clone())))
            .map(Vec::from)
            .collect();
        if !rows.is_empty() {
            sheets.push(Sheet {
                name: "Not rated yet",
                head: vec![("Action without evidence", 80), ("Due by", 30)],
                rows,
            });
        }
    }
    sheets
}

/// A row for each piece that an action cites, so that the sheet can be filtered; one without a piece for other actions.
fn by_action(register: &EvidenceRegister<'_>) -> Sheet {
    let mut rows = Vec::new();
    for area in &register.areas {
        let whole = (area.cites_any()).then(|| {
            let text = "The area as a whole".to_string();
            (text, "", &area.cites, area.withheld)
        });
        let actions = area.actions.iter().map(|action| {
            let text = plainly(&action.text);
            (text, action.rating(), &action.cites, action.withheld)
        });
        for (text, rating, cites, withheld) in whole.into_iter().chain(actions) {
            let start = || {
                vec![
                    SheetCell::Words(area.title.clone()),
                    SheetCell::Words(text.clone()),
                    SheetCell::Words(rating.into()),
                ]
            };
            for piece in cites.iter().filter_map(|number| register.piece(*number)) {
                let mut row = start();
                row.push(SheetCell::Number(piece.number as u64));
                let target = piece.in_pack.file().or(piece.link.as_deref());
                row.push(leading(&piece.title, target));
                row.push(day(piece.date));
                rows.push(row);
            }
            let rest = not_shown(cites, withheld);
            if let Some(words) = rest {
                let mut row = start();
                row.extend(["", &words, ""].map(|words| SheetCell::Words(words.into())));
                rows.push(row);
            }
        }
    }
    Sheet {
        name: "By action",
        head: vec![
            ("Area", 30),
            ("Action", 60),
            ("Rating", 11),
            ("No.", 6),
            ("Evidence", 50),
            ("Date", 18),
        ],
        rows,
    }
}

fn by_number(register: &EvidenceRegister<'_>) -> Sheet {
    let rows = register.pieces.iter().map(|piece| {
        let (state, target) = match &piece.in_pack {
            InPack::File(name) => (name.clone(), Some(name.as_str())),
            InPack::Nothing(why) => (format!("Not in this pack: {why}"), None),
            InPack::Elsewhere => (
                piece
                    .link
                    .clone()
                    .unwrap_or("Kept on paper or elsewhere".into()),
                piece.link.as_deref(),
            ),
        };
        let file = piece.file.as_ref();
        vec![
            SheetCell::Number(piece.number as u64),
            SheetCell::Words(piece.title.clone()),
            day(piece.date),
            SheetCell::Words(piece.owner.clone().unwrap_or_default()),
            SheetCell::Words(piece.note.as_deref().map(plainly).unwrap_or_default()),
            leading(&state, target),
            SheetCell::Words(file.map_or("", |file| file.kind).into()),
            file.map_or(SheetCell::Words(String::new()), |file| {
                SheetCell::Number(file.bytes)
            }),
            SheetCell::Words(file.map_or(String::new(), |file| {
                file.fingerprint.to_string().replace("sha256:", "")
            })),
        ]
    });
    Sheet {
        name: "By number",
        head: vec![
            ("No.", 6),
            ("Evidence", 50),
            ("Date", 18),
            ("Kept by", 30),
            ("Note", 40),
            ("Where", 50),
            ("Kind", 22),
            ("Bytes", 12),
            ("SHA-256", 68),
        ],
        rows: rows.collect(),
    }
}

fn leading(words: &str, target: Option<&str>) -> SheetCell {
    match target {
        Some(target) => SheetCell::Link {
            target: target.to_string(),
            words: words.to_string(),
        },
        None => SheetCell::Words(words.to_string()),
    }
}

fn day(date: Option<PartialDate>) -> SheetCell {
    match date {
        Some(PartialDate::Day(day)) => SheetCell::Day(day),
        Some(
            date
            @ (PartialDate::Month { .. } | PartialDate::Year(_) | PartialDate::AcademicYear(_)),
        ) => SheetCell::Words(date.format(crate::model::DateStyle::Long)),
        None => SheetCell::Words("Not dated".into()),
    }
}

fn plainly(markdown: &str) -> String {
    words_of(&blocks(markdown)).join(" ")
}
