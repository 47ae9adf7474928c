"""Module binascii: every function and its errors."""
import binascii as B


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


for n in dir(B):
    o=getattr(B,n)
    if not n.startswith('__'): print(n,getattr(o,'__text_signature__',None), repr(o.__doc__))
show(lambda: B.a2b_base64('YQ'))
show(lambda: B.a2b_base64('YQ=='))
show(lambda: B.a2b_base64('Y'))
show(lambda: B.a2b_base64('Y!Q=@='))
show(lambda: B.a2b_base64('YQ=',strict_mode=True))
show(lambda: B.a2b_base64('=YQ==',strict_mode=True))
show(lambda: B.a2b_base64('YQ==x',strict_mode=True))
show(lambda: B.a2b_base64('Y!Q==',strict_mode=True))
show(lambda: B.a2b_base64('YQ===',strict_mode=True))
show(lambda: B.a2b_base64('YWJj=',strict_mode=True))
show(lambda: B.a2b_base64('YWJj='))
show(lambda: B.a2b_base64('é'))
show(lambda: B.a2b_base64(3))
show(lambda: B.a2b_base64('YQ=Q='))
show(lambda: B.a2b_base64('Y=Q=',strict_mode=True))
show(lambda: B.a2b_base64('YQ=Q=',strict_mode=True))
show(lambda: B.a2b_base64('YWJjZ'))
show(lambda: B.a2b_base64('YQ==YQ=='))
show(lambda: B.a2b_base64(''))
show(lambda: B.a2b_base64('='))
show(lambda: B.a2b_base64('===='))
show(lambda: B.a2b_base64('Y==='))
show(lambda: B.a2b_base64('YQ==\n',strict_mode=True))
show(lambda: B.a2b_base64('YQ',strict_mode=True))
show(lambda: B.b2a_base64(b'abcd'))
show(lambda: B.b2a_base64(b'ab',newline=False))
show(lambda: B.b2a_base64('a'))
show(lambda: B.hexlify(b'abcde'))
show(lambda: B.hexlify(b'abcde','-'))
show(lambda: B.hexlify(b'abcde','-',2))
show(lambda: B.hexlify(b'abcde',b':',-2))
show(lambda: B.hexlify(b'a','--'))
show(lambda: B.hexlify(b'ab',3))
show(lambda: B.hexlify('a'))
show(lambda: B.b2a_hex(b'ab','é'))
show(lambda: B.hexlify(b'abc','-',0))
show(lambda: B.hexlify(b'abc',''))
show(lambda: B.unhexlify('616'))
show(lambda: B.unhexlify('61'))
show(lambda: B.unhexlify(b'6x'))
show(lambda: B.unhexlify('é'))
show(lambda: B.unhexlify(3))
show(lambda: B.crc32(b'abc'))
show(lambda: B.crc32(b'abc',5))
show(lambda: B.crc_hqx(b'abc',1))
show(lambda: B.crc32('a'))
show(lambda: B.crc_hqx(b'a'))
show(lambda: B.crc32(b'a',-1))
show(lambda: B.crc32(b'a',2**40))
show(lambda: B.b2a_uu(b'hello world'))
show(lambda: B.b2a_uu(b'a'*46))
show(lambda: B.b2a_uu(b'',backtick=True))
show(lambda: B.b2a_uu(b''))
show(lambda: B.a2b_uu(b'+:&5L;&\\@=V]R;&0 \n'))
show(lambda: B.a2b_uu(b''))
show(lambda: B.a2b_uu(b'\x7f'))
show(lambda: B.a2b_uu(b'!!!!!x'))
show(lambda: B.a2b_uu(b'!!'))
show(lambda: B.b2a_uu(b'\0\0a',backtick=True))
show(lambda: B.a2b_uu(b'#``!A\n'))
show(lambda: B.a2b_uu(b'\xff'))
show(lambda: B.b2a_qp(b'a=b \nc\t'))
show(lambda: B.b2a_qp(b'a b_',quotetabs=True,header=True))
show(lambda: B.b2a_qp(b'x'*100))
show(lambda: B.b2a_qp(b'a\r\nb\x00\xff.\n.',istext=False))
show(lambda: B.a2b_qp(b'a=3Db=\nc=zz='))
show(lambda: B.a2b_qp(b'a_b',header=True))
show(lambda: B.a2b_qp('a==41'))
show(lambda: B.b2a_qp(b'.'))
show(lambda: B.b2a_qp(b'a\n.\nb'))
show(lambda: B.b2a_qp(b'x'*75+b'=  \n'))
show(lambda: B.b2a_qp(b'a \r\n b\r\n'))
show(lambda: B.b2a_qp('a'))
show(lambda: B.a2b_qp(b'=\r\nx='))
show(lambda: B.b2a_qp(b'\xe9'*40))
show(lambda: B.b2a_qp(b' '*90))
show(lambda: B.b2a_qp(b'_ a_ ',header=True))
show(lambda: B.a2b_qp(b'a= b\nc'))
show(lambda: B.b2a_qp(b'x'*76+b'\n'))
show(lambda: B.b2a_qp(b'x'*77+b'\n'))
show(lambda: B.b2a_qp(b'x'*75))
show(lambda: B.b2a_qp(b'x'*76))
show(lambda: (B.Error.__mro__,B.Incomplete.__mro__, B.Error.__module__))

