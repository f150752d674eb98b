//! Which crate may use which: the table in `ARCHITECTURE.md`, compared with what `cargo metadata` says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::command::{metadata, workspace};

/// Names of crates by the crate that uses them.
type Edges = BTreeMap<String, BTreeSet<String>>;

/// Compares the table with the workspace; all differences at once.
pub fn check() -> Result<(), String> {
    let path = workspace().join("ARCHITECTURE.md");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let differences = compare(&allowed(&text), &used(&metadata()?));
    if differences.is_empty() { Ok(()) } else { Err(format!("ARCHITECTURE.md:\n{}", differences.join("\n"))) }
}

/// The rows of the table whose head begins with `| crate | may use |`. Names stand between commas, in backquotes or
/// bare; what is not the name of a crate of the table is explanation.
fn allowed(text: &str) -> Edges {
    let rows = text.lines().skip_while(|line| !line.starts_with("| crate | may use |")).skip(2);
    let mut edges = Edges::new();
    for row in rows.take_while(|line| line.starts_with('|')) {
        let mut cells = row.trim_matches('|').split('|');
        let names = |cell: Option<&str>| -> BTreeSet<String> {
            let names = cell.unwrap_or_default().split(',').map(|name| name.trim().trim_matches('`').to_string());
            names.filter(|name| !name.is_empty()).collect()
        };
        let (crates, uses) = (names(cells.next()), names(cells.next()));
        edges.extend(crates.into_iter().map(|name| (name, uses.clone())));
    }
    let known: BTreeSet<String> = edges.keys().cloned().collect();
    for uses in edges.values_mut() {
        uses.retain(|name| known.contains(name));
    }
    edges
}

/// The workspace's crates and which of each other they use, also in their tests and build scripts.
fn used(metadata: &Value) -> Edges {
    let list = |value: &Value, name: &str| value.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let name = |value: &Value| value.get("name").and_then(Value::as_str).unwrap_or_default().to_string();
    let packages = list(metadata, "packages");
    let ours: BTreeSet<String> = packages.iter().map(name).collect();
    let uses = |package: &Value| list(package, "dependencies").iter().map(name).filter(|n| ours.contains(n)).collect();
    packages.iter().map(|package| (name(package), uses(package))).collect()
}

fn compare(allowed: &Edges, used: &Edges) -> Vec<String> {
    let mut differences = Vec::new();
    for (name, uses) in used {
        match allowed.get(name) {
            None => differences.push(format!("`{name}` is not in the table of crates.")),
            Some(allowed) => differences.extend(
                uses.difference(allowed).map(|other| format!("`{name}` uses `{other}`, which the table forbids.")),
            ),
        }
    }
    let gone = allowed.keys().filter(|name| !used.contains_key(*name));
    differences.extend(gone.map(|name| format!("`{name}` is in the table and does not exist.")));
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "text\n\n| crate | may use | why |\n|---|---|---|\n| `domain` | nothing of ours; no IO, no async | why, `app` |\n\
                         | `store` | `domain` | driver |\n| `app` | domain, store | |\n\n| `x` | `y` |\n";

    fn edges(edges: &[(&str, &[&str])]) -> Edges {
        let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
        edges.iter().map(|(name, uses)| (name.to_string(), names(uses))).collect()
    }

    #[test]
    fn the_table_is_read() {
        assert_eq!(allowed(TABLE), edges(&[("domain", &[]), ("store", &["domain"]), ("app", &["domain", "store"])]));
        assert_eq!(allowed("no table"), Edges::new());
    }

    #[test]
    fn every_difference_is_named() {
        let fine = edges(&[("domain", &[]), ("store", &[]), ("app", &["store"])]);
        assert_eq!(compare(&allowed(TABLE), &fine), Vec::<String>::new());
        let wrong = edges(&[("domain", &["store"]), ("store", &["domain"]), ("web", &[])]);
        assert_eq!(
            compare(&allowed(TABLE), &wrong),
            [
                "`domain` uses `store`, which the table forbids.",
                "`web` is not in the table of crates.",
                "`app` is in the table and does not exist.",
            ]
        );
    }

    #[test]
    fn the_workspace_is_read() {
        let used = used(&metadata().unwrap());
        assert_eq!(used["domain"], BTreeSet::new());
        assert!(used["store"].contains("domain") && !used["store"].contains("sqlx"));
    }
}
