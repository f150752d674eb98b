//! The tree of performance (PermenPANRB 89/2021), drawn and as a table.

use document::{Align, Cell, Inline, Picture, Row, RowKind, TreeDiagram, TreeNode};
use domain::register::SimpulKinerja;
use domain::value::Kode;

use super::gambaran_umum::described;
use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let top = below(composer, None);
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
    let roots: Vec<TreeNode> = top.iter().map(|node| drawn(composer, node)).collect();
    composer.figure(
        format!("Pohon kinerja {office}"),
        format!("Bagan pohon kinerja {office}: {}", described(&roots)),
        Picture::Tree(TreeDiagram { roots }),
    );
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

fn below<'a>(composer: &Composer<'a>, parent: Option<&Kode>) -> Vec<&'a SimpulKinerja> {
    let nodes = composer.view.register().pohon_kinerja.iter();
    let mut nodes: Vec<_> = nodes.filter(|node| node.induk.as_ref() == parent).collect();
    nodes.sort_by_key(|node| node.urut);
    nodes
}

fn drawn(composer: &Composer<'_>, node: &SimpulKinerja) -> TreeNode {
    let mut detail = vec![teks::capitalized(node.tingkat.word())];
    detail.extend(measure(composer, node));
    detail.extend(owner(composer, node));
    TreeNode {
        title: vec![node.kondisi.to_string()],
        detail,
        dashed: node.pemilik_lintas.is_some(),
        children: below(composer, Some(&node.kode)).into_iter().map(|node| drawn(composer, node)).collect(),
    }
}

/// The indicator of the register, else the measure in words.
fn measure(composer: &Composer<'_>, node: &SimpulKinerja) -> Option<String> {
    let indicator = node.indikator.as_ref().and_then(|kode| composer.view.indikator_by_kode(kode));
    indicator
        .map(|indicator| indicator.uraian.to_string())
        .or_else(|| node.ukuran.as_ref().map(|measure| measure.to_string()))
}

/// Who owns a node: a unit of the office, or somebody else.
fn owner(composer: &Composer<'_>, node: &SimpulKinerja) -> Option<String> {
    let elsewhere = node.pemilik_lintas.as_ref().map(|owner| owner.to_string());
    elsewhere.or_else(|| node.pemilik.as_ref().and_then(|kode| composer.view.unit_name(kode)).map(str::to_string))
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
            or_dash(measure(composer, node)),
            or_dash(owner(composer, node)),
            if budget.is_empty() { or_dash(None) } else { Cell::inlines(budget) },
        ],
    });
    for child in below(composer, Some(&node.kode)) {
        listed(composer, child, depth.saturating_add(1), rows);
    }
}
