//! A whole pack as one document: cover, contents, index, gaps, the plan, and every piece behind a page that says what it is.

use std::collections::BTreeMap;

use crate::document::{
    Block, Document, ExhibitPage, Field, Fields, FieldsLayout, HeadingLevel, Inline, Orientation,
    Paper, Picture, Section, TitleSheet, inlines,
};
use crate::report::document::{heading, long, second};

use super::gap_list::{self, GapReader, breakable, parts};
use super::index::{self, ANCHOR, anchored, by_area, by_number, capital, checked_against, date};
use super::register::{EvidenceRegister, InPack, Linking, Piece, anchor_of, anchor_of_area, size};

/// The pages of a piece of evidence that come along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExhibitPages {
    /// Width and height of each, in points; empty where the file is listed only.
    pub sizes: Vec<(f64, f64)>,
    /// Why the file is listed only, where that has a reason of its own: the end of a sentence.
    pub not_shown: Option<String>,
    /// What of it does not come along: "2 comments".
    pub left_out: Option<String>,
}

/// What a whole pack is made of beside the register.
pub struct PackParts<'a> {
    /// The plan's own document.
    pub plan: Document,
    /// The logos for the cover.
    pub logos: Vec<Picture>,
    /// The pages of each piece, by number; none of one that is not there.
    pub exhibits: &'a BTreeMap<usize, ExhibitPages>,
    /// On which page the divider of each piece stands, as far as that is known.
    pub pages: &'a BTreeMap<usize, usize>,
    /// The folder that the ZIP of the pack unpacks to, beside the PDF.
    pub folder: &'a str,
    /// What the whole cannot claim to be, and because of which pieces: whole sentences.
    pub claims: &'a [String],
    /// What was left out for the audience, as a sentence.
    pub removed: Option<String>,
}

/// The whole pack.
#[must_use]
pub fn whole(register: &EvidenceRegister<'_>, parts: PackParts<'_>) -> Document {
    let linking = Linking::Pages(parts.pages);
    let mut front = about(register, &parts);
    front.push(heading(HeadingLevel::TOP, "What is in this pack".into()));
    front.push(Block::Contents { depth: second() });
    let mut sections = vec![section(register, Orientation::Portrait, front)];

    let mut blocks = vec![anchored(HeadingLevel::TOP, index::TITLE, ANCHOR.into())];
    if !register.pieces.is_empty() {
        blocks.push(Block::paragraph(
            "The title of a piece leads to the page that says what it is; from there a link leads back.",
        ));
    }
    blocks.extend(by_area(register, linking, second()));
    blocks.extend(by_number(register, linking, second()));
    sections.push(section(register, Orientation::Portrait, blocks));

    if let Some(gaps) = &register.gaps {
        let mut blocks = vec![heading(HeadingLevel::TOP, gap_list::TITLE.into())];
        blocks.extend(self::parts(gaps, second(), GapReader::Recipient));
        sections.push(section(register, Orientation::Portrait, blocks));
    }

    let watermark = parts.plan.watermark.clone();
    sections.extend(plan(register, parts.plan));

    let mut exhibit = 0;
    let mut follows = false;
    for piece in &register.pieces {
        let first = piece.number == 1;
        let pages = parts.exhibits.get(&piece.number);
        let mut blocks = Vec::new();
        if first {
            blocks.push(heading(HeadingLevel::TOP, "Evidence".into()));
        }
        blocks.extend(divider(register, piece, pages, parts.folder));
        let sizes = pages.map_or(&[][..], |pages| &pages.sizes);
        // Pieces without pages of their own follow one another on a page.
        match sections.last_mut() {
            Some(last) if follows && sizes.is_empty() => last.blocks.append(&mut blocks),
            Some(_) | None => sections.push(section(register, Orientation::Portrait, blocks)),
        }
        follows = sizes.is_empty();
        if !sizes.is_empty() {
            push_exhibit(register, piece, exhibit, sizes, &mut sections);
            exhibit += 1;
        }
    }
    let mut document = register.document(
        "Evidence pack",
        "evidence-pack",
        "A plan with its evidence",
        sections,
    );
    document.watermark = watermark;
    document.title_sheet = Some(cover(register, parts.logos));
    document.plain(register.prints)
}

fn section(
    register: &EvidenceRegister<'_>,
    orientation: Orientation,
    blocks: Vec<Block>,
) -> Section {
    Section {
        paper: Paper::A4,
        orientation,
        running_header: Some(format!("Evidence pack: {}", register.name).into()),
        running_footer: Some(format!("As of {}", long(register.as_of)).into()),
        blocks,
    }
}

