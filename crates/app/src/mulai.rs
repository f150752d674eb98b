//! A first start: a half-filled workbook or office from a region code, and the next year from the last one.

use domain::problem::{Problem, Rejection};
use domain::reference::{wilayah, wilayah_di};
use domain::register::{Desa, Instansi, JenisFasilitasi, JenisWilayah, Laporan, Register};
use domain::schema::Field;
use domain::value::{Kode, KodeWilayah, Periode, Teks, Triwulan};
use exchange::workbook;
use store::Store;

use crate::impor::checked;
use crate::{AppError, Pelaku};

/// What a region is called, where the list of regions that ships does not have it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamaWilayah {
    /// "Pronojiwo".
    pub kecamatan: String,
    /// "Kabupaten Lumajang", "Kota Malang".
    pub kabupaten: String,
    /// "Jawa Timur".
    pub provinsi: String,
}

/// A workbook for a kecamatan and a year, filled with what its region code tells.
pub fn mulai(kode: &KodeWilayah, tahun: i32) -> Result<Vec<u8>, AppError> {
    let register = start(kode).map(|register| with_reports(register, tahun)).ok_or_else(|| {
        Rejection::single(
            "MLI001",
            "--kecamatan",
            format!("Kecamatan dengan kode {kode} tidak ada dalam daftar wilayah."),
            "Daftar wilayah yang disertakan memuat Kabupaten Lumajang; kode kecamatan terdiri atas tiga bagian, misalnya 35.08.02.",
            "Perbaiki kodenya, atau mulai dari kinerja ekspor instansi contoh lalu ganti isinya.",
        )
    })?;
    workbook::write(&register, tahun).map_err(|error| AppError::failure("writing a workbook", error))
}

/// Makes an office with its first year, filled with what its region code tells; `nama` where the list of regions does
/// not have it. An office that is there already is left alone.
pub async fn mulai_kantor(
    store: &Store,
    kode: &KodeWilayah,
    nama: Option<&NamaWilayah>,
    tahun: i32,
    pelaku: &Pelaku,
) -> Result<(), AppError> {
    if !store.years(kode).await?.is_empty() {
        return Err(Rejection::single(
            "MLI002",
            "kecamatan",
            format!("Kantor dengan kode {kode} sudah ada."),
            "Satu kantor dimulai satu kali; tahun berikutnya disalin dari tahun yang ada.",
            "Buka kantor itu dari halaman depan.",
        )
        .into());
    }
    let known = start(kode).or_else(|| profile(kode, nama?));
    let register = known.ok_or_else(|| {
        Rejection::single(
            "MLI004",
            "kecamatan",
            format!("Nama kecamatan {kode} belum diketahui."),
            "Kode kecamatan terdiri atas tiga bagian (35.08.02); di luar daftar wilayah, nama kecamatan, kabupaten atau kota, dan provinsinya perlu diisi.",
            "Pilih dari daftar, atau isi kode dan ketiga namanya.",
        )
    })?;
    let register = with_reports(register, tahun);
    store.save(&pelaku.act("mulai", "", None), kode, tahun, &register, Some(0)).await?;
    Ok(())
}

/// With a row for the report of each quarter and of the year, so that a draft can be printed at once.
fn with_reports(mut register: Register, tahun: i32) -> Register {
    let kabupaten = register.instansi.first().map(|instansi| instansi.kabupaten.to_string()).unwrap_or_default();
    let quarters = Triwulan::ALL.into_iter().map(|triwulan| Periode::Triwulan { tahun, triwulan });
    let row = |periode| {
        let suits = || report::daftar_kerangka().iter().filter(|outline| outline.suits(periode));
        let own = suits().find(|outline| outline.kabupaten == kabupaten);
        let kerangka = own.or_else(|| suits().find(|outline| outline.kabupaten.is_empty()))?;
        let kerangka = Kode::read(&kerangka.kerangka).ok()?;
        Some(Laporan { periode, kerangka, tempat: None, tanggal: None, batas_data: None, nomor_surat: None })
    };
    register.laporan = quarters.chain([Periode::Tahunan { tahun }]).filter_map(row).collect();
    register.laporan.sort_by_key(|laporan| laporan.periode.write());
    register
}

