//! The interpreter: the loop over register code, calls, generators, unwinding, imports.
//!
//! Laws. No Python call and no resume recurses in Rust: calls push activations, generators run in place. What native
//! code asks of the interpreter goes through the one table [`INTERP`].

mod anchors;
mod call;
mod call_errors;
mod compile;
mod exec;
mod flow;
mod handlers;
mod import;
mod insn;
mod intrinsic;
mod observe;
mod operator;
mod ops;
mod resume;
mod tree;
mod unwind;

pub use ops::exception::handled;
pub use resume::{gen_close, gen_send, gen_throw};

use taipan_objects::{Interp, PyResult, Vm};

/// The interpreter's entry points.
pub static INTERP: Interp = Interp {
    call_function: call::call_function,
    gen_send: resume::gen_send,
    gen_throw: resume::gen_throw,
    gen_throw_through: resume::gen_throw_through,
    gen_close: resume::gen_close,
    gen_finalize: resume::gen_finalize,
    gen_next: resume::gen_next,
    run_code: call::run_code,
    run_code_in: call::run_code_in,
    compile: compile::compile,
    compile_tree: compile::compile_tree,
    symtable: compile::symtable,
    import: import::import,
    handled: ops::exception::handled,
    parser: &anchors::PARSER,
    awaitable: resume::awaitable,
};

/// Makes `importlib` the import system of a Vm whose modules `sys` and `builtins` are there.
pub fn install_importlib(vm: &mut Vm) -> PyResult<()> {
    import::install(vm)
}

/// Makes a Vm with this interpreter. `modules` are the native modules it can import.
pub fn new_vm(seed: u32, modules: &[&'static taipan_native::ModuleDef]) -> Box<Vm> {
    let mut vm = Vm::new(&INTERP, taipan_text::hash::HashKey::from_seed(seed));
    vm.state::<taipan_native::Importable>().native.extend_from_slice(modules);
    vm
}
