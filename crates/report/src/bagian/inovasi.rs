//! Innovations: profile by profile, part by part; a part that is absent leaves no heading.

use document::ListStyle;
use domain::register::{BagianInovasi, Inovasi, UraianInovasi};

use crate::composer::Composer;
use crate::urutan::letter;

pub(super) fn compose(composer: &mut Composer<'_>) {
    let mut rows: Vec<&Inovasi> = composer
        .view
        .register()
        .inovasi
        .iter()
        .filter(|row| row.sejak.is_none_or(|since| composer.view.reached(since)))
        .collect();
    rows.sort_by_key(|row| row.urut);
    for (index, row) in rows.into_iter().enumerate() {
        let name = match &row.singkatan {
            Some(short) => format!("{} ({})", &*row.nama, &**short),
            None => row.nama.to_string(),
        };
        composer.heading(1, Some(format!("{}.", index + 1)), name);
        match (row.sejak, row.sampai) {
            (Some(since), Some(until)) => composer.body(format!("Inovasi dilaksanakan {since} sampai dengan {until}.")),
            (Some(since), None) => composer.body(format!("Inovasi dilaksanakan sejak {since}.")),
            _ => {}
        }
        parts(composer, row);
    }
}

const PARTS: &[(BagianInovasi, &str)] = &[
    (BagianInovasi::LatarBelakang, "Latar belakang"),
    (BagianInovasi::Tujuan, "Tujuan"),
    (BagianInovasi::Manfaat, "Manfaat"),
    (BagianInovasi::DampakSebelum, "Sebelum inovasi"),
    (BagianInovasi::DampakSesudah, "Sesudah inovasi"),
    (BagianInovasi::Kendala, "Kendala pelaksanaan"),
    (BagianInovasi::Keterkaitan, "Keterkaitan dengan pohon kinerja"),
];

fn parts(composer: &mut Composer<'_>, inovasi: &Inovasi) {
    let mut number = 0;
    for (bagian, title) in PARTS {
        let mut rows: Vec<&UraianInovasi> = composer
            .view
            .register()
            .uraian_inovasi
            .iter()
            .filter(|row| row.inovasi == inovasi.kode && row.bagian == *bagian)
            .collect();
        rows.sort_by_key(|row| row.urut);
        let nodes = linked_nodes(composer, inovasi);
        if rows.is_empty() && (*bagian != BagianInovasi::Keterkaitan || nodes.is_empty()) {
            continue;
        }
        number += 1;
        composer.heading(2, Some(format!("{}.", letter(number))), *title);
        let prose = matches!(bagian, BagianInovasi::LatarBelakang | BagianInovasi::Tujuan | BagianInovasi::Keterkaitan);
        let mut groups: Vec<Option<&str>> = Vec::new();
        for row in &rows {
            let group = row.kelompok.as_deref();
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        for group in groups {
            if let Some(group) = group {
                composer.lead(format!("Bagi {group}:"));
            }
            let rows = rows.iter().filter(|row| row.kelompok.as_deref() == group);
            if prose {
                for row in rows {
                    composer.prose(
                        &format!("inovasi-{}-{}-{}", inovasi.kode, bagian.word().replace(' ', "-"), row.urut),
                        &row.uraian,
                    );
                }
            } else {
                composer.list(ListStyle::Decimal, rows.map(|row| row.uraian.to_string()));
            }
        }
        if *bagian == BagianInovasi::Keterkaitan && !nodes.is_empty() {
            composer.lead("Simpul pohon kinerja yang didukung:");
            composer.list(ListStyle::Bullet, nodes);
        }
    }
}

fn linked_nodes(composer: &Composer<'_>, inovasi: &Inovasi) -> Vec<String> {
    let nodes = &composer.view.register().pohon_kinerja;
    inovasi
        .simpul
        .iter()
        .filter_map(|kode| nodes.iter().find(|node| node.kode == *kode))
        .map(|node| node.kondisi.to_string())
        .collect()
}
