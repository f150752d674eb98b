//! Roles, where they hold, and who may give them.

use domain::problem::{Place, Problems};
use domain::schema::Field;
use domain::value::{Kode, KodeWilayah};
use store::{StoredAkun, StoredPenugasan};

use crate::AppError;

/// What a person is in an office or a kabupaten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Peran {
    /// Enters the data of the office.
    Operator,
    /// Head of one unit.
    Kasi,
    /// Verifies.
    Sekcam,
    /// Approves.
    Camat,
    /// Sees to the documents of one desa.
    Desa,
    /// Sees to his own visits.
    PetugasLayanan,
    /// Manages the office and its accounts.
    AdminKecamatan,
    /// Reads and remarks on all offices of the kabupaten.
    ReviewerKabupaten,
    /// Evaluates all offices of the kabupaten.
    Evaluator,
    /// Manages all offices of the kabupaten and their accounts.
    AdminKabupaten,
}

impl Peran {
    /// All roles.
    pub const ALL: [Self; 10] = [
        Self::Operator,
        Self::Kasi,
        Self::Sekcam,
        Self::Camat,
        Self::Desa,
        Self::PetugasLayanan,
        Self::AdminKecamatan,
        Self::ReviewerKabupaten,
        Self::Evaluator,
        Self::AdminKabupaten,
    ];

    /// The word that is stored and shown.
    pub fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Kasi => "kasi",
            Self::Sekcam => "sekcam",
            Self::Camat => "camat",
            Self::Desa => "desa",
            Self::PetugasLayanan => "petugas layanan",
            Self::AdminKecamatan => "admin kecamatan",
            Self::ReviewerKabupaten => "reviewer kabupaten",
            Self::Evaluator => "evaluator",
            Self::AdminKabupaten => "admin kabupaten",
        }
    }

    /// The role with a word; hyphens stand for spaces too.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace(['-', '_'], " ");
        Self::ALL.into_iter().find(|peran| peran.word() == word)
    }

    /// Whether it holds in every office of a kabupaten.
    pub fn is_kabupaten(self) -> bool {
        matches!(self, Self::ReviewerKabupaten | Self::Evaluator | Self::AdminKabupaten)
    }
}

/// A role in a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penugasan {
    /// The role.
    pub peran: Peran,
    /// Code of the kecamatan, or of the kabupaten for a role of the kabupaten. Invented regions are allowed.
    pub wilayah: String,
    /// `kode` of the unit of a kasi.
    pub unit: Option<String>,
    /// Region code of the desa.
    pub desa: Option<String>,
}

impl Penugasan {
    /// Whether it holds in an office.
    pub fn covers(&self, kantor: &KodeWilayah) -> bool {
        if self.peran.is_kabupaten() {
            lies_in(kantor.as_str(), &self.wilayah)
        } else {
            kantor.as_str() == self.wilayah
        }
    }

    /// Adds what is wrong with it.
    pub(super) fn check(&self, problems: &mut Problems) {
        let place = Place(format!("peran {}", self.peran.word()));
        let mut refuse = |what: String, why: &str, action: &str| problems.error("AKN012", &place, what, why, action);
        let (parts, example) = if self.peran.is_kabupaten() { (2, "35.08") } else { (3, "35.08.02") };
        let known = KodeWilayah::read(&self.wilayah).is_ok_and(|kode| kode.as_str() == self.wilayah);
        if !known || self.wilayah.split('.').count() != parts {
            refuse(
                format!("Kode wilayah \"{}\" tidak cocok dengan peran ini.", self.wilayah),
                "Peran kabupaten berlaku di satu kabupaten, peran lain di satu kecamatan.",
                &format!("Isi kode wilayah seperti {example}."),
            );
        }
        match (self.peran == Peran::Kasi, &self.unit) {
            (true, Some(unit)) if Kode::read(unit).is_ok() => {}
            (false, None) => {}
            (true, _) => refuse(
                "Kode unit kasi belum diisi atau tidak dapat dibaca.".to_string(),
                "Kasi hanya mengurus unitnya sendiri, jadi unitnya harus diketahui.",
                "Isi kode unit seperti pada tabel unit.",
            ),
            (false, Some(_)) => refuse(
                "Kode unit tidak dipakai untuk peran ini.".to_string(),
                "Hanya kasi yang dibatasi pada satu unit.",
                "Kosongkan kode unit.",
            ),
        }
        match (self.peran == Peran::Desa, &self.desa) {
            (true, Some(desa))
                if KodeWilayah::read(desa).is_ok_and(|kode| kode.as_str() == desa)
                    && desa.split('.').count() == 4
                    && lies_in(desa, &self.wilayah) => {}
            (false, None) => {}
            (true, _) => refuse(
                "Kode desa belum diisi atau tidak berada di kecamatan ini.".to_string(),
                "Pengguna desa hanya mengurus dokumen desanya sendiri.",
                "Isi kode desa seperti 35.08.02.2001.",
            ),
            (false, Some(_)) => refuse(
                "Kode desa tidak dipakai untuk peran ini.".to_string(),
                "Hanya pengguna desa yang dibatasi pada satu desa.",
                "Kosongkan kode desa.",
            ),
        }
    }

