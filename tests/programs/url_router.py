"""A router for a web application that is never online: patterns, converters, queries, forms, cookies, and links back."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from email.utils import formatdate, parsedate_to_datetime
from functools import wraps
from http import HTTPMethod, HTTPStatus
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address, ip_network
from typing import NamedTuple
from urllib.parse import ParseResult, parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, unquote_to_bytes, urldefrag, urlencode, urljoin, urlparse, urlsplit, urlunsplit
from uuid import UUID


class Converter(NamedTuple):
    pattern: str
    parse: Callable
    format: Callable = str


CONVERTERS = {
    "str": Converter(r"[^/]+", str, lambda v: quote(str(v), safe="")),
    "int": Converter(r"-?\d+", int),
    "uuid": Converter(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", UUID),
    "path": Converter(r".+", str, quote),
}


@dataclass
class Request:
    method: HTTPMethod
    url: ParseResult
    headers: Message
    body: bytes = b""
    query: dict = field(init=False)

    def __post_init__(self):
        self.query = parse_qs(self.url.query, keep_blank_values=True)

    @classmethod
    def read(cls, text):
        head, _, body = text.partition("\n\n")
        first, *lines = head.splitlines()
        method, target, _ = first.split()
        headers = Message()
        for line in lines:
            name, _, value = line.partition(": ")
            headers[name] = value
        return cls(HTTPMethod[method], urlparse(target), headers, body.encode())

    @property
    def form(self):
        return dict(parse_qsl(self.body.decode(), strict_parsing=True)) if self.body else {}

    @property
    def cookies(self):
        return {name: morsel.value for name, morsel in SimpleCookie(self.headers.get("Cookie", "")).items()}


class HTTPError(Exception):
    def __init__(self, status, **headers):
        self.status, self.headers = HTTPStatus(status), headers
        super().__init__(f"{self.status.value} {self.status.phrase}")


class Router:
    def __init__(self):
        self.routes, self.names = [], {}

    def route(self, template, *methods, name=None):
        parts = re.split(r"<(?:(\w+):)?(\w+)>", template)
        pattern, converters = re.escape(parts[0]), {}
        for kind, variable, literal in zip(parts[1::3], parts[2::3], parts[3::3]):
            converters[variable] = CONVERTERS[kind or "str"]
            pattern += f"(?P<{variable}>{converters[variable].pattern}){re.escape(literal)}"
        methods = {HTTPMethod(m) for m in methods or ["GET"]}

        def decorator(function):
            self.routes.append((re.compile(pattern), methods, converters, function))
            self.names[name or function.__name__] = template, converters
            return function
        return decorator

    def url_for(self, name, /, **values):
        template, converters = self.names[name]
        query = {k: v for k, v in values.items() if k not in converters}
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: converters[m[1]].format(values[m[1]]), template)
        return path + (f"?{urlencode(query, doseq=True)}" if query else "")

    def dispatch(self, request):
        allowed = set()
        for pattern, methods, converters, function in self.routes:
            if match := pattern.fullmatch(request.url.path):
                if request.method in methods:
                    return function(request, **{k: c.parse(unquote(match[k])) for k, c in converters.items()})
                allowed |= methods
        raise HTTPError(405, Allow=", ".join(sorted(allowed))) if allowed else HTTPError(404)

    def __call__(self, text):
        try:
            return self.dispatch(Request.read(text))
        except HTTPError as error:
            return f"{error} {error.headers or ''}".rstrip()


app = Router()


def local_only(function):
    @wraps(function)
    def wrapper(request, **values):
        if ip_address(request.headers.get("X-Forwarded-For", "127.0.0.1")) not in ip_network("127.0.0.0/8"):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        return function(request, **values)
    return wrapper


@app.route("/")
def home(request):
    return f"home for {request.cookies.get('name', 'nobody')}"


@app.route("/user/<name>")
@app.route("/user/<int:id>", name="user_by_id")
def user(request, **who):
    return f"user {who} {request.query}"


@app.route("/order/<uuid:number>/<int:line>", "PUT", "DELETE")
def order(request, number, line):
    return f"{request.method} {number.int % 1000} {line} {request.form}"


@app.route("/files/<path:path>.txt")
@local_only
def file(request, path):
    return f"file {path!r} since {parsedate_to_datetime(since) if (since := request.headers['If-Modified-Since']) else 'ever'}"


REQUESTS = """\
GET / HTTP/1.1
cookie: name=ann; theme="dark blue"; odd=1

