//! An indicator as it is planned: what it is, how it is counted, its targets of years and quarters; with its formula set
//! as one types.

use app::{Perubahan, Problem};
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use domain::calculation::{TahunKinerja, View};
use domain::formula::FORMULAS;
use domain::register::{Indikator, table};
use domain::schema::Field;
use domain::value::{Kode, Periode, Triwulan};

use crate::galat::{Galat, Hasil, halaman};
use crate::isian::{Baris, Catatan, Cells, Kiriman, Kisi, Sel, Terima, terima};
use crate::izin::Hak;
use crate::konteks::{HalamanKantor, Konteks};
use crate::rangka::{Rangka, Tautan};
use crate::tampilan;

/// Tables of this page's form.
const TABEL: [&str; 4] = ["indikator", "komponen", "target_triwulan", "target_renstra"];

#[derive(Template)]
#[template(path = "indikator.html")]
struct Halaman {
    r: Rangka,
    alamat: String,
    pokok: Kisi,
    komponen: Kisi,
    tahunan: Kisi,
    triwulan: Vec<(Triwulan, Sel, Sel, Baris)>,
    pratinjau: Pratinjau,
    boleh: bool,
    jumlah_masalah: usize,
    peringatan: Vec<Problem>,
}

/// What the formula becomes with what is typed.
#[derive(Template)]
#[template(path = "indikator_pratinjau.html")]
struct Pratinjau {
    nama: Option<(&'static str, &'static str)>,
    realisasi: Option<String>,
    capaian: Option<(String, bool)>,
    akumulasi: String,
    baris: Vec<SatuTriwulan>,
    masalah: Vec<String>,
}

/// A quarter: targets, what is known, and whether the target can be reached at all.
struct SatuTriwulan {
    nama: String,
    target: String,
    tertinggi: String,
    realisasi: String,
    capaian: String,
    mustahil: bool,
}

impl Pratinjau {
    fn new(h: &HalamanKantor, year: &TahunKinerja, kode: &Kode, masalah: Vec<String>) -> Self {
        let view = year.view(h.tempat.periode, None);
        let Some(indikator) = view.indikator_by_kode(kode) else {
            return Self {
                nama: None,
                realisasi: None,
                capaian: None,
                akumulasi: String::new(),
                baris: Vec::new(),
                masalah,
            };
        };
        let hasil = view.hasil(indikator);
        let capaian = report::rumus_capaian(&view, &hasil);
        Self {
            nama: hasil.formula.map(|formula| (formula.nama, formula.dasar)),
            realisasi: report::rumus_hitungan(&hasil).map(|equation| document::html::math(&equation)),
            capaian: capaian.map(|(equation, invented)| (document::html::math(&equation), invented)),
            akumulasi: indikator.akumulasi.to_string(),
            baris: Triwulan::ALL.into_iter().map(|quarter| one(&view, year, indikator, quarter)).collect(),
            masalah,
        }
    }
}

fn one(now: &View<'_>, year: &TahunKinerja, indikator: &Indikator, triwulan: Triwulan) -> SatuTriwulan {
    let come = triwulan <= now.periode.triwulan();
    // Quarters that have not come are looked at as their own report will.
    let view = match come {
        true => now.at_quarter(triwulan),
        false => year.view(Periode::Triwulan { tahun: year.tahun, triwulan }, None),
    };
    let Some(indikator) = view.indikator_by_kode(&indikator.kode) else {
        return SatuTriwulan {
            nama: format!("s.d. Triwulan {triwulan}"),
            target: String::new(),
            tertinggi: String::new(),
            realisasi: String::new(),
            capaian: String::new(),
            mustahil: false,
        };
    };
    let hasil = view.hasil(indikator);
    let value = |target: Option<&domain::value::Target>| target.and_then(domain::value::Target::nilai);
    SatuTriwulan {
        nama: format!("s.d. Triwulan {triwulan}"),
        target: tampilan::target(hasil.target_triwulan, &indikator.satuan),
        tertinggi: hasil.tertinggi.map_or_else(|| "tidak dibatasi".to_string(), |one| one.show(&indikator.satuan)),
        realisasi: if come { tampilan::realisasi(&hasil) } else { "–".to_string() },
        capaian: if come { tampilan::persen(hasil.capaian_triwulan.as_ref().ok()) } else { "–".to_string() },
        mustahil: value(hasil.target_triwulan)
            .zip(value(hasil.tertinggi))
            .is_some_and(|(target, highest)| target > highest),
    }
}

/// The year with what is typed, and what of it cannot be read.
fn tried(h: &HalamanKantor, kiriman: &Kiriman) -> (TahunKinerja, Vec<String>) {
    let changes: Vec<Perubahan> = kiriman.changes().into_iter().map(|(_, change)| change).collect();
    let own: Vec<Perubahan> = changes.into_iter().filter(|change| TABEL.contains(&change.tabel.as_str())).collect();
    let year = &h.data.tahun;
    let (register, wrong) = app::coba(&year.register, &own);
    let wrong = wrong.into_iter().map(|one| format!("{} {}", one.masalah.what, one.masalah.action)).collect();
    (TahunKinerja { tahun: year.tahun, register, ringkasan: year.ringkasan.clone() }, wrong)
}

