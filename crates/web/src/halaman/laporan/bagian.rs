//! A section of the report: its narrative with figures to insert, what its sentences say that the register does not, the
//! rows that it prints, and how it looks.

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use domain::register::{NaskahLaporan, table};
use domain::schema::Field;
use report::{BagianTersusun, Kekurangan, KlaimNaskah, daftar_sisipan, jadikan_sisipan, periksa_naskah, susun_bagian};
use serde::Deserialize;

use super::{crumb, keadaan_bagian, nama_bagian};
use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Catatan, Cells, Kiriman, Kisi, Sel, Terima, cells, terima};
use crate::izin::{self, Hak};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::{lembar, nama_kolom};

/// So many figures are listed at a time; the search finds the others.
const SISIPAN: usize = 40;

/// The tables whose rows a section prints, besides its narrative: words of `jenis` that narrow it down.
fn sources(bagian: &str) -> &'static [(&'static str, &'static [&'static str])] {
    match bagian {
        "penyebab" => &[("analisis", &["kendala", "upaya", "faktor keberhasilan"])],
        "efisiensi" => &[("analisis", &["permasalahan", "strategi"])],
        "rekomendasi" => &[("analisis", &["rekomendasi", "strategi"])],
        "rapat-evaluasi" => &[("rapat_evaluasi", &[])],
        "tindak-lanjut-evaluasi" => &[("tindak_lanjut", &[])],
        _ => &[],
    }
}

/// Pages where other things that a section prints are entered.
fn elsewhere(bagian: &str) -> &'static [&'static str] {
    match bagian {
        "personalia" => &["data/pegawai"],
        "gambaran-umum" => &["data/unit", "data/desa"],
        "dasar-hukum" => &["data/dasar_hukum"],
        "permasalahan-utama" => &["data/swot", "data/isu_strategis"],
        "visi-misi" => &["data/visi", "data/misi"],
        "tujuan-sasaran" => &["data/tujuan", "data/sasaran", "data/indikator"],
        "kebijakan-program" => &["data/kebijakan"],
        "pohon-kinerja" => &["data/pohon_kinerja"],
        "perjanjian-kinerja" | "lampiran-perjanjian" => &["perjanjian"],
        "rencana-aksi" => &["data/target_triwulan"],
        "capaian-indikator" | "capaian-sasaran" | "lampiran-pengukuran" | "lampiran-komponen" => &["pengukuran"],
        "realisasi-anggaran" | "anggaran-kas" | "program-pendukung" => &["anggaran"],
        "simpulan" | "ikhtisar-eksekutif" => &["data/analisis"],
        "inovasi" => &["inovasi"],
        "lampiran-dokumen-desa" => &["dokumen-desa"],
        "lampiran-pengecualian" => &["data/pengecualian"],
        "standar-nasional" => &["data/standar_nasional"],
        "surat-pengantar" | "sampul" => &["laporan", "data/instansi"],
        _ => &[],
    }
}

/// The narrative of a section in the page's period.
pub(super) fn naskah<'a>(h: &'a HalamanKantor, bagian: &str) -> Option<&'a NaskahLaporan> {
    let mut rows = h.data.tahun.register.naskah.iter();
    rows.find(|row| row.periode == h.tempat.periode && row.bagian == *bagian)
}

#[derive(Template)]
#[template(path = "laporan_bagian.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    keadaan: (&'static str, &'static str),
    dasar: String,
    /// The input of the narrative; `None` for a section that prints none.
    isi: Option<Isi>,
    boleh: bool,
    kisi: Vec<Kisi>,
    tempat_lain: Vec<Tautan>,
    sisipan: String,
    pratinjau: String,
    jumlah_masalah: usize,
    peringatan: Vec<app::Problem>,
    sebelum: Option<Tautan>,
    sesudah: Option<Tautan>,
}

/// The narrative as an input.
struct Isi {
    kisi: Kisi,
    teks: Sel,
    ditinjau: Option<Sel>,
}

