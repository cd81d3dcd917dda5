//! The index: which evidence shows what, by area and action, and by number.

use crate::document::{
    Block, Cell, CellRole, Document, Field, Fields, FieldsLayout, Heading, HeadingLevel, Inline,
    List, ListKind, Orientation, Paper, Row, Section, Tone, blocks,
};
use crate::model::{DateStyle, PartialDate, Rag};
use crate::report::document::{heading, long, paragraph, second, table};
use crate::report::words::counted;

use super::register::{
    EvidenceRegister, InPack, Linking, Piece, RegisterAction, RegisterArea, anchor_of_area,
    not_shown, size,
};

/// What the index is called.
pub(super) const TITLE: &str = "Index of evidence";

/// What references call the index.
pub(super) const ANCHOR: &str = "index-of-evidence";

/// The index as a document of its own, which leads to files beside it: `beside` has the names of those that are no evidence,
/// with the words that lead to them.
#[must_use]
pub fn index(register: &EvidenceRegister<'_>, beside: &[(String, String)]) -> Document {
    let mut parts = vec![
        anchored(HeadingLevel::TOP, TITLE, ANCHOR.into()),
        facts(register),
    ];
    let leading = beside.iter().map(|(file, words)| {
        let link = Inline::Link {
            target: file.clone(),
            content: vec![Inline::text(words.clone())],
        };
        vec![Block::Paragraph {
            content: vec![link],
        }]
    });
    if let Some(list) = List::of(ListKind::Bullet, leading) {
        parts.push(heading(second(), "Documents".into()));
        parts.push(Block::List(list));
    }
    parts.extend(by_area(register, Linking::Files, second()));
    parts.extend(by_number(register, Linking::Files, second()));
    let section = Section {
        paper: Paper::A4,
        orientation: Orientation::Portrait,
        running_header: Some(format!("{TITLE}: {}", register.name).into()),
        running_footer: Some(format!("As of {}", long(register.as_of)).into()),
        blocks: parts,
    };
    let subject = "Which evidence shows what in the plan";
    register
        .document(TITLE, "evidence-index", subject, vec![section])
        .plain(register.prints)
}

/// What the evidence belongs to, and what was looked at.
pub(super) fn facts(register: &EvidenceRegister<'_>) -> Block {
    let field = |label: &str, value: String| Field {
        label: label.into(),
        value: vec![Inline::text(value)],
    };
    let mut fields = vec![
        field("Organisation", register.name.into()),
        field("Plan", register.plan_and_period()),
        field("Standing", register.stands.clone()),
        field("Made for", register.made_for.into()),
        field("As of", long(register.as_of)),
        field("Checked against", checked_against(register.checked_against)),
        field("Evidence", pieces(register)),
    ];
    if register.withheld > 0 {
        let pieces = counted(register.withheld, "further piece");
        fields.push(field(
            "Not shown",
            format!("{pieces}, held by the organisation"),
        ));
    }
    Block::Fields(Fields {
        layout: FieldsLayout::Lines,
        summary: "What the evidence belongs to, and what was looked at".into(),
        fields,
    })
}

/// How much evidence there is.
pub(super) fn pieces(register: &EvidenceRegister<'_>) -> String {
    let all = register.pieces.len();
    let named = register.pieces.iter();
    let named = named.filter(|piece| matches!(piece.in_pack, InPack::Nothing(_)));
    match (all, named.count()) {
        (0, _) => "None".into(),
        (_, 0) => counted(all, "piece"),
        (_, named) => format!("{}, of which {named} only named", counted(all, "piece")),
    }
}

pub(super) fn checked_against(register: Option<PartialDate>) -> String {
    match register {
        Some(date) => format!("the guidance register of {}", date.format(DateStyle::Long)),
        None => "a guidance register without a date".into(),
    }
}

/// A heading with what references call it.
pub(super) fn anchored(level: HeadingLevel, words: &str, anchor: String) -> Block {
    Block::Heading(Heading {
        anchor: Some(anchor),
        ..Heading::plain(level, vec![Inline::text(words)])
    })
}

/// The evidence of each area and each of its actions.
pub(super) fn by_area(
    register: &EvidenceRegister<'_>,
    linking: Linking<'_>,
    level: HeadingLevel,
) -> Vec<Block> {
    let mut parts = vec![heading(level, "By area and action".into())];
    let deeper = HeadingLevel::new(level.number() + 1).unwrap_or(level);
    for area in &register.areas {
        parts.push(anchored(deeper, &area.title, anchor_of_area(area)));
        parts.push(of_area(register, area, linking));
    }
    parts
}

