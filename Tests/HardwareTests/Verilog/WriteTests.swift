import Foundation
import Testing

@testable import Hardware

private struct Leaf: Module {
  let number, result: Bit
  let moduleName: String
  init(_ name: String) { (number, result, moduleName) = (.input(), .output(), name) }
  var body: [Statement] { result <== !number }
}

private struct Filed: ForeignModule {
  let O: Bit
  private let files: [String]
  init(_ files: [String]) { (O, self.files) = (.output(), files) }
  var verilog: ForeignVerilog { ForeignVerilog("FILED", paths: .none, files: files) }
}

private struct Top: Module {
  let number, result: Bit
  let leaf: Leaf
  let filed: Filed?
  init(leaf name: String, files: [String]? = nil) {
    (number, result, leaf) = (.input(), .output(), Leaf(name))
    filed = files.map { Filed($0) }
  }
  var body: [Statement] {
    leaf.number <== number
    if let filed { result <== leaf.result ^ filed.O } else { result <== leaf.result }
  }
}

/// A design in a folder: complete or not there, and nothing of others overwritten.
@Suite struct WriteTests {
  private func inFolder(_ body: (URL) throws -> Void) throws {
    let parent = FileManager.default.temporaryDirectory.appending(path: "write-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: parent) }
    try body(parent)
  }

  private func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  private func text(_ name: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  @Test func aNewFolderHoldsTheModulesAndTheList() throws {
    try inFolder { parent in
      let folder = parent.appending(path: "deep/rtl")
      let written = try Verilog.write(Top(leaf: "leaf").elaborated(), to: folder)
      #expect(written == ["leaf.v", "top.v", "top.f"])
      #expect(try names(in: folder) == [".orris-files", "leaf.v", "top.f", "top.v"])
      #expect(try text("top.f", in: folder) == "leaf.v\ntop.v\n")
      #expect(try names(in: parent.appending(path: "deep")) == ["rtl"])
    }
  }

  @Test func optionsDecideTheTextAndTheNames() throws {
    try inFolder { folder in
      let options = Verilog.Options(modulePrefix: "npu_")
      let written = try Verilog.write(Top(leaf: "leaf").elaborated(), options, to: folder)
      #expect(written == ["npu_leaf.v", "npu_top.v", "npu_top.f"])
      #expect(try text("npu_top.f", in: folder) == "npu_leaf.v\nnpu_top.v\n")
      #expect(try text("npu_top.v", in: folder).contains("\n  npu_leaf leaf ("))
    }
  }

  @Test func anotherDesignReplacesTheFilesOfTheOneBeforeAndNoOthers() throws {
    try inFolder { folder in
      try Verilog.write(Top(leaf: "leaf").elaborated(), to: folder)
      try "mine".write(to: folder.appending(path: "mine.v"), atomically: false, encoding: .utf8)
      try Verilog.write(Top(leaf: "other").elaborated(), to: folder)
      #expect(try names(in: folder) == [".orris-files", "mine.v", "other.v", "top.f", "top.v"])
      #expect(try text("top.f", in: folder) == "other.v\ntop.v\n")
      #expect(try text("mine.v", in: folder) == "mine")
    }
  }

  @Test func nothingIsTouchedWhereOthersStandInTheWay() throws {
    try inFolder { folder in
      try Verilog.write(Top(leaf: "leaf").elaborated(), to: folder)
      let before = try text("top.v", in: folder)
      try "changed".write(to: folder.appending(path: "leaf.v"), atomically: false, encoding: .utf8)
      try "mine".write(to: folder.appending(path: "other.v"), atomically: false, encoding: .utf8)
      for name in ["leaf", "other"] {
        let error = #expect(throws: Verilog.FolderError.self) {
          try Verilog.write(Top(leaf: name, files: ["x.v"]).elaborated(), to: folder)
        }
        #expect(
          error?.description == "\(folder.relativePath): \(name).v there: not written by orris, or changed since; "
            + "nothing was touched. Move them away, or take another folder")
      }
      #expect(try text("leaf.v", in: folder) == "changed")
      #expect(try text("other.v", in: folder) == "mine")
      #expect(try text("top.v", in: folder) == before)
      #expect(try names(in: folder) == [".orris-files", "leaf.v", "other.v", "top.f", "top.v"])
    }
  }

  @Test func aFileIsNoFolder() throws {
    try inFolder { parent in
      let file = parent.appending(path: "rtl")
      try "mine".write(to: file, atomically: false, encoding: .utf8)
      let error = #expect(throws: Verilog.FolderError.self) {
        try Verilog.write(Top(leaf: "leaf").elaborated(), to: file)
      }
      #expect(error?.description == "\(file.relativePath): this is a file; the name of a folder is expected")
      #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
      let below = #expect(throws: Verilog.FolderError.self) {
        try Verilog.write(Top(leaf: "leaf").elaborated(), to: file.appending(path: "below"))
      }
      #expect(below?.problem.hasPrefix("this cannot be written: ") == true)
    }
  }

  @Test func theListNamesForeignFilesFirst() throws {
    try inFolder { folder in
      let here = URL(fileURLWithPath: ".").standardizedFileURL
      let local = here.appending(path: "out/rtl")
      let files = ["vendor/types.vh", "vendor/filed.v", "/opt/cells.v"]
      #expect(
        FileList.lines(for: files, in: local)
          == ["+incdir+../../vendor", "../../vendor/filed.v", "/opt/cells.v"])
      try Verilog.write(Top(leaf: "leaf", files: ["/opt/cells.v"]).elaborated(), to: folder)
      #expect(try text("top.f", in: folder) == "/opt/cells.v\nleaf.v\ntop.v\n")
    }
  }
}
