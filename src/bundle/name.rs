//! Names of files that are safe on every system.

/// How long the part of a name is that comes from a title, in letters.
const LONGEST: usize = 60;

/// How long a whole name may be, its folders included, in letters.
const LONGEST_NAME: usize = 200;

/// The name of a piece of evidence in a pack: "03-register-of-visiting-speakers.pdf".
///
/// ```
/// # use dutybound::bundle::file_name;
/// assert_eq!(file_name(3, "Staff briefing: who attends?", "pdf"), "03-staff-briefing-who-attends.pdf");
/// assert_eq!(file_name(140, "…", "xlsx"), "140-evidence.xlsx");
/// ```
#[must_use]
pub fn file_name(number: usize, title: &str, ending: &str) -> String {
    let mut words = String::new();
    for letter in title.chars() {
        match letter {
            'a'..='z' | '0'..='9' => words.push(letter),
            'A'..='Z' => words.push(letter.to_ascii_lowercase()),
            '\'' | '’' => {}
            _ if !words.ends_with('-') && !words.is_empty() => words.push('-'),
            _ => {}
        }
    }
    if words.len() > LONGEST {
        let end = words[..=LONGEST].rfind('-').unwrap_or(LONGEST);
        words.truncate(end);
    }
    let words = words.trim_end_matches('-');
    let words = if words.is_empty() { "evidence" } else { words };
    format!("{number:02}-{words}.{ending}")
}

/// Whether a name with `/` between its parts stays within its folder, whatever system unpacks it.
#[must_use]
pub fn is_safe(name: &str) -> bool {
    name.len() <= LONGEST_NAME
        && name.split('/').all(|part| {
            !part.is_empty()
                && !part.starts_with('.')
                && !part.ends_with(['.', ' '])
                && !part.contains(['\\', ':', '*', '?', '"', '<', '>', '|'])
                && !part.chars().any(char::is_control)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_strange_titles_give_short_plain_names() {
        let long = "Minutes of the meeting ".repeat(20);
        let name = file_name(7, &long, "pdf");
        assert_eq!(
            name,
            "07-minutes-of-the-meeting-minutes-of-the-meeting-minutes-of-the.pdf"
        );
        for title in [
            "../../etc/passwd",
            "CON",
            "a\u{0}b",
            "Sŵn y Môr",
            "C:\\x",
            "...",
            &"x".repeat(300),
        ] {
            let name = file_name(1, title, "txt");
            assert!(is_safe(&name), "{name}");
            assert!(name.starts_with("01-") && name.is_ascii(), "{name}");
        }
    }

    #[test]
    fn names_that_lead_elsewhere_are_not_safe() {
        for name in [
            "", "/a", "a/", "a//b", "..", "a/../b", ".hidden", "C:/a", "a\\b", "a\nb", "a.", "a ",
            "a:b",
        ] {
            assert!(!is_safe(name), "{name:?}");
        }
        assert!(is_safe("evidence/01-minutes.pdf"));
    }
}
