"""Checksums of files and texts: a manifest like sha256sum's, HMAC signatures, base64 in its flavours, a Merkle tree."""

import base64
import binascii
import hashlib
import hmac
import io
import json
import secrets
import tempfile
from functools import partial
from pathlib import Path
from textwrap import fill
from uuid import NAMESPACE_DNS, UUID, uuid3, uuid5

FILES = {"empty": b"", "hello.txt": b"hello world\n", "zeros.bin": bytes(100_000), "ümlaut": "ä".encode()}


def digest_of(path, algorithm="sha256", size=4096):
    digest = hashlib.new(algorithm, usedforsecurity=False)
    with path.open("rb") as stream:
        for block in iter(partial(stream.read, size), b""):
            digest.update(block)
    return digest.hexdigest()


def write_manifest(folder, algorithm):
    lines = [f"{digest_of(path, algorithm)}  {path.name}" for path in sorted(folder.iterdir())]
    return "\n".join(lines)


def check_manifest(folder, manifest, algorithm):
    for line in manifest.splitlines():
        wanted, _, name = line.partition("  ")
        try:
            same = hmac.compare_digest(wanted, digest_of(folder / name, algorithm))
            yield name, "OK" if same else "FAILED"
        except FileNotFoundError:
            yield name, "MISSING"


class Merkle:
    """A tree of hashes; a proof shows that a leaf belongs to a root."""

    def __init__(self, leaves):
        self.levels = [[hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]]
        while len(self.levels[-1]) > 1:
            level = self.levels[-1]
            self.levels.append([self.join(*level[i:i + 2]) for i in range(0, len(level), 2)])

    @staticmethod
    def join(left, right=b""):
        return hashlib.sha256(b"\1" + left + right).digest() if right else left

    @property
    def root(self):
        return self.levels[-1][0]

    def proof(self, index):
        for level in self.levels[:-1]:
            if index ^ 1 < len(level):
                yield index & 1, level[index ^ 1]
            index >>= 1

    @classmethod
    def verify(cls, leaf, proof, root):
        digest = hashlib.sha256(b"\0" + leaf).digest()
        for is_right, sibling in proof:
            digest = cls.join(sibling, digest) if is_right else cls.join(digest, sibling)
        return digest == root


class Token:
    """Signed JSON in the manner of web tokens."""

    def __init__(self, key):
        self.key = key

    @staticmethod
    def encode(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    @staticmethod
    def decode(text):
        return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))

    def sign(self, claims):
        head = b".".join(self.encode(json.dumps(part, separators=(",", ":")).encode()) for part in ({"alg": "HS256"}, claims))
        return head + b"." + self.encode(hmac.digest(self.key, head, "sha256"))

    def check(self, token):
        head, _, signature = token.rpartition(b".")
        if not hmac.compare_digest(self.decode(signature), hmac.new(self.key, head, hashlib.sha256).digest()):
            raise ValueError("the signature does not match")
        return json.loads(self.decode(head.partition(b".")[2]))


