//! How does a run look as a sequence diagram?
//!
//! Mermaid text, which code hosts and wikis draw. A diagram of more than a page helps nobody, so it is bounded, and
//! its last note says what was cut. Names from the file may hold anything; here they always come out as text.

use std::fmt::{Result, Write};

use crate::render::Options;
use crate::telling::scene::{Row, Shape, scene};
use crate::trace::{Actor, AttemptId, Run};
use crate::words::names::Names;
use crate::words::say::Say;
use crate::words::{diagram as words, rows as said};
use crate::world::World;

/// How many arrows and notes a diagram has.
const LINES_SHOWN: usize = 160;

/// Writes the diagram of the attempts that are meant.
///
/// # Errors
/// Those of `out`.
pub fn diagram(world: &World, run: &Run, options: &Options, out: &mut dyn Write) -> Result {
    diagram_of(world, run, options, None, out)
}

/// Writes the diagram of one attempt, or of all that are meant.
///
/// # Errors
/// Those of `out`.
pub fn diagram_of(
    world: &World,
    run: &Run,
    options: &Options,
    attempt: Option<AttemptId>,
    out: &mut dyn Write,
) -> Result {
    let scene = scene(world, run, options.scope(), attempt, (LINES_SHOWN, usize::MAX));
    let names = Names::new(world, options.lang);
    let say = Say::new(names);
    writeln!(out, "sequenceDiagram")?;
    for (index, actor) in scene.parties.iter().enumerate() {
        let kind = if matches!(actor, Actor::Client(_)) { "actor" } else { "participant" };
        writeln!(out, "    {kind} p{index} as {}", label(&said::party(&names, &scene, index)))?;
    }
    for row in &scene.rows {
        writeln!(out, "    {}", line(&say, row))?;
    }
    if scene.cut > 0 {
        writeln!(out, "    Note over p0: {}", label(&said::cut(options.lang, scene.cut)))?;
    }
    Ok(())
}

fn line(say: &Say<'_>, row: &Row) -> String {
    let (lang, text) = (say.names.lang, said::text(say, row));
    let text = if row.rules.is_empty() { text } else { words::with_rules(lang, text, said::rules(lang, &row.rules)) };
    let (from, text) = (row.from, label(&text));
    match (row.shape, row.to) {
        (Shape::Left, Some(to)) if to > from => format!("Note over p{from},p{to}: {text}"),
        (Shape::Left | Shape::Note | Shape::Decision | Shape::Change, _) | (_, None) => {
            format!("Note over p{from}: {text}")
        }
        (Shape::Request, Some(to)) => format!("p{from}->>p{to}: {text}"),
        (Shape::Answer, Some(to)) => format!("p{from}-->>p{to}: {text}"),
        (Shape::Refusal, Some(to)) => format!("p{from}--xp{to}: {text}"),
    }
}

/// Text that Mermaid shows as it is. Whatever has a meaning in its grammar or in HTML is written as an entity.
pub(super) fn label(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '#' | ';' | '<' | '>' | '"' | '&' | '\\' | '`' | '%' | '{' | '}' | '[' | ']' | '$' => {
                write!(label, "#{};", it as u32).expect("writing to a String does not fail");
            }
            '\n' | '\r' => label.push(' '),
            _ => label.push(it),
        }
    }
    // A label that is the word `end` alone would close a block.
    if label.trim().eq_ignore_ascii_case("end") {
        label =
            format!("#{};{}", label.trim_start().chars().next().map_or(0, |it| it as u32), &label.trim_start()[1..]);
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::sample;

    #[test]
    fn a_loop_is_drawn_with_the_parties_that_appear() {
        let world = sample::repaired("lap;top");
        let mut out = String::new();
        diagram(&world, &sample::run(&world), &Options::default(), &mut out).expect("a String takes everything");
        insta::assert_snapshot!(out);
    }

    #[test]
    fn what_is_cut_is_said() {
        let mut world = sample::polls(sample::world("laptop"), 3);
        world.clients[0].name = "<script>".into();
        let mut out = String::new();
        diagram(&world, &sample::run(&world), &Options::default(), &mut out).expect("a String takes everything");
        assert!(out.lines().count() < LINES_SHOWN + 20, "{out}");
        assert!(out.contains("deeper in the same loop") && !out.contains("<script>"), "{out}");
    }

    #[test]
    fn whatever_a_name_holds_comes_out_as_text() {
        assert_eq!(label("mail.contoso.com:993"), "mail.contoso.com:993");
        assert_eq!(label("<script>\"x\"; #1"), "#60;script#62;#34;x#34;#59; #35;1");
        assert_eq!(label("安娜 📫"), "安娜 📫");
        assert_eq!(label("End"), "#69;nd");
    }
}
