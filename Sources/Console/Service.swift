public struct ConsoleService {}
