import { test } from 'vitest';
import { readManifest } from '../../src/manifest.ts';
import { loadPolicy } from '../../src/policy-file.ts';
import { readPodSecurityFixtures } from './corpus.ts';
import type { Disagreement } from './differences.ts';
import { conclude } from './tally.ts';

// Each fixture is named for the one check that it passes or fails: level/version/{pass,fail}/check.yaml.

/** What our rules say where a check that they cover fails, as `rule message`. */
const covered: Record<string, RegExp> = {
  allowprivilegeescalation: /^least-privilege .*allowPrivilegeEscalation/,
  capabilities_baseline: /^least-privilege .*capabilit/,
  capabilities_restricted: /^least-privilege .*capabilit/,
  hostnamespaces: /^least-privilege host(Network|PID|IPC): true/,
  privileged: /^least-privilege privileged: true/,
  runasnonroot: /^non-root-user /,
  runasuser: /^non-root-user runAsUser: 0/,
  seccompprofile_baseline: /^least-privilege .*seccompProfile/,
  seccompprofile_restricted: /^least-privilege .*seccompProfile/,
};

test('the fixtures of the Pod Security Standards', async () => {
  const policy = await loadPolicy();
  const found: Disagreement[] = [];
  let files = 0;
  for (const { name, text } of readPodSecurityFixtures()) {
    const [, file, verdict, check] =
      /testdata\/(\w+\/v[\d.]+\/(pass|fail)\/([a-z_]+)\d*\.yaml)$/.exec(name) ?? [];
    if (verdict === undefined || (verdict === 'fail' && !covered[check!])) continue;
    files++;
    const said = policy
      .evaluate(readManifest(text)[0]!.input, {})
      .findings.filter(({ rule }) => rule === 'least-privilege' || rule === 'non-root-user')
      .map(({ rule, msg }) => `${rule} ${msg}`);
    if (verdict === 'pass') found.push(...said.map((what) => ({ file: file!, what })));
    else if (!said.some((each) => covered[check!]!.test(each)))
      found.push({ file: file!, what: `${check} is not found` });
  }
  conclude(
    { between: 'pod security', what: 'least-privilege and non-root-user', files, facts: files },
    found,
  );
});
