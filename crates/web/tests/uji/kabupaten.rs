//! All offices of a kabupaten on one page, and that what is kept in memory is never old.

use crate::dasar::{NOW, OWN, Server};
use app::akun::Peran;
use app::{Keadaan, KodeWilayah, Pelaku, Periode, Triwulan};
use axum::http::StatusCode;
use domain::schema::Field;

const PAGE: &str = "/kabupaten/99.99/2024/tw3";

/// The row of the office, without tags and with single spaces.
fn row(html: &str) -> String {
    let row = html.split("<tr>").find(|row| row.contains(&format!("/kantor/{OWN}/2024/tw3\""))).unwrap();
    let text: String = row.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn an_office_is_shown_with_its_figures() {
    let server = Server::start().await;
    for peran in [Peran::ReviewerKabupaten, Peran::Evaluator, Peran::AdminKabupaten] {
        let session = server.session(peran).await;
        let (status, html) = server.get(Some(&session), PAGE).await;
        assert_eq!(status, StatusCode::OK);
        let row = row(&html);
        // The same figures as on the beranda of the office.
        let (_, beranda) = server.get(Some(&session), &format!("/kantor/{OWN}/2024/tw3")).await;
        let large: Vec<&str> =
            beranda.split("angka-besar\">").skip(1).filter_map(|part| part.split('<').next()).collect();
        assert!(large[0].ends_with(" %") && row.contains(&format!("{}{}", large[0], large[1])), "{row} {large:?}");
        assert!(row.contains("draf") && row.contains("Kecamatan Sukamaju"), "{row}");
    }
    let session = server.session(Peran::Evaluator).await;
    // The way up from an office, and the front door.
    let (_, beranda) = server.get(Some(&session), &format!("/kantor/{OWN}/2024/tw3")).await;
    assert!(beranda.contains(&format!("<a href=\"{PAGE}\">Semua kantor</a>")));
    assert_eq!(server.get(Some(&session), "/").await.0, StatusCode::SEE_OTHER);
    // A kabupaten without offices, and an office where a kabupaten is asked for.
    for address in ["/kabupaten/99.98/2024/tw3", "/kabupaten/99.99.01/2024/tw3"] {
        assert_ne!(server.get(Some(&session), address).await.0, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn roles_of_an_office_are_refused() {
    let server = Server::start().await;
    for peran in Peran::ALL.into_iter().filter(|peran| !peran.is_kabupaten()) {
        let session = server.session(peran).await;
        for page in [PAGE.to_string(), format!("{PAGE}/unduh/xlsx"), "/kabupaten/99.99.01/2024/tw3".to_string()] {
            assert_eq!(server.get(Some(&session), &page).await.0, StatusCode::FORBIDDEN, "{} {page}", peran.word());
        }
        let (_, beranda) = server.get(Some(&session), &format!("/kantor/{OWN}/2024/tw3")).await;
        assert!(!beranda.contains("/kabupaten/"), "{}", peran.word());
    }
}

#[tokio::test]
async fn the_table_is_filtered_sorted_and_taken_along() {
    let server = Server::start().await;
    let session = server.session(Peran::ReviewerKabupaten).await;
    for (query, shown) in [
        ("keadaan=draf", true),
        ("keadaan=dikunci", false),
        ("cari=sukaMAJU", true),
        ("cari=lain", false),
        ("urut=capaian&turun=1", true),
        ("urut=tidak-ada", true),
        ("cari=%3Cscript%3E", false),
    ] {
        let (status, html) = server.get(Some(&session), &format!("{PAGE}?{query}")).await;
        assert_eq!(status, StatusCode::OK, "{query}");
        assert_eq!(html.contains(&format!("<a href=\"/kantor/{OWN}/2024/tw3\">")), shown, "{query}");
        assert!(!html.contains("<script>"), "{query}");
    }
    let (_, html) = server.get(Some(&session), &format!("{PAGE}?urut=capaian")).await;
    assert!(html.contains("aria-sort=\"ascending\"") && html.contains("urut=capaian&#38;turun=1"), "{html}");
    let (status, csv) = server.get(Some(&session), &format!("{PAGE}/unduh/csv")).await;
    assert_eq!(status, StatusCode::OK);
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].starts_with("kode,kantor,periode,keadaan,rata_rata_capaian_persen"), "{csv}");
    assert!(lines.len() == 2 && lines[1].starts_with("99.99.01,Kecamatan Sukamaju,2024/3,draf,"), "{csv}");
    let (_, none) = server.get(Some(&session), &format!("{PAGE}/unduh/csv?keadaan=dikunci")).await;
    assert_eq!(none.lines().count(), 1);
    let (status, book) = server.get(Some(&session), &format!("{PAGE}/unduh/xlsx")).await;
    assert!(status == StatusCode::OK && book.starts_with("PK"));
    assert_eq!(server.get(Some(&session), &format!("{PAGE}/unduh/exe")).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_year_without_register_is_said() {
    let server = Server::start().await;
    let session = server.session(Peran::Evaluator).await;
    let (status, html) = server.get(Some(&session), "/kabupaten/99.99/2031/tw1").await;
    assert_eq!(status, StatusCode::OK);
    assert!(html.contains("Belum mempunyai register tahun ini: 99.99.01"), "{html}");
}

/// Pages of the office and of the kabupaten, with what differs between two sessions taken out.
async fn pages(server: &Server, peran: Peran) -> Vec<String> {
    let session = server.session(peran).await;
    let mut pages = Vec::new();
    for page in ["", "/pengukuran", "/laporan", "/dokumen-desa", "/anggaran"] {
        pages.push(format!("/kantor/{OWN}/2024/tw3{page}"));
    }
    pages.push(PAGE.to_string());
    let mut seen = Vec::new();
    for page in pages {
        let (_, html) = server.get(Some(&session), &page).await;
        seen.push(html.replace(&session.csrf, "CSRF"));
    }
    seen
}

#[tokio::test]
async fn pages_are_the_same_with_nothing_kept() {
    let (kept, anew) = (Server::start().await, Server::with_cache(0).await);
    let roles = [Peran::Operator, Peran::Kasi, Peran::Evaluator];
    let periode = Periode::Triwulan { tahun: 2024, triwulan: Triwulan::read("3").unwrap() };
    let kode = KodeWilayah::read(OWN).unwrap();
    let mut before = Vec::new();
    for step in 0..2 {
        if step == 1 {
            for server in [&kept, &anew] {
                let pelaku = Pelaku { nama: "uji".to_string(), waktu: NOW.to_string() };
                let ke = Keadaan::Diverifikasi;
                app::pindahkan(&server.keadaan.store, &kode, periode, ke, "", &pelaku).await.unwrap();
            }
        }
        for peran in roles {
            // The second answer comes from what is kept.
            let first = pages(&kept, peran).await;
            let second = pages(&kept, peran).await;
            let fresh = pages(&anew, peran).await;
            assert!(first == second && second == fresh, "{} step {step}", peran.word());
        }
        let now = pages(&kept, Peran::Evaluator).await;
        assert_ne!(now, before, "a step is seen at once");
        before = now;
    }
}

#[tokio::test]
async fn a_changed_number_is_seen_at_once() {
    let server = Server::start().await;
    let reviewer = server.session(Peran::ReviewerKabupaten).await;
    let (_, before) = server.get(Some(&reviewer), PAGE).await;
    let operator = server.session(Peran::Operator).await;
    let (_, html) = server.get(Some(&operator), &format!("/kantor/{OWN}/2024/tw3/pengukuran")).await;
    let row_name = "pengukuran.@IKU-2,3";
    let mut fields = vec![(format!("{row_name}.realisasi"), "20".to_string())];
    for hidden in ["_sebelum", "_tetap", "_lepas"] {
        let name = format!("{row_name}.{hidden}");
        let Some(tag) = html.split('<').find(|tag| tag.contains(&format!("name=\"{name}\""))) else { continue };
        let value = tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        fields.push((name, value.replace("&#34;", "\"").replace("&quot;", "\"").replace("&amp;", "&")));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (status, _) = server.post(&operator, &format!("/kantor/{OWN}/2024/tw3/pengukuran"), &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, after) = server.get(Some(&reviewer), PAGE).await;
    assert_ne!(row(&before), row(&after));
}
