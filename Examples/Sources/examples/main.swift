import Designs
import Foundation
import Hardware

// Writes the Verilog of all examples, each into a folder of its own: `swift run examples FOLDER`. A warning fails.
guard CommandLine.arguments.count == 2 else { fail("examples: needs the folder to write to") }
let folder = URL(fileURLWithPath: CommandLine.arguments[1])
do {
  for example in Example.all {
    let design = try example.module.elaborated()
    let warnings = Checks.run(design)
    guard warnings.isEmpty else { throw DesignError(diagnostics: warnings) }
    let files = try Verilog.write(design, example.options, to: folder.appendingPathComponent(example.name))
    print("\(example.name): \(files.joined(separator: ", "))")
  }
} catch {
  fail("\(error)")
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n".utf8))
  exit(1)
}
