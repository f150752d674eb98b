//! The field: what an office plans, promises, measures and spends in a year, and the arithmetic on it.
//!
//! No input or output, no clock, no randomness: a formula cannot reach a database, and the same register gives the
//! same report. Absent is not zero: what is not known is `None` or says why.

pub mod alur;
pub mod calculation;
pub mod formula;
pub mod problem;
pub mod reference;
pub mod register;
pub mod schema;
pub mod validation;
pub mod value;
