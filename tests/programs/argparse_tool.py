"""A command line tool for notes, driven through sys.argv as the shell would."""

import argparse
import contextlib
import io
import os
import sys
from pathlib import PurePosixPath

NOTES = {
    "groceries": ("milk, bread", {"home"}),
    "roadmap": ("ship it", {"work", "urgent"}),
    "haiku": ("an old silent pond", set()),
}


class KeyValue(argparse.Action):
    """Collects `KEY=VALUE` into one dict."""

    def __call__(self, parser, namespace, values, option_string=None):
        pairs = dict(getattr(namespace, self.dest) or {})
        for item in values:
            key, equals, value = item.partition("=")
            if not equals:
                raise argparse.ArgumentError(self, f"{item!r} is not KEY=VALUE")
            pairs[key] = value
        setattr(namespace, self.dest, pairs)


def percentage(text):
    value = float(text.removesuffix("%"))
    if not 0 <= value <= 100:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 100")
    return value / 100


def build_parser():
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("-v", "--verbose", action="count", default=0, help="say more (repeatable)")

    parser = argparse.ArgumentParser(
        prog="notes", parents=[common], description="Keeps notes.", epilog="Notes live in %(prog)s.db.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter, color=False)
    parser.add_argument("--version", action="version", version="%(prog)s 1.4")
    parser.add_argument("--store", type=PurePosixPath, default=PurePosixPath("~/notes.db"), metavar="FILE", help="where notes are kept")
    commands = parser.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")

    add = commands.add_parser("add", help="add a note", parents=[common], color=False)
    add.add_argument("title")
    add.add_argument("words", nargs="*", help="the text")
    add.add_argument("--tag", "-t", dest="tags", action="append", default=[], help="may be repeated")
    add.add_argument("--meta", nargs="+", action=KeyValue, default={}, metavar="KEY=VALUE")
    add.set_defaults(run=run_add)

    listing = commands.add_parser("list", aliases=["ls"], help="list notes", color=False)
    which = listing.add_mutually_exclusive_group()
    which.add_argument("--tag", choices=["home", "work", "urgent"])
    which.add_argument("--untagged", action="store_true")
    listing.add_argument("--sort", choices=("title", "length"), default="title")
    listing.add_argument("--reverse", action=argparse.BooleanOptionalAction, default=False)
    listing.set_defaults(run=run_list)

    shrink = commands.add_parser("shrink", help="shorten notes", color=False)
    shrink.add_argument("ratio", type=percentage)
    shrink.add_argument("titles", nargs="+")
    shrink.add_argument("--at-least", type=int, default=3)
    shrink.set_defaults(run=run_shrink)

    hidden = commands.add_parser("exec", color=False)
    hidden.add_argument("argv", nargs=argparse.REMAINDER)
    hidden.set_defaults(run=lambda args: print("would run", args.argv))
    return parser


def run_add(args):
    print(f"added {args.title!r} to {args.store}: {' '.join(args.words)!r}, tags {sorted(args.tags)}, meta {args.meta}")


def run_list(args):
    order = {"title": lambda title: title, "length": lambda title: len(NOTES[title][0])}[args.sort]
    for title in sorted(NOTES, key=order, reverse=args.reverse):
        text, tags = NOTES[title]
        if (args.tag is None or args.tag in tags) and not (args.untagged and tags):
            print(f"{title}: {text}")


def run_shrink(args):
    for title in args.titles:
        text = NOTES[title][0]
        print(f"{title}: {text[:max(args.at_least, int(len(text) * args.ratio))]}")


def main():
    args = build_parser().parse_args()
    if args.verbose:
        shown = {k: v for k, v in vars(args).items() if not callable(v)}
        print("arguments:", shown)
    args.run(args)


COMMAND_LINES = [
    "add title",
    "add title some words --tag=b -t a --meta k=v x=y=z -vv",
    "-v --store /tmp/n.db add -- --odd-title --word",
    "list",
    "ls --sort length --reverse",
    "ls --no-reverse --tag work",
    "ls --untagged",
    "shrink 50% haiku roadmap",
    "shrink --at 8 10 haiku",
    "exec run -v --anything goes",
    "exec -v --anything goes",
    "ls --tag home --untagged",
    "ls --tag play",
    "ls --sor=size",
    "shrink 150 haiku",
    "shrink fifty haiku",
    "shrink 50",
    "add t --meta novalue",
    "add t --tag",
    "lst",
    "",
    "--unknown ls",
    "ls extra",
    "--version",
    "--help",
    "add -h",
    "ls -h",
]


def run(line):
    sys.argv[1:] = line.split()
    errors = io.StringIO()
    print(f"$ notes {line}".rstrip())
    try:
        with contextlib.redirect_stderr(errors):
            main()
    except SystemExit as exit_:
        print(f"[status {exit_.code}]")
    if errors.getvalue():
        print(errors.getvalue().rstrip().replace("\n", "\n! ").join(["! ", ""]))


if __name__ == "__main__":
    os.environ["COLUMNS"] = "80"
    for command_line in COMMAND_LINES:
        run(command_line)
    known, rest = build_parser().parse_known_args(["ls", "--what", "5", "--tag", "home"])
    print(known.tag, rest)
    print(argparse.Namespace(b=1, a="two", **{"odd name": None}))

# expect:
# $ notes add title
# added 'title' to ~/notes.db: '', tags [], meta {}
# $ notes add title some words --tag=b -t a --meta k=v x=y=z -vv
# arguments: {'verbose': 2, 'store': PurePosixPath('~/notes.db'), 'command': 'add', 'title': 'title', 'words': ['some', 'words'], 'tags': ['b', 'a'], 'meta': {'k': 'v', 'x': 'y=z'}}
# added 'title' to ~/notes.db: 'some words', tags ['a', 'b'], meta {'k': 'v', 'x': 'y=z'}
# $ notes -v --store /tmp/n.db add -- --odd-title --word
# added '--odd-title' to /tmp/n.db: '--word', tags [], meta {}
# $ notes list
# groceries: milk, bread
# haiku: an old silent pond
# roadmap: ship it
# $ notes ls --sort length --reverse
# haiku: an old silent pond
# groceries: milk, bread
# roadmap: ship it
# $ notes ls --no-reverse --tag work
# roadmap: ship it
# $ notes ls --untagged
# haiku: an old silent pond
# $ notes shrink 50% haiku roadmap
# haiku: an old si
# roadmap: shi
# $ notes shrink --at 8 10 haiku
# haiku: an old s
# $ notes exec run -v --anything goes
# would run ['run', '-v', '--anything', 'goes']
# $ notes exec -v --anything goes
# [status 2]
# ! usage: notes [-h] [-v] [--version] [--store FILE] COMMAND ...
# ! notes: error: unrecognized arguments: -v --anything
# $ notes ls --tag home --untagged
# [status 2]
# ! usage: notes list [-h] [--tag {home,work,urgent} | --untagged]
# !                   [--sort {title,length}] [--reverse | --no-reverse]
# ! notes list: error: argument --untagged: not allowed with argument --tag
# $ notes ls --tag play
# [status 2]
# ! usage: notes list [-h] [--tag {home,work,urgent} | --untagged]
# !                   [--sort {title,length}] [--reverse | --no-reverse]
# ! notes list: error: argument --tag: invalid choice: 'play' (choose from 'home', 'work', 'urgent')
# $ notes ls --sor=size
# [status 2]
# ! usage: notes list [-h] [--tag {home,work,urgent} | --untagged]
# !                   [--sort {title,length}] [--reverse | --no-reverse]
# ! notes list: error: argument --sort: invalid choice: 'size' (choose from 'title', 'length')
# $ notes shrink 150 haiku
# [status 2]
# ! usage: notes shrink [-h] [--at-least AT_LEAST] ratio titles [titles ...]
# ! notes shrink: error: argument ratio: 150 is not between 0 and 100
# $ notes shrink fifty haiku
# [status 2]
# ! usage: notes shrink [-h] [--at-least AT_LEAST] ratio titles [titles ...]
# ! notes shrink: error: argument ratio: invalid percentage value: 'fifty'
# $ notes shrink 50
# [status 2]
# ! usage: notes shrink [-h] [--at-least AT_LEAST] ratio titles [titles ...]
# ! notes shrink: error: the following arguments are required: titles
# $ notes add t --meta novalue
# [status 2]
# ! usage: notes add [-h] [-v] [--tag TAGS] [--meta KEY=VALUE [KEY=VALUE ...]]
# !                  title [words ...]
# ! notes add: error: argument --meta: 'novalue' is not KEY=VALUE
# $ notes add t --tag
# [status 2]
# ! usage: notes add [-h] [-v] [--tag TAGS] [--meta KEY=VALUE [KEY=VALUE ...]]
# !                  title [words ...]
# ! notes add: error: argument --tag/-t: expected one argument
# $ notes lst
# [status 2]
# ! usage: notes [-h] [-v] [--version] [--store FILE] COMMAND ...
# ! notes: error: argument COMMAND: invalid choice: 'lst' (choose from 'add', 'list', 'ls', 'shrink', 'exec')
# $ notes
# [status 2]
# ! usage: notes [-h] [-v] [--version] [--store FILE] COMMAND ...
# ! notes: error: the following arguments are required: COMMAND
# $ notes --unknown ls
# [status 2]
# ! usage: notes [-h] [-v] [--version] [--store FILE] COMMAND ...
# ! notes: error: unrecognized arguments: --unknown
# $ notes ls extra
# [status 2]
# ! usage: notes [-h] [-v] [--version] [--store FILE] COMMAND ...
# ! notes: error: unrecognized arguments: extra
# $ notes --version
# notes 1.4
# [status 0]
# $ notes --help
# usage: notes [-h] [-v] [--version] [--store FILE] COMMAND ...
#
# Keeps notes.
#
# options:
#   -h, --help     show this help message and exit
#   -v, --verbose  say more (repeatable) (default: 0)
#   --version      show program's version number and exit
#   --store FILE   where notes are kept (default: ~/notes.db)
#
# commands:
#   COMMAND
#     add          add a note
#     list (ls)    list notes
#     shrink       shorten notes
#
# Notes live in notes.db.
# [status 0]
# $ notes add -h
# usage: notes add [-h] [-v] [--tag TAGS] [--meta KEY=VALUE [KEY=VALUE ...]]
#                  title [words ...]
#
# positional arguments:
#   title
#   words                 the text
#
# options:
#   -h, --help            show this help message and exit
#   -v, --verbose         say more (repeatable)
#   --tag, -t TAGS        may be repeated
#   --meta KEY=VALUE [KEY=VALUE ...]
# [status 0]
# $ notes ls -h
# usage: notes list [-h] [--tag {home,work,urgent} | --untagged]
#                   [--sort {title,length}] [--reverse | --no-reverse]
#
# options:
#   -h, --help            show this help message and exit
#   --tag {home,work,urgent}
#   --untagged
#   --sort {title,length}
#   --reverse, --no-reverse
# [status 0]
# home ['--what', '5']
# Namespace(b=1, a='two', **{'odd name': None})
