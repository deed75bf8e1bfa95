# Commands of the project; `make help` explains them. The work is done by the scripts under tools/.
.DEFAULT_GOAL := help
.PHONY: help up test soak trials preview down tools build format golden reliability lint dashboard bench

help: ## What each command does
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo '  TARGET=current  the cluster of the current kubeconfig context instead of the embedded one'
	@echo '  STACK=NAME      the stack file Pulumi.NAME.yaml (embedded: local; current: dev)'
	@echo '  CHART=...       another etcd chart: oci:// address, folder, .tgz, or contract'

up: ## From a fresh checkout to a healthy etcd
	@tools/up

test: ## Every test that this machine can run; the last line counts them
	@tools/test

soak: ## The tests that take too long for every change: large data, each step of a restore killed
	@tools/test --soak

trials: ## Tests that are written and have not yet passed
	@tools/test --trials

preview: ## What `make up` would change
	@tools/preview

down: ## Remove the embedded cluster and all that it made
	@tools/down

tools: ## Get the tools only
	@tools/toolchain

build: ## The jars and their class archives
	@tools/build

format: ## Format the Java sources
	@mvn -q -B spotless:apply

golden: ## Write golden files and configuration schema anew; read the difference before committing it
	@mvn -q -B test -Dtest=GoldenTest,ConfigurationSchemaTest,OperatorCommandTest -Dgolden.update=true

reliability: ## Write docs/reliability.md from the results of the last runs of the tests
	@mvn -q -B test -Dtest=ReliabilityDocumentTest -Dreliability.update=true

lint: ## shellcheck over every script, actionlint over the workflows
	@tools/lint

dashboard: ## Draw docs/dashboard.png from what Prometheus answered in the last run of MonitoringE2E
	@tools/dashboard

bench: ## The measurements of docs/performance.md, on the embedded cluster
	@tools/bench
