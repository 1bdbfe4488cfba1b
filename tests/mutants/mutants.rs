//! Which mutants does a file have?
//!
//! Those that cargo-mutants makes: a function that answers something plain, an operator that is another, an arm that is
//! not there, a guard that always or never holds. All of a file are woven into its text at once, each behind a
//! question whether it is the one that lives, so that a thousand of them are built once. One is told as a line: its
//! place, and what it does.

use std::ops::Range;

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    BinOp, Block, Expr, ExprBinary, ExprMatch, ExprUnary, GenericArgument, ImplItemFn, ItemFn, ItemImpl, ItemMod, Pat,
    PathArguments, ReturnType, Signature, TraitItemFn, Type, UnOp,
};

/// A change of the program that a test has to notice.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What it does, in the words of cargo-mutants: `replace == with != in Policy::target`.
    pub what: String,
    /// Whether it is in the text, and can be asked.
    pub is_woven: bool,
}

/// Text that is put into a file, at a byte of it; with the mutants, by their place in the list, whose text it is.
#[derive(Clone, Debug)]
struct Piece {
    at: usize,
    /// What closes comes before what opens at the same byte.
    opens: bool,
    /// How many bytes behind it are not there any more.
    less: usize,
    parts: Vec<(Option<usize>, String)>,
}

/// A file with all of its mutants.
pub struct Woven {
    pub text: String,
    pub mutants: Vec<Mutant>,
    /// Bytes of `text` that are a mutant's own.
    pub owned: Vec<(Range<usize>, usize)>,
}

/// The mutants of a file, woven into it; numbers begin with `first`. `left_out` says by number which are not, because
/// they are none that the compiler takes; `stays_const` of a function by its name whether something is computed by it
/// while the program is compiled, where no mutant can be chosen. All other functions can be asked, and are no longer
/// `const`.
///
/// # Errors
/// What the parser says of a text that is no Rust.
pub fn weave(
    text: &str,
    first: usize,
    left_out: &dyn Fn(usize) -> bool,
    stays_const: &dyn Fn(&str) -> bool,
) -> syn::Result<Woven> {
    let file = syn::parse_file(text)?;
    let mut seen = Seen {
        text,
        first,
        left_out,
        stays_const,
        within: Vec::new(),
        is_const: false,
        opened: Vec::new(),
        closed: Vec::new(),
        mutants: Vec::new(),
    };
    seen.visit_file(&file);
    let Seen { opened, mut closed, mutants, .. } = seen;
    // Of two that open at a byte the outer was met first; of two that close there the inner closes first.
    closed.reverse();
    let mut pieces = closed;
    pieces.extend(opened);
    pieces.sort_by_key(|it| (it.at, it.opens));
    let (mut woven, mut owned, mut done) = (String::new(), Vec::new(), 0);
    for Piece { at, parts, less, .. } in pieces {
        woven.push_str(&text[done..at]);
        done = at + less;
        for (mutant, part) in parts {
            let start = woven.len();
            woven.push_str(&part);
            owned.extend(mutant.map(|it| (start..woven.len(), it)));
        }
    }
    woven.push_str(&text[done..]);
    Ok(Woven { text: woven, mutants, owned })
}

struct Seen<'a> {
    text: &'a str,
    first: usize,
    left_out: &'a dyn Fn(usize) -> bool,
    stays_const: &'a dyn Fn(&str) -> bool,
    /// Names of what one is in: the type, then the function.
    within: Vec<String>,
    /// Whether this may be computed while it is compiled, where no mutant can be chosen.
    is_const: bool,
    opened: Vec<Piece>,
    closed: Vec<Piece>,
    mutants: Vec<Mutant>,
}

