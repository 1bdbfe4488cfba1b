//! Do the schema, the man pages and the starting files fit the language and the commands?

use crate::process;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;

use coexist::check::{FindingSeverity, check};
use coexist::gallery;
use coexist::scenario::format::format;
use coexist::scenario::tree::{TreeNode, read as tree};
use coexist::verdict::{Overall, judge};
use regex::Regex;
use serde_json::{Map, Value, json};

use process::{call, call_in, folder, read, write};

fn schema() -> Value {
    let came = call(&["schema"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    serde_json::from_str(&came.out).expect("the schema is JSON")
}

/// A value of a file as JSON, as the schema describes it: without the description of the language, which the schema is
/// made from. Structs are known by their names in the schema, or by having none.
fn json_of(text: &str, node: &TreeNode, definitions: &Value) -> Value {
    let Some(group) = &node.group else {
        let word = &text[node.span.clone()];
        return ron::from_str::<ron::Value>(word)
            .ok()
            .and_then(|it| serde_json::to_value(it).ok())
            .filter(|it| !it.is_null())
            .unwrap_or_else(|| json!(word));
    };
    let fields = || -> Map<String, Value> {
        let of = |it: &coexist::scenario::tree::TreeEntry| {
            let name = text[it.key.clone()?].to_owned();
            Some((name, json_of(text, it.value.as_ref()?, definitions)))
        };
        group.entries.iter().filter_map(of).collect()
    };
    let is_list = group.open == '[' || group.entries.iter().any(|it| it.key.is_none());
    if is_list {
        return group.entries.iter().filter_map(|it| Some(json_of(text, it.value.as_ref()?, definitions))).collect();
    }
    match group.name.clone().map(|it| &text[it]) {
        Some(name) if definitions[name]["type"] != "object" => json!({ name: fields() }),
        _ => Value::Object(fields()),
    }
}

/// Whether a text has the form of a pattern; each pattern is read once.
fn has_form(text: &str, pattern: &str) -> bool {
    static READ: Mutex<BTreeMap<String, Regex>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().expect("nobody panics in it");
    let new = || Regex::new(pattern).expect("a pattern");
    read.entry(pattern.to_owned()).or_insert_with(new).is_match(text)
}

/// Why a value is not what a schema wants: the words of JSON Schema that this schema uses, and no other.
fn wrong(value: &Value, wanted: &Value, root: &Value, at: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut complain = |why: String| all.push(format!("{at}: {why}: {value}"));
    let mut inside = Vec::new();
    for (word, rule) in wanted.as_object().expect("a schema is an object") {
        match word.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" | "examples" | "then" | "else" => {}
            "if" => {
                let holds = wrong(value, rule, root, at).is_empty();
                inside.extend(wrong(value, &wanted[if holds { "then" } else { "else" }], root, at));
            }
            "pattern" => {
                if value.as_str().is_some_and(|it| !has_form(it, rule.as_str().expect("a text"))) {
                    complain("has another form".to_owned());
                }
            }
            "minimum" | "maximum" => {
                let (is, bound) = (value.as_i64().map(i128::from), rule.as_u64().map_or(0, i128::from));
                if is.is_some_and(|it| if word == "minimum" { it < bound } else { it > bound }) {
                    complain(format!("breaks {word} {bound}"));
                }
            }
            "$ref" => {
                let name = rule.as_str().and_then(|it| it.strip_prefix("#/$defs/")).expect("a reference into the file");
                inside.extend(wrong(value, &root["$defs"][name], root, at));
            }
            "type" => {
                let one = std::slice::from_ref(rule);
                let mut types = rule.as_array().map_or(one, Vec::as_slice).iter();
                let fits = types.any(|it| match it.as_str().expect("a word") {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "boolean" => value.is_boolean(),
                    other => panic!("{other} is not a type"),
                });
                if !fits {
                    complain(format!("is not of type {rule}"));
                }
            }
            "const" if value != rule => complain(format!("is not {rule}")),
            "required" => {
                for name in rule.as_array().expect("a list").iter().filter_map(Value::as_str) {
                    if value.is_object() && value.get(name).is_none() {
                        complain(format!("lacks {name}"));
                    }
                }
            }
            "properties" => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    if let Some(rule) = rule.get(name) {
                        inside.extend(wrong(inner, rule, root, &format!("{at}.{name}")));
                    }
                }
            }
            "additionalProperties" => {
                assert_eq!(*rule, json!(false));
                for name in value.as_object().into_iter().flat_map(Map::keys) {
                    if wanted["properties"].get(name).is_none() {
                        complain(format!("has {name}"));
                    }
                }
            }
            "items" => {
                for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
                    inside.extend(wrong(inner, rule, root, &format!("{at}[{index}]")));
                }
            }
            "prefixItems" => {
                for (index, (inner, rule)) in
                    value.as_array().into_iter().flatten().zip(rule.as_array().expect("a list")).enumerate()
                {
                    inside.extend(wrong(inner, rule, root, &format!("{at}[{index}]")));
                }
            }
            "minItems" | "maxItems" => {
                let (count, bound) = (value.as_array().map(Vec::len), rule.as_u64().expect("a number") as usize);
                if count.is_some_and(|it| if word == "minItems" { it < bound } else { it > bound }) {
                    complain(format!("breaks {word} {bound}"));
                }
            }
            "oneOf" => {
                let fits = |it: &&Value| wrong(value, it, root, at).is_empty();
                let count = rule.as_array().expect("a list").iter().filter(fits).count();
                if count != 1 {
                    complain(format!("fits {count} of the variants"));
                }
            }
            "anyOf" => {
                if rule.as_array().expect("a list").iter().all(|it| !wrong(value, it, root, at).is_empty()) {
                    complain("fits 0 of the forms".to_owned());
                }
            }
            "const" => {}
            other => panic!("{other} is a word that this test does not know"),
        }
    }
    all.extend(inside);
    all
}

