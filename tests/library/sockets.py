# _socket: pairs, addresses, timeouts, errors, a server and its client in one thread.
import _socket


def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error), error, getattr(error, "errno", None))


left, right = _socket.socketpair()
print(left.family, left.type, left.proto, left.timeout, left.getblocking(), left.fileno() >= 0, left.getpeername() == "")
print(left.send(b"hello"), right.recv(3), right.recv(10), left.sendall(bytearray(b"x" * 1000)), len(right.recv(4096)))
buffer = bytearray(4)
print(right.send(memoryview(b"abcdef")), left.recv_into(buffer), buffer, left.recv_into(buffer, 1), buffer, left.recv(9))
left.setblocking(False)
print(left.timeout, left.gettimeout(), left.getblocking())
attempt(lambda: left.recv(1))
left.settimeout(0.01)
print(left.timeout, left.getblocking())
attempt(lambda: left.recv(1))
attempt(lambda: left.settimeout(-1))
attempt(lambda: left.settimeout("x"))
attempt(lambda: left.recv(-1))
right.shutdown(_socket.SHUT_WR)
print(left.recv(5))
attempt(lambda: right.shutdown(9))
number = right.detach()
attempt(lambda: right.send(b"x"))
again = _socket.socket(fileno=number)
print(again.family == left.family, again.type == left.type, again.fileno() == number, right.fileno(), right.detach())
again.close()
again.close()
attempt(lambda: left.send(b"x"))
left.close()
attempt(lambda: left.recv(1))
print(left)

server = _socket.socket()
server.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1)
print(server.getsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR), len(server.getsockopt(_socket.SOL_SOCKET, _socket.SO_TYPE, 4)))
server.bind(("127.0.0.1", 0))
server.listen(5)
host, port = server.getsockname()
client = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
client.settimeout(5)
client.connect((host, port))
fileno, address = server._accept()
peer = _socket.socket(fileno=fileno)
print(host, address == client.getsockname(), peer.getpeername() == address, client.getpeername() == (host, port))
client.sendall(b"over tcp")
print(peer.recv(100))
for one in client, peer, server:
    one.close()

fresh = _socket.socket()
print(str(fresh).replace(str(fresh.fileno()), "N", 1))
attempt(lambda: fresh.bind(1))
attempt(lambda: fresh.bind(("127.0.0.1",)))
attempt(lambda: fresh.bind(("127.0.0.1", 99999)))
attempt(lambda: fresh.bind((1, 2)))
attempt(lambda: fresh.recv(1))
attempt(lambda: fresh.connect(("127.0.0.1", 1)))
print(fresh.connect_ex(("127.0.0.1", 1)))
fresh.close()
attempt(lambda: _socket.socket(fileno=-5))
attempt(lambda: _socket.socket(fileno=999))
attempt(lambda: _socket.socket(99))
six = _socket.socket(_socket.AF_INET6, _socket.SOCK_DGRAM)
print(six.family, six.type)
attempt(lambda: six.bind(("::1", 1, 2, 3, 4)))
six.close()

for text in "1.2.3.4", "0x7f.1", "1", "x", "256.1.1.1", "1.2.3.4.5", "010.1.1.1":
    attempt(lambda: _socket.inet_aton(text))
print(_socket.inet_ntoa(b"\x7f\0\0\1"), _socket.inet_pton(10, "::1"), _socket.inet_ntop(10, b"\0" * 15 + b"\1"))
attempt(lambda: _socket.inet_ntoa(b"x"))
attempt(lambda: _socket.inet_pton(2, "x"))
attempt(lambda: _socket.inet_pton(1, "x"))
attempt(lambda: _socket.inet_ntop(2, b"x"))
attempt(lambda: _socket.inet_ntop(99, b"xxxx"))
print(_socket.htons(1), _socket.ntohl(0x01020304), _socket.htonl(1), _socket.ntohs(258))
attempt(lambda: _socket.htons(70000))
attempt(lambda: _socket.htonl(-1))
print(_socket.getaddrinfo("127.0.0.1", 80), _socket.getaddrinfo("::1", "80", 0, 1))
print(_socket.getaddrinfo("127.0.0.1", None, _socket.AF_INET, _socket.SOCK_DGRAM), _socket.gethostbyname("127.0.0.1"))
attempt(lambda: _socket.getaddrinfo("nohost.invalid", 1))
print(_socket.getdefaulttimeout(), _socket.setdefaulttimeout(2.5), _socket.getdefaulttimeout())
timed = _socket.socket()
print(timed.timeout, _socket.setdefaulttimeout(None))
timed.close()
attempt(lambda: _socket.setdefaulttimeout(-1))
print(_socket.error, _socket.timeout, _socket.gaierror.__bases__, _socket.herror.__name__, _socket.has_ipv6)
print(_socket.getnameinfo(("127.0.0.1", 80), _socket.NI_NUMERICHOST | _socket.NI_NUMERICSERV), _socket.AF_UNIX)

