//! Target against result: the table of indicators, then each indicator with its evidence and its formula.

use document::{Align, Block, Cell, Equation, Inline, ListStyle, Row, RowKind};
use domain::calculation::{AsalTarget, HasilIndikator, Hitungan, NilaiTerhitung, Realisasi, StatusDokumen};
use domain::register::{Komponen, SumberKomponen};

use crate::composer::Composer;
use crate::teks;
use crate::urutan::letter;

pub(super) fn compose(composer: &mut Composer<'_>) {
    if composer.hasil.is_empty() {
        return;
    }
    summary_table(composer);
    targets_of_the_quarter(composer);
    for (index, hasil) in composer.hasil.clone().iter().filter(|hasil| hasil.indikator.sasaran.is_some()).enumerate() {
        indicator(composer, u32::try_from(index + 1).unwrap_or(1), hasil);
    }
}

fn summary_table(composer: &mut Composer<'_>) {
    let periode = composer.view.periode;
    let target_head = if composer.view.compares_with_quarter() {
        format!("Target s.d. {}", periode.short())
    } else {
        format!("Target {}", periode.tahun())
    };
    let heads = |owner: &str| -> Vec<Cell> {
        ["No.", owner, "Indikator Kinerja", &target_head, "Realisasi", "Capaian", "Keterangan"]
            .iter()
            .map(|head| Cell::text(*head))
            .collect()
    };
    let hasil = composer.hasil.clone();
    let (goals, targets): (Vec<_>, Vec<_>) = hasil.iter().partition(|hasil| hasil.indikator.tujuan.is_some());
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    for (index, hasil) in goals.iter().enumerate() {
        rows.push(summary_row(composer, index + 1, hasil, &mut notes));
    }
    let second_head = Row { kind: RowKind::Header, cells: heads("Sasaran Strategis") };
    let first_head = if goals.is_empty() {
        second_head.clone()
    } else {
        if !targets.is_empty() {
            rows.push(second_head);
        }
        Row { kind: RowKind::Header, cells: heads("Tujuan") }
    };
    for (index, hasil) in targets.iter().enumerate() {
        rows.push(summary_row(composer, index + 1, hasil, &mut notes));
    }
    let average = composer.view.rata_rata_capaian(&composer.hasil);
    rows.push(Row {
        kind: RowKind::Total,
        cells: vec![
            Cell::text("Rata-rata capaian indikator sasaran").over_columns(5).aligned(Align::Left),
            teks::percent_cell(average.as_ref()),
            Cell::text(""),
        ],
    });
    let columns = [
        (6, Align::Center),
        (29, Align::Left),
        (32, Align::Left),
        (13, Align::Center),
        (14, Align::Center),
        (13, Align::Center),
        (17, Align::Left),
    ];
    composer.table_with_header(
        format!("Capaian indikator kinerja {} {periode}", composer.nama_instansi()),
        &columns,
        vec![first_head],
        rows,
    );
    let left_out = hasil
        .iter()
        .filter(|hasil| hasil.indikator.sasaran.is_some())
        .filter(|hasil| composer.view.capaian(hasil).is_err());
    let left_out: Vec<String> = left_out.map(|hasil| hasil.indikator.kode.to_string()).collect();
    let mut note = "Rata-rata capaian adalah rata-rata sederhana dari capaian indikator sasaran".to_string();
    if !left_out.is_empty() {
        note.push_str(&format!("; tidak termasuk {} yang capaiannya belum dapat dihitung", teks::enumerate(&left_out)));
    }
    composer.small(format!("{note}."));
    for note in notes {
        composer.push(note);
    }
    judgement(composer, &hasil);
}

/// The target that the report compares with; marked where it is missing.
pub(super) fn target_text(composer: &mut Composer<'_>, hasil: &HasilIndikator<'_>) -> Vec<Inline> {
    let indikator = hasil.indikator;
    match composer.view.target_pembanding(hasil) {
        Some(target) => vec![Inline::text(target.show(&indikator.satuan))],
        None => vec![composer.missing_inline(
            format!("target {} belum diisi", indikator.kode),
            "Isi target pada perjanjian, rencana aksi, atau Renstra.",
        )],
    }
}

