//! Reading a web page: whether it stands alone and is marked up soundly, and which words it says.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::xml::Element;

/// The page as a tree; it is well-formed XML too.
pub(crate) fn tree(bytes: &[u8]) -> Element {
    let page = std::str::from_utf8(bytes).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>\n"));
    Element::read(page)
}

/// The text of the style sheet.
pub(crate) fn style(bytes: &[u8]) -> String {
    tree(bytes).all("style")[0].text()
}

/// What a reader sees of the body in order, one string for all; elements that stand alone part words. Numbers of
/// headings and clauses, the table of contents, captions and the link that skips the header are left out.
pub(crate) fn words(bytes: &[u8]) -> String {
    let page = std::str::from_utf8(bytes).unwrap();
    let mut reader = Reader::from_str(page);
    let mut words = String::new();
    let mut open: Vec<bool> = Vec::new(); // for each open element, whether its words are left out
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let out = open.last() == Some(&true) || is_left_out(&tag);
                open.push(out);
                part(tag.name().as_ref(), &mut words);
            }
            Event::Empty(tag) => part(tag.name().as_ref(), &mut words),
            Event::End(tag) => {
                open.pop().unwrap();
                part(tag.name().as_ref(), &mut words);
            }
            Event::Text(text) if open.last() == Some(&false) => {
                words.push_str(&text.decode().unwrap());
            }
            Event::GeneralRef(entity) if open.last() == Some(&false) => {
                let name = format!("&{};", entity.decode().unwrap());
                words.push_str(&quick_xml::escape::unescape(&name).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    words
}

fn is_left_out(tag: &BytesStart<'_>) -> bool {
    let class = tag.try_get_attribute("class").unwrap();
    let class = class.map(|class| String::from_utf8(class.value.into_owned()).unwrap());
    matches!(tag.name().as_ref(), b"head" | b"nav" | b"caption")
        || matches!(class.as_deref(), Some("number" | "skip"))
}

/// Runs of text go on through these.
fn part(name: &[u8], words: &mut String) {
    if !matches!(name, b"a" | b"strong" | b"em" | b"span" | b"ins" | b"del") {
        words.push(' ');
    }
}

/// Asserts what must hold of every page, whatever it says.
pub(crate) fn assert_sound(bytes: &[u8]) {
    let page = tree(bytes);
    assert_stands_alone(bytes, &page);
    assert_linked(&page);
    assert_headed(&page);
    assert_tabled(&page);
    for picture in page.all("img") {
        assert!(!picture.attribute("alt").unwrap().trim().is_empty());
    }
}

/// Nothing is asked for from elsewhere, and nothing runs.
fn assert_stands_alone(bytes: &[u8], page: &Element) {
    let known = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "main",
        "nav",
        "section",
        "div",
        "img",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "strong",
        "em",
        "span",
        "br",
        "blockquote",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "aside",
        "ins",
        "del",
    ];
    let attributes = [
        "lang",
        "charset",
        "http-equiv",
        "name",
        "content",
        "class",
        "id",
        "href",
        "src",
        "alt",
        "width",
        "height",
        "role",
        "tabindex",
        "aria-label",
        "aria-labelledby",
        "scope",
        "colspan",
        "rowspan",
    ];
    for element in page.everything() {
        assert!(known.contains(&element.name.as_str()), "{}", element.name);
        for name in element.attribute_names() {
            assert!(attributes.contains(&name), "{name} of {}", element.name);
        }
        if let Some(address) = element.attribute("src") {
            assert!(address.starts_with("data:image/"), "{address}");
        }
        if let Some(address) = element.attribute("href") {
            let schemes = ["#", "https://", "http://", "mailto:", "tel:"];
            let lower = address.to_lowercase();
            assert!(
                schemes.iter().any(|scheme| lower.starts_with(scheme)),
                "{address}"
            );
        }
    }
    let style = style(bytes);
    for asked in ["url(", "@import", "image-set(", "src("] {
        assert!(!style.contains(asked), "{asked}");
    }
    let policy = page.all("meta").into_iter().find_map(|meta| {
        meta.attribute("http-equiv")?;
        meta.attribute("content")
    });
    assert!(policy.unwrap().starts_with("default-src &#39;none&#39;; "));
}

/// Ids stand once, and all that is referred to is there.
fn assert_linked(page: &Element) {
    let mut ids = BTreeSet::new();
    for element in page.everything() {
        if let Some(id) = element.attribute("id") {
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            assert!(!id.is_empty() && id.chars().all(plain), "{id}");
            assert!(ids.insert(id), "{id} stands twice");
        }
    }
    for element in page.everything() {
        let address = element
            .attribute("href")
            .and_then(|href| href.strip_prefix('#'));
        for id in address
            .into_iter()
            .chain(element.attribute("aria-labelledby"))
        {
            assert!(ids.contains(id), "{id} leads nowhere");
        }
    }
}

/// The first heading is the page's one title, and no level is skipped.
fn assert_headed(page: &Element) {
    let mut above = 0;
    for element in page.everything() {
        let level = element
            .name
            .strip_prefix('h')
            .and_then(|level| level.parse::<u8>().ok());
        if let Some(level) = level {
            assert!(level <= above + 1, "level {level} follows {above}");
            assert!(
                !element.all_text().trim().is_empty(),
                "a heading says nothing"
            );
            above = level;
        }
    }
}

/// Every table has a caption, and every heading in it says what it heads.
fn assert_tabled(page: &Element) {
    for table in page.all("table") {
        let caption = table.elements().next().unwrap();
        assert_eq!(caption.name, "caption");
        assert!(!caption.all_text().trim().is_empty());
    }
    for heading in page.all("th") {
        let scope = heading.attribute("scope");
        assert!(
            matches!(scope, Some("col" | "row" | "rowgroup")),
            "{scope:?}"
        );
        assert!(
            !heading.all_text().trim().is_empty(),
            "a heading of a table says nothing"
        );
    }
    for group in page
        .all("tbody")
        .into_iter()
        .filter(|group| !group.all("th").is_empty())
    {
        let bands = group.all("th").into_iter();
        let bands = bands.filter(|band| band.attribute("scope") == Some("rowgroup"));
        assert!(bands.count() <= 1, "a group has one band");
    }
}
