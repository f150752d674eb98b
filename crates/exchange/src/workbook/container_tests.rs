//! Workbooks from elsewhere: hostile, damaged, saved by LibreOffice.

use std::io::Write;
use std::time::Instant;

use expect_test::expect;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::tests::{header, told, written};
use super::*;
use crate::sample;

fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    zip_with(CompressionMethod::Stored, parts)
}

fn zip_with(method: CompressionMethod, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn hostile_workbooks_are_refused_quickly() {
    let good = written(&sample::smallest(2024));
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let megabyte = zip_with(CompressionMethod::Deflated, &[("xl/zeros", &[0; 1024 * 1024])]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&megabyte)).unwrap();
    let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for n in 0..120 {
        bomb.raw_copy_file_rename(archive.by_index_raw(0).unwrap(), format!("xl/{n}.xml")).unwrap();
    }
    let bomb = bomb.finish().unwrap().into_inner();
    let zeros = vec![0_u8; 100 * 1024 * 1024];
    let mut liar = bomb.clone();
    let size = (1024_u32 * 1024).to_le_bytes();
    for at in 0..liar.len() - 4 {
        if liar[at..at + 4] == size {
            liar[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
    }
    let mut locked = vec![0xD0, 0xCF, 0x11, 0xE0];
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let strings = b"<sst xmlns='x' uniqueCount='99999999999999999999'></sst>";
    let ods = b"application/vnd.oasis.opendocument.spreadsheet";
    let wide = ods_of(
        "Unit",
        "<table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='16000' \
         office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row>",
    );
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("WBK202", Vec::new()),
        ("WBK201", zeros.clone()),
        ("WBK205", zeros[..1024 * 1024].to_vec()),
        ("WBK205", b"kode,urut,nama".to_vec()),
        ("WBK205", good[..good.len() / 2].to_vec()),
        ("WBK205", zip_of(&[types, ("word/document.xml", b"<x/>")])),
        ("WBK205", zip_of(&[types, ("xl/workbook.xml", b"<x/>")])),
        ("WBK204", zip_of(&[types, ("xl/workbook.bin", b"x")])),
        ("WBK204", vec![0xD0, 0xCF, 0x11, 0xE0, 0]),
        ("WBK203", locked),
        ("WBK203", zip_of(&[("mimetype", ods), ("META-INF/manifest.xml", b"<manifest:encryption-data/>")])),
        ("WBK205", zip_of(&[("mimetype", ods)])),
        ("WBK206", bomb),
        ("WBK205", liar),
        ("WBK206", zip_of(&[types, ("xl/workbook.xml", b"<x/>"), ("xl/sharedStrings.xml", strings)])),
        ("WBK207", wide),
    ];
    for (at, (code, bytes)) in cases.into_iter().enumerate() {
        let start = Instant::now();
        let found = read(&bytes, "x.xlsx").unwrap_err().problems[0].code;
        println!("{at} {found} {:?}", start.elapsed());
        assert_eq!(found, code, "{at}");
    }
}

/// Two cells that lie as far apart as a sheet allows cost two cells.
#[test]
fn far_cells_cost_nothing() {
    let told = told("Unit", |sheet| {
        header(sheet, &["kode", "urut", "nama"]);
        sheet.write(1_048_575, 16_383, "x").unwrap();
    });
    expect![[r#"
        kesalahan TBL304 di Unit!XFD1048576: Sel ini berisi, tetapi kolomnya tidak berjudul.
          sebab : Isi tanpa nama kolom tidak dapat dibaca.
          saran : Pindahkan isinya ke kolom yang benar, atau hapus.
    "#]]
    .assert_eq(&told);
}

/// A damaged workbook is refused or read, but never ends the program.
#[test]
fn damage_is_survived() {
    let good = written(&sample::smallest(2024));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&good)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        std::io::copy(&mut part, &mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    let mut seed = 7_u32;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    let names = ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml"];
    for _ in 0..30 {
        let mut damaged = parts.clone();
        let name = names[random(names.len())];
        let (_, content) = damaged.iter_mut().find(|(part, _)| part == name).unwrap();
        for _ in 0..8 {
            let at = random(content.len());
            match random(3) {
                0 => content[at] = b"<>\"/&9-A"[random(8)],
                1 => drop(content.drain(at..(at + 5).min(content.len()))),
                _ => content.extend_from_within(at..(at + 40).min(content.len())),
            }
        }
        let parts: Vec<(&str, &[u8])> = damaged.iter().map(|(name, part)| (name.as_str(), part.as_slice())).collect();
        if let Err(rejection) = read(&zip_of(&parts), "x.xlsx") {
            assert!(!rejection.problems.is_empty());
        }
    }
}

fn ods_of(name: &str, rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content><office:body><office:spreadsheet>\
         <table:table table:name='Petunjuk'><table:table-row>\
         <table:table-cell office:value-type='string'><text:p>Tahun</text:p></table:table-cell>\
         <table:table-cell office:value-type='float' office:value='2024'><text:p>2024</text:p></table:table-cell>\
         </table:table-row></table:table><table:table table:name='Catatan'><table:table-row/></table:table>\
         <table:table table:name='{name}'>{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zip_of(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

#[test]
fn every_kind_of_ods_cell_is_read() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let typed = |kind: &str, value: &str, text: &str| {
        let name = if matches!(kind, "date" | "boolean") { format!("{kind}-value") } else { "value".to_string() };
        cell(&format!("office:value-type='{kind}' office:{name}='{value}'"), text)
    };
    let row = [
        typed("float", "68.5", "68,50"),
        typed("float", "0.30000000000000004", "0,3"),
        typed("float", "1869322744", "1.869.322.744"),
        typed("percentage", "0.93", "93%"),
        typed("percentage", "0.685", "68,50 %"),
        typed("date", "2024-09-30", "30/09/24"),
        typed("date", "2024-09-30T00:00:00", "30/09/24"),
        typed("boolean", "true", "TRUE"),
        typed("float", "198001012005011001", "1,98E+17"),
        cell("office:value-type='string' calcext:value-type='error'", "#REF!"),
        "<table:table-cell office:value-type='string'><office:annotation><text:p>catatan</text:p></office:annotation>\
         <text:p>A<text:s text:c='2'/>&amp;&#233;<text:span> b</text:span></text:p><text:p>C</text:p></table:table-cell>"
            .to_string(),
        cell("office:value-type='string' table:number-columns-spanned='2'", "lebar"),
        "<table:covered-table-cell/><table:table-cell table:number-columns-repeated='16000'/>".to_string(),
    ];
    let rows = format!(
        "<table:table-row table:number-rows-repeated='3'/><table:table-row>{}</table:table-row>\
         <table:table-row table:number-rows-repeated='1048000'><table:table-cell/></table:table-row>",
        row.concat()
    );
    let sheets = ods::sheets(&ods_of("Unit", &rows), |_| true).unwrap();
    let unit = sheets.iter().find(|sheet| sheet.name == "Unit").unwrap();
    let mut found: String = unit.cells.iter().map(|(at, cell)| format!("{} {cell:?}\n", unit.place(*at))).collect();
    found.push_str(&format!("{:?}\n", unit.merged));
    expect![[r##"
        Unit!A4 Number { value: 68.5, shown: 2 }
        Unit!B4 Number { value: 0.3, shown: 1 }
        Unit!C4 Number { value: 1869322744, shown: 0 }
        Unit!D4 Number { value: 93, shown: 0 }
        Unit!E4 Number { value: 68.5, shown: 2 }
        Unit!F4 Date("2024-09-30")
        Unit!G4 Date("2024-09-30")
        Unit!H4 Flag(true)
        Unit!I4 Rounded
        Unit!J4 Error("#REF!")
        Unit!K4 Text("A  &é b\nC")
        Unit!L4 Text("lebar")
        [Area { start: (3, 11), end: (3, 12) }]
    "##]]
    .assert_eq(&found);
}
