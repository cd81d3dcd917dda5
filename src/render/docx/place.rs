//! Where blocks lie, and so how they look.

use docx_rs as word;

use super::collected::Collected;
use super::inline::{Ink, runs};
use super::numbering::ListShape;
use crate::document::{Inline, ListKind};

/// How deep lists have styles of their own; what lies deeper looks like the deepest.
const DEEPEST_LIST: usize = 3;

/// Where blocks lie, and so how they look.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Where its text begins, from the margin of the page or the cell, in twentieths of a point.
    pub(super) left: usize,
    /// How wide the text may be, in twentieths of a point.
    pub(super) width: usize,
    /// The styles of its paragraphs.
    pub(super) styles: &'static Styles,
    /// What the ground asks of the text's colour.
    pub(super) ink: Ink,
    /// Whether paragraphs are centred.
    pub(super) centred: bool,
}

/// The styles of the paragraphs in one kind of place; lengths are in twentieths of a point.
#[derive(Clone, Copy)]
pub(super) struct Styles {
    /// A paragraph.
    pub(super) paragraph: &'static str,
    /// A paragraph below a table.
    pub(super) after_table: &'static str,
    /// A label with its value on a line.
    pub(super) field: &'static str,
    /// How far `paragraph` stands in from the place around it at the left.
    left: usize,
    /// And at the right.
    right: usize,
    bullet: [&'static str; DEEPEST_LIST],
    number: [&'static str; DEEPEST_LIST],
    continued: [&'static str; DEEPEST_LIST],
    /// How far the items of a list stand in from the text around it.
    step: usize,
    /// Whether the text is that of a table's cell, with little white space.
    pub(super) compact: bool,
    /// Whether its paragraphs have a rule or a frame in common. Word joins them only where all begin at one edge.
    pub(super) framed: bool,
}

/// Text on the page itself.
static BODY: Styles = BODY_STYLES;
const BODY_STYLES: Styles = Styles {
    paragraph: "Normal",
    after_table: "TextAfterTable",
    field: "FieldLine",
    left: 0,
    right: 0,
    bullet: ["ListBullet", "ListBullet2", "ListBullet3"],
    number: ["ListNumber", "ListNumber2", "ListNumber3"],
    continued: ["ListContinue", "ListContinue2", "ListContinue3"],
    step: 400,
    compact: false,
    framed: false,
};
/// Text of a clause, beside its number.
pub(super) static CLAUSE: Styles = Styles {
    after_table: "ClauseAfterTable",
    left: 680,
    ..styles("ClauseContinue", BODY_STYLES)
};
/// Text in a frame.
pub(super) static PANEL: Styles = Styles {
    after_table: "PanelAfterTable",
    ..framed("PanelText", 180, BODY_STYLES)
};
/// A quotation on the page.
static QUOTATION: Styles = framed("Quote", 340, BODY_STYLES);
/// A quotation in a frame, which has no room for a rule of its own.
static PANEL_QUOTATION: Styles = framed("PanelQuote", 180, BODY_STYLES);
/// A quotation in a cell of a table.
static CELL_QUOTATION: Styles = framed("CellQuote", 170, CELL_STYLES);
/// Text in a cell of a table.
pub(super) static CELL: Styles = CELL_STYLES;
const CELL_STYLES: Styles = Styles {
    bullet: ["CellBullet", "CellBullet2", "CellBullet3"],
    number: ["CellNumber", "CellNumber2", "CellNumber3"],
    continued: ["CellContinue", "CellContinue2", "CellContinue3"],
    step: 284,
    compact: true,
    ..styles("CellText", BODY_STYLES)
};
/// The heading of a column.
pub(super) static COLUMN_HEADING: Styles = styles("ColumnHeading", CELL_STYLES);
/// The heading of a row.
pub(super) static ROW_HEADING: Styles = styles("RowHeading", CELL_STYLES);
/// The heading of a group of rows.
pub(super) static BAND: Styles = styles("BandHeading", CELL_STYLES);

/// Styles with another one for all paragraphs outside lists.
const fn styles(paragraph: &'static str, others: Styles) -> Styles {
    Styles {
        paragraph,
        after_table: paragraph,
        field: paragraph,
        ..others
    }
}

/// One style for all paragraphs, so that they share its frame.
const fn framed(paragraph: &'static str, inset: usize, others: Styles) -> Styles {
    Styles {
        left: inset,
        right: inset,
        bullet: [paragraph; DEEPEST_LIST],
        number: [paragraph; DEEPEST_LIST],
        continued: [paragraph; DEEPEST_LIST],
        framed: true,
        ..styles(paragraph, others)
    }
}

impl Place {
    /// A place on the page itself.
    pub(super) fn page(width: usize) -> Self {
        Self::new(width, &BODY)
    }

    /// A place whose ground asks nothing of the text's colour.
    pub(super) fn new(width: usize, styles: &'static Styles) -> Self {
        Self {
            left: 0,
            width,
            styles,
            ink: Ink::default(),
            centred: false,
        }
    }

    /// A place with other styles in this one.
    pub(super) fn within(self, styles: &'static Styles) -> Self {
        Self {
            left: self.left + styles.left,
            width: self.width.saturating_sub(styles.left + styles.right),
            styles,
            ..self
        }
    }

    /// The place of a quotation in this one.
    pub(super) fn quotation(self) -> Self {
        if self.styles.compact {
            self.within(&CELL_QUOTATION)
        } else if self.styles.framed {
            Self {
                styles: &PANEL_QUOTATION,
                ..self
            }
        } else {
            self.within(&QUOTATION)
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
    pub(super) fn empty(self) -> word::Paragraph {
        self.styled(self.styles.paragraph)
    }

    /// A paragraph of that style.
    pub(super) fn paragraph(
        self,
        style: &str,
        content: &[Inline],
        collected: &mut Collected,
    ) -> word::Paragraph {
        let mut paragraph = self.styled(style);
        paragraph.children = runs(content, self.ink, collected);
        paragraph
    }

    /// A paragraph of a style that stands in as the place's own does.
    pub(super) fn text(
        self,
        style: &str,
        content: &[Inline],
        collected: &mut Collected,
    ) -> word::Paragraph {
        let paragraph = self.paragraph(style, content, collected);
        if self.left == self.styles.left {
            paragraph
        } else {
            self.indented(paragraph, self.left, 0)
        }
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
        let paragraph = self.paragraph(style, content, collected).numbering(
            word::NumberingId::new(number),
            word::IndentLevel::new(level),
        );
        if self.styles.framed {
            let inset = self.inset(depth);
            self.indented(paragraph, self.left + inset, inset)
        } else {
            paragraph // the numbering says where it stands
        }
    }

    /// A further paragraph of an item.
    pub(super) fn item_text(
        self,
        depth: usize,
        content: &[Inline],
        collected: &mut Collected,
    ) -> word::Paragraph {
        let style = self.styles.continued[level(depth)];
        let mut paragraph = self.paragraph(style, content, collected);
        let inset = self.inset(depth);
        let left = self.left + inset;
        if self.styles.framed {
            let tab = word::Run::new().add_tab();
            paragraph
                .children
                .insert(0, word::ParagraphChild::Run(Box::new(tab)));
            let stop = word::Tab::new().val(word::TabValueType::Left).pos(left);
            self.indented(paragraph.add_tab(stop), left, inset)
        } else if self.left == 0 {
            paragraph
        } else {
            self.indented(paragraph, left, 0)
        }
    }

    /// How a list at that depth is numbered here.
    pub(super) fn list_shape(self, kind: ListKind) -> ListShape {
        ListShape {
            kind,
            compact: self.styles.compact,
            left: self.left,
            framed: self.styles.framed,
        }
    }

    /// How far the text of an item stands in from the text around the list.
    fn inset(self, depth: usize) -> usize {
        self.styles.step * (level(depth) + 1)
    }

    fn indented(self, paragraph: word::Paragraph, left: usize, hanging: usize) -> word::Paragraph {
        let twips = |length: usize| i32::try_from(length).unwrap_or(i32::MAX);
        let hanging = (hanging > 0).then(|| word::SpecialIndentType::Hanging(twips(hanging)));
        paragraph.indent(
            Some(twips(left)),
            hanging,
            Some(twips(self.styles.right)),
            None,
        )
    }

    pub(super) fn styled(self, style: &str) -> word::Paragraph {
        let paragraph = word::Paragraph::new().style(style);
        if self.centred {
            paragraph.align(word::AlignmentType::Center)
        } else {
            paragraph
        }
    }
}

/// The level of numbering of a list at that depth.
pub(super) fn level(depth: usize) -> usize {
    depth.min(DEEPEST_LIST - 1)
}
