//! Where does a learner work, and how is what he has done kept?
//!
//! A folder with one scenario for each lesson that was opened and one file with his progress. Nothing that cannot be
//! read is overwritten, and what somebody else has altered is kept beside.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::super::UNUSABLE;
use super::super::files::replace;
use super::super::output::{Output, Shell, complain, warn};
use super::super::source;
use super::folder;
use crate::lesson::course::{OpenCourse, OpenLesson, UnusableFile, open};
use crate::lesson::exam::{EXAM, exam};
use crate::lesson::progress::{FILE_MAX, LearnerProgress, LessonProgress, NoProgress, SCHEMA};
use crate::lesson::{Begun, shipped};
use crate::words::{cli, lesson as say, typed};

/// The file with the progress.
pub(super) const PROGRESS: &str = "progress.json";
/// How long a name of a learner may be, in characters.
const NAME_MAX: usize = 64;

/// Which course, and whose work.
#[derive(Clone, Debug, Args)]
pub(super) struct Desk {
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER", default_value = "work")]
    work: PathBuf,
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
}

/// A course with what a learner has done in it.
pub(super) struct Study {
    pub(super) course: OpenCourse,
    pub(super) progress: LearnerProgress,
    folder: PathBuf,
    /// The options that say in another command which course it is, and whose work.
    options: String,
    /// The progress as it was read, where somebody else than the program has altered it.
    altered: Option<String>,
}

impl Desk {
    /// Opens the course and the learner's work.
    ///
    /// # Errors
    /// The exit code, once it was told why they cannot be used.
    pub(super) fn open(&self, shell: Shell) -> Result<Study, u8> {
        let course = course(self.from.as_deref(), shell)?;
        let folder = self.folder(shell)?;
        let (progress, altered) = progress(&folder.join(PROGRESS), self.name.as_deref().unwrap_or_default(), shell)?;
        Ok(Study { course, progress, folder, options: self.options(), altered })
    }

    /// The options that say the same in another command.
    fn options(&self) -> String {
        let from = self.from.as_ref().map(|it| format!(" --from {}", typed(&it.to_string_lossy())));
        let is_usual = self.work == std::path::Path::new("work");
        let work = (!is_usual).then(|| format!(" --work {}", typed(&self.work.to_string_lossy())));
        let name = self.name.as_ref().map(|it| format!(" --name {}", typed(it)));
        [from, work, name].into_iter().flatten().collect()
    }

    /// The folder in which the learner works.
    pub(super) fn folder(&self, shell: Shell) -> Result<PathBuf, u8> {
        match &self.name {
            None => Ok(self.work.clone()),
            Some(name) if is_folder_name(name) => Ok(self.work.join(name)),
            Some(name) => {
                complain(shell, &say::no_name(shell.lang, format!("{name:?}")), Some(&say::no_name_help(shell.lang)));
                Err(UNUSABLE)
            }
        }
    }
}

/// Opens a course: that of a folder, or else that of the program.
///
/// # Errors
/// The exit code, once it was told why it cannot be used.
pub(in crate::cli) fn course(from: Option<&Path>, shell: Shell) -> Result<OpenCourse, u8> {
    let files = match from {
        Some(folder) => folder::course(folder, shell)?,
        None => shipped::files(),
    };
    let (course, unusable) = open(files).map_err(|it| {
        told(&it, shell);
        UNUSABLE
    })?;
    for it in &unusable {
        told(it, shell);
    }
    Ok(course)
}

/// Whether a folder may be called so on every system: nothing that leads elsewhere, or that a terminal would take for
/// a command.
pub(super) fn is_folder_name(name: &str) -> bool {
    let bad = |it: char| it.is_control() || r#"/\:*?"<>|"#.contains(it);
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let is_device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")));
    !name.is_empty()
        && name.chars().count() <= NAME_MAX
        && !name.chars().any(bad)
        && !name.starts_with(['.', ' '])
        && !name.ends_with(['.', ' '])
        && !is_device
}

/// Tells what is wrong with a file of a course.
pub(super) fn told(it: &UnusableFile, shell: Shell) {
    super::told(&it.path, &it.text, &it.problems, shell);
}

/// Reads the progress of a learner; that of somebody new where there is none. With the text where it was altered.
fn progress(path: &Path, learner: &str, shell: Shell) -> Result<(LearnerProgress, Option<String>), u8> {
    let lang = shell.lang;
    let told = |message: String, help: Option<String>| {
        complain(shell, &message, help.as_deref());
        UNUSABLE
    };
    let text = match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok((LearnerProgress::new(learner), None));
        }
        Err(error) => return Err(told(cli::cannot_read(lang, path.display(), error), None)),
        Ok(it) if it.len() > FILE_MAX as u64 => {
            return Err(told(unreadable(path, &NoProgress::TooLarge, shell), Some(say::progress_help(lang))));
        }
        Ok(_) => fs::read_to_string(path).map_err(|it| told(cli::cannot_read(lang, path.display(), it), None))?,
    };
    match LearnerProgress::read(&text) {
        Err(no) => Err(told(unreadable(path, &no, shell), Some(say::progress_help(lang)))),
        Ok(progress) if progress.is_as_saved() => Ok((progress, None)),
        Ok(mut progress) => {
            warn(shell, &say::progress_altered(lang, path.display()), None);
            progress.edited = true;
            Ok((progress, Some(text)))
        }
    }
}

/// Why a file is no progress.
pub(super) fn unreadable(path: &Path, no: &NoProgress, shell: Shell) -> String {
    let (lang, path) = (shell.lang, path.display());
    match no {
        NoProgress::TooLarge => say::progress_too_large(lang, path, FILE_MAX >> 20),
        NoProgress::Unreadable(line, column, why) => say::no_progress(lang, path, line, column, why),
        NoProgress::OtherSchema(schema) => say::other_progress(lang, path, schema, SCHEMA),
    }
}

