//! How long a year of an office takes. Figures: `cargo xtask test -p store --release moment -- --nocapture`.

use std::time::{Duration, Instant};

use domain::schema::Field as _;
use domain::value::Teks;

use super::place::Place;
use super::sample::{KODE, kode, register};
use super::saving::save;

pub async fn a_year_loads_in_a_moment(place: Place) {
    let store = place.open().await;
    let mut office = register(KODE, 2024, 32);
    let rows: usize = office.write().iter().map(|(_, rows)| rows.len()).sum();
    let tables = office.write().len();
    let start = Instant::now();
    save(&store, 0, 2024, &office, None).await;
    let first = start.elapsed();
    office.fasilitasi[0].uraian = Teks::read("Diperbaiki").unwrap();
    let start = Instant::now();
    save(&store, 1, 2024, &office, Some(1)).await;
    let second = start.elapsed();
    let mut loads = Vec::new();
    for _ in 0..20 {
        let start = Instant::now();
        let loaded = store.load(&kode(KODE), 2024).await.unwrap().unwrap();
        loads.push(start.elapsed());
        assert_eq!(loaded, (office.clone(), 2));
    }
    loads.sort();
    let engine = place.url.split(':').next().unwrap();
    println!("{engine}: {rows} rows, {tables} tables: save all {first:?}, save one {second:?}, load {:?}", loads[10]);
    // Generous, since tests run unoptimised and beside each other.
    assert!(loads[10] < Duration::from_secs(2), "{loads:?}");
}