/// The next year of an office: what the office has over the years stands there already; the items of fasilitasi come as
/// they were planned, names of the budget and the reports' outlines too. What was done, agreed, measured or written stays
/// in its year. Gives the warnings.
pub async fn salin_tahun(
    store: &Store,
    kode: &KodeWilayah,
    dari: i32,
    ke: i32,
    pelaku: &Pelaku,
) -> Result<Vec<Problem>, AppError> {
    let refuse = |what: String, why: &str, action: &str| {
        Err(AppError::from(Rejection::single("MLI003", format!("tahun {ke}"), what, why, action)))
    };
    let Some((source, _)) = store.load(kode, dari).await? else {
        return refuse(
            format!("Register tahun {dari} tidak ada."),
            "Yang disalin adalah tahun yang ada.",
            "Pilih tahun yang ada.",
        );
    };
    if store.versi(kode, ke).await?.is_some() {
        let why = "Isi yang sudah ada tidak ditimpa oleh salinan.";
        return refuse(format!("Register tahun {ke} sudah ada."), why, "Buka tahun itu, atau pilih tahun lain.");
    }
    let mut next = with_reports(source.with_year_of(&Register::default()), ke);
    for laporan in &mut next.laporan {
        let same = |old: &&Laporan| {
            matches!(old.periode, Periode::Tahunan { .. }) == matches!(laporan.periode, Periode::Tahunan { .. })
        };
        if let Some(old) = source.laporan.iter().rev().find(same) {
            (laporan.kerangka, laporan.tempat) = (old.kerangka.clone(), old.tempat.clone());
        }
    }
    next.nama_anggaran = source.nama_anggaran;
    next.fasilitasi = source.fasilitasi;
    for butir in &mut next.fasilitasi {
        (butir.terlaksana, butir.ditindaklanjuti) = (None, None);
        (butir.tanggal_terlaksana, butir.tanggal_ditindaklanjuti, butir.keterangan) = (None, None, None);
    }
    let warnings = checked(ke, &next)?;
    store.save(&pelaku.act("salin tahun", format!("dari {dari}"), None), kode, ke, &next, Some(0)).await?;
    Ok(warnings)
}

/// What a region code tells about an office; `None` for a code that is not in the list of regions.
pub(crate) fn start(kode: &KodeWilayah) -> Option<Register> {
    let kabupaten = kode.parent()?;
    let provinsi = kabupaten.parent().filter(|parent| parent.parent().is_none())?;
    let name = |kode: &KodeWilayah| wilayah(kode).map(ToString::to_string);
    profile(kode, &NamaWilayah { kecamatan: name(kode)?, kabupaten: name(&kabupaten)?, provinsi: name(&provinsi)? })
}

/// An office from its code and names, with the villages that the list of regions has; `None` where a name is missing or
/// the code is not that of a kecamatan.
fn profile(kode: &KodeWilayah, nama: &NamaWilayah) -> Option<Register> {
    kode.parent()?.parent().filter(|parent| parent.parent().is_none())?;
    let NamaWilayah { kecamatan, kabupaten, provinsi } = nama;
    let place = kabupaten.split_once(' ').map_or(kabupaten.as_str(), |(_, place)| place);
    let head = if kabupaten.starts_with("Kota ") { "Wali Kota" } else { "Bupati" };
    let text =
        |words: &str| Some(words.trim()).filter(|words| !words.is_empty()).and_then(|words| Teks::read(words).ok());
    let instansi = Instansi {
        kode: kode.clone(),
        nama: text(kecamatan).and_then(|nama| text(&format!("Kecamatan {nama}")))?,
        kabupaten: text(kabupaten)?,
        provinsi: text(provinsi)?,
        sebutan_kepala: text(&format!("Camat {kecamatan}"))?,
        sebutan_kepala_daerah: text(&format!("{head} {place}"))?,
        tempat: text(place)?,
        alamat: None,
        kota: text(kecamatan),
        kode_pos: None,
        telepon: None,
        faksimile: None,
        surel: None,
        laman: None,
        logo: None,
        kop: None,
        tanda_halaman: None,
        gambaran_umum: None,
    };
    let desa = wilayah_di(kode)
        .into_iter()
        .filter_map(|(kode, nama)| {
            // Kepmendagri 300.2.2-2138/2025: the last part of a kelurahan's code begins with 1.
            let kelurahan = kode.as_str().rsplit('.').next()?.starts_with('1');
            let jenis = if kelurahan { JenisWilayah::Kelurahan } else { JenisWilayah::Desa };
            Some(Desa { kode: kode.clone(), nama: text(nama)?, jenis })
        })
        .collect();
    let jenis_fasilitasi = [("FAS", "fasilitasi"), ("KOR", "koordinasi"), ("REK", "rekomendasi")]
        .into_iter()
        .zip(1..)
        .filter_map(|((kode, nama), urut)| {
            Some(JenisFasilitasi { kode: Kode::read(kode).ok()?, urut, nama: text(nama)? })
        })
        .collect();
    Some(Register { instansi: vec![instansi], desa, jenis_fasilitasi, ..Register::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_fills_what_it_tells_and_no_more() {
        let register = start(&KodeWilayah::read("35.08.02").unwrap()).unwrap();
        let instansi = &register.instansi[0];
        assert_eq!((&*instansi.nama, &*instansi.tempat), ("Kecamatan Pronojiwo", "Lumajang"));
        assert_eq!(register.desa.len(), 6);
        for unknown in ["35.08", "35", "99.99.01", "35.08.02.2001"] {
            assert!(start(&KodeWilayah::read(unknown).unwrap()).is_none(), "{unknown}");
        }
    }
}
