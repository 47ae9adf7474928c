"""_tokenize.TokenizerIter: tokens with their places and lines, with and without extra tokens, and its errors."""
from _tokenize import TokenizerIter
import io
import warnings


def show(source, extra=True, encoding=None):
    print(ascii(source), extra)
    if encoding:
        lines = io.BytesIO(source).readline
    else:
        lines = io.StringIO(source, newline="").readline
    arguments = {"encoding": encoding} if encoding else {}
    try:
        for token in TokenizerIter(lines, extra_tokens=extra, **arguments):
            print("   ", ascii(token))
    except SyntaxError as error:
        print("   ", type(error).__name__, ascii(error.args), error.lineno, error.offset, error.end_offset)


GOOD = [
    "", "\n", "# c", "a # c", "x\r\ny\r\n", "a\rb\n", "if 1:\n  # c\n  a\n # d\nb", "(a\n\n# c\n b)\n", "if x:\n\ty",
    "f'{a!r:>{w}.{p}}' 'x'", "f'''{\na\n}\n  {b}''' + c\n", "t'{{x}}{a=}'\n", "'é\\\n' + ü # ä\n",
    "f'é{ü}é' + 'ö'\n", "rb'c' Rb'd' tr'{x}'", "a = \\\n  b\n", "1_000 0x1F 1e5j .5 1.", "<> != -> := **= //= ...",
    "$ ? !", "\\\n  a\n",
]
for source in GOOD:
    for extra in (True, False):
        show(source, extra)
show("x = 'é'\n".encode("latin-1"), True, "latin-1")
show(b"x = '\xff'\n", True, "utf-8")

BAD = [
    "a = '", "a = 'x\\'", '"""x\ny', "f'{a", "f'a", "f'''a\nb", "f'{a:\n}'", "f'}'", "f'{a]}'", "f'{a:{b:{c:{d}}}}'",
    "(\n", "a)", "(]", "(\n]", "0x", "0b2", "0o18", "1__0", "012", "1e+", "1abc", "if a:\n  b\n c\n",
    "if a:\n        b\n\tc\n", "a\\ b", "a\\", "é€", "\x01", "a\x00b", "ub'a'",
]
for source in BAD:
    for extra in (True, False):
        show(source, extra)

for source in ["(" * 201, "f'{" * 151]:
    try:
        print(len(list(TokenizerIter(iter([source]).__next__, extra_tokens=True))))
    except SyntaxError as error:
        print(error.msg, error.offset)

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    show("0x1for x in f'\\{a}'", False)
    for warning in caught:
        print(warning.category.__name__, warning.message, warning.filename, warning.lineno)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    show("\n1if x", False)


