//! Is a PNG the picture that the SVG is? Built with `--features png` alone (`cargo test --features png --test png`), so
//! that nobody else waits for what draws it.

#[allow(dead_code)]
#[path = "../process.rs"]
mod process;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use coexist::picture::topology::{self, Sight};
use coexist::render::Lang;
use coexist::resolve::load;
use process::{call, folder, write};
use resvg::tiny_skia::Pixmap;

/// Where Debian keeps fonts with Chinese, and one without.
const CHINESE: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
const LATIN: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

const TITLE: &str = "登录失败如何发生";

fn scenario(title: &str) -> String {
    process::SMALL.replace("title: \"small\"", &format!("title: \"{title}\""))
}

/// A font of this machine; where it is missing, the test says so and asks nothing.
fn font(path: &'static str) -> Option<&'static str> {
    if Path::new(path).is_file() {
        return Some(path);
    }
    let must = std::env::var_os("COEXIST_FONTS").is_some_and(|it| it == "required");
    assert!(!must, "{path} is not here");
    eprintln!("skipped: {path} is not here (Debian: fonts-noto-cjk, fonts-dejavu-core)");
    None
}

fn pixels(path: &Path) -> Pixmap {
    Pixmap::decode_png(&fs::read(path).expect("it was written")).expect("it is a PNG")
}

/// Draws a scenario and returns the file.
#[track_caller]
fn drawn(name: &str, text: &str, more: &[&str]) -> PathBuf {
    let folder = folder(name);
    let file = write(&folder, "a.ron", text);
    let path = folder.join("a.png");
    let to = path.to_string_lossy();
    let came = call(&[&["diagram", &file, "-o", &to], more].concat());
    assert_eq!(came.code, 0, "{}", came.err);
    assert_eq!(came.err, "");
    path
}

/// The size that a scenario's picture has as SVG.
fn size(text: &str, lang: Lang) -> (u32, u32) {
    let world = load(text, "png").expect("it loads").world;
    let picture = topology::layout(&Sight::start(&world), lang);
    (picture.width.unsigned_abs(), picture.height.unsigned_abs())
}

/// Which pixels of a frame differ from the ground in its corner.
fn ink(picture: &Pixmap, (x, y, w, h): (u32, u32, u32, u32)) -> Vec<bool> {
    let ground = picture.pixel(x, y).expect("it is inside");
    let dots = (y..y + h).flat_map(|y| (x..x + w).map(move |x| (x, y)));
    dots.map(|(x, y)| picture.pixel(x, y).expect("it is inside") != ground).collect()
}

#[test]
fn a_png_is_as_large_as_is_asked_for() {
    let Some(font) = font(LATIN) else { return };
    let text = scenario("small");
    let (w, h) = size(&text, Lang::En);
    for (more, wide, high) in [
        (&[][..], 2 * w, 2 * h),
        (&["--scale", "1"], w, h),
        (&["--scale", "3x"], 3 * w, 3 * h),
        (&["--width", "1920"], 1920, (1920 * h).div_ceil(w)),
    ] {
        let picture = pixels(&drawn("png-size", &text, &[&["--font", font], more].concat()));
        assert_eq!(picture.width(), wide, "{more:?}");
        assert!(picture.height().abs_diff(high) <= 1, "{more:?}: {} instead of {high}", picture.height());
        let dots = ink(&picture, (0, 0, picture.width(), picture.height()));
        let inked = dots.iter().filter(|it| **it).count();
        assert!(inked * 20 > dots.len() && inked < dots.len(), "{inked} of {} are drawn", dots.len());
    }
}

#[test]
fn the_same_fonts_give_the_same_bytes() {
    let Some(font) = font(LATIN) else { return };
    let text = scenario("small");
    let draw = |name, more: &[&str]| fs::read(drawn(name, &text, more)).expect("it was written");
    assert_eq!(draw("png-once", &["--font", font]), draw("png-twice", &["--font", font]));
    assert_eq!(draw("png-once", &[]), draw("png-twice", &[]));
}

/// Each letter of a Chinese title has ink in its own square, and no two look alike, as empty boxes would.
#[test]
fn chinese_is_written_in_letters() {
    if font(CHINESE).is_none() {
        return;
    }
    for more in [&["--font", CHINESE, "--scale", "2"][..], &["--scale", "2"]] {
        let text = scenario(TITLE);
        let picture = pixels(&drawn("png-chinese", &text, &[more, &["--lang", "zh"]].concat()));
        let world = load(&text, "png").expect("it loads").world;
        let title = topology::layout(&Sight::start(&world), Lang::Zh).title;
        assert_eq!(title.text, TITLE);
        let em = title.role.size().unsigned_abs() * 2;
        let (x, y) = (title.frame.x.unsigned_abs() * 2, title.frame.y.unsigned_abs() * 2);
        let squares: Vec<_> =
            (0..).take(TITLE.chars().count()).map(|at| ink(&picture, (x + at * em, y, em, em))).collect();
        for (at, square) in squares.iter().enumerate() {
            let inked = square.iter().filter(|it| **it).count();
            assert!(
                (square.len() / 12..square.len() * 3 / 4).contains(&inked),
                "letter {at}: {inked} of {}",
                square.len()
            );
            assert!(squares[..at].iter().all(|it| it != square), "letter {at} looks like one before");
        }
        let beyond = ink(&picture, (x + (squares.len() as u32 + 1) * em, y, em, em));
        assert!(!beyond.contains(&true), "nothing stands behind the title");
    }
}

#[test]
fn what_no_font_can_write_is_said_and_not_drawn() {
    let Some(font) = font(LATIN) else { return };
    let folder = folder("png-missing");
    let file = write(&folder, "a.ron", scenario(TITLE));
    let to = folder.join("a.png").to_string_lossy().into_owned();
    let came = call(&["diagram", &file, "-o", &to, "--font", font]);
    assert_eq!(came.code, 2);
    assert!(came.err.starts_with("error: no font has the letters "), "{}", came.err);
    assert!(
        came.err.contains('登') && came.err.contains("fonts-noto-cjk") && came.err.contains("--font"),
        "{}",
        came.err
    );
    assert!(!Path::new(&to).exists());

    let came = call(&["diagram", &file, "-o", &to, "--font", "no.ttf"]);
    assert_eq!(came.code, 2);
    assert!(came.err.starts_with("error: cannot read the font no.ttf: "), "{}", came.err);
    let came = call(&["diagram", &file, "-o", &to, "--font", &file]);
    assert_eq!(came.code, 2);
    assert!(came.err.starts_with("error: there is no font in "), "{}", came.err);

    let came = call(&[
        "diagram",
        &write(&folder, "b.ron", scenario("small")),
        "-o",
        &to,
        "--font",
        font,
        "--width",
        "32000",
        "--force",
    ]);
    assert!(came.code == 0 || came.err.contains("choose a smaller --scale"), "{}", came.err);
}

#[test]
fn moments_series_and_sequences_are_drawn() {
    let Some(font) = font(LATIN) else { return };
    let folder = folder("png-series");
    let file = write(&folder, "a.ron", scenario("small"));
    let frames = folder.join("frames");
    let came = call(&["diagram", &file, "--format", "png", "--frames", &frames.to_string_lossy(), "--font", font]);
    assert_eq!((came.code, &*came.err), (0, ""));
    let mut names: Vec<_> = fs::read_dir(&frames).expect("it was made").flatten().map(|it| it.file_name()).collect();
    names.sort();
    assert!(names.len() > 5 && names[0] == "000.png", "{names:?}");
    let (index, pictures) = names.split_last().expect("there are some");
    assert_eq!(index, "index.md");
    let all: Vec<_> = pictures.iter().map(|it| pixels(&frames.join(it)).data().to_vec()).collect();
    assert!(all.windows(2).all(|it| it[0] != it[1]), "each step is another picture");
    let told = process::read(frames.join("index.md"));
    assert!(told.contains("| 000.png |"), "{told}");

    for more in [&["--at", "3"][..], &["--what", "sequence"]] {
        let to = folder.join("one.png").to_string_lossy().into_owned();
        let came = call(&[&["diagram", &file, "-o", &to, "--force", "--font", font], more].concat());
        assert_eq!((came.code, &*came.err), (0, ""));
        assert!(pixels(Path::new(&to)).width() > 200);
    }
}

#[test]
fn a_png_goes_through_a_pipe_as_it_is() {
    let Some(font) = font(LATIN) else { return };
    let file = write(&folder("png-pipe"), "a.ron", scenario("small"));
    let output = Command::new(env!("CARGO_BIN_EXE_coexist"))
        .args(["diagram", &file, "--format", "png", "--font", font])
        .output()
        .expect("the program starts");
    assert!(output.status.success());
    assert!(Pixmap::decode_png(&output.stdout).is_ok());

    let came = call(&["diagram", &file, "--scale", "2"]);
    assert_eq!(came.code, 2);
    assert!(came.err.contains("--scale, --width and --font are for a PNG"), "{}", came.err);
    let came = call(&["diagram", &file, "--format", "png", "--scale", "0"]);
    assert_eq!(came.code, 2);
    assert!(came.err.contains("a number from 0.1 to 20"), "{}", came.err);
}
