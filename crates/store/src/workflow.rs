//! The way of each report from draft to lock, and how a lock is kept: no save changes what belongs to a locked period.

use domain::alur::{Keadaan, bagian_terkunci, menurut_peristiwa};
use domain::problem::{Place, Problems, Rejection};
use domain::schema::{Field as _, TableSchema};
use domain::value::{KodeWilayah, Periode};
use uuid::Uuid;

use crate::Store;
use crate::database::{Row, Tx, Value};
use crate::error::StoreError;
use crate::history::{self, Act, Cells, Change, Held};
use crate::rows;
use crate::save::{check_act, raise_versi};
use crate::store::{id_of, versi_of};

/// A step on the way of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkflowEvent {
    /// Number of its entry in the history.
    pub nomor: i64,
    /// The period.
    pub periode: Periode,
    /// The state that it led to.
    pub keadaan: Keadaan,
    /// Who acted.
    pub actor: String,
    /// When.
    pub at: String,
    /// What the actor wrote about it.
    pub note: String,
}

/// A change of a row as a save is about to write it; absent cells are those of a row that comes or goes.
pub(crate) struct RowChange<'a> {
    pub table: &'static TableSchema,
    pub key: &'a [String],
    pub before: Option<&'a [String]>,
    pub after: Option<&'a [String]>,
}

const COLUMNS: &str = "riwayat, periode, keadaan, oleh, waktu, catatan";

impl Store {
    /// The steps of all reports of an office, the oldest first.
    pub async fn workflow(&self, kantor: &KodeWilayah) -> Result<Vec<WorkflowEvent>, StoreError> {
        let mut tx = self.database.begin_read().await?;
        let Some(id) = id_of(&mut tx, kantor.as_str()).await? else { return Ok(Vec::new()) };
        let sql = format!("select {COLUMNS} from alur where kantor = $1 order by riwayat");
        let rows = tx.rows(sqlx::AssertSqlSafe(sql), vec![Value::from(id)]).await?;
        tx.rollback().await?;
        rows.into_iter().map(read_event).collect()
    }

    /// Moves a report from one state to another as one act; refused where it is in another state meanwhile. Whether
    /// the step is lawful is the caller's to know.
    pub async fn move_workflow(
        &self,
        act: &Act,
        kantor: &KodeWilayah,
        periode: Periode,
        from: Keadaan,
        to: Keadaan,
    ) -> Result<(), StoreError> {
        check_act(act)?;
        let mut tx = self.database.begin_write().await?;
        let held = history::hold(&mut tx, kantor.as_str()).await?;
        if versi_of(&mut tx, &held.kantor, periode.tahun()).await?.is_none() {
            return Err(StoreError::rejected(
                "SIM021",
                format!("laporan {}", periode.write()),
                format!("Register tahun {} belum ada.", periode.tahun()),
                "Laporan disusun dari register tahunnya.",
                "Pilih tahun yang ada, atau isi register tahun itu lebih dahulu.",
            ));
        }
        let now = state_of(&mut tx, &held.kantor, periode).await?;
        if now.keadaan() != from {
            let told = |event: &WorkflowEvent| format!(" oleh {} pada {}", event.actor, held.waktu(&event.at));
            let who = now.0.as_ref().map_or_else(String::new, told);
            return Err(StoreError::rejected(
                "SIM022",
                format!("laporan {}", periode.write()),
                format!("Keadaan laporan ini sudah menjadi {}{who}.", now.keadaan()),
                format!("Langkah Anda dimulai dari keadaan {from}."),
                "Muat ulang halamannya, lalu ulangi bila masih perlu.",
            ));
        }
        let change = record_step(&mut tx, &held, act, periode, now.keadaan(), to).await?;
        raise_versi(&mut tx, &held, periode.tahun(), false).await?;
        history::append(&mut tx, &held, act, periode.tahun(), vec![change]).await?;
        tx.commit().await
    }
}

fn read_event(mut row: Row) -> Result<WorkflowEvent, StoreError> {
    let nomor = row.whole()?;
    let periode = Periode::read(&row.text()?).map_err(StoreError::failure)?;
    let keadaan = Keadaan::read(&row.text()?).map_err(StoreError::failure)?;
    Ok(WorkflowEvent { nomor, periode, keadaan, actor: row.text()?, at: row.text()?, note: row.text()? })
}

/// The newest step of a report, if any.
pub(crate) struct State(Option<WorkflowEvent>);

