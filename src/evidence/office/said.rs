//! All that a Word, Excel or `PowerPoint` file says, to whoever opens it with other programs, too.

use crate::evidence::archive::Archive;
use crate::evidence::findings::Findings;
use crate::evidence::said::plain_address;
use crate::evidence::{among, picture};

use super::xml::{Piece, each};

/// Elements between which words are not of one piece: paragraphs, cells, lines, entries.
const APART: [&str; 12] = [
    "p", "tc", "tr", "si", "c", "v", "pt", "br", "cr", "tab", "text", "comment",
];

/// Elements that name fonts, which people are called after, or the other way round.
const FONTS: [&str; 8] = [
    "rFonts", "font", "latin", "ea", "cs", "sym", "rFont", "name",
];

/// Hands all that a document says to a function: properties, comments, tracked changes, hidden sheets, links, pictures'
/// remarks, names of parts. Whether all of it could be read.
pub(in crate::evidence) fn said(bytes: &[u8], hear: &mut dyn FnMut(&str)) -> bool {
    let Some(mut archive) = Archive::open(bytes, &mut Findings::new()) else {
        return false;
    };
    let mut whole = true;
    for name in archive.names.clone() {
        hear(&name);
        let Some(part) = archive.read(&name) else {
            whole &= name.ends_with('/');
            continue;
        };
        let small = name.to_ascii_lowercase();
        let is_text = [".xml", ".rels", ".vml"]
            .iter()
            .any(|ending| small.ends_with(ending));
        if is_text {
            whole &= of_part(&part, hear);
        } else if let Some(is_all) = picture::said(&part, hear) {
            whole &= is_all;
        } else {
            among::said(&part, hear);
        }
    }
    whole
}

/// What a part of XML says. Whether all of it could be read.
fn of_part(xml: &[u8], hear: &mut dyn FnMut(&str)) -> bool {
    // A word may be parted by marks, and two words may be kept apart by nothing else.
    let (mut runs, mut words, mut values) = (String::new(), String::new(), String::new());
    let whole = each(xml, |piece| {
        match piece {
            Piece::Opens(element, attributes) => {
                words.push(' ');
                let is_font = FONTS.contains(&element.as_str());
                for (_, value) in attributes {
                    let says_nothing = is_measure(&value) || is_font && !value.contains(' ');
                    if !says_nothing {
                        values.extend([value.as_str(), "\0"]);
                        if let Some(plain) = plain_address(&value) {
                            values.extend([plain.as_str(), "\0"]);
                        }
                    }
                }
            }
            Piece::Closes(element) => {
                words.push(' ');
                if APART.contains(&element.as_str()) {
                    runs.push(' ');
                }
            }
            Piece::Words(said) => {
                words.push_str(&said);
                runs.push_str(&said);
            }
        }
        true
    });
    for text in [runs, words, values] {
        hear(&text);
    }
    whole
}

/// Whether a value is a size, a colour or the number of a mark, of which every document has thousands.
fn is_measure(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    digits.len() < 9
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && (digits.is_empty() || digits.bytes().any(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(xml: &str) -> String {
        let mut heard = String::new();
        assert!(of_part(xml.as_bytes(), &mut |text| {
            heard.push_str(text);
            heard.push('\n');
        }));
        heard
    }

    #[test]
    fn words_come_together_or_stay_apart() {
        let heard = heard(
            "<w:p><w:t>Dev Rama</w:t><w:rFonts w:ascii='Times New Roman'/><w:t>nathan</w:t></w:p>\
             <w:p><w:t>Zebedee</w:t><w:t>Quokka&#102;ile</w:t></w:p>",
        );
        assert!(
            heard.contains("Dev Ramanathan ZebedeeQuokkafile"),
            "{heard}"
        );
        assert!(heard.contains("Zebedee  Quokkafile"), "{heard}");
    }

    #[test]
    fn values_are_heard_and_measures_are_not() {
        let heard = heard(
            "<a author='Peter Szymański' by=\"Orla O&apos;Brien\" to=\"tel:01632960119\" w=\"5486400\" \
             rsid=\"00A12345\" one=\"Zebedee\"/><w:rFonts w:ascii=\"Georgia\"/>",
        );
        for said in [
            "Peter Szymański",
            "Orla O'Brien",
            "tel:01632960119",
            "Zebedee",
        ] {
            assert!(heard.contains(said), "{said} in {heard}");
        }
        for said in ["5486400", "00A12345", "Georgia"] {
            assert!(!heard.contains(said), "{said} in {heard}");
        }
    }
}
