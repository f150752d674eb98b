//! The report of a period: what it still needs, its sections, its downloads.

pub(crate) mod alur;
pub(crate) mod arsip;
pub(crate) mod bagian;
pub(crate) mod cetak;
pub(crate) mod salin;
pub(crate) mod suntingan;
pub(crate) mod uji;

use askama::Template;
use axum::body::Bytes;
use domain::register::table;
use domain::schema::Field;
use domain::value::Periode;
use report::{BagianTersusun, Kekurangan, daftar_kerangka, susun_bagian};

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Catatan, Cells, Kiriman, Kisi, Terima, cells, terima};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tempat;

#[derive(Template)]
#[template(path = "laporan.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    alur: alur::Alur,
    tolak: Vec<app::Problem>,
    bab: Vec<Bab>,
    kurang: Vec<Kurang>,
    kurang_wajib: usize,
    data: Kisi,
    boleh: bool,
    asal: Vec<(String, String)>,
    jumlah_masalah: usize,
    peringatan: Vec<app::Problem>,
}

/// A line of the outline.
struct Bab {
    judul: String,
    tingkat: u8,
    /// Empty for a mere heading.
    alamat: String,
    nada: &'static str,
    keadaan: &'static str,
    kurang: usize,
    naskah: bool,
}

/// Something that the report needs, and where it is mended.
pub(crate) struct Kurang {
    /// The heading under which it is missing.
    pub bagian: String,
    pub apa: String,
    pub tindakan: String,
    pub wajib: bool,
    pub alamat: String,
}

/// What the sections of the outline are called where they have no heading.
pub(crate) fn nama_bagian(section: &BagianTersusun) -> String {
    match (&section.judul, &section.baris.judul) {
        (judul, _) if !judul.is_empty() => judul.clone(),
        (_, judul) if !judul.is_empty() && !judul.contains("{{") => judul.clone(),
        _ => report::sebutan(&section.baris.bagian),
    }
}

/// The state of a section in a word, with its tone.
pub(crate) fn keadaan_bagian(section: &BagianTersusun, ditinjau: Option<bool>) -> (&'static str, &'static str) {
    let blocking = section.kekurangan.iter().any(|item| item.wajib);
    match (section.blocks.is_empty(), ditinjau) {
        (_, Some(false)) => ("awas", "perlu ditinjau"),
        (true, _) => ("netral", "tidak dicetak"),
        _ if blocking => ("buruk", "belum lengkap"),
        _ if !section.kekurangan.is_empty() => ("awas", "ada catatan"),
        _ => ("baik", "lengkap"),
    }
}

/// The page where a section is written.
pub(crate) fn alamat_bagian(h: &HalamanKantor, bagian: &str) -> String {
    h.tempat.alamat(&format!("laporan/bagian/{bagian}"))
}

/// What the report of the period still needs, each with the page where it is mended.
pub(crate) fn kurang(h: &HalamanKantor) -> Vec<Kurang> {
    let view = h.view();
    let outline = view.laporan().map(|laporan| report::kerangka(laporan.kerangka.as_str())).unwrap_or_default();
    let known = |bagian: &str| outline.iter().any(|line| line.bagian == bagian);
    let link = |item: &Kekurangan| Kurang {
        bagian: item.judul.clone(),
        apa: item.apa.clone(),
        tindakan: item.tindakan.clone(),
        wajib: item.wajib,
        alamat: if known(&item.bagian) { alamat_bagian(h, &item.bagian) } else { h.tempat.alamat("laporan") },
    };
    h.data.kekurangan(h.tempat.periode).iter().map(link).collect()
}

