//! Agreements and quarter targets.

use super::row;
use crate::problem::Problems;
use crate::register::Register;
use crate::value::Tingkat;

pub(super) fn check(tahun: i32, register: &Register, problems: &mut Problems) {
    for agreement in &register.perjanjian {
        let place = row("perjanjian", format!("versi {}", agreement.versi));
        if (agreement.versi > 0) != agreement.alasan.is_some() {
            problems.error(
                "REG140",
                &place,
                "Alasan perubahan tidak sesuai dengan versinya.",
                "Perjanjian perubahan memerlukan satu dari tiga alasan menurut PermenPANRB 53/2014; perjanjian murni tidak.",
                "Isi atau kosongkan kolom alasan.",
            );
        }
        if agreement.tanggal.year() != tahun {
            problems.warning(
                "REG141",
                &place,
                format!("Perjanjian tahun {tahun} bertanggal {}.", agreement.tanggal),
                "Perjanjian biasanya ditandatangani pada tahunnya.",
                "Periksa tanggalnya.",
            );
        }
        if let Some(newer) =
            register.perjanjian.iter().find(|other| other.versi > agreement.versi && other.tanggal < agreement.tanggal)
        {
            problems.error(
                "REG142",
                &place,
                format!("Versi {} bertanggal lebih awal.", newer.versi),
                "Perjanjian perubahan tidak mendahului yang diubahnya.",
                "Perbaiki tanggal atau nomor versinya.",
            );
        }
    }
    let versions = register.perjanjian_target.iter().map(|r| (r.versi, "perjanjian_target"));
    let mut versions: Vec<_> =
        versions.chain(register.perjanjian_anggaran.iter().map(|r| (r.versi, "perjanjian_anggaran"))).collect();
    versions.sort_unstable();
    versions.dedup();
    for (versi, table) in versions {
        if !register.perjanjian.iter().any(|agreement| agreement.versi == versi) {
            problems.error(
                "REG143",
                &row(table, format!("versi {versi}")),
                format!("Perjanjian versi {versi} tidak ada."),
                "Lampiran harus menjadi bagian perjanjian yang tercatat.",
                "Tambahkan perjanjiannya di tabel perjanjian, atau perbaiki versinya.",
            );
        }
    }
    for line in &register.perjanjian_anggaran {
        if line.program.tingkat() != Tingkat::Program {
            problems.error(
                "REG144",
                &row("perjanjian_anggaran", &line.program),
                "Kode ini bukan kode program.",
                "Lampiran anggaran perjanjian memuat program, misalnya 7.01.01.",
                "Perbaiki kodenya.",
            );
        }
    }
    for target in &register.target_triwulan {
        if let (Some(planned), Some(highest)) =
            (target.target.nilai(), target.tertinggi.as_ref().and_then(|t| t.nilai()))
            && planned > highest
        {
            problems.warning(
                "REG145",
                &row("target_triwulan", format!("{} triwulan {}", target.indikator, target.triwulan)),
                "Target lebih besar daripada nilai tertinggi yang mungkin dicapai.",
                "Target seperti itu pasti tidak tercapai pada triwulan ini.",
                "Periksa target dan nilai tertingginya.",
            );
        }
    }
    for target in &register.target_simpul {
        let measured = register.pohon_kinerja.iter().find(|node| node.kode == target.simpul);
        if let Some(indikator) = measured.and_then(|node| node.indikator.as_ref()) {
            problems.warning(
                "REG146",
                &row("target_simpul", &target.simpul),
                format!("Simpul ini diukur dengan indikator {indikator}, sehingga targetnya diambil dari sana."),
                "Target di sini tidak dipakai selama simpulnya menyebut indikator register.",
                "Hapus baris ini, atau kosongkan kolom indikator pada simpulnya.",
            );
        }
    }
}
