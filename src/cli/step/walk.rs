//! Where is one in a run, and what does each key do?
//!
//! A pure state machine: keys and ticks go in, and what is drawn follows from the state. It knows no terminal and no
//! clock.

use std::collections::BTreeMap;
use std::rc::Rc;

use ratatui::layout::Rect;

use super::draw::overlay;
use super::panes::{self, panes};
use super::quiz::{Quiz, Said, is_right};
use super::story::Story;
use super::theme::Theme;
use crate::explain::Failure;
use crate::page::form::Known;
use crate::page::form::read::RecordClass;
use crate::render::Lang;
use crate::trace::AttemptId;
use crate::words::step as words;
use crate::world::ClientId;

/// How long a step takes when it plays by itself, in milliseconds.
const PACES: [u32; 8] = [4_000, 2_000, 1_000, 500, 250, 125, 50, 20];

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// A character; capital letters with Shift.
    Char(char),
    /// An arrow.
    Left,
    /// An arrow.
    Right,
    /// An arrow.
    Up,
    /// An arrow.
    Down,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// A screen back.
    PageUp,
    /// A screen on.
    PageDown,
    /// Yes.
    Enter,
    /// Away.
    Esc,
    /// Ctrl-C.
    Interrupt,
}

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

/// Outcomes are hidden, and somebody predicts them.
#[derive(Clone, Debug)]
pub(super) struct Predict {
    /// The last record that was shown. Nothing beyond it is.
    pub(super) seen: usize,
    /// The question that is open.
    pub(super) quiz: Option<Quiz>,
    /// What was answered, by record.
    pub(super) said: BTreeMap<usize, Said>,
    /// How many answers were right, and how many there are.
    pub(super) score: (u32, u32),
}

impl Predict {
    fn from(seen: usize) -> Self {
        Self { seen, quiz: None, said: BTreeMap::new(), score: (0, 0) }
    }
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
    pub(super) client: Option<ClientId>,
    /// The records of the client that is shown, or all.
    pub(super) visible: Vec<u32>,
    /// Which of them one is at.
    pub(super) cursor: usize,
    /// Whether it steps by itself.
    pub(super) playing: bool,
    pace: usize,
    pub(super) overlay: Option<Overlay>,
    /// How far the overlay is scrolled.
    pub(super) scroll: usize,
    pub(super) predict: Option<Predict>,
    /// What is said until the next key.
    pub(super) note: Option<String>,
    /// Whether one has left.
    pub(super) is_over: bool,
    /// The states of the picture at this record, and how many changes they have seen.
    pub(super) states: BTreeMap<String, String>,
    applied: usize,
    failures: Option<Vec<Failure>>,
    /// What re-runs showed, by attempt.
    pub(super) known: BTreeMap<AttemptId, Known>,
    screen: Rect,
}

impl Walk {
    /// At the record that is asked for. The story has a record at least.
    pub(super) fn new(story: Rc<Story>, start: &Start) -> Self {
        let states = story.page.initial().clone();
        let mut walk = Self {
            lang: start.lang,
            theme: if start.colors { Theme::Dark } else { Theme::Plain },
            colors: start.colors,
            client: start.client,
            visible: Vec::new(),
            cursor: 0,
            playing: false,
            pace: 2,
            overlay: None,
            scroll: 0,
            predict: None,
            note: None,
            is_over: false,
            states,
            applied: 0,
            failures: None,
            known: BTreeMap::new(),
            screen: Rect::new(0, 0, 80, 24),
            story,
        };
        walk.show(start.client, start.at);
        if start.predict {
            walk.predict = Some(Predict::from(walk.at()));
        }
        walk
    }

    /// The record one is at.
    pub(super) fn at(&self) -> usize {
        self.visible[self.cursor] as usize
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

    /// A step by itself.
    pub(super) fn tick(&mut self) {
        if self.playing {
            if self.cursor + 1 < self.visible.len() {
                self.go(self.cursor + 1);
            } else {
                self.playing = false;
            }
        }
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
            _ if self.predict.as_ref().is_some_and(|it| it.quiz.is_some()) => self.quiz_key(key),
            _ => self.walk_key(key),
        }
    }

    fn walk_key(&mut self, key: Key) {
        let page = panes(self.screen).map_or(1, |it| usize::from(it.sequence.height).saturating_sub(2).max(1));
        let last = self.visible.len() - 1;
        match key {
            Key::Right | Key::Down => {
                if self.cursor == last {
                    self.note = Some(words::the_end(self.lang));
                } else {
                    self.go(self.cursor + 1);
                }
            }
            Key::Left | Key::Up => self.go(self.cursor.saturating_sub(1)),
            Key::PageDown => self.go((self.cursor + page).min(last)),
            Key::PageUp => self.go(self.cursor.saturating_sub(page)),
            Key::Home => self.go(0),
            Key::End => self.go(last),
            Key::Enter => self.open(Overlay::Detail),
            Key::Esc => self.is_over = true,
            Key::Interrupt => {}
            Key::Char(letter) => match letter {
                ' ' if !self.playing && self.cursor == last => self.note = Some(words::the_end(self.lang)),
                ' ' => self.playing = !self.playing,
                '+' | '=' => self.pace = (self.pace + 1).min(PACES.len() - 1),
                '-' | '_' => self.pace = self.pace.saturating_sub(1),
                'd' => self.seek(true, |story, at| story.sort(at) == RecordClass::Decides),
                'D' => self.seek(false, |story, at| story.sort(at) == RecordClass::Decides),
                // Where the next failure is would tell that there is one.
                'f' if self.hides() => self.note = Some(words::hidden(self.lang)),
                'f' => self.seek(true, Story::is_failure),
                'F' => self.seek(false, Story::is_failure),
                'a' => self.seek(true, |story, at| story.sort(at) == RecordClass::Begins),
                'A' => self.seek(false, |story, at| story.sort(at) == RecordClass::Begins),
                'w' => self.why(),
                'r' => self.open(Overlay::Rules),
                '?' | 'h' => self.open(Overlay::Help),
                'c' => self.open(Overlay::Clients(self.client.map_or(0, |it| it.index() + 1))),
                'p' => {
                    let at = self.at();
                    self.predict = if self.predict.is_some() { None } else { Some(Predict::from(at)) };
                    self.playing = false;
                }
                'q' => self.is_over = true,
                _ => {}
            },
        }
    }

