//! The streams of PDFs that are written in letters: the filters `ASCIIHexDecode` and `ASCII85Decode`.

/// The bytes of a stream that is written in hexadecimal digits.
pub(super) fn from_hexadecimal(letters: &[u8]) -> Vec<u8> {
    let letters = letters.iter().take_while(|letter| **letter != b'>');
    let mut digits =
        letters.filter_map(|letter| u8::try_from(char::from(*letter).to_digit(16)?).ok());
    let mut bytes = Vec::new();
    while let Some(high) = digits.next() {
        bytes.push(high << 4 | digits.next().unwrap_or_default());
    }
    bytes
}

/// The bytes of a stream of which five letters stand for four bytes, and a `z` does so alone.
pub(super) fn from_base85(letters: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut value, mut given) = (0_u32, 0);
    for letter in letters.iter().take_while(|letter| **letter != b'~') {
        match letter {
            b'z' if given == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                value = value
                    .wrapping_mul(85)
                    .wrapping_add(u32::from(letter - b'!'));
                given += 1;
                if given == 5 {
                    bytes.extend(value.to_be_bytes());
                    (value, given) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if given > 1 {
        for _ in given..5 {
            value = value.wrapping_mul(85).wrapping_add(84);
        }
        bytes.extend(&value.to_be_bytes()[..given - 1]);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_bytes() {
        assert_eq!(from_hexadecimal(b"48 65\n6C6c6F7>ff"), b"Hellop");
        assert_eq!(from_base85(b"87cUR\nD]i,\"Ebo7~>87"), b"Hello World");
        assert_eq!(from_base85(b"z87cURDZ"), b"\0\0\0\0Hello");
    }
}
