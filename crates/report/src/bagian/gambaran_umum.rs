//! The office: legal basis, profile, regions, structure as a list and as a drawing.

use document::{Block, Inline, List, ListStyle, Paragraph, ParagraphStyle, Picture, TreeDiagram, TreeNode};
use domain::calculation::View;
use domain::register::{JenisWilayah, KegunaanHukum, Unit};

use super::dasar_hukum;
use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let office = composer.nama_instansi();
    let bases = composer.view.dasar_hukum(KegunaanHukum::Kelembagaan);
    match bases.as_slice() {
        [] => composer
            .missing("dasar hukum kelembagaan belum diisi", "Isi tabel dasar_hukum dengan kegunaan kelembagaan."),
        [only] => composer
            .body(format!("Kedudukan dan susunan organisasi {office} diatur dengan {}.", dasar_hukum::cite(only))),
        many => {
            composer.lead(format!("Kedudukan dan susunan organisasi {office} diatur dengan:"));
            composer.list(ListStyle::Decimal, teks::listed(many.iter().map(|row| dasar_hukum::cite(row)).collect()));
        }
    }
    match composer.view.instansi().and_then(|instansi| instansi.gambaran_umum.as_ref()) {
        Some(text) => composer.prose("gambaran-umum-instansi", text),
        None => composer.missing("gambaran umum instansi belum ditulis", "Isi kolom gambaran_umum di tabel instansi."),
    }
    regions(composer);
    structure(composer);
}

/// How many desa and kelurahan there are, and their names.
fn regions(composer: &mut Composer<'_>) {
    let rows = &composer.view.register().desa;
    if rows.is_empty() {
        composer.missing("daftar desa dan kelurahan masih kosong", "Isi tabel desa.");
        return;
    }
    let parts = [(JenisWilayah::Desa, "desa"), (JenisWilayah::Kelurahan, "kelurahan")].map(|(jenis, word)| {
        let names: Vec<String> = rows.iter().filter(|row| row.jenis == jenis).map(|row| row.nama.to_string()).collect();
        (!names.is_empty()).then(|| format!("{} {word}, yaitu {}", teks::counted(names.len()), teks::enumerate(&names)))
    });
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    composer.body(format!("Wilayah {} terdiri atas {}.", composer.nama_instansi(), parts.join("; serta ")));
}

fn structure(composer: &mut Composer<'_>) {
    let top = composer.view.unit_below(None);
    if top.is_empty() {
        composer.missing("susunan organisasi belum diisi", "Isi tabel unit.");
        return;
    }
    let office = composer.nama_instansi();
    composer.lead(format!("Susunan organisasi {office} terdiri atas:"));
    // The head stands beside the units right below, as regulations list them.
    let units = match top.as_slice() {
        [head] => std::iter::once(*head).chain(composer.view.unit_below(Some(head))).collect(),
        _ => top.clone(),
    };
    let alone = (top.len() == 1).then(|| top.first().copied()).flatten();
    if let Some(list) = unit_list(&composer.view, &units, alone, 0) {
        composer.push(Block::List(list));
    }
    composer.lead(format!("Struktur organisasi itu digambarkan pada Gambar {}.", composer.next_number("Gambar")));
    let roots: Vec<TreeNode> = top.iter().map(|unit| node(&composer.view, unit)).collect();
    composer.figure(
        format!("Struktur organisasi {office}"),
        format!("Bagan struktur organisasi {office}: {}", described(&roots)),
        Picture::Tree(TreeDiagram { roots }),
    );
}

/// Units as a list, those below them nested; `head` is named without what is below it.
fn unit_list(view: &View<'_>, units: &[&Unit], head: Option<&Unit>, depth: usize) -> Option<List> {
    let style = match depth {
        0 => ListStyle::LowerAlpha,
        1 => ListStyle::Decimal,
        _ => ListStyle::DecimalParenthesis,
    };
    let last = units.len().saturating_sub(1);
    let items: Vec<Vec<Block>> = units
        .iter()
        .enumerate()
        .map(|(index, unit)| {
            let below =
                if head.is_some_and(|head| head.kode == unit.kode) { Vec::new() } else { view.unit_below(Some(unit)) };
            let inner = unit_list(view, &below, None, depth + 1);
            let end = match (&inner, index == last && depth == 0) {
                (Some(_), _) => ", yang terdiri atas:",
                (None, true) => ".",
                (None, false) => ";",
            };
            let mut blocks = vec![Block::Paragraph(Paragraph {
                style: ParagraphStyle::Plain,
                content: vec![Inline::text(format!("{}{end}", &*unit.nama))],
                keep_with_next: inner.is_some(),
            })];
            blocks.extend(inner.map(Block::List));
            blocks
        })
        .collect();
    (!items.is_empty()).then_some(List { style, start: 1, items })
}

/// A box of the drawing: the unit and the post of its head. Posts, never persons.
fn node(view: &View<'_>, unit: &Unit) -> TreeNode {
    let post = unit.sebutan_kepala.as_ref().filter(|post| **post != unit.nama);
    TreeNode {
        title: vec![unit.nama.to_string()],
        detail: post.map(|post| post.to_string()).into_iter().collect(),
        children: view.unit_below(Some(unit)).into_iter().map(|unit| node(view, unit)).collect(),
        ..TreeNode::default()
    }
}

/// The drawing in words: who is above whom.
pub(super) fn described(nodes: &[TreeNode]) -> String {
    let words = nodes.iter().map(|node| {
        let name = node.title.join(" ");
        if node.children.is_empty() { name } else { format!("{name} membawahkan ({})", described(&node.children)) }
    });
    words.collect::<Vec<_>>().join(", ")
}
