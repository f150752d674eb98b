//! Any table of the register as a grid: the page for what has no page of its own.

use app::{Format, Problem};
use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use domain::register::table;
use domain::schema::{Scope, TableSchema};
use serde::Deserialize;

use crate::antrean::latar;
use crate::galat::{Galat, Hasil, halaman};
use crate::halaman::laporan::cetak::kirim;
use crate::isian::{Catatan, Cells, Kiriman, Kisi, terima_tampil};
use crate::izin;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::nama_kolom;

#[derive(Template)]
#[template(path = "data.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    xlsx: String,
    kisi: Kisi,
    tahunan: bool,
    tahun: i32,
    boleh: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
    /// The parts of a long table; empty for a short one.
    lembar: Vec<Tautan>,
}

/// Rows on one page: more would make it too heavy for slow lines.
const ROWS: usize = 200;

/// Which part of a long table, from 1.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Lembar {
    lembar: Option<usize>,
}

impl Lembar {
    fn number(&self) -> usize {
        self.lembar.unwrap_or(1).max(1)
    }

    /// The rows of this part, and links to all parts; none where one is enough.
    pub(crate) fn cut<T>(&self, rows: Vec<T>, most: usize, alamat: &str) -> (Vec<T>, Vec<Tautan>) {
        let parts = rows.len().div_ceil(most);
        let shown = self.number().min(parts.max(1));
        let link = |number: usize| Tautan {
            nama: number.to_string(),
            alamat: format!("{alamat}?lembar={number}"),
            kini: number == shown,
        };
        let links = if parts > 1 { (1..=parts).map(link).collect() } else { Vec::new() };
        (rows.into_iter().skip((shown - 1) * most).take(most).collect(), links)
    }
}

/// The menu entry under which a table belongs.
fn menu_of(table: &str) -> (&'static str, &'static str) {
    match izin::change_of(table) {
        izin::Hak::UbahPegawai => ("kepegawaian", "Kepegawaian"),
        izin::Hak::UbahPerencanaan => ("perencanaan", "Perencanaan"),
        izin::Hak::UbahPerjanjian => ("perjanjian", "Perjanjian Kinerja"),
        izin::Hak::UbahPengukuran => ("pengukuran", "Pengukuran"),
        izin::Hak::UbahFasilitasi => ("fasilitasi", "Fasilitasi dan koordinasi"),
        izin::Hak::UbahDokumenDesa => ("dokumen-desa", "Dokumen Desa"),
        izin::Hak::UbahAnggaran => ("anggaran", "Anggaran"),
        izin::Hak::UbahInovasi => ("inovasi", "Inovasi dan layanan"),
        izin::Hak::UbahLaporan => ("laporan", "Laporan"),
        izin::Hak::UbahTindakLanjut | izin::Hak::NilaiLke | izin::Hak::Reviu => ("evaluasi", "Evaluasi"),
        _ => ("pengaturan", "Pengaturan"),
    }
}

/// The address of a table's page below its place.
pub(crate) fn path(table: &str) -> String {
    format!("data/{table}")
}

fn known(halaman: &HalamanKantor, name: &str) -> Result<&'static TableSchema, Galat> {
    let schema = table(name).ok_or(Galat::TidakAda)?;
    if halaman.may(izin::view_of(name)) { Ok(schema) } else { Err(Galat::Dilarang) }
}

fn show(
    h: &HalamanKantor,
    schema: &'static TableSchema,
    part: &Lembar,
    notes: &Catatan,
    peringatan: Vec<Problem>,
) -> Hasil {
    let register = &h.data.tahun.register;
    let rows = register.rows_of(schema.name).map(|(_, rows)| rows).unwrap_or_default();
    let alamat = h.tempat.alamat(&path(schema.name));
    let (rows, lembar) = part.cut(rows, ROWS, &alamat);
    let shown = lembar.iter().position(|link| link.kini).map_or(1, |at| at + 1);
    let may_table = h.may(izin::change_of(schema.name));
    let akun = h.konteks.akun()?;
    let may = |cells: &Cells| may_table && izin::own_row(akun, &h.tempat.kode, schema.name, cells, register);
    let mut kisi = Kisi::new(schema, &[], rows, register, may);
    if may_table && schema.name != "instansi" {
        kisi = kisi.with_new(&Cells::new());
    }
    let (menu, words) = menu_of(schema.name);
    halaman(&Halaman {
        r: h.rangka(nama_kolom(schema.name), menu).below(vec![Tautan::new(words, h.tempat.alamat(menu))]),
        lembar,
        xlsx: format!("{alamat}.xlsx"),
        alamat: format!("{alamat}?lembar={shown}"),
        kisi: kisi.with(notes),
        tahunan: schema.scope == Scope::Tahun,
        tahun: h.tempat.tahun(),
        boleh: may_table,
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// The whole table as a workbook.
async fn workbook(h: &HalamanKantor, schema: &'static TableSchema) -> Hasil {
    let rows = h.data.tahun.register.rows_of(schema.name).map(|(_, rows)| rows).unwrap_or_default();
    let bytes = latar(move || app::ekspor_tabel(schema, &rows)).await??;
    Ok(kirim(bytes, &format!("{}-{}-{}", schema.name, h.tempat.kode, h.tempat.tahun()), Format::Xlsx))
}

/// `GET .../data/{tabel}`: the page, or the table as a file where `.xlsx` stands behind its name.
pub(crate) async fn lihat(
    konteks: Konteks,
    Path((_, _, _, name)): Path<(String, String, String, String)>,
    Query(part): Query<Lembar>,
) -> Hasil {
    let h = konteks.kantor().await?;
    if let Some(name) = name.strip_suffix(".xlsx") {
        return workbook(&h, known(&h, name)?).await;
    }
    let schema = known(&h, &name)?;
    show(&h, schema, &part, &Catatan::default(), Vec::new())
}

/// `POST .../data/{tabel}`.
pub(crate) async fn simpan(
    konteks: Konteks,
    Path((_, _, _, name)): Path<(String, String, String, String)>,
    Query(part): Query<Lembar>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let schema = known(&h, &name)?;
    let kiriman = Kiriman::read(&body);
    let address = format!("{}?lembar={}", h.tempat.alamat(&path(schema.name)), part.number());
    terima_tampil(h, &kiriman, &address, |h, notes, warnings| show(h, schema, &part, notes, warnings)).await
}
