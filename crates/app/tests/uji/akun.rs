//! People sign in, are managed by those above them, and nothing secret is shown.

use crate::bantu::{pelaku, pronojiwo, with_examples};
use app::akun::{self, Akun, BuatAkun, Lingkup, Masuk, Penugasan, Peran, Sesi, UbahAkun, may_assign, may_manage};
use app::{AppError, KodeWilayah, Pelaku, Store, Waktu};
use domain::schema::Field;

const DAY: i64 = 24 * 60 * 60;
const STRONG: &str = "sapi hijau terbang pelan";

fn start() -> Waktu {
    Waktu::read(&pelaku().waktu).unwrap()
}

fn later(seconds: i64) -> Waktu {
    start().plus(seconds)
}

fn role(peran: Peran, wilayah: &str) -> Penugasan {
    Penugasan { peran, wilayah: wilayah.to_string(), unit: None, desa: None }
}

fn new(name: &str, penugasan: Vec<Penugasan>) -> BuatAkun {
    BuatAkun { nama_pengguna: name.to_string(), nama: format!("Orang {name}"), penugasan }
}

async fn store(dir: &tempfile::TempDir) -> Store {
    app::Home::new(dir.path(), None).open().await.unwrap()
}

async fn made(store: &Store, name: &str, peran: Peran, wilayah: &str) -> (Akun, String) {
    akun::buat(store, &pelaku(), new(name, vec![role(peran, wilayah)])).await.unwrap()
}

async fn enter(store: &Store, name: &str, sandi: &str, kode: Option<&str>, now: Waktu) -> Masuk {
    akun::masuk(store, name, sandi, kode, now, "Firefox di Linux").await.unwrap()
}

async fn signed_in(store: &Store, name: &str, sandi: &str, now: Waktu) -> (String, Sesi) {
    match enter(store, name, sandi, None, now).await {
        Masuk::Berhasil { token, sesi } => (token, sesi),
        other => panic!("{other:?}"),
    }
}

fn code<T: std::fmt::Debug>(answer: Result<T, AppError>) -> &'static str {
    match answer {
        Err(AppError::Rejected(rejection)) => rejection.problems[0].code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_person_signs_in_changes_the_password_and_leaves() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(&dir).await;
    let (made, temporary) = made(&store, " Siti.A ", Peran::Operator, "35.08.02").await;
    assert_eq!(made.nama_pengguna, "siti.a");
    let (token, sesi) = signed_in(&store, "SITI.a", &temporary, start()).await;
    assert!(sesi.akun.wajib_ganti_sandi);
    let (second, _) = signed_in(&store, "siti.a", &temporary, start()).await;
    assert_ne!(token, second);
    let found = akun::sesi(&store, &token, later(60)).await.unwrap().unwrap();
    assert_eq!(found, sesi);
    assert!(found.csrf.len() == 64 && found.csrf != token);
    assert_eq!(akun::daftar_sesi(&store, &made.id, later(60)).await.unwrap().len(), 2);

    let change = async |lama: &str, baru: &str| akun::ganti_sandi(&store, &sesi, lama, baru, later(60)).await;
    for bad in ["pendek", "siti.a", "SitiAsitia12", "kecamatan2024", "password1234", "121212121212", "123456789012"] {
        assert_eq!(code(change(&temporary, bad).await), "AKN020", "{bad}");
    }
    assert_eq!(code(change(&temporary, &temporary).await), "AKN020");
    assert_eq!(code(change("bukan sandinya", STRONG).await), "AKN021");
    change(&temporary, STRONG).await.unwrap();
    assert!(akun::sesi(&store, &second, later(60)).await.unwrap().is_none(), "other sessions end");
    let now = akun::sesi(&store, &token, later(60)).await.unwrap().unwrap();
    assert!(!now.akun.wajib_ganti_sandi);
    assert!(matches!(enter(&store, "siti.a", &temporary, None, later(60)).await, Masuk::Ditolak { .. }));
    akun::keluar(&store, &token).await.unwrap();
    assert!(akun::sesi(&store, &token, later(60)).await.unwrap().is_none());
    let (third, sesi) = signed_in(&store, "siti.a", STRONG, later(8 * DAY)).await;
    assert!(akun::sesi(&store, &third, later(8 * DAY + 8 * 3600)).await.unwrap().is_none(), "idle");
    akun::keluar_semua(&store, &sesi.akun.id).await.unwrap();
    for wrong in ["", "x", "'; drop table sesi; --", &"0".repeat(64), &"é".repeat(32), &token.to_uppercase()] {
        assert!(akun::sesi(&store, wrong, later(60)).await.unwrap().is_none(), "{wrong}");
    }
}

