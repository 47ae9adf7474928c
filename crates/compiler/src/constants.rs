//! The constants of one code block: equal constants are one entry, and equality is the one that `co_consts` needs
//! (`1`, `1.0`, `True`, `0.0` and `-0.0` are five constants).

use crate::map::Map;
use taipan_bytecode::Constant;
use taipan_syntax::ast;

#[derive(Default)]
pub(crate) struct Constants {
    list: Vec<Constant>,
    index: Map<Vec<u8>, u32>,
}

impl Constants {
    pub(crate) fn add(&mut self, constant: Constant) -> u32 {
        let mut key = Vec::new();
        if !encode(&constant, &mut key) {
            self.list.push(constant);
            return self.list.len() as u32 - 1;
        }
        let list = &mut self.list;
        *self.index.entry(key).or_insert_with(|| {
            list.push(constant);
            list.len() as u32 - 1
        })
    }

    pub(crate) fn into_list(self) -> Vec<Constant> {
        self.list
    }
}

/// Writes an injective encoding; false for a constant that is never shared (code).
fn encode(constant: &Constant, out: &mut Vec<u8>) -> bool {
    let mut text = |tag: u8, bytes: &[u8]| {
        out.push(tag);
        out.extend((bytes.len() as u32).to_le_bytes());
        out.extend(bytes);
    };
    match constant {
        Constant::None => text(0, &[]),
        Constant::Ellipsis => text(1, &[]),
        Constant::Bool(value) => text(2, &[u8::from(*value)]),
        Constant::Int(value) => text(3, &value.to_le_bytes()),
        Constant::BigInt(value) => text(4, &value.to_signed_bytes_le()),
        Constant::Float(value) => text(5, &value.to_bits().to_le_bytes()),
        Constant::Complex { real, imag } => {
            text(6, &[real.to_bits().to_le_bytes(), imag.to_bits().to_le_bytes()].concat());
        }
        Constant::Str(bytes) => text(7, bytes),
        Constant::Bytes(bytes) => text(8, bytes),
        Constant::Tuple(items) | Constant::FrozenSet(items) => {
            let tag = if matches!(constant, Constant::Tuple(_)) { 9 } else { 10 };
            text(tag, &(items.len() as u32).to_le_bytes());
            return items.iter().all(|item| encode(item, out));
        }
        Constant::Slice(parts) => {
            text(11, &[]);
            return parts.iter().all(|part| encode(part, out));
        }
        Constant::Code(_) | Constant::Deferred(_) => return false,
    }
    true
}

/// The constant of a literal.
pub(crate) fn literal(constant: &ast::Constant) -> Constant {
    match constant {
        ast::Constant::None => Constant::None,
        ast::Constant::Bool(value) => Constant::Bool(*value),
        ast::Constant::Ellipsis => Constant::Ellipsis,
        ast::Constant::Int(value) => Constant::Int(*value),
        ast::Constant::BigInt(value) => Constant::BigInt(value.clone()),
        ast::Constant::Float(value) => Constant::Float(*value),
        ast::Constant::Complex { real, imag } => Constant::Complex { real: *real, imag: *imag },
        ast::Constant::Str(text) => Constant::Str(text.as_bytes().into()),
        ast::Constant::Bytes(bytes) => Constant::Bytes(bytes[..].into()),
        ast::Constant::Tuple(items) => Constant::Tuple(items.iter().map(literal).collect()),
        ast::Constant::FrozenSet(items) => Constant::FrozenSet(items.iter().map(literal).collect()),
    }
}

pub(crate) fn text(text: &str) -> Constant {
    Constant::Str(text.as_bytes().into())
}

/// Whether the constant is true, as `bool()` would say.
pub(crate) fn truth(constant: &Constant) -> bool {
    match constant {
        Constant::None => false,
        Constant::Ellipsis | Constant::Slice(_) | Constant::Code(_) | Constant::Deferred(_) => true,
        Constant::Bool(value) => *value,
        Constant::Int(value) => *value != 0,
        Constant::BigInt(value) => value.sign() != num_bigint::Sign::NoSign,
        Constant::Float(value) => *value != 0.0,
        Constant::Complex { real, imag } => *real != 0.0 || *imag != 0.0,
        Constant::Str(bytes) | Constant::Bytes(bytes) => !bytes.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
    }
}
