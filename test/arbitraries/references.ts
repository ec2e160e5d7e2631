import fc from 'fast-check';

/** The parts of an image reference, each as written; `host` and `tag` and `digest` may be empty. */
export type Reference = { host: string; path: string[]; tag: string; digest: string };

const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';
const letters = `${lower}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const hexadecimal = '0123456789abcdef';

/** A text of `min` to `max` of these characters. */
function word(characters: string, min: number, max: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters), minLength: min, maxLength: max });
}

// The grammar of github.com/distribution/reference (regexp.go), rule by rule.
const domainComponent = fc
  .tuple(word(letters, 1, 3), fc.option(fc.tuple(word('-', 0, 2), word(letters, 1, 3)), { nil: ['', ''] }))
  .map(([first, rest]) => first + rest.join(''));
const port = fc.nat(65_535).map((number) => `:${number}`);
const maybePort = fc.oneof(fc.constant(''), port);
const dotted = fc.array(domainComponent, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('.'));
const ipv6 = fc
  .array(word('0123456789abcdefABCDEF', 1, 4), { minLength: 1, maxLength: 7 })
  .map((groups) => `[${groups.join(':')}::1]`);
const knownHost = fc.constantFrom(
  'gcr.io',
  'quay.io',
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
);

/** What stands before the first slash and is a registry by its looks. */
const host = fc.oneof(
  fc.tuple(fc.constant('localhost'), maybePort).map((parts) => parts.join('')),
  fc.tuple(dotted, maybePort).map((parts) => parts.join('')),
  fc.tuple(ipv6, maybePort).map((parts) => parts.join('')),
  fc.tuple(domainComponent, port).map((parts) => parts.join('')),
  domainComponent.filter((text) => text.toLowerCase() !== text),
  knownHost,
);

function component(separators: string[]): fc.Arbitrary<string> {
  const rest = fc.array(fc.tuple(fc.constantFrom(...separators), word(lower, 1, 3)), { maxLength: 2 });
  return fc.tuple(word(lower, 1, 6), rest).map(([first, more]) => first + more.flat().join(''));
}

const pathComponent = component(['.', '_', '__', '-', '---']);
const familiarComponent = component(['_', '__', '-', '---']).filter((text) => text !== 'localhost');

const place: fc.Arbitrary<Pick<Reference, 'host' | 'path'>> = fc.oneof(
  fc.record({ host, path: fc.array(pathComponent, { minLength: 1, maxLength: 4 }) }),
  pathComponent.map((name) => ({ host: '', path: [name] })),
  fc
    .tuple(familiarComponent, fc.array(pathComponent, { minLength: 1, maxLength: 3 }))
    .map(([first, more]) => ({ host: '', path: [first, ...more] })),
  fc.constantFrom<Pick<Reference, 'host' | 'path'>>(
    { host: '', path: ['nginx'] },
    { host: 'gcr.io', path: ['distroless', 'static-debian12'] },
    { host: 'cgr.dev', path: ['chainguard', 'node'] },
  ),
);

const tag = fc.oneof(
  fc.constant(''),
  fc.constantFrom('latest', 'nonroot', '1', '3.20'),
  fc.tuple(word(`${letters}_`, 1, 1), word(`${letters}_.-`, 0, 127)).map((parts) => parts.join('')),
);

const digest = fc.oneof(
  word(hexadecimal, 64, 64).map((hex) => `sha256:${hex}`),
  word(hexadecimal, 96, 96).map((hex) => `sha384:${hex}`),
  word(hexadecimal, 128, 128).map((hex) => `sha512:${hex}`),
);

/** Every valid reference, the usual ones more often than not. */
export const reference: fc.Arbitrary<Reference> = fc
  .tuple(place, tag, fc.oneof(fc.constant(''), digest))
  .map(([{ host, path }, tag, digest]) => ({ host, path, tag, digest }))
  // A bare image ID is a name by the grammar, and refused for what it is.
  .filter((each) => !/^[0-9a-f]{64}$/.test(print(each)));

export function print({ host, path, tag, digest }: Reference): string {
  const name = [...(host === '' ? [] : [host]), ...path].join('/');
  return `${name}${tag && `:${tag}`}${digest && `@${digest}`}`;
}

/** The same reference, pinned. */
export function pinned(each: Reference): Reference {
  return { ...each, digest: each.digest || `sha256:${'0a'.repeat(32)}` };
}

const stranger = fc.constantFrom(...' \t\n$!#~+,;é(){}?*%^&=\\\'"<>|`', '\u0000', '\u200b', '😀');

/** Texts that look like references and are none. */
export const invalidReference: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(reference, fc.nat(), stranger).map(([each, at, character]) => {
    const text = print(each);
    const cut = at % (text.length + 1);
    return text.slice(0, cut) + character + text.slice(cut);
  }),
  broken(({ host, path, tag, digest }) => [
    print({ host, path, tag: '', digest: '' }) + ':',
    print({ host, path, tag: '', digest: '' }) + `:@${digest || 'sha256:0'}`,
    print({ host, path, tag: `${tag}${'x'.repeat(129)}`, digest }),
    print({ host, path, tag: `-${tag}`, digest }),
    print({ host, path, tag, digest: 'sha256:' }),
    print({ host, path, tag, digest: pinned({ host, path, tag, digest }).digest.slice(0, -1) }),
    print({ host, path, tag, digest: `${pinned({ host, path, tag, digest }).digest}0` }),
    print({ host, path, tag, digest: `sha256:${'0A'.repeat(32)}` }),
    print({ host, path, tag, digest: `sha512:${'0a'.repeat(32)}` }),
    print({ host, path: [...path, 'App'], tag, digest }),
    print({ host, path: [...path, ''], tag, digest }),
    print({ host, path: ['', ...path], tag, digest }),
    print({ host, path: [...path, '', 'app'], tag, digest }),
    print({ host, path: [...path, '-app'], tag, digest }),
    print({ host, path: [...path, 'app.'], tag, digest }),
    print({ host, path: [...path, 'a..b'], tag, digest }),
    print({ host, path: [...path, 'a___b'], tag, digest }),
    print({ host, path: [...path, 'x'.repeat(256)], tag, digest }),
    print({ host: 'example..com', path, tag, digest }),
    print({ host: '-example.com', path, tag, digest }),
    print({ host: 'example.com:', path, tag, digest }),
    print({ host: 'example.com:port', path, tag, digest }),
    print({ host: '[::1', path, tag, digest }),
    print({ host: '[::g]', path, tag, digest }),
    `https://${print({ host: host || 'example.com', path, tag, digest })}`,
  ]),
);

function broken(ways: (each: Reference) => string[]): fc.Arbitrary<string> {
  return fc.tuple(reference, fc.nat()).map(([each, way]) => {
    const all = ways(each);
    return all[way % all.length]!;
  });
}