impl State {
    /// A report without steps is a draft.
    pub fn keadaan(&self) -> Keadaan {
        self.0.as_ref().map_or(Keadaan::Draf, |event| event.keadaan)
    }
}

pub(crate) async fn state_of(tx: &mut Tx, kantor: &str, periode: Periode) -> Result<State, StoreError> {
    let sql = format!("select {COLUMNS} from alur where kantor = $1 and periode = $2 order by riwayat desc limit 1");
    let row = tx.row(sqlx::AssertSqlSafe(sql), vec![Value::from(kantor), Value::from(periode.write())]).await?;
    Ok(State(row.map(read_event).transpose()?))
}

/// Writes a step and gives its detail for the history.
pub(crate) async fn record_step(
    tx: &mut Tx,
    held: &Held,
    act: &Act,
    periode: Periode,
    from: Keadaan,
    to: Keadaan,
) -> Result<Change, StoreError> {
    let columns = ["id", "kantor", "tahun", "periode", "riwayat", "keadaan", "oleh", "waktu", "catatan"];
    let values = vec![
        Value::from(Uuid::now_v7().to_string()),
        Value::from(held.kantor.as_str()),
        Value::from(i64::from(periode.tahun())),
        Value::from(periode.write()),
        Value::from(held.nomor),
        Value::from(to.word()),
        Value::from(act.actor.as_str()),
        Value::from(act.at.as_str()),
        Value::from(act.note.as_str()),
    ];
    tx.insert("alur", &columns, vec![values]).await?;
    let cells = |name: &str, text: &str| Cells::from([(name.to_string(), text.to_string())]);
    Ok(Change {
        table: "alur",
        key: cells("periode", &periode.write()),
        before: Some(cells("keadaan", from.word())),
        after: Some(cells("keadaan", to.word())),
    })
}

/// The locks of an office and a year.
async fn locks(tx: &mut Tx, kantor: &str, tahun: i32) -> Result<Vec<WorkflowEvent>, StoreError> {
    let sql = "select a.riwayat, a.periode, a.keadaan, a.oleh, a.waktu, a.catatan from alur a
               where a.kantor = $1 and a.tahun = $2 and a.riwayat =
               (select max(b.riwayat) from alur b where b.kantor = a.kantor and b.periode = a.periode)";
    let rows = tx.rows(sql, vec![Value::from(kantor), Value::from(i64::from(tahun))]).await?;
    let mut events: Vec<WorkflowEvent> = rows.into_iter().map(read_event).collect::<Result<_, _>>()?;
    events.retain(|event| event.keadaan == Keadaan::Dikunci);
    events.sort_by_key(|event| event.periode);
    Ok(events)
}

/// Refuses changes of what belongs to a locked period, all of them at once.
pub(crate) async fn refuse_locked(
    tx: &mut Tx,
    held: &Held,
    tahun: i32,
    changes: impl Iterator<Item = RowChange<'_>>,
) -> Result<(), StoreError> {
    let locks = locks(tx, &held.kantor, tahun).await?;
    if locks.is_empty() {
        return Ok(());
    }
    let mut problems = Problems::default();
    for change in changes {
        let part = |cells: Option<&[String]>, lock: &WorkflowEvent| {
            cells.and_then(|cells| bagian_terkunci(change.table, cells, lock.periode))
        };
        let broken: Vec<String> = locks
            .iter()
            .filter(|lock| part(change.before, lock) != part(change.after, lock))
            .map(|lock| format!("{} (dikunci oleh {} pada {})", lock.periode, lock.actor, held.waktu(&lock.at)))
            .collect();
        if broken.is_empty() {
            continue;
        }
        let dated =
            if menurut_peristiwa(change.table) { " Bila yang dicatat terjadi sesudahnya, isi tanggalnya." } else { "" };
        problems.error(
            "SIM020",
            &Place(rows::describe(change.table, change.key)),
            format!("Baris ini termasuk periode yang sudah dikunci: {}.", broken.join(", ")),
            "Isi periode yang dikunci tidak berubah lewat jalan apa pun, supaya tetap sama dengan laporan yang ditandatangani.",
            format!("Biarkan barisnya seperti semula, atau buka dahulu kuncinya dengan alasan (kinerja buka-kunci).{dated}"),
        );
    }
    if problems.has_errors() {
        return Err(StoreError::Rejected(Rejection { problems: problems.0 }));
    }
    Ok(())
}
