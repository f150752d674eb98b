//! `kinerja jalankan`: the web application on this machine.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::Command;

use app::{AppError, Home, Rejection, Store};
use tokio::net::TcpListener;
use web::{Keadaan, Pengaturan};

use crate::argumen::{Argumen, Jalankan};
use crate::keluaran::say;

/// The port where none is named, if it is free.
const PORT: u16 = 8787;

/// How many loaded years stay in memory: a kabupaten of 38 offices with room to look back.
const LOADED_YEARS: usize = 60;

pub fn run(argumen: &Argumen, jalankan: &Jalankan) -> Result<(), AppError> {
    let home = super::home(argumen);
    super::with_server(&home, |store| async move {
        if app::akun::daftar(&store, "").await?.is_empty() {
            say!("Belum ada akun. Buat akun pertama di jendela lain, misalnya:");
            say!("  kinerja akun buat admin --nama \"Nama Anda\" --peran \"admin kecamatan\" --wilayah KODE");
        }
        serve(&super::home(argumen), store, jalankan).await
    })
}

/// Serves until Ctrl-C.
pub async fn serve(home: &Home, store: Store, jalankan: &Jalankan) -> Result<(), AppError> {
    let listener = listen(jalankan.alamat).await?;
    let address = listener.local_addr().map_err(|error| AppError::failure("asking for the address", error))?;
    let url = format!("http://{address}");
    say!("Kinerja berjalan di {url} (berhenti dengan Ctrl-C).");
    if !address.ip().is_loopback() && !jalankan.tls {
        say!(
            "Perhatian: alamat ini dapat dibuka dari komputer lain tanpa penyandian. Pasang perantara TLS di depannya, lalu tambahkan --tls."
        );
    }
    if jalankan.buka {
        open_browser(&url);
    }
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).try_init().ok();
    let settings = Pengaturan {
        home: home.clone(),
        tls: jalankan.tls,
        jam: super::now,
        cache: if jalankan.tanpa_simpanan { 0 } else { LOADED_YEARS },
    };
    let ended = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    let keadaan = Keadaan::new(store, settings);
    web::layani(listener, &keadaan, ended).await.map_err(|error| AppError::failure("serving", error))
}

async fn listen(asked: Option<SocketAddr>) -> Result<TcpListener, AppError> {
    let usual = SocketAddr::from((Ipv4Addr::LOCALHOST, PORT));
    if let Some(address) = asked {
        return TcpListener::bind(address).await.map_err(|error| refuse(address, &error));
    }
    match TcpListener::bind(usual).await {
        Ok(listener) => Ok(listener),
        Err(_) => {
            let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            TcpListener::bind(any).await.map_err(|error| refuse(any, &error))
        }
    }
}

fn refuse(address: SocketAddr, error: &std::io::Error) -> AppError {
    let why = match error.kind() {
        std::io::ErrorKind::AddrInUse => "Alamat itu sedang dipakai program lain, mungkin Kinerja yang masih berjalan.",
        std::io::ErrorKind::PermissionDenied => "Nomor di bawah 1024 hanya dapat dipakai oleh administrator komputer.",
        _ => "Komputer ini tidak mempunyai alamat itu.",
    };
    Rejection::single(
        "JLN001",
        "--alamat",
        format!("Kinerja tidak dapat dijalankan di {address}."),
        why,
        "Sebut alamat lain, misalnya --alamat 127.0.0.1:8788, atau jangan sebut apa-apa.",
    )
    .into()
}

/// Opens the page in the browser of this computer; where that does not work, the address stands in the terminal.
fn open_browser(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "windows") {
        ("cmd", &["/C", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let _ = Command::new(program)
        .args(arguments)
        .arg(url)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
}
