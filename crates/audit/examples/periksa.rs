//! Checks files that belong together and prints what contradicts itself: `periksa BERKAS...`.
//! `HANYA=JML,SIS201` asks only these rules, `JSON=1` prints JSON, `WAKTU=1` how long reading and each slow rule took.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints")]

use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut naskah = Vec::new();
    let begin = Instant::now();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let name = path.rsplit('/').next().unwrap_or(&path).to_string();
        naskah.push(reader::read(&name, &bytes));
    }
    let hanya = std::env::var("HANYA").map(|list| list.split(',').map(str::to_string).collect()).unwrap_or_default();
    let pilihan = audit::Pilihan { hanya, ..audit::Pilihan::default() };
    let start = Instant::now();
    let mut steps = Vec::new();
    let pemeriksaan = audit::periksa_sambil(&naskah, &pilihan, &mut |done, _| steps.push((done, start.elapsed())));
    let took = start.elapsed();
    if std::env::var_os("WAKTU").is_some() {
        let asked: Vec<_> = audit::rules::RULES.iter().filter(|rule| !rule.opsional).collect();
        eprintln!("{:?} membaca", start - begin);
        eprintln!("{:?} mengenali", steps.first().map_or(took, |(_, first)| *first));
        for (at, (done, began)) in steps.iter().enumerate() {
            let lasted = steps.get(at + 1).map_or(took, |(_, next)| *next).saturating_sub(*began);
            if lasted.as_millis() >= 20 {
                eprintln!("{lasted:?} {}", asked.get(*done).map_or("", |rule| rule.kode));
            }
        }
    }
    if std::env::var_os("JSON").is_some() {
        println!("{}", audit::tulis::json(&pemeriksaan, &[]));
    } else {
        print!("{}", audit::tulis::teks(&pemeriksaan));
        println!("{} ms", took.as_millis());
    }
    Ok(())
}
