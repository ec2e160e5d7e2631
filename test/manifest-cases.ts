/** What one YAML scalar, as the item of a list, is for conftest. */
export const scalars: [written: string, value: unknown][] = [
  ...each('y Y yes Yes YES on On ON true True TRUE', () => true),
  ...each('n N no No NO off Off OFF false False FALSE', () => false),
  ...each('~ null Null NULL !!null &anchor', () => null),
  ...each('tRUE yEs nULL << = + . _ _1 0x 0b2 0o8 1e 1e400 -1e400 12:30 12:30:45', (written) => written),
  ...each('2001-01-01 2001-12-14t21:59:43.10-05:00 1.2.3 1_a -_ .inf5 ..5 ._5 .5__0', (written) => written),
  ...each('0xFFFFFFFFFFFFFFFFF +0xFFFFFFFFFFFFFFFF 1,000 a_b ٣ 1k 0x1p4', (written) => written),
  ...each('017 0o17 0O17 0xF 0XF 0b1111 +15 15. 1_5 1__5_ 15e0 1.5E+1 150e-1 0x_F', () => 15),
  ...Object.entries({
    '-017': -15,
    '-0Xf': -15,
    '0b-11': -3,
    '00': 0,
    '0800': 800,
    '08.5': 8.5,
    '0_8': 8,
    '1e3': 1000,
    '.5': 0.5,
    '.5_0': 0.5,
    '-.5e1': -5,
    '1e-400': 0,
    '9007199254740993': 9007199254740992,
    '18446744073709551615': 18446744073709552000,
    '18446744073709551616': 18446744073709552000,
    '01777777777777777777777': 18446744073709552000,
    '07777777777777777777777': 7.777777777777777e21,
    "'yes'": 'yes',
    '"1e3"': '1e3',
    "''": '',
    "!!null ''": null,
    '!!str yes': 'yes',
    '!!str': '',
    '! 12': '12',
    '!my 12': '12',
    '!!int "0x1F"': 31,
    '!!float 3': 3,
    '!!bool "off"': false,
    '!!timestamp 2001-01-01': '2001-01-01',
    '!<tag:yaml.org,2002:int> "7"': 7,
    '!!binary aGVsbG8=': 'hello',
    '!!binary YfCfmIBi4oI=': 'a😀b\ufffd\ufffd',
    '!!str [yes]': [true],
    '!!set {a}': { a: null },
    '!!omap [a: 1]': [{ a: 1 }],
  }),
];

function each(words: string, value: (word: string) => unknown): [string, unknown][] {
  return words.split(' ').map((word) => [word, value(word)]);
}

