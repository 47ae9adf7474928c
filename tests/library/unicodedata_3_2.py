# The database of Unicode 3.2, and the codec for domain names that needs it.
import hashlib
import sys
import unicodedata


def t(f):
    try:
        print('->', ascii(f()))
    except Exception as e:
        print(type(e).__name__, e)


old = unicodedata.ucd_3_2_0
digest = hashlib.sha1()
for code in range(0, sys.maxunicode + 1, 1):
    if code in range(0x20000, 0x2f800) or code in range(0x30000, 0xe0000) or code >= 0xf0000:
        continue
    c = chr(code)
    facts = (old.category(c), old.bidirectional(c), old.mirrored(c), old.east_asian_width(c), old.decomposition(c),
             old.combining(c), old.decimal(c, None), old.digit(c, None), old.numeric(c, None),
             ascii(old.normalize('NFKD', c)))
    digest.update(repr(facts).encode())
    if code % 0x1000 == 0xfff:
        print(hex(code), digest.hexdigest()[:8])
t(lambda: old.unidata_version)
t(lambda: old.name('\u0221'))
t(lambda: unicodedata.name('\u0221'))
t(lambda: old.category('ab'))
t(lambda: unicodedata.UCD())
t(lambda: old.is_normalized('NFC', '\u0221'))
t(lambda: 'bücher.example'.encode('idna'))
t(lambda: b'xn--bcher-kva.example'.decode('idna'))
t(lambda: 'straße'.encode('idna'))
t(lambda: ('a' * 70).encode('idna'))
t(lambda: unicodedata.lookup('CJK UNIFIED IDEOGRAPH-03400'))
t(lambda: unicodedata.lookup('latin small letter a'))
t(lambda: unicodedata.lookup('LATIN SMALLLETTER A'))

# expect:
# 0xfff c37734b9
# 0x1fff 0cd3eaea
# 0x2fff c18727f6
# 0x3fff fab7a08e
# 0x4fff 510a2dc4
# 0x5fff 695bf244
# 0x6fff cf2366ab
# 0x7fff 7241454c
# 0x8fff f14eb5a9
# 0x9fff 3e1f4d09
# 0xafff 0f9b70c5
# 0xbfff 70100312
# 0xcfff d73e2305
# 0xdfff b249a1e2
# 0xefff 87630e98
# 0xffff 20150a21
# 0x10fff 1d3f8561
# 0x11fff 2684bcbd
# 0x12fff 8d8def88
# 0x13fff 57bcd72b
# 0x14fff 60ce867e
# 0x15fff 9461fcb6
# 0x16fff a4318d76
# 0x17fff 941ff077
# 0x18fff 710fa149
# 0x19fff 43916f2a
# 0x1afff 9edc5f8e
# 0x1bfff 871f7393
# 0x1cfff 484ffbcf
# 0x1dfff 45024c1a
# 0x1efff 182bf34e
# 0x1ffff 31fcea9a
# 0x2ffff 6e24ae27
# 0xe0fff 646de968
# 0xe1fff 645d221e
# 0xe2fff 011b714a
# 0xe3fff 0e07eadb
# 0xe4fff 6c06ae89
# 0xe5fff 4266160f
# 0xe6fff d6d5afa5
# 0xe7fff f3a1df88
# 0xe8fff dcef5111
# 0xe9fff 29251581
# 0xeafff 393426f8
# 0xebfff 28173141
# 0xecfff ed7b64ba
# 0xedfff 8ee86bb5
# 0xeefff 2884506e
# 0xeffff 264562de
# -> '3.2.0'
# ValueError no such name
# -> 'LATIN SMALL LETTER D WITH CURL'
# TypeError category(): argument must be a unicode character, not a string of length 2
# TypeError cannot create 'unicodedata.UCD' instances
# -> True
# -> b'xn--bcher-kva.example'
# -> 'b\xfccher.example'
# -> b'strasse'
# UnicodeEncodeError 'idna' codec can't encode characters in position 0-69: label too long
# KeyError "undefined character name 'CJK UNIFIED IDEOGRAPH-03400'"
# -> 'a'
# KeyError "undefined character name 'LATIN SMALLLETTER A'"