fn mistakes(text: &str, schema: &Value) -> Vec<String> {
    let top = tree(text).top.expect("there is a scenario");
    wrong(&json_of(text, &top, &schema["$defs"]), schema, schema, "scenario")
}

#[test]
fn every_scenario_uses_only_what_the_schema_has() {
    let schema = schema();
    for it in gallery::ALL {
        assert_eq!(mistakes(it.text, &schema), [""; 0], "{}", it.claim);
    }
}

/// And what is wrong is wrong for the schema, too.
#[test]
fn the_schema_refuses_what_the_language_refuses() {
    let schema = schema();
    let good = "Scenario(schema: 1, servers: [Server(name: \"A\", version: Exchange2010)], links: [Link(between: (\"a\", \"b\"))], \
                changes: [(at: \"1s\", action: StopService(server: \"A\", service: Imap4))])";
    assert_eq!(mistakes(good, &schema), [""; 0]);
    for (from, to, wanted) in [
        ("schema: 1, ", "", "lacks schema"),
        ("servers", "severs", "has severs"),
        ("schema: 1", "schema: \"1\"", "is not 1"),
        ("name: \"A\", v", "v", "lacks name"),
        ("Exchange2010", "Exchange2000", "fits 0 of the variants"),
        ("(\"a\", \"b\")", "(\"a\", \"b\", \"c\")", "breaks maxItems 2"),
        ("(\"a\", \"b\")", "(\"a\", 7)", "is not of type \"string\""),
        ("StopService(server", "StopService(sever", "fits 0 of the variants"),
        ("StopService(", "StopServise(", "fits 0 of the variants"),
    ] {
        assert!(good.contains(from), "{from}");
        let found = mistakes(&good.replacen(from, to, 1), &schema);
        assert!(found.iter().any(|it| it.contains(wanted)), "{from} to {to}: {found:?}");
    }
}

/// The example on the page for editors fits the schema, and the samples for VS Code are JSON.
#[test]
fn the_page_for_editors_is_right() {
    let page = include_str!("../docs/editor.md");
    let blocks: Vec<Value> = page
        .split("```json\n")
        .skip(1)
        .map(|it| it.split("```").next().expect("a block"))
        .map(|it| serde_json::from_str(it).unwrap_or_else(|error| panic!("{error}: {it}")))
        .collect();
    let schema = schema();
    let example = blocks.iter().find(|it| it["schema"] == 1).expect("there is a scenario");
    assert_eq!(wrong(example, &schema, &schema, "example"), [""; 0]);
    for command in ["coexist lsp", "coexist fmt", "coexist schema", "coexist check"] {
        assert!(page.contains(command), "{command}");
    }
}

