"""Module _struct: every format, every function, every error."""
import _struct as S


def show(call):
    try:
        text = ascii(call())
    except BaseException as error:
        text = f"{type(error).__name__}: {error}"
    # Addresses differ from run to run.
    while " at 0x" in text:
        head, _, tail = text.partition(" at 0x")
        digits = 0
        while digits < len(tail) and tail[digits] in "0123456789abcdef":
            digits += 1
        text = head + " at ..." + tail[digits:]
    print(text)


for f in ['bB?hHiIlLqQnNfdeP','<bBhHiIlLqQfde?','3s2p','5x','0i','iq','<iq','q0i','bq','FD','<F']: show(lambda: S.calcsize(f))
show(lambda: S.calcsize('z'))
show(lambda: S.calcsize('<n'))
show(lambda: S.calcsize('3'))
show(lambda: S.calcsize(3))
show(lambda: S.calcsize(b'i'))
show(lambda: S.calcsize('é'))
show(lambda: S.calcsize('99999999999999999999i'))
show(lambda: S.calcsize('\0'))
show(lambda: S.pack('b',200))
show(lambda: S.pack('B',-1))
show(lambda: S.pack('<H',70000))
show(lambda: S.pack('H',70000))
show(lambda: S.pack('i',2**40))
show(lambda: S.pack('<i',2**40))
show(lambda: S.pack('q',2**70))
show(lambda: S.pack('<q',2**70))
show(lambda: S.pack('Q',-1))
show(lambda: S.pack('<Q',2**64))
show(lambda: S.pack('i','a'))
show(lambda: S.pack('<i','a'))
show(lambda: S.pack('i',1.5))
show(lambda: S.pack('f','a'))
show(lambda: S.pack('c',1))
show(lambda: S.pack('c',b'ab'))
show(lambda: S.pack('s',1))
show(lambda: S.pack('3s',b'abcdef'))
show(lambda: S.pack('3s',bytearray(b'a')))
show(lambda: S.pack('3p',b'abcdef'))
show(lambda: S.pack('p',b'a'))
show(lambda: S.pack('0p',b''))
show(lambda: S.pack('i'))
show(lambda: S.pack('i',1,2))
show(lambda: S.pack())
show(lambda: S.pack('f',1e300))
show(lambda: S.pack('e',1e10))
show(lambda: S.pack('>e',1.5))
show(lambda: S.pack('>d',1))
show(lambda: S.pack('P',-5))
show(lambda: S.pack('?',[]))
show(lambda: S.pack('n',2**70))
show(lambda: S.pack('N',-1))
show(lambda: S.pack('<FD',1+2j,3))
show(lambda: S.pack('F','a'))
show(lambda: S.pack('l',2**63))
show(lambda: S.pack('L',-1))
show(lambda: S.pack('h',40000))
show(lambda: S.pack('<h',40000))
show(lambda: S.pack('<b',200))
show(lambda: S.pack('I',-1))
show(lambda: S.pack('<I',-1))
show(lambda: S.pack('<B',300))
show(lambda: S.pack('P','a'))
show(lambda: S.pack('P',2**65))
show(lambda: S.pack('I',2**40))
show(lambda: S.pack('Q','x'))
show(lambda: S.pack('n','x'))
show(lambda: S.unpack('i',b'abc'))
show(lambda: S.unpack('<ih',b'abcdef'))
show(lambda: S.unpack('i','abcd'))
show(lambda: S.unpack_from('i',b'abcdef',3))
show(lambda: S.unpack_from('i',b'abcdef',-3))
show(lambda: S.unpack_from('i',b'abcdef',-9))
show(lambda: S.unpack_from('<h',b'abcdef',offset=-2))
show(lambda: list(S.iter_unpack('<h',b'abcd')))
show(lambda: S.iter_unpack('<h',b'abc'))
show(lambda: S.iter_unpack('',b'abc'))
show(lambda: S.iter_unpack('<h',b'abcd').__length_hint__())
show(lambda: S.iter_unpack('<h',b'abcd'))
b=bytearray(8)
show(lambda: S.pack_into('<h',b,0,5))
show(lambda: S.pack_into('<h',b,7,5))
show(lambda: S.pack_into('<h',b,-1,5))
show(lambda: S.pack_into('<h',b,-9,5))
show(lambda: S.pack_into('<h',b'ab',0,5))
show(lambda: S.pack_into('<h',b))
show(lambda: S.pack_into('<h'))
show(lambda: S.pack_into())
show(lambda: S.pack_into('<h',b,0))
show(lambda: S.pack_into('<h',b,'a',1))
show(lambda: b)
s=S.Struct('<ih')
show(lambda: s.format)
show(lambda: s.size)
show(lambda: s)
show(lambda: s.pack(1,2))
show(lambda: s.unpack(b'abcdef'))
show(lambda: S.Struct())
show(lambda: S.Struct(1,2))
show(lambda: S.Struct(format='i').size)
show(lambda: S.Struct.__new__(S.Struct))
show(lambda: s.pack(1))
show(lambda: s.pack_into(b))
show(lambda: s.pack_into(b,0))
show(lambda: S.Struct(b'i').format)
show(lambda: s.unpack_from(buffer=b'abcdef'))
show(lambda: setattr(s,'size',3))
show(lambda: s.unpack(b'a'))
show(lambda: s.unpack_from(b'a'))
show(lambda: S.error.__mro__)
show(lambda: S.Struct.__new__(S.Struct).pack())
show(lambda: s.pack_into(b'abcdefgh',0,1,2))
show(lambda: s.pack_into())
show(lambda: S.unpack('3p',b'\x05ab'))
show(lambda: S.unpack('3s2c?',b'abcde\x02'))
show(lambda: S.unpack('>e',b'\x3e\x00'))
show(lambda: S.pack('e',float('nan')))
show(lambda: S.pack('e',65520.))
show(lambda: S.unpack('<FD',b'\0'*24))
show(lambda: S.pack('<i',True))
show(lambda: S.pack('s',bytearray(b'q')))
show(lambda: S._clearcache())
show(lambda: S.iter_unpack('<h','a'))
show(lambda: S.pack('  < h'.strip().replace(' ',''),3))
show(lambda: S.pack('h h',3,4))

