# What is built here for another machine, and asked under Wine or QEMU: for .ci/run the core alone, for .ci/weekly the whole
# program. Both read this; it installs nothing.
built=$PWD/target/elsewhere
windows=x86_64-pc-windows-gnu
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
export WINEPREFIX=$built/wine WINEDEBUG=-all

has() { command -v "$1" >/dev/null; }

# Whether the compiler of here has a standard library for a target; it is fetched where it can be.
has_std() {
  rustup target list --installed 2>/dev/null | grep -qx "$1" || rustup target add "$1" >/dev/null 2>&1
}

# Whether a program can be built for a target with what links for it: by the compiler of here, or by the distribution's,
# with the sources of the standard library.
has_elsewhere() {
  has "$2" && { has_std "$1" || { [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] && [ -d /usr/lib/rustlib/src/rust/library ]; }; }
}

# Builds for a target, with what links for it, and what else cargo is told. None of the packages has the standard library
# for the target, so with them it is built of its sources.
elsewhere() {
  local linker="CARGO_TARGET_$(tr a-z- A-Z_ <<< "$1")_LINKER=$2"
  if has_std "$1"; then
    env "$linker" CARGO_TARGET_DIR="$built" cargo build --target "$1" "${@:3}"
  else
    env "$linker" RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc RUSTC_BOOTSTRAP=1 RUSTFLAGS="-L native=$built" \
      CARGO_TARGET_DIR="$built" /usr/bin/cargo build -Zbuild-std=std,panic_unwind --target "$1" "${@:3}"
  fi
}

has_windows() { has_elsewhere $windows x86_64-w64-mingw32-gcc && [ -x "$wine" ]; }

# The same for Windows, into the folder of a profile. Beside a program stands the library that what is random is taken
# from, which Wine 8 has not; where its standard library is built here, objects that nothing else has stand before and
# behind it.
for_windows() {
  local it profile=$1
  shift
  mkdir -p "$built"
  if ! has_std $windows; then
    for it in rsbegin rsend; do
      RUSTC_BOOTSTRAP=1 /usr/bin/rustc --target $windows --emit=obj --crate-type=lib -o "$built/$it.o" \
        "/usr/lib/rustlib/src/rust/library/rtstartup/$it.rs" || return 1
    done
  fi
  elsewhere $windows x86_64-w64-mingw32-gcc "$@" && random_for_windows "$profile"
}

random_for_windows() {
  x86_64-w64-mingw32-gcc -shared -o "$built/$windows/$1/bcryptprimitives.dll" tests/windows/prng.c -ladvapi32
}

# The core alone for Windows, which tells the digests of the gallery (tests/windows): its libraries are those of the
# program.
core_for_windows() {
  cp Cargo.lock tests/windows/Cargo.lock
  for_windows debug --manifest-path tests/windows/Cargo.toml
}
