//! Changes of rows as forms make them: read leniently, merged by column, refused with their place, undone.

use crate::bantu::{pelaku, with_examples};
use app::{KodeWilayah, Pelaku, Perubahan, Sel, Store, Ubah};
use domain::schema::Field as _;

const TAHUN: i32 = 2024;

fn sukamaju() -> KodeWilayah {
    KodeWilayah::read("99.99.01").unwrap()
}

fn orang(nama: &str, waktu: &str) -> Pelaku {
    Pelaku { nama: nama.to_string(), waktu: waktu.to_string() }
}

/// The row of a table with this key, as a form shows it.
async fn row(store: &Store, tabel: &str, kunci: &[&str]) -> Option<Sel> {
    let (register, _) = store.load(&sukamaju(), TAHUN).await.unwrap().unwrap();
    let (schema, rows) = register.write().into_iter().find(|(schema, _)| schema.name == tabel).unwrap();
    let named = |cells: Vec<String>| -> Sel {
        schema.columns.iter().map(|column| column.name.to_string()).zip(cells).collect()
    };
    rows.into_iter().map(named).find(|row| schema.key.iter().zip(kunci).all(|(name, text)| row[*name] == *text))
}

async fn edit(store: &Store, tabel: &str, kunci: &[&str], cells: &[(&str, &str)]) -> Perubahan {
    let sebelum = row(store, tabel, kunci).await.unwrap();
    Perubahan { tabel: tabel.to_string(), sesudah: Some(sel(cells)), sebelum: Some(sebelum) }
}

fn new(tabel: &str, cells: &[(&str, &str)]) -> Perubahan {
    Perubahan { tabel: tabel.to_string(), sebelum: None, sesudah: Some(sel(cells)) }
}

fn sel(cells: &[(&str, &str)]) -> Sel {
    cells.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect()
}

async fn ubah(store: &Store, perubahan: &[Perubahan], pelaku: &Pelaku) -> Ubah {
    app::ubah(store, &sukamaju(), TAHUN, perubahan, "", pelaku).await.unwrap()
}

fn saved(answer: &Ubah) -> (usize, usize, usize) {
    let Ubah::Tersimpan { saved, .. } = answer else { panic!("{answer:?}") };
    (saved.added, saved.changed, saved.removed)
}

/// Index, column and code of every problem.
fn problems(answer: &Ubah) -> Vec<(Option<usize>, Option<&str>, &'static str)> {
    let Ubah::Ditolak { masalah } = answer else { panic!("{answer:?}") };
    masalah.iter().map(|found| (found.indeks, found.kolom.as_deref(), found.masalah.code)).collect()
}

