//! What does the help of the commands say in Chinese?
//!
//! The English texts stand at the arguments themselves; here is one table with their Chinese. A test walks the whole
//! tree of commands and fails where a text is missing or no longer needed.

use clap::{Arg, ArgAction, Command};

/// By command (`run`) and argument (`run.quiet`); `.` and `.color` are those of the program itself.
const TEXTS: &[(&str, &str)] = &[
    (".", "模拟 Exchange 2007、2010 和 2013 并存时的 POP3 和 IMAP4 登录。"),
    (".color", "是否使用颜色：auto、always 或 never"),
    (".lang", "语言：en 或 zh；默认取自区域设置"),
    ("run", "运行一个场景，显示发生了什么、为什么，以及期望是否成立"),
    ("run.scenario", "示例库中的场景、文件，或用 - 表示标准输入"),
    ("run.format", "显示方式：text（供人阅读）、json（每行一个 JSON 对象，见 docs/trace.md）或 mermaid（时序图）"),
    ("run.quiet", "只显示结论：每次登录如何结束、期望是否成立、计数"),
    ("run.client", "只显示此客户端的登录，以及其间的更改"),
    ("run.log", "不显示报告，而是输出真实服务器会写入的协议日志：imap4、pop3 或服务器名；可多次给出"),
    ("run.events", "不显示报告，而是输出服务器事件日志中的内容"),
    ("run.all", "显示全部，无论多长"),
    ("run.seed", "使用此种子，而不是场景中的种子"),
    ("explain", "说明登录为什么失败、从何时起已成定局，以及经重新运行证明有效的修复"),
    ("explain.scenario", "示例库中的场景、文件，或用 - 表示标准输入"),
    ("explain.client", "只解释此客户端的失败"),
    ("explain.attempt", "解释该客户端的第几次登录，从 1 数起"),
    ("explain.all", "解释每一种失败，无论有多少种"),
    ("explain.seed", "使用此种子，而不是场景中的种子"),
    ("check", "不运行即找出文件的错误和配置错误"),
    ("check.scenarios", "示例库中的场景、文件，或用 - 表示标准输入"),
    ("check.format", "显示方式：text（供人阅读）、json（每行一个 JSON 对象）或 sarif（供其他工具使用，SARIF 2.1.0）"),
    ("check.accepted", "同时显示文件已接受的发现"),
    ("diagram", "画出组织，或一次运行中谁对谁说了什么：SVG 供幻灯片使用，也可用 Mermaid 或 DOT"),
    ("diagram.scenario", "示例库中的场景、文件，或用 - 表示标准输入"),
    ("diagram.what", "画什么：topology（组织：站点、服务器及其服务、名称、数据库）或 sequence（一次运行的时序）"),
    ("diagram.format", "写成什么：svg（独立的图片）、mermaid（代码托管网站和维基可显示）或 dot（供 Graphviz 使用）"),
    ("diagram.output", "写入此文件，而不是标准输出"),
    ("diagram.force", "文件已存在时覆盖"),
    ("diagram.client", "时序图只画此客户端的登录，以及其间的更改"),
    ("diagram.attempt", "时序图只画该客户端的第几次登录，从 1 数起"),
    ("diagram.all", "时序图画出全部，无论多长"),
    ("diagram.seed", "使用此种子，而不是场景中的种子"),
    ("diff", "比较两次运行：谁变好、变差或无变化，以及在哪个决定处分开"),
    ("diff.first", "第一个场景"),
    ("diff.second", "第二个场景"),
    ("diff.assume", "不用 B，而是采用此假定的 A，例如 fallback=SelectOnce；可多次给出"),
    ("diff.without", "将去掉此更改的 A（按文件中的顺序从 1 数起，或 all）与原样的 A 比较"),
    ("what-if", "将场景与设置了其他值的自身比较；文件不会被改动"),
    ("what-if.scenario", "示例库中的场景、文件，或用 - 表示标准输入"),
    ("what-if.set", "要设置的内容，例如 servers.EX10.imap4.LoginType=PlainTextLogin；可多次给出"),
    ("what-if.print", "不作比较，而是输出设置后的场景"),
    ("fmt", "将场景文件整理为规范的排版，保留注释"),
    ("fmt.paths", "文件或文件夹；- 表示从标准输入整理到标准输出"),
    ("fmt.check", "不作改动：列出会改变的文件，退出代码为 1"),
    ("test", "运行路径下的每个场景：检查其期望，并将报告与旁边的快照比较"),
    ("test.paths", "文件和文件夹；未给出时为当前文件夹"),
    ("test.accept", "写入新的或不同的快照"),
    ("test.prune", "删除场景已不存在的快照；与 --accept 一起使用"),
    ("test.require_snapshots", "没有快照的场景视为失败"),
    ("test.filter", "只取路径中含有此文本的文件"),
    ("test.junit", "同时将结果写为 JUnit XML"),
    ("test.threads", "线程数；默认与计算机的处理器数相同"),
    ("new", "为某种情形写出带注释的起始文件"),
    ("new.situation", "起始的情形；未给出时列出全部"),
    ("new.output", "写入此文件，而不是标准输出"),
    ("new.force", "文件已存在时覆盖"),
    ("schema", "输出场景语言的 JSON Schema，供编辑器使用"),
    ("lsp", "为编辑器提供服务：边输入边检查、补全、悬停提示、整理（docs/editor.md）"),
    ("completions", "输出 shell 的自动补全脚本"),
    ("completions.terminal", "哪一种 shell：bash、elvish、fish、powershell 或 zsh"),
    ("man", "输出手册页"),
    ("man.folder", "将每个命令的手册页写入此文件夹，而不是将主页写到标准输出"),
    ("report", "写出一个供浏览器使用的页面：可逐步查看的运行、为什么失败、怎样修复，以及假设分析"),
    ("report.scenarios", "场景：示例库中的名称、文件、文件夹（其下的每个场景），或用 - 表示标准输入"),
    ("report.output", "要写入的文件；默认为 report.html"),
    ("report.predict", "开始时隐藏结果，并在每个决定之前提问"),
    ("step", "在全屏终端中逐步查看一次运行"),
    ("step.scenario", "示例库中的场景、文件，或用 - 表示标准输入"),
    ("step.at", "从此记录开始；记录从 0 编号，与解释中的编号相同"),
    ("step.client", "只显示此客户端的登录，以及其间的更改"),
    ("step.predict", "开始时隐藏结果，并在每个决定之前提问"),
    ("step.seed", "使用此种子，而不是场景中的种子"),
    ("list", "列出程序自带的场景"),
    ("list.topic", "只列出此主题的场景"),
    ("rules", "列出所模拟的产品规则，或说明哪些场景展示了某条规则"),
    ("rules.id", "规则，例如 LB-3，或一组规则，例如 LB"),
];

