"""Logging to several places at once: levels, filters, formatters, adapters, buffering and configuration by dict."""

import io
import json
import logging
import logging.config
import logging.handlers
import queue
import re
import sys
import warnings


class JsonFormatter(logging.Formatter):
    """One object per line; whatever was given in `extra` goes along."""

    standard = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}

    def format(self, record):
        data = {"level": record.levelname, "logger": record.name, "text": record.getMessage(), "line": record.funcName}
        data |= {key: value for key, value in vars(record).items() if key not in self.standard}
        if record.exc_info:
            data["error"] = repr(record.exc_info[1])
        return json.dumps(data, sort_keys=True, default=str)


class Redactor(logging.Filter):
    """Changes records on their way: a password never reaches a handler."""

    def filter(self, record):
        if "password" not in record.getMessage():
            return True
        changed = logging.makeLogRecord(vars(record))
        changed.msg, changed.args = re.sub(r"(password=)\S+", r"\1***", record.getMessage()), ()
        return changed


class CountingHandler(logging.Handler):
    def __init__(self, level=logging.NOTSET):
        super().__init__(level)
        self.counts = {}

    def emit(self, record):
        self.counts[record.levelname] = self.counts.get(record.levelname, 0) + 1


class Context(logging.LoggerAdapter):
    def process(self, message, kwargs):
        kwargs["extra"] = self.extra | kwargs.get("extra", {})
        return f"[{self.extra['request']}] {message}", kwargs


def handler(stream, level, formatter, kind=logging.StreamHandler):
    made = kind(stream)
    made.setLevel(level)
    made.setFormatter(formatter)
    return made


def show(title, stream):
    print(f"== {title}")
    print(re.sub(r'File ".*?", line \d+', "File …", stream.getvalue()).rstrip())


def work(log):
    log.debug("starting %s with %d items", "work", 3)
    log.info("login user=%(user)s password=%(password)s", {"user": "ann", "password": "secret"})
    log.warning("disk %.1f%% full", 93.456, extra={"disk": "sda1", "free": 7})
    try:
        {}["missing"]
    except KeyError:
        log.exception("could not look up")
    log.critical("going down", stack_info=False)


def main():
    logging.addLevelName(25, "NOTICE")
    console, details, rows = io.StringIO(), io.StringIO(), io.StringIO()
    root, app, db = logging.getLogger(), logging.getLogger("app"), logging.getLogger("app.db")
    root.setLevel(logging.WARNING)
    counter = CountingHandler()
    root.addHandler(handler(console, logging.WARNING, logging.Formatter("%(levelname)-8s|%(name)s|%(message)s")))
    root.addHandler(counter)
    app.setLevel(logging.DEBUG)
    app.addHandler(handler(details, logging.DEBUG, logging.Formatter("{levelname[0]} {name:<7} {funcName}: {message}", style="{")))
    app.addFilter(Redactor())
    db.addHandler(handler(rows, logging.INFO, JsonFormatter()))

    work(app)
    work(Context(db, {"request": "r-17"}))
    logging.getLogger("other").info("not loud enough")
    logging.getLogger("other").warning("heard")
    app.log(25, "a notice for %s", "everyone")
    app.info("%s and %s", 1, 2)
    show("console", console)
    show("details", details)
    show("rows", rows)
    print(counter.counts, app.getEffectiveLevel(), db.level, db.parent is app, app.parent is root, db.isEnabledFor(10), app.hasHandlers())
    print(repr(app), repr(db.handlers[0].formatter).split(" ")[0], root, logging.getLevelName(25), logging.getLevelName("NOTICE"), logging.getLevelName(26), sorted(c.name for c in app.getChildren()))

    logging.disable(logging.ERROR)
    print(app.isEnabledFor(logging.ERROR), app.isEnabledFor(logging.CRITICAL))
    logging.disable(logging.NOTSET)
    db.propagate = False
    before = len(details.getvalue())
    db.warning("stays here")
    print(len(details.getvalue()) == before, json.loads(rows.getvalue().splitlines()[-1])["text"])

    target = io.StringIO()
    memory = logging.handlers.MemoryHandler(3, flushLevel=logging.ERROR, target=logging.StreamHandler(target))
    box = logging.Logger("box")
    box.addHandler(memory)
    box.info("one")
    box.info("two")
    print(repr(target.getvalue()), len(memory.buffer))
    box.error("three")
    print(repr(target.getvalue()), len(memory.buffer))

    records = queue.Queue()
    remote = logging.Logger("remote")
    remote.addHandler(logging.handlers.QueueHandler(records))
    remote.warning("number %d", 5)
    record = records.get()
    print(record.getMessage(), record.args, record.levelno, type(record).__name__)

    stream = io.StringIO()
    logging.config.dictConfig({
        "version": 1,
        "disable_existing_loggers": True,
        "formatters": {
            "dollar": {"style": "$", "format": "$name -> $message ($where)", "defaults": {"where": "nowhere"}},
            "json": {"()": JsonFormatter},
        },
        "filters": {"short": {"()": lambda: lambda record: len(record.getMessage()) < 12}},
        "handlers": {
            "a": {"class": "logging.StreamHandler", "stream": stream, "formatter": "dollar", "filters": ["short"]},
            "b": {"class": "logging.StreamHandler", "stream": stream, "formatter": "json", "level": "ERROR"},
        },
        "loggers": {"configured": {"level": "INFO", "handlers": ["a", "b"], "propagate": False}},
    })
    configured = logging.getLogger("configured")
    configured.info("short")
    configured.info("far too long a message")
    configured.error("both", extra={"where": "here"})
    show("configured", stream)
    print(app.disabled, configured.disabled)
    try:
        logging.config.dictConfig({"version": 1, "handlers": {"x": {"class": "no.such.Handler"}}})
    except ValueError as error:
        print(error, "<-", repr(error.__cause__))

    for action in (lambda: app.setLevel("LOUD"), lambda: app.log("high", "x"), lambda: logging.Formatter("%(message", style="%"), lambda: logging.Formatter("{x!z}", style="{"), lambda: logging.Formatter("x", style="?"), lambda: logging.getLogger(5)):
        try:
            action()
            print("accepted")
        except (ValueError, TypeError) as error:
            print(f"{type(error).__name__}: {error}")

    errors, sys.stderr = sys.stderr, io.StringIO()
    try:
        bare = logging.Logger("bare")
        bare.warning("nobody listens, the last resort does")
        bare.addHandler(logging.StreamHandler(io.StringIO()))
        bare.warning("%d items", "three")
        said = sys.stderr.getvalue()
    finally:
        sys.stderr = errors
    lines = said.splitlines()
    print(lines[0], lines[1], lines[-2:], next(line for line in lines if line.startswith("TypeError")), sep="\n")

    logging.captureWarnings(True)
    caught = io.StringIO()
    logging.getLogger("py.warnings").addHandler(logging.StreamHandler(caught))
    warnings.simplefilter("always")
    warnings.warn("old thing", DeprecationWarning)
    logging.captureWarnings(False)
    print(re.sub(r"^.*?:\d+", "FILE", caught.getvalue()).splitlines())
    logging.shutdown()


