//! How does a picture become a PNG?
//!
//! From its SVG, with the fonts of the machine or with those that are named. Fonts stand in one order, whatever order
//! a folder lists them in, so that the same fonts give the same bytes. A letter that no font has is said, never drawn
//! as an empty box.

use std::path::PathBuf;

use clap::Args;

use super::UNUSABLE;
use super::output::{Shell, complain};
use crate::lang::Lang;
use crate::words::cli as say;

/// How large a PNG is, and with which fonts.
#[derive(Debug, Args)]
pub(super) struct Wish {
    #[arg(long, value_name = "N", value_parser = scale, conflicts_with = "width")]
    scale: Option<f32>,
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u32).range(16..=i64::from(MOST)))]
    width: Option<u32>,
    #[arg(long, value_name = "FILE")]
    font: Vec<PathBuf>,
}

/// The most pixels in a row or in a column.
pub(super) const MOST: u32 = 32_000;
/// How many times as large as its SVG a PNG is if nobody says: sharp on a wall, and on a screen of twice the points.
#[cfg(feature = "png")]
const USUAL: f32 = 2.0;

impl Wish {
    /// Whether anything of a PNG is asked for.
    pub(super) fn is_any(&self) -> bool {
        self.scale.is_some() || self.width.is_some() || !self.font.is_empty()
    }
}

/// Reads how many times as large.
fn scale(written: &str) -> Result<f32, String> {
    let read = written.trim_end_matches(['x', '×']).parse::<f32>().ok();
    read.filter(|it| (0.1..=20.0).contains(it)).ok_or_else(|| say::what_a_scale_is(super::lang::choose(None)))
}

/// What keeps a PNG from being drawn, or from being whole.
#[cfg_attr(not(feature = "png"), expect(dead_code, reason = "what does not draw meets but the first"))]
#[cfg_attr(feature = "png", expect(dead_code, reason = "what draws is built"))]
enum Trouble {
    NotBuilt,
    NoFont,
    NoFontIn(PathBuf),
    CannotRead(PathBuf, std::io::Error),
    Letters(String),
    Signs(String),
    TooLarge(u32, u32),
}

impl Trouble {
    /// In words, and what helps.
    fn said(&self, lang: Lang) -> (String, String) {
        match self {
            Self::NotBuilt => (say::no_png(lang), say::no_png_help(lang)),
            Self::NoFont => (say::no_font(lang), say::no_font_help(lang)),
            Self::NoFontIn(path) => (say::no_font_in(lang, path.display()), say::no_font_help(lang)),
            Self::CannotRead(path, error) => {
                (say::cannot_read_font(lang, path.display(), error), say::no_font_help(lang))
            }
            Self::Letters(some) => (say::no_letters(lang, some), say::no_letters_help(lang)),
            Self::Signs(all) => (say::no_signs(lang, all), say::no_signs_help(lang)),
            Self::TooLarge(wide, high) => (say::png_too_large(lang, wide, high, MOST), say::png_too_large_help(lang)),
        }
    }

    /// Says it on standard error. The exit code.
    fn refuse(&self, shell: Shell) -> u8 {
        let (message, help) = self.said(shell.lang);
        complain(shell, &message, Some(&help));
        UNUSABLE
    }
}

#[cfg(feature = "png")]
pub(super) use with::Painter;
#[cfg(not(feature = "png"))]
pub(super) use without::Painter;

#[cfg(not(feature = "png"))]
mod without {
    use super::{Shell, Trouble, Wish};

    /// Nobody: this program was built without.
    pub(in crate::cli) enum Painter {}

    impl Painter {
        pub(in crate::cli) fn new(_: &Wish, shell: Shell) -> Result<Self, u8> {
            Err(Trouble::NotBuilt.refuse(shell))
        }

        pub(in crate::cli) fn paint(&self, _: &str, _: Shell) -> Result<Vec<u8>, u8> {
            match *self {}
        }
    }
}

