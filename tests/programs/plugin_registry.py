"""Plugins: abstract bases, registration by __init_subclass__, class options, virtual subclasses, lazy loading."""

import sys
from abc import ABC, ABCMeta, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sized
from functools import cached_property
from importlib.util import module_from_spec, spec_from_loader
from types import MappingProxyType, ModuleType, new_class, prepare_class, resolve_bases


class Plugin(ABC):
    """Each concrete subclass registers itself under its name, and says what it reads and how keen it is."""

    registry = {}
    priority = 0

    def __init_subclass__(cls, /, name=None, *, suffixes=(), **options):
        super().__init_subclass__(**options)
        cls.name = name or cls.__name__.removesuffix("Plugin").lower()
        cls.suffixes = frozenset(suffixes)
        if cls.name in Plugin.registry:
            raise TypeError(f"plugin {cls.name!r} is defined twice: {Plugin.registry[cls.name].__qualname__}, {cls.__qualname__}")
        Plugin.registry[cls.name] = cls

    @classmethod
    def for_file(cls, path):
        keen = [p for p in cls.registry.values() if path.rpartition(".")[2] in p.suffixes]
        return max(keen, key=lambda p: p.priority, default=None)

    @property
    @abstractmethod
    def label(self):
        """What people call it."""

    @abstractmethod
    def read(self, text): ...

    def describe(self):
        return f"{self.label} ({', '.join(sorted(self.suffixes)) or 'nothing'})"


class TextPlugin(Plugin, suffixes=["txt", "md"]):
    label = "Plain text"

    def read(self, text):
        return text.splitlines()


class MarkdownPlugin(TextPlugin, suffixes=["md"]):
    priority = 10

    @property
    def label(self):
        return f"Markdown, better than {super().label}"

    def read(self, text):
        return [line.lstrip("# ") for line in super().read(text) if line.startswith("#")]


class Draft(Plugin, name="unfinished"):
    label = "Draft"


class Field:
    """A descriptor that learns its name and refuses values of another type."""

    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default

    def __set_name__(self, owner, name):
        self.name = name
        owner.__dict__.get("_fields", {})[name] = self.kind

    def __get__(self, instance, owner=None):
        return self if instance is None else instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{type(instance).__name__}.{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        del instance.__dict__[self.name]


class OptionsMeta(ABCMeta):
    """A namespace that remembers fields, and a class that can be called only once."""

    @classmethod
    def __prepare__(mcls, name, bases, **kwargs):
        return {"_fields": {}, "prepared_with": tuple(kwargs)}

    def __new__(mcls, name, bases, namespace, *, frozen=False, **kwargs):
        cls = super().__new__(mcls, name, bases, dict(namespace), **kwargs)
        cls.frozen = frozen
        cls._fields = MappingProxyType({f: k for base in reversed(cls.__mro__) for f, k in vars(base).get("_fields", {}).items()})
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)
        cls._instance = None

    def __call__(cls, *args, **kwargs):
        if cls._instance is None or not cls.frozen:
            cls._instance = super().__call__(*args, **kwargs)
        return cls._instance

    def __iter__(cls):
        return iter(cls._fields)

    def __len__(cls):
        return len(cls._fields)

    def __or__(cls, other):
        return new_class(f"{cls.__name__}Or{other.__name__}", (cls, other)) if isinstance(other, OptionsMeta) else NotImplemented

    def __repr__(cls):
        return f"<options {cls.__name__}({', '.join(cls._fields)})>"


class Options(metaclass=OptionsMeta):
    width = Field(int, 80)

    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)


class PrinterOptions(Options, frozen=True):
    title = Field(str, "untitled")


class Named(metaclass=OptionsMeta):
    nick = Field(str)


class HasRead(ABC):
    """Whatever has a method `read` is one, by structure."""

    @classmethod
    def __subclasshook__(cls, other):
        if cls is HasRead:
            return any("read" in vars(base) for base in other.__mro__) or NotImplemented
        return NotImplemented


@HasRead.register
class Registered:
    pass


class Duck(Mapping):
    def __init__(self, **items):
        self._items = items

    def __getitem__(self, key):
        return self._items[key]

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    @cached_property
    def loud(self):
        print("  computed once")
        return "QUACK" * len(self)


class SourceLoader:
    """Makes modules out of text, for plugins that come as source."""

    SOURCES = {"csvplugin": 'SUFFIX = "csv"\ndef read(text):\n    return [line.split(",") for line in text.split()]\ndef __getattr__(name):\n    return f"lazy {name}"\n'}

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return spec_from_loader(name, cls, origin="memory") if name in cls.SOURCES else None

    @staticmethod
    def create_module(spec):
        return None

    @classmethod
    def exec_module(cls, module):
        exec(compile(cls.SOURCES[module.__name__], f"<{module.__name__}>", "exec"), module.__dict__)


