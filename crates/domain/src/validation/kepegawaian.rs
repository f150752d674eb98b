//! Personnel. Messages name the row's code, never the person or the NIP.

use super::row;
use crate::problem::Problems;
use crate::register::{JenisKelamin, Register, StatusPegawai};

pub(super) fn check(_: i32, register: &Register, problems: &mut Problems) {
    for person in &register.pegawai {
        let place = row("pegawai", &person.kode);
        if let Some(nip) = &person.nip {
            if nip.is_male() != (person.jenis_kelamin == JenisKelamin::L) {
                problems.warning(
                    "REG110",
                    &place,
                    "Jenis kelamin dan NIP tidak cocok.",
                    "Angka ke-15 NIP adalah 1 untuk laki-laki dan 2 untuk perempuan.",
                    "Periksa jenis kelamin dan NIP pegawai ini.",
                );
            }
            if let Some(other) =
                register.pegawai.iter().find(|other| other.kode > person.kode && other.nip == person.nip)
            {
                problems.error(
                    "REG111",
                    &place,
                    format!("NIP-nya sama dengan pegawai {}.", other.kode),
                    "NIP hanya dimiliki satu orang.",
                    "Perbaiki NIP salah satunya.",
                );
            }
        }
        if let (Some(from), Some(until)) = (person.mulai, person.berhenti)
            && until < from
        {
            problems.error(
                "REG112",
                &place,
                "Tanggal berhenti lebih awal daripada tanggal mulai.",
                "Masa tugas tidak dapat berakhir sebelum dimulai.",
                "Perbaiki kolom mulai atau berhenti.",
            );
        }
        if !register.riwayat_pegawai.iter().any(|state| state.pegawai == person.kode) {
            problems.warning(
                "REG113",
                &place,
                "Pegawai ini belum mempunyai riwayat.",
                "Status, golongan, dan pendidikannya tidak diketahui, sehingga ia tidak masuk rekapitulasi.",
                "Tambahkan baris di tabel riwayat_pegawai.",
            );
        }
    }
    for state in &register.riwayat_pegawai {
        let place = row("riwayat_pegawai", format!("{} sejak {}", state.pegawai, state.berlaku_sejak));
        let civil = matches!(state.status, StatusPegawai::Pns | StatusPegawai::Cpns);
        if civil && state.golongan.is_none() {
            problems.warning(
                "REG114",
                &place,
                format!("Golongan {} belum diisi.", state.status),
                "PNS dan CPNS mempunyai golongan ruang.",
                "Isi kolom golongan.",
            );
        }
        if let Some(golongan) = state.golongan
            && (civil || state.status == StatusPegawai::Pppk)
            && golongan.is_ruang() != civil
        {
            problems.error(
                "REG116",
                &place,
                format!("Golongan {golongan} tidak sesuai dengan status {}.", state.status),
                "PNS dan CPNS mempunyai golongan ruang I/a sampai IV/e, PPPK golongan I sampai XVII.",
                "Perbaiki kolom golongan atau status.",
            );
        }
        if state.status == StatusPegawai::NonPns && (state.golongan.is_some() || state.eselon.is_some()) {
            problems.warning(
                "REG115",
                &place,
                "Pegawai non-PNS tercatat dengan golongan atau eselon.",
                "Golongan ruang dan eselon hanya untuk aparatur sipil negara.",
                "Kosongkan kolomnya, atau perbaiki statusnya.",
            );
        }
    }
}
