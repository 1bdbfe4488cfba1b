//! Is somebody who never saw the program told what helps, wherever the first steps go wrong?
//!
//! What newcomers stumbled over, each as a test: names, files, folders, endings, seeds, encodings, and where the
//! reference is. Mistakes inside a file are in `mistakes` and `bad`.

use crate::process;

use process::{Came, SMALL, call, call_in, folder, read, write};

/// It fails with 2, and all of this is said.
fn refused(came: &Came, said: &[&str]) {
    assert_eq!((came.code, came.out.as_str()), (2, ""), "{}", came.err);
    for it in said {
        assert!(came.err.contains(it), "{it:?} is not said:\n{}", came.err);
    }
}

/// It ends with 0, and all of this is said.
fn told(came: &Came, said: &[&str]) {
    assert_eq!((came.code, came.err.as_str()), (0, ""), "{}", came.out);
    for it in said {
        assert!(came.out.contains(it), "{it:?} is not said:\n{}", came.out);
    }
}

#[test]
fn help_knows_every_kind_of_topic() {
    for (topic, said) in [
        ("run", &["Usage: coexist run", "Exit codes: 0 everything expected held"][..]),
        ("scenario", &["The scenario file", "How it is written"]),
        ("servers.imap4.LoginType", &["LoginType", "SecureLogin"]),
        ("servers.EX10.imap4.LoginType", &["SecureLogin", "without TLS"]),
        ("Client.connect", &["connect", "host:port:SSL"]),
        ("changes.action.SetDns.ttl", &["ttl"]),
        ("SetDns", &["points_to"]),
        ("LogonFailed", &["wrong password"]),
        ("logonfailed", &["wrong password"]),
        ("FALL-3", &["FALL-3"]),
        ("F013", &["MSExchangeIMAP4", "Start-Service"]),
        ("R003", &["error[R003]", "did you mean"]),
        ("S011", &["error[S011]"]),
        ("Set-ImapSettings", &["-LoginType"]),
        ("proxy_up", &["proxy_up"]),
    ] {
        told(&call(&["help", topic]), said);
    }
    told(
        &call(&["help"]),
        &["run, explain, check", "scenario, import, findings", "coexist help servers.imap4.LoginType"],
    );
    // What stands in many types is asked for with its type, and each that is proposed is there.
    let many = call(&["help", "name"]);
    told(&many, &["several places", "coexist help Server.name"]);
    for line in many.out.lines().filter_map(|it| it.trim().strip_prefix("coexist help ")) {
        told(&call(&["help", line]), &["name"]);
    }
    // A word that is no topic, and nonsense.
    told(&call(&["help", "schannel"]), &["these speak of it", "coexist help "]);
    refused(&call(&["help", "F0133"]), &["nothing is known of \"F0133\"", "did you mean \"F013\"?"]);
    refused(&call(&["help", "qqqqq"]), &["nothing is known", "`coexist help` shows"]);
}

/// The same is there in Chinese, and nothing of it in English alone.
#[test]
fn help_is_there_in_chinese() {
    for topic in ["run", "scenario", "servers.imap4.LoginType", "SetDns", "LogonFailed", "FALL-3", "F013", "R003"] {
        let came = call(&["help", topic, "--lang", "zh"]);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{topic}");
        assert!(coexist::lang::has_chinese(&came.out), "{topic}: {}", came.out);
    }
}

#[test]
fn the_reference_is_one_page() {
    let folder = folder("newcomer-page");
    let path = folder.join("help.html").to_string_lossy().into_owned();
    told(&call(&["help", "--html", "-o", &path]), &["wrote"]);
    let page = read(&path);
    for said in ["<!DOCTYPE html>", "id=\"scenario\"", "id=\"findings--f013\"", "Set-ImapSettings", "</html>"] {
        assert!(page.contains(said), "{said}");
    }
    // It opens offline: nothing is loaded from anywhere.
    for loads in ["<script", "<link", "<img", "<iframe", "url(", "href=\"../"] {
        assert!(!page.contains(loads), "{loads}");
    }
    assert_eq!(call(&["help", "--html"]).out, page);
}

