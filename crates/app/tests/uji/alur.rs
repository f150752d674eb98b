//! The way of a report, and that a locked period cannot change by any route.

use crate::bantu::{pelaku, pronojiwo, request, with_examples};
use app::{AppError, Keadaan, KodeWilayah, Perubahan, Sel, Store, Ubah};
use domain::schema::Field as _;
use domain::value::Periode;

fn refusal(answer: Result<impl std::fmt::Debug, AppError>) -> String {
    match answer {
        Err(AppError::Rejected(rejection)) => rejection.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_report_goes_step_by_step() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(dir.path()).await;
    let tw3 = Periode::read("2024/3").unwrap();
    let kode = pronojiwo();
    let go = async |ke, note: &str| app::pindahkan(&store, &kode, tw3, ke, note, &pelaku()).await;
    let now = async || app::keadaan(&store, &kode, tw3).await.unwrap();
    assert_eq!(now().await, Keadaan::Draf);
    for ke in [Keadaan::Disetujui, Keadaan::Dikunci, Keadaan::Draf] {
        assert!(refusal(go(ke, "x").await).contains("ALR001"), "{ke}");
    }
    go(Keadaan::Diverifikasi, "").await.unwrap();
    let early = app::kunci_laporan(&store, &home, &kode, &request("2024/3", true), "", &pelaku()).await;
    assert!(refusal(early).contains("SIM023"));
    assert!(refusal(go(Keadaan::Draf, " ").await).contains("Catatan pengembalian kosong"));
    go(Keadaan::Draf, "Lengkapi IKU-1").await.unwrap();
    for ke in [Keadaan::Diverifikasi, Keadaan::Disetujui] {
        go(ke, "").await.unwrap();
    }
    assert!(refusal(app::buka_kunci(&store, &kode, tw3, "x", &pelaku()).await).contains("tidak sedang dikunci"));
    let versi = store.versi(&kode, 2024).await.unwrap();
    app::kunci_laporan(&store, &home, &kode, &request("2024/3", true), "", &pelaku()).await.unwrap();
    assert_eq!(now().await, Keadaan::Dikunci);
    assert_eq!(store.versi(&kode, 2024).await.unwrap(), versi.map(|versi| versi + 1), "what pages show has changed");
    assert!(refusal(go(Keadaan::Draf, "x").await).contains("sudah dikunci"));
    assert!(refusal(app::buka_kunci(&store, &kode, tw3, " ", &pelaku()).await).contains("Alasan"));
    app::buka_kunci(&store, &kode, tw3, "Ralat pagu", &pelaku()).await.unwrap();
    assert_eq!(now().await, Keadaan::Draf);

    let steps = app::riwayat_alur(&store, &kode, tw3).await.unwrap();
    let told: Vec<_> = steps.iter().map(|step| (step.keadaan.word(), &*step.note)).collect();
    let expected = [
        ("diverifikasi", ""),
        ("draf", "Lengkapi IKU-1"),
        ("diverifikasi", ""),
        ("disetujui", ""),
        ("dikunci", "2024/3"),
        ("draf", "Ralat pagu"),
    ];
    assert_eq!(told, expected);
    let history = app::riwayat(&store, &kode, 6).await.unwrap();
    let kinds: Vec<_> = history.iter().rev().map(|entry| &*entry.act.kind).collect();
    assert_eq!(kinds, ["verifikasi", "kembalikan", "verifikasi", "setujui", "kunci", "buka kunci"]);
    for (entry, step) in history.iter().rev().zip(&steps) {
        assert_eq!((entry.nomor, &entry.act.at), (step.nomor, &step.at));
        assert!(
            app::batalkan(&store, &kode, entry.nomor, &pelaku()).await.is_err(),
            "no step is undone from the history"
        );
    }
    assert!(app::verifikasi_riwayat(&store, &kode).await.unwrap().first_broken.is_none());
    assert_eq!(app::semua_keadaan(&store, &kode).await.unwrap(), [(tw3, Keadaan::Draf)]);
}

/// The first row of a table that fits, as a form shows it.
async fn row(store: &Store, kode: &KodeWilayah, tabel: &str, fits: impl Fn(&Sel) -> bool) -> Sel {
    let (register, _) = store.load(kode, 2024).await.unwrap().unwrap();
    let (schema, rows) = register.write().into_iter().find(|(schema, _)| schema.name == tabel).unwrap();
    let named =
        |cells: Vec<String>| schema.columns.iter().map(|column| column.name.to_string()).zip(cells).collect::<Sel>();
    rows.into_iter().map(named).find(fits).unwrap()
}

#[tokio::test]
async fn a_locked_period_cannot_change_by_any_route() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(dir.path()).await;
    let kode = KodeWilayah::read("99.99.01").unwrap();
    let tw3 = Periode::read("2024/3").unwrap();
    let sel = |cells: &[(&str, &str)]| -> Sel {
        cells.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect()
    };
    let change = |tabel: &str, sebelum: Option<Sel>, sesudah: Option<Sel>| Perubahan {
        tabel: tabel.to_string(),
        sebelum,
        sesudah,
    };
    let ubah = async |changes: &[Perubahan]| app::ubah(&store, &kode, 2024, changes, "", &pelaku()).await.unwrap();
    let refused = |answer: &Ubah| match answer {
        Ubah::Ditolak { masalah } => masalah.iter().map(|found| (found.indeks, found.masalah.code)).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let in_month = |month: &'static str| move |row: &Sel| row["bulan"] == month;
    let march = row(&store, &kode, "realisasi_anggaran", in_month("3")).await;
    ubah(&[change("realisasi_anggaran", Some(march.clone()), Some(sel(&[("jumlah", "1")])))]).await;
    let act_before = store.head(&kode).await.unwrap().nomor;
    let workbook = app::ekspor_buku(&store, &kode, 2024).await.unwrap();
    let folder = dir.path().join("ekspor");
    app::ekspor_folder(&store, &home, &kode, &folder).await.unwrap();
    app::kunci_laporan(&store, &home, &kode, &request("2024/3", true), "", &pelaku()).await.unwrap();
    let locked = store.load(&kode, 2024).await.unwrap();

    // What is the same is no change: an unchanged file goes in.
    app::impor_buku(&store, &home, &workbook, "sama.xlsx", &pelaku()).await.unwrap();
    let march = row(&store, &kode, "realisasi_anggaran", in_month("3")).await;
    let done = row(&store, &kode, "fasilitasi", |row| {
        row["terlaksana"] == "ya"
            && *row["tanggal_terlaksana"] <= *"2024-09-30"
            && !row["tanggal_terlaksana"].is_empty()
    })
    .await;
    let narasi = row(&store, &kode, "naskah", |row| row["periode"] == "2024/3").await;
    let refusals = [
        change("realisasi_anggaran", Some(march.clone()), Some(sel(&[("jumlah", "2")]))),
        change("realisasi_anggaran", Some(march), None),
        change("fasilitasi", Some(done.clone()), Some(sel(&[("uraian", "Lain")]))),
        change("fasilitasi", Some(done), Some(sel(&[("tanggal_terlaksana", "2024-12-01")]))),
        change("naskah", Some(narasi.clone()), Some(sel(&[("isi", "Lain")]))),
        change("naskah", Some(narasi), Some(sel(&[("periode", "2024/4"), ("bagian", "baru")]))),
        change("rapat_evaluasi", None, Some(sel(&[("tanggal", "2024-09-30"), ("acara", "Rapat")]))),
    ];
    for one in &refusals {
        let answer = ubah(std::slice::from_ref(one)).await;
        assert_eq!(refused(&answer), [(Some(0), "SIM020")], "{one:?} {answer:?}");
    }
    let undo = app::batalkan(&store, &kode, act_before, &pelaku()).await.unwrap();
    assert_eq!(refused(&undo), [(Some(0), "SIM020")]);
    let (mut register, _) = locked.clone().unwrap();
    register.pengukuran.retain(|row| row.triwulan.number() > 1);
    let bytes = exchange::workbook::write(&register, 2024).unwrap();
    assert!(refusal(app::impor_buku(&store, &home, &bytes, "lain.xlsx", &pelaku()).await).contains("SIM020"));
    let path = folder.join("2024/realisasi_anggaran.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.lines().take(20).collect::<Vec<_>>().join("\n")).unwrap();
    let impor = app::impor_folder(&store, &home, &folder, &pelaku(), "impor").await;
    let told = refusal(impor);
    for part in
        ["SIM020", "realisasi_anggaran 7.01", "Triwulan III Tahun 2024 (dikunci oleh penguji pada 1 Oktober 2024"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    let tw2 = Periode::read("2024/2").unwrap();
    assert!(refusal(app::salin(&store, &home, &kode, tw2, tw3, &pelaku()).await).contains("SIM020"));
    assert_eq!(store.load(&kode, 2024).await.unwrap(), locked, "after all of this");

    // What comes later goes on.
    let open = row(&store, &kode, "fasilitasi", |row| {
        *row["tanggal_terlaksana"] <= *"2024-09-30" && *row["tanggal_ditindaklanjuti"] > *"2024-09-30"
    });
    let open = open.await;
    let later = [
        change("realisasi_anggaran", Some(row(&store, &kode, "realisasi_anggaran", in_month("10")).await), None),
        change("fasilitasi", Some(open), Some(sel(&[("tanggal_ditindaklanjuti", "2024-12-30"), ("keterangan", "Ok")]))),
        change(
            "unit",
            Some(row(&store, &kode, "unit", |row| row["kode"] == "TAPEM").await),
            Some(sel(&[("nama", "Lain")])),
        ),
        change("rapat_evaluasi", None, Some(sel(&[("tanggal", "2024-10-01"), ("acara", "Rapat")]))),
    ];
    let answer = ubah(&later).await;
    assert!(matches!(answer, Ubah::Tersimpan { .. }), "{answer:?}");
    app::buka_kunci(&store, &kode, tw3, "Ralat", &pelaku()).await.unwrap();
    let undo = app::batalkan(&store, &kode, act_before, &pelaku()).await.unwrap();
    assert!(matches!(undo, Ubah::Tersimpan { .. }), "{undo:?}");
    let target = ubah(&[change(
        "perjanjian_target",
        Some(row(&store, &kode, "perjanjian_target", |_| true).await),
        Some(sel(&[("urut", "77")])),
    )])
    .await;
    assert!(matches!(target, Ubah::Tersimpan { .. }), "{target:?}");
    app::kunci_laporan(&store, &home, &kode, &request("2024", true), "", &pelaku()).await.unwrap();
    let target = change(
        "perjanjian_target",
        Some(row(&store, &kode, "perjanjian_target", |_| true).await),
        Some(sel(&[("urut", "78")])),
    );
    assert_eq!(refused(&ubah(&[target]).await), [(Some(0), "SIM020")], "the yearly report holds the whole year");
}
