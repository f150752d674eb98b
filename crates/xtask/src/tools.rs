//! Programs that tests need beside Rust: office programs and validators that open what the renderers write, a
//! PostgreSQL server, and a browser.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{metadata, output, run, succeeds};
use crate::postgres;

/// The validator of DOCX, at the version that the tests were written against.
const VALIDATOR: &str = "openxml-audit==0.8.0";

/// What was found.
pub struct Tools {
    /// What is missing, in words; empty where everything is there.
    pub missing: Vec<String>,
    /// The search path with the folders of the tools.
    pub path: OsString,
}

/// Looks for everything that the tests need, and installs what is missing where this runs as root on Debian.
pub fn prepare() -> Result<Tools, String> {
    let packages: Vec<&str> = needed().into_iter().filter(|(_, found)| !found).map(|(package, _)| package).collect();
    let mut missing = Vec::new();
    if !packages.is_empty() {
        if is_root() && in_path("apt-get") {
            install(&packages);
        }
        let still = needed().into_iter().filter(|(_, found)| !found);
        missing.extend(still.map(|(package, _)| format!("Debian package {package}")));
    }
    let target = metadata()?;
    let target = target.get("target_directory").and_then(|folder| folder.as_str()).unwrap_or("target");
    let validator = PathBuf::from(target).join("alat");
    if !in_path("openxml-audit") && !validator.join("bin/openxml-audit").is_file() {
        let installed = run(Command::new("python3").args(["-m", "venv"]).arg(&validator))
            .and_then(|()| run(Command::new(validator.join("bin/pip")).args(["install", "--quiet", VALIDATOR])));
        missing.extend(installed.err().map(|why| format!("Python package {VALIDATOR} ({why})")));
    }
    let known = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&known).chain([validator.join("bin")]);
    let path = std::env::join_paths(folders).map_err(|error| error.to_string())?;
    Ok(Tools { missing, path })
}

/// Debian's packages, and whether what they bring is there.
fn needed() -> Vec<(&'static str, bool)> {
    let module = |name: &str| Path::new("/usr/lib/libreoffice/program").join(name).is_file();
    let office = in_path("soffice");
    let venv = succeeds(Command::new("python3").args(["-c", "import ensurepip, venv"]));
    vec![
        ("libreoffice-writer-nogui", office && module("libswlo.so")),
        ("libreoffice-calc-nogui", office && module("libsclo.so")),
        ("poppler-utils", in_path("pdftotext") && in_path("pdftoppm")),
        ("postgresql", postgres::programs().is_some()),
        ("chromium", in_path("chromium")),
        ("python3-venv", in_path("openxml-audit") || venv),
    ]
}

/// Installs packages; what could not be installed is found missing afterwards.
fn install(packages: &[&str]) {
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
        run(&mut command)
    };
    let arguments = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    let installed = apt(&["update"]).and_then(|()| apt(&arguments));
    if let Err(why) = installed {
        eprintln!("{why}");
    }
}

/// True where a program is in the search path.
pub fn in_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// True where this program runs as root.
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
