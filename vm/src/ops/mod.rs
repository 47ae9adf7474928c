//! Ops by family, in their generic form.

pub mod attr;
pub mod display;
pub mod exception;
pub mod import;
pub mod item;
pub mod matching;
pub mod name;