#[tokio::test]
async fn unknown_names_and_wrong_passwords_are_answered_alike() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(&dir).await;
    let (siti, sandi) = made(&store, "siti", Peran::Operator, "35.08.02").await;
    let mut answers = [Vec::new(), Vec::new()];
    for (name, answers) in ["siti", "tidak.ada"].into_iter().zip(&mut answers) {
        let mut now = start();
        for _ in 0..13 {
            let Masuk::Ditolak { tunggu_detik } = enter(&store, name, "salah", None, now).await else { panic!() };
            answers.push(tunggu_detik);
            now = now.plus(i64::try_from(tunggu_detik).unwrap());
        }
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], [0, 0, 5, 10, 20, 40, 80, 160, 320, 900, 900, 900, 900]);
    let total = i64::try_from(answers[0].iter().sum::<u64>()).unwrap();
    let before = enter(&store, "siti", &sandi, None, later(total - 1)).await;
    assert_eq!(before, Masuk::Ditolak { tunggu_detik: 1 }, "locked, even for the right password");
    signed_in(&store, "siti", &sandi, later(total)).await;
    assert_eq!(enter(&store, "siti", "salah", None, later(total)).await, Masuk::Ditolak { tunggu_detik: 0 });
    for (name, sandi) in [("", ""), ("siti", ""), (" ", "x"), ("siti\0", "\0"), ("siti", &"x".repeat(1 << 20))] {
        let now = later(2 * DAY);
        assert!(matches!(enter(&store, name, sandi, None, now).await, Masuk::Ditolak { .. }));
    }

    let (ani, sandi) = made(&store, "ani", Peran::Operator, "35.08.02").await;
    assert!(matches!(enter(&store, "ani", &sandi, None, later(7 * DAY)).await, Masuk::Ditolak { .. }), "too late");
    let menjadi = UbahAkun { nama: ani.nama, penugasan: ani.penugasan, aktif: false };
    akun::ubah(&store, &pelaku(), &ani.id, menjadi).await.unwrap();
    assert!(matches!(enter(&store, "ani", &sandi, None, start()).await, Masuk::Ditolak { .. }));
    for _ in 0..9 {
        enter(&store, "siti", "salah", None, later(3 * DAY)).await;
    }
    let sandi = akun::setel_ulang(&store, &pelaku(), &siti.id, later(3 * DAY)).await.unwrap();
    assert!(matches!(enter(&store, "siti", &sandi, None, later(4 * DAY)).await, Masuk::Ditolak { .. }), "a day");
    let (_, sesi) = signed_in(&store, "siti", &sandi, later(4 * DAY - 1)).await;
    assert!(sesi.akun.wajib_ganti_sandi);
}

/// As an app on a phone computes it.
fn phone(secret: &str, now: Waktu) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(now.unix()).unwrap()).to_string()
}

