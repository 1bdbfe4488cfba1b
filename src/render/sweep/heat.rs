//! What does the page of a sweep show: faults against groups, where each cell opens the run under its fault.
//!
//! Data alone, in both languages; the page draws it and runs the scenario with what is set here.

use serde_json::{Value, json};

use super::{counted, sets as sets_of, span, who};
use crate::catalogue::sweep as words;
use crate::lang::Lang;
use crate::sweep::{FaultKind, NamedFault, Results};
use crate::words::names::clean;
use crate::words::sweep::faults;
use crate::words::thousands;

const BOTH: [Lang; 2] = [Lang::En, Lang::Zh];

/// The heat map of a sweep; `from_start` is what the scenario does at its start without any fault, as it is written.
pub(crate) fn heat(results: &Results, from_start: &[String]) -> Value {
    let both = |say: &dyn Fn(Lang) -> String| BOTH.map(say);
    let mut said = vec![both(&|lang| words::title(lang, clean(&results.title), results.seed))];
    for (at, count) in results.counts.iter().enumerate() {
        let [en, zh] = BOTH.map(|lang| counted(results, count, at + 1, lang));
        said.extend(en.into_iter().zip(zh).map(|(en, zh)| [en, zh]));
    }
    if !results.is_whole() {
        let (done, all) = (thousands(results.done()), thousands(results.all));
        said.push(both(&|lang| words::cut_off(lang, &done, &all)));
    }
    if !results.is_anybody_alive() {
        said.push(both(&|lang| words::nobody(lang)));
    }
    let alike = results.alike();
    let named = |set: &[u32]| -> Vec<&NamedFault> { set.iter().map(|it| &results.faults[*it as usize]).collect() };
    let locked = alike.iter().filter(|it| it.locked_out().next().is_some()).map(|it| {
        let sets = it.locked_out().map(|(set, harm)| {
            let all = named(set);
            json!({
                "said": both(&|lang| faults(lang, all.iter().copied())),
                "note": both(&|lang| words::without(lang, span(harm.without))),
                "sets": set_for(&all, from_start),
            })
        });
        json!({
            "said": both(&|lang| words::locked_out_by(lang, who(results, it, lang), sets_of(results, it, lang))),
            "sets": sets.collect::<Vec<_>>(),
        })
    });
    let rows = results.harmful().into_iter().map(|id| {
        let all = named(&[id]);
        let cells = alike.iter().map(|it| {
            it.alone(id).map(|harm| {
                let note = both(&|lang| words::without(lang, span(harm.without)));
                json!({ "percent": harm.percent(), "note": note })
            })
        });
        json!({
            "said": both(&|lang| faults(lang, all.iter().copied())),
            "sets": set_for(&all, from_start),
            "cells": cells.collect::<Vec<_>>(),
        })
    });
    json!({
        "kind": "heat",
        "said": said,
        "well": !results.locks_out(),
        "locked": locked.collect::<Vec<_>>(),
        "groups": alike.iter().map(|it| both(&|lang| who(results, it, lang))).collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
    })
}

/// What is set so that these faults are there; nothing where one of them cannot be written so, or two of them at the
/// same place.
fn set_for(all: &[&NamedFault], from_start: &[String]) -> Option<Vec<String>> {
    let (mut actions, mut set) = (from_start.to_vec(), Vec::<String>::new());
    let path = |it: &str| it.split_once('=').map(|it| it.0.to_owned());
    for it in all {
        // A value of a space may be that nothing is done; any other fault without a way to ask for it has none.
        if it.asked.is_empty() && it.kind != FaultKind::Own {
            return None;
        }
        let before: Vec<Option<String>> = set.iter().map(|it| path(it)).collect();
        for asked in &it.asked {
            match (asked.strip_prefix("--do="), asked.strip_prefix("--set=")) {
                (Some(action), _) => actions.push(action.to_owned()),
                (None, Some(it)) if !before.contains(&path(it)) => set.push(it.to_owned()),
                (None, _) => return None,
            }
        }
    }
    if from_start.len() < actions.len() {
        set.push(format!("from_start=[{}]", actions.join(", ")));
    }
    Some(set)
}
