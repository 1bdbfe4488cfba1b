#!/bin/sh
# Puts the parts of a sweep together, once every task of the array has ended well.
#SBATCH --job-name=coexist-merge
#SBATCH --time=00:10:00
set -eu
# 1 says that somebody is locked out, and not that anything went wrong.
coexist sweep merge "$1" --format json > "$1.json" || [ $? -eq 1 ]