#[tokio::test]
async fn a_second_factor_is_asked_for_and_its_codes_hold_once() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(&dir).await;
    let (siti, sandi) = made(&store, "siti", Peran::AdminKecamatan, "35.08.02").await;
    let (_, sesi) = signed_in(&store, "siti", &sandi, start()).await;
    assert_eq!(code(akun::aktifkan_totp(&store, &sesi, "123456", start()).await), "AKN031");
    let secret = akun::mulai_totp(&store, &sesi).await.unwrap();
    assert!(secret.uri.starts_with("otpauth://totp/Kinerja:siti?"), "{}", secret.uri);
    assert!(secret.uri.contains(&secret.rahasia));
    signed_in(&store, "siti", &sandi, start()).await;
    let right = phone(&secret.rahasia, start());
    let wrong = if right == "123456" { "654321" } else { "123456" };
    for bad in [wrong, "", "12345", "abcdef"] {
        assert_eq!(code(akun::aktifkan_totp(&store, &sesi, bad, start()).await), "AKN032", "{bad}");
    }
    let recovery = akun::aktifkan_totp(&store, &sesi, &right, start()).await.unwrap();
    assert_eq!(recovery.len(), 10);
    assert_eq!(code(akun::mulai_totp(&store, &sesi).await), "AKN030");

    let now = later(300);
    let right = phone(&secret.rahasia, now);
    for _ in 0..9 {
        assert_eq!(enter(&store, "siti", &sandi, None, now).await, Masuk::PerluTotp, "asking is no failure");
    }
    let refused = |answer: Masuk| matches!(answer, Masuk::Ditolak { .. });
    assert!(refused(enter(&store, "siti", "salah", Some(&right), now).await));
    let spaced = format!("{} {}", &right[..3], &right[3..]);
    assert!(matches!(enter(&store, "siti", &sandi, Some(&spaced), now).await, Masuk::Berhasil { .. }));
    assert!(refused(enter(&store, "siti", &sandi, Some(&right), now).await), "used before");
    let typed = recovery[3].to_uppercase();
    assert!(matches!(enter(&store, "siti", &sandi, Some(&typed), now).await, Masuk::Berhasil { .. }));
    assert!(refused(enter(&store, "siti", &sandi, Some(&typed), now).await), "used before");
    assert!(refused(enter(&store, "siti", &sandi, Some("xxxx-xxxx-xxxx-xxxx"), now).await));
    assert_eq!(akun::sisa_kode_pemulihan(&store, &siti.id).await.unwrap(), 9);
    let Masuk::Ditolak { tunggu_detik } = enter(&store, "siti", &sandi, Some(wrong), now).await else { panic!() };
    assert!(tunggu_detik > 0, "codes cannot be tried without end");
    let asked = later(1000);
    assert_eq!(enter(&store, "siti", &sandi, None, asked).await, Masuk::PerluTotp);
    let after = enter(&store, "siti", &sandi, Some(wrong), asked).await;
    assert!(matches!(after, Masuk::Ditolak { tunggu_detik } if tunggu_detik > 0), "nor by asking in between");
    akun::matikan_totp(&store, &pelaku(), &siti.id).await.unwrap();
    signed_in(&store, "siti", &sandi, later(2000)).await;
}

#[tokio::test]
async fn administrators_stay_within_their_region_and_rank() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(&dir).await;
    let (kabupaten, _) = made(&store, "kab", Peran::AdminKabupaten, "35.08").await;
    let (kecamatan, _) = made(&store, "kec", Peran::AdminKecamatan, "35.08.02").await;
    let (camat, _) = made(&store, "camat", Peran::Camat, "35.08.02").await;
    for peran in Peran::ALL {
        let of_kabupaten = peran.is_kabupaten();
        let (own, other) = if of_kabupaten { ("35.08", "35.09") } else { ("35.08.02", "35.09.02") };
        assert!(may_assign(&kabupaten, &role(peran, own)) && !may_assign(&kabupaten, &role(peran, other)));
        assert_eq!(may_assign(&kecamatan, &role(peran, own)), !of_kabupaten, "{peran:?}");
        assert!(!may_assign(&kecamatan, &role(peran, "35.08.03")) && !may_assign(&camat, &role(peran, own)));
        assert_eq!(Peran::parse(peran.word()), Some(peran));
    }
    assert!(!may_assign(&kabupaten, &role(Peran::Operator, "35.081.02")), "35.081 does not lie in 35.08");
    assert!(may_manage(&kabupaten, &kecamatan) && !may_manage(&kecamatan, &kabupaten));
    assert!(!may_assign(&Akun { aktif: false, ..kabupaten.clone() }, &role(Peran::Operator, "35.08.02")));

    let foreign = new("x.y", vec![role(Peran::Operator, "35.08.03")]);
    assert_eq!(code(akun::buat_oleh(&store, &pelaku(), &kecamatan, foreign).await), "AKN013");
    let own = new("x.y", vec![role(Peran::Operator, "35.08.02")]);
    let (operator, _) = akun::buat_oleh(&store, &pelaku(), &kecamatan, own).await.unwrap();
    let becomes =
        |akun: &Akun, penugasan: Vec<Penugasan>, aktif| UbahAkun { nama: akun.nama.clone(), penugasan, aktif };
    let change = async |giver: &Akun, akun: &Akun, penugasan: Vec<Penugasan>, aktif: bool| {
        akun::ubah_oleh(&store, &pelaku(), giver, &akun.id, becomes(akun, penugasan, aktif)).await
    };
    let evaluator = vec![role(Peran::Evaluator, "35.08")];
    assert_eq!(code(change(&kecamatan, &operator, evaluator.clone(), true).await), "AKN013");
    assert_eq!(code(change(&kecamatan, &kabupaten, kecamatan.penugasan.clone(), true).await), "AKN013");
    assert_eq!(code(change(&kecamatan, &kecamatan, kecamatan.penugasan.clone(), false).await), "AKN014");
    assert_eq!(code(change(&kecamatan, &kecamatan, camat.penugasan.clone(), true).await), "AKN014");
    assert_eq!(code(change(&kecamatan, &operator, Vec::new(), true).await), "AKN012");
    change(&kabupaten, &operator, evaluator, true).await.unwrap();
    let reset = akun::setel_ulang_oleh(&store, &pelaku(), &kecamatan, &operator.id, start()).await;
    assert_eq!(code(reset), "AKN013", "he is above now");
    assert_eq!(code(akun::matikan_totp_oleh(&store, &pelaku(), &kecamatan, &kabupaten.id).await), "AKN013");
    assert_eq!(code(akun::setel_ulang_oleh(&store, &pelaku(), &kabupaten, "x", start()).await), "AKN002");
    let names = akun::daftar(&store, "35.08.02").await.unwrap();
    assert_eq!(names.len(), 2);
    let covered = |akun: &Akun| akun.di_kantor(&KodeWilayah::read("35.08.03").unwrap()).count();
    assert_eq!((covered(&kabupaten), covered(&kecamatan)), (1, 0));
}

