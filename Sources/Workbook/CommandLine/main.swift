import Foundation

Console.openStandardDescriptors()
Signals.install()
let status = Workbook(console: .standard()).run(Array(CommandLine.arguments.dropFirst()))
exit(status.rawValue)
