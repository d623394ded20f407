import Foundation
import Network

extension HandMapping {
  /// Reads the mappings of layers by their names: `{ "conv1": { "m": 96, "n": 1, "e": 7, "p": 16, "q": 1, "r": 1, "t": 2 } }`,
  /// where `strips` may be added.
  ///
  /// - Throws: `ReadError` for the first thing that is wrong.
  public static func mappings(jsonFileAt path: String) throws(ReadError) -> [String: HandMapping] {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw ReadError(file: path, problem: "there is no such file, or it may not be read")
    }
    guard let layers = try? JSONDecoder().decode([String: [String: Int]].self, from: data) else {
      throw ReadError(
        file: path, problem: "this is no JSON object of layers with whole numbers", remedy: "{ \"conv1\": \(example) } is one")
    }
    var result: [String: HandMapping] = [:]
    for (name, numbers) in layers.sorted(by: { $0.key < $1.key }) {
      result[name] = try mapping(numbers) { ReadError(file: path, problem: "layer \(name): \($0)", remedy: $1) }
    }
    return result
  }

  private static let example = "{ \"m\": 96, \"n\": 1, \"e\": 7, \"p\": 16, \"q\": 1, \"r\": 1, \"t\": 2 }"
  private static let letters = ["m", "n", "e", "p", "q", "r", "t"]

  private static func mapping(
    _ numbers: [String: Int], _ error: (_ problem: String, _ remedy: String) -> ReadError
  ) throws(ReadError) -> HandMapping {
    let possible = letters + ["strips"]
    if let key = numbers.keys.sorted().first(where: { !possible.contains($0) }) {
      throw error("unknown letter \"\(key)\"", "the letters are \(possible.joined(separator: ", "))")
    }
    if let key = letters.first(where: { numbers[$0] == nil }) { throw error("\(key) is missing", "\(example) has all letters") }
    if let (key, value) = numbers.sorted(by: { $0.key < $1.key }).first(where: { $0.value < 1 }) {
      throw error("\(key) is \(value)", "a number from 1 up is needed")
    }
    return HandMapping(
      m: numbers["m"]!, n: numbers["n"]!, e: numbers["e"]!, p: numbers["p"]!, q: numbers["q"]!, r: numbers["r"]!,
      t: numbers["t"]!, strips: numbers["strips"])
  }
}
