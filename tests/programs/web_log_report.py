"""A report over a web server's access log: who asked for what, when, and how it went."""

import io
import re
from collections import Counter, defaultdict, namedtuple
from datetime import datetime, timedelta, timezone
from operator import attrgetter

LOG = '''\
203.0.113.7 - - [12/Mar/2024:08:01:12 +0000] "GET / HTTP/1.1" 200 5120 "-" "Mozilla/5.0"
203.0.113.7 - - [12/Mar/2024:08:01:13 +0000] "GET /style.css HTTP/1.1" 200 812 "/" "Mozilla/5.0"
198.51.100.23 - alice [12/Mar/2024:10:02:55 +0200] "POST /login HTTP/1.1" 302 0 "/login" "curl/8.4"
198.51.100.23 - alice [12/Mar/2024:10:03:01 +0200] "GET /account?tab=orders&page=2 HTTP/1.1" 200 9001 "-" "curl/8.4"
192.0.2.44 - - [12/Mar/2024:09:15:00 +0000] "GET /missing.png HTTP/1.1" 404 153 "-" "bot"
192.0.2.44 - - [12/Mar/2024:09:15:01 +0000] "GET /missing.png HTTP/1.1" 404 153 "-" "bot"
192.0.2.44 - - [12/Mar/2024:09:15:02 +0000] "GET /robots.txt HTTP/1.0" 200 68 "-" "bot"
this line is broken
203.0.113.7 - - [12/Mar/2024:11:59:59 +0000] "DELETE /account HTTP/1.1" 500 - "-" "Mozilla/5.0"
2001:db8::1 - bob [12/Mar/2024:12:00:00 -0530] "GET / HTTP/2" 200 5120 "https://example.com/?q=\\"hi\\"" "Safari"
'''

LINE = re.compile(
    r"""
    (?P<host>\S+) \s \S+ \s (?P<user>\S+) \s
    \[ (?P<time>[^\]]+) \] \s
    "(?P<method>[A-Z]+) \s (?P<path>[^\s?"]*) (?:\?(?P<query>\S*))? \s HTTP/(?P<version>[\d.]+)" \s
    (?P<status>\d{3}) \s (?P<size>\d+|-) \s
    "(?P<referrer>(?:[^"\\]|\\.)*)" \s "(?P<agent>[^"]*)"
    """,
    re.VERBOSE,
)

Request = namedtuple("Request", "host user time method path query status size referrer agent")


class MalformedLine(ValueError):
    def __init__(self, number, text):
        super().__init__(f"line {number}: {text!r}")
        self.number = number


def parse(stream):
    """Yields a Request for each good line, and a MalformedLine for each bad one."""
    for number, line in enumerate(stream, 1):
        line = line.rstrip("\n")
        match = LINE.fullmatch(line)
        if match is None:
            yield MalformedLine(number, line)
            continue
        fields = match.groupdict(default="")
        del fields["version"]
        fields.update(
            user=None if fields["user"] == "-" else fields["user"],
            time=datetime.strptime(fields["time"], "%d/%b/%Y:%H:%M:%S %z").astimezone(timezone.utc),
            status=int(fields["status"]),
            size=0 if fields["size"] == "-" else int(fields["size"]),
            referrer=re.sub(r"\\(.)", r"\1", fields["referrer"]),
        )
        yield Request(**fields)


def human(size):
    for unit in "B", "KiB", "MiB":
        if size < 1024:
            return f"{size:.1f} {unit}" if unit != "B" else f"{size} B"
        size /= 1024
    return f"{size:.1f} GiB"


def sessions(requests, gap=timedelta(minutes=30)):
    """Groups requests of one host that are not further apart than `gap`."""
    open_sessions = {}
    for request in sorted(requests, key=attrgetter("time")):
        current = open_sessions.get(request.host)
        if current and request.time - current[-1].time <= gap:
            current.append(request)
        else:
            if current:
                yield current
            open_sessions[request.host] = [request]
    yield from open_sessions.values()


def section(title):
    print()
    print(title)
    print("-" * len(title))


def main():
    good, bad = [], []
    for item in parse(io.StringIO(LOG)):
        (bad if isinstance(item, MalformedLine) else good).append(item)

    print(f"{len(good)} requests, {len(bad)} malformed lines")
    for error in bad:
        print("  skipped", error)

    section("By status")
    for status, count in sorted(Counter(r.status for r in good).items()):
        print(f"{status}  {'#' * count:<8}{count / len(good):>7.1%}")

    section("Traffic by path")
    traffic = defaultdict(lambda: [0, 0])
    for request in good:
        entry = traffic[request.path]
        entry[0] += 1
        entry[1] += request.size
    for path, (hits, size) in sorted(traffic.items(), key=lambda item: (-item[1][1], item[0])):
        print(f"{path:<16}{hits:>3} {human(size):>10}")

    section("By hour (UTC)")
    hours = Counter(r.time.replace(minute=0, second=0) for r in good)
    for hour in sorted(hours):
        print(hour.strftime("%Y-%m-%d %H:00"), hours[hour], sep="  ")

    section("Sessions")
    for session in sorted(sessions(good), key=lambda s: (s[0].time, s[0].host)):
        first, last = session[0], session[-1]
        who = next((r.user for r in session if r.user), "anonymous")
        steps = " > ".join(f"{r.method} {r.path}" for r in session)
        print(f"{first.host} ({who}) {last.time - first.time}: {steps}")

    section("Curiosities")
    print("queries:", [r.query for r in good if r.query])
    print("referrers:", sorted({r.referrer for r in good} - {"-"}))
    print("users:", *sorted(filter(None, {r.user for r in good})))
    slow = max(good, key=attrgetter("size"))
    print("largest:", slow._replace(agent="…"))
    print("fields:", ", ".join(Request._fields))


if __name__ == "__main__":
    main()

# expect:
# 9 requests, 1 malformed lines
#   skipped line 8: 'this line is broken'
#
# By status
# ---------
# 200  #####     55.6%
# 302  #         11.1%
# 404  ##        22.2%
# 500  #         11.1%
#
# Traffic by path
# ---------------
# /                 2   10.0 KiB
# /account          2    8.8 KiB
# /style.css        1      812 B
# /missing.png      2      306 B
# /robots.txt       1       68 B
# /login            1        0 B
#
# By hour (UTC)
# -------------
# 2024-03-12 08:00  4
# 2024-03-12 09:00  3
# 2024-03-12 11:00  1
# 2024-03-12 17:00  1
#
# Sessions
# --------
# 203.0.113.7 (anonymous) 0:00:01: GET / > GET /style.css
# 198.51.100.23 (alice) 0:00:06: POST /login > GET /account
# 192.0.2.44 (anonymous) 0:00:02: GET /missing.png > GET /missing.png > GET /robots.txt
# 203.0.113.7 (anonymous) 0:00:00: DELETE /account
# 2001:db8::1 (bob) 0:00:00: GET /
#
# Curiosities
# -----------
# queries: ['tab=orders&page=2']
# referrers: ['/', '/login', 'https://example.com/?q="hi"']
# users: alice bob
# largest: Request(host='198.51.100.23', user='alice', time=datetime.datetime(2024, 3, 12, 8, 3, 1, tzinfo=datetime.timezone.utc), method='GET', path='/account', query='tab=orders&page=2', status=200, size=9001, referrer='-', agent='…')
# fields: host, user, time, method, path, query, status, size, referrer, agent
