//! The syntax crate of Taipan.
