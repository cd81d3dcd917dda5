//! Risks and their scores.

use minijinja::Value;

use crate::model::{Profile, Risk, RiskReview, Score, Text};

use super::{View, entries, group, optional_date, round, text};

/// A risk; nothing where there is none.
pub(super) fn risk(risk: Option<&Risk>, view: View<'_>) -> Value {
    let Some(risk) = risk else {
        return Value::from(());
    };
    let rounds = risk.reviews.iter().filter_map(|one| {
        let name = one.round.as_ref()?;
        Some((name.as_str().to_string(), review(one, view)))
    });
    let controls = risk
        .controls
        .iter()
        .map(|control| Value::from(control.as_str()));
    group([
        (
            "number",
            view.risk_number(risk).map_or(Value::from(()), Value::from),
        ),
        ("description", text(Some(&risk.description))),
        ("hazard", text(risk.hazard.as_ref())),
        ("controls", entries(controls)),
        ("gross", score(risk.gross.as_ref(), view.profile)),
        ("residual", score(risk.residual.as_ref(), view.profile)),
        (
            "reviews",
            entries(risk.reviews.iter().map(|one| review(one, view))),
        ),
        ("review", Value::from_pairs(rounds)),
    ])
}

fn review(review: &RiskReview, view: View<'_>) -> Value {
    let [likelihood, impact, score, result] = parts(review.score.as_ref(), view.profile);
    group([
        ("round", round(review.round.as_ref())),
        ("on", optional_date(review.on.as_ref())),
        ("by", view.role(review.by.as_ref())),
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
