//! What stops a use case.

use std::fmt;

use document::RenderError;
use domain::problem::Rejection;
use store::StoreError;

/// Why a use case did not do what was asked.
#[derive(Debug)]
pub enum AppError {
    /// Users can mend it; the texts are theirs, all of them at once.
    Rejected(Rejection),
    /// Nobody who uses the program can mend it; the cause is in English and for the log only.
    Failure {
        /// What was being done.
        doing: &'static str,
        /// The cause.
        cause: String,
    },
}

impl AppError {
    /// A failure while something was being done.
    pub fn failure(doing: &'static str, cause: impl fmt::Display) -> Self {
        Self::Failure { doing, cause: cause.to_string() }
    }
}

impl From<Rejection> for AppError {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<RenderError> for AppError {
    fn from(error: RenderError) -> Self {
        Self::failure("rendering a document", error)
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Rejected(rejection) => Self::Rejected(rejection),
            StoreError::Conflict(conflict) => Self::Rejected(conflict.rejection("basis data")),
            StoreError::Failure(failure) => Self::failure("using the database", failure.cause),
        }
    }
}