fn of_area(register: &EvidenceRegister<'_>, area: &RegisterArea, linking: Linking<'_>) -> Block {
    let cited = |numbers: &[usize], withheld: usize| {
        let mut cited: Vec<Block> = numbers
            .iter()
            .map(|number| Block::Paragraph {
                content: register.led_to(*number, linking),
            })
            .collect();
        cited.extend(not_shown(numbers, withheld).map(Block::paragraph));
        Cell::data(cited)
    };
    let mut rows = Vec::new();
    if area.cites_any() || area.actions.is_empty() {
        rows.push(Row::new(vec![
            Cell::row_header("The area as a whole"),
            Cell::data(Vec::new()),
            cited(&area.cites, area.withheld),
        ]));
    }
    rows.extend(area.actions.iter().map(|action| {
        let words = Cell {
            role: CellRole::RowHeader,
            ..Cell::data(blocks(&action.text))
        };
        Row::new(vec![
            words,
            rating(action),
            cited(&action.cites, action.withheld),
        ])
    }));
    let head = [("Action", 10), ("Rating", 3), ("Evidence", 11)];
    let mut table = table(
        &format!("The evidence for {}", area.title),
        &head,
        rows,
        false,
    );
    if let Block::Table(table) = &mut table {
        let words = format!("{} (continued)", area.title);
        for group in &mut table.groups {
            group.continued = Some(vec![Inline::text(words.clone())]);
        }
    }
    table
}

fn rating(action: &RegisterAction) -> Cell {
    let tone = match action.rag.filter(|_| !action.is_embedded) {
        Some(Rag::Red) => Tone::Red,
        Some(Rag::Amber) => Tone::Amber,
        Some(Rag::Green) => Tone::Green,
        None => Tone::Unrated,
    };
    Cell {
        tone: Some(tone),
        ..Cell::data(vec![Block::paragraph(action.rating())])
    }
}

/// Every piece, with its date, who keeps it, and where it is.
pub(super) fn by_number(
    register: &EvidenceRegister<'_>,
    linking: Linking<'_>,
    level: HeadingLevel,
) -> Vec<Block> {
    let rows: Vec<Row> = register
        .pieces
        .iter()
        .map(|piece| {
            let title = Cell {
                role: CellRole::RowHeader,
                ..Cell::data(vec![Block::Paragraph {
                    content: register.led_to(piece.number, linking),
                }])
            };
            Row::new(vec![
                title,
                Cell::data(paragraph(date(piece))),
                Cell::data(paragraph(piece.owner.clone().unwrap_or_default())),
                Cell::data(kind(piece)),
            ])
        })
        .collect();
    if rows.is_empty() {
        return vec![
            heading(level, "By number".into()),
            Block::paragraph("There is no evidence to show."),
        ];
    }
    let head = [("Evidence", 9), ("Date", 5), ("Kept by", 5), ("Kind", 5)];
    vec![
        heading(level, "By number".into()),
        table("Every piece of evidence", &head, rows, false),
    ]
}

pub(super) fn date(piece: &Piece) -> String {
    piece
        .date
        .map_or("Not dated".into(), |date| date.format(DateStyle::Long))
}

/// What kind of file a piece is, or where it is.
fn kind(piece: &Piece) -> Vec<Block> {
    match (&piece.in_pack, &piece.file, &piece.link) {
        (InPack::File(_), Some(file), _) => vec![Block::paragraph(format!(
            "{}, {}",
            capital(file.kind),
            size(file.bytes)
        ))],
        (InPack::Nothing(why), _, _) => vec![Block::paragraph(format!("Not in this pack: {why}"))],
        (InPack::File(_) | InPack::Elsewhere, _, Some(link)) => vec![Block::Paragraph {
            content: vec![Inline::Link {
                target: link.clone(),
                content: vec![Inline::text("On the web")],
            }],
        }],
        (InPack::File(_) | InPack::Elsewhere, _, None) => {
            vec![Block::paragraph("Kept on paper or elsewhere")]
        }
    }
}

pub(super) fn capital(words: &str) -> String {
    crate::report::words::capital(words)
}
