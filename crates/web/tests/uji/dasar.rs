//! The application over the example offices, with an account for each role.

use std::collections::BTreeMap;
use std::sync::Mutex;

use app::akun::{Akun, Masuk, Peran, masuk};
use app::{Home, Pelaku, Waktu};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use tower::ServiceExt;
use web::{Keadaan, Pengaturan, aplikasi};

/// A fixed clock: nothing in these tests hangs on the day on which they run.
pub const NOW: &str = "2024-10-07T08:00:00Z";

/// The own office of the accounts, and another one.
pub const OWN: &str = "99.99.01";
pub const OTHER: &str = "35.08.02";

/// A server with the examples.
pub struct Server {
    pub app: Router,
    pub keadaan: Keadaan,
    pub accounts: Vec<(Akun, String)>,
    sessions: Mutex<BTreeMap<Peran, Session>>,
    _folder: tempfile::TempDir,
}

/// Someone who is signed in.
#[derive(Clone)]
pub struct Session {
    pub cookie: String,
    pub csrf: String,
}

impl Server {
    pub async fn start() -> Self {
        Self::with_cache(8).await
    }

    pub async fn with_cache(cache: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path(), None);
        let store = home.open().await.unwrap();
        let pelaku = Pelaku { nama: "uji".to_string(), waktu: NOW.to_string() };
        app::siapkan_contoh(&store, &home, &pelaku).await.unwrap();
        let accounts = app::akun_contoh(&store, &pelaku).await.unwrap();
        let keadaan = Keadaan::new(store, Pengaturan { home, tls: false, jam: || NOW.to_string(), cache });
        Self { app: aplikasi(&keadaan), keadaan, accounts, sessions: Mutex::default(), _folder: folder }
    }

    /// Without any office or account.
    pub async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path(), None);
        let store = home.open().await.unwrap();
        let keadaan = Keadaan::new(store, Pengaturan { home, tls: false, jam: || NOW.to_string(), cache: 8 });
        Self { app: aplikasi(&keadaan), keadaan, accounts: Vec::new(), sessions: Mutex::default(), _folder: folder }
    }

    /// The same data served by another process: nothing but the folder is left of the first one.
    pub async fn restarted(self) -> Self {
        let pengaturan = self.keadaan.pengaturan.clone();
        self.keadaan.store.close().await;
        let keadaan = Keadaan::new(pengaturan.home.open().await.unwrap(), pengaturan);
        Self {
            app: aplikasi(&keadaan),
            keadaan,
            accounts: self.accounts,
            sessions: Mutex::default(),
            _folder: self._folder,
        }
    }

    /// Signs in the account of a role at an office whose code begins with the given one.
    pub async fn sign_in(&self, peran: Peran, wilayah: &str) -> Session {
        let holds =
            |akun: &Akun| akun.penugasan.iter().any(|duty| duty.peran == peran && wilayah.starts_with(&duty.wilayah));
        let (akun, sandi) = self.accounts.iter().find(|(akun, _)| holds(akun)).unwrap();
        let now = Waktu::read(NOW).unwrap();
        match masuk(&self.keadaan.store, &akun.nama_pengguna, sandi, None, now, "uji").await.unwrap() {
            Masuk::Berhasil { token, sesi } => Session { cookie: format!("kinerja={token}"), csrf: sesi.csrf },
            _ => panic!("{} cannot sign in", akun.nama_pengguna),
        }
    }

    /// A session of a role at the own office, kept until [`Self::forget_sessions`].
    pub async fn session(&self, peran: Peran) -> Session {
        let known = self.sessions.lock().unwrap().get(&peran).cloned();
        let session = match known {
            Some(session) => session,
            None => self.sign_in(peran, OWN).await,
        };
        self.sessions.lock().unwrap().insert(peran, session.clone());
        session
    }

    /// After an act that ends sessions.
    pub fn forget_sessions(&self) {
        self.sessions.lock().unwrap().clear();
    }

    /// Sends a request.
    pub async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.app.clone().oneshot(request).await.unwrap()
    }

    /// A page as it is seen by someone.
    pub async fn get(&self, session: Option<&Session>, path: &str) -> (StatusCode, String) {
        let mut request = Request::get(path).header(header::HOST, "uji");
        if let Some(session) = session {
            request = request.header(header::COOKIE, &session.cookie);
        }
        self.read(request.body(Body::empty()).unwrap()).await
    }

    /// A form as it is sent from a page of ours.
    pub async fn post(&self, session: &Session, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("_csrf", &session.csrf).extend_pairs(fields);
        let request = Request::post(path)
            .header(header::HOST, "uji")
            .header(header::COOKIE, &session.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.read(request.body(Body::from(body.finish())).unwrap()).await
    }

    /// Files as a browser hands them in.
    pub async fn upload(&self, session: &Session, path: &str, files: &[(&str, &[u8])]) -> (StatusCode, String) {
        let field = "--b\r\nContent-Disposition: form-data; name=";
        let mut body = format!("{field}\"_csrf\"\r\n\r\n{}\r\n", session.csrf).into_bytes();
        for (name, bytes) in files {
            body.extend_from_slice(format!("{field}\"berkas\"; filename=\"{name}\"\r\n\r\n").as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--b--\r\n");
        let request = Request::post(path)
            .header(header::HOST, "uji")
            .header(header::COOKIE, &session.cookie)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
        self.read(request.body(Body::from(body)).unwrap()).await
    }

    /// The bytes of a file.
    pub async fn file(&self, session: &Session, path: &str) -> (StatusCode, Vec<u8>) {
        let request = Request::get(path).header(header::HOST, "uji").header(header::COOKIE, &session.cookie);
        let response = self.send(request.body(Body::empty()).unwrap()).await;
        let status = response.status();
        (status, to_bytes(response.into_body(), 64 << 20).await.unwrap().to_vec())
    }

    async fn read(&self, request: Request<Body>) -> (StatusCode, String) {
        let response = self.send(request).await;
        let status = response.status();
        let location = response.headers().get(header::LOCATION).map(|value| value.to_str().unwrap().to_string());
        let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap();
        (status, location.unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned()))
    }
}

/// A page of the own office in the third quarter.
pub fn at(page: &str) -> String {
    format!("/kantor/{OWN}/2024/tw3/{page}")
}

/// The value of an attribute of the input with a name.
pub fn attribute(html: &str, name: &str, attribute: &str) -> Option<String> {
    let tag = html.split('<').find(|tag| tag.contains(&format!("name=\"{name}\"")))?;
    let (_, rest) = tag.split_once(&format!("{attribute}=\""))?;
    Some(rest.split('"').next()?.replace("&#34;", "\"").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// The hidden fields of a row as the page has them.
pub fn trace(html: &str, row: &str) -> Vec<(String, String)> {
    ["_sebelum", "_tetap", "_lepas"]
        .iter()
        .filter_map(|field| {
            let name = format!("{row}.{field}");
            Some((name.clone(), attribute(html, &name, "value")?))
        })
        .collect()
}

/// A row of a page changed as a person does it: what the page says of the row, and what is typed.
pub async fn change(
    server: &Server,
    peran: Peran,
    page: &str,
    row: &str,
    cells: &[(&str, &str)],
) -> (StatusCode, String) {
    let session = server.session(peran).await;
    let (status, html) = server.get(Some(&session), &at(page)).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    let mut fields = trace(&html, row);
    assert!(!fields.is_empty(), "{row} cannot be changed on {page}");
    fields.extend(cells.iter().map(|(name, value)| (format!("{row}.{name}"), (*value).to_string())));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    server.post(&session, &at(page), &fields).await
}

/// The text of the output with an id.
pub fn output(html: &str, id: &str) -> String {
    let (_, rest) = html.split_once(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no {id}"));
    let (_, rest) = rest.split_once('>').unwrap();
    rest.split("</output>").next().unwrap().to_string()
}
