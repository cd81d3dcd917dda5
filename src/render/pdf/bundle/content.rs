//! Content streams: what they draw, without the marks that say what it means in a file that is not this one.

use std::borrow::Cow;

/// What was found in a content stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Drawn {
    /// Colours that are named by printing inks.
    pub(super) inks: bool,
}

/// A content stream as it can stand within another page.
///
/// Marks for tags, and for layers, are taken out: they name numbers and properties of the file that it comes from. So
/// are steps back to a graphics state that was never kept; one that is kept without end is ended.
pub(super) fn standalone(stream: &[u8]) -> (Cow<'_, [u8]>, Drawn) {
    let mut reader = Reader {
        bytes: stream,
        at: 0,
    };
    let mut drawn = Drawn::default();
    let mut kept: Option<Vec<u8>> = None;
    // Up to where the stream was looked through and kept.
    let mut done = 0;
    let mut operands = 0;
    let mut depth = 0_usize;
    while let Some(token) = reader.token() {
        let cut = match token {
            Token::Operand => continue,
            Token::Name(name) => {
                drawn.inks |= matches!(name, b"DeviceCMYK" | b"CMYK");
                continue;
            }
            Token::Operator(operator) => match operator {
                b"BMC" | b"BDC" | b"EMC" | b"MP" | b"DP" => true,
                b"q" => {
                    depth += 1;
                    false
                }
                b"Q" if depth == 0 => true,
                b"Q" => {
                    depth -= 1;
                    false
                }
                b"k" | b"K" => {
                    drawn.inks = true;
                    false
                }
                b"ID" => {
                    reader.skip_picture();
                    false
                }
                _ => false,
            },
        };
        if cut {
            let kept = kept.get_or_insert_default();
            kept.extend_from_slice(&stream[done..operands]);
            kept.push(b'\n');
            done = reader.at;
        }
        operands = reader.at;
    }
    if depth > 0 || kept.is_some() {
        let kept = kept.get_or_insert_default();
        kept.extend_from_slice(&stream[done..]);
        for _ in 0..depth {
            kept.extend_from_slice(b"\nQ");
        }
    }
    (kept.map_or(Cow::Borrowed(stream), Cow::Owned), drawn)
}

enum Token<'a> {
    /// A number, a text or a bracket.
    Operand,
    Name(&'a [u8]),
    Operator(&'a [u8]),
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn token(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            let start = self.at;
            self.at += 1;
            match byte {
                _ if is_space(byte) => {}
                b'%' => self.skip_while(|byte| !matches!(byte, b'\r' | b'\n')),
                b'(' => {
                    self.skip_text();
                    return Some(Token::Operand);
                }
                b'<' if self.bytes.get(self.at) != Some(&b'<') => {
                    self.skip_while(|byte| byte != b'>');
                    self.at += 1;
                    return Some(Token::Operand);
                }
                b'/' => {
                    self.skip_while(is_regular);
                    return Some(Token::Name(&self.bytes[start + 1..self.at]));
                }
                _ if !is_regular(byte) => return Some(Token::Operand),
                _ => {
                    self.skip_while(is_regular);
                    let word = &self.bytes[start..self.at];
                    return Some(match word {
                        [b'0'..=b'9' | b'+' | b'-' | b'.', ..] | b"true" | b"false" | b"null" => {
                            Token::Operand
                        }
                        _ => Token::Operator(word),
                    });
                }
            }
        }
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|byte| wanted(*byte)) {
            self.at += 1;
        }
    }

    /// Goes behind a text in brackets, which may hold such brackets, and others behind a backslash.
    fn skip_text(&mut self) {
        let mut depth = 1;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Goes behind the bytes of a picture within the stream. Nothing says how many they are: they end at an `EI` that
    /// stands alone and has no bytes of a picture behind it.
    fn skip_picture(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let ends = |at: usize| {
            let (before, behind) = rest.split_at(at);
            before.last().is_some_and(|byte| is_space(*byte))
                && behind.starts_with(b"EI")
                && behind.get(2).is_none_or(|byte| is_space(*byte))
                && behind
                    .iter()
                    .skip(2)
                    .take(12)
                    .all(|byte| is_space(*byte) || byte.is_ascii_graphic())
        };
        let end = (1..rest.len()).find(|at| rest[*at] == b'E' && ends(*at));
        self.at += end.map_or(rest.len(), |end| end + 2);
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte)
        && !matches!(
            byte,
            b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(stream: &str) -> String {
        let (kept, _) = standalone(stream.as_bytes());
        let kept = String::from_utf8(kept.into_owned()).unwrap();
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn marks_are_taken_out_and_words_are_not() {
        assert_eq!(
            kept("/P <</MCID 0 /A (EMC)>> BDC q (an EMC \\) BDC) Tj Q EMC /Tag MP 1 0 0 rg"),
            "q (an EMC \\) BDC) Tj Q 1 0 0 rg"
        );
        assert_eq!(kept("/OC /Layer1 BDC 0 0 1 1 re f EMC"), "0 0 1 1 re f");
        assert!(matches!(standalone(b"q 1 w Q").0, Cow::Borrowed(_)));
    }

    #[test]
    fn states_are_balanced() {
        assert_eq!(kept("Q q 1 w q 2 w Q"), "q 1 w q 2 w Q Q");
        assert_eq!(kept("q Q Q 1 w"), "q Q 1 w");
    }

    #[test]
    fn pictures_within_the_stream_are_passed_over() {
        let stream = b"BI /W 2 /H 2 ID \x01 EMC EI\x02( \nEI\n/P BMC 1 w EMC";
        let (kept, drawn) = standalone(stream);
        assert!(kept.starts_with(b"BI /W 2 /H 2 ID \x01 EMC EI\x02( \nEI"));
        assert!(
            kept.ends_with(b"1 w\n"),
            "{}",
            String::from_utf8_lossy(&kept)
        );
        assert_eq!(drawn, Drawn::default());
    }

    #[test]
    fn inks_are_seen() {
        assert!(standalone(b"0 0 0 1 k").1.inks);
        assert!(standalone(b"/DeviceCMYK cs 0 0 0 1 sc").1.inks);
        assert!(!standalone(b"(0 0 0 1 k) Tj").1.inks);
    }
}
