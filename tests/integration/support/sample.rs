//! Documents made by hand that use every part of the document model.

use std::sync::Arc;

use dutybound::document::{
    Block, Cell, CellRole, Column, Direction, Document, Field, Fields, FieldsLayout, Fonts, Group,
    Heading, HeadingLevel, Inline, List, ListKind, Meta, Orientation, Palette, Paper, Picture,
    PictureFormat, Row, Section, Table, Theme, TitleSheet, Tone, blocks, inlines,
};

const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80" viewBox="0 0 240 80">
<circle cx="40" cy="40" r="36" fill="#1f3a5f"/><path d="M40 12 L62 58 L18 58 Z" fill="#2e7d6b"/>
<rect x="90" y="24" width="140" height="10" fill="#1f3a5f"/><rect x="90" y="46" width="90" height="10" fill="#2e7d6b"/></svg>"##;

/// A drawn logo.
pub(crate) fn svg_logo() -> Picture {
    Picture {
        format: PictureFormat::Svg,
        alt: "Crest of the Larkfield Trust".into(),
        width: 240,
        height: 80,
        bytes: Arc::from(SVG.as_bytes()),
        fallback: None,
    }
}

/// A photographed logo, higher than wide.
pub(crate) fn png_logo() -> Picture {
    let mut bytes = Vec::new();
    image::RgbImage::from_fn(60, 90, |x, y| {
        image::Rgb(if (x / 10 + y / 10) % 2 == 0 {
            [0x1f, 0x3a, 0x5f]
        } else {
            [0xe9, 0xc4, 0x6a]
        })
    })
    .write_to(
        &mut std::io::Cursor::new(&mut bytes),
        image::ImageFormat::Png,
    )
    .unwrap();
    Picture {
        format: PictureFormat::Png,
        alt: "Chequered shield of Oakfield School".into(),
        width: 60,
        height: 90,
        bytes: Arc::from(bytes),
        fallback: None,
    }
}

/// A document of one portrait section, without a title sheet.
pub(crate) fn plain(blocks: Vec<Block>) -> Document {
    Document {
        meta: Meta {
            title: "Prevent action plan".into(),
            author: "Larkfield Trust".into(),
            subject: "What the school does under the Prevent duty".into(),
            keywords: vec!["Prevent".into(), "safeguarding".into()],
            language: "en-GB".into(),
            date: jiff::civil::date(2026, 11, 1),
            identifier: "larkfield/plain".into(),
        },
        theme: Theme::new(
            Palette::new("#1f3a5f".parse().unwrap(), "#2e7d6b".parse().unwrap()),
            Fonts::default(),
        ),
        watermark: None,
        comparison: None,
        title_sheet: None,
        sections: vec![Section {
            paper: Paper::A4,
            orientation: Orientation::Portrait,
            running_header: None,
            running_footer: None,
            blocks,
        }],
    }
}

/// A plan with everything in it, on about a dozen pages.
pub(crate) fn plan() -> Document {
    let mut document = plain(Vec::new());
    document.meta.identifier = "larkfield/plan".into();
    document.title_sheet = Some(TitleSheet {
        paper: Paper::A4,
        orientation: Orientation::Portrait,
        logos: vec![svg_logo()],
        organisation: Some("Larkfield Trust".into()),
        title: inlines("Prevent risk assessment and action plan"),
        subtitle: inlines("September 2026 to August 2027"),
        statement: None,
        fields: Some(Fields {
            layout: FieldsLayout::Table,
            ..approval()
        }),
        blocks: Vec::new(),
        strapline: Some("Every child, every day".into()),
    });
    document.sections = vec![
        section(Orientation::Portrait, introduction()),
        section(
            Orientation::Landscape,
            vec![heading(1, "Actions"), Block::Table(banded_table())],
        ),
        section(
            Orientation::Landscape,
            vec![heading(1, "Standards"), Block::Table(rotated_table())],
        ),
        section(
            Orientation::Portrait,
            vec![
                heading(1, "Ratings"),
                Block::Fields(approval()),
                Block::Table(ratings_table()),
            ],
        ),
    ];
    document
}

/// The plan with the other title sheet: field lines, a bitmap, landscape; in the other font.
pub(crate) fn landscape_plan() -> Document {
    let mut document = plan();
    document.meta.identifier = "larkfield/landscape".into();
    document.theme = Theme::new(
        Palette::new("#e9c46a".parse().unwrap(), "#7a1f5c".parse().unwrap()),
        Fonts {
            pdf: "Open Sans".into(),
            word: "Open Sans".into(),
            files: Vec::new(),
        },
    );
    document.title_sheet = Some(TitleSheet {
        paper: Paper::A4,
        orientation: Orientation::Landscape,
        logos: vec![png_logo()],
        organisation: None,
        title: inlines("Prevent *RAG* plan"),
        subtitle: Vec::new(),
        statement: None,
        fields: Some(approval()),
        blocks: Vec::new(),
        strapline: None,
    });
    document
}

