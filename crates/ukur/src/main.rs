//! `ukur contoh-cacat`, `ukur --dokumen FILE --harapan JSON`, `ukur --mutasi`; started by `cargo xtask`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command that prints")]

use std::path::Path;
use std::process::ExitCode;

use ukur::cacat::{self, FORMAT, NAMA};
use ukur::harapan::Harapan;
use ukur::laporan::bersih;
use ukur::mutasi::{self, Rencana};

const USAGE: &str = "\
ukur contoh-cacat                      write the flawed example in every format
ukur --dokumen FILE --harapan JSON     score a document whose findings are known
ukur --mutasi [SEED [COUNT]]           plant faults (COUNT of a kind in a report) into the examples' reports";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["contoh-cacat"] => contoh_cacat(),
        ["--dokumen", file, "--harapan", list] => score(Path::new(file), Path::new(list)),
        ["--mutasi", rest @ ..] => mutasi(rest),
        _ => Err(USAGE.to_string()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn contoh_cacat() -> Result<(), String> {
    let folder = ukur::contoh().join("cacat");
    let source = text(&folder.join(format!("{NAMA}.md")))?;
    for format in FORMAT {
        let bytes = cacat::berkas(&source, format).map_err(|error| error.to_string())?;
        let path = folder.join(format!("{NAMA}.{format}"));
        std::fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn score(file: &Path, list: &Path) -> Result<(), String> {
    let harapan = Harapan::read(&text(list)?).map_err(|error| format!("{}: {error}", list.display()))?;
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let naskah = [reader::read(&name, &bytes)];
    let pemeriksaan = audit::periksa(&naskah, &audit::Pilihan::default());
    print!("{}", harapan.score(&pemeriksaan, naskah[0].format.name()).teks());
    Ok(())
}

/// Plants faults; what was missed goes to standard error, so that the table can be kept.
fn mutasi(arguments: &[&str]) -> Result<(), String> {
    let number = |at: usize, usual: u64| match arguments.get(at) {
        Some(word) => word.parse::<u64>().map_err(|_| USAGE.to_string()),
        None => Ok(usual),
    };
    let rencana = Rencana {
        benih: number(0, 1)?,
        sebanyak: usize::try_from(number(1, 4)?).map_err(|error| error.to_string())?,
        format: FORMAT.to_vec(),
    };
    let reports = bersih(mutasi::dipakai)?;
    let ukuran = mutasi::ukur(&reports, &rencana, &|what| eprintln!("{what} ..."))?;
    ukuran.terlewat.iter().for_each(|one| eprintln!("terlewat: {one}"));
    print!("{}\n{}", ukuran.tabel(), ukuran.teks_bersih());
    Ok(())
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
