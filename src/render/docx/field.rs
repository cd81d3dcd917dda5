//! Fields: what Word works out by itself, with what it shows until then.

use docx_rs as word;
use word::ParagraphChild;

/// The runs of a field that shows `cached` until Word works it out.
pub(super) fn field(instruction: &str, cached: word::Run) -> [ParagraphChild; 5] {
    let [begin, instruction, separate] = begin(instruction);
    [begin, instruction, separate, child(cached), end()]
}

/// What stands before what a field shows. The instruction holds no user's words: it is not escaped.
pub(super) fn begin(instruction: &str) -> [ParagraphChild; 3] {
    let instruction = word::InstrText::Unsupported(format!(" {instruction} "));
    [
        mark(word::FieldCharType::Begin),
        child(word::Run::new().add_instr_text(instruction)),
        mark(word::FieldCharType::Separate),
    ]
}

/// What stands after what a field shows.
pub(super) fn end() -> ParagraphChild {
    mark(word::FieldCharType::End)
}

fn mark(kind: word::FieldCharType) -> ParagraphChild {
    child(word::Run::new().add_field_char(kind, false))
}

/// A run as a part of a paragraph.
pub(super) fn child(run: word::Run) -> ParagraphChild {
    ParagraphChild::Run(Box::new(run))
}

/// A link to a bookmark.
pub(super) fn link(bookmark: &str, children: Vec<ParagraphChild>) -> ParagraphChild {
    ParagraphChild::Hyperlink(word::Hyperlink {
        link: word::HyperlinkData::Anchor {
            anchor: bookmark.to_owned(),
        },
        history: Some(1),
        children,
    })
}