#[tokio::test]
async fn a_pasted_block_is_read_as_people_write_and_saved_as_one_act() {
    let dir = tempfile::tempdir().unwrap();
    let (_home, store) = with_examples(dir.path()).await;
    let head = store.head(&sukamaju()).await.unwrap().nomor;
    let block = [
        edit(&store, "fasilitasi", &["F-01"], &[("tanggal_terlaksana", "18 Juli 2024")]).await,
        edit(&store, "fasilitasi", &["F-02"], &[("tanggal_terlaksana", "29/10/2024"), ("rencana", "IV")]).await,
        edit(&store, "realisasi_anggaran", &["7.01.01.2.01.0001", "DAU", "2"], &[("jumlah", "Rp 2.970.501,5")]).await,
        new("rapat_evaluasi", &[("tanggal", "3-10-2024"), ("acara", "Rapat  pertama"), ("hadir", "12")]),
        new("rapat_evaluasi", &[("tanggal", ""), ("acara", " ")]),
    ];
    let answer = ubah(&store, &block, &pelaku()).await;
    assert_eq!(saved(&answer), (1, 3, 0), "an empty line of the block is no row");
    assert_eq!(store.head(&sukamaju()).await.unwrap().nomor, head + 1);
    let fasilitasi = row(&store, "fasilitasi", &["F-02"]).await.unwrap();
    assert_eq!((&*fasilitasi["tanggal_terlaksana"], &*fasilitasi["rencana"]), ("2024-10-29", "4"));
    assert_eq!(row(&store, "rapat_evaluasi", &["2024-10-03"]).await.unwrap()["acara"], "Rapat pertama");
    let jumlah = &["7.01.01.2.01.0001".to_string(), "DAU".to_string(), "2".to_string(), String::new()];
    let asal = app::asal(&store, &sukamaju(), TAHUN, "realisasi_anggaran", jumlah, "jumlah").await.unwrap();
    let told: Vec<_> = asal.iter().map(|act| (&*act.jenis, act.sebelum.as_deref(), act.sesudah.as_deref())).collect();
    assert_eq!(told, [("ubah", Some("2970500"), Some("2970501,50")), ("contoh", None, Some("2970500"))]);
    assert!(asal[1].sumber.is_some());
    // The same again changes nothing, and is no act.
    let again = edit(&store, "fasilitasi", &["F-01"], &[("tanggal_terlaksana", "18-7-2024")]).await;
    assert_eq!(saved(&ubah(&store, &[again], &pelaku()).await), (0, 0, 0));
    assert_eq!(store.head(&sukamaju()).await.unwrap().nomor, head + 1);
}

#[test]
fn what_was_typed_is_shown_as_it_is_read() {
    let read = |tabel: &str, kolom: &str, teks: &str| {
        let table = domain::register::table(tabel).unwrap();
        let column = table.columns.iter().find(|column| column.name == kolom).unwrap();
        app::baca_isian(column, teks)
    };
    for (tabel, kolom, teks, expected) in [
        ("nilai_komponen", "nilai", "1.234,5", "1234,5"),
        ("nilai_komponen", "nilai", " 1234.5 ", "1234,5"),
        ("pagu", "jumlah", "Rp 1.234.500", "1234500"),
        ("pengukuran", "realisasi", "68.50 (B-)", "68,50 (B-)"),
        ("pengukuran", "triwulan", "iii", "3"),
        ("dokumen_desa", "diterima", "30 September 2024", "2024-09-30"),
        ("dokumen_desa", "diterima", "30/9/2024", "2024-09-30"),
        ("dokumen_desa", "diterima", "", ""),
        ("fasilitasi", "terlaksana", "Ya", "ya"),
        ("pegawai", "nip", "19800101 200501 1 001", "198001012005011001"),
    ] {
        assert_eq!(read(tabel, kolom, teks).as_deref(), Ok(expected), "{teks}");
    }
    for (tabel, kolom, teks) in [
        ("nilai_komponen", "nilai", "1.234"),
        ("dokumen_desa", "diterima", "31/2/2024"),
        ("pagu", "jumlah", ""),
        ("pagu", "jumlah", "11.100.0000"),
    ] {
        assert!(read(tabel, kolom, teks).is_err(), "{teks}");
    }
}

