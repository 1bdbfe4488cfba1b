//! Is every mistake in the files of sentences found while the program is built, with file and line?

#[path = "../src/catalogue/build"]
mod build {
    pub(crate) mod catalogue;
}
use build::catalogue::{LANGUAGES, Source, compile, gallery};

fn source(language: &'static str, text: &str) -> Source {
    Source { language, topic: "test".to_owned(), path: format!("{language}/test.ftl"), text: text.to_owned() }
}

/// What is wrong with one file of each language.
fn problems(en: &str, zh: &str) -> Vec<String> {
    match compile(&[source("en", en), source("zh", zh)]) {
        Ok(code) => panic!("nothing is found wrong:\n{code}"),
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn each_mistake_has_its_place() {
    let rows: [(&str, &str, &[&str]); 13] = [
        ("one = One\n\ntwo = Two\n", "one = 一\n", &["zh/test.ftl:1: two is missing (en/test.ftl:3)"]),
        ("one = One\n", "one = 一\ntwo = 二\n", &["zh/test.ftl:2: two is not in en/test.ftl"]),
        ("one = One { $name }\n", "\none = 一\n", &["zh/test.ftl:2: one lacks { $name } (en/test.ftl:1)"]),
        ("one = One\n", "one = 一{ $name }\n", &["zh/test.ftl:1: one has { $name }, which en/test.ftl:1 has not"]),
        (
            "one = { $a } of { $b }\n",
            "one = { $b } 中 { $a }\n",
            &["en/test.ftl:1: the comment of one lists its placeholders: # $a, $b"],
        ),
        (
            "# $a, $c\none = { $a } of { $b }\n",
            "one = { $b } 中 { $a }\n",
            &["en/test.ftl:2: the comment of one lists"],
        ),
        ("one = One\none = One\n", "one = 一\n", &["en/test.ftl:2: one stands here a second time"]),
        ("one = 一\n", "one = 一\n", &["en/test.ftl:1: one has Chinese characters"]),
        ("one = A word\n", "one = A word\n", &["zh/test.ftl:1: one is not in Chinese"]),
        ("one = One\n", "one = 一\n??\n", &["zh/test.ftl:2: not Fluent"]),
        ("one = { LEN($a) }\n", "one = 一{ $a }\n", &["en/test.ftl:1: only { $name }"]),
        (
            "one =\n    { $n ->\n        [one] one\n       *[other] many\n    }\n",
            "one =\n    { $n ->\n        [one] 一\n       *[other] 多\n    }\n",
            &["zh/test.ftl:2: [one] is no form of a number here"],
        ),
        ("match = One\n", "match = 一\n", &["en/test.ftl:1: match is a word of Rust"]),
    ];
    for (en, zh, wanted) in rows {
        let found = problems(en, zh);
        for wanted in wanted {
            assert!(found.iter().any(|it| it.starts_with(wanted)), "{wanted} is not in {found:?}");
        }
    }
    let alone = compile(&[source("en", "one = One\n")]).expect_err("there is no Chinese");
    assert_eq!(alone[0].to_string(), "en/test.ftl:1: there is no src/catalogue/zh/test.ftl");
}

/// A scenario that has no Chinese title or opening does not build, and neither does a title without its scenario.
#[test]
fn every_scenario_has_its_title_and_opening_in_every_language() {
    let scenario = "// Over {1} and \"2\".\n// C:\\x.\nScenario(\n    title: \"A \\ b\",\n)\n";
    let english = gallery(&[("change/one".to_owned(), scenario.to_owned())]);
    assert_eq!(english[0].text.lines().last(), Some("change-one = { \"A \\\\ b\" }"));
    assert_eq!(english[1].text.lines().last(), Some("change-one = { \"Over {1} and \\\"2\\\". C:\\\\x.\" }"));
    let chinese = |topic: &str, text: &str| Source {
        language: "zh",
        topic: topic.to_owned(),
        path: format!("zh/{topic}.ftl"),
        text: text.to_owned(),
    };
    let compiled = |titles: &str, openings: &str| {
        compile(&[english.to_vec(), vec![chinese("gallery", titles), chinese("openings", openings)]].concat())
    };
    let code = compiled("change-one = 一\n", "change-one = 二\n").expect("nothing is missing");
    assert!(code.contains("Over {1} and"), "{code}");
    let problems = compiled("change-two = 一\n", "").expect_err("one is missing, one is left over");
    let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
    for wanted in ["zh/gallery.ftl:1: change-one is missing", "zh/gallery.ftl:1: change-two is not in scenarios"] {
        assert!(told.iter().any(|it| it.starts_with(wanted)), "{told:?}");
    }
    assert!(told.iter().any(|it| it.starts_with("zh/openings.ftl:1: change-one is missing")), "{told:?}");
}

#[test]
fn a_sentence_becomes_a_function_of_the_placeholders_that_its_comment_lists() {
    let en = "# What it is for.\n# $b, $a\nsome-words = { $a } of { \"{\" } { $b }\n";
    let code = compile(&[source("en", en), source("zh", "some-words = { $b } 中的 { $a }，{ \"{\" }\n")]);
    let code = code.unwrap_or_else(|it| panic!("{}", it[0]));
    for wanted in [
        "#[doc = \"What it is for.\"]",
        "fn some_words(lang: Lang, b: impl std::fmt::Display, a: impl std::fmt::Display) -> String",
        "Lang::En => format!(\"{} of {{ {}\", a, b)",
        "Lang::Zh => format!(\"{} 中的 {}，{{\", b, a)",
    ] {
        assert!(code.contains(wanted), "{wanted} is not in\n{code}");
    }
}

/// Translators change the words, never the order in which the program gives what it fills in.
#[test]
fn another_order_of_words_leaves_the_function_as_it_is() {
    let head = |en: &str| {
        let code = compile(&[source("en", en), source("zh", "one = { $b } 中 { $a }\n")]);
        let code = code.unwrap_or_else(|it| panic!("{}", it[0]));
        code.lines().find(|it| it.contains("fn one(")).expect("it is there").to_owned()
    };
    assert_eq!(head("# $a, $b\none = { $a } of { $b }\n"), head("# $a, $b\none = of { $b } the { $a }\n"));
}

#[test]
fn a_number_chooses_its_words_in_the_languages_that_need_it() {
    let en = "count =\n    { $n ->\n        [0] nobody\n        [one] { $n } client\n       *[other] { $n } clients\n    }\n";
    let code = compile(&[source("en", en), source("zh", "count = { $n } 个客户端\n")]);
    let code = code.unwrap_or_else(|it| panic!("{}", it[0]));
    for wanted in [
        "n: u64",
        "0 => \"nobody\".to_owned()",
        "1 => format!(\"{} client\", grouped(n))",
        "_ => format!(\"{} clients\"",
    ] {
        assert!(code.contains(wanted), "{wanted} is not in\n{code}");
    }
    assert_eq!(LANGUAGES.len(), 2, "another language needs its forms of numbers");
}

/// The lines of the Chinese sentences, without code and placeholders.
fn chinese() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue/zh");
    let mut lines = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the entry can be read").path();
        let text = std::fs::read_to_string(&path).expect("sentences are UTF-8");
        for (number, line) in text.lines().enumerate().filter(|it| !it.1.starts_with('#')) {
            let said = line.split_once(" = ").map_or(line, |it| it.1);
            let words: Vec<_> = said.split('`').step_by(2).collect();
            let mut plain = String::new();
            for part in words.join("`").split('{') {
                plain.push_str(part.split_once('}').map_or(part, |it| it.1));
                plain.push('X');
            }
            lines.push((format!("{}:{}: {line}", path.display(), number + 1), plain));
        }
    }
    assert!(lines.len() > 1_000, "the test has stopped seeing sentences: {}", lines.len());
    lines
}

#[test]
fn chinese_sentences_have_full_width_marks_and_one_word_for_one_thing() {
    let is_chinese = |it: char| ('\u{4E00}'..='\u{9FFF}').contains(&it);
    let is_narrow = |it: char| matches!(it, ',' | ';' | ':' | '!' | '?' | '(' | ')');
    let mut wrong = Vec::new();
    for (place, line) in chinese() {
        let all: Vec<char> = line.chars().collect();
        if all.windows(2).any(|it| is_chinese(it[0]) && is_narrow(it[1]) || is_narrow(it[0]) && is_chinese(it[1])) {
            wrong.push(format!("{place}: a half-width mark"));
        }
        let left = [
            "并存",
            "期望",
            "重放",
            "变好",
            "变差",
            "问候",
            "序列",
            "已成定局",
            "无人应答",
            "负载平衡器",
            "账户",
            "票据",
            "微软",
            "服务包",
            "假设",
        ]
        .into_iter()
        .find(|it| line.replace("假设分析", "").contains(it));
        if let Some(word) = left {
            wrong.push(format!("{place}: {word} (docs/translating.md has the word)"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