#[test]
fn the_schema_defines_all_that_the_reference_tells() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let reference =
        coexist::scenario::reference::markdown(&coexist::lang::reference::Reference::new(coexist::lang::Lang::En));
    let (mut of_page, mut last) = (BTreeSet::new(), String::new());
    for line in reference.lines() {
        if let Some(name) = line.strip_prefix("## ").filter(|it| !it.contains(' ')) {
            assert!(schema["$defs"].get(name).is_some(), "the schema does not define {name}");
            name.clone_into(&mut last);
            of_page.insert(name.to_owned());
        } else if let Some(variant) = line.strip_prefix("### ") {
            let variants = schema["$defs"][&last]["oneOf"].as_array().expect("a list of variants");
            assert!(variants.iter().any(|it| it["required"][0] == variant), "{last} lacks {variant}");
        }
    }
    let defined: BTreeSet<String> = schema["$defs"].as_object().expect("an object").keys().cloned().collect();
    // What stands on a base has forms of its own, and so has each single value.
    let of_language = |it: &&String| it.starts_with(char::is_uppercase) && !it.ends_with("OnTop");
    let told: BTreeSet<String> = defined.iter().filter(of_language).cloned().collect();
    assert_eq!(told, of_page);
    // Whatever has fields takes no others, and says what each means.
    let mut open = vec![&schema];
    let mut objects = 0;
    while let Some(it) = open.pop() {
        if it["type"] == "object" {
            assert_eq!(it["additionalProperties"], false, "{it}");
            objects += 1;
        }
        for (name, field) in it["properties"].as_object().into_iter().flatten() {
            let told = field["description"].as_str().or(it["description"].as_str()).unwrap_or_default();
            assert!(!told.trim().is_empty(), "nothing is said of {name}");
        }
        open.extend(it.as_object().into_iter().flat_map(Map::values));
        open.extend(it.as_array().into_iter().flatten());
    }
    assert!(objects > defined.len() / 2, "{objects}");
}

/// The commands that the help names.
pub(crate) fn commands() -> Vec<String> {
    let help = call(&["--help"]).out;
    let commands =
        help.split_once("Commands:").expect("there are commands").1.split_once("Options:").expect("and options");
    let names = commands.0.lines().filter_map(|it| it.strip_prefix("  ").filter(|it| !it.starts_with(' ')));
    let names: Vec<_> = names.filter_map(|it| it.split_whitespace().next()).map(str::to_owned).collect();
    assert!(names.len() >= 14 && names.contains(&"what-if".to_owned()), "{names:?}");
    names
}

#[test]
fn there_is_a_man_page_for_every_command() {
    let main = call(&["man"]);
    assert_eq!((main.code, main.err.as_str()), (0, ""));
    assert!(main.out.contains(".TH coexist 1 \" \" \"coexist ") && main.out.contains("Exit codes"), "{}", main.out);
    let sections = |page: &str| -> Vec<String> {
        let heads = page.lines().filter_map(|it| it.strip_prefix(".SH "));
        heads.map(|it| it.trim_matches('"').to_owned()).collect()
    };
    let usual = "NAME, SYNOPSIS, DESCRIPTION, OPTIONS, EXIT STATUS, ENVIRONMENT, FILES, EXAMPLES, SEE ALSO";
    assert_eq!(sections(&main.out).join(", "), usual.replace("EXIT", "COMMANDS, EXIT"));
    let folder = folder("man");
    let came = call_in(&folder, &["man", "--folder", "deep/pages"], b"");
    assert_eq!((came.code, came.out.as_str(), came.err.as_str()), (0, "", ""));
    let pages = folder.join("deep/pages");
    assert_eq!(read(pages.join("coexist.1")), main.out);
    for command in commands() {
        let page = read(pages.join(format!("coexist-{command}.1")));
        assert!(page.contains(&format!(".TH coexist-{command} 1")), "{page}");
        assert_eq!(sections(&page).join(", "), usual, "{command}");
        // Nothing but what every reader of man pages knows.
        let known = [".TH ", ".SH ", ".TP", ".PP", ".ie ", ".el "];
        let control = page.lines().filter(|it| it.starts_with('.'));
        let strange: Vec<_> = control.filter(|it| !known.iter().any(|known| it.starts_with(known))).collect();
        assert!(strange.is_empty(), "{command}: {strange:?}");
        let name = command.replace('-', "\\-");
        assert!(page.contains(&format!("coexist {name}")) || page.contains(&format!("coexist\\-{name}")), "{page}");
        assert!(main.out.contains(&format!("coexist\\-{name}\\fR(1)")), "the main page does not name {command}");
    }
    assert_eq!(fs::read_dir(&pages).expect("it is there").count(), commands().len() + 1);
    let chinese = call(&["man", "--lang", "zh"]).out;
    let usual = "名称, 概要, 描述, 选项, 命令, 退出状态, 环境变量, 文件, 示例, 另见";
    assert_eq!(sections(&chinese).join(", "), usual);
    write(&folder, "file", "x");
    let refused = call_in(&folder, &["man", "--folder", "file/pages"], b"");
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("file/pages cannot be written"), "{}", refused.err);
}