def refused(action, *args, **kwargs):
    try:
        print("accepted:", action(*args, **kwargs))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def main():
    print({name: sorted(cls.suffixes) for name, cls in Plugin.registry.items()})
    for path in ("notes.txt", "README.md", "image.png"):
        plugin = Plugin.for_file(path)
        print(path, plugin and plugin().describe(), plugin and plugin().read("# One\ntwo\n## Three"))
    refused(Draft)
    refused(Plugin)
    refused(type, "TextPlugin", (Plugin,), {})
    refused(lambda: new_class("Odd", (Plugin,), {"suffixes": "x", "colour": 1}))
    print(sorted(Plugin.__abstractmethods__), sorted(Draft.__abstractmethods__), Plugin.registry.keys() >= {"odd"})

    print(Options, PrinterOptions, list(PrinterOptions), len(Options), PrinterOptions.prepared_with)
    one = PrinterOptions(title="report", width=100)
    print(PrinterOptions(title="other") is one, one.title, one.width, Options() is Options(), vars(one))
    print(Options | Named, (Options | Named)(nick="x", width=3).nick, Options.__or__(5), type(Options | Named).__name__)
    refused(setattr, one, "width", "wide")
    refused(lambda: Options | int)
    del one.width
    print(one.width, Options.width.kind)
    refused(delattr, one, "width")
    refused(lambda: new_class("Clash", (Options, int), {"metaclass": type}))
    refused(lambda: type("Clash", (Options, Callable, Sized), {})())

    print(issubclass(TextPlugin, HasRead), isinstance(Duck(), HasRead), issubclass(Registered, HasRead), isinstance(Registered(), HasRead))
    duck = Duck(a=1, b=2)
    print(duck.loud, duck.loud, dict(duck), duck == {"b": 2, "a": 1}, "a" in duck, isinstance(duck, Sized), duck.get("z", "?"))
    refused(reversed, duck)
    print(isinstance(iter(duck), Iterator), issubclass(list, Iterator), Duck.__mro__[1:4] == (Mapping,) + Mapping.__mro__[1:3])

    sys.meta_path.insert(0, SourceLoader)
    try:
        import csvplugin
        print(csvplugin.read("a,b\nc,d"), csvplugin.SUFFIX, csvplugin.anything, csvplugin.__spec__.origin, isinstance(csvplugin, ModuleType))
        refused(__import__, "csvplugin.nested")
        refused(__import__, "jsonplugin_that_is_not")
    finally:
        sys.meta_path.remove(SourceLoader)
        del sys.modules["csvplugin"]
    spec = SourceLoader.find_spec("csvplugin")
    print(module_from_spec(spec).__name__, spec.loader is SourceLoader, spec.has_location)

    class Proxy:
        def __mro_entries__(self, bases):
            return (dict,)

    print(resolve_bases((Proxy(), int)), prepare_class("X", (Options,), {"frozen": True})[2])

    class Through(Proxy()):
        pass

    print(Through.__bases__, len(Through.__orig_bases__), Through(a=1))


if __name__ == "__main__":
    main()

# expect:
# {'text': ['md', 'txt'], 'markdown': ['md'], 'unfinished': []}
# notes.txt Plain text (md, txt) ['# One', 'two', '## Three']
# README.md Markdown, better than Plain text (md) ['One', 'Three']
# image.png None None
# TypeError: Can't instantiate abstract class Draft without an implementation for abstract method 'read'
# TypeError: Can't instantiate abstract class Plugin without an implementation for abstract methods 'label', 'read'
# TypeError: plugin 'text' is defined twice: TextPlugin, TextPlugin
# TypeError: Odd.__init_subclass__() takes no keyword arguments
# ['label', 'read'] ['read'] False
# <options Options(width)> <options PrinterOptions(width, title)> ['width', 'title'] 1 ('frozen',)
# True report 100 False {'title': 'report', 'width': 100}
# <options OptionsOrNamed(nick, width)> x NotImplemented OptionsMeta
# TypeError: PrinterOptions.width must be int, not str
# accepted: __main__.Options | int
# 80 <class 'int'>
# KeyError: 'width'
# accepted: <options Clash(width)>
# TypeError: Can't instantiate abstract class Clash without an implementation for abstract methods '__call__', '__len__'
# True False True True
#   computed once
# QUACKQUACK QUACKQUACK {'a': 1, 'b': 2} True True True ?
# TypeError: 'Duck' object is not reversible
# True False True
# [['a', 'b'], ['c', 'd']] csv lazy anything memory True
# ModuleNotFoundError: No module named 'csvplugin.nested'
# ModuleNotFoundError: No module named 'jsonplugin_that_is_not'
# csvplugin True False
# (<class 'dict'>, <class 'int'>) {'frozen': True}
# (<class 'dict'>,) 1 {'a': 1}
