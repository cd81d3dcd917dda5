//! XML from outside, as a stream of what matters here. No entity is ever expanded but those of XML itself.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::evidence::plain::{decoded, wide};

/// Something in XML. Names are without their prefix.
pub(super) enum Piece {
    /// An element begins; its name, and its attributes.
    Opens(String, Vec<(String, String)>),
    /// An element ends.
    Closes(String),
    /// Words.
    Words(String),
}

impl Piece {
    /// An attribute of an element that begins.
    pub(super) fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
        let found = attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Hands every piece of some XML to a function until that says no. Whether all of it could be read.
pub(super) fn each(xml: &[u8], mut take: impl FnMut(Piece) -> bool) -> bool {
    let Some(xml) = letters(xml) else {
        return false;
    };
    let mut reader = Reader::from_str(&xml);
    loop {
        let Ok(event) = reader.read_event() else {
            return false;
        };
        let goes_on = match event {
            Event::Start(start) => take(opens(&start)),
            Event::Empty(start) => {
                let name = local(start.name().as_ref());
                take(opens(&start)) && take(Piece::Closes(name))
            }
            Event::End(end) => take(Piece::Closes(local(end.name().as_ref()))),
            Event::Text(text) => take(Piece::Words(lossy(&text))),
            Event::CData(text) => take(Piece::Words(lossy(&text))),
            Event::GeneralRef(reference) => {
                let name = lossy(&reference);
                let sign = quick_xml::escape::unescape(&format!("&{name};"))
                    .map(std::borrow::Cow::into_owned);
                take(Piece::Words(sign.unwrap_or_default()))
            }
            Event::DocType(_) => return false,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => true,
            Event::Eof => return true,
        };
        if !goes_on {
            return true;
        }
    }
}

/// The letters of some XML, however they are stored (XML 1.0, appendix F); `None` where that cannot be told.
pub(super) fn letters(xml: &[u8]) -> Option<Cow<'_, str>> {
    let letters = match xml {
        [b'<', 0, ..] => Cow::Owned(wide(xml, u16::from_le_bytes)),
        [0, b'<', ..] => Cow::Owned(wide(xml, u16::from_be_bytes)),
        _ => decoded(xml),
    };
    (!letters.contains('\0')).then_some(letters)
}

fn opens(start: &BytesStart<'_>) -> Piece {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let value = lossy(&attribute.value);
        let value = match quick_xml::escape::unescape(&value) {
            Ok(plain) => plain.into_owned(),
            Err(_) => value.clone(),
        };
        (local(attribute.key.as_ref()), value)
    });
    Piece::Opens(local(start.name().as_ref()), attributes.collect())
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A name without its prefix.
fn local(name: &[u8]) -> String {
    let name = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
    lossy(name)
}

/// A link from one part to another, or to somewhere else.
pub(super) struct Link {
    /// By what the part calls it.
    pub(super) id: String,
    pub(super) kind: String,
    /// Where it leads.
    pub(super) target: String,
    is_outside: bool,
}

impl Link {
    /// Whether it fetches something from elsewhere without anybody asking. What a person must click on does not count,
    /// nor does a template on somebody's own disk.
    pub(super) fn fetches(&self) -> bool {
        const FETCHED: [&str; 5] = [
            "/attachedTemplate",
            "/oleObject",
            "/frame",
            "/subDocument",
            "/externalLinkPath",
        ];
        self.is_outside
            && is_far(&self.target)
            && FETCHED.iter().any(|kind| self.kind.ends_with(kind))
    }
}

/// Whether a target lies on another machine.
fn is_far(target: &str) -> bool {
    let target = target.trim().to_ascii_lowercase().replace('\\', "/");
    let Some(path) = target.strip_prefix("file:") else {
        let starts = ["http:", "https:", "ftp:", "mhtml:", "//"];
        return starts.iter().any(|start| target.starts_with(start));
    };
    let inner = path.trim_start_matches('/');
    // `file:///C:/x` is on the own disk; `file://host/x` and `file:////host/x` are not.
    match path.len() - inner.len() {
        0 | 1 | 3 => false,
        2 => {
            let host = inner.split('/').next().unwrap_or_default();
            !host.is_empty() && host != "localhost" && !host.ends_with([':', '|'])
        }
        _ => true,
    }
}

/// The links of a part; `None` where they cannot be read.
pub(super) fn links(xml: &[u8]) -> Option<Vec<Link>> {
    let mut links = Vec::new();
    let whole = each(xml, |piece| {
        if let Piece::Opens(name, attributes) = piece
            && name == "Relationship"
        {
            let of = |name| {
                Piece::attribute(&attributes, name)
                    .unwrap_or_default()
                    .to_string()
            };
            links.push(Link {
                id: of("Id"),
                kind: of("Type"),
                target: of("Target"),
                is_outside: of("TargetMode").eq_ignore_ascii_case("external"),
            });
        }
        true
    });
    whole.then_some(links)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_with_a_host_is_on_another_machine() {
        for target in [
            "https://evil.example/t.dotm",
            "file://evil.example/share/t.dotm",
            "file:////evil.example/share/t.dotm",
            "file:\\\\evil.example\\share",
            "\\\\evil.example\\share\\t.dotm",
            " HTTP://evil.example/t.dotm",
        ] {
            assert!(is_far(target), "{target}");
        }
        for target in [
            "file:///C:\\Users\\x\\Normal.dotm",
            "file://C:/Users/x/Normal.dotm",
            "file://localhost/C:/x.dotm",
            "file:/home/x/t.dotm",
            "Normal.dotm",
            "C:\\Templates\\letter.dotx",
        ] {
            assert!(!is_far(target), "{target}");
        }
    }

    #[test]
    fn letters_are_read_however_they_are_stored() {
        let text = "<a b=\"Szymański\">O&apos;Brien</a>";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [b"\xfe\xff".as_slice(), &big].concat();
        for xml in [text.as_bytes(), &little, &big, &marked] {
            let mut said = String::new();
            assert!(each(xml, |piece| {
                match piece {
                    Piece::Opens(_, attributes) => {
                        said.push_str(Piece::attribute(&attributes, "b").unwrap_or_default());
                    }
                    Piece::Words(words) => said.push_str(&words),
                    Piece::Closes(_) => {}
                }
                true
            }));
            assert_eq!(said, "SzymańskiO'Brien");
        }
        // UTF-32 is nothing that a document of today has.
        assert!(!each(b"\xff\xfe\0\0<\0\0\0a\0\0\0", |_| true));
    }
}
