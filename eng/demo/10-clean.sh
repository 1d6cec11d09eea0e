title "A conda root after some use, and what tare frees in it"

"$testbed" root pandas "$conda"
note "Here is a conda root as it looks after a few installs: two environments, \`py\` (Python alone) and \`science\` (numpy);"
note "a third one, with pandas, was made once and deleted with rm. The package cache still holds everything."
printf '\n  %-34s %10s\n' \
    "downloaded archives" "$(human "$(cat "$conda"/pkgs/*.conda "$conda"/pkgs/*.tar.bz2 | wc -c)")" \
    "the whole root, on disk" "$(human "$(bytes_of "$conda")")"

multiply="import numpy; a = numpy.arange(9.).reshape(3, 3); print('numpy', numpy.__version__, 'from', numpy.__file__); print(a @ a)"
run conda/envs/science/bin/python -c "$multiply"

note ""
note "What would a clean free, and what has to stay?"
run tare clean --all --dry-run

before=$(bytes_of "$conda")
free_before=$(df --output=avail --block-size=1 "$conda" | tail -n 1)
run tare clean --all --yes
sync -f "$conda"
after=$(bytes_of "$conda")
free_after=$(df --output=avail --block-size=1 "$conda" | tail -n 1)

note ""
note "numpy still multiplies: its files were never in question, they are the environment's as much as the cache's."
run conda/envs/science/bin/python -c "$multiply"
run tare clean --all --dry-run

printf '\n  %-34s %10s\n' \
    "the root before" "$(human "$before")" \
    "the root after" "$(human "$after")" \
    "freed, as du counts it" "$(human $((before - after)))" \
    "freed, as df saw it" "$(human $((free_after > free_before ? free_after - free_before : 0)))"
