//! The report: its sections, narrative with insertions, exceptions, downloads, the way to the lock.

use crate::dasar::{OTHER, OWN, Server, Session};
use app::akun::Peran;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};

/// The inputs of the narrative that the tests write.
const SEEN: &str = "naskah.@2024/2,kata-pengantar._sebelum";
const TEXT: &str = "naskah.@2024/2,kata-pengantar.isi";

fn place(rest: &str) -> String {
    format!("/kantor/{OWN}/2024/tw2/laporan{rest}")
}

/// The hidden field of a page, as a browser would send it back.
fn hidden(html: &str, name: &str) -> String {
    let start =
        html.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}")) + name.len() + 15;
    let text = &html[start..];
    let text = &text[..text.find('"').unwrap()];
    text.replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#38;", "&")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
}

async fn write(
    server: &Server,
    session: &Session,
    seen: &str,
    text: &str,
    more: &[(&str, &str)],
) -> (StatusCode, String) {
    let mut fields = vec![(SEEN, seen), (TEXT, text)];
    fields.extend(more);
    server.post(session, &place("/bagian/kata-pengantar"), &fields).await
}

const CLAIM: &str = "Sampai akhir triwulan ini sisa anggaran Rp 5.000.";

#[tokio::test]
async fn sections_are_listed_and_written() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Operator, OWN).await;
    let (status, page) = server.get(Some(&session), &place("")).await;
    assert_eq!(status, StatusCode::OK);
    for part in ["BAB III HASIL KINERJA", "/bagian/kata-pengantar\"", "Siap dilaporkan?", ">draf</span>"] {
        assert!(page.contains(part), "{part}");
    }
    let (_, page) = server.get(Some(&session), &place("/bagian/kata-pengantar")).await;
    for part in ["{{instansi}}", "menyampaikan Laporan Kinerja <span", "data-sisip=\"{{serapan}}\""] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains(" style="));
    let seen = hidden(&page, SEEN);
    let (status, to) = write(&server, &session, &seen, "Terserap {{serapan}}.", &[]).await;
    assert!(status == StatusCode::SEE_OTHER && to.ends_with("pesan=tersimpan"), "{status} {to}");
    let (_, page) = server.get(Some(&session), &place("/bagian/kata-pengantar")).await;
    assert!(page.contains("Terserap <span"), "the figure is shown in the preview");
    // Somebody else saw the old text and wrote another one: nothing is lost, and both are told.
    let (status, page) = write(&server, &session, &seen, "Kalimat orang kedua.", &[]).await;
    assert!(status == StatusCode::OK && page.contains("Kalimat orang kedua.") && page.contains("Belum disimpan."));
}

#[tokio::test]
async fn a_sentence_that_disagrees_becomes_an_insertion_or_an_exception() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Operator, OWN).await;
    let (_, page) = server.get(Some(&session), &place("/bagian/kata-pengantar")).await;
    let seen = hidden(&page, SEEN);
    let fields = [(SEEN, seen.as_str()), (TEXT, CLAIM)];
    let (status, part) = server.post(&session, &place("/bagian/kata-pengantar/pratinjau"), &fields).await;
    assert!(status == StatusCode::OK && part.contains("Jadikan sisipan Rp 2.349.900.526"), "{part}");

    let (_, page) = write(&server, &session, &seen, CLAIM, &[("_kecualikan", "0"), ("_alasan.0", " ")]).await;
    assert!(page.contains("Alasan belum diisi") && page.contains(CLAIM));
    let reason = [("_kecualikan", "0"), ("_alasan.0", "Angka sementara menurut bank")];
    let (status, to) = write(&server, &session, &seen, CLAIM, &reason).await;
    assert!(status == StatusCode::SEE_OTHER, "{status} {to}");
    let (_, page) = server.get(Some(&session), &place("/bagian/kata-pengantar")).await;
    assert!(page.contains("dikecualikan") && !page.contains("Jadikan sisipan"));

    let text = format!("{CLAIM} Selesai. Sisa anggaran Rp 7.000.");
    let seen = hidden(&page, SEEN);
    let (status, _) = write(&server, &session, &seen, &text, &[("_ganti", "1")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, page) = server.get(Some(&session), &place("/bagian/kata-pengantar")).await;
    assert!(page.contains("Selesai. Sisa anggaran {{sisa anggaran}}."), "the second claim is the register's figure");
}

