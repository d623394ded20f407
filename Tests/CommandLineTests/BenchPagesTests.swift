import Foundation
import TestSupport
import Testing

/// Pages whose blocks are written by the benchmark of networks.
@Suite struct BenchPagesTests {
  private let page = """
    # A page

    <!-- orris demo output -->
    what stood here before
    <!-- end -->

    Between.

    <!-- orris alexnet -->
    as it was
    <!-- end -->

    """

  @Test func blocksGetWhatWasMeasured() throws {
    let folder = ScratchFolder()
    try folder.write(page, to: "page.md")
    let run = try ToolRun("bench-networks", "-o", "out", "--only", "demo", "--document", "page.md", in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("page.md: alexnet is left as it was: there is no result for it\n"))
    let text = String(decoding: try folder.bytes("page.md"), as: UTF8.self)
    #expect(
      text.hasPrefix("# A page\n\n<!-- orris demo output -->\n\n```\n20 inferences on 12 x 14 processing elements"))
    #expect(text.contains("\n20 of 20 digits recognised by the accelerator alone."))
    #expect(text.hasSuffix("```\n\n<!-- end -->\n\nBetween.\n\n<!-- orris alexnet -->\nas it was\n<!-- end -->\n"))
    // Once more: the same page.
    let again = try ToolRun("bench-networks", "-o", "out", "--only", "demo", "--document", "page.md", in: folder)
    #expect(again.status == 0)
    #expect(String(decoding: try folder.bytes("page.md"), as: UTF8.self) == text)
  }

  @Test(arguments: [
    (
      "<!-- orris alexnett -->\n<!-- end -->\n",
      "page.md: alexnett is no part of the benchmark; there are accuracy, alexnet, "
    ),
    ("<!-- orris alexnet -->\n", "page.md, line 1: nothing ends alexnet; <!-- end --> does\n"),
    ("a\n<!-- end -->\n", "page.md, line 2: this mark ends nothing\n"),
  ])
  func wrongMarksAreRefusedBeforeAnythingRuns(text: String, message: String) throws {
    let folder = ScratchFolder()
    try folder.write(text, to: "page.md")
    let run = try ToolRun("bench-networks", "-o", "out", "--document", "page.md", in: folder)
    #expect(run.status == 2 && run.message.hasPrefix("Error: \(message)"))
    #expect(folder.contents == ["page.md"])
  }

  /// The project's own pages have a block for every part.
  @Test func thePagesShowAllParts() throws {
    let checkout = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = ScratchFolder()
    for (file, name) in [("docs/performance.md", "performance.md"), ("README.md", "README.md")] {
      try folder.write(
        try String(contentsOf: checkout.appendingPathComponent(file), encoding: .utf8), to: name)
    }
    let run = try ToolRun(
      "bench-networks", "-o", "out", "--only", "accuracy", "--workloads", "nowhere", "--document", "performance.md",
      "README.md", in: folder)
    #expect(run.status == 0, "\(run.error)")
    // Nothing was measured: everything is left as it was, and is named.
    let parts = [
      "accuracy", "alexnet", "mobilenet", "published", "resnet50", "scaling", "summary", "traffic", "vgg16", "whole",
      "demo output", "whole line",
    ]
    for part in parts { #expect(run.error.contains(".md: \(part) is left as it was"), "\(part)") }
    for (file, name) in [("docs/performance.md", "performance.md"), ("README.md", "README.md")] {
      #expect(try folder.bytes(name) == Data(contentsOf: checkout.appendingPathComponent(file)))
    }
  }
}
