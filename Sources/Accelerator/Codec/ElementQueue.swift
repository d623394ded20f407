import Hardware

/// A queue of narrow elements: any number comes and any number goes in a cycle.
///
/// Element 0 is always the first, so whoever takes them sees registers. Places without an element hold 0.
struct ElementQueue: Module {
  /// The elements to append; 0 from `appended` up.
  let input: [Unsigned]
  /// How many of them there are; there is room for them.
  let appended: Unsigned
  /// How many elements leave; they are there.
  let removed: Unsigned
  /// All elements leave, and none comes.
  let clear: Bit
  let count: Unsigned
  /// The first elements.
  let first: [Unsigned]

  private let capacity: Int
  private let elementBits: Int
  private let held: Unsigned

  var documentation: String? {
    "A queue of \(capacity) elements of \(elementBits) bits; up to \(input.count) come a cycle, any number leave."
  }

  /// - Parameters:
  ///   - width: elements that come in a cycle, at most.
  ///   - window: elements that can be seen, and that leave in a cycle, at most.
  init(elementBits: Int, capacity: Int, width: Int, window: Int) {
    (self.elementBits, self.capacity) = (elementBits, capacity)
    input = (0..<width).map { _ in .input(elementBits) }
    appended = .input(Netlist.addressWidth(of: width + 1))
    removed = .input(Netlist.addressWidth(of: window + 1))
    clear = .input()
    count = .outputRegister(Netlist.addressWidth(of: capacity + 1), reset: 0)
    first = (0..<window).map { _ in .output(elementBits) }
    // Places without an element hold 0, also after a reset: this is state, not only data.
    held = .register(elementBits * capacity, reset: 0)
  }

  var body: [Statement] {
    let rest = (count &- removed).named("rest")
    let kept = moved(held, by: removed, "kept") { $0 >> $1 }
    let offered = concatenate(input.reversed()).extended(to: held.width).named("offered")
    let placed = moved(offered, by: rest, "placed") { ($0 << $1).truncated(to: held.width) }

    held <== kept | placed
    count <== rest &+ appended
    when(clear) {
      held <== 0
      count <== 0
    }

    for (place, element) in first.enumerated() { element <== held[place * elementBits..<(place + 1) * elementBits] }

    for (place, element) in input.enumerated() {
      expect(
        element .== 0 || appended .> Unsigned(place), "element \(place) is 0 where it is not appended",
        name: "input_\(place)_is_none")
    }
    expect(removed.extended(to: count.width) .<= count, "what leaves is there", name: "removed_is_there")
    expect(clear || (rest + appended) .<= Unsigned(capacity), "there is room for what comes", name: "room")
  }

  /// Moves elements by so many places, in steps of powers of two.
  private func moved(
    _ elements: Unsigned, by places: Unsigned, _ name: String, _ shift: (Unsigned, Int) -> Unsigned
  ) -> Unsigned {
    (0..<places.width).reduce(elements) { elements, bit in
      let distance = elementBits << bit
      let far = distance < held.width ? shift(elements, distance) : 0
      return mux(places[bit], far, elements).named("\(name)_\(1 << bit)")
    }
  }
}
