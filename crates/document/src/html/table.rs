//! Tables in a container of their own that scrolls on a narrow screen.

use super::escape::escape;
use super::{Writer, caption};
use crate::grid::{Placed, place};
use crate::{Align, RowKind, Table, Value};

/// Depth of indentation that the style knows.
const DEEPEST: u8 = 6;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        if table.columns.is_empty() || table.rows.is_empty() {
            if let Some(text) = &table.caption {
                self.push(&format!("<p class=\"caption\" id=\"{}\">{}</p>\n", escape(&table.id), caption(text)));
            }
            return;
        }
        let id = escape(&table.id);
        // A region that scrolls must be reachable by keyboard and have a name.
        let name = if table.caption.is_some() {
            format!("aria-labelledby=\"{id}.caption\"")
        } else {
            "aria-label=\"Tabel\"".into()
        };
        if table.ruled {
            self.push(&format!("<div class=\"scroll\" role=\"region\" tabindex=\"0\" {name}>"));
        } else {
            self.push("<div class=\"scroll\">");
        }
        let kind = if table.ruled { "ruled" } else { "layout" };
        let size = match table.columns.len() {
            0..=3 => "narrow",
            4..=6 => "medium",
            _ => "wide",
        };
        let role = if table.ruled || table.caption.is_some() { "" } else { " role=\"presentation\"" };
        self.push(&format!("<table id=\"{id}\" class=\"{kind} {size}\"{role}>\n"));
        if let Some(text) = &table.caption {
            self.push(&format!("<caption id=\"{id}.caption\">{}</caption>\n", caption(text)));
        }
        self.columns(table);
        let mut head = table.header_rows.min(table.rows.len());
        let placed = place(table);
        // A merged cell must not reach out of the head.
        if placed.iter().take(head).flatten().any(|cell| cell.end_row() > head) {
            head = 0;
        }
        for (index, (row, cells)) in table.rows.iter().zip(&placed).enumerate() {
            if head > 0 && index == 0 {
                self.push("<thead>\n");
            } else if index == head {
                self.push("<tbody>\n");
            }
            let class = match row.kind {
                RowKind::Header => " class=\"header\"",
                RowKind::Body => "",
                RowKind::Group => " class=\"group\"",
                RowKind::Total => " class=\"total\"",
            };
            self.push(&format!("<tr{class}>"));
            for cell in cells {
                self.cell(table, row.kind, cell);
            }
            self.push("</tr>\n");
            if index + 1 == head {
                self.push("</thead>\n");
            }
        }
        if head < table.rows.len() {
            self.push("</tbody>\n");
        }
        self.push("</table></div>\n");
    }

    fn columns(&mut self, table: &Table) {
        let total: usize = table.columns.iter().map(|column| usize::from(column.weight.max(1))).sum();
        self.push("<colgroup>");
        for column in &table.columns {
            let percent = (usize::from(column.weight.max(1)) * 100 / total).max(1);
            self.push(&format!("<col class=\"w{percent}\">"));
        }
        self.push("</colgroup>\n");
    }

    fn cell(&mut self, table: &Table, kind: RowKind, placed: &Placed<'_>) {
        let cell = placed.cell;
        let header = kind == RowKind::Header && table.ruled;
        let column = table.columns.get(placed.column).map_or(Align::Left, |column| column.align);
        let mut classes = Vec::new();
        let centered = kind == RowKind::Header;
        match cell.align.unwrap_or(if centered { Align::Center } else { column }) {
            Align::Left => classes.extend(centered.then_some("left".to_owned())),
            Align::Center => classes.extend((!centered).then_some("center".to_owned())),
            Align::Right => classes.push("right".into()),
        }
        match cell.value {
            Some(Value::Number { .. }) => classes.push("number".into()),
            Some(Value::Text(_)) => classes.push("code".into()),
            None => {}
        }
        if cell.bold {
            classes.push("bold".into());
        }
        if cell.indent > 0 {
            classes.push(format!("indent{}", cell.indent.min(DEEPEST)));
        }
        let mut attributes = String::new();
        if header {
            attributes.push_str(if placed.columns > 1 { " scope=\"colgroup\"" } else { " scope=\"col\"" });
        }
        if placed.columns > 1 {
            attributes.push_str(&format!(" colspan=\"{}\"", placed.columns));
        }
        if placed.rows > 1 {
            attributes.push_str(&format!(" rowspan=\"{}\"", placed.rows));
        }
        if !classes.is_empty() {
            attributes.push_str(&format!(" class=\"{}\"", classes.join(" ")));
        }
        let name = if header { "th" } else { "td" };
        self.push(&format!("<{name}{attributes}>"));
        self.inlines(&cell.content);
        self.push(&format!("</{name}>"));
    }
}
