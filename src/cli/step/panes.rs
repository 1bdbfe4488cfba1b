//! Where does each part stand on the screen?

use ratatui::layout::Rect;

/// The smallest screen that is filled.
pub(super) const LEAST: (u16, u16) = (60, 16);
/// From this width on the details stand at the right instead of below.
const BESIDE: u16 = 160;

/// The parts of the screen. Between neighbors a column is left for a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panes {
    pub(super) top: Rect,
    pub(super) topology: Rect,
    pub(super) sequence: Rect,
    pub(super) detail: Rect,
    pub(super) keys: Rect,
}

/// Divides a screen; `None` where it is too small.
pub(super) fn panes(screen: Rect) -> Option<Panes> {
    if screen.width < LEAST.0 || screen.height < LEAST.1 {
        return None;
    }
    let (width, height) = (screen.width, screen.height);
    let keys_height = if height >= 30 { 2 } else { 1 };
    let body = Rect::new(screen.x, screen.y + 2, width, height - 2 - keys_height);
    let left = match width {
        ..90 => 24,
        90..140 => 30,
        _ => 36,
    };
    let topology = Rect { width: left, ..body };
    let rest = Rect { x: body.x + left + 1, width: width - left - 1, ..body };
    let (sequence, detail) = if width >= BESIDE {
        let right = rest.width * 2 / 5;
        let sequence = Rect { width: rest.width - right - 1, ..rest };
        (sequence, Rect { x: sequence.right() + 1, width: right, ..rest })
    } else {
        // The details get the larger half: a decision has many reasons.
        let below = rest.height * 11 / 20;
        let sequence = Rect { height: rest.height - below, ..rest };
        (sequence, Rect { y: sequence.bottom(), height: below, ..rest })
    };
    Some(Panes {
        top: Rect { height: 2, ..screen },
        topology,
        sequence,
        detail,
        keys: Rect { y: body.bottom(), height: keys_height, ..screen },
    })
}

/// Where an overlay stands: its frame, and its text within.
pub(super) fn overlay(screen: Rect, lines: usize) -> (Rect, Rect) {
    let width = overlay_width(screen) + 4;
    let most = screen.height.saturating_sub(if screen.height >= 30 { 6 } else { 2 });
    let height = u16::try_from(lines.saturating_add(2)).unwrap_or(u16::MAX).clamp(3, most.max(3));
    let frame = Rect::new(
        screen.x + (screen.width - width) / 2,
        screen.y + (screen.height - height.min(screen.height)) / 2,
        width,
        height.min(screen.height),
    );
    let text = Rect::new(frame.x + 2, frame.y + 1, width - 4, frame.height.saturating_sub(2));
    (frame, text)
}

/// How wide the text of an overlay is.
pub(super) fn overlay_width(screen: Rect) -> u16 {
    (screen.width - 4).min(110)
}
