//! Numbers that stand for words, so that many can be compared.

/// Where a number begins (FNV-1a, 64 bits).
pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// A number with something more in it.
pub(crate) fn mixed(number: u64, with: u64) -> u64 {
    (number ^ with)
        .wrapping_mul(0x0100_0000_01b3)
        .rotate_left(29)
}

/// The number of some letters, whatever their capitals.
pub(crate) fn number_of(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(SEED, mixed_letter)
}

/// A number with one more letter in it, whether that is a capital or not.
pub(super) fn mixed_letter(number: u64, letter: char) -> u64 {
    let with = |number, letter| mixed(number, u64::from(u32::from(letter)));
    if letter.is_ascii() {
        with(number, letter.to_ascii_lowercase())
    } else {
        letter.to_lowercase().fold(number, with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_make_no_difference_and_letters_and_their_order_do() {
        let number = |word: &str| number_of(word.chars());
        assert_eq!(number("École"), number("éCOLE"));
        assert_ne!(number("act"), number("cat"));
        assert_ne!(number("act"), number("acts"));
    }
}
