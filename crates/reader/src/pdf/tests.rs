//! Small pages, and files that mean harm.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::naskah::Naskah;
use crate::uji::{shape, told};

/// A PDF of one page with this content, and further entries of its page and of the file.
fn pdf(content: &[u8], filter: &str, page: &str, more: &[&str]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut object = |number: usize, body: &[u8]| {
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend(body);
        file.extend(b"\nendobj\n");
    };
    object(1, b"<</Type/Catalog/Pages 2 0 R>>");
    object(2, b"<</Type/Pages/Count 1/Kids[3 0 R]>>");
    let resources = "/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>";
    object(3, format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{page}/Contents 4 0 R{resources}>>").as_bytes());
    let mut stream = format!("<</Length {}{filter}>>stream\n", content.len()).into_bytes();
    stream.extend(content);
    stream.extend(b"\nendstream");
    object(4, &stream);
    object(5, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>");
    for (body, number) in more.iter().zip(6..) {
        object(number, body.as_bytes());
    }
    file.extend(b"trailer\n<</Size 9/Root 1 0 R>>\n%%EOF");
    file
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

fn read(bytes: &[u8]) -> Naskah {
    super::read("uji.pdf", bytes)
}

/// Letters of a table without lines at the rows, at these places.
fn words(words: &[(u32, u32, &str)]) -> String {
    words.iter().map(|(x, y, word)| format!("BT /F 10 Tf {x} {y} Td ({word}) Tj ET\n")).collect()
}

/// Lines from (x, y) to (x, y).
fn rules(rules: &[(u32, u32, u32, u32)]) -> String {
    rules.iter().map(|(x, y, to_x, to_y)| format!("{x} {y} m {to_x} {to_y} l S\n")).collect()
}

#[test]
fn lines_make_cells() {
    // A head over two columns, and filled boxes a point thin instead of lines at the right.
    let content = rules(&[(50, 700, 350, 700), (50, 680, 350, 680), (50, 660, 350, 660), (50, 640, 350, 640)])
        + &rules(&[(50, 640, 50, 700), (150, 640, 150, 700), (250, 640, 250, 680)])
        + "349 640 1 60 re f\n"
        + &words(&[(60, 686, "Kode"), (200, 686, "Anggaran"), (160, 666, "Pagu"), (260, 666, "Sisa")])
        + &words(&[(60, 646, "7.01"), (160, 646, "1.000"), (260, 646, "200")]);
    let naskah = read(&pdf(content.as_bytes(), "", "", &[]));
    assert_eq!(
        shape(&naskah),
        [r#"tabel -  ["Kode|Anggaran[1x2]|Anggaran^", "|Pagu|Sisa", "7.01|1.000|200"]"#.replace("|Anggaran^", "|^")]
    );
}

#[test]
fn turned_pages_and_turned_text_read_alike() {
    let turned = b"BT /F 12 Tf 0 1 -1 0 300 100 Tm (Teks yang diputar) Tj ET";
    for page in ["", "/Rotate 90", "/Rotate 180", "/Rotate 270"] {
        assert_eq!(shape(&read(&pdf(turned, "", page, &[]))), ["judul 3 Teks yang diputar"], "{page}");
    }
}

#[test]
fn spaces_behind_letters_part_no_words() {
    // The space stands under the letters that follow, as some programs leave it.
    let content =
        b"BT /F 10 Tf 100 700 Td ( ) Tj ET BT /F 10 Tf 98 700 Td (1.234) Tj ET BT /F 10 Tf 130 700 Td (lima) Tj ET";
    assert_eq!(shape(&read(&pdf(content, "", "", &[]))), ["judul 2 1.234 lima"]);
}

#[test]
fn a_scanned_page_is_named() {
    let picture = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\
                   stream\n0\nendstream";
    let naskah = read(&pdf(b"q 595 0 0 842 0 0 cm /X Do Q", "", "", &[picture]));
    assert!(naskah.blok.is_empty() && told(&naskah).starts_with("Halaman 1 hanya berisi gambar"), "{}", told(&naskah));
    assert!(naskah.catatan.iter().all(|note| !note.terbaca));
}

#[test]
fn files_that_mean_harm_are_refused() {
    let flate = "/Filter/FlateDecode";
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>/Length 11>>\
                stream\n/X Do /X Do\nendstream";
    let bomb = vec![b' '; 70 << 20];
    let many = "3 0 R ".repeat(30_000);
    for (what, bytes, said) in [
        ("brackets", pdf(&b"[".repeat(100_000), "", "", &[]), "bersarang"),
        ("packed brackets", pdf(&packed(&b"[".repeat(100_000)), flate, "", &[]), "bersarang"),
        ("states", pdf(&packed(&b"q ".repeat(100_000)), flate, "", &[]), "bersarang"),
        ("pages", pdf(b"", "", "", &[&format!("[{many}]")]), "bersarang"),
        ("bomb", pdf(&packed(&bomb), flate, "", &[]), "jauh lebih besar"),
        (
            "bomb in a bomb",
            pdf(&packed(&packed(&bomb)), "/Filter[/FlateDecode/FlateDecode]", "", &[]),
            "jauh lebih besar",
        ),
        ("forms that draw themselves", pdf(b"/X Do", "", "", &[form]), "lebih banyak"),
        ("a name in numbers", pdf(b"", "", "/#45ncrypt 5 0 R", &[]), "kata sandi"),
        ("old packing", pdf(b"", "/Filter/LZWDecode", "", &[]), "cara lama"),
    ] {
        let naskah = read(&bytes);
        assert!(naskah.blok.is_empty() && told(&naskah).contains(said), "{what}: {}", told(&naskah));
    }
    // As deep as the guard lets through, the parser still has room.
    let deep = [b"[".repeat(4_900), b"]".repeat(4_900), words(&[(100, 700, "isi")]).into_bytes()].concat();
    assert_eq!(shape(&read(&pdf(&deep, "", "", &[]))), ["judul 3 isi"]);
}

#[test]
fn colours_of_a_picture_are_no_brackets_unless_a_page_is_drawn_by_it() {
    let colours = packed("[r".repeat(20_000).as_bytes());
    let file = |dictionary: &str, drawn: u8| {
        let mut stream = format!("<<{dictionary}/Filter/FlateDecode/Length {}>>stream\n", colours.len()).into_bytes();
        stream.extend(&colours);
        stream.extend(b"\nendstream");
        let mut file = pdf(words(&[(60, 700, "Laporan")]).as_bytes(), "", "", &[]);
        let contents = file.windows(9).position(|window| window == b"Contents ").unwrap() + 9;
        file[contents] = b'0' + drawn;
        file.extend(b"\n6 0 obj\n");
        file.extend(stream);
        file.extend(b"\nendobj\ntrailer\n<</Size 9/Root 1 0 R>>\n%%EOF");
        file
    };
    let picture = "/Type/XObject/Subtype/Image/Width 200/Height 100/BitsPerComponent 8/ColorSpace/DeviceGray";
    assert_eq!(shape(&read(&file(picture, 4))), ["judul 3 Laporan"]);
    assert!(told(&read(&file("/Type/XObject", 4))).contains("bersarang"));
    assert!(told(&read(&file(&format!("{picture}/PatternType 1"), 4))).contains("bersarang"));
    let page = read(&file(picture, 6));
    assert!(page.blok.is_empty() && !told(&page).is_empty());
    assert!(told(&read(&file(&format!("{picture}/X<</#43harProcs 1>>"), 4))).contains("bersarang"));
}

#[test]
fn rows_of_figures_below_each_other_are_a_table_without_lines() {
    let row = |y: u32, cells: [&str; 4]| {
        let places = [60, 90, 250, 350];
        let all: Vec<(u32, u32, &str)> = places.iter().zip(cells).map(|(x, cell)| (*x, y, cell)).collect();
        words(&all.into_iter().filter(|(_, _, cell)| !cell.is_empty()).collect::<Vec<_>>())
    };
    let content = words(&[(60, 760, "Realisasi belanja menurut program disajikan di bawah ini")])
        + &row(736, ["No", "Program", "Pagu", "Realisasi"])
        + &row(720, ["1", "Pemerintahan", "5.000", "4.000"])
        + &words(&[(90, 708, "Umum")])
        + &row(690, ["2", "Pembangunan", "3.000", "-"])
        + &row(674, ["3", "Pembinaan", "2.000", "1.500"])
        + &row(658, ["", "Jumlah", "10.000", "5.500"])
        + &words(&[(60, 620, "Angka di atas menurut kas.")])
        + &row(580, ["", "Sektor", "Unit", "Rupiah"])
        + &row(564, ["", "Tani", "4", "900"])
        + &row(548, ["", "Dagang", "5", "800"])
        + &row(532, ["", "Jasa", "6", "700"]);
    let naskah = read(&pdf(content.as_bytes(), "", "", &[]));
    assert_eq!(
        shape(&naskah),
        [
            "judul 3 Realisasi belanja menurut program disajikan di bawah ini",
            r#"tabel -  ["No|Program|Pagu|Realisasi", "1|Pemerintahan Umum|5.000|4.000", "2|Pembangunan|3.000|-", "3|Pembinaan|2.000|1.500", "|Jumlah|10.000|5.500"]"#,
            "paragraf Angka di atas menurut kas.",
            r#"tabel -  ["Sektor|Unit|Rupiah", "Tani|4|900", "Dagang|5|800", "Jasa|6|700"]"#,
        ]
    );
    let list = words(&[(60, 760, "DAFTAR ISI")])
        + &[700, 684, 668].iter().map(|y| row(*y, ["1.1", "Latar belakang", "", "3"])).collect::<String>();
    assert!(!shape(&read(&pdf(list.as_bytes(), "", "", &[]))).iter().any(|block| block.starts_with("tabel")));
}
