//! What people are told inside the workbook.

use domain::schema::{Column, Kind};

use super::sheet_name;

/// How a workbook is filled, line by line.
pub const HOW_TO: &[&str] = &[
    "Tiap lembar adalah satu tabel. Baris pertama memuat nama kolom dan tidak diubah; isi mulai baris kedua.",
    "Kolom dengan judul biru tua wajib diisi; kolom dengan judul biru muda boleh kosong. Kosong berarti belum diketahui, bukan nol.",
    "Arahkan penunjuk ke judul kolom untuk membaca penjelasannya. Sel dengan panah kecil diisi dengan memilih dari daftar.",
    "Kode, NIP dan nomor disimpan sebagai teks, karena Excel membulatkan angka yang lebih dari 15 digit dan mengubah kode menjadi tanggal.",
    "Tanggal ditulis seperti 2024-09-30. Jumlah rupiah ditulis tanpa Rp. Beberapa isi dalam satu sel dipisahkan titik koma (;).",
    "Baris baru ditambahkan di bawah baris terakhir. Urutan baris bebas. Jangan menggabungkan sel.",
    "Lembar Nomenklatur memuat kode dan nama program, kegiatan, dan sub kegiatan untuk dicari dan dipilih; isinya tidak ikut dimasukkan.",
    "Lembar yang dihapus atau tidak berisi berarti tabelnya kosong.",
];

/// The explanation of a column: meaning, whether it must be filled, how it is written.
pub fn explain(column: &Column) -> String {
    let mut parts = vec![column.help.trim().to_string()];
    let how = match column.kind {
        Kind::Text => "",
        Kind::Prose => "Boleh beberapa alinea (Alt+Enter dua kali).",
        Kind::Code => "Ditulis sebagai teks.",
        Kind::Whole => "Bilangan bulat.",
        Kind::Decimal => "Angka, boleh dengan koma.",
        Kind::Money => "Jumlah rupiah.",
        Kind::Date => "Tanggal seperti 2024-09-30.",
        Kind::Flag => "ya atau tidak.",
        Kind::Choice(_) => "Pilih dari daftar.",
        Kind::List => "Beberapa isi dipisahkan titik koma (;).",
    };
    parts.push(how.to_string());
    if let Some(target) = column.references {
        parts.push(format!("Kode dari lembar {}.", sheet_name(target)));
    }
    parts.push(if column.required { "Wajib diisi." } else { "Boleh kosong." }.to_string());
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}
