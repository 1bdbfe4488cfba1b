//! Which colors do pictures have?
//!
//! One style sheet for all of them. A page takes it as it is and may set the custom properties for its own theme. A
//! picture that stands alone cannot count on them, because many viewers (and slides) know none: there every property
//! is replaced by its value, once for light and once for dark. Every text has a contrast of at least 4.5 to what it
//! stands on; versions differ in label and corners, states in glyph and word, never in color alone.

/// The colors: the property, light, dark.
const COLORS: &[(&str, &str, &str)] = &[
    ("paper", "#ffffff", "#14181f"),
    ("ink", "#1b222c", "#e8ecf2"),
    ("quiet", "#4a5564", "#aeb8c6"),
    ("area", "#f3f6fa", "#1b212b"),
    ("area-line", "#b9c3d0", "#414c5c"),
    ("box", "#ffffff", "#232b37"),
    ("box-line", "#7c8998", "#77859a"),
    ("line", "#55637a", "#9aa8bd"),
    ("v2007", "#8a4b00", "#8a4b00"),
    ("v2010", "#0b5aa8", "#0b5aa8"),
    ("v2013", "#00664f", "#00664f"),
    ("v2016", "#480048", "#480048"),
    ("v2019", "#101828", "#101828"),
    ("vSE", "#6d1fe0", "#6d1fe0"),
    ("on-version", "#ffffff", "#ffffff"),
    ("good", "#0a6b3d", "#6fd6a0"),
    ("idle", "#56606e", "#b7c1ce"),
    ("warn", "#8a5200", "#f2b35e"),
    ("bad", "#b3141c", "#ffb0aa"),
    ("bad-fill", "#fdeceb", "#4a1f22"),
    ("warn-fill", "#fff4e0", "#40300f"),
    ("good-fill", "#e8f6ee", "#15352a"),
    ("idle-fill", "#eef1f5", "#2c3542"),
    ("note-fill", "#fff9e3", "#2f2c1c"),
    ("note-line", "#c9b458", "#8d7f45"),
    ("now", "#b0006d", "#ff9ad6"),
    ("band", "#fdeceb", "#3a2226"),
];

