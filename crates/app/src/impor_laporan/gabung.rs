//! Proposals put beside the register: new rows, filled cells, differences.

use std::collections::{BTreeMap, BTreeSet};

use domain::problem::{Place, Problem, Problems, Rejection, Severity};
use domain::register::Register;
use domain::schema::{Field, RawRow, RawValue};
use domain::value::Target;

use super::CaraBeda;
use super::usulan::{Baris, Usulan, key, rows};

/// A cell of the register that holds another value than the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BedaSel {
    /// Table.
    pub tabel: &'static str,
    /// Key of the row.
    pub kunci: String,
    /// Column.
    pub kolom: &'static str,
    /// What the register holds.
    pub register: String,
    /// What the report says.
    pub dokumen: String,
    /// Where it says so.
    pub asal: String,
}

/// What became of the rows of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HitunganTabel {
    /// Table.
    pub tabel: &'static str,
    /// New rows.
    pub baru: usize,
    /// Rows of which empty cells are filled.
    pub dilengkapi: usize,
    /// Rows that say the same.
    pub sama: usize,
    /// Rows with another value.
    pub beda: usize,
    /// The first new rows, in words.
    pub contoh: Vec<String>,
}

/// Where a value that is new to the register comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsalNilai {
    /// Table.
    pub tabel: &'static str,
    /// Key of the row.
    pub kunci: String,
    /// Column.
    pub kolom: &'static str,
    /// The value.
    pub nilai: String,
    /// Place in the report, or why it was set.
    pub asal: String,
}

/// A register with the proposals in it.
pub(super) struct Gabungan {
    pub register: Register,
    pub tabel: Vec<HitunganTabel>,
    pub beda: Vec<BedaSel>,
    pub asal: Vec<AsalNilai>,
}

/// Rows shown of each table.
const CONTOH: usize = 2;

/// Puts the proposals into the register. Cells with another value follow `cara`; `Tolak` leaves them as they are, since
/// nothing will be written.
pub(super) fn gabung(lama: Option<&Register>, usulan: &Usulan, cara: CaraBeda) -> Result<Gabungan, Rejection> {
    let mut tables: BTreeMap<&'static str, Vec<Baris>> = lama.map(rows).unwrap_or_default();
    let mut counts: Vec<HitunganTabel> = Vec::new();
    let (mut beda, mut asal) = (Vec::new(), Vec::new());
    for baris in &usulan.baris {
        let tabel = baris.tabel;
        let position = counts.iter().position(|count| count.tabel == tabel.name).unwrap_or_else(|| {
            counts.push(HitunganTabel { tabel: tabel.name, ..HitunganTabel::default() });
            counts.len() - 1
        });
        let Some(count) = counts.get_mut(position) else { continue };
        let kunci = baris.kunci();
        let shown = kunci.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        let origin = |kolom: &'static str, isi: &super::usulan::Isi| AsalNilai {
            tabel: tabel.name,
            kunci: shown.clone(),
            kolom,
            nilai: isi.teks.clone(),
            asal: isi.asal.clone(),
        };
        let own = tables.entry(tabel.name).or_default();
        let Some(old) = own.iter_mut().find(|row| key(tabel, row) == kunci) else {
            count.baru += 1;
            if count.contoh.len() < CONTOH {
                count.contoh.push(example(
                    &baris.isi.iter().map(|(name, isi)| (*name, isi.teks.clone())).collect(),
                    tabel.name,
                ));
            }
            asal.extend(baris.isi.iter().map(|(name, isi)| origin(name, isi)));
            own.push(baris.isi.iter().map(|(name, isi)| (*name, isi.teks.clone())).collect());
            continue;
        };
        let (mut filled, mut differs) = (false, false);
        for (name, isi) in &baris.isi {
            match old.get(name) {
                None => {
                    filled = true;
                    asal.push(origin(name, isi));
                    old.insert(name, isi.teks.clone());
                }
                Some(known) if alike(known, &isi.teks) => {}
                Some(known) => {
                    differs = true;
                    let difference = BedaSel {
                        tabel: tabel.name,
                        kunci: shown.clone(),
                        kolom: name,
                        register: known.clone(),
                        dokumen: isi.teks.clone(),
                        asal: isi.asal.clone(),
                    };
                    beda.push(difference);
                    if cara == CaraBeda::Timpa {
                        asal.push(origin(name, isi));
                        old.insert(name, isi.teks.clone());
                    }
                }
            }
        }
        match (differs, filled) {
            (true, _) => count.beda += 1,
            (false, true) => count.dilengkapi += 1,
            (false, false) => count.sama += 1,
        }
    }
    let mut problems = Problems::default();
    let register = Register::read(&raw(&tables), &mut problems);
    if problems.has_errors() {
        return Err(Rejection { problems: problems.0 });
    }
    counts.sort_by_key(|count| Register::TABLES.iter().position(|table| table.name == count.tabel));
    Ok(Gabungan { register, tabel: counts, beda, asal })
}

