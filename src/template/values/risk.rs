//! Risks and their scores.

use std::sync::Arc;

use minijinja::Value;

use crate::model::{Profile, Risk, RiskReview, Score, Text};

use super::people::role;
use super::work::{ActionAt, AreaAt};
use super::{Fields, View, entries, entry, group, optional_date, round, text};

/// A risk, by what it belongs to.
pub(super) enum RiskAt {
    Area(AreaAt),
    Action(ActionAt),
}

const RISK: Fields<RiskAt> = &[
    ("number", |at| {
        at.of(|risk| {
            at.view()
                .risk_number(risk)
                .map_or(Value::from(()), Value::from)
        })
    }),
    ("description", |at| {
        at.of(|risk| text(Some(&risk.description)))
    }),
    ("hazard", |at| at.of(|risk| text(risk.hazard.as_ref()))),
    ("controls", |at| {
        at.of(|risk| {
            let controls = risk.controls.iter();
            entries(controls.map(|control| Value::from(control.as_str())))
        })
    }),
    ("gross", |at| {
        at.of(|risk| score(risk.gross.as_ref(), &at.view().profile))
    }),
    ("residual", |at| {
        at.of(|risk| score(risk.residual.as_ref(), &at.view().profile))
    }),
    ("reviews", |at| {
        at.of(|risk| entries(risk.reviews.iter().map(|one| review(one, at.view()))))
    }),
    ("review", |at| {
        at.of(|risk| {
            Value::from_pairs(risk.reviews.iter().filter_map(|one| {
                let name = one.round.as_ref()?;
                Some((name.as_str().to_string(), review(one, at.view())))
            }))
        })
    }),
];

impl RiskAt {
    fn view(&self) -> &Arc<View> {
        match self {
            Self::Area(at) => at.view(),
            Self::Action(at) => at.view(),
        }
    }

    fn risk(&self) -> Option<&Risk> {
        match self {
            Self::Area(at) => at.area().risk.as_ref(),
            Self::Action(at) => at.action().risk.as_ref(),
        }
    }

    fn of(&self, field: impl FnOnce(&Risk) -> Value) -> Value {
        self.risk().map_or(Value::from(()), field)
    }
}

/// A risk; nothing where there is none.
pub(super) fn risk(at: RiskAt) -> Value {
    if at.risk().is_none() {
        return Value::from(());
    }
    entry(at, RISK)
}

fn review(review: &RiskReview, view: &Arc<View>) -> Value {
    let [likelihood, impact, score, result] = parts(review.score.as_ref(), &view.profile);
    group([
        ("round", round(review.round.as_ref())),
        ("on", optional_date(review.on.as_ref())),
        ("by", role(view, review.by.as_ref())),
        ("note", text(review.note.as_ref())),
        ("likelihood", likelihood),
        ("impact", impact),
        ("score", score),
        ("result", result),
    ])
}

fn score(score: Option<&Score>, profile: &Profile) -> Value {
    let [likelihood, impact, product, result] = parts(score, profile);
    group([
        ("likelihood", likelihood),
        ("impact", impact),
        ("score", product),
        ("result", result),
    ])
}

/// Likelihood, impact, their product, and the product or else the rating.
fn parts(score: Option<&Score>, profile: &Profile) -> [Value; 4] {
    let given = |field: fn(&Score) -> Option<&Text>| text(score.and_then(field));
    let product = score
        .and_then(|score| profile.product(score))
        .map_or(Value::from(()), Value::from);
    let rating = given(|score| score.rating.as_ref());
    [
        given(|score| score.likelihood.as_ref()),
        given(|score| score.impact.as_ref()),
        product.clone(),
        // A rating that the plan gives is somebody's judgement and stands above the sum.
        if rating.is_none() { product } else { rating },
    ]
}
