//! What is wrong with a command line, in Bahasa Indonesia.

use std::process::ExitCode;

use app::Rejection;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::keluaran;

/// Shows help and version; refuses anything else with what is wrong and what to do.
pub fn explain(error: &Error) -> ExitCode {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        keluaran::text(&help(error));
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        keluaran::text(&help(error));
        return ExitCode::from(2);
    }
    keluaran::rejection(&rejection(error));
    ExitCode::from(2)
}

/// A rendered help; its usage line alone has words that no setting changes.
fn help(error: &Error) -> String {
    error.render().to_string().replace("[OPTIONS]", "[PILIHAN]")
}

fn rejection(error: &Error) -> Rejection {
    let argument = context(error, ContextKind::InvalidArg);
    let value = context(error, ContextKind::InvalidValue);
    let known = context(error, ContextKind::ValidValue);
    let (what, why) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = context(error, ContextKind::InvalidSubcommand);
            (format!("Perintah \"{name}\" tidak dikenal."), "Nama perintahnya mungkin salah ketik.".to_string())
        }
        ErrorKind::UnknownArgument => {
            (format!("Pilihan \"{argument}\" tidak dikenal."), "Perintah ini tidak mempunyai pilihan itu.".to_string())
        }
        ErrorKind::InvalidValue if !known.is_empty() => {
            (format!("Nilai \"{value}\" untuk {argument} tidak dikenal."), format!("Yang dikenal: {known}."))
        }
        ErrorKind::InvalidValue => {
            (format!("Nilai untuk {argument} belum disebut."), "Pilihan ini memerlukan nilai.".to_string())
        }
        ErrorKind::ValueValidation => {
            (format!("Nilai \"{value}\" untuk {argument} tidak dapat dibaca."), "Bentuknya tidak sesuai.".to_string())
        }
        ErrorKind::MissingRequiredArgument => {
            (format!("Yang wajib belum disebut: {argument}."), "Tanpa itu perintah tidak dapat dikerjakan.".to_string())
        }
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg);
            (format!("{argument} tidak dapat dipakai bersama {other}."), "Keduanya saling meniadakan.".to_string())
        }
        _ => ("Baris perintah ini tidak dapat dibaca.".to_string(), error.kind().to_string()),
    };
    let suggestions = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .map(|kind| context(error, kind));
    let action = match suggestions.iter().find(|suggestion| !suggestion.is_empty()) {
        Some(suggestion) => format!("Mungkin maksudnya: {suggestion}. Daftarnya ada di kinerja --help."),
        None => "Lihat kinerja --help, atau --help di belakang nama perintah.".to_string(),
    };
    Rejection::single("PRT000", "baris perintah", what, why, action)
}

/// The words of one kind of context, joined.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}
