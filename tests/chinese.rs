//! Does the program speak Chinese wherever it speaks?
//!
//! Every message of the command line is provoked with `--lang zh` and looked at: its Chinese is there, and the English
//! of the same call is not. The reports on bad files are snapshots of `tests/bad.rs`.

use crate::process;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use coexist::lang::has_chinese;
use process::Came;

fn call_with(arguments: &[&str], lang: &str, input: &[u8]) -> Came {
    process::call_with(&[arguments, &["--lang", lang]].concat(), input)
}

fn call(arguments: &[&str]) -> Came {
    call_with(arguments, "zh", b"")
}

/// The program refuses the call with exit code 2; every line that it says is Chinese, and it says all of `wanted`.
#[track_caller]
fn refused(arguments: &[&str], wanted: &[&str]) {
    let (came, english) = (call(arguments), call_with(arguments, "en", b""));
    assert_eq!((came.code, came.out.as_str()), (2, ""), "{}", came.err);
    assert_eq!(came.err.lines().count(), english.err.lines().count(), "{}\n{}", came.err, english.err);
    for (line, english) in came.err.lines().zip(english.err.lines()) {
        assert!(has_chinese(line) && line != english, "{line}");
        assert!(line.starts_with("错误：") || line.starts_with("帮助："), "{line}");
        assert!(!has_chinese(english), "{english}");
    }
    for wanted in wanted {
        assert!(came.err.contains(wanted), "{wanted} is not in\n{}", came.err);
    }
}

/// A file of its own for one test.
fn file(name: &str, text: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("chinese");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let path = folder.join(name);
    fs::write(&path, text).expect("the file can be written");
    path.to_string_lossy().into_owned()
}

const BAD: &str = "Scenario(schema: 1, sites: [Site(name: \"HQ\"), Site(name: \"hq\")], seed: 1)";

#[test]
fn a_bad_file_is_told_in_chinese() {
    for command in ["run", "explain", "check"] {
        let came = call(&[command, "tests/bad/R002-unknown-site.ron"]);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{command}");
        for wanted in ["错误[R002]：站点“Lodnon”未定义", "位于：servers[\"EX10\"].site", "帮助：您是指", "1 个错误"]
        {
            assert!(came.err.contains(wanted), "{command}: {wanted} is not in\n{}", came.err);
        }
        assert!(!came.err.contains("error") && !came.err.contains("help"), "{}", came.err);
    }
    let came = call_with(&["run", "-"], "zh", BAD.as_bytes());
    assert!(came.err.contains("标准输入:1:58") && came.err.contains("`sites` 中有两项都名为“hq”"), "{}", came.err);
}

/// Keys, codes and the names of files are for programs and the same in every language; sentences are not.
#[test]
fn programs_read_the_same_keys_with_chinese_sentences() {
    let came = call_with(&["check", "--format", "json", "-"], "zh", BAD.as_bytes());
    assert_eq!((came.code, came.err.as_str()), (2, ""));
    for wanted in
        ["\"code\":\"R001\"", "\"severity\":\"error\"", "\"file\":\"standard input\"", "都名为", "请重命名其中一个"]
    {
        assert!(came.out.contains(wanted), "{wanted} is not in\n{}", came.out);
    }
    let came = call_with(&["check", "--format", "sarif", "-"], "zh", BAD.as_bytes());
    assert!(came.out.contains("\"ruleId\": \"R001\"") && came.out.contains("都名为"), "{}", came.out);
}

#[test]
fn what_is_not_there_is_told_in_chinese() {
    refused(&["run", "nonsense"], &["没有场景 \"nonsense\"", "`coexist list` 列出程序自带的场景"]);
    refused(&["run", "nonsense.ron"], &["没有文件 \"nonsense.ron\""]);
    refused(&["run", "shared-name-loop-through-2013"], &["没有场景", "您是指 "]);
    refused(&["run", "Cargo.toml"], &["示例库中没有场景", "请写 ./Cargo.toml"]);
    refused(&["run", "scenarios"], &["\"scenarios\" 是一个文件夹", "请指定其中要运行的文件"]);
    refused(&["run", "--client", "nobody"], &["场景中没有客户端 \"nobody\"", "可用的有："]);
    refused(&["explain", "--client", "nobody"], &["场景中没有客户端 \"nobody\""]);
    refused(&["run", "--log", "smtp"], &["没有日志 \"smtp\"", "--log 可取："]);
    refused(&["list", "nonsense"], &["没有主题 \"nonsense\""]);
    refused(&["rules", "NONSENSE-1"], &["没有规则 \"NONSENSE-1\"", "coexist rules 列出全部规则"]);
    refused(&["rules", "FALL-33"], &["您是指 \"FALL-3\" 吗？"]);
    refused(&["new", "nonsense"], &["没有名为 \"nonsense\" 的情形"]);
    refused(&["fmt", "nonsense.ron"], &["无法读取 nonsense.ron"]);
    refused(&["test", "docs/zh"], &["docs/zh 中没有场景"]);
}

