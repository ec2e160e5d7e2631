OPA := 1.22.2
CONFTEST := 0.71.1
GATEKEEPER := 3.23.1
REGAL := 0.35.1
ACTIONLINT := 1.7.12
ACT := 0.2.89
ETCD := 3.6.16
KUBERNETES := 1.36.3
REGISTRY := 3.1.2
ORAS := 1.3.6

# The browser that the HTML report is tested in; make CHROMIUM=/path takes another.
export CHROMIUM ?= /usr/bin/chromium

export PATH := $(CURDIR)/.tools:$(CURDIR)/node_modules/.bin:$(PATH)

.DEFAULT_GOAL := help

help: ## list these verbs
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: dist/bin.js ## check examples/: needs Node alone
	@node dist/bin.js examples || test $$? -eq 1
	@echo 'examples/after on its own:' && node dist/bin.js examples/after

test: check .corpus/complete $(CHROMIUM) ## check, then run every test there is
	@rm -rf .results && mkdir .results
	opa test -b policies --timeout 300s --coverage --threshold 95 --format json > .results/coverage.json || { cat .results/coverage.json; exit 1; }
	opa test -b policies --timeout 300s --format json > .results/opa.json
	vitest run --exclude 'test/e2e/**' --testTimeout=60000 --reporter=default --reporter=json --outputFile=.results/vitest.json
	@node tools/parity.js --check
	@node tools/sum.js

e2e: tools cluster .tools/registry-$(REGISTRY) .tools/oras-$(ORAS) dist/bin.js bundle .corpus/complete ## enforce the rules in a real cluster, serve them to real OPAs
	@mkdir -p .results
	vitest run test/e2e --no-file-parallelism --testTimeout=120000 --hookTimeout=120000 --reporter=default --reporter=json --outputFile=.results/e2e.json
	@node tools/sum.js

parity: node_modules tools .corpus/complete ## compare every engine, on real files too, and write docs/parity.md
	rm -rf .results/parity
	vitest run test/parity
	node tools/parity.js

check: node_modules tools dist/bin.js ## format, lint, types, generated files
	opa fmt --list --fail policies
	opa check --strict --capabilities .tools/capabilities.json --ignore '*.yaml' policies/lib policies/rules
	opa check --strict --capabilities .tools/capabilities-main.json --bundle policies
	regal lint policies
	prettier --check --log-level warn .
	oxlint --quiet
	tsc -p .
	tsc -p tsconfig.browser.json
	knip
	actionlint -shellcheck= -pyflakes=
	node tools/generate.js --check
	node --import ./tools/typescript.js tools/schema.js --check
	node tools/readme.js --check
	node tools/precision.js --check

format: node_modules tools ## write every file as the formatters want it
	opa fmt --write policies
	prettier --write --log-level warn .

generate: node_modules tools ## make what is made from the sources and committed
	node tools/generate.js
	node --import ./tools/typescript.js tools/schema.js
	node build.js
	node tools/readme.js
	node tools/precision.js

fuzz: node_modules .corpus/complete ## try 20,000 inputs, or INPUTS of them from SEED on: nothing may crash or hang
	node tools/fuzz.js $(INPUTS) $(SEED)

screenshots: dist/bin.js $(CHROMIUM) /usr/bin/pngquant ## make the pictures of docs/images, which are committed
	node tools/screenshots.js

bench: dist/bin.js tools ## measure against node itself and conftest, and how long editors wait
	node bench/bench.js
	node bench/lsp.js

bundle: .tools/opa-$(OPA) .tools/capabilities-main.json ## build bundle.tar.gz for OPA, signed with SIGNING_KEY=FILE or a key made in .keys/
	node tools/generate.js --check
	node tools/bundle.js $(SIGNING_KEY)

