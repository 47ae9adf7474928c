"""Events whose listeners are held weakly: whoever is no longer needed hears nothing more."""

import gc
import weakref
from collections import defaultdict
from functools import partial


class Signal:
    """A descriptor: each owner instance has its own listeners, kept as long as the owner lives."""

    def __init__(self, doc=""):
        self.__doc__ = doc
        self.bound = weakref.WeakKeyDictionary()

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        try:
            return self.bound[instance]
        except KeyError:
            return self.bound.setdefault(instance, BoundSignal(self.name))


class BoundSignal:
    def __init__(self, name):
        self.name = name
        self.listeners = []

    def connect(self, function, weak=True):
        """Methods need a WeakMethod, since a bound method dies as soon as it is made."""
        if not weak:
            reference = lambda: function
        elif hasattr(function, "__self__"):
            reference = weakref.WeakMethod(function, self._forget)
        else:
            reference = weakref.ref(function, self._forget)
        self.listeners.append(reference)
        return function

    def disconnect(self, function):
        self.listeners = [r for r in self.listeners if r() != function]

    def _forget(self, reference):
        print(f"    ({self.name}: a listener is gone, {reference() is None})")
        self.listeners.remove(reference)

    def emit(self, *args, **kwargs):
        answers = []
        for reference in self.listeners.copy():
            if (listener := reference()) is not None:
                answers.append(listener(*args, **kwargs))
        return answers

    def __len__(self):
        return len(self.listeners)


class Thermometer:
    changed = Signal("Emitted with the old and the new temperature.")
    overheated = Signal()

    def __init__(self, celsius):
        self._celsius = celsius

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        old, self._celsius = self._celsius, value
        self.changed.emit(old, value)
        if value > 100:
            self.overheated.emit(at=value)


class Display:
    def __init__(self, name):
        self.name = name

    def show(self, old, new):
        print(f"  {self.name}: {old} -> {new}")
        return self.name

    def alarm(self, at):
        print(f"  {self.name}: {at} degrees!")


class Cache:
    """Objects by key, for as long as somebody else holds them."""

    def __init__(self, factory):
        self.factory = factory
        self.objects = weakref.WeakValueDictionary()

    def __getitem__(self, key):
        try:
            return self.objects[key]
        except KeyError:
            self.objects[key] = made = self.factory(key)
            return made


class Tree:
    """Children hold their parent weakly, so a dropped tree needs no cycle search."""

    def __init__(self, name, *children):
        self.name = name
        self.children = children
        self._parent = None
        for child in children:
            child._parent = weakref.ref(self)
        weakref.finalize(self, print, "    finalized", name)

    @property
    def path(self):
        parent = self._parent and self._parent()
        return f"{parent.path}/{self.name}" if parent else self.name


def main():
    oven, kettle = Thermometer(20), Thermometer(15)
    wall, phone = Display("wall"), Display("phone")
    oven.changed.connect(wall.show)
    oven.changed.connect(phone.show)
    oven.overheated.connect(phone.alarm)
    kettle.changed.connect(partial(print, "  kettle:"), weak=False)

    history = []

    def record(old, new):
        history.append(new - old)

    oven.changed.connect(record)
    oven.celsius = 90
    kettle.celsius = 99
    print("the phone is lost")
    del phone
    oven.celsius = 180
    print("the recorder stops")
    oven.changed.disconnect(record)
    oven.celsius = 60
    print(history, len(oven.changed), len(oven.overheated), len(kettle.changed))
    print(Thermometer.changed.__doc__, len(Thermometer.changed.bound))
    del oven
    print("owners left:", len(Thermometer.changed.bound))

    cache = Cache(Display)
    a = cache["a"]
    print(cache["a"] is a, sorted(cache.objects), cache["b"].name, sorted(cache.objects))

    print("trees")
    gc.disable()
    root = Tree("root", Tree("left", Tree("leaf")), Tree("right"))
    leaf = root.children[0].children[0]
    print(leaf.path, weakref.getweakrefcount(root))
    del root
    print(leaf.path)
    del leaf
    gc.enable()

    print("proxies")
    proxy = weakref.proxy(wall, lambda _: print("    proxy lost its object"))
    print(proxy.name, isinstance(proxy, Display), type(proxy).__name__, weakref.getweakrefcount(wall))
    proxy.name = "renamed"
    print(wall.name, proxy == wall)
    del wall
    try:
        proxy.name
    except ReferenceError as error:
        print(type(error).__name__, error)
    for unsuitable in (5, "text", (), None):
        try:
            weakref.ref(unsuitable)
        except TypeError as error:
            print(error)

    print("cycles")

    class Ring:
        def __init__(self):
            self.me = self

    counts = defaultdict(int)
    watch = weakref.WeakSet(Ring() for _ in range(3))
    counts["before"] = len(watch)
    gc.collect()
    counts["after"] = len(watch)
    print(dict(counts))
    finalizer = weakref.finalize(kettle, lambda *args: sum(args), 1, 2, 3)
    print(finalizer.alive, finalizer(), finalizer.alive, finalizer())
    weakref.finalize(kettle, print, "at the very end")


if __name__ == "__main__":
    main()

# expect:
#   wall: 20 -> 90
#   phone: 20 -> 90
#   kettle: 15 99
# the phone is lost
#     (overheated: a listener is gone, True)
#     (changed: a listener is gone, True)
#   wall: 90 -> 180
# the recorder stops
#   wall: 180 -> 60
# [70, 90] 1 0 1
# Emitted with the old and the new temperature. 2
# owners left: 1
# True ['a'] b ['a']
# trees
# root/left/leaf 2
#     finalized root
#     finalized right
#     finalized left
# leaf
#     finalized leaf
# proxies
# wall True ProxyType 2
# renamed True
#     proxy lost its object
#     (changed: a listener is gone, True)
# ReferenceError weakly-referenced object no longer exists
# cannot create weak reference to 'int' object
# cannot create weak reference to 'str' object
# cannot create weak reference to 'tuple' object
# cannot create weak reference to 'NoneType' object
# cycles
# {'before': 3, 'after': 0}
# True 6 False None
# at the very end
