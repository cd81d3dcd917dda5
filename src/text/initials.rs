//! What words begin with: enough to rule most phrases out.

/// Small letters that words begin with, a bit each; all of them where one begins with another sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Initials(u32);

impl Initials {
    /// What some words begin with.
    pub(crate) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        words.fold(Self::NONE, |all, word| Self(all.0 | Self::of_word(word).0))
    }

    /// No word at all.
    pub(crate) const NONE: Self = Self(0);

    /// What one word begins with.
    pub(crate) fn of_word(word: &str) -> Self {
        match word.bytes().next().map(|byte| byte.to_ascii_lowercase()) {
            Some(letter @ b'a'..=b'z') => Self(1 << (letter - b'a')),
            Some(_) | None => Self(u32::MAX),
        }
    }

    /// Whether a word of one may be a word of the other, by what they begin with.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Initials;

    #[test]
    fn a_word_is_ruled_out_by_its_first_letter() {
        let initials = Initials::of(["duty", "act"].into_iter());
        let may_be = |word| initials.meets(Initials::of_word(word));
        assert!(may_be("Duties") && may_be("act") && may_be("élan"));
        assert!(!may_be("Zeal") && !Initials::NONE.meets(initials));
        assert!(Initials::of_word("’s").meets(Initials::of_word("zeal")));
    }
}
