//! What does each key do?
//!
//! Keys and ticks become commands of the walk, which is the same machine that a page asks ([`crate::page::walk`]). Here
//! is only what a terminal has beside it: overlays, the answer that is being given, language and colors. It knows no
//! terminal and no clock.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::draw::overlay;
use super::panes::{self, panes};
use super::quiz::Quiz;
use super::story::Story;
use super::theme::Theme;
pub(super) use crate::cli::terminal::Key;
use crate::explain::Failure;
use crate::page::form::Known;
use crate::page::walk::{Command, Note, Said, Side, Sought, Start as From, Step, Walk as Machine};
use crate::render::Lang;
use crate::trace::{AttemptId, RecordId};
use crate::words::step as words;
use crate::world::ClientId;

/// How long a step takes when it plays by itself, in milliseconds.
const PACES: [u32; 8] = [4_000, 2_000, 1_000, 500, 250, 125, 50, 20];

/// What lies over the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overlay {
    /// Why an attempt failed.
    Why(AttemptId),
    /// The rules at this step.
    Rules,
    /// All of this step.
    Detail,
    /// The keys.
    Help,
    /// The clients, and which is marked.
    Clients(usize),
}

/// How a walk begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub(super) lang: Lang,
    /// Whether there are colors.
    pub(super) colors: bool,
    pub(super) client: Option<ClientId>,
    pub(super) at: usize,
    pub(super) predict: bool,
}

/// A walk through a run.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) story: Rc<Story>,
    pub(super) lang: Lang,
    pub(super) theme: Theme,
    colors: bool,
    /// Where one is.
    pub(super) machine: Machine,
    pace: usize,
    pub(super) overlay: Option<Overlay>,
    /// How far the overlay is scrolled.
    pub(super) scroll: usize,
    /// The answer that is being given.
    pub(super) quiz: Option<Quiz>,
    /// What is said until the next key.
    pub(super) note: Option<String>,
    /// Whether one has left.
    pub(super) is_over: bool,
    failures: Option<Vec<Failure>>,
    /// What re-runs showed, by attempt.
    pub(super) known: BTreeMap<AttemptId, Known>,
    screen: Rect,
}

impl Walk {
    /// At the record that is asked for. The story has a record at least.
    pub(super) fn new(story: Rc<Story>, start: &Start) -> Self {
        let from = From {
            folds: false,
            record: u32::try_from(start.at).unwrap_or(u32::MAX),
            client: start.client.map(|it| story.client(it)),
            predict: start.predict,
        };
        Self {
            lang: start.lang,
            theme: if start.colors { Theme::Dark } else { Theme::Plain },
            colors: start.colors,
            machine: Machine::new(Arc::clone(&story.course), &from),
            pace: 2,
            overlay: None,
            scroll: 0,
            quiz: None,
            note: None,
            is_over: false,
            failures: None,
            known: BTreeMap::new(),
            screen: Rect::new(0, 0, 80, 24),
            story,
        }
    }

    /// The record one is at.
    pub(super) fn at(&self) -> usize {
        // A client begins an attempt, and all else is everybody's: some row is always left.
        self.machine.record().map_or(0, |it| it as usize)
    }

    /// How long a step takes when it plays by itself, in milliseconds.
    pub(super) const fn pace(&self) -> u32 {
        PACES[self.pace]
    }

    /// The screen has another size.
    pub(super) fn resize(&mut self, screen: Rect) {
        self.screen = screen;
        self.scroll_to(self.scroll);
    }