/** What a text with one YAML document is for conftest. */
export const accepted: [text: string, value: unknown][] = [
  ['', null],
  ['# a\n\n  # b\n', null],
  ['---\n', null],
  ['\ufeffa: 1\nb: 2\n', { a: 1, b: 2 }],
  ['a: |\r\n  x\r\n  y\r\nb: "x\r\n  y"\r\n', { a: 'x\ny\n', b: 'x y' }],
  ['a: 1\rb: |\r  x\r', { a: 1, b: 'x\n' }],
  ['%TAG !e! tag:e.com,2000:\n---\n!e!x a\n', 'a'],
  ['%YAML 1.1\n---\na: 1\n', { a: 1 }],
  ['{"a": [1, true, null, "\\u00e9\\n"], "b": {}}', { a: [1, true, null, 'é\n'], b: {} }],
  // Keys are text.
  [
    '1: a\n1.5: b\nOff: c\n017: d\n2001-01-01: e',
    { '1': 'a', '1.5': 'b', false: 'c', '15': 'd', '2001-01-01': 'e' },
  ],
  [
    '1e6: a\n1000000: b\n1234567.0: c\n0.00001: d',
    { '1e+06': 'a', '1000000': 'b', '1.234567e+06': 'c', '1e-05': 'd' },
  ],
  ['9007199254740993: a\n!!str 1: b\n!!binary YQ==: c', { '9007199254740993': 'a', '1': 'b', a: 'c' }],
  ['a: &k b\n*k : c', { a: 'b', b: 'c' }],
  ['? a\n: b\n? c\n', { a: 'b', c: null }],
  [
    '{"__proto__": {"constructor": 1}, "toString": 2}',
    JSON.parse('{"__proto__": {"constructor": 1}, "toString": 2}'),
  ],
  // The last one wins, whether it comes twice or is merged.
  ['a: {x: 1}\na: {w: 2}\n', { a: { w: 2 } }],
  ['a: &a {x: 1, w: 1}\nb:\n  <<: *a\n  w: 2\n', { a: { x: 1, w: 1 }, b: { x: 1, w: 2 } }],
  ['a: &a {w: 1}\nb:\n  w: 2\n  <<: *a\n', { a: { w: 1 }, b: { w: 1 } }],
  ['<<: [{x: 1, w: 1}, {w: 2, z: 2}]\n', { x: 1, w: 1, z: 2 }],
  ['a: &a\n  <<: {x: 1}\nb:\n  <<: *a\n', { a: { x: 1 }, b: { x: 1 } }],
  ['"<<": {x: 1}', { '<<': { x: 1 } }],
  ['!!merge "<<": {x: 1}\n', { x: 1 }],
  ['a: &a {x: &b [1]}\nb: *a\nc: *b\nd: &a 2\ne: *a\n', { a: { x: [1] }, b: { x: [1] }, c: [1], d: 2, e: 2 }],
  // Text in its five styles.
  ['a: x\n  y\n\n  z # c\n', { a: 'x y\nz' }],
  ["'it''s\n\n\n  b'", "it's\n\nb"],
  ['"x  \n\n  y\n  z\\\n  !\\\n\n  ."', 'x\ny z!\n.'],
  [
    String.raw`"\0\a\b\t\n\v\f\r\e\ \"\\\N\_\L\P\x41\u00e9\U0001F600"`,
    '\0\x07\b\t\n\v\f\r\x1b "\\\x85\xa0\u2028\u2029Aé😀',
  ],
  [
    'a: |\n\n  x\n   y\n\n  z\n\nb: |+\n  x\n\nc: |-\n  x\n\nd: |1\n  x\n',
    { a: '\nx\n y\n\nz\n', b: 'x\n\n', c: 'x', d: ' x\n' },
  ],
  ['a: >\n  x\n  y\n\n  z\n   w\n  v\n\n   u\n\n  t\n', { a: 'x y\nz\n w\nv\n\n u\n\nt\n' }],
  ['a: |\n  x', { a: 'x' }],
  ['a: |\n   \nb: |+\n\n', { a: '', b: '\n' }],
  // Within brackets and quotes the margin means nothing.
  ['a: [\n  x, # c\n  "# d",\n]\nb: {\n  c: 1 # }\n  # ]\n}\n', { a: ['x', '# d'], b: { c: 1 } }],
  ["a: [don't, # '\nb]\n", { a: ["don't", 'b'] }],
  ['a: {\n\t"b": [\n\t\t"x"\n\t]\n}\nc:\t{ d: 1 }\n', { a: { b: ['x'] }, c: { d: 1 } }],
  ['a: "x # y\nz"\nb: \'p\r\nq\'\n', { a: 'x # y z', b: 'p q' }],
  ['a: [2001:db8::, a:b, "c":d, g :, {e:}]', { a: ['2001:db8::', 'a:b', { c: 'd' }, 'g :', { 'e:': null }] }],
];

