/// Names as they stand in Verilog.
public enum Name {
  /// `partialSum` becomes `partial_sum`, `FIFOControl` becomes `fifo_control`; anything that is no letter, digit or
  /// underscore becomes an underscore.
  public static func snakeCase(_ name: String) -> String {
    let characters = Array(name)
    var result = ""
    for (index, character) in characters.enumerated() {
      guard character.isASCII, character.isLetter || character.isNumber || character == "_" else {
        result.append("_")
        continue
      }
      if character.isUppercase, index > 0, characters[index - 1] != "_" {
        let afterLower = !characters[index - 1].isUppercase
        let beforeLower = index + 1 < characters.count && characters[index + 1].isLowercase
        if afterLower || beforeLower { result.append("_") }
      }
      result.append(contentsOf: character.lowercased())
    }
    return result
  }

  /// The name of a type without its module, its context and its generic arguments.
  static func baseName(of type: Any.Type) -> String {
    let name = String(describing: type)
    return String(name.prefix { $0 != "<" && $0 != " " })
  }
}
