//! Files of others, as they come and made to harm.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests")]

mod berkas;
mod musuh;
mod rusak;