#[tokio::test]
async fn two_people_lose_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (_home, store) = with_examples(dir.path()).await;
    let kasi = orang("kasi", "2024-10-02T08:00:00Z");
    let note = edit(&store, "fasilitasi", &["F-01"], &[("keterangan", "Dari operator")]).await;
    let date = edit(&store, "fasilitasi", &["F-01"], &[("tanggal_terlaksana", "2024-07-19")]).await;
    let other_date = edit(&store, "fasilitasi", &["F-01"], &[("tanggal_terlaksana", "2024-07-20")]).await;
    let gone = Perubahan { sesudah: None, ..date.clone() };
    assert_eq!(saved(&ubah(&store, std::slice::from_ref(&date), &kasi).await), (0, 1, 0));
    assert_eq!(saved(&ubah(&store, &[note], &pelaku()).await), (0, 1, 0), "another column of the row");
    let merged = row(&store, "fasilitasi", &["F-01"]).await.unwrap();
    assert_eq!((&*merged["keterangan"], &*merged["tanggal_terlaksana"]), ("Dari operator", "2024-07-19"));
    assert_eq!(saved(&ubah(&store, &[date], &pelaku()).await), (0, 0, 0), "two people who want the same agree");

    let head = store.head(&sukamaju()).await.unwrap();
    let added = new("rapat_evaluasi", &[("tanggal", "2024-10-03"), ("acara", "Rapat")]);
    let Ubah::Bentrok { baris } = ubah(&store, &[added, other_date], &pelaku()).await else { panic!() };
    assert_eq!((baris.len(), baris[0].indeks, baris[0].sel.len()), (1, 1, 1));
    let cell = &baris[0].sel[0];
    assert_eq!((&*cell.kolom, &*cell.dilihat), ("tanggal_terlaksana", "2024-07-17"));
    assert_eq!((&*cell.sekarang, &*cell.diinginkan), ("2024-07-19", "2024-07-20"));
    assert_eq!((&*cell.oleh, &*cell.waktu), ("kasi", "2024-10-02T08:00:00Z"));
    let Ubah::Bentrok { baris } = ubah(&store, std::slice::from_ref(&gone), &pelaku()).await else { panic!() };
    assert_eq!(baris[0].sel.iter().map(|cell| &*cell.kolom).collect::<Vec<_>>(), ["tanggal_terlaksana", "keterangan"]);
    assert_eq!(store.head(&sukamaju()).await.unwrap(), head, "the whole act waits for an answer");

    let gone = Perubahan { sebelum: row(&store, "fasilitasi", &["F-01"]).await, sesudah: None, ..gone };
    let late = edit(&store, "fasilitasi", &["F-01"], &[("uraian", "Terlambat")]).await;
    assert_eq!(saved(&ubah(&store, std::slice::from_ref(&gone), &kasi).await), (0, 0, 1));
    assert_eq!(saved(&ubah(&store, &[gone], &pelaku()).await), (0, 0, 0), "gone already");
    let Ubah::Bentrok { baris } = ubah(&store, &[late], &pelaku()).await else { panic!() };
    assert_eq!((&baris[0].sekarang, &*baris[0].sel[0].oleh), (&None, "kasi"));
    // A key that somebody else used in the meantime.
    let Ubah::Bentrok { baris } =
        ubah(&store, &[new("unit", &[("kode", "TAPEM"), ("nama", "Unit lain")])], &kasi).await
    else {
        panic!()
    };
    assert_eq!(baris[0].sel.iter().map(|cell| &*cell.kolom).collect::<Vec<_>>(), ["nama"]);
}

