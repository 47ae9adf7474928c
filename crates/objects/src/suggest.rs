//! "Did you mean": the closest of some names, by CPython's edit distance.

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;
const MAX_CANDIDATES: usize = 750;
const MAX_LENGTH: usize = 40;

fn substitution_cost(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

/// The cost of turning `a` into `b`, or anything above `limit`.
pub fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    while let (Some(x), Some(y)) = (a.first(), b.first()) {
        if x != y {
            break;
        }
        (a, b) = (&a[1..], &b[1..]);
    }
    while let (Some(x), Some(y)) = (a.last(), b.last()) {
        if x != y {
            break;
        }
        (a, b) = (&a[..a.len() - 1], &b[..b.len() - 1]);
    }
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE_COST;
    }
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH {
        return limit + 1;
    }
    if b.len() < a.len() {
        (a, b) = (b, a);
    }
    if (b.len() - a.len()) * MOVE_COST > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE_COST).collect();
    let mut result = 0;
    for (j, y) in b.iter().enumerate() {
        let mut diagonal = j * MOVE_COST;
        result = diagonal;
        let mut least = usize::MAX;
        for (i, x) in a.iter().enumerate() {
            let substitute = diagonal + substitution_cost(*y, *x);
            diagonal = row[i];
            let shift = result.min(diagonal) + MOVE_COST;
            result = shift.min(substitute);
            row[i] = result;
            least = least.min(result);
        }
        if least > limit {
            return limit + 1;
        }
    }
    result
}

/// The candidate closest to `wanted`, if one is close enough.
pub fn closest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if wanted.len() > MAX_LENGTH {
        return None;
    }
    let mut best: Option<(&str, usize)> = None;
    for (index, candidate) in candidates.into_iter().enumerate() {
        if index >= MAX_CANDIDATES {
            return None;
        }
        if candidate == wanted {
            continue;
        }
        let mut limit = (candidate.len() + wanted.len() + 3) * MOVE_COST / 6;
        if let Some((_, best)) = best {
            limit = limit.min(best.saturating_sub(1));
        }
        let cost = distance(wanted, candidate, limit);
        if cost <= limit && best.is_none_or(|b| cost < b.1) {
            best = Some((candidate, cost));
        }
    }
    best.map(|b| b.0)
}
