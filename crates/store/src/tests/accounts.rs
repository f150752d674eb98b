//! Accounts and tokens.

use super::place::Place;
use super::sample::{KODE, act, kode, register};
use super::saving::save;
use crate::{NewAkun, PasswordOrigin, Store, StoreError, StoredAkun, StoredPassword, StoredPenugasan, StoredToken};

pub fn role(peran: &str, wilayah: &str) -> StoredPenugasan {
    StoredPenugasan { peran: peran.to_string(), wilayah: wilayah.to_string(), unit: String::new(), desa: String::new() }
}

pub fn password(hash: &str) -> StoredPassword {
    StoredPassword { hash: hash.to_string(), origin: PasswordOrigin::Sementara, until: Some(1000) }
}

pub async fn create(store: &Store, name: &str, penugasan: Vec<StoredPenugasan>) -> StoredAkun {
    let nama_pengguna = name.to_string();
    let new = NewAkun { nama_pengguna, nama: format!("Orang {name}"), penugasan, password: password("hash-pertama") };
    store.create_akun(&act("buat akun", 0), &new).await.unwrap()
}

fn code<T: std::fmt::Debug>(answer: Result<T, StoreError>) -> &'static str {
    match answer {
        Err(StoreError::Rejected(rejection)) => rejection.problems[0].code,
        other => panic!("{other:?}"),
    }
}

async fn kinds(store: &Store, region: &str) -> Vec<String> {
    let entries = store.history(&kode(region), None, 100).await.unwrap();
    entries.into_iter().rev().map(|entry| entry.act.kind).collect()
}

pub async fn every_act_is_in_the_history_of_its_regions(place: Place) {
    let store = place.open().await;
    save(&store, 0, 2024, &register(KODE, 2024, 3), None).await;
    let versi = store.versi(&kode(KODE), 2024).await.unwrap();
    let akun = create(&store, "siti", vec![role("operator", KODE)]).await;
    assert_eq!(store.akun(&akun.id).await.unwrap().as_ref(), Some(&akun));
    let moved = [role("evaluator", "35.08"), role("camat", "35.08.03")];
    let after = store.update_akun(&act("ubah akun", 1), &akun.id, "Siti Baru", &moved, true).await.unwrap();
    assert_eq!(store.akun_by_name("siti").await.unwrap(), Some(after.clone()));
    let same = store.update_akun(&act("ubah akun", 2), &akun.id, "Siti Baru", &moved, true).await.unwrap();
    assert_eq!(same, after);
    let reset = password("hash-kedua");
    store.reset_password(&act("setel ulang sandi", 3), &akun.id, &reset).await.unwrap();
    store.update_akun(&act("nonaktifkan akun", 4), &akun.id, "Siti Baru", &moved, false).await.unwrap();
    assert_eq!(kinds(&store, KODE).await[1..], ["buat akun", "ubah akun"], "the office that lost the person sees it");
    let later = ["ubah akun", "setel ulang sandi", "nonaktifkan akun"];
    assert_eq!(kinds(&store, "35.08").await, later);
    assert_eq!(kinds(&store, "35.08.03").await, later);

    let offices: Vec<String> = store.offices().await.unwrap().into_iter().map(|office| office.kode).collect();
    assert_eq!(offices, [KODE, "35.08.03"], "a kabupaten is no office");
    assert_eq!(store.chains().await.unwrap(), ["35.08", KODE, "35.08.03"]);
    assert_eq!(store.versi(&kode(KODE), 2024).await.unwrap(), versi, "no year has changed");
    for chain in store.chains().await.unwrap() {
        assert_eq!(store.verify(&kode(&chain)).await.unwrap().first_broken, None, "{chain}");
        for entry in store.history(&kode(&chain), None, 100).await.unwrap() {
            let details = format!("{:?}", store.details(&kode(&chain), entry.nomor).await.unwrap());
            assert!(!details.contains("hash-"), "{details}");
        }
    }
    store.erase_detail(&crate::Act { note: "Diminta".into(), ..act("hapus", 5) }, &kode(KODE), 2, 1).await.unwrap();
    assert!(store.details(&kode(KODE), 2).await.unwrap()[0].erased);
    assert_eq!(store.verify(&kode(KODE)).await.unwrap().first_broken, None);

    let heads = kinds(&store, "35.08").await.len();
    let unknown = store.update_akun(&act("ubah akun", 6), "tidak-ada", "X", &moved, true).await;
    assert_eq!(code(unknown), "AKN002");
    assert_eq!(code(store.reset_password(&act("setel ulang sandi", 6), "tidak-ada", &reset).await), "AKN002");
    let nobody = crate::Act { actor: String::new(), ..act("ubah akun", 6) };
    assert_eq!(code(store.update_akun(&nobody, &akun.id, "X", &moved, true).await), "SIM008");
    assert_eq!(kinds(&store, "35.08").await.len(), heads);
}

