//! What an embedder relies on: values in both directions, errors, isolation, limits, threads.

mod calls;
mod errors;
mod limits;
mod threads;
mod traces;