#[tokio::test]
async fn figures_are_found_and_narrative_is_carried_over() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Operator, OWN).await;
    let (_, list) = server.get(Some(&session), &place("/sisipan?cari=capaian+rata")).await;
    assert!(list.contains("{{rata-rata capaian}}") && !list.contains("{{serapan}}"));
    let copy = |from: &'static str| {
        let (server, session) = (&server, &session);
        async move {
            let page = format!("/kantor/{OWN}/2024/tw3/laporan/salin");
            server.post(session, &page, &[("dari", from)]).await
        }
    };
    let section = format!("/kantor/{OWN}/2024/tw3/laporan/bagian/kata-pengantar");
    let (_, page) = server.get(Some(&session), &section).await;
    let row = "naskah.@2024/3,kata-pengantar";
    let (seen_name, text, gone) = (format!("{row}._sebelum"), format!("{row}.isi"), format!("{row}._lepas"));
    let seen = hidden(&page, &seen_name);
    let emptied = [(seen_name.as_str(), seen.as_str()), (text.as_str(), ""), (gone.as_str(), "ya")];
    let (status, _) = server.post(&session, &section, &emptied).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "an emptied text is removed");
    let (status, page) = copy("2024/tw2").await;
    assert!(status == StatusCode::OK && page.contains("disalin") && page.contains("tw3/laporan/bagian/"), "{page}");
    for wrong in ["2024/tw4", "", "x/y"] {
        assert_eq!(copy(wrong).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let (_, page) = server.get(Some(&session), &section).await;
    assert!(page.contains("Sudah Anda tinjau?") && page.contains("perlu ditinjau"));
}

#[tokio::test]
async fn files_are_printed() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Camat, OWN).await;
    for (query, begins) in [("format=docx&kertas=a4", "PK"), ("format=html&jenis=final", "<!DOCTYPE html>")] {
        let (status, file) = server.get(Some(&session), &place(&format!("/cetak?{query}"))).await;
        assert!(status == StatusCode::OK && file.starts_with(begins), "{query}: {status}");
    }
    let (status, _) = server.get(Some(&session), &place("/cetak?format=exe")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let agreement = format!("/kantor/{OWN}/2024/tw2/perjanjian/cetak?format=html");
    let (status, file) = server.get(Some(&session), &agreement).await;
    assert!(status == StatusCode::OK && file.contains("PERJANJIAN KINERJA"));
    // A report that lacks something required is not printed as final, and the page says what.
    let late = format!("/kantor/{OTHER}/2024/tw4/laporan/cetak?format=html&jenis=final");
    let other = server.sign_in(Peran::Camat, OTHER).await;
    let (status, page) = server.get(Some(&other), &late).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("belum terdaftar"));
}

async fn step(server: &Server, who: Peran, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
    let session = server.sign_in(who, OWN).await;
    server.post(&session, &place(path), fields).await
}

