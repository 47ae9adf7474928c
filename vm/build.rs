//! Decides how the loop goes from op to op: by jumps where the optimizer makes them of calls in tail position, which it
//! does at its highest level on the machines named here; else by returning to a loop.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(threaded)");
    let optimized = std::env::var("OPT_LEVEL").is_ok_and(|level| level == "3");
    let arch = std::env::var("CARGO_CFG_TARGET_ARCH").unwrap_or_default();
    let sanitized = std::env::var("CARGO_CFG_SANITIZE").is_ok_and(|s| !s.is_empty());
    if optimized && matches!(arch.as_str(), "x86_64" | "aarch64") && !sanitized {
        println!("cargo::rustc-cfg=threaded");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
