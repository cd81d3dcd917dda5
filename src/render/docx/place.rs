//! Where blocks lie, and so how they look.

use docx_rs as word;

use super::collected::Collected;
use super::derived::{Derived, Indent};
use super::inline::{Around, runs};
use super::lengths::Lengths;
use super::numbering::ListShape;
use crate::document::{Inline, ListKind, Orientation, Paper, Tone};

/// How deep lists have styles of their own; what lies deeper looks like the deepest.
const DEEPEST_LIST: usize = 3;

/// Where blocks lie, and so how they look.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Where its text begins, from the margin of the page or the cell, in twentieths of a point.
    pub(super) left: usize,
    /// How wide the text may be, in twentieths of a point.
    pub(super) width: usize,
    /// How high the text of the page is, in twentieths of a point.
    pub(super) page_height: usize,
    /// The styles of its paragraphs.
    pub(super) styles: &'static Styles,
    /// The lengths of the design.
    pub(super) lengths: Lengths,
    /// Whether paragraphs are centred.
    pub(super) centred: bool,
}

/// The styles of the paragraphs in one kind of place.
#[derive(Clone, Copy)]
pub(super) struct Styles {
    /// A paragraph.
    pub(super) paragraph: &'static str,
    /// A paragraph below a table.
    pub(super) after_table: &'static str,
    /// A label with its value on a line.
    pub(super) field: &'static str,
    /// How tables look.
    pub(super) table: &'static str,
    /// How far `paragraph` stands in from the place around it.
    inset: Inset,
    bullet: [&'static str; DEEPEST_LIST],
    number: [&'static str; DEEPEST_LIST],
    continued: [&'static str; DEEPEST_LIST],
    /// What paragraphs of lists look like.
    lists: Lists,
    /// Whether the text is that of a table's cell, with little white space.
    pub(super) compact: bool,
    /// Whether it lies on a colour, where links cannot have their own.
    coloured: bool,
}

/// How far paragraphs stand in from the place around them.
#[derive(Clone, Copy)]
enum Inset {
    None,
    /// Beside the number of a clause.
    Clause,
    /// Beside the rule of a quotation.
    Quotation,
    /// Within a frame, at both sides.
    Panel,
}

/// What paragraphs of lists look like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lists {
    /// They have styles of their own.
    Own,
    /// Like all others in the place.
    Alike,
    /// Like all others in the place, and with a rule or a frame in common. Word joins those that begin at one edge.
    Framed,
}

/// Text on the page itself.
static BODY: Styles = BODY_STYLES;
const BODY_STYLES: Styles = Styles {
    paragraph: "Normal",
    after_table: "TextAfterTable",
    field: "FieldLine",
    table: "HouseTable",
    inset: Inset::None,
    bullet: ["ListBullet", "ListBullet2", "ListBullet3"],
    number: ["ListNumber", "ListNumber2", "ListNumber3"],
    continued: ["ListContinue", "ListContinue2", "ListContinue3"],
    lists: Lists::Own,
    compact: false,
    coloured: false,
};
/// Text on a coloured title sheet, which stands on white.
pub(super) static COVER: Styles = Styles {
    after_table: "CoverAfterTable",
    table: "CoverTable",
    ..framed("CoverText", Inset::Panel, BODY_STYLES)
};
/// The lines of a title on a colour.
pub(super) static TITLE: Styles = Styles {
    coloured: true,
    ..BODY_STYLES
};
/// Text of a clause, beside its number.
pub(super) static CLAUSE: Styles = Styles {
    after_table: "ClauseAfterTable",
    inset: Inset::Clause,
    ..styles("ClauseContinue", BODY_STYLES)
};
/// Text in a frame.
pub(super) static PANEL: Styles = Styles {
    after_table: "PanelAfterTable",
    ..framed("PanelText", Inset::Panel, BODY_STYLES)
};
/// A quotation on the page.
static QUOTATION: Styles = framed("Quote", Inset::Quotation, BODY_STYLES);
/// A quotation in a frame, which has no room for a rule of its own.
static PANEL_QUOTATION: Styles = framed("PanelQuote", Inset::Panel, BODY_STYLES);
/// A quotation in a cell of a table.
static CELL_QUOTATION: Styles = framed("CellQuote", Inset::Quotation, CELL_STYLES);
/// Text in a cell of a table.
pub(super) static CELL: Styles = CELL_STYLES;
const CELL_STYLES: Styles = Styles {
    bullet: ["CellBullet", "CellBullet2", "CellBullet3"],
    number: ["CellNumber", "CellNumber2", "CellNumber3"],
    continued: ["CellContinue", "CellContinue2", "CellContinue3"],
    compact: true,
    ..styles("CellText", BODY_STYLES)
};
/// The heading of a column.
pub(super) static COLUMN_HEADING: Styles = coloured("ColumnHeading");
/// The heading of a row.
pub(super) static ROW_HEADING: Styles = alike("RowHeading", CELL_STYLES);
/// The heading of a group of rows.
pub(super) static BAND: Styles = alike("BandHeading", CELL_STYLES);
static RED: Styles = coloured("RatingRed");
static AMBER: Styles = coloured("RatingAmber");
static YELLOW: Styles = coloured("RatingYellow");
static GREEN: Styles = coloured("RatingGreen");
static UNRATED: Styles = coloured("RatingUnrated");

/// The styles in a cell with a tone.
pub(super) fn rating(tone: Tone) -> &'static Styles {
    match tone {
        Tone::Red => &RED,
        Tone::Amber => &AMBER,
        Tone::Yellow => &YELLOW,
        Tone::Green => &GREEN,
        Tone::Unrated => &UNRATED,
    }
}

/// Styles with another one for all paragraphs outside lists.
const fn styles(paragraph: &'static str, others: Styles) -> Styles {
    Styles {
        paragraph,
        after_table: paragraph,
        field: paragraph,
        ..others
    }
}

/// One style for all paragraphs.
const fn alike(paragraph: &'static str, others: Styles) -> Styles {
    Styles {
        bullet: [paragraph; DEEPEST_LIST],
        number: [paragraph; DEEPEST_LIST],
        continued: [paragraph; DEEPEST_LIST],
        lists: Lists::Alike,
        ..styles(paragraph, others)
    }
}

/// One style for all paragraphs of a cell that has a colour.
const fn coloured(paragraph: &'static str) -> Styles {
    Styles {
        coloured: true,
        ..alike(paragraph, CELL_STYLES)
    }
}

/// One style for all paragraphs, so that they share its frame.
const fn framed(paragraph: &'static str, inset: Inset, others: Styles) -> Styles {
    Styles {
        inset,
        lists: Lists::Framed,
        ..alike(paragraph, others)
    }
}

impl Styles {
    /// How far its text stands in at the left and at the right.
    fn inset(&self, lengths: Lengths) -> (usize, usize) {
        match self.inset {
            Inset::None => (0, 0),
            Inset::Clause => (lengths.clause, 0),
            Inset::Quotation => (lengths.panel, 0),
            Inset::Panel => (lengths.panel, lengths.panel),
        }
    }
}

impl Place {
    /// A place on a page itself.
    pub(super) fn page(paper: Paper, orientation: Orientation, lengths: Lengths) -> Self {
        Self {
            page_height: lengths.text_height(paper, orientation),
            ..Self::new(lengths.text_width(paper, orientation), &BODY, lengths)
        }
    }

