//! Limits, output and the end of a Vm.

use taipan::{Error, Vm};

fn class_of(result: Result<(), Error>) -> String {
    match result {
        Err(Error::Exception(raised)) => raised.class().to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn memory_is_limited() {
    let mut vm = Vm::builder().memory_limit(32 << 20).build().expect("a Vm");
    for source in ["[0] * 10**8", "'x' * 10**9", "bytes(10**9)", "1 << 10**10"] {
        assert_eq!(class_of(vm.run_source(source, "<test>")), "MemoryError", "{source}");
    }
    vm.run_source("x = [0] * 1000", "<test>").expect("a small list fits");
}

#[test]
fn frames_are_limited() {
    let mut vm = Vm::builder().recursion_limit(60).build().expect("a Vm");
    vm.run_source("def down(n): return n and down(n - 1)\ndown(40)", "<test>").expect("forty levels");
    assert_eq!(class_of(vm.run_source("down(100)", "<test>")), "RecursionError");
}

#[test]
fn output_goes_where_it_is_told() {
    let mut vm = Vm::builder().capture_output().build().expect("a Vm");
    vm.run_source("import sys\nprint('out', end='')\nsys.stderr.write('err')", "<test>").expect("run");
    assert_eq!((vm.take_stdout(), vm.take_stderr()), ("out".to_owned(), "err".to_owned()));
    assert_eq!(vm.take_stdout(), "");
}

#[test]
fn the_end_runs_finalizers() {
    let mut vm = Vm::builder().capture_output().build().expect("a Vm");
    vm.run_source("class D:\n    def __del__(self): print('gone')\nd = D()", "<test>").expect("run");
    assert_eq!(vm.finish_captured().0, "gone\n");
}

#[test]
fn the_hash_seed_is_the_vms() {
    let hash = |seed| {
        let mut vm = Vm::builder().seed(seed).build().expect("a Vm");
        vm.call::<i64>("hash", ("abc",)).expect("a hash")
    };
    assert_eq!(hash(0), -4594863902769663758);
    assert_eq!(hash(7), hash(7));
    assert_ne!(hash(7), hash(8));
}
