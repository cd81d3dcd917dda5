//! How the page looks: the style sheet, and the values that a theme gives to it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::dark::Dark;
use crate::document::{
    Change, Colour, Design, Document, Fonts, Margins, Palette, Sizes, Spacing, TextSize, Tone,
};

/// The rules; all sizes and colours in them are names of the values below.
const RULES: &str = include_str!("../../../templates/html/document.css");

/// How high a line of single spacing is, in the size of its letters: that of Carlito and Calibri, whatever font the
/// reader turns out to have. Liberation Sans would make it 1.15, and Open Sans 1.36, as they do in the PDF.
const OWN_LINE: f64 = 1.22;

/// The height of a page of paper, in points; a cover that fills it is a point lower, lest it need a second one.
const A4_HEIGHT: f64 = 841.9;

/// The least width of a column where a table is moved to and fro, in the size of its letters.
const LEAST_COLUMN: usize = 9;

/// What the body of a page asks of its style.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// The widths of columns, in percent.
    pub(super) widths: BTreeSet<u32>,
    /// The numbers of columns of the tables that are moved to and fro.
    pub(super) least_columns: BTreeSet<usize>,
}

impl Looks {
    /// The style of the page.
    pub(super) fn style(&self, document: &Document) -> String {
        let theme = &document.theme;
        let mut style = String::from(":root {\n");
        let mut values = fonts(&theme.fonts);
        values.extend(sizes(&theme.design));
        values.extend(colours(&theme.palette));
        if document.comparison.is_some() {
            values.extend(changes(Change::colour));
        }
        if let Some(words) = &document.watermark {
            values.push(("watermark".into(), quoted(words)));
        }
        push_values(&values, &mut style);
        style.push_str("}\n@media screen and (prefers-color-scheme: dark) {\n:root {\n");
        let mut values = dark_colours(&theme.palette);
        if document.comparison.is_some() {
            values.extend(changes(|change| Dark::change(change, &theme.palette)));
        }
        push_values(&values, &mut style);
        style.push_str("}\n}\n");
        push_pages(&theme.design, &mut style);
        for percent in &self.widths {
            line(
                &mut style,
                format_args!(".width-{percent} {{ width: {percent}% }}"),
            );
        }
        for columns in &self.least_columns {
            let least = (columns + 1) * LEAST_COLUMN; // one holds sentences
            line(
                &mut style,
                format_args!(".least-{columns} {{ --least: {least}em }}"),
            );
        }
        style.push_str(RULES);
        if document.comparison.is_some() {
            style.push_str(CHANGES);
        }
        if document.watermark.is_some() {
            style.push_str(WATERMARK);
        }
        style
    }
}

/// How what was inserted and what was deleted look.
const CHANGES: &str = include_str!("../../../templates/html/changes.css");

/// The word across the page: behind the words, and no words itself.
const WATERMARK: &str = include_str!("../../../templates/html/watermark.css");

type Values = Vec<(String, String)>;

/// Adds `--name: value` for each; names and values are our own, or quoted.
fn push_values(values: &[(String, String)], style: &mut String) {
    for (name, value) in values {
        line(style, format_args!("--{name}: {value};"));
    }
}

fn line(style: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into a string cannot fail.
    let _ = writeln!(style, "{text}");
}

fn fonts(fonts: &Fonts) -> Values {
    let families = format!(
        "{}, {}, system-ui, sans-serif",
        quoted(&fonts.word),
        quoted(&fonts.pdf)
    );
    vec![("family".into(), families)]
}

