use domain::problem::Rejection;
use expect_test::expect;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use super::*;
use crate::sample;

pub(super) fn written(register: &Register) -> Vec<u8> {
    write(register, 2024).unwrap()
}

#[test]
fn sheets_and_tables_name_each_other() {
    for table in Register::TABLES {
        let sheet = sheet_name(table.name);
        assert!(sheet.chars().count() <= 31 && sheet != GUIDE, "{sheet}");
        assert_eq!(table_of(&sheet).unwrap().name, table.name);
        assert_eq!(table_of(&table.name.to_uppercase()).unwrap().name, table.name);
    }
    assert_eq!(sheet_name("riwayat_pegawai"), "Riwayat Pegawai");
}

#[test]
fn what_is_written_is_read_back() {
    for register in [sample::full(2024), sample::smallest(2024)] {
        let content = read(&written(&register), "register.xlsx").unwrap();
        assert_eq!(content, WorkbookContent { tahun: 2024, register, warnings: Vec::new() });
    }
}

#[test]
fn decimals_keep_the_digits_they_were_written_with() {
    let register = sample::full(2024);
    let content = read(&written(&register), "register.xlsx").unwrap();
    let nilai: Vec<_> = content.register.nilai_komponen.iter().map(|row| row.nilai.to_string()).collect();
    assert_eq!(nilai, ["68.50", "0.1"]);
}

#[test]
fn the_same_register_gives_the_same_bytes() {
    assert!(written(&sample::full(2024)) == written(&sample::full(2024)));
}

#[test]
fn text_that_no_cell_holds_is_refused() {
    let mut register = sample::full(2024);
    let long = "a".repeat(40_000);
    register.swot[0].uraian = domain::schema::Field::read(&long).unwrap();
    let Err(ExchangeError::Rejected(rejection)) = write(&register, 2024) else { panic!("not refused") };
    assert_eq!(rejection.problems[0].code, "WBK217");
}

/// The sample without what a mistake may disturb: only the office itself and one unit.
fn small() -> Workbook {
    let mut workbook = Workbook::new();
    let guide = workbook.add_worksheet();
    guide.set_name("petunjuk").unwrap();
    guide.write(5, 2, "Tahun ").unwrap().write(5, 3, "2024").unwrap();
    let instansi = workbook.add_worksheet();
    instansi.set_name("INSTANSI").unwrap();
    let register = sample::smallest(2024);
    let (table, rows) = register.write().remove(0);
    for (at, column) in (0_u16..).zip(table.columns) {
        instansi.write(0, at, column.name).unwrap().write(1, at, rows[0][usize::from(at)].as_str()).unwrap();
    }
    workbook
}

