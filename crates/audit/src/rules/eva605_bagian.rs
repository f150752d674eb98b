//! A section that a performance report needs and that is not there.

use super::Rule;
use crate::dokumen::{Dokumen, normal};
use crate::temuan::{Hasil, Lokasi, Tingkat};

pub(super) const RULE: Rule = Rule {
    kode: "EVA605",
    judul: "Bagian yang diminta pedoman tidak ditemukan",
    tingkat: Tingkat::Catatan,
    dasar: "PermenPANRB 53/2014, lampiran II",
    halaman: include_str!("eva605_bagian.md"),
    opsional: false,
    check,
};

/// A section, and ways in which a document may call it or do what it asks.
struct Bagian {
    nama: &'static str,
    /// True for a report of a whole year alone.
    tahunan: bool,
    sebutan: &'static [&'static str],
}

const BAGIAN: [Bagian; 7] = [
    Bagian {
        nama: "ikhtisar (ringkasan) eksekutif",
        tahunan: true,
        sebutan: &["ikhtisar eksekutif", "ringkasan eksekutif", "executive summary", "ikhtisar kinerja"],
    },
    Bagian {
        nama: "perbandingan dengan tahun-tahun sebelumnya",
        tahunan: false,
        sebutan: &[
            "dengan tahun lalu",
            "tahun sebelumnya",
            "tahun tahun sebelumnya",
            "beberapa tahun terakhir",
            "tahun terakhir",
            "perbandingan antara realisasi kinerja",
            "perbandingan realisasi kinerja",
            "perbandingan capaian",
            "perbandingan kinerja",
        ],
    },
    Bagian {
        nama: "perbandingan dengan target akhir Renstra",
        tahunan: false,
        sebutan: &[
            "target jangka menengah",
            "target akhir renstra",
            "akhir renstra",
            "target renstra",
            "akhir periode renstra",
            "target akhir periode",
            "target rpjmd",
            "target rpd",
            "realisasi dengan target jangka menengah",
        ],
    },
    Bagian {
        nama: "perbandingan dengan standar nasional",
        tahunan: false,
        sebutan: &[
            "standar nasional",
            "target nasional",
            "rata rata nasional",
            "capaian nasional",
            "tingkat nasional",
            "realisasi nasional",
            "standar pelayanan minimal",
        ],
    },
    Bagian {
        nama: "analisis penyebab keberhasilan atau kegagalan",
        tahunan: false,
        sebutan: &[
            "penyebab keberhasilan",
            "analisis penyebab",
            "faktor keberhasilan",
            "faktor pendorong",
            "faktor pendukung",
            "faktor penghambat",
            "hambatan",
            "kendala",
        ],
    },
    Bagian {
        nama: "analisis efisiensi penggunaan sumber daya",
        tahunan: false,
        sebutan: &[
            "efisiensi penggunaan sumber daya",
            "efisiensi penggunaan anggaran",
            "tingkat efisiensi",
            "analisis efisiensi",
        ],
    },
    Bagian {
        nama: "rekomendasi atau langkah perbaikan",
        tahunan: false,
        sebutan: &[
            "langkah perbaikan",
            "langkah langkah perbaikan",
            "upaya perbaikan",
            "rencana perbaikan",
            "rencana tindak lanjut",
            "rencana aksi",
            "alternatif solusi",
            "upaya yang dilakukan",
            "upaya yang telah dilakukan",
            "upaya mengatasi",
            "berupaya mengatasi",
            "langkah ke depan",
            "strategi peningkatan",
            "saran dan rekomendasi",
            "rekomendasi perbaikan",
            "langkah antisipatif",
            "solusi yang telah dilakukan",
        ],
    },
];

fn check(dokumen: &Dokumen<'_>, hasil: &mut Hasil) {
    for (berkas, naskah) in dokumen.naskah.iter().enumerate() {
        let profil = dokumen.profil(berkas);
        let mut text = String::from(" ");
        let captions = naskah.tabel().map(|table| table.judul.as_str());
        for part in naskah.paragraf().map(|paragraph| paragraph.teks.as_str()).chain(captions) {
            text.push_str(&normal(part));
            text.push(' ');
        }
        // Only a report that is whole: it measures, and it comes to an end.
        let whole = text.contains(" akuntabilitas kinerja ") && text.contains(" penutup ");
        if !profil.lkj || !whole {
            continue;
        }
        let letak = naskah.paragraf().next().map(|first| first.letak.clone()).unwrap_or_default();
        for bagian in BAGIAN.iter().filter(|bagian| !bagian.tahunan || profil.triwulan.is_none()) {
            if bagian.sebutan.iter().any(|name| text.contains(&format!(" {name} "))) {
                hasil.holds();
                continue;
            }
            let lokasi = Lokasi { berkas, letak: letak.clone(), tabel: None, kolom: None, kutipan: String::new() };
            let message = format!("Bagian {} tidak ditemukan, dengan judul maupun kata yang lazim.", bagian.nama);
            let temuan = hasil.temuan(lokasi, &[&naskah.nama, bagian.nama], message);
            hasil.found(temuan);
        }
    }
}