#[tokio::test]
async fn a_report_goes_its_way_to_the_lock_and_back() {
    let server = Server::start().await;
    let operator = server.sign_in(Peran::Operator, OWN).await;
    let seen = hidden(&server.get(Some(&operator), &place("/bagian/kata-pengantar")).await.1, SEEN);
    let done = |answer: (StatusCode, String)| assert_eq!(answer.0, StatusCode::SEE_OTHER, "{}", answer.1);
    let refused = |answer: (StatusCode, String), word: &str| {
        assert!(answer.0 == StatusCode::UNPROCESSABLE_ENTITY && answer.1.contains(word), "{} {}", answer.0, answer.1);
    };
    refused(step(&server, Peran::Camat, "/kunci", &[]).await, "disetujui");
    refused(step(&server, Peran::Camat, "/setujui", &[]).await, "selangkah demi selangkah");
    done(step(&server, Peran::Sekcam, "/verifikasi", &[("catatan", "Sudah dibaca")]).await);
    refused(step(&server, Peran::Camat, "/kembalikan", &[("catatan", "")]).await, "Catatan pengembalian kosong");
    done(step(&server, Peran::Camat, "/kembalikan", &[("catatan", "Perbaiki bab III")]).await);
    done(step(&server, Peran::Sekcam, "/verifikasi", &[]).await);
    done(step(&server, Peran::Camat, "/setujui", &[]).await);
    let camat = server.sign_in(Peran::Camat, OWN).await;
    let (status, page) = server.get(Some(&camat), &place("/periksa")).await;
    assert!(status == StatusCode::OK && page.contains("dapat dikunci"), "{page}");
    done(step(&server, Peran::Camat, "/kunci", &[("kertas", "a4")]).await);

    let (_, page) = server.get(Some(&operator), &place("")).await;
    for part in ["dikunci", "Perbaiki bab III", "Sudah dibaca", "tidak dapat diubah"] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("/salin"));
    let (_, page) = server.get(Some(&operator), &place("/bagian/kata-pengantar")).await;
    assert!(page.contains("menyampaikan") && !page.contains("<textarea"));
    // A form that was open before the lock: nothing is saved, and what was typed is still there.
    let (status, page) = write(&server, &operator, &seen, "Terlambat diketik.", &[]).await;
    assert!(status == StatusCode::OK && page.contains("yang sudah dikunci") && page.contains("Terlambat diketik."));

    let (_, page) = server.get(Some(&operator), &place("/arsip")).await;
    assert!(page.contains("arsip/0/cetak"), "{page}");
    let (status, file) = server.get(Some(&operator), &place("/arsip/0/cetak?format=html")).await;
    assert!(status == StatusCode::OK && file.contains("Dikunci oleh camat.sukamaju"));
    let (_, page) = server.get(Some(&operator), &place("/beda?dari=0&ke=kini")).await;
    assert!(page.contains("Tidak ada perbedaan"), "{page}");

    assert_eq!(step(&server, Peran::Camat, "/buka", &[("alasan", "Salah")]).await.0, StatusCode::FORBIDDEN);
    refused(step(&server, Peran::ReviewerKabupaten, "/buka", &[("alasan", "")]).await, "Alasan membuka kunci kosong");
    done(step(&server, Peran::ReviewerKabupaten, "/buka", &[("alasan", "Salah ketik")]).await);
    let (_, page) = server.get(Some(&operator), &place("/bagian/kata-pengantar")).await;
    let seen = hidden(&page, SEEN);
    assert_eq!(write(&server, &operator, &seen, "Kalimat ralat.", &[]).await.0, StatusCode::SEE_OTHER);
    let (_, page) = server.get(Some(&operator), &place("/beda?dari=0&ke=kini")).await;
    assert!(page.contains("Kalimat ralat."), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edited_word_file_is_taken_back() {
    let server = Server::start().await;
    let session = server.sign_in(Peran::Operator, OWN).await;
    let print = Request::get(place("/cetak?format=docx")).header(header::HOST, "uji");
    let print = print.header(header::COOKIE, &session.cookie).body(Body::empty()).unwrap();
    let bytes = to_bytes(server.send(print).await.into_body(), 64 << 20).await.unwrap();
    // The register's text changes after the print: the file then holds another one.
    let (_, page) = server.get(Some(&session), &place("/bagian/kata-pengantar")).await;
    write(&server, &session, &hidden(&page, SEEN), "{{instansi}} menulis lain pada {{periode}}.", &[]).await;
    let send = async |cara: &str, bytes: &[u8]| {
        let part = |name: &str| format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"");
        let mut body = format!("{}\r\n\r\n{}\r\n", part("_csrf"), session.csrf).into_bytes();
        body.extend_from_slice(format!("{}\r\n\r\n{cara}\r\n", part("cara")).as_bytes());
        body.extend_from_slice(format!("{}; filename=\"lkj.docx\"\r\n\r\n", part("berkas")).as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--b--\r\n");
        let request = Request::post(place("/naskah"))
            .header(header::HOST, "uji")
            .header(header::COOKIE, &session.cookie)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
        let response = server.send(request.body(Body::from(body)).unwrap()).await;
        let status = response.status();
        let page = to_bytes(response.into_body(), 4 << 20).await.unwrap();
        (status, String::from_utf8_lossy(&page).into_owned())
    };
    let (status, page) = send("lihat", &bytes).await;
    assert!(
        status == StatusCode::OK && page.contains("Belum ada yang ditulis") && page.contains("menulis lain pada"),
        "{page}"
    );
    let (_, page) = server.get(Some(&session), &place("/bagian/kata-pengantar")).await;
    assert!(page.contains("menulis lain pada"));
    let (_, page) = send("masukkan", &bytes).await;
    assert!(page.contains("masuk ke register"), "{page}");
    let (_, page) = server.get(Some(&session), &place("/bagian/kata-pengantar")).await;
    assert!(page.contains("Dengan rasa syukur, {{instansi}} menyampaikan"), "figures stay insertions");
    assert_eq!(send("lihat", b"bukan docx").await.0, StatusCode::UNPROCESSABLE_ENTITY);
}
