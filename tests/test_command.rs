//! Does `coexist test` judge a folder of scenarios rightly, and say plainly what it cannot judge?

use crate::process;

use std::fs;
use std::path::Path;

use regex::Regex;

use process::{Came, SMALL, call, call_in, cut_off, folder, read, stopped, write};

/// Calls `coexist test` in a folder, which is where people stand.
fn test_in(folder: &Path, arguments: &[&str]) -> Came {
    let all: Vec<&str> = ["test"].into_iter().chain(arguments.iter().copied()).collect();
    call_in(folder, &all, b"")
}

fn last_line(came: &Came) -> &str {
    came.out.lines().last().unwrap_or_default()
}

#[test]
fn a_snapshot_is_written_held_and_renewed() {
    let folder = folder("test-snapshot");
    write(&folder, "a.ron", SMALL);
    let first = test_in(&folder, &[]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert!(first.out.starts_with("passed (new") && last_line(&first) == "1 passed · 1 new", "{}", first.out);
    assert!(!folder.join("a.snap.txt").exists(), "nothing is written unasked");
    let required = test_in(&folder, &["--require-snapshots"]);
    assert_eq!(required.code, 1);
    assert!(required.out.contains("there is no snapshot ./a.snap.txt"), "{}", required.out);

    let accepted = test_in(&folder, &["--accept"]);
    assert_eq!((accepted.code, accepted.out.as_str()), (0, "accepted  ./a.ron\n1 passed · 1 accepted\n"));
    let snapshot = read(folder.join("a.snap.txt"));
    assert!(snapshot.starts_with("coexist · small") && snapshot.contains("laptop"), "{snapshot}");
    assert!(!snapshot.contains(env!("CARGO_PKG_VERSION")), "a new version does not touch every snapshot");
    for arguments in [&[][..], &["--require-snapshots"], &["--lang", "en"]] {
        let held = test_in(&folder, arguments);
        assert_eq!((held.code, held.out.as_str()), (0, "passed  ./a.ron\n1 passed\n"));
    }
    let chinese = test_in(&folder, &["--lang", "zh"]);
    assert_eq!((chinese.code, chinese.out.as_str()), (0, "通过  ./a.ron\n1 个通过\n"));
    // A checkout on Windows.
    write(&folder, "a.snap.txt", snapshot.replace('\n', "\r\n"));
    assert_eq!(test_in(&folder, &[]).code, 0);

    // Another organisation, and the same expectation.
    write(&folder, "a.ron", SMALL.replace(":993:SSL", ":143:TLS"));
    let differs = test_in(&folder, &[]);
    assert_eq!((differs.code, last_line(&differs), differs.err.as_str()), (1, "0 passed · 1 failed", ""));
    assert!(differs.out.contains("\n    - ") && differs.out.contains("\n    + "), "{}", differs.out);
    let removed: Vec<_> = differs.out.lines().filter_map(|it| it.strip_prefix("    - ")).collect();
    let added: Vec<_> = differs.out.lines().filter_map(|it| it.strip_prefix("    + ")).collect();
    assert!(removed.iter().all(|it| snapshot.lines().any(|line| line == *it)), "{removed:?}");
    assert!(removed.iter().any(|it| it.contains("993")) && added.iter().any(|it| it.contains("143")));
    assert!(!differs.out.contains('\x1b'));
    let colored = test_in(&folder, &["--color", "always"]);
    assert!(colored.out.contains("\x1b[") && colored.code == 1, "{}", colored.out);
    assert_eq!(read(folder.join("a.snap.txt")).replace("\r\n", "\n"), snapshot, "nothing is written unasked");
    assert_eq!(test_in(&folder, &["--accept"]).code, 0);
    let renewed = read(folder.join("a.snap.txt"));
    assert!(added.iter().all(|it| renewed.lines().any(|line| line == *it)), "{added:?}");
    assert_eq!(test_in(&folder, &[]).out, "passed  ./a.ron\n1 passed\n");
    assert_eq!(test_in(&folder, &["--accept", "--require-snapshots"]).code, 2, "one or the other");
}

#[test]
fn the_exit_code_is_that_of_the_worst() {
    let all = folder("test-codes");
    let case = |name: &str, text: &str| write(&all, name, text);
    case("a/passes.ron", SMALL);
    case("b/fails.ron", &stopped());
    case("c/inconclusive.ron", &cut_off());
    case("d/unusable.ron", &SMALL.replace("servers", "severs"));
    for (folders, code, counts) in [
        (&["a"][..], 0, "1 passed · 1 new"),
        (&["b"], 1, "0 passed · 1 failed"),
        (&["c"], 3, "0 passed · 1 inconclusive"),
        (&["d"], 2, "0 passed · 1 cannot be used"),
        (&["c", "b", "a"], 1, "1 passed · 1 new · 1 failed · 1 inconclusive"),
        (&["."], 2, "1 passed · 1 new · 1 failed · 1 inconclusive · 1 cannot be used"),
    ] {
        let came = test_in(&all, folders);
        assert_eq!((came.code, last_line(&came), came.err.as_str()), (code, counts, ""), "{folders:?}");
    }
    let told = test_in(&all, &[]).out;
    assert!(told.contains("did you mean `servers`?"), "{told}");
    assert!(told.contains("failed  ./b/fails.ron\n    ") && told.contains("    not held  laptop"), "{told}");
    assert!(told.lines().all(|it| it.trim_end() == it), "{told}");
    // What does not pass gets no snapshot.
    assert_eq!(test_in(&all, &["--accept"]).code, 2);
    let snapshots = |folder: &str| fs::read_dir(all.join(folder)).expect("it is there").count() - 1;
    assert_eq!(["a", "b", "c", "d"].map(snapshots), [1, 0, 0, 0]);
}

#[test]
fn where_there_is_nothing_to_test_it_says_so() {
    let all = folder("test-nothing");
    let empty = test_in(&all, &[]);
    assert_eq!((empty.code, empty.out.as_str()), (2, ""));
    assert!(empty.err.contains("there is no scenario in .") && empty.err.contains("coexist new"), "{}", empty.err);
    let file = write(&all, "a.ron", SMALL);
    let filtered = test_in(&all, &["--filter", "b.ron"]);
    assert_eq!((filtered.code, filtered.out.as_str()), (2, ""));
    for missing in ["nowhere", "nowhere.ron", &format!("{file}/below.ron")] {
        let came = test_in(&all, &[missing]);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{missing}");
        assert!(came.err.starts_with("error") && came.err.contains("cannot be read"), "{}", came.err);
    }
}

#[test]
fn a_snapshot_that_is_not_text_is_not_compared() {
    let folder = folder("test-not-text");
    write(&folder, "a.ron", SMALL);
    for bytes in [&b"coexist \xff\xfe"[..], b"coexist\0"] {
        let path = write(&folder, "a.snap.txt", bytes);
        let came = test_in(&folder, &[]);
        assert_eq!((came.code, came.err.as_str()), (2, ""));
        assert!(came.out.contains("the snapshot ./a.snap.txt is not text"), "{}", came.out);
        assert_eq!(fs::read(&path).expect("it is there"), bytes);
        assert_eq!(test_in(&folder, &["--accept"]).code, 0);
        assert_eq!(test_in(&folder, &[]).code, 0);
    }
}

/// Permissions do not stop an administrator, so what cannot be written is a folder that stands in the way.
#[test]
fn what_cannot_be_written_is_told() {
    let folder = folder("test-in-the-way");
    write(&folder, "a.ron", SMALL);
    write(&folder, "a.snap.txt/x", "");
    for arguments in [&[][..], &["--accept"], &["--accept", "--prune"]] {
        let came = test_in(&folder, arguments);
        assert_eq!((came.code, came.err.as_str()), (2, ""));
        assert!(came.out.contains("the snapshot ./a.snap.txt is a folder"), "{}", came.out);
    }
    assert!(folder.join("a.snap.txt/x").exists());
    write(&folder, "b/b.ron", SMALL);
    for junit in ["a.ron/results.xml", "nowhere/results.xml", "b"] {
        let came = test_in(&folder, &["b", "--junit", junit]);
        assert_eq!(came.code, 2, "{junit}");
        assert!(came.err.contains(&format!("{junit} cannot be written")), "{}", came.err);
    }
    assert_eq!(fs::read_dir(folder.join("b")).expect("it is there").count(), 1, "nothing is left half written");
}

#[test]
fn snapshots_without_a_scenario_are_told_and_pruned() {
    let folder = folder("test-stale");
    for kept in ["a.ron", "B.RON", "c.d.ron", "sub/a.ron"] {
        write(&folder, kept, SMALL);
    }
    assert_eq!(test_in(&folder, &["--accept"]).code, 0);
    for stale in ["gone.snap.txt", "sub/b.snap.txt", "empty/a.snap.txt", "c.snap.txt"] {
        write(&folder, stale, "x");
    }
    write(&folder, ".hidden/a.snap.txt", "x");
    let names = |came: &Came, word: &str| -> Vec<String> {
        let lines = came.out.lines().filter_map(|it| it.strip_prefix(word));
        lines.map(|it| it.trim().split(':').next().expect("there is a first").to_owned()).collect()
    };
    let stale = ["./c.snap.txt", "./empty/a.snap.txt", "./gone.snap.txt", "./sub/b.snap.txt"];
    let told = test_in(&folder, &[]);
    assert_eq!(told.code, 0);
    assert_eq!(names(&told, "stale"), stale);
    // A file that is named alone says nothing of the others.
    assert_eq!(names(&test_in(&folder, &["a.ron"]), "stale"), [""; 0]);
    assert_eq!(test_in(&folder, &["--prune"]).code, 2, "only together with --accept");
    let some = test_in(&folder, &["--accept", "--prune", "--filter", "sub/"]);
    assert_eq!(names(&some, "deleted"), ["./sub/b.snap.txt"]);
    assert!(folder.join("gone.snap.txt").exists());
    let pruned = test_in(&folder, &["--accept", "--prune"]);
    assert_eq!(names(&pruned, "deleted"), ["./c.snap.txt", "./empty/a.snap.txt", "./gone.snap.txt"]);
    let again = test_in(&folder, &["--accept", "--prune", "--require-snapshots"]);
    assert_eq!(again.code, 2);
    let again = test_in(&folder, &["--require-snapshots"]);
    assert_eq!((again.code, last_line(&again)), (0, "4 passed"));
    assert!(folder.join(".hidden/a.snap.txt").exists());
}

#[test]
fn the_filter_takes_a_part_of_the_path_and_a_file_counts_once() {
    let folder = folder("test-filter");
    for name in ["leg/a.ron", "leg/b.ron", "tls/a.ron"] {
        write(&folder, name, SMALL);
    }
    let count = |arguments: &[&str]| test_in(&folder, arguments).out.lines().count() - 1;
    assert_eq!(count(&[]), 3);
    assert_eq!(count(&["--filter", "leg"]), 2);
    assert_eq!(count(&["--filter", "a.ron"]), 2);
    assert_eq!(count(&["leg", "leg/a.ron", "leg"]), 2);
}

#[test]
fn a_long_difference_is_cut() {
    let folder = folder("test-long");
    write(&folder, "a.ron", SMALL);
    assert_eq!(test_in(&folder, &["--accept"]).code, 0);
    let snapshot = read(folder.join("a.snap.txt"));
    // Two hundred places that differ, far from one another.
    let padded = format!("x\n\n\n\n\n\n\n\n{snapshot}").repeat(200);
    write(&folder, "a.snap.txt", &padded);
    let came = test_in(&folder, &[]);
    assert_eq!(came.code, 1);
    assert!(came.out.lines().count() < 100, "{}", came.out);
    let more = came.out.lines().find(|it| it.ends_with("more lines")).expect("it says that there are more");
    let left: usize = more.split_whitespace().find_map(|it| it.parse().ok()).expect("how many");
    let shown = came.out.lines().skip(2).take_while(|it| *it != more).filter(|it| *it != "    …");
    assert_eq!(shown.count(), 60);
    assert!(left > padded.lines().count() / 2, "{more}");
}

/// What a reader of JUnit files sees: names, and what is inside each case.
fn cases(xml: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for part in xml.split("<testcase ").skip(1) {
        let name = part.split("name=\"").nth(1).and_then(|it| it.split('"').next()).expect("a case has a name");
        let inside = if part.split('>').next().is_some_and(|it| it.ends_with('/')) {
            String::new()
        } else {
            let (_, after) = part.split_once('>').expect("it opens");
            after.split_once("</testcase>").expect("it is closed").0.to_owned()
        };
        all.push((name.to_owned(), inside));
    }
    all
}

#[test]
fn junit_names_every_case() {
    let folder = folder("test-junit");
    write(&folder, "good.ron", SMALL);
    write(&folder, "it's <a> & \"b\".ron", stopped().replace("laptop", "<lap&top>"));
    write(&folder, "cut.ron", cut_off());
    write(&folder, "wrong.ron", "Scenario(");
    let came = test_in(&folder, &["--junit", "results.xml", "--color", "always"]);
    assert_eq!(came.code, 2, "{}", came.err);
    let xml = read(folder.join("results.xml"));
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), "{xml}");
    assert!(xml.contains("tests=\"4\" failures=\"2\" errors=\"1\" skipped=\"0\""), "{xml}");
    assert!(!xml.contains('\x1b'), "colors are for terminals");
    let cases = cases(&xml);
    let names: Vec<_> = cases.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(names, ["cut", "good", "it&#39;s &lt;a&gt; &amp; &quot;b&quot;", "wrong"]);
    for (index, wanted) in [
        (0, "<failure message=\"open laptop, "),
        (2, "<failure message=\"not held &lt;lap&amp;top&gt;, "),
        (3, "<error message=\"cannot"),
    ] {
        assert!(cases[index].1.trim_start().starts_with(wanted), "{}", cases[index].1);
    }
    assert_eq!(cases[1].1, "");
    // How long it took, of each and of all together.
    let times = Regex::new(r#" time="(\d+\.\d{3})""#).expect("a pattern");
    let millis: Vec<u64> =
        times.captures_iter(&xml).map(|it| it[1].replace('.', "").parse().expect("a number")).collect();
    assert_eq!(millis.len(), 1 + cases.len(), "{xml}");
    assert!(millis[0] >= millis[1..].iter().sum::<u64>() && millis[1..].iter().any(|it| *it > 0), "{millis:?}");
    // Where it is: services that run tests open it from there.
    for file in ["./good.ron", "./wrong.ron", "./it&#39;s &lt;a&gt; &amp; &quot;b&quot;.ron"] {
        assert!(
            xml.contains(&format!(" file=\"{file}\"")) || xml.contains(&format!(" file=\"{}\"", &file[2..])),
            "{xml}"
        );
    }
    assert!(cases[2].1.contains("&lt;lap&amp;top&gt;") && cases[3].1.contains("S00"), "{xml}");
    // Every tag is closed in its turn.
    let mut open = Vec::new();
    for tag in xml.split('<').skip(2).filter_map(|it| it.split('>').next()) {
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().expect("a tag has a name"));
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// As many threads as one likes: the output is the same to the byte, and so is the file for CI, but for how long each took.
#[test]
fn the_number_of_threads_is_not_seen() {
    let folder = folder("test-threads");
    for (name, text) in [("b", SMALL.to_owned()), ("x", stopped()), ("y", "(".to_owned()), ("z", cut_off())] {
        for number in 0..6 {
            write(&folder, &format!("{name}{number}.ron"), &text);
        }
    }
    let junit = folder.join("results.xml");
    let times = Regex::new(r#" time="[^"]*""#).expect("a pattern");
    let of = |threads: &str| {
        let came = test_in(&folder, &["--threads", threads, "--junit", "results.xml"]);
        (came, times.replace_all(&read(&junit), "").into_owned())
    };
    let one = of("1");
    assert_eq!(one.0.code, 2);
    for threads in ["2", "3", "64"] {
        assert_eq!(of(threads), one, "{threads}");
    }
    assert_eq!(test_in(&folder, &["--threads", "0"]).code, 2);
}

/// The gallery is long enough for a progress bar, which only a terminal would see.
#[test]
fn the_gallery_passes_without_a_sound_on_standard_error() {
    let came = call(&["test", "scenarios"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    let count = coexist::gallery::ALL.len();
    assert_eq!(last_line(&came), format!("{count} passed · {count} new"));
}
