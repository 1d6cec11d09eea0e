title "One environment, four images: not cleaned, cleaned, built by Tare, trimmed"

need_apt umoci runc
packages="python, numpy, pandas" check='import numpy, pandas; print("numpy", numpy.__version__, "and pandas", pandas.__version__)' image_channel=$channel
if [ -n "$torch" ]; then
    say "preparing PyTorch (the first time this downloads 400 MB of Debian packages) ..."
    packages="python, numpy, pytorch" check='import torch; print("torch", torch.__version__, "sums to", int(torch.arange(10).sum()))' image_channel=$("$testbed" channel torch)
fi
(
    cd "$demo" && "$testbed" unpack base-files libc6 tzdata
    mkdir -p base-files/tmp base-files/proc base-files/dev base-files/sys base-files/etc
    tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C base-files -cf base.layer.tar .
    umoci init --layout base && umoci new --image base:glibc && umoci raw add-layer --image base:glibc base.layer.tar
) >"$demo/base.log" 2>&1 || { cat "$demo/base.log"; exit 1; }
cat >"$demo/environment.yml" <<YAML
name: py10
channels: ["file://$image_channel", nodefaults]
dependencies: [$packages]
YAML
note "The base is Debian's glibc and time zones, in place of the Debian below Miniconda. The environment: $packages."
note ""
note "As a Dockerfile without cleaning leaves it: a layer with the conda root (Python alone, as Debian has no conda; Miniconda's is larger), and a layer with the environment, the downloaded archives, what they were unpacked to, and the package lists."
calm run tare image build -q -f environment.yml --base oci:base:glibc --keep-cache -t ai-train:v1-noclean -o noclean.tar
note ""
note "Where its bytes are (programs of this channel carry the path of their environment, so most of them are in the cache once more; conda-forge's share more with it):"
show tare image inspect noclean.tar
calm quietly tare image inspect noclean.tar | sed "/^Packages/,\$d"
note ""
note "Cleaned, as conda clean in the same RUN does at its best:"
run tare image slim noclean.tar -o clean.tar -q
note ""
note "Built by Tare, a layer for each package and no conda root; and trimmed for serving:"
calm run tare image build -f environment.yml --base oci:base:glibc -t ai-train:tare -o tare.tar
calm run tare image build -f environment.yml --base oci:base:glibc --trim inference --no-bytecode -t ai-train:tare-inference -o inference.tar
note ""
note "Once more, without what was kept: the digest is the same."
calm run tare image build -q -f environment.yml --base oci:base:glibc -t ai-train:tare -o again.tar --no-layer-cache
note ""
note "No byte of it is waste:"
show tare image inspect tare.tar --max-waste 0B
calm quietly tare image inspect tare.tar --max-waste 0B | sed -n 1,3p

# runs IMAGE: starts a container of an image, or at least its Python in a chroot where runc may not.
runs() {
    calm isolated tare image copy -q "$demo/$1.tar" "oci:$demo/run-$1:1" >/dev/null
    umoci config --image "$demo/run-$1:1" --clear=config.cmd --clear=config.entrypoint --config.cmd python --config.cmd -c --config.cmd "$check"
    calm umoci unpack --image "$demo/run-$1:1" "$demo/bundle-$1" >/dev/null
    sed -i 's/"terminal": true/"terminal": false/' "$demo/bundle-$1/config.json"
    local said
    if said=$(runc --root "$demo/runc" run -b "$demo/bundle-$1" "tare-demo-$$-$1" </dev/null 2>"$demo/runc.log"); then
        row "$1.tar in runc" "$said"
    else
        said=$(/usr/sbin/chroot "$demo/bundle-$1/rootfs" /opt/conda/envs/py10/bin/python -c "$check") || { cat "$demo/runc.log"; return 1; }
        row "$1.tar in a chroot" "$said"
    fi
    rm -rf "$demo/bundle-$1" "$demo/run-$1"
}

note ""
note "Each of them runs:"
if [ "$(id -u)" -eq 0 ]; then
    for image in noclean clean tare inference; do runs "$image"; done
else
    note "  (only root may unpack and start them here)"
fi

size_of() { isolated tare image inspect "$demo/$1" --json | sed -n "/\"size\": {/,/}/s/.*\"$2\": \([0-9]*\).*/\1/p" | head -n 1; }
fat=$(size_of noclean.tar files) fat_pull=$(size_of noclean.tar compressed)
note ""
printf '  %-12s %-16s %10s %6s %12s %6s\n' REPOSITORY TAG SIZE "" "TO PULL" ""
for image in noclean:v1-noclean clean:v1-clean tare:tare inference:tare-inference; do
    bytes=$(size_of "${image%:*}.tar" files) pull=$(size_of "${image%:*}.tar" compressed)
    printf '  %-12s %-16s %10s %5s%% %12s %5s%%\n' ai-train "${image#*:}" "$(human "$bytes")" "$((bytes * 100 / fat))" "$(human "$pull")" "$((pull * 100 / fat_pull))"
done
note ""
note "The article that this began with reports 1.62 GB and, cleaned, 987 MB: 61 %."
