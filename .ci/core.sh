#!/usr/bin/env bash
# Compiles the core to WebAssembly and puts it, compressed, where `coexist report` takes it from: src/page/core.wasm.gz.
# A page then runs what-ifs by itself; `cargo test page_core::` proves that what it runs is this source.
# Needs cargo and rustc with the sources of the standard library (Debian: rustc-web, cargo-web, rust-web-src) and a
# linker for wasm32 (Debian: lld), or any toolchain that has the target wasm32-unknown-unknown installed.
set -euo pipefail
cd "$(dirname "$0")/.."
target=wasm32-unknown-unknown
out=${CORE_TARGET_DIR:-target/core}
flags=(--lib --crate-type cdylib --profile core --no-default-features --target "$target" --target-dir "$out")
if rustup target list --installed 2>/dev/null | grep -qx "$target"; then
  cargo rustc "${flags[@]}"
elif [ -d /usr/lib/rustlib/src/rust/library ] && [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ]; then
  linker=$(compgen -G '/usr/bin/wasm-ld*' | tail -n 1)
  RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 /usr/bin/cargo rustc "${flags[@]}" \
    -Zbuild-std=std,panic_abort -Zbuild-std-features= \
    --config "target.$target.linker=\"$linker\"" -- -Clinker-flavor=wasm-ld
else
  echo "core: no toolchain for $target here; install rustc-web, cargo-web, rust-web-src and lld" >&2
  exit 3
fi
ls -l "$out/$target/core/coexist.wasm"
UPDATE_CORE="$out/$target/core/coexist.wasm" cargo test --quiet page_core::
