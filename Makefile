# Zwei Befehle genügen: make demo, make test. Beide richten .venv selbst ein (uv installiert darin).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.bereit

.PHONY: demo demo-recorded test check format bench eval baseline eval-live eval-show clean

demo: $(READY)
	$(BIN)/szenario run corpus/konnektivitaet-2035 --offline

# Von Hand geschriebene Antworten durch den echten Client; über ein Modell sagt das nichts.
demo-recorded: $(READY)
	$(BIN)/python -m evals.recordings.play evals/recordings/konnektivitaet-2035 -- \
		$(BIN)/szenario run corpus/konnektivitaet-2035 --model openai:handgeschrieben \
		--out runs/konnektivitaet-handgeschrieben

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	$(BIN)/python benchmarks/clustering.py
	$(BIN)/python benchmarks/retrieval.py
	$(BIN)/python benchmarks/checking.py
	$(BIN)/python benchmarks/labelling.py
	$(BIN)/python benchmarks/voices.py
	$(BIN)/python benchmarks/pseudonyms.py
	$(BIN)/python benchmarks/calls.py
	$(BIN)/python -m evals.answering --set test
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/scale.py

# Die Freigabeprüfung eines Laufs; Code 1, wenn etwas sperrt oder offen ist.
RUN ?= runs/konnektivitaet-2035
eval: $(READY)
	$(BIN)/szenario eval $(RUN) $(ARGS)

# Was die Freigabeprüfung an den Beispielen anders misst als in evals/baseline.json; neu mit ARGS=--write.
baseline: $(READY)
	$(BIN)/python -m evals.baseline $(or $(ARGS),--check)

# Misst das Modell aus SZENARIO_MODEL; Weiteres etwa mit ARGS="--yes --repeat".
eval-live: $(READY)
	$(BIN)/python -m evals.live $(ARGS)

eval-show: $(READY)
	$(BIN)/python -m evals.live --show

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $(READY)

clean:
	rm -rf $(VENV) build dist runs
