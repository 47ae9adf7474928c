//! Modules of sorted sequences: `_bisect`.
#![forbid(unsafe_code)]

pub mod bisect;
