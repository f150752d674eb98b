//! A document that holds every kind of block, for the tests of the renderers.

use rust_decimal::Decimal;

use crate::{
    Align, Bar, BarChart, Block, Caption, Cell, CellRef, Column, ContentsKind, Document, Equation, Figure, Formula,
    Heading, Inline, InsertedFigure, Letterhead, List, ListStyle, Metadata, Note, NumberFormat, Orientation, PageSetup,
    Paper, Paragraph, ParagraphStyle, Part, Picture, Row, RowKind, Run, Signatory, SignatureBlock, Table, TreeDiagram,
    TreeNode, Value,
};

fn paragraph(style: ParagraphStyle, content: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { style, content, keep_with_next: false })
}

fn heading(id: &str, level: u8, number: &str, text: &str) -> Block {
    Block::Heading(Heading {
        id: id.into(),
        level,
        number: (!number.is_empty()).then(|| number.into()),
        text: text.into(),
        centered: level == 1,
    })
}

fn rupiah(amount: i64) -> Cell {
    let text = amount.to_string();
    let mut grouped = String::new();
    for (index, digit) in text.chars().enumerate() {
        if index > 0 && (text.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    Cell::text(grouped).with_value(Value::Number { value: Decimal::from(amount), format: NumberFormat::Plain(0) })
}

fn at(row: usize, column: usize) -> CellRef {
    CellRef { row, column }
}

fn budget_table(lines: usize) -> Table {
    let column = |weight, align| Column { weight, align };
    let head = |text: &str| Cell::text(text);
    let mut rows = vec![
        Row {
            kind: RowKind::Header,
            cells: vec![head("KODE").over_rows(2), head("URAIAN").over_rows(2), head("ANGGARAN (Rp)").over_columns(3)],
        },
        Row { kind: RowKind::Header, cells: vec![head("PAGU"), head("REALISASI"), head("SISA")] },
    ];
    for line in 0..lines {
        let row = rows.len();
        let (pagu, realisasi) = (1_500_000 + line as i64, 750_000);
        rows.push(Row {
            kind: if line == 0 { RowKind::Group } else { RowKind::Body },
            cells: vec![
                Cell::text(format!("9.99.01.2.01.{:04}", line + 1))
                    .with_value(Value::Text(format!("9.99.01.2.01.{:04}", line + 1))),
                Cell::text("Penyusunan Dokumen Contoh Perangkat Daerah & Lampirannya <rancangan>")
                    .indented(u8::from(line > 0)),
                rupiah(pagu),
                rupiah(realisasi),
                rupiah(pagu - realisasi).with_formula(Formula::Difference(at(row, 2), at(row, 3))),
            ],
        });
    }
    let last = rows.len();
    let sum = |column| Formula::Sum((2..last).map(|row| at(row, column)).collect());
    let pagu: i64 = (0..lines).map(|line| 1_500_000 + line as i64).sum();
    let realisasi = 750_000 * lines as i64;
    rows.push(Row {
        kind: RowKind::Total,
        cells: vec![
            Cell::text("JUMLAH").over_columns(2),
            rupiah(pagu).with_formula(sum(2)),
            rupiah(realisasi).with_formula(sum(3)),
            rupiah(pagu - realisasi).with_formula(Formula::Difference(at(last, 2), at(last, 3))),
        ],
    });
    Table {
        id: format!("anggaran-{lines}"),
        caption: Some(Caption {
            label: "Tabel".into(),
            number: format!("3.{lines}"),
            text: "Realisasi Anggaran".into(),
        }),
        columns: vec![
            column(5, Align::Left),
            column(9, Align::Left),
            column(4, Align::Right),
            column(4, Align::Right),
            column(4, Align::Right),
        ],
        header_rows: 2,
        rows,
        ruled: true,
    }
}

fn node(title: &str, children: Vec<TreeNode>) -> TreeNode {
    let dashed = children.is_empty();
    TreeNode {
        title: vec![title.into()],
        detail: vec!["Pejabat Contoh".into()],
        dashed,
        children,
        ..TreeNode::default()
    }
}

/// A document that holds every kind of block and every kind of inline.
pub fn everything() -> Document {
    let inlines = vec![
        Inline::text("Capaian sebesar "),
        Inline::Figure(InsertedFigure { id: "capaian IKU-1".into(), text: "89,61 %".into() }),
        Inline::text(" dari "),
        Inline::bold("target"),
        Inline::text(", "),
        Inline::italic("outcome"),
        Inline::text(" dan "),
        Inline::Run(Run { text: "garis bawah".into(), underline: true, ..Run::default() }),
        Inline::Footnote(vec![Inline::text("angka register: 83,33 %")]),
        Inline::text("; nilai indeks "),
        Inline::Missing("belum tersedia: Bagian Organisasi, triwulan IV".into()),
        Inline::text("."),
        Inline::LineBreak,
        Inline::text("Baris kedua & tanda \"kutip\" <sudut> #judul *bintang* $dolar$."),
    ];
    let item = |text: &str| paragraph(ParagraphStyle::Plain, vec![Inline::text(text)]);
    let list = |style, items| Block::List(List { style, start: 1, items });
    let equation = Equation::Lines(vec![
        Equation::Row(vec![
            Equation::text("Realisasi"),
            Equation::operator("="),
            Equation::fraction(
                Equation::text("Jumlah fasilitasi yang ditindaklanjuti"),
                Equation::Parentheses(Box::new(Equation::text("Jumlah fasilitasi dan koordinasi"))),
            ),
            Equation::operator("×"),
            Equation::text("100 %"),
        ]),
        Equation::Row(vec![
            Equation::operator("="),
            Equation::fraction(Equation::text("30"), Equation::text("36")),
            Equation::operator("×"),
            Equation::text("100 %"),
            Equation::operator("="),
            Equation::text("83,33 %"),
        ]),
    ]);
    let tree = TreeDiagram {
        roots: vec![node(
            "Camat",
            vec![
                node(
                    "Sekretariat",
                    vec![node("Subbagian Umum dan Kepegawaian", vec![]), node("Subbagian Keuangan", vec![])],
                ),
                node("Seksi Pemerintahan", vec![]),
                node("Seksi Pelayanan Umum", vec![]),
                node("Seksi Pemberdayaan Masyarakat", vec![]),
            ],
        )],
    };
    let chart = BarChart {
        series: vec!["Target".into(), "Realisasi".into()],
        unit: "%".into(),
        groups: vec![
            Bar { label: "Triwulan I".into(), values: vec![Some(Decimal::from(25)), Some(Decimal::new(2083, 2))] },
            Bar { label: "Triwulan II".into(), values: vec![Some(Decimal::from(50)), None] },
        ],
    };
    let figure = |id: &str, number: &str, text: &str, picture| {
        Block::Figure(Figure {
            id: id.into(),
            caption: Some(Caption { label: "Gambar".into(), number: number.into(), text: text.into() }),
            alt: format!("{text}, digambar sebagai diagram"),
            picture,
            width_percent: 100,
        })
    };
    let signatory = |office: &str, name: &str| Signatory {
        above: vec!["Sukamaju, 30 September 2024".into(), office.into()],
        name: name.into(),
        below: vec!["Penata Tingkat I".into(), "NIP 19800101 200501 1 001".into()],
    };
    Document {
        metadata: Metadata {
            title: "Laporan Kinerja Contoh".into(),
            author: "Kecamatan Sukamaju".into(),
            subject: "Segala macam blok".into(),
            keywords: vec!["SAKIP".into(), "LKj".into()],
            date: (2024, 9, 30),
        },
        page: PageSetup::new(Paper::A4),
        watermark: Some("DRAF".into()),
        page_notice: Some("CONTOH, bukan dokumen resmi".into()),
        footer: "Laporan Kinerja Kecamatan Sukamaju".into(),
        blocks: vec![
            Block::Letterhead(Letterhead {
                logo: None,
                logo_alt: String::new(),
                names: vec!["PEMERINTAH KABUPATEN CONTOH".into(), "KECAMATAN SUKAMAJU".into()],
                contacts: vec!["Jalan Raya Nomor 1, Telepon (0000) 000000".into()],
            }),
            paragraph(
                ParagraphStyle::Title,
                vec![Inline::text("LAPORAN KINERJA"), Inline::LineBreak, Inline::text("(LKj)")],
            ),
            paragraph(ParagraphStyle::Subtitle, vec![Inline::text("TRIWULAN III TAHUN 2024")]),
            Block::Space(20),
            Block::PageBreak,
            heading("daftar-isi", 1, "", "DAFTAR ISI"),
            Block::Contents(ContentsKind::Headings),
            heading("daftar-tabel", 1, "", "DAFTAR TABEL"),
            Block::Contents(ContentsKind::Tables),
            heading("daftar-gambar", 1, "", "DAFTAR GAMBAR"),
            Block::Contents(ContentsKind::Figures),
            Block::PageBreak,
            heading("bab-3", 1, "BAB III", "AKUNTABILITAS KINERJA"),
            heading("capaian", 2, "A.", "Capaian Kinerja"),
            heading("capaian-1", 3, "1.", "Capaian indikator"),
            paragraph(ParagraphStyle::Body, inlines),
            paragraph(ParagraphStyle::Quote, vec![Inline::text("Terwujudnya Masyarakat yang Maju")]),
            paragraph(ParagraphStyle::Right, vec![Inline::text("Sukamaju, 30 September 2024")]),
            paragraph(ParagraphStyle::Small, vec![Inline::text("Sumber: register.")]),
            Block::Part(Part {
                id: "naskah-kendala".into(),
                blocks: vec![
                    paragraph(ParagraphStyle::Body, vec![Inline::text("Kendala yang dialami:")]),
                    list(
                        ListStyle::LowerAlpha,
                        vec![
                            vec![
                                item("Publikasi belum optimal;"),
                                list(ListStyle::Bullet, vec![vec![item("media sosial")]]),
                            ],
                            vec![item("Sarana belum memadai.")],
                        ],
                    ),
                ],
            }),
            list(ListStyle::Decimal, vec![vec![item("Pertama")], vec![item("Kedua")]]),
            list(ListStyle::UpperAlpha, vec![vec![item("Pertama")]]),
            list(ListStyle::DecimalParenthesis, vec![vec![item("Pertama")]]),
            Block::Equation(equation),
            Block::Table(budget_table(3)),
            Block::Note(Note { text: "Realisasi IKU-3 belum diisi; isi pada menu Pengukuran.".into() }),
            figure("struktur", "1.1", "Struktur organisasi", Picture::Tree(tree)),
            figure("grafik", "3.1", "Target dan realisasi", Picture::Bars(chart)),
            Block::Orientation(Orientation::Landscape),
            Block::Table(budget_table(60)),
            Block::Orientation(Orientation::Portrait),
            Block::Signature(SignatureBlock {
                signatories: vec![
                    signatory("PIHAK KEDUA", "CONTOH KEDUA, M.Si."),
                    signatory("PIHAK PERTAMA", "CONTOH PERTAMA, S.Sos."),
                ],
            }),
            Block::Signature(SignatureBlock {
                signatories: vec![signatory("CAMAT SUKAMAJU", "CONTOH PERTAMA, S.Sos.")],
            }),
        ],
    }
}
