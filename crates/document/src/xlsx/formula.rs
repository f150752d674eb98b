//! Formulas of cells.
//!
//! Absent is not zero: where a formula has nothing to compute from, it gives the text that is printed in the cell.

use super::name::cut;
use crate::grid::Placed;
use crate::{Cell, CellRef, Formula, NumberFormat, Table, Value};

/// Most arguments of a function, and the longest text inside a formula, in the office programs.
const MOST_ARGUMENTS: usize = 255;

/// Where the cells of a table stand in its sheet.
pub(super) struct Grid<'a> {
    table: &'a Table,
    placed: &'a [Vec<Placed<'a>>],
    /// Row of the sheet of the first row of the table, from 0.
    first_row: usize,
}

impl<'a> Grid<'a> {
    pub fn new(table: &'a Table, placed: &'a [Vec<Placed<'a>>], first_row: usize) -> Self {
        Self { table, placed, first_row }
    }

    /// The formula of a cell as the workbook writes it; `printed` is the text of the cell. None where it refers to
    /// cells that do not exist or is longer than a workbook allows: the value alone is right then.
    pub fn formula(&self, cell: &Cell, formula: &Formula, printed: &str) -> Option<String> {
        let own = cell_format(cell);
        let nothing = if own.is_some() { "" } else { printed };
        if cut(nothing, MOST_ARGUMENTS) != nothing {
            return None;
        }
        let nothing = format!("\"{}\"", nothing.replace('"', "\"\""));
        let text = match formula {
            Formula::Sum(cells) => self.over(cells, own, "SUM", &nothing)?,
            Formula::Average(cells) => self.over(cells, own, "AVERAGE", &nothing)?,
            Formula::Difference(from, less) => {
                let (first, second) = (self.address(*from)?, self.address(*less)?);
                let result = self.scaled(&format!("{first}-{second}"), *from, own);
                format!("=IF(COUNT({first},{second})<2,{nothing},{result})")
            }
            Formula::Percent(part, whole) => {
                let (part, whole) = (self.address(*part)?, self.address(*whole)?);
                let hundred = if is_plain(own) { "*100" } else { "" };
                format!("=IF(COUNT({part},{whole})<2,{nothing},IF({whole}=0,{nothing},{part}/{whole}{hundred}))")
            }
        };
        // 8192 is the limit of the office programs.
        (text.len() < 8192).then_some(text)
    }

    fn over(&self, cells: &[CellRef], own: Option<NumberFormat>, function: &str, nothing: &str) -> Option<String> {
        let arguments = self.ranges(cells)?;
        let list = arguments.join(",");
        let result = self.scaled(&format!("{function}({list})"), *cells.first()?, own);
        if arguments.len() > MOST_ARGUMENTS {
            return None;
        }
        // A mean of nothing is an error, a sum of nothing is zero; neither is what "nothing" means.
        if own.is_some() && function == "SUM" {
            return Some(format!("={result}"));
        }
        Some(format!("=IF(COUNT({list})=0,{nothing},{result})"))
    }

    /// Cells as addresses, neighbours below or beside each other as ranges.
    fn ranges(&self, cells: &[CellRef]) -> Option<Vec<String>> {
        let mut ranges = Vec::new();
        let mut rest = cells;
        while let Some(first) = rest.first() {
            let run = |next: &dyn Fn(usize) -> CellRef| {
                rest.iter().enumerate().take_while(|(index, cell)| **cell == next(*index)).count()
            };
            let down = run(&|index| CellRef { row: first.row + index, ..*first });
            let right = run(&|index| CellRef { column: first.column + index, ..*first });
            let (length, last) = if down >= right {
                (down, CellRef { row: first.row + down - 1, ..*first })
            } else {
                (right, CellRef { column: first.column + right - 1, ..*first })
            };
            let start = self.address(*first)?;
            ranges.push(if length > 1 { format!("{start}:{}", self.address(last)?) } else { start });
            rest = rest.get(length..)?;
        }
        Some(ranges)
    }

    /// A percentage is stored as a fraction: what is computed from one is brought to the scale of the cell.
    fn scaled(&self, text: &str, from: CellRef, own: Option<NumberFormat>) -> String {
        let source = self.cell(from).and_then(cell_format);
        match (source, own) {
            (Some(NumberFormat::Percent(_)), Some(NumberFormat::Plain(_))) => format!("({text})*100"),
            (Some(NumberFormat::Plain(_)), Some(NumberFormat::Percent(_))) => format!("({text})/100"),
            _ => text.into(),
        }
    }

    fn cell(&self, place: CellRef) -> Option<&Cell> {
        self.placed.get(place.row)?.iter().find(|cell| cell.column == place.column).map(|placed| placed.cell)
    }

    /// "C5".
    fn address(&self, place: CellRef) -> Option<String> {
        if place.row >= self.table.rows.len() || place.column >= self.table.columns.len() {
            return None;
        }
        let column = u16::try_from(place.column).ok()?;
        Some(format!("{}{}", rust_xlsxwriter::utility::column_number_to_name(column), self.first_row + place.row + 1))
    }
}

fn cell_format(cell: &Cell) -> Option<NumberFormat> {
    match cell.value {
        Some(Value::Number { format, .. }) => Some(format),
        Some(Value::Text(_)) | None => None,
    }
}

fn is_plain(format: Option<NumberFormat>) -> bool {
    matches!(format, Some(NumberFormat::Plain(_)))
}
