"""Ranges of dates: arithmetic, recurrences, business days, calendars and time zones."""

import calendar
from calendar import Month, monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import islice, takewhile

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class DateRange:
    """From `start` up to, but not including, `end`."""

    start: date
    end: date

    def __post_init__(self):
        if self.end < self.start:
            raise ValueError(f"{self.end} is before {self.start}")

    @classmethod
    def parse(cls, text):
        """`2024-02`, `2024-Q3`, `2024-W09`, `2024-02-28/2024-03-02` or `2024-02-28+3d`."""
        match text.replace("/", " / ").replace("+", " + ").split():
            case [month] if len(month) == 7 and month[5].isdigit():
                first = date.fromisoformat(month + "-01")
                return cls(first, add_months(first, 1))
            case [quarter] if "Q" in quarter:
                year, number = map(int, quarter.split("-Q"))
                first = date(year, 3 * number - 2, 1)
                return cls(first, add_months(first, 3))
            case [week] if "W" in week:
                first = date.fromisoformat(week)
                return cls(first, first + timedelta(weeks=1))
            case [start, "/", end]:
                return cls(date.fromisoformat(start), date.fromisoformat(end))
            case [start, "+", days] if days.endswith("d"):
                first = date.fromisoformat(start)
                return cls(first, first + int(days[:-1]) * ONE_DAY)
        raise ValueError(f"no range: {text!r}")

    def __len__(self):
        return (self.end - self.start).days

    def __iter__(self):
        day = self.start
        while day < self.end:
            yield day
            day += ONE_DAY

    def __contains__(self, day):
        return self.start <= day < self.end

    def __and__(self, other):
        start, end = max(self.start, other.start), min(self.end, other.end)
        return DateRange(start, end) if start < end else None

    def __sub__(self, other):
        common = self & other
        if common is None:
            return [self]
        return [r for r in (DateRange(self.start, common.start), DateRange(common.end, self.end)) if len(r)]

    def __str__(self):
        return f"{self.start:%d %b %Y} – {self.end - ONE_DAY:%d %b %Y}"


