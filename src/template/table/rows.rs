//! The rows of a table: what each stands for, and what its expressions see.

use minijinja::Value;

use crate::diagnostic::Place;
use crate::model::Area;
use crate::template::composer::Composer;
use crate::template::language::{GroupBy, Level, TableSpec};
use crate::template::values::{self, ActionAt, AreaAt, Scope, group};

use super::sort::{Order, compare};

/// A row-to-be.
pub(super) struct Line {
    /// What its expressions see.
    pub(super) names: Value,
    /// Which run of areas with the same theme it belongs to.
    theme: usize,
    /// Which area it belongs to.
    area: usize,
    /// Which expectation of the area; the area's own actions belong to none.
    expectation: Option<usize>,
    /// The entry that it stands for.
    pub(super) place: Place,
}

impl Line {
    /// Whether a cell of a level that covers `other` covers this row too.
    pub(super) fn shares(&self, other: &Self, level: Level) -> bool {
        match level {
            Level::Theme => self.theme == other.theme,
            Level::Area => self.area == other.area,
            Level::Expectation => self.area == other.area && self.expectation == other.expectation,
            Level::Action
            | Level::Practice
            | Level::Person
            | Level::Evidence
            | Level::Version
            | Level::Reference => false,
        }
    }

    /// Whether it belongs into the same group.
    pub(super) fn belongs_with(&self, other: &Self, by: GroupBy) -> bool {
        match by {
            GroupBy::Theme => self.theme == other.theme,
            GroupBy::Area => self.area == other.area,
            GroupBy::None => true,
        }
    }
}

/// The rows of a table in their order, without those that are filtered out.
pub(super) fn lines(composer: &mut Composer<'_>, spec: &TableSpec) -> Vec<Line> {
    let mut lines = if spec.row.value.is_of_areas() {
        of_areas(composer, spec.row.value)
    } else {
        of_list(composer, spec.row.value)
    };
    lines.retain(|line| composer.holds(spec.filter.as_ref(), &line.names));
    if let Some(by) = &spec.sort {
        let group = spec.group.map_or(GroupBy::Area, |group| group.value);
        let order = if spec.reverse {
            Order::Falling
        } else {
            Order::Rising
        };
        let mut keyed: Vec<(Value, Line)> = lines
            .into_iter()
            .map(|line| (composer.value(by, &line.names), line))
            .collect();
        for run in keyed.chunk_by_mut(|(_, one), (_, other)| other.belongs_with(one, group)) {
            run.sort_by(|(one, _), (other, _)| compare(one, other, order));
        }
        lines = keyed.into_iter().map(|(_, line)| line).collect();
    }
    for (line, number) in lines.iter_mut().zip(1..) {
        let row = group([("number", Value::from(number))]);
        line.names = Scope::over(&line.names, vec![("row", row)]);
    }
    lines
}

/// A row for each entry of a list that does not lie within areas.
fn of_list(composer: &Composer<'_>, row: Level) -> Vec<Line> {
    let view = &composer.view;
    let profile = composer.profile();
    let mut entries: Vec<(&'static str, Value, Place)> = Vec::new();
    match row {
        Level::Practice => {
            for (area, action) in profile.plan.embedded() {
                let value = values::practice(area, action, view);
                entries.push(("practice", value, action.id.place));
            }
        }
        Level::Person => {
            for (index, person) in profile.people.values().enumerate() {
                let place = person.place().unwrap_or(profile.id.place);
                entries.push(("person", values::person(view, index), place));
            }
        }
        Level::Evidence => {
            for (index, piece) in profile.evidence.iter().enumerate() {
                let value = values::evidence(view, index);
                entries.push(("evidence", value, piece.id.place));
            }
        }
        Level::Version => {
            for version in &profile.plan.history {
                entries.push(("version", values::version(version), version.version.place));
            }
        }
        Level::Reference => {
            for guidance in &profile.guidance {
                entries.push(("reference", values::reference(guidance), guidance.id.place));
            }
        }
        Level::Theme | Level::Area | Level::Expectation | Level::Action => {}
    }
    entries
        .into_iter()
        .map(|(name, value, place)| Line {
            names: composer.with(vec![(name, value)]),
            theme: 0,
            area: 0,
            expectation: None,
            place,
        })
        .collect()
}

fn of_areas(composer: &Composer<'_>, row: Level) -> Vec<Line> {
    let areas = &composer.profile().plan.areas;
    let mut lines = Vec::new();
    let mut theme = 0;
    for (at, value) in AreaAt::all(&composer.view).zip(&composer.areas) {
        let before = at
            .number()
            .checked_sub(2)
            .and_then(|before| areas.get(before));
        if before.is_some_and(|before| name(before) != name(at.area())) {
            theme += 1;
        }
        let around = Scope::with_fields(&composer.names, vec![("area", value.clone())], &OF_AREA);
        lines.extend(AreaRows { at, around, theme }.lines(row));
    }
    lines
}

/// The fields of an area that can be named by themselves.
const OF_AREA: [(&str, &str); 4] = [
    ("theme", "area"),
    ("actions", "area"),
    ("outcomes", "area"),
    ("expectations", "area"),
];

fn name(area: &Area) -> Option<&str> {
    area.theme.as_ref().map(|theme| theme.as_str())
}

/// An area while its rows are made.
struct AreaRows {
    at: AreaAt,
    /// What can be named in all its rows.
    around: Value,
    theme: usize,
}

impl AreaRows {
    /// The rows of the area; at least one, so that an area without actions is seen.
    fn lines(&self, row: Level) -> Vec<Line> {
        let mut lines = Vec::new();
        let actions = self.at.actions().filter(|_| row == Level::Action);
        let mut actions = actions.peekable();
        while let Some(action) = actions.next_if(|action| action.expectation().is_none()) {
            lines.push(self.line(None, Vec::new(), Some(action)));
        }
        let expectations = self.at.expectations();
        for one in expectations.filter(|_| matches!(row, Level::Action | Level::Expectation)) {
            let (index, place) = (one.index(), one.expectation().id.place);
            let own = vec![("expectation", one.value())];
            let before = lines.len();
            while let Some(action) = actions.next_if(|one| one.expectation() == Some(index)) {
                lines.push(self.line(Some(index), own.clone(), Some(action)));
            }
            if lines.len() == before {
                let line = self.line(Some(index), own, None);
                lines.push(Line { place, ..line });
            }
        }
        if lines.is_empty() {
            lines.push(self.line(None, Vec::new(), None));
        }
        lines
    }

    /// A row of the area, or of one of its actions.
    fn line(
        &self,
        expectation: Option<usize>,
        mut own: Vec<(&'static str, Value)>,
        action: Option<ActionAt>,
    ) -> Line {
        let id = match &action {
            Some(action) => &action.action().id,
            None => &self.at.area().id,
        };
        let place = id.place;
        own.extend(action.map(|action| ("action", action.value())));
        Line {
            names: Scope::over(&self.around, own),
            theme: self.theme,
            area: self.at.number(),
            expectation,
            place,
        }
    }
}
