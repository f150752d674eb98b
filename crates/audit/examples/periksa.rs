//! Checks files that belong together and prints what contradicts itself: `periksa BERKAS...`.
//! `HANYA=JML,SIS201` asks only these rules, `JSON=1` prints JSON.
#![allow(clippy::print_stdout, reason = "an example that prints")]

use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut naskah = Vec::new();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let name = path.rsplit('/').next().unwrap_or(&path).to_string();
        naskah.push(reader::read(&name, &bytes));
    }
    let hanya = std::env::var("HANYA").map(|list| list.split(',').map(str::to_string).collect()).unwrap_or_default();
    let start = Instant::now();
    let pemeriksaan = audit::periksa(&naskah, &audit::Pilihan { hanya, ..audit::Pilihan::default() });
    let took = start.elapsed();
    if std::env::var_os("JSON").is_some() {
        println!("{}", audit::tulis::json(&pemeriksaan, &[]));
    } else {
        print!("{}", audit::tulis::teks(&pemeriksaan));
        println!("{} ms", took.as_millis());
    }
    Ok(())
}
