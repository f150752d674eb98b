//! Equations on one line of text each.

use super::wrap::width;
use crate::Equation;

/// The lines of an equation, aligned at their first `=`.
pub(super) fn lines(equation: &Equation) -> Vec<String> {
    let lines = match equation {
        Equation::Lines(lines) => lines.iter().map(line).collect(),
        Equation::Text(_)
        | Equation::Operator(_)
        | Equation::Fraction(..)
        | Equation::Parentheses(_)
        | Equation::Row(_) => {
            vec![line(equation)]
        }
    };
    let before = |text: &str| text.split_once('=').map(|(left, _)| width(left));
    let place = lines.iter().filter_map(|line| before(line)).max().unwrap_or_default();
    lines
        .into_iter()
        .map(|line| {
            let indent = before(&line).map_or(0, |left| place - left);
            format!("{}{line}", " ".repeat(indent))
        })
        .collect()
}

/// An equation on one line.
pub(crate) fn line(equation: &Equation) -> String {
    match equation {
        Equation::Text(text) | Equation::Operator(text) => text.clone(),
        Equation::Fraction(numerator, denominator) => format!("{} / {}", operand(numerator), operand(denominator)),
        Equation::Parentheses(inner) => format!("({})", line(inner)),
        Equation::Row(parts) => parts.iter().map(line).collect::<Vec<_>>().join(" "),
        Equation::Lines(lines) => lines.iter().map(line).collect::<Vec<_>>().join("; "),
    }
}

/// A side of a fraction: several words, or an operation, need parentheses to be read as one.
fn operand(equation: &Equation) -> String {
    let text = line(equation);
    let whole = match equation {
        Equation::Parentheses(_) => true,
        Equation::Row(parts) => matches!(parts.as_slice(), [Equation::Parentheses(_)]) || !text.contains(' '),
        Equation::Text(_) | Equation::Operator(_) | Equation::Fraction(..) | Equation::Lines(_) => !text.contains(' '),
    };
    if whole { text } else { format!("({text})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parentheses_stand_only_where_needed() {
        let text = Equation::text;
        let sum = Equation::Row(vec![text("a"), Equation::operator("+"), text("b")]);
        assert_eq!(line(&Equation::fraction(text("30"), text("36"))), "30 / 36");
        assert_eq!(line(&Equation::fraction(sum.clone(), text("2"))), "(a + b) / 2");
        let closed = Equation::Parentheses(Box::new(sum));
        assert_eq!(line(&Equation::fraction(closed, text("jumlah desa"))), "(a + b) / (jumlah desa)");
        let nested = Equation::fraction(text("1"), Equation::fraction(text("2"), text("3")));
        assert_eq!(line(&nested), "1 / (2 / 3)");
    }

    #[test]
    fn lines_are_aligned_at_the_first_equals_sign() {
        let row = |left: &str| Equation::Row(vec![Equation::text(left), Equation::operator("="), Equation::text("1")]);
        assert_eq!(lines(&Equation::Lines(vec![row("long"), row("x")])), ["long = 1", "   x = 1"]);
    }
}