    /// Whether there is something that must not be shown yet.
    fn hides(&self) -> bool {
        self.predict.as_ref().is_some_and(|it| it.seen + 1 < self.story.told())
    }

    /// To the next record for which something holds, or the previous one.
    fn seek(&mut self, is_on: bool, holds: impl Fn(&Story, usize) -> bool) {
        let is_meant = |it: &usize| holds(&self.story, self.visible[*it] as usize);
        let found = if is_on {
            (self.cursor + 1..self.visible.len()).find(is_meant)
        } else {
            (0..self.cursor).rev().find(is_meant)
        };
        match found {
            Some(found) => self.go(found),
            None => self.note = Some(words::no_more(self.lang)),
        }
    }

    /// To a position; where one predicts, no further than to the first question on the way.
    fn go(&mut self, target: usize) {
        let mut target = target.min(self.visible.len() - 1);
        if let Some(predict) = &mut self.predict {
            let asks = |next: &usize| {
                let record = self.visible[*next] as usize;
                let is_new = record > predict.seen && !predict.said.contains_key(&record);
                is_new && self.story.page.question(record).is_some()
            };
            if let Some(next) = (self.cursor + 1..=target).find(asks) {
                target = next - 1;
                predict.quiz = Some(Quiz::new(self.visible[next] as usize));
                self.playing = false;
            }
        }
        self.cursor = target;
        self.arrive();
    }

    /// Brings along what follows from where one is.
    fn arrive(&mut self) {
        let at = self.at();
        if let Some(predict) = &mut self.predict {
            predict.seen = predict.seen.max(at);
        }
        let changes = self.story.page.changes();
        let due = changes.partition_point(|it| it.0 as usize <= at);
        if due < self.applied {
            self.states.clone_from(self.story.page.initial());
            self.applied = 0;
        }
        for (_, key, state) in &changes[self.applied..due] {
            self.states.insert(key.clone(), state.clone());
        }
        self.applied = due;
    }

    /// Shows the records of a client, or all, near a record.
    fn show(&mut self, client: Option<ClientId>, near: usize) {
        let attempts = &self.story.run.trace.attempts;
        let is_meant = |at: &usize| match (client, self.story.run.trace.records[*at].attempt) {
            (Some(client), Some(attempt)) => attempts[attempt.0 as usize].client == client,
            _ => true,
        };
        self.visible = (0..self.story.told()).filter(is_meant).map(|it| it as u32).collect();
        self.client = client;
        if let Some(predict) = &mut self.predict {
            predict.quiz = None;
        }
        self.cursor = self.visible.partition_point(|it| *it as usize <= near).saturating_sub(1);
        self.arrive();
    }

    fn open(&mut self, overlay: Overlay) {
        self.playing = false;
        self.overlay = Some(overlay);
        self.scroll = 0;
    }

    /// Opens the explanation of the attempt one is in, or of the last one that failed.
    fn why(&mut self) {
        if self.hides() {
            self.note = Some(words::hidden(self.lang));
            return;
        }
        let records = &self.story.run.trace.records;
        let own = records[self.at()].attempt;
        let failed = |it: AttemptId| {
            let went = self.story.page.attempt(it.0 as usize);
            went.outcome.is_some() && !went.well
        };
        let last = || {
            let before = self.visible[..=self.cursor].iter().rev();
            before.filter_map(|it| records[*it as usize].attempt).find(|it| failed(*it))
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
                let client = choice.checked_sub(1).map(ClientId::at);
                let begins = |it: ClientId| self.story.run.trace.attempts.iter().any(|attempt| attempt.client == it);
                match client {
                    Some(it) if !begins(it) => {
                        let name = crate::page::form::read::clean(&self.story.world.clients[it.index()].name);
                        self.note = Some(words::never_connects(self.lang, name));
                    }
                    _ => self.show(client, self.at()),
                }
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
        let Some(predict) = &mut self.predict else { return };
        let Some(quiz) = &mut predict.quiz else { return };
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
                predict.quiz = None;
                return;
            }
            Key::Char('?' | 'h' | 'r' | 'c' | 'w' | 'p' | 'q') => return self.walk_key(key),
            _ => {
                self.note = Some(words::answer_first(self.lang));
                return;
            }
        };
        if let Some(said) = said {
            let record = quiz.record;
            if said != Said::Nothing {
                predict.score.0 += u32::from(is_right(&said, &question.about));
                predict.score.1 += 1;
            }
            predict.said.insert(record, said);
            predict.quiz = None;
            // The question may be of a record that the client's view does not hold any longer.
            self.cursor = self.visible.partition_point(|it| *it as usize <= record).saturating_sub(1);
            self.arrive();
        }
    }
}