# expect:
# 96
# 53
# 5
# 5
# 0
# 16
# 12
# 8
# 16
# 24
# 8
# error: bad char in struct format
# error: bad char in struct format
# error: repeat count given without format specifier
# TypeError: Struct() argument 1 must be a str or bytes object, not int
# 4
# UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
# error: total struct size too long
# error: embedded null character
# error: 'b' format requires -128 <= number <= 127
# error: 'B' format requires 0 <= number <= 255
# error: 'H' format requires 0 <= number <= 65535
# error: 'H' format requires 0 <= number <= 65535
# error: 'i' format requires -2147483648 <= number <= 2147483647
# error: 'i' format requires -2147483648 <= number <= 2147483647
# error: 'q' format requires -9223372036854775808 <= number <= 9223372036854775807
# error: 'q' format requires -9223372036854775808 <= number <= 9223372036854775807
# error: 'Q' format requires 0 <= number <= 18446744073709551615
# error: 'Q' format requires 0 <= number <= 18446744073709551615
# error: required argument is not an integer
# error: required argument is not an integer
# error: required argument is not an integer
# error: required argument is not a float
# error: char format requires a bytes object of length 1
# error: char format requires a bytes object of length 1
# error: argument for 's' must be a bytes object
# b'abc'
# b'a\x00\x00'
# b'\x02ab'
# b'\x00'
# b''
# error: pack expected 1 items for packing (got 0)
# error: pack expected 1 items for packing (got 2)
# TypeError: missing format argument
# OverflowError: float too large to pack with f format
# OverflowError: float too large to pack with e format
# b'>\x00'
# b'?\xf0\x00\x00\x00\x00\x00\x00'
# b'\xfb\xff\xff\xff\xff\xff\xff\xff'
# b'\x00'
# error: 'n' format requires -9223372036854775808 <= number <= 9223372036854775807
# error: 'N' format requires 0 <= number <= 18446744073709551615
# b'\x00\x00\x80?\x00\x00\x00@\x00\x00\x00\x00\x00\x00\x08@\x00\x00\x00\x00\x00\x00\x00\x00'
# error: required argument is not a complex
# error: 'l' format requires -9223372036854775808 <= number <= 9223372036854775807
# error: 'L' format requires 0 <= number <= 18446744073709551615
# error: 'h' format requires -32768 <= number <= 32767
# error: 'h' format requires -32768 <= number <= 32767
# error: 'b' format requires -128 <= number <= 127
# error: 'I' format requires 0 <= number <= 4294967295
# error: 'I' format requires 0 <= number <= 4294967295
# error: 'B' format requires 0 <= number <= 255
# error: required argument is not an integer
# error: int too large to convert
# error: 'I' format requires 0 <= number <= 4294967295
# error: required argument is not an integer
# error: required argument is not an integer
# error: unpack requires a buffer of 4 bytes
# (1684234849, 26213)
# TypeError: a bytes-like object is required, not 'str'
# error: unpack_from requires a buffer of at least 7 bytes for unpacking 4 bytes at offset 3 (actual buffer size is 6)
# error: not enough data to unpack 4 bytes at offset -3
# error: offset -9 out of range for 6-byte buffer
# (26213,)
# [(25185,), (25699,)]
# error: iterative unpacking requires a buffer of a multiple of 2 bytes
# error: cannot iteratively unpack with a struct of length 0
# 2
# <_struct.unpack_iterator object at ...>
# None
# error: pack_into requires a buffer of at least 9 bytes for packing 2 bytes at offset 7 (actual buffer size is 8)
# error: no space to pack 2 bytes at offset -1
# error: offset -9 out of range for 8-byte buffer
# TypeError: argument must be read-write bytes-like object, not bytes
# error: pack_into expected offset argument
# error: pack_into expected buffer argument
# TypeError: missing format argument
# error: pack_into expected 1 items for packing (got 0)
# TypeError: 'str' object cannot be interpreted as an integer
# bytearray(b'\x05\x00\x00\x00\x00\x00\x00\x00')
# '<ih'
# 6
# Struct('<ih')
# b'\x01\x00\x00\x00\x02\x00'
# (1684234849, 26213)
# TypeError: Struct() missing required argument 'format' (pos 1)
# TypeError: Struct() takes at most 1 argument (2 given)
# 4
# RuntimeError: Struct object is not initialized
# error: pack expected 2 items for packing (got 1)
# error: pack_into expected offset argument
# error: pack_into expected 2 items for packing (got 0)
# 'i'
# (1684234849, 26213)
# AttributeError: attribute 'size' of '_struct.Struct' objects is not writable
# error: unpack requires a buffer of 6 bytes
# error: unpack_from requires a buffer of at least 6 bytes for unpacking 6 bytes at offset 0 (actual buffer size is 1)
# (<class 'struct.error'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
# RuntimeError: Struct object is not initialized
# TypeError: argument must be read-write bytes-like object, not bytes
# error: pack_into expected buffer argument
# (b'ab',)
# (b'abc', b'd', b'e', True)
# (1.5,)
# b'\x00~'
# OverflowError: float too large to pack with e format
# (0j, 0j)
# b'\x01\x00\x00\x00'
# b'q'
# None
# TypeError: a bytes-like object is required, not 'str'
# b'\x03\x00'
# b'\x03\x00\x04\x00'
