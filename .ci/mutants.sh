# Whether the tests notice when the program decides otherwise: .ci/run asks it of what a change touches, .ci/weekly of all.

# Where the program decides. What is right there is said by tests, and not by kept bytes alone.
decides=(src/{policy,product,verdict,reading,net,world/tls,cmdlet})

# Asks the tests about mutants (tests/mutants): it takes what coexist-mutants takes behind the copy. With a bound (in
# seconds) what is built for it has to be done by then, too: else it ends with 124.
asked_of_mutants() {
  cargo build --manifest-path tests/mutants/Cargo.toml --target-dir target/mutants || return 2
  ${bound:+timeout "$bound"} target/mutants/debug/coexist-mutants target/mutants/copy "$@"
}
