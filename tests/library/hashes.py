"""Modules _md5, _sha1, _sha2, _sha3, _blake2: digests, copies, parameters, errors."""
import _blake2
import _md5
import _sha1
import _sha2
import _sha3


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


d=bytes(range(256))*3
for f in (_md5.md5,_sha1.sha1,_sha2.sha224,_sha2.sha256,_sha2.sha384,_sha2.sha512,_sha3.sha3_224,_sha3.sha3_256,_sha3.sha3_384,_sha3.sha3_512,_blake2.blake2b,_blake2.blake2s):
    h=f(d); g=h.copy(); g.update(b'x'); print(h.name,h.digest_size,h.block_size,h.hexdigest(),g.hexdigest(),f().hexdigest())
print(_sha3.shake_128(d).hexdigest(40),_sha3.shake_256(d).digest(7))
print(_blake2.blake2b(d,digest_size=20,key=b'k',salt=b's',person=b'p',fanout=2,depth=3,leaf_size=5,node_offset=6,node_depth=1,inner_size=32,last_node=True).hexdigest())
print(_blake2.blake2s(d,digest_size=20,key=b'k',salt=b's',person=b'p',fanout=2,depth=3,leaf_size=5,node_offset=6,node_depth=1,inner_size=32,last_node=True).hexdigest())
b=_blake2.blake2b
show(lambda: b(digest_size=0))
show(lambda: b(digest_size=65))
show(lambda: b(key=b'k'*65))
show(lambda: b(salt=b's'*17))
show(lambda: b(person=b's'*17))
show(lambda: b(fanout=256))
show(lambda: b(depth=0))
show(lambda: b(leaf_size=-1))
show(lambda: b(leaf_size=2**32))
show(lambda: b(node_offset=-1))
show(lambda: b(node_offset=2**64))
show(lambda: _blake2.blake2s(node_offset=2**48))
show(lambda: b(node_depth=256))
show(lambda: b(inner_size=65))
show(lambda: b(b'',b''))
show(lambda: b(q=1))
show(lambda: b('a'))
show(lambda: b(key='a'))
show(lambda: b(fanout=-1))
show(lambda: _blake2.blake2s(digest_size=33))

