//! Which objects does `Where-Object` let through?
//!
//! Comparisons of properties with texts, joined by `-and` and `-or` from left to right, as people write them to pick
//! servers and services. Whatever is only known while the clock runs (a status) is not modelled, and said so.

use super::bind::Bound;
use super::read::{Object, Run, Stop, Value, is_like, shown, text_of};
use super::script::{Argument, Call, Expr, Stage, What, read_block, written};

/// The objects that pass.
pub(super) fn passed(run: &mut Run<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let mut out = Vec::new();
    for it in input {
        let keeps = match bound.value("FilterScript") {
            Some(Value::Block(text, line)) => condition(run, text, *line, &it)?,
            // `Where Name -like 'EX*'`.
            Some(Value::Text(property)) => {
                let operator = bound.names().find(|it| OPERATORS.contains(it));
                let wanted = bound.text("Property").or_else(|| bound.text("Value"));
                let left = member(run, &it, property)?;
                match (operator, wanted) {
                    (Some(operator), Some(wanted)) => compare(&left, operator, &Value::Text(wanted))?,
                    _ => is_true(&left),
                }
            }
            Some(other) => return Err(Stop::NotModelled(shown(other))),
            None => return Err(Stop::NotModelled("Where-Object".to_owned())),
        };
        if keeps {
            out.push(it);
        }
    }
    Ok(out)
}

const OPERATORS: [&str; 5] = ["eq", "ne", "like", "notlike", "match"];

fn member(run: &Run<'_>, it: &Value, property: &str) -> Result<Value, Stop> {
    let found = match it {
        Value::Object(it) => run.property(it, property),
        _ => None,
    };
    found.ok_or_else(|| Stop::NotModelled(format!("$_.{property}")))
}

/// `$_.Name -like 'EX1*' -and $_.IsMailboxServer`: the words of a block, one after the other.
fn condition(run: &mut Run<'_>, text: &str, line: u32, it: &Value) -> Result<bool, Stop> {
    let words = words(text, line).ok_or_else(|| Stop::NotModelled(format!("{{{text}}}")))?;
    let mut words = words.into_iter().peekable();
    let mut result: Option<bool> = None;
    let mut join = "and".to_owned();
    loop {
        let mut negated = false;
        while words
            .next_if(|it| matches!(it, Argument::Named(name, None) if name.eq_ignore_ascii_case("not")))
            .is_some()
        {
            negated = !negated;
        }
        let Some(Argument::Value(left)) = words.next() else { return Err(Stop::NotModelled(format!("{{{text}}}"))) };
        let left = operand(run, &left, it)?;
        let next = words.peek().cloned();
        let mut holds = match next {
            Some(Argument::Named(name, None)) if !["and", "or"].iter().any(|it| it.eq_ignore_ascii_case(&name)) => {
                words.next();
                let Some(Argument::Value(right)) = words.next() else {
                    return Err(Stop::NotModelled(format!("{{{text}}}")));
                };
                let right = operand(run, &right, it)?;
                compare(&left, &name.to_lowercase(), &right)?
            }
            _ => is_true(&left),
        };
        holds ^= negated;
        result = Some(match (result, join.as_str()) {
            (None, _) => holds,
            (Some(before), "or") => before || holds,
            (Some(before), _) => before && holds,
        });
        match words.next() {
            None => return Ok(result.unwrap_or_default()),
            Some(Argument::Named(name, None)) => join = name.to_lowercase(),
            Some(_) => return Err(Stop::NotModelled(format!("{{{text}}}"))),
        }
    }
}

/// The words of a condition: read as the arguments of a command that is not there.
fn words(text: &str, line: u32) -> Option<Vec<Argument>> {
    let script = read_block(&format!("? {}", text.trim()), line).ok()?;
    let [statement] = script.statements.as_slice() else { return None };
    let What::Pipeline(stages) = &statement.what else { return None };
    match stages.as_slice() {
        [Stage::Command(Call { arguments, .. })] => Some(arguments.clone()),
        _ => None,
    }
}

fn operand(run: &mut Run<'_>, expr: &Expr, it: &Value) -> Result<Value, Stop> {
    match expr {
        Expr::Property(of, name) if **of == Expr::Variable("_".to_owned()) => member(run, it, name),
        Expr::Variable(name) if name == "_" => Ok(it.clone()),
        other => match run.value(other)? {
            Value::Unknown(_) => Err(Stop::NotModelled(written(other))),
            value => Ok(value),
        },
    }
}

fn is_true(it: &Value) -> bool {
    match it {
        Value::Bool(it) => *it,
        Value::Text(it) => !it.is_empty(),
        Value::Null => false,
        Value::List(items) => !items.is_empty(),
        Value::Hash(_) | Value::Block(..) | Value::Unknown(_) => true,
        Value::Object(Object::Server(_) | Object::Settings(..) | Object::Service(..)) => true,
        Value::Object(Object::Certificate(..) | Object::Mailbox(_)) => true,
    }
}

fn compare(left: &Value, operator: &str, right: &Value) -> Result<bool, Stop> {
    let text = |it: &Value| text_of(it).ok_or_else(|| Stop::NotModelled(shown(it)));
    let (left, right) = (text(left)?, text(right)?);
    match operator {
        "eq" => Ok(left.eq_ignore_ascii_case(&right)),
        "ne" => Ok(!left.eq_ignore_ascii_case(&right)),
        "like" => Ok(is_like(&left, &right)),
        "notlike" => Ok(!is_like(&left, &right)),
        "match" => matches(&left, &right).ok_or_else(|| Stop::NotModelled(format!("-match '{right}'"))),
        "notmatch" => {
            matches(&left, &right).map(|it| !it).ok_or_else(|| Stop::NotModelled(format!("-notmatch '{right}'")))
        }
        other => Err(Stop::NotModelled(format!("-{other}"))),
    }
}

/// A regular expression of plain letters, `^`, `$`, `|`, `.`, `.*` and `\\.`; nothing for others.
fn matches(text: &str, pattern: &str) -> Option<bool> {
    let mut any = false;
    for one in pattern.split('|') {
        let (begins, one) = one.strip_prefix('^').map_or((false, one), |it| (true, it));
        let (ends, one) = one.strip_suffix('$').map_or((false, one), |it| (true, it));
        let mut like = if begins { String::new() } else { "*".to_owned() };
        let mut rest = one.chars().peekable();
        while let Some(it) = rest.next() {
            match it {
                '.' if rest.next_if_eq(&'*').is_some() => like.push('*'),
                '.' => like.push('?'),
                '\\' => like.push(rest.next_if_eq(&'.')?),
                it if it.is_alphanumeric() || " _-".contains(it) => like.push(it),
                _ => return None,
            }
        }
        if !ends {
            like.push('*');
        }
        any |= is_like(text, &like);
    }
    Some(any)
}
