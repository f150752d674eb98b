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
