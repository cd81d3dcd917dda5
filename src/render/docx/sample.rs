//! A document for tests that holds one of everything.

use std::sync::Arc;

use image::{DynamicImage, ImageFormat};

use super::sample_policy::{policy_section, signatures};
use crate::document::{
    Block, Cell, CellRole, Column, Direction, Document, Field, Fields, FieldsLayout, Fonts, Group,
    Heading, HeadingLevel, Inline, Meta, Orientation, Palette, Paper, Picture, PictureFormat, Row,
    Section, Table, Theme, TitleSheet, Tone, blocks, inlines,
};

/// A trust's plan; `layout` is that of the fields of its title sheet.
pub(super) fn sample(layout: FieldsLayout) -> Document {
    Document {
        meta: Meta {
            title: "Prevent action plan & risk <assessment>".into(),
            author: "Oakfield “Learning” Trust".into(),
            subject: "How the school meets the Prevent duty.".into(),
            keywords: vec!["Prevent".into(), "safeguarding".into()],
            language: "en-GB".into(),
            date: "2026-09-01".parse().unwrap(),
            identifier: "oakfield/school".into(),
        },
        theme: Theme::new(
            Palette::new("#1f3a5f".parse().unwrap(), "#2e7d6b".parse().unwrap()),
            Fonts::default(),
        ),
        watermark: None,
        comparison: None,
        title_sheet: Some(title_sheet(layout)),
        sections: vec![
            text_section(),
            plan_section(),
            policy_section(),
            register_section(),
        ],
    }
}

/// A logo of two stripes in that format; an SVG comes with its PNG.
pub(super) fn logo(format: PictureFormat) -> Picture {
    let encode = |format| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let stripes = image::RgbImage::from_fn(240, 80, |_, y| {
            image::Rgb(if y < 40 { [31, 58, 95] } else { [46, 125, 107] })
        });
        DynamicImage::from(stripes)
            .write_to(&mut bytes, format)
            .unwrap();
        Arc::<[u8]>::from(bytes.into_inner())
    };
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80"><rect width="240" height="80" fill="#1f3a5f"/></svg>"##;
    let (bytes, fallback) = match format {
        PictureFormat::Svg => (Arc::from(svg.as_bytes()), Some(encode(ImageFormat::Png))),
        PictureFormat::Png => (encode(ImageFormat::Png), None),
        PictureFormat::Jpeg => (encode(ImageFormat::Jpeg), None),
    };
    Picture {
        format,
        alt: "Oakfield & Partners: two stripes".into(),
        width: 240,
        height: 80,
        bytes,
        fallback,
    }
}

fn title_sheet(layout: FieldsLayout) -> TitleSheet {
    TitleSheet {
        paper: Paper::A4,
        orientation: Orientation::Portrait,
        logos: vec![logo(PictureFormat::Png), logo(PictureFormat::Jpeg)],
        organisation: Some("Oakfield “Learning” Trust".into()),
        title: inlines("Prevent action plan & risk <assessment>"),
        subtitle: inlines("Willow Bank Primary School, 2026–27"),
        statement: Some("Approved by the governing body on 14 October 2026, minute 7".into()),
        fields: Some(Fields {
            layout,
            summary: "Who approved this plan, and until when".into(),
            fields: vec![
                field("Approved by", "Governing body on 14 October 2026"),
                field("Next review", "September 2027"),
                field("Prevent lead", "[A. Khan](mailto:prevent@example.org)"),
                field("Signed by the chair", ""),
            ],
        }),
        blocks: signatures(),
        strapline: Some("Learning together, growing together".into()),
    }
}

/// A label with its value.
pub(super) fn field(label: &str, value: &str) -> Field {
    Field {
        label: label.into(),
        value: inlines(value),
    }
}

/// A heading without a number.
pub(super) fn heading(level: u8, words: &str) -> Block {
    Block::Heading(Heading::plain(
        HeadingLevel::new(level).unwrap(),
        inlines(words),
    ))
}

fn text_section() -> Section {
    let mut body = vec![heading(1, "How to read this plan")];
    body.extend(blocks(
        "The duty is set out in [the guidance](https://www.gov.uk/government/publications/prevent-duty-guidance?a=1&b=2) \
         and in **section 26** of the *Counter-Terrorism and Security Act 2015*.  \nA new line of the same paragraph.",
    ));
    body.push(heading(2, "Steps"));
    body.extend(blocks(
        "1. Read the risk assessment\n2. Agree the actions\n   - with the board\n     1. in the autumn\n     2. in the \
         spring\n   - with the local authority\n3. Review them\n\n   at the end of every term.",
    ));
    body.extend(blocks(
        "Then, once more from the start:\n\n1. First\n2. Second",
    ));
    body.push(heading(3, "Details"));
    body.extend(blocks(
        "- one bullet & another\n- with \"quotes\" < and >\n  - deeper\n    - deepest",
    ));
    body.push(Block::Fields(Fields {
        layout: FieldsLayout::Table,
        summary: "The plan at a glance".into(),
        fields: vec![
            field("School", "Willow Bank"),
            field("Rating", "Amber overall"),
        ],
    }));
    body.push(Block::Table(matrix()));
    body.push(Block::paragraph("A paragraph right after a table."));
    Section {
        paper: Paper::A4,
        orientation: Orientation::Portrait,
        running_header: Some("Prevent action plan & risk <assessment>".into()),
        running_footer: Some("Oakfield “Learning” Trust".into()),
        blocks: body,
    }
}

