//! Layers of a PDF, which can be switched off.
//!
//! What is switched off cannot be told from the rest any more once a page stands in another file, and would come to light.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name};

use super::ExhibitFault;

/// Refuses a file in which a layer is switched off, or is where it is printed or shown.
///
/// # Errors
/// The [`ExhibitFault`] that says so.
pub(super) fn of_file(pdf: &Pdf) -> Result<(), ExhibitFault> {
    let xref = pdf.xref();
    let Some(layers) = xref
        .get::<Dict<'_>>(xref.root_id())
        .and_then(|catalog| catalog.get::<Dict<'_>>("OCProperties"))
    else {
        return Ok(());
    };
    let set = layers.get::<Dict<'_>>("D").unwrap_or_default();
    let base = set.get::<Name<'_>>("BaseState");
    let off = set.get::<Array<'_>>("OFF").unwrap_or_default();
    let hidden = base.is_some_and(|base| *base != *b"ON") || off.raw_iter().next().is_some();
    let groups = layers.get::<Array<'_>>("OCGs").unwrap_or_default();
    if hidden
        || groups
            .iter::<Dict<'_>>()
            .any(|group| is_at_times_hidden(&group))
    {
        return Err(fault());
    }
    Ok(())
}

/// Refuses layers that are seen when others are not.
///
/// # Errors
/// The [`ExhibitFault`] that says so.
pub(super) fn of_properties(properties: &Dict<'_>) -> Result<(), ExhibitFault> {
    let mut names = properties.keys();
    names.try_for_each(|name| {
        let layer = properties.get::<Dict<'_>>(&*name);
        layer.map_or(Ok(()), |layer| of_content(&layer))
    })
}

/// The same for the layer of one thing.
///
/// # Errors
/// The [`ExhibitFault`] that says so.
pub(super) fn of_content(layer: &Dict<'_>) -> Result<(), ExhibitFault> {
    let policy = layer.get::<Name<'_>>("P");
    let inverse = matches!(policy.as_deref(), Some(b"AllOff" | b"AnyOff"));
    let is_member = layer.get::<Name<'_>>("Type").as_deref() == Some(b"OCMD");
    if is_member && (inverse || layer.contains_key("VE")) {
        return Err(fault());
    }
    Ok(())
}

fn is_at_times_hidden(group: &Dict<'_>) -> bool {
    let usage = group.get::<Dict<'_>>("Usage").unwrap_or_default();
    let is_off = |occasion: &str, state: &str| {
        usage
            .get::<Dict<'_>>(occasion)
            .and_then(|usage| usage.get::<Name<'_>>(state))
            .is_some_and(|state| *state == *b"OFF")
    };
    is_off("View", "ViewState") || is_off("Print", "PrintState") || is_off("Export", "ExportState")
}

fn fault() -> ExhibitFault {
    ExhibitFault::new(
        "it has layers that are switched off, which would come to light",
        "Print it to a new PDF, which holds what is seen and nothing else.",
    )
}