    /// A place of that width in a cell.
    pub(super) fn new(width: usize, styles: &'static Styles, lengths: Lengths) -> Self {
        Self {
            left: 0,
            width,
            page_height: 0,
            styles,
            lengths,
            centred: false,
        }
    }

    /// A place with other styles in this one.
    pub(super) fn within(self, styles: &'static Styles) -> Self {
        let (left, right) = styles.inset(self.lengths);
        Self {
            left: self.left + left,
            width: self.width.saturating_sub(left + right),
            styles,
            ..self
        }
    }

    /// The place of a quotation in this one.
    pub(super) fn quotation(self) -> Self {
        match (self.styles.lists, self.styles.compact) {
            (Lists::Own, true) => self.within(&CELL_QUOTATION),
            (Lists::Own, false) => self.within(&QUOTATION),
            (Lists::Framed, false) => Self {
                styles: &PANEL_QUOTATION,
                ..self
            },
            // On a ground, its letters have the colour that the ground asks for.
            (Lists::Framed, true) | (Lists::Alike, _) => self,
        }
    }

    /// The place of what is neither text nor list in an item of a list at that depth.
    pub(super) fn below_item(self, depth: usize) -> Self {
        let inset = self.inset(depth);
        Self {
            left: self.left + inset,
            width: self.width.saturating_sub(inset),
            ..self
        }
    }

