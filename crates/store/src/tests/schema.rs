//! The tables follow the schema of the register, from every earlier state.

use std::collections::BTreeSet;

use domain::register::Register;
use domain::schema::Kind;
use sqlx::migrate::Migrator;

use super::place::Place;
use crate::StoreError;
use crate::database::Database;
use crate::migration::{self, MIGRATOR};

pub async fn tables_follow_the_schema(place: Place) {
    let store = place.open().await;
    let mut tx = store.database.begin_read().await.unwrap();
    let missing = migration::missing(&mut tx).await.unwrap();
    assert!(missing.is_empty(), "run `cargo xtask migrasi`; missing:\n{}", missing.join("\n"));
    for (table, column, kind) in tx.columns().await.unwrap() {
        let known = table == "_sqlx_migrations" || ["text", "bigint", "bytea"].contains(&kind.as_str());
        assert!(known, "{table}.{column} is {kind}");
    }
}

pub async fn every_earlier_schema_is_brought_forward(place: Place) {
    let newest = MIGRATOR.iter().map(|migration| migration.version).max().unwrap();
    let of_register = MIGRATOR.iter().filter(|migration| migration.description == "register");
    let register = of_register.map(|migration| migration.version).max().unwrap();
    for earlier in 0..=newest {
        let database = if place.url.starts_with("sqlite") {
            Database::open(&format!("{}-{earlier}", place.url)).await.unwrap()
        } else {
            let database = Database::open(&place.url).await.unwrap();
            let mut tx = database.begin_write().await.unwrap();
            let tables: BTreeSet<String> = tx.columns().await.unwrap().into_iter().map(|(table, ..)| table).collect();
            for table in tables {
                let sql = sqlx::AssertSqlSafe(format!("drop table {table} cascade"));
                tx.execute(sql, Vec::new()).await.unwrap();
            }
            tx.commit().await.unwrap();
            database
        };
        database.migrate(&MIGRATOR, Some(earlier)).await.unwrap();
        let mut tx = database.begin_read().await.unwrap();
        let before = migration::missing(&mut tx).await.unwrap();
        assert_eq!(before.is_empty(), earlier >= register, "{earlier}: {before:?}");
        tx.rollback().await.unwrap();
        if earlier >= 1 {
            let mut tx = database.begin_write().await.unwrap();
            tx.execute("insert into kantor values ('k', '35.08.02', 0, '')", Vec::new()).await.unwrap();
            tx.commit().await.unwrap();
        }
        migration::migrate(&database).await.unwrap();
        let mut tx = database.begin_read().await.unwrap();
        assert!(migration::missing(&mut tx).await.unwrap().is_empty(), "from {earlier}");
        let kept = tx.rows("select kode from kantor", Vec::new()).await.unwrap().len();
        assert_eq!(kept, usize::from(earlier >= 1), "from {earlier}");
        tx.rollback().await.unwrap();
        database.close().await;
    }
}

pub async fn a_newer_database_is_refused(place: Place) {
    let store = place.open().await;
    let mut newer: Vec<_> = MIGRATOR.iter().cloned().collect();
    let mut next = newer.last().cloned().unwrap();
    next.version += 1;
    next.sql = sqlx::SqlSafeStr::into_sql_str("create table besok (id text primary key)");
    newer.push(next);
    store.database.migrate(&Migrator::with_migrations(newer), None).await.unwrap();
    store.close().await;
    match place.try_open().await {
        Err(StoreError::Rejected(rejection)) => assert_eq!(rejection.problems[0].code, "SIM004"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_next_migration_is_written_from_the_difference() {
    let folder = tempfile::tempdir().unwrap();
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    for file in std::fs::read_dir(source).unwrap().map(|file| file.unwrap()) {
        let mut text = std::fs::read_to_string(file.path()).unwrap();
        if file.file_name() == "0002_register.sql" {
            text = text.replacen("    urut bigint,\n", "    usang bigint,\n", 1);
            let of_unit = "unit_kunci on unit (kantor, tahun_register, ";
            text = text.replace(&format!("{of_unit}kode)"), &format!("{of_unit}nama)"));
        }
        std::fs::write(folder.path().join(file.file_name()), text).unwrap();
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let write = || runtime.block_on(migration::write_next_migration(folder.path())).unwrap();
    let path = write().unwrap();
    let expected = format!("{:04}_register.sql", migration::newest() + 1);
    assert_eq!(path.file_name().unwrap().to_str(), Some(expected.as_str()));
    let text = std::fs::read_to_string(path).unwrap();
    for line in [
        "alter table dasar_hukum add column urut bigint;",
        "alter table dasar_hukum drop column usang;",
        "drop index unit_kunci;",
        "create unique index unit_kunci on unit (kantor, tahun_register, kode);",
    ] {
        assert!(text.contains(line), "{text}");
    }
    assert_eq!(write(), None);
}

/// A null in a unique index equals no other null, so a row with one could be stored twice.
#[test]
fn no_key_holds_a_number_that_may_be_absent() {
    for table in Register::TABLES {
        for column in table.columns.iter().filter(|column| table.key.contains(&column.name)) {
            let may_be_null = !column.required && matches!(column.kind, Kind::Whole | Kind::Money | Kind::Flag);
            assert!(!may_be_null, "{}.{}", table.name, column.name);
        }
    }
}
