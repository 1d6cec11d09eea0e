title "An image of that root: see the waste, take it out"

command -v umoci >/dev/null || need_apt umoci
layout="$demo/fat"
calm umoci init --layout "$layout" >/dev/null
calm umoci new --image "$layout:latest" >/dev/null
tar -C "$demo" --transform "s|^conda|opt/conda|" --owner=0 --group=0 --numeric-owner -cf "$demo/layer.tar" conda
calm umoci raw add-layer --image "$layout:latest" --history.created_by "RUN conda create -n science numpy" "$demo/layer.tar" >/dev/null
mkdir "$demo/whiteout" && : >"$demo/whiteout/.wh.pkgs"
tar -C "$demo/whiteout" --transform "s|^\./|opt/conda/|" -cf "$demo/layer.tar" ./.wh.pkgs
calm umoci raw add-layer --image "$layout:latest" --history.created_by "RUN rm -rf /opt/conda/pkgs" "$demo/layer.tar" >/dev/null
rm -r "$demo/layer.tar" "$demo/whiteout"

note "The package cache was deleted by a RUN of its own, so it is still in the image."
run tare image inspect oci:fat:latest
note ""
note "Write the image again without it, and prove that nothing else changed."
run tare image slim oci:fat:latest -o slim.tar --report slim.json 2>&1
grep -A3 remaining_tree "$demo/slim.json"
run tare image compare oci:fat:latest slim.tar
