"""An exception in the close of a dying generator goes to sys.unraisablehook."""
import sys


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.err_msg.split(" at 0x")[0], args.object)


sys.unraisablehook = hook


def g():
    try:
        yield 1
    finally:
        raise KeyError("nobody hears")


it = g()
next(it)
del it
print("end")

# expect:
# KeyError 'nobody hears' Exception ignored while closing generator <generator object g None
# end
