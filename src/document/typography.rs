//! British typography: the signs that a keyboard lacks, and spaces at which no line may end.
//!
//! Quotation marks are turned but stay single or double as they were typed. Addresses stay as they are.

use super::Inline;

/// Words that stay with the number after them: `Year 6`, `section 26`.
const BEFORE_NUMBERS: [&str; 26] = [
    "annex",
    "annexes",
    "appendix",
    "article",
    "chapter",
    "clause",
    "clauses",
    "figure",
    "level",
    "page",
    "pages",
    "paragraph",
    "paragraphs",
    "part",
    "parts",
    "room",
    "schedule",
    "section",
    "sections",
    "stage",
    "step",
    "table",
    "tier",
    "version",
    "year",
    "years",
];

/// Words that stay with the letter after them: `Annex B`.
const BEFORE_LETTERS: [&str; 5] = ["annex", "appendix", "part", "schedule", "table"];

/// Words that stay with the name after them.
const TITLES: [&str; 6] = ["Dr", "Mr", "Mrs", "Ms", "Prof", "Sir"];

/// The months as plans print them; each stays with the day before it.
const MONTHS: [&str; 24] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
];

/// The runs as a British printer would set them.
pub(super) fn typeset(runs: Vec<Inline>) -> Vec<Inline> {
    let mut before = None;
    runs.into_iter()
        .map(|run| typeset_run(run, &mut before))
        .collect()
}

/// `before` is the last character before the run.
fn typeset_run(run: Inline, before: &mut Option<char>) -> Inline {
    let mut all = |runs: Vec<Inline>| {
        runs.into_iter()
            .map(|run| typeset_run(run, before))
            .collect()
    };
    match run {
        Inline::Text { text } => {
            let text = kept_together(&signs(&text, *before));
            *before = text.chars().last().or(*before);
            Inline::Text { text }
        }
        Inline::Strong { content } => Inline::Strong {
            content: all(content),
        },
        Inline::Emphasis { content } => Inline::Emphasis {
            content: all(content),
        },
        // Another language has its own signs, and what was compared is set.
        Inline::Foreign { .. } | Inline::Changed { .. } => {
            *before = Some('a');
            run
        }
        Inline::Link { target, content } => {
            let words = super::plain_text(&content);
            let address = target.ends_with(words.as_str()) || words.contains(['@', '/']);
            let content = if address { content } else { all(content) };
            *before = words.chars().last().or(*before);
            Inline::Link { target, content }
        }
        Inline::Reference { .. } => {
            *before = Some('0');
            run
        }
        Inline::LineBreak => {
            *before = None;
            run
        }
    }
}

/// Quotation marks, dashes and the three dots.
fn signs(text: &str, before: Option<char>) -> String {
    if !text.contains(['"', '\'', '-', '.']) {
        return text.to_string();
    }
    let mut set = String::with_capacity(text.len());
    let mut before = before;
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let opens =
            before.is_none_or(|before| before.is_whitespace() || "([{–—“‘/".contains(before));
        let after = rest.chars().nth(1);
        let (found, printed) = match sign {
            '"' if opens => ("\"", "“"),
            '"' => ("\"", "”"),
            // The apostrophe of '26 and of 'tis looks like the end of a quotation; only the first can be told.
            '\'' if opens && !is_short_year(&rest[1..]) => ("'", "‘"),
            '\'' => ("'", "’"),
            '-' if rest.starts_with("--") && is_dash(before, &rest[2..]) => ("--", "–"),
            '-' if before == Some(' ') && after == Some(' ') => ("-", "–"),
            '.' if rest.starts_with("...") && !rest.starts_with("....") && before != Some('.') => {
                ("...", "…")
            }
            _ => ("", ""),
        };
        if found.is_empty() {
            set.push(sign);
            before = Some(sign);
            rest = &rest[sign.len_utf8()..];
        } else {
            set.push_str(printed);
            before = printed.chars().last();
            rest = &rest[found.len()..];
        }
    }
    set
}

