"""Sources as deep and as long as CPython compiles them, and its words for those it refuses."""


def compiled(what, text, mode="exec"):
    try:
        compile(text, "<deep>", mode)
        print(what, "compiled")
    except (SyntaxError, MemoryError, RecursionError) as e:
        print(what, type(e).__name__, e.msg if isinstance(e, SyntaxError) else e)


for mode in "exec", "eval":
    compiled("attributes", "a" + ".a" * 20_000, mode)
    compiled("calls", "a" + "()" * 20_000, mode)
    compiled("subscripts", "a" + "[0]" * 20_000, mode)
    compiled("methods", "a" + ".b(c)" * 20_000, mode)
    compiled("sum of ones", "+".join(["1"] * 5_000), mode)
    compiled("sum of names", "+".join(["a"] * 20_000), mode)
    compiled("minus", "-" * 5_000 + "1", mode)
    compiled("minus name", "-" * 5_000 + "a", mode)
    compiled("not", "not " * 5_000 + "a", mode)
    compiled("power", "2 ** " * 2_900 + "a", mode)
    compiled("lambda", "lambda: " * 1_000 + "a", mode)
    compiled("conditional", "a if b else " * 5_000 + "c", mode)
    compiled("and or", "a or b and " * 20_000 + "c", mode)
    compiled("compare", " < ".join("a" * 20_000), mode)
    compiled("tuple", "a," * 50_000, mode)
    compiled("strings", "'a' " * 50_000, mode)
    compiled("long minus", "-" * 10_000 + "1", mode)
    compiled("long not", "not " * 10_000 + "1", mode)
    compiled("long lambda", "lambda: " * 10_000 + "1", mode)
    compiled("long conditional", "a if b else " * 10_000 + "c", mode)
    compiled("brackets", "(" * 10_000 + ")" * 10_000, mode)
    compiled("not closed", "(" * 10_000, mode)

compiled("elif", "if a: pass\n" + "elif b: pass\n" * 5_000)
compiled("elif that is too long", "if a: pass\n" + "elif b: pass\n" * 10_000)
compiled("if", "".join(" " * i + "if a:\n" for i in range(99)) + " " * 99 + "pass\n")
compiled("if too deep", "".join(" " * i + "if a:\n" for i in range(10_000)) + " " * 10_000 + "pass\n")
compiled("for too deep", "".join(" " * i + "for a in b:\n" for i in range(22)) + " " * 22 + "pass\n")
compiled("statements", "a = 1\n" * 100_000)
compiled("assignments", "a = " * 20_000 + "1")
compiled("with", "with " + "a, " * 15 + "b: pass")
compiled("with too many", "with " + "a, " * 100 + "b: pass")
compiled("decorators", "@a\n" * 5_000 + "def f(): pass")
compiled("line", "x = '" + "a" * 10_000_000 + "'")
compiled("names on a line", "x" + " + x" * 15_000)
compiled("arguments", "f(" + "a, " * 5_000 + ")")
compiled("parameters", "def f(" + ", ".join(f"a{i}" for i in range(1_000)) + "): pass")
compiled("or patterns", "match x:\n case " + "|".join("1" * 5_000) + ": pass")

# What is compiled runs.
x = 1
print(eval("-" * 5_001 + "x"), eval("not " * 5_001 + "x"), eval("x" + " + x" * 10_000))
print(eval("0 if x - 1 else " * 5_000 + "5"), eval("x" + ".real" * 10_000), eval("[" * 100 + "x" + "]" * 100)[0][0] != x)
f = eval("lambda: " * 500 + "x")
for _ in range(500):
    f = f()
print(f)
a = lambda: a
print(eval("a" + "()" * 10_000) is a)

# expect:
# attributes compiled
# calls compiled
# subscripts compiled
# methods compiled
# sum of ones compiled
# sum of names compiled
# minus compiled
# minus name compiled
# not compiled
# power compiled
# lambda compiled
# conditional compiled
# and or compiled
# compare compiled
# tuple compiled
# strings compiled
# long minus MemoryError Parser stack overflowed - Python source too complex to parse
# long not MemoryError Parser stack overflowed - Python source too complex to parse
# long lambda MemoryError Parser stack overflowed - Python source too complex to parse
# long conditional MemoryError Parser stack overflowed - Python source too complex to parse
# brackets SyntaxError too many nested parentheses
# not closed SyntaxError too many nested parentheses
# attributes compiled
# calls compiled
# subscripts compiled
# methods compiled
# sum of ones compiled
# sum of names compiled
# minus compiled
# minus name compiled
# not compiled
# power compiled
# lambda compiled
# conditional compiled
# and or compiled
# compare compiled
# tuple compiled
# strings compiled
# long minus MemoryError Parser stack overflowed - Python source too complex to parse
# long not MemoryError Parser stack overflowed - Python source too complex to parse
# long lambda MemoryError Parser stack overflowed - Python source too complex to parse
# long conditional MemoryError Parser stack overflowed - Python source too complex to parse
# brackets SyntaxError too many nested parentheses
# not closed SyntaxError too many nested parentheses
# elif compiled
# elif that is too long MemoryError Parser stack overflowed - Python source too complex to parse
# if compiled
# if too deep IndentationError too many levels of indentation
# for too deep SyntaxError too many statically nested blocks
# statements compiled
# assignments compiled
# with compiled
# with too many SyntaxError too many statically nested blocks
# decorators compiled
# line compiled
# names on a line compiled
# arguments compiled
# parameters compiled
# or patterns compiled
# -1 False 10001
# 5 1 True
# 1
# True
