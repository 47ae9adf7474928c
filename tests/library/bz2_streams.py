# Compression by bzip2, piece by piece.
import _bz2 as b, pickle
def t(f):
    try: print('->', repr(f())[:200])
    except BaseException as e: print(type(e).__name__, e)
C,D=b.BZ2Compressor,b.BZ2Decompressor
def full(d,l=9):
    c=C(l); return c.compress(d)+c.flush()
for d in (b'',b'a',b'hello'*1000,bytes(range(256))*400):
    for l in (1,5,9): z=full(d,l); t(lambda:D().decompress(z)==d)
t(lambda:C(0)); t(lambda:C(10)); t(lambda:C('x')); t(lambda:C(compresslevel=3)); t(lambda:C(1,2)); t(lambda:D(1)); t(lambda:D(x=1))
c=C(); t(lambda:c.compress(b'abc')); t(lambda:c.compress('x')); t(lambda:c.compress()); z=c.flush(); t(lambda:len(z)>10); t(c.flush); t(lambda:c.compress(b'x'))
z=full(b'hello world'*100)
d=D(); t(lambda:(d.eof,d.needs_input,d.unused_data)); t(lambda:d.decompress(z,5)); t(lambda:(d.eof,d.needs_input)); t(lambda:len(d.decompress(b'',100))); t(lambda:len(d.decompress(b'tail'))); t(lambda:(d.eof,d.needs_input,d.unused_data)); t(lambda:d.decompress(b'x'))
for x in (b'',b'x',b'BZh',b'BZh9',b'BZx',z[:-1],z[:10],b'BZh9'+b'\0'*30,z[:20]+b'zzzz'+z[24:]): t(lambda:D().decompress(x))
d=D(); 
for i in range(0,len(z),7): r=d.decompress(z[i:i+7])
t(lambda:(len(r)>0,d.eof)); t(lambda:D().decompress('x')); t(lambda:D().decompress(z,max_length='x')); t(lambda:D().decompress(data=z)[:5]); t(lambda:pickle.dumps(c)); t(lambda:pickle.dumps(d)); t(lambda:D().decompress(z,0)); t(lambda:C.__module__)
d=D(); 
try: d.decompress(b'BZx')
except OSError: pass
t(lambda:d.decompress(b'abc'))
t(lambda:type("S",(C,),{}))

# expect:
# -> True
# -> True
# -> True
# -> True
# -> True
# -> True
# -> True
# -> True
# -> True
# -> True
# -> True
# -> True
# ValueError compresslevel must be between 1 and 9
# ValueError compresslevel must be between 1 and 9
# TypeError 'str' object cannot be interpreted as an integer
# TypeError BZ2Compressor() takes no keyword arguments
# TypeError BZ2Compressor expected at most 1 argument, got 2
# TypeError BZ2Decompressor() takes no positional arguments
# TypeError BZ2Decompressor() takes no keyword arguments
# -> b''
# TypeError a bytes-like object is required, not 'str'
# TypeError BZ2Compressor.compress() takes exactly one argument (0 given)
# -> True
# ValueError Repeated call to flush()
# ValueError Compressor has been flushed
# -> (False, True, b'')
# -> b'hello'
# -> (False, False)
# -> 100
# -> 995
# -> (True, False, b'tail')
# EOFError End of stream already reached
# -> b''
# OSError Invalid data stream
# -> b''
# -> b''
# OSError Invalid data stream
# -> b'hello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello worldhello world
# -> b''
# OSError Invalid data stream
# -> b''
# -> (False, True)
# TypeError a bytes-like object is required, not 'str'
# TypeError 'str' object cannot be interpreted as an integer
# -> b'hello'
# TypeError cannot pickle '_bz2.BZ2Compressor' object
# TypeError cannot pickle '_bz2.BZ2Decompressor' object
# -> b''
# -> '_bz2'
# ValueError Decompressor is unusable after a previous error
# TypeError type '_bz2.BZ2Compressor' is not an acceptable base type
