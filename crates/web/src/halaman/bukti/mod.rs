//! Evidence: its list, handing it in, a piece with its earlier files.

pub(crate) mod berkas;

use app::{BuktiBaru, Ubah};
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use domain::register::{Bukti, table};
use domain::schema::Field;
use domain::value::{KodeWilayah, Tanggal};
use serde::Deserialize;

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::tampil;
use crate::izin::{self, Hak};
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::{nama_kolom, tanggal, waktu};
use crate::unggahan::Unggahan;

/// Kinds of files that are taken, for the file picker.
const DITERIMA: &str = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.ods,.odt";

/// Which row's evidence; empty is all.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Saringan {
    #[serde(default)]
    tabel: String,
    #[serde(default)]
    kunci: String,
    #[serde(default)]
    kolom: String,
}

#[derive(Template)]
#[template(path = "bukti.html")]
struct Daftar {
    r: Rangka,
    alamat: String,
    zip: String,
    /// The row whose evidence is shown, in words and with its page.
    baris: Option<Tautan>,
    s: Saringan,
    kolom: Vec<(&'static str, String)>,
    bukti: Vec<Satu>,
    boleh: bool,
    isian: Isian,
}

#[derive(Template)]
#[template(path = "bukti_satu.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    b: Satu,
    gambar: bool,
    /// Files in its history, the newest first.
    lama: Vec<(String, String, String)>,
    boleh: bool,
    isian: Isian,
}

struct Satu {
    kode: String,
    alamat: String,
    baris: Tautan,
    kolom: String,
    uraian: String,
    tanggal: String,
    /// Where its file is; empty where there is none yet.
    berkas: String,
    nama: String,
}

/// What was typed, and what is wrong with it.
#[derive(Debug, Clone, Default)]
struct Isian {
    uraian: String,
    tanggal: String,
    galat: Vec<String>,
}

/// True where the one who asks may see what a piece proves.
fn sees(h: &HalamanKantor, bukti: &Bukti) -> bool {
    match bukti.tabel.as_str() {
        "dokumen_desa" => {
            let desa = izin::key_parts(&bukti.kunci).first().and_then(|part| KodeWilayah::read(part).ok());
            let akun = h.konteks.akun();
            akun.is_ok_and(|akun| desa.is_some_and(|desa| izin::sees_desa(akun, &h.tempat.kode, &desa)))
        }
        table => h.may(Hak::Lihat) && h.may(izin::view_of(table)),
    }
}

/// True where the one who asks may hand in evidence for a row: where that row may be changed.
fn may_prove(h: &HalamanKantor, tabel: &str, kunci: &str) -> Result<bool, Galat> {
    let (akun, register) = (h.konteks.akun()?, &h.data.tahun.register);
    let row = izin::proven_row(register, tabel, kunci);
    Ok(row.is_some_and(|row| izin::own_row(akun, &h.tempat.kode, tabel, &row, register)))
}

/// The row that a piece proves, in words, with the page on which it stands.
fn row_of(h: &HalamanKantor, tabel: &str, kunci: &str) -> Tautan {
    let parts = izin::key_parts(kunci);
    let first = parts.first().map(String::as_str).unwrap_or_default();
    let page = match tabel {
        "fasilitasi" => "fasilitasi".to_string(),
        "pengukuran" | "nilai_komponen" => format!("pengukuran/{first}"),
        "dokumen_desa" => format!("dokumen-desa/{first}"),
        other => format!("data/{other}"),
    };
    let desa = h.data.tahun.register.desa.iter().find(|desa| desa.kode.as_str() == first);
    let words = match (tabel, desa, parts.as_slice()) {
        ("pengukuran", _, [indikator, quarter]) => format!("{indikator} triwulan {quarter}"),
        ("nilai_komponen", _, [indikator, part, quarter]) => format!("{indikator} komponen {part} triwulan {quarter}"),
        ("dokumen_desa", Some(desa), [_, jenis]) => format!("{jenis} Desa {}", &*desa.nama),
        _ => format!("{} {}", nama_kolom(tabel), parts.join(", ")),
    };
    Tautan::new(words, h.tempat.alamat(&page))
}

fn one(h: &HalamanKantor, bukti: &Bukti) -> Satu {
    let address = h.tempat.alamat(&format!("bukti/{}", bukti.kode));
    Satu {
        berkas: if bukti.berkas.is_some() || bukti.sha256.is_some() {
            format!("{address}/berkas")
        } else {
            String::new()
        },
        nama: bukti.berkas.as_ref().map(ToString::to_string).unwrap_or_default(),
        kode: bukti.kode.to_string(),
        baris: row_of(h, bukti.tabel.as_str(), &bukti.kunci),
        kolom: bukti.kolom.as_ref().map(|kolom| nama_kolom(kolom.as_str())).unwrap_or_default(),
        uraian: bukti.uraian.to_string(),
        tanggal: tanggal(bukti.tanggal),
        alamat: address,
    }
}

