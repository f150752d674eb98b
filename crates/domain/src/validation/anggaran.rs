//! Budget.

use std::collections::BTreeMap;

use super::row;
use crate::problem::Problems;
use crate::reference::nomenklatur;
use crate::register::Register;
use crate::value::{KodeNomenklatur, Rupiah, Tanggal, Tingkat};

pub(super) fn check(tahun: i32, register: &Register, problems: &mut Problems) {
    let codes = register.pagu.iter().map(|r| (&r.sub_kegiatan, "pagu"));
    let codes = codes.chain(register.anggaran_kas.iter().map(|r| (&r.sub_kegiatan, "anggaran_kas")));
    let codes = codes.chain(register.realisasi_anggaran.iter().map(|r| (&r.sub_kegiatan, "realisasi_anggaran")));
    let mut seen: BTreeMap<(&KodeNomenklatur, &str), ()> = BTreeMap::new();
    for (kode, table) in codes {
        if seen.insert((kode, table), ()).is_some() {
            continue;
        }
        if kode.tingkat() != Tingkat::SubKegiatan {
            problems.error(
                "REG150",
                &row(table, kode),
                "Kode ini bukan kode sub kegiatan.",
                "Yang disimpan hanya sub kegiatan; program dan kegiatan dijumlahkan sendiri.",
                "Ganti dengan baris-baris sub kegiatannya.",
            );
        } else if nomenklatur(kode).is_none() && !register.nama_anggaran.iter().any(|named| named.kode == *kode) {
            problems.warning(
                "REG151",
                &row(table, kode),
                "Kode ini tidak ada dalam nomenklatur dan belum diberi nama.",
                "Namanya akan kosong pada cetakan.",
                "Periksa kodenya, atau isi namanya di tabel nama_anggaran.",
            );
        }
    }
    for pagu in &register.pagu {
        let base =
            register.dasar_pagu.iter().any(|base| base.tahap == pagu.tahap && base.berlaku_sejak == pagu.berlaku_sejak);
        if !base {
            problems.error(
                "REG152",
                &row("pagu", format!("{} {} sejak {}", pagu.sub_kegiatan, pagu.tahap, pagu.berlaku_sejak)),
                "Tahap pagu ini tidak mempunyai dasar.",
                "Di tabel dasar_pagu tidak ada tahap dengan tanggal yang sama.",
                "Tambahkan dasar pagunya, atau perbaiki tahap dan tanggalnya.",
            );
        }
    }
    realisasi(tahun, register, problems);
}

fn realisasi(tahun: i32, register: &Register, problems: &mut Problems) {
    let mut ways: BTreeMap<(&KodeNomenklatur, &str), (bool, bool)> = BTreeMap::new();
    let mut positions: BTreeMap<(&KodeNomenklatur, &str), Vec<(Tanggal, Rupiah)>> = BTreeMap::new();
    for line in &register.realisasi_anggaran {
        let key = (&line.sub_kegiatan, &*line.sumber_dana);
        let place = row("realisasi_anggaran", format!("{} {}", line.sub_kegiatan, &*line.sumber_dana));
        if line.bulan.is_some() == line.sampai_tanggal.is_some() {
            problems.error(
                "REG153",
                &place,
                "Realisasi harus memakai bulan atau tanggal posisi, tepat salah satu.",
                "Tanpa itu tidak diketahui untuk kapan angkanya.",
                "Isi salah satu kolom dan kosongkan yang lain.",
            );
        }
        let way = ways.entry(key).or_default();
        way.0 |= line.bulan.is_some();
        way.1 |= line.sampai_tanggal.is_some();
        if let Some(date) = line.sampai_tanggal {
            positions.entry(key).or_default().push((date, line.jumlah));
            if date.year() != tahun {
                problems.error(
                    "REG154",
                    &place,
                    format!("Tanggal posisi {date} di luar tahun {tahun}."),
                    "Posisi realisasi adalah jumlah sejak awal tahun anggaran.",
                    "Perbaiki tanggalnya.",
                );
            }
        }
    }
    for ((kode, sumber), (monthly, position)) in ways {
        if monthly && position {
            problems.error(
                "REG155",
                &row("realisasi_anggaran", format!("{kode} {sumber}")),
                "Realisasi ditulis per bulan dan juga sebagai posisi.",
                "Kedua cara bila dicampur membuat jumlah terhitung dua kali.",
                "Pakai satu cara untuk satu sub kegiatan dan sumber dana.",
            );
        }
    }
    for ((kode, sumber), mut dated) in positions {
        dated.sort_unstable();
        let falls = dated.iter().zip(dated.iter().skip(1)).any(|(before, after)| after.1 < before.1);
        if falls {
            problems.warning(
                "REG156",
                &row("realisasi_anggaran", format!("{kode} {sumber}")),
                "Posisi realisasi turun dari tanggal ke tanggal.",
                "Posisi adalah jumlah sejak awal tahun dan biasanya tidak berkurang.",
                "Periksa angkanya; bila ada pengembalian belanja, biarkan.",
            );
        }
    }
}
