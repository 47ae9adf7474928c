//! Whether a list of words is code that the matcher can run: every skip lands where an op begins, every group and
//! category exists. The grammar is the one `re._compiler` writes.

use rustpython_sre_engine::SreOpcode::{self, *};

/// Nesting beyond which code is refused; the parser of `re` cannot come so far.
const DEPTH: usize = 5000;

struct Code<'a> {
    words: &'a [u32],
    groups: usize,
}

pub fn is_valid(words: &[u32], groups: usize) -> bool {
    if groups > (u32::MAX / 4) as usize {
        return false;
    }
    let code = Code { words, groups };
    words.last() == Some(&(SUCCESS as u32)) && code.body(0, words.len() - 1, 0).is_some()
}

impl Code<'_> {
    fn word(&self, at: usize, end: usize) -> Option<usize> {
        if at < end { self.words.get(at).map(|&word| word as usize) } else { None }
    }

    fn is_op(&self, at: usize, op: SreOpcode) -> bool {
        self.words.get(at) == Some(&(op as u32))
    }

    /// Where the skip word at `at` leads, which is no further than `end`.
    fn skip(&self, at: usize, end: usize) -> Option<usize> {
        let target = at.checked_add(self.word(at, end)?)?;
        (target > at && target <= end).then_some(target)
    }

    fn charset(&self, mut at: usize, end: usize) -> Option<()> {
        while at < end {
            let op = SreOpcode::try_from(self.words[at]).ok()?;
            at += 1;
            match op {
                NEGATE => {}
                LITERAL => at += 1,
                RANGE | RANGE_UNI_IGNORE => at += 2,
                CHARSET => at += 8,
                BIGCHARSET => {
                    let blocks = self.word(at, end)?;
                    let chunks = self.words.get(at + 1..at + 65)?;
                    if chunks.iter().any(|chunk| chunk.to_le_bytes().iter().any(|&b| b as usize >= blocks)) {
                        return None;
                    }
                    at = (at + 65).checked_add(blocks.checked_mul(8)?)?;
                }
                CATEGORY => {
                    if self.word(at, end)? > 17 {
                        return None;
                    }
                    at += 1;
                }
                _ => return None,
            }
            if at > end {
                return None;
            }
        }
        Some(())
    }

    fn info(&self, at: usize, end: usize) -> Option<usize> {
        let next = self.skip(at, end)?;
        let flags = self.word(at + 1, next)?;
        self.word(at + 3, next)?;
        if flags & !7 != 0 || flags & 5 == 5 || flags & 3 == 2 {
            return None;
        }
        if flags & 1 != 0 {
            let length = self.word(at + 4, next)?;
            self.word(at + 5, next)?;
            if length == 0 || at + 6 + 2 * length > next {
                return None;
            }
            let overlap = self.words.get(at + 6 + length..at + 6 + 2 * length)?;
            if overlap.iter().any(|&back| back as usize >= length) {
                return None;
            }
        }
        if flags & 4 != 0 {
            if !self.is_op(next - 1, FAILURE) {
                return None;
            }
            self.charset(at + 4, next - 1)?;
        }
        Some(next)
    }

    fn branches(&self, mut at: usize, end: usize, depth: usize) -> Option<usize> {
        let mut target = None;
        while self.word(at, end)? != 0 {
            let next = self.skip(at, end)?;
            if next < at + 3 || !self.is_op(next - 2, JUMP) {
                return None;
            }
            self.body(at + 1, next - 2, depth)?;
            let jump = self.skip(next - 1, end)?;
            if *target.get_or_insert(jump) != jump {
                return None;
            }
            at = next;
        }
        match target {
            Some(target) if target != at + 1 => None,
            _ => Some(at + 1),
        }
    }

    fn conditional(&self, at: usize, end: usize, depth: usize) -> Option<usize> {
        let yes = self.skip(at, end + 1)? - 1;
        if yes <= at {
            return None;
        }
        if yes >= at + 3 && self.is_op(yes - 2, JUMP) && self.body(at + 1, yes - 2, depth).is_some() {
            let no = self.skip(yes - 1, end)?;
            self.body(yes, no, depth)?;
            return Some(no);
        }
        self.body(at + 1, yes, depth)?;
        Some(yes)
    }

    fn body(&self, mut at: usize, end: usize, depth: usize) -> Option<()> {
        if depth > DEPTH || at > end {
            return None;
        }
        let inner = depth + 1;
        while at < end {
            let op = SreOpcode::try_from(self.words[at]).ok()?;
            at += 1;
            match op {
                SUCCESS | FAILURE | ANY | ANY_ALL => {}
                MARK => {
                    if self.word(at, end)? > 2 * self.groups + 1 {
                        return None;
                    }
                    at += 1;
                }
                LITERAL
                | NOT_LITERAL
                | LITERAL_IGNORE
                | NOT_LITERAL_IGNORE
                | LITERAL_LOC_IGNORE
                | NOT_LITERAL_LOC_IGNORE
                | LITERAL_UNI_IGNORE
                | NOT_LITERAL_UNI_IGNORE => {
                    self.word(at, end)?;
                    at += 1;
                }
                AT => {
                    if self.word(at, end)? > 11 {
                        return None;
                    }
                    at += 1;
                }
                IN | IN_IGNORE | IN_LOC_IGNORE | IN_UNI_IGNORE => {
                    let next = self.skip(at, end)?;
                    if !self.is_op(next - 1, FAILURE) {
                        return None;
                    }
                    self.charset(at + 1, next - 1)?;
                    at = next;
                }
                INFO => at = self.info(at, end)?,
                BRANCH => at = self.branches(at, end, inner)?,
                REPEAT_ONE | MIN_REPEAT_ONE | POSSESSIVE_REPEAT_ONE => {
                    let next = self.skip(at, end)?;
                    let (least, most) = (self.word(at + 1, next)?, self.word(at + 2, next)?);
                    if least > most || !self.is_op(next - 1, SUCCESS) {
                        return None;
                    }
                    self.body(at + 3, next - 1, inner)?;
                    at = next;
                }
                REPEAT | POSSESSIVE_REPEAT => {
                    let next = self.skip(at, end)?;
                    let (least, most) = (self.word(at + 1, next)?, self.word(at + 2, next)?);
                    self.word(next, end)?;
                    let ends = match op {
                        REPEAT => self.is_op(next, MAX_UNTIL) || self.is_op(next, MIN_UNTIL),
                        _ => self.is_op(next, SUCCESS),
                    };
                    if least > most || !ends {
                        return None;
                    }
                    self.body(at + 3, next, inner)?;
                    at = next + 1;
                }
                ATOMIC_GROUP => {
                    let next = self.skip(at, end)?;
                    if !self.is_op(next - 1, SUCCESS) {
                        return None;
                    }
                    self.body(at + 1, next - 1, inner)?;
                    at = next;
                }
                ASSERT | ASSERT_NOT => {
                    let next = self.skip(at, end)?;
                    self.word(at + 1, next)?;
                    if !self.is_op(next - 1, SUCCESS) {
                        return None;
                    }
                    self.body(at + 2, next - 1, inner)?;
                    at = next;
                }
                GROUPREF | GROUPREF_IGNORE | GROUPREF_LOC_IGNORE | GROUPREF_UNI_IGNORE => {
                    if self.word(at, end)? >= self.groups {
                        return None;
                    }
                    at += 1;
                }
                GROUPREF_EXISTS => {
                    if self.word(at, end)? >= self.groups {
                        return None;
                    }
                    at = self.conditional(at + 1, end, inner)?;
                }
                _ => return None,
            }
        }
        (at == end).then_some(())
    }
}
