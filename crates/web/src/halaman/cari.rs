//! Search over the register of an office: pages, indicators, lines of the budget, words of the field, the manual,
//! and rows by their code or words.

use askama::Template;
use axum::extract::Query;
use axum::http::HeaderMap;
use domain::register::Register;
use domain::schema::{Kind, TableSchema};
use serde::Deserialize;

use crate::galat::{Hasil, halaman};
use crate::halaman::{data, istilah};
use crate::izin::view_of;
use crate::konteks::{HalamanKantor, Konteks, MENU};
use crate::panduan;
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::nama_kolom;

/// More would not be read.
const LIMIT: usize = 30;

/// What is looked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Pertanyaan {
    #[serde(default)]
    teks: String,
}

#[derive(Template)]
#[template(path = "cari_halaman.html")]
struct Halaman {
    r: Rangka,
    teks: String,
    hasil: Vec<(Tautan, String)>,
}

#[derive(Template)]
#[template(path = "cari.html")]
struct Bagian {
    hasil: Vec<(Tautan, String)>,
}

/// `GET .../cari`: as a page, or as the part that the dialog shows.
pub(crate) async fn lihat(konteks: Konteks, headers: HeaderMap, Query(asked): Query<Pertanyaan>) -> Hasil {
    let h = konteks.kantor().await?;
    let hasil = find(&h, asked.teks.trim());
    if headers.contains_key("x-bagian") {
        halaman(&Bagian { hasil })
    } else {
        halaman(&Halaman { r: h.rangka("Cari", ""), teks: asked.teks, hasil })
    }
}

fn find(h: &HalamanKantor, teks: &str) -> Vec<(Tautan, String)> {
    let words: Vec<String> = teks.to_lowercase().split_whitespace().map(ToString::to_string).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let fits = |text: &str| {
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let pages = MENU.iter().filter(|(_, name, hak)| h.may(*hak) && fits(name));
    let mut found: Vec<(Tautan, String)> =
        pages.map(|(path, name, _)| (Tautan::new(*name, h.tempat.alamat(path)), "halaman".to_string())).collect();
    let manual = |page: &panduan::Halaman| {
        let path = if page.nama.is_empty() { "panduan".to_string() } else { format!("panduan/{}", page.nama) };
        (Tautan::new(page.judul.as_str(), h.tempat.alamat(&path)), "panduan".to_string())
    };
    let (titled, others): (Vec<_>, Vec<_>) = panduan::halaman().iter().partition(|page| fits(&page.judul));
    found.extend(titled.into_iter().map(manual));
    let view = h.view();
    for indikator in
        view.indikator().into_iter().filter(|indikator| fits(&format!("{} {}", indikator.kode, indikator.uraian)))
    {
        let address = h.tempat.alamat(&format!("angka/indikator/{}", indikator.kode));
        found.push((Tautan::new(format!("{} {}", indikator.kode, indikator.uraian), address), "indikator".to_string()));
    }
    for line in view.anggaran().baris.iter().filter(|line| fits(&format!("{} {}", line.kode, line.nama))) {
        let address = h.tempat.alamat(&format!("angka/anggaran/{}", line.kode));
        found.push((Tautan::new(format!("{} {}", line.kode, line.nama), address), "anggaran".to_string()));
    }
    for term in app::istilah().iter().filter(|term| fits(&term.nama)) {
        let address = format!("{}#{}", h.tempat.alamat("istilah"), istilah::tanda(&term.nama));
        found.push((Tautan::new(&term.nama, address), term.arti.clone()));
    }
    found.extend(others.into_iter().filter(|page| fits(&page.kata)).map(manual));
    found.truncate(LIMIT);
    for table in Register::TABLES.iter().filter(|table| h.may(view_of(table.name))) {
        let address = h.tempat.alamat(&data::path(table.name));
        if fits(&nama_kolom(table.name)) {
            found.push((Tautan::new(nama_kolom(table.name), &address), "tabel".to_string()));
        }
        for row in h.data.tahun.register.rows_of(table.name).map(|(_, rows)| rows).unwrap_or_default() {
            let text = words_of(table, &row);
            if fits(&text) {
                let short: String = text.chars().take(110).collect();
                found.push((Tautan::new(short, &address), nama_kolom(table.name)));
            }
            if found.len() >= LIMIT {
                return found;
            }
        }
    }
    found
}

/// Code and words of a row, without numbers and dates.
fn words_of(table: &TableSchema, row: &[String]) -> String {
    let told = |kind: Kind| matches!(kind, Kind::Text | Kind::Prose | Kind::Code);
    let cells = table.columns.iter().zip(row).filter(|(column, text)| told(column.kind) && !text.is_empty());
    cells.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" · ")
}
