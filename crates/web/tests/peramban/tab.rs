//! A window of someone, and what that person does in it. Nothing here waits for a time: it waits until something is so,
//! and gives up after [`LONGEST`].

use std::path::PathBuf;
use std::time::{Duration, Instant};

use app::akun::Peran;
use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::dom::SetFileInputFilesParams;
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
};
use chromiumoxide::cdp::browser_protocol::input::{DispatchKeyEventParams, DispatchKeyEventType, InsertTextParams};
use serde::de::DeserializeOwned;
use tempfile::TempDir;

use crate::catatan::Catatan;
use crate::server::{Contoh, Server};

/// Patience with a slow machine; what is so earlier is seen earlier.
pub const LONGEST: Duration = Duration::from_secs(60);

/// A laptop and a telephone: width and height.
pub const LAPTOP: (i64, i64) = (1366, 768);
pub const TELEPHONE: (i64, i64) = (360, 780);

pub struct Tab {
    pub page: Page,
    pub catatan: Catatan,
    downloads: TempDir,
}

impl Tab {
    pub async fn new(page: Page, downloads: TempDir) -> Self {
        let catatan = Catatan::listen(&page).await;
        let tab = Self { page, catatan, downloads };
        tab.size(LAPTOP).await;
        tab
    }

    /// The window's size.
    pub async fn size(&self, (width, height): (i64, i64)) {
        let size = SetDeviceMetricsOverrideParams::new(width, height, 1, width < 500);
        self.page.execute(size).await.unwrap();
    }

    /// Light or dark, and nothing moves.
    pub async fn dark(&self, dark: bool) {
        let scheme = MediaFeature::new("prefers-color-scheme", if dark { "dark" } else { "light" });
        let still = MediaFeature::new("prefers-reduced-motion", "reduce");
        let media = SetEmulatedMediaParams::builder().features([scheme, still]).build();
        self.page.execute(media).await.unwrap();
    }

    /// The value of an expression; `None` while the page is changing.
    pub async fn ask<T: DeserializeOwned>(&self, expression: &str) -> Option<T> {
        self.page.evaluate_expression(expression).await.ok()?.into_value().ok()
    }

