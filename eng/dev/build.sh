need_dotnet
dotnet build Tare.slnx -c "${CONFIGURATION:-Debug}" "$@"
