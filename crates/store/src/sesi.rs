//! Signing in: failed attempts, sessions, the second factor. Only digests of tokens and codes are stored.

use std::fmt;

use uuid::Uuid;

use crate::Store;
use crate::akun::{PasswordOrigin, StoredAkun, gather};
use crate::database::Value;
use crate::digest::of_fields;
use crate::error::StoreError;

/// What is needed to check who signs in.
pub struct Credentials {
    /// Id of the account.
    pub id: String,
    /// Whether it may sign in.
    pub aktif: bool,
    /// Its password as a PHC string.
    pub hash: String,
    /// Unix seconds until which the password holds.
    pub until: Option<i64>,
    /// Secret of the second factor in base32; empty where none was made.
    pub totp: String,
    /// Whether the second factor is asked for.
    pub totp_active: bool,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Credentials").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Whether someone may try to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// Not before so many seconds.
    Wait(i64),
    /// The attempt was counted, as the failure that it may become; how many there are with it.
    Counted(i64),
}

/// A one-time code that a sign-in uses up.
#[derive(Clone, Copy)]
pub enum OneTimeCode<'a> {
    /// The step of a code of the second factor.
    Step(i64),
    /// A recovery code.
    Recovery(&'a str),
}

/// How long sessions last, in seconds.
#[derive(Debug, Clone, Copy)]
pub struct SessionLimits {
    /// Without a request.
    pub idle: i64,
    /// From sign-in.
    pub absolute: i64,
    /// How old the stored time of the last request may be.
    pub touch: i64,
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSesi {
    /// Its id, which is no secret.
    pub id: String,
    /// What was used to sign in.
    pub perangkat: String,
    /// When it began, in Unix seconds.
    pub dibuat: i64,
    /// About when it was last used, in Unix seconds.
    pub terakhir: i64,
}

/// Under which key attempts with a name are counted. What was typed may be a password by mistake, so it is not kept.
pub(crate) fn attempt_key(nama_pengguna: &str) -> String {
    of_fields("kinerja percobaan 1", [nama_pengguna])
}

fn token_key(token: &str) -> String {
    of_fields("kinerja sesi 1", [token])
}

fn recovery_key(akun: &str, code: &str) -> String {
    of_fields("kinerja pemulihan 1", [akun, code])
}

impl Store {
    /// Counts an attempt to sign in before it is checked, so that many at once cannot outrun the count. `wait` says
    /// how many seconds after so many failures the next attempt may come; failures are forgotten `forget` seconds
    /// after the last.
    pub async fn begin_attempt(
        &self,
        nama_pengguna: &str,
        now: i64,
        forget: i64,
        wait: impl Fn(i64) -> i64,
    ) -> Result<Attempt, StoreError> {
        let key = attempt_key(nama_pengguna);
        let mut tx = self.database.begin_write().await?;
        let old = vec![Value::from(now - forget)];
        tx.execute("delete from percobaan_masuk where terakhir < $1", old).await?;
        // Makes the row, so that the next attempt with this name waits for this one.
        let sql = "insert into percobaan_masuk (nama, banyak, terakhir) values ($1, 1, $2)
                   on conflict (nama) do update set banyak = percobaan_masuk.banyak + 1
                   returning banyak, terakhir";
        let row = tx.row(sql, vec![Value::from(key.as_str()), Value::from(now)]).await?;
        let mut row = row.ok_or_else(|| StoreError::failure("the attempt was not counted"))?;
        let (count, last) = (row.whole()?, row.whole()?);
        // Never longer than the wait itself, should the clock have been set back.
        let pause = if count > 1 { wait(count - 1) } else { 0 };
        let left = pause.min(last + pause - now);
        if left > 0 {
            tx.rollback().await?;
            return Ok(Attempt::Wait(left));
        }
        let values = vec![Value::from(key), Value::from(now)];
        tx.execute("update percobaan_masuk set terakhir = $2 where nama = $1", values).await?;
        tx.commit().await?;
        Ok(Attempt::Counted(count))
    }

