//! Areas, expectations and actions as the public sees them.

use crate::diagnostic::Place;
use crate::model::{
    Action, ActionField, Area, AreaField, Expectation, ExpectationField, Outcome, Review,
    ReviewField, Risk, RiskField, RiskReview, RiskReviewField, Score, Text,
};

use super::left_out::{Item as _, LeftOut};
use super::removal::Cause;
use super::says::{Says as _, Sort};

/// Takes out of an area what is not public.
pub(super) fn area(area: &mut Area, way: &str, out: &mut LeftOut) {
    let fields = std::mem::take(&mut area.not_public);
    for field in &fields {
        let key = field.key();
        match field.value {
            AreaField::Theme => out.text(&mut area.theme, way, key, Sort::Title),
            AreaField::Leads | AreaField::Lead => area_leads(area, way, out),
            AreaField::Deadline => {
                let place = area.deadline.as_ref().map(|deadline| deadline.place);
                out.timing(&mut area.deadline, way, key);
                for action in actions(area) {
                    // What was handed down stands where the area says it.
                    let handed = action.deadline.as_ref().map(|deadline| deadline.place);
                    action.deadline.take_if(|_| handed == place);
                }
            }
            AreaField::Outcomes => out.list(&mut area.outcomes, way, key),
            AreaField::Impact => out.text(&mut area.impact, way, key, Sort::Words),
            AreaField::Progress => out.text(&mut area.progress, way, key, Sort::Words),
            AreaField::Evidence => out.keys(&mut area.evidence, way, key),
            AreaField::Risk => whole_risk(&mut area.risk, way, Cause::FieldNotPublic, out),
            AreaField::Custom => out.custom(&mut area.custom, way),
        }
    }
    risk(&mut area.risk, way, out);
    out.entries(&mut area.outcomes, way, "outcomes", outcome);
    out.entries(&mut area.actions, way, "actions", action);
    out.entries(&mut area.expectations, way, "expectations", expectation);
}

fn actions(area: &mut Area) -> impl Iterator<Item = &mut Action> {
    let expected = area.expectations.iter_mut();
    let expected = expected.flat_map(|expectation| &mut expectation.actions);
    area.actions.iter_mut().chain(expected)
}

fn area_leads(area: &mut Area, way: &str, out: &mut LeftOut) {
    let places: Vec<Place> = area.leads.iter().map(|lead| lead.place).collect();
    out.keys(&mut area.leads, way, "leads");
    for expectation in &mut area.expectations {
        expectation
            .leads
            .retain(|lead| !places.contains(&lead.place));
    }
    for action in actions(area) {
        action.leads.retain(|lead| !places.contains(&lead.place));
    }
}

fn expectation(expectation: &mut Expectation, way: &str, out: &mut LeftOut) {
    let fields = std::mem::take(&mut expectation.not_public);
    for field in &fields {
        match field.value {
            ExpectationField::Leads | ExpectationField::Lead => {
                let places: Vec<Place> = expectation.leads.iter().map(|lead| lead.place).collect();
                out.keys(&mut expectation.leads, way, "leads");
                for action in &mut expectation.actions {
                    action.leads.retain(|lead| !places.contains(&lead.place));
                }
            }
            ExpectationField::Custom => out.custom(&mut expectation.custom, way),
        }
    }
    out.entries(&mut expectation.actions, way, "actions", action);
}

/// An outcome is its text, which goes with it.
fn outcome(_: &mut Outcome, _: &str, _: &mut LeftOut) {}

fn action(action: &mut Action, way: &str, out: &mut LeftOut) {
    let fields = std::mem::take(&mut action.not_public);
    for field in &fields {
        let key = field.key();
        match field.value {
            ActionField::Leads | ActionField::Lead => out.keys(&mut action.leads, way, "leads"),
            ActionField::Start => out.timing(&mut action.start, way, key),
            ActionField::Deadline => out.timing(&mut action.deadline, way, key),
            ActionField::Completed => out.value(&mut action.completed, way, key),
            ActionField::Frequency => out.text(&mut action.frequency, way, key, Sort::Words),
            ActionField::Outcomes => out.list(&mut action.outcomes, way, key),
            ActionField::Impact => out.text(&mut action.impact, way, key, Sort::Words),
            ActionField::Evidence => out.keys(&mut action.evidence, way, key),
            ActionField::Reviews => out.list(&mut action.reviews, way, key),
            // Where it is not given, a document tells that of the latest judgement.
            ActionField::Rag => {
                out.value(&mut action.rag, way, key);
                out.each(&mut action.reviews, way, |review, way, out| {
                    out.value(&mut review.rag, way, "rag");
                });
            }
            ActionField::Progress => {
                out.text(&mut action.progress, way, key, Sort::Words);
                out.each(&mut action.reviews, way, |review, way, out| {
                    out.text(&mut review.note, way, "note", Sort::Words);
                });
            }
            ActionField::Risk => whole_risk(&mut action.risk, way, Cause::FieldNotPublic, out),
            ActionField::Custom => out.custom(&mut action.custom, way),
        }
    }
    risk(&mut action.risk, way, out);
    out.entries(&mut action.outcomes, way, "outcomes", outcome);
    reviews(action, way, out);
}

