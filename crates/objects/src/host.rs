//! The Vm's side of the door to the outside: which host it has, and the sources that no file holds.

use crate::Vm;
use std::collections::HashMap;
use std::sync::Arc;
use taipan_host::{Host, Real};

/// Gives the source that a file name stands for.
type SourceOf = fn(&str) -> Option<Vec<u8>>;

/// The host of a Vm; the process until an embedder gives another.
struct Door {
    host: Box<dyn Host>,
    /// Source text by the file name its code carries (`<string>`, `<stdin>`, …), for tracebacks.
    sources: HashMap<String, Arc<[u8]>>,
    /// The source of a file name that stands for a module inside the binary.
    library: Option<SourceOf>,
}

impl Default for Door {
    fn default() -> Self {
        Door { host: Box::new(Real), sources: HashMap::new(), library: None }
    }
}

impl Vm {
    /// The outside.
    pub fn host(&mut self) -> &mut dyn Host {
        &mut *self.state::<Door>().host
    }

    /// Replaces the outside.
    pub fn set_host(&mut self, host: Box<dyn Host>) {
        self.state::<Door>().host = host;
    }

    /// Remembers the source of code that comes from no file, for tracebacks.
    pub fn register_source(&mut self, filename: &str, source: &[u8]) {
        self.state::<Door>().sources.insert(filename.to_owned(), source.into());
    }

    /// Says where the sources of modules inside the binary are.
    pub fn set_library_sources(&mut self, library: SourceOf) {
        self.state::<Door>().library = Some(library);
    }

    /// The source a file name stands for: registered, inside the binary, or read from the file.
    pub fn source_of(&mut self, filename: &str) -> Option<Arc<[u8]>> {
        let door = self.state::<Door>();
        if let Some(source) = door.sources.get(filename) {
            return Some(source.clone());
        }
        if filename.starts_with('<') && filename.ends_with('>') {
            return None;
        }
        if let Some(source) = door.library.and_then(|library| library(filename)) {
            return Some(source.into());
        }
        door.host.read_file(filename).ok().map(Into::into)
    }
}