/// What is shown of a text as it is typed.
#[derive(Template)]
#[template(path = "laporan_pratinjau.html")]
struct Pratinjau {
    klaim: Vec<(usize, KlaimNaskah)>,
    kurang: Vec<Kekurangan>,
    boleh: bool,
    galat_alasan: Option<usize>,
    gaya: String,
    html: String,
}

#[derive(Template)]
#[template(path = "laporan_sisipan.html")]
struct DaftarSisipan {
    sisipan: Vec<report::Sisipan>,
    lagi: usize,
}

/// Everything about a section that its page needs.
struct Bahan {
    section: BagianTersusun,
    sebelum: Option<Tautan>,
    sesudah: Option<Tautan>,
}

/// The section as it is, or with another text in the place of its narrative.
fn material(h: &HalamanKantor, bagian: &str, text: Option<&str>) -> Result<Bahan, Galat> {
    let mut year = h.data.tahun.clone();
    if let Some(isi) = text.and_then(|text| Field::read(text).ok()) {
        let (periode, kode) = (h.tempat.periode, Field::read(bagian).map_err(|_| Galat::TidakAda)?);
        let rows = &mut year.register.naskah;
        let ditinjau =
            rows.iter().find(|row| row.periode == periode && row.bagian == kode).and_then(|row| row.ditinjau);
        rows.retain(|row| row.periode != periode || row.bagian != kode);
        if text.is_some_and(|text| !text.trim().is_empty()) {
            rows.push(NaskahLaporan { periode, bagian: kode, isi, ditinjau });
        }
    }
    let sections = susun_bagian(&year, h.tempat.periode, &h.data.gambar).map_err(Galat::Ditolak)?;
    let pages: Vec<&BagianTersusun> = sections.iter().filter(|section| section.baris.bagian != "bab").collect();
    let at = pages.iter().position(|section| section.baris.bagian == bagian).ok_or(Galat::TidakAda)?;
    let link =
        |section: &&BagianTersusun| Tautan::new(nama_bagian(section), super::alamat_bagian(h, &section.baris.bagian));
    Ok(Bahan {
        sebelum: at.checked_sub(1).and_then(|before| pages.get(before)).map(link),
        sesudah: pages.get(at + 1).map(link),
        section: pages.get(at).map(|section| (*section).clone()).ok_or(Galat::TidakAda)?,
    })
}

fn preview(
    h: &HalamanKantor,
    section: &BagianTersusun,
    text: &str,
    galat_alasan: Option<usize>,
) -> Result<String, Galat> {
    let claims = periksa_naskah(&h.data.tahun, h.tempat.periode, &section.baris.bagian, text);
    let other = |item: &&Kekurangan| !item.apa.starts_with("kalimat \"");
    Ok(Pratinjau {
        klaim: claims.into_iter().enumerate().collect(),
        kurang: section.kekurangan.iter().filter(other).cloned().collect(),
        boleh: h.may(Hak::UbahLaporan) && !h.terkunci(),
        galat_alasan,
        gaya: crate::aset::alamat("dokumen.css"),
        html: document::html::render_fragment(&lembar(section.blocks.clone())),
    }
    .render()?)
}

