//! Figures of the field as the View computes them.

use axum::Json;
use axum::response::IntoResponse;
use domain::calculation::{HasilIndikator, View};
use domain::value::Rasio;
use serde_json::{Value, json};

use super::masalah::Jawaban;
use crate::konteks::Konteks;
use crate::tampilan::{capaian, realisasi, target};
use crate::tempat;

/// A fraction of 1 in percent with two decimals and a decimal point; `null` where there is none.
fn percent(ratio: Option<&Rasio>) -> Value {
    let text = ratio.and_then(|ratio| ratio.percent().rounded(2)).map(|number| number.to_string());
    text.map_or(Value::Null, Value::String)
}

fn one(view: &View<'_>, hasil: &HasilIndikator<'_>) -> Value {
    let indikator = hasil.indikator;
    json!({
        "kode": indikator.kode.as_str(),
        "uraian": &*indikator.uraian,
        "satuan": &*indikator.satuan,
        "rumus": hasil.formula.map(|formula| formula.id),
        "target": view.target_pembanding(hasil).map(|value| target(Some(value), &indikator.satuan)),
        "realisasi": realisasi(hasil),
        "tersedia": hasil.realisasi.nilai().is_some(),
        "capaian": capaian(view.capaian(hasil)),
        "capaian_persen": percent(view.capaian(hasil).as_ref().ok()),
    })
}

/// `GET /api/v1/kantor/{kode}/{tahun}/{periode}/indikator`: every indicator with its result, and the sums of the office.
pub(crate) async fn indikator(konteks: Konteks) -> Jawaban {
    let h = konteks.kantor().await?;
    let view = h.view();
    let hasil = view.hasil_indikator();
    let anggaran = view.anggaran();
    let rupiah = |amount: Option<domain::value::Rupiah>| amount.map(|amount| amount.decimal().to_string());
    let jumlah = anggaran.jumlah.as_ref();
    Ok(Json(json!({
        "periode": tempat::slug(h.tempat.periode),
        "versi": h.data.versi,
        "per_tanggal": view.per_tanggal.map(|date| domain::schema::Field::write(&date)),
        "dihitung": super::dihitung(&h.konteks.keadaan)?,
        "indikator": hasil.iter().map(|hasil| one(&view, hasil)).collect::<Vec<_>>(),
        "rata_rata_capaian_persen": percent(view.rata_rata_capaian(&hasil).as_ref()),
        "anggaran": {
            "pagu": rupiah(jumlah.and_then(|line| line.pagu)),
            "realisasi": rupiah(jumlah.and_then(|line| line.realisasi)),
            "serapan_persen": percent(view.serapan(&anggaran).as_ref()),
        },
    }))
    .into_response())
}
