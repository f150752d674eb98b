//! Planning beside its overview: the tree of performance and the page of an indicator.

pub(crate) mod indikator;
pub(crate) mod pohon;
