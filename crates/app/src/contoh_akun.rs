//! Accounts of the example offices, one for each role.

use domain::register::JenisWilayah;
use domain::schema::Field as _;
use domain::value::KodeWilayah;
use store::Store;

use crate::akun::{Akun, BuatAkun, Penugasan, Peran, example};
use crate::contoh::KIND;
use crate::{AppError, Pelaku};

/// Makes an account for each role in each example office; the accounts with their passwords, which are random and
/// stand nowhere else. Where there are accounts already, they get new passwords; those that a person has changed
/// are left alone and left out.
pub async fn akun_contoh(store: &Store, pelaku: &Pelaku) -> Result<Vec<(Akun, String)>, AppError> {
    let mut accounts = Vec::new();
    for office in store.offices().await? {
        let kode = KodeWilayah::read(&office.kode).map_err(|why| AppError::failure("reading an office code", why))?;
        let history = store.history(&kode, None, i64::from(u32::MAX)).await?;
        let Some(tahun) = store.years(&kode).await?.pop() else { continue };
        let Some((register, _)) = store.load(&kode, tahun).await? else { continue };
        let (Some(instansi), Some(kabupaten)) = (register.instansi.first(), kode.parent()) else { continue };
        if history.iter().all(|entry| entry.act.kind != KIND) {
            continue;
        }
        let units = || register.unit.iter();
        let unit = units().find(|unit| unit.nama.write().starts_with("Seksi")).or_else(|| units().next());
        let desa = register.desa.iter().find(|desa| desa.jenis == JenisWilayah::Desa);
        for peran in Peran::ALL {
            let (wilayah, place) = if peran.is_kabupaten() {
                (&kabupaten, instansi.kabupaten.write())
            } else {
                (&kode, instansi.nama.write())
            };
            let penugasan = Penugasan {
                peran,
                wilayah: wilayah.to_string(),
                unit: unit.filter(|_| peran == Peran::Kasi).map(|unit| unit.kode.write()),
                desa: desa.filter(|_| peran == Peran::Desa).map(|desa| desa.kode.write()),
            };
            if peran == Peran::Kasi && penugasan.unit.is_none() || peran == Peran::Desa && penugasan.desa.is_none() {
                continue;
            }
            let last_word = place.rsplit(' ').next().unwrap_or_default().to_lowercase();
            let word = peran.word();
            let first_word = word.split(' ').next().unwrap_or(word);
            let baru = BuatAkun {
                nama_pengguna: format!("{first_word}.{last_word}"),
                nama: format!("Contoh {word} {place}"),
                penugasan: vec![penugasan],
            };
            accounts.extend(example(store, pelaku, baru).await?);
        }
    }
    Ok(accounts)
}
