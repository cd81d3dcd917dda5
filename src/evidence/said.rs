//! All that a file says: to the readers of its pages, and to whoever opens it with other programs.

use crate::guarded::guarded;

use super::examined::Examined;
use super::kind::FileKind;
use super::plain::{decoded, unfolded};
use super::{among, email, office, picture};

/// Hands all that a file says to a function, text by text, some of it more than once. Whether all of it could be read.
///
/// `examined` is what was found in the same bytes, by [`examine_bytes`](super::examine_bytes); `name` is that of the file.
#[must_use]
pub fn said(examined: &Examined, name: &str, bytes: &[u8], hear: &mut dyn FnMut(&str)) -> bool {
    let is_table = examined.kind == FileKind::Excel
        || [".csv", ".tsv"]
            .iter()
            .any(|ending| name.to_ascii_lowercase().ends_with(ending));
    for part in &examined.texts {
        // A text is heard as a whole, for its lines may part what belongs together.
        if examined.kind != FileKind::Text {
            hear(&part.text);
        }
        if is_table {
            rows(&part.text, hear);
        }
    }
    guarded(|| behind(examined.kind, bytes, hear)).unwrap_or(false)
}

fn behind(kind: FileKind, bytes: &[u8], hear: &mut dyn FnMut(&str)) -> bool {
    match kind {
        FileKind::Word | FileKind::Excel | FileKind::PowerPoint => office::said(bytes, hear),
        FileKind::Jpeg | FileKind::Png => picture::said(bytes, hear) == Some(true),
        FileKind::Text => {
            hear(&unfolded(&decoded(bytes)));
            true
        }
        FileKind::Email => {
            among::said(bytes, hear);
            email::said(bytes, hear);
            true
        }
        FileKind::Pdf | FileKind::Other => {
            among::said(bytes, hear);
            true
        }
    }
}

/// The cells of a row in both directions: a table has the parts of a name beside each other, the last one first or last.
fn rows(row: &str, hear: &mut dyn FnMut(&str)) {
    let cells = row.split([',', ';', '\t', '|']);
    let mut cells: Vec<&str> = cells.map(|cell| cell.trim_matches([' ', '"'])).collect();
    if cells.len() < 2 {
        return;
    }
    hear(&cells.join(" "));
    cells.reverse();
    hear(&cells.join(" "));
}

/// An address with the letters that stand in it as `%20`; `None` where there are none.
pub(super) fn plain_address(address: &str) -> Option<String> {
    let mut pieces = address.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    let mut is_changed = false;
    for piece in pieces {
        let code = piece
            .get(..2)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        if let Some(letter) = code {
            bytes.push(letter);
            bytes.extend_from_slice(&piece.as_bytes()[2..]);
            is_changed = true;
        } else {
            bytes.push(b'%');
            bytes.extend_from_slice(piece.as_bytes());
        }
    }
    is_changed.then(|| decoded(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_an_address_are_told() {
        let plain = |address| plain_address(address).unwrap_or_default();
        assert_eq!(
            plain("staff/Hilda%20Quillon.pdf"),
            "staff/Hilda Quillon.pdf"
        );
        assert_eq!(plain("Szyma%C5%84ski%"), "Szymański%");
        assert_eq!(plain("100 % of staff"), "");
    }

    #[test]
    fn a_name_in_two_cells_is_put_together() {
        for row in ["Quill | Ada | 01632", "7;\"Ada\";\"Quill\"", "Quill,Ada"] {
            let mut heard = String::new();
            rows(row, &mut |text| heard.push_str(text));
            assert!(heard.contains("Ada Quill"), "{heard}");
        }
    }
}
