"""Threads: starting, joining, locks, conditions, thread-local data, daemons, what ends a thread."""
import _thread
import queue
import sys
import threading
import time


def counting():
    total = 0
    lock = threading.Lock()

    def add(n):
        nonlocal total
        for _ in range(n):
            with lock:
                total += 1

    threads = [threading.Thread(target=add, args=(2000,), name=f"adder-{i}") for i in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print("total", total, [t.is_alive() for t in threads], [t.name for t in threads])


def switching():
    """A thread that never waits does not keep the others from their turns."""
    stop = False

    def spin():
        n = 0
        while not stop:
            n += 1

    spinner = threading.Thread(target=spin)
    spinner.start()
    time.sleep(0.02)
    stop = True
    spinner.join()
    print("spun")


def locals_():
    class Own(threading.local):
        def __init__(self, start):
            self.items = [start]

    own = Own(1)
    own.name = "main"
    seen = []

    def look():
        seen.append((own.items[:], hasattr(own, "name"), own.__dict__))
        own.items.append(2)
        own.name = "other"
        seen.append((own.items[:], own.name))

    t = threading.Thread(target=look)
    t.start()
    t.join()
    print(seen, own.items, own.name)
    try:
        own.__dict__ = {}
    except AttributeError as e:
        print(e)


def conditions():
    items = []
    ready = threading.Condition()

    def produce():
        for i in range(3):
            with ready:
                items.append(i)
                ready.notify()
            time.sleep(0.001)

    got = []
    producer = threading.Thread(target=produce)
    producer.start()
    while len(got) < 3:
        with ready:
            ready.wait_for(lambda: items, timeout=5)
            got.extend(items)
            items.clear()
    producer.join()
    print("got", got)
    event = threading.Event()
    print(event.wait(0.001))
    threading.Timer(0.001, event.set).start()
    print(event.wait(5))
    barrier = threading.Barrier(3)
    order = []

    def meet():
        barrier.wait()
        order.append(1)

    threads = [threading.Thread(target=meet) for _ in range(2)]
    for t in threads:
        t.start()
    meet()
    for t in threads:
        t.join()
    print(order)


def queues():
    tasks, answers = queue.Queue(), queue.SimpleQueue()

    def work():
        while (n := tasks.get()) is not None:
            answers.put(n * n)
            tasks.task_done()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for t in threads:
        t.start()
    for n in range(10):
        tasks.put(n)
    tasks.join()
    for _ in threads:
        tasks.put(None)
    print(sorted(answers.get(timeout=5) for _ in range(10)))
    for t in threads:
        t.join()
    try:
        answers.get(timeout=0.001)
    except queue.Empty:
        print("empty")


def errors():
    def fail():
        raise ValueError("in a thread")

    def hook(args):
        print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)

    threading.excepthook = hook
    t = threading.Thread(target=fail, name="failing")
    t.start()
    t.join()
    for broken in (t.start, threading.current_thread().join):
        try:
            broken()
        except RuntimeError as e:
            print(e)
    try:
        threading.Thread(target=fail).join()
    except RuntimeError as e:
        print(e)
    t = threading.Thread(target=sys.exit)
    t.start()
    t.join()
    lock = _thread.allocate_lock()
    print(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.001), lock.locked())
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print(e)


def contexts():
    import contextvars
    v = contextvars.ContextVar("v", default="none")
    v.set("main")
    seen = []
    t = threading.Thread(target=lambda: seen.append(v.get()))
    t.start()
    t.join()
    try:
        raise KeyError(1)
    except KeyError:
        t = threading.Thread(target=lambda: seen.append(sys.exception()))
        t.start()
        t.join()
        print(seen, repr(sys.exception()))


def recursion():
    def down(n):
        return n and down(n - 1)

    out = []

    def deep():
        try:
            down(10 ** 6)
        except RecursionError as e:
            out.append(str(e))

    t = threading.Thread(target=deep)
    t.start()
    t.join()
    print(out)


for part in (counting, switching, locals_, conditions, queues, errors, contexts, recursion):
    part()
print(threading.active_count(), threading.main_thread() is threading.current_thread())
print(sorted(sys._current_frames()) == [threading.get_ident()])
threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
threading.Thread(target=lambda: (time.sleep(0.01), print("waited for"))).start()
print("main ends")

# expect:
# total 8000 [False, False, False, False] ['adder-0', 'adder-1', 'adder-2', 'adder-3']
# spun
# [([1], False, {'items': [1, 2], 'name': 'other'}), ([1, 2], 'other')] [1] main
# 'Own' object attribute '__dict__' is read-only
# got [0, 1, 2]
# False
# True
# [1, 1, 1]
# [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
# empty
# hook ValueError in a thread failing
# threads can only be started once
# cannot join current thread
# cannot join thread before it is started
# hook SystemExit  Thread-11 (exit)
# True False False True
# release unlocked lock
# ['none', None] KeyError(1)
# ['maximum recursion depth exceeded']
# 1 True
# True
# main ends
# waited for
