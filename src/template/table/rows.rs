//! The rows of a table: what each stands for, and what its expressions see.

use minijinja::Value;

use crate::diagnostic::Place;
use crate::model::Area;
use crate::template::composer::Composer;
use crate::template::language::{GroupBy, Level, TableSpec};
use crate::template::values::{self, Scope, group};

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
            Level::Action | Level::Person | Level::Evidence | Level::Version | Level::Reference => {
                false
            }
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
    let view = composer.view;
    let profile = view.profile;
    let mut entries: Vec<(&'static str, Value, Place)> = Vec::new();
    match row {
        Level::Person => {
            for person in profile.people.values() {
                let place = person.place().unwrap_or(profile.id.place);
                entries.push(("person", view.person(person), place));
            }
        }
        Level::Evidence => {
            for piece in &profile.evidence {
                entries.push(("evidence", values::evidence(piece, view), piece.id.place));
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
    for (index, area) in areas.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| areas.get(before));
        if before.is_some_and(|before| name(before) != name(area)) {
            theme += 1;
        }
        let rows = AreaRows {
            composer,
            area,
            number: index + 1,
            theme,
        };
        lines.extend(rows.lines(row));
    }
    lines
}

fn name(area: &Area) -> Option<&str> {
    area.theme.as_ref().map(|theme| theme.as_str())
}

/// An area while its rows are made.
struct AreaRows<'c, 'a> {
    composer: &'c Composer<'a>,
    area: &'a Area,
    number: usize,
    theme: usize,
}

impl AreaRows<'_, '_> {
    /// The rows of the area; at least one, so that an area without actions is seen.
    fn lines(&self, row: Level) -> Vec<Line> {
        let Self {
            composer,
            area,
            number,
            ..
        } = *self;
        let view = composer.view;
        let value = values::area(area, number, view);
        let field = |name: &str| value.get_attr(name).unwrap_or_default();
        let around = composer.with(vec![
            ("theme", field("theme")),
            ("area", value.clone()),
            ("actions", field("actions")),
            ("outcomes", field("outcomes")),
            ("expectations", field("expectations")),
        ]);
        let line =
            |expectation: Option<usize>, own: Vec<(&'static str, Value)>, place: Place| Line {
                names: Scope::over(&around, own),
                theme: self.theme,
                area: number,
                expectation,
                place,
            };
        let mut lines = Vec::new();
        let mut count = 0;
        let mut next = || {
            count += 1;
            count
        };
        if row == Level::Action {
            for action in &area.actions {
                let value = values::action(action, next(), area, number, view);
                lines.push(line(None, vec![("action", value)], action.id.place));
            }
        }
        if matches!(row, Level::Action | Level::Expectation) {
            for (index, one) in area.expectations.iter().enumerate() {
                let own = values::expectation(one, index + 1, area, number, view);
                let own = ("expectation", own);
                if row == Level::Expectation || one.actions.is_empty() {
                    lines.push(line(Some(index), vec![own], one.id.place));
                    continue;
                }
                for action in &one.actions {
                    let value = values::action(action, next(), area, number, view);
                    lines.push(line(
                        Some(index),
                        vec![own.clone(), ("action", value)],
                        action.id.place,
                    ));
                }
            }
        }
        if lines.is_empty() {
            lines.push(line(None, Vec::new(), area.id.place));
        }
        lines
    }
}
