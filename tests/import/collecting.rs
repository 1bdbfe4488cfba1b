//! Is the script of `coexist collect` what it says it is: read-only, and for Windows PowerShell 2.0?
//!
//! A grammar of PowerShell reads it, and everything in it must stand in the lists below: commands with their
//! parameters, methods, types, operators, and the kinds of syntax. They were written by the documentation of PowerShell
//! 2.0 and of Exchange's cmdlets, not by the script. So what newer shells brought fails, and so does what changes
//! anything.

use coexist::import::collect::{PARTS, script};
use tree_sitter::{Node, Parser};

use crate::process::{call_in, folder};

/// Commands, and the parameters that they may be given. Those of Exchange and of WMI read.
const COMMANDS: &[(&str, &[&str])] = &[
    ("Get-ADSite", &[]),
    ("Get-ADSiteLink", &[]),
    ("Get-CASMailbox", &["-ResultSize", "-IgnoreDefaultScope"]),
    ("Get-ExchangeCertificate", &["-Server"]),
    ("Get-ExchangeServer", &[]),
    ("Get-ImapSettings", &["-Server"]),
    ("Get-Mailbox", &["-ResultSize", "-IgnoreDefaultScope"]),
    ("Get-MailboxDatabase", &["-IncludePreExchange_later", "-IncludePreExchange_older", "-Status"]),
    ("Get-OwaVirtualDirectory", &["-ADPropertiesOnly"]),
    ("Get-PopSettings", &["-Server"]),
    ("Get-ServerComponentState", &["-Identity"]),
    ("Get-WmiObject", &["-ComputerName", "-Filter"]),
    // Of PowerShell itself: what looks, and what works on objects.
    ("Get-ChildItem", &["-LiteralPath", "-Force"]),
    ("Get-Command", &["-ErrorAction"]),
    ("ForEach-Object", &[]),
    ("Get-Location", &["-PSProvider"]),
    ("Group-Object", &["-Property", "-NoElement"]),
    ("Join-Path", &[]),
    ("Out-Null", &[]),
    ("Resolve-Path", &["-LiteralPath", "-ErrorAction"]),
    ("Select-Object", &["-Property"]),
    ("Start-Sleep", &["-Seconds"]),
    ("Test-Path", &["-LiteralPath"]),
    ("Where-Object", &[]),
    ("Write-Host", &[]),
    ("Write-Verbose", &[]),
    ("Write-Warning", &[]),
    // What makes the export.
    ("Export-Clixml", &["-Path", "-Encoding"]),
    ("New-Item", &["-ItemType", "-Path", "-ErrorAction"]),
    ("New-Object", &["-Property", "-ComObject"]),
    // Its own functions.
    ("Add-Failure", &[]),
    ("ConvertTo-OneText", &[]),
    ("ConvertTo-TextList", &[]),
    ("Invoke-Newest", &[]),
    ("Save-Part", &[]),
    ("Save-Zip", &[]),
    ("Select-Good", &[]),
    ("Test-Command", &[]),
];

/// What of blocks and variables may be run.
const RUN: &[&str] = &["$form", "$Read"];

/// Methods, and the static ones with their type.
const METHODS: &[&str] = &[
    "Close",
    "CopyHere",
    "Insert",
    "Items",
    "NameSpace",
    "Replace",
    "ToString",
    "TrimEnd",
    "[System.IO.Compression.ZipFile]::CreateFromDirectory",
    "[System.IO.File]::Open",
    "[System.IO.File]::WriteAllBytes",
    "[System.Reflection.Assembly]::LoadWithPartialName",
];

const TYPES: &[&str] = &[
    "byte[]",
    "string",
    "string[]",
    "switch",
    "System.DateTime",
    "System.Environment",
    "System.IO.Compression.ZipFile",
    "System.IO.File",
    "System.Management.Automation.ErrorRecord",
    "System.Management.Automation.ParameterBindingException",
    "System.Reflection.Assembly",
];

