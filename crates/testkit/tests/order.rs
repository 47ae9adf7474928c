//! The order in which asyncio does things: random graphs of tasks (tests/order/programs/graph.py), run by the virtual
//! clock, against what CPython did (tests/order/expected.txt, written by `tests/order/confirm --bless`).

use taipan::Vm;
use taipan_testkit::root;

const STACK_BYTES: usize = 24 << 20;

#[test]
fn random_graphs_of_tasks_run_in_order() {
    let folder = root().join("tests/order");
    let expected = std::fs::read_to_string(folder.join("expected.txt")).expect("the expectation");
    let count = expected.lines().count().to_string();
    let body = move || {
        let program = folder.join("programs/graph.py");
        let mut vm = Vm::builder()
            .args(["graph.py", "1", &count])
            .virtual_clock()
            .capture_output()
            .build()
            .expect("a Vm");
        let result = vm.run_file(&program);
        let (output, errors) = vm.finish_captured();
        assert!(result.is_ok(), "{errors}{result:?}");
        output
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(body).expect("a thread");
    let output = thread.join().expect("the end of the programs");
    let differ: Vec<&str> = expected
        .lines()
        .zip(output.lines().chain(std::iter::repeat("")))
        .filter(|(expected, got)| expected != got)
        .map(|(expected, _)| expected.split(' ').next().unwrap_or_default())
        .collect();
    assert!(
        differ.is_empty() && output.lines().count() == expected.lines().count(),
        "seeds whose events differ: {}; `graph.py SEED` shows them",
        differ.join(" ")
    );
}
