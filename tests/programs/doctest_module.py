r"""Fractions of an inch, with examples that are run.

>>> inches("3 1/2")
Fraction(7, 2)
>>> inches("3/8") + 1
Fraction(11, 8)
>>> for text in ("1/2", "x"):
...     try:
...         print(inches(text))
...     except ValueError as error:
...         print("refused:", error)
1/2
refused: no inches: 'x'

>>> show(Fraction(27, 8))
'3 3/8"'
>>> print(TABLE)           # doctest: +NORMALIZE_WHITESPACE
1/2    0.5
3/8    0.375
>>> object()               # doctest: +ELLIPSIS
<object object at 0x...>
>>> 0.1 + 0.2              # doctest: +SKIP
0.3
>>> print("a\n\nb")
a
<BLANKLINE>
b
"""

import doctest
import io
import re
import sys
import unittest
from fractions import Fraction

TABLE = "1/2 0.5\n3/8 0.375"


def inches(text):
    """Reads inches.

    >>> inches("5")
    Fraction(5, 1)
    >>> inches("1 1/0")
    Traceback (most recent call last):
        ...
    ZeroDivisionError: Fraction(1, 0)
    >>> inches(None)
    Traceback (most recent call last):
    TypeError: expected string or bytes-like object, got 'NoneType'
    """
    match = re.fullmatch(r"(?:(\d+)(?: |$))?(\d+/\d+)?", text)
    if not match or not any(match.groups()):
        raise ValueError(f"no inches: {text!r}")
    return Fraction(match[1] or 0) + Fraction(match[2] or 0)


def show(value):
    """The other way round.

    >>> show(Fraction(1, 2)), show(Fraction(4)), show(inches("2 6/8"))
    ('1/2"', '4"', '2 3/4"')
    >>> show("x")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    AttributeError: whatever
    """
    whole, rest = divmod(value.numerator, value.denominator)
    return " ".join(filter(None, [str(whole) if whole or not rest else "", f"{Fraction(rest, value.denominator)}" if rest else ""])) + '"'


class Ruler:
    """Marks lengths.

    >>> ruler = Ruler(2)
    >>> ruler.mark("1/2"); ruler.mark("1 1/2")
    >>> ruler
    |.'.'|
    >>> Ruler.from_text("1").length
    Fraction(1, 1)
    """

    def __init__(self, length):
        self.length, self.marks = length, set()

    def mark(self, text):
        """
        >>> Ruler(1).mark("2")
        Traceback (most recent call last):
        ...
        IndexError: 2 is beyond 1
        """
        if (at := inches(text)) > self.length:
            raise IndexError(f"{at} is beyond {self.length}")
        self.marks.add(at)

    @classmethod
    def from_text(cls, text):
        """
        >>> Ruler.from_text("3 1/2").length
        Fraction(7, 2)
        """
        return cls(inches(text))

    @property
    def count(self):
        """
        >>> Ruler(1).count
        0
        """
        return len(self.marks)

    def __repr__(self):
        return "|" + "".join("'" if Fraction(n, 2) in self.marks else "." for n in range(0, 2 * int(self.length))) + "|"


FAULTY = """
Some examples are wrong.

    >>> 1 + 1
    3
    >>> print("one\\ntwo\\nthree")   # doctest: +REPORT_NDIFF
    one
    2
    three
    >>> 1 / 0
    1
    >>> raise ValueError("expected")
    Traceback (most recent call last):
    ValueError: something else
    >>> "after the failures"
    'after the failures'
    >>> undefined_name
"""

__test__ = {"extra": ">>> 6 * 7\n42\n", "function": inches}


def run(test, **options):
    out = io.StringIO()
    runner = doctest.DocTestRunner(verbose=options.pop("verbose", False), **options)
    results = runner.run(test, out=out.write, clear_globs=False)
    return out.getvalue(), results