const OPERATORS: &[&str] = &["-contains", "-eq", "-is", "-like", "-lt", "-ne"];

/// What New-Object may make.
const MADE: &[&str] = &["-ComObject Shell.Application", "PSObject -Property @{"];

/// Kinds of syntax that PowerShell 2.0 reads, as the grammar names them.
const SYNTAX: &[&str] = &[
    "additive_argument_expression",
    "additive_expression",
    "argument_expression",
    "argument_expression_list",
    "argument_list",
    "array_expression",
    "array_literal_expression",
    "array_type_name",
    "assignement_operator",
    "assignment_expression",
    "attribute",
    "attribute_list",
    "attribute_name",
    "bitwise_argument_expression",
    "bitwise_expression",
    "cast_expression",
    "catch_clause",
    "catch_clauses",
    "catch_type_list",
    "command",
    "command_argument_sep",
    "command_elements",
    "command_invokation_operator",
    "command_name",
    "command_name_expr",
    "command_parameter",
    "comment",
    "comparison_argument_expression",
    "comparison_expression",
    "comparison_operator",
    "decimal_integer_literal",
    "element_access",
    "else_clause",
    "expandable_string_literal",
    "expression_with_unary_operator",
    "flow_control_statement",
    "for_condition",
    "for_initializer",
    "for_iterator",
    "for_statement",
    "foreach_statement",
    "format_argument_expression",
    "format_expression",
    "function_name",
    "function_parameter_declaration",
    "function_statement",
    "generic_token",
    "hash_entry",
    "hash_literal_body",
    "hash_literal_expression",
    "if_statement",
    "integer_literal",
    "invokation_expression",
    "key_expression",
    "left_assignment_expression",
    "logical_argument_expression",
    "logical_expression",
    "member_access",
    "member_name",
    "merging_redirection_operator",
    "multiplicative_argument_expression",
    "multiplicative_expression",
    "param_block",
    "parameter_list",
    "parenthesized_expression",
    "path_command_name",
    "pipeline",
    "pipeline_chain",
    "program",
    "range_argument_expression",
    "range_expression",
    "redirection",
    "script_block",
    "script_block_body",
    "script_block_expression",
    "script_parameter",
    "script_parameter_default",
    "simple_name",
    "statement_block",
    "statement_list",
    "string_literal",
    "sub_expression",
    "try_statement",
    "type_identifier",
    "type_literal",
    "type_name",
    "type_spec",
    "unary_expression",
    "variable",
    "verbatim_string_characters",
];

/// Everything in a script that is in none of the lists, each with its line.
fn faults(script: &str) -> Vec<String> {
    // The grammar knows no digits in the name of a parameter.
    let script = script
        .replace("-IncludePreExchange2013", "-IncludePreExchange_later")
        .replace("-IncludePreExchange2010", "-IncludePreExchange_older");
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).expect("the grammar fits the library");
    let tree = parser.parse(&script, None).expect("it is parsed");
    let mut faults = Vec::new();
    let mut open = vec![tree.root_node()];
    while let Some(node) = open.pop() {
        if let Some(what) = fault(node, &script) {
            let line = node.start_position().row + 1;
            faults.push(format!("line {line}: {what}: {:?}", script[node.byte_range()].lines().next().unwrap_or("")));
        }
        open.extend((0..node.child_count()).filter_map(|it| node.child(u32::try_from(it).expect("few children"))));
    }
    faults
}

