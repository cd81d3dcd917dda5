//! A policy made by hand, with every block that plans do without.

use dutybound::document::{
    Block, Cell, CellRole, Clause, Document, Field, Fields, FieldsLayout, Group, Heading,
    HeadingLevel, Inline, List, ListKind, Number, Orientation, Paper, Row, Section, Series, Table,
    TitleSheet, blocks, inlines,
};

use super::sample::{columns, heading, plain, section, svg_logo};

/// How many clauses the longest section has; their numbers run to `2.12`.
pub(crate) const CLAUSES: usize = 12;

/// A policy: title sheet with signatures, contents, sections of clauses, an annex on A3.
pub(crate) fn policy() -> Document {
    let mut document = plain(Vec::new());
    document.meta.title = "Prevent policy".into();
    document.meta.identifier = "larkfield/policy".into();
    document.title_sheet = Some(TitleSheet {
        paper: Paper::A4,
        orientation: Orientation::Portrait,
        logos: vec![svg_logo()],
        organisation: Some("Larkfield Trust".into()),
        title: inlines("Prevent policy"),
        subtitle: inlines("September 2026 to August 2027"),
        statement: None,
        fields: Some(approval()),
        blocks: vec![
            Block::paragraph("Signed for the trust:"),
            Block::Table(signatures()),
        ],
        strapline: Some("Every child, every day".into()),
    });
    let contents = Block::Contents {
        depth: HeadingLevel::new(2).unwrap(),
    };
    document.sections = vec![
        section(
            Orientation::Portrait,
            vec![heading(1, "Contents"), contents],
        ),
        section(Orientation::Portrait, body()),
        Section {
            paper: Paper::A3,
            ..section(Orientation::Landscape, annex())
        },
    ];
    document
}

/// A heading of level 1 with a number.
pub(crate) fn numbered(series: Series, label: &str, anchor: &str, text: &str) -> Block {
    Block::Heading(Heading {
        number: Some(Number {
            series,
            label: label.into(),
        }),
        anchor: Some(anchor.into()),
        ..Heading::plain(HeadingLevel::TOP, inlines(text))
    })
}

/// A list of single words, in some columns.
pub(crate) fn word_list(kind: ListKind, columns: u8, words: &[&str]) -> Block {
    Block::List(List {
        kind,
        columns,
        items: words
            .iter()
            .map(|word| vec![Block::paragraph(*word)])
            .collect(),
    })
}

/// A link to a place in the document.
pub(crate) fn reference(anchor: &str, label: &str) -> Inline {
    Inline::Reference {
        anchor: anchor.into(),
        label: label.into(),
    }
}

/// A clause of some Markdown, which references call "clause-1-2" if its number is "1.2".
pub(crate) fn clause(label: &str, text: &str) -> Clause {
    Clause {
        label: label.into(),
        anchor: Some(format!("clause-{}", label.replace('.', "-"))),
        blocks: blocks(text),
    }
}

/// A table of one group and two columns, the first of which heads its row.
fn two_columns(summary: &str, head: [&str; 2], rows: Vec<Row>) -> Table {
    Table {
        summary: summary.into(),
        columns: columns(&[1, 3]),
        head: vec![Row::new(head.map(Cell::column_header).into())],
        groups: vec![Group {
            band: None,
            continued: None,
            rows,
        }],
        whole: false,
    }
}

fn row_of(first: &str, second: &str) -> Row {
    Row::new(vec![
        Cell {
            role: CellRole::RowHeader,
            ..Cell::data(blocks(first))
        },
        Cell::data(blocks(second)),
    ])
}

fn signatures() -> Table {
    let row = |who| Row {
        fill_in: true,
        ..row_of(who, "")
    };
    Table {
        whole: true,
        ..two_columns(
            "Who signs the policy",
            ["Role", "Name, signature and date"],
            vec![row("Chair of trustees"), row("Chief executive")],
        )
    }
}

fn approval() -> Fields {
    let field = |label: &str, value: &str| Field {
        label: label.into(),
        value: inlines(value),
    };
    Fields {
        layout: FieldsLayout::Table,
        summary: "Who approved the policy, and when".into(),
        fields: vec![
            field("Approved by", "Trust board"),
            field("Next review", "November 2027"),
        ],
    }
}

fn body() -> Vec<Block> {
    let mut second: Vec<Clause> = (1..=CLAUSES)
        .map(|number| {
            clause(
                &format!("2.{number}"),
                "The designated safeguarding lead makes sure that staff know the signs, whom to tell, and how soon; and \
                 keeps a record of each concern, of what was decided, and of why.",
            )
        })
        .collect();
    second[2].blocks.extend(blocks(
        "- a bullet that closes a clause\n- and another\n\n1. a number\n2. another number",
    ));
    second[3].blocks.push(Block::Paragraph {
        content: vec![
            Inline::text("As "),
            reference("clause-1-2", "1.2"),
            Inline::text(" and "),
            reference("duties", "2"),
            Inline::text(" ask, and as "),
            reference("actions", "Annex A"),
            Inline::text(" plans; but not as "),
            reference("nowhere", "9.9"),
            Inline::text(" would have it."),
        ],
    });
    second[4].blocks.push(word_list(
        ListKind::Number,
        2,
        &["first", "second", "third", "fourth", "fifth"],
    ));
    let mut all = vec![
        numbered(Series::Section, "1", "aims", "Aims"),
        Block::Clauses {
            clauses: vec![
                clause(
                    "1.1",
                    "The trust has *due regard* to the need to prevent people from becoming terrorists or supporting \
                     terrorism. A second sentence shows where the lines of a clause begin.",
                ),
                clause(
                    "1.2",
                    "It does so in proportion to the risk.\n\nA second paragraph belongs to the clause.",
                ),
            ],
        },
    ];
    all.extend(blocks(
        "The statutory guidance says:\n\n\
         > Specified authorities must have due regard to the need to prevent people from being drawn into terrorism.\n>\n\
         > - in schools\n> - in colleges and in every other place of learning that the guidance names\n\n\
         So does the trust.",
    ));
    all.push(heading(2, "Whom to tell"));
    all.push(Block::Panel {
        title: inlines("If you are worried about a pupil"),
        blocks: [
            blocks("Tell the designated safeguarding lead **the same day**, on [020 7946 0000](tel:+442079460000). In an emergency call 999."),
            vec![word_list(ListKind::Bullet, 1, &["Ms Siân O’Brien-Łukasz", "Mr Deputy"])],
        ]
        .concat(),
    });
    all.push(heading(2, "Who must know this policy"));
    all.push(word_list(
        ListKind::Bullet,
        3,
        &[
            "teachers",
            "teaching assistants",
            "governors",
            "lunchtime supervisors who see pupils at play, where \
             worries are often heard first",
            "volunteers",
            "contractors",
            "drivers",
            "caterers",
        ],
    ));
    all.push(numbered(
        Series::Section,
        "2",
        "duties",
        "What every school of the trust does, who does it, and how governors and trustees know that it was done",
    ));
    all.push(Block::Clauses { clauses: second });
    all
}

fn annex() -> Vec<Block> {
    let long = "Work is under way, and the minutes of the autumn meeting say more. ".repeat(12);
    vec![
        numbered(Series::Annex, "Annex A", "actions", "Action plan"),
        Block::Table(two_columns(
            "Actions of the trust",
            ["Action", "Progress"],
            vec![
                row_of("Train all staff", &long),
                row_of("Filter and monitor", "Done."),
            ],
        )),
        numbered(Series::Annex, "Annex B", "sources", "Sources"),
        Block::paragraph("Prevent duty guidance for England and Wales."),
    ]
}