#[test]
fn other_commands_find_their_way_to_the_reference() {
    told(&call(&["rules", "F003"]), &["Mailboxes in a site where nobody serves the protocol"]);
    refused(&call(&["explain", "S011"]), &["there is no scenario \"S011\"", "`coexist help S011`"]);
    refused(&call(&["run", "LB-3"]), &["`coexist help LB-3`"]);
}

/// No sentence of the program sends anybody to a file that the program does not have with it.
#[test]
fn no_message_names_a_file_of_the_sources() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue");
    let mut files = 0;
    for lang in ["en", "zh"] {
        for entry in std::fs::read_dir(root.join(lang)).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let text = read(&path);
            let found: Vec<_> = text.lines().filter(|it| it.contains("docs/") && !it.starts_with('#')).collect();
            assert!(found.is_empty(), "{}: {found:?}", path.display());
            files += 1;
        }
    }
    assert!(files > 40, "{files}");
}

#[test]
fn scenarios_are_looked_for() {
    let all = call(&["list"]).out.lines().count();
    let found = call(&["list", "--search", "certificate"]);
    told(&found, &["tls", "certificate-expires-while-clients-poll"]);
    assert!(found.out.lines().count() < all, "{}", found.out);
    told(&call(&["list", "--search", "certificate", "--search", "wildcard"]), &["wildcard"]);
    told(&call(&["list", "--rule", "LB-3"]), &["load-balancer"]);
    told(&call(&["list", "--outcome", "ConnectionRefused"]), &["\n"]);
    told(&call(&["list", "load-balancer", "--outcome", "logonfailed"]), &["shared-name-loops-through-2013"]);
    refused(&call(&["list", "cert"]), &["there is no topic \"cert\""]);
    refused(&call(&["list", "--search", "qqqqq"]), &["no scenario of the gallery is like that"]);
    refused(&call(&["list", "--rule", "LB-33"]), &["there is no rule \"LB-33\"", "did you mean \"LB-3\"?"]);
    refused(&call(&["list", "--outcome", "LogonFail"]), &["there is no outcome", "did you mean \"LogonFailed\"?"]);
}

/// Every line of a list fits the terminal, which is 110 columns wide where there is none.
#[test]
fn lists_fit_the_width() {
    for lang in ["en", "zh"] {
        let list = call(&["list", "--lang", lang]).out;
        for line in list.lines().filter(|it| !it.starts_with("      ")) {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 110, "{line}");
        }
    }
}

#[test]
fn files_beside_are_proposed() {
    let folder = folder("newcomer-files");
    write(&folder, "mine.ron", SMALL);
    write(&folder, "base.ron", SMALL);
    let there = |arguments: &[&str]| call_in(&folder, arguments, b"");
    refused(&there(&["run", "mine"]), &["there is no scenario \"mine\"", "the file mine.ron is here: write mine.ron"]);
    refused(&there(&["check", "base.rom"]), &["\"base.rom\"", "write base.ron"]);
    refused(&there(&["run", "mien.ron"]), &["there is no file \"mien.ron\"", "write mine.ron"]);
    refused(&there(&["run", "nothing-like-it"]), &["`coexist list` shows"]);
    told(&there(&["check", "."]), &["base.ron: no findings", "mine.ron: no findings", "2 files"]);
    std::fs::create_dir(folder.join("empty")).expect("it can be made");
    refused(&there(&["check", "empty"]), &["there is no scenario (.ron) below \"empty\""]);
}

#[test]
fn a_picture_is_what_its_ending_says() {
    let folder = folder("newcomer-pictures");
    let there = |arguments: &[&str]| call_in(&folder, arguments, b"");
    for (name, begins) in [
        ("x.svg", "<svg"),
        ("x.dot", "graph organisation {"),
        ("x.gv", "graph organisation {"),
        ("x.mmd", "flowchart"),
        ("x", "<svg"),
    ] {
        told(&there(&["diagram", "-o", name]), &["wrote"]);
        let text = read(folder.join(name));
        assert!(text.contains(begins), "{name}: {}", &text[..200.min(text.len())]);
    }
    refused(&there(&["diagram", "-o", "x.jpg"]), &["x.jpg", ".svg, .png, .mmd (Mermaid) or .dot"]);
    assert!(!folder.join("x.jpg").exists());
    // A program without PNG says how to get it, and writes nothing under the name.
    #[cfg(not(feature = "png"))]
    {
        for arguments in [&["diagram", "-o", "x.png"][..], &["diagram", "--format", "png"]] {
            refused(&there(arguments), &["was built without PNG", "--features png", "-o picture.svg"]);
        }
        assert!(!folder.join("x.png").exists());
    }
    told(&there(&["diagram", "--format", "svg", "-o", "picture.txt"]), &["wrote"]);
}

