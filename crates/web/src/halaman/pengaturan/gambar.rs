//! The pictures of the office: handed in, printed once for a try, kept, shown, taken off.

use app::{AppError, Format, JenisGambar, Ubah, ambil_gambar, contoh_gambar, pasang_gambar, periksa_gambar};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use document::{Picture, PictureKind};

use super::kantor;
use crate::antrean::latar;
use crate::galat::{Galat, Hasil};
use crate::isian::Catatan;
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::unggahan::Unggahan;

/// A picture that somebody handed in runs nothing and loads nothing, also where it is opened by itself.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/// A picture as the page shows it.
pub(super) struct Gambar {
    pub jenis: JenisGambar,
    pub judul: &'static str,
    pub bantuan: &'static str,
    /// Where it is handed in.
    pub alamat: String,
    /// Where it is seen; empty where there is none.
    pub berkas: String,
    pub boleh: bool,
    pub galat: Vec<String>,
}

/// Both pictures of the office; `galat` belongs to the kind that it names.
pub(super) fn semua(h: &HalamanKantor, galat: &(Option<JenisGambar>, Vec<String>)) -> Vec<Gambar> {
    let one = |jenis: JenisGambar| {
        let name = h.data.tahun.register.instansi.first().and_then(|instansi| jenis.berkas(instansi));
        let alamat = h.tempat.alamat(&format!("pengaturan/kantor/gambar/{}", jenis.kolom()));
        let (judul, bantuan) = match jenis {
            JenisGambar::Logo => {
                ("Lambang", "Dicetak pada sampul laporan dan di kiri kop surat; biasanya lambang kabupaten atau kota.")
            }
            JenisGambar::Kop => (
                "Gambar kop surat",
                "Hanya bila kantor memakai kop surat yang sudah jadi; gambar ini menggantikan kop yang disusun dari nama dan alamat di atas.",
            ),
        };
        Gambar {
            jenis,
            judul,
            bantuan,
            // The name follows the content: a new picture has a new address.
            berkas: name.map(|name| format!("{alamat}?{name}")).unwrap_or_default(),
            alamat,
            boleh: h.may(Hak::UbahKantor),
            galat: if galat.0 == Some(jenis) { galat.1.clone() } else { Vec::new() },
        }
    };
    JenisGambar::ALL.into_iter().map(one).collect()
}

fn known(word: &str) -> Result<JenisGambar, Galat> {
    JenisGambar::ALL.into_iter().find(|jenis| jenis.kolom() == word).ok_or(Galat::TidakAda)
}

/// `GET .../pengaturan/kantor/gambar/{jenis}`.
pub(crate) async fn kirim(konteks: Konteks, Path((_, _, _, jenis)): Path<(String, String, String, String)>) -> Hasil {
    let h = konteks.kantor().await?;
    let jenis = known(&jenis)?;
    let name = h.data.tahun.register.instansi.first().and_then(|instansi| jenis.berkas(instansi));
    let name = name.ok_or(Galat::TidakAda)?.to_string();
    let files = h.konteks.keadaan.pengaturan.home.office(&h.tempat.kode);
    let Picture::File { kind, bytes } = latar(move || ambil_gambar(&files, &name)).await?? else {
        return Err(Galat::TidakAda);
    };
    // A drawing is shown within pages alone; opened by itself, it is saved.
    let (mime, shown, ending) = match kind {
        PictureKind::Png => ("image/png", "inline", "png"),
        PictureKind::Jpeg => ("image/jpeg", "inline", "jpg"),
        PictureKind::Svg => ("image/svg+xml", "attachment", "svg"),
    };
    let headers = [
        (header::CONTENT_TYPE, mime.to_string()),
        (header::CONTENT_DISPOSITION, format!("{shown}; filename=\"{}.{ending}\"", jenis.kolom())),
        (header::CONTENT_SECURITY_POLICY, SANDBOX.to_string()),
    ];
    Ok((headers, bytes).into_response())
}

/// `POST .../pengaturan/kantor/gambar/{jenis}`: a new picture, or none with `lepas`.
pub(crate) async fn simpan(
    konteks: Konteks,
    Path((_, _, _, jenis)): Path<(String, String, String, String)>,
    sent: Unggahan,
) -> Hasil {
    let h = konteks.kantor().await?;
    let jenis = known(&jenis)?;
    let lepas = sent.isian.contains_key("lepas");
    match keep(&h, jenis, lepas, sent).await? {
        Ok(()) => {
            let word = if lepas { "gambar-dilepas" } else { "diunggah" };
            let address = h.tempat.alamat(kantor::HALAMAN);
            Ok(Redirect::to(&format!("{address}?pesan={word}#gambar")).into_response())
        }
        Err(galat) => kantor::show(&h, &Catatan::default(), Vec::new(), &(Some(jenis), galat)),
    }
}

/// Keeps what was sent; what is wrong with it where it is not kept.
async fn keep(
    h: &HalamanKantor,
    jenis: JenisGambar,
    lepas: bool,
    sent: Unggahan,
) -> Result<Result<(), Vec<String>>, Galat> {
    let gambar = match (lepas, sent.berkas.into_iter().next()) {
        (true, _) => None,
        (false, None) => {
            return Ok(Err(vec![
                "Gambarnya belum dipilih. Pilih berkas PNG, JPEG, atau SVG, lalu unggah.".to_string(),
            ]));
        }
        (false, Some((_, isi))) => match latar(move || periksa_gambar(&isi)).await? {
            Ok(gambar) => Some(gambar),
            Err(AppError::Rejected(rejection)) => return Ok(Err(said(rejection.problems))),
            Err(failure) => return Err(failure.into()),
        },
    };
    if let Some(gambar) = &gambar {
        // What does not print now would stop every print later.
        let page = contoh_gambar(gambar);
        for format in [Format::Pdf, Format::Docx] {
            match h.konteks.keadaan.antrean.cetak(&page, format).await {
                Ok(_) => {}
                Err(Galat::Sibuk) => return Err(Galat::Sibuk),
                Err(_) => {
                    let text = "Gambar ini tidak dapat dicetak. Isinya rusak atau dibuat dengan cara yang tidak dikenal. Buka gambarnya pada komputer Anda, simpan ulang sebagai PNG, lalu unggah lagi.";
                    return Ok(Err(vec![text.to_string()]));
                }
            }
        }
    }
    let keadaan = &h.konteks.keadaan;
    let (home, pelaku) = (&keadaan.pengaturan.home, h.konteks.pelaku()?);
    let (kode, tahun) = (&h.tempat.kode, h.tempat.tahun());
    match pasang_gambar(&keadaan.store, home, kode, tahun, jenis, gambar.as_ref(), &pelaku).await {
        Ok(Ubah::Tersimpan { .. }) => Ok(Ok(())),
        Ok(Ubah::Ditolak { masalah }) => Ok(Err(said(masalah.into_iter().map(|found| found.masalah).collect()))),
        Ok(Ubah::Bentrok { .. }) => Ok(Err(vec![
            "Sementara itu gambar ini diganti orang lain. Muat ulang halamannya, periksa, lalu ulangi.".to_string(),
        ])),
        Err(AppError::Rejected(rejection)) => Ok(Err(said(rejection.problems))),
        Err(failure) => Err(failure.into()),
    }
}

fn said(problems: Vec<app::Problem>) -> Vec<String> {
    problems.iter().map(|problem| format!("{} {} {}", problem.what, problem.why, problem.action)).collect()
}
