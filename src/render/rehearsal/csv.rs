//! How does a rehearsal stand in a spreadsheet?

use std::fmt::{Result, Write};

use super::Told;
use crate::render::people::field;
use crate::words::names::Names;
use crate::words::people::party;

/// Writes a line for each step and each client or group that loses or gains something behind it (RFC 4180); step 0 is
/// what was before the plan.
///
/// # Errors
/// Those of `out`.
pub(crate) fn csv(told: Told<'_>, out: &mut dyn Write) -> Result {
    let names = Names::raw(told.world);
    let mut put = |fields: &[String]| {
        let fields: Vec<String> = fields.iter().map(|it| field(it)).collect();
        write!(out, "{}\r\n", fields.join(","))
    };
    let heads = ["step", "name", "client", "failed", "cut", "hit", "worse", "back", "better", "outage_s", "longest_s"];
    put(&heads.map(str::to_owned))?;
    for ((at, stretch), loss) in &told.rehearsed.lost.cells {
        let step = stretch.checked_sub(1).map(|it| told.world.steps[it].name.clone());
        put(&[
            stretch.to_string(),
            step.unwrap_or_default(),
            party(&names, told.rehearsed.lost.parties[*at].0),
            loss.failed.to_string(),
            loss.cut.to_string(),
            loss.hit.to_string(),
            loss.worse.to_string(),
            loss.back.to_string(),
            loss.better.to_string(),
            loss.outage.0.div_ceil(1_000_000).to_string(),
            loss.longest.0.div_ceil(1_000_000).to_string(),
        ])?;
    }
    Ok(())
}
