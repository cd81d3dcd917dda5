//! What a PDF has in it beside its pages.

use crate::evidence::fault::FaultSort;
use crate::evidence::findings::Findings;

use super::object::Object;

/// Says what an object does, if that is more than to be looked at.
pub(super) fn inspect(object: &Object, findings: &mut Findings) {
    match object {
        Object::Group(entries) => {
            group(object, findings);
            for (_, value) in entries {
                inspect(value, findings);
            }
        }
        Object::List(list) => {
            for value in list {
                inspect(value, findings);
            }
        }
        Object::Plain
        | Object::Number(_)
        | Object::Reference(_)
        | Object::Name(_)
        | Object::Bytes(_)
        | Object::Word(_) => {}
    }
}

fn group(group: &Object, findings: &mut Findings) {
    let name = |key| group.get(key).and_then(Object::name);
    match name("S") {
        Some("JavaScript") => findings.fault(
            FaultSort::Scripts,
            "holds commands (JavaScript) that run when it is opened",
        ),
        Some("Launch") => findings.fault(
            FaultSort::Scripts,
            "starts another program when something in it is clicked or opened",
        ),
        Some(_) | None => {}
    }
    if group.get("JS").is_some() {
        findings.fault(
            FaultSort::Scripts,
            "holds commands (JavaScript) that run when it is opened",
        );
    }
    if group.get("XFA").is_some() {
        findings.fault(
            FaultSort::Scripts,
            "is a form of the kind that holds commands (XFA)",
        );
    }
    let attached =
        name("Type") == Some("EmbeddedFile") || matches!(group.get("EF"), Some(Object::Group(_)));
    if attached {
        findings.fault(
            FaultSort::Attachments,
            "has other files attached, which are not looked into",
        );
    }
    if matches!(
        name("Subtype"),
        Some("RichMedia" | "Movie" | "Sound" | "3D" | "Screen")
    ) {
        findings.fault(
            FaultSort::Attachments,
            "has a film or a sound in it, which is not looked into",
        );
    }
}
