//! What has an import to say of what it was given, how grave is each, and how is it mended?

use crate::import::collect;
use crate::import::record::{Class, Origin};
use crate::lang::Lang;
use crate::words::notes as say;

/// How much a note weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// A file, or a part of it, was not used.
    Error,
    /// Something was used, and may not be what is meant.
    Warning,
    /// Worth knowing; nothing is wrong.
    Remark,
}

/// Why a value is refused though the export has its property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// The name of a type stands where the values were: Export-Csv of a live list, or JSON that is not deep enough.
    TypeName,
    /// The list ends in an ellipsis.
    Ellipsis,
    /// Elements that may hold blanks are joined with blanks.
    Blanks,
    /// A number where no table says what it means.
    Number(Box<str>),
    /// A nested object of which nobody knows what it says.
    Nested,
    /// Letters were written as question marks.
    Letters,
    /// A value was wrapped, and the paste lost where.
    Wrapped,
    /// A reference to an object that holds the reference.
    Circle,
    /// A reference to an object that is not in the file.
    Reference,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Noted {
    /// The system does not give the file or folder.
    CannotRead(Box<str>),
    /// A folder, or an archive, without a file in it.
    NothingThere,
    /// A file that is larger than what is read, in MiB.
    TooLarge(u64),
    /// More files than are read.
    TooManyFiles(u64),
    /// More is given together than is read, in MiB.
    TooMuch(u64),
    /// An archive that cannot be read.
    ArchiveBroken(Box<str>),
    /// A member of an archive whose name leads out of it.
    ArchiveOutside,
    /// A member of an archive that grows out of all proportion.
    ArchiveBomb(u64),
    /// A member of an archive that wants a password.
    ArchiveLocked,
    /// An archive in an archive.
    ArchiveNested,
    /// Two encodings in one file.
    MixedEncodings(u32),
    /// No encoding fits but that of old Windows.
    GuessedEncoding,
    /// Nothing but blanks.
    Empty,
    /// Of a shape that is read, without an object.
    NoObjects,
    /// None of the shapes.
    NotAnExport,
    /// XML of another kind, by the name of its root.
    OtherXml(Box<str>),
    /// XML that is not well-formed.
    XmlBroken {
        /// From 1.
        line: u32,
        /// From 1.
        column: u32,
        /// As the reader of XML says it, in English.
        why: Box<str>,
    },
    /// The file ends inside an element.
    XmlUnclosed(Box<str>),
    /// XML with a document type.
    XmlDoctype(u32),
    /// Elements in elements, deeper than PowerShell writes.
    XmlTooDeep {
        /// From 1.
        line: u32,
        /// How deep is read.
        most: u32,
    },
    /// References that make more of a file than it holds.
    XmlRepeats,
    /// A second document after the first.
    XmlSecond(u32),
    /// What Format-List and Format-Table hand on, exported.
    FormatObjects,
    /// A row whose columns are not those of the header.
    CsvColumns {
        /// From 1.
        line: u64,
        /// How many it has.
        found: u32,
        /// How many the header has.
        header: u32,
    },
    /// A column in which letters beyond ASCII are question marks.
    Letters(Box<str>),
    /// A quotation mark that is never closed.
    CsvQuote(u64),
    /// JSON that cannot be read.
    JsonBroken {
        /// From 1.
        line: u32,
        /// From 1.
        column: u32,
        /// As the reader of JSON says it, in English.
        why: Box<str>,
    },
    /// JSON that ends in the middle.
    JsonCut(u32),
    /// A table of Format-Table.
    Table(u32),
    /// Lines of a list that are no label with a value.
    StrayLines(u32),
    /// A value that the shape has lost.
    Lost {
        /// Of what.
        class: Class,
        /// Which.
        property: &'static str,
        /// How.
        how: Loss,
    },
    /// Objects of which nothing says what they describe.
    NoClass,
    /// Objects of another kind, by its name.
    OtherClass(Box<str>),
    /// Settings of which nothing says whether they are of POP3 or of IMAP4.
    NoProtocol,
    /// A certificate that cannot be read.
    CertificateBroken,
    /// Certificates without what they are used for.
    CertificateServices,
    /// More of one file than is told: how many.
    More(u32),
}

