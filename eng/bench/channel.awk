# A channel of conda-forge's size and shape, always the same: few names that everybody needs, many that few need, about 25 versions a
# name, one build for each Python of what is compiled, lower and upper bounds. Usage: gawk -f channel.awk -v dest=FOLDER
function add(sub_, name, version, build, number, depends, time, noarch,    file) {
    file = name "-" version "-" build ".conda"
    printf "%s\"%s\":{\"build\":\"%s\",\"build_number\":%d,\"depends\":[%s],\"license\":\"BSD-3-Clause\",\"license_family\":\"BSD\",\"md5\":\"%s\",\"name\":\"%s\",\"sha256\":\"%s%s\",\"size\":%d,\"subdir\":\"%s\",\"timestamp\":%d,\"version\":\"%s\"%s}", \
        (count[sub_]++ ? "," : ""), file, build, number, depends, hash(32), name, hash(32), hash(32), 9000 + rand() * 9000000, sub_, time, version, noarch > out[sub_]
}
function hash(length_,    text) { text = ""; while (length(text) < length_) text = text sprintf("%08x", rand() * 4294967295); return text }
function quoted(text) { return "\"" text "\"" }
BEGIN {
    srand(7)
    start = 1600000000000; span = 150000000000
    for (i = split("linux-64 noarch", subs, " "); i > 0; i--) {
        system("mkdir -p '" dest "/" subs[i] "'")
        out[subs[i]] = dest "/" subs[i] "/repodata.json"
        printf "{\"info\":{\"subdir\":\"%s\"},\"packages\":{},\"packages.conda\":{", subs[i] > out[subs[i]]
    }
    libraries = split("libgcc libstdcxx libzlib bzip2 xz libffi openssl ncurses readline tk libsqlite libuuid", library, " ")
    for (i = 1; i <= libraries; i++)
        for (k = 0; k < 25; k++)
            add("linux-64", library[i], (1 + int(k / 9)) "." (k % 9) "." (k % 3), "h" hash(7) "_" (k % 3), k % 3, i > 1 ? quoted("libgcc >=1.0") : "", start + span * k / 25, "")
    for (minor = 8; minor <= 13; minor++) {
        add("linux-64", "python_abi", "3." minor, "7_cp3" minor, 7, "", start, "")
        for (k = 0; k < 14; k++) {
            depends = ""
            for (i = 1; i <= libraries; i++) depends = depends quoted(library[i] " >=1." (k % 9) ",<4.0a0") ","
            add("linux-64", "python", "3." minor "." k, "h" hash(7) "_0_cpython", 0, depends quoted("python_abi 3." minor ".* *_cp3" minor), start + span * ((minor - 8) * 2 + k) / 26, "")
        }
    }
    for (k = 0; k < 60; k++) add("noarch", "pip", (20 + int(k / 4)) "." (k % 4), "pyhd8ed1ab_0", 0, quoted("python >=3.8"), start + span * k / 60, ",\"noarch\":\"python\"")
    named[3] = "numpy"; named[9] = "scipy"; named[14] = "pandas"; named[40] = "jupyterlab"; named[60] = "pytorch"
    for (p = 0; count["linux-64"] < 300000 || count["noarch"] < 120000; p++) {
        names[p] = (p in named) ? named[p] : sprintf("pkg%05d-%s", p, hash(3 + int(rand() * 6)))
        compiled = count["linux-64"] < 300000 && ((p in named) || count["noarch"] >= 120000 || rand() < .35)
        versions[p] = (p in named) ? 40 : 3 + int(exp(2.6 + rand() * 1.4))
        born = rand() * .7
        needs = 1 + int(rand() * 8)
        for (n = 0; n < needs && p > 0; n++) { need[n] = int((1 - rand()) ^ -1.8) - 1; if (need[n] >= p) need[n] = p - 1 }
        for (k = 0; k < versions[p]; k++) {
            share = born + (1 - born) * k / versions[p]; time = start + span * share
            version = int(k / 12) "." (k % 12) "." int(rand() * 3); depends = ""
            for (n = 0; n < needs && p > 0; n++) {
                newest = int(share * versions[need[n]] * .8); low = int(newest / 12) "." (newest % 12)
                depends = depends "," quoted(names[need[n]] (rand() < .45 ? " >=" low ",<" (int(newest / 12) + 6) ".0a0" : rand() < .7 ? " >=" low : ""))
            }
            if (!compiled) {
                add("noarch", names[p], version, "pyhd8ed1ab_0", 0, quoted("python >=3." (6 + int(rand() * 4))) depends, time, ",\"noarch\":\"python\"")
                continue
            }
            oldest = 8 + (share * 4 < 3 ? int(share * 4) : 3); if (oldest > 8) oldest--
            for (minor = oldest; minor <= oldest + 3 && minor <= 13; minor++)
                add("linux-64", names[p], version, "py3" minor "h" hash(7) "_0", 0, quoted("libgcc >=1.0") "," quoted("python >=3." minor ",<3." (minor + 1) ".0a0") "," quoted("python_abi 3." minor ".* *_cp3" minor) depends, time, "")
        }
    }
    for (i in out) { printf "},\"removed\":[],\"repodata_version\":1}" > out[i]; close(out[i]) }
}
