//! Equations as MathML.

use super::escape::escape;
use crate::Equation;
use crate::text::equation_line;

/// The element of an equation, with the same on one line for those who cannot see it.
pub fn math(equation: &Equation) -> String {
    let body = match equation {
        Equation::Lines(lines) => {
            let rows: String = lines.iter().map(|line| format!("<mtr>{}</mtr>", aligned(line))).collect();
            format!("<mtable displaystyle=\"true\">{rows}</mtable>")
        }
        Equation::Text(_)
        | Equation::Operator(_)
        | Equation::Fraction(..)
        | Equation::Parentheses(_)
        | Equation::Row(_) => element(equation),
    };
    format!("<math display=\"block\" alttext=\"{}\">{body}</math>", escape(&equation_line(equation)))
}

/// The two cells of a line: what stands before its first `=`, and the rest.
fn aligned(line: &Equation) -> String {
    let parts = match line {
        Equation::Row(parts) => parts.as_slice(),
        _ => std::slice::from_ref(line),
    };
    let sign = |part: &Equation| matches!(part, Equation::Operator(operator) if operator == "=");
    let place = parts.iter().position(sign).unwrap_or_default();
    let (left, right) = parts.split_at(place);
    let cell = |parts: &[Equation]| format!("<mtd>{}</mtd>", parts.iter().map(element).collect::<String>());
    format!("{}{}", cell(left), cell(right))
}

fn element(equation: &Equation) -> String {
    match equation {
        Equation::Text(text) => format!("<mtext>{}</mtext>", escape(text)),
        Equation::Operator(operator) => format!("<mo>{}</mo>", escape(operator)),
        Equation::Fraction(numerator, denominator) => {
            format!("<mfrac>{}{}</mfrac>", single(numerator), single(denominator))
        }
        Equation::Parentheses(inner) => format!("<mrow><mo>(</mo>{}<mo>)</mo></mrow>", single(inner)),
        Equation::Row(parts) | Equation::Lines(parts) => parts.iter().map(element).collect(),
    }
}

/// The equation as one element.
fn single(equation: &Equation) -> String {
    format!("<mrow>{}</mrow>", element(equation))
}
