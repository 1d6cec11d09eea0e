title "The mistakes in a Dockerfile, and their repair"

cp samples/Dockerfile "$demo/Dockerfile"
note "samples/Dockerfile is a recipe that is often copied. It does not even build. The findings, without the lines they quote:"
run tare dockerfile lint Dockerfile | grep -E '^.*\$ |^Dockerfile:|^[0-9]+ file' || true
note ""
note "What can be repaired without guessing is repaired; every other byte stays. Without --write it only shows:"
run tare dockerfile fix Dockerfile 2>/dev/null
note ""
note "Its neighbour cleans in a second RUN, where it frees nothing: the first layer is already written."
cp samples/Dockerfile.two-runs "$demo/Dockerfile.two-runs"
run tare dockerfile fix Dockerfile.two-runs 2>/dev/null