impl Noted {
    /// Whether it is the same of several objects or lines of a file, which are then told as one.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::CsvColumns { found, .. }, Self::CsvColumns { found: other, .. }) => found == other,
            (Self::Table(_), Self::Table(_)) | (Self::StrayLines(_), Self::StrayLines(_)) => true,
            _ => self == other,
        }
    }
}

/// One thing that an import has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub what: Noted,
    /// Where; of several objects the first.
    pub at: Origin,
    /// For how many objects of the file it holds.
    pub count: u32,
}

impl Note {
    /// A note of one place.
    #[must_use]
    pub fn new(what: Noted, at: Origin) -> Self {
        Self { what, at, count: 1 }
    }

    /// How much it weighs.
    #[must_use]
    pub fn gravity(&self) -> Gravity {
        use Noted as T;
        match self.what {
            T::GuessedEncoding
            | T::NotAnExport
            | T::OtherXml(_)
            | T::Letters(_)
            | T::Empty
            | T::NoObjects
            | T::StrayLines(_)
            | T::NoClass
            | T::Lost { .. }
            | T::CertificateServices => Gravity::Warning,
            T::OtherClass(_) | T::More(_) => Gravity::Remark,
            T::CannotRead(_)
            | T::NothingThere
            | T::TooLarge(_)
            | T::TooManyFiles(_)
            | T::TooMuch(_)
            | T::ArchiveBroken(_)
            | T::ArchiveOutside
            | T::ArchiveBomb(_)
            | T::ArchiveLocked
            | T::ArchiveNested
            | T::MixedEncodings(_)
            | T::XmlBroken { .. }
            | T::XmlUnclosed(_)
            | T::XmlDoctype(_)
            | T::XmlTooDeep { .. }
            | T::XmlRepeats
            | T::XmlSecond(_)
            | T::FormatObjects
            | T::CsvColumns { .. }
            | T::CsvQuote(_)
            | T::JsonBroken { .. }
            | T::JsonCut(_)
            | T::Table(_)
            | T::NoProtocol
            | T::CertificateBroken => Gravity::Error,
        }
    }
}

/// The words.
impl Note {
    /// Where it is.
    #[must_use]
    pub fn place(&self, lang: Lang) -> String {
        let Origin { file, object, .. } = &self.at;
        match (object, self.count.saturating_sub(1)) {
            (0, 0) => file.to_string(),
            (0, more) => say::times_in(lang, file, u64::from(more)),
            (_, 0) => say::object_of(lang, file, object),
            (_, more) => say::objects_of(lang, file, object, u64::from(more)),
        }
    }