fn cover(register: &EvidenceRegister<'_>, logos: Vec<Picture>) -> TitleSheet {
    let field = |label: &str, value: String| Field {
        label: label.into(),
        value: vec![Inline::text(value)],
    };
    let mut fields = vec![
        field("Plan", register.plan.into()),
        field("Made for", register.made_for.into()),
        field("As of", long(register.as_of)),
        field("Evidence", index::pieces(register)),
        field(
            "Plan checked against",
            checked_against(register.checked_against),
        ),
    ];
    if let Some(period) = &register.period {
        fields.insert(1, field("Period", period.clone()));
    }
    TitleSheet {
        paper: Paper::A4,
        orientation: Orientation::Portrait,
        logos,
        organisation: Some(register.name.into()),
        title: vec![Inline::text("Evidence pack")],
        subtitle: vec![Inline::text(if register.pieces.is_empty() {
            "The Prevent plan, for which no evidence is cited yet"
        } else {
            "The Prevent plan with what shows that it is done"
        })],
        statement: Some(register.stands.clone().into()),
        fields: Some(Fields {
            layout: FieldsLayout::Table,
            summary: "What the pack holds, and for whom it was made".into(),
            fields,
        }),
        blocks: Vec::new(),
        strapline: None,
    }
}

/// What a reader should know of the pack as a whole.
fn about(register: &EvidenceRegister<'_>, parts: &PackParts<'_>) -> Vec<Block> {
    let mut said = vec![format!(
        "This pack holds the plan and its evidence as they were on {}. Whether that is enough is for its readers to judge. \
         The ZIP that goes with it, {}.zip, has the plan’s documents as PDF and as Word, the index, and every file as it is.",
        long(register.as_of),
        parts.folder
    )];
    if register.withheld > 0 {
        said.push(format!(
            "{} not shown to this audience. {} can say what they are.",
            if register.withheld == 1 {
                "1 further piece of evidence is".to_string()
            } else {
                format!("{} further pieces of evidence are", register.withheld)
            },
            register.name
        ));
    }
    said.extend(parts.removed.clone());
    said.extend(parts.claims.iter().cloned());
    let mut blocks = vec![heading(HeadingLevel::TOP, "About this pack".into())];
    blocks.extend(said.into_iter().map(Block::paragraph));
    blocks
}

/// The sections of the plan's own document, a level deeper, behind a heading of their own.
fn plan(register: &EvidenceRegister<'_>, plan: Document) -> Vec<Section> {
    let head = vec![
        heading(HeadingLevel::TOP, "The plan".into()),
        Block::paragraph(format!(
            "{}. {}.",
            register.plan_and_period(),
            register.stands
        )),
    ];
    let mut first = Vec::new();
    if let Some(sheet) = plan.title_sheet {
        first.extend(sheet.fields.map(Block::Fields));
        first.extend(
            sheet
                .blocks
                .into_iter()
                .filter(|block| !is_to_be_signed(block)),
        );
    }
    let mut sections = plan.sections;
    for section in &mut sections {
        section.blocks = without_contents(std::mem::take(&mut section.blocks));
        section.blocks.iter_mut().for_each(deeper);
    }
    sections.retain(|section| !section.blocks.is_empty());
    // A page of its own only for what stood on the plan's title sheet.
    match sections.first_mut() {
        Some(begins) if first.is_empty() => {
            begins.blocks.splice(0..0, head);
        }
        Some(_) | None => {
            first.splice(0..0, head);
            sections.insert(0, section(register, Orientation::Portrait, first));
        }
    }
    sections
}

/// Blocks without the plan's own contents and their heading: the pack has contents of the whole.
fn without_contents(blocks: Vec<Block>) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        if matches!(block, Block::Contents { .. }) {
            kept.pop_if(|before| matches!(before, Block::Heading(_)));
        } else {
            kept.push(block);
        }
    }
    kept
}

/// Whether a block is room for signatures: a pack holds what was done, and nothing to sign.
fn is_to_be_signed(block: &Block) -> bool {
    let Block::Table(table) = block else {
        return false;
    };
    table
        .groups
        .iter()
        .flat_map(|group| &group.rows)
        .any(|row| row.fill_in)
}

fn deeper(block: &mut Block) {
    if let Block::Heading(heading) = block {
        heading.level = HeadingLevel::new(heading.level.number() + 1).unwrap_or(heading.level);
    }
}

