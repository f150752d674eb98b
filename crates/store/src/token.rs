//! Tokens with which other programs use the data of one office. Only their digests are stored.

use domain::value::KodeWilayah;
use uuid::Uuid;

use crate::Store;
use crate::database::{Row, Value};
use crate::digest::of_fields;
use crate::error::StoreError;
use crate::history::{self, Act, Cells, Change};
use crate::save::check_act;

/// A token without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredToken {
    /// Its id, which is no secret.
    pub id: String,
    /// Region code of the office.
    pub kantor: String,
    /// What it is for.
    pub nama: String,
    /// What it may do: `baca` or `tulis`.
    pub lingkup: String,
    /// Until when it holds, in Unix seconds.
    pub berlaku_sampai: i64,
    /// Whether it was revoked.
    pub dicabut: bool,
}

const TABLE: &str = "token_api";

fn token_key(text: &str) -> String {
    of_fields("kinerja token 1", [text])
}

impl Store {
    /// Keeps a new token of an office.
    pub async fn create_token(
        &self,
        act: &Act,
        kantor: &KodeWilayah,
        token: &StoredToken,
        text: &str,
    ) -> Result<StoredToken, StoreError> {
        check_act(act)?;
        let token =
            StoredToken { id: Uuid::now_v7().to_string(), kantor: kantor.to_string(), dicabut: false, ..token.clone() };
        let mut tx = self.database.begin_write().await?;
        let held = history::hold(&mut tx, kantor.as_str()).await?;
        let values = vec![
            Value::from(token.id.as_str()),
            Value::from(token_key(text)),
            Value::from(token.kantor.as_str()),
            Value::from(token.nama.as_str()),
            Value::from(token.lingkup.as_str()),
            Value::from(token.berlaku_sampai),
        ];
        let columns = ["id", "sidik", "kantor", "nama", "lingkup", "berlaku_sampai"];
        tx.insert(TABLE, &columns, vec![values]).await?;
        let change = Change { table: TABLE, key: key(&token), before: None, after: Some(cells(&token)) };
        history::append(&mut tx, &held, act, 0, vec![change]).await?;
        tx.commit().await?;
        Ok(token)
    }

    /// Revokes a token of an office for good; refused where the office has none with this id in force.
    pub async fn revoke_token(&self, act: &Act, kantor: &KodeWilayah, id: &str) -> Result<(), StoreError> {
        check_act(act)?;
        let mut tx = self.database.begin_write().await?;
        let held = history::hold(&mut tx, kantor.as_str()).await?;
        let sql = "update token_api set dicabut = 1 where id = $1 and kantor = $2 and dicabut = 0
                   returning id, kantor, nama, lingkup, berlaku_sampai, dicabut";
        let Some(row) = tx.row(sql, vec![Value::from(id), Value::from(kantor.as_str())]).await? else {
            return Err(StoreError::rejected(
                "AKN003",
                format!("token {kantor}"),
                "Token ini tidak ada, atau sudah dicabut.",
                "Hanya token yang masih berlaku pada kantor ini yang dapat dicabut.",
                "Muat ulang daftar token.",
            ));
        };
        let token = read(row)?;
        let before = Some(cells(&StoredToken { dicabut: false, ..token.clone() }));
        let change = Change { table: TABLE, key: key(&token), before, after: Some(cells(&token)) };
        history::append(&mut tx, &held, act, 0, vec![change]).await?;
        tx.commit().await
    }

    /// The token of a text that is in force.
    pub async fn token(&self, text: &str, now: i64) -> Result<Option<StoredToken>, StoreError> {
        let sql = "select id, kantor, nama, lingkup, berlaku_sampai, dicabut from token_api
                   where sidik = $1 and dicabut = 0 and berlaku_sampai > $2";
        let rows = self.database.rows(sql, vec![Value::from(token_key(text)), Value::from(now)]).await?;
        rows.into_iter().next().map(read).transpose()
    }

    /// The tokens of an office, the newest first, also those that do not hold any more.
    pub async fn tokens(&self, kantor: &KodeWilayah) -> Result<Vec<StoredToken>, StoreError> {
        let sql = "select id, kantor, nama, lingkup, berlaku_sampai, dicabut from token_api where kantor = $1";
        let rows = self.database.rows(sql, vec![Value::from(kantor.as_str())]).await?;
        let mut tokens: Vec<StoredToken> = rows.into_iter().map(read).collect::<Result<_, _>>()?;
        tokens.sort_by(|left, right| right.id.cmp(&left.id));
        Ok(tokens)
    }
}

fn read(mut row: Row) -> Result<StoredToken, StoreError> {
    Ok(StoredToken {
        id: row.text()?,
        kantor: row.text()?,
        nama: row.text()?,
        lingkup: row.text()?,
        berlaku_sampai: row.whole()?,
        dicabut: row.whole()? == 1,
    })
}

fn key(token: &StoredToken) -> Cells {
    Cells::from([("id".to_string(), token.id.clone())])
}

fn cells(token: &StoredToken) -> Cells {
    let dicabut = if token.dicabut { "ya" } else { "tidak" };
    Cells::from([
        ("nama".to_string(), token.nama.clone()),
        ("lingkup".to_string(), token.lingkup.clone()),
        ("berlaku_sampai".to_string(), token.berlaku_sampai.to_string()),
        ("dicabut".to_string(), dicabut.to_string()),
    ])
}
