//! The only crate that names the database driver.
//!
//! One declarative schema ([`domain::register::Register::TABLES`]) describes every table; this crate keeps them all
//! generically, in SQLite or PostgreSQL, and writes every act into the history of its office in the same transaction.

mod akun;
mod backup;
mod cells;
mod chain;
mod database;
mod digest;
mod drafts;
mod error;
mod history;
mod lock;
mod migration;
mod public;
mod rows;
mod save;
mod sesi;
mod store;
#[cfg(test)]
mod tests;
mod token;
mod workflow;

pub use akun::{NewAkun, PasswordOrigin, StoredAkun, StoredPassword, StoredPenugasan};
pub use backup::{Checked, check};
pub use chain::{Broken, Detail, Entry, Head, Verification};
pub use drafts::StoredDraft;
pub use error::{Conflict, Failure, StoreError};
pub use history::{Act, ActSource, Cells};
pub use lock::{LockedReport, ReportToLock};
pub use migration::write_next_migration;
pub use public::{IssuedFile, PublicReport};
pub use save::{Move, Saved, YearToSave};
pub use sesi::{Attempt, Credentials, OneTimeCode, SessionLimits, StoredSesi};
pub use store::{Office, Store};
pub use token::StoredToken;
pub use workflow::WorkflowEvent;