def attempt(*args, **keywords):
    try:
        print(list(TokenizerIter(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


attempt()
attempt(1)
attempt(1, extra_tokens=1)
attempt(lambda: 1, extra_tokens=1)
attempt(lambda: "", extra_tokens=1, encoding="utf-8")
attempt(lambda: b"\xff", extra_tokens=1, encoding="nope")
attempt(lambda: 1 / 0, extra_tokens=1)

# expect:
# '' True
#     (0, '', (1, 0), (1, 0), '')
# '' False
# '\n' True
#     (66, '\n', (1, 0), (1, 1), '\n')
#     (0, '', (2, 0), (2, 0), '')
# '\n' False
#     (0, '', (1, -1), (1, -1), '')
# '# c' True
#     (65, '# c', (1, 0), (1, 3), '# c')
#     (66, '', (1, 3), (1, 4), '# c')
#     (0, '', (2, 0), (2, 0), '')
# '# c' False
#     (0, '', (1, -1), (1, -1), '')
# 'a # c' True
#     (1, 'a', (1, 0), (1, 1), 'a # c')
#     (65, '# c', (1, 2), (1, 5), 'a # c')
#     (4, '', (1, 5), (1, 6), 'a # c')
#     (0, '', (2, 0), (2, 0), '')
# 'a # c' False
#     (1, 'a', (1, 0), (1, 1), 'a # c')
#     (4, '# c', (1, 2), (1, 5), 'a # c')
#     (0, '', (1, -1), (1, -1), 'a # c')
# 'x\r\ny\r\n' True
#     (1, 'x', (1, 0), (1, 1), 'x\r\n')
#     (4, '\r\n', (1, 1), (1, 3), 'x\r\n')
#     (1, 'y', (2, 0), (2, 1), 'y\r\n')
#     (4, '\r\n', (2, 1), (2, 3), 'y\r\n')
#     (0, '', (3, 0), (3, 0), '')
# 'x\r\ny\r\n' False
#     (1, 'x', (1, 0), (1, 1), 'x\r\n')
#     (4, '\r', (1, 1), (1, 2), 'x\r\n')
#     (1, 'y', (2, 0), (2, 1), 'y\r\n')
#     (4, '\r', (2, 1), (2, 2), 'y\r\n')
#     (0, '', (2, -1), (2, -1), 'y\r\n')
# 'a\rb\n' True
#     (1, 'a', (1, 0), (1, 1), 'a\r')
#     (4, '\r', (1, 1), (1, 3), 'a\r')
#     (1, 'b', (2, 0), (2, 1), 'b\n')
#     (4, '\n', (2, 1), (2, 2), 'b\n')
#     (0, '', (3, 0), (3, 0), '')
# 'a\rb\n' False
#     (1, 'a', (1, 0), (1, 1), 'a\r')
#     (4, '\r', (1, 1), (1, 2), 'a\r')
#     (1, 'b', (2, 0), (2, 1), 'b\n')
#     (4, '', (2, 1), (2, 1), 'b\n')
#     (0, '', (2, -1), (2, -1), 'b\n')
# 'if 1:\n  # c\n  a\n # d\nb' True
#     (1, 'if', (1, 0), (1, 2), 'if 1:\n')
#     (2, '1', (1, 3), (1, 4), 'if 1:\n')
#     (55, ':', (1, 4), (1, 5), 'if 1:\n')
#     (4, '\n', (1, 5), (1, 6), 'if 1:\n')
#     (65, '# c', (2, 2), (2, 5), '  # c\n')
#     (66, '\n', (2, 5), (2, 6), '  # c\n')
#     (5, '  ', (3, 0), (3, 2), '  a\n')
#     (1, 'a', (3, 2), (3, 3), '  a\n')
#     (4, '\n', (3, 3), (3, 4), '  a\n')
#     (65, '# d', (4, 1), (4, 4), ' # d\n')
#     (66, '\n', (4, 4), (4, 5), ' # d\n')
#     (6, '', (5, 0), (5, 0), 'b')
#     (1, 'b', (5, 0), (5, 1), 'b')
#     (4, '', (5, 1), (5, 2), 'b')
#     (0, '', (6, 0), (6, 0), '')
# 'if 1:\n  # c\n  a\n # d\nb' False
#     (1, 'if', (1, 0), (1, 2), 'if 1:\n')
#     (2, '1', (1, 3), (1, 4), 'if 1:\n')
#     (11, ':', (1, 4), (1, 5), 'if 1:\n')
#     (4, '', (1, 5), (1, 5), 'if 1:\n')
#     (5, '', (3, -1), (3, -1), '  a\n')
#     (1, 'a', (3, 2), (3, 3), '  a\n')
#     (4, '', (3, 3), (3, 3), '  a\n')
#     (6, '', (5, -1), (5, -1), 'b')
#     (1, 'b', (5, 0), (5, 1), 'b')
#     (4, '', (5, 1), (5, 1), 'b')
#     (0, '', (5, -1), (5, -1), 'b')
# '(a\n\n# c\n b)\n' True
#     (55, '(', (1, 0), (1, 1), '(a\n')
#     (1, 'a', (1, 1), (1, 2), '(a\n')
#     (66, '\n', (1, 2), (1, 3), '(a\n')
#     (66, '\n', (2, 0), (2, 1), '\n')
#     (65, '# c', (3, 0), (3, 3), '# c\n')
#     (66, '\n', (3, 3), (3, 4), '# c\n')
#     (1, 'b', (4, 1), (4, 2), ' b)\n')
#     (55, ')', (4, 2), (4, 3), ' b)\n')
#     (4, '\n', (4, 3), (4, 4), ' b)\n')
#     (0, '', (5, 0), (5, 0), '')
# '(a\n\n# c\n b)\n' False
#     (7, '(', (1, 0), (1, 1), '(a\n')
#     (1, 'a', (1, 1), (1, 2), '(a\n')
#     (1, 'b', (4, 1), (4, 2), ' b)\n')
#     (8, ')', (4, 2), (4, 3), ' b)\n')
#     (4, '', (4, 3), (4, 3), ' b)\n')
#     (0, '', (4, -1), (4, -1), ' b)\n')
# 'if x:\n\ty' True
#     (1, 'if', (1, 0), (1, 2), 'if x:\n')
#     (1, 'x', (1, 3), (1, 4), 'if x:\n')
#     (55, ':', (1, 4), (1, 5), 'if x:\n')
#     (4, '\n', (1, 5), (1, 6), 'if x:\n')
#     (5, '\t', (2, 0), (2, 1), '\ty')
#     (1, 'y', (2, 1), (2, 2), '\ty')
#     (4, '', (2, 2), (2, 3), '\ty')
#     (6, '', (3, 0), (3, 0), '')
#     (0, '', (3, 0), (3, 0), '')
# 'if x:\n\ty' False
#     (1, 'if', (1, 0), (1, 2), 'if x:\n')
#     (1, 'x', (1, 3), (1, 4), 'if x:\n')
#     (11, ':', (1, 4), (1, 5), 'if x:\n')
#     (4, '', (1, 5), (1, 5), 'if x:\n')
#     (5, '', (2, -1), (2, -1), '\ty')
#     (1, 'y', (2, 1), (2, 2), '\ty')
#     (4, '', (2, 2), (2, 2), '\ty')
#     (6, '', (2, -1), (2, -1), '\ty')
#     (0, '', (2, -1), (2, -1), '\ty')
# "f'{a!r:>{w}.{p}}' 'x'" True
#     (59, "f'", (1, 0), (1, 2), "f'{a!r:>{w}.{p}}' 'x'")
#     (55, '{', (1, 2), (1, 3), "f'{a!r:>{w}.{p}}' 'x'")
#     (1, 'a', (1, 3), (1, 4), "f'{a!r:>{w}.{p}}' 'x'")
#     (55, '!', (1, 4), (1, 5), "f'{a!r:>{w}.{p}}' 'x'")
#     (1, 'r', (1, 5), (1, 6), "f'{a!r:>{w}.{p}}' 'x'")
#     (55, ':', (1, 6), (1, 7), "f'{a!r:>{w}.{p}}' 'x'")
#     (60, '>', (1, 7), (1, 8), "f'{a!r:>{w}.{p}}' 'x'")
#     (55, '{', (1, 8), (1, 9), "f'{a!r:>{w}.{p}}' 'x'")
#     (1, 'w', (1, 9), (1, 10), "f'{a!r:>{w}.{p}}' 'x'")
#     (55, '}', (1, 10), (1, 11), "f'{a!r:>{w}.{p}}' 'x'")
#     (60, '.', (1, 11), (1, 12), "f'{a!r:>{w}.{p}}' 'x'")
#     (55, '{', (1, 12), (1, 13), "f'{a!r:>{w}.{p}}' 'x'")
#     (1, 'p', (1, 13), (1, 14), "f'{a!r:>{w}.{p}}' 'x'")
#     (55, '}', (1, 14), (1, 15), "f'{a!r:>{w}.{p}}' 'x'")
#     (60, '', (1, 15), (1, 15), "f'{a!r:>{w}.{p}}' 'x'")
#     (55, '}', (1, 15), (1, 16), "f'{a!r:>{w}.{p}}' 'x'")
#     (61, "'", (1, 16), (1, 17), "f'{a!r:>{w}.{p}}' 'x'")
#     (3, "'x'", (1, 18), (1, 21), "f'{a!r:>{w}.{p}}' 'x'")
#     (4, '', (1, 21), (1, 22), "f'{a!r:>{w}.{p}}' 'x'")
#     (0, '', (2, 0), (2, 0), '')
# "f'{a!r:>{w}.{p}}' 'x'" False
#     (59, "f'", (1, 0), (1, 2), "f'{a!r:>{w}.{p}}' 'x'")
#     (25, '{', (1, 2), (1, 3), "f'{a!r:>{w}.{p}}' 'x'")
#     (1, 'a', (1, 3), (1, 4), "f'{a!r:>{w}.{p}}' 'x'")
#     (54, '!', (1, 4), (1, 5), "f'{a!r:>{w}.{p}}' 'x'")
#     (1, 'r', (1, 5), (1, 6), "f'{a!r:>{w}.{p}}' 'x'")
#     (11, ':', (1, 6), (1, 7), "f'{a!r:>{w}.{p}}' 'x'")
#     (60, '>', (1, 7), (1, 8), "f'{a!r:>{w}.{p}}' 'x'")
#     (25, '{', (1, 8), (1, 9), "f'{a!r:>{w}.{p}}' 'x'")
#     (1, 'w', (1, 9), (1, 10), "f'{a!r:>{w}.{p}}' 'x'")
#     (26, '}', (1, 10), (1, 11), "f'{a!r:>{w}.{p}}' 'x'")
#     (60, '.', (1, 11), (1, 12), "f'{a!r:>{w}.{p}}' 'x'")
#     (25, '{', (1, 12), (1, 13), "f'{a!r:>{w}.{p}}' 'x'")
#     (1, 'p', (1, 13), (1, 14), "f'{a!r:>{w}.{p}}' 'x'")
#     (26, '}', (1, 14), (1, 15), "f'{a!r:>{w}.{p}}' 'x'")
#     (60, '', (1, 15), (1, 15), "f'{a!r:>{w}.{p}}' 'x'")
#     (26, '}', (1, 15), (1, 16), "f'{a!r:>{w}.{p}}' 'x'")
#     (61, "'", (1, 16), (1, 17), "f'{a!r:>{w}.{p}}' 'x'")
#     (3, "'x'", (1, 18), (1, 21), "f'{a!r:>{w}.{p}}' 'x'")
#     (4, '', (1, 21), (1, 21), "f'{a!r:>{w}.{p}}' 'x'")
#     (0, '', (1, -1), (1, -1), "f'{a!r:>{w}.{p}}' 'x'")
# "f'''{\na\n}\n  {b}''' + c\n" True
#     (59, "f'''", (1, 0), (1, 4), "f'''{\n")
#     (55, '{', (1, 4), (1, 5), "f'''{\n")
#     (66, '\n', (1, 5), (1, 6), "f'''{\n")
#     (1, 'a', (2, 0), (2, 1), 'a\n')
#     (66, '\n', (2, 1), (2, 2), 'a\n')
#     (55, '}', (3, 0), (3, 1), '}\n')
#     (60, '\n  ', (3, 1), (4, 2), "}\n  {b}''' + c\n")
#     (55, '{', (4, 2), (4, 3), "  {b}''' + c\n")
#     (1, 'b', (4, 3), (4, 4), "  {b}''' + c\n")
#     (55, '}', (4, 4), (4, 5), "  {b}''' + c\n")
#     (61, "'''", (4, 5), (4, 8), "  {b}''' + c\n")
#     (55, '+', (4, 9), (4, 10), "  {b}''' + c\n")
#     (1, 'c', (4, 11), (4, 12), "  {b}''' + c\n")
#     (4, '\n', (4, 12), (4, 13), "  {b}''' + c\n")
#     (0, '', (5, 0), (5, 0), '')
# "f'''{\na\n}\n  {b}''' + c\n" False
#     (59, "f'''", (1, 0), (1, 4), "f'''{\n")
#     (25, '{', (1, 4), (1, 5), "f'''{\n")
#     (1, 'a', (2, 0), (2, 1), 'a\n')
#     (26, '}', (3, 0), (3, 1), '}\n')
#     (60, '\n  ', (3, 1), (4, 2), "}\n  {b}''' + c\n")
#     (25, '{', (4, 2), (4, 3), "  {b}''' + c\n")
#     (1, 'b', (4, 3), (4, 4), "  {b}''' + c\n")
#     (26, '}', (4, 4), (4, 5), "  {b}''' + c\n")
#     (61, "'''", (4, 5), (4, 8), "  {b}''' + c\n")
#     (14, '+', (4, 9), (4, 10), "  {b}''' + c\n")
#     (1, 'c', (4, 11), (4, 12), "  {b}''' + c\n")
#     (4, '', (4, 12), (4, 12), "  {b}''' + c\n")
#     (0, '', (4, -1), (4, -1), "  {b}''' + c\n")
# "t'{{x}}{a=}'\n" True
#     (62, "t'", (1, 0), (1, 2), "t'{{x}}{a=}'\n")
#     (63, '{', (1, 2), (1, 3), "t'{{x}}{a=}'\n")
#     (63, 'x}', (1, 4), (1, 6), "t'{{x}}{a=}'\n")
#     (55, '{', (1, 7), (1, 8), "t'{{x}}{a=}'\n")
#     (1, 'a', (1, 8), (1, 9), "t'{{x}}{a=}'\n")
#     (55, '=', (1, 9), (1, 10), "t'{{x}}{a=}'\n")
#     (55, '}', (1, 10), (1, 11), "t'{{x}}{a=}'\n")
#     (64, "'", (1, 11), (1, 12), "t'{{x}}{a=}'\n")
#     (4, '\n', (1, 12), (1, 13), "t'{{x}}{a=}'\n")
#     (0, '', (2, 0), (2, 0), '')
# "t'{{x}}{a=}'\n" False
#     (62, "t'", (1, 0), (1, 2), "t'{{x}}{a=}'\n")
#     (63, '{', (1, 2), (1, 3), "t'{{x}}{a=}'\n")
#     (63, 'x}', (1, 4), (1, 6), "t'{{x}}{a=}'\n")
#     (25, '{', (1, 7), (1, 8), "t'{{x}}{a=}'\n")
#     (1, 'a', (1, 8), (1, 9), "t'{{x}}{a=}'\n")
#     (22, '=', (1, 9), (1, 10), "t'{{x}}{a=}'\n")
#     (26, '}', (1, 10), (1, 11), "t'{{x}}{a=}'\n")
#     (64, "'", (1, 11), (1, 12), "t'{{x}}{a=}'\n")
#     (4, '', (1, 12), (1, 12), "t'{{x}}{a=}'\n")
#     (0, '', (1, -1), (1, -1), "t'{{x}}{a=}'\n")
# "'\xe9\\\n' + \xfc # \xe4\n" True
#     (3, "'\xe9\\\n'", (1, 0), (2, 1), "'\xe9\\\n' + \xfc # \xe4\n")
#     (55, '+', (2, 2), (2, 3), "' + \xfc # \xe4\n")
#     (1, '\xfc', (2, 4), (2, 5), "' + \xfc # \xe4\n")
#     (65, '# \xe4', (2, 6), (2, 9), "' + \xfc # \xe4\n")
#     (4, '\n', (2, 9), (2, 10), "' + \xfc # \xe4\n")
#     (0, '', (3, 0), (3, 0), '')
# "'\xe9\\\n' + \xfc # \xe4\n" False
#     (3, "'\xe9\\\n'", (1, 0), (2, 1), "'\xe9\\\n' + \xfc # \xe4\n")
#     (14, '+', (2, 2), (2, 3), "' + \xfc # \xe4\n")
#     (1, '\xfc', (2, 4), (2, 5), "' + \xfc # \xe4\n")
#     (4, '# \xe4', (2, 6), (2, 9), "' + \xfc # \xe4\n")
#     (0, '', (2, -1), (2, -1), "' + \xfc # \xe4\n")
# "f'\xe9{\xfc}\xe9' + '\xf6'\n" True
#     (59, "f'", (1, 0), (1, 2), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (60, '\xe9', (1, 2), (1, 3), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (55, '{', (1, 3), (1, 4), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (1, '\xfc', (1, 4), (1, 5), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (55, '}', (1, 5), (1, 6), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (60, '\xe9', (1, 6), (1, 7), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (61, "'", (1, 7), (1, 8), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (55, '+', (1, 9), (1, 10), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (3, "'\xf6'", (1, 11), (1, 14), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (4, '\n', (1, 14), (1, 15), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (0, '', (2, 0), (2, 0), '')
# "f'\xe9{\xfc}\xe9' + '\xf6'\n" False
#     (59, "f'", (1, 0), (1, 2), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (60, '\xe9', (1, 2), (1, 3), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (25, '{', (1, 3), (1, 4), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (1, '\xfc', (1, 4), (1, 5), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (26, '}', (1, 5), (1, 6), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (60, '\xe9', (1, 6), (1, 7), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (61, "'", (1, 7), (1, 8), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (14, '+', (1, 9), (1, 10), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (3, "'\xf6'", (1, 11), (1, 14), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (4, '', (1, 14), (1, 14), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
#     (0, '', (1, -1), (1, -1), "f'\xe9{\xfc}\xe9' + '\xf6'\n")
# "rb'c' Rb'd' tr'{x}'" True
#     (3, "rb'c'", (1, 0), (1, 5), "rb'c' Rb'd' tr'{x}'")
#     (3, "Rb'd'", (1, 6), (1, 11), "rb'c' Rb'd' tr'{x}'")
#     (62, "tr'", (1, 12), (1, 15), "rb'c' Rb'd' tr'{x}'")
#     (55, '{', (1, 15), (1, 16), "rb'c' Rb'd' tr'{x}'")
#     (1, 'x', (1, 16), (1, 17), "rb'c' Rb'd' tr'{x}'")
#     (55, '}', (1, 17), (1, 18), "rb'c' Rb'd' tr'{x}'")
#     (64, "'", (1, 18), (1, 19), "rb'c' Rb'd' tr'{x}'")
#     (4, '', (1, 19), (1, 20), "rb'c' Rb'd' tr'{x}'")
#     (0, '', (2, 0), (2, 0), '')
# "rb'c' Rb'd' tr'{x}'" False
#     (3, "rb'c'", (1, 0), (1, 5), "rb'c' Rb'd' tr'{x}'")
#     (3, "Rb'd'", (1, 6), (1, 11), "rb'c' Rb'd' tr'{x}'")
#     (62, "tr'", (1, 12), (1, 15), "rb'c' Rb'd' tr'{x}'")
#     (25, '{', (1, 15), (1, 16), "rb'c' Rb'd' tr'{x}'")
#     (1, 'x', (1, 16), (1, 17), "rb'c' Rb'd' tr'{x}'")
#     (26, '}', (1, 17), (1, 18), "rb'c' Rb'd' tr'{x}'")
#     (64, "'", (1, 18), (1, 19), "rb'c' Rb'd' tr'{x}'")
#     (4, '', (1, 19), (1, 19), "rb'c' Rb'd' tr'{x}'")
#     (0, '', (1, -1), (1, -1), "rb'c' Rb'd' tr'{x}'")
# 'a = \\\n  b\n' True
#     (1, 'a', (1, 0), (1, 1), 'a = \\\n')
#     (55, '=', (1, 2), (1, 3), 'a = \\\n')
#     (1, 'b', (2, 2), (2, 3), '  b\n')
#     (4, '\n', (2, 3), (2, 4), '  b\n')
#     (0, '', (3, 0), (3, 0), '')
# 'a = \\\n  b\n' False
#     (1, 'a', (1, 0), (1, 1), 'a = \\\n')
#     (22, '=', (1, 2), (1, 3), 'a = \\\n')
#     (1, 'b', (2, 2), (2, 3), '  b\n')
#     (4, '', (2, 3), (2, 3), '  b\n')
#     (0, '', (2, -1), (2, -1), '  b\n')
# '1_000 0x1F 1e5j .5 1.' True
#     (2, '1_000', (1, 0), (1, 5), '1_000 0x1F 1e5j .5 1.')
#     (2, '0x1F', (1, 6), (1, 10), '1_000 0x1F 1e5j .5 1.')
#     (2, '1e5j', (1, 11), (1, 15), '1_000 0x1F 1e5j .5 1.')
#     (2, '.5', (1, 16), (1, 18), '1_000 0x1F 1e5j .5 1.')
#     (2, '1.', (1, 19), (1, 21), '1_000 0x1F 1e5j .5 1.')
#     (4, '', (1, 21), (1, 22), '1_000 0x1F 1e5j .5 1.')
#     (0, '', (2, 0), (2, 0), '')
# '1_000 0x1F 1e5j .5 1.' False
#     (2, '1_000', (1, 0), (1, 5), '1_000 0x1F 1e5j .5 1.')
#     (2, '0x1F', (1, 6), (1, 10), '1_000 0x1F 1e5j .5 1.')
#     (2, '1e5j', (1, 11), (1, 15), '1_000 0x1F 1e5j .5 1.')
#     (2, '.5', (1, 16), (1, 18), '1_000 0x1F 1e5j .5 1.')
#     (2, '1.', (1, 19), (1, 21), '1_000 0x1F 1e5j .5 1.')
#     (4, '', (1, 21), (1, 21), '1_000 0x1F 1e5j .5 1.')
#     (0, '', (1, -1), (1, -1), '1_000 0x1F 1e5j .5 1.')
# '<> != -> := **= //= ...' True
#     (55, '<', (1, 0), (1, 1), '<> != -> := **= //= ...')
#     (55, '>', (1, 1), (1, 2), '<> != -> := **= //= ...')
#     (55, '!=', (1, 3), (1, 5), '<> != -> := **= //= ...')
#     (55, '->', (1, 6), (1, 8), '<> != -> := **= //= ...')
#     (55, ':=', (1, 9), (1, 11), '<> != -> := **= //= ...')
#     (55, '**=', (1, 12), (1, 15), '<> != -> := **= //= ...')
#     (55, '//=', (1, 16), (1, 19), '<> != -> := **= //= ...')
#     (55, '...', (1, 20), (1, 23), '<> != -> := **= //= ...')
#     (4, '', (1, 23), (1, 24), '<> != -> := **= //= ...')
#     (0, '', (2, 0), (2, 0), '')
# '<> != -> := **= //= ...' False
#     (20, '<', (1, 0), (1, 1), '<> != -> := **= //= ...')
#     (21, '>', (1, 1), (1, 2), '<> != -> := **= //= ...')
#     (28, '!=', (1, 3), (1, 5), '<> != -> := **= //= ...')
#     (51, '->', (1, 6), (1, 8), '<> != -> := **= //= ...')
#     (53, ':=', (1, 9), (1, 11), '<> != -> := **= //= ...')
#     (46, '**=', (1, 12), (1, 15), '<> != -> := **= //= ...')
#     (48, '//=', (1, 16), (1, 19), '<> != -> := **= //= ...')
#     (52, '...', (1, 20), (1, 23), '<> != -> := **= //= ...')
#     (4, '', (1, 23), (1, 23), '<> != -> := **= //= ...')
#     (0, '', (1, -1), (1, -1), '<> != -> := **= //= ...')
# '$ ? !' True
#     (55, '$', (1, 0), (1, 1), '$ ? !')
#     (55, '?', (1, 2), (1, 3), '$ ? !')
#     (55, '!', (1, 4), (1, 5), '$ ? !')
#     (4, '', (1, 5), (1, 6), '$ ? !')
#     (0, '', (2, 0), (2, 0), '')
# '$ ? !' False
#     (55, '$', (1, 0), (1, 1), '$ ? !')
#     (55, '?', (1, 2), (1, 3), '$ ? !')
#     (54, '!', (1, 4), (1, 5), '$ ? !')
#     (4, '', (1, 5), (1, 5), '$ ? !')
#     (0, '', (1, -1), (1, -1), '$ ? !')
# '\\\n  a\n' True
#     (5, '  ', (2, 0), (2, 2), '  a\n')
#     (1, 'a', (2, 2), (2, 3), '  a\n')
#     (4, '\n', (2, 3), (2, 4), '  a\n')
#     (6, '', (3, 0), (3, 0), '')
#     (0, '', (3, 0), (3, 0), '')
# '\\\n  a\n' False
#     (5, '', (2, -1), (2, -1), '  a\n')
#     (1, 'a', (2, 2), (2, 3), '  a\n')
#     (4, '', (2, 3), (2, 3), '  a\n')
#     (6, '', (2, -1), (2, -1), '  a\n')
#     (0, '', (2, -1), (2, -1), '  a\n')
# b"x = '\xe9'\n" True
#     (1, 'x', (1, 0), (1, 1), "x = '\xe9'\n")
#     (55, '=', (1, 2), (1, 3), "x = '\xe9'\n")
#     (3, "'\xe9'", (1, 4), (1, 7), "x = '\xe9'\n")
#     (4, '\n', (1, 7), (1, 8), "x = '\xe9'\n")
#     (0, '', (2, 0), (2, 0), '')
# b"x = '\xff'\n" True
#     (1, 'x', (1, 0), (1, 1), "x = '\ufffd'\n")
#     (55, '=', (1, 2), (1, 3), "x = '\ufffd'\n")
#     (3, "'\ufffd'", (1, 4), (1, 7), "x = '\ufffd'\n")
#     (4, '\n', (1, 7), (1, 8), "x = '\ufffd'\n")
#     (0, '', (2, 0), (2, 0), '')
# "a = '" True
#     (1, 'a', (1, 0), (1, 1), "a = '")
#     (55, '=', (1, 2), (1, 3), "a = '")
#     SyntaxError ('unterminated string literal (detected at line 1)', ('<string>', 1, 5, "a = '", 1, 5)) 1 5 5
# "a = '" False
#     (1, 'a', (1, 0), (1, 1), "a = '")
#     (22, '=', (1, 2), (1, 3), "a = '")
#     SyntaxError ('unterminated string literal (detected at line 1)', ('<string>', 1, 5, "a = '", 1, 5)) 1 5 5
# "a = 'x\\'" True
#     (1, 'a', (1, 0), (1, 1), "a = 'x\\'")
#     (55, '=', (1, 2), (1, 3), "a = 'x\\'")
#     SyntaxError ('unterminated string literal (detected at line 1); perhaps you escaped the end quote?', ('<string>', 1, 5, "a = 'x\\'", 1, 5)) 1 5 5
# "a = 'x\\'" False
#     (1, 'a', (1, 0), (1, 1), "a = 'x\\'")
#     (22, '=', (1, 2), (1, 3), "a = 'x\\'")
#     SyntaxError ('unterminated string literal (detected at line 1); perhaps you escaped the end quote?', ('<string>', 1, 5, "a = 'x\\'", 1, 5)) 1 5 5
# '"""x\ny' True
#     SyntaxError ('unterminated triple-quoted string literal (detected at line 2)', ('<string>', 1, 1, '"""x', 1, 1)) 1 1 1
# '"""x\ny' False
#     SyntaxError ('unterminated triple-quoted string literal (detected at line 2)', ('<string>', 1, 1, '"""x', 1, 1)) 1 1 1
# "f'{a" True
#     (59, "f'", (1, 0), (1, 2), "f'{a")
#     (55, '{', (1, 2), (1, 3), "f'{a")
#     (1, 'a', (1, 3), (1, 4), "f'{a")
#     (66, '', (1, 4), (1, 5), "f'{a")
#     SyntaxError ('unexpected EOF in multi-line statement',) 1 5 None
# "f'{a" False
#     (59, "f'", (1, 0), (1, 2), "f'{a")
#     (25, '{', (1, 2), (1, 3), "f'{a")
#     (1, 'a', (1, 3), (1, 4), "f'{a")
#     SyntaxError ('unexpected EOF in multi-line statement',) 1 5 None
# "f'a" True
#     (59, "f'", (1, 0), (1, 2), "f'a")
#     SyntaxError ('unterminated f-string literal (detected at line 1)', ('<string>', 1, 1, "f'a", 1, 1)) 1 1 1
# "f'a" False
#     (59, "f'", (1, 0), (1, 2), "f'a")
#     SyntaxError ('unterminated f-string literal (detected at line 1)', ('<string>', 1, 1, "f'a", 1, 1)) 1 1 1
# "f'''a\nb" True
#     (59, "f'''", (1, 0), (1, 4), "f'''a\n")
#     SyntaxError ('unterminated triple-quoted f-string literal (detected at line 2)', ('<string>', 1, 1, "f'''a", 1, 1)) 1 1 1
# "f'''a\nb" False
#     (59, "f'''", (1, 0), (1, 4), "f'''a\n")
#     SyntaxError ('unterminated triple-quoted f-string literal (detected at line 2)', ('<string>', 1, 1, "f'''a", 1, 1)) 1 1 1
# "f'{a:\n}'" True
#     (59, "f'", (1, 0), (1, 2), "f'{a:\n")
#     (55, '{', (1, 2), (1, 3), "f'{a:\n")
#     (1, 'a', (1, 3), (1, 4), "f'{a:\n")
#     (55, ':', (1, 4), (1, 5), "f'{a:\n")
#     SyntaxError ('f-string: newlines are not allowed in format specifiers for single quoted f-strings', ('<string>', 1, 6, "f'{a:", 1, 6)) 1 6 6
# "f'{a:\n}'" False
#     (59, "f'", (1, 0), (1, 2), "f'{a:\n")
#     (25, '{', (1, 2), (1, 3), "f'{a:\n")
#     (1, 'a', (1, 3), (1, 4), "f'{a:\n")
#     (11, ':', (1, 4), (1, 5), "f'{a:\n")
#     SyntaxError ('f-string: newlines are not allowed in format specifiers for single quoted f-strings', ('<string>', 1, 6, "f'{a:", 1, 6)) 1 6 6
# "f'}'" True
#     (59, "f'", (1, 0), (1, 2), "f'}'")
#     (60, '', (1, 2), (1, 2), "f'}'")
#     SyntaxError ("f-string: single '}' is not allowed", ('<string>', 1, 3, "f'}'", 1, 3)) 1 3 3
# "f'}'" False
#     (59, "f'", (1, 0), (1, 2), "f'}'")
#     (60, '', (1, 2), (1, 2), "f'}'")
#     SyntaxError ("f-string: single '}' is not allowed", ('<string>', 1, 3, "f'}'", 1, 3)) 1 3 3
# "f'{a]}'" True
#     (59, "f'", (1, 0), (1, 2), "f'{a]}'")
#     (55, '{', (1, 2), (1, 3), "f'{a]}'")
#     (1, 'a', (1, 3), (1, 4), "f'{a]}'")
#     SyntaxError ("f-string: unmatched ']'", ('<string>', 1, 5, "f'{a]}'", 1, 5)) 1 5 5
# "f'{a]}'" False
#     (59, "f'", (1, 0), (1, 2), "f'{a]}'")
#     (25, '{', (1, 2), (1, 3), "f'{a]}'")
#     (1, 'a', (1, 3), (1, 4), "f'{a]}'")
#     SyntaxError ("f-string: unmatched ']'", ('<string>', 1, 5, "f'{a]}'", 1, 5)) 1 5 5
# "f'{a:{b:{c:{d}}}}'" True
#     (59, "f'", (1, 0), (1, 2), "f'{a:{b:{c:{d}}}}'")
#     (55, '{', (1, 2), (1, 3), "f'{a:{b:{c:{d}}}}'")
#     (1, 'a', (1, 3), (1, 4), "f'{a:{b:{c:{d}}}}'")
#     (55, ':', (1, 4), (1, 5), "f'{a:{b:{c:{d}}}}'")
#     (55, '{', (1, 5), (1, 6), "f'{a:{b:{c:{d}}}}'")
#     (1, 'b', (1, 6), (1, 7), "f'{a:{b:{c:{d}}}}'")
#     (55, ':', (1, 7), (1, 8), "f'{a:{b:{c:{d}}}}'")
#     (55, '{', (1, 8), (1, 9), "f'{a:{b:{c:{d}}}}'")
#     (1, 'c', (1, 9), (1, 10), "f'{a:{b:{c:{d}}}}'")
#     (55, ':', (1, 10), (1, 11), "f'{a:{b:{c:{d}}}}'")
#     SyntaxError ('f-string: expressions nested too deeply', ('<string>', 1, 11, "f'{a:{b:{c:{d}}}}'", 1, 11)) 1 11 11
# "f'{a:{b:{c:{d}}}}'" False
#     (59, "f'", (1, 0), (1, 2), "f'{a:{b:{c:{d}}}}'")
#     (25, '{', (1, 2), (1, 3), "f'{a:{b:{c:{d}}}}'")
#     (1, 'a', (1, 3), (1, 4), "f'{a:{b:{c:{d}}}}'")
#     (11, ':', (1, 4), (1, 5), "f'{a:{b:{c:{d}}}}'")
#     (25, '{', (1, 5), (1, 6), "f'{a:{b:{c:{d}}}}'")
#     (1, 'b', (1, 6), (1, 7), "f'{a:{b:{c:{d}}}}'")
#     (11, ':', (1, 7), (1, 8), "f'{a:{b:{c:{d}}}}'")
#     (25, '{', (1, 8), (1, 9), "f'{a:{b:{c:{d}}}}'")
#     (1, 'c', (1, 9), (1, 10), "f'{a:{b:{c:{d}}}}'")
#     (11, ':', (1, 10), (1, 11), "f'{a:{b:{c:{d}}}}'")
#     SyntaxError ('f-string: expressions nested too deeply', ('<string>', 1, 11, "f'{a:{b:{c:{d}}}}'", 1, 11)) 1 11 11
# '(\n' True
#     (55, '(', (1, 0), (1, 1), '(\n')
#     (66, '\n', (1, 1), (1, 2), '(\n')
#     SyntaxError ('unexpected EOF in multi-line statement',) 1 0 None
# '(\n' False
#     (7, '(', (1, 0), (1, 1), '(\n')
#     SyntaxError ('unexpected EOF in multi-line statement',) 1 0 None
# 'a)' True
#     (1, 'a', (1, 0), (1, 1), 'a)')
#     (55, ')', (1, 1), (1, 2), 'a)')
#     (4, '', (1, 2), (1, 3), 'a)')
#     (0, '', (2, 0), (2, 0), '')
# 'a)' False
#     (1, 'a', (1, 0), (1, 1), 'a)')
#     SyntaxError ("unmatched ')'", ('<string>', 1, 2, 'a)', 1, 2)) 1 2 2
# '(]' True
#     (55, '(', (1, 0), (1, 1), '(]')
#     (55, ']', (1, 1), (1, 2), '(]')
#     (4, '', (1, 2), (1, 3), '(]')
#     (0, '', (2, 0), (2, 0), '')
# '(]' False
#     (7, '(', (1, 0), (1, 1), '(]')
#     SyntaxError ("closing parenthesis ']' does not match opening parenthesis '('", ('<string>', 1, 2, '(]', 1, 2)) 1 2 2
# '(\n]' True
#     (55, '(', (1, 0), (1, 1), '(\n')
#     (66, '\n', (1, 1), (1, 2), '(\n')
#     (55, ']', (2, 0), (2, 1), ']')
#     (4, '', (2, 1), (2, 2), ']')
#     (0, '', (3, 0), (3, 0), '')
# '(\n]' False
#     (7, '(', (1, 0), (1, 1), '(\n')
#     SyntaxError ("closing parenthesis ']' does not match opening parenthesis '(' on line 1", ('<string>', 2, 1, ']', 2, 1)) 2 1 1
# '0x' True
#     SyntaxError ('invalid hexadecimal literal', ('<string>', 1, 2, '0x', 1, 2)) 1 2 2
# '0x' False
#     SyntaxError ('invalid hexadecimal literal', ('<string>', 1, 2, '0x', 1, 2)) 1 2 2
# '0b2' True
#     SyntaxError ("invalid digit '2' in binary literal", ('<string>', 1, 3, '0b2', 1, 3)) 1 3 3
# '0b2' False
#     SyntaxError ("invalid digit '2' in binary literal", ('<string>', 1, 3, '0b2', 1, 3)) 1 3 3
# '0o18' True
#     SyntaxError ("invalid digit '8' in octal literal", ('<string>', 1, 4, '0o18', 1, 4)) 1 4 4
# '0o18' False
#     SyntaxError ("invalid digit '8' in octal literal", ('<string>', 1, 4, '0o18', 1, 4)) 1 4 4
# '1__0' True
#     SyntaxError ('invalid decimal literal', ('<string>', 1, 2, '1__0', 1, 2)) 1 2 2
# '1__0' False
#     SyntaxError ('invalid decimal literal', ('<string>', 1, 2, '1__0', 1, 2)) 1 2 2
# '012' True
#     (2, '012', (1, 0), (1, 3), '012')
#     (4, '', (1, 3), (1, 4), '012')
#     (0, '', (2, 0), (2, 0), '')
# '012' False
#     SyntaxError ('leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers', ('<string>', 1, 1, '012', 1, 2)) 1 1 2
# '1e+' True
#     SyntaxError ('invalid decimal literal', ('<string>', 1, 3, '1e+', 1, 3)) 1 3 3
# '1e+' False
#     SyntaxError ('invalid decimal literal', ('<string>', 1, 3, '1e+', 1, 3)) 1 3 3
# '1abc' True
#     (2, '1', (1, 0), (1, 1), '1abc')
#     (1, 'abc', (1, 1), (1, 4), '1abc')
#     (4, '', (1, 4), (1, 5), '1abc')
#     (0, '', (2, 0), (2, 0), '')
# '1abc' False
#     SyntaxError ('invalid decimal literal', ('<string>', 1, 1, '1abc', 1, 1)) 1 1 1
# 'if a:\n  b\n c\n' True
#     (1, 'if', (1, 0), (1, 2), 'if a:\n')
#     (1, 'a', (1, 3), (1, 4), 'if a:\n')
#     (55, ':', (1, 4), (1, 5), 'if a:\n')
#     (4, '\n', (1, 5), (1, 6), 'if a:\n')
#     (5, '  ', (2, 0), (2, 2), '  b\n')
#     (1, 'b', (2, 2), (2, 3), '  b\n')
#     (4, '\n', (2, 3), (2, 4), '  b\n')
#     IndentationError ('unindent does not match any outer indentation level', ('<string>', 3, 3, ' c', None, None)) 3 3 None
# 'if a:\n  b\n c\n' False
#     (1, 'if', (1, 0), (1, 2), 'if a:\n')
#     (1, 'a', (1, 3), (1, 4), 'if a:\n')
#     (11, ':', (1, 4), (1, 5), 'if a:\n')
#     (4, '', (1, 5), (1, 5), 'if a:\n')
#     (5, '', (2, -1), (2, -1), '  b\n')
#     (1, 'b', (2, 2), (2, 3), '  b\n')
#     (4, '', (2, 3), (2, 3), '  b\n')
#     IndentationError ('unindent does not match any outer indentation level', ('<string>', 3, 3, ' c', None, None)) 3 3 None
# 'if a:\n        b\n\tc\n' True
#     (1, 'if', (1, 0), (1, 2), 'if a:\n')
#     (1, 'a', (1, 3), (1, 4), 'if a:\n')
#     (55, ':', (1, 4), (1, 5), 'if a:\n')
#     (4, '\n', (1, 5), (1, 6), 'if a:\n')
#     (5, '        ', (2, 0), (2, 8), '        b\n')
#     (1, 'b', (2, 8), (2, 9), '        b\n')
#     (4, '\n', (2, 9), (2, 10), '        b\n')
#     TabError ('inconsistent use of tabs and spaces in indentation', ('<string>', 3, 3, '\tc', None, None)) 3 3 None
# 'if a:\n        b\n\tc\n' False
#     (1, 'if', (1, 0), (1, 2), 'if a:\n')
#     (1, 'a', (1, 3), (1, 4), 'if a:\n')
#     (11, ':', (1, 4), (1, 5), 'if a:\n')
#     (4, '', (1, 5), (1, 5), 'if a:\n')
#     (5, '', (2, -1), (2, -1), '        b\n')
#     (1, 'b', (2, 8), (2, 9), '        b\n')
#     (4, '', (2, 9), (2, 9), '        b\n')
#     TabError ('inconsistent use of tabs and spaces in indentation', ('<string>', 3, 3, '\tc', None, None)) 3 3 None
# 'a\\ b' True
#     (1, 'a', (1, 0), (1, 1), 'a\\ b')
#     SyntaxError ('unexpected character after line continuation character', ('<string>', 1, 5, 'a\\ b', None, None)) 1 5 None
# 'a\\ b' False
#     (1, 'a', (1, 0), (1, 1), 'a\\ b')
#     SyntaxError ('unexpected character after line continuation character', ('<string>', 1, 5, 'a\\ b', None, None)) 1 5 None
# 'a\\' True
#     (1, 'a', (1, 0), (1, 1), 'a\\')
#     SyntaxError ('unexpected EOF in multi-line statement',) 1 3 None
# 'a\\' False
#     (1, 'a', (1, 0), (1, 1), 'a\\')
#     SyntaxError ('unexpected EOF in multi-line statement',) 1 3 None
# '\xe9\u20ac' True
#     (1, '\xe9\u20ac', (1, 0), (1, 2), '\xe9\u20ac')
#     (4, '', (1, 2), (1, 3), '\xe9\u20ac')
#     (0, '', (2, 0), (2, 0), '')
# '\xe9\u20ac' False
#     SyntaxError ("invalid character '\u20ac' (U+20AC)", ('<string>', 1, 2, '\xe9\u20ac', 1, 2)) 1 2 2
# '\x01' True
#     SyntaxError ('invalid non-printable character U+0001', ('<string>', 1, 1, '\x01', 1, 1)) 1 1 1
# '\x01' False
#     SyntaxError ('invalid non-printable character U+0001', ('<string>', 1, 1, '\x01', 1, 1)) 1 1 1
# 'a\x00b' True
#     SyntaxError ('source code cannot contain null bytes', ('<string>', 1, 0, 'a', 1, 0)) 1 0 0
# 'a\x00b' False
#     SyntaxError ('source code cannot contain null bytes', ('<string>', 1, 0, 'a', 1, 0)) 1 0 0
# "ub'a'" True
#     SyntaxError ("'u' and 'b' prefixes are incompatible", ('<string>', 1, 1, "ub'a'", 1, 3)) 1 1 3
# "ub'a'" False
#     SyntaxError ("'u' and 'b' prefixes are incompatible", ('<string>', 1, 1, "ub'a'", 1, 3)) 1 1 3
# too many nested parentheses 201
# too many nested f-strings or t-strings 449
# "0x1for x in f'\\{a}'" False
#     (2, '0x1f', (1, 0), (1, 4), "0x1for x in f'\\{a}'")
#     (1, 'or', (1, 4), (1, 6), "0x1for x in f'\\{a}'")
#     (1, 'x', (1, 7), (1, 8), "0x1for x in f'\\{a}'")
#     (1, 'in', (1, 9), (1, 11), "0x1for x in f'\\{a}'")
#     (59, "f'", (1, 12), (1, 14), "0x1for x in f'\\{a}'")
#     (60, '\\', (1, 14), (1, 15), "0x1for x in f'\\{a}'")
#     (25, '{', (1, 15), (1, 16), "0x1for x in f'\\{a}'")
#     (1, 'a', (1, 16), (1, 17), "0x1for x in f'\\{a}'")
#     (26, '}', (1, 17), (1, 18), "0x1for x in f'\\{a}'")
#     (61, "'", (1, 18), (1, 19), "0x1for x in f'\\{a}'")
#     (4, '', (1, 19), (1, 19), "0x1for x in f'\\{a}'")
#     (0, '', (1, -1), (1, -1), "0x1for x in f'\\{a}'")
# SyntaxWarning invalid hexadecimal literal <string> 1
# SyntaxWarning "\{" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\{"? A raw string is also an option. <string> 1
# '\n1if x' False
#     SyntaxError ('invalid decimal literal', ('<string>', 2, 1, '1if x', 2, 1)) 2 1 1
# TypeError tokenizeriter() takes exactly 1 positional argument (0 given)
# TypeError tokenizeriter() missing required argument 'extra_tokens' (pos 2)
# TypeError 'int' object is not callable
# TypeError readline() returned a non-string object
# TypeError readline() returned a non-bytes object
# LookupError unknown encoding: nope
# ZeroDivisionError division by zero
