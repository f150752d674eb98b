//! What people see in the terminal.

use std::path::Path;

use app::{Detail, Entry, HasilSalin, Kekurangan, Manifest, Problem, Rejection, Salinan};

/// All problems that stopped an act.
pub fn rejection(rejection: &Rejection) {
    eprint!("{rejection}");
    if rejection.problems.len() > 1 {
        eprintln!("{} hal perlu diperbaiki. Tidak ada yang diubah.", rejection.problems.len());
    }
}

/// A failure of the program: one sentence for the user, the cause in English for whoever mends it.
pub fn failure(doing: &str, cause: &str) {
    eprintln!("Terjadi kegagalan di dalam program; tidak ada data yang diubah oleh perintah ini.");
    eprintln!("Sampaikan keterangan berikut kepada pengelola: while {doing}: {cause}");
}

/// Things that a person should look at.
pub fn warnings(warnings: &[Problem]) {
    for warning in warnings {
        eprintln!("{warning}");
    }
}

/// A file that was written.
pub fn written(path: &Path) {
    println!("  {}", path.display());
}

/// What a printed report lacks.
pub fn missing(kekurangan: &[Kekurangan]) {
    if kekurangan.is_empty() {
        println!("Tidak ada yang perlu dilengkapi.");
        return;
    }
    println!("Perlu dilengkapi ({}):", kekurangan.len());
    for item in kekurangan {
        let weight = if item.wajib { "" } else { " (tidak wajib)" };
        println!("  - {}{weight}: {}. {}", item.bagian, item.apa, item.tindakan);
    }
}

/// Entries of the history, newest first.
pub fn entries(entries: &[Entry]) {
    for entry in entries {
        let year = if entry.tahun == 0 { String::new() } else { format!(" tahun {}", entry.tahun) };
        let source = entry.act.source.as_ref().map(|source| format!(" dari {}", source.name)).unwrap_or_default();
        let note = if entry.act.note.is_empty() { String::new() } else { format!(" ({})", entry.act.note) };
        println!(
            "{:>5}  {}  {}  {}{year}{source}{note}, {} baris",
            entry.nomor, entry.act.at, entry.act.actor, entry.act.kind, entry.details
        );
    }
}

/// What one act did to each row.
pub fn details(details: &[Detail]) {
    for detail in details {
        let Some(key) = &detail.key else {
            println!("{:>5}  {}: rincian sudah dihapus", detail.urut, detail.table);
            continue;
        };
        let key: Vec<String> = key.iter().map(|(name, value)| format!("{name} {value}")).collect();
        println!("{:>5}  {} ({})", detail.urut, detail.table, key.join(", "));
        let (before, after) = (detail.before.clone().unwrap_or_default(), detail.after.clone().unwrap_or_default());
        let mut columns: Vec<&String> = before.keys().chain(after.keys()).collect();
        columns.sort();
        columns.dedup();
        for column in columns {
            let show = |value: Option<&String>| value.map_or("kosong".to_string(), |value| format!("\"{value}\""));
            if before.get(column) != after.get(column) {
                println!("         {column}: {} -> {}", show(before.get(column)), show(after.get(column)));
            }
        }
    }
}

/// The newest entries that a backup names.
pub fn heads(manifest: &Manifest) {
    for head in &manifest.kepala_riwayat {
        println!("  kepala riwayat {}: nomor {}, sidik {}", head.instansi, head.nomor, head.sidik);
    }
}

/// Text as it is.
pub fn text(text: &str) {
    print!("{text}");
}

/// What was carried over, and what was not.
pub fn copied(copied: &[Salinan]) {
    if copied.is_empty() {
        println!("  tidak ada naskah yang dapat disalin");
    }
    for item in copied {
        match &item.hasil {
            HasilSalin::Disalin(replaced) if replaced.is_empty() => println!("  {}: disalin", item.tempat),
            HasilSalin::Disalin(replaced) => {
                println!("  {}: disalin, dengan sisipan:", item.tempat);
                for (before, after) in replaced {
                    println!("      {before} -> {after}");
                }
            }
            HasilSalin::Dilewati(why) => println!("  {}: dilewati, {why}", item.tempat),
        }
    }
}