const AFTER_HELP: &str = "\
示例：
  coexist run
      文档开头所用的场景
  coexist new 2010-to-2013 -o mine.ron
      您自己组织的起始文件
  coexist check mine.ron
      不运行即找出错误和配置错误
  coexist run mine.ron
      每次登录为什么成功或失败
  coexist explain mine.ron
      最先失败的一步、经证明的修复以及要输入的命令
  coexist step mine.ron
      在全屏终端中逐步查看运行：拓扑、线路、决定
  coexist what-if mine.ron --set servers.EX10.imap4.LoginType=PlainTextLogin
      如果……会怎样；文件不会被改动
  coexist diagram mine.ron -o mine.svg
      组织的图片，供幻灯片和维基使用
  coexist test
      将所有场景作为回归测试

退出代码：0 期望的都成立，1 有不成立的，2 输入无法使用，
3 无法定论（运行被截断）。";

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The command with its help in Chinese.
pub(super) fn in_chinese(command: Command) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("显示版本");
    one(command, "")
        .after_help(AFTER_HELP)
        .subcommand_help_heading("命令")
        .disable_version_flag(true)
        .arg(version.help_heading("选项"))
}

fn one(command: Command, name: &str) -> Command {
    let about = text(if name.is_empty() { "." } else { name }).unwrap_or_default();
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示帮助");
    let key = |id: &str| if is_global(id) { format!(".{id}") } else { format!("{name}.{id}") };
    let usage = usage(&command, name);
    command
        .override_usage(usage)
        .about(about)
        .long_about(about)
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .mut_args(|it| {
            let help = text(&key(it.get_id().as_str())).unwrap_or_default();
            let heading = if it.is_positional() { "参数" } else { "选项" };
            let takes_values = it.get_action().takes_values();
            let it = it.help(help).long_help(help).help_heading(heading);
            if takes_values { it.hide_possible_values(true).hide_default_value(true) } else { it }
        })
        .arg(help.help_heading("选项"))
        .mut_subcommands(|it| {
            let name = it.get_name().to_owned();
            one(it, &name)
        })
}

