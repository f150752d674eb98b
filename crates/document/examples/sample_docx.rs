//! Writes the document that holds every kind of block as DOCX and as PDF, to look at side by side:
//! `sample_docx FOLDER [F4]`.

use std::error::Error;
use std::path::PathBuf;

use document::{PageSetup, Paper, docx, pdf, sample};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("usage: sample_docx FOLDER [F4]")?);
    let paper = if arguments.next().is_some_and(|paper| paper == "F4") { Paper::F4 } else { Paper::A4 };
    let mut document = sample::everything();
    document.page = PageSetup::new(paper);
    let printed = pdf::render(&document)?;
    std::fs::write(folder.join(format!("{paper:?}.docx")), docx::render(&document, &printed.pages)?)?;
    std::fs::write(folder.join(format!("{paper:?}-print.pdf")), printed.bytes)?;
    Ok(())
}
