"""A template engine that compiles templates to Python source, as several well known ones do."""

import html
import re
from functools import lru_cache, partial

TOKEN = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}\n?|\{#.*?#\})", re.DOTALL)


class TemplateError(Exception):
    def __init__(self, message, line):
        super().__init__(f"line {line}: {message}")


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()

    def __html__(self):
        return self


def escape(value):
    if hasattr(value, "__html__"):
        return value.__html__()
    return html.escape(str(value))


class Loop:
    """What `loop` is inside a {% for %}."""

    def __init__(self, items):
        self.items = list(items)
        self.index = 0

    def __iter__(self):
        for self.index, item in enumerate(self.items, 1):
            yield item

    first = property(lambda self: self.index == 1)
    last = property(lambda self: self.index == len(self.items))

    def cycle(self, *values):
        return values[(self.index - 1) % len(values)]


class Code:
    def __init__(self):
        self.lines = []
        self.depth = 0

    def add(self, line):
        self.lines.append("    " * self.depth + line)

    def __str__(self):
        return "\n".join(self.lines)


class Environment:
    def __init__(self, templates, **context):
        self.templates = templates
        self.globals = context
        self.filters = {
            "upper": str.upper,
            "join": lambda items, by=", ": by.join(map(str, items)),
            "safe": Markup,
            "default": lambda value, other: other if value in (None, "") else value,
        }
        self.get = lru_cache(maxsize=None)(self._compile)

    def filter(self, function=None, *, name=None):
        if function is None:
            return partial(self.filter, name=name)
        self.filters[name or function.__name__] = function
        return function

    def expression(self, text):
        """`value|filter:arg|filter` as nested calls."""
        value, *filters = re.split(r"\|(?!\|)", text)
        code = value.strip()
        for item in filters:
            name, _, argument = item.strip().partition(":")
            code = f"filters[{name!r}]({code}{', ' + argument if argument else ''})"
        return code

    def _compile(self, name):
        source = self.templates[name]
        code, stack, line = Code(), [], 1
        code.add("def render(out, filters, escape, Loop, include):")
        code.depth = 1
        code.add("pass")
        for token in TOKEN.split(source):
            if token.startswith("{{"):
                code.add(f"out(escape({self.expression(token[2:-2])}))")
            elif token.startswith("{%"):
                statement = token.strip()[2:-2].strip()
                word, _, rest = statement.partition(" ")
                match word:
                    case "if" | "for":
                        stack.append((word, line))
                        if word == "for":
                            targets, _, items = rest.partition(" in ")
                            code.add(f"loop = Loop({self.expression(items)})")
                            statement = f"for {targets} in loop"
                        code.add(statement + ":")
                        code.depth += 1
                        code.add("pass")
                    case "elif" | "else" if stack:
                        code.depth -= 1
                        code.add(statement + ":")
                        code.depth += 1
                        code.add("pass")
                    case "endif" | "endfor" if stack and stack[-1][0] == word[3:]:
                        stack.pop()
                        code.depth -= 1
                    case "set":
                        code.add(rest)
                    case "include":
                        code.add(f"out(include({rest}, locals()))")
                    case _:
                        raise TemplateError(f"unexpected {statement!r}", line)
            elif token and not token.startswith("{#"):
                code.add(f"out({token!r})")
            line += token.count("\n")
        if stack:
            raise TemplateError(f"{stack[-1][0]!r} is never closed", stack[-1][1])
        return compile(str(code), f"<template {name}>", "exec"), str(code)

    def render(self, template, /, **context):
        namespace = self.globals | context
        exec(self.get(template)[0], namespace)
        pieces = []

        def include(other, variables):
            skip = {"out", "filters", "escape", "Loop", "include", "loop"}
            return self.render(other, **context, **{k: v for k, v in variables.items() if k not in skip})

        namespace["render"](pieces.append, self.filters, escape, Loop, include)
        return "".join(pieces)


TEMPLATES = {
    "page": """\
<h1>{{ title|upper }}</h1>{# never seen #}
{% if not users %}
<p>Nobody.</p>
{% else %}
<ul>
{% for name, mail in users %}
{% set initials = "".join(word[0] for word in name.split()) %}
  <li class="{{ loop.cycle("odd", "even") }}{% if loop.last %} last{% endif %}">{{ loop.index }}. {{ name }} {% include "card" %}
</li>
{% endfor %}
</ul>
{% endif %}
{{ footer|safe }} {{ total|format:",.2f" }} {{ missing|default:"n/a" }} {{ [3, 1, 2]|sorted|join:" < " }}
""",
    "card": "({{ initials }}{% if mail %}, <{{ mail }}>{% endif %})",
    "table": "{% for y in range(1, n + 1) %}\n{% for x in range(1, n + 1) %}\n{{ x * y|format:\">4\" }}{% endfor %}\n\n{% endfor %}\n",
    "fails": "line one\n{{ 1 / zero }}\n",
    "unclosed": "\n{% for x in y %}\n{% if x %}",
    "crossed": "{% if a %}{% for x in y %}{% endif %}",
    "syntax": "{{ 1 + }}",
}


def main():
    env = Environment(TEMPLATES, footer="<hr>")
    env.filter(sorted)

    @env.filter(name="format")
    def format_filter(value, spec):
        return Markup(format(value, spec))

    users = [("Ada Lovelace", "ada@example.org"), ("Guido <BDFL>", None), ("Grace Hopper", "")]
    print(env.render("page", title="people & pets", users=users, total=1234567.891, missing=None))
    print(env.render("page", title="empty", users=(), total=0, missing="here"))
    print(env.render("table", n=4))
    print(env.get("table")[1])
    print(env.get.cache_info())
    for name in ("fails", "unclosed", "crossed", "syntax", "absent"):
        try:
            env.render(name, zero=0)
        except SyntaxError as error:
            print(f"SyntaxError: {error.msg}, {error.filename}:{error.lineno}:{error.offset} {error.text!r}")
        except Exception as error:
            where = error.__traceback__
            while where.tb_next:
                where = where.tb_next
            print(f"{type(error).__name__}: {error} in {where.tb_frame.f_code.co_name}, {where.tb_frame.f_code.co_filename.rpartition('/')[2]}")


if __name__ == "__main__":
    main()

# expect:
# <h1>PEOPLE &amp; PETS</h1>
# <ul>
#   <li class="odd">1. Ada Lovelace (AL, <ada@example.org>)</li>
#   <li class="even">2. Guido &lt;BDFL&gt; (G&lt;)</li>
#   <li class="odd last">3. Grace Hopper (GH)</li>
# </ul>
# <hr> 1,234,567.89 n/a 1 &lt; 2 &lt; 3
#
# <h1>EMPTY</h1>
# <p>Nobody.</p>
# <hr> 0.00 here 1 &lt; 2 &lt; 3
#
#    1   2   3   4
#    2   4   6   8
#    3   6   9  12
#    4   8  12  16
#
# def render(out, filters, escape, Loop, include):
#     pass
#     loop = Loop(range(1, n + 1))
#     for y in loop:
#         pass
#         loop = Loop(range(1, n + 1))
#         for x in loop:
#             pass
#             out(escape(filters['format'](x * y, ">4")))
#         out('\n')
# CacheInfo(hits=4, misses=3, maxsize=None, currsize=3)
# ZeroDivisionError: division by zero in render, <template fails>
# TemplateError: line 3: 'if' is never closed in _compile, template_engine.py
# TemplateError: line 1: unexpected 'endif' in _compile, template_engine.py
# SyntaxError: invalid syntax, <template syntax>:3:19 '    out(escape(1 +))\n'
# KeyError: 'absent' in _compile, template_engine.py
