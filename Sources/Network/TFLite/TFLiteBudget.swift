/// Counts what a file makes the importer allocate.
///
/// Tables of a FlatBuffer may share bytes, so that a small file can describe any number of large tensors; sizes of
/// single tensors alone are no bound.
struct TFLiteBudget {
  enum Purpose: String, CaseIterable {
    case featureMaps = "elements of feature maps"
    case constants = "elements of constants"
    case channels = "output channels"

    var limit: Int {
      switch self {
      case .featureMaps, .constants: FileLimits.elements
      case .channels: 1 << 22
      }
    }
  }

  private var used: [Purpose: Int] = [:]

  mutating func take(_ count: Int, of purpose: Purpose, for tensor: TFLiteTensor) throws(ReadError) {
    let total = used[purpose, default: 0] + count
    guard total <= purpose.limit else {
      throw tensor.error(
        "with it the network has more than \(purpose.limit) \(purpose.rawValue)", "larger ones are not read")
    }
    used[purpose] = total
  }
}