pub(super) fn show(
    h: &HalamanKantor,
    kunci: &str,
    year: &TahunKinerja,
    notes: &Catatan,
    peringatan: Vec<Problem>,
) -> Hasil {
    let kode = Kode::read(kunci).map_err(|_| Galat::TidakAda)?;
    let register = &h.data.tahun.register;
    let indikator = register.indikator.iter().find(|one| one.kode == kode).ok_or(Galat::TidakAda)?;
    let boleh = h.may(Hak::UbahPerencanaan);
    let may = |_: &Cells| boleh;
    let fixed = |column: &str| -> Cells { [(column.to_string(), kode.write())].into() };
    let grid = |name: &str, column: &str, shown: &[&str]| -> Result<Kisi, Galat> {
        let schema = table(name).ok_or(Galat::Gagal)?;
        let place = schema.columns.iter().position(|known| known.name == column).ok_or(Galat::Gagal)?;
        let rows = register.rows_of(name).map(|(_, rows)| rows).unwrap_or_default();
        let own = rows.into_iter().filter(|row| row.get(place).is_some_and(|text| *text == kode.write())).collect();
        Ok(Kisi::new(schema, shown, own, register, may))
    };
    let grown = |kisi: Kisi| if boleh { kisi.with_new(&fixed("indikator")) } else { kisi };
    let formulas: Vec<&str> = FORMULAS.iter().map(|formula| formula.id).collect();
    let pokok = grid("indikator", "kode", &[])?.read_only(&["kode"]).chosen("rumus", &formulas).with(notes);
    let quarters = Triwulan::ALL.map(|quarter| {
        let mut key = fixed("indikator");
        key.insert("triwulan".to_string(), quarter.write());
        key
    });
    let quarterly =
        grid("target_triwulan", "indikator", &["target", "tertinggi"])?.with_rows(quarters, may).with(notes);
    let cells = |quarter: Triwulan| {
        let row = quarterly.baris(&[kode.as_str(), &quarter.write()])?;
        Some((quarter, row.sel("target")?.clone(), row.sel("tertinggi")?.clone(), row.clone()))
    };
    halaman(&Halaman {
        r: h.rangka(format!("{kode} {}", &*indikator.uraian), "perencanaan")
            .below(vec![Tautan::new("Perencanaan", h.tempat.alamat("perencanaan"))]),
        alamat: h.tempat.alamat(&format!("perencanaan/indikator/{kode}")),
        pokok,
        komponen: grown(grid(
            "komponen",
            "indikator",
            &["kode", "urut", "peran", "uraian", "sumber", "jenis_dokumen"],
        )?)
        .with(notes),
        tahunan: grown(grid("target_renstra", "indikator", &["tahun", "target"])?).with(notes),
        triwulan: Triwulan::ALL.into_iter().filter_map(cells).collect(),
        pratinjau: Pratinjau::new(h, year, &kode, Vec::new()),
        boleh,
        jumlah_masalah: notes.len(),
        peringatan,
    })
}

/// `GET .../perencanaan/indikator/{indikator}`.
pub(crate) async fn lihat(konteks: Konteks, Path((_, _, _, kunci)): Path<(String, String, String, String)>) -> Hasil {
    let h = konteks.kantor().await?;
    show(&h, &kunci, &h.data.tahun, &Catatan::default(), Vec::new())
}

/// `POST .../perencanaan/indikator/{indikator}/pratinjau`: computes and answers, saves nothing.
pub(crate) async fn pratinjau(
    konteks: Konteks,
    Path((_, _, _, kunci)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let kode = Kode::read(&kunci).map_err(|_| Galat::TidakAda)?;
    let (year, wrong) = tried(&h, &Kiriman::read(&body));
    halaman(&Pratinjau::new(&h, &year, &kode, wrong))
}

/// `POST .../perencanaan/indikator/{indikator}`.
pub(crate) async fn simpan(
    konteks: Konteks,
    Path((_, _, _, kunci)): Path<(String, String, String, String)>,
    body: Bytes,
) -> Hasil {
    let h = konteks.kantor().await?;
    let kode = Kode::read(&kunci).map_err(|_| Galat::TidakAda)?;
    let address = h.tempat.alamat(&format!("perencanaan/indikator/{kode}"));
    let kiriman = Kiriman::read(&body);
    match terima(h, &kiriman, &address).await? {
        Terima::Selesai(answer) => Ok(answer),
        Terima::Tampil { halaman: h, catatan, peringatan, tersimpan } => {
            let typed = (!tersimpan).then(|| tried(&h, &kiriman).0);
            let year = typed.as_ref().unwrap_or(&h.data.tahun);
            show(&h, &kunci, year, &catatan, peringatan)
        }
    }
}
