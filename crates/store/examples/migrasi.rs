//! Writes the migration that the schema of the register asks for; see `cargo xtask migrasi`.

use std::path::Path;

#[tokio::main]
async fn main() -> Result<(), store::StoreError> {
    store::write_next_migration(&Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")).await.map(|_| ())
}
