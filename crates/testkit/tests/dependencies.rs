//! The direction of dependencies, as docs/architecture.md draws it: which room of the project may use which.

use serde_json::Value;
use std::process::Command;

/// Rooms from the ground up, each with the rooms it may use. `module` stands for every crate under module/; one of them
/// may stand on another.
const MAY_USE: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("heap", &[]),
    ("host", &[]),
    ("trace", &[]),
    ("syntax", &["text"]),
    ("bytecode", &["text"]),
    ("compiler", &["syntax", "bytecode", "text"]),
    ("stdlib", &["compiler", "syntax", "bytecode"]),
    ("objects", &["heap", "bytecode", "host", "text", "trace"]),
    ("native", &["objects", "host"]),
    ("vm", &["objects", "heap", "bytecode", "compiler", "syntax", "native", "host", "text", "trace"]),
    ("module", &["module", "native", "objects", "host", "text", "syntax"]),
    (
        "taipan",
        &["vm", "module", "stdlib", "compiler", "syntax", "bytecode", "native", "objects", "host", "trace"],
    ),
    ("cli", &["taipan"]),
    ("testkit", &["taipan"]),
];

fn room(package: &str) -> Option<&str> {
    match package.strip_prefix("taipan-") {
        Some(name) if name.starts_with("module-") => Some("module"),
        Some(name) => Some(name),
        None => (package == "taipan").then_some("taipan"),
    }
}

#[test]
fn dependencies_point_one_way() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(taipan_testkit::root())
        .output()
        .expect("cargo metadata");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let mut wrong = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, may)) = room(name).and_then(|room| MAY_USE.iter().find(|(n, _)| *n == room)) else {
            wrong.push(format!("{name}: no room of the picture"));
            continue;
        };
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            // What only tests use is no edge of the program.
            if dependency["kind"].as_str() == Some("dev") || dependency["path"].is_null() {
                continue;
            }
            let used = dependency["name"].as_str().unwrap_or_default();
            if !room(used).is_some_and(|room| may.contains(&room)) {
                wrong.push(format!("{name} -> {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "edges that the picture does not have:\n{}", wrong.join("\n"));
}
