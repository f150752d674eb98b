//! Accounts of an office: who may sign in, with which roles. An administrator gives roles of his own region only.

use std::collections::BTreeMap;

use app::AppError;
use app::akun::{self, Akun, BuatAkun, Penugasan, Peran, UbahAkun, may_assign, may_manage};
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect};

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Kiriman, acuan};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};

#[derive(Template)]
#[template(path = "akun.html")]
struct Halaman {
    r: Rangka,
    akun: Vec<(Akun, String, bool)>,
    baru: String,
    /// Shown once: user name and temporary password.
    sandi: Option<(String, String)>,
}

/// `GET .../pengaturan/akun`.
pub(crate) async fn lihat(konteks: Konteks) -> Hasil {
    let h = konteks.kantor().await?;
    halaman(&list(&h, None).await?)
}

async fn list(h: &HalamanKantor, sandi: Option<(String, String)>) -> Result<Halaman, Galat> {
    let giver = h.konteks.akun()?;
    let accounts = akun::daftar(&h.konteks.keadaan.store, h.tempat.kode.as_str()).await?;
    Ok(Halaman {
        r: h.rangka("Akun dan peran", "pengaturan")
            .below(vec![Tautan::new("Pengaturan", h.tempat.alamat("pengaturan"))]),
        akun: accounts
            .into_iter()
            .map(|akun| {
                let address = h.tempat.alamat(&format!("pengaturan/akun/{}", akun.id));
                let managed = may_manage(giver, &akun);
                (akun, address, managed)
            })
            .collect(),
        baru: h.tempat.alamat("pengaturan/akun/baru"),
        sandi,
    })
}

