import Network
import TextFiles

extension HandMapping {
  /// Reads the mappings of layers by their names: `{ "conv1": { "m": 96, "n": 1, "e": 7, "p": 16, "q": 1, "r": 1, "t": 2 } }`,
  /// where `g`, `groups` and `strips` may be added.
  ///
  /// - Throws: `ReadError` with the place of the first thing that is wrong.
  public static func mappings(jsonFileAt path: String) throws(ReadError) -> [String: HandMapping] {
    try mappings(json: try readBytes(ofFileAt: path, limit: 1 << 24), file: path)
  }

  /// As ``mappings(jsonFileAt:)``, from bytes that are in memory already; `file` is how messages call them.
  public static func mappings(json bytes: [UInt8], file: String) throws(ReadError) -> [String: HandMapping] {
    do throws(JSONError) {
      let layers = try JSONValue(parsing: bytes).members(
        of: "mappings by the names of layers", example: "{ \"conv1\": \(example) }")
      var result: [String: HandMapping] = [:]
      for layer in layers { result[layer.key] = try mapping(layer) }
      return result
    } catch {
      throw ReadError(file: file, error)
    }
  }

  private static let example = "{ \"m\": 96, \"n\": 1, \"e\": 7, \"p\": 16, \"q\": 1, \"r\": 1, \"t\": 2 }"
  private static let letters = ["m", "n", "e", "p", "q", "r", "t"]
  private static let optionalLetters = ["g", "groups", "strips"]

  private static func mapping(_ layer: JSONMember) throws(JSONError) -> HandMapping {
    let name = "layer \(layer.key.shown())"
    var numbers: [String: Int] = [:]
    for member in try layer.value.members(of: "the letters of a mapping", example: example) {
      guard (letters + optionalLetters).contains(member.key) else {
        throw JSONError(
          member.place, "\(name): unknown letter \"\(member.key.shown())\"",
          "the letters are \((letters + optionalLetters).joined(separator: ", "))")
      }
      guard let value = member.value.wholeNumber, possibleValues.contains(value) else {
        throw JSONError(
          member.value.place, "\(name): \(member.key) is \(member.value)",
          "a whole number from \(possibleValues.lowerBound) to \(possibleValues.upperBound) is needed")
      }
      numbers[member.key] = value
    }
    if let letter = letters.first(where: { numbers[$0] == nil }) {
      throw JSONError(layer.value.place, "\(name): \(letter) is missing", "\(example) has all letters that are needed")
    }
    return HandMapping(
      m: numbers["m"]!, n: numbers["n"]!, e: numbers["e"]!, p: numbers["p"]!, q: numbers["q"]!, g: numbers["g"] ?? 1,
      r: numbers["r"]!, t: numbers["t"]!, groups: numbers["groups"], strips: numbers["strips"])
  }
}
