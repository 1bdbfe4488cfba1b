### What is said about a mistake of syntax?

closes-nothing = this bracket closes nothing
never-opened = never opened
remove-or-open = remove it, or add the opening bracket
text-not-closed = this text is not closed on its line
opened-here = opened here
add-closing-quotation-mark = add the closing quotation mark `"`
comment-never-closed = this comment is never closed
close-the-comment = add `*/`, or use `//` for a comment that ends with its line
nested-too-deep = brackets are nested more than 128 deep
too-deep = too deep
few-levels-are-needed = the language needs fewer than ten levels
more-after-the-end = there is more text after the end of the scenario
ended-before-this = the scenario ended before this
remove-or-find-early-close = remove it, or look for a bracket that is closed too early
no-extensions = the language has no extensions
not-needed = not needed
remove-this-line = remove this line: values are written as they are, never as `Some(…)`
nul-byte = the text holds a NUL byte
here = here
save-as-utf-8 = save the file as UTF-8; UTF-16 ("Unicode" in some editors) has such bytes
typographic-mark = this is a typographic quotation mark
not-the-keyboard-mark = not the one on the keyboard
use-straight-mark = use the straight quotation mark `"`
full-width-mark = this is a full-width punctuation mark
not-the-expected-mark = not the one that is expected
use-latin-marks = use the marks of the Latin keyboard: `,` `:` `(` `)` `[` `]`
not-a-valid-escape = a backslash in a string begins an escape, and this is none
not-an-escape = not an escape
double-the-backslash = write a backslash twice: "CONTOSO\\anna"
comma-missing = a comma is missing before this
comma-before-this = a comma belongs before this
separate-by-commas = values of a list and fields are separated by commas
colon-missing = a colon is missing here
expected-colon = expected `:`
write-name-and-value = fields are written as `name: value`
second-colon = there is a second colon here
not-expected-here = not expected here
quote-texts-with-colon = texts with a colon are written in quotation marks: "mail.contoso.com:993:SSL"
name-expected = the name of a field is expected here
not-a-name = not a name
write-name-unquoted = fields are written as `name: value`, without quotation marks around the name
value-missing = a value is missing before this
no-value-before-this = no value before this
remove-or-add-value = remove what is left over, or add the value
cannot-be-read = this cannot be read
what-a-value-is = a value is a string in quotation marks, a number, a word of the language, or `(…)` or `[…]`
never-closed = this `{ $open }` is never closed
add-closing-bracket = add the closing `{ $close }`, and a comma where more follows
# $found, $close
other-bracket-instead = `{ $found }` stands where `{ $close }` is missing
missing-after-this = `{ $close }` is missing after this: what follows belongs further out
missing-at-the-end = the file ends and `{ $close }` is missing
not-closed-either = this one is not closed either
# PowerShell's 'text'.
single-quoted = texts are not written between apostrophes here
not-a-text-here = no text of this language
# PowerShell's # comment.
hash-comment = `#` begins no comment here
begins-no-comment = a comment of PowerShell
comments-begin-with = comments begin with `//`
# PowerShell's $true.
no-variables = `{ $written }` is of PowerShell: there are no variables here
not-known-as-value = no value of this language
write-without-dollar = write `{ $value }`
leave-out-null = leave the field out: that is how a default is asked for
write-the-value = write the value itself
equals-sign = a name and its value are separated by a colon, not by `=`
semicolon = values are separated by a comma, not by `;`
expected-comma = expected `,`
