//! Does the program say what it must where it fails itself, leave with the right code, and go on with the other files?
//!
//! It is told to fail by an argument that only it gives itself; the hook is the same in every build.

use std::fs;

use crate::process::{SMALL, call, folder, write};

const CODE: i32 = 101;
const AT: &str = "--inner-bug-at=broken";

fn broken() -> String {
    SMALL.replace("title: \"small\"", "title: \"broken\", seed: 7")
}

#[test]
fn each_command_says_where_the_bug_came_up() {
    let folder = folder("bugs-each");
    let file = &write(&folder, "a.ron", broken());
    let page = folder.join("page.html");
    for arguments in [
        &["run", file][..],
        &["run", "-q", file],
        &["run", "--format", "json", file],
        &["explain", file],
        &["diagram", file],
        &["report", file, "-o", &page.to_string_lossy()],
    ] {
        let sound = call(arguments);
        assert_eq!((sound.code, sound.err.as_str()), (0, ""), "{arguments:?}");
        let _ = fs::remove_file(&page);
        let came = call(&[&[AT], arguments].concat());
        assert_eq!((came.code, came.out.as_str()), (CODE, ""), "{arguments:?}: {}", came.err);
        assert!(came.err.contains("a bug that was asked for"), "{}", came.err);
        let told =
            "error: this is a bug of coexist; scenario \"broken\", seed 7\nhelp: please report it with the scenario\n";
        assert!(came.err.ends_with(told), "{}", came.err);
        assert!(!page.exists(), "half a page is none");
    }
    let chinese = call(&[AT, "run", file, "--lang", "zh"]);
    assert!(
        chinese.code == CODE && chinese.err.contains("错误：") && chinese.err.contains("broken"),
        "{}",
        chinese.err
    );
}

/// The bug is in one file; the others are told before it and after it, by another process.
#[test]
fn the_other_files_are_told() {
    let folder = folder("bugs-several");
    let [one, two, three] = [("a.ron", SMALL.to_owned()), ("b.ron", broken()), ("c.ron", SMALL.to_owned())]
        .map(|(name, text)| write(&folder, name, text));
    for command in ["run", "explain"] {
        let sound = call(&[command, "-q", &one, &two, &three]);
        assert_eq!(sound.code, 0, "{}", sound.err);
        let came = call(&[AT, command, "-q", &one, &two, &three]);
        assert_eq!(came.code, CODE, "{}", came.err);
        assert_eq!(came.err.matches("this is a bug of coexist; scenario \"broken\"").count(), 1, "{}", came.err);
        // What is told of a file stands below its name: only that of the second is missing.
        let told = |out: &str, file: &str| {
            let after = out.split_once(&format!("{file}\n")).expect("each file is named").1;
            after.split("\n\n").next().expect("something follows").to_owned()
        };
        assert_eq!(told(&came.out, &one), told(&sound.out, &one));
        assert_eq!(told(&came.out, &three), told(&sound.out, &three));
        assert!(told(&sound.out, &two).contains("laptop") || command == "explain", "{}", sound.out);
        assert!(came.out.find(&one) < came.out.find(&two) && came.out.find(&two) < came.out.find(&three));
    }
}

#[test]
fn test_goes_on_after_a_bug() {
    let folder = folder("bugs-test");
    for (name, text) in
        [("a.ron", SMALL.to_owned()), ("b.ron", broken()), ("c.ron", broken()), ("d.ron", SMALL.to_owned())]
    {
        write(&folder, name, text);
    }
    let place = folder.to_string_lossy().into_owned();
    for threads in ["1", "2", "4"] {
        let came = call(&[AT, "test", &place, "--threads", threads]);
        assert_eq!(came.code, CODE, "{}", came.err);
        let words: Vec<&str> = came.out.lines().filter(|it| it.contains(".ron")).map(|it| &it[..6]).collect();
        assert_eq!(words, ["passed", "a bug ", "a bug ", "passed"], "{}", came.out);
        assert!(came.out.contains("please report it with the scenario"), "{}", came.out);
        let last = came.out.lines().last().unwrap_or_default();
        assert!(last.starts_with("2 passed") && last.ends_with("2 bugs of coexist"), "{last}");
        assert_eq!(came.err.matches("a bug that was asked for").count(), 2, "{}", came.err);
    }
}

/// What the program tells itself is no option of it: it is in no help, and elsewhere in a command line it is refused.
#[test]
fn nobody_else_is_offered_it() {
    for command in [&["--help"][..], &["help", "test"], &["test", "--help"], &["completions", "bash"]] {
        assert!(!call(command).out.contains("inner"), "{command:?}");
    }
    for arguments in [&["run", AT][..], &["--inner-something", "run"]] {
        assert_eq!(call(arguments).code, 2, "{arguments:?}");
    }
}