/// How a command is used, with its placeholders in Chinese.
fn usage(command: &Command, name: &str) -> String {
    // Here each command is on its own. Within the program it has a longer name, and the options that every command has;
    // any option stands for those.
    let whole = if name.is_empty() { "coexist".to_owned() } else { format!("coexist {name}") };
    let option = Arg::new("option").long("option").action(ArgAction::SetTrue);
    let usage = command.clone().bin_name(whole).arg(option).render_usage().to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim();
    usage.replace("[OPTIONS]", "[选项]").replace("[COMMAND]", "[命令]")
}

/// Arguments that every command takes.
fn is_global(id: &str) -> bool {
    matches!(id, "color" | "lang")
}

fn text(key: &str) -> Option<&'static str> {
    TEXTS.iter().find(|it| it.0 == key).map(|it| it.1)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    /// Every key that the tree of commands needs.
    fn keys() -> Vec<String> {
        let command = Cli::command();
        let mut keys = vec![".".to_owned(), ".color".to_owned(), ".lang".to_owned()];
        for it in command.get_subcommands() {
            keys.push(it.get_name().to_owned());
            let own = it.get_arguments().map(|it| it.get_id().as_str()).filter(|it| !is_global(it) && *it != "help");
            keys.extend(own.map(|id| format!("{}.{id}", it.get_name())));
        }
        keys
    }

    #[test]
    fn every_command_and_argument_has_its_chinese_text() {
        let keys = keys();
        let missing: Vec<_> = keys.iter().filter(|it| text(it).is_none()).collect();
        assert!(missing.is_empty(), "without Chinese: {missing:?}");
        let left: Vec<_> = TEXTS.iter().filter(|it| !keys.iter().any(|key| key == it.0)).collect();
        assert!(left.is_empty(), "no longer needed: {left:?}");
    }

    #[test]
    fn the_help_in_chinese_has_no_english_sentence() {
        let mut all = vec![in_chinese(Cli::command())];
        all.extend(in_chinese(Cli::command()).get_subcommands().cloned());
        for mut command in all {
            let help = command.render_long_help().to_string();
            let words = [
                "Usage",
                "Options",
                "OPTIONS",
                "Commands",
                "COMMAND",
                "Arguments",
                "Print",
                "possible values",
                "default",
            ];
            for word in words {
                assert!(!help.contains(word), "{word} in\n{help}");
            }
        }
    }

    /// The usage is that of the English help, but for its placeholders.
    #[test]
    fn the_usage_in_chinese_names_the_same_arguments() {
        let line = |help: &str, start: &str| {
            let line = help.lines().find(|it| it.starts_with(start)).unwrap_or_else(|| panic!("no usage in\n{help}"));
            line[start.len()..].trim().to_owned()
        };
        let help = |mut command: Command, name: &str| {
            command.build();
            match command.find_subcommand_mut(name) {
                Some(it) => it.render_long_help().to_string(),
                None => command.render_long_help().to_string(),
            }
        };
        let names: Vec<_> = Cli::command().get_subcommands().map(|it| it.get_name().to_owned()).collect();
        for name in names.iter().map(String::as_str).chain([""]) {
            let english = line(&help(Cli::command(), name), "Usage:");
            let chinese = line(&help(in_chinese(Cli::command()), name), "用法：");
            assert_eq!(chinese, english.replace("OPTIONS", "选项").replace("COMMAND", "命令"));
        }
    }
}
