//! Messages that were saved as files.

use mail_parser::decoders::html::html_to_text;
use mail_parser::{MessageParser, MimeHeaders as _, PartType};
use quick_xml::escape::unescape;

use super::fault::FaultSort;
use super::findings::Findings;
use super::plain::lines;
use super::position;
use super::said::plain_address;
use super::told::is_program_name;

/// The most parts that a message may have.
const MOST_PARTS: usize = 2_000;

/// Lines that the head of a message has, in small letters.
const HEADS: [&str; 10] = [
    "from:",
    "to:",
    "subject:",
    "date:",
    "message-id:",
    "mime-version:",
    "received:",
    "return-path:",
    "reply-to:",
    "content-type:",
];

/// Whether a text begins as messages do: with lines that say who wrote to whom, and nothing else.
pub(super) fn is_message(start: &str) -> bool {
    let mut heads = 0;
    for line in start.lines() {
        if line.starts_with([' ', '\t']) && heads > 0 {
            continue; // a long line goes on
        }
        if line.is_empty() {
            break;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if name.is_empty() || !name.chars().all(is_name) {
            return false;
        }
        let name = format!("{}:", name.to_ascii_lowercase());
        heads += usize::from(HEADS.contains(&name.as_str()));
    }
    heads >= 3
}

/// Looks into a message.
pub(super) fn look(bytes: &[u8], findings: &mut Findings) {
    if parts(bytes) > MOST_PARTS {
        let message = format!("has more than {MOST_PARTS} parts");
        return findings.fault(FaultSort::Objects, message);
    }
    let Some(message) = MessageParser::default().parse(bytes) else {
        return findings.fault(FaultSort::Broken, "is a message that cannot be read");
    };
    let names: Vec<String> = message
        .attachments()
        .map(|part| part.attachment_name().unwrap_or("a file without a name"))
        .map(|name| name.chars().take(100).collect())
        .collect();
    if let Some(name) = names.iter().find(|name| is_program_name(name)) {
        findings.fault(
            FaultSort::Program,
            format!("has a program attached, `{name}`"),
        );
    }
    if let Some(first) = names.first() {
        let message = match names.len() - 1 {
            0 => format!("has a file attached, `{first}`, which is not looked into"),
            more => {
                format!("has files attached, `{first}` and {more} more, which are not looked into")
            }
        };
        findings.fault(FaultSort::Attachments, message);
    }
    if !findings.wants_texts() {
        return;
    }
    if let Some(subject) = message.subject() {
        findings.text(|| "the subject".into(), subject);
    }
    let heads = [
        message.from(),
        message.sender(),
        message.reply_to(),
        message.to(),
        message.cc(),
        message.bcc(),
    ];
    let people = heads.into_iter().flatten().flat_map(|head| head.iter());
    let people = people.flat_map(|one| one.name().into_iter().chain(one.address()));
    let people: Vec<&str> = people.collect();
    findings.text(|| "who wrote to whom".into(), &people.join("\n"));
    // The same message as a web page may say something else than its plain text.
    let others = message.html_body.iter();
    let others = others.filter(|number| !message.text_body.contains(number));
    for number in message.text_body.iter().chain(others) {
        match message.part(*number).map(|part| &part.body) {
            Some(PartType::Text(text)) => lines(text, findings),
            Some(PartType::Html(page)) => lines(&html_to_text(page), findings),
            Some(
                PartType::Binary(_)
                | PartType::InlineBinary(_)
                | PartType::Message(_)
                | PartType::Multipart(_),
            )
            | None => {}
        }
    }
}

/// What the head of a message says in lines that programs do not show, and what its pages say beside their words, such as
/// the addresses behind links.
pub(super) fn said(bytes: &[u8], hear: &mut dyn FnMut(&str)) {
    let parser = MessageParser::new().with_mime_headers();
    let Some(message) = parser.default_header_text().parse(bytes) else {
        return;
    };
    for part in &message.parts {
        for text in part.headers.iter().filter_map(|head| head.value.as_text()) {
            hear(text);
        }
        if let PartType::Html(page) = &part.body {
            hear(page);
            hear(&plain_address(page).unwrap_or_default());
            if let Ok(page) = unescape(page) {
                hear(&page);
            }
        }
    }
}

/// How many parts a message has at most.
fn parts(bytes: &[u8]) -> usize {
    let mut count = 0;
    let mut at = 0;
    while let Some(found) = position(bytes, b"\n--", at) {
        count += 1;
        at = found + 3;
    }
    // Each is announced, most by two lines that begin so; and a signature begins so, too.
    count
}