impl Study {
    /// A command that goes on with this work: `open 1`, `hints`.
    pub(super) fn command(&self, step: &str) -> String {
        format!("coexist lesson {step}{}", self.options)
    }

    /// The lesson that is meant: the one that is named, or the one that was opened last.
    ///
    /// # Errors
    /// The exit code, once it was told that there is none.
    pub(super) fn lesson(&self, name: Option<&str>, shell: Shell) -> Result<OpenLesson, u8> {
        let lang = shell.lang;
        let Some(name) = name.or(self.progress.current.as_deref()) else {
            complain(shell, &say::none_open(lang), Some(&say::none_open_help(lang, self.command("open 1"))));
            return Err(UNUSABLE);
        };
        if name == EXAM && !self.progress.learner.is_empty() {
            let drawn = exam(&self.progress.learner);
            return Ok(OpenLesson { lesson: drawn.lesson, files: drawn.files });
        }
        let mut lesson = found(&self.course, name, shell)?.clone();
        if self.progress.seeded {
            lesson.files = lesson.files.seeded(&self.progress.learner);
        }
        Ok(lesson)
    }

    /// From now on the lessons have the seed of the learner's name.
    ///
    /// # Errors
    /// The exit code, once it was told that he has no name, or has begun without.
    pub(super) fn seed_by_name(&mut self, shell: Shell) -> Result<(), u8> {
        let lang = shell.lang;
        if self.progress.learner.is_empty() {
            complain(shell, &say::seed_without_name(lang), Some(&say::seed_without_name_help(lang)));
            return Err(UNUSABLE);
        }
        let has_begun = self.progress.lessons.keys().any(|it| it != EXAM);
        if has_begun && !self.progress.seeded {
            let folder = self.folder.display();
            complain(shell, &say::begun_without_seed(lang, folder), Some(&say::begun_without_seed_help(lang)));
            return Err(UNUSABLE);
        }
        self.progress.seeded = true;
        Ok(())
    }

    /// What the learner has done in a lesson.
    pub(super) fn of(&mut self, lesson: &OpenLesson) -> &mut LessonProgress {
        self.progress.lesson_mut(&lesson.files.name)
    }

    /// The file in which the learner works on a lesson.
    pub(super) fn file(&self, lesson: &OpenLesson) -> PathBuf {
        self.folder.join(format!("{}.ron", lesson.files.name))
    }

    /// The learner's scenario of a lesson that he has opened.
    ///
    /// # Errors
    /// The exit code, once it was told why there is none.
    pub(super) fn text(&self, lesson: &OpenLesson, shell: Shell) -> Result<String, u8> {
        let file = self.file(lesson);
        if !file.is_file() {
            let message = say::not_open(shell.lang, &lesson.files.name);
            let command = self.command(&format!("open {}", lesson.files.name));
            complain(shell, &message, Some(&say::not_open_help(shell.lang, command)));
            return Err(UNUSABLE);
        }
        let source = source::file(&file.to_string_lossy(), shell.lang).map_err(|it| {
            complain(shell, &it.message, it.help.as_deref());
            UNUSABLE
        })?;
        Ok(source.text())
    }

    /// The start of a lesson, run.
    ///
    /// # Errors
    /// The exit code, once it was told what is wrong with it.
    pub(super) fn start(lesson: &OpenLesson, shell: Shell) -> Result<Begun, u8> {
        Begun::new(lesson.files.start(), &lesson.files.name).map_err(|problems| {
            let path = format!("{}/{}", lesson.files.name, crate::lesson::files::START);
            super::told(&path, lesson.files.start(), &problems, shell);
            UNUSABLE
        })
    }

    /// Writes a file into the learner's folder.
    ///
    /// # Errors
    /// The exit code, once it was told why it cannot be written.
    pub(super) fn write(&self, path: &Path, bytes: &[u8], shell: Shell) -> Result<(), u8> {
        fs::create_dir_all(&self.folder).and_then(|()| replace(path, bytes)).map_err(|error| {
            complain(shell, &cli::cannot_write(shell.lang, path.display(), error), None);
            UNUSABLE
        })
    }

    /// Keeps what was done. What somebody else has altered is kept beside it first.
    ///
    /// # Errors
    /// As [`Study::write`].
    pub(super) fn keep(&mut self, shell: Shell, output: &mut Output) -> Result<(), u8> {
        if let Some(altered) = self.altered.take() {
            let beside = (1_u32..).map(|it| self.folder.join(format!("progress.altered-{it}.json")));
            let free = beside.into_iter().find(|it| !it.exists()).expect("numbers have no end");
            self.write(&free, altered.as_bytes(), shell)?;
            output.text(&format!("{}\n", say::altered_kept(shell.lang, free.display())));
        }
        self.write(&self.folder.join(PROGRESS), self.progress.write().as_bytes(), shell)
    }
}

/// The lesson of a name.
///
/// # Errors
/// The exit code, once it was told that there is none.
pub(super) fn found<'a>(course: &'a OpenCourse, name: &str, shell: Shell) -> Result<&'a OpenLesson, u8> {
    let lang = shell.lang;
    course.find(name).ok_or_else(|| {
        let names = course.lessons.iter().map(|it| it.files.name.as_str());
        let help = match source::closest(name, names) {
            Some(meant) => cli::did_you_mean(lang, format!("{meant:?}")),
            None => say::lessons_are_listed(lang),
        };
        complain(shell, &say::no_lesson(lang, format!("{name:?}")), Some(&help));
        UNUSABLE
    })
}
