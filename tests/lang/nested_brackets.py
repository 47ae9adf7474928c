"""Five thousand brackets are a SyntaxError."""
for text in ("(" * 5000 + ")" * 5000, "[" * 5000, "{" * 100 + "}" * 100, "-" * 100 + "1", "a." * 1000 + "b"):
    try:
        compile(text, "<nested>", "eval")
        print("compiled")
    except SyntaxError as e:
        print(e.msg)

# expect:
# too many nested parentheses
# too many nested parentheses
# compiled
# compiled
# compiled
