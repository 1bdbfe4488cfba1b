### What does an import say of the files that it was given?

# Where: a file, and the object in it.
# $file, $object
object-of = { $file }, object { $object }
# Where: a file, the first object, and how many more of the file.
# $file, $object, $more
objects-of =
    { $more ->
        [one] { $file }, object { $object } and 1 more
       *[other] { $file }, object { $object } and { $more } more
    }
# Where: a file, and how many more places in it.
# $file, $more
times-in =
    { $more ->
        [one] { $file }, and in 1 more place
       *[other] { $file }, and in { $more } more places
    }
# A column of CSV.
# $column
letters = in the column { $column } letters beyond ASCII were written as question marks
# What mends most things.
collect-again = export it again: coexist collect prints a script that exports all that is needed, in a shape that loses nothing
# What exports one kind of object right.
# $line
export-line = export it with this line: { $line }
# The system does not give a file.
# $why
cannot-read = it cannot be read: { $why }
nothing-there = there is no file in it
nothing-there-help = name the folder or the archive that holds the exported files
# $most
too-large = it is larger than { $most } MiB, the largest that is read
too-large-help = most of such a file is the binary form of live objects, which is not needed; coexist collect prints a script whose files are a hundred times smaller
# $most
too-many-files = there are more than { $most } files, and the others were not read
too-many-files-help = name the folder that holds the exported files and nothing else
# $most
too-much = all files together are larger than { $most } MiB, and from here on none was read
# $why
archive-broken = it is an archive that cannot be read: { $why }
archive-broken-help = unpack it and name the folder
archive-outside = its name leads out of the archive, and it was not read
archive-outside-help = no tool that packs a folder makes such names: ask where the archive comes from
# $times
archive-bomb = it was packed to less than one part in { $times }, which no export is, and it was not read
archive-locked = it wants a password, and it was not read
archive-nested = it is an archive in an archive, and it was not read
# $line
mixed-encodings = two encodings are mixed in it, from line { $line } on; nothing of it was used
mixed-encodings-help = this is what becomes of >> in PowerShell; write each command's output to a file of its own
guessed-encoding = it is neither UTF-8 nor UTF-16 and was read as windows-1252; letters beyond ASCII may be wrong
guessed-encoding-help = add -Encoding UTF8 to the command that writes it
empty = it is empty: the command that wrote it had nothing to say, or failed
no-objects = there is no object in it: the command that wrote it found nothing, or failed
not-an-export = it is nothing that is read here: neither CLIXML nor CSV, JSON, the text of Format-List or a transcript
# $root
other-xml = it is XML, but not of Export-Clixml: its root is { $root } and not Objs
# $line, $column, $why
xml-broken = line { $line }, column { $column }: it is not well-formed XML: { $why }; what stands before was used
# $element
xml-unclosed = it ends inside an element { $element }: it was cut off; the objects before were used
# $line
xml-doctype = line { $line }: it declares a document type, which Export-Clixml never does; nothing after it was read
# $line, $most
xml-too-deep = line { $line }: elements stand more than { $most } deep in each other, which Export-Clixml never writes; what stands before was used
xml-repeats = its references make many times more of it than it holds, which no export does; what was read before that was used
# $line
xml-second = line { $line }: a second document begins; only the first was used
xml-second-help = write each command's output to a file of its own, and not with >>
format-objects = it holds what Format-List or Format-Table hands to the screen, and no values
format-objects-help = remove Format-List (fl) or Format-Table (ft) from the command, and put Select-Object in its place
# $line, $found, $header
csv-columns = line { $line }: { $found ->
        [one] 1 column
       *[other] { $found } columns
    }, but { $header } in the header; the row was not used
csv-columns-help = a row that has fewer or more columns than the header was cut, or has a separator in a value without quotation marks around it, or uses another separator than the header
# $line
csv-quote = line { $line }: a quotation mark is never closed; from there on nothing was used
# $line, $column, $why
json-broken = line { $line }, column { $column }: it is not JSON: { $why }; what stands before was used
# $line
json-cut = line { $line }: it ends in the middle: it was cut off; the objects before were used
# $line
table = line { $line }: a table of Format-Table, in which values are cut; it was not used
table-help = replace ft or Format-Table by fl or Format-List, better by Select-Object and Export-Clixml
# $line
stray-lines = line { $line }: the line is neither a label with its value nor the rest of one, and was passed over
# $property, $how
lost = { $property } was not used: { $how }
lost-type-name = the name of a type stands where the values were
lost-ellipsis = the value is cut: it ends in an ellipsis
lost-blanks = several values that may hold blanks are joined with blanks
# $number
lost-number = nobody knows what the number { $number } means there
lost-nested = a nested object stands there, of which nobody knows what it says
lost-letters = letters beyond ASCII were written as question marks
lost-wrapped = the value goes over several lines, and the paste has lost where a word ends
lost-circle = it refers to an object that holds it
lost-reference = it refers to an object that is not in the file
no-class = neither type, nor properties, nor the name of the file say what it describes; it was passed over
no-class-help = name the file after the cmdlet, as in Get-ImapSettings.csv
# $name
other-class = { $name } is not needed, and was passed over
no-protocol = these are settings of POP3 or of IMAP4, and nothing says of which; they were not used
no-protocol-help = name the file after the cmdlet, Get-PopSettings or Get-ImapSettings
certificate-broken = a certificate cannot be read, and what the file says beside it was used
certificate-services = the file does not say what the certificates are used for: Export-Clixml drops Services
# $count
more =
    { $count ->
        [one] 1 more note of this file is not told
       *[other] { $count } more notes of this file are not told
    }
