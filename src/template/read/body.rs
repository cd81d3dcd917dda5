//! The pieces of the body.

use crate::diagnostic::{Place, Placed};
use crate::template::language::{
    BlockSpec, HeatMapSpec, Insert, KeySpec, ListSpec, ScaleSpec, ScoreKind, SectionSpec, Setting,
    TextSpec,
};

use super::{ANYWHERE, Reader};

impl Reader<'_> {
    pub(super) fn body(&mut self, body: &[BlockSpec], at: Place) {
        for block in body {
            self.block(block, at);
        }
    }

    fn block(&mut self, block: &BlockSpec, at: Place) {
        let BlockSpec {
            when,
            readers: _,
            heading,
            subheading,
            text,
            quote,
            list,
            fields,
            table,
            key,
            scale,
            heat_map,
            contacts,
            signatures,
            insert,
            section,
        } = block;
        let given = [
            heading.is_some(),
            subheading.is_some(),
            text.is_some(),
            quote.is_some(),
            list.is_some(),
            fields.is_some(),
            table.is_some(),
            key.is_some(),
            scale.is_some(),
            heat_map.is_some(),
            contacts.is_some(),
            signatures.is_some(),
            insert.is_some(),
            section.is_some(),
        ];
        let texts = [heading, subheading, text, quote];
        if given.into_iter().filter(|given| *given).count() != 1 {
            let first = texts.into_iter().flatten().next();
            let condition = when.as_ref().map_or(at, |when| when.place);
            self.fault(
                first.map_or(condition, |text| text.place),
                "each entry of `body` holds one thing, such as a heading, a text or a table",
                "Begin a new entry with a dash for each of them; `when` can stand beside any of them.",
            );
        }
        if let Some(when) = when {
            self.condition(when, ANYWHERE);
        }
        for text in texts.into_iter().flatten() {
            self.text(text, ANYWHERE);
        }
        if let Some(list) = list {
            self.list(list);
        }
        if let Some(fields) = fields {
            self.text(&fields.summary, ANYWHERE);
            for field in &fields.fields {
                self.field(field);
            }
        }
        if let Some(table) = table {
            self.table(table);
        }
        for text in explained(key.as_ref(), scale.as_ref(), heat_map.as_ref()) {
            self.text(text, ANYWHERE);
        }
        if let Some(map) = heat_map {
            let score = match map.score {
                ScoreKind::Gross => "gross",
                ScoreKind::Residual => "residual",
            };
            let fields = ["area", "action"].map(|kind| format!("{kind}.risk.{score}"));
            for field in fields {
                self.shown.insert(field);
            }
        }
        if let Some(contacts) = contacts {
            self.text(&contacts.heading, ANYWHERE);
            self.shown.insert("contacts");
        }
        if let Some(signatures) = signatures {
            self.signatures(signatures);
        }
        if let Some(insert) = insert {
            self.insert(*insert);
        }
        if let Some(section) = section {
            self.section(section, at);
        }
    }

    fn insert(&mut self, insert: Placed<Insert>) {
        if self.inserted.contains(&insert.value) {
            self.fault(
                insert.place,
                "this template inserts the same part twice",
                "Insert it once; references would not know which of the two is meant.",
            );
        }
        self.inserted.push(insert.value);
        match insert.value {
            Insert::Policy => self.shown.insert("plan.policy"),
            Insert::Annexes => self.shown.insert("plan.annexes"),
            Insert::Contents => {}
        }
    }

    fn list(&mut self, list: &ListSpec) {
        self.expression(&list.value, ANYWHERE);
        if let Some(columns) = list
            .columns
            .filter(|columns| !(1..=3).contains(&columns.value))
        {
            self.fault(
                columns.place,
                "a list is set in 1, 2 or 3 columns",
                "Write `columns: 2`, or leave the line out.",
            );
        }
        match list.setting {
            Setting::Text | Setting::Bullets | Setting::Numbers => {}
            Setting::Rag | Setting::Level => self.fault(
                list.value.place,
                "a list has no cells that could be coloured",
                "Write `as: bullets` or `as: numbers`.",
            ),
        }
    }

    fn section(&mut self, section: &SectionSpec, at: Place) {
        for text in [&section.running_header, &section.running_footer]
            .into_iter()
            .flatten()
        {
            self.text(text, ANYWHERE);
        }
        if section.body.iter().any(|block| block.section.is_some()) {
            self.fault(
                at,
                "a section of this template holds another section",
                "Let the sections follow each other.",
            );
        }
        self.body(&section.body, at);
    }

    /// A subheading needs a heading before it.
    pub(super) fn first_heading(&mut self, body: &[BlockSpec]) {
        let mut pieces = body.iter().flat_map(|block| {
            let inner = block.section.iter().flat_map(|section| &section.body);
            std::iter::once(block).chain(inner)
        });
        let first = pieces.find(|block| {
            block.heading.is_some() || block.subheading.is_some() || block.insert.is_some()
        });
        if let Some(first) = first.and_then(|block| block.subheading.as_ref()) {
            self.fault(
                first.place,
                "this subheading comes before any heading",
                "Write `heading:` in its place, or put a heading before it.",
            );
        }
    }
}

/// The texts of keys, scales and heat maps.
fn explained<'a>(
    key: Option<&'a KeySpec>,
    scale: Option<&'a ScaleSpec>,
    map: Option<&'a HeatMapSpec>,
) -> Vec<&'a TextSpec> {
    let mut texts = Vec::new();
    if let Some(key) = key {
        texts.extend([&key.summary, &key.rating, &key.meaning]);
        texts.extend([&key.red, &key.amber, &key.green, &key.unrated]);
    }
    if let Some(scale) = scale {
        texts.extend([&scale.summary, &scale.level, &scale.meaning]);
    }
    if let Some(map) = map {
        texts.extend([&map.summary, &map.likelihood, &map.impact]);
    }
    texts
}
