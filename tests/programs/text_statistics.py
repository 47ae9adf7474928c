"""Statistics of a text: words, letters, n-grams, readability, and a Markov chain that needs no luck."""

import re
import string
import unicodedata
from collections import Counter, OrderedDict, defaultdict, deque
from itertools import chain, islice, pairwise

TEXT = """\
It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness,
it was the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of
Darkness, it was the spring of hope, it was the winter of despair.

We had everything before us, we had nothing before us; we were all going direct to Heaven, we were all going
direct the other way -- in short, the period was so far like the present period, that some of its noisiest
authorities insisted on its being received, for good or for evil, in the superlative degree of comparison only.
"""

UNICODE = "Ångström naïve Σίσυφος ΣΊΣΥΦΟΣ straße STRASSE ﬁn ½ x² Ⅷ e\u0301tude étude 日本語 Ǆ"


def words(text):
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.casefold())


def ngrams(items, n):
    window = deque(maxlen=n)
    for item in items:
        window.append(item)
        if len(window) == n:
            yield tuple(window)


def syllables(word):
    count = len(re.findall(r"[aeiouy]+", word))
    return max(1, count - (word.endswith("e") and not word.endswith("le")))


def histogram(counter, width=30):
    top = max(counter.values())
    for item, count in counter.most_common(8):
        bar = "█" * (count * width // top)
        yield f"{item:>12} {bar:<{width}} {count:>3}".rstrip()


def sentences(text):
    return [" ".join(s.split()) for s in re.split(r"(?<=[.!?;])\s+", text.strip()) if s]


class Markov:
    def __init__(self, items):
        self.following = defaultdict(Counter)
        for a, b in pairwise(items):
            self.following[a][b] += 1

    def walk(self, start):
        """Always the most frequent follower; an equal one of which we have seen less, so that we get on."""
        seen, item = Counter(), start
        while item in self.following:
            yield item
            seen[item] += 1
            item = min(self.following[item], key=lambda b: (seen[b] - self.following[item][b], b))


class LetterProfile(Counter):
    """Counts letters only, and compares by the cosine of the angle between profiles."""

    def __init__(self, text=""):
        super().__init__(c for c in text.lower() if c in string.ascii_lowercase)

    def __matmul__(self, other):
        dot = sum(self[c] * other[c] for c in self)
        norm = sum(v * v for v in self.values()) * sum(v * v for v in other.values())
        return dot / norm ** 0.5 if norm else 0.0


def main():
    tokens = words(TEXT)
    counts = Counter(tokens)
    print(f"{counts.total()} words, {len(counts)} different, {sum(1 for c in counts.values() if c == 1)} once")
    print(*histogram(counts), sep="\n")
    print("longest:", sorted(counts, key=lambda w: (-len(w), w))[:3])
    print("by length:", dict(sorted(Counter(map(len, tokens)).items())))

    print("\nn-grams")
    for n in (2, 3, 6):
        for gram, count in Counter(ngrams(tokens, n)).most_common(2):
            print(f"  {count} x {' '.join(gram)}")

    found = sentences(TEXT)
    score = 206.835 - 1.015 * len(tokens) / len(found) - 84.6 * sum(map(syllables, tokens)) / len(tokens)
    print(f"\n{len(found)} sentences, reading ease {score:.2f}")
    print(*islice(Markov(tokens).walk("it"), 24))

    print("\ncounter arithmetic")
    first, second = map(LetterProfile, TEXT.split("\n\n"))
    print(f"similarity {first @ second:.4f}, with nothing {first @ LetterProfile():.1f}")
    a, b = Counter("abracadabra"), Counter(a=2, b=-1, z=3)
    print(a + b, a - b, a & b, a | b, +b, -b, sep="\n")
    a.subtract("aaaaaaaa")
    a.update(z=1)
    print(a, a["nothing"], "nothing" in a, sorted(a.elements()), a.most_common()[-1])
    print(a <= Counter(), Counter(x=0) == Counter(), Counter("ab") < Counter("aabb"), type(first + second).__name__)
    try:
        Counter.fromkeys("ab")
    except NotImplementedError as error:
        print(error)
    del a["nothing"]
    recent = OrderedDict.fromkeys("abcab")
    recent.move_to_end("a")
    recent.move_to_end("c", last=False)
    print(list(recent), recent.popitem(last=False), recent == OrderedDict(b=None, a=None), recent == {"a": None, "b": None}, recent)

    print("\nunicode")
    for word in UNICODE.split():
        composed = unicodedata.normalize("NFKC", word)
        plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
        print(word, len(word), composed.casefold(), plain, word.title(), word.upper().isupper(), unicodedata.category(word[0]), sep=" | ")
    print([unicodedata.name(c) for c in "½Ǆ語"], unicodedata.numeric("Ⅷ"), unicodedata.lookup("GREEK SMALL LETTER FINAL SIGMA"))

    table = str.maketrans(dict(zip(string.ascii_letters, string.ascii_lowercase[13:] + string.ascii_lowercase[:13] + string.ascii_uppercase[13:] + string.ascii_uppercase[:13])), )
    print("Hello, World!".translate(table), "a-b_c".translate({ord("-"): None, ord("_"): "<>"}))
    print(sorted(set(chain.from_iterable(tokens))) == sorted(set("".join(tokens))), TEXT.count("was"), TEXT.find("winter"), TEXT.rindex("of"))
    print("tabs\tare\there".expandtabs(6), "a,b,,c".split(","), "  a  b ".split(), "one\r\ntwo\x0bthree\u2028".splitlines(), "x".join("abc").partition("x"))
    print("python".center(12, "*"), "-5".zfill(5), "%-6s|%+.2e|%x" % ("ab", 12345.678, 255), "titleCASE don't".swapcase().title())


if __name__ == "__main__":
    main()

# expect:
# 119 words, 58 different, 38 once
#          the ██████████████████████████████  14
#           of █████████████████████████       12
#          was ███████████████████████         11
#           it █████████████████████           10
#           we ████████                         4
#        times ████                             2
#          age ████                             2
#        epoch ████                             2
# longest: ['authorities', 'foolishness', 'incredulity']
# by length: {2: 34, 3: 37, 4: 10, 5: 11, 6: 14, 7: 3, 8: 4, 10: 2, 11: 4}
#
# n-grams
#   10 x it was
#   10 x was the
#   10 x it was the
#   2 x of times it
#   1 x it was the best of times
#   1 x was the best of times it
#
# 3 sentences, reading ease 49.27
# it was the age of times it was the epoch of belief it was the season of comparison
#
# counter arithmetic
# similarity 0.9100, with nothing 0.0
# Counter({'a': 7, 'z': 3, 'r': 2, 'b': 1, 'c': 1, 'd': 1})
# Counter({'a': 3, 'b': 3, 'r': 2, 'c': 1, 'd': 1})
# Counter({'a': 2})
# Counter({'a': 5, 'z': 3, 'b': 2, 'r': 2, 'c': 1, 'd': 1})
# Counter({'z': 3, 'a': 2})
# Counter({'b': 1})
# Counter({'b': 2, 'r': 2, 'c': 1, 'd': 1, 'z': 1, 'a': -3}) 0 False ['b', 'b', 'c', 'd', 'r', 'r', 'z'] ('a', -3)
# False True True Counter
# Counter.fromkeys() is undefined.  Use Counter(iterable) instead.
# ['c', 'b', 'a'] ('c', None) True True OrderedDict({'b': None, 'a': None})
#
# unicode
# Ångström | 8 | ångström | Angstrom | Ångström | True | Lu
# naïve | 5 | naïve | naive | Naïve | True | Ll
# Σίσυφος | 7 | σίσυφοσ | Σισυφος | Σίσυφος | True | Lu
# ΣΊΣΥΦΟΣ | 7 | σίσυφοσ | ΣΙΣΥΦΟΣ | Σίσυφος | True | Lu
# straße | 6 | strasse | straße | Straße | True | Ll
# STRASSE | 7 | strasse | STRASSE | Strasse | True | Lu
# ﬁn | 2 | fin | fin | Fin | True | Ll
# ½ | 1 | 1⁄2 | 1⁄2 | ½ | False | No
# x² | 2 | x2 | x2 | X² | True | Ll
# Ⅷ | 1 | viii | VIII | Ⅷ | True | Nl
# étude | 6 | étude | etude | ÉTude | True | Ll
# étude | 5 | étude | etude | Étude | True | Ll
# 日本語 | 3 | 日本語 | 日本語 | 日本語 | False | Lo
# Ǆ | 1 | dž | DZ | ǅ | True | Lu
# ['VULGAR FRACTION ONE HALF', 'LATIN CAPITAL LETTER DZ WITH CARON', 'CJK UNIFIED IDEOGRAPH-8A9E'] 8.0 ς
# Uryyb, Jbeyq! ab<>c
# True 11 268 596
# tabs  are   here ['a', 'b', '', 'c'] ['a', 'b'] ['one', 'two', 'three'] ('a', 'x', 'bxc')
# ***python*** -0005 ab    |+1.23e+04|ff Titlecase Don'T
