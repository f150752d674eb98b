//! The agreement: its versions, what changed between two of them, and its prints.

pub(crate) mod cetak;
pub(crate) mod versi;

use app::Problem;
use askama::Template;
use axum::body::Bytes;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect};
use domain::calculation::{BedaPerjanjian, PenandaTangan, PerjanjianUnit};
use domain::register::{PeranPejabat, Perjanjian, table};
use domain::schema::Field;
use domain::value::Rupiah;
use serde::Deserialize;

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Catatan, Cells, HasilKiriman, Kiriman, Kisi, cells, simpan as save};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::Rangka;
use crate::tampilan;

/// Which two versions are compared; the newest and the one before where nothing is asked.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Banding {
    lama: Option<u32>,
    baru: Option<u32>,
}

#[derive(Template)]
#[template(path = "perjanjian.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    tahun: i32,
    versi: Vec<Versi>,
    beda: Option<Beda>,
    jabatan: Vec<Jabatan>,
    baru: Option<Kisi>,
    buka: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

/// A version as the list shows it.
struct Versi {
    nomor: u32,
    nama: String,
    tanggal: String,
    tempat: String,
    alasan: String,
    penjelasan: Vec<String>,
    berlaku: bool,
}

/// An agreement below the head of the office.
struct Jabatan {
    unit: String,
    sebutan: String,
    nama: Option<String>,
    atasan: Option<String>,
    janji: usize,
    tanpa_target: usize,
    anggaran: String,
}

impl Jabatan {
    fn new(unit: &PerjanjianUnit<'_>) -> Self {
        let person = |who: &Option<PenandaTangan>| who.as_ref().map(|who| who.nama.clone());
        Self {
            unit: unit.unit.kode.to_string(),
            sebutan: unit.sebutan(),
            nama: person(&unit.pertama),
            atasan: person(&unit.kedua),
            janji: unit.janji.len(),
            tanpa_target: unit.janji.iter().filter(|janji| janji.target.is_none()).count(),
            anggaran: tampilan::jumlah(unit.jumlah()),
        }
    }
}

/// Two versions side by side, in texts.
struct Beda {
    lama: (u32, String),
    baru: (u32, String),
    alasan: Option<String>,
    sama: bool,
    pihak: Vec<Sisi>,
    target: Vec<Sisi>,
    anggaran: Vec<(Sisi, String)>,
    jumlah: (String, String, String),
}

/// What both versions say of one thing.
struct Sisi {
    apa: String,
    lama: String,
    baru: String,
    berubah: bool,
}

/// What stands where a version does not have a line.
const TIDAK_DIMUAT: &str = "tidak dimuat";

impl Beda {
    fn new(beda: &BedaPerjanjian<'_>, tahun: i32) -> Self {
        let person = |who: &Option<PenandaTangan>| match who {
            Some(who) => format!("{}, {}", who.nama, who.jabatan),
            None => "tidak diketahui".to_string(),
        };
        let party = |peran: PeranPejabat| match peran {
            PeranPejabat::Kepala => "Pihak Pertama",
            _ => "Pihak Kedua",
        };
        let amount = |amount: Option<Rupiah>| amount.map_or(TIDAK_DIMUAT.to_string(), |amount| amount.to_string());
        Self {
            lama: (beda.lama.versi, report::nama_perjanjian(beda.lama, tahun)),
            baru: (beda.baru.versi, report::nama_perjanjian(beda.baru, tahun)),
            alasan: beda.baru.alasan.map(|reason| reason.to_string()),
            sama: beda.sama(),
            pihak: beda
                .pihak
                .iter()
                .map(|(peran, lama, baru)| Sisi {
                    apa: party(*peran).to_string(),
                    lama: person(lama),
                    baru: person(baru),
                    berubah: lama != baru,
                })
                .collect(),
            target: beda
                .target
                .iter()
                .map(|row| {
                    let unit = row.indikator.map_or("", |indikator| &indikator.satuan);
                    let name = row.indikator.map_or(String::new(), |indikator| format!(" {}", &*indikator.uraian));
                    let show = |target: Option<&domain::value::Target>| {
                        target.map_or(TIDAK_DIMUAT.to_string(), |target| target.show(unit))
                    };
                    Sisi {
                        apa: format!("{}{name}", row.kode),
                        lama: show(row.lama),
                        baru: show(row.baru),
                        berubah: row.berubah(),
                    }
                })
                .collect(),
            anggaran: beda
                .anggaran
                .iter()
                .map(|row| {
                    let side = Sisi {
                        apa: format!("{} {} ({})", row.program, row.nama, row.sumber_dana),
                        lama: amount(row.lama),
                        baru: amount(row.baru),
                        berubah: row.berubah(),
                    };
                    (side, row.selisih().to_string())
                })
                .collect(),
            jumlah: (
                beda.jumlah.0.to_string(),
                beda.jumlah.1.to_string(),
                beda.jumlah.1.minus(beda.jumlah.0).to_string(),
            ),
        }
    }
}