#[derive(Template)]
#[template(path = "akun_satu.html")]
struct Satu {
    r: Rangka,
    akun: Option<Akun>,
    nama_pengguna: String,
    nama: String,
    /// Role, whether the account has it here.
    peran: Vec<(&'static str, bool)>,
    unit: Vec<(String, String)>,
    unit_ini: String,
    desa: Vec<(String, String)>,
    desa_ini: String,
    aktif: bool,
    galat: Vec<String>,
    alamat: String,
}

fn form(h: &HalamanKantor, akun: Option<Akun>, kiriman: Option<&Kiriman>, galat: Vec<String>) -> Result<Satu, Galat> {
    let giver = h.konteks.akun()?;
    let register = &h.data.tahun.register;
    let here = |akun: &Akun| akun.di_kantor(&h.tempat.kode).cloned().collect::<Vec<Penugasan>>();
    let duties = akun.as_ref().map(here).unwrap_or_default();
    let stored = |pick: fn(&Penugasan) -> Option<String>| duties.iter().find_map(pick).unwrap_or_default();
    let field = |name: &str, stored: String| kiriman.map_or(stored, |kiriman| kiriman.get(name).to_string());
    let peran = Peran::ALL
        .into_iter()
        .filter(|peran| may_assign(giver, &duty(h, *peran, "", "")))
        .map(|peran| {
            let has = match kiriman {
                Some(kiriman) => !kiriman.get(&field_of(peran)).is_empty(),
                None => duties.iter().any(|duty| duty.peran == peran),
            };
            (peran.word(), has)
        })
        .collect();
    let title = akun.as_ref().map_or_else(|| "Akun baru".to_string(), |akun| akun.nama.clone());
    let path = akun.as_ref().map_or_else(|| "baru".to_string(), |akun| akun.id.clone());
    Ok(Satu {
        r: h.rangka(title, "pengaturan").below(vec![
            Tautan::new("Pengaturan", h.tempat.alamat("pengaturan")),
            Tautan::new("Akun dan peran", h.tempat.alamat("pengaturan/akun")),
        ]),
        nama_pengguna: field("nama_pengguna", akun.as_ref().map(|akun| akun.nama_pengguna.clone()).unwrap_or_default()),
        nama: field("nama", akun.as_ref().map(|akun| akun.nama.clone()).unwrap_or_default()),
        peran,
        unit: acuan(register, "unit"),
        unit_ini: field("unit", stored(|duty| duty.unit.clone())),
        desa: acuan(register, "desa"),
        desa_ini: field("desa", stored(|duty| duty.desa.clone())),
        aktif: akun.as_ref().is_none_or(|akun| akun.aktif),
        galat,
        alamat: h.tempat.alamat(&format!("pengaturan/akun/{path}")),
        akun,
    })
}

fn field_of(peran: Peran) -> String {
    format!("peran-{}", peran.word().replace(' ', "-"))
}

/// A role at this office, or at its kabupaten for a role of the kabupaten.
fn duty(h: &HalamanKantor, peran: Peran, unit: &str, desa: &str) -> Penugasan {
    let office = h.tempat.kode.clone();
    let wilayah = if peran.is_kabupaten() { office.parent().unwrap_or(office) } else { office };
    let given = |wanted: Peran, text: &str| Some(text.to_string()).filter(|text| peran == wanted && !text.is_empty());
    Penugasan { peran, wilayah: wilayah.to_string(), unit: given(Peran::Kasi, unit), desa: given(Peran::Desa, desa) }
}

/// The roles that a form asks for here, with those that the account has elsewhere.
fn wanted(h: &HalamanKantor, kiriman: &Kiriman, akun: Option<&Akun>) -> Vec<Penugasan> {
    let elsewhere = akun.into_iter().flat_map(|akun| &akun.penugasan).filter(|duty| !duty.covers(&h.tempat.kode));
    let here = Peran::ALL.into_iter().filter(|peran| !kiriman.get(&field_of(*peran)).is_empty());
    elsewhere.cloned().chain(here.map(|peran| duty(h, peran, kiriman.get("unit"), kiriman.get("desa")))).collect()
}

/// `GET .../pengaturan/akun/{id}`; `baru` for a new one.
pub(crate) async fn satu(konteks: Konteks, Path((_, _, _, id)): Path<(String, String, String, String)>) -> Hasil {
    let h = konteks.kantor().await?;
    let akun = existing(&h, &id).await?;
    halaman(&form(&h, akun, None, Vec::new())?)
}

/// The account of an address, if the one who asks may manage it; `None` for a new one.
async fn existing(h: &HalamanKantor, id: &str) -> Result<Option<Akun>, Galat> {
    if id == "baru" {
        return Ok(None);
    }
    let akun = akun::ambil(&h.konteks.keadaan.store, id).await?.ok_or(Galat::TidakAda)?;
    if may_manage(h.konteks.akun()?, &akun) { Ok(Some(akun)) } else { Err(Galat::Dilarang) }
}

/// `POST .../pengaturan/akun/{id}`: creates, changes, or resets the password.
pub(crate) async fn simpan(
    konteks: Konteks,
    Path((_, _, _, id)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let kiriman = Kiriman::read(&body);
    let akun = existing(&h, &id).await?;
    let (store, pelaku, giver) = (&h.konteks.keadaan.store, h.konteks.pelaku()?, h.konteks.akun()?);
    let penugasan = wanted(&h, &kiriman, akun.as_ref());
    let nama = kiriman.get("nama").to_string();
    let result = match &akun {
        None => {
            let baru = BuatAkun { nama_pengguna: kiriman.get("nama_pengguna").to_string(), nama, penugasan };
            akun::buat_oleh(store, &pelaku, giver, baru).await.map(|(akun, sandi)| Some((akun.nama_pengguna, sandi)))
        }
        Some(akun) if kiriman.get("tindakan") == "setel-ulang" => {
            let now = h.konteks.keadaan.waktu()?;
            let sandi = akun::setel_ulang_oleh(store, &pelaku, giver, &akun.id, now).await;
            sandi.map(|sandi| Some((akun.nama_pengguna.clone(), sandi)))
        }
        Some(akun) if kiriman.get("tindakan") == "matikan-totp" => {
            akun::matikan_totp_oleh(store, &pelaku, giver, &akun.id).await.map(|()| None)
        }
        Some(akun) => {
            let menjadi = UbahAkun { nama, penugasan, aktif: !kiriman.get("aktif").is_empty() };
            akun::ubah_oleh(store, &pelaku, giver, &akun.id, menjadi).await.map(|_| None)
        }
    };
    match result {
        // The password stands in this answer alone, never in an address.
        Ok(Some(sandi)) => halaman(&list(&h, Some(sandi)).await?),
        Ok(None) => {
            let address = h.tempat.alamat("pengaturan/akun");
            Ok(Redirect::to(&format!("{address}?pesan=akun-diubah")).into_response())
        }
        Err(AppError::Rejected(rejection)) => {
            let texts: BTreeMap<_, _> =
                rejection.problems.iter().map(|p| (format!("{} {} {}", p.what, p.why, p.action), ())).collect();
            let page = form(&h, akun, Some(&kiriman), texts.into_keys().collect())?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
