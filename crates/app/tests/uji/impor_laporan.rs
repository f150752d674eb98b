//! An old report into the register: what we print comes back as it was, and a report that contradicts itself is put
//! right with reasons.

use crate::bantu::{examples, kantor, pelaku, pronojiwo, request, with_examples};
use app::{CaraBeda, Format, Home, ImporLaporan, Kantor, PermintaanImpor, Store};

async fn import(store: &Store, home: &Home, name: &str, bytes: &[u8], minta: PermintaanImpor) -> ImporLaporan {
    app::impor_laporan(Some(store), home, name, bytes, &minta, &pelaku()).await.unwrap()
}

fn write(cara: CaraBeda) -> PermintaanImpor {
    PermintaanImpor { cara, terapkan: true, ..PermintaanImpor::default() }
}

fn docx(kantor: &Kantor, periode: &str) -> Vec<u8> {
    let mut request = request(periode, false);
    request.formats = vec![Format::Docx];
    app::print_laporan(kantor, &request).unwrap().0.files.remove(0).bytes
}

/// Caption and rows of every table, as a reader finds them.
fn tables(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let naskah = reader::read("laporan.docx", bytes);
    let rows = |table: &reader::Tabel| {
        table.baris.iter().map(|row| row.sel.iter().map(|cell| cell.teks.clone()).collect()).collect()
    };
    naskah.tabel().map(|table| (table.judul.clone(), rows(table))).collect()
}

#[tokio::test]
async fn a_printed_report_makes_a_new_office_that_prints_the_same_tables() {
    let dir = tempfile::tempdir().unwrap();
    let home = Home::new(dir.path(), None);
    let store = home.open().await.unwrap();
    let printed = docx(&app::from_folder(&examples().join("pronojiwo")).unwrap(), "2024/3");
    let result = import(&store, &home, "lama.docx", &printed, write(CaraBeda::Tolak)).await;
    assert!(result.baru && result.kode == pronojiwo() && result.tersimpan.unwrap().added > 300);

    let again = docx(&kantor(&store, &home).await, "2024/3");
    let (before, after) = (tables(&printed), tables(&again));
    assert_eq!(before.len(), after.len());
    assert!(before.len() >= 14);
    for (old, new) in before.iter().zip(&after) {
        // The report counts persons with training and does not name them; the import says so.
        if old.0.contains("diklat") {
            assert!(result.tertolak.iter().any(|told| told.starts_with("diklat")), "{:?}", result.tertolak);
            continue;
        }
        assert_eq!(old, new);
    }

    // Every value of a new row has its origin, in a file beside the report.
    let origins = std::fs::read_to_string(result.berkas_asal.unwrap()).unwrap();
    assert!(origins.starts_with("tabel,kunci,kolom,nilai,berkas,tempat"));
    assert!(
        origins.contains("pagu,7.01.01.2.01.0006 DAU tidak disebut 2024-01-01,jumlah,1500000,lama.docx,\"Tabel 3.12")
    );
    let history = app::riwayat(&store, &pronojiwo(), 5).await.unwrap();
    assert_eq!(history[0].act.kind, "impor laporan");
    assert!(history[0].act.note.contains("asal.csv"), "{}", history[0].act.note);

    // The same file again brings nothing.
    let second = import(&store, &home, "lama.docx", &printed, write(CaraBeda::Tolak)).await;
    assert_eq!(second.tersimpan.map(|saved| (saved.added, saved.changed)), Some((0, 0)));
}

#[tokio::test]
async fn a_printed_report_tells_its_own_office_nothing_new() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(dir.path()).await;
    for (office, periode) in [("pronojiwo", "2024/3"), ("sukamaju", "2024/2"), ("sukamaju", "2024")] {
        let printed = docx(&app::from_folder(&examples().join(office)).unwrap(), periode);
        let result = import(&store, &home, "sama.docx", &printed, PermintaanImpor::default()).await;
        assert!(!result.baru, "{office}");
        assert_eq!(result.beda, [], "{office} {periode}");
        for count in &result.tabel {
            assert_eq!((count.baru, count.dilengkapi, count.beda), (0, 0, 0), "{office} {periode} {count:?}");
        }
        let same: usize = result.tabel.iter().map(|count| count.sama).sum();
        assert!(same >= 100, "{office} {periode}: {same}");
    }
}

