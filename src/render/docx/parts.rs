//! The parts of the package that are the same in every file but for the values of the design.

use super::collected::Collected;
use super::lengths::{LINE, half_points, twips, whole};
use super::package::Part;
use super::title_position::white_above;
use super::xml::{fill, parse};
use crate::document::{
    Block, Colour, Cover, Design, Document, Orientation, Palette, Paper, Sizes, Spacing, Tone,
};

const STYLES: &str = include_str!("parts/styles.xml");
const PLAIN: &str = include_str!("parts/cover_plain.xml");
const BAND: &str = include_str!("parts/cover_band.xml");
const FULL: &str = include_str!("parts/cover_full.xml");
const THEME: &str = include_str!("parts/theme.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const FONTS: &str = include_str!("parts/fonts.xml");
const CORE: &str = include_str!("parts/core.xml");
const APP: &str = include_str!("parts/app.xml");

/// How thick the lines of tables are, in points; Word makes rows higher by it, the PDF does not.
const RULE: f64 = 0.5;

/// Values by the marks that stand for them in the parts.
pub(super) type Values = Vec<(&'static str, String)>;

/// Each part with the kind of its relationship to the document.
///
/// # Errors
/// What is wrong with a template, which is a fault of this program.
pub(super) fn document_parts(
    document: &Document,
    values: &Values,
    collected: &Collected,
) -> Result<[(&'static str, Part); 4], String> {
    let part = |kind, name: &str, content_type: &str, bytes| {
        let part = Part {
            name: format!("word/{name}.xml"),
            content_type: format!("application/vnd.openxmlformats-officedocument.{content_type}"),
            bytes,
        };
        (kind, part)
    };
    let filled = |template| fill(template, &pairs(values));
    Ok([
        part(
            "styles",
            "styles",
            "wordprocessingml.styles+xml",
            styles(document.theme.cover, values, collected)?,
        ),
        part("theme", "theme/theme1", "theme+xml", filled(THEME)),
        part(
            "settings",
            "settings",
            "wordprocessingml.settings+xml",
            filled(SETTINGS),
        ),
        part(
            "fontTable",
            "fontTable",
            "wordprocessingml.fontTable+xml",
            filled(FONTS),
        ),
    ])
}

/// The styles of the house, those of the title sheet, and those that this document needs besides.
fn styles(cover: Cover, values: &Values, collected: &Collected) -> Result<Vec<u8>, String> {
    let cover = match cover {
        Cover::Plain => PLAIN,
        Cover::Band => BAND,
        Cover::Full => FULL,
    };
    let mut root = parse(&fill(STYLES, &pairs(values)))?;
    for style in parse(&fill(cover, &pairs(values)))?.elements() {
        root.push(style.clone());
    }
    for style in collected.styles.definitions(&root) {
        root.push(style);
    }
    Ok(root.to_bytes())
}

fn pairs(values: &Values) -> Vec<(&str, &str)> {
    let pairs = values.iter();
    pairs.map(|(name, value)| (*name, value.as_str())).collect()
}

/// The values of a document's design, colours, font and language.
pub(super) fn values(document: &Document, collected: &Collected) -> Values {
    let theme = &document.theme;
    let mut values = vec![
        ("font", theme.fonts.word.clone()),
        ("language", document.meta.language.clone()),
    ];
    values.extend(colours(&theme.palette));
    values.extend(sizes(&theme.design.sizes));
    values.extend(distances(&theme.design));
    values.extend(widths(document, collected));
    values.extend(title_position(document, collected));
    values
}

fn colours(palette: &Palette) -> Values {
    let Palette {
        primary,
        on_primary,
        accent,
        heading,
        tint,
        link,
        quiet,
        line,
        tones,
    } = palette;
    let on_primary_name = if *on_primary == Colour::WHITE {
        "background1"
    } else {
        "text1"
    };
    vec![
        ("primary", primary.word_hex()),
        ("on_primary", on_primary.word_hex()),
        ("on_primary_name", on_primary_name.into()),
        ("accent", accent.word_hex()),
        ("heading", heading.word_hex()),
        ("tint", tint.word_hex()),
        ("link", link.word_hex()),
        ("quiet", quiet.word_hex()),
        ("rule", line.word_hex()),
        ("red", tones.of(Tone::Red).fill.word_hex()),
        ("green", tones.of(Tone::Green).fill.word_hex()),
        ("red_ink", tones.of(Tone::Red).ink.word_hex()),
        ("amber_ink", tones.of(Tone::Amber).ink.word_hex()),
        ("yellow_ink", tones.of(Tone::Yellow).ink.word_hex()),
        ("green_ink", tones.of(Tone::Green).ink.word_hex()),
        ("unrated_ink", tones.of(Tone::Unrated).ink.word_hex()),
    ]
}

/// Sizes, in half points.
fn sizes(sizes: &Sizes) -> Values {
    let Sizes {
        title,
        subtitle,
        headings,
        body,
        table,
        furniture,
    } = sizes;
    let size = |points: &f64| half_points(*points).to_string();
    let mut values = vec![
        ("title", size(title)),
        ("subtitle", size(subtitle)),
        ("body", size(body)),
        ("table", size(table)),
        ("furniture", size(furniture)),
    ];
    let names = [
        "heading1", "heading2", "heading3", "heading4", "heading5", "heading6",
    ];
    values.extend(names.into_iter().zip(headings.iter().map(size)));
    values
}

/// Distances in twentieths of a point; those of a border from its words in points, and lines in parts of 240.
fn distances(design: &Design) -> Values {
    let Design {
        sizes,
        spacing,
        boxes: _,
        margins: _,
    } = design;
    let Spacing {
        line,
        table_line,
        paragraph,
        item,
        before_heading,
        after_heading,
        block,
        indent,
        cell_indent,
        cell_side,
        cell_top,
        cell_paragraph,
        panel,
        clause,
    } = spacing;
    let length = |points: f64| twips(points).to_string();
    let space = |points: f64| whole(points.clamp(0.0, 31.0)).to_string();
    let lines = |factor: f64| whole(240.0 * factor).to_string();
    // Word sets the first line of a paragraph as far below what is above it as below a line, so it needs less besides.
    let leading = LINE * sizes.body * (line - 1.0);
    let text = |points: f64| length((points - leading).max(0.0));
    let mut values = vec![
        ("line", lines(*line)),
        ("table_line", lines(*table_line)),
        ("paragraph", text(*paragraph)),
        ("item", text(*item)),
        ("between", length(*paragraph)),
        ("block", length(*block)),
        ("text_block", text(*block)),
        ("block_space", space(*block)),
        ("indent1", length(*indent)),
        ("indent2", length(2.0 * indent)),
        ("indent3", length(3.0 * indent)),
        ("cell_indent1", length(*cell_indent)),
        ("cell_indent2", length(2.0 * cell_indent)),
        ("cell_indent3", length(3.0 * cell_indent)),
        ("cell_side", length(*cell_side)),
        ("cell_top", length((cell_top - RULE).max(0.0))),
        // Below the last paragraph of a cell Word adds what it adds between paragraphs.
        ("cell_bottom", length((cell_top - cell_paragraph).max(0.0))),
        ("cell_paragraph", length(*cell_paragraph)),
        ("panel", length(*panel)),
        ("panel_space", space(*panel)),
        ("quote_space", space(panel - 2.5)),
        ("clause", length(*clause)),
        ("band", length(2.0 * panel)),
        ("band_space", space(2.0 * panel)),
        ("below_title", length(1.5 * block)),
        // As far as the PDF has room for a line that says that a table goes on.
        ("below_header", length(1.5 * sizes.table + 2.0)),
        ("strapline", length(0.08 * sizes.body)),
        ("toc_before", length(1.2 * sizes.body)),
        ("toc_between", length(0.35 * sizes.body)),
    ];
    let names = [
        ("before1", "after1"),
        ("before2", "after2"),
        ("before3", "after3"),
        ("before4", "after4"),
        ("before5", "after5"),
        ("before6", "after6"),
    ];
    let around = before_heading.iter().zip(after_heading);
    for ((before_name, after_name), (before, after)) in names.into_iter().zip(around) {
        values.push((before_name, length(*before)));
        values.push((after_name, text(*after)));
    }
    values
}

/// Where tab stops lie that depend on the paper, in twentieths of a point.
fn widths(document: &Document, collected: &Collected) -> Values {
    let lengths = collected.lengths;
    let sheet = document.title_sheet.as_ref().map_or_else(
        || lengths.text_width(Paper::A4, Orientation::Portrait),
        |sheet| lengths.text_width(sheet.paper, sheet.orientation),
    );
    let has_contents = |blocks: &[Block]| {
        let mut blocks = blocks.iter();
        blocks.any(|block| matches!(block, Block::Contents { .. }))
    };
    let mut sections = document.sections.iter();
    let contents = sections
        .find(|section| has_contents(&section.blocks))
        .map_or(sheet, |section| {
            lengths.text_width(section.paper, section.orientation)
        });
    let step = twips(2.2 * document.theme.design.sizes.body);
    let hanging = if collected.landmarks.has_numbers() {
        step
    } else {
        0
    };
    let mut values = vec![
        ("sheet_width", sheet.to_string()),
        (
            "logo_inner",
            sheet.saturating_sub(lengths.panel).to_string(),
        ),
        ("contents_width", contents.to_string()),
        ("contents", hanging.to_string()),
    ];
    let names = ["toc1", "toc2", "toc3", "toc4", "toc5", "toc6"];
    let lefts = (0..).map(|level| (level * step + hanging).to_string());
    values.extend(names.into_iter().zip(lefts));
    values
}

/// How far down the title sheet its title begins, in twentieths of a point.
fn title_position(document: &Document, collected: &Collected) -> Values {
    let (white, is_first) = document.title_sheet.as_ref().map_or((0, false), |sheet| {
        let white = white_above(sheet, &document.theme.design, collected.lengths);
        (
            white,
            sheet.logos.is_empty() && sheet.organisation.is_none(),
        )
    });
    let title_drop = if is_first { white } else { 0 };
    vec![
        ("drop", white.to_string()),
        ("title_drop", title_drop.to_string()),
    ]
}

/// What the window "document properties" shows: the common properties, then those of office programs.
pub(super) fn properties(document: &Document) -> [Part; 2] {
    let meta = &document.meta;
    let values = [
        ("title", meta.title.as_str()),
        ("subject", &meta.subject),
        ("author", &meta.author),
        ("keywords", &meta.keywords.join(", ")),
        ("language", &meta.language),
        ("moment", &format!("{}T00:00:00Z", meta.date)),
    ];
    [
        Part {
            name: "docProps/core.xml".into(),
            content_type: "application/vnd.openxmlformats-package.core-properties+xml".into(),
            bytes: fill(CORE, &values),
        },
        Part {
            name: "docProps/app.xml".into(),
            content_type: "application/vnd.openxmlformats-officedocument.extended-properties+xml"
                .into(),
            bytes: fill(APP, &values),
        },
    ]
}