pub async fn a_name_is_taken_once(place: Place) {
    let store = place.open().await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let new = NewAkun {
                    nama_pengguna: "sama".to_string(),
                    nama: "Orang".to_string(),
                    penugasan: vec![role("operator", KODE)],
                    password: password("h"),
                };
                store.create_akun(&act("buat akun", 0), &new).await
            })
        })
        .collect();
    let mut made = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => made += 1,
            refused => assert_eq!(code(refused), "AKN001"),
        }
    }
    assert_eq!(made, 1);
    assert_eq!(kinds(&store, KODE).await.len(), 1, "what was refused left no trace");
}

pub async fn accounts_are_found_by_region(place: Place) {
    let store = place.open().await;
    create(&store, "b.kecamatan", vec![role("operator", "35.08.02"), role("operator", "35.08.03")]).await;
    create(&store, "a.kabupaten", vec![role("evaluator", "35.08")]).await;
    create(&store, "c.lain", vec![role("operator", "35.081.2")]).await;
    let names = async |wilayah: &str| -> Vec<String> {
        store.list_akun(wilayah).await.unwrap().into_iter().map(|akun| akun.nama_pengguna).collect()
    };
    assert_eq!(names("").await, ["a.kabupaten", "b.kecamatan", "c.lain"]);
    assert_eq!(names("35.08").await, ["a.kabupaten", "b.kecamatan"]);
    assert_eq!(names("35.08.03").await, ["b.kecamatan"]);
    assert!(names("35.08.0").await.is_empty() && names("%").await.is_empty());
    assert_eq!(store.list_akun("35.08.03").await.unwrap()[0].penugasan.len(), 2, "all its roles");
}

pub async fn tokens_hold_until_their_end(place: Place) {
    let store = place.open().await;
    let new = StoredToken {
        id: String::new(),
        kantor: String::new(),
        nama: "Dasbor".to_string(),
        lingkup: "baca".to_string(),
        berlaku_sampai: 100,
        dicabut: true,
    };
    let token = store.create_token(&act("buat token", 0), &kode(KODE), &new, "rahasia-token").await.unwrap();
    assert_eq!(store.token("rahasia-token", 99).await.unwrap(), Some(token.clone()));
    assert_eq!(store.token("rahasia-token", 100).await.unwrap(), None);
    assert_eq!(store.token("rahasia-lain", 99).await.unwrap(), None);
    let other = store.revoke_token(&act("cabut token", 1), &kode("35.08.03"), &token.id).await;
    assert_eq!(code(other), "AKN003", "another office");
    store.revoke_token(&act("cabut token", 1), &kode(KODE), &token.id).await.unwrap();
    assert_eq!(store.token("rahasia-token", 99).await.unwrap(), None);
    assert_eq!(code(store.revoke_token(&act("cabut token", 2), &kode(KODE), &token.id).await), "AKN003");
    assert_eq!(store.tokens(&kode(KODE)).await.unwrap(), [StoredToken { dicabut: true, ..token }]);
    assert_eq!(kinds(&store, KODE).await, ["buat token", "cabut token"]);
    assert!(store.tokens(&kode("35.08.03")).await.unwrap().is_empty());
}