# expect:
# md5 16 64 e6899eaaf06fd702f3ed3f988eb19362 26067a7913b15afd737903607baf59d1 d41d8cd98f00b204e9800998ecf8427e
# sha1 20 64 ac2a264c8ec1f4232a40854e8239bc3a697ab1d2 91f34ea482cd14c3cab5ae65b70cff4044f080ab da39a3ee5e6b4b0d3255bfef95601890afd80709
# sha224 28 64 591b51555cc8c83f6951d9ec73d834d6d17865fecdb543605471a562 2cca3c2ae93c0883a471314c5e2169ff2edf0f7054efab2116079720 d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f
# sha256 32 64 f3a25aa93aa2fbba28d79260535bbd6a5eb0fc1c24a8b0f04e12b484c1dfe363 3ddf2ba3556962b11882718d84276ce951c30fbda09c87046dbb1863eb70afc9 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
# sha384 48 128 6bee04118003cf5630ccb22cdb53f78dc079231c7d09209955dfc34234cbab03d41da198e30bf1e77ef8b289ddd794ec 1aed27db4279ed7675964adc5276982ea925ea9035d0fd921d1d9abad76d00f4f23e18224f855093587eff74eb86dddb 38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b
# sha512 64 128 f1721f49518ee462a3d81def26d81037cd474b4254b85ad7c8f1509594d0177bbb996ee9625813852bacac108c2a72c83a8587050fec1dcda64730d6470953e6 16c01833db4deb21e86d21ad2bbc46e89396a47a382d7130ebc7fa6bebc7bb4746713c8ae2a530798317b66319cf5486dd903df3c36d2bfc05a81264e3b1fbd5 cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e
# sha3_224 28 144 1e79576532395de20d67911b1f6b482bbcaaed8e6863d1e58082916e 8a860d554cd7687f0643a27600fb279cb836ebc34b5d243695d7980c 6b4e03423667dbb73b6e15454f0eb1abd4597f9a1b078e3f5b5a6bc7
# sha3_256 32 136 c043b2b15d405c9f4cd92fdaef420eba6201d328fb34ec0e2c16e4981b9e4b39 90ba721ea273e552c3bd2099e810c05d81d8559ed9af2c1a889e6b66f240e7d4 a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a
# sha3_384 48 104 1719287be5dd0ce14ac51bfdc22f8e1137a6951666b2d946cd0d031bb68bc3173ba0e202bc0e6202f5d337061c6ec21f 594416d53fea41130ba2264f15a33d4b4101ccef9e20161bbd79037f0f30a7f1651d13c41a3a94323ffb252763dd04b6 0c63a75b845e4f7d01107d852e4c2485c51a50aaaa94fc61995e71bbee983a2ac3713831264adb47fb6bd1e058d5f004
# sha3_512 64 72 ad3a11a3430f0fac234a6c15bff0cb609b3d6fde0eac5873893e2775d15cf47d6791b4db907361c53719da248a7662f759b3f6c7ffb4fe69492a9449728cdad7 87894bc367d4f33b991ade617537e9fd003c23074ba5893d750b498e63c225162e62a72a21be70080ad2b51b1b7d2697c9661e0fce0852a4b0156ca7fc59ad46 a69f73cca23a9ac5c8b567dc185a756e97c982164fe25859e0d1dcc1475c80a615b2123af1f5f94c11e3e9402c3ac558f500199d95b6d3e301758586281dcd26
# blake2b 64 128 323e97a7a859ee63c9013debb0ca995811e73117a2f574723416e596ebc184e37a59b66d2f597df4a7c1b0d1d41a1a7f28774f46a6864d56c57b9d6c5f7302fb 53dc62edae434e1e71e00ea1dd619cdfc445cd01582fc3faa934d64a67936329629f3c446174043ee3745a7f1d7bf05035acb04771bd764f5f671aa4c43ff67b 786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce
# blake2s 32 64 b928a17862e211e99759ba8819280803a914cd3dee7c5d711a3b5185aa96a7b3 6ed3757cacab1a01b18f579960761e2321eecb410fd07a56a83d93772b343d5d 69217a3079908094e11121d042354a7c1f55b6482ca1a51e1b250dfd1ed0eef9
# 92b62d6682dda8ef27e599c00ce6fcd070dafa726908c07bf6c361ab7be2149ff7b03259d2a42cd3 b',\x08\xd3\x82\x7f\x9c\xed'
# 58ce4f9377c2fdfbaafd6dcfc0894bd67945687a
# a9e1a35b41c0fd49308d1202d023977669f9aab5
# ValueError: digest_size for Blake2b must be between 1 and 64 bytes, here it is 0
# ValueError: digest_size for Blake2b must be between 1 and 64 bytes, here it is 65
# ValueError: maximum key length is 64 bytes
# ValueError: maximum salt length is 16 bytes
# ValueError: maximum person length is 16 bytes
# ValueError: fanout must be between 0 and 255
# ValueError: depth must be between 1 and 255
# ValueError: Cannot convert negative int
# OverflowError: leaf_size is too large
# ValueError: Cannot convert negative int
# OverflowError: Python int too large for C unsigned long long
# OverflowError: node_offset is too large
# ValueError: node_depth must be between 0 and 255
# ValueError: inner_size must be between 0 and is 64
# TypeError: blake2b() takes at most 1 positional argument (2 given)
# TypeError: blake2b() got an unexpected keyword argument 'q'
# TypeError: Strings must be encoded before hashing
# TypeError: a bytes-like object is required, not 'str'
# ValueError: fanout must be between 0 and 255
# ValueError: digest_size for Blake2s must be between 1 and 32 bytes, here it is 33
