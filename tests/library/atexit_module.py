"""Module atexit: order, errors, unregistering, the end of the program."""
import atexit


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


def g(*a,**k): print('exit',a,k)
def h(): 1/0
show(lambda: atexit.register(g,1,x=2))
show(lambda: atexit.register(3))
show(lambda: atexit.register())
show(lambda: atexit._ncallbacks())
show(lambda: atexit._run_exitfuncs())
show(lambda: atexit._ncallbacks())
atexit.register(g)
atexit.unregister(g)
show(lambda: atexit._ncallbacks())
show(lambda: atexit._clear())
atexit.register(g,5)
atexit.register(g,7)

# expect:
# <function g at ...>
# TypeError: the first argument must be callable
# TypeError: register() takes at least 1 argument (0 given)
# 1
# exit (1,) {'x': 2}
# None
# 0
# 0
# None
# exit (7,) {}
# exit (5,) {}
