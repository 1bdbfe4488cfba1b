//! What does `coexist lesson watch` do?
//!
//! What `run` and `check` do, again whenever the learner saves his scenario, and other steps of a lesson at a key.

use super::super::UNUSABLE;
use super::super::output::{Output, Shell};
use super::super::watch::{Watched, again};
use super::desk::Study;
use super::{One, Run, learn};
use crate::lesson::LessonText;
use crate::lesson::course::OpenLesson;
use crate::picture::topology::{Sight, Style, layout, svg};
use crate::resolve::load;
use crate::words::lesson as say;

/// Runs the learner's scenario and checks its goals, again whenever it is saved.
pub(super) fn watch(arguments: &Run, shell: Shell, output: &mut Output) -> Result<u8, u8> {
    let mut study = arguments.one.desk.open(shell)?;
    let lesson = study.lesson(arguments.one.lesson.as_deref(), shell)?;
    study.text(&lesson, shell)?;
    learn::predicted(&mut study, &lesson, arguments.skip, shell, output)?;
    let one = One { lesson: Some(lesson.files.name.clone()), desk: arguments.one.desk.clone() };
    let (skips, file) = (arguments.skip, file(&study, &lesson));
    let mut lesson = WatchedLesson { one, skips, is_asked: true, file, shell };
    Ok(again(&mut lesson, shell, output))
}

fn file(study: &Study, lesson: &OpenLesson) -> String {
    study.file(lesson).to_string_lossy().into_owned()
}

/// The lesson that is watched.
struct WatchedLesson {
    one: One,
    /// Whether no lesson asks for a prediction.
    skips: bool,
    /// Whether this one has asked for it: it does so once.
    is_asked: bool,
    /// The learner's scenario.
    file: String,
    shell: Shell,
}

impl WatchedLesson {
    fn opened(&self) -> Result<(Study, OpenLesson), u8> {
        let study = self.one.desk.open(self.shell)?;
        let lesson = study.lesson(self.one.lesson.as_deref(), self.shell)?;
        Ok((study, lesson))
    }

    /// Runs the scenario and checks the goals.
    fn done(&mut self, output: &mut Output) -> Result<u8, u8> {
        let (mut study, lesson) = self.opened()?;
        let is_asked = std::mem::replace(&mut self.is_asked, true);
        learn::ran(&mut study, &lesson, self.skips || is_asked, self.shell, output)?;
        output.text("\n");
        if lesson.lesson.goals.is_empty() {
            learn::prose(&lesson, LessonText::After, self.shell, output);
            return Ok(0);
        }
        learn::checked(&mut study, &lesson, self.shell, output)
    }

    /// Draws the organisation as the learner has written it, beside his scenario.
    fn drawn(&self, output: &mut Output) -> Result<u8, u8> {
        let (study, lesson) = self.opened()?;
        let text = study.text(&lesson, self.shell)?;
        let world = load(&text, &lesson.files.name).map_err(|problems| {
            super::told(&self.file, &text, &problems, self.shell);
            UNUSABLE
        })?;
        let sight = Sight::start(&world.world);
        let picture = svg(&layout(&sight, self.shell.lang), Style::Inside);
        let path = study.file(&lesson).with_extension("svg");
        study.write(&path, picture.as_bytes(), self.shell)?;
        output.text(&format!("{}\n", say::picture(self.shell.lang, path.display())));
        Ok(0)
    }

    /// Opens the lesson that comes next in the course.
    fn next(&mut self, output: &mut Output) -> Result<u8, u8> {
        let (study, lesson) = self.opened()?;
        let all = &study.course.lessons;
        let at = all.iter().position(|it| it.files.name == lesson.files.name);
        let Some(next) = at.and_then(|it| all.get(it + 1)) else {
            output.text(&format!("{}\n", say::no_next_lesson(self.shell.lang)));
            return Ok(0);
        };
        self.one.lesson = Some(next.files.name.clone());
        self.is_asked = false;
        self.file = file(&study, next);
        learn::open(&self.one, false, self.shell, output)
    }
}

impl Watched for WatchedLesson {
    fn file(&self) -> String {
        self.file.clone()
    }

    fn show(&mut self, output: &mut Output) {
        // What is wrong was told; whoever saves it again may have mended it.
        let _ = self.done(output);
    }

    fn keys(&self) -> Option<String> {
        Some(say::watch_keys(self.shell.lang))
    }

    fn pressed(&mut self, key: char, output: &mut Output) {
        let (one, shell) = (&self.one, self.shell);
        let _ = match key {
            'h' => learn::hints(one, shell, output),
            'd' => self.drawn(output),
            'e' => learn::explain(one, shell, output),
            'r' => learn::reset(one, shell, output),
            'n' => self.next(output),
            _ => Ok(0),
        };
    }
}
