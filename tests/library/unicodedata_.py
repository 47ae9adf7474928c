"""Module unicodedata: properties, names, normal forms, errors."""
import unicodedata as U


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

show(lambda: U.name('a'))
show(lambda: U.name('\0'))
show(lambda: U.name('\0',3))
show(lambda: U.name('ab'))
show(lambda: U.name(3))
show(lambda: U.lookup('LATIN SMALL LETTER A'))
show(lambda: U.lookup('x'))
show(lambda: U.lookup('latin small letter a'))
show(lambda: U.lookup(3))
show(lambda: U.lookup('LATIN SMALL LETTER R WITH TILDE AND DOT ABOVE'))
show(lambda: U.decimal('a'))
show(lambda: U.decimal('a',None))
show(lambda: U.digit('a'))
show(lambda: U.numeric('a'))
show(lambda: U.numeric('½'))
show(lambda: U.category(''))
show(lambda: U.category(3))
show(lambda: U.normalize('NFC','e\u0301'))
show(lambda: U.normalize('x','a'))
show(lambda: U.normalize('x','é'))
show(lambda: U.normalize('NFC',3))
show(lambda: U.is_normalized('NFD','é'))
show(lambda: U.is_normalized('x','é'))
show(lambda: U.is_normalized('x','a'))
show(lambda: U.name('\ud55c'))
show(lambda: U.name('\u4e00'))
show(lambda: U.lookup('CJK UNIFIED IDEOGRAPH-4E00'))
show(lambda: U.lookup('NULL'))
show(lambda: U.lookup('LF'))
show(lambda: U.normalize('NFC','\ud800e\u0301'))
show(lambda: U.unidata_version)
show(lambda: U.normalize('NFKD','ﬁ①'))
show(lambda: U.decomposition('é'))
show(lambda: U.mirrored('('))
show(lambda: U.category('a','b'))
show(lambda: U.name(b'a'))
show(lambda: U.lookup('HANGUL SYLLABLE HAN'))
show(lambda: U.name('\ue000'))
show(lambda: U.lookup(''))

show(lambda: [U.decomposition(chr(c)) for c in (0xAC00, 0xAC01, 0xD7A3)])
PARTS = (U.category, U.bidirectional, U.combining, U.east_asian_width, U.mirrored, U.decomposition)
for start in range(0, 0x110000, 0x2000):
    total = 0
    for code in range(start, start + 0x2000, 61):
        c = chr(code)
        text = ascii(([part(c) for part in PARTS], U.decimal(c, None), U.digit(c, None), U.numeric(c, None), U.name(c, None)))
        text += ascii([U.normalize(form, c + "e") for form in ("NFC", "NFD", "NFKC", "NFKD")])
        for byte in text.encode():
            total = (total * 31 + byte) & 0xFFFFFFFF
    print(hex(start), total)

