//! What people see in the terminal.
//!
//! A reader that has gone away (`kinerja riwayat | head`) is no failure: what cannot be written then is dropped.

use std::io::Write;
use std::path::Path;

use app::{Detail, Entry, HasilSalin, Kekurangan, Manifest, Problem, Rejection, Salinan};

/// A line on standard output.
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
}

/// A line on standard error.
macro_rules! warn {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($text)*);
    }};
}

pub(crate) use say;

/// All problems that stopped an act.
pub fn rejection(rejection: &Rejection) {
    warn!("{}", rejection.to_string().trim_end());
    if rejection.problems.len() > 1 {
        warn!("{} hal perlu diperbaiki. Tidak ada yang diubah.", rejection.problems.len());
    }
}

/// A failure of the program: one sentence for the user, the cause in English for whoever mends it.
pub fn failure(doing: &str, cause: &str) {
    warn!("Terjadi kegagalan di dalam program; tidak ada data yang diubah oleh perintah ini.");
    warn!("Sampaikan keterangan berikut kepada pengelola: while {doing}: {cause}");
}

/// Things that a person should look at.
pub fn warnings(warnings: &[Problem]) {
    for warning in warnings {
        warn!("{warning}");
    }
}

/// A file that was written.
pub fn written(path: &Path) {
    say!("  {}", path.display());
}

/// What a printed report lacks.
pub fn missing(kekurangan: &[Kekurangan]) {
    if kekurangan.is_empty() {
        say!("Tidak ada yang perlu dilengkapi.");
        return;
    }
    say!("Perlu dilengkapi ({}):", kekurangan.len());
    for item in kekurangan {
        let weight = if item.wajib { "" } else { " (tidak wajib)" };
        say!("  - {}{weight}: {}. {}", item.judul, item.apa, item.tindakan);
    }
}

/// Entries of the history, newest first.
pub fn entries(entries: &[Entry]) {
    for entry in entries {
        let year = if entry.tahun == 0 { String::new() } else { format!(" tahun {}", entry.tahun) };
        let source = entry.act.source.as_ref().map(|source| format!(" dari {}", source.name)).unwrap_or_default();
        let note = if entry.act.note.is_empty() { String::new() } else { format!(" ({})", entry.act.note) };
        say!(
            "{:>5}  {}  {}  {}{year}{source}{note}, {} baris",
            entry.nomor,
            entry.act.at,
            entry.act.actor,
            entry.act.kind,
            entry.details
        );
    }
}

/// What one act did to each row.
pub fn details(details: &[Detail]) {
    for detail in details {
        let Some(key) = &detail.key else {
            say!("{:>5}  {}: rincian sudah dihapus", detail.urut, detail.table);
            continue;
        };
        let key: Vec<String> = key.iter().map(|(name, value)| format!("{name} {value}")).collect();
        say!("{:>5}  {} ({})", detail.urut, detail.table, key.join(", "));
        let (before, after) = (detail.before.clone().unwrap_or_default(), detail.after.clone().unwrap_or_default());
        let mut columns: Vec<&String> = before.keys().chain(after.keys()).collect();
        columns.sort();
        columns.dedup();
        for column in columns {
            let show = |value: Option<&String>| value.map_or("kosong".to_string(), |value| format!("\"{value}\""));
            if before.get(column) != after.get(column) {
                say!("         {column}: {} -> {}", show(before.get(column)), show(after.get(column)));
            }
        }
    }
}

/// The newest entries that a backup names.
pub fn heads(manifest: &Manifest) {
    for head in &manifest.kepala_riwayat {
        say!("  kepala riwayat {}: nomor {}, sidik {}", head.instansi, head.nomor, head.sidik);
    }
}

/// Text as it is.
pub fn text(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// What was carried over, and what was not.
pub fn copied(copied: &[Salinan]) {
    if copied.is_empty() {
        say!("  tidak ada naskah yang dapat disalin");
    }
    for item in copied {
        match &item.hasil {
            HasilSalin::Disalin(replaced) if replaced.is_empty() => say!("  {}: disalin", item.tempat),
            HasilSalin::Disalin(replaced) => {
                say!("  {}: disalin, dengan sisipan:", item.tempat);
                for (before, after) in replaced {
                    say!("      {before} -> {after}");
                }
            }
            HasilSalin::Dilewati(why) => say!("  {}: dilewati, {why}", item.tempat),
        }
    }
}
