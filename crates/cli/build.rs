//! What the linker is told about the binary of a release, so that a process holds little of it in memory: the functions
//! that every program runs lie together (`start.ld`, written by `.ci/start-order`), and the binary has a fixed address, so
//! that nothing is relocated when it starts. Neither changes what the binary does.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=start.ld");
    println!("cargo::rerun-if-env-changed=CARGO_ENCODED_RUSTFLAGS");
    let var = |name| std::env::var(name).unwrap_or_default();
    let flags = var("CARGO_ENCODED_RUSTFLAGS");
    if var("PROFILE") != "release"
        || var("CARGO_CFG_TARGET_OS") != "linux"
        || var("CARGO_CFG_TARGET_ENV") != "gnu"
        || var("TARGET") != var("HOST")
        // It knows no linker scripts.
        || flags.contains("mold")
    {
        return;
    }
    println!("cargo::rustc-link-arg-bins=-Wl,-T,{}/start.ld", var("CARGO_MANIFEST_DIR"));
    println!("cargo::rustc-link-arg-bins=-no-pie");
}