/// What the library that reads the arguments would say in English.
#[test]
fn wrong_arguments_are_told_in_chinese() {
    let rows = [
        (&["runn"][..], "没有命令 \"runn\"", "您是指 \"run\""),
        (&["nonsense"], "没有命令 \"nonsense\"", "--help 显示"),
        (&["run", "--sed", "3"], "没有选项或参数 \"--sed\"", "您是指 \"--seed\""),
        (
            &["run", "--format", "pictures"],
            "\"pictures\" 不是 --format",
            "可用的有：text、json、csv、html、markdown、mermaid",
        ),
        (&["run", "--seed", "abc"], "\"abc\" 不是 --seed", "--help 显示"),
        (&["run", "--seed"], "--seed <N> 缺少值", "--help 显示"),
        (&["report", "--remedy"], "没有选项或参数 \"--remedy\"", "--help 显示"),
        (&["run", "a", "b"], "多个场景只能简要显示", "路径中有空格时请加引号"),
        (&["diff", "a"], "缺少", "--help 显示"),
    ];
    for (arguments, message, help) in rows {
        let came = call(arguments);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{arguments:?}");
        let lines: Vec<&str> = came.err.lines().collect();
        assert_eq!(lines.len(), 2, "{arguments:?}\n{}", came.err);
        assert!(lines[0].starts_with("错误：") && lines[0].contains(message), "{message} is not in\n{}", came.err);
        assert!(lines[1].starts_with("帮助：") && lines[1].contains(help), "{help} is not in\n{}", came.err);
    }
}

#[test]
fn a_file_that_cannot_be_laid_out_is_left_alone_in_chinese() {
    let path = file("broken.ron", "Scenario(schema: 1,\n");
    let came = call(&["fmt", &path]);
    assert_eq!(came.code, 2);
    assert!(came.err.contains("错误[S005]：此 `(` 没有闭合") && came.err.contains("保持原样"), "{}", came.err);
}

#[test]
fn edits_are_refused_in_chinese() {
    let path = file("edited.ron", "Scenario(schema: 1, servers: [(name: \"EX10\", version: Exchange2010)], sites: [])");
    let rows = [
        ("nonsense", "不是 PATH=VALUE 的形式"),
        ("seed=", "之后没有值"),
        ("servers.[=1", "不完整"),
        ("nonsense=1", "场景没有字段 \"nonsense\""),
        ("servers.EX10.nonsense=1", "servers.EX10 没有字段 \"nonsense\""),
        ("servers.EX11.off=true", "servers 没有项 \"EX11\""),
        ("links.x.cut=true", "文件中没有写它"),
        ("sites.x.name=HQ", "sites 有 0 项，从 0 数起"),
        ("schema.x=1", "其中没有名为 \"x\" 的内容"),
        ("servers.EX10.version=Exchange2003", "可取的值有：Exchange2007, Exchange2010, Exchange2013"),
        ("seed=x", "应为：从 0 到 18446744073709551615 的整数"),
        ("until=soon", "应为：钟点"),
    ];
    for (edit, wanted) in rows {
        refused(&["what-if", &path, "--set", edit], &[wanted]);
    }
}

/// Every single value, and every mistake of syntax, that no file of the bad gallery has.
#[test]
fn single_values_and_syntax_are_judged_in_chinese() {
    let client = |rest: &str| format!("(schema: 1, clients: [(name: \"a\", user: \"b\", {rest})])");
    let rows = [
        ("(schema: 1, until: \"1s1h\")".to_owned(), "单位从长到短，每个一次"),
        ("(schema: 1, until: \"400d\")".to_owned(), "最多 366 天"),
        ("(schema: 1, date: \"2014\")".to_owned(), "从 1990 到 2100 年的日期"),
        ("(schema: 1, date: \"2014-02-30\")".to_owned(), "该月中有的日子"),
        (client("connect: \"mail\""), "HostName:Port:SSL、HostName:Port:TLS 或 HostName:Port"),
        (client("connect: \"mail:0\""), "端口是从 1 到 65535 的数字"),
        (client("connect: \"mail:993:X\""), "第三部分为 SSL、TLS 或不写"),
        (client("connect: \"m..l:993\""), "DNS 名称或 IPv4 地址"),
        ("(schema: 1, links: [(between: (\"a\", \"b\"), loss: \"1\")])".to_owned(), "最多四位小数"),
        ("(schema: 1, load_balancers: [(name: \"a\", pool: [], address: \"0.0.0.0\")])".to_owned(), "主机的 IPv4 地址"),
        ("(schema: 1, accepted: [(finding: \"1\", reason: \"\")])".to_owned(), "发现的代码：F 加三位数字"),
        ("(schema: 1, until: 5)".to_owned(), "请连同单位写在引号中"),
        ("(schema: 1, title: x)".to_owned(), "请写在引号中：\"x\""),
        ("(schema: 1, seed: \"7\")".to_owned(), "请不加引号书写"),
        ("(schema: 1, sites: {})".to_owned(), "写在 `{…}` 中的映射"),
        ("(schema: 1, title: ‘x’)".to_owned(), "这是排版用的引号"),
        ("(schema： 1)".to_owned(), "这是全角标点符号"),
        ("(schema: 1, title: \"\\q\")".to_owned(), "反斜杠要写两次"),
        ("(schema 1)".to_owned(), "此处缺少冒号"),
        ("(schema: 1 title: \"x\")".to_owned(), "此前缺少逗号"),
        ("(schema: 1))".to_owned(), "此括号没有与之对应的左括号"),
        ("(schema: 1 /* x".to_owned(), "此注释没有闭合"),
        ("(schema: 1, title: \"x)".to_owned(), "此文本没有在本行闭合"),
    ];
    for (text, wanted) in rows {
        let came = call_with(&["run", "-"], "zh", text.as_bytes());
        assert_eq!(came.code, 2, "{text}");
        let told = came.err.replace("\n          ", "");
        assert!(told.contains(wanted), "{wanted} is not in\n{}", came.err);
        for line in told.lines().filter(|it| it.starts_with("错误") || it.contains("= 帮助")) {
            assert!(has_chinese(line), "{line}");
        }
    }
}

