"""Compares two versions of a file in every way difflib knows, and merges three versions on top of it."""

import difflib
import re
from difflib import SequenceMatcher
from itertools import zip_longest

OLD = """\
def area(r):
    return 3.14 * r * r

def hello(name):
    print("hello " + name)

# the end
x = area(2)
""".splitlines(keepends=True)

NEW = """\
import math

def area(radius):
    return math.pi * radius ** 2

def hello(name):
    print(f"hello {name}")

x = area(2)
y = area(3)""".splitlines(keepends=True)

THEIRS = [line.replace("# the end", "# the very end").replace("hello ", "goodbye ") for line in OLD]


def side_by_side(a, b, width=34):
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        sign = {"equal": " ", "replace": "|", "delete": "<", "insert": ">"}[tag]
        for left, right in zip_longest(a[i1:i2], b[j1:j2], fillvalue=""):
            yield f"{left.rstrip():<{width}} {sign} {right.rstrip()}".rstrip()


def inline(a, b):
    """One line with [-removed-]{+added+} words."""
    a, b = re.split(r"(\W)", a), re.split(r"(\W)", b)
    out = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b).get_opcodes():
        old, new = "".join(a[i1:i2]), "".join(b[j1:j2])
        out.append(old if tag == "equal" else (old and f"[-{old}-]") + (new and f"{{+{new}+}}"))
    return "".join(out)


def apply_unified(lines, patch):
    """What `patch` would make of `lines`."""
    result, at = [], 0
    hunks = iter(patch)
    for line in hunks:
        if match := re.match(r"@@ -(\d+)(?:,(\d+))? \+", line):
            start = int(match[1]) - (match[2] != "0")
            result += lines[at:start]
            at = start
        elif line.startswith(("---", "+++")):
            continue
        elif line[0] == "+":
            result.append(line[1:])
        else:
            if lines[at] != line[1:]:
                raise ValueError(f"hunk does not apply at line {at + 1}: {lines[at]!r}")
            if line[0] == " ":
                result.append(lines[at])
            at += 1
    return result + lines[at:]


def merge(base, ours, theirs):
    """Three-way merge: regions where both agree with the base are anchors, the rest goes to who changed it."""
    a = SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks()
    b = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    in_ours = {i + k: j + k for i, j, n in a for k in range(n)}
    in_theirs = {i + k: j + k for i, j, n in b for k in range(n)}
    anchors = [(i, in_ours[i], in_theirs[i]) for i in range(len(base)) if i in in_ours and i in in_theirs]
    x = y = z = conflicts = 0
    merged = []
    for i, j, k in anchors + [(len(base), len(ours), len(theirs))]:
        was, mine, yours = base[x:i], ours[y:j], theirs[z:k]
        if mine == yours or yours == was:
            merged += mine
        elif mine == was:
            merged += yours
        else:
            conflicts += 1
            merged += ["<<<<<<< ours\n", *mine, "=======\n", *yours, ">>>>>>> theirs\n"]
        merged += base[i:i + 1]
        x, y, z = i + 1, j + 1, k + 1
    return merged, conflicts


def section(title, lines):
    print(f"== {title}")
    for line in lines:
        print("   " + line.rstrip() if line.strip() else "")


def main():
    section("side by side", side_by_side(OLD, NEW))
    unified = list(difflib.unified_diff(OLD, NEW, "old.py", "new.py", "yesterday", "today", n=1))
    section("unified", unified)
    section("context", difflib.context_diff(OLD, NEW, "old.py", "new.py", n=0))
    section("ndiff", difflib.ndiff(OLD[:2], NEW[2:4]))
    section("ndiff without blanks", difflib.ndiff(["a b\n", "c\n"], ["ab\n", "c\n"], linejunk=difflib.IS_LINE_JUNK, charjunk=difflib.IS_CHARACTER_JUNK))
    section("inline", [inline(OLD[4], NEW[6]), inline(OLD[0], NEW[2])])
    section("restored", difflib.restore(difflib.Differ().compare(["one\n", "two\n"], ["ore\n", "tree\n", "emu\n"]), 2))
    print("patched:", apply_unified(OLD, unified) == NEW)
    try:
        apply_unified(OLD[1:], unified)
    except ValueError as error:
        print("refused:", error)

    merged, conflicts = merge(OLD, NEW, THEIRS)
    section(f"merged, {conflicts} conflicts", merged)

    print("== ratios")
    matcher = SequenceMatcher(lambda c: c == " ", " abcd", "abcd abcd")
    print(matcher.find_longest_match(), matcher.find_longest_match(1, 3), [tuple(m) for m in matcher.get_matching_blocks()])
    print(round(matcher.ratio(), 4), round(matcher.quick_ratio(), 4), round(matcher.real_quick_ratio(), 4))
    matcher.set_seq1("abxcd")
    print(matcher.get_opcodes())
    print([list(group) for group in SequenceMatcher(None, range(12), [0, 1, 2, "x", *range(4, 10)]).get_grouped_opcodes(1)])
    popular = SequenceMatcher(None, "b" + "a" * 200, "a" * 300 + "b")
    print(round(popular.ratio(), 3), sorted(popular.bpopular), round(SequenceMatcher(None, "b" + "a" * 200, "a" * 300 + "b", autojunk=False).ratio(), 3))
    words = "ape apple peach puppy appeal maple".split()
    for guess in ("appel", "puppet", "xyz"):
        print(guess, difflib.get_close_matches(guess, words), difflib.get_close_matches(guess, words, n=1, cutoff=0.3))
    try:
        difflib.get_close_matches("a", words, cutoff=2)
    except ValueError as error:
        print(error)
    table = difflib.HtmlDiff(wrapcolumn=20).make_table(OLD[:2], NEW[2:4], "old", "new", context=True)
    print(len(re.findall("<td", table)), sorted(set(re.findall(r'class="(diff_\w+)"', table))), re.findall(r'<span class="diff_chg">([^<]+)', table))


