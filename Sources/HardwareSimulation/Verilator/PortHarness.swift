/// The harness of `VerilatedSimulator`: ports by address, clocks raised in a loop on the C++ side.
enum PortHarness {
  /// - Parameter clocks: The names of the clock ports, in the order of the bits of `orris_step`'s `mask`.
  static func source(clocks: [String]) -> VerilatedLibrary.Source {
    let lookup = clocks.map { "static_cast<CData*>(port(\"\($0)\"))" }.joined(separator: ", ")
    let contents = """
      #include "orris.h"
      #include "verilated_syms.h"
      #include <string>
      #include <vector>

      namespace {
      struct Simulation {
        OrrisContext context;
        Vmodel model;
        std::vector<CData*> clocks;
      #if VM_TRACE
        std::unique_ptr<ModelTrace> trace;
      #endif

        explicit Simulation(uint64_t seed) : context(seed), model(&context) {
          orrisClearInputs(model);
          clocks = {\(lookup)};
        }

        void* port(const std::string& name) {
      #define ORRIS_PORT(portName, member) if (name == portName) return &model.member;
          ORRIS_PORTS(ORRIS_PORT)
          return nullptr;
        }

        bool settle() {
          return orrisEvaluate(model) && !orris_stopped();
        }

        /// Moves on to a later time at which the clocks of one mask rise and those of another fall.
        ///
        /// What the bench sets after an edge belongs to the time of that edge: so a time is written when it is left.
        bool change(uint64_t time, uint64_t rising, uint64_t falling) {
      #if VM_TRACE
          if (trace) trace->dump(context.time());
      #endif
          context.time(time);
          for (size_t index = 0; index < clocks.size(); ++index) {
            if (rising >> index & 1) *clocks[index] = 1;
            if (falling >> index & 1) *clocks[index] = 0;
          }
          return settle();
        }

        void closeTrace() {
      #if VM_TRACE
          if (!trace) return;
          trace->dump(context.time());
          trace->close();
          trace.reset();
      #endif
        }
      };
      }

      ORRIS_EXPORT void* orris_create(uint64_t seed) { return new Simulation(seed); }

      ORRIS_EXPORT void orris_destroy(void* simulation) {
        static_cast<Simulation*>(simulation)->closeTrace();
        delete static_cast<Simulation*>(simulation);
      }

      ORRIS_EXPORT void* orris_port(void* simulation, const char* name) {
        return static_cast<Simulation*>(simulation)->port(name);
      }

      /// The names of all scopes that have such variables, one a line.
      ORRIS_EXPORT const char* orris_scopes(void* pointer) {
        static thread_local std::string names;
        names.clear();
        for (const auto& scope : *static_cast<Simulation*>(pointer)->context.scopeNameMap()) {
          names += scope.first;
          names += "\\n";
        }
        return names.c_str();
      }

      /// A variable of the model that was kept within reach; null for any other. `sizes`: the bytes of an entry and of
      /// all.
      ORRIS_EXPORT void* orris_variable(void* pointer, const char* scope, const char* name, uint64_t* sizes) {
        const VerilatedScope* found = static_cast<Simulation*>(pointer)->context.scopeFind(scope);
        const VerilatedVar* variable = found ? found->varFind(name) : nullptr;
        if (!variable) return nullptr;
        sizes[0] = variable->entSize();
        sizes[1] = variable->totalSize();
        return variable->datap();
      }

      ORRIS_EXPORT int orris_settle(void* simulation) { return orrisEvaluate(static_cast<Simulation*>(simulation)->model); }

      /// Raises and lowers the clocks whose bits are set; returns how many times without a failure.
      ORRIS_EXPORT uint64_t orris_step(void* pointer, uint64_t cycles, uint64_t mask) {
        Simulation& simulation = *static_cast<Simulation*>(pointer);
        if (!simulation.settle()) return 0;
        for (uint64_t cycle = 0; cycle < cycles; ++cycle) {
          const uint64_t time = simulation.context.time();
          const bool isFine = simulation.change(time + 5, mask, 0);
          if (!simulation.change(time + 10, 0, mask) || !isFine) return cycle;
        }
        return cycles;
      }

      /// Moves on to a time at which the clocks of one mask rise and those of another fall; 0 where something failed.
      ORRIS_EXPORT int orris_change(void* pointer, uint64_t time, uint64_t rising, uint64_t falling) {
        Simulation& simulation = *static_cast<Simulation*>(pointer);
        return simulation.settle() && simulation.change(time, rising, falling);
      }

      /// Lowers all clocks.
      ORRIS_EXPORT void orris_lower(void* pointer) {
        Simulation& simulation = *static_cast<Simulation*>(pointer);
        for (CData* clock : simulation.clocks) *clock = 0;
        orrisEvaluate(simulation.model);
      }

      /// Starts a trace file; 0 where it cannot be written.
      ORRIS_EXPORT int orris_open_trace(void* pointer, const char* path, const char* names) {
      #if VM_TRACE
        Simulation& simulation = *static_cast<Simulation*>(pointer);
        simulation.closeTrace();
        simulation.trace = orrisOpenTrace(simulation.model, path, names);
        return simulation.trace != nullptr;
      #else
        return 0;
      #endif
      }

      ORRIS_EXPORT void orris_close_trace(void* simulation) { static_cast<Simulation*>(simulation)->closeTrace(); }

      """
    return VerilatedLibrary.Source(name: "harness.cpp", contents: contents)
  }
}