#[test]
fn the_rules_are_told_in_chinese() {
    let came = call(&["rules"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    for wanted in ["服务：什么在运行，什么在侦听？", "首先验证客户端的身份", "个场景", "始终遵守，不予提及"]
    {
        assert!(came.out.contains(wanted), "{wanted} is not in\n{}", came.out);
    }
    let width = |line: &str| unicode_width::UnicodeWidthStr::width(line);
    assert!(came.out.lines().all(|it| width(it) <= 110), "{}", came.out);
    let one = call(&["rules", "LB-3"]).out;
    for wanted in [
        "如果池中是 2013 或更高版本的前端",
        "标记      A",
        "来源      无：假定",
        "开关      loop_guard",
        "展示它的场景",
    ] {
        assert!(one.contains(wanted), "{wanted} is not in\n{one}");
    }
    assert!(call(&["rules", "LB-5"]).out.contains("没有场景展示：用于共享名称的证书涵盖该名称"));
    assert!(call(&["rules", "section"]).out.contains("规范中的表格"));
}

#[test]
fn the_list_and_the_help_are_chinese() {
    let list = call(&["list"]).out;
    assert!(list.contains("（未指定场景时运行）") && list.contains("可运行其中一个。"), "{list}");
    // A title stands behind the name of its scenario, or below where both do not fit into a line.
    let titles = list.lines().filter(|it| has_chinese(it) && it.starts_with("  ")).count();
    assert_eq!(titles, coexist::gallery::ALL.len(), "{list}");
    let one = call(&["list", "stopped-target-stays-a-candidate"]).out;
    for wanted in ["前端之后停止的服务看起来像密码错误", "EX10 的 IMAP4 服务从未启动", "coexist run stopped-target"]
    {
        assert!(one.contains(wanted), "{wanted} is not in\n{one}");
    }
    let help = call(&["run", "--help"]).out;
    assert!(help.contains("用法：coexist run [选项] [NAME|FILE|-]"), "{help}");
    let help = call(&["--help"]).out;
    for wanted in ["用法：coexist [选项] [命令]", "命令：\n", "选项：\n", "示例：\n"] {
        assert!(help.contains(wanted), "{wanted} is not in\n{help}");
    }
}

/// What heads a run, a page, a picture and the scenarios of a rule: the title, of a copy as of the scenario itself.
#[test]
fn titles_of_the_gallery_are_chinese() {
    let title = "前端之后停止的服务看起来像密码错误";
    let name = "service/stopped-target-stays-a-candidate";
    for arguments in [
        &["run", name][..],
        &["diagram", name],
        &["diagram", "--format", "dot", name],
        &["diagram", "--what", "sequence", name],
        &["rules", "FE-3"],
    ] {
        let came = call(arguments);
        assert!(came.out.contains(title), "{arguments:?}\n{}\n{}", came.out, came.err);
    }
    let text = fs::read_to_string(format!("scenarios/{name}.ron")).expect("the scenario is there");
    assert!(call_with(&["run", "-"], "zh", text.as_bytes()).out.contains(title));
    let own = text.replace("looks like a wrong password", "is the matter here");
    let came = call_with(&["run", "-"], "zh", own.as_bytes());
    assert!(came.out.contains("is the matter here") && !came.out.contains(title), "{}", came.out);
    // What programs read is the same in every language.
    assert!(call(&["run", "--format", "json", name]).out.contains("A stopped service behind the front end"));
}

/// What an editor is told while one types.
#[test]
fn the_language_server_speaks_chinese() {
    let messages = [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#.to_owned(),
        r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#.to_owned(),
        format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"file:///x.ron","languageId":"ron","version":1,"text":{BAD:?}}}}}}}"#
        ),
        r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#.to_owned(),
        r#"{"jsonrpc":"2.0","method":"exit"}"#.to_owned(),
    ];
    let mut input = String::new();
    for it in &messages {
        write!(input, "Content-Length: {}\r\n\r\n{it}", it.len()).expect("a string takes everything");
    }
    let came = call_with(&["lsp"], "zh", input.as_bytes());
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    assert!(came.out.contains("都名为“hq”\\n请重命名其中一个"), "{}", came.out);
}