#[tokio::test]
async fn every_problem_names_its_change_and_column() {
    let dir = tempfile::tempdir().unwrap();
    let (_home, store) = with_examples(dir.path()).await;
    let head = store.head(&sukamaju()).await.unwrap();
    let block = [
        edit(&store, "fasilitasi", &["F-01"], &[("tanggal_terlaksana", "31 Februari 2024"), ("jenis", "XX")]).await,
        edit(&store, "fasilitasi", &["F-02"], &[("kode", "F-03"), ("uraian", "")]).await,
        new("fasilitasi", &[("kode", "F-03"), ("urut", "1"), ("jenis", "FAS"), ("uraian", "Sama")]),
        Perubahan { tabel: "tidak_ada".to_string(), sebelum: None, sesudah: Some(Sel::new()) },
        new("unit", &[("warna", "merah")]),
    ];
    let unknown = ubah(&store, &block[3..], &pelaku()).await;
    assert_eq!(problems(&unknown), [(Some(0), None, "UBH001"), (Some(1), Some("warna"), "UBH001")]);
    let answer = ubah(&store, &block[..2], &pelaku()).await;
    let expected = [
        (Some(0), Some("tanggal_terlaksana"), "REG002"),
        (Some(0), Some("jenis"), "REG004"),
        (Some(1), Some("uraian"), "REG001"),
    ];
    assert_eq!(problems(&answer), expected);
    let taken = edit(&store, "fasilitasi", &["F-02"], &[("kode", "F-03")]).await;
    assert_eq!(problems(&ubah(&store, &[taken], &pelaku()).await), [(Some(0), None, "REG003")]);

    // A code that other rows name cannot go; the problem stands elsewhere and belongs to the change.
    let unit = edit(&store, "unit", &["TAPEM"], &[("kode", "TATAPEM")]).await;
    let answer = ubah(&store, &[block[0].clone(), unit], &pelaku()).await;
    assert!(problems(&answer).contains(&(Some(1), None, "REG004")), "{answer:?}");
    // What the validation finds is told with its change, too.
    let block = [
        edit(&store, "fasilitasi", &["F-04"], &[("keterangan", "Baik")]).await,
        edit(&store, "fasilitasi", &["F-03"], &[("terlaksana", "")]).await,
        new("nilai_komponen", &[("indikator", "IKT-2"), ("komponen", "zz"), ("triwulan", "III"), ("nilai", "4")]),
    ];
    let answer = ubah(&store, &block, &pelaku()).await;
    let codes: Vec<_> = problems(&answer).into_iter().map(|(indeks, ..)| indeks).collect();
    assert_eq!(codes, [Some(1), Some(2)], "{answer:?}");
    assert_eq!(store.head(&sukamaju()).await.unwrap(), head);
}

#[tokio::test]
async fn errors_that_were_there_do_not_stand_in_the_way() {
    let dir = tempfile::tempdir().unwrap();
    let (_home, store) = with_examples(dir.path()).await;
    let (mut register, _) = store.load(&sukamaju(), TAHUN).await.unwrap().unwrap();
    let broken = register.fasilitasi.iter_mut().find(|row| row.kode == *"F-05").unwrap();
    (broken.terlaksana, broken.tanggal_terlaksana) = (None, domain::value::Tanggal::new(2024, 3, 1));
    let act = store::Act {
        kind: "ubah".to_string(),
        actor: "lama".to_string(),
        at: "2024".to_string(),
        note: String::new(),
        source: None,
    };
    store.save(&act, &sukamaju(), TAHUN, &register, None).await.unwrap();
    let other = edit(&store, "fasilitasi", &["F-06"], &[("keterangan", "Baik")]).await;
    assert_eq!(saved(&ubah(&store, &[other], &pelaku()).await), (0, 1, 0));
    let worse = edit(&store, "fasilitasi", &["F-06"], &[("terlaksana", "tidak")]).await;
    assert_eq!(problems(&ubah(&store, &[worse], &pelaku()).await)[0].0, Some(0));
}

#[tokio::test]
async fn a_row_under_another_key_is_one_changed_row_and_keeps_its_past() {
    let dir = tempfile::tempdir().unwrap();
    let (_home, store) = with_examples(dir.path()).await;
    let first = edit(&store, "fasilitasi", &["F-02"], &[("uraian", "Uraian baru")]).await;
    ubah(&store, &[first], &orang("kasi", "2024-10-02T08:00:00Z")).await;
    let renamed = edit(&store, "fasilitasi", &["F-02"], &[("kode", "F-02a")]).await;
    assert_eq!(saved(&ubah(&store, &[renamed], &pelaku()).await), (0, 1, 0));
    let asal = app::asal(&store, &sukamaju(), TAHUN, "fasilitasi", &["F-02a".to_string()], "uraian").await.unwrap();
    assert_eq!(asal.iter().map(|act| &*act.pelaku).collect::<Vec<_>>(), ["kasi", "penguji"]);
    let nomor = store.head(&sukamaju()).await.unwrap().nomor;
    let undone = app::batalkan(&store, &sukamaju(), nomor, &pelaku()).await.unwrap();
    assert_eq!(saved(&undone), (0, 1, 0));
    assert_eq!(row(&store, "fasilitasi", &["F-02"]).await.unwrap()["uraian"], "Uraian baru");
    // Keys that change places in one act are two changed rows.
    let swap = [
        edit(&store, "fasilitasi", &["F-02"], &[("kode", "F-03")]).await,
        edit(&store, "fasilitasi", &["F-03"], &[("kode", "F-02")]).await,
    ];
    assert_eq!(saved(&ubah(&store, &swap, &pelaku()).await), (0, 2, 0));
    assert_eq!(row(&store, "fasilitasi", &["F-03"]).await.unwrap()["uraian"], "Uraian baru");
}

