//! A whole old report into the register: what was recognised, what differs, what is missing; then one act.
//!
//! Rows that the register has are never overwritten silently: an empty cell is filled, a cell with another value is a
//! difference that needs a choice. Every value keeps its origin in a file beside the report.

mod anggaran;
mod gabung;
mod indikator;
mod instansi;
mod naskah;
mod perencanaan;
mod pratinjau;
mod susun;
mod tahunan;
mod usulan;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use audit::fakta::{Keputusan, fakta, kode_kecamatan};
use audit::{Pilihan, Ringkasan};
use domain::calculation::TahunKinerja;
use domain::problem::{Problem, Rejection};
use domain::register::Register;
use domain::schema::Field;
use domain::value::{KodeWilayah, Periode};
use report::{Kekurangan, Options, compose_laporan};
use store::{ActSource, Saved, Store};

use crate::berkas::{cannot_use, sha256};
use crate::{AppError, Home, Kantor, Pelaku};

pub use gabung::{AsalNilai, BedaSel, HitunganTabel};
use susun::Penyusun;
use usulan::Usulan;

/// What happens to cells of the register that hold another value than the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CaraBeda {
    /// Nothing is written while there are any.
    #[default]
    Tolak,
    /// The report's value is taken.
    Timpa,
    /// The register's value stays.
    Pertahankan,
}

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct PermintaanImpor {
    /// Code of the office; without it the report's own words decide.
    pub instansi: Option<String>,
    /// Period; without it the cover decides.
    pub periode: Option<Periode>,
    /// What happens to differing cells.
    pub cara: CaraBeda,
    /// False for a preview, which writes nothing.
    pub terapkan: bool,
}

