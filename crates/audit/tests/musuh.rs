//! Files that the readers take and that would harm the rules: each is checked within a time. A release build takes two
//! seconds and as much as the readers allow, a debug build a twentieth of it and longer.

use std::time::{Duration, Instant};

const PART: usize = if cfg!(debug_assertions) { 20 } else { 1 };
const MOST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 30 } else { 2 });

/// Checks a text and gives the messages.
fn must_cope(what: &str, text: &str) -> Vec<String> {
    let start = Instant::now();
    let naskah = [reader::read("a.md", text.as_bytes())];
    assert!(!naskah[0].blok.is_empty(), "{what}: {:?}", naskah[0].catatan);
    let found = audit::periksa(&naskah, &audit::Pilihan::default());
    let took = start.elapsed();
    assert!(took < MOST, "{what}, {} bytes: {took:?}", text.len());
    found.temuan.into_iter().map(|temuan| temuan.pesan).collect()
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count / PART).map(line).collect()
}

fn table(head: &str, rows: usize, row: impl Fn(usize) -> String) -> String {
    format!("{head}\n|{}\n{}", "---|".repeat(head.matches('|').count() - 1), lines(rows, row))
}

#[test]
fn sentences_that_would_harm() {
    let amounts =
        |at: usize| format!("Realisasi {at} mencapai {},5% dari pagu Rp{at}.000 pada desa {}.\n\n", at % 97, at % 13);
    must_cope("sentences with amounts", &lines(30_000, amounts));
    must_cope(
        "dates",
        &lines(20_000, |at| format!("Rapat {at} pada {} Mei 2024 selama {} hari.\n\n", at % 28 + 1, at % 9)),
    );
    must_cope("headings", &lines(15_000, |at| format!("{} {at}. Judul\n\nKalimat {at}.\n\n", "#".repeat(at % 6 + 1))));
    let fractions = |at: usize| format!("$$\\frac{{{}}}{{50}} \\times 100\\% = {}\\%$$\n\n", at % 50, at % 99);
    must_cope("formulas", &lines(20_000, fractions));
    let one = lines(3_000, |at| format!("Budi Santoso{at}, S.Sos. menerima Rp{at}.000 atau {},5%. ", at % 99));
    must_cope("one paragraph", &one);
    let deep = 100_000 / PART;
    must_cope("parentheses", &format!("Nilai {}1{} = 5%\n", "(".repeat(deep), ")".repeat(deep)));
    must_cope("a formula of parentheses", &format!("$${}1{}$$\n", "(".repeat(deep), ")".repeat(deep)));
    must_cope("fractions in fractions", &format!("$${}1{}$$\n", "\\frac{".repeat(deep / 10), "}{2}".repeat(deep / 10)));
    must_cope("brackets", &"[".repeat(200_000 / PART));
    must_cope("a long word", &"a".repeat(250_000 / PART));
}

#[test]
fn tables_that_would_harm() {
    let head = "| Kode | Uraian | Pagu | Realisasi | Sisa |";
    let budget = |code: String, at: usize| format!("| {code} | Belanja {at} | {at}000 | {at}00 | {} |\n", at + 1);
    must_cope("one code", &table(head, 30_000, |at| budget("7.01.01.2.01.0001".to_string(), at)));
    let codes = |at: usize| budget(format!("7.01.{:02}.2.{:02}.{:04}", at % 100, at / 100 % 100, at), at);
    must_cope("many codes", &table(head, 30_000, codes));
    let small = |at: usize| {
        format!(
            "Tabel 3.{at} Realisasi\n\n| Kegiatan | Pagu | Realisasi |\n|---|---|---|\n| A {at} | {at}0 | {at} |\n\n"
        )
    };
    let said = must_cope("many tables", &lines(20_000, small));
    if PART == 1 {
        assert!(said.iter().any(|pesan| pesan.contains("SIL402") && pesan.contains("tabel anggaran")), "{said:?}");
    }
    let person = |at: usize| format!("| Budi Santoso {at} | 19700101 199003 1 {:03} | L |\n", at % 1000);
    must_cope("persons", &table("| Nama | NIP | L/P |", 40_000, person));
    let heads = ["Pagu", "Realisasi", "%", "Sisa"];
    let wide: String = (1..400).map(|at| format!(" {} |", heads[at % 4])).collect();
    let cells =
        |row: usize| (1..400).map(|at| format!(" {} |", (row * 37 + at * at * 11) % 9973 + 1)).collect::<String>();
    must_cope(
        "a wide table",
        &table(&format!("| Uraian |{wide}"), 700, |row| format!("| Dinas {row} |{}\n", cells(row))),
    );
}
