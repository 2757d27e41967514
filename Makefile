# headcount: `make demo` plans the scenario bank, `make check` runs the tests; both install what is missing.
# Variables: SAN=1 builds with ASan and UBSan in build-asan; BUILD=DIR elsewhere; NO_INSTALL=1 only reports.

VERSION  = 0.1.0
BUILD   ?= build$(if $(SAN),-asan)
CC       = gcc
OPT     ?= $(if $(SAN),-O1 -fsanitize=address$(comma)undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer,-O2)
comma    = ,
CFLAGS   = -std=c11 -g $(OPT) -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
CPPFLAGS = -Iinclude -D_GNU_SOURCE -DHEADCOUNT_VERSION='"$(VERSION)"' -MMD -MP
PC       = gsl jansson libical libzip expat xlsxwriter nettle
# GLPK and libcsv ship no .pc file. pkg-config runs in the recipes: on a fresh machine it is not there yet.
LIBS     = -lglpk -lcsv $$(pkg-config --libs $(PC)) -lpthread -lm
MAKEJ    = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$$(nproc 2>/dev/null || echo 2))
SHARED  ?= $(or $(HEADCOUNT_SHARED),../shared)
D3       = /usr/share/nodejs/d3/dist/d3.min.js
DEBS     = gcc libc6-dev pkg-config libglpk-dev libcsv-dev libgsl-dev libjansson-dev libical-dev tzdata \
           libzip-dev libexpat1-dev libxlsxwriter-dev nettle-dev node-d3 gettext
TESTDEBS = libcmocka-dev
LONGDEBS = clang libclang-rt-14-dev chromium chromium-driver curl

SRC      = $(wildcard src/*/*.c)
LIBSRC   = $(filter-out src/cli/main.c,$(SRC))
OBJ      = $(LIBSRC:src/%.c=$(BUILD)/%.o)
UNIT     = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
GEN      = $(patsubst tests/gen/%.c,$(BUILD)/%,$(wildcard tests/gen/*.c))
FUZZ     = $(patsubst tests/fuzz/%.c,build-fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
BENCHOBJ = $(patsubst tests/bench/%.c,$(BUILD)/bench/%.o,$(filter-out tests/bench/bench_%,$(wildcard tests/bench/*.c)))
BENCH    = $(patsubst tests/bench/%.c,$(BUILD)/%,$(wildcard tests/bench/bench_*.c))

.PHONY: all install uninstall demo check check-all check-long bench bench-schedule fuzz scenarios deps test-deps long-deps unit clean
all: deps
	+@$(MAKEJ) $(BUILD)/headcount

# DESTDIR is for packagers.
PREFIX  ?= /usr/local
MAN      = $(DESTDIR)$(PREFIX)/share/man/man1/headcount.1
COMPLETE = $(DESTDIR)$(PREFIX)/share/bash-completion/completions/headcount
install: all
	install -D -m 755 $(BUILD)/headcount $(DESTDIR)$(PREFIX)/bin/headcount
	mkdir -p $(dir $(MAN)) $(dir $(COMPLETE))
	$(BUILD)/headcount --man > $(MAN)
	$(BUILD)/headcount completion bash > $(COMPLETE)
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/headcount $(MAN) $(COMPLETE)

demo: all
	@$(BUILD)/headcount plan scenarios/bank -o $(BUILD)/demo; code=$$?; test $$code -le 1 || exit $$code; \
	 echo "exit code $$code; the report is $(BUILD)/demo/report.html"

check: all test-deps
	+@$(MAKEJ) unit && BUILD=$(BUILD) tests/run.sh

check-all: check
	@$(MAKE) --no-print-directory check-long

check-long: all long-deps
	+@$(MAKEJ) unit && BUILD=$(BUILD) tests/run.sh --long

unit: all
	+@$(MAKEJ) $(UNIT) $(BENCH) $(GEN)

bench: all
	+@$(MAKEJ) $(BENCH)
	@for b in $(BENCH); do echo "== $$b"; $$b || exit 1; done

# The optimizer on the public problems, where they are: file,seed,objective,lower_bound,gap,seconds,first_roster_seconds,memory_mb
bench-schedule: all
	+@$(MAKEJ) $(BUILD)/bench_schedule
	@ls $(SHARED)/instances >/dev/null && $(BUILD)/bench_schedule $$(ls $(SHARED)/instances/*/*.txt | sort -V)

# Readers of files under libFuzzer, always the same inputs: FUZZ_RUNS of them or FUZZ_SECONDS for each reader; FUZZ_SEED=N others.
FUZZ_RUNS    ?= 1000000
FUZZ_SECONDS ?= 400
fuzz: deps long-deps
	+@$(MAKEJ) $(FUZZ)
	@tests/fuzz/run.sh $(FUZZ_RUNS) $(FUZZ_SECONDS) $(FUZZ)
