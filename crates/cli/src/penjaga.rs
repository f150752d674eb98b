//! A check that makes no headway any more is ended. The readers have limits of their own; this is for what they do not
//! foresee.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use app::{Kemajuan, Rejection};

use crate::keluaran;

/// No file takes so long to read, and no rule to ask.
const BATAS: Duration = Duration::from_secs(20);

/// Ends the program when nothing has been told to it for too long; dropped when the work is done.
pub struct Penjaga(Sender<String>);

impl Penjaga {
    /// Begins to watch.
    pub fn new() -> Self {
        let (sender, told) = channel::<String>();
        // Where no thread can be had the work goes on without it.
        let _ = thread::Builder::new().spawn(move || {
            let mut name = "berkas".to_string();
            loop {
                match told.recv_timeout(BATAS) {
                    Ok(now) => name = now,
                    Err(RecvTimeoutError::Disconnected) => return,
                    Err(RecvTimeoutError::Timeout) => {
                        keluaran::rejection(&overdue(name));
                        std::process::exit(2);
                    }
                }
            }
        });
        Self(sender)
    }

    /// Tells how far the work is.
    pub fn tell(&self, kemajuan: Kemajuan<'_>) {
        let name = match kemajuan {
            Kemajuan::Membaca(_, _, name) => name.to_string(),
            Kemajuan::Memeriksa(done, all) => format!("aturan ke-{} dari {all}", done + 1),
        };
        let _ = self.0.send(name);
    }
}

fn overdue(name: String) -> Rejection {
    let what = format!("Pemeriksaan dihentikan: tidak selesai dalam {} detik.", BATAS.as_secs());
    let why = "Isi berkas ini jauh lebih rumit daripada laporan mana pun, atau rusak.";
    Rejection::single("PRK005", name, what, why, "Bagi berkasnya, atau simpan ulang, lalu periksa lagi.")
}
