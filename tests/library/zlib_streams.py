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
# 6
# 16
# -abc
# 5
# TypeError reduce() of empty iterable with no initial value
# 1
# TypeError reduce() arg 2 must support iteration
# TypeError 'NoneType' object is not callable
# [3, 2, 1] [1, 2, 3]
# 3 False True False KeyWrapper
# TypeError other argument must be K instance
# TypeError unhashable type: 'functools.KeyWrapper'
# TypeError K() missing required argument 'obj' (pos 1)
# TypeError cmp_to_key() missing required argument 'mycmp' (pos 1)
# ZeroDivisionError division by zero
# raises: AttributeError: module 'functools' has no attribute 'lru_cache' (consider renaming '/work/wt/a/tests/library/functools.py' since it has the same name as the standard library module named 'functools' and prevents importing that standard library module)
# exit: 1