impl Seen<'_> {
    /// Takes a mutant into the list, and says its number if it is woven.
    fn mutant(&mut self, at: Span, what: &str) -> Option<usize> {
        let number = self.first + self.mutants.len();
        let start = at.start();
        let what = match self.within.as_slice() {
            [] => what.to_owned(),
            names => format!("{what} in {}", names.join("::")),
        };
        let is_woven = !self.is_const && !(self.left_out)(number);
        self.mutants.push(Mutant { line: start.line, column: start.column + 1, what, is_woven });
        is_woven.then_some(number)
    }

    /// A mutant of a function that answers this.
    fn mutant_of(&mut self, signature: &Signature, value: &str) -> Option<usize> {
        let output = match &signature.output {
            ReturnType::Default => String::new(),
            ReturnType::Type(_, it) => {
                format!(" -> {}", self.raw(&**it).split_whitespace().collect::<Vec<_>>().join(" "))
            }
        };
        let name = self.within.join("::");
        let within = std::mem::take(&mut self.within);
        let number = self.mutant(signature.ident.span(), &format!("replace {name}{output} with {value}"));
        self.within = within;
        number
    }

    fn raw(&self, it: &impl Spanned) -> &str {
        &self.text[it.span().byte_range()]
    }

    fn open(&mut self, at: usize, parts: Vec<(Option<usize>, String)>) {
        self.opened.push(Piece { at, opens: true, less: 0, parts });
    }

    fn close(&mut self, at: usize, text: &str) {
        self.closed.push(Piece { at, opens: false, less: 0, parts: vec![(None, text.to_owned())] });
    }

    /// An expression, and what it may be instead.
    fn instead(&mut self, whole: &impl Spanned, others: Vec<(usize, String)>) {
        if others.is_empty() {
            return;
        }
        let range = whole.span().byte_range();
        let mut parts = vec![(None, "(".to_owned())];
        for (number, text) in others {
            parts.push((None, format!("if crate::is_mutant({number}) {{ ")));
            parts.push((Some(number), text));
            parts.push((None, " } else ".to_owned()));
        }
        parts.push((None, "{ ".to_owned()));
        self.open(range.start, parts);
        self.close(range.end, " })");
    }

    fn function(&mut self, signature: &Signature, block: &Block) {
        if signature.unsafety.is_some() || signature.asyncness.is_some() {
            return;
        }
        let name = signature.ident.to_string();
        let stays = signature.constness.is_some() && (self.stays_const)(&name);
        if let (Some(it), false) = (&signature.constness, stays) {
            let range = it.span.byte_range();
            self.opened.push(Piece { at: range.start, opens: true, less: range.len(), parts: Vec::new() });
        }
        let before = std::mem::replace(&mut self.is_const, stays);
        self.within.push(name);
        if !block.stmts.is_empty() {
            let body = block.stmts.first().zip(block.stmts.last()).map(|(first, last)| {
                let (first, last) = (first.span().byte_range(), last.span().byte_range());
                plain(&self.text[first.start..last.end])
            });
            let mut parts = Vec::new();
            for value in values(&signature.output) {
                if body.as_deref() == Some(plain(&value).as_str()) {
                    continue;
                }
                if let Some(number) = self.mutant_of(signature, &value) {
                    parts.push((None, format!(" if crate::is_mutant({number}) {{ return ")));
                    parts.push((Some(number), value));
                    parts.push((None, "; }".to_owned()));
                }
            }
            let at = block.brace_token.span.open().byte_range().end;
            if !parts.is_empty() {
                self.open(at, parts);
            }
        }
        visit::visit_block(self, block);
        self.within.pop();
        self.is_const = before;
    }
}

/// Without spaces, to compare by.
fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

fn is_of_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|it| {
        let said = plain(&it.to_token_stream().to_string());
        said.contains("cfg(test)") || said.contains("[test]")
    })
}

/// The modules of a file that are there for tests alone, and stand in files of their own.
///
/// # Errors
/// What the parser says of a text that is no Rust.
pub fn modules_of_tests(text: &str) -> syn::Result<Vec<String>> {
    let file = syn::parse_file(text)?;
    let of_tests = |it: &syn::Item| match it {
        syn::Item::Mod(it) if it.content.is_none() && is_of_tests(&it.attrs) => Some(it.ident.to_string()),
        _ => None,
    };
    Ok(file.items.iter().filter_map(of_tests).collect())
}

