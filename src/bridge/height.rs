//! The height we report to the panel.

/// Less than this cannot show a bill: head, one line, save bar.
const LEAST: u32 = 480;
/// What we ask for when the frame was given no useful height.
const WANTED: u32 = 720;

/// The height to report, from the frame's first height and the screen's, in pixels.
///
/// It is the visible height, not the content's: in a frame as tall as its content nothing can stick, and the remaining sum and
/// the save button would scroll away. The page scrolls inside instead.
pub fn visible(first: f64, screen: f64) -> u32 {
    let first = first.max(0.0) as u32;
    if first >= LEAST {
        return first;
    }
    let screen = screen.max(0.0) as u32;
    WANTED.min(screen.max(LEAST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_useful_first_height_is_kept() {
        assert_eq!(visible(812.0, 1080.0), 812);
        assert_eq!(visible(480.0, 1080.0), 480);
    }

    #[test]
    fn a_frame_without_height_asks_for_one_that_fits_the_screen() {
        assert_eq!(visible(150.0, 1080.0), 720);
        assert_eq!(visible(0.0, 640.0), 640);
        assert_eq!(visible(0.0, 0.0), 480);
        assert_eq!(visible(f64::NAN, f64::NAN), 480);
    }
}