#[tokio::test]
async fn what_the_register_holds_is_not_overwritten_without_a_choice() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(dir.path()).await;
    let printed = docx(&kantor(&store, &home).await, "2024/3");
    crate::bantu::change_something(&store, &home).await;
    let changed = kantor(&store, &home).await.years[&2024].clone();

    let preview = import(&store, &home, "lama.docx", &printed, PermintaanImpor::default()).await;
    let [beda] = preview.beda.as_slice() else { panic!("{:?}", preview.beda) };
    assert_eq!((beda.tabel, beda.kolom), ("realisasi_anggaran", "jumlah"));
    assert!(preview.teks().contains("Berbeda dari register (1)"), "{}", preview.teks());

    let refused =
        app::impor_laporan(Some(&store), &home, "lama.docx", &printed, &write(CaraBeda::Tolak), &pelaku()).await;
    let Err(app::AppError::Rejected(rejection)) = refused else { panic!("not refused") };
    assert_eq!(rejection.problems[0].code, "LPI010");
    assert_eq!(kantor(&store, &home).await.years[&2024], changed);

    let kept = import(&store, &home, "lama.docx", &printed, write(CaraBeda::Pertahankan)).await;
    assert_eq!(kept.tersimpan.map(|saved| saved.changed), Some(0));
    let taken = import(&store, &home, "lama.docx", &printed, write(CaraBeda::Timpa)).await;
    assert_eq!(taken.tersimpan.map(|saved| saved.changed), Some(1));
    assert_ne!(kantor(&store, &home).await.years[&2024], changed);
}

/// An invented report with a row that does not subtract, a broken number, two targets, a name in two spellings.
const CACAT: &str =
    "PEMERINTAH KABUPATEN LUMAJANG\nKECAMATAN SENDURO\n\nLAPORAN KINERJA (LKj)\nTRIWULAN II\nTAHUN ANGGARAN 2024\n
## KATA PENGANTAR\n\nLaporan ini disusun sebagai pertanggungjawaban kantor kepada masyarakat di wilayahnya.\n
Senduro, 30 Juni 2024\n**CAMAT SENDURO**\n**BAYU CONTOHARJO, SH**\nNIP. 19750505 200003 1 901\n
## PERSONALIA\n\nTabel 1.1\n\nPersonalia\n
No\tNama\tL/P\tStatus Kepegawaian\tPangkat/Gol\tEselon\tPendidikan
1\tBAYU CONTOHARJO, SH\tL\tPNS\tPembina (IV/a)\tIII A\tS.1
\tNIP. 19750505 200003 1 901\t\t\t\t\t
2\tSARI MISALWATI\tP\tNON PNS\t\t-\tSMK\n
## PERJANJIAN KINERJA TAHUN 2024\n\nNama : BAYU CONTOHARJA, SH\n\nJabatan : CAMAT SENDURO\n
Senduro, 8 Januari 2024\n\n**BAYU CONTOHARJO, SH**\nNIP. 19750505 200003 1 901\n
LAMPIRAN PERJANJIAN KINERJA TAHUN 2024\n
No\tSasaran Strategis\tIndikator Kinerja\tTarget
1\tMeningkatnya mutu layanan kecamatan\tPersentase surat yang selesai tepat waktu\t90%\n
## BAB III\n\n### A. Capaian Kinerja\n\nTabel 3.1\n\nCapaian\n
No\tSasaran Strategis\tIndikator Kinerja\tTarget 2024\tRealisasi\tCapaian
1\tMeningkatnya mutu layanan kecamatan\tPersentase surat yang selesai tepat waktu\t95%\t81%\t90,00%\n
## B. Realisasi Anggaran\n\nTabel 3.2\n\nRealisasi Anggaran\n
Kode\tUraian\tPagu\tRealisasi\tSisa
7.01.02\tPROGRAM PENYELENGGARAAN PEMERINTAHAN DAN PELAYANAN PUBLIK\t9.000.000\t4.500.000\t4.500.000
7.01.02.2.01\tKoordinasi Penyelenggaraan Kegiatan Pemerintahan di Tingkat Kecamatan\t9.000.000\t4.500.000\t4.500.000
7.01.02.2.01.0002\tPeningkatan Efektifitas Kegiatan Pemerintahan di Tingkat Kecamatan\t6.000.000\t2.500.000\t4.000.000
7.01.02.2.01.0003\tSinergitas\t3.000.0000\t2.500.000\t500.000
TOTAL\t\t9.000.000\t4.500.000\t4.500.000
";

