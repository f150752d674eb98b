//! Tables: the shared model under all renderers.

use serde::{Deserialize, Serialize};

use crate::{Caption, Inline, Value};

/// A table. Every row fills the same number of grid columns, counting spans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Unique in the document (same alphabet as a heading's id).
    pub id: String,
    /// Caption over the table; a table of the layout has none.
    pub caption: Option<Caption>,
    /// The grid columns.
    pub columns: Vec<Column>,
    /// The first rows that are repeated at the top of each page; merged headers take two.
    pub header_rows: usize,
    /// All rows, header rows first.
    pub rows: Vec<Row>,
    /// False for a table of the layout without lines (name: value pairs).
    pub ruled: bool,
}

/// A grid column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Share of the table's width, relative to the other columns; at least 1.
    pub weight: u16,
    /// How its body cells are aligned unless a cell says otherwise.
    pub align: Align,
}

/// Alignment inside a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right, for figures.
    Right,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What the row is.
    pub kind: RowKind,
    /// The cells from left to right; a place covered by a `row_span` from above has no cell.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind {
    /// Column heads: bold, centred, shaded.
    Header,
    /// Ordinary.
    Body,
    /// A parent of the rows below (programme): bold.
    Group,
    /// Sum: bold, shaded.
    Total,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What is printed.
    pub content: Vec<Inline>,
    /// The typed value of the same, for workbooks; none for ordinary text.
    pub value: Option<Value>,
    /// How a workbook computes the value from other cells of the same table; `value` is its cached result.
    pub formula: Option<Formula>,
    /// Grid columns that it covers, at least 1.
    pub column_span: usize,
    /// Rows that it covers, at least 1.
    pub row_span: usize,
    /// Alignment where it differs from the column's.
    pub align: Option<Align>,
    /// Depth of a tree that the text is indented by, 0 for none.
    pub indent: u8,
    /// Bold, beyond what the row's kind asks for.
    pub bold: bool,
}

impl Cell {
    /// A cell of plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::inlines(vec![Inline::text(text)])
    }

    /// A cell of inlines.
    pub fn inlines(content: Vec<Inline>) -> Self {
        Self { content, value: None, formula: None, column_span: 1, row_span: 1, align: None, indent: 0, bold: false }
    }

    /// The same cell over several grid columns.
    pub fn over_columns(mut self, columns: usize) -> Self {
        self.column_span = columns;
        self
    }

    /// The same cell over several rows.
    pub fn over_rows(mut self, rows: usize) -> Self {
        self.row_span = rows;
        self
    }

    /// The same cell with a typed value.
    pub fn with_value(mut self, value: Value) -> Self {
        self.value = Some(value);
        self
    }

    /// The same cell with a formula.
    pub fn with_formula(mut self, formula: Formula) -> Self {
        self.formula = Some(formula);
        self
    }

    /// The same cell with another alignment.
    pub fn aligned(mut self, align: Align) -> Self {
        self.align = Some(align);
        self
    }

    /// The same cell indented by a depth.
    pub fn indented(mut self, depth: u8) -> Self {
        self.indent = depth;
        self
    }

    /// The same cell in bold.
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }
}

/// A cell of the same table: indexes into `rows` and into the grid columns, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellRef {
    /// Row, header rows included.
    pub row: usize,
    /// Grid column.
    pub column: usize,
}

/// How a workbook computes a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Formula {
    /// Sum of these cells.
    Sum(Vec<CellRef>),
    /// First minus second.
    Difference(CellRef, CellRef),
    /// First over second, in percent; empty where the second is empty or zero.
    Percent(CellRef, CellRef),
    /// Plain mean of these cells, those without a number left out.
    Average(Vec<CellRef>),
}
