//! Where a test runs: a database of its own.

use std::future::Future;

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use crate::{Store, StoreError};

/// The address of an empty database, or an empty schema of one.
#[derive(Debug, Clone)]
pub struct Place {
    pub url: String,
}

impl Place {
    pub async fn try_open(&self) -> Result<Store, StoreError> {
        Store::open(&self.url).await
    }

    pub async fn open(&self) -> Store {
        self.try_open().await.unwrap()
    }
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(test);
}

pub fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(Place) -> F) {
    let folder = tempfile::tempdir().unwrap();
    run(test(Place { url: format!("sqlite:{}", folder.path().join("kinerja.db").display()) }));
}

/// The server's address; without one the test is skipped, which the continuous integration must not do.
fn server() -> Option<String> {
    let server = std::env::var("KINERJA_UJI_POSTGRES").ok();
    if server.is_none() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "KINERJA_UJI_POSTGRES is not set");
        eprintln!("not tested on PostgreSQL: KINERJA_UJI_POSTGRES is not set");
    }
    server
}

pub fn on_postgres<F: Future<Output = ()>>(name: &str, test: impl FnOnce(Place) -> F) {
    let Some(server) = server() else { return };
    let schema = format!("{name}_{}", std::process::id());
    let sign = if server.contains('?') { '&' } else { '?' };
    let place = Place { url: format!("{server}{sign}options=-c%20search_path%3D{schema}") };
    run(async {
        let mut connection = PgConnection::connect(&server).await.unwrap();
        let execute = |sql: String| sqlx::query(AssertSqlSafe(sql));
        execute(format!("create schema {schema}")).execute(&mut connection).await.unwrap();
        test(place).await;
        execute(format!("drop schema {schema} cascade")).execute(&mut connection).await.unwrap();
    });
}
