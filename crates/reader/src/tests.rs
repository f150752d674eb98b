//! Which reader a file gets.

use crate::naskah::Format;
use crate::read;
use crate::uji::{container, told};

#[test]
fn content_goes_before_the_ending() {
    let word = container(&[(
        "word/document2.xml",
        "<w:document><w:body><w:p><w:r><w:t>isi</w:t></w:r></w:p></w:body></w:document>",
    )]);
    assert_eq!(read("laporan.txt", &word).format, Format::Docx);
    assert_eq!(read("laporan.md", b"isi").format, Format::Md);
    for (name, bytes, said) in [
        ("a.txt", b"%PDF-1.7 ...".as_slice(), "PDF ini rusak"),
        ("a.md", b"a\0b", "bukan teks"),
        ("a.docx", b"isi biasa", "apa pun akhiran namanya"),
        ("a.docx", b"", "kosong"),
        ("a.docx", b"\xd0\xcf\x11\xe0lama", "berformat lama"),
        ("a.docx", b"\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "kata sandi"),
        ("a.png", b"\x89PNG", "belum dapat dibaca"),
        ("a.zip", b"PK\x03\x04", "rusak atau terpotong"),
    ] {
        let naskah = read(name, bytes);
        assert!(told(&naskah).contains(said), "{name}: {}", told(&naskah));
        assert!(naskah.catatan.iter().all(|note| !note.terbaca));
    }
    assert!(told(&read("a.zip", &container(&[("a.txt", "x")]))).contains("tidak dikenal"));
}