    /// What it says, without its place.
    #[must_use]
    pub fn said(&self, lang: Lang) -> String {
        use Noted as T;
        match &self.what {
            T::CannotRead(why) => say::cannot_read(lang, why),
            T::NothingThere => say::nothing_there(lang),
            T::TooLarge(most) => say::too_large(lang, most),
            T::TooManyFiles(most) => say::too_many_files(lang, most),
            T::TooMuch(most) => say::too_much(lang, most),
            T::ArchiveBroken(why) => say::archive_broken(lang, why),
            T::ArchiveOutside => say::archive_outside(lang),
            T::ArchiveBomb(times) => say::archive_bomb(lang, times),
            T::ArchiveLocked => say::archive_locked(lang),
            T::ArchiveNested => say::archive_nested(lang),
            T::MixedEncodings(line) => say::mixed_encodings(lang, line),
            T::GuessedEncoding => say::guessed_encoding(lang),
            T::Empty => say::empty(lang),
            T::NoObjects => say::no_objects(lang),
            T::NotAnExport => say::not_an_export(lang),
            T::OtherXml(root) => say::other_xml(lang, root),
            T::XmlBroken { line, column, why } => say::xml_broken(lang, line, column, why),
            T::XmlUnclosed(element) => say::xml_unclosed(lang, element),
            T::XmlDoctype(line) => say::xml_doctype(lang, line),
            T::XmlTooDeep { line, most } => say::xml_too_deep(lang, line, most),
            T::XmlRepeats => say::xml_repeats(lang),
            T::XmlSecond(line) => say::xml_second(lang, line),
            T::FormatObjects => say::format_objects(lang),
            T::CsvColumns { line, found, header } => say::csv_columns(lang, line, u64::from(*found), header),
            T::Letters(column) => say::letters(lang, column),
            T::CsvQuote(line) => say::csv_quote(lang, line),
            T::JsonBroken { line, column, why } => say::json_broken(lang, line, column, why),
            T::JsonCut(line) => say::json_cut(lang, line),
            T::Table(line) => say::table(lang, line),
            T::StrayLines(line) => say::stray_lines(lang, line),
            T::Lost { property, how, .. } => say::lost(lang, property, loss(how, lang)),
            T::NoClass => say::no_class(lang),
            T::OtherClass(name) => say::other_class(lang, name),
            T::NoProtocol => say::no_protocol(lang),
            T::CertificateBroken => say::certificate_broken(lang),
            T::CertificateServices => say::certificate_services(lang),
            T::More(count) => say::more(lang, u64::from(*count)),
        }
    }

    /// How it is mended, where something can be done.
    #[must_use]
    pub fn help(&self, lang: Lang) -> Option<String> {
        use Noted as T;
        Some(match &self.what {
            T::NothingThere => say::nothing_there_help(lang),
            T::TooLarge(_) | T::TooMuch(_) => say::too_large_help(lang),
            T::TooManyFiles(_) => say::too_many_files_help(lang),
            T::ArchiveBroken(_) | T::ArchiveBomb(_) | T::ArchiveLocked | T::ArchiveNested => {
                say::archive_broken_help(lang)
            }
            T::ArchiveOutside => say::archive_outside_help(lang),
            T::MixedEncodings(_) => say::mixed_encodings_help(lang),
            T::GuessedEncoding | T::Letters(_) => say::guessed_encoding_help(lang),
            T::XmlSecond(_) => say::xml_second_help(lang),
            T::FormatObjects => say::format_objects_help(lang),
            T::CsvColumns { .. } => say::csv_columns_help(lang),
            T::Table(_) => say::table_help(lang),
            T::Lost { class, .. } => say::export_line(lang, collect::line(*class)),
            T::CertificateServices | T::CertificateBroken => say::export_line(lang, collect::line(Class::Certificate)),
            T::NoClass => say::no_class_help(lang),
            T::NoProtocol => say::no_protocol_help(lang),
            T::Empty
            | T::NoObjects
            | T::NotAnExport
            | T::OtherXml(_)
            | T::XmlBroken { .. }
            | T::XmlUnclosed(_)
            | T::XmlDoctype(_)
            | T::XmlTooDeep { .. }
            | T::XmlRepeats
            | T::CsvQuote(_)
            | T::JsonBroken { .. }
            | T::JsonCut(_) => say::collect_again(lang),
            T::CannotRead(_) | T::StrayLines(_) | T::OtherClass(_) | T::More(_) => return None,
        })
    }
}

fn loss(how: &Loss, lang: Lang) -> String {
    match how {
        Loss::TypeName => say::lost_type_name(lang),
        Loss::Ellipsis => say::lost_ellipsis(lang),
        Loss::Blanks => say::lost_blanks(lang),
        Loss::Number(number) => say::lost_number(lang, number),
        Loss::Nested => say::lost_nested(lang),
        Loss::Letters => say::lost_letters(lang),
        Loss::Wrapped => say::lost_wrapped(lang),
        Loss::Circle => say::lost_circle(lang),
        Loss::Reference => say::lost_reference(lang),
    }
}