    /// An empty paragraph of the place.
    pub(super) fn empty(self, collected: &mut Collected) -> word::Paragraph {
        self.styled(self.styles.paragraph, None, collected)
    }

    /// A paragraph of that style.
    pub(super) fn paragraph(
        self,
        style: &str,
        content: &[Inline],
        collected: &mut Collected,
    ) -> word::Paragraph {
        self.indented(style, content, None, collected)
    }

    /// A paragraph of a style that stands in as the place's own does.
    pub(super) fn text(
        self,
        style: &str,
        content: &[Inline],
        collected: &mut Collected,
    ) -> word::Paragraph {
        let (left, _) = self.styles.inset(self.lengths);
        let indent = (self.left != left).then(|| self.indent(self.left, 0));
        self.indented(style, content, indent, collected)
    }

    /// The first paragraph of an item of a list at a depth from 0, with the list's number in the numbering part.
    pub(super) fn item(
        self,
        kind: ListKind,
        depth: usize,
        number: usize,
        content: &[Inline],
        collected: &mut Collected,
    ) -> word::Paragraph {
        let level = level(depth);
        let style = match kind {
            ListKind::Bullet => self.styles.bullet[level],
            ListKind::Number => self.styles.number[level],
        };
        let indent = match self.styles.lists {
            Lists::Own | Lists::Alike => None, // the numbering says where it stands
            Lists::Framed => {
                let inset = self.inset(depth);
                Some(self.indent(self.left + inset, inset))
            }
        };
        self.indented(style, content, indent, collected).numbering(
            word::NumberingId::new(number),
            word::IndentLevel::new(level),
        )
    }

    /// A further paragraph of an item.
    pub(super) fn item_text(
        self,
        depth: usize,
        content: &[Inline],
        collected: &mut Collected,
    ) -> word::Paragraph {
        let style = self.styles.continued[level(depth)];
        let inset = self.inset(depth);
        let left = self.left + inset;
        match self.styles.lists {
            Lists::Own if self.left == 0 => self.paragraph(style, content, collected),
            Lists::Own | Lists::Alike => {
                let indent = Some(self.indent(left, 0));
                self.indented(style, content, indent, collected)
            }
            Lists::Framed => {
                let indent = Some(self.indent(left, inset));
                let mut paragraph = self.indented(style, content, indent, collected);
                let tab = word::Run::new().add_tab();
                paragraph
                    .children
                    .insert(0, word::ParagraphChild::Run(Box::new(tab)));
                paragraph
            }
        }
    }

    /// How a list at that depth is numbered here.
    pub(super) fn list_shape(self, kind: ListKind) -> ListShape {
        ListShape {
            kind,
            compact: self.styles.compact,
            left: self.left,
            framed: self.styles.lists == Lists::Framed,
        }
    }

    /// How far the text of an item stands in from the text around the list.
    fn inset(self, depth: usize) -> usize {
        let step = if self.styles.compact {
            self.lengths.cell_indent
        } else {
            self.lengths.indent
        };
        step * (level(depth) + 1)
    }

    fn indent(self, left: usize, hanging: usize) -> Indent {
        let (_, right) = self.styles.inset(self.lengths);
        Indent {
            left,
            right,
            hanging,
        }
    }

    fn indented(
        self,
        style: &str,
        content: &[Inline],
        indent: Option<Indent>,
        collected: &mut Collected,
    ) -> word::Paragraph {
        let mut paragraph = self.styled(style, indent, collected);
        paragraph.children = runs(content, self.around(style), collected);
        paragraph
    }

    /// What the text of a paragraph of that style has around it.
    pub(super) fn around(self, style: &str) -> Around {
        let bold = ["Heading", "Rating", "Title"];
        Around {
            bold: bold.iter().any(|word| style.contains(word)),
            coloured: self.styles.coloured,
        }
    }

    fn styled(
        self,
        style: &str,
        indent: Option<Indent>,
        collected: &mut Collected,
    ) -> word::Paragraph {
        let paragraph = word::Paragraph::new();
        if indent.is_none() && !self.centred {
            return paragraph.style(style);
        }
        paragraph.style(&collected.styles.id(Derived {
            base: style.to_owned(),
            indent,
            centred: self.centred,
            ..Derived::default()
        }))
    }
}

/// The level of numbering of a list at that depth.
pub(super) fn level(depth: usize) -> usize {
    depth.min(DEEPEST_LIST - 1)
}
