//! The unit of an indicator against its name, and indicators that alone have no target.

use super::Rule;
use crate::dokumen::{Dokumen, Jenis, Peran, TabelDikenal, normal, pendek};
use crate::temuan::{Bukti, Hasil, Kepastian, Lokasi, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "EVA606",
    judul: "Satuan tidak sesuai dengan nama indikator",
    tingkat: Tingkat::Peringatan,
    dasar: "evaluasi AKIP: indikator sahih dan terukur (PermenPANRB 88/2021)",
    halaman: include_str!("eva606_satuan.md"),
    opsional: false,
    check: units,
};

/// No target.
pub(super) const TARGET: Rule = Rule {
    kode: "EVA607",
    judul: "Indikator tanpa target",
    tingkat: Tingkat::Catatan,
    dasar: "PermenPANRB 53/2014: tiap indikator pada perjanjian mempunyai target",
    halaman: include_str!("eva607_target.md"),
    opsional: false,
    check: targets,
};

/// What is counted in pieces, never as a percentage.
const BUTIR: [&str; 18] = [
    "dokumen",
    "laporan",
    "orang",
    "unit",
    "kegiatan",
    "paket",
    "desa",
    "kelurahan",
    "kelompok",
    "surat",
    "buah",
    "kali",
    "bulan",
    "lembar",
    "berkas",
    "lembaga",
    "opd",
    "organisasi",
];

/// What is written, among these.
const TULISAN: [&str; 5] = ["dokumen", "laporan", "surat", "berkas", "lembar"];

/// Who or where something is counted; never written papers.
const PIHAK: [&str; 14] = [
    "opd",
    "uptd",
    "kabupaten",
    "kota",
    "kecamatan",
    "desa",
    "kelurahan",
    "orang",
    "pegawai",
    "aparatur",
    "warga",
    "kelompok",
    "siswa",
    "peserta",
];

/// An indicator with what its target is counted in.
struct Ukur {
    /// As written, without the target.
    nama: String,
    /// Units, normalised; empty where no target is written.
    satuan: Vec<String>,
    lokasi: Lokasi,
}

/// What an indicator's name says that it is.
#[derive(PartialEq)]
enum Macam {
    Persentase,
    Jumlah,
}

fn macam(nama: &str) -> Option<Macam> {
    let nama = normal(nama);
    // The mean of percentages is one.
    let mut words = nama.strip_prefix("rata rata ").unwrap_or(&nama).split(' ');
    match words.next()? {
        "persentase" | "prosentase" | "presentase" => Some(Macam::Persentase),
        "jumlah" if !nama.starts_with("jumlah persen") => Some(Macam::Jumlah),
        _ => None,
    }
}

