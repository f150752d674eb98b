//! What the words of the TOML parser mean for an office.

/// Why a line is wrong and what to do, from the parser's message and the line as written.
pub fn explain(message: &str, written: &str) -> (String, &'static str) {
    let has = |part: &str| message.contains(part);
    let (why, action) = if written.contains(['“', '”', '‘', '’']) {
        ("Tanda kutip miring tidak dikenal sebagai tanda kutip.", "Ganti dengan tanda kutip tegak (\").")
    } else if has("duplicate key") {
        (
            "Nama ini sudah ada di baris tabel yang sama.",
            "Hapus salah satu; baris tabel yang baru diawali [[nama_tabel]] lagi.",
        )
    } else if has("array table") || has("unclosed table") || has("invalid table") {
        ("Judul baris tabel ditulis di antara dua kurung siku.", "Tulis seperti [[nama_tabel]] pada barisnya sendiri.")
    } else if has("unclosed array") || has("array elements") || has("in array") {
        ("Daftar ditulis dalam kurung siku dengan koma di antara isinya.", "Tulis seperti [\"satu\", \"dua\"].")
    } else if has("key with no value") && written.contains('=') {
        ("Nama kolom tidak memuat spasi.", "Pakai garis bawah, misalnya tahun_awal = 2024.")
    } else if has("key with no value") || written.ends_with('=') {
        (
            "Kolom diikuti tanda = lalu isinya.",
            "Tulis seperti nama = \"isi\", atau hapus barisnya bila kolom itu tidak diisi.",
        )
    } else if has("multi-line") {
        ("Tiga tanda kutip (\"\"\") dibuka di sini tetapi tidak ditutup.", "Akhiri isinya dengan tiga tanda kutip.")
    } else if has("escape") {
        (
            "Garis miring terbalik (\\) mempunyai arti khusus di dalam tanda kutip.",
            "Tulis dua kali (\\\\), atau pakai garis miring biasa (/).",
        )
    } else if has("basic string") || has("literal string") && written.contains('\'') {
        (
            "Tanda kutip pembuka dan penutup tidak berpasangan.",
            "Tutup tanda kutipnya; tanda kutip di dalam isi ditulis \\\".",
        )
    } else if has("leading zero") {
        ("Bilangan tidak diawali nol.", "Hapus nolnya, atau apit dengan tanda kutip bila itu kode: \"01\".")
    } else if has("must be quoted") || has("invalid") || has("unexpected key or value") {
        (
            "Isi yang bukan bilangan bulat harus diapit tanda kutip: kata, kode, tanggal, angka dengan koma.",
            "Tulis seperti nama = \"isi\" atau target = \"68,50\".",
        )
    } else {
        let why = format!("Tiap baris berbentuk [[nama_tabel]] atau kolom = isi. (Keterangan pembaca: {message}.)");
        return (why, "Perbaiki baris itu menurut bentuk tersebut.");
    };
    (why.to_string(), action)
}
