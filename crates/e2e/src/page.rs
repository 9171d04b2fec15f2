//! What a test reads and does on the page.

use serde_json::json;
use thirtyfour::{By, TypingData};

use crate::axe::{self, Barrier, Rules};
use crate::desk::Desk;
use crate::part::{self, Part};
use crate::paths;
use crate::picture::{self, Scheme};
use crate::trouble::{Outcome, Trouble};
use crate::wait;

/// The height of pictures.
const HEIGHT: u32 = 820;

impl Desk {
    /// The first part with this `data-testid`; waits until it is there.
    pub async fn part(&self, testid: &str) -> Outcome<Part> {
        self.waited(Part::by(self.web(), part::testid_selector(testid), testid))
            .await
    }

    /// The n-th part (from 0) with this `data-testid`; waits until it is there.
    pub async fn nth(&self, testid: &str, nth: usize) -> Outcome<Part> {
        self.waited(
            Part::by(
                self.web(),
                part::testid_selector(testid),
                format!("{testid} {nth}"),
            )
            .nth(nth),
        )
        .await
    }

    /// The first part that matches a CSS selector; waits until it is there.
    pub async fn css(&self, selector: &str) -> Outcome<Part> {
        self.waited(Part::by(self.web(), By::Css(selector), selector))
            .await
    }

    /// The first button, link or summary that a person would read these words on; waits until it is there.
    pub async fn button(&self, words: &str) -> Outcome<Part> {
        self.waited(Part::by(self.web(), part::button(words), words))
            .await
    }

    /// The first choice of a dialog (a label with its radio or checkbox) with these words; waits until it is there.
    pub async fn choice(&self, words: &str) -> Outcome<Part> {
        let by = format!(
            "//dialog[@open]//label[contains(normalize-space(.), {})]",
            part::quoted(words)
        );
        self.waited(Part::by(
            self.web(),
            By::XPath(by),
            format!("choice {words}"),
        ))
        .await
    }

    /// Sends keys to whatever has the focus.
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Outcome {
        let focused = self.web().active_element().await?;
        Ok(focused.send_keys(keys).await?)
    }

    /// The first line of the bill that shows this title; waits until it is there.
    pub async fn line(&self, title: &str) -> Outcome<Part> {
        let by = format!(
            "//*[@data-testid='line'][contains(normalize-space(.), {})]",
            part::quoted(title)
        );
        self.waited(Part::by(self.web(), By::XPath(by), format!("line {title}")))
            .await
    }

    async fn waited(&self, part: Part) -> Outcome<Part> {
        part.wait().await?;
        Ok(part)
    }

    /// How many parts have this `data-testid` right now.
    pub async fn count(&self, testid: &str) -> Outcome<usize> {
        Part::by(self.web(), part::testid_selector(testid), testid)
            .count()
            .await
    }

    /// Clicks the first part with this `data-testid`.
    pub async fn click(&self, testid: &str) -> Outcome {
        self.part(testid).await?.click().await
    }

    /// The visible text of the first part with this `data-testid`.
    pub async fn text(&self, testid: &str) -> Outcome<String> {
        self.part(testid).await?.text().await
    }

    /// Waits until the text of the first part with this `data-testid` fits.
    pub async fn becomes(&self, testid: &str, fits: impl Fn(&str) -> bool) -> Outcome<String> {
        let part = Part::by(self.web(), part::testid_selector(testid), testid);
        wait::until(format!("the text of {} to fit", part.words()), async || {
            let text = part.text().await?;
            if fits(&text) {
                return Ok(Some(text));
            }
            Err(Trouble::new(format!("it is “{text}”")))
        })
        .await
    }

    /// Waits until no part has this `data-testid`.
    pub async fn gone(&self, testid: &str) -> Outcome {
        wait::until(format!("“{testid}” to be gone"), async || {
            Ok((self.count(testid).await? == 0).then_some(()))
        })
        .await
    }

    /// Waits until these words can be read somewhere on the page.
    pub async fn reads(&self, words: &str) -> Outcome {
        wait::until(format!("the page to read “{words}”"), async || {
            let body = self.web().find(By::Tag("body")).await?;
            Ok(body.text().await?.contains(words).then_some(()))
        })
        .await
    }

    /// Rules of accessibility that the framed page breaks now.
    pub async fn barriers(&self) -> Outcome<Vec<Barrier>> {
        axe::barriers(self.web(), Rules::All).await
    }

    /// Trouble that names every barrier, if there is one.
    pub async fn no_barriers(&self) -> Outcome {
        self.none_of(Rules::All).await
    }

    /// The same for the rules that depend on colours alone: what is left to ask in the other scheme.
    pub async fn no_barriers_of_colour(&self) -> Outcome {
        self.none_of(Rules::OfColour).await
    }

