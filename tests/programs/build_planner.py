"""Plans a build: targets and prerequisites in a graph, what is stale, in which order, on how many workers."""

import hashlib
import json
from collections import ChainMap, defaultdict
from concurrent.futures import CancelledError, Future, InvalidStateError
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from itertools import count
from textwrap import dedent

MAKEFILE = """
# program and its parts
app: main.o util.o libfmt.a
    link {inputs} -> {target}
    cost 5
main.o: main.c util.h
    cc {inputs}
    cost 3
util.o: util.c util.h
    cc {inputs}
    cost 2
libfmt.a: fmt.o float.o
    ar {inputs}
fmt.o: fmt.c
    cc {inputs}
    cost 4
float.o: float.c fmt.h
    cc {inputs}
    cost 4
fmt.h: fmt.h.in
    configure
docs: manual.md
    render {inputs}
    cost 6
all: app docs
"""


@dataclass
class Rule:
    target: str
    inputs: list[str]
    commands: list[str] = field(default_factory=list)
    cost: int = 1

    def lines(self):
        return [c.format(inputs=" ".join(self.inputs), target=self.target) for c in self.commands]


class ParseError(Exception):
    def __init__(self, message, number):
        super().__init__(f"line {number}: {message}")


def parse(text):
    rules, current = {}, None
    for number, line in enumerate(dedent(text).splitlines(), 1):
        match line.split():
            case [] | ["#", *_]:
                pass
            case _ if not line[0].isspace():
                target, colon, inputs = line.partition(":")
                if not colon:
                    raise ParseError(f"no colon in {line!r}", number)
                if target in rules:
                    raise ParseError(f"{target} has two rules", number)
                current = rules[target] = Rule(target, inputs.split())
            case _ if current is None:
                raise ParseError("a command without a target", number)
            case ["cost", amount]:
                current.cost = int(amount)
            case words:
                current.commands.append(" ".join(words))
    return rules


class Plan:
    def __init__(self, rules, files):
        self.rules, self.files = rules, files
        self.record = {}

    @cached_property
    def graph(self):
        return {target: set(rule.inputs) for target, rule in self.rules.items()}

    def needed_for(self, goal):
        seen, todo = set(), [goal]
        while todo:
            if (target := todo.pop()) not in seen:
                seen.add(target)
                todo += self.graph.get(target, ())
                if target not in self.graph and target not in self.files:
                    raise FileNotFoundError(f"no rule for {target!r}")
        return {target: self.graph.get(target, set()) & seen for target in seen}

    def signature(self, target, known):
        rule = self.rules.get(target)
        content = self.files[target] if rule is None else json.dumps([rule.lines(), [known[i] for i in rule.inputs]])
        return hashlib.sha256(content.encode()).hexdigest()[:8]

    def order(self, goal):
        sorter, out = TopologicalSorter(self.needed_for(goal)), []
        sorter.prepare()
        while sorter.is_active():
            layer = sorted(sorter.get_ready())
            out.append(layer)
            sorter.done(*layer)
        return out

    def build(self, goal):
        """Runs what is stale; what has run is recorded by the signature of everything it came from."""
        known, ran = {}, []
        for layer in self.order(goal):
            for target in layer:
                known[target] = self.signature(target, known)
                if target in self.rules and self.record.get(target) != known[target]:
                    ran.append(target)
        self.record.update(known)
        return ran

    def critical_path(self, goal):
        longest = {}
        for target in TopologicalSorter(self.needed_for(goal)).static_order():
            before = max(self.graph.get(target, ()), key=lambda t: (longest[t][0], t), default=None)
            cost = self.rules[target].cost if target in self.rules else 0
            longest[target] = (cost + (longest[before][0] if before else 0), before)
        path, at = [], goal
        while at:
            path.append(at)
            at = longest[at][1]
        return longest[goal][0], path[::-1]

    def simulate(self, goal, workers):
        """Who does what and when: jobs become futures, done in simulated time, the most expensive first."""
        sorter = TopologicalSorter(self.needed_for(goal))
        sorter.prepare()
        now, running, waiting, serial, chart = 0, [], [], count(), defaultdict(list)
        free = list(range(workers))
        futures = {}
        while sorter.is_active():
            for target in sorted(sorter.get_ready()):
                rule = self.rules.get(target)
                if rule is None or not rule.commands:
                    sorter.done(target)
                else:
                    heappush(waiting, (-rule.cost, target))
            while waiting and free:
                cost, target = heappop(waiting)
                worker = heappop(free)
                futures[target] = future = Future()
                future.set_running_or_notify_cancel()
                future.add_done_callback(lambda f, w=worker, t=target: chart[w].append(f"{t}@{f.result()}"))
                heappush(running, (now - cost, next(serial), worker, target))
            if running:
                now, _, worker, target = heappop(running)
                heappush(free, worker)
                futures[target].set_result(now)
                sorter.done(target)
        return now, dict(sorted(chart.items()))


def refused(action):
    try:
        print("accepted:", action())
    except Exception as error:
        print(f"{type(error).__name__}: {error}".partition(" at 0x")[0].rstrip())


