"""Merges configuration from defaults, an INI file, a TOML file and the environment; later sources win."""

import configparser
import io
import tomllib
from collections import ChainMap
from datetime import date, time
from types import MappingProxyType, SimpleNamespace

INI = """\
[DEFAULT]
home = /srv/app
retries = 3

; the server itself
[server]
host = localhost
port: 8080
debug = off
data = %(home)s/data
motto =
    Keep calm
    and carry on

[paths]
cache = ${server:data}/cache
[flags]
verbose
"""

TOML = """\
title = "demo"
[server]
port = 9_000
hosts = ["alpha", 'beta']
limits = { cpu = 0.5, memory = 0x200, "max open" = 1e3 }
[server.tls]
enabled = true
issued = 2024-02-29
renew-at = 07:32:00.5
[[workers]]
name = "mail"
[[workers]]
name = "index"
tags.colour = "blue"
text = \"\"\"
one \\
   line\"\"\"
"""

ENVIRONMENT = {"APP_SERVER__PORT": "7777", "APP_SERVER__TLS__ENABLED": "false", "APP_TITLE": "from env", "HOME": "/"}


def read_ini(text):
    parser = configparser.ConfigParser(allow_no_value=True, interpolation=Extended())
    parser.read_string(text, "app.ini")
    return parser


class Extended(configparser.BasicInterpolation):
    """`%(name)s` as the basic interpolation, and `${section:name}` besides."""

    def before_get(self, parser, section, option, value, defaults):
        value = super().before_get(parser, section, option, value, defaults)
        while value and (start := value.find("${")) >= 0:
            end = value.index("}", start)
            where, _, name = value[start + 2:end].partition(":")
            value = value[:start] + parser.get(where, name) + value[end + 1:]
        return value


def from_environment(environment, prefix="APP_"):
    tree = {}
    for name, value in sorted(environment.items()):
        if not name.startswith(prefix):
            continue
        *path, last = name.removeprefix(prefix).lower().split("__")
        node = tree
        for part in path:
            node = node.setdefault(part, {})
        node[last] = value
    return tree


def convert(text, like):
    """Text from a source without types, as the type of the value it replaces."""
    if isinstance(like, bool):
        return configparser.ConfigParser.BOOLEAN_STATES[text.lower()]
    if isinstance(like, (int, float)):
        return type(like)(text)
    return text


def merge(base, over):
    result = dict(base)
    for key, value in over.items():
        before = base.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            result[key] = merge(before, value)
        else:
            result[key] = convert(value, before) if isinstance(value, str) else value
    return result


def freeze(tree):
    match tree:
        case dict():
            return MappingProxyType({key: freeze(value) for key, value in tree.items()})
        case list():
            return tuple(map(freeze, tree))
    return tree


def show(tree, indent=0):
    for key, value in tree.items():
        if isinstance(value, (dict, MappingProxyType)):
            print(f"{'  ' * indent}{key}:")
            show(value, indent + 1)
        else:
            print(f"{'  ' * indent}{key} = {value!r}")


