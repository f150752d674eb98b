//! What people see in the terminal.

use std::path::Path;

use app::{Kekurangan, Problem, Rejection};

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
