//! Vms and threads.

use taipan::{Error, Object, Vm};

const fn is_send<T: Send>() {}
const _: () = is_send::<Vm>();
const _: () = is_send::<Object>();
const _: () = is_send::<Error>();

#[test]
fn a_vm_moves_between_threads() {
    let mut vm = Vm::new().expect("a Vm");
    vm.run_source("n = 0\ndef f():\n    global n\n    n += 1\n    return n", "<test>").expect("run");
    for wanted in 1..4 {
        vm = std::thread::spawn(move || {
            assert_eq!(vm.call::<i64>("f", ()).expect("call"), wanted);
            vm
        })
        .join()
        .expect("the thread");
    }
}

#[test]
fn many_vms_run_at_once() {
    let threads: Vec<_> = (0..4i64)
        .map(|id| {
            std::thread::spawn(move || {
                let mut vm = Vm::new().expect("a Vm");
                vm.set("id", id).expect("set");
                vm.run_source(
                    "def g(n):\n    for i in range(n): yield i * id\ntotal = sum(g(10000))",
                    "<test>",
                )
                .expect("run");
                vm.get::<i64>("total").expect("total")
            })
        })
        .collect();
    let totals: Vec<i64> = threads.into_iter().map(|t| t.join().expect("a thread")).collect();
    assert_eq!(totals, [0, 49995000, 99990000, 149985000]);
}

#[test]
fn a_handle_may_be_dropped_elsewhere() {
    let mut vm = Vm::builder().capture_output().build().expect("a Vm");
    vm.run_source("class D:\n    def __del__(self): print('gone')", "<test>").expect("run");
    let object = vm.eval("D()").expect("an instance");
    std::thread::spawn(move || drop(object)).join().expect("the thread");
    vm.run_source("pass", "<test>").expect("run");
    assert_eq!(vm.take_stdout(), "gone\n");
}

#[test]
fn deep_native_recursion_ends_on_a_small_stack() {
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(|| {
        let mut vm = Vm::new().expect("a Vm");
        let source =
            "x = []\nfor _ in range(100000): x = [x]\ntry:\n    repr(x)\nexcept RecursionError: said = True";
        vm.run_source(source, "<test>").expect("run");
        vm.get::<bool>("said").expect("said")
    });
    assert!(thread.expect("a thread").join().expect("its result"));
}
