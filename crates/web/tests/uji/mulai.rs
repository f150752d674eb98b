//! From an empty database to a printed draft, and on to the next year.

use crate::dasar::{NOW, OWN, Server, Session};
use app::akun::{BuatAkun, Masuk, Penugasan, Peran, masuk};
use app::{Pelaku, Waktu};
use axum::http::StatusCode;

/// Someone who has chosen a password of his own, in a database without offices.
async fn newcomer(server: &Server, peran: Peran, wilayah: &str) -> Session {
    let store = &server.keadaan.store;
    let pelaku = Pelaku { nama: "uji".to_string(), waktu: NOW.to_string() };
    let duty = Penugasan { peran, wilayah: wilayah.to_string(), unit: None, desa: None };
    let name = format!("{}.{}", peran.word().replace(' ', "-"), wilayah.replace('.', ""));
    let baru = BuatAkun { nama_pengguna: name.clone(), nama: "Admin Contoh".to_string(), penugasan: vec![duty] };
    let (_, sandi) = app::akun::buat(store, &pelaku, baru).await.unwrap();
    let now = Waktu::read(NOW).unwrap();
    let enter = async |sandi: &str| match masuk(store, &name, sandi, None, now, "uji").await.unwrap() {
        Masuk::Berhasil { token, sesi } => (token, sesi),
        _ => panic!("{name} cannot sign in"),
    };
    let (_, sesi) = enter(&sandi).await;
    app::akun::ganti_sandi(store, &sesi, &sandi, "sandi-milik-sendiri-7", now).await.unwrap();
    let (token, sesi) = enter("sandi-milik-sendiri-7").await;
    Session { cookie: format!("kinerja={token}"), csrf: sesi.csrf }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_nothing_to_a_printed_draft() {
    let server = Server::empty().await;
    let session = newcomer(&server, Peran::AdminKecamatan, "35.08.02").await;
    let (_, to) = server.get(Some(&session), "/").await;
    assert_eq!(to, "/mulai");
    let (_, page) = server.get(Some(&session), "/mulai").await;
    assert!(page.contains("Pronojiwo") && page.contains("checked") && page.contains("value=\"2024\""), "{page}");
    let (status, to) = server.post(&session, "/mulai", &[("kode", "35.08.02"), ("tahun", "2024")]).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/kantor/35.08.02/2024/tw4/langkah?pesan=tersimpan"));
    let (_, page) = server.get(Some(&session), &to).await;
    assert!(page.contains("belum diisi") && page.contains("Cetak draf"));
    let (status, draft) = server.file(&session, "/kantor/35.08.02/2024/tw4/laporan/cetak?format=docx").await;
    assert!(status == StatusCode::OK && draft.starts_with(b"PK"));
    let (_, text) = server.get(Some(&session), "/kantor/35.08.02/2024/tw4/laporan/cetak?format=txt").await;
    assert!(text.to_uppercase().contains("PRONOJIWO"));
    // Twice is refused, and so is a kecamatan of somebody else.
    for (kode, said) in [("35.08.02", "sudah ada"), ("35.08.03", "tidak mengelola"), ("", "belum dipilih")] {
        let (status, page) = server.post(&session, "/mulai", &[("kode", kode), ("tahun", "2024")]).await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains(said), "{kode}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn empty_pages_say_so_and_what_comes_next() {
    let server = Server::empty().await;
    // Whose office was not begun, and whose account cannot begin one.
    let early = newcomer(&server, Peran::Operator, "35.08.03").await;
    let (status, page) = server.get(Some(&early), "/").await;
    assert!(status == StatusCode::OK && page.contains("Kecamatan Candipuro (35.08.03)"), "{page}");
    assert!(page.contains("belum dimulai") && page.contains("<h1>Belum ada kantor"), "{page}");
    let admin = newcomer(&server, Peran::AdminKecamatan, "35.08.02").await;
    server.post(&admin, "/mulai", &[("kode", "35.08.02"), ("tahun", "2024")]).await;
    let operator = newcomer(&server, Peran::Operator, "35.08.02").await;
    for page in [
        "",
        "perencanaan",
        "perencanaan/pohon",
        "perjanjian",
        "pengukuran",
        "fasilitasi",
        "dokumen-desa",
        "anggaran",
        "inovasi",
        "data/pagu",
    ] {
        let path = format!("/kantor/35.08.02/2024/tw4/{page}");
        for session in [&admin, &operator] {
            let (status, html) = server.get(Some(session), path.trim_end_matches('/')).await;
            assert!(status == StatusCode::OK && html.to_lowercase().contains("belum diisi"), "{page}: {html}");
        }
        if !["", "pengukuran", "dokumen-desa"].contains(&page) {
            let (_, html) = server.get(Some(&admin), &path).await;
            assert!(html.contains("Bagian ini diisi oleh operator"), "{page}: {html}");
            assert!(!server.get(Some(&operator), &path).await.1.contains("Bagian ini diisi oleh"), "{page}");
        }
    }
    // Nothing was measured where there is nothing to measure.
    let (_, html) = server.get(Some(&admin), "/kantor/35.08.02/2024/tw4/pengingat").await;
    assert!(html.contains("Belum ada indikator") && !html.contains("Semua indikator sudah terisi"), "{html}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kecamatan_that_the_list_does_not_have_is_typed() {
    let server = Server::empty().await;
    let session = newcomer(&server, Peran::AdminKabupaten, "12.01").await;
    let named =
        [("kode_lain", "12.01.05"), ("kecamatan", "Contoh"), ("kabupaten", "Kota Uji"), ("provinsi", "Sumatera Uji")];
    let (status, page) = server.post(&session, "/mulai", &[&named[..1], &[("tahun", "2025")]].concat()).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("value=\"12.01.05\""), "{page}");
    let (status, to) = server.post(&session, "/mulai", &[&named[..], &[("tahun", "2025")]].concat()).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    let (_, page) = server.get(Some(&session), "/kantor/12.01.05/2025/tw1/data/instansi").await;
    assert!(page.contains("Wali Kota Uji") && page.contains("Kecamatan Contoh"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_year_begins_with_what_holds_on() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Operator, OWN).await;
    let here = format!("/kantor/{OWN}/2024/tw3/langkah");
    let (_, page) = server.get(Some(&session), &here).await;
    assert!(page.contains("value=\"2025\""));
    let (status, to) = server.post(&session, &here, &[("ke", "2025")]).await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, format!("/kantor/{OWN}/2025/tw1/langkah?pesan=tersimpan")));
    let kode = domain::schema::Field::read(OWN).unwrap();
    let (old, _) = server.keadaan.store.load(&kode, 2024).await.unwrap().unwrap();
    let (new, _) = server.keadaan.store.load(&kode, 2025).await.unwrap().unwrap();
    assert_eq!((&new.pegawai, &new.indikator), (&old.pegawai, &old.indikator));
    assert!(new.fasilitasi.len() == old.fasilitasi.len() && old.fasilitasi.iter().any(|row| row.terlaksana.is_some()));
    assert!(new.fasilitasi.iter().all(|row| row.terlaksana.is_none() && row.tanggal_terlaksana.is_none()));
    assert!(new.perjanjian.is_empty() && new.pengukuran.is_empty() && new.naskah.is_empty() && new.laporan.len() == 5);
    let (status, page) = server.post(&session, &here, &[("ke", "2025")]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("sudah ada"));
}

#[tokio::test]
async fn search_finds_indicators_budget_and_words_of_the_field() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Operator, OWN).await;
    let find =
        async |word: &str| server.get(Some(&session), &format!("/kantor/{OWN}/2024/tw3/cari?teks={word}")).await.1;
    for (word, link) in [
        ("IKU-1", "/angka/indikator/IKU-1\""),
        ("7.01", "/angka/anggaran/7.01"),
        ("capaian", "/istilah#istilah-capaian\""),
        ("pagu", "/data/pagu\""),
        ("laporan", "/laporan\""),
    ] {
        assert!(find(word).await.contains(link), "{word}");
    }
    let (_, words) = server.get(Some(&session), &format!("/kantor/{OWN}/2024/tw3/istilah")).await;
    assert!(words.contains("id=\"istilah-capaian\"") && words.contains("Perbandingan realisasi kinerja"));
    for page in ["pengukuran", "fasilitasi"] {
        let (_, html) = server.get(Some(&session), &format!("/kantor/{OWN}/2024/tw3/{page}")).await;
        assert!(html.contains("Arti isian"), "{page}");
    }
}