/// What is wrong with a node by itself.
fn fault(node: Node, script: &str) -> Option<&'static str> {
    let text = &script[node.byte_range()];
    let is_among = |list: &[&str], text: &str| list.iter().any(|it| it.eq_ignore_ascii_case(text));
    if node.is_error() || node.is_missing() {
        return Some("no PowerShell");
    }
    if node.is_named() && !SYNTAX.contains(&node.kind()) {
        return Some("syntax that is not in the list");
    }
    match node.kind() {
        "command" => command_fault(node, script),
        "comparison_operator" => (!is_among(OPERATORS, text)).then_some("an operator that is not in the list"),
        "type_spec" if node.parent().is_some_and(|it| it.kind() != "attribute_name") => {
            (!is_among(TYPES, text)).then_some("a type that is not in the list")
        }
        "invokation_expression" => {
            let arguments = node.child(u32::try_from(node.child_count() - 1).expect("few")).expect("the arguments");
            let called = script[node.start_byte()..arguments.start_byte()].trim();
            let member = called.rsplit(['.', ':']).next().unwrap_or(called);
            let is_static = called.contains("::") && !called.ends_with(&format!(".{member}"));
            let name = if is_static { called } else { member };
            (!is_among(METHODS, name)).then_some("a method that is not in the list")
        }
        "attribute_name" => (text != "CmdletBinding").then_some("an attribute that is not in the list"),
        "merging_redirection_operator" => (text != "2>&1").then_some("a redirection that is not in the list"),
        "function_statement" if !(text.starts_with("function ") || text.starts_with("filter ")) => {
            Some("a kind of function that is not in the list")
        }
        "variable" if text.to_lowercase().starts_with("$using:") => Some("a variable of another session"),
        "variable" if text.starts_with('@') => Some("parameters that are handed on unseen"),
        _ => None,
    }
}

/// What is wrong with a command: its name, or a parameter.
fn command_fault(command: Node, script: &str) -> Option<&'static str> {
    let text = |it: Node| script[it.byte_range()].to_owned();
    let mut cursor = command.walk();
    let children: Vec<Node> = command.children(&mut cursor).collect();
    if let Some(operator) = children.iter().find(|it| it.kind() == "command_invokation_operator") {
        let run = children.iter().find(|it| it.kind() == "command_name_expr").map(|it| text(*it)).unwrap_or_default();
        let is_block = run.starts_with('{');
        return (text(*operator) != "&" || !(is_block || RUN.contains(&run.as_str())))
            .then_some("runs what is not seen");
    }
    let name = children.iter().find(|it| it.kind() == "command_name").map(|it| text(*it)).unwrap_or_default();
    let Some((_, parameters)) = COMMANDS.iter().find(|it| it.0.eq_ignore_ascii_case(&name)) else {
        return Some("a command that is not in the list");
    };
    let elements = children.iter().find(|it| it.kind() == "command_elements")?;
    let mut cursor = elements.walk();
    let elements: Vec<Node> = elements.children(&mut cursor).collect();
    let given = || elements.iter().filter(|it| it.kind() == "command_parameter").map(|it| text(*it));
    if given().any(|it| !parameters.contains(&it.as_str())) {
        return Some("a parameter that is not in the list");
    }
    let made = |it: &str| text(command).starts_with(&format!("New-Object {it}"));
    (name == "New-Object" && !MADE.iter().any(|it| made(it))).then_some("an object that is not in the list")
}

