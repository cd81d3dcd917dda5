//! Fields in headers and footers of a house document, by their instructions.

use super::fault::ReferenceFault as Fault;
use super::furniture::texts;
use crate::document::is_safe_address;
use crate::render::docx::xml::Element;

/// The fields that a header may have: they show what the document says of itself. Any other could fetch a file or start
/// a program.
const FIELDS: [&str; 23] = [
    "=",
    "AUTHOR",
    "COMPANY",
    "CREATEDATE",
    "DATE",
    "DOCPROPERTY",
    "FILENAME",
    "HYPERLINK",
    "IF",
    "KEYWORDS",
    "NUMPAGES",
    "NUMWORDS",
    "PAGE",
    "PRINTDATE",
    "REF",
    "SAVEDATE",
    "SECTION",
    "SECTIONPAGES",
    "STYLEREF",
    "SUBJECT",
    "SYMBOL",
    "TIME",
    "TITLE",
];

/// What stands in an instruction for a field within it, whose words only Word knows.
const INNER: char = '\u{fffc}';

/// Looks whether all fields of a part are safe.
///
/// # Errors
/// [`Fault::Field`].
pub(super) fn check_fields(root: &Element) -> Result<(), Fault> {
    let mut fields = fields(root);
    if fields.all(|field| field.is_safe()) {
        Ok(())
    } else {
        Err(Fault::Field)
    }
}

/// The instruction of a field.
pub(super) struct Field {
    /// Its first word, in capitals.
    pub(super) name: String,
    /// What follows.
    rest: String,
}

impl Field {
    /// A field by its instruction; none where that is blank, as Word leaves it behind.
    fn of(instruction: &str) -> Option<Self> {
        let instruction = instruction.trim();
        let first = instruction.chars().next()?;
        let end = if first == '=' {
            1
        } else {
            instruction
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(instruction.len())
        };
        let (name, rest) = instruction.split_at(end);
        Some(Self {
            name: name.to_ascii_uppercase(),
            rest: rest.to_owned(),
        })
    }

    fn is_safe(&self) -> bool {
        if !FIELDS.contains(&self.name.as_str())
            || (self.name != "=" && self.rest.starts_with(INNER))
        {
            return false; // an inner field may go on with the name
        }
        self.name != "HYPERLINK" || addresses(&self.rest).all(|address| is_safe_address(&address))
    }
}

