//! Accounts: who may sign in, with which roles. Every act on an account is an entry in the history of each region
//! that the account has a role in, before or after the act.

use std::collections::BTreeSet;
use std::fmt;

use uuid::Uuid;

use crate::Store;
use crate::database::{Row, Tx, Value};
use crate::error::StoreError;
use crate::history::{self, Act, Cells, Change};
use crate::save::check_act;

/// A role of an account in a region, as stored; what the words mean is known above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPenugasan {
    /// The word of the role.
    pub peran: String,
    /// Region code.
    pub wilayah: String,
    /// Code of a unit; empty where none.
    pub unit: String,
    /// Region code of a desa; empty where none.
    pub desa: String,
}

/// An account without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAkun {
    /// Its id.
    pub id: String,
    /// The name that is typed, in lower case.
    pub nama_pengguna: String,
    /// The person's name.
    pub nama: String,
    /// Whether it may sign in.
    pub aktif: bool,
    /// Where its password comes from.
    pub sandi_asal: PasswordOrigin,
    /// Whether a second factor is asked for.
    pub totp: bool,
    /// Its roles, in order.
    pub penugasan: Vec<StoredPenugasan>,
}

/// Where a password comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordOrigin {
    /// Handed out; to be changed at the next sign-in.
    Sementara,
    /// Printed with the examples.
    Contoh,
    /// Chosen by the person.
    Pribadi,
}

impl PasswordOrigin {
    fn word(self) -> &'static str {
        match self {
            Self::Sementara => "sementara",
            Self::Contoh => "contoh",
            Self::Pribadi => "pribadi",
        }
    }

    fn read(word: &str) -> Result<Self, StoreError> {
        [Self::Sementara, Self::Contoh, Self::Pribadi]
            .into_iter()
            .find(|origin| origin.word() == word)
            .ok_or_else(|| StoreError::failure("origin of a password is unknown"))
    }
}

/// A password as it is stored.
#[derive(Clone)]
pub struct StoredPassword {
    /// PHC string.
    pub hash: String,
    /// Where it comes from.
    pub origin: PasswordOrigin,
    /// Unix seconds until which it holds; `None` without end.
    pub until: Option<i64>,
}

impl fmt::Debug for StoredPassword {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("StoredPassword").field("origin", &self.origin).finish_non_exhaustive()
    }
}

/// What an account is made of.
#[derive(Debug, Clone)]
pub struct NewAkun {
    /// The name that is typed, in lower case.
    pub nama_pengguna: String,
    /// The person's name.
    pub nama: String,
    /// Its roles; at least one.
    pub penugasan: Vec<StoredPenugasan>,
    /// Its first password.
    pub password: StoredPassword,
}

const TABLE: &str = "akun";

impl Store {
    /// Makes an account. A name that is taken is refused.
    pub async fn create_akun(&self, act: &Act, new: &NewAkun) -> Result<StoredAkun, StoreError> {
        check_act(act)?;
        let akun = StoredAkun {
            id: Uuid::now_v7().to_string(),
            nama_pengguna: new.nama_pengguna.clone(),
            nama: new.nama.clone(),
            aktif: true,
            sandi_asal: new.password.origin,
            totp: false,
            penugasan: new.penugasan.clone(),
        };
        let mut tx = self.database.begin_write().await?;
        let sql = "insert into akun (id, nama_pengguna, nama, aktif, sandi, sandi_asal, sandi_sampai)
                   values ($1, $2, $3, 1, $4, $5, $6) on conflict (nama_pengguna) do nothing";
        let values = vec![
            Value::from(akun.id.as_str()),
            Value::from(akun.nama_pengguna.as_str()),
            Value::from(akun.nama.as_str()),
            Value::from(new.password.hash.as_str()),
            Value::from(new.password.origin.word()),
            new.password.until.map_or(Value::Null, Value::from),
        ];
        if tx.execute(sql, values).await? == 0 {
            return Err(StoreError::rejected(
                "AKN001",
                format!("nama pengguna {}", akun.nama_pengguna),
                "Nama pengguna ini sudah dipakai.",
                "Setiap akun mempunyai nama pengguna sendiri, juga yang sudah dinonaktifkan.",
                "Pilih nama pengguna yang lain.",
            ));
        }
        insert_penugasan(&mut tx, &akun).await?;
        record(&mut tx, act, None, Some(&akun)).await?;
        tx.commit().await?;
        Ok(akun)
    }