/// The rules, with custom properties.
pub(crate) const CSS: &str = "\
.coexist-picture {
  --cx-paper: #ffffff; --cx-ink: #1b222c; --cx-quiet: #4a5564; --cx-area: #f3f6fa; --cx-area-line: #b9c3d0;
  --cx-box: #ffffff; --cx-box-line: #7c8998; --cx-line: #55637a; --cx-now: #b0006d; --cx-v2007: #8a4b00;
  --cx-v2010: #0b5aa8; --cx-v2013: #00664f; --cx-v2016: #480048; --cx-v2019: #101828; --cx-vSE: #6d1fe0;
  --cx-on-version: #ffffff; --cx-good: #0a6b3d; --cx-idle: #56606e;
  --cx-warn: #8a5200; --cx-bad: #b3141c; --cx-bad-fill: #fdeceb; --cx-warn-fill: #fff4e0; --cx-good-fill: #e8f6ee;
  --cx-idle-fill: #eef1f5; --cx-note-fill: #fff9e3; --cx-note-line: #c9b458; --cx-band: #fdeceb;
}
@media (prefers-color-scheme: dark) { .coexist-picture {
  --cx-paper: #14181f; --cx-ink: #e8ecf2; --cx-quiet: #aeb8c6; --cx-area: #1b212b; --cx-area-line: #414c5c;
  --cx-box: #232b37; --cx-box-line: #77859a; --cx-line: #9aa8bd; --cx-now: #ff9ad6; --cx-v2007: #8a4b00;
  --cx-v2010: #0b5aa8; --cx-v2013: #00664f; --cx-v2016: #480048; --cx-v2019: #101828; --cx-vSE: #6d1fe0;
  --cx-on-version: #ffffff; --cx-good: #6fd6a0; --cx-idle: #b7c1ce;
  --cx-warn: #f2b35e; --cx-bad: #ffb0aa; --cx-bad-fill: #4a1f22; --cx-warn-fill: #40300f; --cx-good-fill: #15352a;
  --cx-idle-fill: #2c3542; --cx-note-fill: #2f2c1c; --cx-note-line: #8d7f45; --cx-band: #3a2226;
} }
/* rules */
.coexist-picture { font-family: \"Noto Sans CJK SC\", \"PingFang SC\", \"Microsoft YaHei\", \"Segoe UI\", sans-serif; font-size: 14px; }
.coexist-picture text { fill: var(--cx-ink); }
.coexist-picture .paper { fill: var(--cx-paper); }
.coexist-picture .title { font-size: 22px; font-weight: 600; }
.coexist-picture .heading { font-size: 15px; font-weight: 600; fill: var(--cx-quiet); }
.coexist-picture .area > rect { fill: var(--cx-area); stroke: var(--cx-area-line); stroke-width: 1.5; }
.coexist-picture .site-name { font-size: 17px; font-weight: 600; }
.coexist-picture text.name { font-size: 15px; font-weight: 600; }
.coexist-picture .version { font-weight: 600; text-anchor: end; }
.coexist-picture .line, .coexist-picture .legend-text { fill: var(--cx-quiet); }
.coexist-picture .box { fill: var(--cx-box); }
.coexist-picture .outline { fill: none; stroke: var(--cx-box-line); stroke-width: 1.5; }
.coexist-picture .head { fill: var(--cx-idle-fill); }
.coexist-picture .server.v2007 .head { fill: var(--cx-v2007); }
.coexist-picture .server.v2010 .head { fill: var(--cx-v2010); }
.coexist-picture .server.v2013 .head { fill: var(--cx-v2013); }
.coexist-picture .server.v2016 .head { fill: var(--cx-v2016); }
.coexist-picture .server.v2019 .head { fill: var(--cx-v2019); }
.coexist-picture .server.vSE .head { fill: var(--cx-vSE); }
.coexist-picture .server text.name, .coexist-picture .server .version { fill: var(--cx-on-version); }
.coexist-picture .server.off .outline { stroke-dasharray: 6 4; }
.coexist-picture .server.off .head { fill: var(--cx-idle-fill); }
.coexist-picture .server.off text.name, .coexist-picture .server.off .version { fill: var(--cx-quiet); }
.coexist-picture .power { fill: var(--cx-bad); font-weight: 600; text-anchor: end; visibility: hidden; }
.coexist-picture .off .power { visibility: visible; }
.coexist-picture .chip > rect { fill: var(--cx-idle-fill); }
.coexist-picture .chip .state { fill: var(--cx-idle); }
.coexist-picture .chip.running > rect, .coexist-picture .chip.active > rect { fill: var(--cx-good-fill); }
.coexist-picture .chip.running .state, .coexist-picture .chip.active .state { fill: var(--cx-good); }
.coexist-picture .chip.hung > rect, .coexist-picture .chip.draining > rect { fill: var(--cx-warn-fill); }
.coexist-picture .chip.hung .state, .coexist-picture .chip.draining .state { fill: var(--cx-warn); }
.coexist-picture .chip.off > rect, .coexist-picture .chip.inactive > rect { fill: var(--cx-bad-fill); }
.coexist-picture .chip.off .state, .coexist-picture .chip.inactive .state { fill: var(--cx-bad); }
.coexist-picture .chip.needed.stopped > rect { fill: var(--cx-warn-fill); stroke: var(--cx-warn); stroke-width: 1.5; }
.coexist-picture .chip.needed.hung > rect { fill: var(--cx-warn-fill); stroke: var(--cx-warn); stroke-width: 1.5; }
.coexist-picture .chip.needed.stopped .state { fill: var(--cx-warn); font-weight: 600; }
.coexist-picture .chip.needed.hung .state { fill: var(--cx-warn); font-weight: 600; }
.coexist-picture .chip.refusing > rect { fill: var(--cx-bad-fill); stroke: var(--cx-bad); stroke-width: 2.5; }
.coexist-picture .chip.refusing .state { fill: var(--cx-bad); }
.coexist-picture .chip.changed > rect { stroke: var(--cx-ink); stroke-width: 1.5; stroke-dasharray: 4 3; }
.coexist-picture .chip.database > rect { fill: var(--cx-box); stroke: var(--cx-box-line); stroke-width: 1; }
.coexist-picture .chip.database.passive > rect { stroke-dasharray: 4 3; }
.coexist-picture .chip.database.active .state, .coexist-picture .chip.database.passive .state { fill: var(--cx-quiet); }
.coexist-picture .tag > rect { fill: var(--cx-idle-fill); }
.coexist-picture .tag.foreign > rect { fill: var(--cx-warn-fill); stroke: var(--cx-warn); stroke-width: 1.5; }
.coexist-picture .tag.changed > rect { fill: var(--cx-note-fill); stroke: var(--cx-note-line); stroke-width: 1.5; }
.coexist-picture .tag.decides > rect { fill: var(--cx-bad-fill); stroke: var(--cx-bad); stroke-width: 1.5; }
.coexist-picture .tag.decides text { fill: var(--cx-bad); }
.coexist-picture .tag-text { fill: var(--cx-ink); }
.coexist-picture .caption { font-size: 17px; font-weight: 600; fill: var(--cx-now); }
.coexist-picture .rest .outline { stroke-dasharray: 5 4; }
.coexist-picture .rest text.name { fill: var(--cx-quiet); }
.coexist-picture .acting > .outline { stroke: var(--cx-now); stroke-width: 4; }
.coexist-picture .moment .halo { fill: none; stroke: var(--cx-paper); stroke-width: 9; stroke-linejoin: round; }
.coexist-picture .moment .course { fill: none; stroke: var(--cx-now); stroke-width: 4.5; stroke-linejoin: round; }
.coexist-picture .moment.answer .course { stroke-dasharray: 12 7; }
.coexist-picture .moment .tip { fill: var(--cx-now); }
.coexist-picture .moment.bad .course { stroke: var(--cx-bad); }
.coexist-picture .moment.bad .tip, .coexist-picture .moment.bad .disc { fill: var(--cx-bad); }
.coexist-picture .moment .strokes { fill: none; stroke: var(--cx-paper); stroke-width: 2.6; }
.coexist-picture .edge { fill: none; stroke: var(--cx-line); stroke-width: 2; }
.coexist-picture .arrow { fill: var(--cx-line); }
.coexist-picture .edge.reaches { stroke: var(--cx-warn); stroke-width: 2.5; stroke-dasharray: 7 5; }
.coexist-picture .arrow.reaches { fill: var(--cx-warn); }
.coexist-picture .edge.gone, .coexist-picture .arrow.gone, .coexist-picture .tag.gone { visibility: hidden; }
.coexist-picture .edge.link { stroke-width: 2.5; stroke: var(--cx-box-line); }
.coexist-picture .edge.link.cut { stroke: var(--cx-bad); stroke-dasharray: 4 6; }
.coexist-picture .tab { fill: var(--cx-area); stroke: var(--cx-area-line); stroke-width: 1.5; }
.coexist-picture .cut .tab { fill: var(--cx-bad-fill); stroke: var(--cx-bad); }
.coexist-picture .cut .link-text { fill: var(--cx-bad); }
.coexist-picture .band { fill: var(--cx-band); }
.coexist-picture .lifeline { fill: none; stroke: var(--cx-area-line); stroke-width: 1.5; stroke-dasharray: 3 5; }
.coexist-picture .party .line { fill: var(--cx-quiet); }
.coexist-picture .party.server .line { fill: var(--cx-on-version); }
.coexist-picture .message { fill: none; stroke: var(--cx-line); stroke-width: 2; }
.coexist-picture .answer .message, .coexist-picture .refusal .message { stroke-dasharray: 6 4; }
.coexist-picture .cross { fill: none; stroke: var(--cx-bad); stroke-width: 2.5; }
.coexist-picture .note-box { fill: var(--cx-idle-fill); }
.coexist-picture .decision .note-box { fill: var(--cx-note-fill); stroke: var(--cx-note-line); stroke-width: 1; }
.coexist-picture .change .note-box { fill: var(--cx-warn-fill); stroke: var(--cx-warn); stroke-width: 1.5; }
.coexist-picture .left .note-box { fill: var(--cx-paper); stroke: var(--cx-box-line); stroke-dasharray: 5 4; }
.coexist-picture .bad .note-box { fill: var(--cx-bad-fill); stroke: var(--cx-bad); stroke-width: 1; }
.coexist-picture .bad .message { stroke: var(--cx-bad); }
.coexist-picture .bad .arrow { fill: var(--cx-bad); }
.coexist-picture .bad .words { fill: var(--cx-bad); }
.coexist-picture .warn .note-box { fill: var(--cx-warn-fill); stroke: var(--cx-warn); stroke-width: 1; }
.coexist-picture .warn .message { stroke: var(--cx-warn); }
.coexist-picture .warn .arrow { fill: var(--cx-warn); }
.coexist-picture .warn .words { fill: var(--cx-warn); }
.coexist-picture .rules, .coexist-picture .time { fill: var(--cx-quiet); }
";

/// The style of a picture that stands alone.
pub(crate) fn standalone() -> String {
    let rules = CSS.split_once("/* rules */\n").map_or("", |it| it.1);
    let with = |value: fn(&(&'static str, &'static str, &'static str)) -> &'static str| {
        let mut rules = rules.to_owned();
        for it in COLORS {
            rules = rules.replace(&format!("var(--cx-{})", it.0), value(it));
        }
        rules
    };
    let dark = with(|it| it.2);
    let dark: Vec<_> = dark.lines().filter(|it| it.contains('#')).collect();
    format!("{}@media (prefers-color-scheme: dark) {{\n{}\n}}\n", with(|it| it.1), dark.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Version;

    /// The relative luminance of a color, in ten thousandths, by the table of WCAG: linear below 11, else a power of
    /// 2.4, which is near enough to the mix of a square and a cube for this test.
    fn channel(value: u32) -> u64 {
        // ((v + 14) / 269)^2.4, in millionths, without floats: x^2.4 = (x^12)^(1/5).
        if value < 11 {
            return u64::from(value) * 1_000_000 / 255 * 100 / 1292;
        }
        let x = u128::from(value + 14) * 1_000_000 / 269;
        let mut power = 1_000_000_u128;
        for _ in 0..12 {
            power = power * x / 1_000_000;
        }
        // The fifth root by bisection: the r with r^5 = power.
        let (mut low, mut high) = (0_u128, 1_000_000_u128);
        while low + 1 < high {
            let middle = u128::midpoint(low, high);
            let mut fifth = 1_000_000_u128;
            for _ in 0..5 {
                fifth = fifth * middle / 1_000_000;
            }
            if fifth <= power { low = middle } else { high = middle }
        }
        low as u64
    }

    fn luminance(color: &str) -> u64 {
        let part = |at: usize| u32::from_str_radix(&color[at..at + 2], 16).expect("a color");
        (channel(part(1)) * 2126 + channel(part(3)) * 7152 + channel(part(5)) * 722) / 10_000
    }

    /// The contrast of two colors, in hundredths.
    fn contrast(a: &str, b: &str) -> u64 {
        let (a, b) = (luminance(a) + 50_000, luminance(b) + 50_000);
        a.max(b) * 100 / a.min(b)
    }

    fn color(name: &str) -> (&'static str, &'static str) {
        COLORS.iter().find(|it| it.0 == name).map(|it| (it.1, it.2)).expect("a known color")
    }

    #[test]
    fn every_text_stands_out() {
        assert!(contrast("#000000", "#ffffff").abs_diff(2100) < 5);
        let (a, b) = (contrast("#767676", "#ffffff"), contrast("#777777", "#ffffff"));
        assert!(a >= 450 && b < 450, "{a} {b}");
        for (ink, ground) in [
            ("ink", "paper"),
            ("ink", "area"),
            ("ink", "box"),
            ("ink", "idle-fill"),
            ("ink", "good-fill"),
            ("ink", "warn-fill"),
            ("ink", "bad-fill"),
            ("ink", "note-fill"),
            ("ink", "band"),
            ("quiet", "paper"),
            ("quiet", "area"),
            ("quiet", "box"),
            ("quiet", "band"),
            ("quiet", "idle-fill"),
            ("good", "good-fill"),
            ("idle", "idle-fill"),
            ("warn", "warn-fill"),
            ("bad", "bad-fill"),
            ("bad", "box"),
            ("bad", "paper"),
            ("bad", "band"),
            ("now", "paper"),
            ("ink", "note-fill"),
        ]
        .into_iter()
        .chain(Version::ALL.map(|it| ("on-version", it.product().look.class)))
        {
            let (ink_, ground_) = (color(ink), color(ground));
            for (ink_, ground_) in [(ink_.0, ground_.0), (ink_.1, ground_.1)] {
                let found = contrast(ink_, ground_);
                assert!(found >= 450, "{ink} {ink_} on {ground} {ground_}: {found}");
            }
        }
    }

    /// A version has its color, and the head of its servers is filled with it.
    #[test]
    fn every_version_has_its_color() {
        for look in Version::ALL.map(|it| it.product().look) {
            let class = look.class;
            assert_eq!(color(class), (look.color, look.color));
            assert!(CSS.contains(&format!(".server.{class} .head {{ fill: var(--cx-{class}); }}")), "{class}");
        }
    }

    #[test]
    fn the_properties_are_the_colors() {
        for (name, light, dark) in COLORS {
            assert!(CSS.contains(&format!("--cx-{name}: {light};")), "{name}");
            assert!(CSS.contains(&format!("--cx-{name}: {dark};")), "{name}");
            let used = format!("var(--cx-{name})");
            assert!(CSS.contains(&used), "{name} is not used");
        }
        assert!(!standalone().contains("var("), "{}", standalone());
    }
}
