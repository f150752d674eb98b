//! Cells of the register as columns of the database.

use domain::schema::{Column, Field, Kind};
use domain::value::Rupiah;

use crate::database::Value;
use crate::error::StoreError;

/// The type of a column: amounts in sen, whole numbers and flags as bigint, where null is absent; everything else
/// as text, where empty is absent.
pub(crate) fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Money | Kind::Whole | Kind::Flag => "bigint",
        Kind::Text | Kind::Prose | Kind::Code | Kind::Decimal | Kind::Date | Kind::Choice(_) | Kind::List => "text",
    }
}

/// The text of a cell, as a record writes it, as a value of the database.
pub(crate) fn to_value(column: &Column, text: &str) -> Result<Value, StoreError> {
    if sql_type(column.kind) == "text" {
        return Ok(Value::from(text));
    }
    if text.is_empty() {
        return Ok(Value::Null);
    }
    let number = match column.kind {
        Kind::Money => Rupiah::read(text).map(Rupiah::sen),
        Kind::Flag => bool::read(text).map(i64::from),
        _ => text.parse().map_err(|_| "no number".to_string()),
    };
    number
        .map(Value::Whole)
        .map_err(|why| StoreError::failure(format!("column {} cannot hold \"{text}\": {why}", column.name)))
}

/// The text of a cell from the text of the database's value.
pub(crate) fn to_text(column: &Column, stored: Option<String>) -> Result<String, StoreError> {
    let Some(stored) = stored else { return Ok(String::new()) };
    match column.kind {
        Kind::Money => {
            let sen = stored.parse().map_err(|_| StoreError::failure(format!("{} holds \"{stored}\"", column.name)))?;
            Ok(Rupiah::from_sen(sen).write())
        }
        Kind::Flag => Ok((stored != "0").write()),
        _ => Ok(stored),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_comes_back_as_it_was() {
        let canonical = |text: &str| Ok(text.to_string());
        let column = |kind| Column { name: "kolom", help: "", kind, required: false, references: None, canonical };
        for (kind, text, value) in [
            (Kind::Money, "1500000,50", Value::Whole(150_000_050)),
            (Kind::Money, "0", Value::Whole(0)),
            (Kind::Money, "", Value::Null),
            (Kind::Whole, "12", Value::Whole(12)),
            (Kind::Flag, "ya", Value::Whole(1)),
            (Kind::Flag, "tidak", Value::Whole(0)),
            (Kind::Flag, "", Value::Null),
            (Kind::Decimal, "68,50", Value::from("68,50")),
            (Kind::Text, "", Value::from("")),
        ] {
            let column = column(kind);
            let stored = to_value(&column, text).unwrap();
            assert_eq!(stored, value, "{kind:?} {text}");
            let as_text = match stored {
                Value::Null => None,
                Value::Whole(number) => Some(number.to_string()),
                Value::Text(text) => Some(text),
                Value::Bytes(_) => unreachable!(),
            };
            assert_eq!(to_text(&column, as_text).unwrap(), text, "{kind:?}");
        }
        assert!(to_value(&column(Kind::Whole), "satu").is_err());
        assert!(to_text(&column(Kind::Money), Some("x".to_string())).is_err());
    }
}
