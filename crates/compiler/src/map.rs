//! Hash tables with a fixed seed: what is compiled must not depend on chance.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use ahash::AHasher;

pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<AHasher>>;
pub(crate) type Set<K> = HashSet<K, BuildHasherDefault<AHasher>>;