dist/bin.js: node_modules build.js bundle.json $(wildcard src/*)
	node build.js

node_modules: package-lock.json
	npm ci --no-audit --no-fund
	@touch node_modules

# What rules and libs may use, and what main may: a rule that compiles runs in every engine.
.tools/capabilities.json .tools/capabilities-main.json: tools/capabilities.js node_modules .tools/opa-$(OPA)
	node tools/capabilities.js $(if $(findstring main,$@),main) > $@

# Every tool by its version, through the Go module proxy, pre-commit from PyPI; .tools/<name> is the one in use.
TOOLS := .tools/opa-$(OPA) .tools/conftest-$(CONFTEST) .tools/gator-$(GATEKEEPER) .tools/regal-$(REGAL) \
         .tools/actionlint-$(ACTIONLINT) .tools/act-$(ACT) .tools/pre-commit/done \
         .tools/oracle .tools/capabilities.json .tools/capabilities-main.json
tools: $(TOOLS) ## build opa, conftest, gator, regal, the oracle and what runs integrations, once

.tools/opa-$(OPA): PACKAGE = github.com/open-policy-agent/opa@v$(OPA)
.tools/conftest-$(CONFTEST): PACKAGE = github.com/open-policy-agent/conftest@v$(CONFTEST)
.tools/gator-$(GATEKEEPER): PACKAGE = github.com/open-policy-agent/gatekeeper/v3/cmd/gator@v$(GATEKEEPER)

.tools/actionlint-$(ACTIONLINT): PACKAGE = github.com/rhysd/actionlint/cmd/actionlint@v$(ACTIONLINT)
.tools/act-$(ACT): PACKAGE = github.com/nektos/act@v$(ACT)
.tools/registry-$(REGISTRY): PACKAGE = github.com/distribution/distribution/v3/cmd/registry@v$(REGISTRY)
.tools/oras-$(ORAS): PACKAGE = oras.land/oras/cmd/oras@v$(ORAS)

.tools/opa-$(OPA) .tools/conftest-$(CONFTEST) .tools/gator-$(GATEKEEPER) .tools/actionlint-$(ACTIONLINT) \
.tools/act-$(ACT) .tools/registry-$(REGISTRY) .tools/oras-$(ORAS):
	GOBIN=$(CURDIR)/.tools/new go install $(PACKAGE)
	$(keep)

.tools/regal-$(REGAL): tools/regal/go.sum
	cd tools/regal && go build -o $(CURDIR)/.tools/new/regal github.com/styrainc/regal
	$(keep)

# Written by `pip-compile --generate-hashes requirements.in`.
.tools/pre-commit/done: tools/pre-commit/requirements.txt
	python3 -m venv --clear .tools/pre-commit
	.tools/pre-commit/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

corpus: .corpus/complete ## download the real files that parity is proved on

.corpus/complete: test/corpus.json tools/corpus.js
	node tools/corpus.js

/usr/bin/chromium:
	apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core || \
	  { echo 'Chromium is missing: install it, or say where it is: make test CHROMIUM=/path/to/chromium'; exit 1; }

# With the letters that the pictures have.
/usr/bin/pngquant:
	apt-get update && apt-get install -y --no-install-recommends pngquant fonts-inter fonts-jetbrains-mono

# BuildKit's frontend, whose version is in its go.mod; see test/parity/oracle.ts.
.tools/oracle: $(wildcard test/oracle/*.go) test/oracle/go.mod test/oracle/go.sum
	cd test/oracle && go build -o $(CURDIR)/$@ .

# What runs a cluster without nodes: a few minutes and some 2 GB of module cache.
CLUSTER := .tools/etcd-$(ETCD) .tools/kube-apiserver-$(KUBERNETES) .tools/kubectl-$(KUBERNETES) \
           .tools/gatekeeper-$(GATEKEEPER) .tools/gatekeeper.yaml
cluster: $(CLUSTER) ## build etcd, the API server, kubectl and Gatekeeper, once

.tools/etcd-$(ETCD): tools/etcd/go.sum
	cd tools/etcd && CGO_ENABLED=0 go build -trimpath -o $(CURDIR)/.tools/new/etcd go.etcd.io/etcd/server/v3
	$(keep)

.tools/kube-apiserver-$(KUBERNETES) .tools/kubectl-$(KUBERNETES): tools/kubernetes/go.sum
	cd tools/kubernetes && CGO_ENABLED=0 go build -trimpath -ldflags '-X k8s.io/component-base/version.gitVersion=v$(KUBERNETES)' \
		-o $(CURDIR)/.tools/new/ k8s.io/kubernetes/cmd/$(name)
	$(keep)

.tools/gatekeeper-$(GATEKEEPER):
	CGO_ENABLED=0 GOBIN=$(CURDIR)/.tools/new go install $(gatekeeper)
	$(keep)

# Its CRDs and roles, as its users apply them.
.tools/gatekeeper.yaml: .tools/gatekeeper-$(GATEKEEPER)
	cp "$$(go mod download -json $(gatekeeper) | node -p 'JSON.parse(fs.readFileSync(0)).Dir')/deploy/gatekeeper.yaml" $@
	@chmod u+w $@ && touch $@

gatekeeper = github.com/open-policy-agent/gatekeeper/v3@v$(GATEKEEPER)
name = $(shell echo $(notdir $@) | sed 's/-[0-9.]*$$//')
define keep
	@mv .tools/new/$(name) $@ && touch $@ && ln -sf $(notdir $@) .tools/$(name)
endef

INPUTS = 20000
SEED = 1

.PHONY: help demo test check format generate bundle fuzz bench tools corpus parity e2e cluster screenshots
