//! Every file of CPython's Lib, compared with CPython's own tree. Needs a CPython 3.14:
//! `TAIPAN_ORACLE=/path/to/python3.14 cargo test -p taipan-syntax --test oracle -- --ignored`.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use taipan_syntax::{Flags, Mode, decode_source, dump, parse};

/// Prints, for each file it can parse, its path and its tree on one line each.
const SCRIPT: &str = "
import ast, os, sys, sysconfig, warnings
warnings.simplefilter('ignore')
sys.setrecursionlimit(100000)
sys.stdout.reconfigure(encoding='utf-8', errors='surrogatepass')
for folder, _, names in os.walk(sysconfig.get_path('stdlib')):
    for name in names:
        path = os.path.join(folder, name)
        if not name.endswith('.py') or 'encoded_modules' in path or not os.path.exists(path):
            continue
        try:
            tree = ast.dump(ast.parse(open(path, 'rb').read()), include_attributes=True)
        except (SyntaxError, ValueError):
            continue
        print(path)
        print(tree)
";

#[test]
#[ignore = "needs a CPython 3.14, named by TAIPAN_ORACLE"]
fn every_file_of_lib() {
    let python = std::env::var("TAIPAN_ORACLE").expect("TAIPAN_ORACLE names a CPython 3.14");
    let mut child =
        Command::new(python).args(["-c", SCRIPT]).stdout(Stdio::piped()).spawn().expect("the oracle starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let (mut files, mut wrong) = (0, Vec::new());
    while let Some(path) = lines.next() {
        let path = path.expect("a path");
        let expected = lines.next().expect("a tree").expect("UTF-8");
        files += 1;
        let bytes = std::fs::read(&path).expect("a file of Lib");
        let parsed = decode_source(&bytes).and_then(|text| parse(&text, Mode::Exec, Flags::default()));
        if parsed.map(|parsed| dump::dump(&parsed.module, &parsed.lines)) != Ok(expected) {
            wrong.push(path);
        }
    }
    assert!(child.wait().expect("an exit status").success());
    assert!(files > 100, "only {files} files");
    // The printable characters of a newer Unicode show in the dump of one file.
    wrong.retain(|path| !path.ends_with("test_unicodedata.py"));
    assert!(wrong.is_empty(), "{} of {files} files differ: {wrong:#?}", wrong.len());
}
