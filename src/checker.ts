import { readConfiguration } from './configuration.ts';
import { failure } from './failure.ts';
import type { Failure } from './finding.ts';
import { fixedText } from './fixing.ts';
import { judge } from './judge.ts';
import type { Judgement } from './judge.ts';
import { kindOfPath } from './kind.ts';
import { openPolicy } from './policy.ts';
import { parse, parseUnnamed } from './read.ts';
import { resultOf } from './result.ts';
import type { Result } from './result.ts';
import { settingsOf, settle } from './settings.ts';
import type { Layer, Settings } from './settings.ts';
import { textOf } from './text.ts';

/** Checks texts, without a disk to read them or configurations from. */
export type Checker = {
  /**
   * Checks one text against the rules, at once. Trouble with the text or the configuration is in `failures`; only bugs
   * are thrown. Nothing is kept from one call to the next.
   */
  checkText: (options: TextOptions) => Result;
  /**
   * Writes what the rules know to write into a text, as `--fix` does into files. Gives the text, how many findings are
   * fixed, and what `checkText` says of it; the text as it was when it cannot be checked. Bytes become text.
   */
  fixText: (options: TextOptions) => { text: string; fixed: number; result: Result };
};

/** A text, and the settings for it; those beside the configuration hold over it. */
export type TextOptions = TextFile &
  Layer & {
    /** The text of a policy-check.yaml (JSON is YAML too) in the folder that `filename` is relative to; its `ignore` means nothing here. */
    configuration?: string | undefined;
  };

export type TextFile = {
  /** The text of a file, or its bytes in UTF-8; 10 MB at most. */
  content: string | Uint8Array;
  /**
   * Tells what the file is, and is its name in the result; `/` separates. Without one the text is Kubernetes objects or
   * else a Dockerfile, and is called `-`.
   */
  filename?: string | undefined;
};

type Bytes = Uint8Array | ArrayBuffer;
/** What `fetch` gives. */
type Fetched = { ok: boolean; status: number; arrayBuffer: () => Promise<ArrayBuffer> };

/**
 * Makes a checker, independent of any other. Rejects with an Error when the policy is not what it should be.
 * @param options.wasm - `policy.wasm` of this very package and version: its bytes, or what `fetch` answers
 */
export async function createChecker({
  wasm,
}: {
  wasm: Bytes | Fetched | Promise<Bytes | Fetched>;
}): Promise<Checker> {
  const policy = await openPolicy(await bytesOf(await wasm));

  function examine(file: string, { content, filename }: TextFile, settings: Settings): Judgement {
    try {
      const text = textOf(content);
      const candidate = { file, kind: kindOfPath(file), named: true };
      const documents = filename === undefined ? parseUnnamed(text) : parse(text, candidate);
      return judge(file, documents ?? [], policy, settings);
    } catch (error) {
      return refused(failure(file, error));
    }
  }

  function checkText({ content, filename, configuration, ...layer }: TextOptions): Result {
    const file = filename ?? '-';
    const settings = settingsFor(file, configuration, layer);
    const judged = 'message' in settings ? refused(settings) : examine(file, { content, filename }, settings);
    return resultOf({ ...judged, files: judged.failures.length === 0 ? 1 : 0 });
  }

  return {
    checkText,
    fixText(options) {
      const before = checkText(options);
      if (before.failures.length > 0) {
        const { content } = options;
        const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
        return { text, fixed: 0, result: before };
      }
      const { text, fixed } = fixedText(textOf(options.content), (content) => {
        const next = checkText({ ...options, content });
        return next.failures.length > 0 ? undefined : next.findings;
      })!;
      return { text, fixed, result: fixed > 0 ? checkText({ ...options, content: text }) : before };
    },
  };
}

async function bytesOf(wasm: Bytes | Fetched): Promise<Bytes> {
  if (!('arrayBuffer' in wasm)) return wasm;
  if (!wasm.ok) throw new Error(`policy.wasm could not be fetched: the server answers ${wasm.status}`);
  return wasm.arrayBuffer();
}

function refused(failure: Failure): Judgement {
  return { findings: [], failures: [failure], suppressed: 0 };
}

const configurationName = 'policy-check.yaml';

function settingsFor(file: string, text: string | undefined, layer: Layer): Settings | Failure {
  try {
    const configuration = readConfiguration(text ?? '', configurationName);
    const overrides = configuration.overrides.filter(({ matches }) => matches(file));
    return settingsOf(settle([configuration, ...overrides, { ...layer, origin: () => '' }]));
  } catch (error) {
    return failure(configurationName, error);
  }
}
