//! The emblem of the office handed in with a real browser, and a new row under a key that is in use.

use app::akun::Peran;

use crate::Alat;

/// What a browser would run and fetch if it were opened as a page.
const HOSTILE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 60 60\" onload=\"top.celaka = 1\">\
    <script>top.celaka = 1; fetch('http://jauh.example/')</script><use xlink:href=\"http://jauh.example/a.svg#b\"/>\
    <circle cx=\"30\" cy=\"30\" r=\"28\" fill=\"#0a6\"/></svg>";

pub async fn an_emblem_and_a_used_key(alat: &Alat) {
    let server = alat.contoh.serve().await;
    let tab = alat.peramban.window().await;
    tab.sign_in(&server, &alat.contoh, Peran::Operator).await;
    tab.open(&server.at("pengaturan/kantor")).await;
    let before: String = tab.ask("document.querySelector('img.gambar-kantor').src").await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lambang.png");
    std::fs::write(&file, HOSTILE).unwrap();
    tab.choose_file("#gambar-logo", file.to_str().unwrap()).await;
    tab.follow("Unggah lambang").await;
    tab.says("Berkas tersimpan").await;
    let picture = "document.querySelector('img.gambar-kantor')";
    tab.until(&format!("{picture}.complete && {picture}.naturalWidth > 0")).await;
    let now: String = tab.ask(&format!("{picture}.src")).await.unwrap();
    assert_ne!(before, now);
    tab.until("top.celaka === undefined").await;
    // What is no picture is refused beside its field.
    std::fs::write(&file, "<html><script>1</script></html>").unwrap();
    tab.choose_file("#gambar-logo", file.to_str().unwrap()).await;
    tab.follow("Unggah lambang").await;
    tab.until("document.querySelector('#gambar-logo[aria-invalid] ~ .galat')").await;
    tab.says("bukan gambar yang dapat dicetak").await;
    tab.follow("Lepas lambang").await;
    tab.says("Gambar dilepas").await;
    tab.says("belum diisi; pilih gambarnya").await;
    tab.unharmed().await;

    tab.open(&server.at("data/dasar_hukum")).await;
    let used: String = tab.ask("document.querySelector('[name$=\".kode\"]').value").await.unwrap();
    tab.write("[name='dasar_hukum.b0.kode']", &used).await;
    tab.write("[name='dasar_hukum.b0.judul']", "Peraturan yang baru").await;
    tab.follow("Simpan").await;
    tab.says("sudah dipakai oleh").await;
    tab.until("document.querySelector(\"[name='dasar_hukum.b0.judul']\").value === 'Peraturan yang baru'").await;
    tab.until("!document.body.innerText.includes('sekali lagi')").await;
    tab.unharmed().await;
    tab.close().await;
}