/// The result; marked where nobody has entered it, in words where it will come from somebody else.
pub(super) fn realisasi_text(composer: &mut Composer<'_>, hasil: &HasilIndikator<'_>) -> Vec<Inline> {
    match (&hasil.realisasi, teks::realisasi(hasil)) {
        (_, Ok(text)) => vec![Inline::text(text)],
        (Realisasi::BelumTersedia { .. }, Err(_)) => vec![Inline::text("belum tersedia")],
        (_, Err(_)) => vec![composer.missing_inline(
            format!("realisasi {} belum diisi", hasil.indikator.kode),
            "Isi pengukuran indikator untuk triwulan ini.",
        )],
    }
}

fn summary_row(composer: &mut Composer<'_>, number: usize, hasil: &HasilIndikator<'_>, notes: &mut Vec<Block>) -> Row {
    let indikator = hasil.indikator;
    let (target, realisasi) = (target_text(composer, hasil), realisasi_text(composer, hasil));
    let quarter = composer.view.periode.triwulan();
    let row = composer
        .view
        .register()
        .pengukuran
        .iter()
        .find(|row| row.indikator == indikator.kode && row.triwulan == quarter);
    let keterangan = match row.and_then(|row| row.keterangan.as_ref()) {
        Some(text) => {
            let (content, marks) = composer.typed(&teks::capitalized(text), Some(&indikator.kode));
            notes.extend(marks);
            content
        }
        None => {
            let waiting = teks::realisasi(hasil).err().filter(|why| why.starts_with("belum tersedia"));
            let kategori = || {
                let capaian = composer.view.capaian(hasil).as_ref().ok()?;
                composer.view.kategori(capaian).map(str::to_string)
            };
            vec![Inline::text(waiting.or_else(kategori).map(|text| teks::capitalized(&text)).unwrap_or_default())]
        }
    };
    Row {
        kind: RowKind::Body,
        cells: vec![
            Cell::text(number.to_string()),
            Cell::text(composer.owner(hasil.indikator)),
            Cell::text(&*indikator.uraian),
            Cell::inlines(target),
            Cell::inlines(realisasi),
            teks::percent_cell(composer.view.capaian(hasil).as_ref().ok()).aligned(Align::Center),
            Cell::inlines(keterangan),
        ],
    }
}

/// How many indicators have reached their target, written from the figures.
pub(super) fn judgement(composer: &mut Composer<'_>, hasil: &[HasilIndikator<'_>]) {
    let known: Vec<_> = hasil.iter().filter_map(|hasil| composer.view.capaian(hasil).as_ref().ok()).collect();
    let reached = known.iter().filter(|capaian| ***capaian >= domain::value::Rasio::from(1)).count();
    let what = if composer.view.compares_with_quarter() { "target triwulan" } else { "target setahun" };
    let mut text = format!(
        "Dari {} indikator, {} dapat dihitung capaiannya",
        teks::counted(hasil.len()),
        match known.len() {
            0 => "belum ada yang".to_string(),
            all if all == hasil.len() => "seluruhnya telah".to_string(),
            some => format!("{} telah", teks::counted(some)),
        },
    );
    if !known.is_empty() {
        text.push_str(&match reached {
            0 => format!("; belum ada yang mencapai {what}"),
            reached if reached == known.len() => format!("; seluruhnya telah mencapai {what}"),
            reached => format!(
                "; {} telah mencapai {what} dan {} belum",
                teks::counted(reached),
                teks::counted(known.len() - reached)
            ),
        });
    }
    composer.body(format!("{text}."));
}

/// For a quarterly report that measures against the year although the quarter has a target or a ceiling of its own.
fn targets_of_the_quarter(composer: &mut Composer<'_>) {
    let hasil = composer.hasil.clone();
    let quarter = composer.view.periode.triwulan();
    let yearly = matches!(composer.view.periode, domain::value::Periode::Tahunan { .. });
    if yearly || composer.view.compares_with_quarter() || hasil.iter().all(|hasil| hasil.target_triwulan.is_none()) {
        return;
    }
    let rows = hasil.iter().filter_map(|hasil| {
        let target = hasil.target_triwulan?;
        let satuan = &hasil.indikator.satuan;
        Some(Row {
            kind: RowKind::Body,
            cells: vec![
                Cell::text(hasil.indikator.kode.to_string()),
                Cell::text(&*hasil.indikator.uraian),
                Cell::text(target.show(satuan)),
                Cell::text(hasil.tertinggi.map_or("-".to_string(), |highest| highest.show(satuan))),
                Cell::text(teks::realisasi(hasil).unwrap_or_else(|why| why)),
                teks::percent_cell(hasil.capaian_triwulan.as_ref().ok()).aligned(Align::Center),
            ],
        })
    });
    let rows: Vec<Row> = rows.collect();
    composer.table(
        format!("Target dan realisasi sampai dengan Triwulan {quarter}"),
        &[
            (11, Align::Left, "Kode"),
            (30, Align::Left, "Indikator Kinerja"),
            (15, Align::Center, &format!("Target s.d. TW {quarter}")),
            (16, Align::Center, "Tertinggi yang mungkin"),
            (15, Align::Center, &format!("Realisasi s.d. TW {quarter}")),
            (14, Align::Center, "Capaian"),
        ],
        rows,
    );
}

