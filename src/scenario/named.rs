//! What has each enum that is made from the rows of a table?
//!
//! The settings and the switches are such: a variant for each row, under the name that the language gives it, with what
//! it means in every language.

/// Makes the enum with its `ALL`, `name`, `named` and `meaning`. A row is its documentation, which is its meaning in
/// English, the meaning in Chinese, and the name.
macro_rules! named {
    ($(#[$attribute:meta])* $type:ident { $($(#[doc = $doc:literal])+ $zh:literal $name:ident,)+ }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $type {
            $($(#[doc = $doc])+ $name,)+
        }

        impl $type {
            /// Every one, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The name as the language writes it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),+ }
            }

            /// The one of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.name() == name)
            }

            /// What it is (Markdown).
            #[must_use]
            pub const fn meaning(self, lang: $crate::lang::Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$name, $crate::lang::Lang::En) => concat!($($doc, "\n"),+),
                    (Self::$name, $crate::lang::Lang::Zh) => const {
                        assert!($crate::lang::has_chinese($zh));
                        $zh
                    },)+
                }
            }
        }
    };
}
pub(crate) use named;
