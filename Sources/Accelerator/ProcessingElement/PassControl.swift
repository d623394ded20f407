import Hardware

/// Issues the MACs of a PE in row-stationary order: for each row, for each output column, for each value of the
/// window, the p weights that it meets (Eyeriss v2, JETCAS 2019, section IV, on the order within the first Eyeriss).
/// Within a span of the window each value has p psums of its own; the next span goes on with the same psums.
///
/// It runs by itself: a MAC is issued whenever its ifmap value and its weight are there.
struct PassControl: Module {
  let shape: PassShape
  /// The pipeline behind takes a MAC in this cycle.
  let advance: Bit
  let ifmap: Walk
  let filter: Walk
  /// The ifmap value is zero.
  let isZero: Bit
  let issue: MACIssue

  private let filterIndex, windowIndex, columnIndex, rowIndex: Unsigned
  /// The place in the span, and the psum: the span's value times p plus the filter.
  private let spanIndex, psumIndex: Unsigned

  var documentation: String? {
    "Issues MACs: for each row, for each output column, for each value of the window, p weights."
  }

  /// The control side of a `WalkBuffer`, seen from here.
  struct Walk: Interface {
    let available: Bit
    let read, step, retire, rewind: Bit

    static func ports() -> Walk {
      Walk(available: .input(), read: .output(), step: .output(), retire: .output(), rewind: .output())
    }
  }

  init(_ architecture: Architecture) {
    shape = PassShape.shape(architecture).input()
    advance = .input()
    (ifmap, filter) = (.ports(), .ports())
    isZero = .input()
    issue = MACIssue.shape(architecture).output()
    filterIndex = .register(shape.lastFilter.width, reset: 0)
    spanIndex = .register(shape.lastSpan.width, reset: 0)
    psumIndex = .register(issue.index.width, reset: 0)
    windowIndex = .register(shape.lastWindow.width, reset: 0)
    columnIndex = .register(PassShape.countBits, reset: 0)
    rowIndex = .register(PassShape.countBits, reset: 0)
  }

  var body: [Statement] {
    let issues = (advance && ifmap.available && filter.available).named("issues")
    let isLastFilter = (filterIndex .== shape.lastFilter).named("is_last_filter")
    let isLastWindow = (windowIndex .== shape.lastWindow).named("is_last_window")
    let isLastOfSpan = (spanIndex .== shape.lastSpan).named("is_last_of_span")
    let isLastColumn = (columnIndex .== shape.lastColumn).named("is_last_column")
    let isLastRow = (rowIndex .== shape.lastRow).named("is_last_row")
    let endsValue = (issues && isLastFilter).named("ends_value")
    let endsColumn = (endsValue && isLastWindow).named("ends_column")
    let endsRow = (endsColumn && isLastColumn).named("ends_row")

    // An ifmap value is read once for its p MACs, and not at all if it is zero: the multiplier's inputs hold. It goes
    // when no later window of the row holds it.
    ifmap.read <== issues && filterIndex .== 0 && !isZero
    ifmap.step <== endsValue
    ifmap.retire <== windowIndex.extended(to: shape.slide.width) .< shape.slide || isLastColumn
    ifmap.rewind <== isLastWindow

    // A zero operand saves the read of the weight. Weights go in the last column of the last row, in which each is used
    // for the last time, so that those of the next pass can come in meanwhile.
    filter.read <== issues && !isZero
    filter.step <== issues
    filter.retire <== isLastColumn && isLastRow
    filter.rewind <== isLastFilter && isLastWindow

    issue.valid <== issues
    issue.isZero <== isZero
    // The first span begins its psums, the last one finishes them.
    issue.index <== psumIndex
    issue.isFirst <== windowIndex .<= shape.lastSpan.extended(to: windowIndex.width)
    issue.isLast <== windowIndex + shape.lastSpan .>= shape.lastWindow.extended(to: windowIndex.width + 1)
    issue.endsColumn <== isLastFilter && isLastWindow

    when(issues) { filterIndex <== mux(isLastFilter, 0, filterIndex &+ 1) }
    when(endsValue) { spanIndex <== mux(isLastOfSpan, 0, spanIndex &+ 1) }
    when(issues) { psumIndex <== mux(isLastFilter && isLastOfSpan, 0, psumIndex &+ 1) }
    when(endsValue) { windowIndex <== mux(isLastWindow, 0, windowIndex &+ 1) }
    when(endsColumn) { columnIndex <== mux(isLastColumn, 0, columnIndex &+ 1) }
    when(endsRow) { rowIndex <== mux(isLastRow, 0, rowIndex &+ 1) }
    when(endsColumn) { expect(isLastOfSpan, "a window of no whole number of spans", name: "whole_spans") }
  }
}
