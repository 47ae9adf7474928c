"""Globals die in order when the program ends, with the others still there."""


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, helper is not None)


def helper():
    pass


a = Noisy("a")
b = Noisy("b")
print("end")

# expect:
# end
# del a True
# del b True
