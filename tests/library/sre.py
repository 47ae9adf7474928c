"""Module _sre: patterns over compiled code, matches, scanners, templates, errors."""
import _sre


def show(call):
    try:
        text = ascii(call())
    except BaseException as error:
        text = f"{type(error).__name__}: {error}"
    # Addresses differ from run to run.
    while " at 0x" in text:
        head, _, tail = text.partition(" at 0x")
        digits = 0
        while digits < len(tail) and tail[digits] in "0123456789abcdef":
            digits += 1
        text = head + " at ..." + tail[digits:]
    print(text)

# What re._compiler makes of each pattern: source, flags, code, groups, names by number.
CODES = [
    ('a*b', 32, [14, 4, 0, 1, 4294967295, 24, 6, 0, 4294967295, 16, 97, 1, 16, 98, 1], 0, {}, (None,)),
    ('(a|b)*c', 32, [14, 4, 0, 1, 4294967295, 23, 13, 0, 4294967295, 17, 0, 13, 5, 22, 97, 98, 0, 17, 1, 18, 16, 99, 1], 1, {}, (None, None)),
    ('(?i)stra\xdfe', 34, [14, 4, 0, 6, 6, 39, 6, 16, 115, 16, 383, 0, 40, 116, 40, 114, 40, 97, 40, 223, 40, 101, 1], 0, {}, (None,)),
    ('[a-z]+?x', 32, [14, 4, 0, 2, 4294967295, 26, 10, 1, 4294967295, 13, 5, 22, 97, 122, 0, 1, 16, 120, 1], 0, {}, (None,)),
    ('(?P<x>\\w+)\\s(?P=x)', 32, [14, 4, 0, 3, 4294967295, 17, 0, 24, 9, 1, 4294967295, 13, 4, 8, 14, 0, 1, 17, 1, 13, 4, 8, 12, 0, 11, 0, 1], 1, {'x': 1}, (None, 'x')),
    ('^\\d{2,3}$', 32, [14, 4, 0, 2, 3, 6, 0, 24, 9, 2, 3, 13, 4, 8, 10, 0, 1, 6, 5, 1], 0, {}, (None,)),
    ('(?m)^.', 40, [14, 4, 0, 1, 1, 6, 1, 2, 1], 0, {}, (None,)),
    ('\\bfoo\\b', 32, [14, 4, 0, 3, 3, 6, 10, 16, 102, 16, 111, 16, 111, 6, 10, 1], 0, {}, (None,)),
    ('(?<=a)b', 32, [14, 4, 0, 1, 1, 4, 5, 1, 16, 97, 1, 16, 98, 1], 0, {}, (None,)),
    ('(?<!a)b', 32, [14, 4, 0, 1, 1, 5, 5, 1, 16, 97, 1, 16, 98, 1], 0, {}, (None,)),
    ('x*', 32, [14, 4, 0, 0, 4294967295, 24, 6, 0, 4294967295, 16, 120, 1, 1], 0, {}, (None,)),
    ('(a)|(b)', 32, [14, 4, 0, 1, 1, 7, 9, 17, 0, 16, 97, 17, 1, 15, 11, 9, 17, 2, 16, 98, 17, 3, 15, 2, 0, 1], 2, {}, (None, None, None)),
    ('(?:a|ab)(?:c|bcd)(d*)', 32, [14, 8, 1, 2, 4294967295, 1, 1, 97, 0, 16, 97, 7, 3, 15, 7, 5, 16, 98, 15, 2, 0, 7, 5, 16, 99, 15, 11, 9, 16, 98, 16, 99, 16, 100, 15, 2, 0, 17, 0, 24, 6, 0, 4294967295, 16, 100, 1, 17, 1, 1], 1, {}, (None, None)),
    ('(?>a+)b', 32, [14, 4, 0, 2, 4294967295, 27, 9, 24, 6, 1, 4294967295, 16, 97, 1, 1, 16, 98, 1], 0, {}, (None,)),
    ('a++b', 32, [14, 4, 0, 2, 4294967295, 29, 6, 1, 4294967295, 16, 97, 1, 16, 98, 1], 0, {}, (None,)),
    ('(a)?(?(1)b|c)', 32, [14, 4, 0, 1, 2, 23, 9, 0, 1, 17, 0, 16, 97, 17, 1, 18, 12, 0, 6, 16, 98, 15, 3, 16, 99, 1], 1, {}, (None, None)),
    ('[^a]', 32, [14, 4, 0, 1, 1, 20, 97, 1], 0, {}, (None,)),
    ('((a)(b)?)+', 32, [14, 4, 0, 1, 4294967295, 23, 24, 1, 4294967295, 17, 0, 17, 2, 16, 97, 17, 3, 23, 9, 0, 1, 17, 4, 16, 98, 17, 5, 18, 17, 1, 18, 1], 3, {}, (None, None, None, None)),
    ('\xe9a|\xdf', 32, [14, 9, 4, 1, 2, 16, 233, 16, 223, 0, 7, 7, 16, 233, 16, 97, 15, 7, 5, 16, 223, 15, 2, 0, 1], 0, {}, (None,)),
    ('[\u0100-\u0400]+', 32, [14, 4, 0, 1, 4294967295, 24, 10, 1, 4294967295, 13, 5, 22, 256, 1024, 0, 1, 1], 0, {}, (None,)),
    ('(.)(.)(.)', 32, [14, 4, 0, 3, 3, 17, 0, 2, 17, 1, 17, 2, 2, 17, 3, 17, 4, 2, 17, 5, 1], 3, {}, (None, None, None, None)),
    ('', 32, [14, 4, 0, 0, 0, 1], 0, {}, (None,)),
    (b'a+', 0, [14, 4, 0, 1, 4294967295, 24, 6, 1, 4294967295, 16, 97, 1, 1], 0, {}, (None,)),
    (b'(?P<n>b)|\\w', 0, [14, 4, 0, 1, 1, 7, 9, 17, 0, 16, 98, 17, 1, 15, 10, 8, 13, 4, 8, 4, 0, 15, 2, 0, 1], 1, {'n': 1}, (None, 'n')),
]
TEXTS = ["aab", "abac", "STRASSE stra\xdfe", "abcx", "the the", "123", "a\nb", "a foo b", "ab cb", "abcd", "aaaab", "\u0101\xe9 \xdf\xe9", "\U0001f600a\U0001f600b", "", "aaaaaaaaaaaaab"]
compiled = [_sre.compile(*row) for row in CODES]
for c in compiled:
    print(ascii(c), c.flags, c.groups, c.groupindex, ascii(c.pattern))
    for t in TEXTS:
        if isinstance(c.pattern, bytes):
            t = bytearray(t.encode())
        empty = t[:0]
        dash = b"-" if isinstance(c.pattern, bytes) else "-"
        show(lambda: (c.search(t), c.match(t), c.fullmatch(t), c.findall(t), c.split(t), c.split(t, 1), c.search(t, 1, 3)))
        show(lambda: (c.sub(dash, t), c.subn(dash, t, 2), c.sub(lambda m: m[0] + m[0], t), [m.span() for m in c.finditer(t)]))
        show(lambda: [(m.groups(), m.lastindex, m.lastgroup, m.regs, m.groupdict(), m.pos, m.endpos, m.re is c, m.string is t) for m in c.finditer(t)])

p = _sre.compile(*CODES[11])
n = _sre.compile(*CODES[4])
m = p.match("a")
q = n.match("the the")
s = p.scanner("xab")
show(lambda: (s.search(), s.match(), s.match(), s.match(), s.pattern is p))
for index in (0, 1, 2, 3, -1, True, "x", "zz", 1.0, None):
    show(lambda: m.group(index))
    show(lambda: q[index])
    show(lambda: (q.start(index), q.end(index), q.span(index)))
show(lambda: q.group(0, "x", 1))
show(lambda: m.groups(default=4))
show(lambda: q.groupdict(5))
show(lambda: [m.__copy__() is m, m.__deepcopy__({}) is m, p.__copy__() is p, p.__deepcopy__({}) is p])
show(lambda: p.match(3))
show(lambda: p.match(b"x"))
show(lambda: compiled[-1].match("x"))
show(lambda: type(p)())
show(lambda: type(m)())
show(lambda: type("X", (type(p),), {}))
show(lambda: p == _sre.compile(*CODES[11]))
show(lambda: hash(p) == hash(_sre.compile(*CODES[11])))
show(lambda: p == n)
show(lambda: p < n)
show(lambda: type(p)[str])
show(lambda: type(m)[str])
t = _sre.template(p, ["<", 1, "|", 2, ">"])
show(lambda: t)
for items in ([], ["a"], ["a", 5, "b"], ["a", -5, "b"], ["a", "b", "c"], [1, 1, "c"], ["a", 1]):
    show(lambda: _sre.template(p, items))
for code in ([1, 2, 3], [-1], [2**40], ["a"], [1], [], [16], [6, 99, 1], [13, 200, 1], [11, 0, 1], [24, 5, 3, 2, 1, 1], [7, 1, 1]):
    show(lambda: _sre.compile("x", 0, code, 0, {}, ()))
show(lambda: _sre.compile(3, 0, [1], 0, {}, ()))
show(lambda: _sre.compile(None, 0, [1], 0, {}, ()).match(b""))
show(lambda: p.sub(lambda m: 3, "axa"))
show(lambda: p.sub(b"q", "aa"))
show(lambda: p.match())
show(lambda: p.split("axb", maxsplit="a"))
show(lambda: p.sub("a", "x", count="a"))
show(lambda: p.search("a", 1, 0))
for code in (65, 97, 0xC9, 0x130, 0x1E9E, 0x3042, 0x212A):
    show(lambda: (_sre.ascii_iscased(code), _sre.unicode_iscased(code), _sre.ascii_tolower(code), _sre.unicode_tolower(code)))
show(lambda: (_sre.MAGIC, _sre.CODESIZE, _sre.getcodesize(), _sre.MAXREPEAT, _sre.MAXGROUPS, _sre.copyright))

