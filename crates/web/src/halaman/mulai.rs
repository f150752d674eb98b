//! A first start: a new office from its region code, its first steps up to a printed draft, and its next year.

use app::NamaWilayah;
use app::akun::Akun;
use askama::Template;
use axum::body::Bytes;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::problem::Rejection;
use domain::reference::{kecamatan, wilayah};
use domain::schema::Field;
use domain::value::{KodeWilayah, Periode, Triwulan};
use serde::Deserialize;

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::Kiriman;
use crate::izin::{self, Hak};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tempat::Tempat;

/// True where the account keeps some region, whose offices it may begin.
pub(crate) fn may_begin(akun: &Akun) -> bool {
    akun.penugasan.iter().any(|duty| Hak::Kelola.peran().contains(&duty.peran))
}

/// What is looked for in the list of regions.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Pertanyaan {
    #[serde(default)]
    cari: String,
}

#[derive(Template)]
#[template(path = "mulai.html")]
struct Halaman {
    r: Rangka,
    boleh: bool,
    cari: String,
    /// Code, name, region above, whether it is chosen.
    pilihan: Vec<(String, String, String, bool)>,
    lain: NamaWilayah,
    kode_lain: String,
    tahun: String,
    galat: Vec<String>,
}

async fn page(konteks: &Konteks, cari: &str, sent: &Kiriman, galat: Vec<String>) -> Result<Halaman, Galat> {
    let akun = konteks.akun()?;
    // A region whose accounts have a history alone has no name and is not begun.
    let offices = konteks.keadaan.store.offices().await?.into_iter().filter(|office| !office.nama.is_empty());
    let known: Vec<String> = offices.map(|office| office.kode).collect();
    let words = cari.trim().to_lowercase();
    let fits = |kode: &KodeWilayah, nama: &str| {
        kode.as_str().starts_with(&words) || nama.to_lowercase().contains(&words) || words.is_empty()
    };
    let may =
        |kode: &KodeWilayah| izin::may(akun, Hak::Kelola, kode) && !known.iter().any(|office| office == kode.as_str());
    let mut pilihan: Vec<(String, String, String, bool)> = kecamatan()
        .filter(|(kode, nama)| may(kode) && fits(kode, nama))
        .map(|(kode, nama)| {
            let above = kode.parent().as_ref().and_then(wilayah).unwrap_or_default().to_string();
            (kode.to_string(), nama.to_string(), above, sent.get("kode") == kode.as_str())
        })
        .collect();
    if let [only] = pilihan.as_mut_slice() {
        only.3 = true;
    }
    // Someone who keeps one kecamatan that the list does not have begins that one.
    let own = akun.penugasan.iter().find(|duty| Hak::Kelola.peran().contains(&duty.peran));
    let kode_lain = Some(sent.get("kode_lain").to_string()).filter(|kode| !kode.is_empty());
    Ok(Halaman {
        r: konteks.rangka("Mulai kantor baru"),
        boleh: may_begin(akun),
        cari: cari.to_string(),
        pilihan,
        lain: other(sent),
        kode_lain: kode_lain.or_else(|| own.map(|duty| duty.wilayah.clone())).unwrap_or_default(),
        tahun: Some(sent.get("tahun"))
            .filter(|tahun| !tahun.is_empty())
            .map_or_else(|| konteks.keadaan.now().get(..4).unwrap_or_default().to_string(), ToString::to_string),
        galat,
    })
}

fn other(sent: &Kiriman) -> NamaWilayah {
    let name = |field: &str| sent.get(field).to_string();
    NamaWilayah { kecamatan: name("kecamatan"), kabupaten: name("kabupaten"), provinsi: name("provinsi") }
}

/// `GET /mulai?cari=`.
pub(crate) async fn lihat(konteks: Konteks, Query(asked): Query<Pertanyaan>) -> Hasil {
    halaman(&page(&konteks, &asked.cari, &Kiriman::default(), Vec::new()).await?)
}

/// `POST /mulai`: makes the office and leads to its first steps.
pub(crate) async fn kirim(konteks: Konteks, body: Bytes) -> Hasil {
    let sent = Kiriman::read(&body);
    let chosen = Some(sent.get("kode")).filter(|kode| !kode.is_empty()).unwrap_or(sent.get("kode_lain"));
    let refused = match (KodeWilayah::read(chosen), i32::read(sent.get("tahun"))) {
        (Ok(kode), Ok(tahun)) if izin::may(konteks.akun()?, Hak::Kelola, &kode) => {
            let other = Some(other(&sent)).filter(|_| sent.get("kode").is_empty());
            let (store, pelaku) = (&konteks.keadaan.store, konteks.pelaku()?);
            match app::mulai_kantor(store, &kode, other.as_ref(), tahun, &pelaku).await {
                Ok(()) => {
                    let tempat = Tempat { kode, periode: quarter(&konteks.keadaan.now(), tahun) };
                    return Ok(Redirect::to(&format!("{}?pesan=tersimpan", tempat.alamat("langkah"))).into_response());
                }
                Err(app::AppError::Rejected(rejection)) => rejection,
                Err(other) => return Err(other.into()),
            }
        }
        (Ok(kode), Ok(_)) => Rejection::single(
            "WEB017",
            "kecamatan",
            format!("Akun Anda tidak mengelola kecamatan {kode}."),
            "Kantor baru dimulai oleh admin kecamatan itu atau admin kabupatennya.",
            "Pilih kecamatan lain, atau mintalah admin kabupaten memulainya.",
        ),
        (Err(why), _) => {
            Rejection::single("WEB018", "kecamatan", "Kecamatannya belum dipilih.", why, "Pilih kecamatannya.")
        }
        (_, Err(why)) => Rejection::single("WEB018", "tahun", "Tahunnya tidak dapat dibaca.", why, "Isi seperti 2026."),
    };
    let galat = refused.problems.iter().map(|found| format!("{} {} {}", found.what, found.why, found.action)).collect();
    Ok((StatusCode::UNPROCESSABLE_ENTITY, halaman(&page(&konteks, "", &sent, galat).await?)?).into_response())
}

