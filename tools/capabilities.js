// Prints the OPA capabilities that every rule must live within, so that what compiles here runs in WASM, in conftest and
// in Gatekeeper: the built-ins that OPA's WASM runtime has itself, those that its JavaScript SDK adds, and the syntax of
// OPA 1.6. With `main`, also what main alone may use: the clock, which the program gives to the WASM module.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

process.chdir(`${import.meta.dirname}/..`);
const sdk = JSON.parse(readFileSync('node_modules/@open-policy-agent/opa-wasm/capabilities.json', 'utf8'));

// The SDK's own list is of an older WASM runtime: good for the names of the built-ins, useless for syntax.
const native = sdk.builtins.map(({ name }) => name);
const supplied = ['sprintf', 'regex.split', 'json.is_valid'];
const compiledAway = ['rego.metadata.chain', 'rego.metadata.rule'];
const clock = process.argv[2] === 'main' ? ['time.now_ns', 'time.parse_rfc3339_ns'] : [];

const allowed = new Set([...native, ...supplied, ...compiledAway, ...clock]);
// Marshalled YAML differs between engines, and the program leaves that part of the SDK out.
for (const name of ['yaml.marshal', 'yaml.unmarshal', 'yaml.is_valid', 'rand.intn']) allowed.delete(name);

const opa = JSON.parse(execFileSync('.tools/opa', ['capabilities', '--current'], { encoding: 'utf8' }));
const capabilities = {
  ...opa,
  builtins: opa.builtins.filter(({ name }) => allowed.has(name)),
  features: ['keywords_in_refs', 'rego_v1'],
};
process.stdout.write(JSON.stringify(capabilities));
