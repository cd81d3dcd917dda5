//! Numbers of telephones and of organisations.

/// The fewest digits of a number that is looked for.
const FEWEST: usize = 6;

/// The fewest digits of the number of a telephone, without the 0 before it; shorter numbers have to be the same whole.
const FEWEST_OF_A_TELEPHONE: usize = 9;

/// A number by its digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Without the 0 or the +44 before them.
    digits: String,
    /// The digits of the extension.
    extension: Option<String>,
}

impl Number {
    /// Whether who reads this number knows another one. A number tells that of its house, and not those of other desks.
    pub(super) fn tells(&self, hidden: &Self) -> bool {
        let digits = if hidden.digits.len() < FEWEST_OF_A_TELEPHONE {
            self.digits == hidden.digits
        } else {
            self.digits.contains(&hidden.digits)
        };
        digits && (hidden.extension.is_none() || self.extension == hidden.extension)
    }
}

/// The numbers of a plain text: telephones however they are written, and others of six digits and more.
pub(super) fn numbers(plain: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut groups: Vec<String> = Vec::new();
    let (mut gap, mut end) = (0, 0);
    for (at, c) in plain.char_indices().chain([(plain.len(), '\n')]) {
        match c {
            '0'..='9' => {
                match groups.last_mut() {
                    Some(group) if gap == 0 => group.push(c),
                    Some(_) | None => groups.push(String::from(c)),
                }
                gap = 0;
                end = at + 1;
            }
            ' ' | '-' | '(' | ')' | '+' | '.' | '/' if !groups.is_empty() && gap < 3 => gap += 1,
            _ => {
                push(&groups, plain.get(end..).unwrap_or_default(), &mut found);
                groups.clear();
                gap = 0;
            }
        }
    }
    found
}

/// Adds what groups of digits can be: one number, and each by itself where they are no telephone together.
fn push(groups: &[String], after: &str, found: &mut Vec<Number>) {
    let digits = groups.concat();
    if digits.len() < FEWEST {
        return;
    }
    let whole = without_prefix(&digits);
    let is_telephone = whole.len() < digits.len() && matches!(whole.len(), 9 | 10);
    if groups.len() > 1 && !is_telephone {
        let apart = groups.iter().filter(|group| group.len() >= FEWEST);
        found.extend(apart.map(|group| Number {
            digits: without_prefix(group).to_string(),
            extension: None,
        }));
    }
    found.push(Number {
        digits: whole.to_string(),
        extension: extension(after),
    });
}

fn without_prefix(digits: &str) -> &str {
    let digits = digits.strip_prefix("0044").unwrap_or(digits);
    let abroad = digits.strip_prefix("44").filter(|rest| rest.len() >= 9);
    let digits = abroad.unwrap_or(digits);
    digits.strip_prefix('0').unwrap_or(digits)
}

/// The digits of an extension that stands behind a number.
fn extension(after: &str) -> Option<String> {
    const WORDS: [&str; 7] = ["extension", "extn", "ext", "option", "opt", "x", "#"];
    let after = after.trim_start_matches([' ', ',', ';', '(']);
    let after: String = after.chars().take(24).collect();
    let after = after.to_ascii_lowercase();
    let rest = WORDS.iter().find_map(|word| after.strip_prefix(word))?;
    let rest = rest.trim_start_matches([' ', '.', ':', '#']);
    let end = rest.find(|c: char| !c.is_ascii_digit());
    let digits = &rest[..end.unwrap_or(rest.len())];
    (!digits.is_empty()).then(|| digits.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tells(text: &str, hidden: &str) -> bool {
        let hidden = &numbers(hidden)[0];
        numbers(text).iter().any(|number| number.tells(hidden))
    }

    #[test]
    fn a_number_is_known_however_it_is_written_and_an_extension_is_part_of_it() {
        for (text, hidden) in [
            ("ring +44 (0)1632 960 011.", "01632 960011"),
            ("01632/960119", "01632 960119"),
            ("01632 960100 01632 960119", "01632 960119"),
            ("01632 960100, ext. 204", "01632 960100 x204"),
            ("01632 960119 ext 2", "01632 960119"),
            ("URN 999 240", "999240"),
            ("URN 999240 (2026)", "999240"),
            ("on 07/10/2026, 999240", "999240"),
        ] {
            assert!(tells(text, hidden), "{hidden} in {text}");
        }
        for (text, hidden) in [
            ("01632 999240", "999240"),
            ("9992401", "999240"),
            ("01632 960100", "01632 960100 ext 204"),
            ("01632 960100 ext 205", "01632 960100 ext 204"),
            ("01632 960100 ext 2040", "01632 960100 ext 204"),
            ("01632 960012", "01632 960011"),
        ] {
            assert!(!tells(text, hidden), "{hidden} in {text}");
        }
    }
}