pub(crate) fn section(orientation: Orientation, blocks: Vec<Block>) -> Section {
    Section {
        paper: Paper::A4,
        orientation,
        running_header: Some("Oakfield School: Prevent action plan".into()),
        running_footer: Some("Approved by governors, November 2026".into()),
        blocks,
    }
}

/// A heading of level `1..=6`.
pub(crate) fn heading(level: u8, text: &str) -> Block {
    Block::Heading(Heading::plain(
        HeadingLevel::new(level).unwrap(),
        inlines(text),
    ))
}

fn approval() -> Fields {
    let field = |label: &str, value: &str| Field {
        label: label.into(),
        value: inlines(value),
    };
    Fields {
        layout: FieldsLayout::Lines,
        summary: "Who approved the plan, and when".into(),
        fields: vec![
            field("Approved by", "Governing body of Oakfield School"),
            field("Prevent lead", "Ms Siân O’Brien-Łukasz"),
            field(
                "Review",
                "**November 2027** or [sooner](https://www.gov.uk/government/publications/prevent-duty-guidance)",
            ),
            field("Signed", ""),
        ],
    }
}

fn introduction() -> Vec<Block> {
    let mut all = vec![heading(1, "Introduction"), heading(2, "Legal duty")];
    all.extend(blocks(
        "The governing body has *due regard* to the need to prevent people from being drawn into terrorism, as \
         [section 26](https://www.legislation.gov.uk/ukpga/2015/6/section/26) of the **Counter-Terrorism and Security \
         Act 2015** requires. Write to [the lead](mailto:prevent@larkfield.example) with questions about it.\n\n\
         The address stands here in full: https://www.gov.uk/government/publications/prevent-duty-guidance/prevent-duty-guidance-for-england-and-wales\n\n\
         As a minimum, every school will\n\n\
         - name a lead with the authority to act\n\
         - train **all** staff, and keep a log\n  - each September\n  - on joining\n    1. before the first lesson\n    2. with a test\n\
         - review the plan\n\n\
         1. first\n2. second, which runs on for longer than one line does so that it shows where the second line of a numbered item begins on the page\n3. third",
    ));
    all.push(heading(2, "Words that look like markup"));
    all.push(Block::paragraph(
        "#panic() *x* _y_ $z$ <b> & > @ref = heading - list // comment /* more */ \\ `raw` ~ ---",
    ));
    all.push(Block::Paragraph {
        content: vec![
            Inline::text("Oakfield School"),
            Inline::LineBreak,
            Inline::text("1 School Lane"),
            Inline::LineBreak,
            Inline::Strong {
                content: vec![
                    Inline::text("Larkfield "),
                    Inline::Emphasis {
                        content: vec![Inline::text("LF1 2AB")],
                    },
                ],
            },
        ],
    });
    for number in 1..=6 {
        all.push(heading(3, &format!("Risk {number}")));
        all.extend(blocks(
            "“Offline” affiliations are difficult to fit; official staff effort is sufficient in the office’s first \
             fifteen minutes. A pupil’s behaviour may change – slowly, or at once. Staff who notice it tell the \
             designated safeguarding lead the same day, in person, and write down what they saw and heard in the \
             words that were used, before the end of the day.",
        ));
    }
    all
}

fn cell(text: &str) -> Cell {
    Cell::data(blocks(text))
}

fn row_header(text: &str) -> Cell {
    Cell {
        role: CellRole::RowHeader,
        ..cell(text)
    }
}

fn toned(tone: Tone) -> Cell {
    let words = match tone {
        Tone::Red => "Red",
        Tone::Amber => "Amber",
        Tone::Yellow => "Watch",
        Tone::Green => "Green",
        Tone::Unrated => "Not rated",
    };
    Cell {
        tone: Some(tone),
        ..cell(words)
    }
}

pub(crate) fn columns(widths: &[u16]) -> Vec<Column> {
    widths
        .iter()
        .map(|width| Column { width: *width })
        .collect()
}

fn header_row(names: &[&str]) -> Row {
    Row::new(
        names
            .iter()
            .map(|name| Cell::column_header(*name))
            .collect(),
    )
}

const TONES: [Tone; 5] = [
    Tone::Red,
    Tone::Amber,
    Tone::Yellow,
    Tone::Green,
    Tone::Unrated,
];

const AREAS: [&str; 4] = [
    "Leadership & governance",
    "Working in partnership",
    "Risk assessment",
    "Online safety",
];

/// A table of one area, with a heading row, whose columns are as wide as `widths` say.
pub(crate) fn area(widths: &[u16], rows: Vec<Row>) -> Table {
    Table {
        summary: "What the area asks for".into(),
        columns: columns(widths),
        head: vec![Row::new(
            widths
                .iter()
                .map(|_| Cell::column_header("Heading"))
                .collect(),
        )],
        groups: vec![Group {
            band: Some(inlines("Leadership")),
            continued: Some(inlines("Leadership (continued)")),
            rows,
        }],
        whole: false,
    }
}

