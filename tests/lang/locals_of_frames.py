"""f_locals of a function is a mapping that writes through to the variables."""
import sys


def function():
    one, two = 1, 2
    proxy = sys._getframe().f_locals
    proxy["one"] = 11
    proxy["extra"] = "kept beside"
    print(one, sorted(proxy), len(proxy), "two" in proxy, "three" in proxy)
    print(proxy.get("three"), proxy.setdefault("three", 3), proxy.pop("three"), proxy.pop("three", "gone"))
    print(type(proxy.keys()).__name__, type(proxy.copy()).__name__, reversed(proxy)[0])
    print(sorted((proxy | {"more": 5})), {"a": 1} | {k: v for k, v in proxy.items() if k == "two"})
    proxy |= {"two": 22}
    print(two, proxy == sys._getframe().f_locals, type(proxy)(sys._getframe()) == proxy)
    for attempt in (
        lambda: proxy.pop("one"),
        lambda: proxy.pop("absent"),
        lambda: proxy.__delitem__("one"),
        lambda: proxy.update(5),
        lambda: type(proxy)(1),
        lambda: hash(proxy),
    ):
        try:
            attempt()
        except Exception as error:
            print(type(error).__name__, error)
    match proxy:
        case {"one": value}:
            print("mapping", value)
    attempt = error = None
    print("proxy" in repr(proxy) and "{...}" in repr(proxy))


function()

# expect:
# 11 ['extra', 'one', 'proxy', 'two'] 4 True False
# None 3 3 gone
# list dict extra
# ['extra', 'more', 'one', 'proxy', 'two'] {'a': 1, 'two': 2}
# 22 True True
# ValueError cannot remove local variables from FrameLocalsProxy
# KeyError 'absent'
# ValueError cannot remove local variables from FrameLocalsProxy
# TypeError update() argument must be dict or another FrameLocalsProxy
# TypeError expect frame, not int
# TypeError unhashable type: 'FrameLocalsProxy'
# mapping 11
# True