    /// Takes back the count of an attempt that was no failure, though nobody signed in yet.
    pub async fn undo_attempt(&self, nama_pengguna: &str) -> Result<(), StoreError> {
        let sql = "update percobaan_masuk set banyak = banyak - 1 where nama = $1 and banyak > 0";
        self.database.execute(sql, vec![Value::from(attempt_key(nama_pengguna))]).await.map(|_| ())
    }

    /// What is needed to check who signs in with a name.
    pub async fn credentials(&self, nama_pengguna: &str) -> Result<Option<Credentials>, StoreError> {
        let sql = "select id, aktif, sandi, coalesce(sandi_sampai, 0), totp, totp_aktif from akun
                   where nama_pengguna = $1";
        let rows = self.database.rows(sql, vec![Value::from(nama_pengguna)]).await?;
        let Some(mut row) = rows.into_iter().next() else { return Ok(None) };
        Ok(Some(Credentials {
            id: row.text()?,
            aktif: row.whole()? == 1,
            hash: row.text()?,
            until: Some(row.whole()?).filter(|until| *until != 0),
            totp: row.text()?,
            totp_active: row.whole()? == 1,
        }))
    }

    /// Begins a session and forgets the failures of its account; its id. `None` where the one-time code was used
    /// before. Sessions that are over are removed.
    pub async fn begin_session(
        &self,
        akun: &StoredAkun,
        token: &str,
        perangkat: &str,
        code: Option<OneTimeCode<'_>>,
        now: i64,
        limits: SessionLimits,
    ) -> Result<Option<String>, StoreError> {
        let mut tx = self.database.begin_write().await?;
        let id = Value::from(akun.id.as_str());
        let used = match code {
            None => 1,
            Some(OneTimeCode::Step(step)) => {
                let sql = "update akun set totp_langkah = $2 where id = $1 and totp_langkah < $2";
                tx.execute(sql, vec![id.clone(), Value::from(step)]).await?
            }
            Some(OneTimeCode::Recovery(code)) => {
                let sql = "delete from kode_pemulihan where akun = $1 and sidik = $2";
                tx.execute(sql, vec![id.clone(), Value::from(recovery_key(&akun.id, code))]).await?
            }
        };
        if used == 0 {
            tx.rollback().await?;
            return Ok(None);
        }
        let name = Value::from(attempt_key(&akun.nama_pengguna));
        tx.execute("delete from percobaan_masuk where nama = $1", vec![name]).await?;
        let over = vec![Value::from(now - limits.idle), Value::from(now - limits.absolute)];
        tx.execute("delete from sesi where terakhir <= $1 or dibuat <= $2", over).await?;
        let session = Uuid::new_v4().to_string();
        let values = vec![
            Value::from(token_key(token)),
            Value::from(session.as_str()),
            id,
            Value::from(perangkat),
            Value::from(now),
            Value::from(now),
        ];
        let columns = ["sidik", "id", "akun", "perangkat", "dibuat", "terakhir"];
        tx.insert("sesi", &columns, vec![values]).await?;
        tx.commit().await?;
        Ok(Some(session))
    }

    /// Whose session a token is, and the id of the session; one query, since every request asks. The time of the
    /// last request is written when it is older than the limits say.
    pub async fn session(
        &self,
        token: &str,
        now: i64,
        limits: SessionLimits,
    ) -> Result<Option<(StoredAkun, String)>, StoreError> {
        let sql = "select s.id, s.terakhir, a.id, a.nama_pengguna, a.nama, a.aktif, a.sandi_asal, a.totp_aktif,
                   p.peran, p.wilayah, p.unit, p.desa
                   from sesi s join akun a on a.id = s.akun join penugasan p on p.akun = a.id
                   where s.sidik = $1 and s.terakhir > $2 and s.dibuat > $3 and a.aktif = 1 order by p.urut";
        let key = token_key(token);
        let values =
            vec![Value::from(key.as_str()), Value::from(now - limits.idle), Value::from(now - limits.absolute)];
        let mut rows = self.database.rows(sql, values).await?;
        let mut found = None;
        for row in &mut rows {
            found = Some((row.text()?, row.whole()?));
        }
        let (Some((session, last)), Some(akun)) = (found, gather(rows)?.pop()) else { return Ok(None) };
        if last <= now - limits.touch {
            let sql = "update sesi set terakhir = $2 where sidik = $1 and terakhir < $2";
            self.database.execute(sql, vec![Value::from(key), Value::from(now)]).await?;
        }
        Ok(Some((akun, session)))
    }

