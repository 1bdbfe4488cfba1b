//! Which functions compute something while the program is compiled?
//!
//! Those that a constant names, and those that these name in turn: by their names alone, so rather one too many. In
//! them no mutant can be chosen when the program runs.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{
    Block, Expr, ExprConst, ExprMethodCall, ExprPath, ImplItemConst, ImplItemFn, ItemConst, ItemFn, ItemStatic,
    Signature, TraitItemConst,
};

/// The names of such functions, of the texts of a whole program.
///
/// # Errors
/// What the parser says of a text that is no Rust.
pub fn of(texts: &[String]) -> syn::Result<BTreeSet<String>> {
    let mut seen = Seen::default();
    for it in texts {
        seen.visit_file(&syn::parse_file(it)?);
    }
    let mut all = BTreeSet::new();
    let mut open: Vec<String> = seen.named.into_iter().collect();
    while let Some(it) = open.pop() {
        if let Some(next) = seen.functions.get(&it)
            && all.insert(it)
        {
            open.extend(next.iter().cloned());
        }
    }
    Ok(all)
}

#[derive(Default)]
struct Seen {
    /// What constants name.
    named: BTreeSet<String>,
    /// What a function that may be computed so names, by its name.
    functions: BTreeMap<String, BTreeSet<String>>,
}

/// Every name in an expression.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl<'a> Visit<'a> for Names {
    fn visit_expr_path(&mut self, it: &'a ExprPath) {
        self.0.extend(it.path.segments.last().map(|it| it.ident.to_string()));
    }

    fn visit_expr_method_call(&mut self, it: &'a ExprMethodCall) {
        self.0.insert(it.method.to_string());
        visit::visit_expr_method_call(self, it);
    }
}

impl Seen {
    fn constant(&mut self, it: &Expr) {
        let mut names = Names::default();
        names.visit_expr(it);
        self.named.extend(names.0);
    }

    fn function(&mut self, signature: &Signature, block: &Block) {
        if signature.constness.is_some() {
            let mut names = Names::default();
            names.visit_block(block);
            self.functions.entry(signature.ident.to_string()).or_default().extend(names.0);
        }
    }
}

impl<'a> Visit<'a> for Seen {
    fn visit_item_const(&mut self, it: &'a ItemConst) {
        self.constant(&it.expr);
    }

    fn visit_item_static(&mut self, it: &'a ItemStatic) {
        self.constant(&it.expr);
    }

    fn visit_impl_item_const(&mut self, it: &'a ImplItemConst) {
        self.constant(&it.expr);
    }

    fn visit_trait_item_const(&mut self, it: &'a TraitItemConst) {
        if let Some((_, it)) = &it.default {
            self.constant(it);
        }
    }

    fn visit_expr_const(&mut self, it: &'a ExprConst) {
        self.constant(&Expr::Const(it.clone()));
    }

    fn visit_type_array(&mut self, it: &'a syn::TypeArray) {
        self.constant(&it.len);
    }

    fn visit_item_fn(&mut self, it: &'a ItemFn) {
        self.function(&it.sig, &it.block);
        visit::visit_item_fn(self, it);
    }

    fn visit_impl_item_fn(&mut self, it: &'a ImplItemFn) {
        self.function(&it.sig, &it.block);
        visit::visit_impl_item_fn(self, it);
    }
}