fn list(h: &HalamanKantor, s: Saringan, isian: Isian) -> Hasil {
    let wanted = izin::key_parts(&s.kunci);
    let all = h.data.tahun.register.bukti.iter().filter(|bukti| sees(h, bukti));
    let shown = all.filter(|bukti| {
        (s.tabel.is_empty() || bukti.tabel == *s.tabel.as_str())
            && (wanted.is_empty() || izin::key_parts(&bukti.kunci) == wanted)
            && (s.kolom.is_empty() || bukti.kolom.as_ref().is_none_or(|kolom| *kolom == *s.kolom.as_str()))
    });
    let bukti: Vec<Satu> = shown.map(|bukti| one(h, bukti)).collect();
    let named = table(&s.tabel).filter(|_| !wanted.is_empty());
    let columns = named.map(|table| table.columns).unwrap_or_default();
    halaman(&Daftar {
        r: h.rangka("Bukti", menu(&s.tabel)),
        alamat: h.tempat.alamat("bukti"),
        zip: if h.may(Hak::Lihat) { h.tempat.alamat("bukti/zip") } else { String::new() },
        baris: named.map(|table| row_of(h, table.name, &s.kunci)),
        kolom: columns
            .iter()
            .filter(|column| !named.is_some_and(|table| table.key.contains(&column.name)))
            .map(|column| (column.name, nama_kolom(column.name)))
            .collect(),
        boleh: may_prove(h, &s.tabel, &s.kunci)?,
        s,
        bukti,
        isian,
    })
}

/// The address of the evidence of a row.
pub(crate) fn alamat(h: &HalamanKantor, tabel: &str, kunci: &[&str]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("tabel", tabel).append_pair("kunci", &kunci.join(", "));
    h.tempat.alamat(&format!("bukti?{}", query.finish()))
}

/// How many pieces of evidence a row has.
pub(crate) fn jumlah(h: &HalamanKantor, tabel: &str, kunci: &[&str]) -> usize {
    let own = |bukti: &&Bukti| bukti.tabel == *tabel && izin::key_parts(&bukti.kunci) == kunci;
    h.data.tahun.register.bukti.iter().filter(own).count()
}

/// The menu entry under which the evidence of a table stands.
fn menu(table: &str) -> &'static str {
    match table {
        "pengukuran" | "nilai_komponen" => "pengukuran",
        "dokumen_desa" => "dokumen-desa",
        _ => "fasilitasi",
    }
}

/// `GET .../bukti`.
pub(crate) async fn lihat(konteks: Konteks, Query(s): Query<Saringan>) -> Hasil {
    list(&konteks.kantor().await?, s, Isian::default())
}

/// `POST .../bukti`: a new piece for a row.
pub(crate) async fn unggah(konteks: Konteks, sent: Unggahan) -> Hasil {
    let h = konteks.kantor().await?;
    let field = |name: &str| sent.isian.get(name).cloned().unwrap_or_default();
    let s = Saringan { tabel: field("tabel"), kunci: field("kunci"), kolom: field("kolom") };
    if !may_prove(&h, &s.tabel, &s.kunci)? {
        return Err(Galat::Dilarang);
    }
    match keep(&h, None, &s, &sent).await? {
        Ok(_) => {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("pesan", "diunggah").append_pair("tabel", &s.tabel).append_pair("kunci", &s.kunci);
            Ok(Redirect::to(&format!("{}?{}", h.tempat.alamat("bukti"), query.finish())).into_response())
        }
        Err(isian) => list(&h, s, isian),
    }
}

