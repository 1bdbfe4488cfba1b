//! How does an explanation read on a terminal?
//!
//! Its blocks in columns, with the rules at the right. What it says is decided in [`crate::render::explain`].

use std::fmt::{Result, Write};

use super::row;
use crate::render::explain::{Block, Case, Kind, blocks};
use crate::render::{Options, Paint, PaintRole};
use crate::trace::Run;
use crate::verdict::Verdict;
use crate::world::World;

/// How far a command stands from the left.
const COMMAND: usize = 7;
/// How far the text of evidence does.
const EVIDENCE: usize = 6;
/// How far a remedy does.
const REMEDY: usize = 2;

/// Writes what stands above all explanations.
///
/// # Errors
/// Those of `out`.
pub fn preface(world: &World, options: &Options, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    super::header(world, options, paint, out)
}

/// Writes the explanation of one failure.
///
/// # Errors
/// Those of `out`.
pub fn explanation(
    world: &World,
    run: &Run,
    verdict: &Verdict,
    case: &Case<'_>,
    options: &Options,
    paint: &dyn Paint,
    out: &mut dyn Write,
) -> Result {
    all(&blocks(world, run, verdict, case, options.lang), options, paint, out)
}

/// Writes blocks one after the other.
///
/// # Errors
/// Those of `out`.
pub(crate) fn all(blocks: &[Block], options: &Options, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    blocks.iter().try_for_each(|it| write(it, options, paint, out))
}

/// Writes a line that belongs to all of them.
///
/// # Errors
/// Those of `out`.
pub(crate) fn line(role: PaintRole, text: &str, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    out.write_char('\n')?;
    row::line(paint, role, text, out)
}

fn write(block: &Block, options: &Options, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    let Block { kind, role, text, rules } = block;
    match *kind {
        Kind::Headline => row::paragraph(paint, *role, text, out),
        Kind::Heading => {
            out.write_char('\n')?;
            row::line(paint, *role, text, out)
        }
        Kind::Fault => row::sentence(text, options.lang, rules, *role, paint, out),
        // A line that can be copied stays whole, however long.
        Kind::Command => {
            write!(out, "{:COMMAND$}", "")?;
            row::line(paint, *role, text, out)
        }
        Kind::Evidence(_) => indented(EVIDENCE, block, paint, out),
        Kind::Remedy(_) => indented(REMEDY, block, paint, out),
        Kind::Text(indent) => indented(indent, block, paint, out),
    }
}

/// A text that begins in a column, over as many lines as it needs.
fn indented(indent: usize, block: &Block, paint: &dyn Paint, out: &mut dyn Write) -> Result {
    for (index, part) in row::wrapped(&block.text, paint.columns() - indent - 2).into_iter().enumerate() {
        let indent = if index == 0 { indent } else { indent + 2 };
        write!(out, "{:indent$}", "")?;
        row::line(paint, block.role, &part, out)?;
    }
    Ok(())
}