#[test]
fn it_reads_and_changes_nothing_in_the_oldest_shell_that_it_is_for() {
    let found = faults(&script());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Each is found where it stands at the end of the script: so the lists are held.
#[test]
fn what_has_no_place_in_it_is_found() {
    let planted = [
        "Set-ImapSettings -Server EX10 -LoginType PlainTextLogin",
        "Get-ExchangeServer | Remove-Item",
        "if ($true) { Restart-Service MSExchangeImap4 }",
        "\"$(Remove-Item x)\"",
        "$x = { Stop-Service MSExchangeImap4 }",
        "& 'Remove-Item' x",
        "& $name",
        ". .\\other.ps1",
        "iex 'x'",
        "md x",
        "Invoke-WebRequest example.test",
        "$x.Delete()",
        "$x.ToString().Delete()",
        "[System.IO.File]::Delete('x')",
        "(New-Object System.Net.WebClient)",
        "New-Object -ComObject WScript.Shell",
        "[System.Net.Dns]::GetHostName",
        "Get-Mailbox -Filter x",
        "Get-Mailbox @more",
        "$x > x.txt",
        "$x | Out-File x.txt",
        // What newer shells brought.
        "[pscustomobject] @{ a = 1 }",
        "$a -in $b",
        "$a -notin $b",
        "$a -shl 1",
        "Get-CimInstance Win32_Service",
        "ConvertTo-Json 1",
        "Compress-Archive x y",
        "[System.DateTime]::new(1)",
        "$x.Where({ $_ })",
        "$x.ForEach({ $_ })",
        "Get-ChildItem -File",
        "Get-ChildItem -Directory",
        "Export-Clixml -LiteralPath x",
        "Where-Object Name -eq x",
        "Select-Object -ExpandProperty x",
        "class A { }",
        "enum A { B }",
        "using namespace System",
        "workflow A { }",
        "Get-ExchangeServer && Get-ExchangeServer",
        "$a ?? $b",
        "$a ? 1 : 2",
        "$a?.Name",
        "Get-ExchangeServer 3>&1",
        "$x = $using:y",
        "[ordered] @{ a = 1 }",
    ];
    let script = script();
    let own = faults(&script).len();
    let missed: Vec<&str> =
        planted.into_iter().filter(|it| faults(&format!("{script}\r\n{it}\r\n")).len() <= own).collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// Old shells read a script without a mark of its encoding in the code page of the system.
#[test]
fn it_is_ascii_with_the_line_ends_of_windows() {
    let script = script();
    assert!(script.is_ascii());
    assert!(script.lines().count() > 200);
    assert_eq!(script.matches('\n').count(), script.matches("\r\n").count());
    assert!(!script.contains("{{"), "a place was left empty");
    let long: Vec<&str> = script.lines().filter(|it| it.len() > 150).collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// A line that begins with a dot and a word that is none of these makes the whole comment no help.
const WORDS: [&str; 5] = [".SYNOPSIS", ".DESCRIPTION", ".PARAMETER", ".EXAMPLE", ".NOTES"];

/// Help of a script is a comment at its beginning, with these words.
#[test]
fn help_at_its_beginning_names_every_file_and_what_it_takes() {
    let script = script();
    let (help, rest) = script.split_once("#>").expect("there is a comment");
    assert!(help.starts_with("<#\r\n.SYNOPSIS\r\n"));
    for word in [".DESCRIPTION", ".PARAMETER OutputPath", ".PARAMETER Server", ".PARAMETER PerMailbox", ".EXAMPLE"] {
        assert!(help.contains(word), "{word}");
    }
    for word in ["NOTHING IS CHANGED", "NOTHING LEAVES THIS MACHINE", "View-Only Organization Management"] {
        assert!(help.contains(word), "{word}");
    }
    for line in help.lines().map(str::trim_start).filter(|it| it.starts_with('.')) {
        let is_word = line[1..].starts_with(|it: char| it.is_ascii_alphanumeric());
        let first = line.split_whitespace().next().unwrap_or_default();
        assert!(!is_word || WORDS.contains(&first), "{line}");
    }
    for it in PARTS {
        assert!(help.contains(&format!("{}.xml", it.file)), "{}", it.file);
        assert!(rest.contains(&format!("Save-Part '{}' ", it.file)), "{}", it.file);
    }
}

#[test]
fn the_command_prints_it_and_overwrites_nothing() {
    let folder = folder("collect");
    let run = |arguments: &[&str]| call_in(&folder, arguments, b"");
    let printed = run(&["collect"]);
    assert_eq!((printed.code, printed.out), (0, script()));
    assert_eq!(run(&["collect", "-o", "Collect-Coexist.ps1"]).code, 0);
    assert_eq!(std::fs::read(folder.join("Collect-Coexist.ps1")).expect("it is there"), script().into_bytes());
    let again = run(&["collect", "-o", "Collect-Coexist.ps1"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("Collect-Coexist.ps1"), "{}", again.err);
    assert_eq!(run(&["collect", "-o", "Collect-Coexist.ps1", "--force"]).code, 0);
}
