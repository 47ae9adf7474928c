//! docs/bytecode.md is what the op table says.

#[test]
fn bytecode_page_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/bytecode.md");
    let wanted = taipan_bytecode::doc::bytecode_md();
    if std::env::var_os("TAIPAN_BLESS").is_some() {
        std::fs::write(path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == wanted, "docs/bytecode.md is stale: TAIPAN_BLESS=1 cargo test -p taipan-bytecode");
}