    async fn none_of(&self, rules: Rules) -> Outcome {
        let found = axe::barriers(self.web(), rules).await?;
        if found.is_empty() {
            return Ok(());
        }
        let list: Vec<String> = found.iter().map(Barrier::to_string).collect();
        Err(Trouble::new(format!(
            "axe-core found {}:\n{}",
            found.len(),
            list.join("\n")
        )))
    }

    /// What the browser's console says since the last call.
    pub async fn console(&self) -> Outcome<Vec<String>> {
        self.browser.console().await
    }

    /// The window at this width and the pictures' height, all of it the page's.
    pub async fn at_width(&self, width: u32) -> Outcome {
        self.browser.resize((width, HEIGHT)).await?;
        self.whole_window().await
    }

    /// Paints the framed page in this scheme, whatever the system prefers, until it is loaded anew.
    pub async fn paint(&self, scheme: Scheme) -> Outcome {
        // Colours that are on their way would be measured half way, those of parts out of sight even later.
        let paint = "document.documentElement.dataset.scheme = arguments[0];
            const still = new CSSStyleSheet();
            still.replaceSync('*, *::before { transition: none !important }');
            document.adoptedStyleSheets = [still]";
        let word = vec![json!(scheme.word())];
        self.web().execute(paint, word).await?;
        Ok(())
    }

    /// Goes to a width; if pictures are wanted, leaves one of each scheme in `target/pictures/<name>-<width>-<scheme>.png`,
    /// with the language in the name unless it is Turkish. The window stays so.
    pub async fn picture(&self, name: &str, width: u32) -> Outcome {
        self.at_width(width).await?;
        if !picture::are_wanted() {
            return Ok(());
        }
        let language = match self.setup.locale {
            "tr" => String::new(),
            other => format!("-{other}"),
        };
        // What the name is about may lie below the others.
        let below = "const part = document.getElementById(arguments[0].split('-')[0]); if (part) part.scrollIntoView()";
        self.web().execute(below, vec![json!(name)]).await?;
        for scheme in [Scheme::Dark, Scheme::Light] {
            self.paint(scheme).await?;
            let file = format!("{name}-{width}-{}{language}.png", scheme.word());
            picture::take(self.web(), paths::pictures().join(file)).await?;
        }
        Ok(())
    }

    /// Takes the network away from panel and page, or gives it back.
    pub async fn offline(&self, offline: bool) -> Outcome {
        self.browser.offline(offline).await
    }

    /// Scans what has these digits, wherever the focus is; a line's end is Enter.
    pub async fn scan(&self, digits: &str) -> Outcome {
        self.browser.scan(digits).await
    }

    /// Taps the first part that matches a CSS selector, as a finger does.
    pub async fn tap(&self, selector: &str) -> Outcome {
        let middle = self.middle(selector).await?;
        self.browser.tap(middle).await
    }

    /// The middle of a part, in the window's CSS pixels.
    async fn middle(&self, selector: &str) -> Outcome<(f64, f64)> {
        self.css(selector).await?;
        let inside = format!(
            "const part = document.querySelector({}); part.scrollIntoView({{ block: 'center' }});
             const box = part.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]",
            json!(selector)
        );
        let frame = "const box = document.getElementById('plugin').getBoundingClientRect(); return [box.x, box.y]";
        let inside = self.point(&inside).await?;
        self.leave().await?;
        let frame = self.point(frame).await?;
        self.enter().await?;
        Ok((inside.0 + frame.0, inside.1 + frame.1))
    }

    /// Swipes from the middle of the first part that matches a CSS selector by so many CSS pixels.
    pub async fn swipe(&self, selector: &str, (right, down): (f64, f64)) -> Outcome {
        let (x, y) = self.middle(selector).await?;
        self.browser.swipe((x, y), (x + right, y + down)).await
    }

    async fn point(&self, script: &str) -> Outcome<(f64, f64)> {
        let answer = self.web().execute(script, Vec::new()).await?;
        let number = |at: usize| answer.json()[at].as_f64();
        match (number(0), number(1)) {
            (Some(x), Some(y)) => Ok((x, y)),
            _ => Err(Trouble::new("a place that is no place")),
        }
    }

    /// The window at another size.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        self.browser.resize((width, height)).await
    }

    /// Folds the panel's menu, so that the page has the window's width. The panel unfolds it when the window grows.
    pub async fn whole_window(&self) -> Outcome {
        self.leave().await?;
        let fold = "document.body.classList.add('menu-closed')";
        self.web().execute(fold, Vec::new()).await?;
        self.enter().await
    }

    /// The panel's language.
    pub fn locale(&self) -> &'static str {
        self.setup.locale
    }
}