/// A table with two heading rows, cells that span columns in them, and no groups to speak of.
fn matrix() -> Table {
    let header = |text: &str, column_span, row_span| Cell {
        column_span,
        row_span,
        ..Cell::column_header(text)
    };
    let data = |text: &str| Cell::data(blocks(text));
    Table {
        summary: "Training by term".into(),
        columns: vec![
            Column { width: 2 },
            Column { width: 1 },
            Column { width: 1 },
        ],
        head: vec![
            Row::new(vec![header("Group", 1, 2), header("Trained", 2, 1)]),
            Row::new(vec![header("Autumn", 1, 1), header("Spring", 1, 1)]),
        ],
        groups: vec![Group {
            band: None,
            continued: None,
            rows: vec![Row::new(vec![data("Teachers"), data("42"), data("")])],
        }],
        whole: false,
    }
}

/// The action plan: many rows, bands, turned labels, tones and lists in cells.
fn plan_section() -> Section {
    let columns = [5, 6, 38, 18, 14, 30, 11]
        .map(|width| Column { width })
        .to_vec();
    let names = [
        "Area",
        "No.",
        "Action",
        "Lead",
        "Due",
        "Success looks like",
        "Rating",
    ];
    let areas = [
        "Leadership and governance",
        "Working in partnership",
        "Training",
        "Online safety",
    ];
    Section {
        paper: Paper::A4,
        orientation: Orientation::Landscape,
        running_header: Some("Prevent action plan & risk <assessment>".into()),
        running_footer: None,
        blocks: vec![
            heading(1, "The action plan"),
            Block::Table(Table {
                summary: "Actions by area, with lead, date, success and rating".into(),
                columns,
                head: vec![Row::new(names.map(Cell::column_header).to_vec())],
                groups: areas
                    .iter()
                    .zip(1..)
                    .map(|(area, number)| actions(area, number))
                    .collect(),
                whole: false,
            }),
        ],
    }
}

fn actions(area: &str, number: usize) -> Group {
    let rows = (1..=4)
        .map(|action| {
            let mut cells = Vec::new();
            if action == 1 {
                cells.push(Cell {
                    row_span: 4,
                    role: CellRole::RowHeader,
                    direction: Direction::Upwards,
                    ..Cell::data(vec![Block::paragraph(area)])
                });
            }
            let (tone, word) = [
                (Tone::Red, "Red"),
                (Tone::Amber, "Amber"),
                (Tone::Green, "Green"),
                (Tone::Unrated, "Not rated"),
            ][action - 1];
            cells.push(Cell {
                role: CellRole::RowHeader,
                ..Cell::data(vec![Block::paragraph(format!("{number}.{action}"))])
            });
            cells.push(Cell::data(blocks(&format!(
                "Check that every member of staff & governor knows how to raise a concern about {} by:\n\n- reading \
                 the policy\n- doing the [training](https://www.support-people-susceptible-to-radicalisation.service.gov.uk/)\n  1. \
                 online\n  2. face to face\n\nAs a *minimum*, keep a **log** of who was trained and when.",
                area.to_lowercase(),
            ))));
            cells.push(Cell::data(blocks("Designated safeguarding lead")));
            if action == 2 {
                cells.push(Cell {
                    column_span: 2,
                    ..Cell::data(blocks("December 2026; success is set out in the training plan"))
                });
            } else {
                cells.push(Cell::data(blocks("December 2026")));
                cells.push(Cell::data(blocks("1. All staff trained\n2. Log < 1 term old\n3. Checked by the board")));
            }
            cells.push(Cell {
                tone: Some(tone),
                ..Cell::data(vec![Block::paragraph(word)])
            });
            Row::new(cells)
        })
        .collect();
    Group {
        band: Some(inlines(&format!("Area {number}: {area}"))),
        continued: Some(inlines(&format!("Area {number}: {area} (continued)"))),
        rows,
    }
}

/// A wide register, with a level of its scale that only it has.
fn register_section() -> Section {
    let level = |tone, word: &str| {
        let cell = Cell {
            tone: Some(tone),
            ..Cell::data(vec![Block::paragraph(word)])
        };
        Row::new(vec![Cell::data(blocks("A risk & its controls")), cell])
    };
    Section {
        paper: Paper::A3,
        orientation: Orientation::Landscape,
        running_header: None,
        running_footer: Some("Register".into()),
        blocks: vec![
            heading(1, "Register"),
            Block::Table(Table {
                summary: "Risks with their ratings".into(),
                columns: vec![Column { width: 4 }, Column { width: 1 }],
                head: vec![Row::new(
                    ["Risk", "Rating"].map(Cell::column_header).to_vec(),
                )],
                groups: vec![Group {
                    band: None,
                    continued: None,
                    rows: vec![
                        level(Tone::Yellow, "Moderate"),
                        level(Tone::Red, "Critical"),
                    ],
                }],
                whole: false,
            }),
        ],
    }
}

/// Words that a bold fool might put into a document.
pub(super) fn odd_text() -> Inline {
    Inline::text("a\u{0}\u{b}\u{c}\u{1b}b\tc\u{fffe}\u{ffff}\u{a7}1 {title} ]]> &amp; <w:p/>")
}
