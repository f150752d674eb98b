//! The kinds of fault that people make, each with the places of a document where it can be planted.

use document::{Block, Document, Equation, RowKind};

use super::angka::{
    berkelompok, digit_berubah, digit_ganda, digit_hilang, digit_tertukar, is_rupiah, nol_berlebih, pemisah_bergeser,
    pemisah_hilang, persen_berubah,
};
use super::kalimat;
use super::tempat::{Sel, sel, tabel};
use crate::acak::Acak;

/// A change of a document.
#[derive(Debug, Clone)]
pub enum Suntingan {
    /// A cell gets another text: table, row, cell, text.
    Sel(Vec<(usize, usize, usize, String)>, bool),
    /// A row goes: table, row, whether the table has a caption.
    BarisHilang(usize, usize, bool),
    /// A row stands twice.
    BarisGanda(usize, usize, bool),
    /// A paragraph gets another text.
    Paragraf(usize, String),
    /// A paragraph is added at the end of the document.
    ParagrafBaru(String),
    /// A signatory's name or a line below it: signature, text to replace, its replacement.
    TandaTangan(usize, String, String),
    /// A number of an equation: equation, its text, its replacement.
    Rumus(usize, String, String),
}

/// A kind of fault.
pub struct Jenis {
    /// Its name.
    pub nama: &'static str,
    /// True where the sum of a table, a ratio or a number's form is what breaks.
    pub hitungan: bool,
    /// The ways to plant it.
    pub tempat: fn(&Document, &mut Acak) -> Vec<Suntingan>,
}

/// One cell changed.
fn satu(sel: &Sel, text: String) -> Suntingan {
    Suntingan::Sel(vec![(sel.tabel, sel.baris, sel.sel, text)], sel.berjudul)
}

/// Cells that `wanted` takes, each changed by `change`, where that gives another text.
fn ubah(
    document: &Document,
    acak: &mut Acak,
    wanted: fn(&Sel) -> bool,
    change: fn(&str, &mut Acak) -> Option<String>,
) -> Vec<Suntingan> {
    let cells = sel(document).into_iter().filter(wanted);
    cells
        .filter_map(|sel| {
            let text = change(&sel.teks, acak).filter(|text| *text != sel.teks)?;
            Some(satu(&sel, text))
        })
        .collect()
}

fn rupiah(sel: &Sel) -> bool {
    is_rupiah(&sel.teks) && !["kode", "nip", "no."].iter().any(|word| sel.kepala.contains(word))
}

/// Any figure: no running number, code, date or year.
fn bilangan(sel: &Sel) -> bool {
    let other = ["kode", "nip", "tanggal"].iter().any(|word| sel.kepala.contains(word)) || sel.kepala.trim() == "no.";
    !other && matches!(audit::angka::read(&sel.teks), audit::angka::Bacaan::Angka(_))
}

fn persen(sel: &Sel, head: &str) -> bool {
    sel.teks.ends_with('%') && sel.kepala.contains(head)
}