    /// Changes name, roles and whether an account may sign in; the account as it is now. Sessions of an account that
    /// may not sign in any more end. Where nothing differs nothing is written.
    pub async fn update_akun(
        &self,
        act: &Act,
        id: &str,
        nama: &str,
        penugasan: &[StoredPenugasan],
        aktif: bool,
    ) -> Result<StoredAkun, StoreError> {
        check_act(act)?;
        let mut tx = self.database.begin_write().await?;
        let before = locked(&mut tx, id).await?;
        let after = StoredAkun { nama: nama.to_string(), penugasan: penugasan.to_vec(), aktif, ..before.clone() };
        if before == after {
            tx.rollback().await?;
            return Ok(after);
        }
        let values = vec![Value::from(id), Value::from(nama), Value::from(i64::from(aktif))];
        tx.execute("update akun set nama = $2, aktif = $3 where id = $1", values).await?;
        tx.execute("delete from penugasan where akun = $1", vec![Value::from(id)]).await?;
        insert_penugasan(&mut tx, &after).await?;
        if !aktif {
            tx.execute("delete from sesi where akun = $1", vec![Value::from(id)]).await?;
        }
        record(&mut tx, act, Some(&before), Some(&after)).await?;
        tx.commit().await?;
        Ok(after)
    }

    /// Gives an account another password by an act of someone else; all its sessions end and its failed sign-ins
    /// are forgotten.
    pub async fn reset_password(&self, act: &Act, id: &str, password: &StoredPassword) -> Result<(), StoreError> {
        check_act(act)?;
        let mut tx = self.database.begin_write().await?;
        let akun = locked(&mut tx, id).await?;
        write_password(&mut tx, id, password).await?;
        tx.execute("delete from sesi where akun = $1", vec![Value::from(id)]).await?;
        let name = Value::from(crate::sesi::attempt_key(&akun.nama_pengguna));
        tx.execute("delete from percobaan_masuk where nama = $1", vec![name]).await?;
        record(&mut tx, act, Some(&akun), Some(&akun)).await?;
        tx.commit().await
    }

    /// Stores the password that a person chose; all sessions but the one named end.
    pub async fn change_password(&self, id: &str, hash: &str, session: &str) -> Result<(), StoreError> {
        let password = StoredPassword { hash: hash.to_string(), origin: PasswordOrigin::Pribadi, until: None };
        let mut tx = self.database.begin_write().await?;
        write_password(&mut tx, id, &password).await?;
        let values = vec![Value::from(id), Value::from(session)];
        tx.execute("delete from sesi where akun = $1 and id <> $2", values).await?;
        tx.commit().await
    }

    /// Takes the second factor off an account, with its recovery codes.
    pub async fn remove_totp(&self, act: &Act, id: &str) -> Result<(), StoreError> {
        check_act(act)?;
        let mut tx = self.database.begin_write().await?;
        let before = locked(&mut tx, id).await?;
        tx.execute("update akun set totp = '', totp_aktif = 0 where id = $1", vec![Value::from(id)]).await?;
        tx.execute("delete from kode_pemulihan where akun = $1", vec![Value::from(id)]).await?;
        if before.totp {
            let after = StoredAkun { totp: false, ..before.clone() };
            record(&mut tx, act, Some(&before), Some(&after)).await?;
        }
        tx.commit().await
    }

    /// The accounts with a role in a region or in one that lies in it, by their names; all where it is empty.
    pub async fn list_akun(&self, wilayah: &str) -> Result<Vec<StoredAkun>, StoreError> {
        // Not `like`, whose wildcards a caller could send.
        let filter = "where $1 = '' or a.id in (select akun from penugasan
                      where wilayah = $1 or substr(wilayah, 1, length($2)) = $2)";
        self.akun_where(filter, vec![Value::from(wilayah), Value::from(format!("{wilayah}."))]).await
    }

    /// An account by its id.
    pub async fn akun(&self, id: &str) -> Result<Option<StoredAkun>, StoreError> {
        Ok(self.akun_where("where a.id = $1", vec![Value::from(id)]).await?.pop())
    }

    /// An account by the name that is typed.
    pub async fn akun_by_name(&self, nama_pengguna: &str) -> Result<Option<StoredAkun>, StoreError> {
        Ok(self.akun_where("where a.nama_pengguna = $1", vec![Value::from(nama_pengguna)]).await?.pop())
    }

    async fn akun_where(&self, filter: &'static str, values: Vec<Value>) -> Result<Vec<StoredAkun>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("{SELECT} {filter} order by a.nama_pengguna, p.urut"));
        let mut akun = gather(self.database.rows(sql, values).await?)?;
        akun.sort_by(|left, right| left.nama_pengguna.cmp(&right.nama_pengguna));
        Ok(akun)
    }
}

