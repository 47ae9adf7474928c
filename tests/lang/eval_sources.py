# What `eval` takes and what it refuses, with the words it has for it.
SOURCES = [
    "1", " 1", "\t1", "1\n", "1\n\n", "1 # one", "(1,\n2)", "1, 2", "1,", "not 1 in [1]", "lambda x, y=2: x", "lambda x: x",
    "(lambda _cls, a, b: (a, b))(0, 1, 2)", "1 if 0 else 2", "'a' 'b'", "[1][0]", "[1, 2, 3][1:]", "(1 < 2) == True",
    "None is None", "-1 + +1", "7 % 4 / 2",
    "", "1;", "1; 2", "1\n2", "x = 1", "x := 1", "(y := 1)", "*[1]", "*[1],", "yield 1", "(yield 1)", "pass", "return 1",
    "1 1", "a b", "lambda: (", ")", "1 +", "if 1: 2", "x: int", "print 1", "1 if 2", "lambda x: x = 1", "not", "f(a b)",
    "a.1", "1.a", "'a' 1", "[1, 2", "x for x in y", "a is", "in a", "else", "lambda", "lambda x, x: 1", "()()", ", 1",
    "1 2 3", "a, b c", "(a b)", "[a b]", "a[b c]", "1 not 2", "1 is is 2", "None = 1", "f(1 for x in y, 2)", "0x", "09", "1_",
]
for source in SOURCES:
    try:
        value = eval(source, {"a": 1, "b": 2, "x": 3})
        print(repr(source), "=", value if not callable(value) else "a function")
    except Exception as error:
        print(repr(source), type(error).__name__, error)

# expect:
# '1' = 1
# ' 1' = 1
# '\t1' = 1
# '1\n' = 1
# '1\n\n' = 1
# '1 # one' = 1
# '(1,\n2)' = (1, 2)
# '1, 2' = (1, 2)
# '1,' = (1,)
# 'not 1 in [1]' = False
# 'lambda x, y=2: x' = a function
# 'lambda x: x' = a function
# '(lambda _cls, a, b: (a, b))(0, 1, 2)' = (1, 2)
# '1 if 0 else 2' = 2
# "'a' 'b'" = ab
# '[1][0]' = 1
# '[1, 2, 3][1:]' = [2, 3]
# '(1 < 2) == True' = True
# 'None is None' = True
# '-1 + +1' = 0
# '7 % 4 / 2' = 1.5
# '' SyntaxError invalid syntax (<string>, line 0)
# '1;' SyntaxError invalid syntax (<string>, line 1)
# '1; 2' SyntaxError invalid syntax (<string>, line 1)
# '1\n2' SyntaxError invalid syntax (<string>, line 2)
# 'x = 1' SyntaxError invalid syntax (<string>, line 1)
# 'x := 1' SyntaxError invalid syntax (<string>, line 1)
# '(y := 1)' = 1
# '*[1]' SyntaxError invalid syntax (<string>, line 1)
# '*[1],' SyntaxError invalid syntax (<string>, line 1)
# 'yield 1' SyntaxError invalid syntax (<string>, line 1)
# '(yield 1)' SyntaxError 'yield' outside function (<string>, line 1)
# 'pass' SyntaxError invalid syntax (<string>, line 1)
# 'return 1' SyntaxError invalid syntax (<string>, line 1)
# '1 1' SyntaxError invalid syntax (<string>, line 1)
# 'a b' SyntaxError invalid syntax (<string>, line 1)
# 'lambda: (' SyntaxError '(' was never closed (<string>, line 1)
# ')' SyntaxError unmatched ')' (<string>, line 1)
# '1 +' SyntaxError invalid syntax (<string>, line 1)
# 'if 1: 2' SyntaxError invalid syntax (<string>, line 1)
# 'x: int' SyntaxError invalid syntax (<string>, line 1)
# 'print 1' SyntaxError Missing parentheses in call to 'print'. Did you mean print(...)? (<string>, line 1)
# '1 if 2' SyntaxError expected 'else' after 'if' expression (<string>, line 1)
# 'lambda x: x = 1' SyntaxError invalid syntax (<string>, line 1)
# 'not' SyntaxError invalid syntax (<string>, line 1)
# 'f(a b)' SyntaxError invalid syntax. Perhaps you forgot a comma? (<string>, line 1)
# 'a.1' SyntaxError invalid syntax (<string>, line 1)
# '1.a' SyntaxError invalid decimal literal (<string>, line 1)
# "'a' 1" SyntaxError invalid syntax (<string>, line 1)
# '[1, 2' SyntaxError '[' was never closed (<string>, line 1)
# 'x for x in y' SyntaxError invalid syntax (<string>, line 1)
# 'a is' SyntaxError invalid syntax (<string>, line 1)
# 'in a' SyntaxError invalid syntax (<string>, line 1)
# 'else' SyntaxError invalid syntax (<string>, line 1)
# 'lambda' SyntaxError invalid syntax (<string>, line 1)
# 'lambda x, x: 1' SyntaxError duplicate argument 'x' in function definition (<string>, line 1)
# '()()' TypeError 'tuple' object is not callable
# ', 1' SyntaxError invalid syntax (<string>, line 1)
# '1 2 3' SyntaxError invalid syntax (<string>, line 1)
# 'a, b c' SyntaxError invalid syntax (<string>, line 1)
# '(a b)' SyntaxError invalid syntax. Perhaps you forgot a comma? (<string>, line 1)
# '[a b]' SyntaxError invalid syntax. Perhaps you forgot a comma? (<string>, line 1)
# 'a[b c]' SyntaxError invalid syntax. Perhaps you forgot a comma? (<string>, line 1)
# '1 not 2' SyntaxError invalid syntax (<string>, line 1)
# '1 is is 2' SyntaxError invalid syntax (<string>, line 1)
# 'None = 1' SyntaxError invalid syntax (<string>, line 1)
# 'f(1 for x in y, 2)' SyntaxError Generator expression must be parenthesized (<string>, line 1)
# '0x' SyntaxError invalid hexadecimal literal (<string>, line 1)
# '09' SyntaxError leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers (<string>, line 1)
# '1_' SyntaxError invalid decimal literal (<string>, line 1)
# raises: <string>:1: SyntaxWarning: 'tuple' object is not callable; perhaps you missed a comma?
