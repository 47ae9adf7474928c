//! Exceptions, exits and panics.

use taipan::{Error, PythonException, Vm};

#[test]
fn an_exception_keeps_its_object() {
    let mut vm = Vm::new().expect("a Vm");
    let error = vm.run_source("raise ValueError('a', 2)", "<test>").unwrap_err();
    let Error::Exception(raised) = error else { panic!("{error:?}") };
    assert_eq!((raised.class(), raised.message()), ("ValueError", "('a', 2)"));
    let args = vm.attribute(raised.object().expect("the object"), "args").expect("args");
    assert_eq!(vm.read::<(String, i64)>(&args).expect("a pair"), ("a".to_owned(), 2));
}

#[test]
fn the_traceback_is_cpythons() {
    let mut vm = Vm::new().expect("a Vm");
    let error = vm.run_source("def f():\n    return 1 / 0\nf()\n", "<test>").unwrap_err();
    assert_eq!(
        error.to_string(),
        "Traceback (most recent call last):\n  File \"<test>\", line 3, in <module>\n    f()\n    ~^^\n  File \"<test>\", line 2, in f\n    return 1 / 0\n           ~~^~~\nZeroDivisionError: division by zero"
    );
}

#[test]
fn exits_have_a_status() {
    for (source, wanted) in
        [("raise SystemExit", 0), ("raise SystemExit(3)", 3), ("import sys; sys.exit('text')", 1)]
    {
        let mut vm = Vm::builder().capture_output().build().expect("a Vm");
        match vm.run_source(source, "<test>") {
            Err(Error::Exit(status)) => assert_eq!(status, wanted, "{source}"),
            other => panic!("{other:?}"),
        }
        assert_eq!(vm.take_stderr(), if wanted == 1 { "text\n" } else { "" });
    }
}

#[test]
fn errors_of_rust_functions_are_raised() {
    let mut vm = Vm::new().expect("a Vm");
    vm.register("fail", |kind: String| Err::<(), _>(PythonException::new(kind, "why"))).expect("register");
    let source = "
said = []
for kind in ('KeyError', 'TimeoutError', 'NoSuchClass'):
    try:
        fail(kind)
    except Exception as e:
        said.append(repr(e))
";
    vm.run_source(source, "<test>").expect("run");
    assert_eq!(
        vm.get::<Vec<String>>("said").expect("said"),
        ["KeyError('why')", "TimeoutError('why')", "RuntimeError('why')"]
    );
}

#[test]
fn an_exception_passes_through_rust() {
    let mut vm = Vm::new().expect("a Vm");
    vm.register_raw("through", |scope, args| scope.call(&args[0], ())).expect("register");
    let source = "
error = KeyError('mine')
def fail(): raise error
try:
    through(fail)
except KeyError as e:
    same = e is error
";
    vm.run_source(source, "<test>").expect("run");
    assert!(vm.get::<bool>("same").expect("same"));
}

#[test]
fn a_panic_poisons_one_vm() {
    let mut first = Vm::new().expect("a Vm");
    let mut second = Vm::new().expect("a Vm");
    first.register("explode", || -> i64 { panic!("on purpose") }).expect("register");
    assert!(matches!(first.run_source("explode()", "<test>"), Err(Error::Poisoned)));
    assert!(matches!(first.eval("1"), Err(Error::Poisoned)));
    drop(first);
    second.run_source("x = 1", "<test>").expect("the other Vm lives");
}

#[test]
fn an_object_belongs_to_its_vm() {
    let mut first = Vm::new().expect("a Vm");
    let mut second = Vm::new().expect("a Vm");
    let object = first.eval("[1]").expect("a list");
    assert!(matches!(second.read::<Vec<i64>>(&object), Err(Error::Conversion(_))));
    drop(first);
    drop(object);
}
