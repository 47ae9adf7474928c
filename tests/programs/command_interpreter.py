"""A little shell on cmd and shlex: pipes, variables, history, completion, help; played from a script."""

import cmd
import io
import operator
import shlex
from functools import reduce

SCRIPT = """\
# comments are skipped
set greeting "hello there"
echo $greeting '$greeting' ${greeting}!
seq 1 5 | sum
seq 1 10 | grep 1 | count
seq 3 | upper nothing | sort -r
echo b a c | words | sort
calc 2 * (3 + 4)
calc 1 / 0
frobnicate now
echo "unbalanced
alias twice "seq 2"
twice | sum
!2
?echo
help nothing
help calc
?
history

repeat 3 echo again
unset greeting
echo [$greeting]
quit
echo never reached
"""


class Shell(cmd.Cmd):
    intro = "Type help or ? for commands."
    prompt = "$ "
    doc_header = "Commands"
    ruler = "~"

    def __init__(self, stdin, stdout):
        super().__init__(stdin=stdin, stdout=stdout)
        self.use_rawinput = False
        self.variables, self.aliases, self.lines = {"ME": "shell"}, {}, []
        self.pending = []

    # How lines are read

    def precmd(self, line):
        if line.startswith("!"):
            try:
                line = self.lines[int(line[1:]) - 1]
            except (ValueError, IndexError):
                self.say(f"no such line: {line}")
                return ""
        if line and not line.startswith(("#", "EOF")):
            self.lines.append(line)
        return "" if line.startswith("#") else line

    def onecmd(self, line):
        try:
            stages = self.split(line)
        except ValueError as error:
            self.say(f"syntax: {error}")
            return False
        if len(stages) < 2:
            return super().onecmd(self.expand(line) if stages and not line.startswith("set") else line)
        data = None
        for stage in stages:
            data = self.filter(stage, data)
            if data is None:
                return False
        self.say(*data, sep="\n")

    def emptyline(self):
        """By default the last command would run again."""

    def default(self, line):
        if line == "EOF":
            return True
        name, *rest = shlex.split(line)
        if name in self.aliases:
            return self.onecmd(shlex.join([*self.aliases[name], *rest]))
        self.say(f"unknown: {name}")

    def split(self, line):
        lexer = shlex.shlex(line, posix=True, punctuation_chars="|")
        lexer.wordchars += "$!{}[]?"
        stages = [[]]
        for token in lexer:
            if token == "|":
                stages.append([])
            else:
                stages[-1].append(token)
        return [stage for stage in stages if stage]

    def expand(self, line):
        out = []
        for token in shlex.split(line, posix=False):
            if not token.startswith("'"):
                for name, value in self.variables.items():
                    token = token.replace(f"${{{name}}}", value).replace(f"${name}", value)
            out.append(token)
        return " ".join(out)

    def filter(self, words, data):
        words = self.aliases.get(words[0], words[:1]) + words[1:]
        match words:
            case ["seq", *limits]:
                limits = list(map(int, limits))
                return map(str, range(1 if len(limits) == 1 else limits[0], limits[-1] + 1))
            case ["sum"]:
                return [str(reduce(operator.add, map(int, data)))]
            case ["grep", text]:
                return [line for line in data if text in line]
            case ["count"]:
                return [str(sum(1 for _ in data))]
            case ["sort", *options]:
                return sorted(data, reverse="-r" in options)
            case ["words"]:
                return " ".join(data).split()
            case ["upper", *_]:
                return [line.upper() for line in data]
            case ["echo", *rest]:
                return [" ".join(rest)]
        self.say(f"not a filter: {words[0]}")

    def say(self, *words, sep=" "):
        print(*words, sep=sep, file=self.stdout)

    # Commands

    def do_echo(self, line):
        """echo WORDS: say them."""
        self.say(*shlex.split(line))

    def do_set(self, line):
        """set NAME VALUE"""
        name, value = shlex.split(line)
        self.variables[name] = value

    def do_unset(self, line):
        self.variables.pop(line, None)

    def do_seq(self, line):
        self.say(*self.filter(["seq", *line.split()], None))

    def do_calc(self, line):
        try:
            self.say(eval(line, {"__builtins__": {}}))
        except (ArithmeticError, SyntaxError, NameError) as error:
            self.say(f"{type(error).__name__}: {error}")

    def help_calc(self):
        self.say("calc EXPRESSION: as Python would.")

    def help_pipes(self):
        self.say("a | b")

    def do_alias(self, line):
        name, meaning = shlex.split(line)
        self.aliases[name] = shlex.split(meaning)

    def do_repeat(self, line):
        times, rest = line.split(maxsplit=1)
        self.cmdqueue += [rest] * int(times)

    def do_history(self, line):
        for number, text in enumerate(self.lines[:3], 1):
            self.say(f"{number:>3} {text}")

    def do_quit(self, line):
        return True

    def complete_unset(self, text, line, begin, end):
        return [name for name in sorted(self.variables) if name.startswith(text)]

    def postloop(self):
        self.say("bye")


class Echoing(io.StringIO):
    """Shows what was typed after the prompt, as a terminal does."""

    def __init__(self, text, out):
        super().__init__(text)
        self.out = out

    def readline(self):
        line = super().readline()
        self.out.write(line or "\n")
        return line


