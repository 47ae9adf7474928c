"""Tests of a weather service that never touches the network: mocks, patches, specs and call records."""

import asyncio
import io
import os
import sys
import unittest
from contextlib import redirect_stdout
from dataclasses import dataclass
from unittest import mock
from unittest.mock import ANY, DEFAULT, AsyncMock, MagicMock, Mock, PropertyMock, call, create_autospec, mock_open, patch, sentinel


@dataclass
class Reading:
    city: str
    celsius: float


class Api:
    base = "https://weather.invalid"

    def __init__(self, key):
        self.key = key

    def fetch(self, city, *, units="metric"):
        raise ConnectionError("no network in tests")

    async def subscribe(self, city, callback=None):
        raise ConnectionError

    @property
    def remaining(self):
        return 0

    @staticmethod
    def parse(text):
        return float(text)


class Service:
    def __init__(self, api, log=print):
        self.api, self.log, self.cache = api, log, {}

    def reading(self, city, retries=2):
        if city in self.cache:
            return self.cache[city]
        for attempt in range(retries + 1):
            try:
                data = self.api.fetch(city, units="metric")
            except ConnectionError as error:
                self.log("retry", attempt, str(error))
            else:
                self.cache[city] = Reading(city, self.api.parse(data["temp"]))
                return self.cache[city]
        raise TimeoutError(f"{city} after {retries + 1} attempts")

    async def follow(self, cities):
        return [await self.api.subscribe(city, callback=self.log) for city in cities]

    def save(self, path):
        with open(path, "w", encoding="utf-8") as stream:
            for reading in self.cache.values():
                stream.write(f"{reading.city}={reading.celsius}\n")

    def load(self, path):
        with open(path, encoding="utf-8") as stream:
            self.cache = {city: Reading(city, float(value)) for city, value in (line.strip().split("=") for line in stream)}


class ServiceTest(unittest.TestCase):
    def setUp(self):
        self.api = create_autospec(Api, instance=True)
        self.api.parse.side_effect = float
        self.log = Mock(name="log")
        self.service = Service(self.api, self.log)

    def test_a_reading_is_fetched_once(self):
        self.api.fetch.return_value = {"temp": "21.5"}
        self.assertEqual(self.service.reading("Oslo"), Reading("Oslo", 21.5))
        self.assertIs(self.service.reading("Oslo"), self.service.reading("Oslo"))
        self.api.fetch.assert_called_once_with("Oslo", units="metric")
        self.log.assert_not_called()

    def test_errors_are_retried(self):
        self.api.fetch.side_effect = [ConnectionError("down"), ConnectionResetError("again"), {"temp": "3"}]
        self.assertEqual(self.service.reading("Rome").celsius, 3)
        self.assertEqual(self.log.mock_calls, [call("retry", 0, "down"), call("retry", 1, ANY)])
        self.log.assert_has_calls([call("retry", 1, "again")])

    def test_it_gives_up(self):
        self.api.fetch.side_effect = ConnectionError
        with self.assertRaisesRegex(TimeoutError, "3 attempts"):
            self.service.reading("Nowhere")
        self.assertEqual(self.api.fetch.call_count, 3)

    def test_the_spec_is_held(self):
        with self.assertRaises(TypeError):
            self.api.fetch("Oslo", "imperial")
        with self.assertRaises(AttributeError):
            self.api.fetsh
        self.assertIsInstance(self.api, Api)

    @patch.dict(os.environ, {"WEATHER_KEY": "secret"}, clear=True)
    @patch.object(Api, "fetch", autospec=True, return_value={"temp": "-1"})
    def test_patched_methods_get_self(self, fetch):
        service = Service(Api(os.environ["WEATHER_KEY"]))
        self.assertEqual(service.reading("Nuuk").celsius, -1)
        fetch.assert_called_once_with(service.api, "Nuuk", units="metric")
        self.assertEqual(list(os.environ), ["WEATHER_KEY"])

    def test_properties(self):
        with patch.object(Api, "remaining", new_callable=PropertyMock, side_effect=[5, 4, None]) as remaining:
            self.assertEqual([Api("k").remaining, Api("k").remaining], [5, 4])
            Api("k").remaining = 9
        self.assertEqual(remaining.mock_calls, [call(), call(), call(9)])
        self.assertEqual(Api("k").remaining, 0)

    def test_files(self):
        self.service.cache = {"x": Reading("x", 1.0), "y": Reading("y", 2.5)}
        with patch("builtins.open", mock_open()) as opened:
            self.service.save("out.txt")
        opened.assert_called_once_with("out.txt", "w", encoding="utf-8")
        self.assertEqual([c.args[0] for c in opened().write.call_args_list], ["x=1.0\n", "y=2.5\n"])
        with patch(f"{__name__}.open", mock_open(read_data="a=1\nb=2\n"), create=True):
            self.service.load("in.txt")
        self.assertEqual(self.service.cache["b"].celsius, 2)

    def test_this_one_fails(self):
        self.api.fetch.return_value = {"temp": "1"}
        self.service.reading("Oslo")
        self.api.fetch.assert_called_with("Bergen", units="metric")


class AsyncServiceTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        # However slowly this runs, the loop has nothing to say.
        asyncio.get_running_loop().slow_callback_duration = 3600
        self.api = create_autospec(Api, instance=True)

    async def test_following(self):
        self.api.subscribe.side_effect = lambda city, callback: city.upper()
        log = Mock()
        self.assertEqual(await Service(self.api, log).follow("ab"), ["A", "B"])
        self.api.subscribe.assert_awaited_with("b", callback=log)
        self.assertEqual(self.api.subscribe.await_count, 2)

    async def test_async_mocks(self):
        source = AsyncMock()
        source.__aiter__.return_value = [1, 2]
        source.__aenter__.return_value = "entered"
        async with source as inside:
            self.assertEqual([inside, [x async for x in source]], ["entered", [1, 2]])
        with self.assertRaisesRegex(AssertionError, "Expected mock to have been awaited once. Awaited 0 times"):
            source.assert_awaited_once()


def behaviour():
    """What mocks do by themselves."""
    m = MagicMock(name="m")
    m.a.b(1, x=[2]).c[3] = 4
    m + 1
    len(m), m[5], 7 in m, int(m), bool(m), str(m)[:20], list(m), m(8).real
    print(*m.mock_calls, sep="\n")
    print(m.a.b.call_args, m.a.b.call_args.kwargs, m.method_calls, m.a.b().c.__setitem__.called, float(m), hash(m) == hash(m))
    m.reset_mock()
    print(m.mock_calls, m.called, repr(m.child).partition(" id=")[0], sentinel.thing, sentinel.thing is sentinel.thing, DEFAULT)
    m.configure_mock(**{"method.return_value": 3, "other.side_effect": KeyError("k"), "size": 9})
    print(m.method(), m.size, m.other.side_effect)
    counter = Mock(side_effect=lambda n: DEFAULT if n else 0, return_value="default")
    print(counter(0), counter(1), counter.call_args_list == [call(0), ((1,),)], counter.call_args_list[1].args)
    wrapped = Mock(wraps=[1, 2, 3])
    print(wrapped.index(2), wrapped.mock_calls)
    stepped = Mock(side_effect=iter([1, StopIteration("user"), 2]))
    answers = []
    for _ in range(4):
        try:
            answers.append(stepped())
        except StopIteration as error:
            answers.append(error)
    print(answers)
    manager = Mock()
    manager.attach_mock(Mock(), "first")
    manager.first(1)
    manager.second.third(2)
    print(manager.mock_calls, call.a.b(1).c(x=2).call_list(), call(1) == call(1, x=2), call.f(ANY) == call.f("whatever"))
    mock.seal(manager)
    sealed = Mock(spec=["allowed"])
    sealed.allowed()
    for attempt in (lambda: manager.new, lambda: sealed.forbidden, lambda: sealed.allowed.assert_called_once_with(1), lambda: sealed.assert_called(), lambda: Mock().assert_calld(), lambda: m.method.assert_called_with(1, x=2), lambda: m.assert_has_calls([call.nothing()]), lambda: m.method.assert_not_called(), lambda: m.assert_any_call(3), lambda: create_autospec(Service.reading)(), lambda: Mock(side_effect=ZeroDivisionError("planned"))(), lambda: patch("no.such.target").start(), lambda: patch("shapeless"), lambda: patch.object(Api, "no_such_thing").start()):
        try:
            print(attempt())
        except Exception as error:
            print(f"{type(error).__name__}: " + " / ".join(str(error).partition("mock.Mock.")[0].splitlines()).partition(" id=")[0])
    with patch.multiple(sys, flags=DEFAULT, brand_new=5, create=True) as values, patch("sys.stdout", new_callable=io.StringIO) as out:
        print("captured", sys.brand_new)
    print(sorted(values), repr(out.getvalue()), hasattr(sys, "brand_new"))


