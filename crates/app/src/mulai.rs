//! A first start: a half-filled workbook from a region code.

use domain::problem::Rejection;
use domain::reference::{wilayah, wilayah_di};
use domain::register::{Desa, Instansi, JenisFasilitasi, JenisWilayah, Register};
use domain::schema::Field;
use domain::value::{Kode, KodeWilayah, Teks};
use exchange::workbook;

use crate::AppError;

/// A workbook for a kecamatan and a year, filled with what its region code tells.
pub fn mulai(kode: &KodeWilayah, tahun: i32) -> Result<Vec<u8>, AppError> {
    let register = start(kode).ok_or_else(|| {
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

/// What a region code tells about an office; `None` for a code that is not in the list of regions.
pub(crate) fn start(kode: &KodeWilayah) -> Option<Register> {
    let nama = wilayah(kode)?;
    let kabupaten_kode = kode.parent()?;
    let provinsi_kode = kabupaten_kode.parent().filter(|parent| parent.parent().is_none())?;
    let (kabupaten, provinsi) = (wilayah(&kabupaten_kode)?, wilayah(&provinsi_kode)?);
    let place = kabupaten.split_once(' ').map_or(kabupaten, |(_, place)| place);
    let text = |words: &str| Teks::read(words).ok();
    let instansi = Instansi {
        kode: kode.clone(),
        nama: text(&format!("Kecamatan {nama}"))?,
        kabupaten: text(kabupaten)?,
        provinsi: text(provinsi)?,
        sebutan_kepala: text(&format!("Camat {nama}"))?,
        sebutan_kepala_daerah: text(&format!("Bupati {place}"))?,
        tempat: text(place)?,
        alamat: None,
        kota: text(nama),
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
