//! The tree of performance (PermenPANRB 89/2021), drawn and as a table.

use document::{Align, Cell, Inline, Picture, Row, RowKind, TreeDiagram, TreeNode};
use domain::calculation::View;
use domain::register::SimpulKinerja;
use domain::value::Kode;

use super::gambaran_umum::described;
use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let top = below(composer.view, None);
    if top.is_empty() {
        return;
    }
    let office = composer.nama_instansi();
    let count = composer.view.register().pohon_kinerja.len();
    let elsewhere = composer.view.register().pohon_kinerja.iter().filter(|node| node.pemilik_lintas.is_some()).count();
    let mut text = format!(
        "Pohon kinerja {office} memuat {} simpul seperti tampak pada Gambar {}",
        teks::counted(count),
        composer.next_number("Gambar")
    );
    if elsewhere > 0 {
        text.push_str(&format!("; {} di antaranya, bergaris putus-putus, milik pihak lain", teks::counted(elsewhere)));
    }
    composer.body(format!("{text}. Rinciannya pada Tabel {}.", composer.next_number("Tabel")));
    if let Some((picture, alt)) = gambar_pohon(composer.view, &|_| String::new()) {
        composer.figure(format!("Pohon kinerja {office}"), alt, picture);
    }
    let mut rows = Vec::new();
    for node in top {
        listed(composer, node, 0, &mut rows);
    }
    composer.turn();
    composer.table(
        format!("Simpul pohon kinerja {office}"),
        &[
            (10, Align::Left, "Kode"),
            (27, Align::Left, "Kondisi yang ingin dicapai"),
            (25, Align::Left, "Faktor kunci"),
            (27, Align::Left, "Indikator"),
            (23, Align::Left, "Pemilik"),
            (17, Align::Left, "Sub kegiatan"),
        ],
        rows,
    );
}

/// The tree as the report draws it, with the same in words; `link` says where the box of a node leads, nowhere where it
/// gives nothing. `None` for an office without a tree.
pub fn gambar_pohon(view: View<'_>, link: &dyn Fn(&Kode) -> String) -> Option<(Picture, String)> {
    let roots: Vec<TreeNode> = below(view, None).into_iter().map(|node| drawn(view, node, link)).collect();
    if roots.is_empty() {
        return None;
    }
    let office = view.instansi().map_or("", |instansi| &instansi.nama);
    let alt = format!("Bagan pohon kinerja {office}: {}", described(&roots));
    Some((Picture::Tree(TreeDiagram { roots }), alt))
}

fn below<'a>(view: View<'a>, parent: Option<&Kode>) -> Vec<&'a SimpulKinerja> {
    let nodes = view.register().pohon_kinerja.iter();
    let mut nodes: Vec<_> = nodes.filter(|node| node.induk.as_ref() == parent).collect();
    nodes.sort_by_key(|node| node.urut);
    nodes
}

fn drawn(view: View<'_>, node: &SimpulKinerja, link: &dyn Fn(&Kode) -> String) -> TreeNode {
    let mut detail = vec![teks::capitalized(node.tingkat.word())];
    detail.extend(measure(view, node));
    detail.extend(owner(view, node));
    TreeNode {
        title: vec![node.kondisi.to_string()],
        detail,
        dashed: node.pemilik_lintas.is_some(),
        link: link(&node.kode),
        children: below(view, Some(&node.kode)).into_iter().map(|node| drawn(view, node, link)).collect(),
    }
}

/// The indicator of the register, else the measure in words.
fn measure(view: View<'_>, node: &SimpulKinerja) -> Option<String> {
    let indicator = node.indikator.as_ref().and_then(|kode| view.indikator_by_kode(kode));
    indicator
        .map(|indicator| indicator.uraian.to_string())
        .or_else(|| node.ukuran.as_ref().map(|measure| measure.to_string()))
}

/// Who owns a node: a unit of the office, or somebody else.
fn owner(view: View<'_>, node: &SimpulKinerja) -> Option<String> {
    let elsewhere = node.pemilik_lintas.as_ref().map(|owner| owner.to_string());
    elsewhere.or_else(|| node.pemilik.as_ref().and_then(|kode| view.unit_name(kode)).map(str::to_string))
}

fn listed(composer: &Composer<'_>, node: &SimpulKinerja, depth: u8, rows: &mut Vec<Row>) {
    let mut budget = Vec::new();
    for kode in &node.sub_kegiatan {
        if !budget.is_empty() {
            budget.push(Inline::LineBreak);
        }
        budget.push(Inline::text(kode.as_str()));
    }
    let or_dash = |text: Option<String>| Cell::text(text.unwrap_or_else(|| "-".to_string()));
    rows.push(Row {
        kind: if depth == 0 { RowKind::Group } else { RowKind::Body },
        cells: vec![
            Cell::text(node.kode.to_string()),
            Cell::text(&*node.kondisi).indented(depth),
            or_dash(node.faktor_kunci.as_ref().map(|factor| factor.to_string())),
            or_dash(measure(composer.view, node)),
            or_dash(owner(composer.view, node)),
            if budget.is_empty() { or_dash(None) } else { Cell::inlines(budget) },
        ],
    });
    for child in below(composer.view, Some(&node.kode)) {
        listed(composer, child, depth.saturating_add(1), rows);
    }
}
