//! Every page of the table of routes: nothing wider than the window, nothing that axe calls serious or critical, no
//! request to elsewhere, no error in the console, and within the budget of bytes. Pages are found by their links, as a
//! person finds them: a page to which no link leads fails here.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use app::akun::Peran;
use web::izin::Izin;
use web::rute::{RUTE, Rute};

use crate::Alat;
use crate::hari::prove;
use crate::server::{OWN, Server};
use crate::tab::{LAPTOP, TELEPHONE, Tab};

/// Deque Systems' rules of accessibility; its licence stands beside it.
const AXE: &str = include_str!("axe/axe.min.js");

/// The budget of a page with everything it needs, and of each further page.
const FIRST: u64 = 200_000;
const FURTHER: u64 = 40_000;

/// Routes that answer with a page or part to which no link leads, and what asks them.
const WITHOUT_LINK: &[(&str, &str)] = &[
    ("/aset/{digest}/{nama}", "the frame of every page asks for it"),
    ("/kantor/{kode}/{tahun}/{periode}/laporan/sisipan", "the script of the editor asks for it"),
    ("/kantor/{kode}/{tahun}/{periode}/pengaturan/impor/{id}", "only where a file waits for its preview to be seen"),
    ("/kantor/{kode}/{tahun}/{periode}/periksa/{id}/impor/{nomor}", "only where the document has figures to import"),
    ("/kantor/{kode}/{tahun}/{periode}/periksa/{id}/unduh/{format}", "only where a check has ended"),
];

pub async fn every_page_on_a_laptop(alat: &Alat) {
    every_page(alat, LAPTOP).await;
}

pub async fn every_page_on_a_telephone(alat: &Alat) {
    every_page(alat, TELEPHONE).await;
}

/// Everyone walks through everything that no one before has seen.
async fn every_page(alat: &Alat, size: (i64, i64)) {
    let server = alat.contoh.serve().await;
    let mut walk = Walk::default();
    let order = [None, Some(Peran::Operator), Some(Peran::AdminKecamatan), Some(Peran::Camat)];
    let rest = Peran::ALL.into_iter().map(Some).filter(|peran| !order.contains(peran));
    for peran in order.into_iter().chain(rest) {
        let tab = alat.peramban.window().await;
        tab.size(size).await;
        if let Some(peran) = peran {
            tab.sign_in(&server, &alat.contoh, peran).await;
        }
        if peran == Some(Peran::Operator) {
            // Their pages then have something to show.
            check_a_document(&server, &tab).await;
            prove(&server, &tab).await;
        }
        walk.everything(&server, &tab, peran).await;
        tab.close().await;
    }
    for rute in RUTE.iter().filter(|rute| rute.metode == "get" && !walk.seen.contains(rute.jalan)) {
        // Other programs find their way by the description of the interface.
        if !rute.jalan.starts_with("/api/") && !WITHOUT_LINK.iter().any(|(known, _)| *known == rute.jalan) {
            walk.faults.push(format!("{}: no link leads there", rute.jalan));
        }
    }
    println!("{} pages, {} other routes; the largest {:?}", walk.pages, walk.seen.len() - walk.pages, walk.largest());
    assert!(walk.faults.is_empty(), "{} faults:\n{}", walk.faults.len(), walk.faults.join("\n"));
}

/// True where a role may use a route at the own office.
fn allows(rute: &Rute, peran: Peran) -> bool {
    match rute.izin {
        Izin::Umum | Izin::Masuk | Izin::ApiMasuk => true,
        Izin::Kantor(hak) | Izin::Api(hak) | Izin::ApiMana(hak) => hak.peran().contains(&peran),
    }
}

/// Hands in a document and waits until it was checked.
pub async fn check_a_document(server: &Server, tab: &Tab) {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("laporan.md");
    std::fs::write(&report, "| Uraian | Pagu | Realisasi | Sisa |\n|---|---|---|---|\n| A | 100 | 60 | 50 |\n")
        .unwrap();
    tab.open(&server.at("periksa")).await;
    tab.choose_file("#berkas", &report.display().to_string()).await;
    tab.follow_to("main button.utama").await;
    tab.until("document.querySelector('main a[href*=\"/unduh/\"]')").await;
}

#[derive(Default)]
struct Walk {
    /// Routes that were visited.
    seen: BTreeSet<&'static str>,
    pages: usize,
    /// Bytes of the pages.
    sizes: BTreeMap<String, u64>,
    faults: Vec<String>,
}

