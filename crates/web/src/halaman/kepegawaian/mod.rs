//! Personnel: who serves as of a day with the recap of that day, and a new person.

pub(crate) mod satu;

use app::{Problem, Tanggal};
use askama::Template;
use axum::body::Bytes;
use axum::extract::Query;
use domain::calculation::{RekapKepegawaian, View};
use domain::register::{Eselon, JenisKelamin, Pegawai, Pendidikan, StatusPegawai, TingkatDiklat};
use domain::schema::Field;
use domain::value::Kode;
use serde::Deserialize;

use crate::galat::{Galat, Hasil, halaman};
use crate::halaman::data;
use crate::isian::{self, Catatan, Cells, Kiriman, Kisi, Terima, kode_berikut, terima};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan::{KOSONG, nama_kolom, tanggal};

const MENU: &str = "kepegawaian";
/// Tables behind the page.
const TABEL: [&str; 3] = ["pegawai", "riwayat_pegawai", "diklat"];
/// What is entered of a state.
const RIWAYAT: [&str; 7] = ["berlaku_sejak", "status", "golongan", "eselon", "jabatan", "unit", "pendidikan"];

/// Columns that are filled already, or need no change.
const AKHIR: [&str; 2] = ["kode", "urut"];

/// The day as of which people are listed; empty is that of the period.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Tanya {
    #[serde(default)]
    per: String,
}

#[derive(Template)]
#[template(path = "kepegawaian.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    /// The day in words, and as the input has it.
    hari: String,
    per: String,
    galat: Option<String>,
    orang: Vec<Orang>,
    /// Who does not serve on that day, and why.
    lain: Vec<(Tautan, String)>,
    rekap: Vec<Rekap>,
    tabel: Vec<Tautan>,
    baru: Option<(Kisi, Kisi)>,
    buka: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

struct Orang {
    alamat: String,
    nama: String,
    nip: String,
    jenis_kelamin: &'static str,
    status: &'static str,
    pangkat: String,
    eselon: &'static str,
    jabatan: String,
    unit: String,
    pendidikan: &'static str,
}

/// A recap: heads, and rows of a word with numbers.
struct Rekap {
    judul: &'static str,
    kepala: Vec<&'static str>,
    baris: Vec<(String, Vec<usize>)>,
}

impl Rekap {
    /// Rows by statuses with their sum; rows of nobody are left out.
    fn by_status<T: Copy>(
        judul: &'static str,
        statuses: &[StatusPegawai],
        rows: impl IntoIterator<Item = (T, String)>,
        count: impl Fn(T, StatusPegawai) -> usize,
    ) -> Self {
        let line = |(row, nama): (T, String)| {
            let mut numbers: Vec<usize> = statuses.iter().map(|status| count(row, *status)).collect();
            numbers.push(numbers.iter().sum());
            (nama, numbers)
        };
        let baris = rows.into_iter().map(line).filter(|(_, numbers)| numbers.iter().any(|number| *number > 0));
        let kepala = statuses.iter().map(|status| status.word()).chain(["Jumlah"]).collect();
        Self { judul, kepala, baris: baris.collect() }
    }
}

fn recaps(rekap: &RekapKepegawaian<'_>) -> Vec<Rekap> {
    let statuses = rekap.statuses();
    let sexes = [(JenisKelamin::L, "laki-laki".to_string()), (JenisKelamin::P, "perempuan".to_string())];
    let ranked = [StatusPegawai::Pns, StatusPegawai::Cpns].into_iter();
    let ranks: Vec<StatusPegawai> = ranked.filter(|status| statuses.contains(status)).collect();
    let groups = RekapKepegawaian::KELOMPOK_GOLONGAN.iter().rev().map(|group| (*group, format!("Golongan {group}")));
    let pppk = rekap.golongan_pppk().into_iter().map(|(golongan, count)| (golongan.word().to_string(), vec![count]));
    let posts = Eselon::ALL.iter().map(|eselon| (eselon.word().to_string(), vec![rekap.eselon(*eselon)]));
    let trained = TingkatDiklat::ALL.iter().map(|level| (format!("PIM {level}"), vec![rekap.diklat(*level)]));
    let some = |rows: Vec<(String, Vec<usize>)>| rows.into_iter().filter(|(_, count)| count != &[0]).collect();
    let all = vec![
        Rekap::by_status("Jenis kelamin", &statuses, sexes, |sex, status| rekap.jenis_kelamin(sex, status)),
        Rekap::by_status(
            "Pendidikan",
            &statuses,
            Pendidikan::ALL.iter().rev().map(|level| (*level, level.word().to_string())),
            |level, status| rekap.pendidikan(level, status),
        ),
        Rekap::by_status("Golongan ruang PNS", &ranks, groups, |group, status| rekap.golongan(group, status)),
        Rekap { judul: "Golongan PPPK", kepala: vec!["Jumlah"], baris: pppk.collect() },
        Rekap { judul: "Eselon", kepala: vec!["Jumlah"], baris: some(posts.collect()) },
        Rekap { judul: "Diklat kepemimpinan", kepala: vec!["Jumlah"], baris: some(trained.collect()) },
    ];
    all.into_iter().filter(|rekap| !rekap.baris.is_empty()).collect()
}

