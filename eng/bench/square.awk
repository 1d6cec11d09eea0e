# A channel that is a puzzle without a solution: six cells a row, five values, no value twice in a row or column.
# Usage: gawk -f square.awk -v dest=FOLDER
BEGIN {
    system("mkdir -p '" dest "/noarch'")
    file = dest "/noarch/repodata.json"
    printf "{\"info\":{\"subdir\":\"noarch\"},\"packages\":{},\"packages.conda\":{" > file
    for (row = 0; row < 5; row++) for (column = 0; column < 6; column++) for (value = 1; value <= 5; value++) {
        depends = ""
        for (other = 0; other < 6; other++) if (other != column) depends = depends (depends ? "," : "") "\"cell_" row "_" other " !=" value "\""
        for (other = 0; other < 5; other++) if (other != row) depends = depends ",\"cell_" other "_" column " !=" value "\""
        printf "%s\"cell_%d_%d-%d-0.conda\":{\"name\":\"cell_%d_%d\",\"version\":\"%d\",\"build\":\"0\",\"build_number\":0,\"depends\":[%s]}", \
            (count++ ? "," : ""), row, column, value, row, column, value, depends > file
    }
    printf "}}" > file
}