def main():
    out = io.StringIO()
    shell = Shell(Echoing(SCRIPT, out), out)
    shell.cmdloop()
    print("\n".join(line.rstrip() for line in out.getvalue().splitlines()))

    print(shell.completenames("h"), shell.complete_unset("M", "unset M", 6, 7), shell.complete_help("pi", "help pi", 5, 7), shell.parseline("calc 1"), shell.parseline("!x y"), shell.parseline("? z"), shell.parseline("  "), sep="\n")
    out.truncate(0)
    out.seek(0)
    shell.columnize([f"item{n}" for n in range(12)], displaywidth=40)
    print("\n".join(line.rstrip() for line in out.getvalue().splitlines()))

    print("== shlex")
    for text in ('a "b c" d', "it\\'s 'single quoted \\n' \"double \\\" \\n\"", "x=1;y>2 # comment", "''", "a\\ b", "é ü", "--opt='v w'"):
        print(f"{text!r:<50}", shlex.split(text), shlex.split(text, comments=True) == shlex.split(text))
    print(shlex.join(["a b", "c", "it's", "", "$x", "é", "~/f"]), shlex.quote("a'b"), shlex.quote("safe_@%+=:,./-"), shlex.split(shlex.join(["q\"u'o", "\\"])))
    for text in ("'open", "back\\", '"a'):
        try:
            print(shlex.split(text))
        except ValueError as error:
            print(f"{text}: {error}")
    print(list(shlex.shlex("a && b||c; d>>e 'f g' (h)", punctuation_chars=True)), list(shlex.shlex("a.b = 'c d' # no\n e", posix=False)))
    lexer = shlex.shlex("one 'two\nthree' four", infile="script", posix=True)
    lexer.push_token("zero")
    print([lexer.get_token() for _ in range(5)], lexer.lineno, lexer.error_leader(), lexer.eof)
    lexer = shlex.shlex("name: value, x.y -- a-b", posix=True)
    lexer.whitespace += ","
    lexer.whitespace_split = True
    lexer.quotes, lexer.commenters = "", ""
    print(list(lexer))


if __name__ == "__main__":
    main()

# expect:
# Type help or ? for commands.
# $ # comments are skipped
# $ set greeting "hello there"
# $ echo $greeting '$greeting' ${greeting}!
# hello there $greeting hello there!
# $ seq 1 5 | sum
# 15
# $ seq 1 10 | grep 1 | count
# 2
# $ seq 3 | upper nothing | sort -r
# 3
# 2
# 1
# $ echo b a c | words | sort
# a
# b
# c
# $ calc 2 * (3 + 4)
# 14
# $ calc 1 / 0
# ZeroDivisionError: division by zero
# $ frobnicate now
# unknown: frobnicate
# $ echo "unbalanced
# syntax: No closing quotation
# $ alias twice "seq 2"
# $ twice | sum
# 3
# $ !2
# hello there $greeting hello there!
# $ ?echo
# echo WORDS: say them.
# $ help nothing
# *** No help on nothing
# $ help calc
# calc EXPRESSION: as Python would.
# $ ?
#
# Commands
# ~~~~~~~~
# calc  echo  help  set
#
# Miscellaneous help topics:
# ~~~~~~~~~~~~~~~~~~~~~~~~~~
# pipes
#
# Undocumented commands:
# ~~~~~~~~~~~~~~~~~~~~~~
# alias  history  quit  repeat  seq  unset
#
# $ history
#   1 set greeting "hello there"
#   2 echo $greeting '$greeting' ${greeting}!
#   3 seq 1 5 | sum
# $
# $ repeat 3 echo again
# again
# again
# again
# $ unset greeting
# $ echo [$greeting]
# [$greeting]
# $ quit
# bye
# ['help', 'history']
# ['ME']
# ['pipes']
# ('calc', '1', 'calc 1')
# (None, None, '!x y')
# ('help', 'z', 'help  z')
# (None, None, '')
# item0  item3  item6  item9
# item1  item4  item7  item10
# item2  item5  item8  item11
# == shlex
# 'a "b c" d'                                        ['a', 'b c', 'd'] True
# 'it\\\'s \'single quoted \\n\' "double \\" \\n"'   ["it's", 'single quoted \\n', 'double " \\n'] True
# 'x=1;y>2 # comment'                                ['x=1;y>2', '#', 'comment'] False
# "''"                                               [''] True
# 'a\\ b'                                            ['a b'] True
# 'é ü'                                              ['é', 'ü'] True
# "--opt='v w'"                                      ['--opt=v w'] True
# 'a b' c 'it'"'"'s' '' '$x' 'é' '~/f' 'a'"'"'b' safe_@%+=:,./- ['q"u\'o', '\\']
# 'open: No closing quotation
# back\: No escaped character
# "a: No closing quotation
# ['a', '&&', 'b', '||', 'c', ';', 'd', '>>', 'e', "'f g'", '(', 'h', ')'] ['a', '.', 'b', '=', "'c d'", 'e']
# ['zero', 'one', 'two\nthree', 'four', None] 2 "script", line 2:  None
# ['name:', 'value', 'x.y', '--', 'a-b']
