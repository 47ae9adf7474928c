//! Module `_statistics`: the inverse of the normal distribution's cumulative function, by Wichura's algorithm AS241.

use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function, no_init};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_statistics",
    doc: Some("Accelerators for the statistics module.\n"),
    functions: FUNCTIONS,
    init: no_init,
};

static FUNCTIONS: &[NativeDef] =
    &[function("_normal_dist_inv_cdf", "($module, p, mu, sigma, /)", normal_dist_inv_cdf, "")];

/// What stands above the line near the middle, from the highest power down.
const CENTER: [f64; 8] = [
    2509.0809287301227,
    33430.57558358813,
    67265.7709270087,
    45921.95393154987,
    13731.69376550946,
    1971.5909503065513,
    133.14166789178438,
    3.3871328727963665,
];
/// What stands below it.
const CENTER_BELOW: [f64; 8] = [
    5226.495278852854,
    28729.085735721943,
    39307.89580009271,
    21213.794301586597,
    5394.196021424751,
    687.1870074920579,
    42.31333070160091,
    1.0,
];
/// The same further out.
const MIDDLE: [f64; 8] = [
    0.0007745450142783414,
    0.022723844989269184,
    0.2417807251774506,
    1.2704582524523684,
    3.6478483247632045,
    5.769497221460691,
    4.630337846156546,
    1.4234371107496835,
];
const MIDDLE_BELOW: [f64; 8] = [
    1.0507500716444169e-09,
    0.0005475938084995345,
    0.015198666563616457,
    0.14810397642748008,
    0.6897673349851,
    1.6763848301838038,
    2.053191626637759,
    1.0,
];
/// The same for the tails.
const TAIL: [f64; 8] = [
    2.0103343992922881e-07,
    2.7115555687434876e-05,
    0.0012426609473880784,
    0.026532189526576124,
    0.29656057182850487,
    1.7848265399172913,
    5.463784911164114,
    6.657904643501103,
];
const TAIL_BELOW: [f64; 8] = [
    0.20442631033899397,
    1.421511758316446e-07,
    1.8463183175100548e-05,
    0.0007868691311456133,
    0.014875361290850615,
    0.1369298809227358,
    0.599832206555888,
    1.0,
];

fn polynomial(coefficients: &[f64; 8], r: f64) -> f64 {
    coefficients.iter().fold(0.0, |sum, c| sum * r + c)
}

fn inverse(p: f64, mu: f64, sigma: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        return mu + polynomial(&CENTER, r) * q / polynomial(&CENTER_BELOW, r) * sigma;
    }
    let r = (-(if q <= 0.0 { p } else { 1.0 - p }).ln()).sqrt();
    let x = if r <= 5.0 {
        polynomial(&MIDDLE, r - 1.6) / polynomial(&MIDDLE_BELOW, r - 1.6)
    } else {
        polynomial(&TAIL, r - 5.0) / polynomial(&TAIL_BELOW, r - 5.0)
    };
    mu + if q < 0.0 { -x } else { x } * sigma
}

fn normal_dist_inv_cdf(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut given = [0.0; 3];
    for (place, value) in given.iter_mut().zip(a.iter().skip(1)) {
        *place = vm.as_double(value)?;
    }
    let [p, mu, sigma] = given;
    if p <= 0.0 || p >= 1.0 {
        return Err(vm.value_error("inv_cdf undefined for these parameters"));
    }
    Ok(vm.new_float(inverse(p, mu, sigma)))
}
