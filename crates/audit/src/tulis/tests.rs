use expect_test::expect_file;
use reader::Naskah;

use super::*;
use crate::{Acuan, Pemeriksaan, Pengecualian, Pilihan, periksa};

/// An invented report with a wrong sisa, a count that differs from its words, and letters that HTML must not see.
const REPORT: &str = "# LAPORAN KINERJA <KECAMATAN> & TAHUN 2024\n\n\
    Kegiatan dihadiri 28 (dua puluh tujuh) orang.\n\n\
    Tabel 3.1 Realisasi \"Anggaran\"\n\n\
    | Kode | Uraian | Pagu | Realisasi | Sisa |\n|---|---|---|---|---|\n\
    | 7.01.02 | PROGRAM A | 3.738.000 | 1.870.000 | 17.580.000 |\n\
    | 7.01.03 | PROGRAM B | 1.000.000 | 400.000 | 600.000 |\n";

fn rules() -> Pilihan {
    Pilihan { hanya: vec!["SIS".into(), "TKS501".into()], ..Pilihan::default() }
}

fn checked() -> (Vec<Naskah>, Pemeriksaan) {
    let naskah = vec![reader::read("lkj 2024.md", REPORT.as_bytes())];
    let found = periksa(&naskah, &rules());
    (naskah, found)
}

/// The same with a finding that was known, one that is let stand, one that is gone, and an exception without use.
fn compared() -> (Vec<Naskah>, Pemeriksaan) {
    let (naskah, mut found) = checked();
    let number = |code: &str| found.temuan.iter().find(|one| one.kode == code).unwrap().sidik_jari.clone();
    let old = format!(
        "{{\"versi\":1,\"temuan\":[{{\"sidik_jari\":\"{}\",\"kode\":\"SIS201\",\"pesan\":\"\"}},\
         {{\"sidik_jari\":\"00ff\",\"kode\":\"SIS203\",\"pesan\":\"Realisasi melebihi pagu.\"}}]}}",
        number("SIS201")
    );
    let list = format!(
        "[[pengecualian]]\ntemuan = \"{}\"\nalasan = \"daftar hadir menyusul\"\n\
         [[pengecualian]]\naturan = \"KIN\"\nalasan = \"belum diukur\"\n",
        number("TKS501")
    );
    let acuan = Acuan::read("acuan.json", &old).unwrap();
    found.compare(Some(&acuan), &Pengecualian::read("p.toml", &list).unwrap(), &rules());
    (naskah, found)
}

#[test]
fn every_writer_says_the_same() {
    let (naskah, found) = compared();
    expect_file!["harapan/temuan.txt"].assert_eq(&teks(&found));
    expect_file!["harapan/temuan.json"].assert_eq(&format!("{:#}\n", json(&found, &["ab".to_string()])));
    expect_file!["harapan/temuan.html"].assert_eq(&html(&found, &naskah).replace(&style(), ""));
    let sarif = sarif(&found, &naskah, &["ab".to_string()]);
    expect_file!["harapan/temuan.sarif"].assert_eq(&format!("{:#}\n", sarif["runs"][0]["results"]));
}

#[test]
fn sarif_has_the_shape_that_its_schema_asks_for() {
    let unreadable = reader::read("rusak.docx", b"PK");
    for (mut naskah, found) in [checked(), compared()] {
        naskah.push(unreadable.clone());
        let value = sarif(&found, &naskah, &[]);
        // Every field is known to the schema, has its type, and comes back as it was.
        let read: serde_sarif::sarif::Sarif = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), value);
        let run = &value["runs"][0];
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
        for result in run["results"].as_array().unwrap() {
            let index = result["ruleIndex"].as_u64().map(|index| &run["tool"]["driver"]["rules"][index as usize]["id"]);
            assert!(index.is_none_or(|id| *id == result["ruleId"]));
        }
    }
}

#[test]
fn the_page_needs_nothing_else_and_its_links_lead_somewhere() {
    let (naskah, found) = checked();
    let page = html(&found, &naskah);
    for foreign in ["http://", "https://", "<script", "src=", "style=", "url(", "@import"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(links.iter().any(|link| link.starts_with("tanda-")) && links.contains(&"temuan-1"));
    for link in links {
        assert_eq!(page.matches(&format!("id=\"{link}\"")).count(), 1, "{link}");
    }
}

#[test]
fn a_long_table_shows_what_stands_near_its_findings() {
    let row = |number: u32| format!("| 7.01.{number:02} | PROGRAM {number} | 1.000 | 400 | 600 |\n");
    let rows: String = (1..99)
        .map(row)
        .collect::<String>()
        .replace("| 7.01.50 | PROGRAM 50 | 1.000", "| 7.01.50 | PROGRAM 50 | 2.000");
    let text = format!("| Kode | Uraian | Pagu | Realisasi | Sisa |\n|---|---|---|---|---|\n{rows}");
    let naskah = [reader::read("panjang.md", text.as_bytes())];
    let found = periksa(&naskah, &rules());
    let page = fragments(&found, &naskah).dokumen;
    assert!(page.contains("PROGRAM 48<") && page.contains("PROGRAM 52<"));
    assert!(!page.contains("PROGRAM 47<") && !page.contains("PROGRAM 53<"));
    assert!(page.contains("47 baris tanpa temuan") && page.contains("46 baris tanpa temuan"));
}

#[test]
fn a_work_list_keeps_what_people_answered() {
    let (_, mut found) = checked();
    let first = daftar(&found, DaftarLama::new()).unwrap();
    assert!(first == daftar(&found, DaftarLama::new()).unwrap(), "the same findings give the same bytes");
    let mut answers = read_daftar("daftar.xlsx", &first).unwrap();
    assert_eq!(answers.len(), 2);
    for (answer, text) in answers.values_mut().zip(["=1+1", "sudah"]) {
        answer[0].isian = [text.to_string(), "a < b".to_string(), String::new(), "selesai".to_string()];
    }
    let second = daftar(&found, answers.clone()).unwrap();
    let again = read_daftar("daftar.xlsx", &second).unwrap();
    assert_eq!(again, answers);

    found.temuan.remove(0);
    let third = daftar(&found, again).unwrap();
    assert_eq!(read_daftar("daftar.xlsx", &third).unwrap(), answers, "what is gone stands on a sheet of its own");
    let sheets: Vec<Option<String>> =
        reader::read("d.xlsx", &third).tabel().map(|table| table.lembar.clone()).collect();
    assert_eq!(sheets, [Some("Temuan".to_string()), Some("Tidak ditemukan lagi".to_string())]);

    for bad in [&b""[..], b"PK", b"teks"] {
        assert_eq!(read_daftar("d.xlsx", bad).unwrap_err().problems[0].code, "PRK013");
    }
}
