//! What a PDF has in it beside its pages.

use std::collections::BTreeMap;

use crate::evidence::fault::FaultSort;
use crate::evidence::findings::Findings;

use super::object::Object;

/// Says what an object of the file does, if that is more than to be looked at.
pub(super) fn inspect(object: &Object, findings: &mut Findings) {
    // What stands alone is what another object says that it does.
    action(object, findings);
    media(object, findings);
    within(object, findings);
}

fn within(object: &Object, findings: &mut Findings) {
    match object {
        Object::Group(entries) => {
            double(entries, findings);
            for (key, value) in entries {
                entry(key, value, findings);
                within(value, findings);
            }
        }
        Object::List(list) => {
            for value in list {
                within(value, findings);
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

/// Of two values under one name, one program takes the first and another the last. Texts say nothing of the pages.
fn double(entries: &[(String, Object)], findings: &mut Findings) {
    let mut known = BTreeMap::new();
    for (key, value) in entries {
        if let Some(before) = known.insert(key, value)
            && before != value
            && !matches!((before, value), (Object::Bytes(_), Object::Bytes(_)))
        {
            findings.fault(
                FaultSort::TwoKinds,
                "says two things of one part of it, of which each program takes another",
            );
        }
    }
}

fn entry(key: &str, value: &Object, findings: &mut Findings) {
    match key {
        "S" => action(value, findings),
        "JS" => findings.fault(FaultSort::Scripts, SCRIPT),
        "XFA" => findings.fault(
            FaultSort::Scripts,
            "is a form of the kind that holds commands (XFA)",
        ),
        "EF" => findings.fault(FaultSort::Attachments, ATTACHED),
        "Type" if value.name() == Some("EmbeddedFile") => {
            findings.fault(FaultSort::Attachments, ATTACHED);
        }
        "Subtype" => media(value, findings),
        _ => {}
    }
}

const SCRIPT: &str = "holds commands (JavaScript) that run when it is opened";
const ATTACHED: &str = "has other files attached, which are not looked into";

fn action(value: &Object, findings: &mut Findings) {
    match value.name() {
        Some("JavaScript") => findings.fault(FaultSort::Scripts, SCRIPT),
        Some("Launch") => findings.fault(
            FaultSort::Scripts,
            "starts another program when something in it is clicked or opened",
        ),
        Some(_) | None => {}
    }
}

fn media(value: &Object, findings: &mut Findings) {
    if matches!(
        value.name(),
        Some("RichMedia" | "Movie" | "Sound" | "3D" | "Screen")
    ) {
        findings.fault(
            FaultSort::Attachments,
            "has a film or a sound in it, which is not looked into",
        );
    }
}
