"""sys.exit() with text prints it and ends with 1."""
import sys

print("before")
sys.exit("a message")

# expect:
# before
# raises: a message
# exit: 1