/// Where the instruction of a link leads to: its arguments but for those of switches, such as `\l "part"`.
fn addresses(instruction: &str) -> impl Iterator<Item = String> {
    let mut addresses = Vec::new();
    let mut rest = instruction.trim_start();
    let mut follows_switch = false;
    while let Some(first) = rest.chars().next() {
        let is_quote = |c: char| matches!(c, '"' | '“' | '”');
        let after_first = &rest[first.len_utf8()..];
        let switch = after_first.chars().next().filter(char::is_ascii_alphabetic);
        let switch = switch.filter(|_| first == '\\');
        let (word, after) = match switch {
            Some(_) => rest.split_at(2),
            None if is_quote(first) => after_first
                .split_once(is_quote)
                .unwrap_or((after_first, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        if switch.is_none() && !follows_switch {
            addresses.push(word.to_owned());
        }
        // These take an argument; the others stand alone.
        follows_switch = matches!(switch, Some('l' | 'L' | 'o' | 'O' | 't' | 'T'));
        rest = after.trim_start();
    }
    addresses.into_iter()
}

/// The fields of a part; an instruction that is cut into several runs is put together again.
pub(super) fn fields(root: &Element) -> impl Iterator<Item = Field> {
    let mut found = Instructions::default();
    found.collect(root);
    let Instructions { open, done } = found;
    let all = done.into_iter().chain(open);
    all.filter_map(|instruction| Field::of(&instruction))
}

/// The instructions of fields; fields stand within each other.
#[derive(Default)]
struct Instructions {
    open: Vec<String>,
    done: Vec<String>,
}

impl Instructions {
    fn collect(&mut self, element: &Element) {
        match element.name.as_str() {
            "w:fldSimple" => {
                self.begin();
                self.extend(element.attribute("w:instr").unwrap_or_default());
                self.end();
            }
            "w:fldChar" => match element.attribute("w:fldCharType") {
                Some("begin") => self.begin(),
                Some("end") => self.end(),
                Some(_) | None => {}
            },
            "w:instrText" => texts(element).for_each(|text| self.extend(text)),
            _ => {}
        }
        for child in element.elements() {
            self.collect(child);
        }
    }

    fn begin(&mut self) {
        if let Some(outer) = self.open.last_mut() {
            outer.push(INNER);
        }
        self.open.push(String::new());
    }

    fn extend(&mut self, text: &str) {
        match self.open.last_mut() {
            Some(instruction) => instruction.push_str(text),
            None => self.done.push(text.to_owned()), // a piece that belongs to no field
        }
    }

    fn end(&mut self) {
        self.done.extend(self.open.pop());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::docx::xml::parse;

    fn is_safe(instruction: &str) -> bool {
        Field::of(instruction).is_none_or(|field| field.is_safe())
    }

    #[test]
    fn fields_that_show_what_the_document_says_of_itself_are_safe() {
        for instruction in [
            "",
            " page ",
            "PAGE\\* MERGEFORMAT",
            " NUMPAGES \\* Arabic ",
            "DATE \\@ \"d MMMM yyyy\"",
            "DOCPROPERTY Company",
            "STYLEREF \"Heading 1\"",
            "= 3 - 1",
            "HYPERLINK \"HTTPS://example.org/include\" \\o \"To our page\" \\t _blank",
            "HYPERLINK \\l \"part\"",
            "HYPERLINK https://example.org \\o\"To our page\"",
            "HYPERLINK mailto:office@example.org",
        ] {
            assert!(is_safe(instruction), "{instruction}");
        }
        for instruction in [
            "INCLUDETEXT \"a.docx\"",
            "includepicture \"http://example.org/a.png\"",
            "DDEAUTO excel",
            "RD a.docx",
            "AUTOTEXT a",
            "FILLIN \"Who are you?\"",
            "QUOTE INCLUDETEXT",
            "\"PAGE\"",
            "PAGES",
            "HYPERLINK \"file:///etc/passwd\"",
            "HYPERLINK \\\\server\\share",
            "HYPERLINK \"\\\\server\\share\"",
            "HYPERLINK \\o \"a page\" \"javascript:alert(1)\"",
            "HYPERLINK \\server\\share",
            "HYPERLINK \\n javascript:alert(1)",
        ] {
            assert!(!is_safe(instruction), "{instruction}");
        }
    }

    #[test]
    fn a_field_within_another_is_no_part_of_its_name_or_address() {
        let begin = "<w:fldChar w:fldCharType=\"begin\"/>";
        let end = "<w:fldChar w:fldCharType=\"end\"/>";
        let part = |outer: &str, after: &str| {
            let text = |words: &str| format!("<w:instrText>{words}</w:instrText>");
            let inner = format!("{begin}{}{end}", text(" TITLE "));
            let xml = format!(
                "<w:p>{begin}{}{inner}{}{end}</w:p>",
                text(outer),
                text(after)
            );
            parse(xml.as_bytes()).unwrap()
        };
        assert_eq!(check_fields(&part("IF ", " = a b c")), Ok(()));
        assert_eq!(check_fields(&part("= ", " - 1")), Ok(()));
        for (outer, after) in [
            ("", " a.docx"),
            ("IF", "TEXT"),
            ("INCLUDE", "TEXT"),
            ("HYPERLINK ", ""),
            ("HYPERLINK \"", "\""),
        ] {
            assert_eq!(
                check_fields(&part(outer, after)),
                Err(Fault::Field),
                "{outer}"
            );
        }
    }
}
