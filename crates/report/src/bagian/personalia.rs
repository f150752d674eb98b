//! Everybody who serves on the day of the report.

use document::{Align, Cell, Inline, Row, RowKind};
use domain::calculation::PegawaiSaatItu;
use domain::register::{JenisKelamin, StatusPegawai};
use domain::value::month_name;

use crate::composer::Composer;
use crate::teks;

pub(super) fn compose(composer: &mut Composer<'_>) {
    composer.narrative();
    let people = composer.kepegawaian.pegawai.clone();
    if people.is_empty() {
        composer.missing("daftar pegawai masih kosong", "Isi tabel pegawai dan riwayat_pegawai.");
        return;
    }
    let month =
        composer.view.per_tanggal.map_or(String::new(), |date| format!("{} {}", month_name(date.month()), date.year()));
    let office = composer.nama_instansi();
    counts(composer, &month, &people);
    let without_post = people.iter().filter(|person| person.riwayat.jabatan.is_none()).count();
    if without_post > 0 {
        composer.record(
            format!("jabatan {} pegawai belum diisi", teks::counted(without_post)),
            "Isi kolom jabatan di tabel riwayat_pegawai.".to_string(),
            false,
        );
    }
    let rows = people.iter().enumerate().map(|(index, person)| row(composer, index + 1, person)).collect();
    composer.table(
        format!("Personalia {office} per {month}"),
        &[
            (15, Align::Center, "No."),
            (88, Align::Left, "Nama dan NIP"),
            (15, Align::Center, "L/P"),
            (32, Align::Center, "Status"),
            (51, Align::Left, "Pangkat/Gol."),
            (27, Align::Center, "Eselon"),
            (39, Align::Center, "Pendidikan"),
            (53, Align::Left, "Jabatan"),
        ],
        rows,
    );
}

/// How many there are, by status and sex.
fn counts(composer: &mut Composer<'_>, month: &str, people: &[PegawaiSaatItu<'_>]) {
    let statuses: Vec<String> = composer
        .kepegawaian
        .statuses()
        .into_iter()
        .map(|status| format!("{} {}", teks::counted(composer.kepegawaian.status(status)), status.word()))
        .collect();
    let women = people.iter().filter(|person| person.pegawai.jenis_kelamin == JenisKelamin::P).count();
    let sexes: Vec<String> = [(people.len() - women, "laki-laki"), (women, "perempuan")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", teks::counted(count)))
        .collect();
    let text = format!(
        "Per {month} {} mempunyai {} pegawai, yaitu {}. Menurut jenis kelamin terdapat {}. Rinciannya pada Tabel {}.",
        composer.nama_instansi(),
        teks::counted(people.len()),
        teks::enumerate(&statuses),
        teks::enumerate(&sexes),
        composer.next_number("Tabel")
    );
    composer.body(text);
}

fn row(composer: &mut Composer<'_>, number: usize, person: &PegawaiSaatItu<'_>) -> Row {
    let (pegawai, riwayat) = (person.pegawai, person.riwayat);
    let mut name = vec![Inline::text(&*pegawai.nama)];
    match (&pegawai.nip, riwayat.status) {
        (Some(nip), StatusPegawai::Pppk) => {
            name.extend([Inline::LineBreak, Inline::text("NI PPPK"), Inline::LineBreak, Inline::text(nip.to_string())]);
        }
        (Some(nip), _) => name.extend([Inline::LineBreak, Inline::text(format!("NIP {nip}"))]),
        (None, StatusPegawai::NonPns) => {}
        (None, _) => {
            let missing = composer
                .missing_inline(format!("NIP {} belum diisi", &*pegawai.nama), "Isi kolom nip di tabel pegawai.");
            name.extend([Inline::LineBreak, missing]);
        }
    }
    let or_dash = |text: String| if text.is_empty() { "-".to_string() } else { text };
    Row {
        kind: RowKind::Body,
        cells: vec![
            Cell::text(number.to_string()),
            Cell::inlines(name),
            Cell::text(pegawai.jenis_kelamin.word()),
            Cell::text(riwayat.status.word()),
            rank(&or_dash(person.pangkat())),
            Cell::text(riwayat.eselon.map_or("-", |eselon| eselon.word())),
            Cell::text(riwayat.pendidikan.word()),
            Cell::text(or_dash(riwayat.jabatan.as_ref().map(|post| post.to_string()).unwrap_or_default())),
        ],
    }
}

/// `Penata Tingkat I (III/d)` with the golongan on a line of its own, since a narrow cell would break it at its stroke.
fn rank(pangkat: &str) -> Cell {
    match pangkat.split_once(" (") {
        Some((name, class)) => {
            Cell::inlines(vec![Inline::text(name), Inline::LineBreak, Inline::text(format!("({class}"))])
        }
        None => Cell::text(pangkat),
    }
}
