//! `kill -9` in the middle of an import, a lock, a backup: the old or the new state, never between. 100 times.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::bantu::copy;

const TIMES: u64 = 100;

fn kinerja(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kinerja"));
    command.env_remove("DATABASE_URL").arg("--dir").arg(home).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn must(home: &Path, arguments: &[&str]) {
    let status = kinerja(home).args(arguments).status().unwrap();
    assert!(status.success(), "{arguments:?}");
}

/// The example office, and the same with one amount changed.
fn two_states(dir: &Path) -> [PathBuf; 2] {
    let states = [dir.join("satu"), dir.join("dua")];
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../contoh/pronojiwo");
    for state in &states {
        copy(&example, state);
    }
    let path = states[1].join("2024/realisasi_anggaran.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(",750000"));
    std::fs::write(&path, text.replacen(",750000", ",750001", 1)).unwrap();
    states
}

#[test]
fn a_killed_act_leaves_the_old_or_the_new_state() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("rumah");
    let states = two_states(dir.path());
    let registers = states.each_ref().map(|state| app::from_folder(state).unwrap().years);
    let started = Instant::now();
    must(&home, &["impor", &states[0].display().to_string()]);
    let whole = started.elapsed();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    // A fixed sequence of delays (xorshift), so that a failure can be repeated.
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut killed = 0;
    for round in 0..TIMES {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let backup = dir.path().join(format!("cadangan-{round}"));
        let arguments: Vec<String> = match round % 4 {
            0 | 1 => vec!["impor".into(), states[(round % 2) as usize].display().to_string()],
            2 => ["kunci", "--tahun", "2024", "--triwulan", "3", "--alasan", "uji"].map(String::from).to_vec(),
            _ => vec!["cadangkan".into(), backup.display().to_string()],
        };
        let mut child = kinerja(&home).args(&arguments).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(seed % u64::try_from(whole.as_micros()).unwrap()));
        killed += u64::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();

        let place = app::Home::new(&home, None);
        let (years, broken) = runtime.block_on(async {
            let store = place.open().await.unwrap();
            let kode = app::pilih_instansi(&store, None).await.unwrap();
            let kantor = app::Kantor::from_store(&store, &kode, place.office(&kode)).await.unwrap();
            let verification = app::verifikasi_riwayat(&store, &kode).await.unwrap();
            store.close().await;
            (kantor.years, verification.first_broken)
        });
        assert_eq!(broken, None, "round {round}");
        assert!(registers.contains(&years), "round {round}: neither state");
        if backup.exists() {
            must(&dir.path().join(format!("pulih-{round}")), &["pulihkan", &backup.display().to_string()]);
        }
    }
    assert!(killed >= TIMES / 4, "only {killed} of {TIMES} were killed before their end");
    must(&home, &["riwayat", "verifikasi"]);
}
