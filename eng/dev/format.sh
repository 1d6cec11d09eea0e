need_dotnet
dotnet format Tare.slnx "$@"
