title "The mistakes in a Dockerfile, and their repair"

cp samples/Dockerfile "$demo/Dockerfile"
cp samples/environment.yml "$demo/environment.yml"
note "samples/Dockerfile is a recipe that is often copied. It does not even build. The findings, without the lines they quote:"
show tare lint Dockerfile environment.yml
quietly tare lint Dockerfile environment.yml | grep -E '^(Dockerfile|environment.yml):|^[0-9]+ file' || true
note ""
note "What can be repaired without guessing is repaired; every other byte stays. Without --write it only shows:"
calm run tare dockerfile fix Dockerfile
note ""
note "Its neighbour cleans in a second RUN, where it frees nothing: the first layer is already written."
cp samples/Dockerfile.two-runs "$demo/Dockerfile.two-runs"
calm run tare dockerfile fix Dockerfile.two-runs
note ""
note "A new Dockerfile, and a lock so that each build installs the same archives; it passes lint:"
printf 'channels: ["file://%s", nodefaults]\ndependencies: [python=3, numpy=1]\n' "$channel" >"$demo/environment.yml"
rm "$demo/Dockerfile" "$demo/Dockerfile.two-runs"
run tare dockerfile init --for api
run tare lint --ignore TD3008
