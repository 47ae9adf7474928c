# Compression at once and piece by piece; checksums.
import re
import zlib
def t(f):
    try: print('->', re.sub(r"0x[0-9a-f]{5,}", "0x", repr(f())))
    except BaseException as e: print(type(e).__name__, e)
C=zlib.compress
for d in (b'',b'a',b'hello'*100,bytes(range(256))*40):
    for l in (-1,0,1,5,6,9):
        for w in (15,-15,31,9,-9,25):
            print(l,w,end=' '); t(lambda:len(C(d,l,w))>0); t(lambda: zlib.decompress(C(d,l,w),w)==d)
for l in (10,-2,'x',1.5): t(lambda:C(b'',l))
for w in (0,7,8,16,24,32,40,47,48,-7,-8,-16,100,'x'): print(w,end=' '); t(lambda:len(C(b'abc',6,w))); t(lambda:zlib.decompress(C(b'abc'),w)); t(lambda: zlib.decompressobj(w) and 1); t(lambda: zlib.compressobj(wbits=w) and 1)
t(lambda:C()); t(lambda:C('s')); t(lambda:C(b'a',level=3,wbits=15)[:2]); t(lambda:C(b'',1,2,3))
D=zlib.decompress
z=C(b'hello world'*10)
for x in (b'',b'x',b'abcdef',z[:-1],z[:-5],z[:5],z[:2],z[:1],z+b'x',z[:-4]+b'0000',b'\x78\x9c\xff\xff',b'\x78\x9d',b'\x58\x9c', b'\x79\x9c', b'\x88\x1c',b'\x78\x9c\x04\x00', b'\x78\x9c\x05\xe0\x81'): print(x[:20],end=' '); t(lambda:D(x)); t(lambda:zlib.decompressobj().decompress(x)); t(lambda:zlib._ZlibDecompressor().decompress(x))
t(lambda:D(z,15,0)); t(lambda:D(z,15,-1)); t(lambda:D(z,bufsize=1)); t(lambda:D(z,wbits=47)); t(lambda:D(C(b'gz',wbits=31),47)); t(lambda:D(z,wbits=31)); t(lambda:D(C(b'abc',wbits=31)[:-1],31)); t(lambda:D(C(b'abc',wbits=31)[:-8]+b'01234567',31)); t(lambda:D(C(b'abc',wbits=-15),-15)); t(lambda:D(C(b'abc',wbits=-15)[:-1],-15)); t(lambda: D(b'\xff\xff\xff',-15)); t(lambda: D(z,wbits=9)); t(lambda: D(z,0)); t(lambda: D(b'\x1f\x8b\x09\x00'+b'\0'*20,31)); t(lambda: D(b'\x1f\x8b\x08\xe0'+b'\0'*20,31))
for x in (b'',b'a',b'hello world'*1000,bytearray(b'xx'),memoryview(b'abc')):
    t(lambda:zlib.crc32(x)); t(lambda:zlib.adler32(x)); t(lambda:zlib.crc32(x,5)); t(lambda:zlib.adler32(x,5)); t(lambda:zlib.crc32(x,-1)); t(lambda:zlib.adler32(x,-1)); t(lambda:zlib.crc32(x,1<<40)); t(lambda:zlib.adler32(x,(1<<40)+7))
