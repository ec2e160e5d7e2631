import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ArtifactLocation,
  Fix as SarifFix,
  Location,
  Log,
  Notification,
  Region,
  Result as SarifResult,
} from 'sarif';
import manifest from '../package.json' with { type: 'json' };
import { rules } from './catalogue.ts';
import type { Failure, Range } from './finding.ts';
import type { Fix } from './fix.ts';
import { fingerprints, recipe } from './fingerprint.ts';
import { printable } from './json.ts';
import { textsIn } from './lines.ts';
import { version } from './profiles.ts';
import type { Reporter, ReporterOptions } from './reporters.ts';
import { descriptor } from './sarif-rule.ts';
import { visible } from './terminal.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** What relative addresses are relative to; where that is on the machine that reads the log, it knows better. */
const root = '%SRCROOT%';

/** A snippet longer than this, in UTF-16 units, is left out. */
const maxSnippet = 1000;

/**
 * SARIF 2.1.0, for GitHub's code scanning and editors. Its rules are those that have a result: what else was asked of
 * which file is up to the configurations. A file that could not be checked is a notification.
 */
export const sarif: Reporter = ({ summary, findings, failures }, options) => {
  const textAt = textsIn(options.sources);
  const named = findings.map((finding) => ({
    ...finding,
    file: options.inRepository(finding.file),
    shown: textAt(finding),
  }));
  const prints = fingerprints(named);
  const met = rules.filter(({ id }) => findings.some(({ rule }) => rule === id));
  const indices = new Map(met.map(({ id }, index) => [id, index]));
  const notifications = failures.map((failure) => notification(failure, options));
  const log: Log = {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'policy-check',
            version,
            semanticVersion: version,
            informationUri: manifest.homepage,
            rules: met.map((rule) => descriptor(rule, manifest.homepage)),
          },
        },
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
          },
        ],
        originalUriBaseIds: { [root]: { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding, index): SarifResult => {
          const { rule, severity, message, subject } = finding;
          const physicalLocation = {
            artifactLocation: artifact(named[index]!.file),
            region: regionOf(finding.range, named[index]!.shown),
          };
          const ruleIndex = indices.get(rule);
          return {
            ruleId: rule,
            ...(ruleIndex !== undefined && { ruleIndex }),
            level: severity,
            message: { text: plain(message) },
            locations: [{ physicalLocation, logicalLocations: [{ fullyQualifiedName: visible(subject) }] }],
            partialFingerprints: { [`policyCheck/${recipe}`]: prints[index]! },
            ...(finding.fix && { fixes: [fixOf(finding.fix, physicalLocation.artifactLocation)] }),
          };
        }),
        properties: { files: summary.files, suppressed: summary.suppressed },
      },
    ],
  };
  return printable(log);
};

function regionOf(range: Range, shown: string | undefined): Region {
  const snippet = shown !== undefined && shown.length <= maxSnippet && { snippet: { text: shown } };
  return { ...extent(range), ...snippet };
}

function fixOf({ title, edits }: Fix, artifactLocation: ArtifactLocation): SarifFix {
  const replacements = edits.map(({ range, text }) => ({
    deletedRegion: extent(range),
    insertedContent: { text },
  }));
  return {
    description: { text: plain(title) },
    artifactChanges: [{ artifactLocation, replacements }],
  };
}

function extent({ start, end }: Range): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function notification({ file, message, line, column }: Failure, options: ReporterOptions): Notification {
  const region = line === undefined ? undefined : { startLine: line, startColumn: column ?? 1 };
  const location: Location = {
    physicalLocation: { artifactLocation: artifact(options.inRepository(file)), ...(region && { region }) },
  };
  return { level: 'error', message: { text: plain(message) }, locations: [location] };
}

function artifact(file: string): ArtifactLocation {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  const parts = file.split('/').map((part) => encodeURIComponent(part.replaceAll(/\p{Cs}/gu, '\ufffd')));
  return { uri: parts.join('/'), uriBaseId: root };
}

/**
 * Text for a viewer that makes a link of `[text](address)`. Braces stay single although SARIF would have them doubled:
 * nothing is put into a message without arguments, and viewers show what is there.
 */
function plain(message: string): string {
  return visible(message).replaceAll('](', '] (');
}
