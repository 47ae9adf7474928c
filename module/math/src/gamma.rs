//! The gamma function by Lanczos' approximation with g = 6.0246…, and thirteen terms as a rational function, the one
//! that CPython and Boost use; so results agree with CPython's to the last place, where C libraries differ.

use std::f64::consts::PI;

const G: f64 = 6.024680040776729583740234375;

/// Coefficients of numerator and denominator, lowest power first.
#[allow(clippy::excessive_precision, reason = "the coefficients as they are published")]
const TERMS: [(f64, f64); 13] = [
    (23531376880.410759688572007674451636754734846804940, 0.0),
    (42919803642.649098768957899047001988850926355848959, 39916800.0),
    (35711959237.355668049440185451547166705960488635843, 120543840.0),
    (17921034426.037209699919755754458931112671403265390, 150917976.0),
    (6039542586.3520280050642916443072979210699388420708, 105258076.0),
    (1439720407.3117216736632230727949123939715485786372, 45995730.0),
    (248874557.86205415651146038641322942321632125127801, 13339535.0),
    (31426415.585400194380614231628318205362874684987640, 2637558.0),
    (2876370.6289353724412254090516208496135991145378768, 357423.0),
    (186056.26539522349504029498971604569928220784236328, 32670.0),
    (8071.6720023658162106380029022722506138218516325024, 1925.0),
    (210.82427775157934587250973392071336271166969580291, 66.0),
    (2.5066282746310002701649081771338373386264310793408, 1.0),
];

fn lanczos(x: f64) -> f64 {
    let (mut top, mut bottom) = (0.0, 0.0);
    // Horner's rule from the end at which the powers do not overflow.
    if x < 5.0 {
        for (a, b) in TERMS.iter().rev() {
            top = top * x + a;
            bottom = bottom * x + b;
        }
    } else {
        for (a, b) in &TERMS {
            top = top / x + a;
            bottom = bottom / x + b;
        }
    }
    top / bottom
}

/// sin(πx), exact at the integers.
fn sine_of_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let result = match (2.0 * y).round() as i64 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    result * 1f64.copysign(x)
}

/// The gamma function where it has no pole.
pub fn gamma(x: f64) -> f64 {
    if !x.is_finite() {
        return x;
    }
    if x == x.floor() && (1.0..=23.0).contains(&x) {
        // Factorials that are exact.
        return (1..x as u64).map(|i| i as f64).product();
    }
    let size = x.abs();
    if size < 1e-20 {
        return 1.0 / x;
    }
    if size > 200.0 {
        return if x < 0.0 { 0.0 / sine_of_pi(x) } else { f64::INFINITY };
    }
    let y = size + (G - 0.5);
    // What was lost in that addition.
    let z = if size > G - 0.5 { (y - size) - (G - 0.5) } else { (y - (G - 0.5)) - size };
    let z = z * G / y;
    if x < 0.0 {
        let mut r = -PI / sine_of_pi(size) / size * y.exp() / lanczos(size);
        r -= z * r;
        if size < 140.0 { r / y.powf(size - 0.5) } else { r / y.powf(size / 2.0 - 0.25) / y.powf(size / 2.0 - 0.25) }
    } else {
        let mut r = lanczos(size) / y.exp();
        r += z * r;
        if size < 140.0 { r * y.powf(size - 0.5) } else { r * y.powf(size / 2.0 - 0.25) * y.powf(size / 2.0 - 0.25) }
    }
}

/// The logarithm of the absolute value of the gamma function where it has no pole.
pub fn lgamma(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    let size = x.abs();
    if size < 1e-20 {
        return -size.ln();
    }
    let mut r = lanczos(size).ln() - G;
    r += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        r = PI.ln() - sine_of_pi(size).abs().ln() - size.ln() - r;
    }
    r
}
