//! Counts: items of fasilitasi, villages on time.

use domain::calculation::View;
use domain::schema::Field;
use domain::value::Kode;

use super::{Asal, Tabel};
use crate::galat::Galat;
use crate::konteks::HalamanKantor;
use crate::rangka::Tautan;
use crate::tampilan;

/// The items of one kind, or all of them where the key is `semua`.
pub(super) fn fasilitasi(h: &HalamanKantor, view: &View<'_>, kunci: &str) -> Result<Asal, Galat> {
    let all = view.fasilitasi();
    let kinds: Vec<_> = all.iter().filter(|rekap| kunci == "semua" || rekap.jenis.kode == *kunci).collect();
    if kinds.is_empty() {
        return Err(Galat::TidakAda);
    }
    let total = |count: fn(&&domain::calculation::RekapFasilitasi<'_>) -> usize| kinds.iter().map(count).sum::<usize>();
    let (done, followed, items) = (total(|k| k.terlaksana), total(|k| k.ditindaklanjuti), total(|k| k.butir.len()));
    let state = |happened: bool, date| match (happened, date) {
        (true, Some(date)) => tampilan::tanggal(Some(date)),
        (true, None) => "ya, tanpa tanggal".to_string(),
        (false, _) => "–".to_string(),
    };
    let rows = kinds.iter().flat_map(|kind| kind.butir.iter()).map(|item| {
        let done = state(view.terlaksana(item), item.tanggal_terlaksana);
        let followed = state(view.ditindaklanjuti(item), item.tanggal_ditindaklanjuti);
        (Tautan::new(format!("{} {}", item.kode, &*item.uraian), ""), vec![done, followed])
    });
    let name = match kinds.as_slice() {
        [only] if kunci != "semua" => only.jenis.nama.to_string(),
        _ => "fasilitasi, koordinasi, dan rekomendasi".to_string(),
    };
    Ok(Asal {
        judul: format!("Jumlah {name}"),
        menu: ("fasilitasi", "Fasilitasi dan koordinasi"),
        nilai: format!("{done} dari {items} terlaksana"),
        fakta: vec![
            ("Direncanakan", items.to_string()),
            ("Terlaksana", done.to_string()),
            ("Ditindaklanjuti", followed.to_string()),
            ("Belum terlaksana", items.saturating_sub(done).to_string()),
        ],
        kalimat: vec!["Butir dihitung bila ditandai ya dan tanggalnya tidak sesudah tanggal yang dipakai.".to_string()],
        tabel: vec![Tabel {
            judul: "Butir".to_string(),
            kepala: vec!["Butir", "Terlaksana", "Ditindaklanjuti"],
            baris: rows.collect(),
        }],
        tautan: vec![Tautan::new("Daftar fasilitasi dan koordinasi", h.tempat.alamat("fasilitasi"))],
        ..Asal::default()
    })
}

/// The villages with their document of a kind.
pub(super) fn dokumen(h: &HalamanKantor, view: &View<'_>, kunci: &str) -> Result<Asal, Galat> {
    let kode = Kode::read(kunci).map_err(|_| Galat::TidakAda)?;
    let window = view.jenis_dokumen(&kode).ok_or(Galat::TidakAda)?;
    let rows = view.dokumen_desa(&kode);
    let timely = rows.iter().filter(|row| row.tepat_waktu).count();
    let date = view.parameter("dokumen_desa.tanggal_dihitung");
    let opens = window.buka.map_or_else(String::new, |date| format!("mulai {date} "));
    let until = window.tenggat.map_or_else(|| "belum ditentukan".to_string(), |date| format!("paling lambat {date}"));
    let early =
        if view.parameter("dokumen_desa.lebih_awal_tepat_waktu") == "ya" { "dihitung" } else { "tidak dihitung" };
    let total = rows.len();
    let page = |desa: &str| h.tempat.alamat(&format!("dokumen-desa/{desa}"));
    let rows = rows.into_iter().map(|row| {
        let address = page(row.desa.kode.as_str());
        let when = row.tanggal.map_or_else(|| "–".to_string(), |date| date.to_string());
        (Tautan::new(row.desa.nama.to_string(), address), vec![when, row.status.to_string()])
    });
    Ok(Asal {
        judul: format!("{} {} tepat waktu", window.nama, window.tahun_isi),
        menu: ("dokumen-desa", "Dokumen Desa"),
        nilai: format!("{timely} dari {total} desa"),
        fakta: vec![("Tenggat", format!("{opens}{until}")), ("Sumber", window.sumber.clone())],
        kalimat: vec![format!(
            "Yang dibandingkan dengan tenggat ialah tanggal {date}; dokumen yang lebih awal {early} tepat waktu."
        )],
        tabel: vec![Tabel {
            judul: "Desa".to_string(),
            kepala: vec!["Desa", "Tanggal", "Keadaan"],
            baris: rows.collect(),
        }],
        tautan: vec![Tautan::new("Matriks dokumen desa", h.tempat.alamat("dokumen-desa"))],
        ..Asal::default()
    })
}