/// Groups with bands that say "(continued)", one group without band, one very long row.
fn banded_table() -> Table {
    let action = |area: usize, number: usize| {
        Row::new(vec![
            row_header(&format!("{}.{}", area + 1, number + 1)),
            cell(&format!(
                "Make sure that action {number} of the area is **known** to all staff, see \
                 [guidance](https://www.gov.uk/prevent), and that governors ask for it"
            )),
            cell(
                "As a minimum:\n\n- train staff\n- keep a log of who was trained & when\n- ask <why> at 100% of visits",
            ),
            cell(
                [
                    "Ms O’Brien",
                    "safeguarding-lead@oakfield-primary.larkfieldtrust.example",
                ][number % 2],
            ),
            cell("31 March 2027"),
            toned(TONES[(area + number) % 5]),
        ])
    };
    let mut groups: Vec<Group> = AREAS
        .iter()
        .enumerate()
        .map(|(area, name)| Group {
            band: Some(inlines(name)),
            continued: Some(inlines(&format!("{name} (continued)"))),
            rows: (0..[7, 9, 3, 5][area])
                .map(|number| action(area, number))
                .collect(),
        })
        .collect();
    groups[1].rows[4].cells[2] = cell(
        &"A long account of what was done, which breaks across pages because no page could hold it whole. "
            .repeat(60),
    );
    groups.push(Group {
        band: None,
        continued: None,
        rows: vec![Row::new(vec![
            Cell {
                column_span: 4,
                role: CellRole::RowHeader,
                ..cell("All areas")
            },
            Cell {
                column_span: 2,
                ..cell("")
            },
        ])],
    });
    Table {
        summary: "Actions by area, with who does them until when".into(),
        columns: columns(&[1, 5, 5, 2, 2, 2]),
        head: vec![header_row(&[
            "No.", "Action", "Evidence", "Who", "When", "Rating",
        ])],
        groups,
        whole: false,
    }
}

/// Rotated area labels that span their rows, two heading rows with spans.
fn rotated_table() -> Table {
    let head = vec![
        Row::new(vec![
            Cell {
                row_span: 2,
                ..Cell::column_header("Area")
            },
            Cell {
                row_span: 2,
                ..Cell::column_header("Standard")
            },
            Cell {
                column_span: 2,
                ..Cell::column_header("Progress")
            },
        ]),
        header_row(&["Autumn", "Spring"]),
    ];
    let groups = AREAS
        .iter()
        .enumerate()
        .map(|(area, name)| {
            let count: u16 = [15, 4, 1, 12][area];
            let rows = (0..count)
                .map(|number| {
                    let mut cells = vec![
                        cell(&format!(
                            "Standard {number}: the school works with the local authority and the police"
                        )),
                        toned(TONES[usize::from(number) % 5]),
                        cell("Under way; the minutes of the autumn meeting say more, and the log has the dates"),
                    ];
                    if number == 0 {
                        cells.insert(
                            0,
                            Cell {
                                row_span: count,
                                direction: Direction::Upwards,
                                ..row_header(name)
                            },
                        );
                    }
                    Row::new(cells)
                })
                .collect();
            Group {
                band: None,
                continued: Some(inlines(&format!("{name} (continued)"))),
                rows,
            }
        })
        .collect();
    Table {
        summary: "Standards by area, with progress in two terms".into(),
        columns: columns(&[1, 6, 3, 6]),
        head,
        groups,
        whole: false,
    }
}

/// A small table with all tones, lists within lists, and a link in a heading cell.
fn ratings_table() -> Table {
    let rows = TONES
        .iter()
        .map(|tone| {
            Row::new(vec![
                toned(*tone),
                Cell::data(vec![
                    Block::paragraph("It means:"),
                    Block::List(List {
                        kind: ListKind::Number,
                        columns: 1,
                        items: vec![
                            vec![Block::paragraph("that work is known")],
                            vec![
                                Block::paragraph("that it is"),
                                Block::List(List {
                                    kind: ListKind::Bullet,
                                    columns: 1,
                                    items: vec![
                                        vec![Block::paragraph("done")],
                                        vec![Block::paragraph("or not")],
                                    ],
                                }),
                            ],
                        ],
                    }),
                ]),
            ])
        })
        .collect();
    let mut head = header_row(&["Rating", "Meaning"]);
    head.cells[1].blocks = blocks("Meaning, see [the key](https://www.gov.uk/key)");
    Table {
        summary: "What the ratings mean".into(),
        columns: columns(&[1, 4]),
        head: vec![head],
        groups: vec![Group {
            band: None,
            continued: None,
            rows,
        }],
        whole: true,
    }
}
