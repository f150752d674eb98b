//! Equations, as a structure: OMML in DOCX, mathematics in PDF, one line of text elsewhere.

use serde::{Deserialize, Serialize};

/// A piece of an equation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Equation {
    /// Words or a number, upright ("Jumlah desa", "30", "83,33 %").
    Text(String),
    /// An operator between its neighbours: `=`, `+`, `-`, `×`.
    Operator(String),
    /// A fraction.
    Fraction(Box<Equation>, Box<Equation>),
    /// In parentheses.
    Parentheses(Box<Equation>),
    /// One after the other on one line.
    Row(Vec<Equation>),
    /// Several lines, each aligned at its first `=`.
    Lines(Vec<Equation>),
}

impl Equation {
    /// Words or a number.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// An operator.
    pub fn operator(operator: impl Into<String>) -> Self {
        Self::Operator(operator.into())
    }

    /// A fraction.
    pub fn fraction(numerator: Self, denominator: Self) -> Self {
        Self::Fraction(Box::new(numerator), Box::new(denominator))
    }
}
