import Foundation

/// The C++ that every harness is built with.
enum HarnessSupport {
  static let hooksName = "orris_hooks.h"
  static let headerName = "orris.h"
  static let stateName = "orris_state.h"
  static let runtimeName = "orris_runtime.cpp"

  /// All files, for what makes two builds different.
  static let texts = [hooks, header, state, VCDNames.source, runtime]

  static func write(to folder: URL) throws {
    let files = [
      (hooksName, hooks), (headerName, header), (stateName, state), (VCDNames.fileName, VCDNames.source),
      (runtimeName, runtime),
    ]
    for (name, text) in files {
      try text.write(to: folder.appendingPathComponent(name), atomically: false, encoding: .utf8)
    }
  }

  /// Included before everything else, in Verilator's runtime too: sends what a model prints to us.
  static let hooks = """
    #pragma once
    #ifdef __cplusplus
    extern "C" int orris_printf(const char* format, ...);
    #endif

    """

  /// What a harness includes.
  static let header = """
    #pragma once
    #include "Vmodel.h"
    #include "orris_ports.h"
    #include "verilated.h"
    #include <cstdio>
    #include <cstring>
    #include <memory>
    #if VM_TRACE_FST
    #include "verilated_fst_c.h"
    using ModelTrace = VerilatedFstC;
    #elif VM_TRACE
    #include "\(VCDNames.fileName)"
    using ModelTrace = NamedVcd;
    #endif

    /// Marks a function that is looked up by name in the library.
    #define ORRIS_EXPORT extern "C" __attribute__((visibility("default")))

    /// Whether an assertion has failed in this thread since `orris_clear`; the text is in `orris_message`.
    extern "C" int orris_stopped();
    extern "C" const char* orris_message();
    extern "C" void orris_clear();

    /// From this seed come the values with which the registers and memories of this thread's next models begin.
    extern "C" void orris_seed(uint64_t seed);

    /// A context whose models begin with the values of a seed.
    struct OrrisContext : VerilatedContext {
      explicit OrrisContext(uint64_t seed) {
        // Tracing has to be announced before the model is made.
        traceEverOn(VM_TRACE);
        orris_seed(seed);
      }
    };

    /// Inputs begin with 0: they are not the model's own.
    inline void orrisClearInputs(Vmodel& model) {
    #define ORRIS_CLEAR(portName, member) std::memset(&model.member, 0, sizeof model.member);
      ORRIS_INPUTS(ORRIS_CLEAR)
    #undef ORRIS_CLEAR
    }

    #if VM_TRACE
    /// Opens a waveform file; null where it cannot be written. `names`: the cases of enumerations, see `NamedVcd`.
    inline std::unique_ptr<ModelTrace> orrisOpenTrace(Vmodel& model, const char* path, const char* names) {
      // Newer FST writers call a file open that they could not open.
      FILE* file = std::fopen(path, "wb");
      if (!file) return nullptr;
      std::fclose(file);
    #if VM_TRACE_FST
      (void)names;
      auto trace = std::make_unique<ModelTrace>();
    #else
      auto trace = std::make_unique<ModelTrace>(names);
    #endif
      model.trace(trace.get(), 99);
      trace->open(path);
      return trace->isOpen() ? std::move(trace) : nullptr;
    }
    #endif

    /// Evaluates the model; false where the runtime reported a fatal error (the text is in `orris_message`).
    template <class Model> inline bool orrisEvaluate(Model& model) {
      try {
        model.eval();
        return true;
      } catch (const std::exception&) {
        return false;
      }
    }

    """

  /// Included before a model's own code: lets registers and memories begin with values of `orris_seed`, the next one
  /// for each word.
  ///
  /// Verilator's own values depend on what other threads do, or are the same in all words of a memory.
  static let state = """
    #pragma once
    #include "verilated.h"

    extern "C" uint64_t orris_random();

    inline WDataOutP orrisRandomWords(int width, WDataOutP words) {
      for (int index = 0; index < VL_WORDS_I(width); ++index) words[index] = static_cast<EData>(orris_random());
      words[VL_WORDS_I(width) - 1] &= VL_MASK_E(width);
      return words;
    }

    #define VL_RAND_RESET_I(width) (static_cast<IData>(orris_random()) & VL_MASK_I(width))
    #define VL_RAND_RESET_Q(width) (static_cast<QData>(orris_random()) & VL_MASK_Q(width))
    #define VL_RAND_RESET_W(width, words) orrisRandomWords(width, words)
    #define VL_SCOPED_RAND_RESET_I(width, scope, salt) VL_RAND_RESET_I(width)
    #define VL_SCOPED_RAND_RESET_Q(width, scope, salt) VL_RAND_RESET_Q(width)
    #define VL_SCOPED_RAND_RESET_W(width, words, scope, salt) VL_RAND_RESET_W(width, words)

    """

  /// Compiled with the runtime: replaces what would end the process.
  static let runtime = """
    #include "verilated.h"
    #include <cstdarg>
    #include <cstdio>
    #include <stdexcept>
    #include <string>

    namespace {
    thread_local std::string message;
    thread_local bool stopped = false;
    thread_local uint64_t randomState = 0;
    }

    extern "C" int orris_printf(const char* format, ...) {
      char text[4096];
      va_list arguments;
      va_start(arguments, format);
      const int length = std::vsnprintf(text, sizeof text, format, arguments);
      va_end(arguments);
      message += text;
      return length;
    }

    void vl_stop(const char*, int, const char*) { stopped = true; }

    void vl_fatal(const char*, int, const char*, const char* text) {
      stopped = true;
      message += text;
      throw std::runtime_error(text);
    }

    #define ORRIS_EXPORT extern "C" __attribute__((visibility("default")))
    ORRIS_EXPORT int orris_stopped() { return stopped; }
    ORRIS_EXPORT const char* orris_message() { return message.c_str(); }
    ORRIS_EXPORT void orris_clear() {
      stopped = false;
      message.clear();
    }

    extern "C" void orris_seed(uint64_t seed) { randomState = seed; }

    /// SplitMix64.
    extern "C" uint64_t orris_random() {
      randomState += 0x9E3779B97F4A7C15ull;
      uint64_t mixed = randomState;
      mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9ull;
      mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBull;
      return mixed ^ mixed >> 31;
    }

    """
}
