//! The office at a glance: where it stands, what is late, what is missing, what is next.

use std::sync::Arc;

use askama::Template;
use domain::calculation::{StatusDokumen, View};
use domain::value::Rasio;

use crate::galat::{Hasil, halaman};
use crate::halaman::laporan::{Kurang, kurang};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::{capaian, persen, realisasi, rupiah, target};

#[derive(Template)]
#[template(path = "beranda.html")]
struct Halaman {
    r: Rangka,
    isi: Arc<Isi>,
    tugas: Vec<Tautan>,
}

/// What everybody sees here; it is computed once for each state of the year.
struct Isi {
    periode: String,
    pembanding: &'static str,
    rata_rata: String,
    indikator: Vec<BarisIndikator>,
    belum_terukur: usize,
    serapan: String,
    dasar_serapan: String,
    pagu: String,
    realisasi: String,
    sisa: String,
    fasilitasi: Vec<RekapFasilitasi>,
    matriks: Matriks,
    kurang: Vec<Kurang>,
    kurang_wajib: usize,
    tenggat: Vec<(String, String)>,
}

struct BarisIndikator {
    kode: String,
    uraian: String,
    alamat: String,
    target: String,
    realisasi: String,
    capaian: String,
    /// Whole percents from 0 to 100 for the bar; `None` where there is no capaian.
    batang: Option<u8>,
    kategori: &'static str,
    /// Capaian of each quarter up to now, as words for the trend.
    tren: String,
}

struct RekapFasilitasi {
    nama: String,
    terlaksana: usize,
    seluruhnya: usize,
}

/// Villages by kind of document.
#[derive(Default)]
struct Matriks {
    jenis: Vec<(String, String)>,
    baris: Vec<(String, Vec<(&'static str, String)>)>,
}

/// `GET /kantor/{kode}/{tahun}/{periode}`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    halaman(&Halaman {
        isi: h.data.sekali(h.tempat.periode, "", || content(&h)),
        tugas: tasks(&h),
        r: h.rangka(format!("Beranda {}", h.tempat.periode), ""),
    })
}

fn content(h: &HalamanKantor) -> Isi {
    let view = h.view();
    let hasil = view.hasil_indikator();
    let rata_rata = view.rata_rata_capaian(&hasil);
    let indikator: Vec<BarisIndikator> = hasil
        .iter()
        .map(|hasil| BarisIndikator {
            kode: hasil.indikator.kode.to_string(),
            uraian: hasil.indikator.uraian.to_string(),
            alamat: h.tempat.alamat(&format!("angka/indikator/{}", hasil.indikator.kode)),
            target: target(view.target_pembanding(hasil), &hasil.indikator.satuan),
            realisasi: realisasi(hasil),
            capaian: capaian(view.capaian(hasil)),
            batang: view.capaian(hasil).as_ref().ok().and_then(bar),
            kategori: view.capaian(hasil).as_ref().ok().and_then(|value| view.kategori(value)).unwrap_or(""),
            tren: trend(&view, hasil.indikator),
        })
        .collect();
    let anggaran = view.anggaran();
    let jumlah = anggaran.jumlah.as_ref();
    let kurang = kurang(h);
    let matriks = matrix(&view);
    Isi {
        periode: h.tempat.periode.to_string(),
        pembanding: if view.compares_with_quarter() { "target triwulan" } else { "target setahun" },
        rata_rata: persen(rata_rata.as_ref()),
        belum_terukur: hasil.iter().filter(|hasil| hasil.realisasi.nilai().is_none()).count(),
        indikator,
        serapan: persen(view.serapan(&anggaran).as_ref()),
        dasar_serapan: view.parameter("anggaran.dasar_serapan").to_string(),
        pagu: rupiah(jumlah.and_then(|line| line.pagu)),
        realisasi: rupiah(jumlah.and_then(|line| line.realisasi)),
        sisa: rupiah(jumlah.and_then(|line| line.sisa())),
        fasilitasi: view
            .fasilitasi()
            .into_iter()
            .map(|rekap| RekapFasilitasi {
                nama: report::teks::capitalized(&rekap.jenis.nama),
                terlaksana: rekap.terlaksana,
                seluruhnya: rekap.butir.len(),
            })
            .collect(),
        tenggat: deadlines(h),
        matriks,
        kurang_wajib: kurang.iter().filter(|kurang| kurang.wajib).count(),
        kurang,
    }
}

