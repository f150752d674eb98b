//! Writes the document that holds every kind of block as DOCX: `sample_docx FILE [F4]`.

use std::error::Error;

use document::{PageNumbers, PageSetup, Paper, docx, sample};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("usage: sample_docx FILE [F4]")?;
    let mut document = sample::everything();
    if arguments.next().is_some_and(|paper| paper == "F4") {
        document.page = PageSetup::new(Paper::F4);
    }
    let pages: PageNumbers = ["daftar-isi", "bab-3", "capaian", "capaian-1", "anggaran-3", "grafik"]
        .into_iter()
        .map(String::from)
        .zip(1..)
        .collect();
    std::fs::write(file, docx::render(&document, &pages)?)?;
    Ok(())
}
