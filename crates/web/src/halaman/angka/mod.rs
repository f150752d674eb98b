//! Where a number comes from: its formula with the numbers written out, what it was counted from, who entered that
//! and when, its files, and what it was on another day. As a page, and as the part of it that a drawer shows.

mod anggaran;
mod hitungan;
pub(crate) mod indikator;

use app::AsalSel;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use domain::calculation::View;
use domain::register::table;
use domain::schema::Field;
use domain::value::Tanggal;
use serde::Deserialize;

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{hari, tampil};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan;

/// What is told of a number.
#[derive(Default)]
pub(super) struct Asal {
    judul: String,
    /// Menu entry to which the number belongs.
    menu: (&'static str, &'static str),
    nilai: String,
    /// Facts around it.
    fakta: Vec<(&'static str, String)>,
    /// MathML of the renderer.
    rumus: Option<String>,
    /// Formulas in words.
    kalimat: Vec<String>,
    tabel: Vec<Tabel>,
    entri: Vec<Entri>,
    bukti: Vec<(Tautan, String)>,
    tautan: Vec<Tautan>,
}

/// A table of what a number was counted from; every row may lead further.
pub(super) struct Tabel {
    judul: String,
    kepala: Vec<&'static str>,
    baris: Vec<(Tautan, Vec<String>)>,
}

/// An act that changed a number or a part of it.
pub(crate) struct Entri {
    pub nomor: i64,
    pub apa: String,
    pub waktu: String,
    pub pelaku: String,
    pub sebelum: String,
    pub sesudah: String,
    pub jenis: String,
    pub catatan: String,
    pub sumber: String,
}

#[derive(Template)]
#[template(path = "angka.html")]
struct Halaman {
    r: Rangka,
    a: Asal,
    h: Lihat,
}

#[derive(Template)]
#[template(path = "angka_isi.html")]
struct Bagian {
    a: Asal,
    h: Lihat,
}

/// As of when, and where the same is asked for another day.
struct Lihat {
    /// True for the part that a drawer shows, which has no page's title.
    bagian: bool,
    /// Element of the headings below it.
    kepala: &'static str,
    alamat: String,
    riwayat: String,
    /// In the input: the day, or what was typed and is none.
    isi: String,
    tanggal: String,
    galat: Option<String>,
}

/// The day that is asked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Pertanyaan {
    #[serde(default)]
    per_tanggal: String,
}

/// `GET .../angka/{jenis}/{kunci}`.
pub(crate) async fn lihat(
    konteks: Konteks,
    Path((_, _, _, jenis, kunci)): Path<(String, String, String, String, String)>,
    Query(asked): Query<Pertanyaan>,
    headers: HeaderMap,
) -> Hasil {
    let h = konteks.kantor().await?;
    let text = asked.per_tanggal.trim();
    let read = if text.is_empty() { Ok(None) } else { Tanggal::read(text).map(Some) };
    let day = read.as_ref().ok().copied().flatten();
    let view: View<'_> = h.data.tahun.view(h.tempat.periode, day);
    let a = match jenis.as_str() {
        "indikator" => indikator::asal(&h, &view, &kunci).await?,
        "anggaran" => anggaran::asal(&h, &view, &kunci).await?,
        "fasilitasi" => hitungan::fasilitasi(&h, &view, &kunci)?,
        "dokumen-desa" => hitungan::dokumen(&h, &view, &kunci)?,
        _ => return Err(Galat::TidakAda),
    };
    let bagian = headers.contains_key("x-bagian");
    let lihat = Lihat {
        bagian,
        kepala: if bagian { "h3" } else { "h2" },
        alamat: h.tempat.alamat(&format!("angka/{jenis}/{kunci}")),
        riwayat: h.tempat.alamat("pengaturan/riwayat"),
        isi: if read.is_ok() { view.per_tanggal.map(hari).unwrap_or_default() } else { text.to_string() },
        tanggal: tampilan::tanggal(view.per_tanggal),
        galat: read.err(),
    };
    if lihat.bagian {
        return halaman(&Bagian { a, h: lihat });
    }
    let (path, words) = a.menu;
    let r = h.rangka(a.judul.clone(), path).below(vec![Tautan::new(words, h.tempat.alamat(path))]);
    halaman(&Halaman { r, a, h: lihat })
}

/// The acts that changed cells of one table, the newest first; each cell with what it is called.
pub(crate) async fn entries(
    h: &HalamanKantor,
    tabel: &str,
    kolom: &str,
    cells: Vec<(Vec<String>, String)>,
) -> Result<Vec<Entri>, Galat> {
    let (keys, names): (Vec<(Vec<String>, &str)>, Vec<String>) =
        cells.into_iter().map(|(key, name)| ((key, kolom), name)).unzip();
    let store = &h.konteks.keadaan.store;
    let acts = app::asal_semua(store, &h.tempat.kode, h.tempat.tahun(), tabel, &keys).await?;
    let column = table(tabel).and_then(|table| table.columns.iter().find(|column| column.name == kolom));
    let shown = |text: Option<String>| {
        let text = text.unwrap_or_default();
        let text = column.map_or(text.clone(), |column| tampil(column, &text));
        if text.is_empty() { "kosong".to_string() } else { text }
    };
    let entry = |apa: &String, act: AsalSel| Entri {
        nomor: act.nomor,
        apa: apa.clone(),
        waktu: tampilan::waktu(&act.waktu, Some(&h.tempat.kode)),
        pelaku: act.pelaku,
        sebelum: shown(act.sebelum),
        sesudah: shown(act.sesudah),
        jenis: act.jenis,
        catatan: act.catatan,
        sumber: act.sumber.map(|source| source.name).unwrap_or_default(),
    };
    let mut all: Vec<Entri> = names
        .iter()
        .zip(acts)
        .flat_map(|(apa, acts)| acts.into_iter().map(move |act| (apa, act)))
        .map(|(apa, act)| entry(apa, act))
        .collect();
    // A row that came without this cell says nothing of it.
    all.retain(|entry| entry.sebelum != entry.sesudah);
    all.sort_by(|left, right| right.nomor.cmp(&left.nomor).then_with(|| left.apa.cmp(&right.apa)));
    Ok(all)
}