    /// Whether something has to be worked out before it can be shown.
    pub(super) fn has_work(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Why(attempt)) if !self.known.contains_key(&attempt))
    }

    /// Works it out. It may take a while.
    pub(super) fn work(&mut self) {
        if let Some(Overlay::Why(attempt)) = self.overlay
            && !self.known.contains_key(&attempt)
        {
            let failures = self.failures.get_or_insert_with(|| self.story.failures());
            self.known.insert(attempt, self.story.know(attempt, failures));
        }
    }

    /// Whether it steps by itself.
    pub(super) fn is_playing(&self) -> bool {
        self.machine.view().playing
    }

    /// A step by itself.
    pub(super) fn tick(&mut self) {
        if self.is_playing() {
            self.go(Step::Tick(1));
        }
    }

    /// Carries out a command, and says what there is to say of it. Where a question is due, it is put.
    fn command(&mut self, command: Command) {
        let client = match &command {
            Command::Client(Some(client)) => client.clone(),
            _ => String::new(),
        };
        self.machine.take(command);
        let lang = self.lang;
        match self.machine.view().note {
            None => {}
            Some(Note::AnswerFirst) => self.quiz = self.machine.due().map(|it| Quiz::new(it.record as usize)),
            Some(Note::End) => self.note = Some(words::the_end(lang)),
            Some(Note::NoMore) => self.note = Some(words::no_more(lang)),
            Some(Note::Hidden) => self.note = Some(words::hidden(lang)),
            Some(Note::NeverConnects) => self.note = Some(words::never_connects(lang, client)),
            Some(Note::NotAsked) => self.quiz = None,
        }
    }

    fn go(&mut self, step: Step) {
        self.command(Command::Go(step));
    }

    /// Takes a key.
    pub(super) fn key(&mut self, key: Key) {
        self.note = None;
        match (key, self.overlay) {
            (Key::Interrupt, _) => self.is_over = true,
            (Key::Char('l'), _) => {
                self.lang = if self.lang == Lang::En { Lang::Zh } else { Lang::En };
                self.scroll_to(self.scroll);
            }
            (Key::Char('t'), _) if self.colors => {
                self.theme = self.theme.next();
                self.note = Some(match self.theme {
                    Theme::Dark => words::theme_dark(self.lang),
                    Theme::Light => words::theme_light(self.lang),
                    Theme::Plain => words::theme_plain(self.lang),
                });
            }
            (Key::Char('t'), _) => self.note = Some(words::no_colors(self.lang)),
            (_, Some(Overlay::Clients(choice))) => self.client_key(key, choice),
            (_, Some(overlay)) => self.overlay_key(key, overlay),
            _ if self.quiz.is_some() => self.quiz_key(key),
            _ => self.walk_key(key),
        }
    }

    fn walk_key(&mut self, key: Key) {
        let page = panes(self.screen).map_or(1, |it| usize::from(it.sequence.height).saturating_sub(2).max(1));
        let page = i32::try_from(page).unwrap_or(i32::MAX);
        let mut seek = |what, side| self.go(Step::Seek(what, side));
        match key {
            Key::Right | Key::Down => self.go(Step::Next),
            Key::Left | Key::Up => self.go(Step::Back),
            Key::PageDown => self.go(Step::By(page)),
            Key::PageUp => self.go(Step::By(-page)),
            Key::Home => self.go(Step::First),
            Key::End => self.go(Step::Last),
            Key::Enter => self.open(Overlay::Detail),
            Key::Esc => self.is_over = true,
            Key::Interrupt => {}
            Key::Char(letter) => match letter {
                ' ' => self.go(if self.is_playing() { Step::Pause } else { Step::Play }),
                '+' | '=' => self.pace = (self.pace + 1).min(PACES.len() - 1),
                '-' | '_' => self.pace = self.pace.saturating_sub(1),
                'd' => seek(Sought::Decision, Side::After),
                'D' => seek(Sought::Decision, Side::Before),
                'f' => seek(Sought::Failure, Side::After),
                'F' => seek(Sought::Failure, Side::Before),
                'a' => seek(Sought::Attempt, Side::After),
                'A' => seek(Sought::Attempt, Side::Before),
                'g' => seek(Sought::Change, Side::After),
                'G' => seek(Sought::Change, Side::Before),
                'w' => self.why(),
                'r' => self.open(Overlay::Rules),
                '?' | 'h' => self.open(Overlay::Help),
                'c' => {
                    let client = self.client();
                    self.open(Overlay::Clients(client.map_or(0, |it| it.index() + 1)));
                }
                'p' => {
                    self.quiz = None;
                    let is_on = self.machine.view().predicting;
                    self.command(Command::Predict(!is_on));
                }
                'q' => self.is_over = true,
                _ => {}
            },
        }
    }

    /// The client whose attempts alone are shown.
    pub(super) fn client(&self) -> Option<ClientId> {
        let name = self.machine.view().client?;
        (0..self.story.world.clients.len()).map(ClientId::at).find(|it| self.story.client(*it) == name)
    }

    fn open(&mut self, overlay: Overlay) {
        self.machine.take(Command::Go(Step::Pause));
        self.overlay = Some(overlay);
        self.scroll = 0;
    }

    /// Opens the explanation of the attempt one is in, or of the last one that failed.
    fn why(&mut self) {
        if self.machine.hides() {
            self.note = Some(words::hidden(self.lang));
            return;
        }
        let attempt = |it: usize| self.story.run.trace.record(RecordId(it as u32)).attempt();
        let own = attempt(self.at());
        let failed = |it: AttemptId| {
            let went = self.story.page.attempt(it.0 as usize);
            went.outcome.is_some() && !went.well
        };
        let last = || {
            let before = (0..=self.machine.view().row).rev().filter_map(|it| self.machine.record_of(it));
            before.filter_map(|it| attempt(it as usize)).find(|it| failed(*it))
        };
        match own.or_else(last) {
            Some(attempt) if failed(attempt) => self.open(Overlay::Why(attempt)),
            Some(attempt) => {
                let went = self.story.page.attempt(attempt.0 as usize);
                self.note = Some(words::nothing_to_explain(self.lang, went.client, went.number));
            }
            None => self.note = Some(words::no_failure_yet(self.lang)),
        }
    }

    // --- overlays ----------------------------------------------------------------------------------------------------

    fn overlay_key(&mut self, key: Key, overlay: Overlay) {
        let page = overlay::room(self, self.screen).saturating_sub(1).max(1);
        match key {
            Key::Down => self.scroll_to(self.scroll + 1),
            Key::Up => self.scroll_to(self.scroll.saturating_sub(1)),
            Key::PageDown | Key::Char(' ') => self.scroll_to(self.scroll + page),
            Key::PageUp => self.scroll_to(self.scroll.saturating_sub(page)),
            Key::Home => self.scroll_to(0),
            Key::End => self.scroll_to(usize::MAX),
            Key::Esc | Key::Enter | Key::Char('q') => self.overlay = None,
            // The key that opened it closes it; another opens its own.
            Key::Char(letter) => {
                self.overlay = None;
                let again = match overlay {
                    Overlay::Why(_) => letter == 'w',
                    Overlay::Rules => letter == 'r',
                    Overlay::Help => letter == '?' || letter == 'h',
                    Overlay::Detail | Overlay::Clients(_) => false,
                };
                if !again && matches!(letter, 'w' | 'r' | '?' | 'h') {
                    self.walk_key(key);
                }
            }
            Key::Left | Key::Right | Key::Interrupt => {}
        }
    }

    fn scroll_to(&mut self, line: usize) {
        self.scroll = if self.overlay.is_some() && panes(self.screen).is_some() {
            let lines = overlay::height(self, panes::overlay_width(self.screen));
            line.min(lines.saturating_sub(overlay::room(self, self.screen)))
        } else {
            0
        };
    }

    fn client_key(&mut self, key: Key, choice: usize) {
        let last = self.story.world.clients.len();
        let to = match key {
            Key::Down => choice + 1,
            Key::Up => choice.saturating_sub(1),
            Key::PageDown => choice + 10,
            Key::PageUp => choice.saturating_sub(10),
            Key::Home => 0,
            Key::End => last,
            Key::Enter | Key::Char(' ') => {
                self.overlay = None;
                let client = choice.checked_sub(1).map(|it| self.story.client(ClientId::at(it)));
                self.quiz = None;
                self.command(Command::Client(client));
                return;
            }
            Key::Esc | Key::Char(_) => {
                self.overlay = None;
                return;
            }
            Key::Left | Key::Right | Key::Interrupt => choice,
        };
        self.overlay = Some(Overlay::Clients(to.min(last)));
    }

    // --- questions ---------------------------------------------------------------------------------------------------

    fn quiz_key(&mut self, key: Key) {
        let Some(quiz) = &mut self.quiz else { return };
        let Some(question) = self.story.page.question(quiz.record) else { return };
        let choices = quiz.choices(&question.about);
        let said = match key {
            Key::Down => {
                quiz.choice = (quiz.choice + 1) % choices;
                return;
            }
            Key::Up => {
                quiz.choice = (quiz.choice + choices - 1) % choices;
                return;
            }
            Key::Char(digit @ '1'..='9') => {
                let choice = digit as usize - '1' as usize;
                if choice >= choices {
                    return;
                }
                quiz.choice = choice;
                quiz.answer(&question.about)
            }
            Key::Enter => quiz.answer(&question.about),
            Key::Char('s') => Some(Said::Nothing),
            Key::Esc | Key::Left => {
                self.quiz = None;
                return;
            }
            Key::Char('?' | 'h' | 'r' | 'c' | 'w' | 'p' | 'q') => return self.walk_key(key),
            _ => {
                self.note = Some(words::answer_first(self.lang));
                return;
            }
        };
        if let Some(said) = said {
            self.quiz = None;
            self.command(Command::Answer(said));
        }
    }
}
