//! Module `_io`.
#![forbid(unsafe_code)]

use taipan_native::{ModuleDef, no_init};

pub static MODULE: ModuleDef = ModuleDef { name: "_io", doc: None, functions: &[], init: no_init };