#[cfg(feature = "png")]
mod with {
    use std::cmp::Reverse;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};
    use std::sync::{Arc, Mutex};

    use resvg::tiny_skia::{Pixmap, Transform};
    use resvg::usvg::fontdb::{Database, FaceInfo, Source};
    use resvg::usvg::{FontResolver, Options, Tree};
    use unicode_width::UnicodeWidthChar;

    use super::{MOST, Shell, Trouble, USUAL, Wish};
    use crate::cli::output::warn;

    /// Which fonts letters come from, the first before the others: those that a picture names, then what systems bring
    /// along for Chinese. What is not here comes after them in the order of the files' names.
    const FAMILIES: &[&str] = &[
        "Noto Sans CJK SC",
        "PingFang SC",
        "Microsoft YaHei",
        "Segoe UI",
        "Noto Sans",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Arial",
        "Helvetica",
        "Liberation Sans",
        "DejaVu Sans",
        "SimHei",
        "SimSun",
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
        "Droid Sans Fallback",
    ];

    /// Draws pictures with one set of fonts.
    #[derive(Debug)]
    pub(in crate::cli) struct Painter {
        fonts: Arc<Database>,
        scale: Option<f32>,
        width: Option<u32>,
    }

    impl Painter {
        /// With the fonts that are named, or else with those of the machine.
        pub(in crate::cli) fn new(wish: &Wish, shell: Shell) -> Result<Self, u8> {
            let mut found = Database::new();
            for path in &wish.font {
                let before = found.len();
                if let Err(error) = found.load_font_file(path) {
                    return Err(Trouble::CannotRead(path.clone(), error).refuse(shell));
                }
                if found.len() == before {
                    return Err(Trouble::NoFontIn(path.clone()).refuse(shell));
                }
            }
            if wish.font.is_empty() {
                found.load_system_fonts();
            }
            let mut fonts = Database::new();
            for face in in_order(&found, &wish.font) {
                fonts.push_face_info(face);
            }
            let Some(first) = fonts.faces().next().map(|it| it.families[0].0.clone()) else {
                return Err(Trouble::NoFont.refuse(shell));
            };
            fonts.set_sans_serif_family(&first);
            fonts.set_serif_family(first);
            Ok(Self { fonts: Arc::new(fonts), scale: wish.scale, width: wish.width })
        }

        /// The PNG of an SVG.
        pub(in crate::cli) fn paint(&self, svg: &str, shell: Shell) -> Result<Vec<u8>, u8> {
            let missing: Mutex<BTreeSet<char>> = Mutex::default();
            let usual = FontResolver::default_fallback_selector();
            let fallback = |it: char, used: &[_], fonts: &mut Arc<Database>| {
                let font = usual(it, used, fonts);
                if font.is_none() && it.width().is_some_and(|it| it > 0) {
                    missing.lock().expect("nobody panics with it").insert(it);
                }
                font
            };
            let options = Options {
                fontdb: Arc::clone(&self.fonts),
                font_resolver: FontResolver {
                    select_font: FontResolver::default_font_selector(),
                    select_fallback: Box::new(fallback),
                },
                ..Options::default()
            };
            let tree = Tree::from_str(svg, &options).expect("a picture of ours is an SVG");
            drop(options);
            let missing = missing.into_inner().expect("nobody panics with it");
            let (letters, signs): (String, String) = missing.into_iter().partition(|it| it.is_alphanumeric());
            if !letters.is_empty() {
                return Err(Trouble::Letters(letters.chars().take(12).collect()).refuse(shell));
            }
            if !signs.is_empty() {
                let (message, help) = Trouble::Signs(signs).said(shell.lang);
                warn(shell, &message, Some(&help));
            }
            let whole = tree.size().to_int_size();
            let size = match self.width {
                Some(width) => whole.scale_to_width(width),
                None => whole.scale_by(self.scale.unwrap_or(USUAL)),
            };
            let size = size.unwrap_or(whole);
            let fits = size.width().max(size.height()) <= MOST;
            let Some(mut pixmap) = fits.then(|| Pixmap::new(size.width(), size.height())).flatten() else {
                return Err(Trouble::TooLarge(size.width(), size.height()).refuse(shell));
            };
            let (from, to) = (tree.size(), size.to_size());
            let scale = Transform::from_scale(to.width() / from.width(), to.height() / from.height());
            resvg::render(&tree, scale, &mut pixmap.as_mut());
            Ok(pixmap.encode_png().expect("a picture in memory is written into memory"))
        }
    }

    /// The faces in an order that does not hang on how a folder lists its files: as they were named, or else the
    /// families that are wanted most first.
    fn in_order(found: &Database, named: &[PathBuf]) -> Vec<FaceInfo> {
        let path = |it: &FaceInfo| match &it.source {
            Source::File(path) | Source::SharedFile(path, _) => path.clone(),
            Source::Binary(_) => PathBuf::new(),
        };
        let place = |it: &Path| named.iter().position(|name| name == it);
        let family = |it: &FaceInfo| {
            let rank = |name: &str| FAMILIES.iter().position(|it| *it == name);
            it.families.iter().filter_map(|it| rank(&it.0)).min().unwrap_or(FAMILIES.len())
        };
        let mut faces: Vec<FaceInfo> = found.faces().cloned().collect();
        faces.sort_by_cached_key(|it| {
            let path = path(it);
            let upright = it.style == resvg::usvg::fontdb::Style::Normal;
            let plain = it.weight == resvg::usvg::fontdb::Weight::NORMAL;
            (place(&path), family(it), Reverse(upright), Reverse(plain), path, it.index)
        });
        faces
    }
}
