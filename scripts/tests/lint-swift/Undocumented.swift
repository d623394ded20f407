/// Has a comment; its member has none.
public struct Documented {
  public let number: Int
}
