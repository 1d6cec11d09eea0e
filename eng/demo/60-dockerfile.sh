title "The mistakes in a Dockerfile, and their repair"

cp samples/Dockerfile "$demo/Dockerfile"
note "This Dockerfile is often copied (samples/Dockerfile). It does not even build. What is wrong with it?"
run tare dockerfile lint Dockerfile || true
note ""
note "What can be repaired without guessing, tare repairs; every other byte stays."
run tare dockerfile fix Dockerfile
printf '\n%s\n' "$(faint '$') $(bold "diff samples/Dockerfile Dockerfile")"
diff -u --label before --label after samples/Dockerfile "$demo/Dockerfile" || true
