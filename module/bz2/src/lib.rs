//! Module `_bz2`: compression by bzip2, piece by piece.

mod compressor;
mod decompressor;

use taipan_native::{ModuleDef, PyResult, Raised, Tp, Value, Vm};

pub static MODULE: ModuleDef = ModuleDef { name: "_bz2", doc: None, functions: &[], init };

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let compressor = compressor::class(vm)?;
    vm.set_module_attr(module, "BZ2Compressor", compressor);
    let decompressor = decompressor::class(vm)?;
    vm.set_module_attr(module, "BZ2Decompressor", decompressor);
    Ok(())
}

/// Room that grows within the Vm's limit as a stream fills it.
struct Output {
    data: Vec<u8>,
    made: usize,
    room: usize,
    limit: usize,
}

impl Output {
    fn new(limit: usize) -> Output {
        Output { data: Vec::new(), made: 0, room: 16 * 1024, limit }
    }

    /// The free part, not empty unless the limit is reached.
    fn free(&mut self, vm: &mut Vm) -> PyResult<&mut [u8]> {
        if self.made == self.data.len() {
            let size = self.made.saturating_add(self.room).min(self.limit);
            if !vm.heap.charge(size - self.made) || self.data.try_reserve(size - self.made).is_err() {
                return Err(vm.memory_error());
            }
            self.data.resize(size, 0);
            self.room = (self.room * 2).min(1 << 26);
        }
        Ok(&mut self.data[self.made..])
    }

    fn is_full(&self) -> bool {
        self.made == self.data.len()
    }

    fn is_at_limit(&self) -> bool {
        self.made == self.limit
    }

    fn value(self, vm: &mut Vm) -> PyResult {
        vm.bytes_value(&self.data[..self.made])
    }
}

/// The exception of a failure of the library.
fn failed(vm: &mut Vm, error: bzip2::Error) -> Raised {
    match error {
        bzip2::Error::Data | bzip2::Error::DataMagic => vm.raise(Tp::OSError, "Invalid data stream"),
        bzip2::Error::Param => vm.value_error("Internal error - invalid parameters passed to libbzip2"),
        bzip2::Error::Sequence => {
            vm.runtime_error("Internal error - Invalid sequence of commands sent to libbzip2")
        }
    }
}
