//! What is what in a pack.

use std::fmt::Write as _;

use crate::report::evidence::EvidenceRegister;

/// How long a line is, in letters.
const WIDTH: usize = 78;

/// The README of a pack of that name.
pub(super) fn readme(
    register: &EvidenceRegister<'_>,
    name: &str,
    plans: &[String],
    has_gap_list: bool,
) -> String {
    let mut text = String::new();
    line(&mut text, &format!("{}: evidence pack", register.name));
    line(
        &mut text,
        &format!("{}. {}.", register.plan_and_period(), register.stands),
    );
    line(
        &mut text,
        &format!(
            "Made for {}, as of {}.",
            register.made_for,
            crate::report::long_day(register.as_of)
        ),
    );
    head(&mut text, "BEGIN HERE");
    item(
        &mut text,
        "index.html",
        "Opens in any browser, without the internet, and leads to every file. Unpack the ZIP first.",
    );
    item(
        &mut text,
        "index.pdf, index.docx, index.xlsx",
        "The same index to print, to edit, and to sort and filter.",
    );
    if has_gap_list {
        item(
            &mut text,
            "gap-list.pdf, gap-list.docx",
            "What is missing from the evidence, or out of date.",
        );
    }
    head(&mut text, "THE PLAN");
    for plan in plans {
        let _ = writeln!(text, "{plan}");
    }
    head(&mut text, "THE EVIDENCE");
    line(
        &mut text,
        "The files in the folder evidence/ have the numbers that the index gives them. They are copies, byte for byte.",
    );
    head(&mut text, "IS IT WHOLE?");
    line(
        &mut text,
        "manifest.json lists every file with its size and its SHA-256 fingerprint. Either of these looks at all of them; only \
         the first also names a file that was added:",
    );
    let _ = writeln!(text, "    dutybound verify {name}.zip");
    let _ = writeln!(
        text,
        "    sha256sum -c SHA256SUMS      (in the unpacked folder)"
    );
    line(
        &mut text,
        "They show that nothing was lost or changed by accident. Whoever changes a file on purpose can change the lists, too: \
         so keep the fingerprint of the ZIP itself, which was printed when it was made.",
    );
    text.push('\n');
    line(
        &mut text,
        "The pack shows what was there on that day. Whether it is enough is for its readers to judge.",
    );
    text
}

fn head(text: &mut String, words: &str) {
    let _ = writeln!(text, "\n{words}\n{}", "-".repeat(words.chars().count()));
}

fn item(text: &mut String, files: &str, words: &str) {
    let _ = writeln!(text, "{files}");
    indented(text, words, "    ");
}

fn line(text: &mut String, words: &str) {
    indented(text, words, "");
}

fn indented(text: &mut String, words: &str, indent: &str) {
    let mut length = 0;
    for word in words.split_whitespace() {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > WIDTH {
            text.push('\n');
            length = 0;
        }
        if length > 0 {
            text.push(' ');
            length += 1;
        } else {
            text.push_str(indent);
            length = indent.len();
        }
        text.push_str(word);
        length += letters;
    }
    text.push('\n');
}
