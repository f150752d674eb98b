//! The result of an indicator.

use domain::calculation::{AsalTarget, HasilIndikator, View};
use domain::register::{Indikator, PeranKomponen, SumberKomponen};
use domain::schema::Field;
use domain::value::{Kode, Triwulan};

use super::{Asal, Entri, Tabel, entries};
use crate::galat::Galat;
use crate::halaman::pengukuran::baris::{origin, proves};
use crate::konteks::HalamanKantor;
use crate::rangka::Tautan;
use crate::tampilan::{self, capaian, target};

pub(super) async fn asal(h: &HalamanKantor, view: &View<'_>, kunci: &str) -> Result<Asal, Galat> {
    let kode = Kode::read(kunci).map_err(|_| Galat::TidakAda)?;
    let indikator = view.indikator_by_kode(&kode).ok_or(Galat::TidakAda)?;
    let hasil = view.hasil(indikator);
    let satuan = &indikator.satuan;
    let quarters: Vec<Triwulan> =
        Triwulan::ALL.into_iter().filter(|quarter| *quarter <= view.periode.triwulan()).collect();
    let from = match hasil.target {
        Some((_, AsalTarget::Perjanjian(0))) => "Perjanjian Kinerja".to_string(),
        Some((_, AsalTarget::Perjanjian(versi))) => format!("Perjanjian Kinerja Perubahan (versi {versi})"),
        Some((_, AsalTarget::Renstra)) => "Renstra".to_string(),
        None => tampilan::KOSONG.to_string(),
    };
    let mut fakta = vec![
        ("Target setahun", target(hasil.target.map(|(target, _)| target), satuan)),
        ("Target diambil dari", from),
        ("Target s.d. triwulan", target(hasil.target_triwulan, satuan)),
        ("Capaian terhadap target setahun", capaian(&hasil.capaian)),
    ];
    if hasil.target_triwulan.is_some() {
        fakta.push(("Capaian terhadap target triwulan", capaian(&hasil.capaian_triwulan)));
    }
    fakta.push(("Cara menggabungkan triwulan", indikator.akumulasi.to_string()));
    fakta.extend(indikator.sumber_data.as_ref().map(|source| ("Sumber data", source.to_string())));
    Ok(Asal {
        judul: format!("{kode} {}", &*indikator.uraian),
        menu: ("pengukuran", "Pengukuran"),
        nilai: tampilan::realisasi(&hasil),
        fakta,
        rumus: report::rumus_hitungan(&hasil).map(|equation| document::html::math(&equation)),
        kalimat: words(&hasil),
        tabel: tables(h, view, indikator, &quarters),
        entri: measured(h, view, indikator, &quarters).await?,
        bukti: evidence(h, indikator, &quarters),
        tautan: vec![Tautan::new("Halaman indikator ini", h.tempat.alamat(&format!("pengukuran/{kode}")))],
    })
}

fn words(hasil: &HasilIndikator<'_>) -> Vec<String> {
    let formula = hasil.formula.map(|formula| {
        format!("Rumus capaian {}: {}. Dasar: {}.", formula.nama, formula.rumus.trim_end_matches('.'), formula.dasar)
    });
    formula.into_iter().collect()
}

fn tables(h: &HalamanKantor, view: &View<'_>, indikator: &Indikator, quarters: &[Triwulan]) -> Vec<Tabel> {
    let parts = view.komponen(indikator);
    if parts.is_empty() {
        return Vec::new();
    }
    const HEADS: [&str; 4] = ["TW I", "TW II", "TW III", "TW IV"];
    let mut kepala = vec!["Komponen", "Peran"];
    kepala.extend(HEADS.iter().take(quarters.len()));
    kepala.push("Dari");
    let baris = parts.into_iter().map(|part| {
        let mut cells = vec![match part.peran {
            PeranKomponen::Pembilang => "pembilang".to_string(),
            PeranKomponen::Penyebut => "penyebut".to_string(),
        }];
        cells.extend(quarters.iter().map(|quarter| {
            let value = view.nilai_komponen(indikator, part, *quarter);
            value.map_or_else(|| tampilan::KOSONG.to_string(), |value| value.show_short(2))
        }));
        cells.push(part.sumber.to_string());
        (Tautan::new(part.uraian.to_string(), origin(h, part).alamat), cells)
    });
    vec![Tabel { judul: "Komponen".to_string(), kepala, baris: baris.collect() }]
}

/// The acts that entered the result or its components in these quarters.
pub(crate) async fn measured(
    h: &HalamanKantor,
    view: &View<'_>,
    indikator: &Indikator,
    quarters: &[Triwulan],
) -> Result<Vec<Entri>, Galat> {
    let kode = indikator.kode.write();
    let results =
        quarters.iter().map(|quarter| (vec![kode.clone(), quarter.write()], format!("Realisasi TW {quarter}")));
    let mut all = entries(h, "pengukuran", "realisasi", results.collect()).await?;
    let typed = view.komponen(indikator).into_iter().filter(|part| part.sumber == SumberKomponen::Isian);
    let cells: Vec<_> = typed
        .flat_map(|part| {
            let key = |quarter: &Triwulan| vec![indikator.kode.write(), part.kode.write(), quarter.write()];
            quarters.iter().map(move |quarter| (key(quarter), format!("{} TW {quarter}", &*part.uraian)))
        })
        .collect();
    if !cells.is_empty() {
        all.extend(entries(h, "nilai_komponen", "nilai", cells).await?);
    }
    all.sort_by_key(|entry| std::cmp::Reverse(entry.nomor));
    Ok(all)
}

/// The files of an indicator in these quarters: what each is, and its date.
pub(crate) fn evidence(h: &HalamanKantor, indikator: &Indikator, quarters: &[Triwulan]) -> Vec<(Tautan, String)> {
    let code = indikator.kode.as_str();
    let own = h
        .data
        .tahun
        .register
        .bukti
        .iter()
        .filter(|bukti| quarters.iter().any(|quarter| proves(bukti, code, &quarter.number().to_string())));
    own.map(|bukti| {
        let address = h.tempat.alamat(&format!("bukti/{}", bukti.kode));
        (Tautan::new(bukti.uraian.to_string(), address), tampilan::tanggal(bukti.tanggal))
    })
    .collect()
}
