//! Tasks of those who work on the project: `cargo xtask test`, `cargo xtask ci`, `cargo xtask migrasi`,
//! `cargo xtask panduan`, `cargo xtask rilis`, `cargo xtask ukur`,
//! `cargo xtask beban`.

mod beban;
mod ci;
mod command;
mod edges;
mod postgres;
mod rilis;
mod test;
mod tools;
mod ukur;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test [ARGS]  set up what the tests need and run `cargo test ARGS`, of all crates or of `-p CRATE`
cargo xtask ci           everything that must be green: format, lints, documentation, crates, generated files, tests
cargo xtask migrasi      write the migration that a change of the register's schema needs
cargo xtask contoh-cacat write the flawed example report in every format, from its source
cargo xtask ukur ARGS    how much the checker finds; without ARGS: what can be measured
cargo xtask beban FOLDER a kabupaten of 38 offices for measuring the web application (docs/beban.md)
cargo xtask panduan      draw the pictures of the manual in docs/panduan/gambar
cargo xtask rilis [FILE] pack what is handed out into target/rilis, from FILE or from a release build";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((task, rest)) if task == "test" => test::run_tests(rest),
        Some((task, [])) if task == "ci" => ci::run_checks(),
        Some((task, [])) if task == "migrasi" => ci::write_migration(),
        Some((task, [])) if task == "contoh-cacat" => ukur::write_flawed_example(),
        Some((task, rest)) if task == "ukur" => ukur::measure(rest),
        Some((task, [])) if task == "panduan" => test::draw_manual(),
        Some((task, rest)) if task == "rilis" => rilis::pack(rest.first().map(String::as_str)),
        Some((task, rest)) if task == "beban" => beban::write(rest),
        _ => Err(format!("Usage:\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
