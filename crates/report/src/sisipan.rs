//! Insertions: `{{capaian IKU-1}}` in typed text becomes the register's figure. One syntax everywhere.
//!
//! | insertion | what it becomes |
//! |---|---|
//! | `{{target KODE}}`, `{{realisasi KODE}}`, `{{capaian KODE}}`, `{{kategori KODE}}` | figures of an indicator |
//! | `{{indikator KODE}}` | name of an indicator |
//! | `{{rata-rata capaian}}` | mean of the capaian of the indicators of sasaran |
//! | `{{pagu}}`, `{{realisasi anggaran}}`, `{{sisa anggaran}}`, `{{serapan}}` | totals of the budget |
//! | `{{pagu KODE}}`, `{{realisasi anggaran KODE}}`, `{{serapan KODE}}` | the same of a budget code |
//! | `{{jumlah pegawai}}`, `{{jumlah desa}}`, `{{jumlah kelurahan}}`, `{{jumlah butir}}` | counts |
//! | `{{periode}}`, `{{tahun}}`, `{{triwulan}}`, `{{instansi}}`, `{{kabupaten}}`, `{{tanggal}}` | words of the report |

use document::{Inline, InsertedFigure};
use domain::register::JenisWilayah;
use domain::schema::Field;
use domain::value::{Kode, KodeNomenklatur};

use crate::composer::Composer;
use crate::teks;

/// The names of insertions without a code, for the manual and for messages.
pub(crate) const WITHOUT_CODE: &[&str] = &[
    "rata-rata capaian",
    "pagu",
    "realisasi anggaran",
    "sisa anggaran",
    "serapan",
    "jumlah pegawai",
    "jumlah desa",
    "jumlah kelurahan",
    "jumlah butir",
    "periode",
    "tahun",
    "triwulan",
    "instansi",
    "kabupaten",
    "tanggal",
];

/// The names of insertions with a code behind them.
pub(crate) const WITH_CODE: &[&str] =
    &["target", "realisasi", "capaian", "kategori", "indikator", "pagu", "realisasi anggaran", "serapan"];

/// Typed text with its insertions as inlines. What cannot be inserted is marked and listed.
pub(crate) fn expand(text: &str, composer: &mut Composer<'_>) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else { break };
        if !before.is_empty() {
            inlines.push(Inline::text(before));
        }
        let id = name.split_whitespace().collect::<Vec<_>>().join(" ");
        inlines.push(match value(&id, composer) {
            Ok(text) => Inline::Figure(InsertedFigure { id, text }),
            Err(why) => composer.missing_inline(
                format!("{{{{{id}}}}}: {why}"),
                "Lengkapi register, atau perbaiki sisipan pada naskah.",
            ),
        });
        rest = after;
    }
    if !rest.is_empty() {
        inlines.push(Inline::text(rest));
    }
    inlines
}

/// Text of the report's own data (headings of an outline) with insertions as plain text.
pub(crate) fn plain(text: &str, composer: &mut Composer<'_>) -> String {
    let words = expand(text, composer).into_iter().map(|inline| match inline {
        Inline::Figure(figure) => figure.text,
        Inline::Run(run) => run.text,
        Inline::Missing(text) => text,
        Inline::Footnote(_) | Inline::LineBreak => String::new(),
    });
    words.collect()
}

/// The figure that an insertion stands for; the error says why there is none.
pub(crate) fn value(id: &str, composer: &Composer<'_>) -> Result<String, String> {
    if let Some(text) = without_code(id, composer) {
        return text;
    }
    let (name, code) = id.rsplit_once(' ').ok_or_else(|| unknown(id))?;
    if !WITH_CODE.contains(&name) {
        return Err(unknown(id));
    }
    match name {
        "pagu" | "realisasi anggaran" | "serapan" => {
            let kode = KodeNomenklatur::read(code).map_err(|_| format!("\"{code}\" bukan kode anggaran"))?;
            let baris = composer.anggaran.baris(&kode).ok_or_else(|| format!("kode {code} tidak ada di anggaran"))?;
            match name {
                "pagu" => baris.pagu.map(teks::rupiah),
                "serapan" => baris.serapan().as_ref().map(teks::percent),
                _ => baris.realisasi.map(teks::rupiah),
            }
            .ok_or_else(|| "angkanya belum diisi".to_string())
        }
        _ => indicator(name, code, composer),
    }
}

