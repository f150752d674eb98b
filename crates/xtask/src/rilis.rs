//! What is handed out: an archive, a Debian package, a container, a ZIP for Windows, and their digests.
//!
//! Everything is packed by the tools of the system, with the time of the newest commit, so that the same program gives
//! the same files. What cannot be made here is said, and is no failure; what fails while it is made is one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{cargo, metadata, output, run, succeeds, workspace};
use crate::tools::in_path;

/// Files beside the program.
const BESIDE: &[&str] = &["README.id.md", "README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];

const WINDOWS: &str = "x86_64-pc-windows-gnu";

/// Packs a program, or a release build where none is named, into the folder `rilis` of the target folder.
pub fn pack(program: Option<&str>) -> Result<(), String> {
    let metadata = metadata()?;
    let target = PathBuf::from(metadata.get("target_directory").and_then(|name| name.as_str()).unwrap_or("target"));
    let version = version(&metadata)?;
    let program = match program {
        Some(file) => PathBuf::from(file),
        None => {
            run(cargo().args(["build", "--release", "--package", "cli"]).current_dir(workspace()))?;
            target.join("release/kinerja")
        }
    };
    let folder = target.join("rilis");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| failed(&folder, &error))?;
    }
    let time = output(Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(workspace()))?;
    let release = Release { folder, program, version, time: time.trim().to_string() };
    let mut skipped = Vec::new();
    let mut made = vec![release.archive()?];
    for (what, result) in [
        ("Debian package", release.debian()?),
        ("container", release.container()?),
        ("ZIP for Windows", release.windows(&target)?),
    ] {
        match result {
            Made::File(name) => made.push(name),
            Made::Nothing(why) => skipped.push(format!("{what}: {why}")),
        }
    }
    let sums = output(Command::new("sha256sum").args(&made).current_dir(&release.folder))?;
    write(&release.folder.join("SHA256SUMS"), &sums)?;
    eprintln!("==> {}\n{sums}", release.folder.display());
    for what in skipped {
        eprintln!("==> NOT made: {what}");
    }
    Ok(())
}

/// What became of a kind of package.
enum Made {
    /// A file in the folder of the release.
    File(String),
    /// Nothing, and why.
    Nothing(String),
}

struct Release {
    folder: PathBuf,
    program: PathBuf,
    version: String,
    /// Seconds since 1970.
    time: String,
}

impl Release {
    /// The program with its licences and manual, for any Linux of this processor.
    fn archive(&self) -> Result<String, String> {
        let name = format!("kinerja-{}-linux-{}", self.version, std::env::consts::ARCH);
        let stage = self.folder.join("susun").join(&name);
        self.put_program(&stage.join("kinerja"))?;
        self.put_papers(&stage)?;
        let file = format!("{name}.tar.gz");
        run(Command::new("tar")
            .args(["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mode=u+rw,go+r-w"])
            .arg(format!("--mtime=@{}", self.time))
            .args(["--use-compress-program=gzip -9n", "--create", "--file"])
            .arg(self.folder.join(&file))
            .arg("--directory")
            .arg(self.folder.join("susun"))
            .arg(&name))?;
        Ok(file)
    }

    /// A package with a service of its own user; its data lies in `/var/lib/kinerja`.
    fn debian(&self) -> Result<Made, String> {
        if !in_path("dpkg-deb") {
            return Ok(Made::Nothing("dpkg-deb is not installed".to_string()));
        }
        let root = self.folder.join("susun/deb");
        let papers = root.join("usr/share/doc/kinerja");
        self.put_program(&root.join("usr/bin/kinerja"))?;
        self.put_papers(&papers)?;
        let own = workspace().join("crates/xtask/rilis");
        for (file, place, mode) in [
            ("kinerja.service", "usr/lib/systemd/system/kinerja.service", "644"),
            ("default", "etc/default/kinerja", "644"),
            ("copyright", "usr/share/doc/kinerja/copyright", "644"),
            ("postinst", "DEBIAN/postinst", "755"),
            ("prerm", "DEBIAN/prerm", "755"),
            ("postrm", "DEBIAN/postrm", "755"),
        ] {
            install(&own.join(file), &root.join(place), mode)?;
        }
        let changes = papers.join("changelog");
        install(&workspace().join("CHANGELOG.md"), &changes, "644")?;
        run(Command::new("gzip").args(["-9", "--no-name"]).arg(&changes))?;
        let processor = output(Command::new("dpkg").arg("--print-architecture"))?;
        let libc = output(Command::new("getconf").arg("GNU_LIBC_VERSION"))?;
        let libc = libc.trim().trim_start_matches("glibc ");
        write(&root.join("DEBIAN/conffiles"), "/etc/default/kinerja\n")?;
        let control = format!(
            "Package: kinerja\nVersion: {}\nArchitecture: {}\nMaintainer: Kinerja <pengembang@kinerja.invalid>\n\
             Depends: adduser, libc6 (>= {libc}), libgcc-s1\nSection: misc\nPriority: optional\n\
             Description: register dan laporan kinerja kecamatan\n Menyimpan data kinerja setahun sebuah kecamatan, \
             mencetak Laporan Kinerja,\n dan menyajikannya sebagai aplikasi web.\n",
            self.version,
            processor.trim(),
        );
        write(&root.join("DEBIAN/control"), &control)?;
        let file = format!("kinerja_{}_{}.deb", self.version, processor.trim());
        run(Command::new("dpkg-deb")
            .env("SOURCE_DATE_EPOCH", &self.time)
            .args(["--root-owner-group", "--build"])
            .arg(&root)
            .arg(self.folder.join(&file)))?;
        Ok(Made::File(file))
    }

