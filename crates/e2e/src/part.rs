//! A part of the page, found again each time it is used, because the page may have drawn it anew.

use serde_json::json;
use thirtyfour::{By, Key, TypingData, WebDriver, WebElement};

use crate::trouble::{Outcome, Trouble};
use crate::wait;

/// How to find a part: the n-th match of the last step inside the first match of the steps before.
#[derive(Debug, Clone)]
struct Step {
    by: By,
    words: String,
    nth: usize,
}

/// A part of the page. Cheap to keep: every use looks it up again and waits until it can be used.
#[derive(Debug, Clone)]
pub struct Part {
    web: WebDriver,
    steps: Vec<Step>,
}

impl Part {
    pub(crate) fn by(web: &WebDriver, by: By, words: impl Into<String>) -> Self {
        Self {
            web: web.clone(),
            steps: vec![Step {
                by,
                words: words.into(),
                nth: 0,
            }],
        }
    }

    pub(crate) fn nth(mut self, nth: usize) -> Self {
        if let Some(step) = self.steps.last_mut() {
            step.nth = nth;
        }
        self
    }

    /// The part with this `data-testid` inside this one; waits until it is there.
    pub async fn inside(&self, testid: &str) -> Outcome<Self> {
        self.within(testid_selector(testid), testid).await
    }

    /// The part that matches a CSS selector inside this one; waits until it is there.
    pub async fn css(&self, selector: &str) -> Outcome<Self> {
        self.within(By::Css(selector), selector).await
    }

    /// The button or link inside this one that a person would read these words on.
    pub async fn button(&self, words: &str) -> Outcome<Self> {
        self.within(button(words), words).await
    }

    async fn within(&self, by: By, words: &str) -> Outcome<Self> {
        let mut steps = self.steps.clone();
        steps.push(Step {
            by,
            words: words.to_owned(),
            nth: 0,
        });
        let inner = Self {
            web: self.web.clone(),
            steps,
        };
        inner.wait().await?;
        Ok(inner)
    }

    /// Waits until it is there.
    pub async fn wait(&self) -> Outcome {
        wait::until(self.words(), async || Ok(self.find().await?.map(drop))).await
    }

    /// How many match right now.
    pub async fn count(&self) -> Outcome<usize> {
        Ok(self.all().await?.len())
    }

    /// Clicks it as a pointer would: what is covered, disabled or out of sight is waited for.
    pub async fn click(&self) -> Outcome {
        self.do_it("clickable", async |element: WebElement| {
            element.scroll_into_view().await?;
            Ok(element.is_enabled().await? && element.click().await.map(|()| true)?)
        })
        .await
    }

    /// Enters it, if it is a frame: parts are now those of its page.
    pub async fn enter(&self) -> Outcome {
        self.do_it("a frame to enter", async |element: WebElement| {
            element.enter_frame().await?;
            Ok(true)
        })
        .await
    }

    /// Replaces what stands in a field.
    pub async fn write(&self, text: &str) -> Outcome {
        self.do_it("writable", async |element: WebElement| {
            element.focus().await?;
            element.send_keys(Key::Control + "a").await?;
            element.send_keys(Key::Delete + "").await?;
            element.send_keys(text).await?;
            Ok(true)
        })
        .await
    }

