//! A server that is killed while someone fills in a form.

use app::akun::Peran;

use crate::Alat;

const KETERANGAN: &str = "[name='fasilitasi.@F-39.keterangan']";

pub async fn a_killed_server_loses_nothing_that_was_typed(alat: &Alat) {
    let mut server = alat.contoh.serve().await;
    let tab = alat.peramban.window().await;
    tab.sign_in(&server, &alat.contoh, Peran::Kasi).await;
    tab.open(&server.at("fasilitasi")).await;
    tab.write(KETERANGAN, "Ditulis sebelum listrik padam").await;
    tab.says("Draf tersimpan otomatis").await;
    tab.unharmed().await;
    server.kill().await;
    // What is typed meanwhile cannot be kept, and the page says so.
    tab.write(KETERANGAN, "Ditulis sementara listrik padam").await;
    tab.says("Draf belum tersimpan").await;
    server.start_again().await;
    tab.catatan.forgive();
    // The page is still open: what was typed is kept as soon as there is a server again.
    tab.insert(", dan sesudahnya").await;
    tab.says("Draf tersimpan otomatis").await;
    // Another window, as after the computer was started again: the session holds, the draft is there.
    tab.open(&server.at("fasilitasi")).await;
    tab.says("Ada isian Anda yang belum disimpan").await;
    tab.press("Lanjutkan isian itu").await;
    let there = "Ditulis sementara listrik padam, dan sesudahnya";
    tab.until(&format!("document.querySelector(\"{KETERANGAN}\").value === '{there}'")).await;
    tab.follow("Simpan").await;
    tab.says("Perubahan tersimpan").await;
    tab.until(&format!("document.querySelector(\"{KETERANGAN}\").value === '{there}'")).await;
    tab.unharmed().await;
    tab.close().await;
}