def add_months(day, months):
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def easter(year):
    """Gauss's rule, as the anonymous Gregorian algorithm writes it."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    l = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + l - 7 * ((a + 11 * h + 22 * l) // 451) + 114, 31)
    return date(year, month, day + 1)


def holidays(year):
    sunday = easter(year)
    return {date(year, 1, 1), sunday - 2 * ONE_DAY, sunday + ONE_DAY, date(year, 12, 25)}


def business_days(span):
    free = set().union(*(holidays(year) for year in range(span.start.year, span.end.year + 1)))
    return [day for day in span if day.weekday() < calendar.SATURDAY and day not in free]


def every(start, *, months=0, **step):
    count = 0
    while True:
        yield add_months(start, months * count) + count * timedelta(**step)
        count += 1


def age(born, today):
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


class Berlin(tzinfo):
    """Central European time by the rule that holds since 1996."""

    def _switch(self, year, month):
        last = date(year, month, 31)
        return datetime.combine(last - (last.isoweekday() % 7) * ONE_DAY, time(1))

    def utcoffset(self, moment):
        return timedelta(hours=1) + self.dst(moment)

    def dst(self, moment):
        standard = moment.replace(tzinfo=None) - timedelta(hours=1)
        begin, end = self._switch(moment.year, 3), self._switch(moment.year, 10)
        repeated = end <= standard < end + timedelta(hours=1)
        summer = begin <= standard < end or repeated and not moment.fold
        return timedelta(hours=summer)

    def fromutc(self, moment):
        plain = moment.replace(tzinfo=None)
        begin, end = self._switch(moment.year, 3), self._switch(moment.year, 10)
        summer = begin <= plain < end
        return (moment + timedelta(hours=1 + summer)).replace(fold=int(end <= plain < end + timedelta(hours=1)))

    def tzname(self, moment):
        return "CEST" if self.dst(moment) else "CET"


def main():
    for text in ("2024-02", "2023-Q4", "2020-W53", "2024-02-28/2024-03-02", "2023-12-30+4d"):
        span = DateRange.parse(text)
        print(f"{text:<22} {str(span):<27} {len(span):>3} days, {len(business_days(span)):>2} to work")
    february, week = DateRange.parse("2024-02"), DateRange.parse("2024-W09")
    print(february & week, [str(r) for r in february - week], date(2024, 2, 29) in february, february & DateRange.parse("2025-01"))
    for bad in ("2024-02-30/2024-03-01", "2024-03-02/2024-03-01", "soon", "2024-Q5", "2023-W53", "2024-13"):
        try:
            print(DateRange.parse(bad))
        except ValueError as error:
            print(f"{bad}: {error}")

    print(*map(str, islice(every(date(2024, 1, 31), months=1), 5)))
    print(*(f"{d:%a %d.%m.}" for d in takewhile(lambda d: d.month < 4, every(date(2024, 2, 26), days=10))))
    print([str(easter(year)) for year in (1961, 2000, 2024, 2038)], sorted(map(str, holidays(2024))))
    print([age(date(2000, 2, 29), today) for today in (date(2024, 2, 28), date(2024, 2, 29), date(2023, 3, 1))])

    print(calendar.month(2024, Month.FEBRUARY).replace(" \n", "\n").rstrip())
    print(calendar.TextCalendar(calendar.SUNDAY).formatweekheader(3), calendar.isleap(1900), calendar.leapdays(1999, 2025), calendar.Day(6).name)
    print(max(calendar.Calendar().itermonthdates(2024, 2)), calendar.monthcalendar(2021, 2)[0], calendar.timegm((2001, 9, 9, 1, 46, 40)))

    berlin = Berlin()
    for utc in (datetime(2024, 3, 31, 0, 59, tzinfo=UTC), datetime(2024, 3, 31, 1, tzinfo=UTC), datetime(2024, 10, 27, 0, 30, tzinfo=UTC), datetime(2024, 10, 27, 1, 30, tzinfo=UTC)):
        local = utc.astimezone(berlin)
        print(f"{utc:%H:%M%z} = {local:%Y-%m-%d %H:%M:%S %Z %z} fold={local.fold}", local.astimezone(UTC) == utc)

    moment = datetime(2024, 2, 29, 13, 5, 9, 87)
    print(repr(moment), moment, moment.isoformat("T", "milliseconds"), moment.ctime(), moment.timetuple()[:9], sep="\n")
    print(f"{moment:%A %-d %B %y, %I:%M %p, day %j, week %U/%W/%V, %G-%u, %f %%}")
    print(moment.isocalendar(), tuple(moment.isocalendar()), moment.toordinal(), date.fromordinal(1), date.max - date.min, MAXYEAR)
    for text in ("20240229T130509", "2024-02-29 13:05:09.5+05:30", "2024-060", "2024-02-29T24:00", "2024-02-29T13:05:09Z", "2024-2-29"):
        try:
            print(repr(datetime.fromisoformat(text)))
        except ValueError as error:
            print(error)
    print(datetime.strptime("Thu 29 Feb 2024 01:05 PM +0130", "%a %d %b %Y %I:%M %p %z"), datetime.fromtimestamp(0, timezone(-timedelta(hours=3.5), "NST")))
    print(timedelta(hours=-1), repr(timedelta(days=-1, microseconds=5)), timedelta(1) / timedelta(hours=7), divmod(timedelta(1), timedelta(hours=7)), timedelta(days=1.5).total_seconds(), abs(-ONE_DAY) * 0.1)
    for action in (lambda: moment - datetime.now(UTC), lambda: moment < date.today(), lambda: date(2023, 2, 29), lambda: timedelta(days=10**10), lambda: time(25), lambda: date.max + ONE_DAY,
                   lambda: moment + 1, lambda: timezone(timedelta(days=1)), lambda: datetime.strptime("1", "%Y-%m"), lambda: datetime.strptime("2024-01 x", "%Y-%m")):
        try:
            print(action())
        except (TypeError, ValueError, OverflowError) as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()

# expect:
# 2024-02                01 Feb 2024 – 29 Feb 2024    29 days, 21 to work
# 2023-Q4                01 Oct 2023 – 31 Dec 2023    92 days, 64 to work
# 2020-W53               28 Dec 2020 – 03 Jan 2021     7 days,  4 to work
# 2024-02-28/2024-03-02  28 Feb 2024 – 01 Mar 2024     3 days,  3 to work
# 2023-12-30+4d          30 Dec 2023 – 02 Jan 2024     4 days,  1 to work
# 26 Feb 2024 – 29 Feb 2024 ['01 Feb 2024 – 25 Feb 2024'] True None
# 2024-02-30/2024-03-01: day 30 must be in range 1..29 for month 2 in year 2024
# 2024-03-02/2024-03-01: 2024-03-01 is before 2024-03-02
# soon: no range: 'soon'
# 2024-Q5: month must be in 1..12, not 13
# 2023-W53: Invalid isoformat string: '2023-W53'
# 2024-13: month must be in 1..12, not 13
# 2024-01-31 2024-02-29 2024-03-31 2024-04-30 2024-05-31
# Mon 26.02. Thu 07.03. Sun 17.03. Wed 27.03.
# ['1961-04-02', '2000-04-23', '2024-03-31', '2038-04-25'] ['2024-01-01', '2024-03-29', '2024-04-01', '2024-12-25']
# [23, 24, 23]
#    February 2024
# Mo Tu We Th Fr Sa Su
#           1  2  3  4
#  5  6  7  8  9 10 11
# 12 13 14 15 16 17 18
# 19 20 21 22 23 24 25
# 26 27 28 29
# Sun Mon Tue Wed Thu Fri Sat False 7 SUNDAY
# 2024-03-03 [1, 2, 3, 4, 5, 6, 7] 1000000000
# 00:59+0000 = 2024-03-31 01:59:00 CET +0100 fold=0 True
# 01:00+0000 = 2024-03-31 03:00:00 CEST +0200 fold=0 True
# 00:30+0000 = 2024-10-27 02:30:00 CEST +0200 fold=0 True
# 01:30+0000 = 2024-10-27 02:30:00 CET +0100 fold=1 True
# datetime.datetime(2024, 2, 29, 13, 5, 9, 87)
# 2024-02-29 13:05:09.000087
# 2024-02-29T13:05:09.000
# Thu Feb 29 13:05:09 2024
# (2024, 2, 29, 13, 5, 9, 3, 60, -1)
# Thursday 29 February 24, 01:05 PM, day 060, week 08/09/09, 2024-4, 000087 %
# datetime.IsoCalendarDate(year=2024, week=9, weekday=4) (2024, 9, 4) 738945 0001-01-01 3652058 days, 0:00:00 9999
# datetime.datetime(2024, 2, 29, 13, 5, 9)
# datetime.datetime(2024, 2, 29, 13, 5, 9, 500000, tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))
# Invalid isoformat string: '2024-060'
# datetime.datetime(2024, 3, 1, 0, 0)
# datetime.datetime(2024, 2, 29, 13, 5, 9, tzinfo=datetime.timezone.utc)
# Invalid isoformat string: '2024-2-29'
# 2024-02-29 13:05:00+01:30 1969-12-31 20:30:00-03:30
# -1 day, 23:00:00 datetime.timedelta(days=-1, microseconds=5) 3.4285714285714284 (3, datetime.timedelta(seconds=10800)) 129600.0 2:24:00
# TypeError: can't subtract offset-naive and offset-aware datetimes
# TypeError: '<' not supported between instances of 'datetime.datetime' and 'datetime.date'
# ValueError: day 29 must be in range 1..28 for month 2 in year 2023
# OverflowError: Python int too large to convert to C int
# ValueError: hour must be in 0..23, not 25
# OverflowError: date value out of range
# TypeError: unsupported operand type(s) for +: 'datetime.datetime' and 'int'
# ValueError: offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)
# ValueError: time data '1' does not match format '%Y-%m'
# ValueError: unconverted data remains:  x
