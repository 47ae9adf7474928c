//! The binary is linked to lie at a fixed address: its tables of pointers need no work at start, and no memory of their
//! own in every process.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
