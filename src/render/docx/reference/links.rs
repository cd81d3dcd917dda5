//! What a part of a house document refers to.

use super::archive::Archive;
use super::fault::ReferenceFault as Fault;

/// A relationship of a part.
pub(super) struct Link {
    /// How the part names it.
    pub(super) id: String,
    /// What the target is to the part, such as `header`.
    pub(super) kind: String,
    /// Where it leads.
    pub(super) target: Target,
}

/// Where a relationship leads.
pub(super) enum Target {
    /// To a part, by its path from the root.
    Part(String),
    /// To an address outside the document.
    Outside(String),
}

impl Link {
    /// The path of the part it leads to, if it is of that kind.
    pub(super) fn part_of_kind(&self, kind: &str) -> Option<&str> {
        match &self.target {
            Target::Part(path) if self.kind == kind => Some(path),
            Target::Part(_) | Target::Outside(_) => None,
        }
    }
}

/// The relationships of a part; of the document as a whole where `part` is empty.
///
/// # Errors
/// [`Fault::Names`] for a path that leads out of the document; what [`Archive::tree`] finds.
pub(super) fn links(archive: &mut Archive<'_>, part: &str) -> Result<Vec<Link>, Fault> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = format!("{folder}/_rels/{file}.rels");
    let Some(root) = archive.tree(name.trim_start_matches('/'))? else {
        return Ok(Vec::new());
    };
    let given = |element: &crate::render::docx::xml::Element, name| {
        element.attribute(name).unwrap_or_default().to_owned()
    };
    root.elements()
        .map(|element| {
            let target = given(element, "Target");
            Ok(Link {
                id: given(element, "Id"),
                kind: given(element, "Type")
                    .rsplit('/')
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                target: if element.attribute("TargetMode") == Some("External") {
                    Target::Outside(target)
                } else {
                    Target::Part(path(folder, &target)?)
                },
            })
        })
        .collect()
}

/// A path that is written as seen from a folder, as seen from the root.
fn path(folder: &str, written: &str) -> Result<String, Fault> {
    let folder = if written.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(written.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Fault::Names)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_seen_from_the_folder_of_its_part() {
        for (written, expected) in [
            ("media/a.png", Ok("word/media/a.png")),
            ("/media/a.png", Ok("media/a.png")),
            ("../a.png", Ok("a.png")),
            ("../../a.png", Err(Fault::Names)),
        ] {
            assert_eq!(path("word", written), expected.map(str::to_owned));
        }
    }
}
