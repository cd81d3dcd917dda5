//! The parts of the package that are the same in every file but for a few values.

use super::package::Part;
use super::xml::fill;
use crate::document::{Colour, Document};

const STYLES: &str = include_str!("parts/styles.xml");
const THEME: &str = include_str!("parts/theme.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");
const FONTS: &str = include_str!("parts/fonts.xml");
const CORE: &str = include_str!("parts/core.xml");
const APP: &str = include_str!("parts/app.xml");

/// Each part with the kind of its relationship to the document.
pub(super) fn document_parts(document: &Document) -> [(&'static str, Part); 4] {
    let theme = &document.theme;
    let on_primary_name = if theme.on_primary == Colour::WHITE {
        "background1"
    } else {
        "text1"
    };
    let [primary, accent, tint, on_primary] =
        [theme.primary, theme.accent, theme.tint, theme.on_primary].map(Colour::word_hex);
    let values = [
        ("primary", primary.as_str()),
        ("accent", &accent),
        ("tint", &tint),
        ("on_primary", &on_primary),
        ("on_primary_name", on_primary_name),
        ("font", &theme.fonts.word),
        ("language", &document.meta.language),
    ];
    let part = |kind, name: &str, content_type: &str, template| {
        let part = Part {
            name: format!("word/{name}.xml"),
            content_type: format!("application/vnd.openxmlformats-officedocument.{content_type}"),
            bytes: fill(template, &values),
        };
        (kind, part)
    };
    [
        part("styles", "styles", "wordprocessingml.styles+xml", STYLES),
        part("theme", "theme/theme1", "theme+xml", THEME),
        part(
            "settings",
            "settings",
            "wordprocessingml.settings+xml",
            SETTINGS,
        ),
        part(
            "fontTable",
            "fontTable",
            "wordprocessingml.fontTable+xml",
            FONTS,
        ),
    ]
}

/// What the window "document properties" shows: the common properties, then those of office programs.
pub(super) fn properties(document: &Document) -> [Part; 2] {
    let meta = &document.meta;
    let values = [
        ("title", meta.title.as_str()),
        ("subject", &meta.subject),
        ("author", &meta.author),
        ("keywords", &meta.keywords.join(", ")),
        ("language", &meta.language),
        ("moment", &format!("{}T00:00:00Z", meta.date)),
    ];
    [
        Part {
            name: "docProps/core.xml".into(),
            content_type: "application/vnd.openxmlformats-package.core-properties+xml".into(),
            bytes: fill(CORE, &values),
        },
        Part {
            name: "docProps/app.xml".into(),
            content_type: "application/vnd.openxmlformats-officedocument.extended-properties+xml"
                .into(),
            bytes: fill(APP, &values),
        },
    ]
}
