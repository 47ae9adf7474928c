"""A tool that reports errors: tracebacks formatted, shortened and compared; warnings caught, filtered and turned into errors."""

import contextlib
import io
import linecache
import re
import sys
import traceback
import warnings
from traceback import FrameSummary, StackSummary, TracebackException, walk_stack, walk_tb


class ConfigError(Exception):
    """Has a message of its own."""

    def __init__(self, key, value):
        super().__init__(key, value)
        self.key = key

    def __str__(self):
        return f"bad value for {self.key!r}:\n  {self.args[1]}"


class OldNameWarning(DeprecationWarning):
    pass


SOURCE = """\
def outer(values):
    def inner(v):
        return (10 /
                v) + len(values)
    return [inner(v) for v in values]

def recurse(n):
    return recurse(n - 1) if n else {}["bottom"]

class Thing:
    @property
    def size(self):
        return self.parts["x"][0] + 1
"""


def load():
    """Source that exists only in memory, but whose lines can be shown."""
    name = "<generated>"
    linecache.cache[name] = len(SOURCE), None, SOURCE.splitlines(keepends=True), name
    namespace = {"__name__": "generated"}
    exec(compile(SOURCE, name, "exec"), namespace)
    return namespace


def clean(text):
    """Without what differs from place to place."""
    text = re.sub(r'File "(?!<)[^"]*[/\\]([^"/\\]+)"', r'File "\1"', text)
    text = re.sub(r"error_reporter\.py\", line \d+", 'error_reporter.py", line N', text)
    return "\n".join(line.rstrip() for line in text.rstrip("\n").split("\n"))


