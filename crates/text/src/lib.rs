//! The text crate of Taipan.
