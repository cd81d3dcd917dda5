//! Keys: what ratings and the levels of scales mean, and the heat map of risks.

use crate::diagnostic::Diagnostic;
use crate::document::{Block, Cell, CellRole, Column, Group, Row, Table, Tone, blocks};
use crate::model::{Risk, Scale, Text};

use super::composer::Composer;
use super::language::{HeatMapSpec, KeySpec, ScaleSpec, ScoreKind};
use super::setting::{NOT_RATED, shade_of};

impl Composer<'_> {
    /// What red, amber and green mean.
    pub(super) fn key(&mut self, key: &KeySpec) -> Table {
        let meanings = [
            ("Red", Tone::Red, &key.red),
            ("Amber", Tone::Amber, &key.amber),
            ("Green", Tone::Green, &key.green),
            (NOT_RATED, Tone::Unrated, &key.unrated),
        ];
        let rows = meanings.map(|(word, tone, meaning)| {
            let meaning = self.fill_anywhere(meaning);
            meaning_row(word, Some(tone), self.blocks(&meaning))
        });
        let summary = self.summary(&key.summary);
        let headings = [&key.rating, &key.meaning].map(|heading| self.line(heading));
        with_rows(
            simple_table(&summary, &[(&headings[0], 15), (&headings[1], 85)]),
            rows.into(),
        )
    }

    /// What the levels of a scale mean.
    pub(super) fn scale(&mut self, spec: &ScaleSpec) -> Option<Table> {
        let scale = self.scale_called(&spec.of)?;
        let mut lowest = 1;
        let mut rows = Vec::new();
        for level in &scale.levels {
            let words = match level.up_to {
                Some(highest) => {
                    let words = format!("{lowest}–{} {}", highest.value, level.name.value);
                    lowest = highest.value.saturating_add(1);
                    words
                }
                None => level.words(),
            };
            let meaning = level
                .meaning
                .as_ref()
                .map_or_else(Vec::new, |text| blocks(text));
            rows.push(meaning_row(
                &words,
                level.shade.map(|shade| shade_of(shade.value)),
                meaning,
            ));
        }
        let summary = self.summary(&spec.summary);
        let headings = [&spec.level, &spec.meaning].map(|heading| self.line(heading));
        Some(with_rows(
            simple_table(&summary, &[(&headings[0], 22), (&headings[1], 78)]),
            rows,
        ))
    }

    /// Likelihood downwards from the highest level, impact to the right from the lowest, each cell with its score and
    /// the numbers of the risks that lie there.
    pub(super) fn heat_map(&mut self, spec: &HeatMapSpec) -> Option<Table> {
        let [likelihood, impact, risk] =
            ["likelihood", "impact", "risk"].map(|id| self.profile().scale(id));
        let (likelihood, impact, risk) = (likelihood?, impact?, risk?);
        let mut head = vec![Cell::column_header(self.line(&spec.likelihood))];
        head[0].row_span = 2;
        head.push(Cell {
            column_span: u16::try_from(impact.levels.len()).unwrap_or(u16::MAX),
            ..Cell::column_header(self.line(&spec.impact))
        });
        let names = impact
            .levels
            .iter()
            .map(|level| Cell::column_header(level.words()));
        let rows = likelihood.levels.iter().rev().map(|down| {
            let mut cells = vec![Cell::row_header(down.words())];
            for across in &impact.levels {
                let at = (down.value.as_str(), across.value.as_str());
                cells.push(self.heat(at, (likelihood, impact, risk), spec.score));
            }
            Row::new(cells)
        });
        let rows = rows.collect();
        let mut columns = vec![Column { width: 22 }];
        columns.extend(impact.levels.iter().map(|_| Column { width: 15 }));
        Some(Table {
            summary: self.summary(&spec.summary),
            columns,
            head: vec![Row::new(head), Row::new(names.collect())],
            groups: vec![Group {
                band: None,
                continued: None,
                rows,
            }],
            whole: true,
        })
    }

    /// One cell of the heat map.
    fn heat(
        &self,
        (down, across): (&str, &str),
        scales: (&Scale, &Scale, &Scale),
        kind: ScoreKind,
    ) -> Cell {
        let (likelihood, impact, risk) = scales;
        let product = likelihood
            .number(down)
            .zip(impact.number(across))
            .map(|(down, across)| u32::from(down) * u32::from(across));
        let level = product.and_then(|product| risk.of_score(product));
        let here: Vec<String> = self
            .risks()
            .filter(|(_, one)| {
                lies_at(
                    one,
                    kind,
                    likelihood.number(down),
                    impact.number(across),
                    scales,
                )
            })
            .map(|(label, _)| label)
            .collect();
        let mut said = Vec::new();
        if let Some(product) = product {
            let words = level.map_or_else(
                || product.to_string(),
                |level| format!("{product} {}", level.name.value),
            );
            said.push(Block::paragraph(words));
        }
        match &here[..] {
            [] => {}
            [only] => said.push(Block::paragraph(format!("Risk {only}"))),
            several => said.push(Block::paragraph(format!("Risks {}", several.join(", ")))),
        }
        Cell {
            tone: level
                .and_then(|level| level.shade)
                .map(|shade| shade_of(shade.value)),
            ..Cell::data(said)
        }
    }

    /// Every risk of the plan with its number.
    fn risks(&self) -> impl Iterator<Item = (String, &Risk)> {
        (1..)
            .map(|number: usize| number.to_string())
            .zip(self.profile().plan.risks())
    }

    /// The scale that a template names; a fault where the plan has none of that name.
    pub(super) fn scale_called(&mut self, name: &Text) -> Option<&Scale> {
        if self.profile().scale(name).is_none() {
            let known: Vec<&str> = self
                .profile()
                .scales
                .iter()
                .map(|scale| scale.id.as_str())
                .collect();
            let help = format!(
                "The plan has the scales {}. Define others in the plan's file, under `scales`.",
                known.join(", ")
            );
            let fault = Diagnostic::error(
                "unknown-scale",
                name.place,
                format!("the plan has no scale `{}`", name.value),
            );
            self.fault(fault.help(help));
        }
        self.profile().scale(name)
    }
}

