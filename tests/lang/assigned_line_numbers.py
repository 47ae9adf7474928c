"""A trace function moves the frame to another line by assigning to f_lineno."""
import sys
import warnings

warnings.simplefilter("ignore", RuntimeWarning)


def traced(function, at, to, event="line"):
    output, done = [], []
    first = function.__code__.co_firstlineno

    def trace(frame, what, argument):
        if frame.f_code is not function.__code__:
            return None
        if what == event and frame.f_lineno == first + at and not done:
            done.append(True)
            frame.f_lineno = first + to
        return trace

    sys.settrace(trace)
    try:
        function(output)
    except Exception as error:
        output.append(f"{type(error).__name__}: {error}")
    finally:
        sys.settrace(None)
    return output


def plain(output):
    output.append(1)
    output.append(2)
    output.append(3)


def loop(output):
    output.append(1)
    for i in range(3):
        output.append(i)
    else:
        output.append("else")
    output.append("end")


def handler(output):
    try:
        output.append(2)
        raise KeyError(1)
    except KeyError:
        output.append(5)
        output.append(repr(sys.exception()))
    output.append(repr(sys.exception()))


class Manager:
    def __init__(self, output):
        self.output = output

    def __enter__(self):
        self.output.append("enter")

    def __exit__(self, *details):
        self.output.append("exit")


def managed(output):
    with Manager(output):
        output.append(2)
        output.append(3)
    output.append(4)


def comprehension(output):
    output.append(1)
    x = [i for i in range(3)]
    output.append(x)


def yielding(output):
    output.append("made")
    return
    yield


print(traced(plain, 1, 3), traced(plain, 3, 1), traced(plain, 2, 2))
print(traced(plain, 2, 50), traced(plain, 2, -1))
print(traced(loop, 1, 3), traced(loop, 3, 6), traced(loop, 3, 2), traced(loop, 6, 1))
print(traced(handler, 2, 5), traced(handler, 5, 7))
print(traced(managed, 2, 4), traced(managed, 4, 2), traced(managed, 1, 4))
print(traced(comprehension, 2, 3), traced(comprehension, 3, 1))
print(traced(plain, 0, 2, "call"), traced(plain, 3, 1, "return"))

frame = sys._getframe()
for value in (1, "x", 2**40):
    try:
        frame.f_lineno = value
    except ValueError as error:
        print(error)
try:
    del frame.f_lineno
except AttributeError as error:
    print(error)


def places():
    return 1


print(list(places.__code__.co_lines())[0][2] == places.__code__.co_firstlineno)
print(next(places.__code__.co_positions()) == (places.__code__.co_firstlineno,) * 2 + (0, 0))

# expect:
# [3] [1, 2, 1, 2, 3] [1, 2, 3]
# [1, 'ValueError: line 80 comes after the current code block'] [1, 'ValueError: line 29 comes before the current code block']
# ["ValueError: can't jump into the body of a for loop"] [1, 'end'] [1, 0, 1, 2, 'else', 'end'] [1, 0, 1, 2, 'else', 1, 0, 1, 2, 'else', 'end']
# ["ValueError: can't jump into an 'except' block as there's no exception"] [2, 'None']
# ['enter', 4] ['enter', 2, 3, 'exit', 'ValueError: incompatible stacks'] [4]
# [1, None] [1, 1, [0, 1, 2]]
# ["ValueError: can't jump from the 'call' trace event of a new frame"] [1, 2, 3, "ValueError: can only jump from a 'line' trace event"]
# f_lineno can only be set in a trace function
# lineno must be an integer
# f_lineno can only be set in a trace function
# attribute 'f_lineno' of 'frame' objects cannot be deleted
# True
# True
