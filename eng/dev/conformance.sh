# Asks Tare the questions that conda has answered; the tables are found at $TARE_DATA, else at ../shared/data.
# ./dev conformance [PART OF A TABLE'S PATH ...]
need_dotnet
dotnet build tests/Tare.Conformance -c Release -v quiet -nologo -clp:NoSummary
artifacts/bin/Tare.Conformance/release/Tare.Conformance "$@"