    /// Sends keys to it.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        let keys = keys.into().to_string();
        self.do_it("ready for keys", async |element: WebElement| {
            element.send_keys(keys.as_str()).await?;
            Ok(true)
        })
        .await
    }

    /// Chooses the option of a `select` with this visible text.
    pub async fn choose(&self, text: &str) -> Outcome {
        self.do_it("choosable", async |element: WebElement| {
            for option in element.find_all(By::Tag("option")).await? {
                if option.text().await?.trim() == text {
                    option.click().await?;
                    return Ok(true);
                }
            }
            Ok(false)
        })
        .await
    }

    /// Its visible text.
    pub async fn text(&self) -> Outcome<String> {
        wait::until(self.words(), async || match self.find().await? {
            Some(element) => Ok(Some(element.text().await?)),
            None => Ok(None),
        })
        .await
    }

    /// What stands in a field now.
    pub async fn value(&self) -> Outcome<String> {
        wait::until(self.words(), async || match self.find().await? {
            Some(element) => Ok(Some(element.prop("value").await?.unwrap_or_default())),
            None => Ok(None),
        })
        .await
    }

    /// One of its attributes.
    pub async fn attribute(&self, name: &str) -> Outcome<Option<String>> {
        wait::until(self.words(), async || match self.find().await? {
            Some(element) => Ok(Some(element.attr(name).await?)),
            None => Ok(None),
        })
        .await
    }

    /// Whether the keyboard is on it or in it.
    pub async fn has_focus(&self) -> Outcome<bool> {
        let Some(element) = self.find().await? else {
            return Ok(false);
        };
        let answer = self.web.execute(
            "return arguments[0].contains(document.activeElement)",
            vec![element.to_json()?],
        );
        Ok(answer.await?.json() == &json!(true))
    }

    /// Width and height in CSS pixels.
    pub async fn size(&self) -> Outcome<(f64, f64)> {
        wait::until(self.words(), async || match self.find().await? {
            Some(element) => Ok(Some(
                element.rect().await.map(|rect| (rect.width, rect.height))?,
            )),
            None => Ok(None),
        })
        .await
    }

    /// What a failed wait calls it.
    pub fn words(&self) -> String {
        let words: Vec<&str> = self.steps.iter().map(|step| step.words.as_str()).collect();
        format!("“{}”", words.join("” in “"))
    }

    async fn do_it(&self, how: &str, act: impl AsyncFn(WebElement) -> Outcome<bool>) -> Outcome {
        wait::until(
            format!("{} to be {how}", self.words()),
            async || match self.find().await? {
                Some(element) => Ok(act(element).await?.then_some(())),
                None => Ok(None),
            },
        )
        .await
    }

    async fn find(&self) -> Outcome<Option<WebElement>> {
        let nth = self.steps.last().map_or(0, |step| step.nth);
        Ok(self.all().await?.into_iter().nth(nth))
    }

    async fn all(&self) -> Outcome<Vec<WebElement>> {
        let Some((last, outer)) = self.steps.split_last() else {
            return Err(Trouble::new("a part without a way to it"));
        };
        let mut around: Option<WebElement> = None;
        for step in outer {
            match found(&self.web, around.as_ref(), &step.by)
                .await?
                .into_iter()
                .nth(step.nth)
            {
                Some(element) => around = Some(element),
                None => return Ok(Vec::new()),
            }
        }
        found(&self.web, around.as_ref(), &last.by).await
    }
}

async fn found(web: &WebDriver, around: Option<&WebElement>, by: &By) -> Outcome<Vec<WebElement>> {
    Ok(match around {
        Some(element) => element.find_all(by.clone()).await?,
        None => web.find_all(by.clone()).await?,
    })
}

pub(crate) fn testid_selector(testid: &str) -> By {
    By::Css(format!("[data-testid=\"{testid}\"]"))
}

/// Buttons, links and summaries by what is read on them: the text or the label.
pub(crate) fn button(words: &str) -> By {
    let quoted = quoted(words);
    By::XPath(format!(
        ".//*[self::button or self::a or self::summary or @role='button' or @role='option' or @role='tab']\
         [contains(normalize-space(.), {quoted}) or contains(@aria-label, {quoted})]"
    ))
}

/// XPath knows no escapes: a text with both quotes is put together.
pub(crate) fn quoted(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let pieces: Vec<String> = text.split('\'').map(|piece| format!("'{piece}'")).collect();
    format!("concat({})", pieces.join(", \"'\", "))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_text_with_an_apostrophe_is_put_together_for_xpath() {
        assert_eq!(quoted("Ayran"), "'Ayran'");
        assert_eq!(quoted("4'lü"), "concat('4', \"'\", 'lü')");
    }
}
