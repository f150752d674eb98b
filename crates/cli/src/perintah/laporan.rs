//! `kinerja laporan`, `kinerja perjanjian`

use app::{AppError, Cetakan, Field, Formulir, Kantor, Kekurangan, Kode, KodeWilayah, Periode, Permintaan, Rejection};

use super::{periode, tulis, with_existing};
use crate::argumen::{self, Argumen, Kertas, Laporan, Perjanjian, Sumber};
use crate::keluaran::{self, say};

pub fn run(argumen: &Argumen, laporan: &Laporan) -> Result<(), AppError> {
    let periode = periode::of(&laporan.periode)?;
    let request = request(periode, &laporan.cetakan)?;
    say!("Laporan Kinerja {periode}:");
    if !laporan.abaikan_kunci
        && laporan.sumber.dari.is_none()
        && let Some((locked, made, kode)) = locked(argumen, laporan, &request)?
    {
        write(argumen, &laporan.cetakan, &made, &name("lkj", periode, Some(&kode)))?;
        let at = app::waktu_setempat(&locked.at, Some(&kode));
        say!("Dicetak dari laporan yang dikunci oleh {} pada {at}.", locked.actor);
        return Ok(());
    }
    let (kantor, kode) = kantor(argumen, &laporan.sumber)?;
    let (made, kekurangan) = app::print_laporan(&kantor, &request)?;
    finish(argumen, &laporan.cetakan, &made, &name("lkj", periode, kode.as_ref()), &kekurangan)
}

pub fn run_perjanjian(argumen: &Argumen, perjanjian: &Perjanjian) -> Result<(), AppError> {
    let periode = Periode::Tahunan { tahun: periode::read::<i32>("--tahun", &perjanjian.tahun)? };
    let request = request(periode, &perjanjian.cetakan)?;
    let (kantor, kode) = kantor(argumen, &perjanjian.sumber)?;
    let unit = perjanjian.jabatan.as_deref().map(|unit| periode::read::<Kode>("--jabatan", unit)).transpose()?;
    let (what, short, formulir) = match (perjanjian.formulir, &unit) {
        (argumen::Formulir::Perjanjian, None) => ("Perjanjian Kinerja", "pk", Formulir::Perjanjian),
        (argumen::Formulir::Perjanjian, Some(unit)) => ("Perjanjian Kinerja", "pk", Formulir::Jabatan(unit.clone())),
        (argumen::Formulir::Iku, None) => ("Indikator Kinerja Utama", "iku", Formulir::Iku),
        (argumen::Formulir::Iku, Some(_)) => return Err(iku_is_of_the_office().into()),
        (argumen::Formulir::RencanaAksi, unit) => ("Rencana aksi", "rencana-aksi", Formulir::RencanaAksi(unit.clone())),
    };
    say!("{what} {periode}:");
    let (made, kekurangan) = app::print_formulir(&kantor, &formulir, &request)?;
    let of_unit = unit.map(|unit| format!("-{}", unit.as_str().to_lowercase())).unwrap_or_default();
    let name = format!("{}{of_unit}", name(short, periode, kode.as_ref()));
    finish(argumen, &perjanjian.cetakan, &made, &name, &kekurangan)
}

fn iku_is_of_the_office() -> Rejection {
    Rejection::single(
        "PRT007",
        "--jabatan",
        "Daftar IKU tidak dibuat per unit.".to_string(),
        "Indikator Kinerja Utama ditetapkan untuk seluruh kantor.".to_string(),
        "Hapus --jabatan, atau pilih --formulir perjanjian atau rencana-aksi.",
    )
}

/// File name of a print: `lkj-35.08.02-2024-tw3`.
pub fn name(kind: &str, periode: Periode, kode: Option<&KodeWilayah>) -> String {
    let office = kode.map(|kode| format!("-{kode}")).unwrap_or_default();
    format!("{kind}{office}-{}", periode.write().replace('/', "-tw"))
}

pub fn paper(kertas: Kertas) -> app::Paper {
    match kertas {
        Kertas::A4 => app::Paper::A4,
        Kertas::F4 => app::Paper::F4,
    }
}

fn request(periode: Periode, cetakan: &argumen::Cetakan) -> Result<Permintaan, AppError> {
    Ok(Permintaan {
        periode,
        formats: tulis::formats(&cetakan.format),
        paper: paper(cetakan.kertas),
        is_final: cetakan.is_final,
        per_tanggal: periode::per_tanggal(cetakan.per_tanggal.as_deref())?,
    })
}

/// The office from a folder, or from the database with its code.
pub fn kantor(argumen: &Argumen, sumber: &Sumber) -> Result<(Kantor, Option<KodeWilayah>), AppError> {
    if let Some(folder) = &sumber.dari {
        let kantor = app::from_folder(folder)?;
        keluaran::warnings(&kantor.warnings);
        return Ok((kantor, None));
    }
    let home = super::home(argumen);
    with_existing(&home, |store| {
        let home = &home;
        async move {
            let kode = super::office(&store, sumber.instansi.as_ref()).await?;
            Ok((Kantor::from_store(&store, &kode, home.office(&kode)).await?, Some(kode)))
        }
    })
}

type Locked = (app::LockedReport, Cetakan, KodeWilayah);

/// The locked report of the period, printed from what was kept.
fn locked(argumen: &Argumen, laporan: &Laporan, request: &Permintaan) -> Result<Option<Locked>, AppError> {
    with_existing(&super::home(argumen), |store| async move {
        let kode = super::office(&store, laporan.sumber.instansi.as_ref()).await?;
        let Some((report, document)) = app::laporan_terkunci(&store, &kode, request.periode).await? else {
            return Ok(None);
        };
        Ok(Some((report, app::cetak(&document, &request.formats)?, kode)))
    })
}

fn write(argumen: &Argumen, cetakan: &argumen::Cetakan, made: &Cetakan, name: &str) -> Result<(), AppError> {
    let target = cetakan.keluaran.clone().unwrap_or_else(|| super::home(argumen).prints());
    tulis::cetakan(made, &target, name)
}

fn finish(
    argumen: &Argumen,
    cetakan: &argumen::Cetakan,
    made: &Cetakan,
    name: &str,
    kekurangan: &[Kekurangan],
) -> Result<(), AppError> {
    write(argumen, cetakan, made, name)?;
    keluaran::missing(kekurangan);
    Ok(())
}