impl Walk {
    async fn everything(&mut self, server: &Server, tab: &Tab, peran: Option<Peran>) {
        tab.open(&server.url("/")).await;
        // The archive of a locked report has more to show than one of a report that was never locked.
        let archive = server.url(&format!("/kantor/{OWN}/2024/tw2/laporan/arsip"));
        let mut next = VecDeque::from([archive, server.url("/"), tab.address().await]);
        // Where one comes first others have been, and had another menu.
        next.extend(tab.ask::<Vec<String>>(LINKS).await.unwrap_or_default());
        // What can be reached without a value to fill in does not have to be linked: parts, and pages of other programs.
        for rute in RUTE.iter().filter(|rute| rute.metode == "get") {
            let path = rute.jalan.replace("{kode}", OWN).replace("{tahun}", "2024").replace("{periode}", "tw3");
            if !path.contains('{') && peran.is_none_or(|peran| allows(rute, peran)) {
                next.push_back(server.url(&path));
            }
        }
        let assets = tab.catatan.bytes();
        while let Some(url) = next.pop_front() {
            let Some(rute) = route(server, &url) else { continue };
            let may = RUTE.iter().find(|known| known.jalan == rute && known.metode == "get");
            let may = may.is_some_and(|rute| peran.map_or(rute.izin == Izin::Umum, |peran| allows(rute, peran)));
            if !may || self.seen.contains(rute) {
                continue;
            }
            let Some(kind) = kind(tab, &url).await else {
                self.faults.push(format!("{url}: no answer"));
                continue;
            };
            tab.catatan.bytes();
            if kind != "page" {
                if kind == "part" || kind == "file" {
                    self.seen.insert(rute);
                }
                continue;
            }
            self.seen.insert(rute);
            self.pages += 1;
            self.visit(tab, &url, assets).await;
            let links: Vec<String> = tab.ask(LINKS).await.unwrap_or_default();
            next.extend(links);
        }
    }

    async fn visit(&mut self, tab: &Tab, url: &str, assets: u64) {
        let mut fault = |what: String| self.faults.push(format!("{url}: {what}"));
        tab.dark(false).await;
        tab.open(url).await;
        let bytes = tab.catatan.bytes();
        if bytes > FURTHER || bytes + assets > FIRST {
            fault(format!("{bytes} bytes (and {assets} before)"));
        }
        self.sizes.insert(url.to_string(), bytes);
        let mut fault = |what: String| self.faults.push(format!("{url}: {what}"));
        for dark in [false, true] {
            tab.dark(dark).await;
            let wider: i64 = tab.ask(WIDER).await.unwrap_or(-1);
            if wider != 0 {
                fault(format!("{wider} pixels wider than the window"));
            }
            for found in axe(tab, if dark { "{ runOnly: ['color-contrast'] }" } else { "{}" }).await {
                fault(format!("{}{found}", if dark { "dark: " } else { "" }));
            }
        }
        tab.catatan.faults().into_iter().for_each(&mut fault);
        tab.catatan.forgive();
    }

    fn largest(&self) -> Option<(&String, &u64)> {
        self.sizes.iter().max_by_key(|(_, bytes)| **bytes)
    }
}

const WIDER: &str = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

/// Where the links of a page lead, and its forms that only ask.
const LINKS: &str = "[...[...document.querySelectorAll('a[href]')].map((link) => link.href.split('#')[0]),\
                     ...[...document.forms].filter((form) => form.method === 'get')\
                     .map((form) => `${form.action}?${new URLSearchParams(new FormData(form))}`)]\
                     .filter((address) => address.startsWith(location.origin))";

/// The route that answers an address; the one with the fewest parameters where several could.
fn route(server: &Server, url: &str) -> Option<&'static str> {
    let path = url.strip_prefix(&server.url(""))?.split('?').next()?;
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |jalan: &str| {
        let own: Vec<&str> = jalan.split('/').collect();
        own.len() == parts.len() && own.iter().zip(&parts).all(|(own, part)| own.starts_with('{') || own == part)
    };
    let fitting = RUTE.iter().filter(|rute| rute.metode == "get" && fits(rute.jalan));
    fitting.map(|rute| rute.jalan).min_by_key(|jalan| jalan.matches('{').count())
}

/// What an address answers with: a page, a part of one, a file, or a refusal.
async fn kind(tab: &Tab, url: &str) -> Option<String> {
    let url = serde_json::to_string(url).unwrap();
    let kind = tab
        .ask(&format!(
            "fetch({url}).then(async (answer) => {{
               const html = answer.headers.get('content-type')?.startsWith('text/html');
               if (!html || answer.headers.get('content-disposition')?.startsWith('attachment')) {{ await answer.body?.cancel(); return 'file'; }}
               const text = await answer.text();
               return !answer.ok ? 'refused' : text.includes('<html') ? 'page' : 'part'; }})"
        ))
        .await;
    tab.catatan.forgive();
    kind
}

/// What axe finds, serious or critical.
async fn axe(tab: &Tab, options: &str) -> Vec<String> {
    if tab.ask::<bool>("Boolean(window.axe)").await != Some(true) {
        tab.page.evaluate_expression(AXE).await.unwrap();
    }
    let found = tab
        .ask(&format!(
            "axe.run(document, {options}).then((result) => result.violations
               .filter((found) => ['serious', 'critical'].includes(found.impact))
               .map((found) => `axe ${{found.id}}, ${{found.nodes.length}} times: ${{found.nodes[0].html.slice(0, 200)}} \
             ${{found.nodes[0].any.map((reason) => reason.message).join('; ').slice(0, 300)}}`))"
        ))
        .await;
    found.unwrap_or_else(|| vec!["axe could not run".to_string()])
}
