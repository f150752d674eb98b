//! The history of an office: every act, what it did to each row, undoing it, and whether the chain is whole.

use std::collections::BTreeMap;

use app::{Detail, Entry, Ubah};
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use domain::problem::Rejection;
use domain::register::table;
use serde::Deserialize;

use super::nama_tabel;
use crate::galat::{Galat, Hasil, halaman};
use crate::halaman::data::Lembar;
use crate::isian::tampil;
use crate::izin::{Hak, may_change, view_of};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::{nama_kolom, waktu};

/// How many entries a page shows.
const PER_PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "riwayat.html")]
struct Halaman {
    r: Rangka,
    entri: Vec<Baris>,
    lanjut: Option<String>,
    utuh: Option<String>,
    alamat: String,
}

struct Baris {
    nomor: i64,
    alamat: String,
    waktu: String,
    pelaku: String,
    jenis: String,
    tahun: i64,
    catatan: String,
    sumber: String,
    banyak: i64,
}

impl Baris {
    fn new(entry: Entry, h: &HalamanKantor) -> Self {
        Self {
            nomor: entry.nomor,
            alamat: h.tempat.alamat(&format!("pengaturan/riwayat/{}", entry.nomor)),
            waktu: waktu(&entry.act.at, Some(&h.tempat.kode)),
            pelaku: entry.act.actor,
            jenis: entry.act.kind,
            tahun: entry.tahun,
            catatan: entry.act.note,
            sumber: entry.act.source.map(|source| source.name).unwrap_or_default(),
            banyak: entry.details,
        }
    }
}

/// Which part of the history, and whether its chain is to be checked.
#[derive(Debug, Deserialize)]
pub(crate) struct Bagian {
    sebelum: Option<i64>,
    periksa: Option<String>,
}

/// `GET .../pengaturan/riwayat`.
pub(crate) async fn lihat(konteks: Konteks, Query(part): Query<Bagian>) -> Hasil {
    let h = konteks.kantor().await?;
    let store = &h.konteks.keadaan.store;
    let entries = store.history(&h.tempat.kode, part.sebelum, i64::from(PER_PAGE)).await?;
    let alamat = h.tempat.alamat("pengaturan/riwayat");
    let lanjut = entries.last().filter(|last| last.nomor > 1).map(|last| format!("{alamat}?sebelum={}", last.nomor));
    let utuh = if part.periksa.is_some() {
        let verified = app::verifikasi_riwayat(store, &h.tempat.kode).await?;
        Some(match verified.first_broken {
            None => format!("Riwayat utuh: {} catatan, tidak ada yang diubah atau hilang.", verified.entries),
            Some(broken) => format!("Riwayat tidak utuh pada catatan {}: {}", broken.nomor, broken.why),
        })
    } else {
        None
    };
    halaman(&Halaman {
        r: h.rangka("Riwayat perubahan", "pengaturan")
            .below(vec![Tautan::new("Pengaturan", h.tempat.alamat("pengaturan"))]),
        entri: entries.into_iter().map(|entry| Baris::new(entry, &h)).collect(),
        lanjut,
        utuh,
        alamat,
    })
}

#[derive(Template)]
#[template(path = "riwayat_satu.html")]
struct Satu {
    r: Rangka,
    entri: Baris,
    rincian: Vec<Rincian>,
    /// The parts of an act with many rows; empty for others.
    lembar: Vec<Tautan>,
    tersembunyi: usize,
    boleh_batal: bool,
}

/// Rows of an act on one page: an import has thousands.
const ROWS: usize = 50;

struct Rincian {
    tabel: String,
    kunci: String,
    apa: &'static str,
    /// Column, before, after.
    sel: Vec<(String, String, String)>,
}

fn rincian(detail: &Detail) -> Rincian {
    let schema = table(&detail.table);
    let shown = |column: &str, text: &str| {
        let known = schema.and_then(|schema| schema.columns.iter().find(|known| known.name == column));
        known.map_or_else(|| text.to_string(), |known| tampil(known, text))
    };
    let (before, after) = (detail.before.clone().unwrap_or_default(), detail.after.clone().unwrap_or_default());
    let mut columns: Vec<&String> = before.keys().chain(after.keys()).collect();
    columns.sort();
    columns.dedup();
    let sel = columns
        .into_iter()
        .filter(|column| before.get(*column) != after.get(*column))
        .map(|column| {
            let cell = |cells: &store::Cells| cells.get(column).map(|text| shown(column, text)).unwrap_or_default();
            (nama_kolom(column), cell(&before), cell(&after))
        })
        .collect();
    Rincian {
        tabel: nama_tabel(&detail.table),
        kunci: detail.key.iter().flat_map(|key| key.values()).cloned().collect::<Vec<_>>().join(", "),
        apa: match (detail.erased, &detail.before, &detail.after) {
            (true, _, _) => "rinciannya sudah dihapus",
            (_, None, _) => "baris baru",
            (_, _, None) => "baris dihapus",
            _ => "diubah",
        },
        sel,
    }
}

