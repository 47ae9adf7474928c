"""Gets data out of HTML with html.parser and out of XML with ElementTree, and puts some back."""

import html
import io
import xml.etree.ElementTree as ET
from collections import defaultdict
from html.entities import name2codepoint
from html.parser import HTMLParser
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr, unescape

PAGE = """<!DOCTYPE html>
<html lang=en>
<head><title>Fish &amp; Chips &mdash; menu</title>
<script>if (a < b && c > d) document.write("<p>not a paragraph</p>");</script>
<style>p > a { color: red }</style></head>
<!-- a comment with <a href="no">link</a> -->
<body>
<h1 class="big  red">Menu</h1>
<p>See <a href="/today?x=1&amp;y=2">today&#39;s</a>, <A HREF='tomorrow.html' title="a > b">tomorrow&#x2019;s</A>
<p>Unclosed <b>bold <i>italic</b></i> &copy;2024 &unknown; &amp
<table>
<tr><th>Dish<th>Price
<tr><td>Cod<td>5.50
<tr><td>Mushy<br/>peas<td>1&frac12;
</table>
<img src="a.png" alt=""><input disabled value=x>
<?php echo 1 ?>
</body></html>"""

XML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE library [<!ENTITY co "Company">]>
<library xmlns="urn:books" xmlns:x="urn:extra" updated="2024-02-29">
  <!-- shelves -->
  <shelf name="fiction">
    <book id="b1" x:lent="yes"><title>Dune</title><year>1965</year><price currency="EUR">9.99</price></book>
    <book id="b2"><title>Emma &amp; others</title><year>1815</year>tail text</book>
  </shelf>
  <shelf name="facts">
    <book id="b3"><title><![CDATA[<Rust> & you]]></title><year>2024</year><x:note>by &co; &#233;</x:note></book>
    <empty/>
  </shelf>
  <?sort by="year"?>
</library>"""

NS = {"b": "urn:books", "x": "urn:extra"}


class Extractor(HTMLParser):
    void = {"br", "img", "input", "meta", "hr"}

    def __init__(self, base):
        super().__init__(convert_charrefs=True)
        self.base = base
        self.links, self.rows, self.stack, self.events = [], [], [], []
        self.text = defaultdict(list)

    def handle_starttag(self, tag, attributes):
        self.events.append(f"<{tag}")
        attributes = dict(attributes)
        match tag, attributes:
            case "a", {"href": target}:
                self.links.append([urljoin(self.base, target), ""])
            case "tr", _:
                self.rows.append([])
            case ("td" | "th"), _:
                self.rows[-1].append("")
            case "input" | "img" | "h1", _:
                self.events.append(str(attributes))
        if tag not in self.void:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.events.append(f"<{tag}/")
        self.handle_data(" ")

    def handle_endtag(self, tag):
        self.events.append(f"{tag}>")
        if tag in self.stack:
            while self.stack.pop() != tag:
                pass

    def handle_data(self, data):
        inside = self.stack[-1] if self.stack else ""
        if text := " ".join(data.split()):
            self.text[inside].append(text)
        if "a" in self.stack:
            self.links[-1][1] += data
        if inside in ("td", "th"):
            self.rows[-1][-1] += data.rstrip("\n")

    def handle_comment(self, data):
        self.events.append(f"!--{len(data)}")

    def handle_decl(self, declaration):
        self.events.append(f"!{declaration}")

    def handle_pi(self, data):
        self.events.append(f"?{data}")


class References(HTMLParser):
    """With the character references left to us."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.out = []

    def handle_data(self, data):
        self.out.append(data)

    def handle_entityref(self, name):
        self.out.append(f"[{name}={chr(name2codepoint.get(name, 0xFFFD))}]")

    def handle_charref(self, name):
        self.out.append(f"[#{name}]")

    def unknown_decl(self, data):
        self.out.append(f"[decl {data}]")


def read_html():
    extractor = Extractor("https://example.org/menu/")
    for at in range(0, len(PAGE), 17):
        extractor.feed(PAGE[at:at + 17])
    extractor.close()
    print(extractor.links, extractor.rows, dict(extractor.text)["title"], extractor.getpos(), sep="\n")
    print(extractor.text["p"], extractor.text["script"], extractor.text["i"], extractor.text["style"])
    print(*extractor.events)
    other = References()
    other.feed("a &lt; b &#65;&#x42; &eacute; &nope; <x y='&quot;'/> <![CDATA[c < d]]> e")
    other.close()
    print("".join(other.out), other.get_starttag_text())
    print(html.escape("<a href='x'>\"&\"</a>"), html.unescape("&lt;&#128512;&notin;&notit;&#x110000;&#0;&copy 2024 &amp;amp;"), escape("a<b>&", {"a": "&a;"}), quoteattr('say "hi" & \'bye\''), unescape("&lt;&apos;", {"&apos;": "'"}))


