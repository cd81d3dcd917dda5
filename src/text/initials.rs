//! What words begin with: enough to rule most phrases out.

/// Small letters that words begin with, a bit each; all of them where one begins with another sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Initials(u32);

impl Initials {
    /// What some words begin with.
    pub(crate) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        Self(words.fold(0, |letters, word| letters | Self::bit(word)))
    }

    fn bit(word: &str) -> u32 {
        match word.bytes().next().map(|byte| byte.to_ascii_lowercase()) {
            Some(letter @ b'a'..=b'z') => 1 << (letter - b'a'),
            Some(_) | None => u32::MAX,
        }
    }

    /// Whether one of them may be a word, by what it begins with.
    pub(crate) fn has(self, word: &str) -> bool {
        self.0 & Self::bit(word) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Initials;

    #[test]
    fn a_word_is_ruled_out_by_its_first_letter() {
        let initials = Initials::of(["duty", "act"].into_iter());
        assert!(initials.has("Duties") && initials.has("act") && initials.has("élan"));
        assert!(!initials.has("Zeal"));
        assert!(Initials::of(["’s"].into_iter()).has("zeal"));
    }
}