    /// Ends the session of a token.
    pub async fn end_session(&self, token: &str) -> Result<(), StoreError> {
        self.database.execute("delete from sesi where sidik = $1", vec![Value::from(token_key(token))]).await?;
        Ok(())
    }

    /// Ends all sessions of an account, or the one with an id.
    pub async fn end_sessions(&self, akun: &str, only: Option<&str>) -> Result<(), StoreError> {
        let sql = "delete from sesi where akun = $1 and ($2 = '' or id = $2)";
        self.database.execute(sql, vec![Value::from(akun), Value::from(only.unwrap_or_default())]).await?;
        Ok(())
    }

    /// The sessions of an account that are not over, the newest first.
    pub async fn sessions(&self, akun: &str, now: i64, limits: SessionLimits) -> Result<Vec<StoredSesi>, StoreError> {
        let sql = "select id, perangkat, dibuat, terakhir from sesi
                   where akun = $1 and terakhir > $2 and dibuat > $3 order by dibuat desc, id";
        let values = vec![Value::from(akun), Value::from(now - limits.idle), Value::from(now - limits.absolute)];
        let rows = self.database.rows(sql, values).await?.into_iter();
        rows.map(|mut row| {
            Ok(StoredSesi { id: row.text()?, perangkat: row.text()?, dibuat: row.whole()?, terakhir: row.whole()? })
        })
        .collect()
    }

    /// Keeps the secret of a second factor that is not asked for yet. Nothing happens where one is in force.
    pub async fn prepare_totp(&self, akun: &str, secret: &str) -> Result<bool, StoreError> {
        let sql = "update akun set totp = $2 where id = $1 and totp_aktif = 0";
        Ok(self.database.execute(sql, vec![Value::from(akun), Value::from(secret)]).await? == 1)
    }

    /// From now on asks for the second factor whose code of a step was seen; recovery codes are kept as digests.
    /// False where the secret is not the one that was prepared, or is in force already.
    pub async fn activate_totp(
        &self,
        akun: &str,
        secret: &str,
        step: i64,
        recovery: &[String],
    ) -> Result<bool, StoreError> {
        let mut tx = self.database.begin_write().await?;
        let sql = "update akun set totp_aktif = 1, totp_langkah = $3 where id = $1 and totp = $2 and totp_aktif = 0";
        if tx.execute(sql, vec![Value::from(akun), Value::from(secret), Value::from(step)]).await? == 0 {
            tx.rollback().await?;
            return Ok(false);
        }
        tx.execute("delete from kode_pemulihan where akun = $1", vec![Value::from(akun)]).await?;
        let rows = recovery.iter().map(|code| vec![Value::from(recovery_key(akun, code)), Value::from(akun)]);
        tx.insert("kode_pemulihan", &["sidik", "akun"], rows.collect()).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// How many recovery codes an account has left.
    pub async fn recovery_codes_left(&self, akun: &str) -> Result<i64, StoreError> {
        let sql = "select count(*) from kode_pemulihan where akun = $1";
        let row = self.database.rows(sql, vec![Value::from(akun)]).await?.into_iter().next();
        row.map_or(Ok(0), |mut row| row.whole())
    }
}

impl StoredAkun {
    /// Whether the password was handed out and must be changed.
    pub fn must_change_password(&self) -> bool {
        self.sandi_asal == PasswordOrigin::Sementara
    }
}