/// One indicator: where its figure comes from.
fn indicator(composer: &mut Composer<'_>, number: u32, hasil: &HasilIndikator<'_>) {
    let indikator = hasil.indikator;
    composer.heading(1, Some(format!("{}.", letter(number))), format!("Indikator: {}", &*indikator.uraian));
    if let Some(definisi) = &indikator.definisi {
        composer.prose_about(&format!("definisi-{}", indikator.kode), definisi, Some(&indikator.kode));
    }
    let quarter = composer.view.periode.triwulan();
    let row = composer
        .view
        .register()
        .pengukuran
        .iter()
        .find(|row| row.indikator == indikator.kode && row.triwulan == quarter);
    let komponen = composer.view.komponen(indikator);
    if komponen.iter().any(|komponen| is_item_count(komponen)) {
        items(composer);
    }
    if let Some(equation) = hitungan(hasil) {
        composer.lead("Dengan rumus berikut diperoleh hasil:");
        composer.equation(equation);
    }
    documents(composer, &komponen);
    sentence(composer, hasil);
    if let Some(penjelasan) = row.and_then(|row| row.penjelasan.as_ref()) {
        composer.prose_about(&format!("penjelasan-{}", indikator.kode), penjelasan, Some(&indikator.kode));
    }
}

fn is_item_count(komponen: &Komponen) -> bool {
    matches!(
        komponen.sumber,
        SumberKomponen::FasilitasiDirencanakan
            | SumberKomponen::FasilitasiTerlaksana
            | SumberKomponen::FasilitasiDitindaklanjuti
    )
}

/// Result against target in one sentence, written from the figures.
fn sentence(composer: &mut Composer<'_>, hasil: &HasilIndikator<'_>) {
    let indikator = hasil.indikator;
    let Some((target, origin)) = hasil.target else { return };
    let target = target.show(&indikator.satuan);
    let from = match origin {
        AsalTarget::Perjanjian(0) => "target Perjanjian Kinerja",
        AsalTarget::Perjanjian(_) => "target Perjanjian Kinerja Perubahan",
        AsalTarget::Renstra => "target Renstra",
    };
    match (teks::realisasi(hasil), &hasil.capaian) {
        (Ok(realisasi), Ok(capaian)) => {
            let rumus = hasil.formula.map_or("", |formula| formula.rumus);
            composer.body(format!(
                "Realisasi {realisasi} terhadap {from} {target} memberi capaian {} ({rumus}).",
                teks::percent(capaian)
            ));
        }
        (Ok(realisasi), Err(why)) => {
            composer.body(format!("Realisasi {realisasi}; capaian tidak dihitung karena {why}."))
        }
        (Err(why), _) => composer.body(format!("Realisasi {why}; {from} {target}.")),
    }
}

/// How a result was counted from its components: the formula with its words, then with its numbers. `None` for an
/// indicator without components, or without a result.
pub fn hitungan(hasil: &HasilIndikator<'_>) -> Option<Equation> {
    let Realisasi::Tersedia { hitungan: Some(hitungan), .. } = &hasil.realisasi else { return None };
    Some(equation(&hasil.indikator.satuan, hitungan, &teks::realisasi(hasil).unwrap_or_default()))
}

