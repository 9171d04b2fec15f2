//! Somebody else at the same restaurant, with a browser of their own.

use thirtyfour::By;

use crate::browser::Browser;
use crate::desk::{Bill, Desk};
use crate::part::{self, Part};
use crate::trouble::Outcome;
use crate::wait;

/// A second browser; closed by [`Colleague::goes`].
#[derive(Debug)]
pub struct Colleague {
    browser: Browser,
}

impl Desk {
    /// Somebody else opens a bill, with parameters of the panel's own (`user`, `role` ...).
    pub async fn colleague(&self, bill: Bill<'_>, more: &[(&str, &str)]) -> Outcome<Colleague> {
        let browser = Browser::open(&self.setup).await?;
        browser
            .web
            .goto(self.panel_url(bill, more)?.as_str())
            .await?;
        let colleague = Colleague { browser };
        let web = &colleague.browser.web;
        wait::until("the colleague's panel to frame the page", async || {
            let frame = web.find_all(By::Id("plugin")).await?.into_iter().next();
            match frame {
                Some(frame) => Ok(Some(frame.enter_frame().await?)),
                None => Ok(None),
            }
        })
        .await?;
        Ok(colleague)
    }
}

impl Colleague {
    /// The first part that matches a CSS selector; waits until it is there.
    pub async fn css(&self, selector: &str) -> Outcome<Part> {
        let part = Part::by(&self.browser.web, By::Css(selector), selector);
        part.wait().await?;
        Ok(part)
    }

    /// The first part with this `data-testid`; waits until it is there.
    pub async fn part(&self, testid: &str) -> Outcome<Part> {
        let part = Part::by(&self.browser.web, part::testid_selector(testid), testid);
        part.wait().await?;
        Ok(part)
    }

    /// Opens the details of a line.
    pub async fn details(&self, title: &str) -> Outcome {
        let by = format!(
            "//*[@data-testid='line'][contains(normalize-space(.), {})]//*[@data-testid='line-open']",
            part::quoted(title)
        );
        let part = Part::by(&self.browser.web, By::XPath(by), format!("line {title}"));
        part.wait().await?;
        part.click().await
    }

    /// Closes the browser.
    pub async fn goes(self) -> Outcome {
        Ok(self.browser.web.quit().await?)
    }
}