/// Keeps what was sent; what is wrong with it where it is not kept.
async fn keep(
    h: &HalamanKantor,
    ganti: Option<&str>,
    s: &Saringan,
    sent: &Unggahan,
) -> Result<Result<String, Isian>, Galat> {
    let field = |name: &str| sent.isian.get(name).map(String::as_str).unwrap_or_default();
    let mut isian =
        Isian { uraian: field("uraian").to_string(), tanggal: field("tanggal").to_string(), galat: Vec::new() };
    let day = <Option<Tanggal>>::read(&isian.tanggal);
    if let Err(why) = &day {
        isian.galat.push(format!("Tanggal bukti tidak dapat dibaca. {why}"));
    }
    if isian.uraian.is_empty() {
        isian
            .galat
            .push("Uraian belum diisi. Tulis apa yang ditunjukkan berkas ini, misalnya berita acara.".to_string());
    }
    let file = sent.berkas.first();
    if file.is_none() {
        isian.galat.push("Berkas belum dipilih. Pilih berkasnya sekali lagi; browser tidak menyimpannya.".to_string());
    }
    let (Ok(tanggal), Some((nama_berkas, isi)), true) = (day, file, isian.galat.is_empty()) else {
        return Ok(Err(isian));
    };
    let kunci = izin::key_parts(&s.kunci);
    let bukti = BuktiBaru {
        tabel: &s.tabel,
        kunci: &kunci,
        kolom: Some(s.kolom.as_str()).filter(|kolom| !kolom.is_empty()),
        uraian: &isian.uraian,
        tanggal,
        nama_berkas,
        isi,
    };
    let keadaan = &h.konteks.keadaan;
    let (home, pelaku) = (&keadaan.pengaturan.home, h.konteks.pelaku()?);
    let kept = app::simpan_bukti(&keadaan.store, home, &h.tempat.kode, h.tempat.tahun(), ganti, &bukti, &pelaku).await;
    let said = |problem: &app::Problem| format!("{} {} {}", problem.what, problem.why, problem.action);
    match kept {
        Ok((kode, Ubah::Tersimpan { .. })) => return Ok(Ok(kode)),
        Ok((_, Ubah::Ditolak { masalah })) => isian.galat = masalah.iter().map(|found| said(&found.masalah)).collect(),
        Ok((_, Ubah::Bentrok { .. })) => {
            let text = "Sementara itu bukti ini diganti orang lain. Muat ulang halamannya, periksa, lalu unggah lagi.";
            isian.galat.push(text.to_string());
        }
        Err(app::AppError::Rejected(rejection)) => isian.galat = rejection.problems.iter().map(said).collect(),
        Err(failure) => return Err(failure.into()),
    }
    Ok(Err(isian))
}

/// The piece with a code, where the one who asks may see it.
fn find<'a>(h: &'a HalamanKantor, kode: &str) -> Result<&'a Bukti, Galat> {
    let found = h.data.tahun.register.bukti.iter().find(|bukti| bukti.kode == *kode);
    found.filter(|bukti| sees(h, bukti)).ok_or(Galat::TidakAda)
}

async fn show(h: &HalamanKantor, kode: &str, isian: Isian) -> Hasil {
    let bukti = find(h, kode)?;
    let b = one(h, bukti);
    let acts = berkas::earlier(h, bukti).await?;
    let lama = acts.into_iter().map(|act| {
        let sidik = act.sesudah.unwrap_or_default();
        (format!("{}?sidik={sidik}", b.berkas), waktu(&act.waktu, Some(&h.tempat.kode)), act.pelaku)
    });
    let uraian = tampil_uraian(bukti);
    halaman(&Halaman {
        r: h.rangka(format!("Bukti {kode}"), menu(bukti.tabel.as_str()))
            .below(vec![Tautan::new("Bukti", h.tempat.alamat("bukti"))]),
        gambar: [".jpg", ".png", ".webp"].iter().any(|ending| b.nama.ends_with(ending)),
        lama: lama.collect(),
        boleh: may_prove(h, bukti.tabel.as_str(), &bukti.kunci)?,
        isian: if isian.galat.is_empty() { uraian } else { isian },
        alamat: b.alamat.clone(),
        b,
    })
}

fn tampil_uraian(bukti: &Bukti) -> Isian {
    let column = table("bukti").and_then(|table| table.columns.iter().find(|column| column.name == "tanggal"));
    let day = bukti.tanggal.write();
    Isian {
        uraian: bukti.uraian.to_string(),
        tanggal: column.map_or(day.clone(), |column| tampil(column, &day)),
        galat: Vec::new(),
    }
}

/// `GET .../bukti/{id}`.
pub(crate) async fn satu(konteks: Konteks, Path((_, _, _, id)): Path<(String, String, String, String)>) -> Hasil {
    show(&konteks.kantor().await?, &id, Isian::default()).await
}

/// `POST .../bukti/{id}`: another file in its place; the earlier one stays in the history.
pub(crate) async fn ganti(
    konteks: Konteks,
    Path((_, _, _, id)): Path<(String, String, String, String)>,
    sent: Unggahan,
) -> Hasil {
    let h = konteks.kantor().await?;
    let bukti = find(&h, &id)?;
    let kolom = bukti.kolom.as_ref().map(ToString::to_string).unwrap_or_default();
    let s = Saringan { tabel: bukti.tabel.to_string(), kunci: bukti.kunci.to_string(), kolom };
    if !may_prove(&h, &s.tabel, &s.kunci)? {
        return Err(Galat::Dilarang);
    }
    match keep(&h, Some(&id), &s, &sent).await? {
        Ok(_) => {
            Ok(Redirect::to(&format!("{}?pesan=diunggah", h.tempat.alamat(&format!("bukti/{id}")))).into_response())
        }
        Err(isian) => show(&h, &id, isian).await,
    }
}