# expect:
# 'LATIN SMALL LETTER A'
# ValueError: no such name
# 3
# TypeError: name(): argument 1 must be a unicode character, not a string of length 2
# TypeError: name() argument 1 must be a unicode character, not int
# 'a'
# KeyError: "undefined character name 'x'"
# 'a'
# TypeError: a bytes-like object is required, not 'int'
# KeyError: "undefined character name 'LATIN SMALL LETTER R WITH TILDE AND DOT ABOVE'"
# ValueError: not a decimal
# None
# ValueError: not a digit
# ValueError: not a numeric character
# 0.5
# TypeError: category(): argument must be a unicode character, not a string of length 0
# TypeError: category() argument must be a unicode character, not int
# '\xe9'
# ValueError: invalid normalization form
# ValueError: invalid normalization form
# TypeError: normalize() argument 2 must be str, not int
# False
# ValueError: invalid normalization form
# ValueError: invalid normalization form
# 'HANGUL SYLLABLE HAN'
# 'CJK UNIFIED IDEOGRAPH-4E00'
# '\u4e00'
# '\x00'
# '\n'
# '\ud800\xe9'
# '16.0.0'
# 'fi1'
# '0065 0301'
# 1
# TypeError: unicodedata.category() takes exactly one argument (2 given)
# TypeError: name() argument 1 must be a unicode character, not bytes
# '\ud55c'
# ValueError: no such name
# KeyError: "undefined character name ''"
# ['1100 1161', '1100 1161 11A8', '1112 1175 11C2']
# 0x0 3333026860
# 0x2000 3942931639
# 0x4000 1460575210
# 0x6000 3446083794
# 0x8000 13591044
# 0xa000 60303035
# 0xc000 2784233315
# 0xe000 1214185189
# 0x10000 3391368370
# 0x12000 2069917855
# 0x14000 1871984613
# 0x16000 2960283569
# 0x18000 3848391660
# 0x1a000 1669724387
# 0x1c000 3915065059
# 0x1e000 3317719077
# 0x20000 1922559800
# 0x22000 1801874870
# 0x24000 1681189940
# 0x26000 1560505010
# 0x28000 1439820080
# 0x2a000 4261118832
# 0x2c000 1188632805
# 0x2e000 611553444
# 0x30000 2228138732
# 0x32000 317137947
# 0x34000 1674500351
# 0x36000 894136447
# 0x38000 113772543
# 0x3a000 3443665343
# 0x3c000 2663301439
# 0x3e000 1882937535
# 0x40000 2894305942
# 0x42000 2113942038
# 0x44000 1333578134
# 0x46000 553214230
# 0x48000 4067817622
# 0x4a000 3102743126
# 0x4c000 2322379222
# 0x4e000 1542015318
# 0x50000 1536083670
# 0x52000 755719766
# 0x54000 4270323158
# 0x56000 3489959254
# 0x58000 2709595350
# 0x5a000 1744520854
# 0x5c000 964156950
# 0x5e000 183793046
# 0x60000 177861398
# 0x62000 3692464790
# 0x64000 2912100886
# 0x66000 2131736982
# 0x68000 1351373078
# 0x6a000 386298582
# 0x6c000 3900901974
# 0x6e000 3120538070
# 0x70000 3114606422
# 0x72000 2334242518
# 0x74000 1553878614
# 0x76000 773514710
# 0x78000 4288118102
# 0x7a000 3323043606
# 0x7c000 2542679702
# 0x7e000 1762315798
# 0x80000 1756384150
# 0x82000 976020246
# 0x84000 195656342
# 0x86000 3710259734
# 0x88000 2929895830
# 0x8a000 1964821334
# 0x8c000 1184457430
# 0x8e000 404093526
# 0x90000 398161878
# 0x92000 3912765270
# 0x94000 3132401366
# 0x96000 2352037462
# 0x98000 1571673558
# 0x9a000 606599062
# 0x9c000 4121202454
# 0x9e000 3340838550
# 0xa0000 1903845846
# 0xa2000 1123481942
# 0xa4000 343118038
# 0xa6000 3857721430
# 0xa8000 3077357526
# 0xaa000 2112283030
# 0xac000 1331919126
# 0xae000 551555222
# 0xb0000 545623574
# 0xb2000 4060226966
# 0xb4000 3279863062
# 0xb6000 2499499158
# 0xb8000 1719135254
# 0xba000 754060758
# 0xbc000 4268664150
# 0xbe000 3488300246
# 0xc0000 3482368598
# 0xc2000 2702004694
# 0xc4000 1921640790
# 0xc6000 1141276886
# 0xc8000 360912982
# 0xca000 3690805782
# 0xcc000 2910441878
# 0xce000 2130077974
# 0xd0000 2124146326
# 0xd2000 1343782422
# 0xd4000 563418518
# 0xd6000 4078021910
# 0xd8000 3297658006
# 0xda000 2332583510
# 0xdc000 1552219606
# 0xde000 771855702
# 0xe0000 2773438725
# 0xe2000 4280527446
# 0xe4000 3500163542
# 0xe6000 2719799638
# 0xe8000 1939435734
# 0xea000 974361238
# 0xec000 193997334
# 0xee000 3708600726
# 0xf0000 1382443250
# 0xf2000 1821023602
# 0xf4000 2259603954
# 0xf6000 2698184306
# 0xf8000 3136764658
# 0xfa000 3537727282
# 0xfc000 3976307634
# 0xfe000 119920690
# 0x100000 3942337714
# 0x102000 85950770
# 0x104000 524531122
# 0x106000 963111474
# 0x108000 1401691826
# 0x10a000 1802654450
# 0x10c000 2241234802
# 0x10e000 2679815154
