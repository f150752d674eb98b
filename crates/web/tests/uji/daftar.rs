//! Registers with pages that fit their work: personnel, innovations, the office, a new indicator, pagu in the budget.

use crate::dasar::{OWN, Server, at, attribute, change, trace};
use app::akun::Peran;
use axum::http::StatusCode;
use domain::register::Register;
use domain::schema::Field;

async fn register(server: &Server) -> Register {
    let kode = Field::read(OWN).unwrap();
    server.keadaan.year(&kode, 2024).await.unwrap().unwrap().tahun.register.clone()
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn personnel_are_listed_as_of_a_day() {
    let server = Server::start().await;
    let camat = server.session(Peran::Camat).await;
    let (status, html) = server.get(Some(&camat), &at("kepegawaian")).await;
    assert_eq!(status, StatusCode::OK);
    // The head left at the end of May; NIP stand in groups.
    assert!(html.contains("bertugas sampai 31 Mei 2024") && html.contains("19810314 200312 2 904"));
    assert!(!html.contains("name=\"pegawai.b0.nama\""), "the camat does not keep personnel");
    let (_, before) = server.get(Some(&camat), &at("kepegawaian?per=2024-05-31")).await;
    assert!(before.contains("19660512 199203 1 902") && !before.contains("bertugas sampai 31 Mei 2024"));
    let (status, html) = server.get(Some(&camat), &at("kepegawaian?per=kapan")).await;
    assert!(status == StatusCode::OK && html.contains("class=\"galat\""));
    // Rows of the recap add up to the list.
    let people = html.split("Bertugas per").nth(1).unwrap().split(" orang").next().unwrap();
    let people: usize = people.rsplit(' ').next().unwrap().parse().unwrap();
    let sexes = html.split("aria-label=\"Jenis kelamin\"").nth(1).unwrap().split("</table>").next().unwrap();
    let rows = sexes.split("<tr>").skip(2).map(|row| row.trim_end_matches(|c: char| !c.is_ascii_digit()));
    let sum: usize = rows.map(|row| row.rsplit('>').next().unwrap().parse::<usize>().unwrap()).sum();
    assert!(people > 10 && sum == people, "{sum} {people}");
    // Whoever may not see NIP sees nothing of it.
    for peran in [Peran::Kasi, Peran::ReviewerKabupaten, Peran::Desa] {
        let session = server.session(peran).await;
        for page in ["kepegawaian", "kepegawaian/P-02"] {
            assert_eq!(server.get(Some(&session), &at(page)).await.0, StatusCode::FORBIDDEN, "{page}");
        }
    }
}

#[tokio::test]
async fn a_person_comes_and_is_promoted() {
    let server = Server::start().await;
    let operator = server.session(Peran::Operator).await;
    let (_, html) = server.get(Some(&operator), &at("kepegawaian")).await;
    let kode = attribute(&html, "pegawai.b0.kode", "value").unwrap();
    assert!(kode.starts_with("P-") && !register(&server).await.pegawai.iter().any(|one| one.kode.as_str() == kode));
    let urut = attribute(&html, "pegawai.b0.urut", "value").unwrap();
    let person = [
        ("pegawai.b0._tetap", "{}"),
        ("pegawai.b0.kode", kode.as_str()),
        ("pegawai.b0.urut", urut.as_str()),
        ("pegawai.b0.nama", "TEGUH UMPAMAWAN, S.E."),
        ("pegawai.b0.jenis_kelamin", "L"),
        ("pegawai.b0.nip", "19900101 201503 1 999"),
        ("pegawai.b0.mulai", "1/7/2024"),
        ("riwayat_pegawai.b0._tetap", "{}"),
        ("riwayat_pegawai.b0.berlaku_sejak", "1/7/2024"),
        ("riwayat_pegawai.b0.status", "PNS"),
        ("riwayat_pegawai.b0.golongan", "IX"),
        ("riwayat_pegawai.b0.pendidikan", "S1"),
    ];
    // A grade of PPPK does not fit a PNS: nothing is saved, what was typed stays.
    let (status, html) = server.post(&operator, &at("kepegawaian"), &person).await;
    assert!(status == StatusCode::OK && html.contains("Belum disimpan"), "{html}");
    assert_eq!(attribute(&html, "pegawai.b0.nama", "value").as_deref(), Some("TEGUH UMPAMAWAN, S.E."));
    let mut right = person;
    right[10].1 = "III/a";
    let page = format!("kepegawaian/{kode}");
    let (status, to) = server.post(&operator, &at("kepegawaian"), &right).await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, at(&format!("{page}?pesan=tersimpan"))));
    let (_, html) = server.get(Some(&operator), &at(&page)).await;
    assert!(html.contains("Penata Muda (III/a)"), "{html}");
    let row = "riwayat_pegawai.b0";
    let typed = [("berlaku_sejak", "1/9/2024"), ("status", "PNS"), ("golongan", "III/b"), ("pendidikan", "S1")];
    let (status, answer) = change(&server, Peran::Operator, &page, row, &typed).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{answer}");
    let (_, html) = server.get(Some(&operator), &at(&page)).await;
    assert!(html.contains("Penata Muda Tingkat I (III/b)"));
    let (_, list) = server.get(Some(&operator), &at("kepegawaian?per=2024-08-31")).await;
    let line = list.split("TEGUH UMPAMAWAN").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(line.contains("III/a") && line.contains("19900101 201503 1 999"), "{line}");
    // Two people correct the same name.
    let row = format!("pegawai.@{kode}");
    let (_, seen) = server.get(Some(&operator), &at(&page)).await;
    change(&server, Peran::AdminKecamatan, &page, &row, &[("nama", "TEGUH UMPAMAWAN, S.E., M.M.")]).await;
    let mut fields = trace(&seen, &row);
    fields.push((format!("{row}.nama"), "Teguh Umpamawan".to_string()));
    let (status, html) = server.post(&operator, &at(&page), &pairs(&fields)).await;
    assert!(status == StatusCode::OK && html.contains("M.M.") && html.contains("value=\"Teguh Umpamawan\""), "{html}");
    assert_eq!(server.get(Some(&operator), &at("kepegawaian/P-999")).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_innovation_has_its_parts_and_nodes() {
    let server = Server::start().await;
    let kasi = server.session(Peran::Kasi).await;
    let (status, html) = server.get(Some(&kasi), &at("inovasi")).await;
    assert!(status == StatusCode::OK && html.contains("LOKANDU") && html.contains("perencanaan/pohon#simpul-"));
    let new = [
        ("inovasi.b0._tetap", "{}"),
        ("inovasi.b0.kode", "INV-9"),
        ("inovasi.b0.urut", "9"),
        ("inovasi.b0.nama", "Antrean Daring"),
        ("inovasi.b0.sejak", "1/2/2024"),
    ];
    let page = "inovasi/INV-9";
    let (status, to) = server.post(&kasi, &at("inovasi"), &new).await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, at(&format!("{page}?pesan=tersimpan"))));
    // Parts and nodes in one form; parts that are left empty are not written.
    let (_, html) = server.get(Some(&kasi), &at(page)).await;
    let (purpose, benefit) = ("uraian_inovasi.@INV-9,tujuan,,1", "uraian_inovasi.@INV-9,manfaat,,1");
    let mut fields = [trace(&html, purpose), trace(&html, benefit)].concat();
    for (name, value) in [
        (format!("{purpose}.uraian"), "Warga tidak menunggu di kantor."),
        (format!("{benefit}.kelompok"), "warga"),
        (format!("{benefit}.uraian"), "Waktu tunggu berkurang."),
        ("_simpul".to_string(), "ya"),
        ("_simpul:PK-2.1.1.2".to_string(), "ya"),
    ] {
        fields.push((name, value.to_string()));
    }
    fields.extend(trace(&html, "inovasi.@INV-9"));
    let (status, answer) = server.post(&kasi, &at(page), &pairs(&fields)).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{answer}");
    let saved = register(&server).await;
    let own: Vec<_> = saved.uraian_inovasi.iter().filter(|part| part.inovasi.as_str() == "INV-9").collect();
    assert_eq!(own.len(), 2);
    assert!(own.iter().any(|part| part.kelompok.as_deref() == Some("warga")));
    let row = saved.inovasi.iter().find(|row| row.kode.as_str() == "INV-9").unwrap();
    assert_eq!(row.simpul.iter().map(|kode| kode.as_str()).collect::<Vec<_>>(), ["PK-2.1.1.2"]);
    let (_, html) = server.get(Some(&kasi), &at(page)).await;
    let node = html.split("_simpul:PK-2.1.1.2\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(node.contains("checked"));
    // What is emptied goes; a wrong date keeps what was typed.
    let mut fields = trace(&html, "uraian_inovasi.@INV-9,manfaat,warga,1");
    fields.push(("uraian_inovasi.@INV-9,manfaat,warga,1.uraian".to_string(), String::new()));
    let (status, _) = server.post(&kasi, &at(page), &pairs(&fields)).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, html) = change(&server, Peran::Kasi, page, "inovasi.@INV-9", &[("sejak", "kemarin")]).await;
    assert!(status == StatusCode::OK && html.contains("value=\"kemarin\""));
    // An innovation that goes takes its parts along.
    let (_, html) = server.get(Some(&kasi), &at(page)).await;
    let mut fields = [trace(&html, "inovasi.@INV-9"), trace(&html, purpose)].concat();
    fields.push(("inovasi.@INV-9._hapus".to_string(), "ya".to_string()));
    let (status, to) = server.post(&kasi, &at(page), &pairs(&fields)).await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, at("inovasi?pesan=tersimpan")));
    let left = register(&server).await;
    assert!(!left.uraian_inovasi.iter().any(|part| part.inovasi.as_str() == "INV-9"));
    let camat = server.session(Peran::Camat).await;
    let (_, html) = server.get(Some(&camat), &at("inovasi/INV-1")).await;
    assert!(html.contains("LOKANDU") && !html.contains("name=\"inovasi."), "{html}");
    assert_eq!(server.get(Some(&camat), &at(page)).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_office_is_kept_on_one_page() {
    let server = Server::start().await;
    let page = "pengaturan/kantor";
    let operator = server.session(Peran::Operator).await;
    let (status, html) = server.get(Some(&operator), &at(page)).await;
    assert_eq!(status, StatusCode::OK);
    for part in ["id=\"pejabat\"", "id=\"dasar_hukum\"", "id=\"desa\"", "id=\"unit\"", "capaian.pembanding"] {
        assert!(html.contains(part), "{part}");
    }
    // A reviewer sees the office, but no NIP, and changes nothing.
    let reviewer = server.session(Peran::ReviewerKabupaten).await;
    let (status, html) = server.get(Some(&reviewer), &at(page)).await;
    assert!(status == StatusCode::OK && !html.contains("id=\"pejabat\"") && !html.contains("name=\"instansi."));
    let row = format!("instansi.@{OWN}");
    let (status, _) = change(&server, Peran::Operator, page, &row, &[("telepon", "(0334) 000999")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let village = [("kode", "99.99.01.2099"), ("nama", "Umpama"), ("jenis", "desa")];
    let (status, _) = change(&server, Peran::Operator, page, "desa.b0", &village).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let saved = register(&server).await;
    assert_eq!(saved.instansi[0].telepon.as_deref(), Some("(0334) 000999"));
    assert!(saved.desa.iter().any(|desa| &*desa.nama == "Umpama"));
    let wrong = [("kode", "99.99.02.2099"), ("nama", "Lain"), ("jenis", "dusun")];
    let (status, html) = change(&server, Peran::Operator, page, "desa.b0", &wrong).await;
    assert!(status == StatusCode::OK && html.contains("Belum disimpan") && html.contains("value=\"Lain\""), "{html}");
}

#[tokio::test]
async fn an_indicator_is_added_from_planning() {
    let server = Server::start().await;
    let operator = server.session(Peran::Operator).await;
    let (_, html) = server.get(Some(&operator), &at("perencanaan")).await;
    let kode = attribute(&html, "indikator.b0.kode", "value").unwrap();
    let value = |name: &str| attribute(&html, &format!("indikator.b0.{name}"), "value").unwrap();
    let (urut, from, until) = (value("urut"), value("tahun_awal"), value("tahun_akhir"));
    let sasaran = register(&server).await.sasaran[0].kode.to_string();
    let typed = [
        ("indikator.b0._tetap", "{}"),
        ("indikator.b0.kode", kode.as_str()),
        ("indikator.b0.urut", urut.as_str()),
        ("indikator.b0.tahun_awal", from.as_str()),
        ("indikator.b0.tahun_akhir", until.as_str()),
        ("indikator.b0.uraian", "Persentase pengaduan yang selesai"),
        ("indikator.b0.satuan", "%"),
        ("indikator.b0.rumus", "positif"),
        ("indikator.b0.akumulasi", register(&server).await.indikator[0].akumulasi.word()),
    ];
    let (status, html) = server.post(&operator, &at("perencanaan"), &typed).await;
    assert!(status == StatusCode::OK && html.contains("Belum disimpan"), "neither tujuan nor sasaran: {html}");
    let whole = [&typed[..], &[("indikator.b0.sasaran", sasaran.as_str())]].concat();
    let (status, to) = server.post(&operator, &at("perencanaan"), &whole).await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, at(&format!("perencanaan/indikator/{kode}?pesan=tersimpan"))));
    let (status, html) = server.get(Some(&operator), &at(&format!("perencanaan/indikator/{kode}"))).await;
    assert!(status == StatusCode::OK && html.contains("Makin tinggi makin baik"));
    let kasi = server.session(Peran::Kasi).await;
    let (_, html) = server.get(Some(&kasi), &at("perencanaan")).await;
    assert!(!html.contains("indikator.b0.kode") && html.contains("Persentase pengaduan yang selesai"));
    assert_eq!(server.post(&kasi, &at("perencanaan"), &whole).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn pagu_is_changed_inside_the_tree() {
    let server = Server::start().await;
    let operator = server.session(Peran::Operator).await;
    let page = "anggaran/7.01.01.2.01";
    let view = |register: Register| domain::calculation::TahunKinerja { tahun: 2024, register, ringkasan: Vec::new() };
    let period = domain::value::Periode::read("2024/3").unwrap();
    let before = view(register(&server).await);
    let (tahap, sejak) = {
        let dasar = before.view(period, None).dasar_pagu().unwrap();
        (dasar.tahap.word(), dasar.berlaku_sejak.write())
    };
    let row = format!("pagu.@7.01.01.2.01.0001,DAU,{tahap},{sejak}");
    let (status, answer) = change(&server, Peran::Operator, page, &row, &[("jumlah", "7.000.000")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{answer}");
    // Another sub kegiatan of the same kegiatan, on the same base.
    let (_, html) = server.get(Some(&operator), &at(page)).await;
    assert!(html.contains("list=\"acuan-sub-kegiatan\"") && html.contains("value=\"7.000.000\""));
    let fixed = attribute(&html, "pagu.b0._tetap", "value").unwrap();
    assert!(fixed.contains(tahap) && fixed.contains(&sejak), "{fixed}");
    let added = [("sub_kegiatan", "7.01.01.2.01.0003"), ("sumber_dana", "DAU"), ("jumlah", "1.250.000")];
    let (status, answer) = change(&server, Peran::Operator, page, "pagu.b0", &added).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{answer}");
    let now = view(register(&server).await);
    let of = |year: &domain::calculation::TahunKinerja, kode: &str| {
        let budget = year.view(period, None).anggaran();
        budget.baris(&Field::read(kode).unwrap()).and_then(|line| line.pagu).map(|amount| amount.to_string())
    };
    assert_eq!(of(&now, "7.01.01.2.01.0001").as_deref(), Some("7.000.000"));
    assert_eq!(of(&now, "7.01.01.2.01.0003").as_deref(), Some("1.250.000"));
    assert_ne!(of(&now, "7.01.01.2.01"), of(&before, "7.01.01.2.01"));
    let (status, html) = change(&server, Peran::Operator, page, &row, &[("jumlah", "tujuh juta")]).await;
    assert!(status == StatusCode::OK && html.contains("value=\"tujuh juta\""));
    // Nor does a sub kegiatan of another kegiatan get its amount here, where nobody sees it.
    let strange = [("sub_kegiatan", "7.01.02.2.01.0001"), ("sumber_dana", "DAU"), ("jumlah", "5")];
    let (status, html) = change(&server, Peran::Operator, page, "pagu.b0", &strange).await;
    assert!(status == StatusCode::OK && html.contains("bukan bagian dari kegiatan 7.01.01.2.01"), "{html}");
    // A kegiatan without amounts is begun from the tree.
    let (_, tree) = server.get(Some(&operator), &at("anggaran")).await;
    let other = tree.split("Tambah kegiatan dari nomenklatur").nth(1).unwrap();
    let other = other.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    let (status, html) = server.get(Some(&operator), other).await;
    assert!(status == StatusCode::OK && html.contains("name=\"pagu.b0.jumlah\""), "{other}");
    let camat = server.session(Peran::Camat).await;
    let (_, html) = server.get(Some(&camat), &at(page)).await;
    assert!(html.contains("7.000.000") && !html.contains("name=\"pagu."));
    let (_, tree) = server.get(Some(&camat), &at("anggaran")).await;
    assert!(!tree.contains("Tambah kegiatan dari nomenklatur"));
}

#[tokio::test]
async fn a_new_row_never_takes_the_code_of_another() {
    let server = Server::start().await;
    let operator = server.session(Peran::Operator).await;
    let typed = [
        ("pegawai.b0._tetap", "{}"),
        ("pegawai.b0.kode", "P-02"),
        ("pegawai.b0.urut", "90"),
        ("pegawai.b0.nama", "Kembar Contoh"),
        ("pegawai.b0.jenis_kelamin", "P"),
    ];
    let owner = register(&server).await.pegawai.iter().find(|one| one.kode.as_str() == "P-02").unwrap().clone();
    // Sent again, as after a conflict, it is refused as well.
    let seen = format!("{{\"kode\":\"P-02\",\"nama\":\"{}\",\"urut\":\"2\",\"jenis_kelamin\":\"P\"}}", &*owner.nama);
    let again = [&typed[1..], &[("pegawai.b0._sebelum", seen.as_str())]].concat();
    for fields in [&typed[..], &again] {
        let (status, html) = server.post(&operator, &at("kepegawaian"), fields).await;
        assert!(status == StatusCode::OK && html.contains("Kode ini sudah dipakai oleh"), "{html}");
        assert!(html.contains("misalnya P-26.") && html.contains("value=\"Kembar Contoh\""), "{html}");
    }
    assert_eq!(register(&server).await.pegawai.iter().find(|one| one.kode.as_str() == "P-02"), Some(&owner));
    // With a code of its own it is saved, and its page tells what is missing; a message of before is gone.
    let own = [&typed[..1], &[("pegawai.b0.kode", "P-26")], &typed[2..]].concat();
    let (status, html) = server.post(&operator, &at("kepegawaian?pesan=tersimpan"), &own).await;
    assert!(
        status == StatusCode::OK && html.contains("Tersimpan, dengan catatan") && html.contains("<h1>Kembar Contoh")
    );
    assert!(html.contains(&format!("action=\"{}\"", at("kepegawaian/P-26"))) && !html.contains("Perubahan tersimpan."));
}