fn indicator(name: &str, code: &str, composer: &Composer<'_>) -> Result<String, String> {
    let kode = Kode::read(code).map_err(|_| format!("\"{code}\" bukan kode indikator"))?;
    let hasil = composer
        .hasil
        .iter()
        .find(|hasil| hasil.indikator.kode == kode)
        .ok_or_else(|| format!("indikator {code} tidak ada pada tahun ini"))?;
    match name {
        "target" => composer
            .view
            .target_pembanding(hasil)
            .map(|target| target.show(&hasil.indikator.satuan))
            .ok_or_else(|| "target belum diisi".to_string()),
        "realisasi" => teks::realisasi(hasil),
        "capaian" => composer.view.capaian(hasil).as_ref().map(teks::percent).map_err(Clone::clone),
        "kategori" => {
            let capaian = composer.view.capaian(hasil).as_ref().map_err(Clone::clone)?;
            composer
                .view
                .kategori(capaian)
                .map(str::to_string)
                .ok_or_else(|| "skala kategori tidak dikenal".to_string())
        }
        _ => Ok(hasil.indikator.uraian.to_string()),
    }
}

fn without_code(id: &str, composer: &Composer<'_>) -> Option<Result<String, String>> {
    let view = &composer.view;
    let total = composer.anggaran.jumlah.as_ref();
    let amount = |amount: Option<domain::value::Rupiah>| {
        amount.map(teks::rupiah).ok_or_else(|| "angka anggaran belum diisi".to_string())
    };
    let office = |field: fn(&domain::register::Instansi) -> String| {
        view.instansi().map(field).ok_or_else(|| "profil instansi belum diisi".to_string())
    };
    let regions = |jenis| Ok(view.register().desa.iter().filter(|desa| desa.jenis == jenis).count().to_string());
    Some(match id {
        "rata-rata capaian" => view
            .rata_rata_capaian(&composer.hasil)
            .as_ref()
            .map(teks::percent)
            .ok_or_else(|| "belum ada capaian yang dapat dihitung".to_string()),
        "pagu" => amount(total.and_then(|total| total.pagu)),
        "realisasi anggaran" => amount(total.and_then(|total| total.realisasi)),
        "sisa anggaran" => amount(total.and_then(|total| total.sisa())),
        "serapan" => view
            .serapan(&composer.anggaran)
            .as_ref()
            .map(teks::percent)
            .ok_or_else(|| "serapan belum dapat dihitung".to_string()),
        "jumlah pegawai" => Ok(composer.kepegawaian.pegawai.len().to_string()),
        "jumlah desa" => regions(JenisWilayah::Desa),
        "jumlah kelurahan" => regions(JenisWilayah::Kelurahan),
        "jumlah butir" => Ok(view.register().fasilitasi.len().to_string()),
        "periode" => Ok(view.periode.to_string()),
        "tahun" => Ok(view.periode.tahun().to_string()),
        "triwulan" => Ok(view.periode.triwulan().to_string()),
        "instansi" => office(|instansi| instansi.nama.to_string()),
        "kabupaten" => office(|instansi| instansi.kabupaten.to_string()),
        "tanggal" => view
            .laporan()
            .and_then(|laporan| laporan.tanggal)
            .map(|date| date.to_string())
            .ok_or_else(|| "tanggal laporan belum diisi".to_string()),
        _ => return None,
    })
}

fn unknown(id: &str) -> String {
    let mut names: Vec<String> = WITHOUT_CODE.iter().map(|name| name.to_string()).collect();
    names.extend(WITH_CODE.iter().map(|name| format!("{name} KODE")));
    format!("sisipan \"{id}\" tidak dikenal; yang dikenal: {}", names.join(", "))
}