fn problems(result: Result<WorkbookContent, Rejection>) -> String {
    let problems = result.map_or_else(|rejection| rejection.problems, |content| content.warnings);
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

pub(super) fn told(name: &str, edit: impl Fn(&mut Worksheet)) -> String {
    let mut workbook = small();
    edit(workbook.add_worksheet().set_name(name).unwrap());
    problems(read(&workbook.save_to_buffer().unwrap(), "register.xlsx"))
}

pub(super) fn header(sheet: &mut Worksheet, names: &[&str]) {
    for (at, name) in (0_u16..).zip(names) {
        sheet.write(0, at, *name).unwrap();
    }
}

#[test]
fn what_people_type_is_read() {
    let mut workbook = small();
    let sheet = workbook.add_worksheet().set_name("fasilitasi").unwrap();
    sheet.set_hidden(true);
    header(sheet, &["Kode", "URUT", "jenis", "Uraian", "terlaksana", "tanggal terlaksana"]);
    sheet.write(2, 0, 12).unwrap().write(2, 1, 1).unwrap().write(2, 2, "j-1").unwrap().write(2, 3, 93.5).unwrap();
    sheet.write(2, 4, true).unwrap();
    let date = ExcelDateTime::from_ymd(2024, 9, 30).unwrap();
    sheet.write_with_format(2, 5, &date, &Format::new().set_num_format("dd/mm/yy")).unwrap();
    let sheet = workbook.add_worksheet().set_name("Jenis_Fasilitasi").unwrap();
    header(sheet, &["kode", "urut", "nama"]);
    sheet.write(1, 0, "j-1").unwrap().write(1, 1, "1").unwrap().write(1, 2, "fasilitasi").unwrap();
    let sheet = workbook.add_worksheet().set_name("Tujuan").unwrap();
    header(sheet, &["kode", "urut", "uraian", "tahun_awal", "tahun_akhir"]);
    sheet.write(1, 0, "T1").unwrap().write(1, 1, 1).unwrap().write(1, 2, "x").unwrap();
    sheet.write(1, 3, 2024).unwrap().write(1, 4, 2026).unwrap();
    let sheet = workbook.add_worksheet().set_name("Indikator").unwrap();
    header(
        sheet,
        &[
            "kode",
            "urut",
            "uraian",
            "satuan",
            "rumus",
            "akumulasi",
            "tahun_awal",
            "tahun_akhir",
            "batas_capaian",
            "tujuan",
        ],
    );
    for (at, text) in (0_u16..).zip(["I1", "1", "x", "%", "positif", "kumulatif", "2024", "2026"]) {
        sheet.write(1, at, text).unwrap();
    }
    sheet.write_with_format(1, 8, 1.2, &Format::new().set_num_format("0.0%")).unwrap().write(1, 9, "T1").unwrap();
    let sheet = workbook.add_worksheet().set_name("Target Renstra").unwrap();
    header(sheet, &["indikator", "tahun", "target"]);
    for (row, year, target, format) in
        [(1, 2024, 0.93, "0%"), (2, 2025, 68.5, "0.00"), (3, 2026, 0.1 + 0.2, "General"), (4, 2027, 1.234, "General")]
    {
        sheet.write(row, 0, "I1").unwrap().write(row, 1, year).unwrap();
        sheet.write_with_format(row, 2, target, &Format::new().set_num_format(format)).unwrap();
    }
    let content = read(&workbook.save_to_buffer().unwrap(), "register.xlsx").unwrap();
    assert_eq!((content.tahun, content.warnings), (2024, vec![]));
    let row = &content.register.fasilitasi[0];
    assert_eq!((row.kode.as_str(), &*row.uraian, row.terlaksana), ("12", "93,5", Some(true)));
    assert_eq!(row.tanggal_terlaksana, domain::value::Tanggal::new(2024, 9, 30));
    assert_eq!(content.register.indikator[0].batas_capaian.unwrap().to_string(), "120.0");
    let targets: Vec<_> = content.register.target_renstra.iter().map(|row| row.target.to_string()).collect();
    assert_eq!(targets, ["93", "68,50", "0,3", "1,2340"]);
}

#[test]
fn every_mistake_is_explained() {
    let unit = |sheet: &mut Worksheet| {
        header(sheet, &["kode", "urut", "nama"]);
    };
    let row = |sheet: &mut Worksheet, row: u32| {
        sheet.write(row, 0, format!("U-{row}")).unwrap().write(row, 1, 1).unwrap().write(row, 2, "Seksi").unwrap();
    };
    let mut all = String::new();
    let mut case = |what: &str, told: String| all.push_str(&format!("== {what}\n{told}"));
    case(
        "NIP sebagai angka",
        told("Pegawai", |sheet| {
            header(sheet, &["kode", "urut", "nama", "jenis_kelamin", "nip"]);
            sheet.write(1, 0, "P-1").unwrap().write(1, 1, 1).unwrap().write(1, 2, "Siti").unwrap();
            sheet.write(1, 3, "P").unwrap().write(1, 4, 198_001_012_005_011_001_u64).unwrap();
        }),
    );
    case(
        "kode menjadi angka dan tanggal",
        told("Unit", |sheet| {
            unit(sheet);
            row(sheet, 1);
            row(sheet, 2);
            sheet.write(1, 0, 7.01).unwrap();
            let date = ExcelDateTime::from_ymd(2024, 1, 7).unwrap();
            sheet.write_with_format(2, 0, &date, &Format::new().set_num_format("dd-mmm")).unwrap();
        }),
    );
    case(
        "kesalahan rumus",
        told("Unit", |sheet| {
            unit(sheet);
            row(sheet, 1);
            sheet.write_formula(1, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        }),
    );
    case(
        "sel gabungan",
        told("Unit", |sheet| {
            unit(sheet);
            row(sheet, 1);
            row(sheet, 3);
            sheet.merge_range(1, 2, 2, 2, "Seksi", &Format::new()).unwrap();
        }),
    );
    case(
        "kolom salah dan isi di luar kolom",
        told("Unit", |sheet| {
            header(sheet, &["kode", "urut", "nma", "", "induk", "induk"]);
            sheet.write(3, 8, "x").unwrap();
        }),
    );
    case(
        "isi salah",
        told("Unit", |sheet| {
            unit(sheet);
            row(sheet, 1);
            row(sheet, 4);
            row(sheet, 5);
            sheet.write(0, 3, "induk").unwrap().write(5, 3, "U-9").unwrap();
            sheet.write(1, 1, 1.5).unwrap().write(4, 0, "U-5").unwrap().write_blank(4, 2, &Format::new()).unwrap();
        }),
    );
    case("lembar asing", told("Pegawei", unit));
    case("lembar asing lain", told("Catatan rapat", unit));
    let mut twice = small();
    unit(twice.add_worksheet().set_name("Unit").unwrap());
    unit(twice.add_worksheet().set_name("unit_").unwrap());
    case("lembar kembar", problems(read(&twice.save_to_buffer().unwrap(), "register.xlsx")));
    let mut alone = Workbook::new();
    unit(alone.add_worksheet().set_name("Unit").unwrap());
    case("tanpa tahun dan instansi", problems(read(&alone.save_to_buffer().unwrap(), "register.xlsx")));
    let mut wrong = Workbook::new();
    wrong.add_worksheet().set_name("Petunjuk").unwrap().write(0, 0, "TAHUN").unwrap().write(0, 1, 24).unwrap();
    unit(wrong.add_worksheet().set_name("Instansi").unwrap());
    case("tahun salah", problems(read(&wrong.save_to_buffer().unwrap(), "register.xlsx")));
    let mut other = Workbook::new();
    other.add_worksheet().write(0, 0, "x").unwrap();
    case("buku kerja lain", problems(read(&other.save_to_buffer().unwrap(), "lain.xlsx")));
    expect![[r#"
        == NIP sebagai angka
        kesalahan WBK211 di Pegawai!E2: Kolom "nip" berisi angka lebih dari 15 digit.
          sebab : Excel membulatkan angka yang lebih dari 15 digit, jadi digit terakhirnya sudah hilang.
          saran : Ubah format sel menjadi Teks, lalu ketik ulang isinya dari sumber aslinya.
        == kode menjadi angka dan tanggal
        kesalahan WBK212 di Unit!A2: Kolom "kode" berisi angka 7,01.
          sebab : Kode harus berupa teks; sebagai angka, nol di depan dan di belakangnya hilang (7.10 menjadi 7,1).
          saran : Ubah format sel menjadi Teks, lalu ketik ulang isinya dari sumber aslinya.
        kesalahan WBK213 di Unit!A3: Kolom "kode" berisi tanggal 2024-01-07.
          sebab : Kolom ini bukan kolom tanggal; Excel sering mengubah kode atau pecahan menjadi tanggal.
          saran : Ubah format sel menjadi Teks, lalu ketik ulang isinya dari sumber aslinya.
        == kesalahan rumus
        kesalahan WBK214 di Unit!C2: Kolom "nama" berisi kesalahan rumus: #DIV/0!.
          sebab : Rumus di sel itu tidak menghasilkan nilai.
          saran : Perbaiki rumusnya, atau ganti dengan isinya.
        == sel gabungan
        kesalahan WBK215 di Unit!C2:C3: Sel di sini digabungkan.
          sebab : Dari sel gabungan tidak jelas isi mana milik baris dan kolom mana.
          saran : Pisahkan selnya (Merge & Center dimatikan), lalu isi tiap sel.
        == kolom salah dan isi di luar kolom
        kesalahan TBL301 di Unit!C1: Kolom "nma" tidak dikenal.
          sebab : Kolom tabel "unit": kode, urut, induk, nama, sebutan_kepala.
          saran : Mungkin yang dimaksud "nama"; perbaiki namanya.
        kesalahan TBL307 di Unit!D1: Kolom ke-4 tidak bernama.
          sebab : Isi kolom tanpa nama tidak dapat dibaca.
          saran : Beri nama kolom itu pada baris judul, atau hapus kolomnya.
        kesalahan TBL303 di Unit!F1: Kolom "induk" ada dua kali.
          sebab : Tidak jelas isi kolom mana yang berlaku.
          saran : Hapus salah satu kolom itu.
        == isi salah
        kesalahan REG002 di Unit!B2: Isi kolom "urut" tidak dapat dibaca: "1,5".
          sebab : Yang diharapkan: bilangan bulat seperti 1 atau 12, tanpa titik dan koma.
          saran : Perbaiki isi kolom "urut" pada tempat itu.
        kesalahan REG001 di Unit!C5: Kolom "nama" kosong.
          sebab : Kolom ini wajib diisi.
          saran : Isi kolom "nama", atau hapus barisnya bila memang tidak dipakai.
        kesalahan REG004 di Unit!D6: Kolom "induk" menyebut "U-9".
          sebab : Tidak ada baris dengan kode itu di tabel "unit".
          saran : Perbaiki kodenya, atau tambahkan dahulu baris itu di tabel "unit".
        == lembar asing
        peringatan WBK216 di Pegawei: Lembar ini tidak dikenal dan tidak dibaca.
          sebab : Tidak ada tabel dengan nama itu.
          saran : Mungkin yang dimaksud "Pegawai"; ganti nama lembarnya.
        == lembar asing lain
        peringatan WBK216 di Catatan rapat: Lembar ini tidak dikenal dan tidak dibaca.
          sebab : Tidak ada tabel dengan nama itu.
          saran : Hapus lembar itu, atau biarkan bila hanya catatan.
        == lembar kembar
        kesalahan WBK210 di unit_: Lembar ini ada dua kali.
          sebab : Lembar "Unit" memuat tabel yang sama.
          saran : Gabungkan isinya dalam satu lembar.
        == tanpa tahun dan instansi
        kesalahan WBK208 di Petunjuk!A3: Tahun buku kerja ini tidak tertulis.
          sebab : Yang diharapkan: tahun dengan empat angka, misalnya 2024.
          saran : Tulis "Tahun" di lembar Petunjuk, dan tahunnya di sel sebelah kanannya.
        kesalahan BRK103 di Instansi!A2: Profil instansi tidak ada.
          sebab : Setiap register memuat satu baris instansi dengan nama dan alamatnya.
          saran : Isi tabel instansi, atau periksa apakah berkasnya benar.
        == tahun salah
        kesalahan WBK208 di Petunjuk!B1: Tahun buku kerja ini tidak dapat dibaca: "24".
          sebab : Yang diharapkan: tahun dengan empat angka, misalnya 2024.
          saran : Tulis "Tahun" di lembar Petunjuk, dan tahunnya di sel sebelah kanannya.
        kesalahan TBL301 di Instansi!B1: Kolom "urut" tidak dikenal.
          sebab : Kolom tabel "instansi": kode, nama, kabupaten, provinsi, sebutan_kepala, sebutan_kepala_daerah, tempat, alamat, kota, kode_pos, telepon, faksimile, surel, laman, logo, kop, tanda_halaman, gambaran_umum.
          saran : Perbaiki nama kolom itu, atau hapus kolomnya.
        kesalahan TBL302 di Instansi!A1: Kolom yang wajib tidak ada: "kabupaten", "provinsi", "sebutan_kepala", "sebutan_kepala_daerah", "tempat".
          sebab : Tabel "instansi" tidak dapat dibaca tanpa kolom itu.
          saran : Tambahkan namanya pada baris judul lalu isi untuk setiap baris.
        == buku kerja lain
        kesalahan WBK209 di lain.xlsx: Tidak ada lembar yang dikenal di buku kerja ini.
          sebab : Lembar bernama seperti tabelnya, misalnya Instansi, Pegawai, Pagu.
          saran : Ekspor dahulu buku kerja dari register, lalu isi yang itu.
    "#]].assert_eq(&all);
}