/// What an import of a report found and did.
#[derive(Debug, Clone)]
pub struct ImporLaporan {
    /// Name of the file.
    pub nama: String,
    /// Code of the office.
    pub kode: KodeWilayah,
    /// True where the office was not in the register.
    pub baru: bool,
    /// Period of the report.
    pub periode: Periode,
    /// By table what is new, filled, the same, or differs.
    pub tabel: Vec<HitunganTabel>,
    /// Cells of the register that hold another value.
    pub beda: Vec<BedaSel>,
    /// Choices between contradicting values of the report.
    pub keputusan: Vec<Keputusan>,
    /// Values that the checker doubts, though they are proposed: code, place, message.
    pub diragukan: Vec<(&'static str, String, String)>,
    /// What was seen and cannot be taken.
    pub tertolak: Vec<String>,
    /// What the checker counted in the file.
    pub temuan: Ringkasan,
    /// What the report of that period would still lack.
    pub kekurangan: Vec<Kekurangan>,
    /// What a person should look at in the merged register.
    pub masalah: Vec<Problem>,
    /// The merged register.
    pub register: Register,
    /// Where each new value comes from.
    pub asal: Vec<AsalNilai>,
    /// What was written; `None` for a preview.
    pub tersimpan: Option<Saved>,
    /// The file that keeps the origins; `None` for a preview.
    pub berkas_asal: Option<PathBuf>,
}

/// Reads a report and says what it would bring; with `terapkan` it is written as one act. Without a database (`None`)
/// the office is new, and only a preview is possible.
pub async fn impor_laporan(
    store: Option<&Store>,
    home: &Home,
    name: &str,
    bytes: &[u8],
    minta: &PermintaanImpor,
    pelaku: &Pelaku,
) -> Result<ImporLaporan, AppError> {
    let naskah = read_report(name, bytes)?;
    let mut fakta = fakta(&naskah);
    let kode = office(store, minta.instansi.as_deref(), &fakta.identitas).await?;
    let periode = period(minta.periode, &fakta.identitas)?;
    let kantor = match store {
        Some(store) => Kantor::from_store(store, &kode, home.office(&kode)).await?,
        None => Kantor { years: BTreeMap::new(), warnings: Vec::new(), files: home.office(&kode) },
    };
    let versi = match store {
        Some(store) => store.versi(&kode, periode.tahun()).await?,
        None => None,
    };
    let lama = known(&kantor, periode.tahun());
    if lama.is_none() && crate::mulai::start(&kode).is_none() {
        return Err(unknown_office(&kode).into());
    }
    let lama = lama.as_ref();
    let years: Vec<i32> = kantor.years.keys().copied().collect();
    let akhir = periode.end().ok_or_else(|| AppError::failure("importing a report", "a period without an end"))?;
    let pemeriksaan = audit::periksa(std::slice::from_ref(&naskah), &Pilihan::default());
    let ragu = pemeriksaan.temuan.iter().map(|temuan| temuan.lokasi.letak.clone()).collect();
    let susun = |tercetak: Option<susun::Tercetak>| -> Usulan {
        Penyusun::new(&fakta, &kode, (periode, akhir), lama, &years, &ragu, tercetak).susun()
    };
    // First without typed text: what the register prints by itself then is no narrative.
    let first = gabung::gabung(lama, &susun(None), CaraBeda::Pertahankan)?;
    let printed = susun::Tercetak::of(&read_back(&compose(&kantor, &first.register, periode)?.1)?);
    let usulan = susun(Some(printed));
    let merged = gabung::gabung(lama, &usulan, minta.cara)?;
    let (kekurangan, _) = compose(&kantor, &merged.register, periode)?;
    let checked = domain::validation::validate(periode.tahun(), &merged.register).0;
    let mut result = ImporLaporan {
        nama: name.to_string(),
        baru: lama.is_none(),
        kode,
        periode,
        diragukan: doubted(&pemeriksaan, &merged.asal),
        tabel: merged.tabel,
        beda: merged.beda,
        keputusan: std::mem::take(&mut fakta.keputusan),
        tertolak: usulan.tertolak,
        temuan: pemeriksaan.ringkasan,
        kekurangan,
        masalah: checked,
        register: merged.register,
        asal: merged.asal,
        tersimpan: None,
        berkas_asal: None,
    };
    if minta.terapkan {
        let store = store.ok_or_else(|| AppError::failure("importing a report", "no database is open"))?;
        apply(&mut result, store, home, bytes, minta.cara, versi, pelaku).await?;
    }
    Ok(result)
}

/// A file with text; what no reader understands is refused.
fn read_report(name: &str, bytes: &[u8]) -> Result<reader::Naskah, Rejection> {
    let naskah = reader::read(name, bytes);
    let unread = naskah.catatan.iter().find(|note| !note.terbaca);
    match unread {
        Some(note) if naskah.blok.is_empty() => Err(Rejection::single(
            "LPI001",
            name,
            "Berkas ini tidak dapat dibaca.",
            note.pesan.clone(),
            "Periksa berkasnya, atau simpan dalam format lain (DOCX, PDF, MD, TXT).",
        )),
        None if naskah.blok.is_empty() => Err(Rejection::single(
            "LPI001",
            name,
            "Berkas ini kosong.",
            "Tidak ada teks dan tabel di dalamnya.",
            "Pilih berkas laporan yang berisi.",
        )),
        _ => Ok(naskah),
    }
}

/// The office that is meant: named, else known by its names in the list of regions or in the database.
async fn office(
    store: Option<&Store>,
    named: Option<&str>,
    identitas: &audit::fakta::Identitas,
) -> Result<KodeWilayah, AppError> {
    if let Some(code) = named {
        return KodeWilayah::read(code.trim()).map_err(|why| {
            let what = format!("Kode instansi \"{}\" tidak dapat dibaca.", code.trim());
            Rejection::single("LPI002", "--instansi", what, why, "Perbaiki kodenya, misalnya 35.08.02.").into()
        });
    }
    let kecamatan = identitas.kecamatan.as_deref().unwrap_or_default();
    if let Some(store) = store {
        let offices = store.offices().await?;
        let wanted = audit::dokumen::normal(&format!("Kecamatan {kecamatan}"));
        let same: Vec<_> = offices.iter().filter(|office| audit::dokumen::normal(&office.nama) == wanted).collect();
        if let [only] = same.as_slice() {
            return KodeWilayah::read(&only.kode).map_err(|why| AppError::failure("reading an office code", why));
        }
    }
    kode_kecamatan(kecamatan, identitas.kabupaten.as_deref()).ok_or_else(|| {
        let what = if kecamatan.is_empty() {
            "Dokumen ini tidak menyebut nama kecamatan dengan jelas.".to_string()
        } else {
            format!("Kecamatan {kecamatan} tidak dapat dipastikan.")
        };
        let why = "Nama pada sampul dicari dalam basis data dan dalam daftar wilayah yang disertakan.";
        Rejection::single("LPI002", "--instansi", what, why, "Sebut kodenya dengan --instansi, misalnya 35.08.02.")
            .into()
    })
}

fn unknown_office(kode: &KodeWilayah) -> Rejection {
    Rejection::single(
        "LPI003",
        "--instansi",
        format!("Instansi {kode} belum ada di basis data dan kodenya tidak ada dalam daftar wilayah."),
        "Nama wilayah dan daftar desanya tidak dapat diambil dari laporan saja.",
        "Masukkan dahulu profil instansinya dengan kinerja impor (buku kerja atau folder), lalu ulangi.",
    )
}

fn period(named: Option<Periode>, identitas: &audit::fakta::Identitas) -> Result<Periode, Rejection> {
    if let Some(periode) = named {
        return Ok(periode);
    }
    match (identitas.tahun, identitas.triwulan) {
        (Some(tahun), Some(triwulan)) => Ok(Periode::Triwulan { tahun, triwulan }),
        (Some(tahun), None) => Ok(Periode::Tahunan { tahun }),
        (None, _) => Err(Rejection::single(
            "LPI004",
            "--periode",
            "Periode laporan ini tidak dapat dipastikan.",
            "Sampulnya tidak menyebut satu tahun dengan jelas.",
            "Sebut periodenya dengan --periode, misalnya 2024/3 atau 2024.",
        )),
    }
}

/// The register of an office in a year; for a year that is new the office's own tables alone.
fn known(kantor: &Kantor, tahun: i32) -> Option<Register> {
    let own = kantor.years.get(&tahun).cloned();
    let other = || kantor.years.values().next_back().map(|register| register.with_year_of(&Register::default()));
    own.or_else(other)
}

/// The draft of the report from a register beside the office's other years.
fn compose(
    kantor: &Kantor,
    register: &Register,
    periode: Periode,
) -> Result<(Vec<Kekurangan>, document::Document), AppError> {
    let options = Options { paper: document::Paper::A4, is_final: false, per_tanggal: None };
    let others = kantor.years.iter().map(|(year, register)| (*year, register));
    let year = TahunKinerja::new(periode.tahun(), register.clone(), others);
    let pictures = kantor.pictures(&year).unwrap_or_default();
    let report = compose_laporan(&year, periode, &pictures, options)?;
    Ok((report.kekurangan, report.document))
}

/// A document as a reader finds it in a Word file: the shape in which it can be compared with a file.
pub(crate) fn read_back(document: &document::Document) -> Result<reader::Naskah, AppError> {
    let bytes = document::docx::render(document, &document::PageNumbers::new())?;
    Ok(reader::read("laporan.docx", &bytes))
}

/// Findings that point at a cell from which a value is taken.
fn doubted(pemeriksaan: &audit::Pemeriksaan, asal: &[AsalNilai]) -> Vec<(&'static str, String, String)> {
    let places: std::collections::BTreeSet<&str> = asal.iter().map(|one| one.asal.as_str()).collect();
    let sure = |temuan: &&audit::Temuan| temuan.penyebab_utama && temuan.tingkat == audit::Tingkat::Kesalahan;
    let place = |temuan: &audit::Temuan| usulan::tempat(&temuan.lokasi);
    let found = pemeriksaan.temuan.iter().filter(sure).filter(|temuan| places.contains(place(temuan).as_str()));
    found.map(|temuan| (temuan.kode, place(temuan), temuan.pesan.clone())).collect()
}

/// Writes the merged register as one act, and the report with the origins beside the office's files.
async fn apply(
    result: &mut ImporLaporan,
    store: &Store,
    home: &Home,
    bytes: &[u8],
    cara: CaraBeda,
    versi: Option<i64>,
    pelaku: &Pelaku,
) -> Result<(), AppError> {
    if cara == CaraBeda::Tolak && !result.beda.is_empty() {
        return Err(gabung::differs(&result.beda).into());
    }
    let errors = result.masalah.iter().filter(|one| one.severity == domain::problem::Severity::Error);
    let errors: Vec<Problem> = errors.cloned().collect();
    if !errors.is_empty() {
        return Err(Rejection { problems: errors }.into());
    }
    let digest = sha256(bytes);
    let stem = format!("impor-laporan-{}", digest.get(..12).unwrap_or_default());
    let folder = home.office(&result.kode).join("berkas");
    let ending = Path::new(&result.nama).extension().map(|end| end.to_string_lossy().to_lowercase());
    let copy = folder.join(format!("{stem}.{}", ending.as_deref().unwrap_or("bin")));
    let origins = folder.join(format!("{stem}-asal.csv"));
    let table =
        gabung::origins(&result.nama, &result.asal).map_err(|error| AppError::failure("writing origins", error))?;
    std::fs::create_dir_all(&folder).map_err(|error| cannot_use(&folder, &error))?;
    // A second import of the same file adds its origins to those that are there.
    let mut all = std::fs::read(&origins).unwrap_or_default();
    all.extend(if all.is_empty() { table.as_slice() } else { gabung::without_head(&table) });
    for (path, content) in [(&copy, bytes), (&origins, all.as_slice())] {
        std::fs::write(path, content).map_err(|error| cannot_use(path, &error))?;
    }
    let note = format!("laporan {}; asal tiap nilai: berkas/{stem}-asal.csv", result.periode.write());
    let act = pelaku.act("impor laporan", note, Some(ActSource { name: result.nama.clone(), sha256: digest }));
    let expected = Some(versi.unwrap_or_default());
    let saved = store.save(&act, &result.kode, result.periode.tahun(), &result.register, expected).await?;
    (result.tersimpan, result.berkas_asal) = (Some(saved), Some(origins));
    Ok(())
}
