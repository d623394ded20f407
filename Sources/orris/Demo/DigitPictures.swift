import Network

/// Pictures of digits in a terminal, several side by side, each with what was recognised and its label.
struct DigitPictures {
  struct Picture {
    /// (1, 8, 8, 1).
    let image: Tensor<Int8>
    let recognized: Int
    let label: Int
  }

  let pictures: [Picture]
  /// The largest value of all images is black, the smallest one white.
  private let range: (low: Int, high: Int)

  private static let perLine = 4
  private static let gap = "  "
  private static let shades = [" ", "░", "▒", "▓", "█"]

  init(_ pictures: [Picture]) {
    self.pictures = pictures
    let values = pictures.flatMap(\.image.elements)
    range = (Int(values.min() ?? 0), Int(values.max() ?? 0))
  }

  func text(for terminal: Terminal) -> String {
    stride(from: 0, to: pictures.count, by: Self.perLine)
      .map { line(pictures[$0..<min($0 + Self.perLine, pictures.count)], terminal) }
      .joined(separator: "\n")
  }

  private func line(_ pictures: ArraySlice<Picture>, _ terminal: Terminal) -> String {
    let rows = (0..<8).map { row in pictures.map { self.row(row, of: $0.image) }.joined(separator: Self.gap) }
    let captions = pictures.map { caption($0, terminal) }.joined(separator: Self.gap)
    return (rows + [captions]).reduce("") { $0 + "  " + $1 + "\n" }
  }

  /// Two characters a pixel, so that it is about square.
  private func row(_ row: Int, of image: Tensor<Int8>) -> String {
    (0..<8).reduce("") { text, column in
      let blackness = Int(image[0, row, column, 0]) - range.low
      let shade = blackness * (Self.shades.count - 1) / max(1, range.high - range.low)
      return text + Self.shades[shade] + Self.shades[shade]
    }
  }

  private func caption(_ picture: Picture, _ terminal: Terminal) -> String {
    let isRight = picture.recognized == picture.label
    let text = "a \(picture.recognized), label \(picture.label)"
    let padding = String(repeating: " ", count: 16 - text.count)
    return terminal.style(text, isRight ? .success : .failure) + padding
  }
}
