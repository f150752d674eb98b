//! How much the checker finds: the work is done by the crate `ukur`.

use crate::command::{cargo, run};

/// Writes the flawed example in every format.
pub fn write_flawed_example() -> Result<(), String> {
    run(cargo().args(["run", "--quiet", "--package", "ukur", "--", "contoh-cacat"]))
}

/// Measures, in a release build: thousands of documents are read. Files are named as from where this is started.
pub fn measure(arguments: &[String]) -> Result<(), String> {
    run(cargo().args(["run", "--quiet", "--release", "--package", "ukur", "--"]).args(arguments))
}