t(lambda:zlib.crc32()); t(lambda:zlib.crc32('a')); t(lambda:zlib.crc32(b'',1,2)); t(lambda:zlib.crc32(b'','x')); t(lambda: zlib.crc32(b'',value=1))
o=zlib.compressobj(); t(lambda:o.compress(b'abc')); t(lambda:o.flush(zlib.Z_SYNC_FLUSH)[-4:]); t(lambda:o.copy()); t(lambda:o.flush(zlib.Z_NO_FLUSH)); t(lambda:o.compress('x')); x=o.copy(); r=o.flush(); r2=x.flush(); t(lambda:r==r2); t(lambda:o.flush()); t(lambda:o.compress(b'x')); t(lambda:o.copy()); t(lambda:o.flush(99)); t(lambda: o.flush(zlib.Z_FINISH))
o=zlib.compressobj(); t(lambda:o.flush(99)); t(lambda: o.flush('x')); t(lambda: len(o.flush(zlib.Z_FULL_FLUSH))); t(lambda: len(o.flush(zlib.Z_PARTIAL_FLUSH))); t(lambda: o.flush(zlib.Z_BLOCK));
for k in (dict(level=10),dict(method=7),dict(wbits=3),dict(memLevel=0),dict(memLevel=10),dict(strategy=5),dict(strategy=-1),dict(strategy=4),dict(strategy=3),dict(strategy=2),dict(strategy=1),dict(zdict=b'abc'),dict(zdict='x'),dict(zdict=None),dict(q=1),dict(level='x'), dict(memLevel=1), dict(memLevel=9,wbits=9), dict(zdict=b'')): print(k,end=' '); t(lambda:D(zlib.compressobj(**k).flush()));
d=zlib.decompressobj(); t(lambda:d.decompress(z[:10])); t(lambda:d.eof); t(lambda:(d.unused_data,d.unconsumed_tail)); t(lambda:d.decompress(z[10:]+b'tail')); t(lambda:(d.eof,d.unused_data,d.unconsumed_tail)); t(lambda:d.decompress(b'more')); t(lambda:d.unused_data); t(d.flush); t(lambda:d.flush(0)); t(lambda:d.flush(-1)); t(lambda: d.copy().unused_data)
d=zlib.decompressobj(); t(lambda:d.decompress(z,5)); t(lambda:len(d.unconsumed_tail)>0); t(lambda:d.decompress(d.unconsumed_tail,7)); t(lambda:d.flush()); t(lambda:d.decompress(b'',-1)); t(lambda:d.decompress(b'',0)); t(lambda:d.decompress('x')); t(lambda:d.flush(1.5)); t(lambda:d.flush('x')); t(lambda:d.decompress(b'',max_length=10**30)); t(lambda:d.copy() is d)
d=zlib.decompressobj(); d.decompress(z[:-4],1000); t(d.flush)
zo=zlib.compressobj(zdict=b'hello world'); zd=zo.compress(b'hello world hello')+zo.flush(); t(lambda:D(zd)); t(lambda:zlib.decompressobj().decompress(zd)); t(lambda:zlib.decompressobj(zdict=b'bad').decompress(zd)); t(lambda:zlib.decompressobj(zdict=b'hello world').decompress(zd)); t(lambda:zlib.decompressobj(zdict='x')); t(lambda:zlib.decompressobj(zdict=b'').decompress(zd))
zo=zlib.compressobj(wbits=-15,zdict=b'hello world'); zr=zo.compress(b'hello world hello')+zo.flush(); t(lambda:zlib.decompressobj(-15,zdict=b'hello world').decompress(zr)); t(lambda:zlib.decompressobj(-15,zdict=b'hell').decompress(zr))
Z=zlib._ZlibDecompressor
d=Z(); t(lambda:(d.eof,d.needs_input,d.unused_data)); t(lambda:d.decompress(z,5)); t(lambda:(d.eof,d.needs_input,d.unused_data)); t(lambda:d.decompress(b'',5)); t(lambda:d.decompress(b'tail')); t(lambda:(d.eof,d.needs_input,d.unused_data)); t(lambda:d.decompress(b'x')); t(lambda:Z(99)); t(lambda:Z(zdict=b'abc') and 1); t(lambda:Z().decompress(z+b'q',max_length=-1)); t(lambda:Z(q=1)); t(lambda: Z().decompress())
t(lambda:type(o)()); t(lambda:type(zlib.decompressobj())()); t(lambda:type(o)); t(lambda:type(zlib.decompressobj())); import copy,pickle; t(lambda:copy.copy(o) is not o); t(lambda:copy.deepcopy(zlib.decompressobj()) is not None); t(lambda:pickle.dumps(o)); t(lambda:pickle.dumps(zlib.decompressobj())); t(lambda:pickle.dumps(Z()))
for m in dir(o)+dir(d)+dir(Z()):
    if m[0]!='_': print(m)