# expect:
# Error None None
# Incomplete None None
# a2b_base64 ($module, data, /, *, strict_mode=False) 'Decode a line of base64 data.\n\n  strict_mode\n    When set to True, bytes that are not part of the base64 standard are not allowed.\n    The same applies to excess data after padding (= / ==).'
# a2b_hex ($module, hexstr, /) 'Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case).\nThis function is also available as "unhexlify()".'
# a2b_qp ($module, /, data, header=False) 'Decode a string of qp-encoded data.'
# a2b_uu ($module, data, /) 'Decode a line of uuencoded data.'
# b2a_base64 ($module, data, /, *, newline=True) 'Base64-code line of data.'
# b2a_hex ($module, /, data, sep=<unrepresentable>, bytes_per_sep=1) 'Hexadecimal representation of binary data.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left.\n\nThe return value is a bytes object.  This function is also\navailable as "hexlify()".\n\nExample:\n>>> binascii.b2a_hex(b\'\\xb9\\x01\\xef\')\nb\'b901ef\'\n>>> binascii.hexlify(b\'\\xb9\\x01\\xef\', \':\')\nb\'b9:01:ef\'\n>>> binascii.b2a_hex(b\'\\xb9\\x01\\xef\', b\'_\', 2)\nb\'b9_01ef\''
# b2a_qp ($module, /, data, quotetabs=False, istext=True, header=False) 'Encode a string using quoted-printable encoding.\n\nOn encoding, when istext is set, newlines are not encoded, and white\nspace at end of lines is.  When istext is not set, \\r and \\n (CR/LF)\nare both encoded.  When quotetabs is set, space and tabs are encoded.'
# b2a_uu ($module, data, /, *, backtick=False) 'Uuencode line of data.'
# crc32 ($module, data, crc=0, /) 'Compute CRC-32 incrementally.'
# crc_hqx ($module, data, crc, /) 'Compute CRC-CCITT incrementally.'
# hexlify ($module, /, data, sep=<unrepresentable>, bytes_per_sep=1) 'Hexadecimal representation of binary data.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left.\n\nThe return value is a bytes object.  This function is also\navailable as "b2a_hex()".'
# unhexlify ($module, hexstr, /) 'Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case).'
# Error: Incorrect padding
# b'a'
# Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
# b'a'
# Error: Incorrect padding
# Error: Leading padding not allowed
# Error: Excess data after padding
# Error: Only base64 data is allowed
# Error: Excess padding not allowed
# Error: Excess padding not allowed
# b'abc'
# ValueError: string argument should contain only ASCII characters
# TypeError: argument should be bytes, buffer or ASCII string, not 'int'
# b'a\x04'
# Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
# Error: Discontinuous padding not allowed
# Error: Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4
# b'a\x06\x10'
# b''
# b''
# b''
# Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
# Error: Only base64 data is allowed
# Error: Incorrect padding
# b'YWJjZA==\n'
# b'YWI='
# TypeError: a bytes-like object is required, not 'str'
# b'6162636465'
# b'61-62-63-64-65'
# b'61-6263-6465'
# b'6162:6364:65'
# ValueError: sep must be length 1.
# TypeError: object of type 'int' has no len()
# TypeError: a bytes-like object is required, not 'str'
# b'61\xe962'
# b'616263'
# ValueError: sep must be length 1.
# Error: Odd-length string
# b'a'
# Error: Non-hexadecimal digit found
# ValueError: string argument should contain only ASCII characters
# TypeError: argument should be bytes, buffer or ASCII string, not 'int'
# 891568578
# 871334697
# 44775
# TypeError: a bytes-like object is required, not 'str'
# TypeError: crc_hqx expected 2 arguments, got 1
# 3310005809
# 3904355907
# b'+:&5L;&\\@=V]R;&0 \n'
# Error: At most 45 bytes at once
# b'`\n'
# b' \n'
# b'hello world'
# Error: Missing length byte
# b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# Error: Trailing garbage
# b'\x04'
# b'#``!A\n'
# b'\x00\x00a'
# b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
# b'a=3Db=20\nc=09'
# b'a=20b=5F'
# b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=\nxxxxxxxxxxxxxxxxxxxxxxxxx'
# b'a=0D=0Ab=00=FF.=0A.'
# b'a=bc=zz'
# b'a b'
# b'a=41'
# b'=2E'
# b'a\n=2E\nb'
# b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=\n=3D =20\n'
# b'a=20\r\n b\r\n'
# TypeError: a bytes-like object is required, not 'str'
# b'x'
# b'=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=\n=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9=E9'
# b'                                                                           =\n              =20'
# b'=5F_a=5F=20'
# b'a= b\nc'
# b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n'
# b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=\nxx\n'
# b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
# b'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
# ((<class 'binascii.Error'>, <class 'ValueError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>), (<class 'binascii.Incomplete'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>), 'binascii')
