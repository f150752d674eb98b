//! `kinerja periksa`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::{AppError, Berkas, PermintaanPeriksa, Problem, Rejection};

use super::tulis;
use crate::argumen::{Argumen, FormatPeriksa, Periksa};
use crate::keluaran;
use crate::kemajuan::Garis;
use crate::penjaga::Penjaga;

/// Larger files are not read.
const LARGEST: u64 = 64 << 20;

/// 0: nothing surely wrong. 1: something is. 2 comes with a rejection.
pub fn run(argumen: &Argumen, periksa: &Periksa) -> Result<ExitCode, AppError> {
    if let Some(kode) = &periksa.jelaskan {
        keluaran::text(app::jelaskan(kode)?);
        return Ok(ExitCode::SUCCESS);
    }
    spares_originals(periksa)?;
    let pilihan = app::Pilihan { hanya: periksa.hanya.clone(), abaikan: periksa.abaikan.clone() };
    let permintaan = PermintaanPeriksa {
        pilihan,
        acuan: periksa.acuan.as_deref().map(read).transpose()?,
        pengecualian: periksa.pengecualian.as_deref().map(read).transpose()?,
    };
    let lama = periksa.daftar_lama.as_deref().map(read).transpose()?;
    let mut garis = Garis::new();
    let files = files(&periksa.berkas)?;
    let penjaga = Penjaga::new();
    let result = app::periksa(files, &permintaan, &mut |kemajuan| {
        penjaga.tell(kemajuan);
        garis.show(kemajuan);
    });
    drop(penjaga);
    garis.end();
    let mut result = result?;
    if let Some(text) = &periksa.terhadap {
        let periode = super::periode::read::<app::Periode>("--terhadap", text)?;
        result.terhadap(&super::laporan::kantor(argumen, &periksa.sumber)?.0, periode, &permintaan)?;
    }
    match periksa.format {
        FormatPeriksa::Teks => show(periksa, &result.teks())?,
        FormatPeriksa::Json => show(periksa, &result.json())?,
        FormatPeriksa::Sarif => show(periksa, &result.sarif())?,
        FormatPeriksa::Html => show(periksa, &result.html())?,
        FormatPeriksa::Xlsx => {
            let usual = || argumen.dir().join("daftar-temuan.xlsx");
            let path = periksa.keluaran.clone().unwrap_or_else(usual);
            tulis::new_file(&path, &result.daftar(lama.as_ref())?)?;
            keluaran::written(&path);
        }
        FormatPeriksa::Docx | FormatPeriksa::Salinan => copies(argumen, periksa, &result)?,
    }
    if !result.tidak_terbaca.is_empty() {
        return Err(unread(&result.tidak_terbaca).into());
    }
    Ok(if result.has_errors() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Writes the copies with comments. Files that can have none are told; where there are no others, that is refused.
fn copies(argumen: &Argumen, periksa: &Periksa, result: &app::Periksa) -> Result<(), AppError> {
    let only_word = matches!(periksa.format, FormatPeriksa::Docx);
    let mut made = Vec::new();
    let mut refused = Vec::new();
    for (name, copy) in result.salinan() {
        let is_word = Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
        let why = match copy {
            Ok(bytes) if is_word || !only_word => {
                made.push((name, bytes));
                continue;
            }
            Ok(_) => {
                "Salinan DOCX hanya dibuat dari berkas Word; untuk berkas Excel pakai --format salinan.".to_string()
            }
            Err(why) => why,
        };
        let action = "Pilih --format lain untuk berkas ini.";
        refused
            .extend(Rejection::single("PRK004", name, "Salinan dengan komentar tidak dibuat.", why, action).problems);
    }
    let several = result.berkas.len() > 1;
    for (name, bytes) in &made {
        let own = copy_name(name);
        let path = match &periksa.keluaran {
            Some(target) if several || target.is_dir() => {
                tulis::folder(target)?;
                target.join(own)
            }
            Some(target) => target.clone(),
            None => argumen.dir().join(own),
        };
        tulis::new_file(&path, bytes)?;
        keluaran::written(&path);
    }
    if made.is_empty() {
        return Err(Rejection { problems: refused }.into());
    }
    keluaran::warnings(&refused);
    Ok(())
}

/// `folder/lkj.docx` as `lkj-diperiksa.docx`.
pub(super) fn copy_name(name: &str) -> PathBuf {
    let path = Path::new(name);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    PathBuf::from(format!("{stem}-diperiksa.{ending}"))
}

/// Writes a text to the file that was named, else shows it.
fn show(periksa: &Periksa, text: &str) -> Result<(), AppError> {
    match &periksa.keluaran {
        Some(path) => {
            tulis::whole(path, text.as_bytes())?;
            keluaran::written(path);
        }
        None => keluaran::text(text),
    }
    Ok(())
}

fn read(path: &Path) -> Result<Berkas, AppError> {
    Ok((name(path), tulis::read_file(path, LARGEST)?))
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The files, each with a name that tells it from the others.
fn files(paths: &[PathBuf]) -> Result<Vec<Berkas>, AppError> {
    let twice = |path: &Path| paths.iter().filter(|other| name(other) == name(path)).count() > 1;
    let mut files = Vec::new();
    for path in paths {
        let (name, bytes) = read(path)?;
        files.push((if twice(path) { path.display().to_string() } else { name }, bytes));
    }
    Ok(files)
}

/// Refuses a result that would replace what it is made from.
fn spares_originals(periksa: &Periksa) -> Result<(), AppError> {
    let same = |left: &Path, right: &Path| match (left.canonicalize(), right.canonicalize()) {
        (Ok(left), Ok(right)) => left == right,
        _ => false,
    };
    let inputs = [&periksa.acuan, &periksa.pengecualian, &periksa.daftar_lama];
    let mut inputs = periksa.berkas.iter().chain(inputs.into_iter().flatten());
    match &periksa.keluaran {
        Some(target) if inputs.any(|input| same(input, target)) => Err(Rejection::single(
            "PRK003",
            target.display().to_string(),
            "Hasil tidak ditulis ke berkas ini.",
            "Berkas ini dibaca untuk pemeriksaan dan tidak boleh berubah.",
            "Pilih nama lain dengan --keluaran.",
        )
        .into()),
        _ => Ok(()),
    }
}

fn unread(unread: &[(String, String)]) -> Rejection {
    let problem = |(name, why): &(String, String)| {
        let action = "Periksa berkasnya, atau simpan dalam format lain.";
        Rejection::single("PRK002", name.clone(), "Berkas ini tidak dapat diperiksa seluruhnya.", why.clone(), action)
            .problems
    };
    let problems: Vec<Problem> = unread.iter().flat_map(problem).collect();
    Rejection { problems }
}
