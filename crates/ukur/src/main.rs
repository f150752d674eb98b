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
ukur --mutasi [SEED [COUNT [FORMAT,... [OFFICE]]]]
                                       plant faults (COUNT of a kind in a report) into the examples' reports
ukur --balik                           read every report of the examples back, in every format";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["contoh-cacat"] => contoh_cacat(),
        ["--dokumen", file, "--harapan", list] => score(Path::new(file), Path::new(list)),
        ["--mutasi", rest @ ..] => mutasi(rest),
        ["--balik"] => balik(),
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
        format: match arguments.get(2) {
            Some(list) => FORMAT.into_iter().filter(|format| list.split(',').any(|word| word == *format)).collect(),
            None => FORMAT.to_vec(),
        },
    };
    let wanted = |name: &str| arguments.get(3).is_none_or(|office| *office == name);
    let reports = bersih(|name, periode| wanted(name) && mutasi::dipakai(name, periode))?;
    let ukuran = mutasi::ukur(&reports, &rencana, &|what| eprintln!("{what} ..."))?;
    print!("{}\n{}", ukuran.tabel(), ukuran.teks_bersih());
    Ok(())
}

/// Reads every report back; a failure where one has a finding above `catatan` or cannot be read.
fn balik() -> Result<(), String> {
    let mut complaints = Vec::new();
    println!("| laporan | format | tabel berangka | dikenal | angka | dibandingkan |\n|---|---|---|---|---|---|");
    for report in bersih(|_, _| true)? {
        for format in FORMAT {
            let bytes = cacat::render(&report.dokumen, format).map_err(|error| error.to_string())?;
            let naskah = [reader::read(&format!("laporan.{format}"), &bytes)];
            let used = audit::terpakai(&naskah);
            println!(
                "| {} | {format} | {} | {} | {} | {} |",
                report.nama, used.tabel, used.dikenal, used.angka, used.terpakai
            );
            used.sisa
                .iter()
                .for_each(|(name, left, all)| eprintln!("{} {format}, {name}: {left} dari {all} angka", report.nama));
            let found = audit::periksa(&naskah, &audit::Pilihan::default());
            let heavy = found.temuan.iter().filter(|one| one.tingkat != audit::Tingkat::Catatan);
            complaints.extend(heavy.map(|one| format!("{} {format}: {} {}", report.nama, one.kode, one.pesan)));
        }
    }
    if complaints.is_empty() { Ok(()) } else { Err(complaints.join("\n")) }
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
