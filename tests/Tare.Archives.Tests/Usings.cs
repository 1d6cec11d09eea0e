global using System.Text;
global using Tare.Testing;