/// The sizes and distances. One `rem` is the design's usual size of text, and on a screen the reader's own.
fn sizes(design: &Design) -> Values {
    let Design {
        sizes,
        spacing,
        boxes,
        margins: _,
    } = design;
    let Sizes {
        title,
        subtitle,
        headings,
        body,
        table,
        furniture: _, // running headers and footers, which the page has none of
    } = sizes;
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
    let lengths = [
        ("title-size", title),
        ("subtitle-size", subtitle),
        ("body-size", body),
        ("table-size", table),
        ("paragraph", paragraph),
        ("item", item),
        ("block", block),
        ("indent", indent),
        ("cell-indent", cell_indent),
        ("cell-side", cell_side),
        ("cell-top", cell_top),
        ("cell-paragraph", cell_paragraph),
        ("panel", panel),
        ("clause", clause),
        ("logo-width", &boxes.logo_width),
        ("logo-height", &boxes.logo_height),
        ("writing-row", &boxes.writing_row),
    ];
    let mut values: Values = lengths
        .into_iter()
        .map(|(name, points)| (name.to_owned(), rem(*points)))
        .collect();
    for (name, levels) in [
        ("heading", headings),
        ("before", before_heading),
        ("after", after_heading),
    ] {
        for (level, points) in (1..).zip(levels) {
            values.push((format!("{name}-{level}"), rem(*points)));
        }
    }
    for (name, lines) in [("line", line), ("table-line", table_line)] {
        values.push((format!("{name}-height"), number(lines * OWN_LINE)));
    }
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
    let mut values = named_colours(&[
        ("page", Colour::WHITE),
        ("text", Colour::BLACK),
        ("primary", *primary),
        ("on-primary", *on_primary),
        ("accent", *accent),
        ("heading", *heading),
        ("tint", *tint),
        ("link", *link),
        ("quiet", *quiet),
        ("rule", *line),
    ]);
    for (name, tone) in [
        ("red", Tone::Red),
        ("amber", Tone::Amber),
        ("yellow", Tone::Yellow),
        ("green", Tone::Green),
        ("unrated", Tone::Unrated),
    ] {
        let ground = tones.of(tone);
        values.push((name.into(), ground.fill.to_string()));
        values.push((format!("on-{name}"), ground.ink.to_string()));
    }
    values
}

fn dark_colours(palette: &Palette) -> Values {
    let Dark {
        page,
        text,
        tint,
        heading,
        accent,
        link,
        quiet,
        line,
    } = Dark::of(palette);
    named_colours(&[
        ("page", page),
        ("text", text),
        ("accent", accent),
        ("heading", heading),
        ("tint", tint),
        ("link", link),
        ("quiet", quiet),
        ("rule", line),
    ])
}

fn changes(colour: impl Fn(Change) -> Colour) -> Values {
    named_colours(&[
        ("inserted", colour(Change::Inserted)),
        ("deleted", colour(Change::Deleted)),
    ])
}

fn named_colours(colours: &[(&str, Colour)]) -> Values {
    let named = colours.iter();
    named
        .map(|(name, colour)| ((*name).to_owned(), colour.to_string()))
        .collect()
}

/// The printed pages, and the size of one `rem` on them.
fn push_pages(design: &Design, style: &mut String) {
    let Margins {
        side, top, bottom, ..
    } = design.margins;
    let [side, top, bottom] = [side, top, bottom].map(number);
    line(
        style,
        format_args!("@page {{ size: A4; margin: {top}pt {side}pt {bottom}pt }}"),
    );
    line(
        style,
        format_args!("@page landscape {{ size: A4 landscape }}"),
    );
    let usual = TextSize::USUAL.points();
    let height = number(A4_HEIGHT - design.margins.top - design.margins.bottom - 1.0);
    line(
        style,
        format_args!(
            "@media print {{ :root {{ font-size: {usual}pt; --sheet-height: {height}pt }} }}"
        ),
    );
}

fn rem(points: f64) -> String {
    format!(
        "{}rem",
        number(points / f64::from(TextSize::USUAL.points()))
    )
}

/// A number with at most four decimals.
fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Somebody's words as a text of the style sheet; whatever is not plain is written as its number.
fn quoted(words: &str) -> String {
    let mut text = String::from("\"");
    for character in words.chars() {
        if character.is_ascii_alphanumeric() || matches!(character, ' ' | '-') {
            text.push(character);
        } else {
            // Writing into a string cannot fail.
            let _ = write!(text, "\\{:x} ", u32::from(character));
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_leave_their_quotes() {
        assert_eq!(quoted("Open Sans"), "\"Open Sans\"");
        assert_eq!(
            quoted("a\"}</style>é"),
            "\"a\\22 \\7d \\3c \\2f style\\3e \\e9 \""
        );
    }

    #[test]
    fn the_usual_text_is_as_large_as_the_reader_has_asked_for_and_none_is_smaller() {
        for size in 11..=18u8 {
            let design = Design::new(size.to_string().parse().unwrap());
            for (name, value) in sizes(&design) {
                if name.ends_with("-size") || name.starts_with("heading") {
                    let size: f64 = value.trim_end_matches("rem").parse().unwrap();
                    assert!(size >= 1.0, "{name} is {value}");
                }
            }
        }
        let usual = sizes(&Design::default());
        assert!(usual.contains(&("body-size".into(), "1rem".into())));
    }
}