/// The number of the version that comes next.
fn next(versions: &[&Perjanjian]) -> u32 {
    versions.last().map_or(0, |last| last.versi + 1)
}

fn show(h: &HalamanKantor, asked: &Banding, notes: &Catatan, peringatan: Vec<Problem>) -> Hasil {
    let view = h.view();
    let tahun = h.tempat.tahun();
    let versions = view.versi_perjanjian();
    let in_force = view.perjanjian().map(|agreement| agreement.versi);
    let beda = match versions.as_slice() {
        [.., before, last] => {
            let pair = (asked.lama.unwrap_or(before.versi), asked.baru.unwrap_or(last.versi));
            view.beda_perjanjian(pair.0, pair.1).map(|beda| Beda::new(&beda, tahun))
        }
        _ => None,
    };
    let schema = table("perjanjian").ok_or(Galat::Gagal)?;
    let fixed: Cells = [("versi".to_string(), next(&versions).to_string())].into();
    let form =
        Kisi::new(schema, &["tanggal", "tempat", "alasan", "penjelasan"], Vec::new(), &view.year.register, |_| true);
    halaman(&Halaman {
        r: h.rangka("Perjanjian Kinerja", "perjanjian"),
        alamat: h.tempat.alamat("perjanjian"),
        tahun,
        versi: versions
            .iter()
            .map(|row| Versi {
                nomor: row.versi,
                nama: report::nama_perjanjian(row, tahun),
                tanggal: row.tanggal.to_string(),
                tempat: row.tempat.to_string(),
                alasan: row.alasan.map(|reason| reason.to_string()).unwrap_or_default(),
                penjelasan: row.penjelasan.as_ref().map(|text| text.paragraphs()).unwrap_or_default(),
                berlaku: in_force == Some(row.versi),
            })
            .collect(),
        beda,
        jabatan: view
            .unit_berperjanjian()
            .into_iter()
            .filter_map(|unit| view.perjanjian_unit(&unit.kode))
            .map(|unit| Jabatan::new(&unit))
            .collect(),
        baru: h.may(Hak::UbahPerjanjian).then(|| form.with_new(&fixed).with(notes)),
        buka: versions.is_empty() || !notes.is_empty(),
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// `GET .../perjanjian?lama=&baru=`.
pub(crate) async fn lihat(konteks: Konteks, Query(asked): Query<Banding>) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &asked, &Catatan::default(), Vec::new())
}

/// `POST .../perjanjian`: records a version. A change begins with the targets and funds of the version before.
pub(crate) async fn tambah(konteks: Konteks, body: Bytes) -> Hasil {
    let h = konteks.clone().kantor().await?;
    let mut kiriman = Kiriman::read(&body);
    let view = h.view();
    let versions = view.versi_perjanjian();
    let number = next(&versions);
    if let Some(before) = versions.last().filter(|_| !kiriman.changes().is_empty()) {
        copy(&h, &mut kiriman, before.versi, number);
    }
    match save(&h, &kiriman, kiriman.get("_catatan")).await? {
        HasilKiriman::Tersimpan(warnings) if !warnings.is_empty() => {
            versi::show(&konteks.kantor().await?, &number.to_string(), &Catatan::default(), warnings)
        }
        HasilKiriman::Tersimpan(_) => {
            let address = h.tempat.alamat(&format!("perjanjian/versi/{number}"));
            Ok(Redirect::to(&format!("{address}?pesan=tersimpan")).into_response())
        }
        HasilKiriman::TanpaPerubahan => {
            Ok(Redirect::to(&format!("{}?pesan=tanpa-perubahan", h.tempat.alamat("perjanjian"))).into_response())
        }
        HasilKiriman::Ulang(notes) => show(&h, &Banding::default(), &notes, Vec::new()),
    }
}

/// Adds the annexes of a version as rows of another one to what was typed.
fn copy(h: &HalamanKantor, kiriman: &mut Kiriman, from: u32, to: u32) {
    for name in ["perjanjian_target", "perjanjian_anggaran"] {
        let Some((schema, rows)) = h.data.tahun.register.rows_of(name) else { continue };
        let rows = rows.iter().map(|row| cells(schema, row));
        let own = rows.filter(|row| row.get("versi").is_some_and(|versi| u32::read(versi) == Ok(from)));
        for (number, row) in own.enumerate() {
            for (column, text) in row {
                let text = if column == "versi" { to.to_string() } else { text };
                kiriman.set(&format!("{name}.b{number}.{column}"), text);
            }
        }
    }
}