/// Why somebody is not in the list of the day.
fn absent(view: &View<'_>, person: &Pegawai) -> String {
    let day = view.per_tanggal;
    match (person.mulai, person.berhenti) {
        (_, Some(last)) if day.is_some_and(|day| last < day) => format!("bertugas sampai {last}"),
        (Some(first), _) if day.is_some_and(|day| first > day) => format!("mulai bertugas {first}"),
        _ => "riwayatnya belum diisi".to_string(),
    }
}

fn show(h: &HalamanKantor, per: &str, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let register = &h.data.tahun.register;
    let asked = if per.is_empty() { Ok(None) } else { Tanggal::read(per).map(Some) };
    let view = h.data.tahun.view(h.tempat.periode, asked.clone().ok().flatten());
    let rekap = view.kepegawaian();
    let alamat = h.tempat.alamat(MENU);
    let page = |person: &Pegawai| format!("{alamat}/{}", person.kode);
    let unit = |kode: Option<&Kode>| {
        let known = kode.and_then(|kode| register.unit.iter().find(|unit| unit.kode == *kode));
        known.map(|unit| unit.nama.to_string()).unwrap_or_default()
    };
    let one = |person: &domain::calculation::PegawaiSaatItu<'_>| Orang {
        alamat: page(person.pegawai),
        nama: person.pegawai.nama.to_string(),
        nip: person.pegawai.nip.as_ref().map(ToString::to_string).unwrap_or_default(),
        jenis_kelamin: person.pegawai.jenis_kelamin.word(),
        status: person.riwayat.status.word(),
        pangkat: person.pangkat(),
        eselon: person.riwayat.eselon.map_or("", |eselon| eselon.word()),
        jabatan: person.riwayat.jabatan.as_ref().map_or(KOSONG.to_string(), ToString::to_string),
        unit: unit(person.riwayat.unit.as_ref()),
        pendidikan: person.riwayat.pendidikan.word(),
    };
    let serves = |person: &Pegawai| rekap.pegawai.iter().any(|one| one.pegawai.kode == person.kode);
    let lain = register.pegawai.iter().filter(|person| !serves(person));
    let boleh = h.may(Hak::UbahPegawai);
    halaman(&Halaman {
        r: h.rangka("Kepegawaian", MENU),
        hari: tanggal(view.per_tanggal),
        per: if asked.is_ok() { view.per_tanggal.map(isian::hari).unwrap_or_default() } else { per.to_string() },
        galat: asked.err(),
        orang: rekap.pegawai.iter().map(one).collect(),
        lain: lain.map(|person| (Tautan::new(&*person.nama, page(person)), absent(&view, person))).collect(),
        rekap: recaps(&rekap),
        tabel: TABEL.iter().map(|name| Tautan::new(nama_kolom(name), h.tempat.alamat(&data::path(name)))).collect(),
        baru: if boleh { Some(added(h, notes)?) } else { None },
        buka: !notes.is_empty() || register.pegawai.is_empty(),
        jumlah_masalah: notes.len(),
        peringatan,
        alamat,
    })
}

/// The form of a new person: who it is, and the first state.
fn added(h: &HalamanKantor, notes: &Catatan) -> Result<(Kisi, Kisi), Galat> {
    let register = &h.data.tahun.register;
    let none = |_: &Cells| false;
    let grid = |name: &str, shown: &[&str]| {
        Kisi::of(register, name, shown, none, none).map(|kisi| kisi.with_new(&Cells::new())).ok_or(Galat::Gagal)
    };
    let urut = register.pegawai.iter().map(|person| person.urut).max().unwrap_or(0).saturating_add(1);
    let kode = kode_berikut(register.pegawai.iter().map(|person| person.kode.as_str()));
    let first = [("kode", kode.unwrap_or_else(|| "P-01".to_string())), ("urut", urut.to_string())];
    Ok((grid("pegawai", &[])?.filled(&first).last(&AKHIR).with(notes), grid("riwayat_pegawai", &RIWAYAT)?.with(notes)))
}

/// `GET .../kepegawaian?per=`.
pub(crate) async fn lihat(konteks: Konteks, Query(asked): Query<Tanya>) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, asked.per.trim(), &Catatan::default(), Vec::new())
}

/// `POST .../kepegawaian`: a new person.
pub(crate) async fn tambah(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.kantor().await?;
    let mut kiriman = Kiriman::read(&body);
    let kode = kiriman.get("pegawai.b0.kode").to_string();
    if kiriman.changes().iter().any(|(row, _)| row == "riwayat_pegawai.b0") {
        kiriman.set("riwayat_pegawai.b0.pegawai", kode.clone());
    }
    let page = Kode::read(&kode).map_or(MENU.to_string(), |kode| format!("{MENU}/{kode}"));
    let address = h.tempat.alamat(&page);
    match terima(h, &kiriman, &address).await? {
        Terima::Selesai(answer) => Ok(answer),
        Terima::Tampil { halaman: h, catatan, peringatan, tersimpan: true } => {
            satu::show(&h, &kode, &catatan, peringatan)
        }
        Terima::Tampil { halaman: h, catatan, peringatan, .. } => show(&h, "", &catatan, peringatan),
    }
}