/// What stands before a piece: what it is, where it is, and what it shows.
fn divider(
    register: &EvidenceRegister<'_>,
    piece: &Piece,
    pages: Option<&ExhibitPages>,
    folder: &str,
) -> Vec<Block> {
    let mut fields = Vec::new();
    let mut field = |label: &str, value: Vec<Inline>| {
        fields.push(Field {
            label: label.into(),
            value,
        });
    };
    let text = |words: String| vec![Inline::text(words)];
    field("Date", text(date(piece)));
    if let Some(owner) = &piece.owner {
        field("Kept by", text(owner.clone()));
    }
    if let Some(note) = &piece.note {
        field("Note", inlines(note));
    }
    let shown = pages.map_or(0, |pages| pages.sizes.len());
    if let Some(cited) = piece.cited {
        let (label, words) = cited.line();
        field(label, text(words));
    }
    field("In this pack", here(piece, pages, shown, folder));
    if let Some(file) = &piece.file {
        if let Some(original) = &file.original {
            field("Original name", text(original.clone()));
        }
        field(
            "Kind and size",
            text(format!("{}, {}", capital(file.kind), size(file.bytes))),
        );
        let digits = file.fingerprint.to_string().replace("sha256:", "");
        field("SHA-256", text(breakable(&digits).trim_end().to_string()));
    }
    if let Some(link) = &piece.link {
        field(
            "On the web",
            vec![Inline::Link {
                target: link.clone(),
                content: text(link.clone()),
            }],
        );
    }
    if let Some(citing) = citing(register, piece.number) {
        field("Cited for", citing);
    }
    field(
        "Back to",
        vec![Inline::Reference {
            anchor: ANCHOR.into(),
            label: index::TITLE.into(),
        }],
    );
    let title = format!("{}. {}", piece.number, piece.title);
    vec![
        anchored(second(), &title, anchor_of(piece.number)),
        Block::Fields(Fields {
            layout: FieldsLayout::Table,
            summary: format!("What evidence {} is", piece.number),
            fields,
        }),
    ]
}

/// The areas and actions that cite a piece, each on its line; `None` where the audience is not told that there is none.
fn citing(register: &EvidenceRegister<'_>, number: usize) -> Option<Vec<Inline>> {
    let mut runs = Vec::new();
    for (area, action) in register.citing(number) {
        if !runs.is_empty() {
            runs.push(Inline::LineBreak);
        }
        runs.push(Inline::Reference {
            anchor: anchor_of_area(area),
            label: area.title.clone(),
        });
        if let Some(action) = action {
            runs.push(Inline::text(": "));
            runs.extend(inlines(&action.text));
        }
    }
    if runs.is_empty() {
        // What is hidden may cite it.
        return (!register.is_public)
            .then(|| vec![Inline::text("Nothing: no area and no action cites it.")]);
    }
    Some(runs)
}

/// Where a reader finds the piece itself.
fn here(piece: &Piece, pages: Option<&ExhibitPages>, shown: usize, folder: &str) -> Vec<Inline> {
    let text = |words: String| vec![Inline::text(words)];
    let left_out = pages.and_then(|pages| pages.left_out.as_deref());
    match (&piece.in_pack, shown) {
        (InPack::File(_), 1..) => text(format!(
            "{}{}.",
            if shown == 1 {
                "The page that follows".into()
            } else {
                format!("The {shown} pages that follow")
            },
            left_out.map_or(String::new(), |what| format!(
                "; the file itself also has {what}"
            ))
        )),
        (InPack::File(name), 0) => {
            let why = pages.and_then(|pages| pages.not_shown.as_deref());
            let mut runs = why.map_or(Vec::new(), |why| text(format!("Not shown here: {why}. ")));
            runs.push(Inline::text("The file is in the ZIP of this pack: "));
            runs.push(Inline::Link {
                target: format!("{folder}/{name}"),
                content: text(name.clone()),
            });
            runs
        }
        (InPack::Nothing(why), _) => text(format!("No: {why}")),
        (InPack::Elsewhere, _) if piece.link.is_some() => {
            text("No: it is a page on the web.".into())
        }
        (InPack::Elsewhere, _) => text("No: it is kept on paper or elsewhere.".into()),
    }
}

/// The pages of a piece, each on paper that lies as it does.
fn push_exhibit(
    register: &EvidenceRegister<'_>,
    piece: &Piece,
    exhibit: usize,
    sizes: &[(f64, f64)],
    sections: &mut Vec<Section>,
) {
    for (at, (width, height)) in sizes.iter().enumerate() {
        let said = if sizes.len() == 1 {
            format!("Evidence {}", piece.number)
        } else {
            format!(
                "Evidence {}, page {} of {}",
                piece.number,
                at + 1,
                sizes.len()
            )
        };
        let page = ExhibitPage {
            exhibit,
            page: at + 1,
            width: *width,
            height: *height,
            is_paper: piece.file.as_ref().is_some_and(|file| file.kind == "PDF"),
            alternative: format!("{said}: {}", piece.title),
            caption: vec![
                Inline::text("Evidence "),
                Inline::Reference {
                    anchor: anchor_of(piece.number),
                    label: piece.number.to_string(),
                },
                Inline::text(format!(
                    "{}: {}",
                    said.trim_start_matches(&format!("Evidence {}", piece.number)),
                    piece.title
                )),
            ],
        };
        let orientation = if page.is_landscape() {
            Orientation::Landscape
        } else {
            Orientation::Portrait
        };
        let paper = page.paper();
        match sections.last_mut() {
            Some(last) if at > 0 && last.orientation == orientation && last.paper == paper => {
                last.blocks.push(Block::Exhibit(page));
            }
            Some(_) | None => sections.push(Section {
                paper,
                ..section(register, orientation, vec![Block::Exhibit(page)])
            }),
        }
    }
}
