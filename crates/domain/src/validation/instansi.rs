//! Profile, structure, office holders, settings.

use super::{cycles, row};
use crate::problem::{Place, Problems};
use crate::reference::parameter_bawaan;
use crate::register::Register;

pub(super) fn check(_: i32, register: &Register, problems: &mut Problems) {
    if register.instansi.len() != 1 {
        problems.error(
            "REG101",
            &Place("tabel instansi".to_string()),
            format!("Ada {} baris profil instansi.", register.instansi.len()),
            "Satu register memuat tepat satu instansi.",
            "Sisakan satu baris di tabel instansi.",
        );
    }
    for kode in cycles(register.unit.iter().map(|unit| (&unit.kode, unit.induk.as_ref()))) {
        problems.error(
            "REG102",
            &row("unit", kode),
            "Unit ini berada di bawah dirinya sendiri.",
            "Rantai induknya tidak pernah sampai ke pucuk.",
            "Perbaiki kolom induk.",
        );
    }
    for kode in cycles(register.pohon_kinerja.iter().map(|node| (&node.kode, node.induk.as_ref()))) {
        problems.error(
            "REG103",
            &row("pohon_kinerja", kode),
            "Simpul ini berada di bawah dirinya sendiri.",
            "Rantai induknya tidak pernah sampai ke pucuk.",
            "Perbaiki kolom induk.",
        );
    }
    holders(register, problems);
    for parameter in &register.parameter {
        let place = row("parameter", &parameter.nama);
        match parameter_bawaan().iter().find(|known| parameter.nama == *known.nama.as_str()) {
            None => problems.error(
                "REG104",
                &place,
                format!("Parameter \"{}\" tidak dikenal.", parameter.nama),
                format!(
                    "Yang dikenal: {}.",
                    parameter_bawaan().iter().map(|known| known.nama.as_str()).collect::<Vec<_>>().join(", ")
                ),
                "Perbaiki namanya.",
            ),
            Some(known)
                if !known.pilihan.is_empty() && !known.pilihan.iter().any(|word| **word == *parameter.nilai) =>
            {
                problems.error(
                    "REG105",
                    &place,
                    format!("Nilai \"{}\" tidak dikenal.", &*parameter.nilai),
                    format!("Pilihan yang dikenal: {}.", known.pilihan.join(", ")),
                    "Perbaiki nilainya.",
                );
            }
            Some(_) => {}
        }
    }
}

fn holders(register: &Register, problems: &mut Problems) {
    for holder in &register.pejabat {
        let place = row("pejabat", format!("{} sejak {}", holder.peran, holder.sejak));
        if holder.pegawai.is_none() && holder.nama.is_none() {
            problems.error(
                "REG106",
                &place,
                "Nama pejabat tidak diketahui.",
                "Kolom pegawai dan nama sama-sama kosong.",
                "Isi salah satunya.",
            );
        }
        if holder.sampai.is_some_and(|until| until < holder.sejak) {
            problems.error(
                "REG107",
                &place,
                "Tanggal terakhir menjabat lebih awal daripada tanggal mulai.",
                "Masa jabatan tidak dapat berakhir sebelum dimulai.",
                "Perbaiki kolom sejak atau sampai.",
            );
        }
        let overlap = register.pejabat.iter().find(|other| {
            other.peran == holder.peran
                && other.sejak > holder.sejak
                && holder.sampai.is_none_or(|until| other.sejak <= until)
        });
        if let Some(other) = overlap {
            problems.error(
                "REG108",
                &place,
                format!("Masa jabatan bertumpuk dengan pejabat sejak {}.", other.sejak),
                "Pada satu tanggal hanya satu orang yang menandatangani untuk jabatan ini.",
                "Isi kolom sampai pada baris yang lebih lama.",
            );
        }
    }
}
