//! Text as offices paste it.

use super::read;
use crate::naskah::{Blok, Format, Gabung, Naskah};

fn naskah(text: &str) -> Naskah {
    read("uji.md", text.as_bytes(), Format::Md)
}

fn shape(naskah: &Naskah) -> Vec<String> {
    let each = naskah.blok.iter().map(|block| match block {
        Blok::Judul { tingkat, teks } => format!("judul {tingkat} {}", teks.teks),
        Blok::Paragraf(paragraph) => {
            format!("{} {}", if paragraph.butir { "butir" } else { "paragraf" }, paragraph.teks)
        }
        Blok::Rumus { teks, .. } => format!("rumus {}", teks.trim()),
        Blok::Tabel(table) => format!(
            "tabel {} {} {:?}",
            table.nomor.as_deref().unwrap_or("-"),
            table.judul,
            table
                .baris
                .iter()
                .map(|row| row.sel.iter().map(|cell| cell.teks.as_str()).collect::<Vec<_>>().join("|"))
                .collect::<Vec<_>>()
        ),
    });
    each.collect()
}

#[test]
fn every_kind_of_line() {
    let text = "# **BAB I**\n\nSatu *kata*\nlanjut.\n\n- a. butir\n2. dua\n\n$$\\frac{30}{36}$$\n\n$$= 1\n+ 2$$\n";
    assert_eq!(
        shape(&naskah(text)),
        [
            "judul 1 BAB I",
            "paragraf Satu kata lanjut.",
            "butir a. butir",
            "butir 2. dua",
            "rumus \\frac{30}{36}",
            "rumus = 1\n+ 2"
        ]
    );
}

#[test]
fn tables_with_tabs_and_pipes_take_their_captions() {
    let tabs = "Tabel 3.1\n\nRealisasi\n\nNo.\tUraian\tJumlah\n1\t<b>A</b>\t1.000\n";
    assert_eq!(shape(&naskah(tabs)), ["tabel Tabel 3.1 Realisasi [\"No.|Uraian|Jumlah\", \"1|A|1.000\"]"]);
    let pipes = "Tabel 2: Judul\n\n| No | B |\n|----|---|\n| 1 | &amp; |\n";
    assert_eq!(shape(&naskah(pipes)), ["tabel Tabel 2 Judul [\"No|B\", \"1|&\"]"]);
}

#[test]
fn a_table_over_two_pages_is_one() {
    let text = "No\tNama\tGol\n1\tA\tx\n\nNo\tNama\tGo1\n2\tB\ty\n\n3\tC\tz\n\nKalimat.\n\nNo\tLain\tKolom\n1\tD\tw\n";
    assert_eq!(
        shape(&naskah(text)),
        [
            "tabel -  [\"No|Nama|Gol\", \"1|A|x\", \"2|B|y\", \"3|C|z\"]",
            "paragraf Kalimat.",
            "tabel -  [\"No|Lain|Kolom\", \"1|D|w\"]"
        ]
    );
}

#[test]
fn every_cell_and_every_word_knows_its_line() {
    let naskah = naskah("satu\ndua tiga\n\nA\tB\n1\t2\n");
    let Blok::Paragraf(paragraph) = &naskah.blok[0] else { panic!() };
    assert_eq!(paragraph.letak_at(0).baris_berkas, Some(1));
    assert_eq!(paragraph.letak_at(paragraph.teks.find("tiga").unwrap()).baris_berkas, Some(2));
    let cell = &naskah.tabel().next().unwrap().baris[1].sel[1];
    assert_eq!((cell.letak.baris_berkas, cell.letak.baris, cell.letak.kolom), (Some(5), Some(2), Some(2)));
}

#[test]
fn strange_bytes_are_said_or_read() {
    assert!(!naskah("").catatan.is_empty());
    assert!(!read("x.txt", b"a\0b", Format::Txt).catatan.is_empty());
    assert_eq!(shape(&read("x.txt", b"caf\xe9", Format::Txt)), ["paragraf café"]);
    for text in ["$$", "$$$", "|", "#", "\t", "\t\t\n", "<", "<b", "Tabel ", "Tabel 1\n\n\tx", "**", "$$a$"] {
        naskah(text);
    }
}

#[test]
fn a_drawn_table_has_cells_of_several_lines_and_merges() {
    let text = "\
Tabel 3.1 Dokumen desa
+-----+-----------+-------------------+
| No. | Desa      |      Proses       |
|     |           +-------+-----------+
|     |           | Tepat | Terlambat |
+=====+===========+=======+===========+
|  1  | Desa yang |   √   |           |
|     | jauh      |       |           |
+-----+-----------+-------+-----------+
|  2  | Desa lain |       |     √     |
+-----+-----------+-------+-----------+
| Jumlah          |   1   |     1     |
+-----------------+-------+-----------+
";
    let naskah = read("drawn.txt", text.as_bytes(), Format::Txt);
    let table = naskah.tabel().next().unwrap();
    assert_eq!(table.nomor.as_deref(), Some("Tabel 3.1"));
    let rows: Vec<String> = table
        .baris
        .iter()
        .map(|row| row.sel.iter().map(|cell| cell.teks.as_str()).collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(rows, ["No.|Desa|Proses|", "||Tepat|Terlambat", "1|Desa yang jauh|√|", "2|Desa lain||√", "Jumlah||1|1"]);
    let merge = |row: usize, column: usize| table.baris[row].sel[column].gabung;
    assert_eq!(merge(0, 0), Gabung::Awal { baris: 2, kolom: 1 });
    assert_eq!((merge(0, 2), merge(0, 3)), (Gabung::Awal { baris: 1, kolom: 2 }, Gabung::Bagian));
    assert_eq!(merge(4, 0), Gabung::Awal { baris: 1, kolom: 2 });
    assert_eq!(table.baris[3].letak.baris_berkas, Some(10));
}

#[test]
fn without_a_doubled_rule_each_line_of_a_drawn_table_is_a_row() {
    let text = "+----+------+\n| a  | b    |\n| bb |      |\n+----+------+\n| 1  | 10   |\n| 2  | 20   |\n+----+------+\n| Jumlah 30 |\n+-----------+\n";
    let naskah = read("drawn.txt", text.as_bytes(), Format::Txt);
    let table = naskah.tabel().next().unwrap();
    let rows: Vec<Vec<&str>> =
        table.baris.iter().map(|row| row.sel.iter().map(|cell| cell.teks.as_str()).collect()).collect();
    assert_eq!(rows, [["a bb", "b"], ["1", "10"], ["2", "20"], ["Jumlah 30", ""]]);
}

#[test]
fn signatures_side_by_side_are_two_in_plain_text() {
    let text = "          BUPATI CONTOH                    CAMAT SUKAMAJU\n\n    Dra. A CONTOH          B CONTOH, S.H.\nNama      : C CONTOH\n";
    let naskah = read("tanda.txt", text.as_bytes(), Format::Txt);
    let texts: Vec<&str> = naskah.paragraf().map(|paragraph| paragraph.teks.as_str()).collect();
    assert_eq!(texts, ["BUPATI CONTOH", "CAMAT SUKAMAJU", "Dra. A CONTOH", "B CONTOH, S.H.", "Nama : C CONTOH"]);
}
