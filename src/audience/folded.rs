//! A text as names are looked for in it.

/// A text without accents and apostrophes, whose words are parted by one sign each: a space, also for a hyphen or an
/// underline, a stop, a comma, or a nought for all that parts more than these.
#[derive(Debug)]
pub(super) struct Folded {
    /// With its capitals.
    pub(super) written: String,
    /// In small letters; every word begins at the same byte.
    pub(super) small: String,
}

impl Folded {
    /// Folds a plain text.
    pub(super) fn new(plain: &str) -> Self {
        let mut written = String::with_capacity(plain.len());
        let mut between: Option<char> = None;
        let mut letters = plain.chars().peekable();
        while let Some(c) = letters.next() {
            if matches!(c, '\'' | '`' | '\u{b4}' | '\u{2bc}') {
                // "Ada's" is Ada; "O'Brien" is one word.
                if !is_genitive(letters.clone()) {
                    continue;
                }
            }
            if matches!(c, '\u{300}'..='\u{36f}') {
                continue;
            }
            if !c.is_alphanumeric() {
                between = between.max(Some(parting(c)));
                continue;
            }
            written.extend(between.take().map(shown));
            push(c, &mut written);
        }
        written.extend(between.map(shown));
        let small = written.to_ascii_lowercase();
        Self { written, small }
    }
}

/// Whether an s follows, and then no letter.
fn is_genitive(mut rest: impl Iterator<Item = char>) -> bool {
    rest.next().is_some_and(|c| matches!(c, 's' | 'S'))
        && rest.next().is_none_or(|c| !c.is_alphanumeric())
}

/// How much a sign parts, as a digit that grows.
fn parting(c: char) -> char {
    match c {
        ' ' | '-' | '_' | '+' | '\'' | '`' | '\u{b4}' | '\u{2bc}' => '0',
        '.' => '1',
        ',' => '2',
        _ => '3',
    }
}

fn shown(parting: char) -> char {
    match parting {
        '0' => ' ',
        '1' => '.',
        '2' => ',',
        _ => '\u{0}',
    }
}

/// Adds a letter without its accent. One that has no plain letter becomes small, so that both texts are as long.
fn push(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c);
        return;
    }
    let mut small = c.to_lowercase();
    let first = small.next().unwrap_or(c);
    match base(first) {
        Some(base) if c == first => folded.push_str(base),
        Some(base) => folded.push_str(&base.to_ascii_uppercase()),
        None => folded.push(first),
    }
}

/// The plain letters for a small letter with an accent, as British keyboards have them.
fn base(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_apostrophes_and_what_parts_words_are_folded() {
        for (text, written) in [
            ("Peter Szymański", "Peter Szymanski"),
            ("Szyman\u{301}ski", "Szymanski"),
            ("O'Brien and O´Brien's", "OBrien and OBrien s"),
            ("Adeyemi-Holt, J. P.", "Adeyemi Holt,J.P."),
            ("Ælla (Ærø) Ünal", "AElla\u{0}AEro\u{0}Unal"),
            ("a/b; Жанна", "a\u{0}b\u{0}жанна"),
        ] {
            let folded = Folded::new(text);
            assert_eq!(folded.written, written);
            assert_eq!(folded.small.len(), folded.written.len());
        }
    }
}