fn lies_at(
    risk: &Risk,
    kind: ScoreKind,
    down: Option<u16>,
    across: Option<u16>,
    (likelihood, impact, _): (&Scale, &Scale, &Scale),
) -> bool {
    let score = match kind {
        ScoreKind::Gross => &risk.gross,
        ScoreKind::Residual => &risk.residual,
    };
    score.as_ref().is_some_and(|score| {
        let level =
            |of: &Option<Text>, scale: &Scale| of.as_ref().and_then(|level| scale.number(level));
        let at = (
            level(&score.likelihood, likelihood),
            level(&score.impact, impact),
        );
        at == (down, across) && down.is_some() && across.is_some()
    })
}

/// A table with one heading row and no other rows yet, which is kept on one page.
pub(super) fn simple_table(summary: &str, columns: &[(&str, u16)]) -> Table {
    Table {
        summary: summary.to_string(),
        columns: columns
            .iter()
            .map(|(_, width)| Column { width: *width })
            .collect(),
        head: vec![Row::new(
            columns
                .iter()
                .map(|(heading, _)| Cell::column_header(*heading))
                .collect(),
        )],
        groups: Vec::new(),
        whole: true,
    }
}

/// The table with these rows.
pub(super) fn with_rows(mut table: Table, rows: Vec<Row>) -> Table {
    table.groups.push(Group {
        band: None,
        continued: None,
        rows,
    });
    table
}

fn meaning_row(word: &str, tone: Option<Tone>, meaning: Vec<Block>) -> Row {
    let word = Cell {
        role: CellRole::RowHeader,
        tone,
        ..Cell::data(vec![Block::paragraph(word)])
    };
    Row::new(vec![word, Cell::data(meaning)])
}
