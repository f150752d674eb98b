//! Reports, narrative, exceptions, evidence.

use super::row;
use crate::problem::Problems;
use crate::register::{Register, table};
use crate::schema::Field;

pub(super) fn check(tahun: i32, register: &Register, problems: &mut Problems) {
    let periods = register.laporan.iter().map(|r| (r.periode, "laporan"));
    let periods = periods.chain(register.naskah.iter().map(|r| (r.periode, "naskah")));
    let periods = periods.chain(register.pengecualian.iter().map(|r| (r.periode, "pengecualian")));
    let mut outside: Vec<_> = periods.filter(|(periode, _)| periode.tahun() != tahun).collect();
    outside.sort_unstable();
    outside.dedup();
    for (periode, table) in outside {
        problems.error(
            "REG170",
            &row(table, periode.write()),
            format!("Periode {} bukan periode tahun {tahun}.", periode.write()),
            "Register setahun memuat periode tahun itu saja.",
            "Pindahkan barisnya ke register tahunnya, atau perbaiki periodenya.",
        );
    }
    for laporan in &register.laporan {
        if let (Some(date), Some(end)) = (laporan.tanggal, laporan.periode.end())
            && date < end
        {
            problems.warning(
                "REG171",
                &row("laporan", laporan.periode.write()),
                format!("Laporan bertanggal {date}, sebelum periodenya berakhir ({end})."),
                "Yang terjadi setelah tanggal laporan tidak dihitung.",
                "Periksa tanggal laporan.",
            );
        }
    }
    for proof in &register.bukti {
        if table(proof.tabel.as_str()).is_none() {
            problems.error(
                "REG172",
                &row("bukti", &proof.kode),
                format!("Tabel \"{}\" tidak ada.", proof.tabel),
                "Bukti harus menunjuk baris di salah satu tabel register.",
                "Perbaiki nama tabelnya.",
            );
        }
    }
}