/// `Jumlah regulasi (13 dokumen)`: the name, and the unit of each target in brackets.
fn in_brackets(text: &str) -> (String, Vec<String>) {
    let targets = text.match_indices('(').map(|(at, _)| at).find(|at| {
        text.get(at + 1..).is_some_and(|inside| inside.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    });
    let Some(at) = targets else { return (text.trim().to_string(), Vec::new()) };
    let (name, rest) = text.split_at(at);
    let units =
        rest.split(['(', ')', ',']).map(str::trim).filter(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    let unit = |part: &str| {
        let after = part.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        normal(&after.replace('/', " "))
    };
    (name.trim().to_string(), units.map(unit).filter(|unit| !unit.is_empty()).collect())
}

/// Indicators of a table: by its columns, else those with their targets in brackets.
fn of_table(tabel: &TabelDikenal<'_>) -> Vec<Ukur> {
    let named = tabel.columns(Peran::Indikator);
    if let (&[column], Some(unit)) = (named.as_slice(), tabel.column(Peran::Satuan)) {
        let cells = tabel.isi.iter().filter(|isi| !isi.jumlah).filter_map(|isi| {
            let (name, unit) = (isi.sel(column)?, isi.sel(unit)?);
            let satuan = normal(&unit.teks.replace('/', " "));
            let satuan = if satuan.is_empty() { Vec::new() } else { vec![satuan] };
            Some(Ukur { nama: name.teks.trim().to_string(), satuan, lokasi: tabel.lokasi(isi, column) })
        });
        return cells.collect();
    }
    if tabel.jenis != Jenis::Lain {
        return Vec::new();
    }
    // The head of such a table may itself be one: all rows are asked.
    let cells = tabel.tabel.baris.iter().flat_map(|row| &row.sel).filter(|cell| macam(&cell.teks).is_some());
    let read = |cell: &reader::Sel| {
        let (nama, satuan) = in_brackets(&cell.teks);
        let lokasi = Lokasi {
            berkas: tabel.berkas,
            letak: cell.letak.clone(),
            tabel: Some(tabel.nama_di_berkas()),
            kolom: None,
            kutipan: cell.teks.clone(),
        };
        Ukur { nama, satuan, lokasi }
    };
    cells.map(read).collect()
}

/// True for a table that holds indicators with their targets in brackets.
pub(super) fn is_cascade(tabel: &TabelDikenal<'_>) -> bool {
    tabel.jenis == Jenis::Lain && of_table(tabel).iter().filter(|one| !one.satuan.is_empty()).count() >= 2
}

fn units(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for one in dokumen.tabel.iter().flat_map(of_table) {
        let Some(kind) = macam(&one.nama).filter(|_| !one.satuan.is_empty()) else { continue };
        let says = |unit: &String, list: &[&str]| unit.split(' ').any(|word| list.contains(&word));
        let percent = |unit: &String| unit.contains('%') || says(unit, &["persen", "prosentase", "persentase"]);
        let name = normal(&one.nama.replace('/', " "));
        let words: Vec<&str> = name.split(' ').collect();
        let (wrong, weight) = match kind {
            Macam::Persentase => {
                let pieces = |unit: &&String| says(unit, &BUTIR) && !percent(unit) && !says(unit, &["dari"]);
                (one.satuan.iter().find(pieces).filter(|_| !one.satuan.iter().any(percent)), Tingkat::Peringatan)
            }
            Macam::Jumlah if one.satuan.iter().any(percent) => {
                (one.satuan.iter().find(|unit| percent(unit)), Tingkat::Peringatan)
            }
            // The thing that is counted is the first word after "jumlah".
            Macam::Jumlah => {
                let counted = words.get(1).is_some_and(|word| PIHAK.contains(word));
                let papers = |unit: &&String| {
                    counted && says(unit, &TULISAN) && !unit.split(' ').any(|word| words.contains(&word))
                };
                (one.satuan.iter().find(papers), Tingkat::Catatan)
            }
        };
        let Some(unit) = wrong else {
            hasil.holds();
            continue;
        };
        let mut temuan = hasil.temuan(
            one.lokasi.clone(),
            &[&one.nama, unit],
            format!("Indikator \"{}\" bersatuan {unit}; nama dan satuannya tidak sejalan.", pendek(&one.nama, 100)),
        );
        temuan.tingkat = weight;
        temuan.bukti = vec![proof(&one)];
        hasil.found(temuan);
    }
}

fn proof(one: &Ukur) -> Bukti {
    Bukti {
        lokasi: one.lokasi.clone(),
        mentah: one.lokasi.kutipan.clone(),
        nilai: None,
        peran: "indikator".to_string(),
    }
}

/// Where nearly all indicators of a table tell their targets in brackets, those that do not.
fn targets(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    const FEWEST: usize = 5;
    for tabel in dokumen.tabel.iter().filter(|tabel| tabel.jenis == Jenis::Lain) {
        let all = of_table(tabel);
        let (without, with): (Vec<&Ukur>, Vec<&Ukur>) =
            all.iter().partition(|one| one.satuan.is_empty() && !one.nama.contains(['(', '%']));
        if with.len() < FEWEST || without.len() * 4 > with.len() {
            continue;
        }
        with.iter().for_each(|_| hasil.holds());
        for one in without {
            let name = pendek(&one.nama, 100);
            let mut temuan = hasil.temuan(
                one.lokasi.clone(),
                &[&one.nama],
                format!(
                    "Indikator \"{name}\" tidak menyebut target, sedangkan {} indikator lain menyebutnya.",
                    with.len()
                ),
            );
            temuan.kepastian = Kepastian::Dugaan;
            temuan.bukti = vec![proof(one)];
            hasil.found(temuan);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_from_the_brackets_of_targets() {
        let units = |text: &str| in_brackets(text).1;
        assert_eq!(units("Jumlah unit terbaik (7 UPP, 14 Kab/Kota)"), ["upp", "kab kota"]);
        assert_eq!(units("Persentase layanan (IKM) yang baik (81,5%)"), ["%"]);
        assert_eq!(units("Jumlah inovasi (5)"), Vec::<String>::new());
        assert_eq!(in_brackets("Jumlah orang (pria) hadir").0, "Jumlah orang (pria) hadir");
    }
}
