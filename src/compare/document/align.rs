//! Which parts of one edition became which parts of another.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::likeness::Likeness;

/// How many pairs of parts are weighed against each other at most; in a larger gap none are paired.
const PAIRS: usize = 250_000;

/// A step through both editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A part of the old edition alone.
    Old(usize),
    /// A part of the new edition alone.
    New(usize),
    /// A part of the old edition that became a part of the new one.
    Both(usize, usize),
}

/// A way through both editions, each in its order: what is the same stays, and between such parts those are paired
/// that have the highest scores together. A pair whose score is 0 is none. What is deleted comes before what is inserted.
pub(super) fn align(
    old: &[Likeness],
    new: &[Likeness],
    score: impl Fn(usize, usize) -> u32,
) -> Vec<Step> {
    let mut steps = Vec::with_capacity(old.len().max(new.len()));
    let whole = |parts: &[Likeness]| parts.iter().map(Likeness::whole).collect::<Vec<_>>();
    for op in capture_diff_slices(Algorithm::Patience, &whole(old), &whole(new)) {
        match op {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => {
                // Alike in all, and yet perhaps of a kind that cannot be paired.
                for (i, j) in (old_index..old_index + len).zip(new_index..) {
                    if score(i, j) > 0 {
                        steps.push(Step::Both(i, j));
                    } else {
                        steps.extend([Step::Old(i), Step::New(j)]);
                    }
                }
            }
            DiffOp::Delete {
                old_index, old_len, ..
            } => {
                steps.extend((old_index..old_index + old_len).map(Step::Old));
            }
            DiffOp::Insert {
                new_index, new_len, ..
            } => {
                steps.extend((new_index..new_index + new_len).map(Step::New));
            }
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                push_gap(
                    (old_index, old_len),
                    (new_index, new_len),
                    &score,
                    &mut steps,
                );
            }
        }
    }
    deleted_first(&mut steps);
    steps
}

/// The best pairs within a gap.
fn push_gap(
    (first_old, olds): (usize, usize),
    (first_new, news): (usize, usize),
    score: &impl Fn(usize, usize) -> u32,
    steps: &mut Vec<Step>,
) {
    if olds * news > PAIRS {
        steps.extend((first_old..first_old + olds).map(Step::Old));
        steps.extend((first_new..first_new + news).map(Step::New));
        return;
    }
    let scores: Vec<u64> = (0..olds)
        .flat_map(|i| (0..news).map(move |j| (i, j)))
        .map(|(i, j)| score(first_old + i, first_new + j).into())
        .collect();
    // The best that can be had from each place on.
    let across = news + 1;
    let mut best = vec![0u64; (olds + 1) * across];
    for i in (0..olds).rev() {
        for j in (0..news).rev() {
            let without = best[(i + 1) * across + j].max(best[i * across + j + 1]);
            let pair = scores[i * news + j];
            let with = if pair > 0 {
                pair + best[(i + 1) * across + j + 1]
            } else {
                0
            };
            best[i * across + j] = without.max(with);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < olds && j < news {
        let here = best[i * across + j];
        let pair = scores[i * news + j];
        if pair > 0 && here == pair + best[(i + 1) * across + j + 1] {
            steps.push(Step::Both(first_old + i, first_new + j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * across + j] {
            steps.push(Step::Old(first_old + i));
            i += 1;
        } else {
            steps.push(Step::New(first_new + j));
            j += 1;
        }
    }
    steps.extend((first_old + i..first_old + olds).map(Step::Old));
    steps.extend((first_new + j..first_new + news).map(Step::New));
}

/// Between pairs, puts what is deleted before what is inserted.
fn deleted_first(steps: &mut [Step]) {
    let is_pair = |step: &Step| matches!(step, Step::Both(..));
    for run in steps.split_mut(is_pair) {
        run.sort_by_key(|step| matches!(step, Step::New(_)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(old: &[&str], new: &[&str]) -> Vec<Step> {
        let parts = |texts: &[&str]| -> Vec<Likeness> {
            texts.iter().map(|text| Likeness::of(text, text)).collect()
        };
        let (old, new) = (parts(old), parts(new));
        align(&old, &new, |i, j| {
            let likeness = old[i].to(&new[j]);
            if likeness > 300 { likeness } else { 0 }
        })
    }

    #[test]
    fn parts_are_paired_by_likeness_and_not_by_place() {
        use Step::{Both, New, Old};
        let old = [
            "Train all staff",
            "Brief the governors",
            "Check the filters",
        ];
        let new = [
            "Write to parents",
            "Train all new staff",
            "Check the filters",
        ];
        assert_eq!(steps(&old, &new), [New(0), Both(0, 1), Old(1), Both(2, 2)]);
        assert_eq!(steps(&["a b"], &["c d"]), [Old(0), New(0)]);
        assert_eq!(steps(&["a", "b"], &["b", "a"]).len(), 3);
        assert_eq!(steps(&[], &[]), []);
    }
}
