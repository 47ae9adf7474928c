//! The Mersenne Twister MT19937 of Matsumoto and Nishimura, as their reference text describes it.

pub const N: usize = 624;
const M: usize = 397;

/// The words of the state, and how many of them are used up.
#[derive(Clone)]
pub struct Twister {
    pub words: Box<[u32; N]>,
    pub index: usize,
}

impl Twister {
    /// The state of an object that nobody has seeded.
    pub fn zero() -> Twister {
        Twister { words: Box::new([0; N]), index: 0 }
    }

    fn seed_word(&mut self, seed: u32) {
        self.words[0] = seed;
        for i in 1..N {
            let last = self.words[i - 1];
            self.words[i] = 1812433253u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(i as u32);
        }
        self.index = N;
    }

    /// Seeds with a key of at least one word.
    pub fn seed(&mut self, key: &[u32]) {
        self.seed_word(19650218);
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            let last = self.words[i - 1];
            self.words[i] = (self.words[i] ^ (last ^ (last >> 30)).wrapping_mul(1664525))
                .wrapping_add(key[j])
                .wrapping_add(j as u32);
            i += 1;
            j += 1;
            if i >= N {
                self.words[0] = self.words[N - 1];
                i = 1;
            }
            if j >= key.len() {
                j = 0;
            }
        }
        for _ in 0..N - 1 {
            let last = self.words[i - 1];
            self.words[i] =
                (self.words[i] ^ (last ^ (last >> 30)).wrapping_mul(1566083941)).wrapping_sub(i as u32);
            i += 1;
            if i >= N {
                self.words[0] = self.words[N - 1];
                i = 1;
            }
        }
        self.words[0] = 0x8000_0000;
    }

    fn refill(&mut self) {
        for i in 0..N {
            let mixed = (self.words[i] & 0x8000_0000) | (self.words[(i + 1) % N] & 0x7fff_ffff);
            let odd = if mixed & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[i] = self.words[(i + M) % N] ^ (mixed >> 1) ^ odd;
        }
        self.index = 0;
    }

    /// The next 32 bits.
    pub fn next(&mut self) -> u32 {
        if self.index >= N {
            self.refill();
        }
        let mut word = self.words[self.index];
        self.index += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// The next float in [0, 1), of 53 bits.
    pub fn float(&mut self) -> f64 {
        let (high, low) = (self.next() >> 5, self.next() >> 6);
        (f64::from(high) * 67108864.0 + f64::from(low)) * (1.0 / 9007199254740992.0)
    }
}