/// The quarter of a moment in its own year, else the first of the year.
fn quarter(now: &str, tahun: i32) -> Periode {
    let month =
        now.get(5..7).and_then(|month| month.parse::<usize>().ok()).filter(|_| now.starts_with(&tahun.to_string()));
    let triwulan = Triwulan::ALL.into_iter().nth(month.unwrap_or(1).saturating_sub(1) / 3);
    triwulan.map_or(Periode::Tahunan { tahun }, |triwulan| Periode::Triwulan { tahun, triwulan })
}

#[derive(Template)]
#[template(path = "langkah.html")]
struct Langkah {
    r: Rangka,
    periode: String,
    /// Where a table is filled, what it is for, who fills it, rows that it has.
    tabel: Vec<(Tautan, &'static str, String, usize)>,
    impor: bool,
    akun: bool,
    kurang: usize,
    tahun: i32,
    berikut: i32,
    galat: Vec<String>,
}

fn steps(h: &HalamanKantor, galat: Vec<String>) -> Langkah {
    const TABLES: [(&str, &str, &str); 8] = [
        ("pengaturan/kantor", "instansi", "nama, alamat, lambang, dan gambaran umum"),
        ("pengaturan/kantor#unit", "unit", "sekretariat dan seksi"),
        ("pengaturan/kantor#pejabat", "pejabat", "siapa yang menandatangani"),
        ("kepegawaian", "pegawai", "daftar pegawai dan rekapnya"),
        ("data/tujuan", "tujuan", "tujuan pada Renstra"),
        ("data/sasaran", "sasaran", "sasaran strategis"),
        ("perencanaan", "indikator", "indikator kinerja, rumus, dan targetnya"),
        ("anggaran", "pagu", "pagu per sub kegiatan"),
    ];
    let register = &h.data.tahun.register;
    let tabel = TABLES.iter().filter(|(_, table, _)| h.may(izin::view_of(table))).map(|(path, table, words)| {
        let rows = register.rows_of(table).map_or(0, |(_, rows)| rows.len());
        let roles: Vec<&str> = izin::change_of(table).peran().iter().map(|peran| peran.word()).collect();
        (Tautan::new(crate::tampilan::nama_kolom(table), h.tempat.alamat(path)), *words, roles.join(" atau "), rows)
    });
    let newest = h.data.tahun_ada.last().copied().unwrap_or_else(|| h.tempat.tahun());
    Langkah {
        r: h.rangka("Langkah pertama", "pengaturan")
            .below(vec![Tautan::new("Pengaturan", h.tempat.alamat("pengaturan"))]),
        periode: h.tempat.periode.to_string(),
        tabel: tabel.collect(),
        impor: h.may(Hak::Impor),
        akun: h.may(Hak::KelolaAkun),
        kurang: h.data.kekurangan(h.tempat.periode).len(),
        tahun: h.tempat.tahun(),
        berikut: newest + 1,
        galat,
    }
}

/// `GET .../langkah`: what is left to do up to the first printed draft.
pub(crate) async fn langkah(konteks: Konteks) -> Hasil {
    halaman(&steps(&konteks.kantor().await?, Vec::new()))
}

/// `POST .../langkah`: the next year from this one.
pub(crate) async fn tahun_baru(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let sent = Kiriman::read(&body);
    let (store, pelaku) = (&h.konteks.keadaan.store, h.konteks.pelaku()?);
    let galat = match i32::read(sent.get("ke")) {
        Err(why) => vec![format!("Tahun yang dimulai tidak dapat dibaca. {why}")],
        Ok(ke) => match app::salin_tahun(store, &h.tempat.kode, h.tempat.tahun(), ke, &pelaku).await {
            Ok(_) => {
                let place = h.tempat.at(quarter(&h.konteks.keadaan.now(), ke));
                return Ok(Redirect::to(&format!("{}?pesan=tersimpan", place.alamat("langkah"))).into_response());
            }
            Err(app::AppError::Rejected(rejection)) => rejection
                .problems
                .iter()
                .map(|found| format!("{} {} {}", found.what, found.why, found.action))
                .collect(),
            Err(other) => return Err(other.into()),
        },
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, halaman(&steps(&h, galat))?).into_response())
}