fn equation(satuan: &str, hitungan: &Hitungan<'_>, shown: &str) -> Equation {
    let sum = |pieces: Vec<Equation>| {
        let mut row = Vec::new();
        for (index, piece) in pieces.into_iter().enumerate() {
            if index > 0 {
                row.push(Equation::operator("+"));
            }
            row.push(piece);
        }
        Equation::Row(row)
    };
    let words = |values: &[NilaiTerhitung<'_>]| {
        sum(values.iter().map(|value| Equation::text(&*value.komponen.uraian)).collect())
    };
    let numbers = |values: &[NilaiTerhitung<'_>]| {
        sum(values.iter().map(|value| Equation::text(value.nilai.show_short(2))).collect())
    };
    let times = |mut row: Vec<Equation>| {
        if satuan == "%" {
            row.extend([Equation::operator("×"), Equation::text("100 %")]);
        }
        row
    };
    if hitungan.penyebut.is_empty() {
        return Equation::Lines(vec![
            Equation::Row(vec![Equation::text("Realisasi"), Equation::operator("="), words(&hitungan.pembilang)]),
            Equation::Row(vec![
                Equation::operator("="),
                numbers(&hitungan.pembilang),
                Equation::operator("="),
                Equation::text(shown),
            ]),
        ]);
    }
    let mut lines = vec![Equation::Row(times(vec![
        Equation::text("Realisasi"),
        Equation::operator("="),
        Equation::fraction(words(&hitungan.pembilang), words(&hitungan.penyebut)),
    ]))];
    if hitungan.pembilang.len() > 1 || hitungan.penyebut.len() > 1 {
        lines.push(Equation::Row(times(vec![
            Equation::operator("="),
            Equation::fraction(numbers(&hitungan.pembilang), numbers(&hitungan.penyebut)),
        ])));
    }
    let whole = Equation::fraction(
        Equation::text(hitungan.jumlah_pembilang().show_short(2)),
        Equation::text(hitungan.jumlah_penyebut().show_short(2)),
    );
    let mut last = times(vec![Equation::operator("="), whole]);
    last.extend([Equation::operator("="), Equation::text(shown)]);
    lines.push(Equation::Row(last));
    Equation::Lines(lines)
}

