//! Which times does a scenario write, and where?
//!
//! What they mean hangs on when the run begins, so it is worked out once the whole file is read.

use super::Scenario;
use super::parse::locate::PathSegment;
use crate::catalogue::values;
use crate::lang::Text;
use crate::time::{Date, NoSuchTime, Time};

/// Where something stands in a file.
type Steps = Vec<PathSegment>;

impl Scenario {
    /// Works out for each time how long after the start it is. One that is none of the run counts as the start, until
    /// somebody asks which those are.
    pub(crate) fn settle_times(&mut self) {
        let date = self.date;
        self.each_time(&mut |time, _| time.settle(date));
    }

    /// Reads a time as the scenario would write it.
    ///
    /// # Errors
    /// What was expected.
    pub(crate) fn time(&self, text: &str) -> Result<Time, Text> {
        time_of_run(text, self.date)
    }

    /// Shows every time with its path.
    pub(crate) fn each_time(&mut self, see: &mut dyn FnMut(&mut Time, &dyn Fn() -> Steps)) {
        self.until.iter_mut().for_each(|it| see(it, &|| vec!["until".into()]));
        for (place, client) in self.clients.iter_mut().enumerate() {
            let path = |field: &'static str| vec!["clients".into(), place.into(), field.into()];
            for (index, it) in client.at.iter_mut().enumerate() {
                see(it, &|| [path("at"), vec![index.into()]].concat());
            }
            client.until.iter_mut().for_each(|it| see(it, &|| path("until")));
        }
        for (place, change) in self.changes.iter_mut().enumerate() {
            see(&mut change.at, &|| vec!["changes".into(), place.into(), "at".into()]);
        }
        for (place, step) in self.steps.iter_mut().enumerate() {
            let path = |field: &'static str| vec!["steps".into(), place.into(), field.into()];
            step.at.iter_mut().for_each(|it| see(it, &|| path("at")));
            for (nth, expect) in step.verify.iter_mut().enumerate() {
                let path = |field: &'static str| [path("verify"), vec![nth.into(), field.into()]].concat();
                expect.from.iter_mut().for_each(|it| see(it, &|| path("from")));
                expect.until.iter_mut().for_each(|it| see(it, &|| path("until")));
            }
        }
        for (place, expect) in self.expect.iter_mut().enumerate() {
            let path = |field: &'static str| vec!["expect".into(), place.into(), field.into()];
            expect.from.iter_mut().for_each(|it| see(it, &|| path("from")));
            expect.until.iter_mut().for_each(|it| see(it, &|| path("until")));
        }
    }
}

/// Reads a time of a run that begins then.
///
/// # Errors
/// What was expected.
pub(crate) fn time_of_run(text: &str, date: Option<Date>) -> Result<Time, Text> {
    let mut time = Time::parse(text)?;
    match time.within(date) {
        Ok(_) => time.settle(date),
        Err(NoSuchTime::NoDate) => return Err(values::time_with_date().into()),
        Err(NoSuchTime::BeforeStart | NoSuchTime::TooLate) => return Err(values::time_within_the_run().into()),
    }
    Ok(time)
}
