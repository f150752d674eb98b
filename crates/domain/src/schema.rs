//! One description of every table of the register.
//!
//! A record says once which columns it has, what each means and what it may hold. The files of an office folder,
//! the workbook, the database and the forms all follow from this description, so that a new column is one line.

use std::collections::BTreeMap;

use crate::problem::{Place, Problems};

/// Whose rows these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The office's, over the years, with dates of validity where something changes.
    Instansi,
    /// Of one office in one year.
    Tahun,
}

/// How an office folder keeps the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A CSV file: many short rows.
    Csv,
    /// A TOML file with one `[[table]]` per row: few rows, long text.
    Toml,
}

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Text over several lines.
    Prose,
    /// Text that looks like a number and must stay text: codes, NIP, telephone.
    Code,
    /// Whole number from 0.
    Whole,
    /// Exact decimal, written as in `68,50`.
    Decimal,
    /// Rupiah.
    Money,
    /// Date, written as in `2024-09-30`.
    Date,
    /// `ya` or `tidak`.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Several values with `;` between them.
    List,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Name in files and in the database.
    pub name: &'static str,
    /// What it means, as users read it.
    pub help: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// False where it may be empty.
    pub required: bool,
    /// Table whose `kode` the value names, if any.
    pub references: Option<&'static str>,
    /// Reads a trimmed, non-empty text and writes it again as records do; the error is that of [`Field::read`].
    pub canonical: fn(&str) -> Result<String, String>,
}

impl Column {
    /// The text of a cell as records write it: `1.234,5` and `1234.5` as `1234,5`, `30 September 2024` as
    /// `2024-09-30`. The error says what is wrong with the text and what is expected.
    pub fn normalise(&self, text: &str) -> Result<String, String> {
        match text.trim() {
            "" if self.required => Err("Kolom ini wajib diisi.".to_string()),
            "" => Ok(String::new()),
            text => (self.canonical)(text),
        }
    }
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct TableSchema {
    /// Name in files and in the database.
    pub name: &'static str,
    /// What it keeps, as users read it.
    pub about: &'static str,
    /// Whose rows these are.
    pub scope: Scope,
    /// How an office folder keeps it.
    pub layout: Layout,
    /// Columns that name a row within its office (and year).
    pub key: &'static [&'static str],
    /// Columns in order.
    pub columns: &'static [Column],
}

/// A value that a column can hold.
pub trait Field: Sized {
    /// What the column may hold.
    const KIND: Kind;
    /// False where empty is a value.
    const REQUIRED: bool = true;
    /// True for personal data, which never stands in a message.
    const PERSONAL: bool = false;
    /// Reads the trimmed text of a cell; it is empty only where `REQUIRED` is false. The error says what is wrong
    /// with the text and what is expected, without its place.
    fn read(text: &str) -> Result<Self, String>;
    /// Writes the value so that `read` gives it back.
    fn write(&self) -> String;
}

impl<T: Field> Field for Option<T> {
    const KIND: Kind = T::KIND;
    const REQUIRED: bool = false;
    const PERSONAL: bool = T::PERSONAL;

    fn read(text: &str) -> Result<Self, String> {
        if text.is_empty() { Ok(None) } else { T::read(text).map(Some) }
    }

    fn write(&self) -> String {
        self.as_ref().map(Field::write).unwrap_or_default()
    }
}

impl<T: Field> Field for Vec<T> {
    const KIND: Kind = Kind::List;
    const REQUIRED: bool = false;

    fn read(text: &str) -> Result<Self, String> {
        text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(T::read).collect()
    }

    fn write(&self) -> String {
        self.iter().map(Field::write).collect::<Vec<_>>().join("; ")
    }
}

/// A cell as it was read from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawValue {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A row as it was read from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// Where the row stands.
    pub place: Place,
    /// Cells by column name; an absent column is an empty cell.
    pub values: BTreeMap<String, RawValue>,
}