    /// An image, saved as a file, where podman or docker runs.
    fn container(&self) -> Result<Made, String> {
        let stage = self.folder.join("susun/wadah");
        self.put_program(&stage.join("kinerja"))?;
        let recipe = workspace().join("crates/xtask/rilis/Containerfile");
        install(&recipe, &stage.join("Containerfile"), "644")?;
        let mut engines = ["podman", "docker"].into_iter();
        let Some(engine) = engines.find(|engine| succeeds(Command::new(engine).arg("info"))) else {
            return Ok(Made::Nothing(
                "neither podman nor docker runs here; crates/xtask/rilis/Containerfile".to_string(),
            ));
        };
        let tag = format!("kinerja:{}", self.version);
        run(Command::new(engine)
            .args(["build", "--tag", &tag, "--file"])
            .arg(stage.join("Containerfile"))
            .arg(&stage))?;
        let file = format!("kinerja-{}-wadah.tar", self.version);
        run(Command::new(engine).args(["save", "--output"]).arg(self.folder.join(&file)).arg(&tag))?;
        Ok(Made::File(file))
    }

    fn windows(&self, target: &Path) -> Result<Made, String> {
        let library = output(Command::new("rustc").args(["--print", "target-libdir", "--target", WINDOWS]))?;
        if !Path::new(library.trim()).is_dir() {
            return Ok(Made::Nothing(format!("the target {WINDOWS} is not installed (rustup target add {WINDOWS})")));
        }
        if let Some(missing) = ["x86_64-w64-mingw32-gcc", "zip"].into_iter().find(|program| !in_path(program)) {
            return Ok(Made::Nothing(format!("{missing} is not installed")));
        }
        run(cargo().args(["build", "--release", "--package", "cli", "--target", WINDOWS]).current_dir(workspace()))?;
        let name = format!("kinerja-{}-windows-x86_64", self.version);
        let stage = self.folder.join("susun").join(&name);
        install(&target.join(WINDOWS).join("release/kinerja.exe"), &stage.join("kinerja.exe"), "755")?;
        self.put_papers(&stage)?;
        let file = format!("{name}.zip");
        let zip = self.folder.join(&file);
        run(Command::new("zip").args(["-9qrX"]).arg(zip).arg(&name).current_dir(self.folder.join("susun")))?;
        Ok(Made::File(file))
    }

    fn put_program(&self, place: &Path) -> Result<(), String> {
        install(&self.program, place, "755")?;
        run(Command::new("strip").arg(place))
    }

    /// Licences, what to read first, and the manual.
    fn put_papers(&self, folder: &Path) -> Result<(), String> {
        for name in BESIDE {
            install(&workspace().join(name), &folder.join(name), "644")?;
        }
        run(Command::new("cp").args(["--recursive"]).arg(workspace().join("docs")).arg(folder))
    }
}

fn version(metadata: &serde_json::Value) -> Result<String, String> {
    let packages = metadata.get("packages").and_then(|packages| packages.as_array());
    let mut packages = packages.into_iter().flatten();
    let cli = packages.find(|package| package.get("name").and_then(|name| name.as_str()) == Some("cli"));
    let version = cli.and_then(|package| package.get("version")?.as_str());
    version.map(str::to_string).ok_or_else(|| "the version of the program is not known".to_string())
}

/// Copies a file with the folders above it.
fn install(from: &Path, to: &Path, mode: &str) -> Result<(), String> {
    run(Command::new("install").args(["-D", "-m", mode]).arg(from).arg(to))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| failed(path, &error))
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