def main():
    module = sys.modules[__name__]
    finder = doctest.DocTestFinder(exclude_empty=True)
    tests = sorted(finder.find(module, "ruler"), key=lambda test: test.name)
    for test in tests:
        text, results = run(test)
        print(f"{test.name:<24} {results.attempted} examples, {results.failed} failed {results.skipped} skipped")
        print(text, end="")
    print(doctest.testmod(module, name="all"))

    parser = doctest.DocTestParser()
    faulty = parser.get_doctest(FAULTY, {}, "faulty", None, None)
    print([(e.lineno, e.source, e.want, e.exc_msg, e.indent, e.options) for e in faulty.examples][:4:3])
    text, results = run(faulty)
    print(re.sub(r'File ".*?"', "File …", text).rstrip())
    print(results, repr(faulty), bool(faulty.globs))
    text, results = run(parser.get_doctest(">>> x = 2\n>>> x * 2\n4\n", {}, "verbose", "file.txt", 7), verbose=True)
    print(text.rstrip())
    text, results = run(faulty, optionflags=doctest.REPORT_ONLY_FIRST_FAILURE | doctest.FAIL_FAST)
    print(results.failed, text.count("Expected"))
    try:
        doctest.DebugRunner().run(faulty)
    except doctest.DocTestFailure as failure:
        print(repr(failure.got), failure.example.want, failure.test.name)

    checker = doctest.OutputChecker()
    for want, got, flags in (("a ... z\n", "a b c z\n", doctest.ELLIPSIS), ("a  b\n", "a b\n", doctest.NORMALIZE_WHITESPACE), ("True\n", "1\n", 0), ("1\n", "True\n", doctest.DONT_ACCEPT_TRUE_FOR_1), ("x\n", "y\n", 0)):
        print(checker.check_output(want, got, flags), end=" ")
    print(repr(checker.output_difference(doctest.Example("f()\n", "a\nb\n"), "a\nc\n", doctest.REPORT_UDIFF)))
    print(doctest.script_from_examples("Text.\n>>> 1 + 1\n2\n>>> x = [\n...    1]\n"), parser.parse("t\n>>> 1\n1\n")[0::2], sep="")
    for bad in (">>>no blank\n", ">>> 1\n ... 2\n 3\n>>> 4\n...5\n", "  >>> x\n 5\n", ">>> 1 # doctest: +NO_SUCH\n"):
        try:
            print(len(parser.get_examples(bad)))
        except ValueError as error:
            print(error)
    suite = doctest.DocTestSuite(module, test_finder=finder)
    print(suite.countTestCases(), unittest.TextTestRunner(io.StringIO()).run(suite).wasSuccessful())


if __name__ == "__main__":
    main()

# expect:
# ruler                    8 examples, 0 failed 1 skipped
# ruler.Ruler              4 examples, 0 failed 0 skipped
# ruler.Ruler.count        1 examples, 0 failed 0 skipped
# ruler.Ruler.from_text    1 examples, 0 failed 0 skipped
# ruler.Ruler.mark         1 examples, 0 failed 0 skipped
# ruler.__test__.extra     1 examples, 0 failed 0 skipped
# ruler.inches             3 examples, 0 failed 0 skipped
# ruler.show               2 examples, 0 failed 0 skipped
# TestResults(failed=0, attempted=21, skipped=1)
# [(3, '1 + 1\n', '3\n', None, 4, {}), (11, 'raise ValueError("expected")\n', 'Traceback (most recent call last):\nValueError: something else\n', 'ValueError: something else\n', 4, {})]
# **********************************************************************
# Line 4, in faulty
# Failed example:
#     1 + 1
# Expected:
#     3
# Got:
#     2
# **********************************************************************
# Line 6, in faulty
# Failed example:
#     print("one\ntwo\nthree")   # doctest: +REPORT_NDIFF
# Differences (ndiff with -expected +actual):
#       one
#     - 2
#     + two
#       three
# **********************************************************************
# Line 10, in faulty
# Failed example:
#     1 / 0
# Exception raised:
#     Traceback (most recent call last):
#       File …, line 1, in <module>
#         1 / 0
#         ~~^~~
#     ZeroDivisionError: division by zero
# **********************************************************************
# Line 12, in faulty
# Failed example:
#     raise ValueError("expected")
# Expected:
#     Traceback (most recent call last):
#     ValueError: something else
# Got:
#     Traceback (most recent call last):
#       File …, line 1, in <module>
#         raise ValueError("expected")
#     ValueError: expected
# **********************************************************************
# Line 17, in faulty
# Failed example:
#     undefined_name
# Exception raised:
#     Traceback (most recent call last):
#       File …, line 1, in <module>
#         undefined_name
#     NameError: name 'undefined_name' is not defined
# TestResults(failed=5, attempted=6) <DocTest faulty from None:None (6 examples)> True
# Trying:
#     x = 2
# Expecting nothing
# ok
# Trying:
#     x * 2
# Expecting:
#     4
# ok
# 1 1
# '2\n' 3
#  faulty
# True True False False False 'Expected:\n    a\n    b\nGot:\n    a\n    c\n'
# # Text.
# 1 + 1
# # Expected:
# ## 2
# x = [
#    1]
# ['t\n', '']
# line 1 of the docstring for <string> lacks blank after >>>: '>>>no blank'
# line 2 of the docstring for <string> lacks blank after  ..: ' ... 2'
# line 2 of the docstring for <string> has inconsistent leading whitespace: '5'
# line 1 of the doctest for <string> has an invalid option: '+NO_SUCH'
# 8 True