impl RawRow {
    /// Reads one column; a problem is recorded and gives `None`.
    pub fn field<T: Field>(&self, name: &str, problems: &mut Problems) -> Option<T> {
        let value = self.values.get(name);
        let text = value.map_or("", |value| value.text.trim());
        let place = value.map_or(&self.place, |value| &value.place);
        if text.is_empty() && T::REQUIRED {
            problems.error(
                "REG001",
                place,
                format!("Kolom \"{name}\" kosong."),
                "Kolom ini wajib diisi.",
                format!("Isi kolom \"{name}\", atau hapus barisnya bila memang tidak dipakai."),
            );
            return None;
        }
        match T::read(text) {
            Ok(value) => Some(value),
            Err(why) => {
                let shown = if T::PERSONAL { String::new() } else { format!(": \"{}\"", shorten(text)) };
                problems.error(
                    "REG002",
                    place,
                    format!("Isi kolom \"{name}\" tidak dapat dibaca{shown}."),
                    why,
                    format!("Perbaiki isi kolom \"{name}\" pada tempat itu."),
                );
                None
            }
        }
    }
}

/// At most 60 characters of a text, for messages.
pub fn shorten(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_string();
    }
    let mut short: String = text.chars().take(59).collect();
    short.push('…');
    short
}

/// A row of the register with its schema.
pub trait Record: Sized {
    /// The description of its table.
    const TABLE: TableSchema;
    /// Reads a row; problems are recorded, all of them, and give `None`.
    fn read(row: &RawRow, problems: &mut Problems) -> Option<Self>;
    /// Writes the cells in the order of the schema's columns.
    fn write(&self) -> Vec<String>;
    /// The texts of the key columns.
    fn key(&self) -> Vec<String>;
}

/// Defines a record with its schema. The doc comments of struct and fields are also what users read as the
/// explanation of table and column, therefore they are in Bahasa Indonesia.
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        $name:ident = $table:literal, $scope:ident, $layout:ident, key($($key:ident),*) {
            $( $(#[doc = $help:literal])+ $field:ident : $type:ty $(=> $target:literal)? ),* $(,)?
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $( $(#[doc = $help])+ pub $field: $type, )*
        }

        impl $crate::schema::Record for $name {
            const TABLE: $crate::schema::TableSchema = $crate::schema::TableSchema {
                name: $table,
                about: concat!($($about),+),
                scope: $crate::schema::Scope::$scope,
                layout: $crate::schema::Layout::$layout,
                key: &[$(stringify!($key)),*],
                columns: &[$(
                    $crate::schema::Column {
                        name: stringify!($field),
                        help: concat!($($help),+),
                        kind: <$type as $crate::schema::Field>::KIND,
                        required: <$type as $crate::schema::Field>::REQUIRED,
                        references: record!(@target $($target)?),
                        canonical: |text| {
                            <$type as $crate::schema::Field>::read(text)
                                .map(|value| $crate::schema::Field::write(&value))
                        },
                    },
                )*],
            };

            fn read(row: &$crate::schema::RawRow, problems: &mut $crate::problem::Problems) -> Option<Self> {
                $( let $field = row.field::<$type>(stringify!($field), problems); )*
                Some(Self { $( $field: $field?, )* })
            }

            fn write(&self) -> Vec<String> {
                vec![$( $crate::schema::Field::write(&self.$field) ),*]
            }

            fn key(&self) -> Vec<String> {
                vec![$( $crate::schema::Field::write(&self.$key) ),*]
            }
        }
    };
    (@target) => { None };
    (@target $target:literal) => { Some($target) };
}

/// Defines a closed list of words that a column may hold.
macro_rules! choice {
    (
        $(#[doc = $about:literal])+
        $name:ident { $( $(#[doc = $help:literal])+ $variant:ident = $word:literal ),+ $(,)? }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $( $(#[doc = $help])+ $variant, )+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it is written in files and printed.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.word())
            }
        }

        impl $crate::schema::Field for $name {
            const KIND: $crate::schema::Kind = $crate::schema::Kind::Choice(&[$($word),+]);

            fn read(text: &str) -> Result<Self, String> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.word().eq_ignore_ascii_case(text))
                    .ok_or_else(|| format!("Pilihan yang dikenal: {}.", [$($word),+].join(", ")))
            }

            fn write(&self) -> String {
                self.word().to_string()
            }
        }
    };
}

pub(crate) use {choice, record};
