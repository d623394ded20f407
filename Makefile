# Everything that is done with this project. `make help` lists it.

# The tools that the project installs for itself; the Swift side looks here first and at the PATH next.
export ORRIS_TOOLS ?= $(CURDIR)/.tools

# How everything is built for the targets below: debug builds sooner, and runs the mapper and the reference many times slower.
# Tests look into the libraries, also where these are optimised; with one set of flags everything is built once.
CONFIGURATION ?= release
FLAGS = -c $(CONFIGURATION) -Xswiftc -enable-testing
ORRIS = swift run $(FLAGS) orris

PRESETS = eyeriss edge tiny
LIBRARIES = Hardware HardwareSimulation HardwareLibrary

# For `make fuzz`: how many pairs of architecture and layer, and the first random seed (none: a new one, printed).
COUNT ?= 2000
SEED ?=
# For `make bench-networks`: which parts, for example "whole mobilenet"; none: all, and the pages that show them.
PARTS ?=

.PHONY: help demo test test-scripts test-networks test-axi examples prove rtl lint lint-swift bench bench-networks fuzz format docs tools clean doctor verilator
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: verilator ## recognise handwritten digits on generated hardware, simulated by Verilator
	$(ORRIS) demo

test: tools ## build and run all tests
	swift build $(FLAGS) --build-tests
	swift test $(FLAGS) --skip-build

test-scripts: tools ## test the scripts behind these targets
	scripts/tests/run

test-axi: doctor ## drive the accelerator with bus models of others: cocotb and cocotbext-axi
	@scripts/tools icarus cocotb
	scripts/test-axi

examples: tools ## build, test and lint the designs of Examples/, a package that depends on the language alone
	swift build --package-path Examples --build-tests
	swift test --package-path Examples --skip-build
	rm -rf build/examples
	swift run --package-path Examples --skip-build examples $(CURDIR)/build/examples
	scripts/lint build/examples/*/

prove: tools ## prove that decoding a compressed chunk undoes encoding it, and that vectors and loops change no module
	scripts/prove-codec
	scripts/prove-vectors

rtl: doctor ## write the presets' Verilog into rtl/
	swift build $(FLAGS) --product orris
	for preset in $(PRESETS); do rm -rf rtl/$$preset; $(ORRIS) generate --preset $$preset -o rtl/$$preset || exit 1; done

lint: tools ## check the presets' Verilog and SystemVerilog with Verilator, Icarus, Yosys and slang: no warning from any
	scripts/lint
	swift build $(FLAGS) --product orris
	rm -rf build/systemverilog
	for preset in $(PRESETS); do \
	  $(ORRIS) generate --preset $$preset --dialect systemverilog -o build/systemverilog/$$preset || exit 1; done
	$(ORRIS) generate --preset tiny --dialect systemverilog --wire-names meaning --source-comments all --prefix npu_ \
	  --clock aclk --reset aresetn --reset-style async --reset-active low -o build/systemverilog/tiny_aresetn
	scripts/lint build/systemverilog/*/

lint-swift: ## check the Swift sources with swift format: layout, and that every public declaration has a comment
	@scripts/lint-swift

bench: verilator ## measure elaboration, emission, Verilation and the simulation's speed
	$(ORRIS) bench

bench-networks: verilator ## measure networks in RTL and write docs/performance.md anew: an hour, can be stopped
	$(ORRIS) bench-networks -o build/networks $(if $(PARTS),--only $(PARTS),--document docs/performance.md README.md)

test-networks: verilator ## whole networks in RTL, and labelled images on the golden model, against an independent runtime
	rm -rf build/test-networks
	$(ORRIS) bench-networks -o build/test-networks --only whole accuracy

fuzz: verilator ## compare random architectures and layers with the golden model (COUNT=2000 SEED=)
	$(ORRIS) fuzz --count $(COUNT) $(if $(SEED),--seed $(SEED))

format: doctor ## format the Swift sources in place
	swift format --in-place --parallel --recursive Package.swift Sources Tests Examples/Package.swift Examples/Sources \
	  Examples/Tests

docs: doctor ## build the libraries' documentation into build/docs/
	mkdir -p build
	swift package --allow-writing-to-directory build/docs generate-documentation $(LIBRARIES:%=--target %) \
	  --enable-experimental-combined-documentation --transform-for-static-hosting --output-path build/docs
	@echo "To read it: python3 -m http.server --directory build/docs 8000, then http://localhost:8000/documentation/"

tools: doctor ## install Verilator, Yosys and Icarus Verilog into .tools/ where they are missing
	@scripts/tools

clean: ## delete what was built (the tools in .tools/ stay)
	swift package clean
	rm -rf build Examples/.build

verilator: doctor
	@scripts/tools verilator

doctor:
	@scripts/doctor