fn bar(capaian: &Rasio) -> Option<u8> {
    let percent: u64 = capaian.percent().rounded(0)?.try_into().ok()?;
    u8::try_from(percent.min(100)).ok()
}

/// The results of the quarters up to the period: `80,00 → 83,33`.
fn trend(view: &View<'_>, indikator: &domain::register::Indikator) -> String {
    let last = view.periode.triwulan();
    let quarters = domain::value::Triwulan::ALL.into_iter().filter(|quarter| *quarter <= last);
    let values = quarters.map(|quarter| {
        let then = view.at_quarter(quarter);
        let hasil = then.hasil(indikator);
        hasil.realisasi.nilai().map(|nilai| report::teks::measured(nilai, "", hasil.desimal()))
    });
    values.map(|value| value.unwrap_or_else(|| "·".to_string())).collect::<Vec<_>>().join(" → ")
}

fn matrix(view: &View<'_>) -> Matriks {
    let kinds = view.jenis_terpakai();
    let mut matriks = Matriks::default();
    let columns: Vec<_> = kinds.iter().map(|kind| view.dokumen_desa(kind)).collect();
    for kind in &kinds {
        let known = view.jenis_dokumen(kind);
        let nama = known.as_ref().map_or_else(|| kind.to_string(), |known| known.nama.clone());
        let until = known.and_then(|known| known.tenggat);
        matriks.jenis.push((nama, until.map(|date| format!("paling lambat {date}")).unwrap_or_default()));
    }
    for desa in view.desa() {
        let cells = columns.iter().map(|column| {
            let status = column.iter().find(|row| row.desa.kode == desa.kode);
            status.map_or(("netral", "–".to_string()), |row| (tone(row.status), row.status.to_string()))
        });
        matriks.baris.push((desa.nama.to_string(), cells.collect()));
    }
    matriks
}

/// The class of a status.
pub(crate) fn tone(status: StatusDokumen) -> &'static str {
    match status {
        StatusDokumen::LebihAwal | StatusDokumen::TepatWaktu => "baik",
        StatusDokumen::Terlambat | StatusDokumen::BelumDiterima => "buruk",
        StatusDokumen::BelumJatuhTempo => "netral",
    }
}

/// What is due and not done, as the page of reminders lists it.
fn deadlines(h: &HalamanKantor) -> Vec<(String, String)> {
    let day = h.view().per_tanggal;
    let open = day.map(|day| app::tenggat(&h.data.tahun, day)).unwrap_or_default();
    open.into_iter().filter(|item| !item.selesai).map(|item| (item.tanggal.to_string(), item.judul)).collect()
}

/// What the one who looks may do next.
fn tasks(h: &HalamanKantor) -> Vec<Tautan> {
    const TASKS: [(Hak, &str, &str); 6] = [
        (Hak::UbahPengukuran, "Isi pengukuran periode ini", "pengukuran"),
        (Hak::UbahFasilitasi, "Catat fasilitasi dan koordinasi yang terlaksana", "fasilitasi"),
        (Hak::UbahDokumenDesa, "Catat dokumen desa yang diterima", "dokumen-desa"),
        (Hak::UbahAnggaran, "Isi realisasi anggaran", "anggaran"),
        (Hak::Verifikasi, "Periksa dan verifikasi periode ini", "laporan"),
        (Hak::Setujui, "Setujui laporan periode ini", "laporan"),
    ];
    let begun = !h.data.tahun.register.indikator.is_empty();
    let first = (!begun).then(|| Tautan::new("Mulai mengisi: langkah pertama", h.tempat.alamat("langkah")));
    let mine = TASKS.iter().filter(|(hak, _, _)| h.may(*hak));
    let mine = mine.map(|(_, words, page)| Tautan::new(*words, h.tempat.alamat(page)));
    first.into_iter().chain(mine).collect()
}