/// The row of the period in the table `laporan`, for editing.
fn report_row(h: &HalamanKantor, notes: &Catatan) -> Result<Kisi, Galat> {
    let schema = table("laporan").ok_or(Galat::Gagal)?;
    let register = &h.data.tahun.register;
    let periode = h.tempat.periode.write();
    let rows = register.rows_of("laporan").map(|(_, rows)| rows).unwrap_or_default();
    let rows: Vec<Vec<String>> =
        rows.into_iter().filter(|row| cells(schema, row).get("periode") == Some(&periode)).collect();
    let may = h.may(Hak::UbahLaporan) && !h.terkunci();
    let columns = ["periode", "kerangka", "tanggal", "batas_data", "tempat", "nomor_surat"];
    let known = !rows.is_empty();
    let mut kisi = Kisi::new(schema, &columns, rows, register, |_| may).read_only(&["periode"]);
    if !known && may {
        kisi = kisi.with_new(&Cells::from([("periode".to_string(), periode)]));
        kisi.baru = None;
    }
    let suitable = daftar_kerangka().iter().filter(|outline| outline.suits(h.tempat.periode));
    let list = "acuan-kerangka".to_string();
    for sel in kisi.baris.iter_mut().flat_map(|baris| &mut baris.sel).filter(|sel| sel.nama.ends_with(".kerangka")) {
        sel.daftar = list.clone();
    }
    kisi.daftar.insert(list, suitable.map(|outline| (outline.kerangka.clone(), outline.sumber.clone())).collect());
    Ok(kisi.with(notes))
}

async fn show(h: &HalamanKantor, notes: &Catatan, peringatan: Vec<app::Problem>) -> Hasil {
    let (sections, tolak) = match susun_bagian(&h.data.tahun, h.tempat.periode, &h.data.gambar) {
        Ok(sections) => (sections, Vec::new()),
        Err(rejection) => (Vec::new(), rejection.problems),
    };
    let kurang = if tolak.is_empty() { kurang(h) } else { Vec::new() };
    let text = |section: &BagianTersusun| bagian::naskah(h, &section.baris.bagian);
    let bab = sections.iter().map(|section| {
        let naskah = text(section);
        let (nada, keadaan) = keadaan_bagian(section, naskah.and_then(|row| row.ditinjau));
        Bab {
            judul: nama_bagian(section),
            tingkat: section.baris.tingkat,
            alamat: if section.baris.bagian == "bab" { String::new() } else { alamat_bagian(h, &section.baris.bagian) },
            nada,
            keadaan,
            kurang: section.kekurangan.len(),
            naskah: naskah.is_some(),
        }
    });
    halaman(&Halaman {
        alamat: h.tempat.alamat("laporan"),
        alur: alur::alur(h, !arsip::locked(h).await?.0.is_empty()).await?,
        bab: bab.collect(),
        kurang_wajib: kurang.iter().filter(|kurang| kurang.wajib).count(),
        kurang,
        tolak,
        data: report_row(h, notes)?,
        boleh: h.may(Hak::UbahLaporan) && !h.terkunci(),
        asal: salin::sources(h),
        jumlah_masalah: notes.len(),
        peringatan,
        r: h.rangka(format!("Laporan {}", h.tempat.periode), "laporan"),
    })
}

/// `GET .../laporan`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    show(&konteks.kantor().await?, &Catatan::default(), Vec::new()).await
}

/// `POST .../laporan`: date, outline and number of the report.
pub(crate) async fn simpan(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let kiriman = Kiriman::read(&body);
    let address = h.tempat.alamat("laporan");
    match terima(h, &kiriman, &address).await? {
        Terima::Selesai(answer) => Ok(answer),
        Terima::Tampil { halaman: h, catatan, peringatan, .. } => show(&h, &catatan, peringatan).await,
    }
}

/// A period from a form: `2024/tw3`.
pub(crate) fn read_periode(text: &str) -> Option<Periode> {
    let (tahun, slug) = text.split_once('/')?;
    let tahun = i32::read(tahun).ok()?;
    tempat::periods(tahun).into_iter().find(|periode| tempat::slug(*periode) == slug)
}

/// The crumb of pages below this one.
pub(crate) fn crumb(h: &HalamanKantor) -> Vec<Tautan> {
    vec![Tautan::new(format!("Laporan {}", h.tempat.periode), h.tempat.alamat("laporan"))]
}