/// Whether two hyphens stand for a dash: between spaces or numbers, not within a name such as `file--2.pdf`.
fn is_dash(before: Option<char>, after: &str) -> bool {
    let after = after.chars().next();
    let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
    both(char::is_whitespace) || both(|c| c.is_ascii_digit())
}

/// Whether a text begins with two digits and no more: `26`, `90s`.
fn is_short_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && !text[2..].starts_with(['/', '-', '.', ','])
}

/// The text with no-break spaces within what belongs together.
fn kept_together(text: &str) -> String {
    let mut set = String::with_capacity(text.len());
    let mut above = ""; // the word before
    for (number, word) in text.split(' ').enumerate() {
        if number > 0 {
            set.push(if belong_together(above, word) {
                '\u{A0}'
            } else {
                ' '
            });
        }
        set.push_str(word);
        above = word;
    }
    set
}

fn belong_together(word: &str, next: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    let lower = word.to_ascii_lowercase();
    let one_capital = bare.len() == 1 && bare.starts_with(|c: char| c.is_ascii_uppercase());
    let is_day = matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit());
    BEFORE_NUMBERS.contains(&lower.as_str()) && next.starts_with(|c: char| c.is_ascii_digit())
        || BEFORE_LETTERS.contains(&lower.as_str()) && one_capital
        || TITLES.contains(&word.trim_end_matches('.')) && next.starts_with(char::is_uppercase)
        || is_day && MONTHS.contains(&bare)
        || lower == "key" && bare.eq_ignore_ascii_case("stage")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> String {
        kept_together(&signs(text, None))
    }

    #[test]
    fn quotation_marks_turn_and_stay_single_or_double() {
        assert_eq!(
            set("\"We don't\", said ('the') 'head'."),
            "“We don’t”, said (‘the’) ‘head’."
        );
        assert_eq!(set("the class of '26"), "the class of ’26");
        assert_eq!(set("'2026/27' and '9 of 10'"), "‘2026/27’ and ‘9 of 10’");
        assert_eq!(set("pupils' work"), "pupils’ work");
    }

    #[test]
    fn a_quotation_mark_after_bold_words_closes() {
        let runs = vec![
            Inline::text("\""),
            Inline::Strong {
                content: vec![Inline::text("Stop")],
            },
            Inline::text("\", she said"),
        ];
        assert_eq!(super::super::plain_text(&typeset(runs)), "“Stop”, she said");
    }

    #[test]
    fn hyphens_between_words_become_dashes_and_those_within_stay() {
        assert_eq!(
            set("a well-run school - ours -- is open..."),
            "a well-run school – ours – is open…"
        );
        for text in [
            "2026-27, a --- b, 01632-960",
            "a--b.pdf",
            "/etc/a--b",
            "use --large",
        ] {
            assert_eq!(set(text), text);
        }
        assert_eq!(set("pages 3--5"), "pages\u{a0}3–5");
    }

    #[test]
    fn what_belongs_together_is_not_parted() {
        for text in [
            "Year 6",
            "(section 26)",
            "Annex B,",
            "Key Stage 2",
            "3 November",
            "12 Sept.",
            "Mr Ito",
            "Dr Holt",
        ] {
            assert!(!set(text).contains(' '), "{text}");
        }
        for text in [
            "year of",
            "a 6",
            "Annex to",
            "33 children",
            "123 May",
            "mr smith",
        ] {
            assert!(!set(text).contains('\u{A0}'), "{text}");
        }
    }

    #[test]
    fn addresses_stay_as_they_were_typed() {
        let typed = "Write to o'hara@example.org or see https://example.org/a--b'c, Section 4.";
        let words = super::super::plain_text(&super::super::inlines(typed));
        assert!(
            words.contains("o'hara@example.org") && words.contains("/a--b'c"),
            "{words}"
        );
        assert!(words.ends_with("Section\u{A0}4."), "{words}");
    }

    proptest::proptest! {
        #[test]
        fn what_is_set_stays_as_it_is(
            text in "([a-cA-C]|Year|Dr|May|key|stage|--?-?|[ '\"().,:;/0-9…–“’@]|\u{a0}){0,30}",
        ) {
            let once = set(&text);
            assert_eq!(set(&once), once, "{text:?}");
        }
    }
}