GET /user/Bj%C3%B6rn%2FX?tag=a&tag=b+c&empty=&flag HTTP/1.1

GET /user/-5?x=%zz&y=1;2 HTTP/1.1

PUT /order/12345678-1234-5678-1234-567812345678/7 HTTP/1.1

a=1&b=two+words&c=%26
GET /order/12345678-1234-5678-1234-567812345678/7 HTTP/1.1

GET /files/a/b%20c.txt HTTP/1.1
If-Modified-Since: Thu, 29 Feb 2024 12:00:00 GMT

GET /files/x.txt HTTP/1.1
X-FORWARDED-FOR: 10.0.0.1

GET /nowhere/ HTTP/1.1
"""


def main():
    for text in re.split(r"\n(?=GET|PUT)", REQUESTS):
        print(app(text))
    print(app.url_for("user", name="a/b ü"), app.url_for("user_by_id", id=7, q="x&y", tags=["1", "2"]), app.url_for("file", path="d/e f"), app.url_for("order", number=UUID(int=1), line=2))

    print("== urllib.parse")
    parts = urlsplit("HTTPS://user:p%40ss@Example.COM:8042/over/there;p=1?name=ferret&x=#nose")
    print(parts, parts.hostname, parts.port, parts.username, unquote(parts.password), parts.netloc, sep="\n")
    print(urlunsplit(parts._replace(scheme="http", netloc="h", fragment="")), urlparse("//h/p;x?q").params, urlparse("mailto:a@b?subject=x"), urldefrag("http://h/#f"), urlsplit("http://[::1]:80/").hostname)
    base = "http://a/b/c/d;p?q"
    print({target: urljoin(base, target) for target in ("g", "./g/", "/g", "//g", "?y", "#s", "", "..", "../../../g", "g;x=1/../y", "http:g", "mailto:x")})
    print(quote("a b/ü~&"), quote("a/b", safe=""), quote_plus("a b+c"), unquote("%C3%BC%zz%"), unquote_plus("a+b%2B"), unquote("%fc", "latin-1"), unquote("%ff"), unquote_to_bytes("%ff+"), quote(b"\xff"))
    print(urlencode({"a": [1, 2], "b": "ü", "c": None}), urlencode([("a", [1, 2]), ("b", ())], doseq=True), urlencode({"x y": "/"}, quote_via=quote, safe="/"), parse_qsl("a=1&&b&c=%E2%82%AC;d", keep_blank_values=True), parse_qs("a=1;a=2", separator=";"))
    for bad in (lambda: urlsplit("http://h:99999/").port, lambda: urlsplit("http://[::1/"), lambda: parse_qsl("a", strict_parsing=True), lambda: parse_qsl("a&b", max_num_fields=1), lambda: urljoin("a", b"b"), lambda: urlencode("x"), lambda: quote(5), lambda: urlsplit("http://h:port/").port):
        try:
            print(bad())
        except (ValueError, TypeError) as error:
            print(f"{type(error).__name__}: {error}")

    print("== http")
    cookie = SimpleCookie()
    cookie["id"] = "a;b \"q\""
    cookie["id"].update({"path": "/", "max-age": 60, "httponly": True, "samesite": "Lax"})
    cookie["simple"] = 5
    print(cookie.output(header="Set-Cookie:", sep="\n"), cookie["id"].value, SimpleCookie('a=1; b="x\\073y"; c').items() and dict(SimpleCookie('a=1; b="x\\073y"')))
    try:
        cookie["bad name"] = "x"
    except CookieError as error:
        print(error)
    print(HTTPStatus.IM_A_TEAPOT, repr(HTTPStatus(404)), HTTPStatus.NOT_FOUND.description, HTTPStatus(503).is_server_error, HTTPMethod.PATCH, HTTPMethod.GET.description, formatdate(1709208000, usegmt=True))
    print(ip_address("10.1.2.3") in ip_network("10.0.0.0/8"), list(ip_network("192.168.0.0/30").hosts()), ip_address("2001:db8::1").exploded, ip_address("::ffff:1.2.3.4").ipv4_mapped, ip_network("10.0.0.0/23").num_addresses, ip_address("127.0.0.1").is_loopback, ip_address("10.0.0.1") + 5, [str(n) for n in ip_network("10.0.0.0/24").subnets(prefixlen_diff=1)])
    for bad in ("256.1.1.1", "1.2.3", "::g"):
        try:
            ip_address(bad)
        except ValueError as error:
            print(error)


if __name__ == "__main__":
    main()

# expect:
# home for ann
# user {'name': 'Björn/X'} {'tag': ['a', 'b c'], 'empty': [''], 'flag': ['']}
# user {'id': -5} {'x': ['%zz'], 'y': ['1;2']}
# PUT 104 7 {'a': '1', 'b': 'two words', 'c': '&'}
# 405 Method Not Allowed {'Allow': 'DELETE, PUT'}
# file 'a/b c' since 2024-02-29 12:00:00+00:00
# 403 Forbidden
# 404 Not Found
# /user/a%2Fb%20%C3%BC /user/7?q=x%26y&tags=1&tags=2 /files/d/e%20f.txt /order/00000000-0000-0000-0000-000000000001/2
# == urllib.parse
# SplitResult(scheme='https', netloc='user:p%40ss@Example.COM:8042', path='/over/there;p=1', query='name=ferret&x=', fragment='nose')
# example.com
# 8042
# user
# p@ss
# user:p%40ss@Example.COM:8042
# http://h/over/there;p=1?name=ferret&x= x ParseResult(scheme='mailto', netloc='', path='a@b', params='', query='subject=x', fragment='') DefragResult(url='http://h/', fragment='f') ::1
# {'g': 'http://a/b/c/g', './g/': 'http://a/b/c/g/', '/g': 'http://a/g', '//g': 'http://g', '?y': 'http://a/b/c/d;p?y', '#s': 'http://a/b/c/d;p?q#s', '': 'http://a/b/c/d;p?q', '..': 'http://a/b/', '../../../g': 'http://a/g', 'g;x=1/../y': 'http://a/b/c/y', 'http:g': 'http://a/b/c/g', 'mailto:x': 'mailto:x'}
# a%20b/%C3%BC~%26 a%2Fb a+b%2Bc ü%zz% a b+ ü � b'\xff+' %FF
# a=%5B1%2C+2%5D&b=%C3%BC&c=None a=1&a=2 x%20y=/ [('a', '1'), ('b', ''), ('c', '€;d')] {'a': ['1', '2']}
# ValueError: Port out of range 0-65535
# ValueError: Invalid IPv6 URL
# ValueError: bad query field: 'a'
# ValueError: Max number of fields exceeded
# TypeError: Cannot mix str and non-str arguments
# TypeError: not a valid non-string sequence or mapping object
# TypeError: quote_from_bytes() expected bytes
# ValueError: Port could not be cast to integer value as 'port'
# == http
# Set-Cookie: id="a\073b \"q\""; HttpOnly; Max-Age=60; Path=/; SameSite=Lax
# Set-Cookie: simple=5 a;b "q" dict_items([])
# Illegal key 'bad name'
# 418 <HTTPStatus.NOT_FOUND: 404> Nothing matches the given URI True PATCH Retrieve the target. Thu, 29 Feb 2024 12:00:00 GMT
# True [IPv4Address('192.168.0.1'), IPv4Address('192.168.0.2')] 2001:0db8:0000:0000:0000:0000:0000:0001 1.2.3.4 512 True 10.0.0.6 ['10.0.0.0/25', '10.0.0.128/25']
# '256.1.1.1' does not appear to be an IPv4 or IPv6 address
# '1.2.3' does not appear to be an IPv4 or IPv6 address
# '::g' does not appear to be an IPv4 or IPv6 address