def caught(function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except BaseException as error:
        return error
    return None


def settings(text):
    try:
        return int(text)
    except ValueError as error:
        error.add_note("while reading the settings")
        raise ConfigError("port", text) from error


def clean_up():
    try:
        settings("many")
    finally:
        raise OSError(28, "No space left", "log.txt")


def silent():
    try:
        {}["key"]
    except KeyError:
        raise AttributeError("quiet", name="key", obj={}) from None


def several():
    errors = [caught(settings, "x"), TypeError("second"), ExceptionGroup("inner", [KeyError("k"), caught(silent)])]
    raise ExceptionGroup("three things went wrong", errors)


def summary(error):
    """One line: the chain of causes, the innermost first."""
    chain = []
    while error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        chain.append(f"{type(error).__name__}@{frames[-1].name if frames else '?'}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return " -> ".join(reversed(chain))


def section(title):
    print(f"== {title}")


def tracebacks(generated):
    section("chained")
    error = caught(clean_up)
    print(clean("".join(traceback.format_exception(error))))
    print(summary(error))
    section("suppressed, with suggestions")
    print(clean("".join(traceback.format_exception(caught(silent)))))
    print(*traceback.format_exception_only(caught(lambda: sys.pathh)), *traceback.format_exception_only(caught(lambda: seection)), *traceback.format_exception_only(caught(lambda: "".lenght)), sep="", end="")  # noqa: F821
    section("group")
    print(clean("".join(traceback.format_exception(caught(several)))))
    section("generated code")
    for name, arguments in (("outer", [[1, 0]]), ("recurse", [5])):
        print(clean("".join(traceback.format_exception(caught(generated[name], *arguments)))))
    thing = generated["Thing"]()
    thing.parts = {"x": None}
    print(clean("".join(traceback.format_tb(caught(lambda: thing.size).__traceback__)[1:])))
    print(clean("".join(traceback.format_exception(caught(generated["recurse"], 50), limit=2))))
    print(clean("".join(traceback.format_exception(caught(generated["recurse"], 50), limit=-1, chain=False))))

    section("taken apart")
    error = caught(generated["outer"], [1, 0])
    details = TracebackException.from_exception(error, capture_locals=True, compact=True)
    print([(f.name, f.lineno, f.end_lineno, f.colno, f.end_colno, f.line) for f in details.stack][1:], details.exc_type_str, str(details))
    print(details.stack[-1].locals, list(details.format_exception_only()), details == TracebackException.from_exception(error, capture_locals=True, compact=True))
    print([frame.f_code.co_name for frame, line in walk_tb(error.__traceback__)], [line for _, line in walk_tb(error.__traceback__)][1:])
    print(StackSummary.from_list([("<generated>", 1, "f", "code()"), FrameSummary("<generated>", 3, "g", lookup_line=False)]).format())
    print([frame.f_code.co_name for frame, _ in walk_stack(None)][-2:], traceback.extract_stack(limit=1)[0].name)
    syntax = caught(compile, "if x:\n  y = = 1", "<typed>", "exec")
    print(clean("".join(traceback.format_exception_only(syntax))), syntax.args, sep="\n")
    print(*traceback.format_exception_only(ConfigError("k", "v")), *traceback.format_exception_only(ValueError()), *traceback.format_exception_only(SystemExit(3)), *traceback.format_exception_only(KeyError("a\nb")), sep="", end="")
    with contextlib.redirect_stderr(io.StringIO()) as stderr:
        try:
            raise ValueError("printed")
        except ValueError:
            traceback.print_exc(limit=0)
        sys.excepthook(OSError, OSError(2, "no such thing"), None)
        traceback.print_exception(RuntimeError("with note"), file=sys.stderr)
    print(clean(stderr.getvalue()))
    error = error.with_traceback(None)
    print(error.__traceback__, traceback.format_exc(), traceback.format_exception(None))

    def hook(*details):
        print("hook:", details[0].__name__, details[1])

    unraisable = []
    sys.excepthook, before = hook, sys.excepthook
    sys.unraisablehook, quiet = unraisable.append, sys.unraisablehook
    try:
        sys.excepthook(*sys.exc_info()[:2] if sys.exc_info()[0] else (ValueError, "none"), None)

        class Bad:
            def __del__(self):
                raise LookupError("in a finalizer")
        Bad()
        print(len(unraisable), repr(unraisable[0].exc_value), unraisable[0].err_msg.partition(" at 0x")[0])
    finally:
        sys.excepthook, sys.unraisablehook = before, quiet


def old_name():
    warnings.warn("old_name is old", OldNameWarning, stacklevel=2)


@warnings.deprecated("use new_one")
def old_one():
    return "answer"


@warnings.deprecated("gone soon", category=FutureWarning)
class OldClass:
    pass


def warning_reports():
    section("warnings")
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always")
        old_name()
        warnings.warn("plain")
        print(old_one(), type(OldClass()).__name__, old_one.__deprecated__)
        warnings.warn(RuntimeWarning("an instance"), source=None)
        warnings.warn_explicit("explicit", UserWarning, "somewhere.py", 42, module="some.where")
        eval(compile("1 is 1", "<literal>", "eval"))
        "\\d" == eval(r"'\d'")
        assert_always = compile("assert (1, 'message')", "<assert>", "exec")
    for warning in log:
        print(warning.category.__name__, "|", warning.message, "|", warning.filename.rpartition("/")[2], "|", warning.lineno if "error_reporter" not in warning.filename else "N")
    print(assert_always.co_name, clean(warnings.formatwarning("text", UserWarning, "f.py", 3, "the line")), clean(str(log[1]).partition(", filename")[0]), sep="\n")

    outcome = []
    for action, count in {"default": 1, "once": 1, "always": 3, "ignore": 0, "module": 1, "error": 0}.items():
        with warnings.catch_warnings(record=True) as log:
            warnings.simplefilter(action)
            try:
                for _ in range(3):
                    warnings.warn(f"for {action}")
            except UserWarning as error:
                outcome.append(f"{action} raised {error!r}")
            outcome.append(f"{action} {len(log) == count}")
    print(*outcome, sep="; ")
    with warnings.catch_warnings(record=True) as log:
        warnings.resetwarnings()
        warnings.filterwarnings("error", message="bad.*", category=UserWarning)
        warnings.filterwarnings("ignore", category=FutureWarning)
        warnings.filterwarnings("ignore", module="quiet")
        for text, category, module in [("fine", UserWarning, "m"), ("BAD news", UserWarning, "m"), ("bad news", FutureWarning, "m"), ("fine", UserWarning, "quiet"), ("bad", ImportWarning, "m")]:
            try:
                warnings.warn_explicit(text, category, "f.py", 1, module=module, registry={})
                print(f"{text}/{category.__name__}/{module} passed")
            except Warning as error:
                print(f"{text}/{category.__name__}/{module} raised")
    print([str(w.message) for w in log], len(warnings.filters) > 0)
    for bad in (lambda: warnings.simplefilter("sometimes"), lambda: warnings.filterwarnings("error", category=int), lambda: warnings.warn("x", ValueError), lambda: warnings.filterwarnings("error", lineno=-1)):
        try:
            bad()
        except (ValueError, TypeError, AssertionError) as error:
            print(f"{type(error).__name__}: {error}")
    with contextlib.redirect_stderr(io.StringIO()) as stderr, warnings.catch_warnings():
        warnings.simplefilter("always")
        old_name()
    print(clean(re.sub(r"^.*?error_reporter\.py:\d+", "error_reporter.py:N", stderr.getvalue())))


if __name__ == "__main__":
    tracebacks(load())
    warning_reports()

# expect:
# == chained
# Traceback (most recent call last):
#   File "error_reporter.py", line N, in settings
#     return int(text)
# ValueError: invalid literal for int() with base 10: 'many'
# while reading the settings
#
# The above exception was the direct cause of the following exception:
#
# Traceback (most recent call last):
#   File "error_reporter.py", line N, in clean_up
#     settings("many")
#     ~~~~~~~~^^^^^^^^
#   File "error_reporter.py", line N, in settings
#     raise ConfigError("port", text) from error
# ConfigError: bad value for 'port':
#   many
#
# During handling of the above exception, another exception occurred:
#
# Traceback (most recent call last):
#   File "error_reporter.py", line N, in caught
#     function(*args, **kwargs)
#     ~~~~~~~~^^^^^^^^^^^^^^^^^
#   File "error_reporter.py", line N, in clean_up
#     raise OSError(28, "No space left", "log.txt")
# OSError: [Errno 28] No space left: 'log.txt'
# ValueError@settings -> ConfigError@settings -> OSError@clean_up
# == suppressed, with suggestions
# Traceback (most recent call last):
#   File "error_reporter.py", line N, in caught
#     function(*args, **kwargs)
#     ~~~~~~~~^^^^^^^^^^^^^^^^^
#   File "error_reporter.py", line N, in silent
#     raise AttributeError("quiet", name="key", obj={}) from None
# AttributeError: quiet. Did you mean: 'keys'?
# AttributeError: module 'sys' has no attribute 'pathh'. Did you mean: 'path'?
# NameError: name 'seection' is not defined
# AttributeError: 'str' object has no attribute 'lenght'
# == group
#   + Exception Group Traceback (most recent call last):
#   |   File "error_reporter.py", line N, in caught
#   |     function(*args, **kwargs)
#   |     ~~~~~~~~^^^^^^^^^^^^^^^^^
#   |   File "error_reporter.py", line N, in several
#   |     raise ExceptionGroup("three things went wrong", errors)
#   | ExceptionGroup: three things went wrong (3 sub-exceptions)
#   +-+---------------- 1 ----------------
#     | Traceback (most recent call last):
#     |   File "error_reporter.py", line N, in settings
#     |     return int(text)
#     | ValueError: invalid literal for int() with base 10: 'x'
#     | while reading the settings
#     |
#     | The above exception was the direct cause of the following exception:
#     |
#     | Traceback (most recent call last):
#     |   File "error_reporter.py", line N, in caught
#     |     function(*args, **kwargs)
#     |     ~~~~~~~~^^^^^^^^^^^^^^^^^
#     |   File "error_reporter.py", line N, in settings
#     |     raise ConfigError("port", text) from error
#     | ConfigError: bad value for 'port':
#     |   x
#     +---------------- 2 ----------------
#     | TypeError: second
#     +---------------- 3 ----------------
#     | ExceptionGroup: inner (2 sub-exceptions)
#     +-+---------------- 1 ----------------
#       | KeyError: 'k'
#       +---------------- 2 ----------------
#       | Traceback (most recent call last):
#       |   File "error_reporter.py", line N, in caught
#       |     function(*args, **kwargs)
#       |     ~~~~~~~~^^^^^^^^^^^^^^^^^
#       |   File "error_reporter.py", line N, in silent
#       |     raise AttributeError("quiet", name="key", obj={}) from None
#       | AttributeError: quiet. Did you mean: 'keys'?
#       +------------------------------------
# == generated code
# Traceback (most recent call last):
#   File "error_reporter.py", line N, in caught
#     function(*args, **kwargs)
#     ~~~~~~~~^^^^^^^^^^^^^^^^^
#   File "<generated>", line 5, in outer
#     return [inner(v) for v in values]
#             ~~~~~^^^
#   File "<generated>", line 3, in inner
#     return (10 /
#             ~~~^
#             v) + len(values)
#             ~
# ZeroDivisionError: division by zero
# Traceback (most recent call last):
#   File "error_reporter.py", line N, in caught
#     function(*args, **kwargs)
#     ~~~~~~~~^^^^^^^^^^^^^^^^^
#   File "<generated>", line 8, in recurse
#     return recurse(n - 1) if n else {}["bottom"]
#            ~~~~~~~^^^^^^^
#   File "<generated>", line 8, in recurse
#     return recurse(n - 1) if n else {}["bottom"]
#            ~~~~~~~^^^^^^^
#   File "<generated>", line 8, in recurse
#     return recurse(n - 1) if n else {}["bottom"]
#            ~~~~~~~^^^^^^^
#   [Previous line repeated 3 more times]
# KeyError: 'bottom'
#   File "error_reporter.py", line N, in <lambda>
#     print(clean("".join(traceback.format_tb(caught(lambda: thing.size).__traceback__)[1:])))
#                                                            ^^^^^^^^^^
#   File "<generated>", line 13, in size
#     return self.parts["x"][0] + 1
#            ~~~~~~~~~~~~~~~^^^
# Traceback (most recent call last):
#   File "error_reporter.py", line N, in caught
#     function(*args, **kwargs)
#     ~~~~~~~~^^^^^^^^^^^^^^^^^
#   File "<generated>", line 8, in recurse
#     return recurse(n - 1) if n else {}["bottom"]
#            ~~~~~~~^^^^^^^
# KeyError: 'bottom'
# Traceback (most recent call last):
#   File "<generated>", line 8, in recurse
#     return recurse(n - 1) if n else {}["bottom"]
#                                     ~~^^^^^^^^^^
# KeyError: 'bottom'
# == taken apart
# [('outer', 5, 5, 12, 20, 'return [inner(v) for v in values]'), ('inner', 3, 4, 16, 17, 'return (10 /')] ZeroDivisionError division by zero
# {'v': '0', 'values': '[1, 0]'} ['ZeroDivisionError: division by zero\n'] True
# ['caught', 'outer', 'inner'] [5, 3]
# ['  File "<generated>", line 1, in f\n    code()\n', '  File "<generated>", line 3, in g\n    return (10 /\n']
# ['tracebacks', '<module>'] tracebacks
#   File "<typed>", line 2
#     y = = 1
#         ^
# SyntaxError: invalid syntax
# ('invalid syntax', ('<typed>', 2, 7, '  y = = 1\n', 2, 8))
# ConfigError: bad value for 'k':
#   v
# ValueError
# SystemExit: 3
# KeyError: 'a\nb'
# ValueError: printed
# FileNotFoundError: [Errno 2] no such thing
# RuntimeError: with note
# None NoneType: None
#  ['NoneType: None\n']
# hook: ValueError none
# 1 LookupError('in a finalizer') Exception ignored while calling deallocator <function tracebacks.<locals>.Bad.__del__
# == warnings
# answer OldClass use new_one
# OldNameWarning | old_name is old | error_reporter.py | N
# UserWarning | plain | error_reporter.py | N
# DeprecationWarning | use new_one | error_reporter.py | N
# FutureWarning | gone soon | error_reporter.py | N
# RuntimeWarning | an instance | error_reporter.py | N
# UserWarning | explicit | somewhere.py | 42
# SyntaxWarning | "is" with 'int' literal. Did you mean "=="? | <literal> | 1
# SyntaxWarning | "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option. | <string> | 1
# SyntaxWarning | assertion is always true, perhaps remove parentheses? | <assert> | 1
# <module>
# f.py:3: UserWarning: text
#   the line
# {message : UserWarning('plain'), category : 'UserWarning'
# default True; once True; always True; ignore True; module True; error raised UserWarning('for error'); error True
# fine/UserWarning/m passed
# BAD news/UserWarning/m raised
# bad news/FutureWarning/m passed
# fine/UserWarning/quiet passed
# bad/ImportWarning/m passed
# ['fine', 'bad'] True
# ValueError: invalid action: 'sometimes'
# TypeError: category must be a Warning subclass
# TypeError: category must be a Warning subclass, not 'type'
# ValueError: lineno must be an int >= 0
# error_reporter.py:N: OldNameWarning: old_name is old
#   old_name()