    pub(super) fn to_stored(&self) -> StoredPenugasan {
        StoredPenugasan {
            peran: self.peran.word().to_string(),
            wilayah: self.wilayah.clone(),
            unit: self.unit.clone().unwrap_or_default(),
            desa: self.desa.clone().unwrap_or_default(),
        }
    }

    fn from_stored(stored: StoredPenugasan) -> Result<Self, AppError> {
        let peran = Peran::parse(&stored.peran)
            .ok_or_else(|| AppError::failure("reading an account", format!("role {} is unknown", stored.peran)))?;
        let filled = |text: String| Some(text).filter(|text| !text.is_empty());
        Ok(Self { peran, wilayah: stored.wilayah, unit: filled(stored.unit), desa: filled(stored.desa) })
    }
}

/// Whether a region is another one or lies in it.
fn lies_in(region: &str, outer: &str) -> bool {
    region.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// An account, without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Akun {
    /// Its id.
    pub id: String,
    /// The name that is typed to sign in.
    pub nama_pengguna: String,
    /// The person's name.
    pub nama: String,
    /// Its roles, in the order in which they were given.
    pub penugasan: Vec<Penugasan>,
    /// Whether it may sign in.
    pub aktif: bool,
    /// Whether its password was handed out and must be changed before anything else.
    pub wajib_ganti_sandi: bool,
    /// Whether a second factor is asked for.
    pub totp: bool,
}

impl Akun {
    /// The roles that hold in an office.
    pub fn di_kantor(&self, kantor: &KodeWilayah) -> impl Iterator<Item = &Penugasan> {
        self.penugasan.iter().filter(|penugasan| penugasan.covers(kantor))
    }

    pub(crate) fn from_stored(stored: StoredAkun) -> Result<Self, AppError> {
        Ok(Self {
            wajib_ganti_sandi: stored.must_change_password(),
            penugasan: stored.penugasan.into_iter().map(Penugasan::from_stored).collect::<Result<_, _>>()?,
            id: stored.id,
            nama_pengguna: stored.nama_pengguna,
            nama: stored.nama,
            aktif: stored.aktif,
            totp: stored.totp,
        })
    }
}

/// Whether someone may give a role: only within his own region, and none above his own.
pub fn may_assign(giver: &Akun, penugasan: &Penugasan) -> bool {
    giver.aktif
        && giver.penugasan.iter().any(|own| match own.peran {
            Peran::AdminKabupaten => lies_in(&penugasan.wilayah, &own.wilayah),
            Peran::AdminKecamatan => !penugasan.peran.is_kabupaten() && penugasan.wilayah == own.wilayah,
            _ => false,
        })
}

/// Whether someone may change, reset or deactivate an account: only where he might have given all its roles.
pub fn may_manage(giver: &Akun, akun: &Akun) -> bool {
    akun.penugasan.iter().all(|penugasan| may_assign(giver, penugasan))
}
