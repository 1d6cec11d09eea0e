title "An environment from environment.yml, used, exported, and made again"

cat >"$demo/environment.yml" <<YAML
name: lab
channels:
  - file://$channel
  - nodefaults
dependencies:
  - python
  - numpy
variables:
  COLOUR: blue
YAML
note "No conda and no Python is needed for this: tare solves, fetches, links and compiles. The channel is one of real Debian software."
show tare env create --file environment.yml --yes
calm quietly tare env create --file environment.yml --yes | tail -n 1
note ""
note "The program becomes the process; numpy runs from where it was put, and the file's variable is set:"
run tare run -n lab python3 -c 'import numpy, os; print("numpy", numpy.__version__, "sums to", numpy.arange(10).sum(), "and COLOUR is", os.environ["COLOUR"])'
note ""
note "What was asked for, for people and other machines:"
run tare export -n lab --from-history
note ""
note "Every package, to make the same environment again:"
run tare export -n lab --portable --file again.yml
show tare create -n again --file again.yml --yes
calm quietly tare create -n again --file again.yml --yes | tail -n 1
same=$(diff <(isolated tare list -n lab --export | tail -n +4) <(isolated tare list -n again --export | tail -n +4) && echo yes || echo no)
row "the same packages in both" "$same"
[ "$same" = yes ]
note ""
note "Is every file what its record says?"
run tare doctor -n again
