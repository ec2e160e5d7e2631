import * as sdk from '@open-policy-agent/opa-wasm';
import { clock } from './clock.ts';
import { InputError } from './errors.ts';
import type { Path, Severity } from './finding.ts';
import type { PolicyFix } from './fix.ts';
import type { Settings } from './settings.ts';
import { report as isReport } from './validators.ts';

/** What the policy answers about one input. */
export type Report = {
  findings: {
    rule: string;
    msg: string;
    details: {
      path: Path;
      severity: Severity;
      subject: string;
      token?: string;
      occurrence?: number;
      extra?: string;
      fix?: PolicyFix;
    };
  }[];
  /** How many findings the input itself asks to pass over. */
  suppressed: number;
  /** Why the input as a whole could not be judged. */
  failures: { message: string }[];
  /** What the input is made of, when the settings ask: each use of an image, and the stages that have a name. */
  inventory?: {
    /** `path` is what stands between the registry and the last component of the name. */
    images: { registry: string; path: string[] }[];
    stages: string[];
  };
};

export type Policy = {
  /** Judges one input, any JSON value; an InputError when the policy cannot cope with it. */
  evaluate: (input: unknown, settings: Settings) => Report;
};

type Bytes = Uint8Array | ArrayBuffer;

// Among Node's types this is missing; it comes with those of the browser.
declare const WebAssembly: {
  compile: (bytes: Bytes) => Promise<object>;
  RuntimeError: new () => Error;
};

// The SDK's types list this function as an export, but in an ES module it is only on the default one.
const { loadPolicySync } = (sdk as unknown as { default: typeof sdk }).default;

/** Pages of memory (64 KiB each) to begin with: that is quickly had, and enough for most inputs. */
const few = 256;

/** Inputs with more bytes of JSON than this get an instance that has all its memory from the beginning. */
const large = 32 * 1024;

/**
 * Makes a policy of its compiled form. It judges one input at a time, in a memory of its own.
 * @param wasm - the bytes of policy.wasm
 * @param most - how many pages of memory it may use; it takes up to 2 KB for each byte of its input
 */
export async function openPolicy(wasm: Bytes, most = 32_768): Promise<Policy> {
  const module = await WebAssembly.compile(wasm);
  // The SDK's asynchronous loader would touch `Response`, for which Node loads its whole HTTP client.
  const load = (initial: number) => loadPolicySync(module, { initial, maximum: most }, clock);
  let pages = Math.min(few, most);
  let instance = load(pages);
  let current: Settings | undefined;

  function renew(): void {
    current = undefined;
    try {
      instance = load(pages);
    } catch {
      // The system does not grant so much at once.
      instance = load(Math.min(few, most));
    }
  }

  return {
    evaluate(input, settings) {
      try {
        // As bytes: the SDK takes null and other falsy inputs for no input at all.
        const bytes = new TextEncoder().encode(JSON.stringify(input));
        if (bytes.length > large && pages < most) {
          // Memory that grows beyond some 64 MB has V8 collect garbage page by page: seconds instead of milliseconds.
          pages = most;
          renew();
        }
        if (settings !== current) {
          instance.setData({ policy_check: settings });
          current = settings;
        }
        const answer: unknown = instance.evaluate(bytes.buffer);
        const report: unknown = Array.isArray(answer) ? answer[0]?.result : undefined;
        if (isReport(report)) return report;
        const { instancePath, message } = isReport.errors![0]!;
        throw new Error(`the policy breaks its contract: ${instancePath || 'its answer'} ${message}`);
      } catch (error) {
        // Whatever went wrong, its memory may be left half-written.
        renew();
        throw understood(error);
      }
    },
  };
}

/** The SDK throws text when the policy aborts; WASM traps and overflows come as RuntimeError and RangeError. */
function understood(error: unknown): unknown {
  const abort = typeof error === 'string' ? error : undefined;
  if (
    abort?.startsWith('opa_malloc') ||
    error instanceof WebAssembly.RuntimeError ||
    error instanceof RangeError
  ) {
    return new InputError(
      'this input is too large or too deeply nested for the policy',
      {},
      { cause: error },
    );
  }
  if (abort !== undefined) return new InputError(`the policy gave up on this input: ${abort}`);
  if (error instanceof Error) return error;
  return new Error(`the policy's runtime failed: ${JSON.stringify(error)}`);
}
