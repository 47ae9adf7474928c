//! Calls in both directions, and what becomes of values.

use std::collections::HashMap;
use taipan::{Error, Object, Vm};

fn round_trip<T>(value: T) -> T
where
    T: taipan::IntoPython + taipan::FromPython,
{
    let mut vm = Vm::new().expect("a Vm");
    vm.set("value", value).expect("set");
    vm.get("value").expect("get")
}

#[test]
fn values_come_back_as_they_went() {
    assert!(round_trip(true));
    assert_eq!(round_trip(i64::MIN), i64::MIN);
    assert_eq!(round_trip(u64::MAX), u64::MAX);
    assert_eq!(round_trip(-0.5f64), -0.5);
    assert!(round_trip(f64::NAN).is_nan());
    assert_eq!(round_trip("naïve 🐍".to_owned()), "naïve 🐍");
    assert_eq!(round_trip(vec![Some(1i64), None]), [Some(1), None]);
    assert_eq!(round_trip((1i64, "a".to_owned(), false)), (1, "a".to_owned(), false));
    let map = HashMap::from([("k".to_owned(), vec![1.5f64])]);
    assert_eq!(round_trip(map.clone()), map);
}

#[test]
fn what_does_not_fit_says_so() {
    let mut vm = Vm::new().expect("a Vm");
    vm.run_source("big = 1 << 70\ntext = 'x'\npair = (1, 2, 3)", "<test>").expect("run");
    let message = |error: Error| match error {
        Error::Conversion(message) => message,
        other => panic!("{other:?}"),
    };
    assert_eq!(message(vm.get::<i64>("big").unwrap_err()), "the int does not fit i64");
    assert_eq!(message(vm.get::<i64>("text").unwrap_err()), "expected int, got str");
    assert_eq!(message(vm.get::<bool>("text").unwrap_err()), "expected bool, got str");
    assert_eq!(message(vm.get::<(i64, i64)>("pair").unwrap_err()), "expected a tuple of 2, got one of 3");
}

#[test]
fn rust_functions_check_their_arguments() {
    let mut vm = Vm::new().expect("a Vm");
    vm.register("add", |a: i64, b: i64| a + b).expect("register");
    let source = "
said = []
for call in (lambda: add(1), lambda: add(1, 'x'), lambda: add(a=1, b=2)):
    try:
        call()
    except TypeError as e:
        said.append(str(e))
";
    vm.run_source(source, "<test>").expect("run");
    assert_eq!(
        vm.get::<Vec<String>>("said").expect("said"),
        [
            "add() takes exactly 2 arguments (1 given)",
            "expected int, got str",
            "add() takes no keyword arguments"
        ]
    );
}

#[test]
fn rust_calls_python_calls_rust() {
    let mut vm = Vm::new().expect("a Vm");
    vm.register_raw("down", |scope, args| {
        let step: Object = scope.global("step")?;
        scope.call(&step, (&args[0],))
    })
    .expect("register");
    vm.run_source("def step(n): return 0 if n == 0 else 1 + down(n - 1)", "<test>").expect("run");
    assert_eq!(vm.call::<i64>("step", (20,)).expect("call"), 20);
    match vm.call::<i64>("step", (100_000,)) {
        Err(Error::Exception(raised)) => assert_eq!(raised.class(), "RecursionError"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_coroutine_is_driven_from_rust() {
    let mut vm = Vm::new().expect("a Vm");
    let source = "
class Ask:
    def __await__(self):
        return (yield 'question')
async def main():
    return 'answer: ' + await Ask()
co = main()
";
    vm.run_source(source, "<test>").expect("run");
    let co = vm.get_global("co").expect("co");
    let send = vm.attribute(&co, "send").expect("send");
    assert_eq!(vm.call::<String>(&send, (None::<i64>,)).expect("question"), "question");
    match vm.call::<String>(&send, ("yes",)) {
        Err(Error::Exception(raised)) => {
            assert_eq!((raised.class(), raised.message()), ("StopIteration", "answer: yes"))
        }
        other => panic!("{other:?}"),
    }
}
