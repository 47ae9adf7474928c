//! Disassembly of small sources. Every block passes the verifier, also with `WIDE` before every instruction.

use taipan_compiler::{Options, compile};
use taipan_syntax::{Flags, Mode, parse};

fn check(name: &str, source: &str) {
    check_with(name, source, Mode::Exec, Options::default());
}

fn check_with(name: &str, source: &str, mode: Mode, options: Options) {
    let parsed = parse(source, mode, Flags::default()).expect("the source is right");
    let compile = |options| {
        let compiled = compile(&parsed.module, &parsed.source, &parsed.lines, "test.py", options);
        let code = compiled.expect("the source compiles").code;
        taipan_bytecode::verify::verify(&code).expect("the code is sound");
        code
    };
    compile(Options { force_wide: true, ..options });
    let text = format!("{}\n{}", source.trim_end(), taipan_bytecode::dis::dis(&compile(options)));
    insta::assert_snapshot!(name, text);
}

macro_rules! dis {
    ($($name:ident: $source:literal;)*) => {
        $(#[test] fn $name() { check(stringify!($name), $source); })*
    };
}

dis! {
    arithmetic_on_locals: "def f(a, b):\n    c = a + b * 2\n    c += 1\n    return -c ** b\n";
    comparisons: "def f(a, b):\n    x = a < b\n    y = 0 <= a < b\n    return x is not y, a not in b\n";
    chained_comparison_as_condition: "def f(a, b):\n    if 0 <= a < b() < 9: return a\n";
    bool_operators: "def f(a, b, c):\n    x = a and b or c\n    return (a or b) and not c\n";
    conditional_expression: "def f(a, b):\n    return a if a > b else b\n";
    in_constants: "def f(a):\n    return a in {1, 2} or a in [3, 4]\n";
    if_elif_else: "def f(a):\n    if a == 1: b()\n    elif a is None: c()\n    else: d()\n";
    constant_conditions: "if 0: a()\nif __debug__: b()\nwhile 1: c()\n";
    while_loop: "def f(n):\n    while n > 0:\n        n -= 1\n        if n == 5: break\n    else: n = None\n";
    for_loop: "def f(xs):\n    for i, x in xs:\n        if x: continue\n        if i: return x\n    else: g()\n";
    range_sum: "def f():\n    t = 0\n    for i in range(10): t += i\n    return t\n";
    swap: "def f(a, b):\n    a, b = b, a % b\n    a, b, a = 1, a, b\n";
    unpacking: "def f(x):\n    a, *b, (c, d.e) = x\n    g[0], h = y = x\n";
    augmented: "def f(o, i):\n    o.x += 1\n    o[i] |= 2\n    o[i:] = o[:i]\n    o[i:] *= 2\n";
    maybe_unbound: "def f(c):\n    if c: x = 1\n    print(x)\n    del x\n    return x\n";
    walrus: "def f(a):\n    return a + (a := 2) + a\n";
    calls: "f(a)\no.m(a, b)\nf(a, k=1)\no.m(k=1)\nf(*a)\nf(a, *b, c, **d)\nf(k=1, **d)\n";
    closures: "def f(a):\n    b = 1\n    def g():\n        nonlocal b\n        b += a\n        return lambda: b\n    return g\n";
    defaults: "def f(a, b=1, *c, d=x, **e): pass\n@deco\ndef g(a=1, b=2): 'doc'\n";
    classes: "class A(B, metaclass=M):\n    'doc'\n    x = 1\n    def m(self):\n        self.y = super().m()\n        return __class__\n";
    class_scopes: "def f(x):\n    class A:\n        y = x\n        x = 2\n        z = [x for _ in y]\n";
    private_names: "class A:\n    def m(self): return self.__x + __y\n";
    comprehensions: "def f(a):\n    return [x for x in a if x], {x: y for x, y in a}, {y for x in a for y in [x + 1]}\n";
    comprehension_cells: "def f(a):\n    return [lambda: x for x in a]\n";
    generator_expression: "def f(a):\n    return sum(x * 2 for x in a)\n";
    generators: "def f(a):\n    x = yield a\n    y = yield from x\n    return y\n";
    coroutines: "async def f(a):\n    async with a as b:\n        async for c in b:\n            await c\n    return [x async for x in a]\n";
    async_generator: "async def f(a):\n    yield await a\n";
    try_except: "def f():\n    try: a()\n    except (B, C) as e: print(e)\n    except D: raise\n    else: g()\n";
    try_finally: "def f(x):\n    for i in x:\n        try:\n            if i: break\n            return i\n        finally:\n            g()\n";
    except_star: "def f():\n    try: a()\n    except* B as e: c(e)\n    except* D: d()\n";
    with_statement: "def f(a):\n    with a() as x, b: return x\n";
    raise_and_assert: "def f(x):\n    assert x, 'message'\n    raise E(x) from None\n";
    imports: "import a.b, c.d as e\nfrom . import f\nfrom g.h import i as j, k\nfrom l import *\n";
    f_strings: "def f(a, b):\n    return f'{a} {b!r:>{a}} {{}}' f'{a=}' f'{b:x}'\n";
    t_strings: "def f(a):\n    return t'x{a!r:>10}y{a}'\n";
    match_values: "def f(x):\n    match x:\n        case 1 | 'a' | None: a()\n        case y if y > 2: b()\n        case _: c()\n";
    match_structures: "def f(x):\n    match x:\n        case [1, *rest, {'k': v, **kw}]: a(rest, v, kw)\n        case C(p, q=[_, *_, r]) as whole: b(p, r, whole)\n        case [a] | (a, _): d(a)\n";
    annotations: "x: int\ndef f(a: b, *c: *d) -> e: y: int = 1\nclass C:\n    z: int\n    if x: w: str = ''\n";
    future_annotations: "from __future__ import annotations\nx: list[int] = 1\ndef f(a: b | None): pass\n";
    type_parameters: "def f[T: int, *U, **V = [int]](x: T = 1) -> T: pass\nclass C[T](B): y: T\ntype A[T] = list[T]\ntype D = int\n";
    dead_code: "def f():\n    return 1\n    g()\n";
    displays: "def f(a, b):\n    return (1, 2), (a, b), [1, 2, 3], [a, *b], {a, 1}, {a: b, **b}\n";
    slices: "def f(a, b):\n    return a[1:2], a[b:], a[::b], a[1, 2], a[...]\n";
    del_forms: "def f(a, b):\n    del a.x, a[0], a[1:b], b\n    global c\n    del c\n";
}

#[test]
fn eval_and_interactive() {
    check_with("eval", "a + 1\n", Mode::Eval, Options::default());
    check_with("interactive", "a; b = 2\n", Mode::Single, Options::default());
}

#[test]
fn optimized() {
    let options = Options { optimize: 2, ..Options::default() };
    check_with("optimized", "'doc'\nassert x\nif __debug__: a()\ndef f(): 'doc'\n", Mode::Exec, options);
}

#[test]
fn three_hundred_locals_need_the_prefix() {
    let names: Vec<String> = (0..300).map(|n| format!("x{n}")).collect();
    let body: String = names.iter().map(|name| format!("    {name} = {name} + len({name})\n")).collect();
    let source = format!("def f({}):\n{body}", names.join(", "));
    let parsed = parse(&source, Mode::Exec, Flags::default()).unwrap();
    let compiled =
        compile(&parsed.module, &parsed.source, &parsed.lines, "test.py", Options::default()).unwrap();
    taipan_bytecode::verify::verify(&compiled.code).unwrap();
}
