/// What a file is that is not what was asked for, by its first bytes: files that people have in their hands when they
/// want to give a network or its data.
struct ForeignFormat: Hashable {
  /// What it is, as in "this is ...".
  let name: String
  /// What its user can do.
  let remedy: String

  /// A file that stands where another one should be, whatever that one was to be: a pointer of Git LFS, a web page.
  ///
  /// Nil for all else.
  static func standIn(_ bytes: [UInt8]) -> ForeignFormat? {
    let start = bytes.prefix(512)
    if start.starts(with: "version https://git-lfs.github.com/spec/".utf8) {
      return ForeignFormat(
        name: "a Git LFS pointer, not the file that it stands for", remedy: "`git lfs pull` fetches that one")
    }
    // A byte order mark may stand before the text.
    let text = String(decoding: start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start, as: UTF8.self)
      .drop(while: \.isWhitespace).lowercased()
    guard ["<!doctype html", "<html", "<head", "<script"].contains(where: text.hasPrefix) else { return nil }
    return ForeignFormat(
      name: "a web page (HTML), not a file that was downloaded from it",
      remedy: "take the address of the file itself; on GitHub that is behind \"Raw\"")
  }

  /// A network of another format.
  ///
  /// Nil for what is not known.
  static func network(_ bytes: [UInt8], file: String) -> ForeignFormat? {
    if bytes.isEmpty { return ForeignFormat(name: "an empty file", remedy: "a .tflite file is needed") }
    if isONNX(bytes) || file.lowercased().hasSuffix(".onnx") {
      return ForeignFormat(
        name: "an ONNX network", remedy: "`onnx2tf -i model.onnx -oiqt` makes an int8 .tflite file of it")
    }
    let convert = "TFLiteConverter makes an int8 .tflite file of it"
    let known: [(start: [UInt8], name: String, remedy: String)] = [
      ([0x89] + Array("HDF\r\n".utf8), "an HDF5 file, such as Keras wrote as .h5", convert),
      ([0x50, 0x4B, 0x03, 0x04], "a zip archive, such as a .keras, .pt or .npz file", "a .tflite file is needed"),
      ([0x1F, 0x8B], "a compressed file (gzip)", "`gunzip` unpacks it"),
      ([0x93] + Array("NUMPY".utf8), "a NumPy array", "the network is needed here; an array is for --input"),
      ([0x80, 0x02], "a Python pickle, such as a PyTorch checkpoint", "a .tflite file is needed"),
    ]
    return known.first { bytes.starts(with: $0.start) }.map { ForeignFormat(name: $0.name, remedy: $0.remedy) }
  }

  /// Whether the bytes begin as the message `ModelProto` does: with the version of the format, and another of its fields.
  private static func isONNX(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 16, bytes[0] == 0x08, (1...32).contains(bytes[1]) else { return false }
    // Producer's name and version, domain, model's version, documentation, graph, operator sets, metadata.
    return [0x12, 0x1A, 0x22, 0x28, 0x32, 0x3A, 0x42, 0x72].contains(bytes[2])
  }
}
