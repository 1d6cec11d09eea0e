# ./dev fuzz SECONDS [TARGET...]: feeds every parser mutated input for SECONDS each; a finding is saved as a file and makes this fail.
need_dotnet
dotnet build fuzz/Tare.Fuzz -c Release -v quiet -nologo -clp:NoSummary
artifacts/bin/Tare.Fuzz/release/Tare.Fuzz "${@:-60}"
