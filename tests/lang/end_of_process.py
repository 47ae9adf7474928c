# What dies with the process is heard: finalizers, weak references, generators, whatever keeps it alive.
import logging
import sys
import weakref


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


class Quiet:
    pass


def closing():
    try:
        yield 1
    finally:
        print("generator closed")


def gone(ref):
    print("gone", ref() is None)


watched = Quiet()
watcher = weakref.ref(watched, gone)
held = weakref.WeakSet([watched])
by_key = weakref.WeakKeyDictionary({watched: 1})
handler = logging.StreamHandler(sys.stdout)
suspended = closing()
print(next(suspended))
ring = Quiet()
ring.ring = ring
ring.loud = Loud("in a ring")
sys.stdout.write("the end\n")

# expect:
# 1
# the end
# generator closed
# del in a ring
