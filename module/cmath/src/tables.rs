//! What functions give for infinities and NaNs: rows by the kind of the real part, columns by that of the imaginary one,
//! in the order of `functions::kind`. Made from CPython's answers; NaNs stand where it raises and where both are finite.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

const THREE_QUARTERS: f64 = 3.0 * FRAC_PI_4;
const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

/// Real and imaginary part by the kinds of both.
pub type Table = [[(f64, f64); 7]; 7];

pub static ACOS: Table = [
    [(THREE_QUARTERS, INF), (PI, INF), (PI, INF), (PI, -INF), (PI, -INF), (THREE_QUARTERS, -INF), (NAN, INF)],
    [(FRAC_PI_2, INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (FRAC_PI_2, -INF), (NAN, NAN)],
    [(FRAC_PI_2, INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (FRAC_PI_2, -INF), (FRAC_PI_2, NAN)],
    [(FRAC_PI_2, INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (FRAC_PI_2, -INF), (FRAC_PI_2, NAN)],
    [(FRAC_PI_2, INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (FRAC_PI_2, -INF), (NAN, NAN)],
    [(FRAC_PI_4, INF), (0.0, INF), (0.0, INF), (0.0, -INF), (0.0, -INF), (FRAC_PI_4, -INF), (NAN, INF)],
    [(NAN, INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, -INF), (NAN, NAN)],
];
pub static ACOSH: Table = [
    [(INF, -THREE_QUARTERS), (INF, -PI), (INF, -PI), (INF, PI), (INF, PI), (INF, THREE_QUARTERS), (INF, NAN)],
    [(INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, FRAC_PI_2), (NAN, NAN)],
    [(INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, FRAC_PI_2), (NAN, FRAC_PI_2)],
    [(INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, FRAC_PI_2), (NAN, FRAC_PI_2)],
    [(INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, FRAC_PI_2), (NAN, NAN)],
    [(INF, -FRAC_PI_4), (INF, -0.0), (INF, -0.0), (INF, 0.0), (INF, 0.0), (INF, FRAC_PI_4), (INF, NAN)],
    [(INF, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, NAN), (NAN, NAN)],
];
pub static ASINH: Table = [
    [(-INF, -FRAC_PI_4), (-INF, -0.0), (-INF, -0.0), (-INF, 0.0), (-INF, 0.0), (-INF, FRAC_PI_4), (-INF, NAN)],
    [(-INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (-INF, FRAC_PI_2), (NAN, NAN)],
    [(-INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (-INF, FRAC_PI_2), (NAN, NAN)],
    [(INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, FRAC_PI_2), (NAN, NAN)],
    [(INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, FRAC_PI_2), (NAN, NAN)],
    [(INF, -FRAC_PI_4), (INF, -0.0), (INF, -0.0), (INF, 0.0), (INF, 0.0), (INF, FRAC_PI_4), (INF, NAN)],
    [(INF, NAN), (NAN, NAN), (NAN, -0.0), (NAN, 0.0), (NAN, NAN), (INF, NAN), (NAN, NAN)],
];
pub static ATANH: Table = [
    [(-0.0, -FRAC_PI_2), (-0.0, -FRAC_PI_2), (-0.0, -FRAC_PI_2), (-0.0, FRAC_PI_2), (-0.0, FRAC_PI_2), (-0.0, FRAC_PI_2), (-0.0, NAN)],
    [(-0.0, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (-0.0, FRAC_PI_2), (NAN, NAN)],
    [(-0.0, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (-0.0, FRAC_PI_2), (-0.0, NAN)],
    [(0.0, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, FRAC_PI_2), (0.0, NAN)],
    [(0.0, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, FRAC_PI_2), (NAN, NAN)],
    [(0.0, -FRAC_PI_2), (0.0, -FRAC_PI_2), (0.0, -FRAC_PI_2), (0.0, FRAC_PI_2), (0.0, FRAC_PI_2), (0.0, FRAC_PI_2), (0.0, NAN)],
    [(0.0, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, FRAC_PI_2), (NAN, NAN)],
];
pub static COSH: Table = [
    [(NAN, NAN), (-INF, INF), (INF, 0.0), (INF, -0.0), (-INF, -INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, 0.0)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, 0.0)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (-INF, -INF), (INF, -0.0), (INF, 0.0), (-INF, INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, 0.0), (NAN, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
];
pub static EXP: Table = [
    [(0.0, 0.0), (-0.0, -0.0), (0.0, -0.0), (0.0, 0.0), (-0.0, 0.0), (0.0, 0.0), (0.0, 0.0)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (-INF, -INF), (INF, -0.0), (INF, 0.0), (-INF, INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, -0.0), (NAN, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
];
pub static LOG: Table = [
    [(INF, -THREE_QUARTERS), (INF, -PI), (INF, -PI), (INF, PI), (INF, PI), (INF, THREE_QUARTERS), (INF, NAN)],
    [(INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, FRAC_PI_2), (NAN, NAN)],
    [(INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, FRAC_PI_2), (NAN, NAN)],
    [(INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, FRAC_PI_2), (NAN, NAN)],
    [(INF, -FRAC_PI_2), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, FRAC_PI_2), (NAN, NAN)],
    [(INF, -FRAC_PI_4), (INF, -0.0), (INF, -0.0), (INF, 0.0), (INF, 0.0), (INF, FRAC_PI_4), (INF, NAN)],
    [(INF, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, NAN), (NAN, NAN)],
];
pub static SINH: Table = [
    [(NAN, NAN), (INF, -INF), (-INF, -0.0), (-INF, 0.0), (INF, INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (-INF, -INF), (INF, -0.0), (INF, 0.0), (-INF, INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, -0.0), (NAN, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
];
pub static SQRT: Table = [
    [(INF, -INF), (0.0, -INF), (0.0, -INF), (0.0, INF), (0.0, INF), (INF, INF), (NAN, INF)],
    [(INF, -INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, INF), (NAN, NAN)],
    [(INF, -INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, INF), (NAN, NAN)],
    [(INF, -INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, INF), (NAN, NAN)],
    [(INF, -INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, INF), (NAN, NAN)],
    [(INF, -INF), (INF, -0.0), (INF, -0.0), (INF, 0.0), (INF, 0.0), (INF, INF), (INF, NAN)],
    [(INF, -INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, INF), (NAN, NAN)],
];
pub static TANH: Table = [
    [(-1.0, 0.0), (-1.0, 0.0), (-1.0, -0.0), (-1.0, 0.0), (-1.0, -0.0), (-1.0, 0.0), (-1.0, 0.0)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (-0.0, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(1.0, 0.0), (1.0, 0.0), (1.0, -0.0), (1.0, 0.0), (1.0, -0.0), (1.0, 0.0), (1.0, 0.0)],
    [(NAN, NAN), (NAN, NAN), (NAN, -0.0), (NAN, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
];
pub static RECT: Table = [
    [(NAN, NAN), (INF, INF), (-INF, 0.0), (-INF, -0.0), (INF, -INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(0.0, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, 0.0), (0.0, 0.0)],
    [(0.0, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, 0.0), (0.0, 0.0)],
    [(NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
    [(NAN, NAN), (-INF, -INF), (INF, -0.0), (INF, 0.0), (-INF, INF), (NAN, NAN), (INF, NAN)],
    [(NAN, NAN), (NAN, NAN), (NAN, 0.0), (NAN, 0.0), (NAN, NAN), (NAN, NAN), (NAN, NAN)],
];