#[tokio::test]
async fn an_act_is_undone_unless_somebody_went_on() {
    let dir = tempfile::tempdir().unwrap();
    let (_home, store) = with_examples(dir.path()).await;
    let before = store.load(&sukamaju(), TAHUN).await.unwrap().unwrap().0;
    let gone = row(&store, "fasilitasi", &["F-04"]).await;
    let block = [
        edit(&store, "fasilitasi", &["F-01"], &[("keterangan", "Baru")]).await,
        edit(&store, "unit", &["TAPEM"], &[("nama", "Seksi Baru")]).await,
        Perubahan { tabel: "fasilitasi".to_string(), sebelum: gone, sesudah: None },
        new("rapat_evaluasi", &[("tanggal", "2024-10-03"), ("acara", "Rapat")]),
    ];
    assert_eq!(saved(&ubah(&store, &block, &pelaku()).await), (1, 2, 1));
    let nomor = store.head(&sukamaju()).await.unwrap().nomor;
    let after = store.load(&sukamaju(), TAHUN).await.unwrap().unwrap().0;
    let undo = async |nomor| app::batalkan(&store, &sukamaju(), nomor, &pelaku()).await.unwrap();
    assert_eq!(saved(&undo(nomor).await), (1, 2, 1));
    assert_eq!(store.load(&sukamaju(), TAHUN).await.unwrap().unwrap().0, before);
    let entry = store.history(&sukamaju(), None, 1).await.unwrap().remove(0);
    assert_eq!((entry.nomor, &*entry.act.kind), (nomor + 1, "batal"));
    assert_eq!(saved(&undo(nomor + 1).await), (1, 2, 1), "an undo is undone");
    assert_eq!(store.load(&sukamaju(), TAHUN).await.unwrap().unwrap().0, after);

    // Another column of a row is another state of it, too: then the act cannot be taken back silently.
    let later = edit(&store, "fasilitasi", &["F-01"], &[("uraian", "Kemudian")]).await;
    ubah(&store, &[later], &orang("kasi", "2024-10-02T08:00:00Z")).await;
    let Ubah::Bentrok { baris } = undo(nomor + 2).await else { panic!() };
    assert_eq!((baris.len(), &*baris[0].sel[0].kolom, &*baris[0].sel[0].oleh), (1, "uraian", "kasi"));
    for unknown in [0, -1, 999, i64::MAX] {
        assert!(app::batalkan(&store, &sukamaju(), unknown, &pelaku()).await.is_err());
    }
    assert!(app::verifikasi_riwayat(&store, &sukamaju()).await.unwrap().first_broken.is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_people_at_the_same_time_all_save() {
    let dir = tempfile::tempdir().unwrap();
    let (_home, store) = with_examples(dir.path()).await;
    let mut people = Vec::new();
    for number in 1..=8 {
        let code = format!("F-{number:02}");
        let change = edit(&store, "fasilitasi", &[&code], &[("keterangan", "Serentak")]).await;
        let store = store.clone();
        people.push(tokio::spawn(async move { saved(&ubah(&store, &[change], &pelaku()).await) }));
    }
    for person in people {
        assert_eq!(person.await.unwrap(), (0, 1, 0));
    }
    for number in 1..=8 {
        assert_eq!(row(&store, "fasilitasi", &[&format!("F-{number:02}")]).await.unwrap()["keterangan"], "Serentak");
    }
}
