title "An image of an environment, without Docker"

need_apt umoci
(
    cd "$demo" && "$testbed" unpack base-files libc6 tzdata
    mkdir -p base-files/tmp && tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C base-files -cf base.layer.tar .
    umoci init --layout base && umoci new --image base:glibc && umoci raw add-layer --image base:glibc base.layer.tar
) >"$demo/base.log" 2>&1 || { cat "$demo/base.log"; exit 1; }
cat >"$demo/environment.yml" <<YAML
name: science
channels: ["file://$channel", nodefaults]
dependencies: [python, numpy, pandas]
YAML
note "The base is Debian's glibc and time zones, nothing else. The environment: python, numpy and pandas."
note "As an installation leaves it, with the package cache, and the same cleaned:"
run tare image build -q -f environment.yml --base oci:base:glibc --keep-cache -t science:fat -o fat.tar 2>/dev/null
run tare image slim fat.tar -o clean.tar -q
note ""
note "As Tare builds it, a layer for each package, and trimmed for serving:"
run tare image build -f environment.yml --base oci:base:glibc -t science:tare -o science.tar 2>/dev/null
run tare image build -f environment.yml --base oci:base:glibc --trim inference --no-bytecode -t science:inference -o inference.tar 2>/dev/null
note ""
note "Once more: nothing has changed, so the layers are those of before, and so is the digest."
run tare image build -f environment.yml --base oci:base:glibc -t science:tare -o again.tar 2>/dev/null

size_of() { isolated tare image inspect "$demo/$1" --json | sed -n "/\"size\": {/,/}/s/.*\"$2\": \([0-9]*\).*/\1/p" | head -n 1; }
fat=$(size_of fat.tar uncompressed)
note ""
printf '  %-12s %-12s %10s %12s %8s\n' REPOSITORY TAG SIZE "TO PULL" "OF FAT"
for image in fat:fat clean:clean science:tare inference:inference; do
    bytes=$(size_of "${image%:*}.tar" uncompressed)
    printf '  %-12s %-12s %10s %12s %7s%%\n' science "${image#*:}" "$(human "$bytes")" "$(human "$(size_of "${image%:*}.tar" compressed)")" "$((bytes * 100 / fat))"
done

note ""
note "Each of them runs:"
for image in fat clean science inference; do
    if [ "$(id -u)" -ne 0 ]; then
        note "  (not as root, so nothing can be run in a chroot)"
        break
    fi
    isolated tare image copy -q "$demo/$image.tar" "oci:$demo/run-$image:1" >/dev/null
    umoci unpack --image "$demo/run-$image:1" "$demo/bundle-$image" >/dev/null 2>&1
    said=$(env -i PATH=/opt/conda/envs/science/bin /usr/sbin/chroot "$demo/bundle-$image/rootfs" /opt/conda/envs/science/bin/python -c 'import numpy, pandas; print("numpy", numpy.__version__, "pandas", pandas.__version__)')
    row "$image.tar" "$said"
    rm -rf "$demo/bundle-$image" "$demo/run-$image"
done
