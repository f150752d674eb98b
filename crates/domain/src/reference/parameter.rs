//! Settings that no regulation fixes, with what holds where an office says nothing.

use std::sync::LazyLock;

use super::{rows, take};

/// A setting as it ships.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterBawaan {
    /// Name, as in the table `parameter`.
    pub nama: String,
    /// What holds where the office says nothing.
    pub nilai: String,
    /// The words that are allowed; empty for free values.
    pub pilihan: Vec<String>,
    /// What it means, as users read it.
    pub arti: String,
    /// Where the shipped value comes from.
    pub sumber: String,
}

static PARAMETERS: LazyLock<Vec<ParameterBawaan>> = LazyLock::new(|| {
    rows(include_str!("../../data/parameter.csv"))
        .iter()
        .map(|row| ParameterBawaan {
            nama: take(row, "nama"),
            nilai: take(row, "nilai"),
            pilihan: take(row, "pilihan").split(';').filter(|word| !word.is_empty()).map(str::to_string).collect(),
            arti: take(row, "arti"),
            sumber: take(row, "sumber"),
        })
        .collect()
});

/// All settings.
pub fn parameter_bawaan() -> &'static [ParameterBawaan] {
    &PARAMETERS
}