#[test]
fn a_seed_is_told_what_it_is() {
    for command in ["run", "explain", "diagram", "step"] {
        refused(&call(&[command, "--seed", "abc"]), &["a seed is a whole number"]);
    }
}

#[test]
fn names_with_dots_are_found() {
    let file = SMALL
        .replace("servers:", "load_balancers: [(name: \"mail.contoso.com\", pool: [\"EX10\"])],\n    servers:")
        .replace("ex10.contoso.com", "mail.contoso.com");
    let came = process::call_with(
        &["what-if", "-", "--set", "load_balancers.mail.contoso.com.ttl=5min", "--print"],
        file.as_bytes(),
    );
    told(&came, &["ttl: \"5min\""]);
}

/// What Windows PowerShell writes with `>` is read as it is, by every command.
#[test]
fn utf_16_is_read() {
    let folder = folder("newcomer-utf-16");
    let units = |text: &str| -> Vec<u16> { text.encode_utf16().collect() };
    let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(units(SMALL).iter().flat_map(|it| it.to_le_bytes())).collect();
    let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(units(SMALL).iter().flat_map(|it| it.to_be_bytes())).collect();
    let plain = write(&folder, "plain.ron", SMALL);
    let digest = |path: &str| {
        let came = call(&["run", "-q", path]);
        assert_eq!((came.code, came.err.as_str()), (0, ""));
        came.out.split("digest ").nth(1).map(str::to_owned)
    };
    for (name, bytes) in [("little.ron", &little), ("big.ron", &big)] {
        let path = write(&folder, name, bytes);
        assert_eq!(digest(&path), digest(&plain), "{name}");
        told(&call(&["check", &path]), &["no findings"]);
    }
    // One that is cut off in the middle of a character is not guessed at.
    let cut = write(&folder, "cut.ron", &little[..little.len() - 1]);
    refused(&call(&["check", &cut]), &["error[S001]"]);
}

/// Line ends of Windows are as canonical as others, and stay.
#[test]
fn line_ends_of_windows_stay() {
    let folder = folder("newcomer-lines");
    let canonical = process::call_with(&["fmt", "-"], SMALL.as_bytes()).out;
    let windows = canonical.replace('\n', "\r\n");
    let path = write(&folder, "windows.ron", &windows);
    told(&call(&["fmt", "--check", &path]), &[]);
    let untidy = write(&folder, "untidy.ron", windows.replace("    schema", "schema"));
    assert_eq!(call(&["fmt", "--check", &untidy]).code, 1);
    told(&call(&["fmt", &untidy]), &["untidy.ron"]);
    assert_eq!(read(&untidy), windows);
}

/// Every command says its exit codes.
#[test]
fn exit_codes_are_said() {
    for (lang, said) in [("en", "Exit codes: 0 "), ("zh", "退出码：0 ")] {
        let help = call(&["--help", "--lang", lang]).out;
        // Those that are listed: below their heading, up to the blank line.
        let listed = help.lines().skip_while(|it| !it.starts_with("Commands") && !it.starts_with("命令")).skip(1);
        let commands: Vec<_> = listed
            .take_while(|it| !it.is_empty())
            .filter_map(|it| it.strip_prefix("  ").filter(|it| !it.starts_with(' '))?.split_whitespace().next())
            .collect();
        assert!(commands.len() > 15, "{commands:?}");
        for command in commands {
            let help = call(&[command, "--help", "--lang", lang]);
            assert!(help.out.contains(said), "{command}: {}", help.out);
        }
    }
}