/// `GET .../pengaturan/riwayat/{nomor}`.
pub(crate) async fn satu(
    konteks: Konteks,
    Path((_, _, _, nomor)): Path<(String, String, String, String)>,
    Query(part): Query<Lembar>,
) -> Hasil {
    let h = konteks.kantor().await?;
    let (entry, details) = entry(&h, &nomor).await?;
    let undoable = undoable(&h, &details)?;
    let (seen, hidden): (Vec<&Detail>, Vec<&Detail>) = details.iter().partition(|detail| h.may(view_of(&detail.table)));
    let (seen, lembar) = part.cut(seen, ROWS, &h.tempat.alamat(&format!("pengaturan/riwayat/{nomor}")));
    halaman(&Satu {
        lembar,
        r: h.rangka(format!("Catatan {}", entry.nomor), "pengaturan").below(vec![
            Tautan::new("Pengaturan", h.tempat.alamat("pengaturan")),
            Tautan::new("Riwayat perubahan", h.tempat.alamat("pengaturan/riwayat")),
        ]),
        boleh_batal: undoable,
        rincian: seen.into_iter().map(rincian).collect(),
        tersembunyi: hidden.len(),
        entri: Baris::new(entry, &h),
    })
}

async fn entry(h: &HalamanKantor, nomor: &str) -> Result<(Entry, Vec<Detail>), Galat> {
    let nomor: i64 = nomor.parse().map_err(|_| Galat::TidakAda)?;
    let store = &h.konteks.keadaan.store;
    let found = store.history(&h.tempat.kode, nomor.checked_add(1), 1).await?;
    let entry = found.into_iter().find(|entry| entry.nomor == nomor).ok_or(Galat::TidakAda)?;
    let details = store.details(&h.tempat.kode, nomor).await?;
    Ok((entry, details))
}

/// An act can be undone by whoever may change every row that it changed.
fn undoable(h: &HalamanKantor, details: &[Detail]) -> Result<bool, Galat> {
    let akun = h.konteks.akun()?;
    let register = &h.data.tahun.register;
    let known = |detail: &Detail| table(&detail.table).is_some() && !detail.erased;
    if details.is_empty() || !details.iter().all(known) {
        return Ok(false);
    }
    // All rows of a table at once: each question looks at the whole table.
    let mut tables: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for detail in details {
        tables.entry(&detail.table).or_default().extend([&detail.before, &detail.after].into_iter().flatten());
    }
    let mut own = tables.into_iter().map(|(table, rows)| may_change(akun, &h.tempat.kode, table, rows, register));
    Ok(h.may(Hak::Kelola) || own.all(|own| own))
}

/// `POST .../pengaturan/riwayat/{nomor}`: undoes the act.
pub(crate) async fn batalkan(
    konteks: Konteks,
    Path((_, _, _, nomor)): Path<(String, String, String, String)>,
) -> Hasil {
    let h = konteks.kantor().await?;
    let (entry, details) = entry(&h, &nomor).await?;
    if !undoable(&h, &details)? {
        return Err(Galat::Dilarang);
    }
    let store = &h.konteks.keadaan.store;
    let result = app::batalkan(store, &h.tempat.kode, entry.nomor, &h.konteks.pelaku()?).await?;
    let refused = match result {
        Ubah::Tersimpan { .. } => {
            let address = h.tempat.alamat("pengaturan/riwayat");
            return Ok(Redirect::to(&format!("{address}?pesan=dibatalkan")).into_response());
        }
        Ubah::Ditolak { masalah } => Rejection { problems: masalah.into_iter().map(|item| item.masalah).collect() },
        Ubah::Bentrok { .. } => Rejection::single(
            "WEB002",
            format!("catatan {}", entry.nomor),
            "Perubahan ini tidak dapat dibatalkan begitu saja.",
            "Baris yang diubahnya sudah diubah lagi sesudahnya.",
            "Batalkan dahulu perubahan yang lebih baru, atau perbaiki barisnya langsung.",
        ),
    };
    Err(Galat::Ditolak(refused))
}