def otp(secret, counter, digits=6):
    """A one-time password (RFC 4226)."""
    mac = hmac.digest(secret, counter.to_bytes(8, "big"), "sha1")
    at = mac[-1] & 15
    return str((int.from_bytes(mac[at:at + 4], "big") & 0x7FFFFFFF) % 10**digits).zfill(digits)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in FILES.items():
            (folder / file).write_bytes(content)
        for algorithm in ("md5", "sha256"):
            manifest = write_manifest(folder, algorithm)
            print(manifest)
        (folder / "hello.txt").write_bytes(b"Hello world\n")
        (folder / "empty").unlink()
        print(dict(check_manifest(folder, manifest, "sha256")))
        with (folder / "zeros.bin").open("rb") as stream:
            print(hashlib.file_digest(stream, "sha1").hexdigest())

    text = "The quick brown fox jumps over the lazy dog".encode()
    for algorithm in ("sha1", "sha224", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"):
        digest = hashlib.new(algorithm, text)
        print(f"{digest.name:<9}{digest.digest_size:>3}{digest.block_size:>4} {digest.hexdigest()[:32]}")
    print(hashlib.shake_128(text).hexdigest(10), hashlib.blake2b(text, digest_size=8, key=b"k", salt=b"s", person=b"p").hexdigest(), sorted(hashlib.algorithms_guaranteed) == sorted({"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256", "blake2b", "blake2s"}))
    first = hashlib.sha256(b"The quick ")
    second = first.copy()
    first.update(memoryview(text)[10:])
    print(first.digest() == hashlib.sha256(text).digest(), second.hexdigest()[:8], hashlib.pbkdf2_hmac("sha256", b"pass", b"salt", 50).hex()[:32])
    print(binascii.crc32(text), binascii.crc32(text[5:], binascii.crc32(text[:5])) == binascii.crc32(text), binascii.crc_hqx(text, 0))

    tree = Merkle([bytes([n]) * n for n in range(7)])
    proof = list(tree.proof(5))
    print(tree.root.hex()[:16], [len(level) for level in tree.levels], [right for right, _ in proof], Merkle.verify(b"\5" * 5, proof, tree.root), Merkle.verify(b"\5" * 4, proof, tree.root))
    tokens = Token(b"secret")
    token = tokens.sign({"sub": "ann", "admin": False})
    print(token.decode(), tokens.check(token))
    try:
        tokens.check(token[:-2] + b"AA")
    except ValueError as error:
        print(error)
    print([otp(b"12345678901234567890", n) for n in range(4)])

    data = bytes(range(0, 256, 5))
    for encode, decode in ((base64.b64encode, base64.b64decode), (base64.b32encode, base64.b32decode), (base64.b32hexencode, base64.b32hexdecode), (base64.b16encode, base64.b16decode), (base64.a85encode, base64.a85decode), (base64.b85encode, base64.b85decode), (base64.z85encode, base64.z85decode), (base64.encodebytes, base64.decodebytes), (binascii.b2a_qp, binascii.a2b_qp), (binascii.b2a_uu, binascii.a2b_uu)):
        try:
            encoded = encode(data)
            print(f"{encode.__name__:<12} {len(encoded):>3} {decode(encoded) == data}", encoded[:24])
        except binascii.Error as error:
            print(f"{encode.__name__:<12}", error)
    print(base64.b64encode(b"\xfb\xff", altchars=b"-_"), base64.standard_b64decode("+/8="), base64.b32decode("ME======"), base64.b32decode("0ab1CDEF", casefold=True, map01=b"I"), base64.a85encode(b"\0\0\0\0test", adobe=True), base64.b64decode(b"aGk=\n!!", validate=False))
    out = io.BytesIO()
    base64.encode(io.BytesIO(data), out)
    print(fill(out.getvalue().decode(), 60), base64.b85decode("0{{"), sep="\n")
    for attempt in (lambda: base64.b64decode("abc"), lambda: base64.b64decode("ab!=", validate=True), lambda: base64.b32decode("a"), lambda: base64.b16decode("0g"), lambda: base64.b85decode("~~~~~"), lambda: base64.a85decode("zz!y{"), lambda: hashlib.new("md17"), lambda: hashlib.sha256("text"), lambda: hmac.new(b"k", b"m"), lambda: base64.b64encode("text"), lambda: hmac.compare_digest("ä", "a"), lambda: binascii.unhexlify("0x"), lambda: hashlib.blake2b(digest_size=65)):
        try:
            print(attempt())
        except (ValueError, TypeError) as error:
            print(f"{type(error).__name__}: {error}")
    print(uuid5(NAMESPACE_DNS, "python.org"), uuid3(NAMESPACE_DNS, "python.org").version, UUID("{12345678123456781234567812345678}").fields[:3], repr(UUID(int=5)), len(secrets.token_hex(8)), secrets.compare_digest(b"a", b"a"))


if __name__ == "__main__":
    main()

# expect:
# d41d8cd98f00b204e9800998ecf8427e  empty
# 6f5902ac237024bdd0c176cb93063dc4  hello.txt
# 0019d23bef56a136a1891211d7007f6f  zeros.bin
# 8419b71c87a225a2c70b50486fbee545  ümlaut
# e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  empty
# a948904f2f0f479b8f8197694b30184b0d2ed1c1cd2a1ec0fb85d299a192a447  hello.txt
# 9192c25b734fcbadbe32dadc28089c60db0e39f90cc20ce2e5733f57261acc0c  zeros.bin
# 33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc  ümlaut
# {'empty': 'MISSING', 'hello.txt': 'FAILED', 'zeros.bin': 'OK', 'ümlaut': 'OK'}
# b98c6a155dc7a778874dfc6023be2bacc2e495dd
# sha1      20  64 2fd4e1c67a2d28fced849ee1bb76e739
# sha224    28  64 730e109bd7a8a32b1cb9d9a09aa2325d
# sha384    48 128 ca737f1014a48f4c0b6dd43cb177b0af
# sha512    64 128 07e547d9586f6a73f73fbac0435ed769
# sha3_256  32 136 69070dda01975c8c120c3aada1b28239
# blake2b   64 128 a8add4bdddfd93e4877d2746e62817b1
# blake2s   32  64 606beeec743ccbeff6cbcdf5d5302aa8
# f4202e3c5852f9182a04 65682357171fb013 True
# True 1a90011d 5a37d1e99dc8d20a13e71585a2a91b66
# 1095738169 True 61640
# b0cc4f00cd89333e [7, 4, 2, 1] [1, 0, 1] True False
# eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4iLCJhZG1pbiI6ZmFsc2V9.uok6kwiJwGMS6PpVvpbGGYJJ7dEb2J5mIHkbcOSVms8 {'sub': 'ann', 'admin': False}
# the signature does not match
# ['755224', '287082', '359152', '969429']
# b64encode     72 True b'AAUKDxQZHiMoLTI3PEFGS1BV'
# b32encode     88 True b'AACQUDYUDEPCGKBNGI3TYQKG'
# b32hexencode  88 True b'002GK3OK34F26A1D68RJOGA6'
# b16encode    104 True b'00050A0F14191E23282D3237'
# a85encode     65 True b"!!N]?'H%r:-nR254@)G0:fU\\"
# b85encode     65 True b'00jyU6d4{PC@nHKJV8cFP*qx'
# z85encode     65 True b'00JYu6D4@pc[Nhkjv8Cfp/QX'
# encodebytes   73 True b'AAUKDxQZHiMoLTI3PEFGS1BV'
# b2a_qp       118 True b'=00=05\n=0F=14=19=1E#(-27'
# b2a_uu       At most 45 bytes at once
# b'-_8=' b'\xfb\xff' b'a' b'p\x02\x81\x0c\x85' b'<~zFCfN8~>' b'hi'
# AAUKDxQZHiMoLTI3PEFGS1BVWl9kaW5zeH2Ch4yRlpugpaqvtLm+w8jN0tfc
# 4ebr8PX6/w==
# b'\x03\x00'
# Error: Incorrect padding
# Error: Only base64 data is allowed
# Error: Incorrect padding
# Error: Non-base16 digit found
# ValueError: base85 overflow in hunk starting at byte 0
# ValueError: Non-Ascii85 digit found: y
# ValueError: unsupported hash type md17
# TypeError: Strings must be encoded before hashing
# TypeError: Missing required argument 'digestmod'.
# TypeError: a bytes-like object is required, not 'str'
# TypeError: comparing strings with non-ASCII characters is not supported
# Error: Non-hexadecimal digit found
# ValueError: digest_size for Blake2b must be between 1 and 64 bytes, here it is 65
# 886313e1-3b8a-5372-9b90-0c9aee199e5d 3 (305419896, 4660, 22136) UUID('00000000-0000-0000-0000-000000000005') 16 True
