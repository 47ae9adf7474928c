//! docs/bytecode.md, written from the op table.

use std::fmt::Write;

use crate::op::{ALL, Operand, Word};

/// The page as it has to be.
pub fn bytecode_md() -> String {
    let mut out = String::from(
        "# Bytecode\n\n\
         This page is generated from the op table (`crates/bytecode/src/op.rs`); a test holds it current. To write it \
         anew: `TAIPAN_BLESS=1 cargo test -p taipan-bytecode`.\n\n\
         An instruction is one 32-bit word, `op a b c` from the lowest byte up, followed by its trailing words. `WIDE` \
         before it carries the high bytes of a, b and c. Registers `R[0..named]` are the named ones, those behind them \
         temporaries. `Src` reads a register and empties it if it is a temporary; `Peek` reads and keeps; `Dst` \
         writes; `Base` is the first of a run of temporaries. Jump words count words from the end of their \
         instruction.\n\n\
         | op | a | b | c | words | meaning |\n|---|---|---|---|---|---|\n",
    );
    for op in ALL {
        let [a, b, c] = op.operands().map(|kind| if kind == Operand::None { "" } else { kind.name() });
        let words: Vec<&str> = op.words().iter().map(|word: &Word| word.name()).collect();
        let doc = op.doc().replace('|', "\\|");
        let _ = writeln!(out, "| `{}` | {a} | {b} | {c} | {} | {doc} |", op.name(), words.join(" "));
    }
    out
}
