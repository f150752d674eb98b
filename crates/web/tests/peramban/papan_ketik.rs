//! The keyboard alone: from the door into a form and out again.

use app::akun::Peran;

use crate::Alat;
use crate::tab::Tab;

/// More steps than any page has stops.
const STEPS: usize = 400;

pub async fn the_keyboard_alone_is_enough(alat: &Alat) {
    let server = alat.contoh.serve().await;
    let (name, password) = alat.contoh.account(Peran::Operator);
    let tab = alat.peramban.window().await;
    tab.page.bring_to_front().await.unwrap();
    tab.open(&server.url("/masuk")).await;
    tab.until("document.activeElement.id === 'nama'").await;
    tab.insert(name).await;
    tab_to(&tab, "e.id === 'sandi'").await;
    tab.insert(password).await;
    tab.key_leads("Enter").await;
    // The first stop leads past the menu.
    tab.key("Tab").await;
    tab.until("document.activeElement.matches('.lewati') && document.activeElement.innerText.trim()").await;
    tab.key("Enter").await;
    tab.until("document.activeElement.id === 'isi'").await;
    // The search leads to what was searched.
    tab.strike("k", 2, &[]).await;
    tab.until("document.activeElement.id === 'cari-teks'").await;
    tab.insert("IKT-2").await;
    tab.until("document.querySelector('#cari-hasil a')").await;
    tab.key_leads("Enter").await;
    tab.until("location.pathname.includes('/2024/tw')").await;
    tab.open(&server.at("")).await;
    tab_to(&tab, "e.matches('nav.menu a') && e.innerText.trim() === 'Pengukuran'").await;
    tab.key_leads("Enter").await;
    tab_to(&tab, "e.name === 'nilai_komponen.@IKT-2,a,3.nilai'").await;
    tab.until("(document.activeElement.select(), true)").await;
    tab.insert("6").await;
    // Down and up move as in a spreadsheet.
    tab.key("ArrowDown").await;
    tab.until("document.activeElement.name === 'nilai_komponen.@IKT-2,b,3.nilai'").await;
    tab.key("ArrowUp").await;
    tab.until("document.activeElement.name === 'nilai_komponen.@IKT-2,a,3.nilai'").await;
    tab_to(&tab, "e.matches('button.utama') && e.innerText.trim() === 'Simpan'").await;
    tab.key_leads("Enter").await;
    tab.says("Perubahan tersimpan").await;
    tab.until("document.querySelector('#realisasi-IKT-2').innerText.includes('85,71 %')").await;
    tab.unharmed().await;
    tab.close().await;
}

/// Goes forward until a stop is reached; each stop on the way is seen, with a mark of the focus.
async fn tab_to(tab: &Tab, reached: &str) {
    for _ in 0..STEPS {
        tab.key("Tab").await;
        let stop: Option<(bool, bool, String)> = tab
            .ask(&format!(
                "(() => {{ const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
                   const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
                   const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
                   return [Boolean({reached}), inside && marked, e.outerHTML.slice(0, 200)]; }})()"
            ))
            .await;
        let (reached, seen, what) = stop.unwrap_or_else(|| panic!("the page is gone"));
        assert!(seen, "a stop without a mark of the focus, or out of sight: {what}");
        if reached {
            return;
        }
    }
    panic!("never reached with the keyboard: {reached}");
}