if __name__ == "__main__":
    main()

# expect:
# == side by side
#    def area(r):                       | import math
#        return 3.14 * r * r            |
#                                       | def area(radius):
#                                       |     return math.pi * radius ** 2
#
#    def hello(name):                     def hello(name):
#        print("hello " + name)         |     print(f"hello {name}")
#
#    # the end                          <
#    x = area(2)                          x = area(2)
#                                       > y = area(3)
# == unified
#    --- old.py	yesterday
#    +++ new.py	today
#    @@ -1,8 +1,10 @@
#    -def area(r):
#    -    return 3.14 * r * r
#    +import math
#    +
#    +def area(radius):
#    +    return math.pi * radius ** 2
#
#     def hello(name):
#    -    print("hello " + name)
#    +    print(f"hello {name}")
#
#    -# the end
#     x = area(2)
#    +y = area(3)
# == context
#    *** old.py
#    --- new.py
#    ***************
#    *** 1,2 ****
#    ! def area(r):
#    !     return 3.14 * r * r
#    --- 1,4 ----
#    ! import math
#    !
#    ! def area(radius):
#    !     return math.pi * radius ** 2
#    ***************
#    *** 5 ****
#    !     print("hello " + name)
#    --- 7 ----
#    !     print(f"hello {name}")
#    ***************
#    *** 7 ****
#    - # the end
#    --- 8 ----
#    ***************
#    *** 8 ****
#    --- 10 ----
#    + y = area(3)
# == ndiff
#    - def area(r):
#    + def area(radius):
#    ?           +++++
#    -     return 3.14 * r * r
#    +     return math.pi * radius ** 2
# == ndiff without blanks
#    - a b
#    ?  -
#    + ab
#      c
# == inline
#        print({+f+}"hello {+{name}+}"[- + name-])
#    def area([-r-]{+radius+}):
# == restored
#    ore
#    tree
#    emu
# patched: True
# refused: hunk does not apply at line 1: '    return 3.14 * r * r\n'
# == merged, 2 conflicts
#    import math
#
#    def area(radius):
#        return math.pi * radius ** 2
#
#    def hello(name):
#    <<<<<<< ours
#        print(f"hello {name}")
#    =======
#        print("goodbye " + name)
#    >>>>>>> theirs
#
#    <<<<<<< ours
#    =======
#    # the very end
#    >>>>>>> theirs
#    x = area(2)
#    y = area(3)
# == ratios
# Match(a=1, b=0, size=4) Match(a=1, b=0, size=2) [(1, 0, 4), (5, 9, 0)]
# 0.5714 0.7143 0.7143
# [('equal', 0, 2, 0, 2), ('delete', 2, 3, 2, 2), ('equal', 3, 5, 2, 4), ('insert', 5, 5, 4, 9)]
# [[('equal', 2, 3, 2, 3), ('replace', 3, 4, 3, 4), ('equal', 4, 5, 4, 5)], [('equal', 9, 10, 9, 10), ('delete', 10, 12, 10, 10)]]
# 0.004 ['a'] 0.797
# appel ['appeal', 'apple', 'ape'] ['appeal']
# puppet ['puppy'] ['puppy']
# xyz [] []
# cutoff must be in [0.0, 1.0]: 2
# 18 ['diff_add', 'diff_header', 'diff_next', 'diff_sub'] []