#[tokio::test]
async fn bad_accounts_are_refused_with_all_that_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(&dir).await;
    let kasi = Penugasan { unit: Some("PEM".to_string()), ..role(Peran::Kasi, "35.08.02") };
    let desa = |kode: &str| Penugasan { desa: Some(kode.to_string()), ..role(Peran::Desa, "35.08.02") };
    let bad_roles = [
        role(Peran::Operator, "35.08"),
        role(Peran::Operator, ""),
        role(Peran::Operator, "35.08.2"),
        role(Peran::Operator, "3508022001"),
        role(Peran::Evaluator, "35.08.02"),
        role(Peran::Kasi, "35.08.02"),
        role(Peran::Desa, "35.08.02"),
        desa("35.08.03.2001"),
        desa("35.08.02"),
        Penugasan { unit: Some("a b".to_string()), ..kasi.clone() },
        Penugasan { peran: Peran::Camat, ..kasi.clone() },
        Penugasan { desa: Some("35.08.02.2001".to_string()), ..kasi.clone() },
    ];
    for bad in bad_roles {
        let answer = akun::buat(&store, &pelaku(), new("siti", vec![bad.clone()])).await;
        assert_eq!(code(answer), "AKN012", "{bad:?}");
    }
    let long = "x".repeat(41);
    for bad in ["", "ab", "siti a", "siti/a", ".siti", "сити", "siti\n", long.as_str()] {
        let answer = akun::buat(&store, &pelaku(), new(bad, vec![kasi.clone()])).await;
        let fine = bad.trim() == "siti";
        if fine { assert!(answer.is_ok()) } else { assert_eq!(code(answer), "AKN010", "{bad}") }
    }
    assert_eq!(code(akun::buat(&store, &pelaku(), new("siti", vec![kasi.clone()])).await), "AKN001");
    let all = BuatAkun { nama: " ".to_string(), ..new("a", vec![kasi.clone(), kasi.clone()]) };
    let Err(AppError::Rejected(rejection)) = akun::buat(&store, &pelaku(), all).await else { panic!() };
    let codes: Vec<_> = rejection.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["AKN010", "AKN011", "AKN012"]);
    let timeless = Pelaku { waktu: "kemarin".to_string(), ..pelaku() };
    assert!(matches!(akun::buat(&store, &timeless, new("b.c", vec![kasi])).await, Err(AppError::Failure { .. })));
    assert_eq!(akun::daftar(&store, "").await.unwrap().len(), 1);
}