def read_xml():
    root = ET.fromstring(XML)
    print(root.tag, root.attrib, len(root), [child.tag.rpartition("}")[2] for child in root])
    for book in root.iterfind("b:shelf/b:book", NS):
        print(book.get("id"), book.findtext("b:title", namespaces=NS), int(book.find("b:year", NS).text), book.findtext("b:price", "unknown", NS), book.get("{urn:extra}lent"), book.find("x:note", NS) is not None)
    for path in (".//b:book[@id='b2']/b:title", "b:shelf[@name]/b:book[1]", ".//b:book[b:year='2024']", "b:shelf[last()]/*", ".//b:title/..", "*//x:*", ".//b:book[b:price]", "b:shelf[@name!='facts']", "b:shelf/b:book[last()-1]"):
        print(f"{path:<32}", [element.get("id") or element.text or element.tag.rpartition("}")[2] for element in root.findall(path, NS)])
    print(repr("".join(root[1].itertext())), root.find(".//b:book[2]/b:year", NS).tail, [e.tag[11:] for e in root.iter("{urn:books}title")])

    stream = io.BytesIO(XML.encode())
    depth, seen = 0, []
    for event, item in ET.iterparse(stream, ["start", "end", "start-ns", "comment", "pi"]):
        if event == "start-ns":
            seen.append(f"ns {item[0] or '-'}")
        elif event in ("comment", "pi"):
            seen.append(f"{event} {item.text.strip()}")
        else:
            depth += 1 if event == "start" else -1
            if event == "end" and item.tag.endswith("book"):
                seen.append(f"{item.get('id')}@{depth}")
                item.clear()
    print(seen)

    pull = ET.XMLPullParser(["end"])
    pull.feed("<a><b>1</b><b>")
    first = [e.text for _, e in pull.read_events()]
    pull.feed("2</b></a>")
    pull.close()
    print(first, [e.tag for _, e in pull.read_events()])


def write_xml():
    root = ET.Element("report", {"day": "29", "by": "a<b"})
    total = ET.SubElement(root, "total", currency="€")
    total.text, total.tail = "1 < 2 & 3", "after"
    root.append(ET.Comment(" made by hand "))
    root.insert(0, ET.Element("{urn:x}empty", {"{urn:y}k": 'q"\n'}))
    root.extend(ET.Element("row", n=str(n)) for n in range(3))
    root.remove(root.find("row[@n='1']"))
    ET.register_namespace("why", "urn:y")
    print(ET.tostring(root, "unicode"))
    print(ET.tostring(root[1], "us-ascii"), ET.tostring(root, short_empty_elements=False)[-30:], ET.tostring(ET.fromstring("<t>é</t>"), "utf-8", xml_declaration=True))
    ET.indent(root, "  ")
    ET.dump(root)
    print(ET.canonicalize("<b  z='1' a='2'><c/>text<!-- gone --></b>", strip_text=True), [e.tag for e in root if isinstance(e.tag, str)], root[-1].items(), root.index(total) if hasattr(root, "index") else list(root).index(total))
    tree, out = ET.ElementTree(root), io.BytesIO()
    tree.write(out, encoding="iso-8859-1", xml_declaration=True)
    print(out.getvalue()[:60], ET.parse(io.BytesIO(out.getvalue())).getroot().find("total").get("currency"))

    class Counter:
        """A target: gets the events, and says what `close` gives."""

        def __init__(self):
            self.deepest = self.depth = 0

        def start(self, tag, attributes):
            self.depth += 1
            self.deepest = max(self.depth, self.deepest)

        def end(self, tag):
            self.depth -= 1

        def close(self):
            return self.deepest

    parser = ET.XMLParser(target=Counter())
    parser.feed(XML)
    print(parser.close())
    builder = ET.TreeBuilder()
    builder.start("a", {})
    builder.data("te")
    builder.data("xt")
    builder.end("a")
    print(ET.tostring(builder.close()))
    for bad in ("<a><b></a>", "<a", "", "<a>&nope;</a>", "<a b=1/>", "<a/><b/>", "<a x='1' x='2'/>", "\x01", "<a xmlns:p=''/>", "<p:a/>"):
        try:
            print(ET.fromstring(bad))
        except ET.ParseError as error:
            print(f"{bad!r}: {error} {error.code} {error.position}")
    for action in (lambda: root.append("text"), lambda: root.find("a["), lambda: root.findall("/a"), lambda: ET.tostring(ET.Element(5)), lambda: root[9]):
        try:
            print(action())
        except (TypeError, SyntaxError, IndexError) as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    for part in (read_html, read_xml, write_xml):
        print(f"== {part.__name__}")
        part()

