//! Everything that must be green before a change is taken.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::command::{cargo, run, workspace};
use crate::{edges, test, ukur};

/// A folder of files that a program writes, and the program.
type Generated = (&'static str, fn() -> Result<(), String>);

const GENERATED: &[Generated] =
    &[("crates/store/migrations", write_migration), ("contoh/cacat", ukur::write_flawed_example)];

/// Runs all checks, the quick ones first, and stops at the first that fails; of the tests all that fail are seen.
pub fn run_checks() -> Result<(), String> {
    step(&["fmt", "--all", "--check"], &[])?;
    edges::check()?;
    step(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"], &[])?;
    step(&["doc", "--workspace", "--no-deps", "--document-private-items"], &[("RUSTDOCFLAGS", "-D warnings")])?;
    for (folder, write) in GENERATED {
        let folder = workspace().join(folder);
        let before = contents(&folder)?;
        write()?;
        if contents(&folder)? != before {
            return Err(format!("{} was not current; it is now, look at it and commit it.", folder.display()));
        }
    }
    test::run_tests(&["--no-fail-fast".to_string()])?;
    first_minute()
}

/// The README's first command on the release build, as a new user meets it.
fn first_minute() -> Result<(), String> {
    let folder = workspace().join("target/contoh-ci");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    }
    let folder = folder.display().to_string();
    step(&["run", "--release", "--", "contoh", "--tanpa-server", "--dir", &folder], &[])
}

/// Writes the migration that a change of the register's schema needs, if any.
pub fn write_migration() -> Result<(), String> {
    step(&["run", "--quiet", "--package", "store", "--example", "migrasi"], &[])
}

fn step(arguments: &[&str], environment: &[(&str, &str)]) -> Result<(), String> {
    let mut command = cargo();
    run(command.args(arguments).envs(environment.iter().copied()).current_dir(workspace()))
}

/// Every file of a folder with its content.
fn contents(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            files.append(&mut contents(&path)?);
        } else {
            files.insert(path.clone(), std::fs::read(&path).map_err(failed)?);
        }
    }
    Ok(files)
}
