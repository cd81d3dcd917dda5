//! The scales that the program brings along.

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Sources};
use crate::model::Scale;
use crate::source;

/// The built-in scales.
const BUILTIN: &str = include_str!("scales.yaml");

/// What a file of scales holds.
#[derive(Deserialize)]
struct ScalesFile {
    scales: Vec<Scale>,
}

/// The built-in scales: `likelihood`, `impact` and `risk`. Their text is added to `sources`.
pub(super) fn builtin(sources: &mut Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<Scale> {
    let node = source::parse("built-in scales", BUILTIN.as_bytes(), sources, diagnostics);
    let Some((read, faults)) = node.map(|node| source::typed::<ScalesFile>(&node)) else {
        return Vec::new();
    };
    diagnostics.extend(faults);
    read.map_or_else(Vec::new, |file| file.scales)
}

/// Adds the built-in scales whose id a plan does not define itself.
pub(super) fn complete(own: &mut Vec<Scale>, builtin: &[Scale]) {
    for scale in builtin {
        if !own.iter().any(|known| known.id.value == scale.id.value) {
            own.push(scale.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scales() -> Vec<Scale> {
        let mut diagnostics = Vec::new();
        let scales = builtin(&mut Sources::default(), &mut diagnostics);
        assert_eq!(diagnostics, []);
        scales
    }

    #[test]
    fn every_score_has_a_level() {
        let scales = scales();
        let [likelihood, impact, risk] = &scales[..] else {
            panic!("three scales");
        };
        let highest = |scale: &Scale| scale.number("5").unwrap();
        assert_eq!(highest(likelihood) * highest(impact), 25);
        for (score, name) in [
            (1, "Low"),
            (4, "Low"),
            (5, "Medium"),
            (9, "Medium"),
            (10, "High"),
            (15, "High"),
            (16, "Very high"),
            (25, "Very high"),
        ] {
            assert_eq!(risk.of_score(score).unwrap().name.value, name, "{score}");
        }
        let levels = scales.iter().flat_map(|scale| &scale.levels);
        assert!(levels.into_iter().all(|level| level.meaning.is_some()));
    }

    #[test]
    fn a_plans_own_scale_stands_in_the_place_of_the_built_in_one() {
        let builtin = scales();
        let mut own = vec![Scale {
            levels: Vec::new(),
            ..builtin[1].clone()
        }];
        complete(&mut own, &builtin);
        let found: Vec<_> = own
            .iter()
            .map(|scale| (scale.id.as_str(), scale.levels.len()))
            .collect();
        assert_eq!(found, [("impact", 0), ("likelihood", 5), ("risk", 4)]);
    }
}