#[tokio::test]
async fn tokens_reach_one_office_for_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(&dir).await;
    let make = async |nama: &str, until: Waktu| {
        akun::buat_token(&store, &pelaku(), &pronojiwo(), nama, Lingkup::Baca, until).await
    };
    assert_eq!(code(make(" ", later(DAY)).await), "AKN040");
    for until in [start(), later(-DAY), later(800 * DAY)] {
        assert_eq!(code(make("Dasbor", until).await), "AKN041");
    }
    let (token, text) = make("Dasbor", later(DAY)).await.unwrap();
    let find = async |text: &str, now: Waktu| akun::token_api(&store, text, now).await.unwrap();
    assert_eq!(find(&text, later(DAY - 1)).await, Some(token.clone()));
    assert_eq!((token.kantor.as_str(), token.lingkup), ("35.08.02", Lingkup::Baca));
    for wrong in ["", "kinerja_", &text[1..], &text[8..], &format!("{text}0"), "kinerja_'--"] {
        assert_eq!(find(wrong, start()).await, None, "{wrong}");
    }
    assert_eq!(find(&text, later(DAY)).await, None);
    akun::cabut_token(&store, &pelaku(), &pronojiwo(), &token.id).await.unwrap();
    assert_eq!(find(&text, start()).await, None);
    assert!(akun::daftar_token(&store, &pronojiwo()).await.unwrap()[0].dicabut);
}

#[tokio::test]
async fn nothing_secret_is_shown() {
    let dir = tempfile::tempdir().unwrap();
    let store = store(&dir).await;
    let (siti, sandi) = made(&store, "siti", Peran::Operator, "35.08.02").await;
    let answer = enter(&store, "siti", &sandi, None, start()).await;
    let Masuk::Berhasil { token, sesi } = answer.clone() else { panic!() };
    let totp = akun::mulai_totp(&store, &sesi).await.unwrap();
    let shown = format!("{answer:?} {sesi:?} {totp:?} {siti:?} {store:?}");
    let change = akun::ganti_sandi(&store, &sesi, "sandi yang salah", STRONG, start()).await;
    let weak = akun::ganti_sandi(&store, &sesi, &sandi, "kecamatan2024", start()).await;
    let bad = akun::aktifkan_totp(&store, &sesi, "999999x", start()).await;
    let shown = format!("{shown} {change:?} {weak:?} {bad:?}");
    for secret in [
        token.as_str(),
        &sandi,
        &sesi.csrf,
        &totp.rahasia,
        "argon2",
        "sandi yang salah",
        STRONG,
        "kecamatan2024",
        "999999x",
    ] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    let history = app::riwayat(&store, &pronojiwo(), 10).await.unwrap();
    assert_eq!(history.len(), 1, "signing in is no act on the account");
    let details = app::rincian_riwayat(&store, &pronojiwo(), 1).await.unwrap();
    assert!(format!("{details:?}").contains("Orang siti") && !format!("{history:?}").contains("Orang siti"));
}

#[tokio::test]
async fn examples_have_an_account_for_each_role() {
    let dir = tempfile::tempdir().unwrap();
    let (home, store) = with_examples(dir.path()).await;
    let first = app::akun_contoh(&store, &pelaku()).await.unwrap();
    assert_eq!(first.len(), 20);
    for kode in ["35.08.02", "99.99.01"] {
        let kode = KodeWilayah::read(kode).unwrap();
        let covering = first.iter().flat_map(|(akun, _)| akun.di_kantor(&kode));
        let peran: std::collections::BTreeSet<Peran> = covering.map(|penugasan| penugasan.peran).collect();
        assert_eq!(peran.len(), Peran::ALL.len());
    }
    let named = |accounts: &[(Akun, String)], name: &str| {
        accounts.iter().find(|(akun, _)| akun.nama_pengguna == name).map(|(_, sandi)| sandi.clone())
    };
    let sandi = named(&first, "kasi.pronojiwo").unwrap();
    let (_, sesi) = signed_in(&store, "kasi.pronojiwo", &sandi, later(400 * DAY)).await;
    assert!(!sesi.akun.wajib_ganti_sandi, "who tries the examples need not change anything");
    akun::ganti_sandi(&store, &sesi, &sandi, STRONG, later(400 * DAY)).await.unwrap();
    let second = app::akun_contoh(&store, &pelaku()).await.unwrap();
    assert_eq!(second.len(), 19);
    assert_eq!(named(&second, "kasi.pronojiwo"), None);
    assert_ne!(named(&second, "camat.sukamaju"), named(&first, "camat.sukamaju"));
    signed_in(&store, "kasi.pronojiwo", STRONG, later(401 * DAY)).await;
    let again = app::siapkan_contoh(&store, &home, &pelaku()).await.unwrap();
    assert!(again.iter().all(|made| matches!(made, app::Contoh::Siap(_))), "accounts do not change the register");
    for chain in store.chains().await.unwrap() {
        let kode = KodeWilayah::read(&chain).unwrap();
        assert!(app::verifikasi_riwayat(&store, &kode).await.unwrap().first_broken.is_none(), "{chain}");
    }
}
