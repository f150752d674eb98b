//! The queue of long work: prints and checks. A bounded number runs at a time, a bounded number waits, and whatever
//! comes beyond is told to come again, so that no page waits for them.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use app::{AppError, Format};
use document::{Document, stored};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::galat::Galat;

/// How much runs at a time; one core stays free for pages.
const BERJALAN: usize = 1;
/// How much may run or wait.
const MENUNGGU: usize = 8;
/// A print takes seconds; one that takes longer is given up.
const PALING_LAMA: Duration = Duration::from_secs(120);

/// The queue.
#[derive(Debug)]
pub struct Antrean {
    tempat: Semaphore,
    jalan: Semaphore,
    pencetak: Option<PathBuf>,
}

/// A turn in the queue, given back when it is dropped.
#[derive(Debug)]
pub struct Giliran<'a> {
    _tempat: SemaphorePermit<'a>,
    _jalan: SemaphorePermit<'a>,
}

impl Antrean {
    /// The queue of this process. Prints run in a process of their own, where this program can be started again: what a
    /// print needs of memory is then given back when it ends.
    pub fn new() -> Self {
        let exe = std::env::current_exe().ok();
        let pencetak = exe.filter(|path| path.file_stem().is_some_and(|name| name == "kinerja"));
        Self { tempat: Semaphore::new(MENUNGGU), jalan: Semaphore::new(BERJALAN), pencetak }
    }

    /// Waits for a turn; refused where too many wait already.
    pub async fn giliran(&self) -> Result<Giliran<'_>, Galat> {
        let tempat = self.tempat.try_acquire().map_err(|_| Galat::Sibuk)?;
        let jalan = self.jalan.acquire().await.map_err(|_| Galat::Sibuk)?;
        Ok(Giliran { _tempat: tempat, _jalan: jalan })
    }

    /// Prints a document in one format.
    pub async fn cetak(&self, document: &Document, format: Format) -> Result<Vec<u8>, Galat> {
        let isi = stored::write(document).map_err(|cause| AppError::failure("keeping a document", cause))?;
        self.cetak_tersimpan(isi, format).await
    }

    /// Prints a document that is kept as data.
    pub async fn cetak_tersimpan(&self, isi: Vec<u8>, format: Format) -> Result<Vec<u8>, Galat> {
        let _giliran = self.giliran().await?;
        match &self.pencetak {
            Some(program) => {
                let printed = tokio::time::timeout(PALING_LAMA, beside(program, isi, format)).await;
                Ok(printed.map_err(|_| AppError::failure("printing", "the printing process took too long"))??)
            }
            None => latar(move || app::cetak_tersimpan(&isi, format)).await?.map_err(Galat::from),
        }
    }
}

impl Default for Antrean {
    fn default() -> Self {
        Self::new()
    }
}

/// Does something long away from the threads that answer pages.
pub async fn latar<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Galat> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| AppError::failure("working in the background", error).into())
}

async fn beside(program: &PathBuf, isi: Vec<u8>, format: Format) -> Result<Vec<u8>, AppError> {
    let failed = |error: std::io::Error| AppError::failure("printing in a process of its own", error);
    let word = if format == Format::Teks { "teks" } else { format.ending() };
    let mut child = Command::new(program)
        .args(["cetak-dokumen", "--format", word])
        .env_remove("DATABASE_URL")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(failed)?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(&isi).await.map_err(failed)?;
    }
    drop(isi);
    let output = child.wait_with_output().await.map_err(failed)?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(AppError::failure("printing in a process of its own", output.status))
    }
}
