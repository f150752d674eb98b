//! What a column holds, by synonyms of its head.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Peran {
    /// Running number.
    Nomor,
    /// Code of programme, kegiatan, sub kegiatan or account.
    Kode,
    /// Name or description of the row.
    Uraian,
    /// Sasaran or tujuan.
    Sasaran,
    /// Indicator.
    Indikator,
    /// Unit of measure.
    Satuan,
    /// Pagu or anggaran.
    Pagu,
    /// Realised amount.
    Realisasi,
    /// What is left.
    Sisa,
    /// Percentage of the budget.
    Persen,
    /// Target of an indicator.
    Target,
    /// Target up to the end of a quarter, beside that of the year.
    TargetTriwulan,
    /// Result of an indicator.
    RealisasiKinerja,
    /// Capaian of an indicator.
    Capaian,
    /// Sum of the row.
    Jumlah,
    /// Name of a person.
    Nama,
    /// L or P.
    JenisKelamin,
    /// Status of a person.
    StatusPegawai,
    /// Rank and grade.
    Pangkat,
    /// Eselon.
    Eselon,
    /// Education.
    Pendidikan,
    /// Village.
    Desa,
    /// A date.
    Tanggal,
    /// A tick for yes.
    Ya,
    /// A tick for no.
    Tidak,
    /// Source of funds.
    SumberDana,
    /// Remarks.
    Keterangan,
    /// Anything else.
    Lain,
}

/// Lower case, letters and digits alone, single spaces.
pub fn normal(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .map(|character| if character.is_alphanumeric() || character == '%' { character } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a column holds, by the words of its head from the top row down.
pub(super) fn role(head: &str) -> Peran {
    let text = normal(head);
    let words: Vec<&str> = text.split(' ').collect();
    let any = |list: &[&str]| list.iter().any(|word| text.contains(word));
    let is = |list: &[&str]| list.contains(&text.as_str());
    if is(&["no", "nomor", "no urut", "nomor urut"]) {
        return Peran::Nomor;
    }
    if words.first().is_some_and(|word| matches!(*word, "kode")) || is(&["rekening", "no rekening"]) {
        return Peran::Kode;
    }
    if any(&["belum terlaksana", "tidak terlaksana", "tidak tepat", "terlambat", "belum dilaksanakan"]) {
        return Peran::Tidak;
    }
    if any(&["terlaksana", "tepat waktu", "sudah dilaksanakan"]) {
        return Peran::Ya;
    }
    if any(&["sisa", "selisih", "saldo"]) {
        return Peran::Sisa;
    }
    if words.first() == Some(&"rasio") && any(&["realisasi", "capaian", "anggaran", "target"]) {
        return if any(&["anggaran", "pagu", "rp"]) { Peran::Persen } else { Peran::Capaian };
    }
    // What a plan calls K and Rp below one head: the result and its amount.
    if words.len() > 1 && any(&["realisasi", "target", "capaian"]) {
        match (words.last().copied(), any(&["target"]), any(&["capaian"])) {
            (Some("rp"), true, _) => return Peran::Pagu,
            (Some("rp"), false, false) => return Peran::Realisasi,
            (Some("k"), false, false) => return Peran::RealisasiKinerja,
            _ => {}
        }
    }
    if text.starts_with("realisasi capaian") {
        return Peran::Realisasi;
    }
    if any(&["capaian", "tingkat pencapaian", "kemajuan"]) {
        return Peran::Capaian;
    }
    if any(&["target"]) {
        return Peran::Target;
    }
    if any(&["realisasi"]) {
        return if any(&["%", "persen"]) { Peran::Persen } else { Peran::Realisasi };
    }
    if is(&["%", "persen", "persentase", "serapan"]) || any(&["serapan", "prosentase"]) {
        return Peran::Persen;
    }
    if any(&["pagu", "anggaran", "dpa", "alokasi"]) && !any(&["program", "sumber"]) {
        return Peran::Pagu;
    }
    if any(&["indikator"]) {
        return Peran::Indikator;
    }
    if any(&["sasaran", "tujuan"]) {
        return Peran::Sasaran;
    }
    if is(&["satuan"]) {
        return Peran::Satuan;
    }
    if is(&["desa", "nama desa", "desa kelurahan"]) {
        return Peran::Desa;
    }
    if any(&["tanggal", "tgl"]) {
        return Peran::Tanggal;
    }
    if is(&["l p", "jenis kelamin", "lp", "jk"]) {
        return Peran::JenisKelamin;
    }
    if any(&["pangkat", "golongan", "gol ruang"]) {
        return Peran::Pangkat;
    }
    if any(&["eselon"]) {
        return Peran::Eselon;
    }
    if any(&["pendidikan"]) {
        return Peran::Pendidikan;
    }
    if any(&["status kepegawaian", "status pegawai"]) {
        return Peran::StatusPegawai;
    }
    if is(&["nama", "nama pegawai", "nama lengkap", "nama pns", "nama asn"])
        || (text.starts_with("nama ") && words.contains(&"nip"))
    {
        return Peran::Nama;
    }
    if any(&["sumber dana"]) {
        return Peran::SumberDana;
    }
    if any(&["jumlah", "total"]) {
        // A share of the total, under a head over several columns ("TOTAL", "%").
        return if words.last() == Some(&"%") { Peran::Persen } else { Peran::Jumlah };
    }
    if any(&["keterangan"]) || is(&["ket"]) {
        return Peran::Keterangan;
    }
    if any(&["uraian", "kegiatan", "program", "nama"]) {
        return Peran::Uraian;
    }
    Peran::Lain
}
