//! The disassembler: a code block as text, in a form that is stable enough to be compared in tests.

use std::fmt::Write;

use crate::code::{Code, Constant, LocalKind};
use crate::encode::{Instruction, instructions};
use crate::op::{Operand, Word};

/// The text of a code block and of every code block among its constants.
pub fn dis(code: &Code) -> String {
    let mut out = String::new();
    let mut work = vec![code];
    while let Some(code) = work.pop() {
        if !out.is_empty() {
            out.push('\n');
        }
        one(code, &mut out);
        for constant in code.constants.iter().rev() {
            if let Constant::Code(inner) = constant {
                work.push(inner);
            }
        }
    }
    out
}

fn one(code: &Code, out: &mut String) {
    let _ = writeln!(
        out,
        "{} (args {}, posonly {}, kwonly {}, flags {:#x}, registers {})",
        code.qualname,
        code.arg_count,
        code.posonly_arg_count,
        code.kwonly_arg_count,
        code.flags.bits(),
        code.registers
    );
    if !code.localsplus.is_empty() {
        let names: Vec<String> = code
            .localsplus
            .iter()
            .map(|local| {
                let mut text = local.name.to_string();
                for (kind, mark) in
                    [(LocalKind::CELL, "cell"), (LocalKind::FREE, "free"), (LocalKind::HIDDEN, "hidden")]
                {
                    if local.kind.contains(kind) {
                        text.push(':');
                        text.push_str(mark);
                    }
                }
                text
            })
            .collect();
        let _ = writeln!(out, "  locals: {}", names.join(" "));
    }
    let mut targets: Vec<i64> =
        instructions(&code.words).flatten().filter_map(|ins| ins.jump_target()).collect();
    targets.extend(code.exceptions.iter().map(|entry| i64::from(entry.target)));
    let mut line = None;
    for decoded in instructions(&code.words) {
        let ins = match decoded {
            Ok(ins) => ins,
            Err(error) => {
                let _ = writeln!(out, "  {error:?}");
                return;
            }
        };
        let own = code.location(ins.pc).line;
        let shown = match own {
            _ if line == Some(own) => String::new(),
            0 => "--".to_owned(),
            own => own.to_string(),
        };
        line = Some(own);
        let mark = if targets.contains(&i64::from(ins.pc)) { ">" } else { " " };
        let _ = writeln!(out, "{shown:>5} {mark}{:>5} {}", ins.pc, instruction(code, &ins));
    }
    if !code.exceptions.is_empty() {
        out.push_str("  exceptions:\n");
        for entry in &code.exceptions {
            let _ = writeln!(
                out,
                "    {}..{} -> {} depth {}",
                entry.start,
                entry.end,
                entry.target,
                register(code, entry.depth)
            );
        }
    }
}

fn register(code: &Code, reg: u32) -> String {
    match code.localsplus.get(reg as usize) {
        Some(local) => local.name.to_string(),
        None => format!("%{}", reg - code.named()),
    }
}

/// One instruction as text.
pub fn instruction(code: &Code, ins: &Instruction<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (kind, value) in ins.op.operands().into_iter().zip(ins.operands()) {
        match kind {
            Operand::None => {}
            Operand::Dst | Operand::Src | Operand::Peek | Operand::Base => parts.push(register(code, value)),
            Operand::Num => parts.push(value.to_string()),
            Operand::Imm => parts.push((value as i32).to_string()),
            Operand::Const => parts.push(constant_at(code, value)),
        }
    }
    for (kind, value) in ins.trailing() {
        match kind {
            Word::Cache => {}
            Word::Jump => parts.push(format!("-> {}", ins.jump_target().unwrap_or_default())),
            Word::Name => {
                let name = code.names.get(value as usize).map_or("?", |name| name);
                parts.push(format!(".{name}"));
            }
            Word::Const => parts.push(constant_at(code, value)),
            Word::Info => parts.push(format!("#{value}")),
        }
    }
    format!("{:<24} {}", ins.op.name(), parts.join(", ")).trim_end().to_owned()
}

fn constant_at(code: &Code, index: u32) -> String {
    code.constants.get(index as usize).map_or_else(|| format!("constant {index}?"), constant)
}

/// A constant as text.
pub fn constant(constant: &Constant) -> String {
    let list = |items: &[Constant]| items.iter().map(self::constant).collect::<Vec<_>>().join(", ");
    match constant {
        Constant::None => "None".to_owned(),
        Constant::Ellipsis => "...".to_owned(),
        Constant::Bool(true) => "True".to_owned(),
        Constant::Bool(false) => "False".to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(value) => value.to_string(),
        Constant::Float(value) => format!("{value:?}"),
        Constant::Complex { real, imag } => format!("({real:?}+{imag:?}j)"),
        Constant::Str(text) => format!("{:?}", String::from_utf8_lossy(text)),
        Constant::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        Constant::Tuple(items) => format!("({})", list(items)),
        Constant::FrozenSet(items) => format!("frozenset({})", list(items)),
        Constant::Slice(parts) => format!("slice({})", list(&parts[..])),
        Constant::Code(code) => format!("<code {}>", code.qualname),
        Constant::Deferred(code) => format!("<code {}>", code.qualname().unwrap_or("?")),
    }
}