/// The latest judgement tells how an action stands. Where it is not public, its day stays alone, so that no older one is
/// taken for the latest; nor is one whose day is not public.
fn reviews(action: &mut Action, way: &str, out: &mut LeftOut) {
    let public = |review: &Review| review.public() != Some(false);
    let some = action.reviews.iter().any(public);
    if let Some(latest) = action.latest_review().filter(|_| some) {
        for (place, review) in action.reviews.iter_mut().enumerate() {
            review.is_older = place != latest;
        }
        let review = &mut action.reviews[latest];
        if !public(review) {
            let way = super::left_out::way_to(review, way, "reviews", latest + 1);
            out.item(review, way);
            *review = day_of(review);
        }
    }
    out.entries(&mut action.reviews, way, "reviews", |review, way, out| {
        let fields = std::mem::take(&mut review.not_public);
        for field in &fields {
            let key = field.key();
            match field.value {
                ReviewField::On => out.value(&mut review.on, way, key),
                ReviewField::By => out.value(&mut review.by, way, key),
                ReviewField::Rag => out.value(&mut review.rag, way, key),
                ReviewField::Note => out.text(&mut review.note, way, key, Sort::Words),
            }
        }
    });
}

fn whole_risk(risk: &mut Option<Risk>, way: &str, cause: Cause, out: &mut LeftOut) {
    if let Some(risk) = risk.take() {
        out.field(way, "risk", risk.place(), cause);
        risk.says(&mut out.said);
    }
}

/// What stays of the latest judgement where it is not public: its day, unless that is not public either.
fn day_of(review: &Review) -> Review {
    let reserved = review.not_public.iter();
    let mut reserved = reserved.map(|field| field.value);
    Review {
        on: review
            .on
            .filter(|_| !reserved.any(|field| field == ReviewField::On)),
        round: None,
        by: None,
        rag: None,
        note: None,
        public: None,
        not_public: Vec::new(),
        is_older: false,
    }
}

fn risk(risk: &mut Option<Risk>, way: &str, out: &mut LeftOut) {
    if risk.as_ref().and_then(super::left_out::Item::public) == Some(false) {
        whole_risk(risk, way, Cause::NotPublic, out);
    }
    let Some(risk) = risk else {
        return;
    };
    let way = &format!("{way}.risk");
    let fields = std::mem::take(&mut risk.not_public);
    for field in &fields {
        let key = field.key();
        match field.value {
            RiskField::Hazard => out.text(&mut risk.hazard, way, key, Sort::Words),
            RiskField::Controls => {
                super::says::texts(&risk.controls, Sort::Words, &mut out.said);
                out.keys(&mut risk.controls, way, key);
            }
            RiskField::Gross => score(&mut risk.gross, way, key, out),
            // Each judgement scored what was left of the risk then.
            RiskField::Residual => {
                score(&mut risk.residual, way, key, out);
                out.each(&mut risk.reviews, way, |review, way, out| {
                    score(&mut review.score, way, "score", out);
                });
            }
            RiskField::Reviews => out.list(&mut risk.reviews, way, key),
        }
    }
    out.entries(&mut risk.reviews, way, "reviews", risk_review);
}

fn risk_review(review: &mut RiskReview, way: &str, out: &mut LeftOut) {
    let fields = std::mem::take(&mut review.not_public);
    for field in &fields {
        let key = field.key();
        match field.value {
            RiskReviewField::On => out.value(&mut review.on, way, key),
            RiskReviewField::By => out.value(&mut review.by, way, key),
            RiskReviewField::Score => score(&mut review.score, way, key, out),
            RiskReviewField::Note => out.text(&mut review.note, way, key, Sort::Words),
        }
    }
}

fn score(score: &mut Option<Score>, way: &str, key: &str, out: &mut LeftOut) {
    if let Some(score) = score.take() {
        let level: Option<&Text> = [&score.likelihood, &score.impact, &score.rating]
            .into_iter()
            .flatten()
            .next();
        let place = level.map(|level| level.place);
        out.field(way, key, place, Cause::FieldNotPublic);
    }
}