# expect:
# re.compile('a*b') 32 0 {} 'a*b'
# (<re.Match object; span=(0, 3), match='aab'>, <re.Match object; span=(0, 3), match='aab'>, <re.Match object; span=(0, 3), match='aab'>, ['aab'], ['', ''], ['', ''], <re.Match object; span=(1, 3), match='ab'>)
# ('-', ('-', 1), 'aabaab', [(0, 3)])
# [((), None, None, ((0, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab'], ['', 'ac'], ['', 'ac'], <re.Match object; span=(1, 2), match='b'>)
# ('-ac', ('-ac', 1), 'ababac', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 4, True, True)]
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab'], ['', 'cx'], ['', 'cx'], <re.Match object; span=(1, 2), match='b'>)
# ('-cx', ('-cx', 1), 'ababcx', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 4, True, True)]
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (<re.Match object; span=(2, 3), match='b'>, None, None, ['b'], ['a\n', ''], ['a\n', ''], <re.Match object; span=(2, 3), match='b'>)
# ('a\n-', ('a\n-', 1), 'a\nbb', [(2, 3)])
# [((), None, None, ((2, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(6, 7), match='b'>, None, None, ['b'], ['a foo ', ''], ['a foo ', ''], None)
# ('a foo -', ('a foo -', 1), 'a foo bb', [(6, 7)])
# [((), None, None, ((6, 7),), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab', 'b'], ['', ' c', ''], ['', ' cb'], <re.Match object; span=(1, 2), match='b'>)
# ('- c-', ('- c-', 2), 'abab cbb', [(0, 2), (4, 5)])
# [((), None, None, ((0, 2),), {}, 0, 5, True, True), ((), None, None, ((4, 5),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab'], ['', 'cd'], ['', 'cd'], <re.Match object; span=(1, 2), match='b'>)
# ('-cd', ('-cd', 1), 'ababcd', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 5), match='aaaab'>, <re.Match object; span=(0, 5), match='aaaab'>, <re.Match object; span=(0, 5), match='aaaab'>, ['aaaab'], ['', ''], ['', ''], None)
# ('-', ('-', 1), 'aaaabaaaab', [(0, 5)])
# [((), None, None, ((0, 5),), {}, 0, 5, True, True)]
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (<re.Match object; span=(3, 4), match='b'>, None, None, ['b'], ['\U0001f600a\U0001f600', ''], ['\U0001f600a\U0001f600', ''], None)
# ('\U0001f600a\U0001f600-', ('\U0001f600a\U0001f600-', 1), '\U0001f600a\U0001f600bb', [(3, 4)])
# [((), None, None, ((3, 4),), {}, 0, 4, True, True)]
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (<re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, <re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, <re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, ['aaaaaaaaaaaaab'], ['', ''], ['', ''], None)
# ('-', ('-', 1), 'aaaaaaaaaaaaabaaaaaaaaaaaaab', [(0, 14)])
# [((), None, None, ((0, 14),), {}, 0, 14, True, True)]
# re.compile('(a|b)*c') 32 1 {} '(a|b)*c'
# (None, None, None, [], ['aab'], ['aab'], None)
# ('aab', ('aab', 0), 'aab', [])
# []
# (<re.Match object; span=(0, 4), match='abac'>, <re.Match object; span=(0, 4), match='abac'>, <re.Match object; span=(0, 4), match='abac'>, ['a'], ['', 'a', ''], ['', 'a', ''], None)
# ('-', ('-', 1), 'abacabac', [(0, 4)])
# [(('a',), 1, None, ((0, 4), (2, 3)), {}, 0, 4, True, True)]
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (<re.Match object; span=(0, 3), match='abc'>, <re.Match object; span=(0, 3), match='abc'>, None, ['b'], ['', 'b', 'x'], ['', 'b', 'x'], <re.Match object; span=(1, 3), match='bc'>)
# ('-x', ('-x', 1), 'abcabcx', [(0, 3)])
# [(('b',), 1, None, ((0, 3), (1, 2)), {}, 0, 4, True, True)]
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (<re.Match object; span=(3, 4), match='c'>, None, None, [''], ['ab ', None, 'b'], ['ab ', None, 'b'], None)
# ('ab -b', ('ab -b', 1), 'ab ccb', [(3, 4)])
# [((None,), None, None, ((3, 4), (-1, -1)), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 3), match='abc'>, <re.Match object; span=(0, 3), match='abc'>, None, ['b'], ['', 'b', 'd'], ['', 'b', 'd'], <re.Match object; span=(1, 3), match='bc'>)
# ('-d', ('-d', 1), 'abcabcd', [(0, 3)])
# [(('b',), 1, None, ((0, 3), (1, 2)), {}, 0, 4, True, True)]
# (None, None, None, [], ['aaaab'], ['aaaab'], None)
# ('aaaab', ('aaaab', 0), 'aaaab', [])
# []
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (None, None, None, [], ['aaaaaaaaaaaaab'], ['aaaaaaaaaaaaab'], None)
# ('aaaaaaaaaaaaab', ('aaaaaaaaaaaaab', 0), 'aaaaaaaaaaaaab', [])
# []
# re.compile('(?i)stra\xdfe', re.IGNORECASE) 34 0 {} '(?i)stra\xdfe'
# (None, None, None, [], ['aab'], ['aab'], None)
# ('aab', ('aab', 0), 'aab', [])
# []
# (None, None, None, [], ['abac'], ['abac'], None)
# ('abac', ('abac', 0), 'abac', [])
# []
# (<re.Match object; span=(8, 14), match='stra\xdfe'>, None, None, ['stra\xdfe'], ['STRASSE ', ''], ['STRASSE ', ''], None)
# ('STRASSE -', ('STRASSE -', 1), 'STRASSE stra\xdfestra\xdfe', [(8, 14)])
# [((), None, None, ((8, 14),), {}, 0, 14, True, True)]
# (None, None, None, [], ['abcx'], ['abcx'], None)
# ('abcx', ('abcx', 0), 'abcx', [])
# []
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (None, None, None, [], ['ab cb'], ['ab cb'], None)
# ('ab cb', ('ab cb', 0), 'ab cb', [])
# []
# (None, None, None, [], ['abcd'], ['abcd'], None)
# ('abcd', ('abcd', 0), 'abcd', [])
# []
# (None, None, None, [], ['aaaab'], ['aaaab'], None)
# ('aaaab', ('aaaab', 0), 'aaaab', [])
# []
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (None, None, None, [], ['aaaaaaaaaaaaab'], ['aaaaaaaaaaaaab'], None)
# ('aaaaaaaaaaaaab', ('aaaaaaaaaaaaab', 0), 'aaaaaaaaaaaaab', [])
# []
# re.compile('[a-z]+?x') 32 0 {} '[a-z]+?x'
# (None, None, None, [], ['aab'], ['aab'], None)
# ('aab', ('aab', 0), 'aab', [])
# []
# (None, None, None, [], ['abac'], ['abac'], None)
# ('abac', ('abac', 0), 'abac', [])
# []
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (<re.Match object; span=(0, 4), match='abcx'>, <re.Match object; span=(0, 4), match='abcx'>, <re.Match object; span=(0, 4), match='abcx'>, ['abcx'], ['', ''], ['', ''], None)
# ('-', ('-', 1), 'abcxabcx', [(0, 4)])
# [((), None, None, ((0, 4),), {}, 0, 4, True, True)]
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (None, None, None, [], ['ab cb'], ['ab cb'], None)
# ('ab cb', ('ab cb', 0), 'ab cb', [])
# []
# (None, None, None, [], ['abcd'], ['abcd'], None)
# ('abcd', ('abcd', 0), 'abcd', [])
# []
# (None, None, None, [], ['aaaab'], ['aaaab'], None)
# ('aaaab', ('aaaab', 0), 'aaaab', [])
# []
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (None, None, None, [], ['aaaaaaaaaaaaab'], ['aaaaaaaaaaaaab'], None)
# ('aaaaaaaaaaaaab', ('aaaaaaaaaaaaab', 0), 'aaaaaaaaaaaaab', [])
# []
# re.compile('(?P<x>\\w+)\\s(?P=x)') 32 1 {'x': 1} '(?P<x>\\w+)\\s(?P=x)'
# (None, None, None, [], ['aab'], ['aab'], None)
# ('aab', ('aab', 0), 'aab', [])
# []
# (None, None, None, [], ['abac'], ['abac'], None)
# ('abac', ('abac', 0), 'abac', [])
# []
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (None, None, None, [], ['abcx'], ['abcx'], None)
# ('abcx', ('abcx', 0), 'abcx', [])
# []
# (<re.Match object; span=(0, 7), match='the the'>, <re.Match object; span=(0, 7), match='the the'>, <re.Match object; span=(0, 7), match='the the'>, ['the'], ['', 'the', ''], ['', 'the', ''], None)
# ('-', ('-', 1), 'the thethe the', [(0, 7)])
# [(('the',), 1, 'x', ((0, 7), (0, 3)), {'x': 'the'}, 0, 7, True, True)]
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (None, None, None, [], ['ab cb'], ['ab cb'], None)
# ('ab cb', ('ab cb', 0), 'ab cb', [])
# []
# (None, None, None, [], ['abcd'], ['abcd'], None)
# ('abcd', ('abcd', 0), 'abcd', [])
# []
# (None, None, None, [], ['aaaab'], ['aaaab'], None)
# ('aaaab', ('aaaab', 0), 'aaaab', [])
# []
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (None, None, None, [], ['aaaaaaaaaaaaab'], ['aaaaaaaaaaaaab'], None)
# ('aaaaaaaaaaaaab', ('aaaaaaaaaaaaab', 0), 'aaaaaaaaaaaaab', [])
# []
# re.compile('^\\d{2,3}$') 32 0 {} '^\\d{2,3}$'
# (None, None, None, [], ['aab'], ['aab'], None)
# ('aab', ('aab', 0), 'aab', [])
# []
# (None, None, None, [], ['abac'], ['abac'], None)
# ('abac', ('abac', 0), 'abac', [])
# []
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (None, None, None, [], ['abcx'], ['abcx'], None)
# ('abcx', ('abcx', 0), 'abcx', [])
# []
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (<re.Match object; span=(0, 3), match='123'>, <re.Match object; span=(0, 3), match='123'>, <re.Match object; span=(0, 3), match='123'>, ['123'], ['', ''], ['', ''], None)
# ('-', ('-', 1), '123123', [(0, 3)])
# [((), None, None, ((0, 3),), {}, 0, 3, True, True)]
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (None, None, None, [], ['ab cb'], ['ab cb'], None)
# ('ab cb', ('ab cb', 0), 'ab cb', [])
# []
# (None, None, None, [], ['abcd'], ['abcd'], None)
# ('abcd', ('abcd', 0), 'abcd', [])
# []
# (None, None, None, [], ['aaaab'], ['aaaab'], None)
# ('aaaab', ('aaaab', 0), 'aaaab', [])
# []
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (None, None, None, [], ['aaaaaaaaaaaaab'], ['aaaaaaaaaaaaab'], None)
# ('aaaaaaaaaaaaab', ('aaaaaaaaaaaaab', 0), 'aaaaaaaaaaaaab', [])
# []
# re.compile('(?m)^.', re.MULTILINE) 40 0 {} '(?m)^.'
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, ['a'], ['', 'ab'], ['', 'ab'], None)
# ('-ab', ('-ab', 1), 'aaab', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, ['a'], ['', 'bac'], ['', 'bac'], None)
# ('-bac', ('-bac', 1), 'aabac', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 1), match='S'>, <re.Match object; span=(0, 1), match='S'>, None, ['S'], ['', 'TRASSE stra\xdfe'], ['', 'TRASSE stra\xdfe'], None)
# ('-TRASSE stra\xdfe', ('-TRASSE stra\xdfe', 1), 'SSTRASSE stra\xdfe', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 14, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, ['a'], ['', 'bcx'], ['', 'bcx'], None)
# ('-bcx', ('-bcx', 1), 'aabcx', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 1), match='t'>, <re.Match object; span=(0, 1), match='t'>, None, ['t'], ['', 'he the'], ['', 'he the'], None)
# ('-he the', ('-he the', 1), 'tthe the', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 1), match='1'>, <re.Match object; span=(0, 1), match='1'>, None, ['1'], ['', '23'], ['', '23'], None)
# ('-23', ('-23', 1), '1123', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, ['a', 'b'], ['', '\n', ''], ['', '\nb'], <re.Match object; span=(2, 3), match='b'>)
# ('-\n-', ('-\n-', 2), 'aa\nbb', [(0, 1), (2, 3)])
# [((), None, None, ((0, 1),), {}, 0, 3, True, True), ((), None, None, ((2, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, ['a'], ['', ' foo b'], ['', ' foo b'], None)
# ('- foo b', ('- foo b', 1), 'aa foo b', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, ['a'], ['', 'b cb'], ['', 'b cb'], None)
# ('-b cb', ('-b cb', 1), 'aab cb', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, ['a'], ['', 'bcd'], ['', 'bcd'], None)
# ('-bcd', ('-bcd', 1), 'aabcd', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, ['a'], ['', 'aaab'], ['', 'aaab'], None)
# ('-aaab', ('-aaab', 1), 'aaaaab', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 1), match='\u0101'>, <re.Match object; span=(0, 1), match='\u0101'>, None, ['\u0101'], ['', '\xe9 \xdf\xe9'], ['', '\xe9 \xdf\xe9'], None)
# ('-\xe9 \xdf\xe9', ('-\xe9 \xdf\xe9', 1), '\u0101\u0101\xe9 \xdf\xe9', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 1), match='\U0001f600'>, <re.Match object; span=(0, 1), match='\U0001f600'>, None, ['\U0001f600'], ['', 'a\U0001f600b'], ['', 'a\U0001f600b'], None)
# ('-a\U0001f600b', ('-a\U0001f600b', 1), '\U0001f600\U0001f600a\U0001f600b', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 4, True, True)]
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, ['a'], ['', 'aaaaaaaaaaaab'], ['', 'aaaaaaaaaaaab'], None)
# ('-aaaaaaaaaaaab', ('-aaaaaaaaaaaab', 1), 'aaaaaaaaaaaaaab', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 14, True, True)]
# re.compile('\\bfoo\\b') 32 0 {} '\\bfoo\\b'
# (None, None, None, [], ['aab'], ['aab'], None)
# ('aab', ('aab', 0), 'aab', [])
# []
# (None, None, None, [], ['abac'], ['abac'], None)
# ('abac', ('abac', 0), 'abac', [])
# []
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (None, None, None, [], ['abcx'], ['abcx'], None)
# ('abcx', ('abcx', 0), 'abcx', [])
# []
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (<re.Match object; span=(2, 5), match='foo'>, None, None, ['foo'], ['a ', ' b'], ['a ', ' b'], None)
# ('a - b', ('a - b', 1), 'a foofoo b', [(2, 5)])
# [((), None, None, ((2, 5),), {}, 0, 7, True, True)]
# (None, None, None, [], ['ab cb'], ['ab cb'], None)
# ('ab cb', ('ab cb', 0), 'ab cb', [])
# []
# (None, None, None, [], ['abcd'], ['abcd'], None)
# ('abcd', ('abcd', 0), 'abcd', [])
# []
# (None, None, None, [], ['aaaab'], ['aaaab'], None)
# ('aaaab', ('aaaab', 0), 'aaaab', [])
# []
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (None, None, None, [], ['aaaaaaaaaaaaab'], ['aaaaaaaaaaaaab'], None)
# ('aaaaaaaaaaaaab', ('aaaaaaaaaaaaab', 0), 'aaaaaaaaaaaaab', [])
# []
# re.compile('(?<=a)b') 32 0 {} '(?<=a)b'
# (<re.Match object; span=(2, 3), match='b'>, None, None, ['b'], ['aa', ''], ['aa', ''], <re.Match object; span=(2, 3), match='b'>)
# ('aa-', ('aa-', 1), 'aabb', [(2, 3)])
# [((), None, None, ((2, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(1, 2), match='b'>, None, None, ['b'], ['a', 'ac'], ['a', 'ac'], <re.Match object; span=(1, 2), match='b'>)
# ('a-ac', ('a-ac', 1), 'abbac', [(1, 2)])
# [((), None, None, ((1, 2),), {}, 0, 4, True, True)]
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (<re.Match object; span=(1, 2), match='b'>, None, None, ['b'], ['a', 'cx'], ['a', 'cx'], <re.Match object; span=(1, 2), match='b'>)
# ('a-cx', ('a-cx', 1), 'abbcx', [(1, 2)])
# [((), None, None, ((1, 2),), {}, 0, 4, True, True)]
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (<re.Match object; span=(1, 2), match='b'>, None, None, ['b'], ['a', ' cb'], ['a', ' cb'], <re.Match object; span=(1, 2), match='b'>)
# ('a- cb', ('a- cb', 1), 'abb cb', [(1, 2)])
# [((), None, None, ((1, 2),), {}, 0, 5, True, True)]
# (<re.Match object; span=(1, 2), match='b'>, None, None, ['b'], ['a', 'cd'], ['a', 'cd'], <re.Match object; span=(1, 2), match='b'>)
# ('a-cd', ('a-cd', 1), 'abbcd', [(1, 2)])
# [((), None, None, ((1, 2),), {}, 0, 4, True, True)]
# (<re.Match object; span=(4, 5), match='b'>, None, None, ['b'], ['aaaa', ''], ['aaaa', ''], None)
# ('aaaa-', ('aaaa-', 1), 'aaaabb', [(4, 5)])
# [((), None, None, ((4, 5),), {}, 0, 5, True, True)]
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (<re.Match object; span=(13, 14), match='b'>, None, None, ['b'], ['aaaaaaaaaaaaa', ''], ['aaaaaaaaaaaaa', ''], None)
# ('aaaaaaaaaaaaa-', ('aaaaaaaaaaaaa-', 1), 'aaaaaaaaaaaaabb', [(13, 14)])
# [((), None, None, ((13, 14),), {}, 0, 14, True, True)]
# re.compile('(?<!a)b') 32 0 {} '(?<!a)b'
# (None, None, None, [], ['aab'], ['aab'], None)
# ('aab', ('aab', 0), 'aab', [])
# []
# (None, None, None, [], ['abac'], ['abac'], None)
# ('abac', ('abac', 0), 'abac', [])
# []
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (None, None, None, [], ['abcx'], ['abcx'], None)
# ('abcx', ('abcx', 0), 'abcx', [])
# []
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (<re.Match object; span=(2, 3), match='b'>, None, None, ['b'], ['a\n', ''], ['a\n', ''], <re.Match object; span=(2, 3), match='b'>)
# ('a\n-', ('a\n-', 1), 'a\nbb', [(2, 3)])
# [((), None, None, ((2, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(6, 7), match='b'>, None, None, ['b'], ['a foo ', ''], ['a foo ', ''], None)
# ('a foo -', ('a foo -', 1), 'a foo bb', [(6, 7)])
# [((), None, None, ((6, 7),), {}, 0, 7, True, True)]
# (<re.Match object; span=(4, 5), match='b'>, None, None, ['b'], ['ab c', ''], ['ab c', ''], None)
# ('ab c-', ('ab c-', 1), 'ab cbb', [(4, 5)])
# [((), None, None, ((4, 5),), {}, 0, 5, True, True)]
# (None, None, None, [], ['abcd'], ['abcd'], None)
# ('abcd', ('abcd', 0), 'abcd', [])
# []
# (None, None, None, [], ['aaaab'], ['aaaab'], None)
# ('aaaab', ('aaaab', 0), 'aaaab', [])
# []
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (<re.Match object; span=(3, 4), match='b'>, None, None, ['b'], ['\U0001f600a\U0001f600', ''], ['\U0001f600a\U0001f600', ''], None)
# ('\U0001f600a\U0001f600-', ('\U0001f600a\U0001f600-', 1), '\U0001f600a\U0001f600bb', [(3, 4)])
# [((), None, None, ((3, 4),), {}, 0, 4, True, True)]
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (None, None, None, [], ['aaaaaaaaaaaaab'], ['aaaaaaaaaaaaab'], None)
# ('aaaaaaaaaaaaab', ('aaaaaaaaaaaaab', 0), 'aaaaaaaaaaaaab', [])
# []
# re.compile('x*') 32 0 {} 'x*'
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', ''], ['', 'a', 'a', 'b', ''], ['', 'aab'], <re.Match object; span=(1, 1), match=''>)
# ('-a-a-b-', ('-a-ab', 2), 'aab', [(0, 0), (1, 1), (2, 2), (3, 3)])
# [((), None, None, ((0, 0),), {}, 0, 3, True, True), ((), None, None, ((1, 1),), {}, 0, 3, True, True), ((), None, None, ((2, 2),), {}, 0, 3, True, True), ((), None, None, ((3, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', ''], ['', 'a', 'b', 'a', 'c', ''], ['', 'abac'], <re.Match object; span=(1, 1), match=''>)
# ('-a-b-a-c-', ('-a-bac', 2), 'abac', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)])
# [((), None, None, ((0, 0),), {}, 0, 4, True, True), ((), None, None, ((1, 1),), {}, 0, 4, True, True), ((), None, None, ((2, 2),), {}, 0, 4, True, True), ((), None, None, ((3, 3),), {}, 0, 4, True, True), ((), None, None, ((4, 4),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', '', '', '', '', '', '', '', '', '', ''], ['', 'S', 'T', 'R', 'A', 'S', 'S', 'E', ' ', 's', 't', 'r', 'a', '\xdf', 'e', ''], ['', 'STRASSE stra\xdfe'], <re.Match object; span=(1, 1), match=''>)
# ('-S-T-R-A-S-S-E- -s-t-r-a-\xdf-e-', ('-S-TRASSE stra\xdfe', 2), 'STRASSE stra\xdfe', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8), (9, 9), (10, 10), (11, 11), (12, 12), (13, 13), (14, 14)])
# [((), None, None, ((0, 0),), {}, 0, 14, True, True), ((), None, None, ((1, 1),), {}, 0, 14, True, True), ((), None, None, ((2, 2),), {}, 0, 14, True, True), ((), None, None, ((3, 3),), {}, 0, 14, True, True), ((), None, None, ((4, 4),), {}, 0, 14, True, True), ((), None, None, ((5, 5),), {}, 0, 14, True, True), ((), None, None, ((6, 6),), {}, 0, 14, True, True), ((), None, None, ((7, 7),), {}, 0, 14, True, True), ((), None, None, ((8, 8),), {}, 0, 14, True, True), ((), None, None, ((9, 9),), {}, 0, 14, True, True), ((), None, None, ((10, 10),), {}, 0, 14, True, True), ((), None, None, ((11, 11),), {}, 0, 14, True, True), ((), None, None, ((12, 12),), {}, 0, 14, True, True), ((), None, None, ((13, 13),), {}, 0, 14, True, True), ((), None, None, ((14, 14),), {}, 0, 14, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', 'x', ''], ['', 'a', 'b', 'c', '', ''], ['', 'abcx'], <re.Match object; span=(1, 1), match=''>)
# ('-a-b-c--', ('-a-bcx', 2), 'abcxx', [(0, 0), (1, 1), (2, 2), (3, 4), (4, 4)])
# [((), None, None, ((0, 0),), {}, 0, 4, True, True), ((), None, None, ((1, 1),), {}, 0, 4, True, True), ((), None, None, ((2, 2),), {}, 0, 4, True, True), ((), None, None, ((3, 4),), {}, 0, 4, True, True), ((), None, None, ((4, 4),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', '', '', ''], ['', 't', 'h', 'e', ' ', 't', 'h', 'e', ''], ['', 'the the'], <re.Match object; span=(1, 1), match=''>)
# ('-t-h-e- -t-h-e-', ('-t-he the', 2), 'the the', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7)])
# [((), None, None, ((0, 0),), {}, 0, 7, True, True), ((), None, None, ((1, 1),), {}, 0, 7, True, True), ((), None, None, ((2, 2),), {}, 0, 7, True, True), ((), None, None, ((3, 3),), {}, 0, 7, True, True), ((), None, None, ((4, 4),), {}, 0, 7, True, True), ((), None, None, ((5, 5),), {}, 0, 7, True, True), ((), None, None, ((6, 6),), {}, 0, 7, True, True), ((), None, None, ((7, 7),), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', ''], ['', '1', '2', '3', ''], ['', '123'], <re.Match object; span=(1, 1), match=''>)
# ('-1-2-3-', ('-1-23', 2), '123', [(0, 0), (1, 1), (2, 2), (3, 3)])
# [((), None, None, ((0, 0),), {}, 0, 3, True, True), ((), None, None, ((1, 1),), {}, 0, 3, True, True), ((), None, None, ((2, 2),), {}, 0, 3, True, True), ((), None, None, ((3, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', ''], ['', 'a', '\n', 'b', ''], ['', 'a\nb'], <re.Match object; span=(1, 1), match=''>)
# ('-a-\n-b-', ('-a-\nb', 2), 'a\nb', [(0, 0), (1, 1), (2, 2), (3, 3)])
# [((), None, None, ((0, 0),), {}, 0, 3, True, True), ((), None, None, ((1, 1),), {}, 0, 3, True, True), ((), None, None, ((2, 2),), {}, 0, 3, True, True), ((), None, None, ((3, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', '', '', ''], ['', 'a', ' ', 'f', 'o', 'o', ' ', 'b', ''], ['', 'a foo b'], <re.Match object; span=(1, 1), match=''>)
# ('-a- -f-o-o- -b-', ('-a- foo b', 2), 'a foo b', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7)])
# [((), None, None, ((0, 0),), {}, 0, 7, True, True), ((), None, None, ((1, 1),), {}, 0, 7, True, True), ((), None, None, ((2, 2),), {}, 0, 7, True, True), ((), None, None, ((3, 3),), {}, 0, 7, True, True), ((), None, None, ((4, 4),), {}, 0, 7, True, True), ((), None, None, ((5, 5),), {}, 0, 7, True, True), ((), None, None, ((6, 6),), {}, 0, 7, True, True), ((), None, None, ((7, 7),), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', ''], ['', 'a', 'b', ' ', 'c', 'b', ''], ['', 'ab cb'], <re.Match object; span=(1, 1), match=''>)
# ('-a-b- -c-b-', ('-a-b cb', 2), 'ab cb', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)])
# [((), None, None, ((0, 0),), {}, 0, 5, True, True), ((), None, None, ((1, 1),), {}, 0, 5, True, True), ((), None, None, ((2, 2),), {}, 0, 5, True, True), ((), None, None, ((3, 3),), {}, 0, 5, True, True), ((), None, None, ((4, 4),), {}, 0, 5, True, True), ((), None, None, ((5, 5),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', ''], ['', 'a', 'b', 'c', 'd', ''], ['', 'abcd'], <re.Match object; span=(1, 1), match=''>)
# ('-a-b-c-d-', ('-a-bcd', 2), 'abcd', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)])
# [((), None, None, ((0, 0),), {}, 0, 4, True, True), ((), None, None, ((1, 1),), {}, 0, 4, True, True), ((), None, None, ((2, 2),), {}, 0, 4, True, True), ((), None, None, ((3, 3),), {}, 0, 4, True, True), ((), None, None, ((4, 4),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', ''], ['', 'a', 'a', 'a', 'a', 'b', ''], ['', 'aaaab'], <re.Match object; span=(1, 1), match=''>)
# ('-a-a-a-a-b-', ('-a-aaab', 2), 'aaaab', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)])
# [((), None, None, ((0, 0),), {}, 0, 5, True, True), ((), None, None, ((1, 1),), {}, 0, 5, True, True), ((), None, None, ((2, 2),), {}, 0, 5, True, True), ((), None, None, ((3, 3),), {}, 0, 5, True, True), ((), None, None, ((4, 4),), {}, 0, 5, True, True), ((), None, None, ((5, 5),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', ''], ['', '\u0101', '\xe9', ' ', '\xdf', '\xe9', ''], ['', '\u0101\xe9 \xdf\xe9'], <re.Match object; span=(1, 1), match=''>)
# ('-\u0101-\xe9- -\xdf-\xe9-', ('-\u0101-\xe9 \xdf\xe9', 2), '\u0101\xe9 \xdf\xe9', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)])
# [((), None, None, ((0, 0),), {}, 0, 5, True, True), ((), None, None, ((1, 1),), {}, 0, 5, True, True), ((), None, None, ((2, 2),), {}, 0, 5, True, True), ((), None, None, ((3, 3),), {}, 0, 5, True, True), ((), None, None, ((4, 4),), {}, 0, 5, True, True), ((), None, None, ((5, 5),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', ''], ['', '\U0001f600', 'a', '\U0001f600', 'b', ''], ['', '\U0001f600a\U0001f600b'], <re.Match object; span=(1, 1), match=''>)
# ('-\U0001f600-a-\U0001f600-b-', ('-\U0001f600-a\U0001f600b', 2), '\U0001f600a\U0001f600b', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)])
# [((), None, None, ((0, 0),), {}, 0, 4, True, True), ((), None, None, ((1, 1),), {}, 0, 4, True, True), ((), None, None, ((2, 2),), {}, 0, 4, True, True), ((), None, None, ((3, 3),), {}, 0, 4, True, True), ((), None, None, ((4, 4),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, [''], ['', ''], ['', ''], <re.Match object; span=(0, 0), match=''>)
# ('-', ('-', 1), '', [(0, 0)])
# [((), None, None, ((0, 0),), {}, 0, 0, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', '', '', '', '', '', '', '', '', '', ''], ['', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'b', ''], ['', 'aaaaaaaaaaaaab'], <re.Match object; span=(1, 1), match=''>)
# ('-a-a-a-a-a-a-a-a-a-a-a-a-a-b-', ('-a-aaaaaaaaaaaab', 2), 'aaaaaaaaaaaaab', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8), (9, 9), (10, 10), (11, 11), (12, 12), (13, 13), (14, 14)])
# [((), None, None, ((0, 0),), {}, 0, 14, True, True), ((), None, None, ((1, 1),), {}, 0, 14, True, True), ((), None, None, ((2, 2),), {}, 0, 14, True, True), ((), None, None, ((3, 3),), {}, 0, 14, True, True), ((), None, None, ((4, 4),), {}, 0, 14, True, True), ((), None, None, ((5, 5),), {}, 0, 14, True, True), ((), None, None, ((6, 6),), {}, 0, 14, True, True), ((), None, None, ((7, 7),), {}, 0, 14, True, True), ((), None, None, ((8, 8),), {}, 0, 14, True, True), ((), None, None, ((9, 9),), {}, 0, 14, True, True), ((), None, None, ((10, 10),), {}, 0, 14, True, True), ((), None, None, ((11, 11),), {}, 0, 14, True, True), ((), None, None, ((12, 12),), {}, 0, 14, True, True), ((), None, None, ((13, 13),), {}, 0, 14, True, True), ((), None, None, ((14, 14),), {}, 0, 14, True, True)]
# re.compile('(a)|(b)') 32 2 {} '(a)|(b)'
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, [('a', ''), ('a', ''), ('', 'b')], ['', 'a', None, '', 'a', None, '', None, 'b', ''], ['', 'a', None, 'ab'], <re.Match object; span=(1, 2), match='a'>)
# ('---', ('--b', 2), 'aaaabb', [(0, 1), (1, 2), (2, 3)])
# [(('a', None), 1, None, ((0, 1), (0, 1), (-1, -1)), {}, 0, 3, True, True), (('a', None), 1, None, ((1, 2), (1, 2), (-1, -1)), {}, 0, 3, True, True), ((None, 'b'), 2, None, ((2, 3), (-1, -1), (2, 3)), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, [('a', ''), ('', 'b'), ('a', '')], ['', 'a', None, '', None, 'b', '', 'a', None, 'c'], ['', 'a', None, 'bac'], <re.Match object; span=(1, 2), match='b'>)
# ('---c', ('--ac', 2), 'aabbaac', [(0, 1), (1, 2), (2, 3)])
# [(('a', None), 1, None, ((0, 1), (0, 1), (-1, -1)), {}, 0, 4, True, True), ((None, 'b'), 2, None, ((1, 2), (-1, -1), (1, 2)), {}, 0, 4, True, True), (('a', None), 1, None, ((2, 3), (2, 3), (-1, -1)), {}, 0, 4, True, True)]
# (<re.Match object; span=(11, 12), match='a'>, None, None, [('a', '')], ['STRASSE str', 'a', None, '\xdfe'], ['STRASSE str', 'a', None, '\xdfe'], None)
# ('STRASSE str-\xdfe', ('STRASSE str-\xdfe', 1), 'STRASSE straa\xdfe', [(11, 12)])
# [(('a', None), 1, None, ((11, 12), (11, 12), (-1, -1)), {}, 0, 14, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, [('a', ''), ('', 'b')], ['', 'a', None, '', None, 'b', 'cx'], ['', 'a', None, 'bcx'], <re.Match object; span=(1, 2), match='b'>)
# ('--cx', ('--cx', 2), 'aabbcx', [(0, 1), (1, 2)])
# [(('a', None), 1, None, ((0, 1), (0, 1), (-1, -1)), {}, 0, 4, True, True), ((None, 'b'), 2, None, ((1, 2), (-1, -1), (1, 2)), {}, 0, 4, True, True)]
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, [('a', ''), ('', 'b')], ['', 'a', None, '\n', None, 'b', ''], ['', 'a', None, '\nb'], <re.Match object; span=(2, 3), match='b'>)
# ('-\n-', ('-\n-', 2), 'aa\nbb', [(0, 1), (2, 3)])
# [(('a', None), 1, None, ((0, 1), (0, 1), (-1, -1)), {}, 0, 3, True, True), ((None, 'b'), 2, None, ((2, 3), (-1, -1), (2, 3)), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, [('a', ''), ('', 'b')], ['', 'a', None, ' foo ', None, 'b', ''], ['', 'a', None, ' foo b'], None)
# ('- foo -', ('- foo -', 2), 'aa foo bb', [(0, 1), (6, 7)])
# [(('a', None), 1, None, ((0, 1), (0, 1), (-1, -1)), {}, 0, 7, True, True), ((None, 'b'), 2, None, ((6, 7), (-1, -1), (6, 7)), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, [('a', ''), ('', 'b'), ('', 'b')], ['', 'a', None, '', None, 'b', ' c', None, 'b', ''], ['', 'a', None, 'b cb'], <re.Match object; span=(1, 2), match='b'>)
# ('-- c-', ('-- cb', 2), 'aabb cbb', [(0, 1), (1, 2), (4, 5)])
# [(('a', None), 1, None, ((0, 1), (0, 1), (-1, -1)), {}, 0, 5, True, True), ((None, 'b'), 2, None, ((1, 2), (-1, -1), (1, 2)), {}, 0, 5, True, True), ((None, 'b'), 2, None, ((4, 5), (-1, -1), (4, 5)), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, [('a', ''), ('', 'b')], ['', 'a', None, '', None, 'b', 'cd'], ['', 'a', None, 'bcd'], <re.Match object; span=(1, 2), match='b'>)
# ('--cd', ('--cd', 2), 'aabbcd', [(0, 1), (1, 2)])
# [(('a', None), 1, None, ((0, 1), (0, 1), (-1, -1)), {}, 0, 4, True, True), ((None, 'b'), 2, None, ((1, 2), (-1, -1), (1, 2)), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, [('a', ''), ('a', ''), ('a', ''), ('a', ''), ('', 'b')], ['', 'a', None, '', 'a', None, '', 'a', None, '', 'a', None, '', None, 'b', ''], ['', 'a', None, 'aaab'], <re.Match object; span=(1, 2), match='a'>)
# ('-----', ('--aab', 2), 'aaaaaaaabb', [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])
# [(('a', None), 1, None, ((0, 1), (0, 1), (-1, -1)), {}, 0, 5, True, True), (('a', None), 1, None, ((1, 2), (1, 2), (-1, -1)), {}, 0, 5, True, True), (('a', None), 1, None, ((2, 3), (2, 3), (-1, -1)), {}, 0, 5, True, True), (('a', None), 1, None, ((3, 4), (3, 4), (-1, -1)), {}, 0, 5, True, True), ((None, 'b'), 2, None, ((4, 5), (-1, -1), (4, 5)), {}, 0, 5, True, True)]
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (<re.Match object; span=(1, 2), match='a'>, None, None, [('a', ''), ('', 'b')], ['\U0001f600', 'a', None, '\U0001f600', None, 'b', ''], ['\U0001f600', 'a', None, '\U0001f600b'], <re.Match object; span=(1, 2), match='a'>)
# ('\U0001f600-\U0001f600-', ('\U0001f600-\U0001f600-', 2), '\U0001f600aa\U0001f600bb', [(1, 2), (3, 4)])
# [(('a', None), 1, None, ((1, 2), (1, 2), (-1, -1)), {}, 0, 4, True, True), ((None, 'b'), 2, None, ((3, 4), (-1, -1), (3, 4)), {}, 0, 4, True, True)]
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, [('a', ''), ('a', ''), ('a', ''), ('a', ''), ('a', ''), ('a', ''), ('a', ''), ('a', ''), ('a', ''), ('a', ''), ('a', ''), ('a', ''), ('a', ''), ('', 'b')], ['', 'a', None, '', 'a', None, '', 'a', None, '', 'a', None, '', 'a', None, '', 'a', None, '', 'a', None, '', 'a', None, '', 'a', None, '', 'a', None, '', 'a', None, '', 'a', None, '', 'a', None, '', None, 'b', ''], ['', 'a', None, 'aaaaaaaaaaaab'], <re.Match object; span=(1, 2), match='a'>)
# ('--------------', ('--aaaaaaaaaaab', 2), 'aaaaaaaaaaaaaaaaaaaaaaaaaabb', [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (9, 10), (10, 11), (11, 12), (12, 13), (13, 14)])
# [(('a', None), 1, None, ((0, 1), (0, 1), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((1, 2), (1, 2), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((2, 3), (2, 3), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((3, 4), (3, 4), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((4, 5), (4, 5), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((5, 6), (5, 6), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((6, 7), (6, 7), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((7, 8), (7, 8), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((8, 9), (8, 9), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((9, 10), (9, 10), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((10, 11), (10, 11), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((11, 12), (11, 12), (-1, -1)), {}, 0, 14, True, True), (('a', None), 1, None, ((12, 13), (12, 13), (-1, -1)), {}, 0, 14, True, True), ((None, 'b'), 2, None, ((13, 14), (-1, -1), (13, 14)), {}, 0, 14, True, True)]
# re.compile('(?:a|ab)(?:c|bcd)(d*)') 32 1 {} '(?:a|ab)(?:c|bcd)(d*)'
# (None, None, None, [], ['aab'], ['aab'], None)
# ('aab', ('aab', 0), 'aab', [])
# []
# (<re.Match object; span=(2, 4), match='ac'>, None, None, [''], ['ab', '', ''], ['ab', '', ''], None)
# ('ab-', ('ab-', 1), 'abacac', [(2, 4)])
# [(('',), 1, None, ((2, 4), (4, 4)), {}, 0, 4, True, True)]
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (<re.Match object; span=(0, 3), match='abc'>, <re.Match object; span=(0, 3), match='abc'>, None, [''], ['', '', 'x'], ['', '', 'x'], None)
# ('-x', ('-x', 1), 'abcabcx', [(0, 3)])
# [(('',), 1, None, ((0, 3), (3, 3)), {}, 0, 4, True, True)]
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (None, None, None, [], ['ab cb'], ['ab cb'], None)
# ('ab cb', ('ab cb', 0), 'ab cb', [])
# []
# (<re.Match object; span=(0, 4), match='abcd'>, <re.Match object; span=(0, 4), match='abcd'>, <re.Match object; span=(0, 4), match='abcd'>, [''], ['', '', ''], ['', '', ''], None)
# ('-', ('-', 1), 'abcdabcd', [(0, 4)])
# [(('',), 1, None, ((0, 4), (4, 4)), {}, 0, 4, True, True)]
# (None, None, None, [], ['aaaab'], ['aaaab'], None)
# ('aaaab', ('aaaab', 0), 'aaaab', [])
# []
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (None, None, None, [], ['aaaaaaaaaaaaab'], ['aaaaaaaaaaaaab'], None)
# ('aaaaaaaaaaaaab', ('aaaaaaaaaaaaab', 0), 'aaaaaaaaaaaaab', [])
# []
# re.compile('(?>a+)b') 32 0 {} '(?>a+)b'
# (<re.Match object; span=(0, 3), match='aab'>, <re.Match object; span=(0, 3), match='aab'>, <re.Match object; span=(0, 3), match='aab'>, ['aab'], ['', ''], ['', ''], <re.Match object; span=(1, 3), match='ab'>)
# ('-', ('-', 1), 'aabaab', [(0, 3)])
# [((), None, None, ((0, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab'], ['', 'ac'], ['', 'ac'], None)
# ('-ac', ('-ac', 1), 'ababac', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 4, True, True)]
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab'], ['', 'cx'], ['', 'cx'], None)
# ('-cx', ('-cx', 1), 'ababcx', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 4, True, True)]
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab'], ['', ' cb'], ['', ' cb'], None)
# ('- cb', ('- cb', 1), 'abab cb', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab'], ['', 'cd'], ['', 'cd'], None)
# ('-cd', ('-cd', 1), 'ababcd', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 5), match='aaaab'>, <re.Match object; span=(0, 5), match='aaaab'>, <re.Match object; span=(0, 5), match='aaaab'>, ['aaaab'], ['', ''], ['', ''], None)
# ('-', ('-', 1), 'aaaabaaaab', [(0, 5)])
# [((), None, None, ((0, 5),), {}, 0, 5, True, True)]
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (<re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, <re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, <re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, ['aaaaaaaaaaaaab'], ['', ''], ['', ''], None)
# ('-', ('-', 1), 'aaaaaaaaaaaaabaaaaaaaaaaaaab', [(0, 14)])
# [((), None, None, ((0, 14),), {}, 0, 14, True, True)]
# re.compile('a++b') 32 0 {} 'a++b'
# (<re.Match object; span=(0, 3), match='aab'>, <re.Match object; span=(0, 3), match='aab'>, <re.Match object; span=(0, 3), match='aab'>, ['aab'], ['', ''], ['', ''], <re.Match object; span=(1, 3), match='ab'>)
# ('-', ('-', 1), 'aabaab', [(0, 3)])
# [((), None, None, ((0, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab'], ['', 'ac'], ['', 'ac'], None)
# ('-ac', ('-ac', 1), 'ababac', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 4, True, True)]
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab'], ['', 'cx'], ['', 'cx'], None)
# ('-cx', ('-cx', 1), 'ababcx', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 4, True, True)]
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab'], ['', ' cb'], ['', ' cb'], None)
# ('- cb', ('- cb', 1), 'abab cb', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['ab'], ['', 'cd'], ['', 'cd'], None)
# ('-cd', ('-cd', 1), 'ababcd', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 5), match='aaaab'>, <re.Match object; span=(0, 5), match='aaaab'>, <re.Match object; span=(0, 5), match='aaaab'>, ['aaaab'], ['', ''], ['', ''], None)
# ('-', ('-', 1), 'aaaabaaaab', [(0, 5)])
# [((), None, None, ((0, 5),), {}, 0, 5, True, True)]
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (<re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, <re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, <re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, ['aaaaaaaaaaaaab'], ['', ''], ['', ''], None)
# ('-', ('-', 1), 'aaaaaaaaaaaaabaaaaaaaaaaaaab', [(0, 14)])
# [((), None, None, ((0, 14),), {}, 0, 14, True, True)]
# re.compile('(a)?(?(1)b|c)') 32 1 {} '(a)?(?(1)b|c)'
# (<re.Match object; span=(1, 3), match='ab'>, None, None, ['a'], ['a', 'a', ''], ['a', 'a', ''], <re.Match object; span=(1, 3), match='ab'>)
# ('a-', ('a-', 1), 'aabab', [(1, 3)])
# [(('a',), 1, None, ((1, 3), (1, 2)), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['a', ''], ['', 'a', 'a', None, ''], ['', 'a', 'ac'], None)
# ('-a-', ('-a-', 2), 'ababacc', [(0, 2), (3, 4)])
# [(('a',), 1, None, ((0, 2), (0, 1)), {}, 0, 4, True, True), ((None,), None, None, ((3, 4), (-1, -1)), {}, 0, 4, True, True)]
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['a', ''], ['', 'a', '', None, 'x'], ['', 'a', 'cx'], <re.Match object; span=(2, 3), match='c'>)
# ('--x', ('--x', 2), 'ababccx', [(0, 2), (2, 3)])
# [(('a',), 1, None, ((0, 2), (0, 1)), {}, 0, 4, True, True), ((None,), None, None, ((2, 3), (-1, -1)), {}, 0, 4, True, True)]
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['a', ''], ['', 'a', ' ', None, 'b'], ['', 'a', ' cb'], None)
# ('- -b', ('- -b', 2), 'abab ccb', [(0, 2), (3, 4)])
# [(('a',), 1, None, ((0, 2), (0, 1)), {}, 0, 5, True, True), ((None,), None, None, ((3, 4), (-1, -1)), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, ['a', ''], ['', 'a', '', None, 'd'], ['', 'a', 'cd'], <re.Match object; span=(2, 3), match='c'>)
# ('--d', ('--d', 2), 'ababccd', [(0, 2), (2, 3)])
# [(('a',), 1, None, ((0, 2), (0, 1)), {}, 0, 4, True, True), ((None,), None, None, ((2, 3), (-1, -1)), {}, 0, 4, True, True)]
# (<re.Match object; span=(3, 5), match='ab'>, None, None, ['a'], ['aaa', 'a', ''], ['aaa', 'a', ''], None)
# ('aaa-', ('aaa-', 1), 'aaaabab', [(3, 5)])
# [(('a',), 1, None, ((3, 5), (3, 4)), {}, 0, 5, True, True)]
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (<re.Match object; span=(12, 14), match='ab'>, None, None, ['a'], ['aaaaaaaaaaaa', 'a', ''], ['aaaaaaaaaaaa', 'a', ''], None)
# ('aaaaaaaaaaaa-', ('aaaaaaaaaaaa-', 1), 'aaaaaaaaaaaaabab', [(12, 14)])
# [(('a',), 1, None, ((12, 14), (12, 13)), {}, 0, 14, True, True)]
# re.compile('[^a]') 32 0 {} '[^a]'
# (<re.Match object; span=(2, 3), match='b'>, None, None, ['b'], ['aa', ''], ['aa', ''], <re.Match object; span=(2, 3), match='b'>)
# ('aa-', ('aa-', 1), 'aabb', [(2, 3)])
# [((), None, None, ((2, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(1, 2), match='b'>, None, None, ['b', 'c'], ['a', 'a', ''], ['a', 'ac'], <re.Match object; span=(1, 2), match='b'>)
# ('a-a-', ('a-a-', 2), 'abbacc', [(1, 2), (3, 4)])
# [((), None, None, ((1, 2),), {}, 0, 4, True, True), ((), None, None, ((3, 4),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 1), match='S'>, <re.Match object; span=(0, 1), match='S'>, None, ['S', 'T', 'R', 'A', 'S', 'S', 'E', ' ', 's', 't', 'r', '\xdf', 'e'], ['', '', '', '', '', '', '', '', '', '', '', 'a', '', ''], ['', 'TRASSE stra\xdfe'], <re.Match object; span=(1, 2), match='T'>)
# ('-----------a--', ('--RASSE stra\xdfe', 2), 'SSTTRRAASSSSEE  ssttrra\xdf\xdfee', [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (9, 10), (10, 11), (12, 13), (13, 14)])
# [((), None, None, ((0, 1),), {}, 0, 14, True, True), ((), None, None, ((1, 2),), {}, 0, 14, True, True), ((), None, None, ((2, 3),), {}, 0, 14, True, True), ((), None, None, ((3, 4),), {}, 0, 14, True, True), ((), None, None, ((4, 5),), {}, 0, 14, True, True), ((), None, None, ((5, 6),), {}, 0, 14, True, True), ((), None, None, ((6, 7),), {}, 0, 14, True, True), ((), None, None, ((7, 8),), {}, 0, 14, True, True), ((), None, None, ((8, 9),), {}, 0, 14, True, True), ((), None, None, ((9, 10),), {}, 0, 14, True, True), ((), None, None, ((10, 11),), {}, 0, 14, True, True), ((), None, None, ((12, 13),), {}, 0, 14, True, True), ((), None, None, ((13, 14),), {}, 0, 14, True, True)]
# (<re.Match object; span=(1, 2), match='b'>, None, None, ['b', 'c', 'x'], ['a', '', '', ''], ['a', 'cx'], <re.Match object; span=(1, 2), match='b'>)
# ('a---', ('a--x', 2), 'abbccxx', [(1, 2), (2, 3), (3, 4)])
# [((), None, None, ((1, 2),), {}, 0, 4, True, True), ((), None, None, ((2, 3),), {}, 0, 4, True, True), ((), None, None, ((3, 4),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 1), match='t'>, <re.Match object; span=(0, 1), match='t'>, None, ['t', 'h', 'e', ' ', 't', 'h', 'e'], ['', '', '', '', '', '', '', ''], ['', 'he the'], <re.Match object; span=(1, 2), match='h'>)
# ('-------', ('--e the', 2), 'tthhee  tthhee', [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7)])
# [((), None, None, ((0, 1),), {}, 0, 7, True, True), ((), None, None, ((1, 2),), {}, 0, 7, True, True), ((), None, None, ((2, 3),), {}, 0, 7, True, True), ((), None, None, ((3, 4),), {}, 0, 7, True, True), ((), None, None, ((4, 5),), {}, 0, 7, True, True), ((), None, None, ((5, 6),), {}, 0, 7, True, True), ((), None, None, ((6, 7),), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 1), match='1'>, <re.Match object; span=(0, 1), match='1'>, None, ['1', '2', '3'], ['', '', '', ''], ['', '23'], <re.Match object; span=(1, 2), match='2'>)
# ('---', ('--3', 2), '112233', [(0, 1), (1, 2), (2, 3)])
# [((), None, None, ((0, 1),), {}, 0, 3, True, True), ((), None, None, ((1, 2),), {}, 0, 3, True, True), ((), None, None, ((2, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(1, 2), match='\n'>, None, None, ['\n', 'b'], ['a', '', ''], ['a', 'b'], <re.Match object; span=(1, 2), match='\n'>)
# ('a--', ('a--', 2), 'a\n\nbb', [(1, 2), (2, 3)])
# [((), None, None, ((1, 2),), {}, 0, 3, True, True), ((), None, None, ((2, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(1, 2), match=' '>, None, None, [' ', 'f', 'o', 'o', ' ', 'b'], ['a', '', '', '', '', '', ''], ['a', 'foo b'], <re.Match object; span=(1, 2), match=' '>)
# ('a------', ('a--oo b', 2), 'a  ffoooo  bb', [(1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7)])
# [((), None, None, ((1, 2),), {}, 0, 7, True, True), ((), None, None, ((2, 3),), {}, 0, 7, True, True), ((), None, None, ((3, 4),), {}, 0, 7, True, True), ((), None, None, ((4, 5),), {}, 0, 7, True, True), ((), None, None, ((5, 6),), {}, 0, 7, True, True), ((), None, None, ((6, 7),), {}, 0, 7, True, True)]
# (<re.Match object; span=(1, 2), match='b'>, None, None, ['b', ' ', 'c', 'b'], ['a', '', '', '', ''], ['a', ' cb'], <re.Match object; span=(1, 2), match='b'>)
# ('a----', ('a--cb', 2), 'abb  ccbb', [(1, 2), (2, 3), (3, 4), (4, 5)])
# [((), None, None, ((1, 2),), {}, 0, 5, True, True), ((), None, None, ((2, 3),), {}, 0, 5, True, True), ((), None, None, ((3, 4),), {}, 0, 5, True, True), ((), None, None, ((4, 5),), {}, 0, 5, True, True)]
# (<re.Match object; span=(1, 2), match='b'>, None, None, ['b', 'c', 'd'], ['a', '', '', ''], ['a', 'cd'], <re.Match object; span=(1, 2), match='b'>)
# ('a---', ('a--d', 2), 'abbccdd', [(1, 2), (2, 3), (3, 4)])
# [((), None, None, ((1, 2),), {}, 0, 4, True, True), ((), None, None, ((2, 3),), {}, 0, 4, True, True), ((), None, None, ((3, 4),), {}, 0, 4, True, True)]
# (<re.Match object; span=(4, 5), match='b'>, None, None, ['b'], ['aaaa', ''], ['aaaa', ''], None)
# ('aaaa-', ('aaaa-', 1), 'aaaabb', [(4, 5)])
# [((), None, None, ((4, 5),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 1), match='\u0101'>, <re.Match object; span=(0, 1), match='\u0101'>, None, ['\u0101', '\xe9', ' ', '\xdf', '\xe9'], ['', '', '', '', '', ''], ['', '\xe9 \xdf\xe9'], <re.Match object; span=(1, 2), match='\xe9'>)
# ('-----', ('-- \xdf\xe9', 2), '\u0101\u0101\xe9\xe9  \xdf\xdf\xe9\xe9', [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])
# [((), None, None, ((0, 1),), {}, 0, 5, True, True), ((), None, None, ((1, 2),), {}, 0, 5, True, True), ((), None, None, ((2, 3),), {}, 0, 5, True, True), ((), None, None, ((3, 4),), {}, 0, 5, True, True), ((), None, None, ((4, 5),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 1), match='\U0001f600'>, <re.Match object; span=(0, 1), match='\U0001f600'>, None, ['\U0001f600', '\U0001f600', 'b'], ['', 'a', '', ''], ['', 'a\U0001f600b'], <re.Match object; span=(2, 3), match='\U0001f600'>)
# ('-a--', ('-a-b', 2), '\U0001f600\U0001f600a\U0001f600\U0001f600bb', [(0, 1), (2, 3), (3, 4)])
# [((), None, None, ((0, 1),), {}, 0, 4, True, True), ((), None, None, ((2, 3),), {}, 0, 4, True, True), ((), None, None, ((3, 4),), {}, 0, 4, True, True)]
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (<re.Match object; span=(13, 14), match='b'>, None, None, ['b'], ['aaaaaaaaaaaaa', ''], ['aaaaaaaaaaaaa', ''], None)
# ('aaaaaaaaaaaaa-', ('aaaaaaaaaaaaa-', 1), 'aaaaaaaaaaaaabb', [(13, 14)])
# [((), None, None, ((13, 14),), {}, 0, 14, True, True)]
# re.compile('((a)(b)?)+') 32 3 {} '((a)(b)?)+'
# (<re.Match object; span=(0, 3), match='aab'>, <re.Match object; span=(0, 3), match='aab'>, <re.Match object; span=(0, 3), match='aab'>, [('ab', 'a', 'b')], ['', 'ab', 'a', 'b', ''], ['', 'ab', 'a', 'b', ''], <re.Match object; span=(1, 3), match='ab'>)
# ('-', ('-', 1), 'aabaab', [(0, 3)])
# [(('ab', 'a', 'b'), 1, None, ((0, 3), (1, 3), (1, 2), (2, 3)), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 3), match='aba'>, <re.Match object; span=(0, 3), match='aba'>, None, [('a', 'a', 'b')], ['', 'a', 'a', 'b', 'c'], ['', 'a', 'a', 'b', 'c'], <re.Match object; span=(2, 3), match='a'>)
# ('-c', ('-c', 1), 'abaabac', [(0, 3)])
# [(('a', 'a', 'b'), 1, None, ((0, 3), (2, 3), (2, 3), (1, 2)), {}, 0, 4, True, True)]
# (<re.Match object; span=(11, 12), match='a'>, None, None, [('a', 'a', '')], ['STRASSE str', 'a', 'a', None, '\xdfe'], ['STRASSE str', 'a', 'a', None, '\xdfe'], None)
# ('STRASSE str-\xdfe', ('STRASSE str-\xdfe', 1), 'STRASSE straa\xdfe', [(11, 12)])
# [(('a', 'a', None), 1, None, ((11, 12), (11, 12), (11, 12), (-1, -1)), {}, 0, 14, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, [('ab', 'a', 'b')], ['', 'ab', 'a', 'b', 'cx'], ['', 'ab', 'a', 'b', 'cx'], None)
# ('-cx', ('-cx', 1), 'ababcx', [(0, 2)])
# [(('ab', 'a', 'b'), 1, None, ((0, 2), (0, 2), (0, 1), (1, 2)), {}, 0, 4, True, True)]
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, [('a', 'a', '')], ['', 'a', 'a', None, '\nb'], ['', 'a', 'a', None, '\nb'], None)
# ('-\nb', ('-\nb', 1), 'aa\nb', [(0, 1)])
# [(('a', 'a', None), 1, None, ((0, 1), (0, 1), (0, 1), (-1, -1)), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 1), match='a'>, <re.Match object; span=(0, 1), match='a'>, None, [('a', 'a', '')], ['', 'a', 'a', None, ' foo b'], ['', 'a', 'a', None, ' foo b'], None)
# ('- foo b', ('- foo b', 1), 'aa foo b', [(0, 1)])
# [(('a', 'a', None), 1, None, ((0, 1), (0, 1), (0, 1), (-1, -1)), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, [('ab', 'a', 'b')], ['', 'ab', 'a', 'b', ' cb'], ['', 'ab', 'a', 'b', ' cb'], None)
# ('- cb', ('- cb', 1), 'abab cb', [(0, 2)])
# [(('ab', 'a', 'b'), 1, None, ((0, 2), (0, 2), (0, 1), (1, 2)), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 2), match='ab'>, <re.Match object; span=(0, 2), match='ab'>, None, [('ab', 'a', 'b')], ['', 'ab', 'a', 'b', 'cd'], ['', 'ab', 'a', 'b', 'cd'], None)
# ('-cd', ('-cd', 1), 'ababcd', [(0, 2)])
# [(('ab', 'a', 'b'), 1, None, ((0, 2), (0, 2), (0, 1), (1, 2)), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 5), match='aaaab'>, <re.Match object; span=(0, 5), match='aaaab'>, <re.Match object; span=(0, 5), match='aaaab'>, [('ab', 'a', 'b')], ['', 'ab', 'a', 'b', ''], ['', 'ab', 'a', 'b', ''], <re.Match object; span=(1, 3), match='aa'>)
# ('-', ('-', 1), 'aaaabaaaab', [(0, 5)])
# [(('ab', 'a', 'b'), 1, None, ((0, 5), (3, 5), (3, 4), (4, 5)), {}, 0, 5, True, True)]
# (None, None, None, [], ['\u0101\xe9 \xdf\xe9'], ['\u0101\xe9 \xdf\xe9'], None)
# ('\u0101\xe9 \xdf\xe9', ('\u0101\xe9 \xdf\xe9', 0), '\u0101\xe9 \xdf\xe9', [])
# []
# (<re.Match object; span=(1, 2), match='a'>, None, None, [('a', 'a', '')], ['\U0001f600', 'a', 'a', None, '\U0001f600b'], ['\U0001f600', 'a', 'a', None, '\U0001f600b'], <re.Match object; span=(1, 2), match='a'>)
# ('\U0001f600-\U0001f600b', ('\U0001f600-\U0001f600b', 1), '\U0001f600aa\U0001f600b', [(1, 2)])
# [(('a', 'a', None), 1, None, ((1, 2), (1, 2), (1, 2), (-1, -1)), {}, 0, 4, True, True)]
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (<re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, <re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, <re.Match object; span=(0, 14), match='aaaaaaaaaaaaab'>, [('ab', 'a', 'b')], ['', 'ab', 'a', 'b', ''], ['', 'ab', 'a', 'b', ''], <re.Match object; span=(1, 3), match='aa'>)
# ('-', ('-', 1), 'aaaaaaaaaaaaabaaaaaaaaaaaaab', [(0, 14)])
# [(('ab', 'a', 'b'), 1, None, ((0, 14), (12, 14), (12, 13), (13, 14)), {}, 0, 14, True, True)]
# re.compile('\xe9a|\xdf') 32 0 {} '\xe9a|\xdf'
# (None, None, None, [], ['aab'], ['aab'], None)
# ('aab', ('aab', 0), 'aab', [])
# []
# (None, None, None, [], ['abac'], ['abac'], None)
# ('abac', ('abac', 0), 'abac', [])
# []
# (<re.Match object; span=(12, 13), match='\xdf'>, None, None, ['\xdf'], ['STRASSE stra', 'e'], ['STRASSE stra', 'e'], None)
# ('STRASSE stra-e', ('STRASSE stra-e', 1), 'STRASSE stra\xdf\xdfe', [(12, 13)])
# [((), None, None, ((12, 13),), {}, 0, 14, True, True)]
# (None, None, None, [], ['abcx'], ['abcx'], None)
# ('abcx', ('abcx', 0), 'abcx', [])
# []
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (None, None, None, [], ['ab cb'], ['ab cb'], None)
# ('ab cb', ('ab cb', 0), 'ab cb', [])
# []
# (None, None, None, [], ['abcd'], ['abcd'], None)
# ('abcd', ('abcd', 0), 'abcd', [])
# []
# (None, None, None, [], ['aaaab'], ['aaaab'], None)
# ('aaaab', ('aaaab', 0), 'aaaab', [])
# []
# (<re.Match object; span=(3, 4), match='\xdf'>, None, None, ['\xdf'], ['\u0101\xe9 ', '\xe9'], ['\u0101\xe9 ', '\xe9'], None)
# ('\u0101\xe9 -\xe9', ('\u0101\xe9 -\xe9', 1), '\u0101\xe9 \xdf\xdf\xe9', [(3, 4)])
# [((), None, None, ((3, 4),), {}, 0, 5, True, True)]
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (None, None, None, [], ['aaaaaaaaaaaaab'], ['aaaaaaaaaaaaab'], None)
# ('aaaaaaaaaaaaab', ('aaaaaaaaaaaaab', 0), 'aaaaaaaaaaaaab', [])
# []
# re.compile('[\u0100-\u0400]+') 32 0 {} '[\u0100-\u0400]+'
# (None, None, None, [], ['aab'], ['aab'], None)
# ('aab', ('aab', 0), 'aab', [])
# []
# (None, None, None, [], ['abac'], ['abac'], None)
# ('abac', ('abac', 0), 'abac', [])
# []
# (None, None, None, [], ['STRASSE stra\xdfe'], ['STRASSE stra\xdfe'], None)
# ('STRASSE stra\xdfe', ('STRASSE stra\xdfe', 0), 'STRASSE stra\xdfe', [])
# []
# (None, None, None, [], ['abcx'], ['abcx'], None)
# ('abcx', ('abcx', 0), 'abcx', [])
# []
# (None, None, None, [], ['the the'], ['the the'], None)
# ('the the', ('the the', 0), 'the the', [])
# []
# (None, None, None, [], ['123'], ['123'], None)
# ('123', ('123', 0), '123', [])
# []
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (None, None, None, [], ['a foo b'], ['a foo b'], None)
# ('a foo b', ('a foo b', 0), 'a foo b', [])
# []
# (None, None, None, [], ['ab cb'], ['ab cb'], None)
# ('ab cb', ('ab cb', 0), 'ab cb', [])
# []
# (None, None, None, [], ['abcd'], ['abcd'], None)
# ('abcd', ('abcd', 0), 'abcd', [])
# []
# (None, None, None, [], ['aaaab'], ['aaaab'], None)
# ('aaaab', ('aaaab', 0), 'aaaab', [])
# []
# (<re.Match object; span=(0, 1), match='\u0101'>, <re.Match object; span=(0, 1), match='\u0101'>, None, ['\u0101'], ['', '\xe9 \xdf\xe9'], ['', '\xe9 \xdf\xe9'], None)
# ('-\xe9 \xdf\xe9', ('-\xe9 \xdf\xe9', 1), '\u0101\u0101\xe9 \xdf\xe9', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 5, True, True)]
# (None, None, None, [], ['\U0001f600a\U0001f600b'], ['\U0001f600a\U0001f600b'], None)
# ('\U0001f600a\U0001f600b', ('\U0001f600a\U0001f600b', 0), '\U0001f600a\U0001f600b', [])
# []
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (None, None, None, [], ['aaaaaaaaaaaaab'], ['aaaaaaaaaaaaab'], None)
# ('aaaaaaaaaaaaab', ('aaaaaaaaaaaaab', 0), 'aaaaaaaaaaaaab', [])
# []
# re.compile('(.)(.)(.)') 32 3 {} '(.)(.)(.)'
# (<re.Match object; span=(0, 3), match='aab'>, <re.Match object; span=(0, 3), match='aab'>, <re.Match object; span=(0, 3), match='aab'>, [('a', 'a', 'b')], ['', 'a', 'a', 'b', ''], ['', 'a', 'a', 'b', ''], None)
# ('-', ('-', 1), 'aabaab', [(0, 3)])
# [(('a', 'a', 'b'), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 3), match='aba'>, <re.Match object; span=(0, 3), match='aba'>, None, [('a', 'b', 'a')], ['', 'a', 'b', 'a', 'c'], ['', 'a', 'b', 'a', 'c'], None)
# ('-c', ('-c', 1), 'abaabac', [(0, 3)])
# [(('a', 'b', 'a'), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 3), match='STR'>, <re.Match object; span=(0, 3), match='STR'>, None, [('S', 'T', 'R'), ('A', 'S', 'S'), ('E', ' ', 's'), ('t', 'r', 'a')], ['', 'S', 'T', 'R', '', 'A', 'S', 'S', '', 'E', ' ', 's', '', 't', 'r', 'a', '\xdfe'], ['', 'S', 'T', 'R', 'ASSE stra\xdfe'], None)
# ('----\xdfe', ('--E stra\xdfe', 2), 'STRSTRASSASSE sE stratra\xdfe', [(0, 3), (3, 6), (6, 9), (9, 12)])
# [(('S', 'T', 'R'), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 14, True, True), (('A', 'S', 'S'), 3, None, ((3, 6), (3, 4), (4, 5), (5, 6)), {}, 0, 14, True, True), (('E', ' ', 's'), 3, None, ((6, 9), (6, 7), (7, 8), (8, 9)), {}, 0, 14, True, True), (('t', 'r', 'a'), 3, None, ((9, 12), (9, 10), (10, 11), (11, 12)), {}, 0, 14, True, True)]
# (<re.Match object; span=(0, 3), match='abc'>, <re.Match object; span=(0, 3), match='abc'>, None, [('a', 'b', 'c')], ['', 'a', 'b', 'c', 'x'], ['', 'a', 'b', 'c', 'x'], None)
# ('-x', ('-x', 1), 'abcabcx', [(0, 3)])
# [(('a', 'b', 'c'), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 3), match='the'>, <re.Match object; span=(0, 3), match='the'>, None, [('t', 'h', 'e'), (' ', 't', 'h')], ['', 't', 'h', 'e', '', ' ', 't', 'h', 'e'], ['', 't', 'h', 'e', ' the'], None)
# ('--e', ('--e', 2), 'thethe th the', [(0, 3), (3, 6)])
# [(('t', 'h', 'e'), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 7, True, True), ((' ', 't', 'h'), 3, None, ((3, 6), (3, 4), (4, 5), (5, 6)), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 3), match='123'>, <re.Match object; span=(0, 3), match='123'>, <re.Match object; span=(0, 3), match='123'>, [('1', '2', '3')], ['', '1', '2', '3', ''], ['', '1', '2', '3', ''], None)
# ('-', ('-', 1), '123123', [(0, 3)])
# [(('1', '2', '3'), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 3, True, True)]
# (None, None, None, [], ['a\nb'], ['a\nb'], None)
# ('a\nb', ('a\nb', 0), 'a\nb', [])
# []
# (<re.Match object; span=(0, 3), match='a f'>, <re.Match object; span=(0, 3), match='a f'>, None, [('a', ' ', 'f'), ('o', 'o', ' ')], ['', 'a', ' ', 'f', '', 'o', 'o', ' ', 'b'], ['', 'a', ' ', 'f', 'oo b'], None)
# ('--b', ('--b', 2), 'a fa foo oo b', [(0, 3), (3, 6)])
# [(('a', ' ', 'f'), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 7, True, True), (('o', 'o', ' '), 3, None, ((3, 6), (3, 4), (4, 5), (5, 6)), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 3), match='ab '>, <re.Match object; span=(0, 3), match='ab '>, None, [('a', 'b', ' ')], ['', 'a', 'b', ' ', 'cb'], ['', 'a', 'b', ' ', 'cb'], None)
# ('-cb', ('-cb', 1), 'ab ab cb', [(0, 3)])
# [(('a', 'b', ' '), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 3), match='abc'>, <re.Match object; span=(0, 3), match='abc'>, None, [('a', 'b', 'c')], ['', 'a', 'b', 'c', 'd'], ['', 'a', 'b', 'c', 'd'], None)
# ('-d', ('-d', 1), 'abcabcd', [(0, 3)])
# [(('a', 'b', 'c'), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 3), match='aaa'>, <re.Match object; span=(0, 3), match='aaa'>, None, [('a', 'a', 'a')], ['', 'a', 'a', 'a', 'ab'], ['', 'a', 'a', 'a', 'ab'], None)
# ('-ab', ('-ab', 1), 'aaaaaaab', [(0, 3)])
# [(('a', 'a', 'a'), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 3), match='\u0101\xe9 '>, <re.Match object; span=(0, 3), match='\u0101\xe9 '>, None, [('\u0101', '\xe9', ' ')], ['', '\u0101', '\xe9', ' ', '\xdf\xe9'], ['', '\u0101', '\xe9', ' ', '\xdf\xe9'], None)
# ('-\xdf\xe9', ('-\xdf\xe9', 1), '\u0101\xe9 \u0101\xe9 \xdf\xe9', [(0, 3)])
# [(('\u0101', '\xe9', ' '), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 3), match='\U0001f600a\U0001f600'>, <re.Match object; span=(0, 3), match='\U0001f600a\U0001f600'>, None, [('\U0001f600', 'a', '\U0001f600')], ['', '\U0001f600', 'a', '\U0001f600', 'b'], ['', '\U0001f600', 'a', '\U0001f600', 'b'], None)
# ('-b', ('-b', 1), '\U0001f600a\U0001f600\U0001f600a\U0001f600b', [(0, 3)])
# [(('\U0001f600', 'a', '\U0001f600'), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 4, True, True)]
# (None, None, None, [], [''], [''], None)
# ('', ('', 0), '', [])
# []
# (<re.Match object; span=(0, 3), match='aaa'>, <re.Match object; span=(0, 3), match='aaa'>, None, [('a', 'a', 'a'), ('a', 'a', 'a'), ('a', 'a', 'a'), ('a', 'a', 'a')], ['', 'a', 'a', 'a', '', 'a', 'a', 'a', '', 'a', 'a', 'a', '', 'a', 'a', 'a', 'ab'], ['', 'a', 'a', 'a', 'aaaaaaaaaab'], None)
# ('----ab', ('--aaaaaaab', 2), 'aaaaaaaaaaaaaaaaaaaaaaaaab', [(0, 3), (3, 6), (6, 9), (9, 12)])
# [(('a', 'a', 'a'), 3, None, ((0, 3), (0, 1), (1, 2), (2, 3)), {}, 0, 14, True, True), (('a', 'a', 'a'), 3, None, ((3, 6), (3, 4), (4, 5), (5, 6)), {}, 0, 14, True, True), (('a', 'a', 'a'), 3, None, ((6, 9), (6, 7), (7, 8), (8, 9)), {}, 0, 14, True, True), (('a', 'a', 'a'), 3, None, ((9, 12), (9, 10), (10, 11), (11, 12)), {}, 0, 14, True, True)]
# re.compile('') 32 0 {} ''
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', ''], ['', 'a', 'a', 'b', ''], ['', 'aab'], <re.Match object; span=(1, 1), match=''>)
# ('-a-a-b-', ('-a-ab', 2), 'aab', [(0, 0), (1, 1), (2, 2), (3, 3)])
# [((), None, None, ((0, 0),), {}, 0, 3, True, True), ((), None, None, ((1, 1),), {}, 0, 3, True, True), ((), None, None, ((2, 2),), {}, 0, 3, True, True), ((), None, None, ((3, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', ''], ['', 'a', 'b', 'a', 'c', ''], ['', 'abac'], <re.Match object; span=(1, 1), match=''>)
# ('-a-b-a-c-', ('-a-bac', 2), 'abac', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)])
# [((), None, None, ((0, 0),), {}, 0, 4, True, True), ((), None, None, ((1, 1),), {}, 0, 4, True, True), ((), None, None, ((2, 2),), {}, 0, 4, True, True), ((), None, None, ((3, 3),), {}, 0, 4, True, True), ((), None, None, ((4, 4),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', '', '', '', '', '', '', '', '', '', ''], ['', 'S', 'T', 'R', 'A', 'S', 'S', 'E', ' ', 's', 't', 'r', 'a', '\xdf', 'e', ''], ['', 'STRASSE stra\xdfe'], <re.Match object; span=(1, 1), match=''>)
# ('-S-T-R-A-S-S-E- -s-t-r-a-\xdf-e-', ('-S-TRASSE stra\xdfe', 2), 'STRASSE stra\xdfe', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8), (9, 9), (10, 10), (11, 11), (12, 12), (13, 13), (14, 14)])
# [((), None, None, ((0, 0),), {}, 0, 14, True, True), ((), None, None, ((1, 1),), {}, 0, 14, True, True), ((), None, None, ((2, 2),), {}, 0, 14, True, True), ((), None, None, ((3, 3),), {}, 0, 14, True, True), ((), None, None, ((4, 4),), {}, 0, 14, True, True), ((), None, None, ((5, 5),), {}, 0, 14, True, True), ((), None, None, ((6, 6),), {}, 0, 14, True, True), ((), None, None, ((7, 7),), {}, 0, 14, True, True), ((), None, None, ((8, 8),), {}, 0, 14, True, True), ((), None, None, ((9, 9),), {}, 0, 14, True, True), ((), None, None, ((10, 10),), {}, 0, 14, True, True), ((), None, None, ((11, 11),), {}, 0, 14, True, True), ((), None, None, ((12, 12),), {}, 0, 14, True, True), ((), None, None, ((13, 13),), {}, 0, 14, True, True), ((), None, None, ((14, 14),), {}, 0, 14, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', ''], ['', 'a', 'b', 'c', 'x', ''], ['', 'abcx'], <re.Match object; span=(1, 1), match=''>)
# ('-a-b-c-x-', ('-a-bcx', 2), 'abcx', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)])
# [((), None, None, ((0, 0),), {}, 0, 4, True, True), ((), None, None, ((1, 1),), {}, 0, 4, True, True), ((), None, None, ((2, 2),), {}, 0, 4, True, True), ((), None, None, ((3, 3),), {}, 0, 4, True, True), ((), None, None, ((4, 4),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', '', '', ''], ['', 't', 'h', 'e', ' ', 't', 'h', 'e', ''], ['', 'the the'], <re.Match object; span=(1, 1), match=''>)
# ('-t-h-e- -t-h-e-', ('-t-he the', 2), 'the the', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7)])
# [((), None, None, ((0, 0),), {}, 0, 7, True, True), ((), None, None, ((1, 1),), {}, 0, 7, True, True), ((), None, None, ((2, 2),), {}, 0, 7, True, True), ((), None, None, ((3, 3),), {}, 0, 7, True, True), ((), None, None, ((4, 4),), {}, 0, 7, True, True), ((), None, None, ((5, 5),), {}, 0, 7, True, True), ((), None, None, ((6, 6),), {}, 0, 7, True, True), ((), None, None, ((7, 7),), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', ''], ['', '1', '2', '3', ''], ['', '123'], <re.Match object; span=(1, 1), match=''>)
# ('-1-2-3-', ('-1-23', 2), '123', [(0, 0), (1, 1), (2, 2), (3, 3)])
# [((), None, None, ((0, 0),), {}, 0, 3, True, True), ((), None, None, ((1, 1),), {}, 0, 3, True, True), ((), None, None, ((2, 2),), {}, 0, 3, True, True), ((), None, None, ((3, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', ''], ['', 'a', '\n', 'b', ''], ['', 'a\nb'], <re.Match object; span=(1, 1), match=''>)
# ('-a-\n-b-', ('-a-\nb', 2), 'a\nb', [(0, 0), (1, 1), (2, 2), (3, 3)])
# [((), None, None, ((0, 0),), {}, 0, 3, True, True), ((), None, None, ((1, 1),), {}, 0, 3, True, True), ((), None, None, ((2, 2),), {}, 0, 3, True, True), ((), None, None, ((3, 3),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', '', '', ''], ['', 'a', ' ', 'f', 'o', 'o', ' ', 'b', ''], ['', 'a foo b'], <re.Match object; span=(1, 1), match=''>)
# ('-a- -f-o-o- -b-', ('-a- foo b', 2), 'a foo b', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7)])
# [((), None, None, ((0, 0),), {}, 0, 7, True, True), ((), None, None, ((1, 1),), {}, 0, 7, True, True), ((), None, None, ((2, 2),), {}, 0, 7, True, True), ((), None, None, ((3, 3),), {}, 0, 7, True, True), ((), None, None, ((4, 4),), {}, 0, 7, True, True), ((), None, None, ((5, 5),), {}, 0, 7, True, True), ((), None, None, ((6, 6),), {}, 0, 7, True, True), ((), None, None, ((7, 7),), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', ''], ['', 'a', 'b', ' ', 'c', 'b', ''], ['', 'ab cb'], <re.Match object; span=(1, 1), match=''>)
# ('-a-b- -c-b-', ('-a-b cb', 2), 'ab cb', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)])
# [((), None, None, ((0, 0),), {}, 0, 5, True, True), ((), None, None, ((1, 1),), {}, 0, 5, True, True), ((), None, None, ((2, 2),), {}, 0, 5, True, True), ((), None, None, ((3, 3),), {}, 0, 5, True, True), ((), None, None, ((4, 4),), {}, 0, 5, True, True), ((), None, None, ((5, 5),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', ''], ['', 'a', 'b', 'c', 'd', ''], ['', 'abcd'], <re.Match object; span=(1, 1), match=''>)
# ('-a-b-c-d-', ('-a-bcd', 2), 'abcd', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)])
# [((), None, None, ((0, 0),), {}, 0, 4, True, True), ((), None, None, ((1, 1),), {}, 0, 4, True, True), ((), None, None, ((2, 2),), {}, 0, 4, True, True), ((), None, None, ((3, 3),), {}, 0, 4, True, True), ((), None, None, ((4, 4),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', ''], ['', 'a', 'a', 'a', 'a', 'b', ''], ['', 'aaaab'], <re.Match object; span=(1, 1), match=''>)
# ('-a-a-a-a-b-', ('-a-aaab', 2), 'aaaab', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)])
# [((), None, None, ((0, 0),), {}, 0, 5, True, True), ((), None, None, ((1, 1),), {}, 0, 5, True, True), ((), None, None, ((2, 2),), {}, 0, 5, True, True), ((), None, None, ((3, 3),), {}, 0, 5, True, True), ((), None, None, ((4, 4),), {}, 0, 5, True, True), ((), None, None, ((5, 5),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', ''], ['', '\u0101', '\xe9', ' ', '\xdf', '\xe9', ''], ['', '\u0101\xe9 \xdf\xe9'], <re.Match object; span=(1, 1), match=''>)
# ('-\u0101-\xe9- -\xdf-\xe9-', ('-\u0101-\xe9 \xdf\xe9', 2), '\u0101\xe9 \xdf\xe9', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)])
# [((), None, None, ((0, 0),), {}, 0, 5, True, True), ((), None, None, ((1, 1),), {}, 0, 5, True, True), ((), None, None, ((2, 2),), {}, 0, 5, True, True), ((), None, None, ((3, 3),), {}, 0, 5, True, True), ((), None, None, ((4, 4),), {}, 0, 5, True, True), ((), None, None, ((5, 5),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', ''], ['', '\U0001f600', 'a', '\U0001f600', 'b', ''], ['', '\U0001f600a\U0001f600b'], <re.Match object; span=(1, 1), match=''>)
# ('-\U0001f600-a-\U0001f600-b-', ('-\U0001f600-a\U0001f600b', 2), '\U0001f600a\U0001f600b', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)])
# [((), None, None, ((0, 0),), {}, 0, 4, True, True), ((), None, None, ((1, 1),), {}, 0, 4, True, True), ((), None, None, ((2, 2),), {}, 0, 4, True, True), ((), None, None, ((3, 3),), {}, 0, 4, True, True), ((), None, None, ((4, 4),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, [''], ['', ''], ['', ''], <re.Match object; span=(0, 0), match=''>)
# ('-', ('-', 1), '', [(0, 0)])
# [((), None, None, ((0, 0),), {}, 0, 0, True, True)]
# (<re.Match object; span=(0, 0), match=''>, <re.Match object; span=(0, 0), match=''>, None, ['', '', '', '', '', '', '', '', '', '', '', '', '', '', ''], ['', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'b', ''], ['', 'aaaaaaaaaaaaab'], <re.Match object; span=(1, 1), match=''>)
# ('-a-a-a-a-a-a-a-a-a-a-a-a-a-b-', ('-a-aaaaaaaaaaaab', 2), 'aaaaaaaaaaaaab', [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, 8), (9, 9), (10, 10), (11, 11), (12, 12), (13, 13), (14, 14)])
# [((), None, None, ((0, 0),), {}, 0, 14, True, True), ((), None, None, ((1, 1),), {}, 0, 14, True, True), ((), None, None, ((2, 2),), {}, 0, 14, True, True), ((), None, None, ((3, 3),), {}, 0, 14, True, True), ((), None, None, ((4, 4),), {}, 0, 14, True, True), ((), None, None, ((5, 5),), {}, 0, 14, True, True), ((), None, None, ((6, 6),), {}, 0, 14, True, True), ((), None, None, ((7, 7),), {}, 0, 14, True, True), ((), None, None, ((8, 8),), {}, 0, 14, True, True), ((), None, None, ((9, 9),), {}, 0, 14, True, True), ((), None, None, ((10, 10),), {}, 0, 14, True, True), ((), None, None, ((11, 11),), {}, 0, 14, True, True), ((), None, None, ((12, 12),), {}, 0, 14, True, True), ((), None, None, ((13, 13),), {}, 0, 14, True, True), ((), None, None, ((14, 14),), {}, 0, 14, True, True)]
# re.compile(b'a+') 0 0 {} b'a+'
# (<re.Match object; span=(0, 2), match=b'aa'>, <re.Match object; span=(0, 2), match=b'aa'>, None, [b'aa'], [b'', b'b'], [b'', b'b'], <re.Match object; span=(1, 2), match=b'a'>)
# (b'-b', (b'-b', 1), b'aaaab', [(0, 2)])
# [((), None, None, ((0, 2),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'a', b'a'], [b'', b'b', b'c'], [b'', b'bac'], <re.Match object; span=(2, 3), match=b'a'>)
# (b'-b-c', (b'-b-c', 2), b'aabaac', [(0, 1), (2, 3)])
# [((), None, None, ((0, 1),), {}, 0, 4, True, True), ((), None, None, ((2, 3),), {}, 0, 4, True, True)]
# (<re.Match object; span=(11, 12), match=b'a'>, None, None, [b'a'], [b'STRASSE str', b'\xc3\x9fe'], [b'STRASSE str', b'\xc3\x9fe'], None)
# (b'STRASSE str-\xc3\x9fe', (b'STRASSE str-\xc3\x9fe', 1), b'STRASSE straa\xc3\x9fe', [(11, 12)])
# [((), None, None, ((11, 12),), {}, 0, 15, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'a'], [b'', b'bcx'], [b'', b'bcx'], None)
# (b'-bcx', (b'-bcx', 1), b'aabcx', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 4, True, True)]
# (None, None, None, [], [b'the the'], [b'the the'], None)
# (b'the the', (b'the the', 0), b'the the', [])
# []
# (None, None, None, [], [b'123'], [b'123'], None)
# (b'123', (b'123', 0), b'123', [])
# []
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'a'], [b'', b'\nb'], [b'', b'\nb'], None)
# (b'-\nb', (b'-\nb', 1), b'aa\nb', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 3, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'a'], [b'', b' foo b'], [b'', b' foo b'], None)
# (b'- foo b', (b'- foo b', 1), b'aa foo b', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 7, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'a'], [b'', b'b cb'], [b'', b'b cb'], None)
# (b'-b cb', (b'-b cb', 1), b'aab cb', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 5, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'a'], [b'', b'bcd'], [b'', b'bcd'], None)
# (b'-bcd', (b'-bcd', 1), b'aabcd', [(0, 1)])
# [((), None, None, ((0, 1),), {}, 0, 4, True, True)]
# (<re.Match object; span=(0, 4), match=b'aaaa'>, <re.Match object; span=(0, 4), match=b'aaaa'>, None, [b'aaaa'], [b'', b'b'], [b'', b'b'], <re.Match object; span=(1, 3), match=b'aa'>)
# (b'-b', (b'-b', 1), b'aaaaaaaab', [(0, 4)])
# [((), None, None, ((0, 4),), {}, 0, 5, True, True)]
# (None, None, None, [], [b'\xc4\x81\xc3\xa9 \xc3\x9f\xc3\xa9'], [b'\xc4\x81\xc3\xa9 \xc3\x9f\xc3\xa9'], None)
# (b'\xc4\x81\xc3\xa9 \xc3\x9f\xc3\xa9', (b'\xc4\x81\xc3\xa9 \xc3\x9f\xc3\xa9', 0), b'\xc4\x81\xc3\xa9 \xc3\x9f\xc3\xa9', [])
# []
# (<re.Match object; span=(4, 5), match=b'a'>, None, None, [b'a'], [b'\xf0\x9f\x98\x80', b'\xf0\x9f\x98\x80b'], [b'\xf0\x9f\x98\x80', b'\xf0\x9f\x98\x80b'], None)
# (b'\xf0\x9f\x98\x80-\xf0\x9f\x98\x80b', (b'\xf0\x9f\x98\x80-\xf0\x9f\x98\x80b', 1), b'\xf0\x9f\x98\x80aa\xf0\x9f\x98\x80b', [(4, 5)])
# [((), None, None, ((4, 5),), {}, 0, 10, True, True)]
# (None, None, None, [], [b''], [b''], None)
# (b'', (b'', 0), b'', [])
# []
# (<re.Match object; span=(0, 13), match=b'aaaaaaaaaaaaa'>, <re.Match object; span=(0, 13), match=b'aaaaaaaaaaaaa'>, None, [b'aaaaaaaaaaaaa'], [b'', b'b'], [b'', b'b'], <re.Match object; span=(1, 3), match=b'aa'>)
# (b'-b', (b'-b', 1), b'aaaaaaaaaaaaaaaaaaaaaaaaaab', [(0, 13)])
# [((), None, None, ((0, 13),), {}, 0, 14, True, True)]
# re.compile(b'(?P<n>b)|\\w') 0 1 {'n': 1} b'(?P<n>b)|\\w'
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'', b'', b'b'], [b'', None, b'', None, b'', b'b', b''], [b'', None, b'ab'], <re.Match object; span=(1, 2), match=b'a'>)
# (b'---', (b'--b', 2), b'aaaabb', [(0, 1), (1, 2), (2, 3)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 3, True, True), ((None,), None, None, ((1, 2), (-1, -1)), {'n': None}, 0, 3, True, True), ((b'b',), 1, 'n', ((2, 3), (2, 3)), {'n': b'b'}, 0, 3, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'', b'b', b'', b''], [b'', None, b'', b'b', b'', None, b'', None, b''], [b'', None, b'bac'], <re.Match object; span=(1, 2), match=b'b'>)
# (b'----', (b'--ac', 2), b'aabbaacc', [(0, 1), (1, 2), (2, 3), (3, 4)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 4, True, True), ((b'b',), 1, 'n', ((1, 2), (1, 2)), {'n': b'b'}, 0, 4, True, True), ((None,), None, None, ((2, 3), (-1, -1)), {'n': None}, 0, 4, True, True), ((None,), None, None, ((3, 4), (-1, -1)), {'n': None}, 0, 4, True, True)]
# (<re.Match object; span=(0, 1), match=b'S'>, <re.Match object; span=(0, 1), match=b'S'>, None, [b'', b'', b'', b'', b'', b'', b'', b'', b'', b'', b'', b''], [b'', None, b'', None, b'', None, b'', None, b'', None, b'', None, b'', None, b' ', None, b'', None, b'', None, b'', None, b'\xc3\x9f', None, b''], [b'', None, b'TRASSE stra\xc3\x9fe'], <re.Match object; span=(1, 2), match=b'T'>)
# (b'------- ----\xc3\x9f-', (b'--RASSE stra\xc3\x9fe', 2), b'SSTTRRAASSSSEE ssttrraa\xc3\x9fee', [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (8, 9), (9, 10), (10, 11), (11, 12), (14, 15)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 15, True, True), ((None,), None, None, ((1, 2), (-1, -1)), {'n': None}, 0, 15, True, True), ((None,), None, None, ((2, 3), (-1, -1)), {'n': None}, 0, 15, True, True), ((None,), None, None, ((3, 4), (-1, -1)), {'n': None}, 0, 15, True, True), ((None,), None, None, ((4, 5), (-1, -1)), {'n': None}, 0, 15, True, True), ((None,), None, None, ((5, 6), (-1, -1)), {'n': None}, 0, 15, True, True), ((None,), None, None, ((6, 7), (-1, -1)), {'n': None}, 0, 15, True, True), ((None,), None, None, ((8, 9), (-1, -1)), {'n': None}, 0, 15, True, True), ((None,), None, None, ((9, 10), (-1, -1)), {'n': None}, 0, 15, True, True), ((None,), None, None, ((10, 11), (-1, -1)), {'n': None}, 0, 15, True, True), ((None,), None, None, ((11, 12), (-1, -1)), {'n': None}, 0, 15, True, True), ((None,), None, None, ((14, 15), (-1, -1)), {'n': None}, 0, 15, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'', b'b', b'', b''], [b'', None, b'', b'b', b'', None, b'', None, b''], [b'', None, b'bcx'], <re.Match object; span=(1, 2), match=b'b'>)
# (b'----', (b'--cx', 2), b'aabbccxx', [(0, 1), (1, 2), (2, 3), (3, 4)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 4, True, True), ((b'b',), 1, 'n', ((1, 2), (1, 2)), {'n': b'b'}, 0, 4, True, True), ((None,), None, None, ((2, 3), (-1, -1)), {'n': None}, 0, 4, True, True), ((None,), None, None, ((3, 4), (-1, -1)), {'n': None}, 0, 4, True, True)]
# (<re.Match object; span=(0, 1), match=b't'>, <re.Match object; span=(0, 1), match=b't'>, None, [b'', b'', b'', b'', b'', b''], [b'', None, b'', None, b'', None, b' ', None, b'', None, b'', None, b''], [b'', None, b'he the'], <re.Match object; span=(1, 2), match=b'h'>)
# (b'--- ---', (b'--e the', 2), b'tthhee tthhee', [(0, 1), (1, 2), (2, 3), (4, 5), (5, 6), (6, 7)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 7, True, True), ((None,), None, None, ((1, 2), (-1, -1)), {'n': None}, 0, 7, True, True), ((None,), None, None, ((2, 3), (-1, -1)), {'n': None}, 0, 7, True, True), ((None,), None, None, ((4, 5), (-1, -1)), {'n': None}, 0, 7, True, True), ((None,), None, None, ((5, 6), (-1, -1)), {'n': None}, 0, 7, True, True), ((None,), None, None, ((6, 7), (-1, -1)), {'n': None}, 0, 7, True, True)]
# (<re.Match object; span=(0, 1), match=b'1'>, <re.Match object; span=(0, 1), match=b'1'>, None, [b'', b'', b''], [b'', None, b'', None, b'', None, b''], [b'', None, b'23'], <re.Match object; span=(1, 2), match=b'2'>)
# (b'---', (b'--3', 2), b'112233', [(0, 1), (1, 2), (2, 3)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 3, True, True), ((None,), None, None, ((1, 2), (-1, -1)), {'n': None}, 0, 3, True, True), ((None,), None, None, ((2, 3), (-1, -1)), {'n': None}, 0, 3, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'', b'b'], [b'', None, b'\n', b'b', b''], [b'', None, b'\nb'], <re.Match object; span=(2, 3), match=b'b'>)
# (b'-\n-', (b'-\n-', 2), b'aa\nbb', [(0, 1), (2, 3)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 3, True, True), ((b'b',), 1, 'n', ((2, 3), (2, 3)), {'n': b'b'}, 0, 3, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'', b'', b'', b'', b'b'], [b'', None, b' ', None, b'', None, b'', None, b' ', b'b', b''], [b'', None, b' foo b'], <re.Match object; span=(2, 3), match=b'f'>)
# (b'- --- -', (b'- -oo b', 2), b'aa ffoooo bb', [(0, 1), (2, 3), (3, 4), (4, 5), (6, 7)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 7, True, True), ((None,), None, None, ((2, 3), (-1, -1)), {'n': None}, 0, 7, True, True), ((None,), None, None, ((3, 4), (-1, -1)), {'n': None}, 0, 7, True, True), ((None,), None, None, ((4, 5), (-1, -1)), {'n': None}, 0, 7, True, True), ((b'b',), 1, 'n', ((6, 7), (6, 7)), {'n': b'b'}, 0, 7, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'', b'b', b'', b'b'], [b'', None, b'', b'b', b' ', None, b'', b'b', b''], [b'', None, b'b cb'], <re.Match object; span=(1, 2), match=b'b'>)
# (b'-- --', (b'-- cb', 2), b'aabb ccbb', [(0, 1), (1, 2), (3, 4), (4, 5)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 5, True, True), ((b'b',), 1, 'n', ((1, 2), (1, 2)), {'n': b'b'}, 0, 5, True, True), ((None,), None, None, ((3, 4), (-1, -1)), {'n': None}, 0, 5, True, True), ((b'b',), 1, 'n', ((4, 5), (4, 5)), {'n': b'b'}, 0, 5, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'', b'b', b'', b''], [b'', None, b'', b'b', b'', None, b'', None, b''], [b'', None, b'bcd'], <re.Match object; span=(1, 2), match=b'b'>)
# (b'----', (b'--cd', 2), b'aabbccdd', [(0, 1), (1, 2), (2, 3), (3, 4)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 4, True, True), ((b'b',), 1, 'n', ((1, 2), (1, 2)), {'n': b'b'}, 0, 4, True, True), ((None,), None, None, ((2, 3), (-1, -1)), {'n': None}, 0, 4, True, True), ((None,), None, None, ((3, 4), (-1, -1)), {'n': None}, 0, 4, True, True)]
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'', b'', b'', b'', b'b'], [b'', None, b'', None, b'', None, b'', None, b'', b'b', b''], [b'', None, b'aaab'], <re.Match object; span=(1, 2), match=b'a'>)
# (b'-----', (b'--aab', 2), b'aaaaaaaabb', [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 5, True, True), ((None,), None, None, ((1, 2), (-1, -1)), {'n': None}, 0, 5, True, True), ((None,), None, None, ((2, 3), (-1, -1)), {'n': None}, 0, 5, True, True), ((None,), None, None, ((3, 4), (-1, -1)), {'n': None}, 0, 5, True, True), ((b'b',), 1, 'n', ((4, 5), (4, 5)), {'n': b'b'}, 0, 5, True, True)]
# (None, None, None, [], [b'\xc4\x81\xc3\xa9 \xc3\x9f\xc3\xa9'], [b'\xc4\x81\xc3\xa9 \xc3\x9f\xc3\xa9'], None)
# (b'\xc4\x81\xc3\xa9 \xc3\x9f\xc3\xa9', (b'\xc4\x81\xc3\xa9 \xc3\x9f\xc3\xa9', 0), b'\xc4\x81\xc3\xa9 \xc3\x9f\xc3\xa9', [])
# []
# (<re.Match object; span=(4, 5), match=b'a'>, None, None, [b'', b'b'], [b'\xf0\x9f\x98\x80', None, b'\xf0\x9f\x98\x80', b'b', b''], [b'\xf0\x9f\x98\x80', None, b'\xf0\x9f\x98\x80b'], None)
# (b'\xf0\x9f\x98\x80-\xf0\x9f\x98\x80-', (b'\xf0\x9f\x98\x80-\xf0\x9f\x98\x80-', 2), b'\xf0\x9f\x98\x80aa\xf0\x9f\x98\x80bb', [(4, 5), (9, 10)])
# [((None,), None, None, ((4, 5), (-1, -1)), {'n': None}, 0, 10, True, True), ((b'b',), 1, 'n', ((9, 10), (9, 10)), {'n': b'b'}, 0, 10, True, True)]
# (None, None, None, [], [b''], [b''], None)
# (b'', (b'', 0), b'', [])
# []
# (<re.Match object; span=(0, 1), match=b'a'>, <re.Match object; span=(0, 1), match=b'a'>, None, [b'', b'', b'', b'', b'', b'', b'', b'', b'', b'', b'', b'', b'', b'b'], [b'', None, b'', None, b'', None, b'', None, b'', None, b'', None, b'', None, b'', None, b'', None, b'', None, b'', None, b'', None, b'', None, b'', b'b', b''], [b'', None, b'aaaaaaaaaaaab'], <re.Match object; span=(1, 2), match=b'a'>)
# (b'--------------', (b'--aaaaaaaaaaab', 2), b'aaaaaaaaaaaaaaaaaaaaaaaaaabb', [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (9, 10), (10, 11), (11, 12), (12, 13), (13, 14)])
# [((None,), None, None, ((0, 1), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((1, 2), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((2, 3), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((3, 4), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((4, 5), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((5, 6), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((6, 7), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((7, 8), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((8, 9), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((9, 10), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((10, 11), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((11, 12), (-1, -1)), {'n': None}, 0, 14, True, True), ((None,), None, None, ((12, 13), (-1, -1)), {'n': None}, 0, 14, True, True), ((b'b',), 1, 'n', ((13, 14), (13, 14)), {'n': b'b'}, 0, 14, True, True)]
# (<re.Match object; span=(1, 2), match='a'>, <re.Match object; span=(2, 3), match='b'>, None, None, True)
# 'a'
# 'the the'
# (0, 7, (0, 7))
# 'a'
# 'the'
# (0, 3, (0, 3))
# None
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# 'a'
# 'the'
# (0, 3, (0, 3))
# IndexError: no such group
# 'the'
# (0, 3, (0, 3))
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# IndexError: no such group
# ('the the', 'the', 'the')
# ('a', 4)
# {'x': 'the'}
# [True, True, True, True]
# TypeError: expected string or bytes-like object, got 'int'
# TypeError: cannot use a string pattern on a bytes-like object
# TypeError: cannot use a bytes pattern on a string-like object
# TypeError: cannot create 're.Pattern' instances
# TypeError: cannot create 're.Match' instances
# TypeError: type 're.Pattern' is not an acceptable base type
# True
# True
# False
# TypeError: '<' not supported between instances of 're.Pattern' and 're.Pattern'
# re.Pattern[str]
# re.Match[str]
# <_sre.SRE_Template object at ...>
# TypeError: invalid template
# <_sre.SRE_Template object at ...>
# <_sre.SRE_Template object at ...>
# TypeError: invalid template
# TypeError: an integer is required
# <_sre.SRE_Template object at ...>
# TypeError: invalid template
# RuntimeError: invalid SRE code
# OverflowError: can't convert negative value to unsigned int
# OverflowError: regular expression code size limit exceeded
# TypeError: an integer is required
# re.compile('x')
# RuntimeError: invalid SRE code
# RuntimeError: invalid SRE code
# RuntimeError: invalid SRE code
# RuntimeError: invalid SRE code
# RuntimeError: invalid SRE code
# RuntimeError: invalid SRE code
# RuntimeError: invalid SRE code
# TypeError: expected string or bytes-like object, got 'int'
# <re.Match object; span=(0, 0), match=b''>
# TypeError: sequence item 0: expected str instance, int found
# TypeError: sequence item 0: expected str instance, bytes found
# TypeError: match() missing required argument 'string' (pos 1)
# TypeError: 'str' object cannot be interpreted as an integer
# TypeError: 'str' object cannot be interpreted as an integer
# None
# (True, True, 97, 97)
# (True, True, 97, 97)
# (False, True, 201, 233)
# (False, True, 304, 105)
# (False, True, 7838, 223)
# (False, False, 12354, 12354)
# (False, True, 8490, 107)
# (20230612, 4, 4, 4294967295, 1073741823, ' SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ')