def main():
    names = ["main.c", "util.c", "util.h", "fmt.c", "float.c", "fmt.h.in", "manual.md"]
    files = {name: f"/* {name} */" for name in names}
    overlay = ChainMap({}, files)
    plan = Plan(parse(MAKEFILE), overlay)
    print(*plan.order("app"), sep="\n")
    print("first:", plan.build("all"))
    print("again:", plan.build("all"))
    for change in ("fmt.h.in", "util.h", "manual.md"):
        overlay[change] = "changed"
        print(f"{change}:", plan.build("all"))
    overlay.maps[0].clear()
    print("reverted:", plan.build("app"), plan.build("all"))
    plan.rules["util.o"].commands.append("strip {target}")
    print("command:", plan.build("app"), plan.rules["util.o"].lines())

    print(plan.critical_path("app"), plan.critical_path("docs"))
    for workers in (1, 2, 3):
        print(workers, *plan.simulate("all", workers))

    plan.graph["fmt.h.in"] = {"app"}
    try:
        plan.order("app")
    except CycleError as error:
        cycle = error.args[1]
        start = cycle.index("app")
        print(error.args[0], cycle[start:-1] + cycle[:start], cycle[0] == cycle[-1])
    refused(lambda: Plan(parse("a: b"), {}).build("a"))
    for text in ("no colon", "a:\na:", "  command", "x:\n  cost high"):
        refused(lambda: parse("\n" + text))

    sorter = TopologicalSorter({"d": ["b", "c"]})
    sorter.add("b", "a")
    sorter.add("c", "a")
    sorter.add("lonely")
    refused(sorter.get_ready)
    sorter.prepare()
    print(sorted(sorter.get_ready()), sorter.get_ready(), bool(sorter))
    refused(lambda: sorter.add("late"))
    refused(lambda: sorter.done("d"))
    refused(lambda: sorter.done("nobody"))
    sorter.done("a", "lonely")
    refused(lambda: sorter.done("a"))
    print(sorted(sorter.get_ready()), sorter.is_active())
    print(list(TopologicalSorter({1: [2], 2: [3]}).static_order()), list(TopologicalSorter().static_order()))
    refused(lambda: list(TopologicalSorter({1: [1]}).static_order()))
    refused(lambda: TopologicalSorter({1: [[]]}))

    future, seen = Future(), []
    future.add_done_callback(seen.append)
    print(future.cancel(), future.cancelled(), seen == [future], future.done())
    refused(future.result)
    failing = Future()
    failing.set_exception(KeyError("k"))
    print(repr(failing.exception()), failing.running())
    refused(lambda: failing.set_result(1))
    refused(lambda: Future().result(timeout=0))
    print(issubclass(CancelledError, Exception), InvalidStateError.__name__)


if __name__ == "__main__":
    main()

# expect:
# ['float.c', 'fmt.c', 'fmt.h.in', 'main.c', 'util.c', 'util.h']
# ['fmt.h', 'fmt.o', 'main.o', 'util.o']
# ['float.o']
# ['libfmt.a']
# ['app']
# first: ['docs', 'fmt.h', 'fmt.o', 'main.o', 'util.o', 'float.o', 'libfmt.a', 'app', 'all']
# again: []
# fmt.h.in: ['fmt.h', 'float.o', 'libfmt.a', 'app', 'all']
# util.h: ['main.o', 'util.o', 'app', 'all']
# manual.md: ['docs', 'all']
# reverted: ['fmt.h', 'main.o', 'util.o', 'float.o', 'libfmt.a', 'app'] ['docs', 'all']
# command: ['util.o', 'app'] ['cc util.c util.h', 'strip util.o']
# (11, ['fmt.h.in', 'fmt.h', 'float.o', 'libfmt.a', 'app']) (6, ['manual.md', 'docs'])
# 1 26 {0: ['docs@6', 'fmt.o@10', 'main.o@13', 'util.o@15', 'fmt.h@16', 'float.o@20', 'libfmt.a@21', 'app@26']}
# 2 18 {0: ['docs@6', 'util.o@8', 'float.o@12', 'libfmt.a@13', 'app@18'], 1: ['fmt.o@4', 'main.o@7', 'fmt.h@8']}
# 3 15 {0: ['docs@6', 'libfmt.a@10', 'app@15'], 1: ['fmt.o@4', 'fmt.h@5', 'float.o@9'], 2: ['main.o@3', 'util.o@5']}
# nodes are in a cycle ['app', 'fmt.h.in', 'fmt.h', 'float.o', 'libfmt.a'] True
# FileNotFoundError: no rule for 'b'
# ParseError: line 2: no colon in 'no colon'
# ParseError: line 3: a has two rules
# ParseError: line 2: no colon in 'command'
# ValueError: invalid literal for int() with base 10: 'high'
# ValueError: prepare() must be called first
# ['a', 'lonely'] () True
# ValueError: Nodes cannot be added after a call to prepare()
# ValueError: node 'd' was not passed out (still not ready)
# ValueError: node 'nobody' was not added using add()
# ValueError: node 'a' was already marked done
# ['b', 'c'] True
# [3, 2, 1] []
# CycleError: ('nodes are in a cycle', [1, 1])
# TypeError: cannot use 'list' as a dict key (unhashable type: 'list')
# True True True True
# CancelledError:
# KeyError('k') False
# InvalidStateError: FINISHED: <Future
# TimeoutError:
# True InvalidStateError