/// The list of fasilitasi, koordinasi, rekomendasi with what is done and followed up, and its counts in words.
fn items(composer: &mut Composer<'_>) {
    let rekap = composer.view.fasilitasi();
    if rekap.is_empty() {
        composer.missing("daftar fasilitasi, koordinasi, dan rekomendasi masih kosong", "Isi tabel fasilitasi.");
        return;
    }
    let mark = |known: Option<bool>, done: bool| match (known, done) {
        (_, true) => "√",
        (None, false) => "belum diisi",
        (Some(_), false) => "-",
    };
    let mut rows = Vec::new();
    for kind in &rekap {
        rows.push(Row {
            kind: RowKind::Group,
            cells: vec![Cell::text(format!("Jenis: {}", &*kind.jenis.nama).to_uppercase()).over_columns(4)],
        });
        for (index, butir) in kind.butir.iter().enumerate() {
            rows.push(Row {
                kind: RowKind::Body,
                cells: vec![
                    Cell::text((index + 1).to_string()),
                    Cell::text(&*butir.uraian),
                    Cell::text(mark(butir.terlaksana, composer.view.terlaksana(butir))),
                    Cell::text(mark(butir.ditindaklanjuti, composer.view.ditindaklanjuti(butir))),
                ],
            });
        }
    }
    let count = |field: fn(&domain::calculation::RekapFasilitasi<'_>) -> usize| rekap.iter().map(field).sum::<usize>();
    rows.push(Row {
        kind: RowKind::Total,
        cells: vec![
            Cell::text(format!("Jumlah dari {} butir", count(|kind| kind.butir.len())))
                .over_columns(2)
                .aligned(Align::Left),
            teks::count_cell(count(|kind| kind.terlaksana)).aligned(Align::Center),
            teks::count_cell(count(|kind| kind.ditindaklanjuti)).aligned(Align::Center),
        ],
    });
    let names: Vec<String> = rekap.iter().map(|kind| kind.jenis.nama.to_string()).collect();
    composer.table(
        format!("{} {}", teks::capitalized(&teks::enumerate(&names)), composer.view.periode.until()),
        &[
            (7, Align::Center, "No."),
            (58, Align::Left, "Uraian"),
            (16, Align::Center, "Terlaksana"),
            (19, Align::Center, "Ditindaklanjuti"),
        ],
        rows,
    );
    let planned: Vec<String> =
        rekap.iter().map(|kind| format!("{} jenis {}", teks::counted(kind.butir.len()), &*kind.jenis.nama)).collect();
    let done: Vec<String> = rekap
        .iter()
        .map(|kind| format!("{} jenis {}", teks::counted(kind.ditindaklanjuti), &*kind.jenis.nama))
        .collect();
    composer.body(format!("Dari {}, telah ditindaklanjuti {}.", teks::enumerate(&planned), teks::enumerate(&done)));
}

/// One table per kind of village document that has fallen due or has come in; the others in a sentence.
fn documents(composer: &mut Composer<'_>, komponen: &[&Komponen]) {
    let mut kinds: Vec<_> = komponen
        .iter()
        .filter(|komponen| komponen.sumber == SumberKomponen::DokumenTepatWaktu)
        .filter_map(|komponen| komponen.jenis_dokumen.as_ref())
        .filter_map(|jenis| Some((jenis, composer.view.jenis_dokumen(jenis)?)))
        .collect();
    kinds.sort_by_key(|(_, window)| window.tenggat);
    if kinds.is_empty() {
        return;
    }
    composer.lead("Jadwal dokumen yang dihitung:");
    let windows: Vec<String> = kinds
        .iter()
        .map(|(_, window)| {
            let due = window.tenggat.map_or("tidak diketahui".to_string(), |date| date.to_string());
            let opens = window.buka.map(|date| format!("mulai {date}, ")).unwrap_or_default();
            format!("{} Tahun {}: {opens}paling lambat {due} ({}).", window.nama, window.tahun_isi, window.sumber)
        })
        .collect();
    composer.list(ListStyle::Decimal, windows);
    let counted_date = composer.view.parameter("dokumen_desa.tanggal_dihitung").to_string();
    for (jenis, window) in kinds {
        let documents = composer.view.dokumen_desa(jenis);
        if documents.iter().all(|document| document.status == StatusDokumen::BelumJatuhTempo) {
            let due = window.tenggat.map_or(String::new(), |date| format!(" ({date})"));
            composer.body(format!("{} Tahun {} belum jatuh tempo{due}.", window.nama, window.tahun_isi));
            continue;
        }
        let rows: Vec<Row> = documents
            .iter()
            .enumerate()
            .map(|(index, document)| {
                let tick = |yes: bool| Cell::text(if yes { "√" } else { "" });
                let note = match document.status {
                    StatusDokumen::TepatWaktu => String::new(),
                    status => teks::capitalized(&status.to_string()),
                };
                Row {
                    kind: RowKind::Body,
                    cells: vec![
                        Cell::text((index + 1).to_string()),
                        Cell::text(&*document.desa.nama),
                        Cell::text(document.tanggal.map_or("-".to_string(), |date| date.to_string())),
                        tick(document.tepat_waktu),
                        tick(!document.tepat_waktu && document.status != StatusDokumen::BelumJatuhTempo),
                        Cell::text(note),
                    ],
                }
            })
            .collect();
        let on_time = documents.iter().filter(|document| document.tepat_waktu).count();
        composer.table_with_header(
            format!("Data dokumen {} Tahun {}", window.nama, window.tahun_isi),
            &[
                (7, Align::Center),
                (22, Align::Left),
                (25, Align::Left),
                (13, Align::Center),
                (15, Align::Center),
                (18, Align::Left),
            ],
            vec![
                Row {
                    kind: RowKind::Header,
                    cells: vec![
                        Cell::text("No.").over_rows(2),
                        Cell::text("Desa").over_rows(2),
                        Cell::text(format!("Tanggal {counted_date}")).over_rows(2),
                        Cell::text("Proses").over_columns(2),
                        Cell::text("Keterangan").over_rows(2),
                    ],
                },
                Row { kind: RowKind::Header, cells: vec![Cell::text("Tepat waktu"), Cell::text("Tidak tepat waktu")] },
            ],
            rows,
        );
        if documents.iter().any(|document| document.status == StatusDokumen::LebihAwal) {
            let treated =
                if composer.view.parameter("dokumen_desa.lebih_awal_tepat_waktu") == "ya" { "" } else { "tidak " };
            composer.small(format!("Dokumen yang masuk lebih awal dari jadwal {treated}dihitung tepat waktu."));
        }
        composer.body(format!("Dari {} desa, {} tepat waktu.", teks::counted(documents.len()), teks::counted(on_time)));
    }
    composer.push(Block::Space(5));
}