# expect:
# 1 1 0 None True True True
# 5 b'hel' b'lo' None 1000
# 6 4 bytearray(b'ebcd') 1 bytearray(b'ebcd') b'f'
# 0.0 0.0 False
# <class 'BlockingIOError'> [Errno 11] Resource temporarily unavailable 11
# 0.01 True
# <class 'TimeoutError'> timed out None
# <class 'ValueError'> Timeout value out of range None
# <class 'TypeError'> 'str' object cannot be interpreted as an integer or float None
# <class 'ValueError'> negative buffersize in recv None
# b''
# <class 'OSError'> [Errno 22] Invalid argument 22
# <class 'OSError'> [Errno 9] Bad file descriptor 9
# True True True -1 -1
# <class 'BrokenPipeError'> [Errno 32] Broken pipe 32
# <class 'OSError'> [Errno 9] Bad file descriptor 9
# <socket object, fd=-1, family=1, type=1, proto=0>
# 1 4
# 127.0.0.1 True True True
# b'over tcp'
# <socket object, fd=N, family=2, type=1, proto=0>
# <class 'TypeError'> bind(): AF_INET address must be tuple, not int None
# <class 'TypeError'> AF_INET address must be a pair (host, port) None
# <class 'OverflowError'> bind(): port must be 0-65535. None
# <class 'TypeError'> str, bytes or bytearray expected, not int None
# <class 'OSError'> [Errno 107] Transport endpoint is not connected 107
# <class 'ConnectionRefusedError'> [Errno 111] Connection refused 111
# 111
# <class 'ValueError'> negative file descriptor None
# <class 'OSError'> [Errno 9] Bad file descriptor 9
# <class 'OSError'> [Errno 97] Address family not supported by protocol 97
# 10 2
# <class 'TypeError'> AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]]) None
# b'\x01\x02\x03\x04'
# b'\x7f\x00\x00\x01'
# b'\x00\x00\x00\x01'
# <class 'OSError'> illegal IP address string passed to inet_aton None
# <class 'OSError'> illegal IP address string passed to inet_aton None
# <class 'OSError'> illegal IP address string passed to inet_aton None
# b'\x08\x01\x01\x01'
# 127.0.0.1 b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01' ::1
# <class 'OSError'> packed IP wrong length for inet_ntoa None
# <class 'OSError'> illegal IP address string passed to inet_pton None
# <class 'OSError'> [Errno 97] Address family not supported by protocol 97
# <class 'ValueError'> invalid length of packed IP address string None
# <class 'ValueError'> unknown address family 99 None
# 256 67305985 16777216 513
# <class 'OverflowError'> Python int too large for C uint16_t None
# <class 'ValueError'> Cannot convert negative int None
# [(2, 1, 6, '', ('127.0.0.1', 80)), (2, 2, 17, '', ('127.0.0.1', 80)), (2, 3, 0, '', ('127.0.0.1', 80))] [(10, 1, 6, '', ('::1', 80, 0, 0))]
# [(2, 2, 17, '', ('127.0.0.1', 0))] 127.0.0.1
# <class 'socket.gaierror'> [Errno -2] Name or service not known -2
# None None 2.5
# 2.5 None
# <class 'ValueError'> Timeout value out of range None
# <class 'OSError'> <class 'TimeoutError'> (<class 'OSError'>,) herror True
# ('127.0.0.1', '80') 1
