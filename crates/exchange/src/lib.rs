//! The register's own files, in and out: the office folder and the workbook.
//!
//! Reading never trusts its input: sizes are limited before anything is read, places are kept for every cell, and
//! all problems come back at once in Bahasa Indonesia.

mod columns;
pub mod folder;
mod gather;
mod names;
pub mod workbook;

#[cfg(test)]
mod sample;
