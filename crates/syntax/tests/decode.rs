//! Encodings of source files.

use taipan_syntax::{declared_encoding, decode_source};

fn message(bytes: &[u8]) -> String {
    decode_source(bytes).unwrap_err().msg
}

#[test]
fn encodings() {
    assert_eq!(decode_source(b"\xef\xbb\xbfx = 1\n").unwrap(), "x = 1\n");
    assert_eq!(decode_source("é".as_bytes()).unwrap(), "é");
    assert_eq!(decode_source(b"# coding: latin-1\n'\xe9'").unwrap(), "# coding: latin-1\n'é'");
    assert_eq!(
        decode_source(b"\x0c#vim:fileencoding=ISO_8859-1\n'\xe9'").unwrap().chars().nth_back(1),
        Some('é')
    );
    assert_eq!(declared_encoding(b"x\n# coding: latin-1\n"), None);
    assert_eq!(declared_encoding(b"#\n# -*- coding: cp1252 -*-\n").as_deref(), Some("cp1252"));
}

#[test]
fn errors() {
    assert_eq!(message(b"x = 1\0"), "source code string cannot contain null bytes");
    assert_eq!(message(b"# coding: foo\n"), "unknown encoding: foo");
    assert_eq!(message(b"\xef\xbb\xbf# coding: latin-1\n"), "encoding problem: iso-8859-1 with BOM");
    assert_eq!(
        message(b"#\n# -*- coding: ascii -*-\nx='\xc3\xa9'"),
        "'ascii' codec can't decode byte 0xc3 in position 29: ordinal not in range(128)"
    );
    let error = decode_source(b"a\nb\n'ab\xc3('").unwrap_err();
    assert_eq!(
        error.msg,
        "Non-UTF-8 code starting with '\\xc3' on line 3, but no encoding declared; see \
         https://peps.python.org/pep-0263/ for details"
    );
    assert_eq!((error.lineno, error.offset, error.end_offset), (Some(3), 4, 4));
}