impl<'a> Visit<'a> for Seen<'_> {
    fn visit_item_mod(&mut self, it: &'a ItemMod) {
        if !is_of_tests(&it.attrs) {
            visit::visit_item_mod(self, it);
        }
    }

    fn visit_item_impl(&mut self, it: &'a ItemImpl) {
        let of_default = it.trait_.as_ref().is_some_and(|(_, path, _)| path.is_ident("Default"));
        if of_default || is_of_tests(&it.attrs) {
            return;
        }
        let name = plain(self.raw(&it.self_ty));
        self.within.push(match &it.trait_ {
            Some((_, path, _)) => format!("<impl {} for {name}>", plain(self.raw(path))),
            None => name,
        });
        visit::visit_item_impl(self, it);
        self.within.pop();
    }

    fn visit_item_fn(&mut self, it: &'a ItemFn) {
        if !is_of_tests(&it.attrs) {
            self.function(&it.sig, &it.block);
        }
    }

    fn visit_impl_item_fn(&mut self, it: &'a ImplItemFn) {
        if !is_of_tests(&it.attrs) {
            self.function(&it.sig, &it.block);
        }
    }

    fn visit_trait_item_fn(&mut self, it: &'a TraitItemFn) {
        if let Some(block) = &it.default {
            self.function(&it.sig, block);
        }
    }

    // What is computed while it is compiled.
    fn visit_item_const(&mut self, _: &'a syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'a syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'a syn::ImplItemConst) {}
    fn visit_trait_item_const(&mut self, _: &'a syn::TraitItemConst) {}
    fn visit_expr_const(&mut self, _: &'a syn::ExprConst) {}
    fn visit_type(&mut self, _: &'a Type) {}
    fn visit_item_enum(&mut self, _: &'a syn::ItemEnum) {}

    fn visit_expr_binary(&mut self, it: &'a ExprBinary) {
        let is_of_let = [&it.left, &it.right].into_iter().any(|side| holds_let(side));
        if !is_of_let {
            let (left, operator, right) =
                (self.raw(&it.left).to_owned(), self.raw(&it.op).to_owned(), self.raw(&it.right).to_owned());
            let mut others = Vec::new();
            for other in operators(&it.op) {
                let number = self.mutant(it.op.span(), &format!("replace {operator} with {other}"));
                others.extend(number.map(|number| (number, format!("{left} {other} {right}"))));
            }
            self.instead(it, others);
        }
        visit::visit_expr_binary(self, it);
    }

    fn visit_expr_unary(&mut self, it: &'a ExprUnary) {
        let operator = match it.op {
            UnOp::Not(_) => "!",
            UnOp::Neg(_) if !matches!(*it.expr, Expr::Lit(_)) => "-",
            _ => "",
        };
        if !operator.is_empty() {
            let inner = self.raw(&it.expr).to_owned();
            let number = self.mutant(it.op.span(), &format!("delete {operator}"));
            self.instead(it, number.map(|number| (number, inner)).into_iter().collect());
        }
        visit::visit_expr_unary(self, it);
    }

    fn visit_expr_match(&mut self, it: &'a ExprMatch) {
        let is_open = it.arms.iter().any(|arm| matches!(arm.pat, Pat::Wild(_)) && arm.guard.is_none());
        for arm in &it.arms {
            let pattern = self.raw(&arm.pat).split_whitespace().collect::<Vec<_>>().join(" ");
            let gone = (is_open && !matches!(arm.pat, Pat::Wild(_)))
                .then(|| self.mutant(arm.pat.span(), &format!("delete match arm {pattern}")))
                .flatten();
            match &arm.guard {
                None => {
                    if let Some(number) = gone {
                        let at = arm.pat.span().byte_range().end;
                        self.close(at, &format!(" if !crate::is_mutant({number})"));
                    }
                }
                Some((_, guard)) if holds_let(guard) => {}
                Some((_, guard)) => {
                    let always = self.mutant(guard.span(), "replace match guard with true");
                    let never = self.mutant(guard.span(), "replace match guard with false");
                    let range = guard.span().byte_range();
                    let asked =
                        |it: Option<usize>| it.map_or("false".to_owned(), |it| format!("crate::is_mutant({it})"));
                    let before = format!("!{} && !{} && ({} || (", asked(gone), asked(never), asked(always));
                    self.open(range.start, vec![(None, before)]);
                    self.close(range.end, "))");
                }
            }
        }
        visit::visit_expr_match(self, it);
    }
}

/// Whether a condition binds names, which stands alone.
fn holds_let(it: &Expr) -> bool {
    match it {
        Expr::Let(_) => true,
        Expr::Binary(it) => holds_let(&it.left) || holds_let(&it.right),
        _ => false,
    }
}

/// What an operator may be instead.
fn operators(it: &BinOp) -> &'static [&'static str] {
    match it {
        BinOp::Eq(_) => &["!="],
        BinOp::Ne(_) => &["=="],
        BinOp::And(_) => &["||"],
        BinOp::Or(_) => &["&&"],
        BinOp::Lt(_) => &["==", ">", "<="],
        BinOp::Gt(_) => &["==", "<", ">="],
        BinOp::Le(_) => &[">"],
        BinOp::Ge(_) => &["<"],
        BinOp::Add(_) => &["-", "*"],
        BinOp::Sub(_) => &["+", "/"],
        BinOp::Mul(_) => &["+", "/"],
        BinOp::Div(_) => &["%", "*"],
        BinOp::Rem(_) => &["/", "+"],
        BinOp::Shl(_) => &[">>"],
        BinOp::Shr(_) => &["<<"],
        BinOp::BitAnd(_) => &["|", "^"],
        BinOp::BitOr(_) => &["&", "^"],
        BinOp::BitXor(_) => &["|", "&"],
        BinOp::AddAssign(_) => &["-=", "*="],
        BinOp::SubAssign(_) => &["+=", "/="],
        BinOp::MulAssign(_) => &["+=", "/="],
        BinOp::DivAssign(_) => &["%=", "*="],
        BinOp::RemAssign(_) => &["/=", "+="],
        BinOp::BitAndAssign(_) => &["|=", "^="],
        BinOp::BitOrAssign(_) => &["&=", "^="],
        BinOp::BitXorAssign(_) => &["|=", "&="],
        BinOp::ShlAssign(_) => &[">>="],
        BinOp::ShrAssign(_) => &["<<="],
        _ => &[],
    }
}

/// What a function of this type may answer, plainly.
fn values(output: &ReturnType) -> Vec<String> {
    match output {
        ReturnType::Default => vec!["()".to_owned()],
        ReturnType::Type(_, it) => of_type(it),
    }
}

fn of_type(it: &Type) -> Vec<String> {
    let each = |them: Vec<String>, before: &str, after: &str| -> Vec<String> {
        them.into_iter().map(|it| format!("{before}{it}{after}")).collect()
    };
    match it {
        Type::Never(_) | Type::ImplTrait(_) => Vec::new(),
        Type::Tuple(it) if it.elems.is_empty() => vec!["()".to_owned()],
        Type::Tuple(it) => {
            let parts: Vec<Vec<String>> = it.elems.iter().map(of_type).collect();
            let most = parts.iter().map(Vec::len).max().unwrap_or_default();
            if parts.iter().any(Vec::is_empty) {
                return Vec::new();
            }
            (0..most)
                .map(|at| {
                    format!(
                        "({},)",
                        parts.iter().map(|them| them[at % them.len()].clone()).collect::<Vec<_>>().join(", ")
                    )
                })
                .collect()
        }
        Type::Reference(it) => match &*it.elem {
            Type::Path(path) if path.path.is_ident("str") => vec!["\"\"".to_owned(), "\"xyzzy\"".to_owned()],
            Type::Slice(_) => vec!["&mut []".to_owned()],
            inner => each(
                of_type(inner),
                if it.mutability.is_some() { "Box::leak(Box::new(" } else { "&*Box::leak(Box::new(" },
                "))",
            ),
        },
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return Vec::new() };
            let arguments: Vec<&Type> = match &last.arguments {
                PathArguments::AngleBracketed(it) => it
                    .args
                    .iter()
                    .filter_map(|it| if let GenericArgument::Type(it) = it { Some(it) } else { None })
                    .collect(),
                _ => Vec::new(),
            };
            let inner = || arguments.first().map(|it| of_type(it)).unwrap_or_default();
            match last.ident.to_string().as_str() {
                "bool" => vec!["true".to_owned(), "false".to_owned()],
                "String" => vec!["String::new()".to_owned(), "String::from(\"xyzzy\")".to_owned()],
                "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => vec!["0".to_owned(), "1".to_owned()],
                "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => {
                    vec!["0".to_owned(), "1".to_owned(), "-1".to_owned()]
                }
                "Option" => [vec!["None".to_owned()], each(inner(), "Some(", ")")].concat(),
                "Result" => each(inner(), "Ok(", ")"),
                "Vec" => [vec!["Vec::new()".to_owned()], each(inner(), "vec![", "]")].concat(),
                "Box" | "Rc" | "Arc" => each(inner(), &format!("{}::new(", last.ident), ")"),
                _ => vec!["Default::default()".to_owned()],
            }
        }
        _ => vec!["Default::default()".to_owned()],
    }
}