fn raw(tables: &BTreeMap<&'static str, Vec<Baris>>) -> BTreeMap<String, Vec<RawRow>> {
    let row = |name: &str, row: &Baris| {
        let place = Place(format!("tabel {name}"));
        let value = |text: &String| RawValue { text: text.clone(), place: place.clone() };
        RawRow {
            values: row.iter().map(|(name, text)| ((*name).to_string(), value(text))).collect(),
            place: place.clone(),
        }
    };
    let rows = |(name, rows): (&&'static str, &Vec<Baris>)| {
        ((*name).to_string(), rows.iter().map(|one| row(name, one)).collect())
    };
    tables.iter().map(rows).collect()
}

/// True for two texts that say one thing: "100" and "100,00", capitals and white space.
fn alike(left: &str, right: &str) -> bool {
    let number = |text: &str| {
        Target::read(text).ok().and_then(|target| target.nilai()).filter(|_| text.chars().any(|c| c.is_ascii_digit()))
    };
    left == right
        || audit::dokumen::normal(left) == audit::dokumen::normal(right) && left.chars().any(char::is_alphabetic)
        || matches!((number(left), number(right)), (Some(left), Some(right)) if left == right)
}

/// A row in a few words; a NIP is never shown.
fn example(row: &Baris, tabel: &str) -> String {
    let named =
        ["nama", "uraian", "judul", "isi", "target", "jumlah", "realisasi", "diundangkan", "diterima", "status"];
    let main =
        named.iter().find_map(|name| row.get(name)).map(|text| audit::dokumen::pendek(text, 60)).unwrap_or_default();
    let schema = domain::register::table(tabel);
    let kunci: Vec<String> = schema.map(|schema| key(schema, row)).unwrap_or_default();
    let kunci = kunci.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if main.is_empty() { kunci } else { format!("{kunci}: {main}") }
}

/// Differences that nobody has chosen about.
pub(super) fn differs(beda: &[BedaSel]) -> Rejection {
    let tables: BTreeSet<&str> = beda.iter().map(|one| one.tabel).collect();
    let problem = Problem {
        severity: Severity::Error,
        code: "LPI010",
        place: Place(format!("tabel {}", tables.into_iter().collect::<Vec<_>>().join(", "))),
        what: format!("{} isi register berbeda dari dokumen.", beda.len()),
        why: "Isi register tidak ditimpa tanpa diminta.".to_string(),
        action: "Lihat daftar bedanya tanpa --terapkan; lalu pilih --timpa (dokumen yang dipakai) atau --pertahankan (register yang dipakai)."
            .to_string(),
    };
    Rejection { problems: vec![problem] }
}

/// The table of origins as CSV.
pub(super) fn origins(nama: &str, asal: &[AsalNilai]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["tabel", "kunci", "kolom", "nilai", "berkas", "tempat"])?;
    for one in asal {
        writer.write_record([one.tabel, &one.kunci, one.kolom, &one.nilai, nama, &one.asal])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A table of origins without its first line.
pub(super) fn without_head(table: &[u8]) -> &[u8] {
    let end = table.iter().position(|byte| *byte == b'\n').map_or(table.len(), |at| at + 1);
    table.get(end..).unwrap_or_default()
}
