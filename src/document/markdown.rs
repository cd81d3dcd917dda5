//! Plan text, a small Markdown, to blocks.
//!
//! Understood: paragraphs, bulleted and numbered lists (nested too), quotations (`> ` before each line), bold, italic,
//! links, a line break written as two spaces or a backslash at the end of a line. Web addresses, e-mail addresses and
//! British telephone numbers become links by themselves. Everything else (headings, code, HTML) stays the characters
//! that were typed, because a plan's author meant them as characters.

use pulldown_cmark::{Options, Parser};

use super::builder::Builder;
use super::{Block, Heading, Inline};

/// The blocks that a plan's text says.
///
/// ```
/// # use dutybound::document::{Block, blocks};
/// let blocks = blocks("As a minimum:\n\n- train **all** staff\n- keep a log");
/// assert!(matches!(&blocks[..], [Block::Paragraph { .. }, Block::List(list)] if list.items.len() == 2));
/// ```
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut builder = Builder::default();
    for event in Parser::new_ext(&escape_unsupported(text), Options::empty()) {
        builder.event(event);
    }
    builder.finish()
}

/// The words of a text that is a single line, such as a title: bold, italic and links are kept, the rest is text.
#[must_use]
pub fn inlines(text: &str) -> Vec<Inline> {
    let mut runs = Vec::new();
    for block in blocks(text) {
        push_inlines(block, &mut runs);
    }
    runs
}

fn push_inlines(block: Block, runs: &mut Vec<Inline>) {
    match block {
        Block::Paragraph { content } | Block::Heading(Heading { content, .. }) => {
            if !runs.is_empty() {
                runs.push(Inline::LineBreak);
            }
            runs.extend(content);
        }
        Block::List(list) => list
            .items
            .into_iter()
            .flatten()
            .for_each(|block| push_inlines(block, runs)),
        Block::Quotation { blocks }
        | Block::Panel { blocks, .. }
        | Block::Changed { blocks, .. } => {
            for block in blocks {
                push_inlines(block, runs);
            }
        }
        Block::Clauses { .. }
        | Block::Contents { .. }
        | Block::Exhibit(_)
        | Block::Fields(_)
        | Block::Table(_) => {}
    }
}

/// Puts a backslash before what Markdown would read as a heading, code or a rule.
fn escape_unsupported(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut last_number = 0;
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while let Some(quoted) = quoted(rest) {
            escaped.push_str(&rest[..rest.len() - rest.trim_start().len()]);
            escaped.push_str("> ");
            rest = quoted;
        }
        let words = rest.trim_start();
        let rule = {
            let marks = words.trim_end();
            marks.len() >= 2
                && ['=', '-', '_', '*']
                    .iter()
                    .any(|mark| marks.chars().all(|c| c == *mark || c == ' '))
        };
        let odd_number = match number_before(words) {
            Some((number, _)) if number == 1 || number == last_number + 1 => {
                last_number = number;
                None
            }
            odd => odd,
        };
        let definition = words.starts_with('[') && words.contains("]:");
        if let Some((_, digits)) = odd_number {
            // A year or a paragraph number that begins a line: a list would begin with 1.
            let indent = rest.len() - words.len();
            escaped.push_str(&rest[..indent + digits]);
            escaped.push('\\');
            push_line(&words[digits..], &mut escaped);
        } else if words.starts_with(['#', '>', '=', '_']) && !words.starts_with("__")
            || rule && !words.starts_with("**")
            || definition
        {
            let indent = rest.len() - words.len();
            escaped.push_str(&rest[..indent]);
            escaped.push('\\');
            push_line(words, &mut escaped);
        } else {
            push_line(rest, &mut escaped);
        }
    }
    escaped
}

/// The number that a line begins with, and how many digits it has, where a full stop or a bracket makes it an item of a
/// list: `12. `.
fn number_before(words: &str) -> Option<(u64, usize)> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let mut after = words[digits..].chars();
    let is_item =
        matches!(after.next(), Some('.' | ')')) && after.next().is_none_or(char::is_whitespace);
    let number = words[..digits]
        .parse()
        .ok()
        .filter(|_| is_item && digits <= 9)?;
    Some((number, digits))
}

/// The words behind the mark of a quotation. `> 90 %` is a comparison.
fn quoted(line: &str) -> Option<&str> {
    let words = line.trim_start_matches(' ').strip_prefix('>')?;
    match words.strip_prefix(' ') {
        Some(words) if !words.trim_start().starts_with(|c: char| c.is_ascii_digit()) => Some(words),
        None if words.trim().is_empty() => Some(words), // an empty line within a quotation
        Some(_) | None => None,
    }
}

