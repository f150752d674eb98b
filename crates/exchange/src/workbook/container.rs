//! The container of a workbook, looked at before anything in it is parsed.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use domain::problem::Rejection;
use zip::ZipArchive;

/// The largest workbook.
const MAX_FILE: usize = 20 * 1024 * 1024;

/// The largest workbook when unpacked.
const MAX_UNPACKED: u64 = 100 * 1024 * 1024;

/// The most parts.
const MAX_PARTS: usize = 5_000;

/// What kind of workbook it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Excel since 2007.
    Xlsx,
    /// OpenDocument.
    Ods,
}

/// The format of a workbook that is safe to be parsed. `name` is the file in places.
pub fn inspect(bytes: &[u8], name: &str) -> Result<Format, Rejection> {
    if bytes.len() > MAX_FILE {
        return Err(Rejection::single(
            "WBK201",
            name,
            format!("Berkas ini {} MB.", bytes.len().div_ceil(1024 * 1024)),
            format!("Yang dibaca paling besar {} MB.", MAX_FILE / (1024 * 1024)),
            "Periksa apakah berkasnya benar; hapus gambar dan lembar yang tidak perlu.",
        ));
    }
    if bytes.is_empty() {
        return Err(Rejection::single(
            "WBK202",
            name,
            "Berkas ini kosong.",
            "Besarnya 0 byte; mungkin pengirimannya terputus.",
            "Simpan atau kirim ulang berkasnya.",
        ));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let marker: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = bytes.windows(marker.len()).any(|window| window == marker);
        return Err(if locked { password(name) } else { old_format(name, "Excel lama (.xls)") });
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Err(no_workbook(bytes, name)) };
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    unpacked_size(&mut archive, &names, name)?;
    let has = |part: &str| names.iter().any(|name| name.eq_ignore_ascii_case(part));
    if part_start(&mut archive, "mimetype").starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        let manifest = part_start(&mut archive, "META-INF/manifest.xml");
        return if manifest.contains("encryption-data") { Err(password(name)) } else { Ok(Format::Ods) };
    }
    if has("xl/workbook.bin") {
        return Err(old_format(name, "Excel biner (.xlsb)"));
    }
    if has("[Content_Types].xml") && names.iter().any(|name| name.starts_with("xl/")) {
        return Ok(Format::Xlsx);
    }
    Err(no_workbook(&[], name))
}

/// Unpacks every part once, counting and keeping nothing, since the sizes in the directory may lie.
fn unpacked_size(archive: &mut ZipArchive<Cursor<&[u8]>>, names: &[String], name: &str) -> Result<(), Rejection> {
    let bomb = || {
        Rejection::single(
            "WBK206",
            name,
            "Isi berkas ini jauh lebih besar daripada berkasnya.",
            format!(
                "Setelah dibuka lebih dari {} MB; begitulah berkas yang dibuat untuk merusak.",
                MAX_UNPACKED / 1_048_576
            ),
            "Jangan buka berkas ini bila asalnya tidak jelas. Bila asalnya jelas, salin isinya ke buku kerja baru.",
        )
    };
    let mut total = 0_u64;
    let mut declared = 0_u64;
    for at in 0..archive.len() {
        declared = declared.saturating_add(archive.by_index_raw(at).map_or(0, |part| part.size()));
    }
    if names.len() > MAX_PARTS || declared > MAX_UNPACKED {
        return Err(bomb());
    }
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else { return Err(no_workbook(b"PK", name)) };
        let counts = part.name().unwrap_or_default().to_lowercase().contains("sharedstrings.xml");
        let left = MAX_UNPACKED.saturating_sub(total);
        let mut part = part.take(left + 1);
        let mut start = Vec::new();
        if counts {
            (&mut part).take(4096).read_to_end(&mut start).map_err(|_| no_workbook(b"PK", name))?;
        }
        let rest = std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| no_workbook(b"PK", name))?;
        total = total.saturating_add(rest + start.len() as u64);
        if total > MAX_UNPACKED || promises_too_much(&String::from_utf8_lossy(&start)) {
            return Err(bomb());
        }
    }
    Ok(())
}

/// True where shared strings announce more than any workbook has: a reader that believes it asks for that memory.
fn promises_too_much(shared_strings: &str) -> bool {
    let count = shared_strings.split_once("uniqueCount=").map_or("", |(_, rest)| rest);
    let digits: String = count.chars().skip(1).take_while(char::is_ascii_digit).collect();
    !digits.is_empty() && digits.parse::<u64>().map_or(true, |count| count > 2_000_000)
}

fn part_start(archive: &mut ZipArchive<Cursor<&[u8]>>, part: &str) -> String {
    let mut start = Vec::new();
    if let Ok(part) = archive.by_name(part) {
        // What cannot be read is as good as absent.
        let _ = part.take(256 * 1024).read_to_end(&mut start);
    }
    String::from_utf8_lossy(&start).into_owned()
}

fn password(name: &str) -> Rejection {
    Rejection::single(
        "WBK203",
        name,
        "Berkas ini dikunci dengan kata sandi.",
        "Isinya tidak dapat dibaca tanpa kata sandi.",
        "Buka di Excel atau LibreOffice, hapus kata sandinya, lalu simpan.",
    )
}

fn old_format(name: &str, format: &str) -> Rejection {
    Rejection::single(
        "WBK204",
        name,
        format!("Berkas ini berformat {format}."),
        "Yang dibaca adalah XLSX dan ODS.",
        "Buka di Excel atau LibreOffice, lalu Simpan Sebagai Buku Kerja Excel (.xlsx).",
    )
}

fn no_workbook(bytes: &[u8], name: &str) -> Rejection {
    let (what, why, action) = if bytes.starts_with(b"PK") {
        (
            "Berkas ini rusak atau terpotong.",
            "Isinya tidak lengkap; mungkin pengirimannya terputus.",
            "Minta atau simpan ulang berkasnya.",
        )
    } else {
        (
            "Ini bukan buku kerja XLSX atau ODS.",
            "Isinya bukan isi buku kerja, apa pun akhiran namanya.",
            "Pilih berkas yang disimpan Excel sebagai .xlsx atau LibreOffice sebagai .ods.",
        )
    };
    Rejection::single("WBK205", name, what, why, action)
}

/// The rejection for a workbook that a reader could not read to its end.
pub fn broken(name: &str, said: &str) -> Rejection {
    Rejection::single(
        "WBK205",
        name,
        "Isi buku kerja ini rusak.",
        format!("Sebagian isinya tidak dapat dibaca. (Keterangan pembaca: {}.)", domain::schema::shorten(said)),
        "Buka di Excel atau LibreOffice, simpan ulang sebagai .xlsx, lalu coba lagi.",
    )
}

/// The rejection for a workbook with more cells than any office fills.
pub fn too_many_cells(name: &str) -> Rejection {
    Rejection::single(
        "WBK207",
        name,
        "Buku kerja ini berisi lebih dari 500.000 sel.",
        "Register sebuah kantor tidak sebanyak itu; mungkin ada isi yang terulang sampai bawah.",
        "Hapus baris dan lembar yang berlebih, lalu simpan ulang.",
    )
}
