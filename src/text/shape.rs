//! How words are written.

/// Which letters of a word are capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// None.
    Lower,
    /// The first alone.
    Capital,
    /// All of them, and there are at least two; a plural `s` may follow.
    Upper,
    /// Some, or it has digits.
    Mixed,
}

impl Shape {
    /// How a word is written.
    pub(crate) fn of(word: &str) -> Self {
        let digits = word.bytes().any(|byte| byte.is_ascii_digit());
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        Self::with(word, word.chars().count(), capitals, digits)
    }

    /// How a word is written that has so many letters, so many of them capitals, and digits or none.
    pub(super) fn with(word: &str, letters: usize, capitals: usize, digits: bool) -> Self {
        match capitals {
            _ if digits => Self::Mixed,
            0 => Self::Lower,
            1 if word.starts_with(char::is_uppercase) => Self::Capital,
            _ if capitals == letters => Self::Upper,
            _ if capitals + 1 == letters && word.ends_with('s') => Self::Upper,
            _ => Self::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (word, expected) in [
            ("school", Shape::Lower),
            ("School", Shape::Capital),
            ("A", Shape::Capital),
            ("DSL", Shape::Upper),
            ("DSLs", Shape::Upper),
            ("KS3", Shape::Mixed),
            ("McAvoy", Shape::Mixed),
            ("Élan", Shape::Capital),
        ] {
            assert_eq!(Shape::of(word), expected, "{word}");
        }
    }
}
