//! Small files as an office program saves them; their contents are invented.

use reader::{Blok, Format, Naskah};

fn read(name: &str) -> Naskah {
    let path = format!("{}/tests/berkas/{name}", env!("CARGO_MANIFEST_DIR"));
    reader::read(name, &std::fs::read(path).unwrap_or_default())
}

fn rows(naskah: &Naskah, table: usize) -> Vec<String> {
    let row = |row: &reader::Baris| row.sel.iter().map(|cell| cell.teks.as_str()).collect::<Vec<_>>().join("|");
    naskah.tabel().nth(table).map_or_else(Vec::new, |table| table.baris.iter().map(row).collect())
}

#[test]
fn a_report() {
    let naskah = read("laporan.docx");
    assert_eq!((naskah.format, naskah.catatan.len()), (Format::Docx, 0));
    let texts: Vec<&str> = naskah.paragraf().map(|paragraph| paragraph.teks.as_str()).collect();
    assert_eq!(
        texts,
        [
            "BAB III AKUNTABILITAS KINERJA",
            "Realisasi Anggaran",
            "Sampai dengan 30 September 2024 anggaran terserap 83,33 %.",
            "1. butir pertama",
            "2. butir kedua",
            "tanpa nomor",
            "Sumber: data contoh."
        ]
    );
    assert!(matches!(naskah.blok[1], Blok::Judul { tingkat: 2, .. }));
    assert_eq!(naskah.tabel().next().unwrap().nomor.as_deref(), Some("Tabel 3.1"));
    assert_eq!(
        rows(&naskah, 0),
        [
            "Kode|Uraian|Anggaran||",
            "||Pagu|Realisasi|Sisa",
            "7.01.01|Program Contoh|1.200.000|1.000.000|200.000",
            "7.01.02|Program Lain|600.000|500.000|100.000",
            "Jumlah||1.800.000|1.500.000|300.000"
        ]
    );
}

#[test]
fn both_workbooks_say_the_same() {
    let (xlsx, ods) = (read("buku.xlsx"), read("buku.ods"));
    assert_eq!((xlsx.format, ods.format), (Format::Xlsx, Format::Ods));
    for naskah in [&xlsx, &ods] {
        assert_eq!(
            rows(naskah, 0),
            [
                "Kode|Uraian|Anggaran||",
                "||Pagu|Realisasi|%",
                "7.01.01|Program Contoh|1.200.000|1.000.000|83,33%",
                "7.01.02|Program Lain|600.000|500.000|83,33%",
                "Jumlah||1.800.000|1.500.000|83,33%"
            ]
        );
        assert_eq!(rows(naskah, 1), ["Tanggal|Nilai", "30 September 2024|#DIV/0!"]);
        let table = naskah.tabel().next().unwrap();
        let sum = &table.baris[4].sel[2];
        assert_eq!((sum.rumus(), sum.letak.sel.as_deref()), (Some("SUM(C5:C6)"), Some("Pagu Contoh!C7")));
        assert!(table.baris[3].sel[0].tersembunyi);
        let told: Vec<&str> = naskah.catatan.iter().map(|note| note.pesan.as_str()).collect();
        assert_eq!(told, ["Baris 6 pada lembar \"Pagu Contoh\" tersembunyi; isinya ikut dibaca."]);
    }
}

#[test]
fn a_pdf_says_what_its_word_file_says() {
    let (word, pdf) = (read("laporan.docx"), read("laporan.pdf"));
    assert_eq!((pdf.format, pdf.catatan.len()), (Format::Pdf, 0));
    let texts = |naskah: &Naskah| naskah.paragraf().map(|paragraph| paragraph.teks.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&pdf), texts(&word));
    assert_eq!(rows(&pdf, 0), rows(&word, 0));
    let (of_word, of_pdf) = (word.tabel().next().unwrap(), pdf.tabel().next().unwrap());
    assert_eq!((&of_pdf.nomor, &of_pdf.judul), (&of_word.nomor, &of_word.judul));
    for (left, right) in of_pdf.baris.iter().zip(&of_word.baris) {
        let merges = |row: &reader::Baris| row.sel.iter().map(|cell| cell.gabung).collect::<Vec<_>>();
        assert_eq!(merges(left), merges(right));
    }
    let place = &of_pdf.baris[3].sel[2].letak;
    assert_eq!((place.halaman, place.tabel, place.baris, place.kolom), (Some(1), Some(1), Some(4), Some(3)));
}

/// Eight pages: heads repeat, rows break over pages, a running head and page numbers stand at the edges.
#[test]
fn a_table_over_pages_is_one() {
    let naskah = read("panjang.pdf");
    assert_eq!(naskah.tabel().count(), 1);
    assert_eq!(naskah.paragraf().count(), 3, "{:?}", naskah.paragraf().collect::<Vec<_>>());
    let long = "yang panjang sekali dan masih bersambung ".repeat(9);
    let rows = rows(&naskah, 0);
    assert_eq!(rows.len(), 15);
    assert_eq!(rows[..2], ["Kode|Uraian|Anggaran (Rp)||", "||Pagu|Realisasi|Sisa"]);
    assert_eq!(
        rows[6],
        format!("7.01.01.2.05|Kegiatan contoh nomor 5 dengan uraian {long}sampai akhir|1.062.500|1.026.000|36.500")
    );
    assert_eq!(rows[14], "Jumlah||12.975.000|12.405.600|569.400");
    let table = naskah.tabel().next().unwrap();
    assert_eq!(table.nomor.as_deref(), Some("Tabel 3.1"));
    assert_eq!(table.baris[14].letak.halaman, Some(8));
}

#[test]
fn locked_and_cut_pdf() {
    let locked = read("terkunci.pdf");
    assert!(locked.blok.is_empty() && locked.catatan[0].pesan.contains("kata sandi"), "{:?}", locked.catatan);
    let path = format!("{}/tests/berkas/panjang.pdf", env!("CARGO_MANIFEST_DIR"));
    let whole = std::fs::read(path).unwrap();
    for part in [20, 1_000, whole.len() / 2, whole.len() - 10] {
        let naskah = reader::read("a.pdf", &whole[..part]);
        assert_eq!(naskah.format, Format::Pdf);
        assert!(!naskah.blok.is_empty() || !naskah.catatan[0].terbaca, "{part}");
    }
}