/** What a file of several YAML documents is for conftest. */
export const streams: [text: string, values: unknown[]][] = [
  ['a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
  ['# licence\n---\na: 1\n---\n', [null, { a: 1 }, null]],
  ['---\n---\na: |\n  x\n---\nb: 2\n', [null, { a: 'x' }, { b: 2 }]],
  ['a: 1\r\n---\r\nb: 2\r\n', [{ a: 1 }, { b: 2 }]],
  ['a: 1\n...\n%YAML 1.1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
  ['%YAML 1.1\n---\na: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
  ['a: &a 1\n---\nb: "---"\n', [{ a: 1 }, { b: '---' }]],
];

/** Documents that conftest does not look at, but kubectl does. */
export const overlooked: [text: string, values: unknown[]][] = [
  ['a: 1\n--- # comment\nb: 2\n', [{ a: 1 }, { b: 2 }]],
  ['a: 1\n---  \nb: 2\n---\nc: 3\n', [{ a: 1 }, { b: 2 }, { c: 3 }]],
  ['a: 1\n---\t\nb: 2', [{ a: 1 }, { b: 2 }]],
  ['a: 1\n---\nb: 2\r\n', [{ a: 1 }, { b: 2 }]],
  ['a: 1\n...\nb: 2\n', [{ a: 1 }, { b: 2 }]],
  ['--- {a: 1}\n--- {b: 2}\n', [{ a: 1 }, { b: 2 }]],
];

/** What conftest refuses too. */
export const refused: [text: string, place: string, message: string][] = [
  ['a: b\n c: d\n', '2:3', 'not valid YAML: bad indentation of a mapping entry'],
  ['a: "x\n', '2:1', 'not valid YAML: unexpected end of the stream within a double quoted scalar'],
  ['a:\n\tb: 1\n', '2:1', 'not valid YAML: tab characters must not be used in indentation'],
  ['a: [1\n', '2:1', 'not valid YAML: unexpected end of the stream within a flow collection'],
  ['- *a\n', '1:3', 'not valid YAML: no anchor &a stands before *a'],
  ['a: &a\n  b: *a\n', '2:6', 'this alias stands for something that contains itself'],
  ['a: &a\n  <<: *a\n', '2:7', 'this alias stands for something that contains itself'],
  ['? [a]\n: b\n', '1:3', 'a key must be text, not a sequence'],
  ['? {a: b}\n: b\n', '1:3', 'a key must be text, not a mapping'],
  ['a: 1\n~: b\n', '2:1', '~ cannot be a key'],
  ['- : b\n', '1:1', 'a key is missing'],
  ['18446744073709551615: b\n', '1:1', '18446744073709551615 cannot be a key'],
  ['<<: [a]\n', '1:6', '<< takes a mapping or a list of mappings'],
  ['a: &a [{}]\nb: {<<: *a}\n', '2:9', '<< takes a mapping or a list of mappings'],
  ['a: .inf\n', '1:4', 'JSON has no such number: .inf'],
  ['a: -.NaN\nb: .NaN\n', '2:4', 'JSON has no such number: .NaN'],
  ['a: !!int x\n', '1:10', 'the text is not what its tag !!int says'],
  ['a: !!binary "?"\n', '1:13', 'the text is not what its tag !!binary says'],
  ['a: !!null x\n', '1:11', 'the text is not what its tag !!null says'],
  ['a: "\\ud800"\n', '1:5', 'not valid YAML: this escape stands for no character'],
  ['a: b\0\n', '1:5', 'not valid YAML: the control character U+0000 is not allowed'],
  ['a: b\n# \x1b\n', '2:3', 'not valid YAML: the control character U+001B is not allowed'],
  ['a: [x?y]\n', '1:6', 'not valid YAML: text with this ? within brackets needs quotes'],
  ['a: [x, :y]\n', '1:8', 'not valid YAML: text with this : within brackets needs quotes'],
  ['a: {b:{c: d}}\n', '1:6', 'not valid YAML: a space must follow this colon'],
  ['a: *b.c\n', '1:6', 'not valid YAML: only letters, digits, - and _ may be in an anchor'],
  ['a: {{ .Values.a }}\n', '1:4', 'this is a template: render it first (`helm template … | policy-check -`)'],
  ['a:\n  {{- toYaml .b | nindent 2 }}\n', '2:3', 'this is a template'],
  ['{{- if .a }}\na: "{{ .b }}"\n{{- end }}\n', '1:1', 'this is a template'],
];

/** What conftest takes, but for a part of what is there or for more than anyone can check. */
export const refusedOnly: [text: string, place: string, message: string][] = [
  [
    '{"kind": "A"}\n{"kind": "B"}\n',
    '2:1',
    'not valid YAML: end of the stream or a document separator is expected',
  ],
  ['# a\u2028kind: Pod\n', '1:4', 'not valid YAML: U+2028 must be written as an escape in double quotes'],
  ['a: "b\x85c"\n', '1:6', 'not valid YAML: U+0085 must be written as an escape in double quotes'],
  ['# a\n\ufeff{a: 1}\n', '2:1', 'not valid YAML: U+FEFF must be written as an escape in double quotes'],
  ['- a: "b"# c\n', '1:9', 'not valid YAML: bad indentation of a mapping entry'],
  ['['.repeat(600) + ']'.repeat(600), '1:502', 'not valid YAML: nested more than 500 levels deep'],
];
