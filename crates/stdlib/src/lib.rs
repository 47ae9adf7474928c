//! The pure-Python part of the standard library, compiled when the crate is built.
//!
//! Each module is there as the bytes of its code object (`taipan_bytecode::marshal`) and as its source, deflated. Nothing is
//! read or unpacked before somebody asks for a module. `NOTICE` says where the modules come from.
#![forbid(unsafe_code)]

use std::io::Read as _;

/// Where things of a module are: starts and lengths, the first two in [`NAMES`], the last in [`LIBRARY`] as the code is.
struct Entry {
    name: (u32, u32),
    path: (u32, u32),
    overlay: bool,
    code: u32,
    source: (u32, u32),
}

/// Ascending by name.
static INDEX: &[Entry] = include!(concat!(env!("OUT_DIR"), "/index.rs"));
static NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/names.txt"));
static LIBRARY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.bin"));

/// One module of the library.
#[derive(Clone, Copy)]
pub struct Module(&'static Entry);

impl Module {
    /// The dotted name.
    pub fn name(self) -> &'static str {
        text(self.0.name)
    }

    /// Where its file lies in the library, with slashes: `json/__init__.py`.
    pub fn path(self) -> &'static str {
        text(self.0.path)
    }

    pub fn is_package(self) -> bool {
        self.path().ends_with("/__init__.py")
    }

    /// Whether it is one of ours, which replaces the module of that name in any library.
    pub fn is_overlay(self) -> bool {
        self.0.overlay
    }

    /// Where its code object begins in [`code`].
    pub fn code(self) -> u32 {
        self.0.code
    }

    /// Its source, as the file has it.
    pub fn source(self) -> Vec<u8> {
        let mut source = Vec::new();
        // What the build deflated inflates again.
        let _ = flate2::read::DeflateDecoder::new(bytes(self.0.source)).read_to_end(&mut source);
        source
    }
}

fn text((start, length): (u32, u32)) -> &'static str {
    &NAMES[start as usize..(start + length) as usize]
}

fn bytes((start, length): (u32, u32)) -> &'static [u8] {
    &LIBRARY[start as usize..(start + length) as usize]
}

/// What holds the code of all modules, as `taipan_bytecode::marshal::encode_library` gave it.
pub fn code() -> &'static [u8] {
    LIBRARY
}

/// The module of this dotted name.
pub fn find(name: &str) -> Option<Module> {
    let at = INDEX.binary_search_by(|entry| text(entry.name).cmp(name)).ok()?;
    Some(Module(&INDEX[at]))
}

/// Every module, ascending by name.
pub fn modules() -> impl Iterator<Item = Module> {
    INDEX.iter().map(Module)
}

#[cfg(test)]
mod tests {
    #[test]
    fn modules_are_found_by_name() {
        let json = super::find("json").expect("the library has json");
        assert!(json.is_package());
        assert_eq!(json.path(), "json/__init__.py");
        assert!(json.source().starts_with(b"r\"\"\"JSON"));
        assert!(!super::find("json.decoder").expect("json has a decoder").is_package());
        assert!(super::find("json.nothing").is_none());
    }

    #[test]
    fn the_index_ascends() {
        assert!(super::modules().is_sorted_by(|a, b| a.name() < b.name()));
        assert!(super::modules().count() > 500);
    }
}
