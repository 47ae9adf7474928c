//! The letters before a string, for both readers of tokens: which they are, and which exclude each other.

/// The letters before a string.
#[derive(Default)]
pub(crate) struct Prefix {
    pub(crate) b: bool,
    pub(crate) u: bool,
    pub(crate) r: bool,
    pub(crate) f: bool,
    pub(crate) t: bool,
}

impl Prefix {
    /// Whether `c` may be one more letter of it.
    pub(crate) fn takes(&mut self, c: u8) -> bool {
        let seen = match c.to_ascii_lowercase() {
            b'b' => &mut self.b,
            b'u' => &mut self.u,
            b'r' => &mut self.r,
            b'f' => &mut self.f,
            b't' => &mut self.t,
            _ => return false,
        };
        !std::mem::replace(seen, true)
    }

    /// The first two that exclude each other.
    pub(crate) fn conflict(&self) -> Option<(char, char)> {
        let pairs = [
            ('u', 'b', self.u && self.b),
            ('u', 'r', self.u && self.r),
            ('u', 'f', self.u && self.f),
            ('u', 't', self.u && self.t),
            ('b', 'f', self.b && self.f),
            ('b', 't', self.b && self.t),
            ('f', 't', self.f && self.t),
        ];
        pairs.iter().find(|pair| pair.2).map(|&(one, other, _)| (one, other))
    }
}
