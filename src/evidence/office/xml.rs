//! XML from outside, as a stream of what matters here. No entity is ever expanded but those of XML itself.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

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
    let xml = xml.strip_prefix(b"\xef\xbb\xbf").unwrap_or(xml);
    let mut reader = Reader::from_reader(xml);
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
    kind: String,
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
        let target = self.target.to_ascii_lowercase();
        let is_far = [
            "http:",
            "https:",
            "ftp:",
            "mhtml:",
            "\\\\",
            "file:////",
            "file://\\\\",
        ]
        .iter()
        .any(|start| target.starts_with(start));
        self.is_outside && is_far && FETCHED.iter().any(|kind| self.kind.ends_with(kind))
    }
}

/// The links of a part.
pub(super) fn links(xml: &[u8]) -> Vec<Link> {
    let mut links = Vec::new();
    each(xml, |piece| {
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
    links
}
