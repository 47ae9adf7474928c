# trace: generators,calls,lines
# Frames of functions and generators, line by line.
def fails(n):
    raise LookupError(n)


def numbers():
    yield 1
    return "end"


def main():
    for number in numbers():
        try:
            fails(number)
        except LookupError:
            pass
    return [number, "x" * 70]


main()

# expect:
