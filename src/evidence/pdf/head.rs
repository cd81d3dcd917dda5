//! How an object of a PDF begins: `12 0 obj`.

use super::object::{is_blank, is_regular};

/// The number of the object that begins with a word, and where that number stands.
pub(super) fn head(bytes: &[u8], word: usize) -> Option<(u32, usize)> {
    let blanks = |end: usize| {
        let start = (0..end)
            .rev()
            .take(20)
            .take_while(|at| is_blank(bytes[*at]))
            .last();
        start.filter(|start| *start < end)
    };
    let digits = |end: usize| {
        let start = (0..end)
            .rev()
            .take(10)
            .take_while(|at| bytes[*at].is_ascii_digit())
            .last();
        start.filter(|start| *start < end)
    };
    let second = digits(blanks(word)?)?;
    let end = blanks(second)?;
    let first = digits(end)?;
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    if bytes[first..word].iter().any(is_end) {
        // The number may be the end of a comment.
        let mut line = bytes[..first].rsplit(is_end);
        line.next().filter(|line| !line.contains(&b'%'))?;
    }
    let number = std::str::from_utf8(&bytes[first..end]).ok()?;
    Some((number.parse().ok()?, first))
}

/// Whether an object begins with a word for other programs, in a way that no program writes: with comments or rows of
/// blanks between its numbers, or with nothing.
pub(super) fn is_hidden(bytes: &[u8], word: usize) -> bool {
    if bytes
        .get(word + 3)
        .is_some_and(|behind| is_regular(*behind))
    {
        return false;
    }
    match before(bytes, word) {
        Before::Comment => true,
        Before::Number(end) => {
            let of_number =
                |byte: &&u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-');
            let length = bytes[..end].iter().rev().take_while(of_number).count();
            before(bytes, end - length) != Before::Other
        }
        Before::Other => false,
    }
}

/// What stands before a place and the blanks before that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// A number that ends there.
    Number(usize),
    /// A comment, and before that a number.
    Comment,
    Other,
}

fn before(bytes: &[u8], place: usize) -> Before {
    let mut end = place;
    loop {
        let start = trimmed(&bytes[..end]);
        let is_line = bytes[start..end]
            .iter()
            .any(|byte| matches!(byte, b'\r' | b'\n'));
        let line = bytes[..start]
            .iter()
            .rposition(|byte| matches!(byte, b'\r' | b'\n'))
            .map_or(0, |before| before + 1);
        let line = if is_line { line..start } else { start..start };
        let mut comments = line.clone().filter(|at| bytes[*at] == b'%').peekable();
        let first = comments.peek().copied();
        let is_number = |end: usize| end > 0 && matches!(bytes[end - 1], b'0'..=b'9' | b'.');
        if comments.any(|at| {
            let end = trimmed(&bytes[..at]);
            end > line.start && is_number(end)
        }) {
            return Before::Comment;
        }
        if first.is_some_and(|first| trimmed(&bytes[..first]) <= line.start) {
            // The comment fills its line: what is before that line counts.
            end = line.start;
        } else if is_number(start) {
            return Before::Number(start);
        } else {
            return Before::Other;
        }
    }
}

/// Where some bytes end but for blanks.
fn trimmed(bytes: &[u8]) -> usize {
    let last = bytes.iter().rposition(|byte| !is_blank(*byte));
    last.map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (bool, bool) {
        let word = text.rfind("obj").unwrap();
        let bytes = text.as_bytes();
        (head(bytes, word).is_some(), is_hidden(bytes, word))
    }

    #[test]
    fn heads_that_no_program_writes_are_seen() {
        let blanks = " ".repeat(30);
        for text in [
            format!("8{blanks}0 obj"),
            format!("8 0{blanks}obj<<"),
            "8 %x\n0 obj".into(),
            "8 0 % 5\r%\n\n % % \nobj/Launch".into(),
            "(a%b 8 %c %d\n 0 obj)".into(),
            "8 0 %5\n%6\nobj ".into(),
            "8 %5\n%6\n0 obj ".into(),
            "+8 -0 obj".into(),
            "8 0.obj".into(),
            "8 0obj".into(),
            "99999999999 0 obj".into(),
        ] {
            assert!(!found(&text).0, "{text}");
            assert!(found(&text).1, "{text}");
        }
    }

    #[test]
    fn other_words_are_no_heads() {
        for text in [
            "8 0 endobj",
            "an obj",
            "some 30 obj ",
            "% 5\nan obj",
            "%5\n%6\nobj ",
            "%5\n30 obj ",
            "obj",
        ] {
            assert_eq!(found(text), (false, false), "{text}");
        }
        assert!(found("% x\n12 0 obj").0);
    }
}