/// The situations that `coexist new` lists.
pub(crate) fn situations() -> Vec<String> {
    let came = call(&["new"]);
    assert_eq!((came.code, came.err.as_str()), (0, ""));
    let names = came.out.lines().filter_map(|it| it.strip_prefix("  ")?.split_whitespace().next());
    let names: Vec<_> = names.map(str::to_owned).collect();
    assert_eq!(names.len(), 9, "{}", came.out);
    names
}

#[test]
fn every_starting_file_is_sound_runs_and_explains_itself() {
    for name in situations() {
        let came = call(&["new", &name]);
        assert_eq!((came.code, came.err.as_str()), (0, ""), "{name}");
        let text = came.out;
        let checked = check(&text, &name).unwrap_or_else(|mistakes| panic!("{name}: {mistakes:#?}"));
        assert!(checked.warnings.is_empty(), "{name}: {:#?}", checked.warnings);
        let errors = checked.findings.iter().filter(|it| it.what.code().severity() == FindingSeverity::Error);
        assert_eq!(errors.count(), 0, "{name}");
        let verdict = judge(&checked.world, &coexist::sim::run(&checked.world));
        assert_eq!(verdict.overall, Overall::Pass, "{name}");
        assert!(!checked.world.expects.is_empty(), "{name} expects nothing");
        assert_eq!(format(&text), text, "{name} is not in canonical layout");
        let comments = text.lines().filter(|it| it.trim_start().starts_with("//")).count();
        assert!(comments >= 5 && text.starts_with("//"), "{name} has {comments} comments");
        assert_eq!(call(&["new", &name.to_uppercase()]).out, text, "case does not matter");
    }
}

#[test]
fn a_starting_file_overwrites_nothing() {
    let folder = folder("new");
    let new = |arguments: &[&str]| call_in(&folder, &[&["new"], arguments].concat(), b"");
    let text = new(&["all-three"]).out;
    let written = new(&["all-three", "-o", "mine.ron"]);
    assert_eq!((written.code, written.err.as_str()), (0, ""));
    assert!(
        written.out.contains("wrote mine.ron") && written.out.contains("coexist check mine.ron"),
        "{}",
        written.out
    );
    assert_eq!(read(folder.join("mine.ron")), text);
    write(&folder, "mine.ron", "my work");
    let refused = new(&["all-three", "-o", "mine.ron"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("is there already") && refused.err.contains("--force"), "{}", refused.err);
    assert_eq!(read(folder.join("mine.ron")), "my work");
    assert_eq!(new(&["all-three", "-o", "mine.ron", "--force"]).code, 0);
    assert_eq!(read(folder.join("mine.ron")), text);
    fs::create_dir(folder.join("sub")).expect("a folder can be made");
    for (arguments, wanted) in [
        (&["all-three", "-o", "nowhere/mine.ron"][..], "nowhere/mine.ron cannot be written"),
        (&["all-three", "-o", "mine.ron/x.ron"], "mine.ron/x.ron cannot be written"),
        (&["all-three", "-o", "sub"], "sub is there already"),
        (&["all-three", "-o", "sub", "--force"], "sub cannot be written"),
        (&["all-tree"], "did you mean \"all-three\"?"),
        (&["xyz"], "there are: 2010-to-2013, "),
        (&["all-three", "--force"], "--output"),
        (&["-o", "other.ron"], "SITUATION"),
    ] {
        let came = new(arguments);
        assert_eq!((came.code, came.out.as_str()), (2, ""), "{arguments:?}");
        assert!(came.err.starts_with("error") && came.err.contains(wanted), "{arguments:?}: {}", came.err);
    }
    let mut left: Vec<_> =
        fs::read_dir(&folder).expect("it is there").map(|it| it.expect("it can be read").file_name()).collect();
    left.sort();
    assert_eq!(left, ["mine.ron", "sub"], "nothing is left half written");
}