def main():
    ini = read_ini(INI)
    print(ini.sections(), ini.defaults(), "flags" in ini, ini.has_option("server", "home"))
    server = ini["server"]
    print(server.getint("port"), server.getboolean("debug"), server["data"], repr(server["motto"]))
    print(ini["paths"]["cache"], ini["flags"]["verbose"], server.get("nothing", "fallback"), ini.getfloat("server", "retries"))

    defaults = {"title": "?", "server": {"host": "0.0.0.0", "port": 80, "debug": True, "tls": {"enabled": False}}}
    from_ini = {name: dict(ini.items(name)) for name in ("server", "paths")}
    merged = merge(merge(merge(defaults, from_ini), tomllib.loads(TOML)), from_environment(ENVIRONMENT))
    show(merged)
    frozen = freeze(merged)
    try:
        frozen["server"]["port"] = 1
    except TypeError as error:
        print(error)
    print(frozen["workers"][1]["tags"], merged["server"]["tls"]["issued"] == date(2024, 2, 29),
          merged["server"]["tls"]["renew-at"] == time(7, 32, 0, 500000))

    layers = ChainMap({"level": "debug"}, {"level": "info", "colour": "auto"}).new_child({"colour": "never"})
    print(dict(layers), layers.parents["colour"], layers.maps[0])
    print(SimpleNamespace(**layers))

    ini.remove_section("flags")
    ini["new"] = {"percent": "100%%", "multi": "a\nb"}
    ini.set("server", "port", "1")
    out = io.StringIO()
    ini.write(out, space_around_delimiters=False)
    print(out.getvalue().rstrip())

    for text in ("x = 1\n", "[a]\nx = 1\nX = 2\n", "[a]\n[a]\n", "[a]\nx = %(y)s\n", "[a]\nx = %(x)s\n", "[a]\nx = 5%\n", "[a\n"):
        parser = configparser.ConfigParser()
        try:
            parser.read_string(text)
            print(dict(parser["a"]))
        except configparser.Error as error:
            print(f"{type(error).__name__}: {' '.join(str(error).split())}")
    for text in ("a = 1\na = 2", "a = ", "[t]\n[t]", "x = 01", "d = 2024-02-30", 's = "\\q"', "a.b = 1\na = 2", "i = {a = 1\n}"):
        try:
            print(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            print(f"{error} [{error.lineno}, {error.colno}]")


if __name__ == "__main__":
    main()

# expect:
# ['server', 'paths', 'flags'] {'home': '/srv/app', 'retries': '3'} True True
# 8080 False /srv/app/data '\nKeep calm\nand carry on'
# /srv/app/data/cache None fallback 3.0
# title = 'from env'
# server:
#   host = 'localhost'
#   port = 7777
#   debug = False
#   tls:
#     enabled = False
#     issued = datetime.date(2024, 2, 29)
#     renew-at = datetime.time(7, 32, 0, 500000)
#   home = '/srv/app'
#   retries = '3'
#   data = '/srv/app/data'
#   motto = '\nKeep calm\nand carry on'
#   hosts = ['alpha', 'beta']
#   limits:
#     cpu = 0.5
#     memory = 512
#     max open = 1000.0
# paths:
#   home = '/srv/app'
#   retries = '3'
#   cache = '/srv/app/data/cache'
# workers = [{'name': 'mail'}, {'name': 'index', 'tags': {'colour': 'blue'}, 'text': 'one line'}]
# 'mappingproxy' object does not support item assignment
# {'colour': 'blue'} True True
# {'level': 'debug', 'colour': 'never'} auto {'colour': 'never'}
# namespace(level='debug', colour='never')
# [DEFAULT]
# home=/srv/app
# retries=3
#
# [server]
# host=localhost
# port=1
# debug=off
# data=%(home)s/data
# motto=
# 	Keep calm
# 	and carry on
#
# [paths]
# cache=${server:data}/cache
#
# [new]
# percent=100%%
# multi=a
# 	b
# MissingSectionHeaderError: File contains no section headers. file: '<string>', line: 1 'x = 1\n'
# DuplicateOptionError: While reading from '<string>' [line 3]: option 'x' in section 'a' already exists
# DuplicateSectionError: While reading from '<string>' [line 2]: section 'a' already exists
# InterpolationMissingOptionError: Bad value substitution: option 'x' in section 'a' contains an interpolation key 'y' which is not a valid option name. Raw value: '%(y)s'
# InterpolationDepthError: Recursion limit exceeded in value substitution: option 'x' in section 'a' contains an interpolation key which cannot be substituted in 10 steps. Raw value: '%(x)s'
# InterpolationSyntaxError: '%' must be followed by '%' or '(', found: '%'
# MissingSectionHeaderError: File contains no section headers. file: '<string>', line: 1 '[a\n'
# Cannot overwrite a value (at end of document) [2, 6]
# Invalid value (at end of document) [1, 5]
# Cannot declare ('t',) twice (at line 2, column 3) [2, 3]
# Expected newline or end of document after a statement (at line 1, column 6) [1, 6]
# Invalid date or datetime (at line 1, column 5) [1, 5]
# Unescaped '\' in a string (at line 1, column 8) [1, 8]
# Cannot overwrite a value (at end of document) [2, 6]
# Unclosed inline table (at line 1, column 11) [1, 11]
