//! Numbers that look random and are the same for the same seed (SplitMix64).

/// A source of such numbers.
#[derive(Debug, Clone)]
pub struct Acak(u64);

impl Acak {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below a bound; 0 for a bound of 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % bound).unwrap_or_default()
    }

    /// Takes at most so many out of a list.
    pub fn take<T>(&mut self, mut list: Vec<T>, most: usize) -> Vec<T> {
        let mut taken = Vec::new();
        while taken.len() < most && !list.is_empty() {
            taken.push(list.swap_remove(self.below(list.len())));
        }
        taken
    }
}
