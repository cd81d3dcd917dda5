#!/bin/sh
# Adds the samples, cases and templates of the repository to the corpus of every target. They are not committed: what is kept
# is in `README.md`.
set -eu
cd "$(dirname "$0")/.."

# put TARGET: the standard input as an input of a target, called by what it holds.
put() {
    mkdir -p "fuzz/corpus/$1"
    cat >fuzz/corpus/new
    mv fuzz/corpus/new "fuzz/corpus/$1/$(sha1sum <fuzz/corpus/new | cut -c1-40)"
}

for file in tests/hostile/* $(find tests/cases tests/brands data templates/init -name '*.yaml'); do
    put reading <"$file"
done
for file in $(find tests/mistakes tests/brands data/riverside -name '*.yaml' -size -8k); do
    put repairing <"$file"
done
for file in tests/cases/*/guidance.yaml data/guidance.yaml; do
    put register <"$file"
done
# The built-in register is large: each of its entries on its own as well.
awk '/^[a-z_]+:/ { list = $0; next } /^  - / { count++; file = "fuzz/corpus/entry-" count; print list > file }
    file { print > file }' data/guidance.yaml
for file in fuzz/corpus/entry-*; do
    put register <"$file"
    rm "$file"
done

# A nearer file behind the one that it extends.
for trust in tests/cases/*/trust.yaml tests/brands/trust.yaml data/riverside/trust.yaml; do
    for school in $(find "$(dirname "$trust")" -name '*.yaml' ! -name trust.yaml ! -path '*/templates/*'); do
        { cat "$trust"; printf '\n%%%%%%%%\n'; cat "$school"; } | put merging
        { cat "$trust"; printf '\n%%%%%%%%\n'; cat "$trust"; printf '\n%%%%%%%%\n'; cat "$school"; } | put merging
    done
done

for file in templates/*.yaml $(find tests/cases -path '*/templates/*.yaml'); do
    put templates <"$file"
done
awk '/^```yaml/ { inside = 1; count++; next } /^```/ { inside = 0 } inside { print > ("fuzz/corpus/example-" count) }' docs/templates.md
for file in fuzz/corpus/example-*; do
    { printf 'template: own\ntitle: Own\n'; cat "$file"; } | put templates
    rm "$file"
done

grep -rhoE '\{\{[^}]*\}\}' data templates tests docs README.md | sort -u | while read -r line; do
    printf 'See %s.' "$line" | put wording
    printf '%s' "$line" | sed 's/^{{ *//; s/ *}}$//' | put wording
done
grep -rhoE '^ *(- )?(text|note|value|when): .*' data templates tests/cases | sed 's/^ *\(- \)\{0,1\}[a-z]*: //' | sort -u | while read -r line; do
    printf '%s' "$line" | put wording
done

for file in $(find data tests templates -name '*.svg' -o -name 'wrenfield.png' -o -name '*.jpg'); do
    put pictures <"$file"
done

for file in $(find data tests -path '*evidence/*' -type f -size -100k); do
    put evidence <"$file"
done

for part in tests/integration/fuzzed/house/*; do
    case $part in
    */types.xml) name='[Content_Types].xml' ;;
    */package.rels) name=_rels/.rels ;;
    */document.rels) name=word/_rels/document.xml.rels ;;
    */header.xml) name=word/header1.xml ;;
    */footer.xml) name=word/footer1.xml ;;
    *) name=word/$(basename "$part") ;;
    esac
    { echo "$name"; cat "$part"; } | put house_documents
done
