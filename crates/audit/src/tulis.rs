//! Writers of what was found.

mod json;
mod teks;

pub use json::json;
pub use teks::teks;