#[tokio::test]
async fn contradictions_are_decided_with_reasons() {
    let dir = tempfile::tempdir().unwrap();
    let home = Home::new(dir.path(), None);
    let minta = PermintaanImpor::default();
    let result = app::impor_laporan(None, &home, "cacat.txt", CACAT.as_bytes(), &minta, &pelaku()).await.unwrap();
    assert!(result.baru && !dir.path().join("kinerja.sqlite").exists());
    let decided = |apa: &str| {
        let found = result.keputusan.iter().find(|one| one.apa.starts_with(apa));
        found.map(|one| one.usul.clone()).unwrap_or_else(|| panic!("{apa}: {:#?}", result.keputusan))
    };
    // 6.000.000 - 2.500.000 is not 4.000.000; with 2.000.000 both the row and the sum above hold.
    assert_eq!(decided("Anggaran 7.01.02.2.01.0002"), "realisasi 2.000.000");
    assert_eq!(decided("Pagu 7.01.02.2.01.0003"), "3.000.000");
    assert_eq!(decided("Target Persentase surat"), "90");
    let register = &result.register;
    assert_eq!(register.perjanjian_target[0].target.to_string(), "90");
    let spent: Vec<String> = register.realisasi_anggaran.iter().map(|row| row.jumlah.to_string()).collect();
    assert_eq!(spent, ["2.000.000", "2.500.000"]);
    assert_eq!(register.pegawai.len(), 2);
    assert_eq!(register.riwayat_pegawai[0].golongan.unwrap().word(), "IV/a");
    assert_eq!(&*register.sasaran[0].uraian, "Meningkatnya mutu layanan kecamatan");
    let text = result.teks();
    for part in ["instansi baru", "Dokumen bertentangan", "bukan \"95\"", "Masih kurang untuk laporan 2024/2"] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

#[tokio::test]
async fn files_that_are_no_report_are_refused_in_words() {
    let dir = tempfile::tempdir().unwrap();
    let home = Home::new(dir.path(), None);
    for (name, bytes, code) in [
        ("kosong.txt", &b""[..], "LPI001"),
        ("rusak.docx", &b"PK\x03\x04rusak"[..], "LPI001"),
        ("gambar.png", &b"\x89PNG\r\n"[..], "LPI001"),
        ("surat.txt", &b"Surat biasa tanpa nama kantor."[..], "LPI002"),
        ("asing.txt", &b"LAPORAN KINERJA\nKECAMATAN ANTAHBERANTAH\nTRIWULAN II TAHUN 2024"[..], "LPI002"),
        ("tanpa-tahun.txt", &b"KABUPATEN LUMAJANG\nKECAMATAN SENDURO\nLAPORAN KINERJA"[..], "LPI004"),
    ] {
        let result = app::impor_laporan(None, &home, name, bytes, &PermintaanImpor::default(), &pelaku()).await;
        let Err(app::AppError::Rejected(rejection)) = result else { panic!("{name} is not refused") };
        assert_eq!(rejection.problems[0].code, code, "{name}: {rejection}");
    }
    let unknown = PermintaanImpor { instansi: Some("99.99.99".to_string()), ..PermintaanImpor::default() };
    let result = app::impor_laporan(None, &home, "cacat.txt", CACAT.as_bytes(), &unknown, &pelaku()).await;
    let Err(app::AppError::Rejected(rejection)) = result else { panic!("an unknown office is not refused") };
    assert_eq!(rejection.problems[0].code, "LPI003");
}