fn list_of_figures(h: &HalamanKantor, search: &str) -> Result<String, Galat> {
    let search = search.trim().to_lowercase();
    let words: Vec<&str> = search.split_whitespace().collect();
    let fits = |sisipan: &report::Sisipan| {
        let text = format!("{} {}", sisipan.id, sisipan.tentang).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let mut sisipan: Vec<report::Sisipan> =
        daftar_sisipan(&h.data.tahun, h.tempat.periode).into_iter().filter(fits).collect();
    let lagi = sisipan.len().saturating_sub(SISIPAN);
    sisipan.truncate(SISIPAN);
    Ok(DaftarSisipan { sisipan, lagi }.render()?)
}

/// The narrative's row as an input.
fn text_input(h: &HalamanKantor, bagian: &str, may: bool, notes: &Catatan) -> Result<Isi, Galat> {
    let schema = table("naskah").ok_or(Galat::Gagal)?;
    let register = &h.data.tahun.register;
    let own =
        Cells::from([("periode".to_string(), h.tempat.periode.write()), ("bagian".to_string(), bagian.to_string())]);
    let rows = rows_where(h, "naskah", |row| own.iter().all(|(name, text)| row.get(name) == Some(text)));
    let kisi = Kisi::new(schema, &["isi", "ditinjau"], rows, register, |_| may).with_rows([own], |_| may);
    let kisi = kisi.with(notes);
    let row = kisi.baris.first();
    let teks = row.and_then(|row| row.sel("isi")).cloned();
    let ditinjau = row.and_then(|row| row.sel("ditinjau")).filter(|sel| sel.isi == "tidak").cloned();
    let empty = Sel {
        nama: String::new(),
        label: String::new(),
        isi: String::new(),
        bentuk: "baca",
        baca: String::new(),
        pilihan: Vec::new(),
        daftar: String::new(),
        angka: false,
        wajib: false,
        galat: Vec::new(),
    };
    Ok(Isi { teks: teks.unwrap_or(empty), ditinjau, kisi })
}

fn rows_where(h: &HalamanKantor, name: &str, keep: impl Fn(&Cells) -> bool) -> Vec<Vec<String>> {
    let Some((schema, rows)) = h.data.tahun.register.rows_of(name) else { return Vec::new() };
    rows.into_iter().filter(|row| keep(&cells(schema, row))).collect()
}

/// The rows that the section prints, as grids.
fn grids(h: &HalamanKantor, bagian: &str, notes: &Catatan) -> Result<Vec<Kisi>, Galat> {
    let triwulan = h.tempat.periode.triwulan().write();
    let mut grids = Vec::new();
    for (name, kinds) in sources(bagian) {
        let schema = table(name).ok_or(Galat::Gagal)?;
        let may = h.may(izin::change_of(name)) && !h.terkunci();
        let quarterly = *name == "analisis";
        let cell = |row: &Cells, column: &str| row.get(column).cloned().unwrap_or_default();
        let rows = rows_where(h, name, |row| {
            (!quarterly || cell(row, "triwulan") == triwulan)
                && (kinds.is_empty() || kinds.contains(&cell(row, "jenis").as_str()))
        });
        let columns: &[&str] =
            if quarterly { &["jenis", "milik", "urut", "uraian", "diterima", "ditinjau"] } else { &[] };
        let mut kisi = Kisi::new(schema, columns, rows, &h.data.tahun.register, |_| may);
        if may {
            let fixed = quarterly.then(|| ("triwulan".to_string(), triwulan.clone()));
            kisi = kisi.with_new(&fixed.into_iter().collect());
        }
        grids.push(kisi.with(notes));
    }
    Ok(grids)
}

fn show(
    h: &HalamanKantor,
    bagian: &str,
    notes: &Catatan,
    peringatan: Vec<app::Problem>,
    galat_alasan: Option<usize>,
) -> Hasil {
    // What was typed before somebody else locked the period is shown again.
    let may = h.may(Hak::UbahLaporan) && (!h.terkunci() || !notes.is_empty());
    let isi = text_input(h, bagian, may, notes)?;
    let typed = isi.teks.isi.clone();
    let Bahan { section, sebelum, sesudah } = material(h, bagian, may.then_some(typed.as_str()))?;
    let written = naskah(h, bagian);
    let link = |path: &&str| {
        let name = path.strip_prefix("data/").map_or_else(|| nama_kolom(&path.replace('-', " ")), nama_kolom);
        Tautan::new(name, h.tempat.alamat(path))
    };
    halaman(&Halaman {
        alamat: super::alamat_bagian(h, bagian),
        keadaan: keadaan_bagian(&section, written.and_then(|row| row.ditinjau)),
        dasar: section.baris.dasar.clone(),
        kisi: grids(h, bagian, notes)?,
        tempat_lain: elsewhere(bagian).iter().map(link).collect(),
        sisipan: list_of_figures(h, "")?,
        pratinjau: preview(h, &section, &typed, galat_alasan)?,
        boleh: may,
        jumlah_masalah: notes.len() + usize::from(galat_alasan.is_some()),
        peringatan,
        sebelum,
        sesudah,
        r: h.rangka(nama_bagian(&section), "laporan").below(crumb(h)),
        isi: (section.bernaskah || written.is_some()).then_some(isi),
    })
}

/// `GET .../laporan/bagian/{bagian}`.
pub(crate) async fn lihat(konteks: Konteks, Path((_, _, _, bagian)): Path<(String, String, String, String)>) -> Hasil {
    show(&konteks.kantor().await?, &bagian, &Catatan::default(), Vec::new(), None)
}

/// The text of the narrative in a form, with the name of its input.
fn typed(h: &HalamanKantor, bagian: &str, kiriman: &Kiriman) -> Option<(String, String)> {
    let name = format!("naskah.@{},{bagian}.isi", h.tempat.periode.write());
    kiriman.has(&name).then(|| kiriman.get(&name).replace("\r\n", "\n")).map(|text| (name, text))
}

/// `POST .../laporan/bagian/{bagian}`: saves; `_ganti` and `_kecualikan` name a claim of the text that becomes an
/// insertion or an exception.
pub(crate) async fn simpan(
    konteks: Konteks,
    Path((_, _, _, bagian)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let mut kiriman = Kiriman::read(&body);
    if let Some((name, text)) = typed(&h, &bagian, &kiriman) {
        let claims = periksa_naskah(&h.data.tahun, h.tempat.periode, &bagian, &text);
        let chosen =
            |field: &str| kiriman.get(field).parse::<usize>().ok().and_then(|at| Some((at, claims.get(at)?.clone())));
        if let Some((_, claim)) = chosen("_ganti") {
            kiriman.set(&name, jadikan_sisipan(&text, &claim));
        } else if let Some((at, claim)) = chosen("_kecualikan") {
            let reason = kiriman.get(&format!("_alasan.{at}")).to_string();
            if reason.is_empty() {
                let notes = Catatan::typed_only(&kiriman);
                return show(&h, &bagian, &notes, Vec::new(), Some(at));
            }
            except(&h, &bagian, &claim, reason, &mut kiriman)?;
        }
    }
    let address = super::alamat_bagian(&h, &bagian);
    match terima(h, &kiriman, &address).await? {
        Terima::Selesai(answer) => Ok(answer),
        Terima::Tampil { halaman: h, catatan, peringatan, .. } => show(&h, &bagian, &catatan, peringatan, None),
    }
}

/// Adds the exception of a claim to what a form asks for.
fn except(
    h: &HalamanKantor,
    bagian: &str,
    claim: &KlaimNaskah,
    alasan: String,
    kiriman: &mut Kiriman,
) -> Result<(), Galat> {
    let today = h.konteks.keadaan.now().get(..10).unwrap_or_default().to_string();
    let fixed = Cells::from(
        [
            ("periode", h.tempat.periode.write()),
            ("bagian", bagian.to_string()),
            ("kalimat", claim.kalimat.clone()),
            ("angka", claim.angka.clone()),
            ("oleh", h.konteks.akun()?.nama.clone()),
            ("tanggal", today),
        ]
        .map(|(name, text)| (name.to_string(), text)),
    );
    kiriman.set("pengecualian.b0._tetap", serde_json::to_string(&fixed).unwrap_or_default());
    kiriman.set("pengecualian.b0.alasan", alasan);
    Ok(())
}

/// `POST .../laporan/bagian/{bagian}/pratinjau`: the section with the text as it is typed.
pub(crate) async fn pratinjau(
    konteks: Konteks,
    Path((_, _, _, bagian)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let text = typed(&h, &bagian, &Kiriman::read(&body)).map(|(_, text)| text).unwrap_or_default();
    let Bahan { section, .. } = material(&h, &bagian, Some(&text))?;
    Ok(axum::response::Html(preview(&h, &section, &text, None)?).into_response())
}

/// What is searched for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Cari {
    #[serde(default)]
    cari: String,
}

/// `GET .../laporan/sisipan?cari=`: figures that can be inserted.
pub(crate) async fn sisipan(konteks: Konteks, Query(asked): Query<Cari>) -> Hasil {
    let h = konteks.kantor().await?;
    Ok(axum::response::Html(list_of_figures(&h, &asked.cari)?).into_response())
}