# expect:
# == read_html
# [['https://example.org/today?x=1&y=2', "today's"], ['https://example.org/menu/tomorrow.html', 'tomorrow’s']]
# [['Dish', 'Price'], ['Cod', '5.50'], ['Mushy peas', '1½']]
# ['Fish & Chips — menu']
# (18, 14)
# ['See', ',', 'Uncl', 'osed', '©2024 &unknown;', '&'] ['if (a < b && c > d) document.write("<p>not a paragraph</p>");'] ['i', 'talic'] ['p > a { color: red }']
# !DOCTYPE html <html <head <title title> <script script> <style style> head> !--38 <body <h1 {'class': 'big  red'} h1> <p <a a> <a a> <p <b <i b> i> <table <tr <th <th <tr <td <td <tr <td <br/ <td table> <img {'src': 'a.png', 'alt': ''} <input {'disabled': None, 'value': 'x'} ?php echo 1 ? body> html>
# a [lt=<] b [#65][#x42] [eacute=é] [nope=�]  [decl CDATA[c < d] e <x y='&quot;'/>
# &lt;a href=&#x27;x&#x27;&gt;&quot;&amp;&quot;&lt;/a&gt; <😀∉¬it;��© 2024 &amp; &a;&lt;b&gt;&&a;mp; "say &quot;hi&quot; &amp; 'bye'" <'
# == read_xml
# {urn:books}library {'updated': '2024-02-29'} 2 ['shelf', 'shelf']
# b1 Dune 1965 9.99 yes False
# b2 Emma & others 1815 unknown None False
# b3 <Rust> & you 2024 unknown None True
# .//b:book[@id='b2']/b:title      ['Emma & others']
# b:shelf[@name]/b:book[1]         ['b1', 'b3']
# .//b:book[b:year='2024']         ['b3']
# b:shelf[last()]/*                ['b3', 'empty']
# .//b:title/..                    ['b1', 'b2', 'b3']
# *//x:*                           ['by Company é']
# .//b:book[b:price]               ['b1']
# b:shelf[@name!='facts']          ['\n    ']
# b:shelf/b:book[last()-1]         ['b1']
# '\n    <Rust> & you2024by Company é\n    \n  ' tail text ['title', 'title', 'title']
# ['ns -', 'ns x', 'comment shelves', 'b1@2', 'b2@2', 'b3@2', 'pi sort by="year"']
# ['1'] ['b', 'a']
# == write_xml
# <report xmlns:ns0="urn:x" xmlns:why="urn:y" day="29" by="a&lt;b"><ns0:empty why:k="q&quot;&#10;" /><total currency="€">1 &lt; 2 &amp; 3</total>after<!-- made by hand --><row n="0" /><row n="2" /></report>
# b'<total currency="&#8364;">1 &lt; 2 &amp; 3</total>after' b'row><row n="2"></row></report>' b"<?xml version='1.0' encoding='utf-8'?>\n<t>\xc3\xa9</t>"
# <report xmlns:ns0="urn:x" xmlns:why="urn:y" day="29" by="a&lt;b">
#   <ns0:empty why:k="q&quot;&#10;" />
#   <total currency="€">1 &lt; 2 &amp; 3</total>after<!-- made by hand -->
#   <row n="0" />
#   <row n="2" />
# </report>
# <b a="2" z="1"><c></c>text</b> ['{urn:x}empty', 'total', 'row', 'row'] [('n', '2')] 1
# b"<?xml version='1.0' encoding='iso-8859-1'?>\n<report xmlns:ns" €
# 4
# b'<a>text</a>'
# '<a><b></a>': mismatched tag: line 1, column 8 7 (1, 8)
# '<a': unclosed token: line 1, column 0 5 (1, 0)
# '': no element found: line 1, column 0 3 (1, 0)
# '<a>&nope;</a>': undefined entity: line 1, column 3 11 (1, 3)
# '<a b=1/>': not well-formed (invalid token): line 1, column 5 4 (1, 5)
# '<a/><b/>': junk after document element: line 1, column 4 9 (1, 4)
# "<a x='1' x='2'/>": duplicate attribute: line 1, column 9 8 (1, 9)
# '\x01': not well-formed (invalid token): line 1, column 0 4 (1, 0)
# "<a xmlns:p=''/>": must not undeclare prefix: line 1, column 0 28 (1, 0)
# '<p:a/>': unbound prefix: line 1, column 0 27 (1, 0)
# TypeError: append() argument 1 must be xml.etree.ElementTree.Element, not str
# TypeError: 'NoneType' object is not callable
# SyntaxError: cannot use absolute path on element
# TypeError: cannot serialize 5 (type int)
# IndexError: child index out of range
