# What is built here for another machine, and asked under Wine or QEMU: for .ci/run the core alone, for .ci/weekly the whole
# program. Both read this; it installs nothing.
built=$PWD/target/elsewhere
windows=x86_64-pc-windows-gnu
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
export WINEPREFIX=$built/wine WINEDEBUG=-all

has() { command -v "$1" >/dev/null; }

# Whether a program can be built with the distribution's own packages: a compiler, the sources of the standard library,
# and what links for the target.
has_elsewhere() {
  has "$1" && [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] && [ -d /usr/lib/rustlib/src/rust/library ]
}

# Builds for a target, with what links for it, and what else cargo is told. None of the packages has the standard library
# for the target, so it is built of its sources.
elsewhere() {
  local linker="CARGO_TARGET_$(tr a-z- A-Z_ <<< "$1")_LINKER=$2"
  env "$linker" RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc RUSTC_BOOTSTRAP=1 RUSTFLAGS="-L native=$built" \
    CARGO_TARGET_DIR="$built" /usr/bin/cargo build -Zbuild-std=std,panic_unwind --target "$1" "${@:3}"
}

has_windows() { has_elsewhere x86_64-w64-mingw32-gcc && [ -x "$wine" ]; }

# The same for Windows, into the folder of a profile. Before and behind a program stand objects that nothing else has, and
# beside it the library that what is random is taken from, which Wine 8 has not.
for_windows() {
  local it profile=$1
  shift
  mkdir -p "$built"
  for it in rsbegin rsend; do
    RUSTC_BOOTSTRAP=1 /usr/bin/rustc --target $windows --emit=obj --crate-type=lib -o "$built/$it.o" \
      "/usr/lib/rustlib/src/rust/library/rtstartup/$it.rs" || return 1
  done
  elsewhere $windows x86_64-w64-mingw32-gcc "$@" && random_for_windows "$profile"
}

random_for_windows() {
  x86_64-w64-mingw32-gcc -shared -o "$built/$windows/$1/bcryptprimitives.dll" tests/windows/prng.c -ladvapi32
}

# The core alone for Windows, which tells the digests of the gallery (tests/windows): its libraries are those of the
# program. Where the compiler of here has a standard library for Windows, none is built.
core_for_windows() {
  cp Cargo.lock tests/windows/Cargo.lock
  local args=(--manifest-path tests/windows/Cargo.toml)
  if rustup target list --installed 2>/dev/null | grep -qx $windows; then
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc cargo build --target $windows --target-dir "$built" "${args[@]}" || return 1
    random_for_windows debug
  else
    for_windows debug "${args[@]}"
  fi
}
