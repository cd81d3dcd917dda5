//! Unique pupil numbers.

/// How many signs a unique pupil number has.
pub(super) const LENGTH: usize = 13;

/// Whether a word is a unique pupil number, by its check letter, so that no other number is taken for one (Department
/// for Education, unique pupil numbers: the letter is the remainder by 23 of the sum of the other signs, each times its
/// place; a temporary number ends in a letter).
pub(super) fn is_one(word: &str) -> bool {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let bytes = word.as_bytes();
    if bytes.len() != LENGTH {
        return false;
    }
    let place = |letter: u8| {
        LETTERS
            .iter()
            .position(|known| *known == letter.to_ascii_uppercase())
    };
    let Some(check) = place(bytes[0]) else {
        return false;
    };
    let value = |(at, byte): (usize, &u8)| match byte {
        b'0'..=b'9' => Some(usize::from(byte - b'0') * (at + 2)),
        letter if at == 11 => Some(place(*letter)? * (at + 2)),
        _ => None,
    };
    let sum: Option<usize> = bytes[1..].iter().enumerate().map(value).sum();
    sum.is_some_and(|sum| sum % 23 == check && bytes[1..].iter().any(|byte| *byte != b'0'))
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn the_letter_of_a_number_that_was_worked_by_hand() {
        // 2×1 + 3×2 + 4×3 + 5×4 + 6×5 + 7×6 + 8×7 + 9×8 + 10×9 + 11×0 + 12×1 + 13×2 = 368 = 16 × 23 + 0: A.
        assert!(is_one("A123456789012"));
        assert!(!is_one("B123456789012"));
        // 2×8 + 4×1 + 5×2 + 10×1 + 13×1 = 53 = 2 × 23 + 7: the eighth letter.
        assert!(is_one("H801200001001"));
    }
}
