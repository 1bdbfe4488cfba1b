#!/bin/sh
# One task of a Slurm array: its parts of a sweep, each in a file of its own. To be handed in with
#     run=$(sbatch --parsable --array=0-9 slurm-run.sh FILE.ron PARTS --faults 2)
#     sbatch --dependency=afterok:"$run" slurm-merge.sh PARTS
#SBATCH --job-name=coexist-sweep
#SBATCH --cpus-per-task=1
#SBATCH --time=01:00:00
set -eu
scenario=$1
parts=$2
shift 2
mkdir -p "$parts"
exec coexist sweep run "$scenario" "$@" --shard "${SHARDS:-auto}" --threads "${SLURM_CPUS_PER_TASK:-1}" -o "$parts"