const SELECT: &str = "select a.id, a.nama_pengguna, a.nama, a.aktif, a.sandi_asal, a.totp_aktif,
                      p.peran, p.wilayah, p.unit, p.desa from akun a join penugasan p on p.akun = a.id";

/// Accounts from rows of account and role, those of one account together.
pub(crate) fn gather(rows: Vec<Row>) -> Result<Vec<StoredAkun>, StoreError> {
    let mut list: Vec<StoredAkun> = Vec::new();
    for mut row in rows {
        let mut akun = StoredAkun {
            id: row.text()?,
            nama_pengguna: row.text()?,
            nama: row.text()?,
            aktif: row.whole()? == 1,
            sandi_asal: PasswordOrigin::read(&row.text()?)?,
            totp: row.whole()? == 1,
            penugasan: Vec::new(),
        };
        let penugasan =
            StoredPenugasan { peran: row.text()?, wilayah: row.text()?, unit: row.text()?, desa: row.text()? };
        match list.last_mut().filter(|last| last.id == akun.id) {
            Some(last) => last.penugasan.push(penugasan),
            None => {
                akun.penugasan.push(penugasan);
                list.push(akun);
            }
        }
    }
    Ok(list)
}

/// An account that no other act can change until the transaction ends; refused where there is none.
async fn locked(tx: &mut Tx, id: &str) -> Result<StoredAkun, StoreError> {
    tx.execute("update akun set aktif = aktif where id = $1", vec![Value::from(id)]).await?;
    let sql = sqlx::AssertSqlSafe(format!("{SELECT} where a.id = $1 order by p.urut"));
    gather(tx.rows(sql, vec![Value::from(id)]).await?)?.pop().ok_or_else(|| {
        StoreError::rejected(
            "AKN002",
            "akun",
            "Akun ini tidak ada.",
            "Akun yang dimaksud tidak ditemukan di basis data.",
            "Muat ulang daftar akun, lalu pilih kembali.",
        )
    })
}

async fn write_password(tx: &mut Tx, id: &str, password: &StoredPassword) -> Result<(), StoreError> {
    let sql = "update akun set sandi = $2, sandi_asal = $3, sandi_sampai = $4 where id = $1";
    let until = password.until.map_or(Value::Null, Value::from);
    let values = vec![Value::from(id), Value::from(password.hash.as_str()), Value::from(password.origin.word()), until];
    tx.execute(sql, values).await.map(|_| ())
}

async fn insert_penugasan(tx: &mut Tx, akun: &StoredAkun) -> Result<(), StoreError> {
    let rows = (1_i64..).zip(&akun.penugasan).map(|(urut, penugasan)| {
        vec![
            Value::from(akun.id.as_str()),
            Value::from(urut),
            Value::from(penugasan.peran.as_str()),
            Value::from(penugasan.wilayah.as_str()),
            Value::from(penugasan.unit.as_str()),
            Value::from(penugasan.desa.as_str()),
        ]
    });
    tx.insert("penugasan", &["akun", "urut", "peran", "wilayah", "unit", "desa"], rows.collect()).await
}

/// Writes an act into the history of every region that the account had or has a role in.
async fn record(
    tx: &mut Tx,
    act: &Act,
    before: Option<&StoredAkun>,
    after: Option<&StoredAkun>,
) -> Result<(), StoreError> {
    let both = || before.into_iter().chain(after);
    let regions: BTreeSet<&str> =
        both().flat_map(|akun| akun.penugasan.iter().map(|penugasan| penugasan.wilayah.as_str())).collect();
    let Some(id) = both().next().map(|akun| akun.id.clone()) else { return Ok(()) };
    // In the order of their codes, so that two acts never wait for each other.
    for region in regions {
        let held = history::hold(tx, region).await?;
        let key = Cells::from([("id".to_string(), id.clone())]);
        let change = Change { table: TABLE, key, before: before.map(cells), after: after.map(cells) };
        history::append(tx, &held, act, 0, vec![change]).await?;
    }
    Ok(())
}

/// What the history tells of an account: never anything of its password.
fn cells(akun: &StoredAkun) -> Cells {
    let flag = |flag: bool| if flag { "ya" } else { "tidak" }.to_string();
    let roles = akun.penugasan.iter().map(|role| {
        let parts = [&role.peran, &role.wilayah, &role.unit, &role.desa];
        parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    });
    Cells::from([
        ("nama_pengguna".to_string(), akun.nama_pengguna.clone()),
        ("nama".to_string(), akun.nama.clone()),
        ("aktif".to_string(), flag(akun.aktif)),
        ("kode_tambahan".to_string(), flag(akun.totp)),
        ("penugasan".to_string(), roles.collect::<Vec<_>>().join("; ")),
    ])
}
