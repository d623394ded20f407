import Accelerator
import ArgumentParser
import Compiler
import Foundation
import Network

struct Compile: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile a network into a program for the accelerator.",
    usage: "orris compile <model.tflite> [--preset <name> | --architecture <file.json>] [--rows <n> ...] -o <folder>",
    discussion: """
      Writes image.bin (program, weights and constants, from offset 0 of the memory on; what is between them is 0), \
      memory_map.json (where everything is), listing.txt (the program as a person reads it), and architecture.json.
      """)

  @OptionGroup var source: ModelOptions
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write into.", valueName: "folder"), completion: .directory)
  var output: String
  @Flag(help: "Let every operator's output go to DRAM.") var keepTensors = false
  @OptionGroup var compression: CompressionOptions
  @OptionGroup var goal: ObjectiveOptions
  @Flag(help: "Print the memory map as JSON.") var json = false
  @OptionGroup(title: "Architecture") var options: ArchitectureOptions

  func run() throws {
    let architecture = try options.resolved(for: .accelerator)
    let graph = try source.graph()
    try OutputFolder.check(
      output, for: ["image.bin", "memory_map.json", "listing.txt", "architecture.json"])
    let network = try Compiler(
      architecture, keepsTensors: keepTensors, compression: compression.choice, preference: try goal.preference()
    ).compile(graph)
    let map = String(decoding: try network.memoryMap.json(), as: UTF8.self) + "\n"
    var folder = try OutputFolder(output)
    try folder.add("image.bin", network.flatImage)
    try folder.add("memory_map.json", map)
    try folder.add("listing.txt", network.listing)
    try folder.add("architecture.json", architecture.json)
    try folder.commit()
    try Terminal.output.write(
      json
        ? map
        : """
        \(network.name): \(grouped(network.instructions.count)) instructions, \
        \(grouped(network.memoryMap.size)) bytes of DRAM
        image.bin, memory_map.json and listing.txt are in \(output)

        """)
  }
}

extension CompiledNetwork {
  /// All segments in one piece.
  var flatImage: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: image.map { $0.offset + $0.bytes.count }.max() ?? 0)
    for segment in image {
      bytes.replaceSubrange(segment.offset..<segment.offset + segment.bytes.count, with: segment.bytes)
    }
    return bytes
  }
}
