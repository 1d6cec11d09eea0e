title "A conda root after some use, and what tare frees in it"

"$testbed" root pandas "$conda"
cat >"$demo/multiply.py" <<'PYTHON'
import numpy
a = numpy.arange(9.).reshape(3, 3)
print("numpy", numpy.__version__, "says that the trace is", int((a @ a).trace()))
PYTHON
note "Two environments, py (Python alone) and science (numpy), and a third one with pandas that somebody deleted with rm."
note "All files are real; whatever an environment shares with the package cache is one inode with two names."
run conda/envs/science/bin/python multiply.py
note ""
row "downloaded archives" "$(human "$(cat "$conda"/pkgs/*.conda "$conda"/pkgs/*.tar.bz2 | wc -c)")"
row "the whole root, as du counts it" "$(human "$(bytes_of "$conda")")"

note ""
note "What would a clean free?"
calm run tare clean --all --dry-run
note ""
note "And why does it keep numpy?"
show tare clean --all --dry-run --verbose
calm quietly tare clean --all --dry-run --verbose | grep 'Kept .*numpy'

before=$(bytes_of "$conda")
free_before=$(df --output=avail --block-size=1 "$conda" | tail -n 1)
note ""
note "Free it."
run tare clean --all --yes
sync -f "$conda"
after=$(bytes_of "$conda")
free_after=$(df --output=avail --block-size=1 "$conda" | tail -n 1)

note ""
note "The environment is whole:"
run conda/envs/science/bin/python multiply.py
note ""
row "the root before" "$(human "$before")"
row "the root after" "$(human "$after")"
row "freed, as du counts whole blocks" "$(human $((before - after)))"
row "freed, as df saw it meanwhile" "$(human $((free_after > free_before ? free_after - free_before : 0)))"