class S(Z): pass

# expect:
# -1 15 -> True
# -> True
# -1 -15 -> True
# -> True
# -1 31 -> True
# -> True
# -1 9 -> True
# -> True
# -1 -9 -> True
# -> True
# -1 25 -> True
# -> True
# 0 15 -> True
# -> True
# 0 -15 -> True
# -> True
# 0 31 -> True
# -> True
# 0 9 -> True
# -> True
# 0 -9 -> True
# -> True
# 0 25 -> True
# -> True
# 1 15 -> True
# -> True
# 1 -15 -> True
# -> True
# 1 31 -> True
# -> True
# 1 9 -> True
# -> True
# 1 -9 -> True
# -> True
# 1 25 -> True
# -> True
# 5 15 -> True
# -> True
# 5 -15 -> True
# -> True
# 5 31 -> True
# -> True
# 5 9 -> True
# -> True
# 5 -9 -> True
# -> True
# 5 25 -> True
# -> True
# 6 15 -> True
# -> True
# 6 -15 -> True
# -> True
# 6 31 -> True
# -> True
# 6 9 -> True
# -> True
# 6 -9 -> True
# -> True
# 6 25 -> True
# -> True
# 9 15 -> True
# -> True
# 9 -15 -> True
# -> True
# 9 31 -> True
# -> True
# 9 9 -> True
# -> True
# 9 -9 -> True
# -> True
# 9 25 -> True
# -> True
# -1 15 -> True
# -> True
# -1 -15 -> True
# -> True
# -1 31 -> True
# -> True
# -1 9 -> True
# -> True
# -1 -9 -> True
# -> True
# -1 25 -> True
# -> True
# 0 15 -> True
# -> True
# 0 -15 -> True
# -> True
# 0 31 -> True
# -> True
# 0 9 -> True
# -> True
# 0 -9 -> True
# -> True
# 0 25 -> True
# -> True
# 1 15 -> True
# -> True
# 1 -15 -> True
# -> True
# 1 31 -> True
# -> True
# 1 9 -> True
# -> True
# 1 -9 -> True
# -> True
# 1 25 -> True
# -> True
# 5 15 -> True
# -> True
# 5 -15 -> True
# -> True
# 5 31 -> True
# -> True
# 5 9 -> True
# -> True
# 5 -9 -> True
# -> True
# 5 25 -> True
# -> True
# 6 15 -> True
# -> True
# 6 -15 -> True
# -> True
# 6 31 -> True
# -> True
# 6 9 -> True
# -> True
# 6 -9 -> True
# -> True
# 6 25 -> True
# -> True
# 9 15 -> True
# -> True
# 9 -15 -> True
# -> True
# 9 31 -> True
# -> True
# 9 9 -> True
# -> True
# 9 -9 -> True
# -> True
# 9 25 -> True
# -> True
# -1 15 -> True
# -> True
# -1 -15 -> True
# -> True
# -1 31 -> True
# -> True
# -1 9 -> True
# -> True
# -1 -9 -> True
# -> True
# -1 25 -> True
# -> True
# 0 15 -> True
# -> True
# 0 -15 -> True
# -> True
# 0 31 -> True
# -> True
# 0 9 -> True
# -> True
# 0 -9 -> True
# -> True
# 0 25 -> True
# -> True
# 1 15 -> True
# -> True
# 1 -15 -> True
# -> True
# 1 31 -> True
# -> True
# 1 9 -> True
# -> True
# 1 -9 -> True
# -> True
# 1 25 -> True
# -> True
# 5 15 -> True
# -> True
# 5 -15 -> True
# -> True
# 5 31 -> True
# -> True
# 5 9 -> True
# -> True
# 5 -9 -> True
# -> True
# 5 25 -> True
# -> True
# 6 15 -> True
# -> True
# 6 -15 -> True
# -> True
# 6 31 -> True
# -> True
# 6 9 -> True
# -> True
# 6 -9 -> True
# -> True
# 6 25 -> True
# -> True
# 9 15 -> True
# -> True
# 9 -15 -> True
# -> True
# 9 31 -> True
# -> True
# 9 9 -> True
# -> True
# 9 -9 -> True
# -> True
# 9 25 -> True
# -> True
# -1 15 -> True
# -> True
# -1 -15 -> True
# -> True
# -1 31 -> True
# -> True
# -1 9 -> True
# -> True
# -1 -9 -> True
# -> True
# -1 25 -> True
# -> True
# 0 15 -> True
# -> True
# 0 -15 -> True
# -> True
# 0 31 -> True
# -> True
# 0 9 -> True
# -> True
# 0 -9 -> True
# -> True
# 0 25 -> True
# -> True
# 1 15 -> True
# -> True
# 1 -15 -> True
# -> True
# 1 31 -> True
# -> True
# 1 9 -> True
# -> True
# 1 -9 -> True
# -> True
# 1 25 -> True
# -> True
# 5 15 -> True
# -> True
# 5 -15 -> True
# -> True
# 5 31 -> True
# -> True
# 5 9 -> True
# -> True
# 5 -9 -> True
# -> True
# 5 25 -> True
# -> True
# 6 15 -> True
# -> True
# 6 -15 -> True
# -> True
# 6 31 -> True
# -> True
# 6 9 -> True
# -> True
# 6 -9 -> True
# -> True
# 6 25 -> True
# -> True
# 9 15 -> True
# -> True
# 9 -15 -> True
# -> True
# 9 31 -> True
# -> True
# 9 9 -> True
# -> True
# 9 -9 -> True
# -> True
# 9 25 -> True
# -> True
# error Bad compression level
# error Bad compression level
# TypeError 'str' object cannot be interpreted as an integer
# TypeError 'float' object cannot be interpreted as an integer
# 0 error Bad compression level
# -> b'abc'
# -> 1
# ValueError Invalid initialization option
# 7 error Bad compression level
# error Error -2 while preparing to decompress data: inconsistent stream state
# ValueError Invalid initialization option
# ValueError Invalid initialization option
# 8 -> 11
# error Error -3 while decompressing data: invalid window size
# -> 1
# -> 1
# 16 error Bad compression level
# error Error -3 while decompressing data: incorrect header check
# -> 1
# ValueError Invalid initialization option
# 24 error Bad compression level
# error Error -3 while decompressing data: incorrect header check
# -> 1
# ValueError Invalid initialization option
# 32 error Bad compression level
# -> b'abc'
# -> 1
# ValueError Invalid initialization option
# 40 error Bad compression level
# error Error -3 while decompressing data: invalid window size
# -> 1
# ValueError Invalid initialization option
# 47 error Bad compression level
# -> b'abc'
# -> 1
# ValueError Invalid initialization option
# 48 error Bad compression level
# error Error -2 while preparing to decompress data: inconsistent stream state
# ValueError Invalid initialization option
# ValueError Invalid initialization option
# -7 error Bad compression level
# error Error -2 while preparing to decompress data: inconsistent stream state
# ValueError Invalid initialization option
# ValueError Invalid initialization option
# -8 error Bad compression level
# error Error -3 while decompressing data: invalid stored block lengths
# -> 1
# ValueError Invalid initialization option
# -16 error Bad compression level
# error Error -2 while preparing to decompress data: inconsistent stream state
# ValueError Invalid initialization option
# ValueError Invalid initialization option
# 100 error Bad compression level
# error Error -2 while preparing to decompress data: inconsistent stream state
# ValueError Invalid initialization option
# ValueError Invalid initialization option
# x TypeError 'str' object cannot be interpreted as an integer
# TypeError 'str' object cannot be interpreted as an integer
# TypeError 'str' object cannot be interpreted as an integer
# TypeError 'str' object cannot be interpreted as an integer
# TypeError compress() takes at least 1 positional argument (0 given)
# TypeError a bytes-like object is required, not 'str'
# -> b'x^'
# TypeError compress() takes at most 3 arguments (4 given)
# b'' error Error -5 while decompressing data: incomplete or truncated stream
# -> b''
# -> b''
# b'x' error Error -5 while decompressing data: incomplete or truncated stream
# -> b''
# -> b''
# b'abcdef' error Error -3 while decompressing data: incorrect header check
# error Error -3 while decompressing data: incorrect header check
# error Error -3 while decompressing data: incorrect header check
# b'x\x9c\xcbH\xcd\xc9\xc9W(\xcf/\xcaI\xc9\xa0=\x13\x00r\xd9' error Error -5 while decompressing data: incomplete or truncated stream
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# b'x\x9c\xcbH\xcd\xc9\xc9W(\xcf/\xcaI\xc9\xa0=\x13' error Error -5 while decompressing data: incomplete or truncated stream
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# b'x\x9c\xcbH\xcd' error Error -5 while decompressing data: incomplete or truncated stream
# -> b'he'
# -> b'he'
# b'x\x9c' error Error -5 while decompressing data: incomplete or truncated stream
# -> b''
# -> b''
# b'x' error Error -5 while decompressing data: incomplete or truncated stream
# -> b''
# -> b''
# b'x\x9c\xcbH\xcd\xc9\xc9W(\xcf/\xcaI\xc9\xa0=\x13\x00r\xd9' -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# b'x\x9c\xcbH\xcd\xc9\xc9W(\xcf/\xcaI\xc9\xa0=\x13\x0000' error Error -3 while decompressing data: incorrect data check
# error Error -3 while decompressing data: incorrect data check
# error Error -3 while decompressing data: incorrect data check
# b'x\x9c\xff\xff' error Error -3 while decompressing data: invalid block type
# error Error -3 while decompressing data: invalid block type
# error Error -3 while decompressing data: invalid block type
# b'x\x9d' error Error -3 while decompressing data: incorrect header check
# error Error -3 while decompressing data: incorrect header check
# error Error -3 while decompressing data: incorrect header check
# b'X\x9c' error Error -3 while decompressing data: incorrect header check
# error Error -3 while decompressing data: incorrect header check
# error Error -3 while decompressing data: incorrect header check
# b'y\x9c' error Error -3 while decompressing data: incorrect header check
# error Error -3 while decompressing data: incorrect header check
# error Error -3 while decompressing data: incorrect header check
# b'\x88\x1c' error Error -3 while decompressing data: invalid window size
# error Error -3 while decompressing data: invalid window size
# error Error -3 while decompressing data: invalid window size
# b'x\x9c\x04\x00' error Error -5 while decompressing data: incomplete or truncated stream
# -> b''
# -> b''
# b'x\x9c\x05\xe0\x81' error Error -5 while decompressing data: incomplete or truncated stream
# -> b''
# -> b''
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# ValueError bufsize must be non-negative
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# -> b'gz'
# error Error -3 while decompressing data: incorrect header check
# error Error -5 while decompressing data: incomplete or truncated stream
# error Error -3 while decompressing data: incorrect data check
# -> b'abc'
# error Error -5 while decompressing data: incomplete or truncated stream
# error Error -3 while decompressing data: invalid block type
# error Error -3 while decompressing data: invalid window size
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# error Error -3 while decompressing data: unknown compression method
# error Error -3 while decompressing data: unknown header flags set
# -> 0
# -> 1
# -> 5
# -> 5
# -> 4294967295
# -> 917518
# -> 0
# -> 7
# -> 3904355907
# -> 6422626
# -> 2564639436
# -> 6684774
# -> 3310005809
# -> 8192111
# -> 3904355907
# -> 6815848
# -> 2289993200
# -> 4133554272
# -> 441168296
# -> 2723154020
# -> 2331711793
# -> 624167021
# -> 2289993200
# -> 4164946022
# -> 4175501327
# -> 23724273
# -> 2241260618
# -> 24248565
# -> 1187509519
# -> 26345726
# -> 4175501327
# -> 24510711
# -> 891568578
# -> 38600999
# -> 871334697
# -> 39387435
# -> 899311407
# -> 42074420
# -> 891568578
# -> 39780653
# TypeError crc32 expected at least 1 argument, got 0
# TypeError a bytes-like object is required, not 'str'
# TypeError crc32 expected at most 2 arguments, got 3
# TypeError 'str' object cannot be interpreted as an integer
# TypeError zlib.crc32() takes no keyword arguments
# -> b'x\x9c'
# -> b'\x00\x00\xff\xff'
# -> <zlib.Compress object at 0x>
# -> b''
# TypeError a bytes-like object is required, not 'str'
# -> True
# error Error -2 while flushing: inconsistent stream state
# error Error -2 while compressing data: inconsistent stream state
# ValueError Inconsistent stream state
# error Error -2 while flushing: inconsistent stream state
# error Error -2 while flushing: inconsistent stream state
# error Error -2 while flushing: inconsistent stream state
# TypeError 'str' object cannot be interpreted as an integer
# -> 7
# -> 0
# -> b''
# {'level': 10} ValueError Invalid initialization option
# {'method': 7} ValueError Invalid initialization option
# {'wbits': 3} ValueError Invalid initialization option
# {'memLevel': 0} ValueError Invalid initialization option
# {'memLevel': 10} ValueError Invalid initialization option
# {'strategy': 5} ValueError Invalid initialization option
# {'strategy': -1} ValueError Invalid initialization option
# {'strategy': 4} -> b''
# {'strategy': 3} -> b''
# {'strategy': 2} -> b''
# {'strategy': 1} -> b''
# {'zdict': b'abc'} error Error 2 while decompressing data
# {'zdict': 'x'} TypeError a bytes-like object is required, not 'str'
# {'zdict': None} TypeError a bytes-like object is required, not 'NoneType'
# {'q': 1} TypeError compressobj() got an unexpected keyword argument 'q'
# {'level': 'x'} TypeError 'str' object cannot be interpreted as an integer
# {'memLevel': 1} -> b''
# {'memLevel': 9, 'wbits': 9} -> b''
# {'zdict': b''} -> b''
# -> b'hello w'
# -> False
# -> (b'', b'')
# -> b'orldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# -> (True, b'tail', b'')
# -> b''
# -> b'tailmore'
# -> b''
# ValueError length must be greater than zero
# ValueError length must be greater than zero
# ValueError Inconsistent stream state
# -> b'hello'
# -> True
# -> b' worldh'
# -> b'ello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# ValueError max_length must be non-negative
# error Error -2 while decompressing data: inconsistent stream state
# TypeError a bytes-like object is required, not 'str'
# TypeError 'float' object cannot be interpreted as an integer
# TypeError 'str' object cannot be interpreted as an integer
# OverflowError Python int too large to convert to C ssize_t
# ValueError Inconsistent stream state
# -> b''
# error Error 2 while decompressing data
# error Error 2 while decompressing data
# error Error -3 while setting zdict: invalid input data
# -> b'hello world hello'
# TypeError zdict argument must support the buffer protocol
# error Error -3 while setting zdict: invalid input data
# -> b'hello world hello'
# error Error -3 while decompressing data: invalid distance too far back
# -> (False, True, b'')
# -> b'hello'
# -> (False, False, b'')
# -> b' worl'
# -> b'dhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# -> (True, False, b'tail')
# EOFError End of stream already reached
# ValueError Invalid initialization option
# -> 1
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world'
# TypeError _ZlibDecompressor() got an unexpected keyword argument 'q'
# TypeError decompress() missing required argument 'data' (pos 1)
# TypeError cannot create 'zlib.Compress' instances
# TypeError cannot create 'zlib.Decompress' instances
# -> <class 'zlib.Compress'>
# -> <class 'zlib.Decompress'>
# -> True
# -> True
# TypeError cannot pickle 'zlib.Compress' object
# TypeError cannot pickle 'zlib.Decompress' object
# TypeError cannot pickle 'zlib._ZlibDecompressor' object
# compress
# copy
# flush
# decompress
# eof
# needs_input
# unused_data
# decompress
# eof
# needs_input
# unused_data
# raises: TypeError: type 'zlib._ZlibDecompressor' is not an acceptable base type
# exit: 1
