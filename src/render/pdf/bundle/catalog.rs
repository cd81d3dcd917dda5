//! How a viewer opens a bundle: with the bookmarks beside it, for nobody finds a piece among hundreds of pages otherwise,
//! and with its title in the window in place of the name of the file.

/// The number of the catalog of a finished PDF, and the whole object as it is to be instead.
///
/// Gives nothing where the file is not as pdf-writer writes it.
pub(super) fn with_bookmarks(finished: &[u8]) -> Option<(i32, Vec<u8>)> {
    const BEGINS: &[u8] = b" 0 obj\n<</Type/Catalog";
    const ENDS: &[u8] = b">>\nendobj\n";
    let begins = rposition(finished, BEGINS)?;
    let line = finished[..begins].iter().rposition(|byte| *byte == b'\n')? + 1;
    let number = std::str::from_utf8(&finished[line..begins]).ok()?;
    let rest = &finished[line..];
    let entries = &rest[..position(rest, ENDS)?];

    let mut object = entries.to_vec();
    if position(&object, b"/DisplayDocTitle").is_none() {
        let title = b"/DisplayDocTitle true";
        let preferences: &[u8] = b"/ViewerPreferences<<";
        if let Some(at) = position(&object, preferences) {
            let at = at + preferences.len();
            object.splice(at..at, title.iter().copied());
        } else {
            object.extend_from_slice(&[preferences, title, b">>"].concat());
        }
    }
    object.extend_from_slice(b"/PageMode/UseOutlines");
    object.extend_from_slice(ENDS);
    Some((number.parse().ok()?, object))
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|at| at == wanted)
}

fn rposition(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|at| at == wanted)
}

#[cfg(test)]
mod tests {
    use super::with_bookmarks;

    #[test]
    fn what_the_catalog_said_is_kept() {
        let with = |entries: &str| {
            let file = format!(
                "1 0 obj\n<</A 1>>\nendobj\n12 0 obj\n<</Type/Catalog{entries}>>\nendobj\nxref\n"
            );
            let (number, object) = with_bookmarks(file.as_bytes()).unwrap();
            assert_eq!(number, 12);
            String::from_utf8(object).unwrap()
        };
        assert_eq!(
            with("/ViewerPreferences<</Direction/L2R>>/Outlines 5 0 R"),
            "12 0 obj\n<</Type/Catalog/ViewerPreferences<</DisplayDocTitle true/Direction/L2R>>/Outlines 5 0 R\
             /PageMode/UseOutlines>>\nendobj\n"
        );
        assert_eq!(
            with("/Outlines 5 0 R"),
            "12 0 obj\n<</Type/Catalog/Outlines 5 0 R/ViewerPreferences<</DisplayDocTitle true>>\
             /PageMode/UseOutlines>>\nendobj\n"
        );
        let claimed = with("/ViewerPreferences<</DisplayDocTitle true>>");
        assert_eq!(claimed.matches("DisplayDocTitle").count(), 1);
        assert_eq!(with_bookmarks(b"%PDF-1.7\n"), None);
    }
}
