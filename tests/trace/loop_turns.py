# trace: tasks,loop
# Callbacks run in the order in which they were given; a cancelled timer is dropped.
import asyncio


def callback(loop, what):
    print("callback", what)
    if what == "last":
        loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(callback, loop, "soon")
loop.call_later(0.02, callback, loop, "last")
loop.call_later(0.01, callback, loop, "first")
loop.call_later(0.005, callback, loop, "never").cancel()
loop.run_forever()
loop.close()

# expect:
# callback soon
# callback first
# callback last