/// Code marks, HTML and entities are characters too.
fn push_line(line: &str, escaped: &mut String) {
    for c in line.chars() {
        if matches!(c, '`' | '<' | '&' | '~' | '|' | '!') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::super::plain_text;
    use super::*;
    use crate::document::ListKind;

    fn shape(blocks: &[Block]) -> String {
        let mut out = String::new();
        for block in blocks {
            match block {
                Block::Paragraph { content } => {
                    out.extend(["p(", &plain_text(content), ")"]);
                }
                Block::List(list) => {
                    out += if list.kind == ListKind::Bullet {
                        "ul["
                    } else {
                        "ol["
                    };
                    for item in &list.items {
                        out.extend(["li<", &shape(item), ">"]);
                    }
                    out += "]";
                }
                Block::Quotation { blocks } => out.extend(["q(", &shape(blocks), ")"]),
                Block::Heading(_)
                | Block::Clauses { .. }
                | Block::Panel { .. }
                | Block::Contents { .. }
                | Block::Exhibit(_)
                | Block::Fields(_)
                | Block::Table(_)
                | Block::Changed { .. } => out += "?",
            }
        }
        out
    }

    #[test]
    fn a_lead_in_with_bullets() {
        let text = "As a minimum:\n- train all staff\n- keep a log\n\nReport each term.";
        assert_eq!(
            shape(&blocks(text)),
            "p(As a minimum:)ul[li<p(train all staff)>li<p(keep a log)>]p(Report each term.)"
        );
    }

    #[test]
    fn lists_in_lists_keep_their_place() {
        let text = "1. first\n   - inner\n2. second";
        assert_eq!(
            shape(&blocks(text)),
            "ol[li<p(first)ul[li<p(inner)>]>li<p(second)>]"
        );
    }

    #[test]
    fn a_quotation_is_set_apart_with_its_paragraphs_and_lists() {
        let text = "The Act says:\n\n> A duty.\n>\n> - for all\n> - at once\n\nThat is all.";
        assert_eq!(
            shape(&blocks(text)),
            "p(The Act says:)q(p(A duty.)ul[li<p(for all)>li<p(at once)>])p(That is all.)"
        );
        assert_eq!(shape(&blocks("> # not a heading")), "q(p(# not a heading))");
        assert_eq!(
            shape(&blocks("- an item\n\n  > quoted in it")),
            "ul[li<p(an item)p(quoted in it)>]"
        );
    }

    #[test]
    fn a_quotation_in_a_quotation_belongs_to_it() {
        assert_eq!(
            shape(&blocks("> a\n>\n> > b\n>\n> c\n\nd")),
            "q(p(a)p(b)p(c))p(d)"
        );
    }

    #[test]
    fn a_place_in_the_document_becomes_a_reference() {
        let reference = Inline::Reference {
            anchor: "clause-referral".into(),
            label: "3.6".into(),
        };
        assert_eq!(inlines("[3.6](#clause-referral)"), [reference]);
    }

    #[test]
    fn what_is_not_supported_stays_text() {
        for text in [
            "# 1 priority",
            "a < b & c",
            "`code`",
            "2026. Training was done.",
            "3) third",
            "[Note]: Confidential",
            "> 90 % of staff",
            ">quoted",
            "==",
            "x | y",
            "50% ~ 60%",
        ] {
            let said: Vec<String> = blocks(text)
                .iter()
                .map(|block| match block {
                    Block::Paragraph { content } => plain_text(content),
                    other @ (Block::Heading(_)
                    | Block::Quotation { .. }
                    | Block::List(_)
                    | Block::Clauses { .. }
                    | Block::Panel { .. }
                    | Block::Contents { .. }
                    | Block::Exhibit(_)
                    | Block::Fields(_)
                    | Block::Table(_)
                    | Block::Changed { .. }) => format!("{other:?}"),
                })
                .collect();
            assert_eq!(said, [text], "{text}");
        }
    }

    #[test]
    fn only_safe_addresses_become_links() {
        assert!(matches!(
            &inlines("[a](https://example.org)")[..],
            [Inline::Link { .. }]
        ));
        assert!(matches!(
            &inlines("[a](javascript:alert)")[..],
            [Inline::Text { .. }]
        ));
        assert!(matches!(
            &inlines("[a](file:///etc/passwd)")[..],
            [Inline::Text { .. }]
        ));
    }

    #[test]
    fn words_of_another_language_say_which() {
        let language = |text: &str| match &inlines(text)[..] {
            [Inline::Foreign { language, .. }] => language.clone(),
            other => format!("{other:?}"),
        };
        assert_eq!(language("[Croeso](lang:cy)"), "cy");
        assert_eq!(language("[Bienvenue](lang:fr-FR)"), "fr-FR");
        for text in [
            "[a](lang:)",
            "[a](lang:Welsh)",
            "[a](lang:cy-x)",
            "[a](lang:c\">)",
        ] {
            assert!(
                !matches!(&inlines(text)[..], [Inline::Foreign { .. }]),
                "{text}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_and_every_item_begins_with_a_paragraph(text in "\\PC{0,200}") {
            fn check(blocks: &[Block]) {
                for block in blocks {
                    if let Block::List(list) = block {
                        assert!(!list.items.is_empty());
                        for item in &list.items { assert!(matches!(item.first(), Some(Block::Paragraph { .. }))); check(item); }
                    }
                }
            }
            check(&blocks(&text));
        }
    }
}
