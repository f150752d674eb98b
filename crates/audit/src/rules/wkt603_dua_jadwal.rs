//! Two windows for one document.

use std::collections::BTreeMap;

use super::Rule;
use crate::dokumen::Dokumen;
use crate::kalimat::{Jendela, Kalimat, documents, windows};
use crate::temuan::{Hasil, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "WKT603",
    judul: "Satu dokumen dengan dua jadwal",
    tingkat: Tingkat::Peringatan,
    dasar: "jadwal yang disebut dokumen ini sendiri",
    halaman: include_str!("wkt603_dua_jadwal.md"),
    opsional: false,
    check,
};

struct Jadwal<'d, 'n> {
    jendela: Jendela,
    kalimat: &'d Kalimat<'n>,
    dari: usize,
    sampai: usize,
}

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    let mut by_name: BTreeMap<(usize, &str), Vec<Jadwal<'_, '_>>> = BTreeMap::new();
    for kalimat in &dokumen.ucapan {
        let (named, found) = (documents(&kalimat.token), windows(&kalimat.token));
        if let ([name], [window]) = (named.as_slice(), found.as_slice()) {
            by_name.entry((kalimat.berkas, name.isi)).or_default().push(Jadwal {
                jendela: window.isi,
                kalimat,
                dari: window.dari,
                sampai: window.sampai,
            });
        }
    }
    for ((berkas, name), windows) in &by_name {
        let Some(first) = windows.first() else { continue };
        for later in windows.iter().skip(1) {
            if later.jendela == first.jendela || !contradict(later.jendela, first.jendela) {
                hasil.holds();
                continue;
            }
            let mut temuan = hasil.temuan(
                later.kalimat.lokasi(later.dari, later.sampai),
                &[name, &later.jendela.to_string()],
                format!("Jadwal {name} di sini {}, sedangkan sebelumnya tertulis {}.", later.jendela, first.jendela),
            );
            let swapped = by_name.iter().find(|((file, other), list)| {
                file == berkas && other != name && list.iter().any(|entry| entry.jendela == later.jendela)
            });
            temuan.dugaan_sebab = swapped
                .map(|((_, other), _)| format!("jadwal itu tertulis untuk {other}; mungkin kedua nama tertukar"));
            temuan.bukti = vec![
                later.kalimat.bukti(later.dari, later.sampai, "jadwal di sini"),
                first.kalimat.bukti(first.dari, first.sampai, "jadwal sebelumnya"),
            ];
            hasil.found(temuan);
        }
    }
}

/// Windows of one year that do not say the same; a last day alone agrees with a window that ends on it.
fn contradict(one: Jendela, other: Jendela) -> bool {
    let years = one.tutup.year() == other.tutup.year();
    years && (one.tutup != other.tutup || one.buka.is_some() && other.buka.is_some())
}
