//! The tree of performance: drawn as the report draws it, and below it every node to be filled in.

use std::collections::BTreeMap;

use app::Problem;
use askama::Template;
use axum::body::Bytes;
use domain::register::{SimpulKinerja, table};
use domain::schema::Field;
use domain::value::Kode;

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Baris, Catatan, Cells, Kiriman, Kisi, terima_tampil};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};

const MENU: &str = "perencanaan";
const HALAMAN: &str = "perencanaan/pohon";

#[derive(Template)]
#[template(path = "pohon.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    gambar: Option<String>,
    simpul: Kisi,
    target: Kisi,
    daftar: Vec<Simpul>,
    /// Depth of the last node, whose lists are still to be closed.
    sisa: usize,
    baru: Vec<Baris>,
    boleh: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

/// A node in the nested list.
struct Simpul {
    kode: String,
    kondisi: String,
    rinci: Vec<String>,
    baris: Baris,
    /// The target of a measure in words.
    target: Option<Baris>,
    /// True for the first node below the one before it.
    masuk: bool,
    /// Lists that end before this node.
    keluar: usize,
    /// True for the very first.
    pertama: bool,
    buka: bool,
}

/// Where a node stands on the page.
fn place(kode: &Kode) -> String {
    format!("simpul-{kode}")
}

fn show(h: &HalamanKantor, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let view = h.view();
    let register = &h.data.tahun.register;
    let boleh = h.may(Hak::UbahPerencanaan);
    let rows = |name: &str| register.rows_of(name).map(|(_, rows)| rows).unwrap_or_default();
    let schema = |name: &str| table(name).ok_or(Galat::Gagal);
    let may = |_: &Cells| boleh;
    let mut simpul = Kisi::new(schema("pohon_kinerja")?, &[], rows("pohon_kinerja"), register, may);
    if boleh {
        simpul = simpul.with_new(&Cells::new());
    }
    let simpul = simpul.with(notes);
    let nodes = view.simpul_berurut();
    let worded = nodes.iter().filter(|node| node.indikator.is_none());
    let keys: Vec<Cells> = worded.map(|node| [("simpul".to_string(), node.kode.write())].into()).collect();
    let target = Kisi::new(schema("target_simpul")?, &["target", "satuan"], rows("target_simpul"), register, may)
        .with_rows(keys, may)
        .with(notes);
    let daftar = nested(&nodes, &simpul, &target);
    let drawn = report::gambar_pohon(view, &|kode| format!("#{}", place(kode)));
    halaman(&Halaman {
        r: h.rangka("Pohon kinerja", MENU).below(vec![Tautan::new("Perencanaan", h.tempat.alamat(MENU))]),
        alamat: h.tempat.alamat(HALAMAN),
        gambar: drawn.map(|(picture, alt)| document::html::picture(&picture, "pohon", "Pohon kinerja", &alt)),
        sisa: depth_of(&nodes).last().copied().unwrap_or(0),
        baru: simpul.baris.iter().filter(|baris| baris.sebelum.is_empty()).cloned().collect(),
        simpul,
        target,
        daftar,
        boleh,
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// How deep each node stands, in the order of the tree.
fn depth_of(nodes: &[&SimpulKinerja]) -> Vec<usize> {
    let mut known: BTreeMap<&Kode, usize> = BTreeMap::new();
    nodes
        .iter()
        .map(|node| {
            let depth = node.induk.as_ref().and_then(|parent| known.get(parent)).map_or(0, |above| above + 1);
            known.insert(&node.kode, depth);
            depth
        })
        .collect()
}

fn nested(nodes: &[&SimpulKinerja], simpul: &Kisi, target: &Kisi) -> Vec<Simpul> {
    let depths = depth_of(nodes);
    let before = std::iter::once(0).chain(depths.iter().copied());
    let one = |((node, depth), (index, before)): ((&&SimpulKinerja, &usize), (usize, usize))| {
        let baris = simpul.baris(&[node.kode.as_str()])?.clone();
        let target = target.baris(&[node.kode.as_str()]).filter(|_| node.indikator.is_none()).cloned();
        let wrong = |baris: &Baris| !baris.galat.is_empty() || baris.sel.iter().any(|sel| !sel.galat.is_empty());
        let text = |column: &str| baris.sel(column).map(|sel| sel.isi.clone()).filter(|text| !text.is_empty());
        let measure = text("indikator").or_else(|| text("ukuran"));
        let goal = target.as_ref().and_then(|row| {
            let cell = |name: &str| row.sel(name).map(|sel| sel.isi.as_str()).filter(|text| !text.is_empty());
            Some(format!("target {} {}", cell("target")?, cell("satuan").unwrap_or_default()))
        });
        let owner = text("pemilik_lintas").or_else(|| text("pemilik"));
        Some(Simpul {
            kode: node.kode.to_string(),
            kondisi: node.kondisi.to_string(),
            rinci: [Some(node.tingkat.to_string()), measure, goal, owner].into_iter().flatten().collect(),
            buka: wrong(&baris) || target.as_ref().is_some_and(wrong),
            baris,
            target,
            masuk: index > 0 && *depth > before,
            keluar: before.saturating_sub(*depth),
            pertama: index == 0,
        })
    };
    nodes.iter().zip(&depths).zip(before.enumerate()).filter_map(one).collect()
}

/// `GET .../perencanaan/pohon`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &Catatan::default(), Vec::new())
}

/// `POST .../perencanaan/pohon`.
pub(crate) async fn simpan(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let kiriman = Kiriman::read(&body);
    let address = h.tempat.alamat(HALAMAN);
    terima_tampil(h, &kiriman, &address, show).await
}
