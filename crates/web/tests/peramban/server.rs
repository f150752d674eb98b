//! The server as a process of its own, over a copy of the example data.

use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use app::akun::{Akun, Peran};
use app::{Home, Keadaan, Paper, Pelaku, Permintaan};
use domain::schema::Field;
use domain::value::{KodeWilayah, Periode, Triwulan};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use web::Pengaturan;

/// The first argument of this program where it is to serve.
pub const LAYANI: &str = "--layani";

/// A fixed clock: nothing here hangs on the day on which it runs, the pictures of the manual least of all.
pub const NOW: &str = "2024-10-07T08:00:00Z";

/// The office of the accounts, and another one.
pub const OWN: &str = "99.99.01";
pub const OTHER: &str = "35.08.02";

/// The example data, ready to be copied.
pub struct Contoh {
    folder: TempDir,
    accounts: Vec<(Akun, String)>,
}

impl Contoh {
    /// The offices and accounts of `kinerja contoh`; the report of the second quarter is locked.
    pub async fn prepare() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path(), None);
        let store = home.open().await.unwrap();
        let pelaku = Pelaku { nama: "uji".to_string(), waktu: NOW.to_string() };
        app::siapkan_contoh(&store, &home, &pelaku).await.unwrap();
        let accounts = app::akun_contoh(&store, &pelaku).await.unwrap();
        let kode = KodeWilayah::read(OWN).unwrap();
        let periode = Periode::Triwulan { tahun: 2024, triwulan: Triwulan::read("2").unwrap() };
        for step in [Keadaan::Diverifikasi, Keadaan::Disetujui] {
            app::pindahkan(&store, &kode, periode, step, "", &pelaku).await.unwrap();
        }
        let request = Permintaan { periode, formats: Vec::new(), paper: Paper::F4, is_final: true, per_tanggal: None };
        app::kunci_laporan(&store, &home, &kode, &request, "", &pelaku).await.unwrap();
        store.close().await;
        Self { folder, accounts }
    }

    /// Name and password of the account of a role at the own office.
    pub fn account(&self, peran: Peran) -> (&str, &str) {
        let holds =
            |akun: &Akun| akun.penugasan.iter().any(|duty| duty.peran == peran && OWN.starts_with(&duty.wilayah));
        let (akun, sandi) = self.accounts.iter().find(|(akun, _)| holds(akun)).unwrap();
        (&akun.nama_pengguna, sandi)
    }

    /// A server with data of its own.
    pub async fn serve(&self) -> Server {
        let folder = tempfile::tempdir().unwrap();
        copy(self.folder.path(), folder.path());
        let (process, address) = spawn(folder.path(), "127.0.0.1:0").await;
        Server { process, address, folder }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// A server that runs until it is killed or dropped.
pub struct Server {
    process: Child,
    address: String,
    folder: TempDir,
}

impl Server {
    /// The address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The address of a page of the own office in the third quarter.
    pub fn at(&self, page: &str) -> String {
        self.url(&format!("/kantor/{OWN}/2024/tw3{}{page}", if page.is_empty() { "" } else { "/" }))
    }

    /// Kills it as a power failure would.
    pub async fn kill(&mut self) {
        self.process.kill().await.unwrap();
    }

    /// Starts it again at the same address.
    pub async fn start_again(&mut self) {
        (self.process, self.address) = spawn(self.folder.path(), &self.address).await;
    }
}

async fn spawn(folder: &Path, address: &str) -> (Child, String) {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .arg(LAYANI)
        .arg(folder)
        .arg(address)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).await.unwrap();
    assert!(!line.is_empty(), "the server did not start");
    (process, line.trim().to_string())
}

/// Serves until the process that started this one is gone.
pub async fn layani(folder: &str, address: &str) {
    let home = Home::new(Path::new(folder), None);
    let store = home.open().await.unwrap();
    let keadaan = web::Keadaan::new(store, Pengaturan { home, tls: false, jam: || NOW.to_string(), cache: 8 });
    let listener = TcpListener::bind(address).await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    let orphaned = async {
        let _ = tokio::task::spawn_blocking(|| std::io::stdin().read(&mut [0])).await;
    };
    web::layani(listener, &keadaan, orphaned).await.unwrap();
}
