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
    guard (layers == nil) != (network == nil) else {
      throw ValidationError("either --layers or --network is needed")
    }
    if let batch, !(1...4096).contains(batch) { throw ValidationError("--batch is \(batch); 1 to 4096 are possible") }
  }

  func table() throws -> LayerTable {
    if let layers { return try LayerTable(csvFileAt: layers) }
    return LayerTable(try Graph(forAcceleratorAt: network!))
  }
}
