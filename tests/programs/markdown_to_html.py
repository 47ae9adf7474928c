"""Markdown to HTML: blocks by a scanner over lines, spans by one regular expression with a handler per group."""

import html
import re
from textwrap import dedent

SOURCE = dedent('''\
    Taipan *and* the **snakes**
    ===========================

    A paragraph with `code <b>`, a [link](https://example.com/?a=1&b=2 "With \\"title\\""),
    an ![image](snake.png) and an escaped \\*star\\*.\x20\x20
    After a hard break: <https://auto.link> & 5 < 6, snake_case_name, __strong _inside_ strong__.

    ## Lists ##

    - first
    - second with **bold**
      continued
        - nested *one*
        - nested two
    - third

    1. one
    2. two

    > Quoted text
    >
    > > deeper
    >
    > ```python
    > if a < b: print("*not emphasis*")
    > ```

    ---

    | Name    | Length |  Odd |
    |:--------|-------:|:----:|
    | mamba   |   2.5  | `|`  |
    | adder   |        | *yes*

        indented <code>
          stays

    [ref]: /somewhere 'Reference'
    See [ref], [this one][REF] and [nothing][nowhere].
''')

SPANS = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    | (?P<image>!)?\[(?P<text>[^\]]*)\](?:\((?P<url>[^\s)]*)(?:\s+"(?P<title>(?:\\.|[^"])*)")?\)|\[(?P<ref>[^\]]*)\])?
    | <(?P<auto>https?://[^>\s]+)>
    | (?P<strong>\*\*|(?<!\w)__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=strong)
    | (?P<em>\*|(?<!\w)_)(?=\S)(?P<italic>.+?)(?<=\S)(?P=em)(?!\w)
    | (?P<br>\ {2,}\n)
    """,
    re.VERBOSE | re.DOTALL,
)
LIST = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d+\.) +")
REFERENCE = re.compile(r"^\[(?P<name>[^\]]+)\]:\s*(?P<url>\S+)(?:\s+'(?P<title>[^']*)')?\s*$\n?", re.MULTILINE)


class Converter:
    def __init__(self, text):
        self.references = {}
        self.text = REFERENCE.sub(self._remember, text)

    def _remember(self, match):
        self.references[match["name"].lower()] = match.group("url", "title")
        return ""

    def convert(self):
        return "\n".join(self.blocks(self.text.splitlines()))

    # Spans

    def spans(self, text):
        out, at = [], 0
        for match in SPANS.finditer(text):
            out += html.escape(text[at:match.start()], quote=False), self.span(match)
            at = match.end()
        return "".join(out) + html.escape(text[at:], quote=False)

    def span(self, match):
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        match groups:
            case {"escaped": char}:
                return html.escape(char)
            case {"code": code}:
                return f"<code>{html.escape(code.strip(), quote=False)}</code>"
            case {"auto": url}:
                return f'<a href="{url}">{url}</a>'
            case {"bold": inner}:
                return f"<strong>{self.spans(inner)}</strong>"
            case {"italic": inner}:
                return f"<em>{self.spans(inner)}</em>"
            case {"br": _}:
                return "<br>\n"
            case {"text": text, **rest}:
                url, title = rest.get("url"), rest.get("title")
                if url is None:
                    found = self.references.get((rest.get("ref") or text).lower())
                    if found is None:
                        return html.escape(match[0])
                    url, title = found
                title = "" if title is None else f' title="{html.escape(re.sub(r"\\(.)", r"\1", title))}"'
                if "image" in rest:
                    return f'<img src="{html.escape(url)}" alt="{html.escape(text)}"{title}>'
                return f'<a href="{html.escape(url)}"{title}>{self.spans(text)}</a>'

    # Blocks

    def blocks(self, lines):
        lines = list(lines)
        while lines:
            if not lines[0].strip():
                lines.pop(0)
                continue
            for rule in (self.fence, self.heading, self.rule, self.quote, self.list, self.indented, self.table):
                if (found := rule(lines)) is not None:
                    yield from found
                    break
            else:
                paragraph = []
                while lines and lines[0].strip():
                    paragraph.append(lines.pop(0).lstrip())
                yield f"<p>{self.spans('\n'.join(paragraph).rstrip())}</p>"

    def fence(self, lines):
        if match := re.match(r"```(\w*)$", lines[0]):
            end = next((i for i, line in enumerate(lines[1:], 1) if line == "```"), len(lines))
            code, lines[:end + 1] = lines[1:end], []
            kind = f' class="language-{match[1]}"' if match[1] else ""
            return [f"<pre><code{kind}>{html.escape('\n'.join(code), quote=False)}</code></pre>"]

    def heading(self, lines):
        if match := re.fullmatch(r"(#{1,6}) +(.+?)(?: +#+)?", lines[0]):
            del lines[0]
            return [f"<h{len(match[1])}>{self.spans(match[2])}</h{len(match[1])}>"]
        if len(lines) > 1 and re.fullmatch(r"=+|-+", lines[1]):
            text, underline = lines[:2]
            del lines[:2]
            level = "=-".index(underline[0]) + 1
            return [f"<h{level}>{self.spans(text)}</h{level}>"]

    def rule(self, lines):
        if re.fullmatch(r"(?:[-*_] *){3,}", lines[0]):
            del lines[0]
            return ["<hr>"]

    def quote(self, lines):
        inner = []
        while lines and lines[0].startswith(">"):
            inner.append(re.sub("^> ?", "", lines.pop(0), count=1))
        if inner:
            return ["<blockquote>", *self.blocks(inner), "</blockquote>"]

    def list(self, lines):
        if not (first := LIST.match(lines[0])):
            return None
        tag = "ol" if first["mark"][0].isdigit() else "ul"
        items = []
        while lines and (match := LIST.match(lines[0])) and len(match["indent"]) == len(first["indent"]):
            item, width = [lines.pop(0)[match.end():]], match.end()
            while lines and lines[0].startswith(" " * width):
                item.append(lines.pop(0)[width:].removeprefix("  "))
            items.append(item)
        out = [f"<{tag}>"]
        for item in items:
            split = next((i for i, line in enumerate(item) if i and LIST.match(line)), len(item))
            inner = [self.spans("\n".join(item[:split])), *self.blocks(item[split:])]
            out.append(f"<li>{'\n'.join(inner)}</li>")
        return out + [f"</{tag}>"]

    def indented(self, lines):
        code = []
        while lines and lines[0].startswith("    "):
            code.append(lines.pop(0)[4:])
        if code:
            return [f"<pre><code>{html.escape('\n'.join(code), quote=False)}</code></pre>"]

    def table(self, lines):
        if len(lines) < 2 or not re.fullmatch(r"\|(?: *:?-+:? *\|)+", lines[1]):
            return None

        def cells(line):
            return [cell.strip() for cell in re.findall(r"((?:`[^`]*`|[^|`])+)(?:\||$)", line.strip().removeprefix("|"))]

        styles = [{(True, True): "center", (False, True): "right"}.get((c[0] == ":", c[-1] == ":"), "left") for c in cells(lines[1])]
        out, tag = ["<table>"], "th"
        while lines and lines[0].startswith("|"):
            row = cells(lines.pop(0))
            out.append("<tr>" + "".join(f'<{tag} align="{s}">{self.spans(c)}</{tag}>' for c, s in zip(row, styles)) + "</tr>")
            if tag == "th":
                del lines[0]
                tag = "td"
        return out + ["</table>"]


if __name__ == "__main__":
    print(Converter(SOURCE).convert())

# expect:
# <h1>Taipan <em>and</em> the <strong>snakes</strong></h1>
# <p>A paragraph with <code>code &lt;b&gt;</code>, a <a href="https://example.com/?a=1&amp;b=2" title="With &quot;title&quot;">link</a>,
# an <img src="snake.png" alt="image"> and an escaped *star*.<br>
# After a hard break: <a href="https://auto.link">https://auto.link</a> &amp; 5 &lt; 6, snake_case_name, <strong>strong <em>inside</em> strong</strong>.</p>
# <h2>Lists</h2>
# <ul>
# <li>first</li>
# <li>second with <strong>bold</strong>
# continued
# <ul>
# <li>nested <em>one</em></li>
# <li>nested two</li>
# </ul></li>
# <li>third</li>
# </ul>
# <ol>
# <li>one</li>
# <li>two</li>
# </ol>
# <blockquote>
# <p>Quoted text</p>
# <blockquote>
# <p>deeper</p>
# </blockquote>
# <pre><code class="language-python">if a &lt; b: print("*not emphasis*")</code></pre>
# </blockquote>
# <hr>
# <table>
# <tr><th align="left">Name</th><th align="right">Length</th><th align="center">Odd</th></tr>
# <tr><td align="left">mamba</td><td align="right">2.5</td><td align="center"><code>|</code></td></tr>
# <tr><td align="left">adder</td><td align="right"></td><td align="center"><em>yes</em></td></tr>
# </table>
# <pre><code>indented &lt;code&gt;
#   stays</code></pre>
# <p>See <a href="/somewhere" title="Reference">ref</a>, <a href="/somewhere" title="Reference">this one</a> and [nothing][nowhere].</p>
