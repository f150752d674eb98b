//! Word files made here, part by part.

use crate::naskah::{Blok, Naskah};
use crate::uji::{container, shape, told};

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Judul1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Anak"><w:name w:val="Anak Judul"/><w:basedOn w:val="Judul1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="character" w:styleId="Kuat"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="BAB %1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>
</w:numbering>"#;

fn word(body: &str) -> Vec<u8> {
    let main =
        format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}<w:sectPr/></w:body></w:document>"#);
    let footnotes = r#"<w:footnotes xmlns:w="w"><w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>garis</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>Data per Juni.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    container(&[
        ("word/document.xml", &main),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", footnotes),
        ("word/header1.xml", "<w:hdr><w:p><w:r><w:t>kepala halaman</w:t></w:r></w:p></w:hdr>"),
    ])
}

fn naskah(body: &str) -> Naskah {
    crate::read("uji.docx", &word(body))
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn styled(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(properties: &str, inside: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>")
}

#[test]
fn headings_and_lists_have_their_numbers() {
    let list = |list: u32, level: u32, text: &str| {
        styled(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#), text)
    };
    let body = styled(r#"<w:pStyle w:val="Judul1"/>"#, "PENDAHULUAN")
        + &styled(r#"<w:pStyle w:val="Anak"/>"#, "Latar")
        + &list(1, 0, "satu")
        + &list(1, 1, "anak")
        + &list(1, 1, "anak lagi")
        + &list(1, 0, "dua")
        + &list(4, 0, "mulai lagi")
        + &list(2, 0, "bulatan")
        + &styled(r#"<w:pStyle w:val="Judul1"/>"#, "PENUTUP")
        + &styled(r#"<w:outlineLvl w:val="2"/>"#, "Tingkat tiga")
        + &styled(r#"<w:pStyle w:val="Ring"/>"#, "biasa");
    assert_eq!(
        shape(&naskah(&body)),
        [
            "judul 1 BAB I PENDAHULUAN",
            "judul 2 Latar",
            "butir a. satu",
            "butir a.1) anak",
            "butir a.2) anak lagi",
            "butir b. dua",
            "butir c. mulai lagi",
            "butir bulatan",
            "judul 1 BAB II PENUTUP",
            "judul 3 Tingkat tiga",
            "paragraf biasa"
        ]
    );
}

#[test]
fn the_text_of_a_paragraph_is_what_people_read() {
    let body = r#"<w:p><w:r><w:t>Ja&#173;</w:t></w:r><w:r><w:softHyphen/><w:t>wa &amp; Bali</w:t><w:br/><w:t>baris</w:t><w:tab/><w:t>dua</w:t></w:r></w:p>
<w:p><w:ins><w:r><w:t>baru</w:t></w:r></w:ins><w:del><w:r><w:delText>lama</w:delText><w:t>lama</w:t></w:r></w:del><w:moveFrom><w:r><w:t>asal</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> tujuan</w:t></w:r></w:moveTo><w:r><w:rPr><w:vanish/></w:rPr><w:t>sembunyi</w:t></w:r></w:p>
<w:p><w:r><w:t>Jumlah </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText><w:t>perintah</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>42</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t> 7</w:t></w:r></w:fldSimple><w:hyperlink><w:r><w:t> tautan</w:t></w:r></w:hyperlink><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:r><w:t> isian</w:t></w:r></w:sdtContent></w:sdt></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>rusak</w:instrText></w:r></w:p>
<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> ya </w:t></w:r><w:r><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>P</w:t></w:r><w:r><w:t xml:space="preserve"> S&#xF0FC;</w:t><w:footnoteReference w:id="2"/></w:r></w:p>"#;
    assert_eq!(
        shape(&naskah(body)),
        [
            "paragraf Jawa & Bali baris dua",
            "paragraf baru tujuan",
            "paragraf Jumlah 42 7 tautan isian",
            "paragraf √ ya √ S√",
            "paragraf Data per Juni."
        ]
    );
}

#[test]
fn text_boxes_are_read_once_and_pictures_not() {
    let inner = p("dalam kotak");
    let body = format!(
        r#"<w:p><w:r><w:t>sebelum</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr="gambar"/><w:txbxContent>{inner}<w:tbl><w:tr>{cell}</w:tr></w:tbl></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> sesudah</w:t></w:r></w:p><w:p><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>"#,
        cell = tc("", &p("sel")),
    );
    assert_eq!(
        shape(&naskah(&body)),
        ["paragraf sebelum sesudah", "paragraf dalam kotak", "tabel -  [\"sel\"]", "paragraf dalam kotak"]
    );
}

#[test]
fn tables_lie_on_their_grid() {
    let span = r#"<w:gridSpan w:val="2"/>"#;
    let (begins, goes_on) = (r#"<w:vMerge w:val="restart"/>"#, "<w:vMerge/>");
    let nested = format!("{}<w:tbl><w:tr>{}</w:tr></w:tbl>{}", p("luar"), tc("", &p("dalam")), p(""));
    let body = format!(
        "{}{}<w:tbl><w:tblPr/><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr></w:tbl>{}",
        styled(r#"<w:pStyle w:val="Caption"/>"#, "Tabel 3.1"),
        p("Realisasi Anggaran"),
        tc(begins, &p("No")),
        tc(span, &(p("Target") + &p("2024"))),
        tc(goes_on, &p("tidak terlihat")),
        tc("", &p("TW 1")),
        tc("", &nested),
        tc("", &p("baris terhapus")),
        tc("", &p("a")),
        tc("", &p("b")),
        p("selesai"),
    );
    let naskah = naskah(&body);
    assert_eq!(
        shape(&naskah),
        [
            "tabel Tabel 3.1 Realisasi Anggaran [\"No[2x1]|Target 2024[1x2]|^\", \"^|TW 1|luar\", \"|a|b\"]",
            "tabel -  [\"dalam\"]",
            "paragraf selesai"
        ]
    );
    let cell = &naskah.tabel().next().unwrap().baris[1].sel[1];
    assert_eq!(
        (cell.letak.tabel, cell.letak.baris, cell.letak.kolom, cell.letak.paragraf),
        (Some(1), Some(2), Some(2), Some(7))
    );
    let Blok::Paragraf(last) = &naskah.blok[2] else { panic!() };
    assert_eq!(last.letak.paragraf, Some(14));
}

#[test]
fn edges_a_hair_apart_are_one() {
    let span = r#"<w:gridSpan w:val="2"/>"#;
    let grid: String =
        [700, 1800, 1, 1800, 1, 1815].iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
    let row = |cells: [(&str, &str); 4]| {
        let cells: String = cells.iter().map(|(properties, text)| tc(properties, &p(text))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let body = format!(
        "<w:tbl><w:tblGrid>{grid}</w:tblGrid>{}{}</w:tbl>",
        row([("", "No"), (span, "PNS"), (span, "CPNS"), ("", "Jumlah")]),
        row([("", "1"), ("", "7"), (span, "-"), (span, "7")]),
    );
    assert_eq!(shape(&naskah(&body)), ["tabel -  [\"No|PNS|CPNS|Jumlah\", \"1|7|-|7\"]"]);
}

#[test]
fn captions_and_bold_come_from_styles() {
    let row = |cell: &str| format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc("", cell));
    let bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>TOTAL</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Kuat\"/></w:rPr><w:t> 5</w:t></w:r></w:p>";
    let body = styled(r#"<w:pStyle w:val="Caption"/>"#, "Rekapitulasi")
        + &row(bold)
        + &row("<w:p><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>biasa</w:t></w:r></w:p>");
    let naskah = naskah(&body);
    let tables: Vec<_> = naskah.tabel().collect();
    assert_eq!((tables[0].judul.as_str(), tables[1].judul.as_str()), ("Rekapitulasi", ""));
    assert_eq!((tables[0].baris[0].sel[0].tebal, tables[1].baris[0].sel[0].tebal), (true, false));
}

#[test]
fn formulas_become_latex() {
    let r = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let fraction = format!("<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>", r("31"), r("36"));
    let body = format!(
        "<w:p><m:oMathPara><m:oMath>{}{fraction}{}</m:oMath></m:oMathPara></w:p><w:p><w:r><w:t>Nilai </w:t></w:r><m:oMath><m:d><m:e>{}</m:e></m:d><m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup></m:oMath></w:p>",
        r("Capaian="),
        r("×100%"),
        r("a+b"),
        r("x"),
        r("2"),
    );
    assert_eq!(
        shape(&naskah(&body)),
        ["rumus \\text{Capaian=} \\frac{31}{36} \\times 100\\%", "paragraf Nilai (a+b) x^{2}"]
    );
}

#[test]
fn hostile_files_are_named_and_do_no_harm() {
    for names in [vec!["tbl", "tr", "tc"], vec!["ins"], vec!["sdt"], vec!["p"], vec!["tbl"]] {
        let open: String = names.iter().map(|name| format!("<w:{name}>")).collect();
        let close: String = names.iter().rev().map(|name| format!("</w:{name}>")).collect();
        let deep = open.repeat(10_000) + &close.repeat(10_000);
        let naskah = naskah(&(p("awal") + &deep + &p("akhir")));
        // A paragraph in a paragraph and a table outside a cell are no content: nothing of them is looked for.
        let is_content = !matches!(names.as_slice(), ["p" | "tbl"]);
        assert_eq!(told(&naskah).contains("bersarang terlalu dalam"), is_content, "{names:?}");
        let shape = shape(&naskah);
        assert_eq!(
            (shape[0].as_str(), shape[shape.len() - 1].as_str()),
            ("paragraf awal", "paragraf akhir"),
            "{names:?}"
        );
    }
    let wide = tc(r#"<w:gridSpan w:val="999999999"/>"#, &p("lebar"));
    let naskah_wide = naskah(&format!("<w:tbl><w:tr>{wide}{wide}</w:tr></w:tbl>"));
    assert!(told(&naskah_wide).contains("63 kolom"));
    assert_eq!(naskah_wide.tabel().next().unwrap().baris[0].sel.len(), 63);

    let narrow = format!("<w:tr>{}</w:tr>", tc("", "<w:p/>"));
    let many = naskah(&format!("<w:tbl><w:tr>{wide}</w:tr>{}</w:tbl>", narrow.repeat(20_000)));
    assert!(told(&many).contains("200000 sel"));
    assert!(many.tabel().next().unwrap().baris.len() * 63 <= 200_000);

    let long: String = (0..300_001).map(|number| format!("<w:p w:n=\"{number}\"/>")).collect();
    assert!(told(&naskah(&long)).contains("300000 paragraf"));

    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"#;
    assert!(told(&crate::read("x.docx", &container(&[("word/document.xml", bomb)]))).contains("DOCTYPE"));
}

#[test]
fn broken_files_say_what_is_missing() {
    let whole = word(&p("isi"));
    for length in [3, 30, whole.len() / 2, whole.len() - 5] {
        let naskah = crate::read("x.docx", &whole[..length]);
        assert!(told(&naskah).contains("rusak atau terpotong"), "{length}");
    }
    let torn = "<w:document><w:body><w:p><w:r><w:t>satu</w:t></w:r></w:p><w:p><w:r>";
    let naskah = crate::read("x.docx", &container(&[("word/document.xml", torn)]));
    assert_eq!(shape(&naskah), ["paragraf satu"]);
    assert!(told(&naskah).contains("yang sesudahnya tidak terbaca"));
    for (main, said) in [("", "tidak ada"), ("<a/>", "tidak ada"), ("<w:document><w:body/></w:document>", "kosong")] {
        assert!(told(&crate::read("x.docx", &container(&[("word/document.xml", main)]))).contains(said), "{main}");
    }
    let picture = "<w:document><w:body><w:p><w:r><w:drawing/></w:r></w:p></w:body></w:document>";
    assert!(
        told(&crate::read("x.docx", &container(&[("word/document.xml", picture)]))).contains("hanya berisi gambar")
    );
    let zeros = "\0".repeat(8 << 20);
    assert!(told(&crate::read("x.docx", &container(&[("word/document.xml", &zeros)]))).contains("jauh lebih besar"));
}
