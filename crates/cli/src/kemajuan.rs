//! How far a long check has come, on one line of the terminal.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use app::Kemajuan;

/// Nothing is shown before this, nor more often than every tenth of it.
const PATIENCE: Duration = Duration::from_millis(500);

/// Cells of the bar.
const BAR: usize = 24;

/// A line on standard error that is rewritten; silent where nobody sees it.
pub struct Garis {
    begun: Instant,
    shown: Option<Instant>,
    is_seen: bool,
}

impl Garis {
    /// A line that has not begun.
    pub fn new() -> Self {
        Self { begun: Instant::now(), shown: None, is_seen: std::io::stderr().is_terminal() }
    }

    /// Shows how far it is.
    pub fn show(&mut self, kemajuan: Kemajuan<'_>) {
        let last = self.shown.unwrap_or(self.begun);
        let wait = if self.shown.is_some() { PATIENCE / 10 } else { PATIENCE };
        if !self.is_seen || last.elapsed() < wait {
            return;
        }
        self.shown = Some(Instant::now());
        let (done, all, what) = match kemajuan {
            Kemajuan::Membaca(done, all, name) => (done, all, format!("membaca {name}")),
            Kemajuan::Memeriksa(done, all) => (done, all, "memeriksa".to_string()),
        };
        let _ = write!(std::io::stderr(), "{}", line(done, all, &what));
    }

    /// Takes the line away.
    pub fn end(&self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r{:79}\r", "");
        }
    }
}

/// `[######      ]  12/60 memeriksa`, 79 columns wide so that it covers the line before.
fn line(done: usize, all: usize, what: &str) -> String {
    let filled = (done * BAR).checked_div(all).unwrap_or_default().min(BAR);
    let text = format!("[{}{}] {done:>3}/{all} {what}", "#".repeat(filled), " ".repeat(BAR - filled));
    // What could move the cursor stays out of the terminal.
    let text: String = text.chars().filter(|sign| !sign.is_control()).take(79).collect();
    format!("\r{text:79}")
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_line_is_as_wide_as_the_one_before_and_moves_no_cursor() {
        assert!(line(12, 48, "memeriksa").starts_with("\r[######                  ]  12/48 memeriksa "));
        for text in [line(0, 0, ""), line(9, 3, "membaca \u{1b}[2Ja.docx"), line(1, 2, &"x".repeat(200))] {
            assert_eq!(text.chars().count(), 80);
            assert!(!text.contains('\u{1b}'));
        }
    }
}