fn kode(sel: &Sel) -> bool {
    sel.kolom == 0 && sel.teks.split('.').count() == 6 && sel.teks.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// Whole counts of personnel.
fn cacah(sel: &Sel) -> bool {
    let personnel =
        ["laki", "pns", "eselon", "golongan", "pendidikan"].iter().any(|word| sel.semua_kepala.contains(word));
    personnel
        && sel.kolom > 1
        && sel.teks.len() <= 2
        && sel.teks.bytes().all(|b| b.is_ascii_digit())
        && !sel.teks.is_empty()
}

fn indikator(sel: &Sel, head: &str) -> bool {
    sel.semua_kepala.contains("indikator")
        && sel.kepala.contains(head)
        && sel.jenis != RowKind::Total
        && sel.teks.starts_with(|sign: char| sign.is_ascii_digit())
        && !sel.teks.contains("s.d.")
}

fn rows(document: &Document, wanted: impl Fn(&document::Table, usize) -> bool) -> Vec<(usize, usize, bool)> {
    let mut found = Vec::new();
    for (number, table) in tabel(&document.blocks).into_iter().enumerate() {
        let simple = table.rows.iter().flat_map(|row| &row.cells).skip(1).all(|cell| cell.row_span == 1);
        for row in (0..table.rows.len()).filter(|row| simple && wanted(table, *row)) {
            found.push((number, row, table.caption.is_some()));
        }
    }
    found
}

/// A row of a table that ends in a sum, with an amount in it.
fn summed(table: &document::Table, row: usize) -> bool {
    let has_total = table.rows.iter().any(|row| row.kind == RowKind::Total);
    table.rows.get(row).is_some_and(|row| {
        row.kind == RowKind::Body && row.cells.iter().any(|cell| is_rupiah(&super::tempat::teks(&cell.content)))
    }) && has_total
}

/// All kinds in the order of the report.
pub const JENIS: &[Jenis] = &[
    Jenis { nama: "digit tertukar", hitungan: true, tempat: |d, a| ubah(d, a, rupiah, digit_tertukar) },
    Jenis { nama: "digit hilang", hitungan: true, tempat: |d, a| ubah(d, a, rupiah, digit_hilang) },
    Jenis { nama: "digit ganda", hitungan: true, tempat: |d, a| ubah(d, a, rupiah, digit_ganda) },
    Jenis { nama: "digit berubah", hitungan: true, tempat: |d, a| ubah(d, a, rupiah, digit_berubah) },
    Jenis { nama: "nol berlebih", hitungan: true, tempat: |d, a| ubah(d, a, rupiah, nol_berlebih) },
    Jenis { nama: "pemisah bergeser", hitungan: true, tempat: |d, a| ubah(d, a, rupiah, pemisah_bergeser) },
    Jenis { nama: "pemisah hilang", hitungan: true, tempat: |d, a| ubah(d, a, rupiah, pemisah_hilang) },
    Jenis { nama: "angka baris di atas", hitungan: true, tempat: |d, _| dari_atas(d) },
    Jenis { nama: "dua sel tertukar", hitungan: true, tempat: |d, _| bertukar(d) },
    Jenis {
        nama: "baris jumlah berubah",
        hitungan: true,
        tempat: |d, a| ubah(d, a, |s| rupiah(s) && s.jenis == RowKind::Total, digit_berubah),
    },
    Jenis {
        nama: "baris hilang",
        hitungan: true,
        tempat: |d, _| rows(d, summed).into_iter().map(|(t, r, c)| Suntingan::BarisHilang(t, r, c)).collect(),
    },
    Jenis {
        nama: "baris ganda",
        hitungan: true,
        tempat: |d, _| rows(d, summed).into_iter().map(|(t, r, c)| Suntingan::BarisGanda(t, r, c)).collect(),
    },
    Jenis {
        nama: "serapan berubah",
        hitungan: true,
        tempat: |d, a| ubah(d, a, |s| persen(s, "serapan"), persen_berubah),
    },
    Jenis {
        nama: "capaian berubah",
        hitungan: true,
        tempat: |d, a| ubah(d, a, |s| persen(s, "capaian"), persen_berubah),
    },
    Jenis { nama: "jumlah pegawai berubah", hitungan: true, tempat: |d, a| ubah(d, a, cacah, digit_berubah) },
    Jenis { nama: "angka sel mana pun berubah", hitungan: false, tempat: |d, a| ubah(d, a, bilangan, digit_berubah) },
    Jenis {
        nama: "galat lembar kerja",
        hitungan: false,
        tempat: |d, a| ubah(d, a, rupiah, |_, _| Some("#REF!".to_string())),
    },
    Jenis {
        nama: "target berbeda",
        hitungan: false,
        tempat: |d, a| ubah(d, a, |s| indikator(s, "target"), digit_berubah),
    },
    Jenis {
        nama: "realisasi kinerja berbeda",
        hitungan: false,
        tempat: |d, a| ubah(d, a, |s| indikator(s, "realisasi"), digit_berubah),
    },
    Jenis { nama: "segmen kode berubah", hitungan: false, tempat: |d, a| ubah(d, a, kode, digit_berubah) },
    Jenis {
        nama: "nol kode hilang",
        hitungan: false,
        tempat: |d, a| ubah(d, a, kode, |text, _| text.rsplit_once(".00").map(|(most, last)| format!("{most}.{last}"))),
    },
    Jenis { nama: "nama program berubah", hitungan: false, tempat: |d, a| nama_program(d, a) },
    Jenis {
        nama: "golongan berubah",
        hitungan: false,
        tempat: |d, a| ubah(d, a, |s| s.kepala.contains("pangkat"), kalimat::golongan),
    },
    Jenis {
        nama: "angka NIP berubah",
        hitungan: false,
        tempat: |d, a| ubah(d, a, |s| s.kepala.contains("nip"), kalimat::nip),
    },
    Jenis {
        nama: "satuan tidak sejalan",
        hitungan: false,
        tempat: |d, a| ubah(d, a, |s| s.kepala.trim() == "satuan" && s.teks == "%", |_, _| Some("dokumen".to_string())),
    },
    Jenis { nama: "tanda pindah kolom", hitungan: false, tempat: |d, _| tanda(d) },
    Jenis {
        nama: "tanggal di luar jadwal",
        hitungan: false,
        tempat: |d, a| ubah(d, a, |s| s.kepala.contains("tanggal"), kalimat::tahun),
    },
    Jenis { nama: "ejaan nama pejabat", hitungan: false, tempat: tanda_tangan },
    Jenis { nama: "rumus berubah", hitungan: false, tempat: rumus },
    Jenis { nama: "tahun lain", hitungan: false, tempat: |d, a| kalimat::ubah(d, a, kalimat::tahun_laporan) },
    Jenis { nama: "triwulan lain", hitungan: false, tempat: |d, a| kalimat::ubah(d, a, kalimat::triwulan) },
    Jenis { nama: "kecamatan lain", hitungan: false, tempat: |d, a| kalimat::ubah(d, a, kalimat::kecamatan) },
    Jenis { nama: "terbilang berbeda", hitungan: false, tempat: |d, a| kalimat::ubah(d, a, kalimat::terbilang) },
    Jenis { nama: "angka kalimat berubah", hitungan: false, tempat: |d, a| kalimat::ubah(d, a, kalimat::angka) },
    Jenis { nama: "tanggal mustahil", hitungan: false, tempat: |d, a| kalimat::ubah(d, a, kalimat::tanggal) },
    Jenis { nama: "templat tersisa", hitungan: false, tempat: |d, a| kalimat::ubah(d, a, kalimat::templat) },
    Jenis { nama: "pernyataan memenuhi target", hitungan: false, tempat: klaim },
];

/// A number copied from the row above.
fn dari_atas(document: &Document) -> Vec<Suntingan> {
    let cells: Vec<Sel> = sel(document).into_iter().filter(rupiah).collect();
    let above = |own: &Sel| {
        cells.iter().find(|other| (other.tabel, other.baris + 1, other.kolom) == (own.tabel, own.baris, own.kolom))
    };
    cells
        .iter()
        .filter_map(|own| above(own).filter(|other| other.teks != own.teks).map(|other| satu(own, other.teks.clone())))
        .collect()
}

/// Two amounts of a row in each other's place.
fn bertukar(document: &Document) -> Vec<Suntingan> {
    let cells: Vec<Sel> = sel(document).into_iter().filter(rupiah).collect();
    let pairs = cells.windows(2).filter_map(|pair| match pair {
        [a, b] if (a.tabel, a.baris) == (b.tabel, b.baris) && a.teks != b.teks => Some(Suntingan::Sel(
            vec![(a.tabel, a.baris, a.sel, b.teks.clone()), (b.tabel, b.baris, b.sel, a.teks.clone())],
            a.berjudul,
        )),
        _ => None,
    });
    pairs.collect()
}

/// A letter of the name beside a code is lost.
fn nama_program(document: &Document, acak: &mut Acak) -> Vec<Suntingan> {
    let coded = |sel: &Sel| sel.kolom == 1 && sel.awal.starts_with("7.01") && sel.teks.len() > 20;
    let cells = sel(document).into_iter().filter(coded);
    cells.filter_map(|sel| kalimat::huruf_hilang(&sel.teks, acak).map(|text| satu(&sel, text))).collect()
}

/// A tick in the column beside it.
fn tanda(document: &Document) -> Vec<Suntingan> {
    let cells = sel(document);
    let ticked = cells.iter().filter(|sel| sel.teks == "√");
    let beside = |own: &Sel| {
        let near = |other: &&Sel| (other.tabel, other.baris) == (own.tabel, own.baris) && other.teks.is_empty();
        cells.iter().filter(near).find(|other| other.sel.abs_diff(own.sel) == 1).cloned()
    };
    ticked
        .filter_map(|own| {
            let other = beside(own)?;
            let cells = vec![
                (own.tabel, own.baris, own.sel, String::new()),
                (other.tabel, other.baris, other.sel, "√".to_string()),
            ];
            Some(Suntingan::Sel(cells, own.berjudul))
        })
        .collect()
}

/// A letter of a signatory's name is lost.
fn tanda_tangan(document: &Document, acak: &mut Acak) -> Vec<Suntingan> {
    let mut found = Vec::new();
    let signatures = document.blocks.iter().filter_map(|block| match block {
        Block::Signature(signature) => Some(signature),
        _ => None,
    });
    for (number, signature) in signatures.enumerate() {
        for signatory in &signature.signatories {
            let has_nip = signatory.below.iter().any(|line| line.contains("NIP"));
            if let Some(text) = kalimat::huruf_hilang(&signatory.name, acak).filter(|_| has_nip) {
                found.push(Suntingan::TandaTangan(number, signatory.name.clone(), text));
            }
        }
    }
    found
}

/// A whole number of a fraction is one more.
fn rumus(document: &Document, _: &mut Acak) -> Vec<Suntingan> {
    fn numbers(equation: &Equation, found: &mut Vec<String>) {
        match equation {
            Equation::Text(text) if text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() => {
                found.push(text.clone())
            }
            Equation::Fraction(over, under) => {
                numbers(over, found);
                numbers(under, found);
            }
            Equation::Parentheses(inside) => numbers(inside, found),
            Equation::Row(parts) | Equation::Lines(parts) => parts.iter().for_each(|part| numbers(part, found)),
            Equation::Text(_) | Equation::Operator(_) => {}
        }
    }
    let mut equations = Vec::new();
    let _ = super::tempat::ubah_blok(&mut document.blocks.clone(), &mut |block| {
        if let Block::Equation(equation) = block {
            equations.push(equation.clone());
        }
        false
    });
    let mut found = Vec::new();
    for (number, equation) in equations.iter().enumerate() {
        let mut texts = Vec::new();
        numbers(equation, &mut texts);
        for text in texts {
            if let Ok(value) = text.parse::<u32>() {
                found.push(Suntingan::Rumus(number, text, (value + 1).to_string()));
            }
        }
    }
    found
}

/// A sentence that says more than the table holds, where an indicator is below its target.
fn klaim(document: &Document, _: &mut Acak) -> Vec<Suntingan> {
    let below = |sel: &Sel| {
        persen(sel, "capaian")
            && sel.teks.split(',').next().and_then(|whole| whole.parse::<u32>().ok()).is_some_and(|whole| whole < 100)
    };
    if !sel(document).iter().any(below) {
        return Vec::new();
    }
    [
        "Dengan demikian capaian kinerja telah memenuhi target.",
        "Realisasi kinerja sudah sesuai dengan target yang ditetapkan.",
        "Seluruh indikator kinerja telah mencapai target.",
    ]
    .map(|text| Suntingan::ParagrafBaru(text.to_string()))
    .to_vec()
}

/// The likely reading of digits as people write rupiah.
pub(super) fn rupiah_dari(digits: &str) -> Option<String> {
    berkelompok(digits.trim_start_matches('0')).filter(|text| !text.is_empty())
}
