"""Integers beyond machine words: every operator on numbers of 1 to 4000 bits and both signs, summed up as text."""
class Numbers:
    state = 7

    def bits(self, count):
        value = 0
        for _ in range(0, count, 31):
            self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
            value = (value << 31) | self.state
        return value & ((1 << count) - 1)


random = Numbers()


def all_results():
    sizes = (1, 30, 59, 60, 61, 62, 63, 64, 65, 100, 127, 128, 129, 200, 500, 1500, 4000)
    numbers = [random.bits(size) * sign for size in sizes for sign in (1, -1)]
    numbers += [0, 1, -1, 2**60, -2**60, 2**60 - 1, 2**61, -2**61, 2**63, -2**63, 2**64, -2**64, 2**128 - 1]
    for a in numbers:
        for b in numbers:
            yield a + b, a - b, a * b, a & b, a | b, a ^ b, a < b, a == b, a >= b
            if b:
                yield a // b, a % b, divmod(a, b) == (a // b, a % b), (a // b) * b + a % b == a
        for places in (0, 1, 5, 31, 63, 64, 65, 200):
            yield a << places, a >> places
        yield -a, ~a, abs(a), hash(a), str(a), a.bit_length(), a.bit_count(), hex(a), int(str(a)) == a, f"{a:,}"


def checksum(text):
    total = 0
    for char in text:
        total = (total * 31 + ord(char)) % (2**61 - 1)
    return total


for part, results in enumerate(zip(*[iter(list(all_results()))] * 400)):
    text = str(results)
    print(part, len(text), checksum(text))


class Own(int):
    pass


big = Own(2**70)
big.note = "kept"
print(big + 1, type(big + 1), big.note, big == 2**70, hash(big) == hash(2**70), bool(Own(0)), Own(-2**63) == -2**63)
zero, one, two = 0, 1, 2
for call in (
    lambda: one // zero, lambda: one % zero, lambda: big // zero, lambda: big % zero, lambda: True // zero,
    lambda: one << -one, lambda: one >> -one, lambda: big << -one, lambda: zero**-one, lambda: two**-one,
    lambda: (-two) ** -3, lambda: two**0, lambda: zero**zero, lambda: (-two) ** 63, lambda: two**64, lambda: big**2,
    lambda: pow(3, -1, 7), lambda: pow(two, big % 1000, 10**9 + 7), lambda: big >> big, lambda: -big >> big,
    lambda: zero << big, lambda: big / 3, lambda: 3 / big, lambda: divmod(-big, 2**65 + 1),
):
    try:
        print(call())
    except (ZeroDivisionError, ValueError) as e:
        print(type(e).__name__, e)

# expect:
# 0 106535 675841467950119696
# 1 121077 1217211148088287008
# 2 121252 996625830036820512
# 3 121741 302325759564624913
# 4 126782 313225335304297386
# 5 139518 497595942231457212
# 6 150222 1655673890891879455
# 7 398472 816243351224146937
# 8 819628 1509654006697398905
# 9 108733 1998739886576906666
# 10 117379 1153941035351084238
# 1180591620717411303425 <class 'int'> kept True True False True
# ZeroDivisionError division by zero
# ZeroDivisionError division by zero
# ZeroDivisionError division by zero
# ZeroDivisionError division by zero
# ZeroDivisionError division by zero
# ValueError negative shift count
# ValueError negative shift count
# ValueError negative shift count
# ZeroDivisionError zero to a negative power
# 0.5
# -0.125
# 1
# 1
# -9223372036854775808
# 18446744073709551616
# 1393796574908163946345982392040522594123776
# 5
# 338647361
# 0
# -1
# 0
# 3.935305402391371e+20
# 2.541098841762901e-21
# (-32, 32)