    /// Waits until an expression holds.
    pub async fn until(&self, expression: &str) {
        let begun = Instant::now();
        while self.ask::<bool>(&format!("Promise.resolve({expression}).then(Boolean)")).await != Some(true) {
            if begun.elapsed() > LONGEST {
                self.fail(&format!("never so: {expression}")).await;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Says where things went wrong, with a picture.
    async fn fail(&self, why: &str) -> ! {
        let (address, text) = (self.address().await, self.ask::<String>("document.body.innerText").await);
        let picture = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("peramban-{}.png", std::process::id()));
        let shot = self.page.screenshot(chromiumoxide::page::ScreenshotParams::default()).await;
        let kept = shot.is_ok_and(|bytes| std::fs::write(&picture, bytes).is_ok());
        let picture = if kept { picture.display().to_string() } else { "no picture".to_string() };
        panic!("{why}\nat {address} ({picture})\n{:?}\n{}", self.catatan.faults(), text.unwrap_or_default());
    }

    /// Where the window is.
    pub async fn address(&self) -> String {
        self.ask("location.href").await.unwrap_or_default()
    }

    /// Until the page is whole and nothing is under way.
    pub async fn calm(&self) {
        let begun = Instant::now();
        loop {
            self.until("document.readyState === 'complete'").await;
            if self.catatan.quiet() {
                return;
            }
            if begun.elapsed() > LONGEST {
                self.fail("something is still being loaded").await;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Opens an address.
    pub async fn open(&self, url: &str) {
        self.page.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
        self.calm().await;
    }

    /// Does what leads to another page, and waits for that page.
    async fn leave(&self, act: impl Future<Output = ()>) {
        self.until("(window.sebelumnya = true)").await;
        act.await;
        self.until("!window.sebelumnya && document.readyState === 'complete'").await;
        self.calm().await;
    }

    /// Marks the visible link, button or summary that says something.
    async fn mark(&self, says: &str) {
        let says = serde_json::to_string(says).unwrap();
        self.until(&format!(
            "(() => {{ document.querySelectorAll('[data-uji]').forEach((e) => e.removeAttribute('data-uji'));
               const all = [...document.querySelectorAll('a, button, summary')].filter((e) => e.checkVisibility());
               const clean = (e) => e.innerText.trim().replace(/\\s+/g, ' ');
               const found = all.find((e) => clean(e) === {says}) ?? all.find((e) => clean(e).startsWith({says}));
               found?.setAttribute('data-uji', ''); return found; }})()"
        ))
        .await;
    }

    /// Clicks what a selector names.
    pub async fn click(&self, selector: &str) {
        // In the middle of the window nothing that sticks to its edges lies over it.
        let named = serde_json::to_string(selector).unwrap();
        self.until(&format!(
            "(document.querySelector({named})?.scrollIntoView({{ block: 'center' }}), document.querySelector({named}))"
        ))
        .await;
        let element = self.page.find_element(selector).await.unwrap();
        if let Err(error) = element.click().await {
            self.fail(&format!("{selector} cannot be clicked: {error}")).await;
        }
    }

    /// Clicks the link or button that says something, and stays on the page.
    pub async fn press(&self, says: &str) {
        self.mark(says).await;
        self.click("[data-uji]").await;
    }

    /// Clicks the link or button that says something, and waits for the page to which it leads.
    pub async fn follow(&self, says: &str) {
        self.mark(says).await;
        self.leave(self.click("[data-uji]")).await;
    }

    /// Clicks what a selector names, and waits for the page to which it leads.
    pub async fn follow_to(&self, selector: &str) {
        self.leave(self.click(selector)).await;
    }

    /// Writes a text into an input in place of what stands there.
    pub async fn write(&self, selector: &str, text: &str) {
        self.click(selector).await;
        let input = serde_json::to_string(selector).unwrap();
        self.until(&format!("(document.querySelector({input}).select(), true)")).await;
        if text.is_empty() {
            self.key("Delete").await;
        } else {
            self.insert(text).await;
        }
    }

    /// Writes a text where the cursor stands.
    pub async fn insert(&self, text: &str) {
        self.page.execute(InsertTextParams::new(text)).await.unwrap();
    }

    /// Chooses in a drop-down.
    pub async fn choose(&self, selector: &str, value: &str) {
        let (selector, value) = (serde_json::to_string(selector).unwrap(), serde_json::to_string(value).unwrap());
        self.until(&format!(
            "(() => {{ const s = document.querySelector({selector}); s.focus(); s.value = {value};
               for (const kind of ['input', 'change']) s.dispatchEvent(new Event(kind, {{ bubbles: true }}));
               return s.value === {value}; }})()"
        ))
        .await;
    }

    /// Presses a key, alone.
    pub async fn key(&self, name: &str) {
        self.strike(name, 0, &[]).await;
    }

    /// Presses a key and waits for the page to which that leads.
    pub async fn key_leads(&self, name: &str) {
        self.leave(self.key(name)).await;
    }

    /// Pastes as with Ctrl+V what was copied somewhere else.
    pub async fn paste(&self, text: &str) {
        let text = serde_json::to_string(text).unwrap();
        self.page.bring_to_front().await.unwrap();
        self.until(&format!("navigator.clipboard.writeText({text}).then(() => true)")).await;
        self.strike("v", 2, &["paste"]).await;
    }

    /// A key as the keyboard sends it: down with what it writes or does, and up.
    pub async fn strike(&self, name: &str, modifiers: i64, commands: &[&str]) {
        let known = chromiumoxide::keys::get_key_definition(name);
        let known = known.unwrap_or_else(|| panic!("no key {name}"));
        let event = DispatchKeyEventParams::builder()
            .key(known.key)
            .code(known.code)
            .modifiers(modifiers)
            .windows_virtual_key_code(known.key_code)
            .native_virtual_key_code(known.key_code);
        let mut down = event.clone().r#type(DispatchKeyEventType::RawKeyDown);
        if let Some(text) = known.text.or((known.key.len() == 1).then_some(known.key)).filter(|_| modifiers == 0) {
            down = down.r#type(DispatchKeyEventType::KeyDown).text(text);
        }
        down = down.commands(commands.iter().map(|command| (*command).to_string()));
        self.page.execute(down.build().unwrap()).await.unwrap();
        self.page.execute(event.r#type(DispatchKeyEventType::KeyUp).build().unwrap()).await.unwrap();
    }

    /// Chooses a file for an input.
    pub async fn choose_file(&self, selector: &str, file: &str) {
        let input = self.page.find_element(selector).await.unwrap();
        let files = SetFileInputFilesParams::builder().file(file).backend_node_id(input.backend_node_id);
        self.page.execute(files.build().unwrap()).await.unwrap();
    }

    /// Waits for a download, and takes it.
    pub async fn downloaded(&self) -> (String, Vec<u8>) {
        let begun = Instant::now();
        loop {
            let entries = std::fs::read_dir(self.downloads.path()).unwrap().flatten().map(|entry| entry.path());
            let whole = entries.into_iter().find(|path| path.extension().is_some_and(|ending| ending != "crdownload"));
            if let Some(path) = whole {
                let bytes = std::fs::read(&path).unwrap();
                std::fs::remove_file(&path).unwrap();
                return (path.file_name().unwrap().to_string_lossy().into_owned(), bytes);
            }
            if begun.elapsed() > LONGEST {
                self.fail("nothing was downloaded").await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Signs in by the form.
    pub async fn sign_in(&self, server: &Server, contoh: &Contoh, peran: Peran) {
        let (name, password) = contoh.account(peran);
        self.open(&server.url("/masuk")).await;
        self.write("#nama", name).await;
        self.write("#sandi", password).await;
        self.follow_to("main button.utama").await;
        self.until("document.querySelector('meta[name=csrf]')").await;
    }

    /// The text of what a selector names.
    pub async fn text(&self, selector: &str) -> String {
        let selector = serde_json::to_string(selector).unwrap();
        self.until(&format!("document.querySelector({selector})")).await;
        self.ask(&format!("document.querySelector({selector}).innerText.trim()")).await.unwrap()
    }

    /// Waits until the page says something.
    pub async fn says(&self, text: &str) {
        let text = serde_json::to_string(text).unwrap();
        self.until(&format!("document.body.innerText.includes({text})")).await;
    }

    /// Closes the window.
    pub async fn close(self) {
        self.page.close().await.unwrap();
    }

    /// Nothing went wrong so far: no error in the console, no request to elsewhere.
    pub async fn unharmed(&self) {
        let faults = self.catatan.faults();
        if !faults.is_empty() {
            self.fail(&faults.join("\n")).await;
        }
    }
}