FUZZCC       = clang $(CPPFLAGS) -std=c11 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
               -fsanitize-coverage-ignorelist=tests/fuzz/uncovered $$(pkg-config --cflags $(PC))
FUZZOBJ      = $(patsubst src/%.c,build-fuzz/%.o,$(wildcard src/base/*.c src/history/*.c src/model/*.c))
build-fuzz/%.o: src/%.c tests/fuzz/uncovered
	@mkdir -p $(@D)
	@echo "  CC $@"; $(FUZZCC) -c -o $@ $<
build-fuzz/readers.a: $(FUZZOBJ)
	@rm -f $@; ar rcs $@ $(FUZZOBJ)
build-fuzz/fuzz_%: tests/fuzz/fuzz_%.c build-fuzz/readers.a
	@echo "  CC $@"; $(FUZZCC) -o $@ $< build-fuzz/readers.a $(LIBS)
-include $(FUZZOBJ:.o=.d) $(FUZZ:=.d)

$(BUILD)/libheadcount.a: $(OBJ)
	@rm -f $@; ar rcs $@ $(OBJ)
$(BUILD)/headcount: $(BUILD)/cli/main.o $(BUILD)/libheadcount.a
	@echo "  CC $@"; $(CC) $(CFLAGS) -o $@ $^ $(LIBS)
$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  CC $@"; $(CC) $(CPPFLAGS) $(CFLAGS) $$(pkg-config --cflags $(PC)) -c -o $@ $<
$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/libheadcount.a
	@mkdir -p $(@D)
	@echo "  CC $@"; $(CC) $(CPPFLAGS) -Itests/unit $(CFLAGS) -o $@ $< $(BUILD)/libheadcount.a -lcmocka $(LIBS)
$(BUILD)/bench_%: tests/bench/bench_%.c $(BUILD)/libheadcount.a
	@echo "  CC $@"; $(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(filter %.o,$^) $(BUILD)/libheadcount.a $(LIBS)
$(BUILD)/bench/%.o: tests/bench/%.c
	@mkdir -p $(@D)
	@echo "  CC $@"; $(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
$(BUILD)/bench_schedule $(BUILD)/bench_pricing: $(BENCHOBJ)
$(BUILD)/generate_%: tests/gen/generate_%.c $(BUILD)/libheadcount.a
	@echo "  CC $@"; $(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(BUILD)/libheadcount.a $(LIBS)
# Makes the histories and people of the scenarios that ship again; what is committed is its output.
scenarios: $(BUILD)/generate_scenarios
	$(BUILD)/generate_scenarios scenarios
# The parts of report.html and the catalogue of its texts are built into the program.
$(BUILD)/report/assets.o: CPPFLAGS += -DD3_FILE='"$(D3)"' -DZH_FILE='"$(BUILD)/report/zh.mo"'
$(BUILD)/report/assets.o: $(wildcard src/report/assets/*) $(BUILD)/report/zh.mo
$(BUILD)/report/zh.mo: src/report/po/zh.po
	@mkdir -p $(@D)
	msgfmt --check-format -o $@ $<
-include $(OBJ:.o=.d) $(BENCHOBJ:.o=.d) $(BUILD)/cli/main.d $(UNIT:=.d) $(BENCH:=.d) $(GEN:=.d)

# What is missing is installed through apt as root or with sudo; elsewhere the exact command is printed.
define need
	@missing=; for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	 test -z "$$missing" && exit 0; \
	 cmd="apt-get install -y --no-install-recommends$$missing"; \
	 if ! command -v apt-get >/dev/null; then echo "missing; install the equivalents of:$$missing"; \
	   echo "  Fedora: dnf install gcc make pkgconf glpk-devel libcsv-devel gsl-devel jansson-devel libical-devel libzip-devel expat-devel libxlsxwriter-devel nettle-devel gettext libcmocka-devel"; \
	   echo "  macOS:  brew install glpk libcsv gsl jansson libical libzip expat libxlsxwriter nettle gettext cmocka d3"; exit 2; fi; \
	 if [ -n "$(NO_INSTALL)" ]; then echo "missing:$$missing"; echo "install with: $$cmd"; exit 2; fi; \
	 if [ "$$(id -u)" = 0 ]; then s=; elif sudo -n true 2>/dev/null; then s=sudo; else echo "missing:$$missing"; echo "ask for: sudo $$cmd"; exit 2; fi; \
	 $$s apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$s $$cmd
endef
deps:
	$(call need,$(DEBS))
test-deps:
	$(call need,$(TESTDEBS))
long-deps:
	$(call need,$(TESTDEBS) $(LONGDEBS))

clean:
	rm -rf build build-asan build-fuzz
