# Where nobody can hear the end, what was printed before is there all the same.
import sys
import weakref


class Quiet:
    pass


ring = Quiet()
ring.ring = ring
kept = weakref.ref(ring)
held = weakref.WeakSet([ring])
sys.stdout.write("written, ")
sys.stdout.buffer.write(b"")
sys.__stdout__.write("and not flushed\n")

# expect:
# written, and not flushed
