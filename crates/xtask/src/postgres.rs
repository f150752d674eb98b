//! A PostgreSQL server for the tests: on a free loopback port, in a folder of its own, gone afterwards.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::command::{output, run, succeeds};
use crate::tools::is_root;

/// A server that runs until this value is dropped.
pub struct Server {
    programs: PathBuf,
    folder: String,
    port: u16,
    process: Option<Child>,
}

/// The folder with the server's programs, the newest where there are several.
pub fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let number = |folder: &Path| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.map(|version| version.path()).max_by_key(|folder| number(folder))?;
    Some(newest.join("bin")).filter(|folder| folder.join("initdb").is_file())
}

impl Server {
    /// Creates and starts a server. It refuses to run as root, which then starts it as Debian's user `postgres`.
    /// Its data lie in the system's folder for temporary files, which that user can enter.
    pub fn start() -> Result<Self, String> {
        let programs = programs().ok_or("PostgreSQL is not installed")?;
        let folder = output(user("mktemp").args(["--directory", "--tmpdir", "kinerja-uji-XXXXXX"]))?;
        let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr());
        let port = port.map_err(|error| format!("no free port: {error}"))?.port();
        let mut server = Self { programs, folder: folder.trim().to_string(), port, process: None };
        let data = server.data();
        run(server
            .program("initdb")
            .args(["--auth=trust", "--username=kinerja", "--encoding=UTF8", "--no-sync"])
            .args(["--locale=C.UTF-8", "--no-instructions", "--pgdata", &data])
            .stdout(Stdio::null()))?;
        let settings = [
            format!("port={port}"),
            "listen_addresses=127.0.0.1".to_string(),
            "unix_socket_directories=".to_string(),
            "fsync=off".to_string(),
        ];
        let mut command = server.program("postgres");
        command.args(["-D", &data]).args(settings.iter().flat_map(|setting| ["-c", setting]));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        server.process = Some(command.spawn().map_err(|error| format!("postgres: {error}"))?);
        server.wait_until_ready()?;
        eprintln!("==> PostgreSQL on port {port}");
        Ok(server)
    }

    /// The address for `KINERJA_UJI_POSTGRES`.
    pub fn url(&self) -> String {
        format!("postgres://kinerja@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> String {
        format!("{}/data", self.folder)
    }

    fn program(&self, name: &str) -> Command {
        user(&self.programs.join(name).to_string_lossy())
    }

    fn wait_until_ready(&mut self) -> Result<(), String> {
        let port = self.port.to_string();
        for _ in 0..300 {
            let mut question = Command::new(self.programs.join("pg_isready"));
            if succeeds(question.args(["--host=127.0.0.1", "--port", &port])) {
                return Ok(());
            }
            if let Some(Ok(Some(status))) = self.process.as_mut().map(Child::try_wait) {
                return Err(format!("PostgreSQL ended at once: {status}"));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err("PostgreSQL did not become ready".to_string())
    }
}

/// A program, run as the user that may own the server. It starts in a folder that this user can enter.
fn user(program: &str) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", program]);
        command
    } else {
        Command::new(program)
    };
    command.current_dir("/");
    command
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let data = self.data();
            let stopped = succeeds(self.program("pg_ctl").args(["stop", "--mode=immediate", "--pgdata", &data]));
            if !stopped && process.kill().is_err() {
                eprintln!("PostgreSQL on port {} could not be stopped", self.port);
            }
            if let Err(error) = process.wait() {
                eprintln!("PostgreSQL on port {}: {error}", self.port);
            }
        }
        if !succeeds(user("rm").args(["--recursive", "--force", &self.folder])) {
            eprintln!("{} could not be removed", self.folder);
        }
    }
}
