//! Modules of sorted sequences: `_bisect` and `_heapq`.
#![forbid(unsafe_code)]

pub mod bisect;
pub mod heapq;
