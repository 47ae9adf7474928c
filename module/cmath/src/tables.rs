//! What functions give for infinities and NaNs: rows by the kind of the real part, columns by that of the imaginary one,
//! in the order of `functions::kind`. Made from CPython's answers; NaNs stand where it raises and where both are finite.

const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

/// Real and imaginary part by the kinds of both.
pub type Table = [[(f64, f64); 7]; 7];

pub static ACOS: Table = [
    [(2.356194490192345, INF), (3.141592653589793, INF), (3.141592653589793, INF), (3.141592653589793, -INF), (3.141592653589793, -INF), (2.356194490192345, -INF), (NAN, INF)],
    [(1.5707963267948966, INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (1.5707963267948966, -INF), (NAN, NAN)],
    [(1.5707963267948966, INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (1.5707963267948966, -INF), (1.5707963267948966, NAN)],
    [(1.5707963267948966, INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (1.5707963267948966, -INF), (1.5707963267948966, NAN)],
    [(1.5707963267948966, INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (1.5707963267948966, -INF), (NAN, NAN)],
    [(0.7853981633974483, INF), (0.0, INF), (0.0, INF), (0.0, -INF), (0.0, -INF), (0.7853981633974483, -INF), (NAN, INF)],
    [(NAN, INF), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, -INF), (NAN, NAN)],
];
pub static ACOSH: Table = [
    [(INF, -2.356194490192345), (INF, -3.141592653589793), (INF, -3.141592653589793), (INF, 3.141592653589793), (INF, 3.141592653589793), (INF, 2.356194490192345), (INF, NAN)],
    [(INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, 1.5707963267948966), (NAN, NAN)],
    [(INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, 1.5707963267948966), (NAN, 1.5707963267948966)],
    [(INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, 1.5707963267948966), (NAN, 1.5707963267948966)],
    [(INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, 1.5707963267948966), (NAN, NAN)],
    [(INF, -0.7853981633974483), (INF, -0.0), (INF, -0.0), (INF, 0.0), (INF, 0.0), (INF, 0.7853981633974483), (INF, NAN)],
    [(INF, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, NAN), (NAN, NAN)],
];
pub static ASINH: Table = [
    [(-INF, -0.7853981633974483), (-INF, -0.0), (-INF, -0.0), (-INF, 0.0), (-INF, 0.0), (-INF, 0.7853981633974483), (-INF, NAN)],
    [(-INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (-INF, 1.5707963267948966), (NAN, NAN)],
    [(-INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (-INF, 1.5707963267948966), (NAN, NAN)],
    [(INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, 1.5707963267948966), (NAN, NAN)],
    [(INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, 1.5707963267948966), (NAN, NAN)],
    [(INF, -0.7853981633974483), (INF, -0.0), (INF, -0.0), (INF, 0.0), (INF, 0.0), (INF, 0.7853981633974483), (INF, NAN)],
    [(INF, NAN), (NAN, NAN), (NAN, -0.0), (NAN, 0.0), (NAN, NAN), (INF, NAN), (NAN, NAN)],
];
pub static ATANH: Table = [
    [(-0.0, -1.5707963267948966), (-0.0, -1.5707963267948966), (-0.0, -1.5707963267948966), (-0.0, 1.5707963267948966), (-0.0, 1.5707963267948966), (-0.0, 1.5707963267948966), (-0.0, NAN)],
    [(-0.0, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (-0.0, 1.5707963267948966), (NAN, NAN)],
    [(-0.0, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (-0.0, 1.5707963267948966), (-0.0, NAN)],
    [(0.0, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, 1.5707963267948966), (0.0, NAN)],
    [(0.0, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, 1.5707963267948966), (NAN, NAN)],
    [(0.0, -1.5707963267948966), (0.0, -1.5707963267948966), (0.0, -1.5707963267948966), (0.0, 1.5707963267948966), (0.0, 1.5707963267948966), (0.0, 1.5707963267948966), (0.0, NAN)],
    [(0.0, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (0.0, 1.5707963267948966), (NAN, NAN)],
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
    [(INF, -2.356194490192345), (INF, -3.141592653589793), (INF, -3.141592653589793), (INF, 3.141592653589793), (INF, 3.141592653589793), (INF, 2.356194490192345), (INF, NAN)],
    [(INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, 1.5707963267948966), (NAN, NAN)],
    [(INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, 1.5707963267948966), (NAN, NAN)],
    [(INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, 1.5707963267948966), (NAN, NAN)],
    [(INF, -1.5707963267948966), (NAN, NAN), (NAN, NAN), (NAN, NAN), (NAN, NAN), (INF, 1.5707963267948966), (NAN, NAN)],
    [(INF, -0.7853981633974483), (INF, -0.0), (INF, -0.0), (INF, 0.0), (INF, 0.0), (INF, 0.7853981633974483), (INF, NAN)],
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
