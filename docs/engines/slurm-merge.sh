#!/bin/sh
# Puts the parts of a sweep together, once every task of the array has ended well. Where one has failed, this job is
# cancelled: without that option it would wait for ever.
#SBATCH --job-name=coexist-merge
#SBATCH --time=00:10:00
#SBATCH --kill-on-invalid-dep=yes
set -eu
# 1 says that somebody is locked out, and not that anything went wrong.
coexist sweep merge "$1" --format json --output "${1%/}.json" --force || [ $? -eq 1 ]