if __name__ == "__main__":
    main()

# expect:
# == console
# WARNING |app|disk 93.5% full
# ERROR   |app|could not look up
# Traceback (most recent call last):
#   File …, in work
#     {}["missing"]
#     ~~^^^^^^^^^^^
# KeyError: 'missing'
# CRITICAL|app|going down
# WARNING |app.db|[r-17] disk 93.5% full
# ERROR   |app.db|[r-17] could not look up
# Traceback (most recent call last):
#   File …, in work
#     {}["missing"]
#     ~~^^^^^^^^^^^
# KeyError: 'missing'
# CRITICAL|app.db|[r-17] going down
# WARNING |other|heard
# == details
# D app     work: starting work with 3 items
# I app     work: login user=ann password=***
# W app     work: disk 93.5% full
# E app     work: could not look up
# Traceback (most recent call last):
#   File …, in work
#     {}["missing"]
#     ~~^^^^^^^^^^^
# KeyError: 'missing'
# C app     work: going down
# D app.db  work: [r-17] starting work with 3 items
# I app.db  work: [r-17] login user=ann password=secret
# W app.db  work: [r-17] disk 93.5% full
# E app.db  work: [r-17] could not look up
# Traceback (most recent call last):
#   File …, in work
#     {}["missing"]
#     ~~^^^^^^^^^^^
# KeyError: 'missing'
# C app.db  work: [r-17] going down
# N app     main: a notice for everyone
# I app     main: 1 and 2
# == rows
# {"level": "INFO", "line": "work", "logger": "app.db", "request": "r-17", "text": "[r-17] login user=ann password=secret"}
# {"disk": "sda1", "free": 7, "level": "WARNING", "line": "work", "logger": "app.db", "request": "r-17", "text": "[r-17] disk 93.5% full"}
# {"error": "KeyError('missing')", "level": "ERROR", "line": "work", "logger": "app.db", "request": "r-17", "text": "[r-17] could not look up"}
# {"level": "CRITICAL", "line": "work", "logger": "app.db", "request": "r-17", "text": "[r-17] going down"}
# {'DEBUG': 2, 'INFO': 3, 'WARNING': 3, 'ERROR': 2, 'CRITICAL': 2, 'NOTICE': 1} 10 0 True True True True
# <Logger app (DEBUG)> <__main__.JsonFormatter <RootLogger root (WARNING)> NOTICE 25 Level 26 ['app.db']
# False True
# True stays here
# '' 2
# 'one\ntwo\nthree\n' 0
# number 5 None 30 LogRecord
# == configured
# configured -> short (nowhere)
# configured -> both (here)
# {"level": "ERROR", "line": "main", "logger": "configured", "text": "both", "where": "here"}
# True False
# Unable to configure handler 'x' <- ValueError("Cannot resolve 'no.such.Handler': No module named 'no'")
# ValueError: Unknown level: 'LOUD'
# TypeError: level must be an integer
# ValueError: Invalid format '%(message' for '%' style
# ValueError: invalid format: invalid conversion: 'z'
# ValueError: Style must be one of: %,{,$
# TypeError: A logger name must be a string
# nobody listens, the last resort does
# --- Logging error ---
# ["Message: '%d items'", "Arguments: ('three',)"]
# TypeError: %d format: a real number is required, not str
# ['FILE: DeprecationWarning: old thing', '  warnings.warn("old thing", DeprecationWarning)', '']