def main():
    stream = io.StringIO()
    suite = unittest.TestSuite(map(unittest.defaultTestLoader.loadTestsFromTestCase, (ServiceTest, AsyncServiceTest)))
    with redirect_stdout(io.StringIO()):
        result = unittest.TextTestRunner(stream, verbosity=2).run(suite)
    for line in stream.getvalue().splitlines():
        if " ... " in line:
            print(line.split(" ")[0], line.rpartition(" ")[2])
    for test, text in result.failures + result.errors:
        print(test.id().removeprefix(f"{__name__}."), text.rpartition("AssertionError: ")[2].strip(), sep="\n")
    print(result.testsRun, len(result.failures), len(result.errors))
    behaviour()


if __name__ == "__main__":
    main()

# expect:
# test_a_reading_is_fetched_once ok
# test_errors_are_retried ok
# test_files ok
# test_it_gives_up ok
# test_patched_methods_get_self ok
# test_properties ok
# test_the_spec_is_held ok
# test_this_one_fails FAIL
# test_async_mocks ok
# test_following ok
# ServiceTest.test_this_one_fails
# expected call not found.
# Expected: fetch('Bergen', units='metric')
#   Actual: fetch('Oslo', units='metric')
# 10 1 0
# call.a.b(1, x=[2])
# call.a.b().c.__setitem__(3, 4)
# call.__add__(1)
# call.__len__()
# call.__getitem__(5)
# call.__contains__(7)
# call.__int__()
# call.__bool__()
# call.__str__()
# call.__iter__()
# call.__len__()
# call(8)
# call(1, x=[2]) {'x': [2]} [call.a.b(1, x=[2]), call.a.b()] True 1.0 True
# [] False <MagicMock name='m.child' sentinel.thing True sentinel.DEFAULT
# 3 9 'k'
# 0 default True (1,)
# 1 [call.index(2)]
# [1, StopIteration('user'), 2, StopIteration()]
# [call.first(1), call.second.third(2)] [call.a.b(1), call.a.b().c(x=2)] False True
# AttributeError: mock.new
# AttributeError: Mock object has no attribute 'forbidden'
# AssertionError: expected call not found. / Expected: allowed(1) /   Actual: allowed()
# AssertionError: Expected 'mock' to have been called.
# AttributeError: 'assert_calld' is not a valid assertion. Use a spec for the mock if 'assert_calld' is meant to be an attribute.
# AssertionError: expected call not found. / Expected: method(1, x=2) /   Actual: method()
# AssertionError: Calls not found. / Expected: [call.nothing()] /   Actual: [call.method()]
# AssertionError: Expected 'method' to not have been called. Called 1 times. / Calls: [call()].
# AssertionError: m(3) call not found
# TypeError: missing a required argument: 'self'
# ZeroDivisionError: planned
# ModuleNotFoundError: No module named 'no'
# TypeError: Need a valid target to patch. You supplied: 'shapeless'
# AttributeError: <class '__main__.Api'> does not have the attribute 'no_such_thing'
# ['flags'] 'captured 5\n' False
