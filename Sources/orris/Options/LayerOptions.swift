import ArgumentParser
import Network

/// The options that name layers: those of a table or those of a network.
struct LayerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A table of layers, or a topology of SCALE-Sim.", valueName: "table.csv"),
    completion: .file(extensions: ["csv"]))
  var layers: String?
  @Option(
    help: ArgumentHelp("A quantised network, whose layers are taken.", valueName: "model.tflite"),
    completion: .file(extensions: ["tflite"]))
  var network: String?
  @Option(help: ArgumentHelp("Samples of each layer, instead of those of the table.", valueName: "n")) var batch: Int?

  func validate() throws {
    guard layers == nil || network == nil else {
      throw ValidationError(
        "--layers and --network exclude each other: the layers are those of a table or of a network")
    }
    guard layers != nil || network != nil else { throw ValidationError("either --layers or --network is needed") }
    if let batch, !(1...4096).contains(batch) { throw ValidationError("--batch is \(batch); 1 to 4096 are possible") }
  }

  /// - Throws: an error where the file cannot be read, or its layers are too large for so many samples.
  func table() throws -> LayerTable {
    let table: LayerTable
    if let layers {
      table = try LayerTable(csvFileAt: layers)
    } else {
      table = LayerTable(try Graph(forAcceleratorAt: network!))
    }
    if let batch { try table.check(batch: batch, file: layers ?? network!) }
    return table
  }
}
