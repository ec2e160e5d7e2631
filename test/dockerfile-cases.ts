import type { Path } from '../src/finding.ts';

export type Entry = Record<string, unknown>;

/** An entry as conftest gives it; most instructions have arguments but no flags. */
const entry = (Cmd: string, Value: string[] | null, more: Entry = {}): Entry => {
  const common = { Cmd, Flags: [], JSON: false, Stage: 0, SubCmd: '', Value };
  return { ...common, ...more };
};
const comment = (text: string, more: Entry = {}): Entry => entry('comment', [text], { Flags: null, ...more });
const from = entry('from', ['a']);

/** Texts, and what conftest gives for them; with the fields that it lacks. */
export const accepted: [text: string, input: Entry[]][] = [
  ['FROM a', [from]],
  ['\ufefffrom a\r\n', [from]],
  ['RUN x\nFROM a', [entry('run', ['x']), from]],
  ['ARG A\nFROM a\nFROM b AS c', [entry('arg', ['A']), from, entry('from', ['b', 'AS', 'c'], { Stage: 1 })]],
  ['FROM --platform=linux/arm64 a', [entry('from', ['a'], { Flags: ['--platform=linux/arm64'] })]],
  ['RUN\nCMD []', [entry('run', null, { Flags: null }), entry('cmd', null, { JSON: true })]],

  // Comments and directives.
  ['# syntax=x\n# c\nFROM a\n# end', [comment('c'), from]],
  ['# c\n# escape=x\nFROM a', [comment('c'), comment('escape=x'), from]],
  ['#a\n#\n# b \n\n  # c\nFROM a', [comment('b'), comment('# c'), from]],
  ['\u3000# c\nFROM a', [comment('\ufffd\ufffd# c'), from]],
  ['FROM a\n# c\nFROM b', [from, comment('c', { Stage: 1 }), entry('from', ['b'], { Stage: 1 })]],

  // Continuations.
  ['RUN a \\\n  b\\\t\n\n#c\n \t\n c', [entry('run', ['a   b c'])]],
  ['RUN a \\\\\nRUN b', [entry('run', ['a \\\\']), entry('run', ['b'])]],
  ['\\\nFR\\\nOM a \\', [from]],
  ['# escape=`\nRUN a\\ `\n b\\', [entry('run', ['a\\  b\\'])]],

  // Values.
  ['LABEL a="b c"  d=\'e \\\' f=', [entry('label', ['a', '"b c"', '=', 'd', "'e \\'", '=', 'f', '', '='])]],
  ['ENV a  b  "c', [entry('env', ['a', 'b  "c', ''])]],
  ['ENV a=\\', [entry('env', ['a', '', '='])]],
  ['ARG a "b c"=d e=', [entry('arg', ['a', '"b c"=d', 'e='])]],
  ['EXPOSE 2 \u00a0 1', [entry('expose', ['2', '\u00a0', '1'])]],
  ['RUN ["a\\n\\u00e9", "\\ud800"]', [entry('run', ['a\né', '\ufffd'], { JSON: true })]],
  ['RUN [ -f a ]\nRUN [1e999]', [entry('run', ['[ -f a ]']), entry('run', ['[1e999]'])]],
  ['COPY ["a b", "c"] ', [entry('copy', ['a b', 'c'], { JSON: true })]],
  ['HEALTHCHECK  CMD  a  b', [entry('healthcheck', ['CMD', 'a  b'])]],
  ['HEALTHCHECK CMD ["a"]', [entry('healthcheck', ['CMD', 'a'], { JSON: true })]],
  ['HEALTHCHECK --x NONE', [entry('healthcheck', ['NONE'], { Flags: ['--x'] })]],

  // Flags, which BuildKit reads byte by byte.
  ['COPY --from="a b" --link -- --c d', [entry('copy', ['--c', 'd'], { Flags: ['--from=a b', '--link'] })]],
  ['COPY --from=é a b', [entry('copy', ['a', 'b'], { Flags: ['--from=Ã©'] })]],
  ['COPY --from=à a b', [entry('copy', ['a', 'b'], { Flags: ['--from=Ã'] })]],
  ['COPY --from=\u0800 a b', [entry('copy', ['\ufffd', 'a', 'b'], { Flags: ['--from=à'] })]],
  ['STOPSIGNAL --x 9', [entry('stopsignal', ['9'], { Flags: ['--x'] })]],

  // ONBUILD, and the fields that conftest does not have.
  ['ONBUILD Run --x a', [entry('onbuild', ['a'], { SubCmd: 'Run', SubFlags: ['--x'] })]],
  ['ONBUILD CMD ["a"]', [entry('onbuild', ['a'], { SubCmd: 'CMD', SubFlags: [], JSON: true })]],
  ['ONBUILD FOO bar', [entry('onbuild', [''], { SubCmd: 'FOO', SubFlags: [] })]],
  [
    'RUN <<-"E" cat 3<<F\r\n\ta $b\r\n\tE\r\nF\r\nCMD x',
    [
      entry('run', ['<<-"E" cat 3<<F'], {
        Heredocs: [
          { Name: 'E', Content: '\ta $b\r\n', Expand: false },
          { Name: 'F', Content: '', Expand: true },
        ],
      }),
      entry('cmd', ['x']),
    ],
  ],
  [
    'ONBUILD ADD <<E /a\nb\nE',
    [
      entry('onbuild', ['<<E', '/a'], {
        SubCmd: 'ADD',
        SubFlags: [],
        Heredocs: [{ Name: 'E', Content: 'b\n', Expand: true }],
      }),
    ],
  ],
  [
    'RUN "<<E"\nRUN a <<<E\nRUN ["<<E"]',
    [entry('run', ['"<<E"']), entry('run', ['a <<<E']), entry('run', ['<<E'], { JSON: true })],
  ],
];

/** The place and a part of the message of each refusal. */
export const refused: [text: string, place: string, message: string][] = [
  ['', '1:1', 'no instructions'],
  ['\ufeff# c\n\n', '1:1', 'no instructions'],
  ['FROM a\n\\\n', '2:1', 'no instruction follows'],
  ['FORM a', '1:1', 'unknown instruction "FORM"; did you mean "FROM"?'],
  ['RUN a &&\n  apt-get b', '2:3', 'unknown instruction "apt-get": expected ADD, '],
  ['FROM a\n\u00a0CMD\u00a0a', '2:2', 'unknown instruction'],
  ['# escape=`\n#Escape=`\nFROM a', '2:1', 'a second "escape" directive'],
  ['# escape= \nFROM a', '1:1', 'invalid "escape" directive'],
  [`FROM a\nRUN ${'x'.repeat(65532)}`, '2:1', 'too long'],

  ['FROM a b', '1:8', 'FROM image AS name'],
  ['FROM a as \\\n 1b', '2:2', 'invalid stage name "1b"'],
  ['COPY a', '1:1', 'COPY needs at least two arguments'],
  ['COPY a <<E\nE', '1:8', 'cannot be a heredoc'],
  ['ENV', '1:1', 'ENV needs at least one argument'],
  ['ENV a', '1:5', 'expected name=value'],
  ['ENV a=b c', '1:9', '"c" has no "="'],
  ['LABEL a=b =c', '1:11', 'no name'],
  ['ARG a =b', '1:7', 'no name'],
  ['USER', '1:1', 'USER needs an argument'],
  ['VOLUME ["a", " "]', '1:15', 'cannot be empty'],
  ['SHELL sh', '1:1', 'JSON array'],
  ['CMD ["a", 1]', '1:5', 'expected strings only'],
  ['HEALTHCHECK CMD', '1:1', 'needs a command'],
  ['HEALTHCHECK curl', '1:13', 'expected CMD or NONE'],
  ['HEALTHCHECK NONE a', '1:1', 'no arguments'],
  ['ONBUILD', '1:1', 'needs an instruction'],
  ['ONBUILD ONBUILD CMD', '1:9', 'cannot trigger another ONBUILD'],
  ['ONBUILD from a', '1:9', 'cannot trigger FROM'],
  ['ONBUILD ENV a', '1:13', 'expected name=value'],

  ['RUN <<E\nEE\n', '1:1', 'heredoc "E" has no end'],
  ['RUN a <<\\"E', '1:1', 'heredoc "\\"E" has no end'],

  ['USER --x a', '1:6', 'USER takes no flags'],
  ['COPY --form=a b c', '1:6', 'unknown flag "--form" of COPY; did you mean "--from"?'],
  ['ADD --constructor=a b c', '1:5', ': expected --checksum, --chmod'],
  ['COPY --chown a b', '1:6', '--chown has no value'],
  ['COPY --from=a \\\n --from=b c d', '2:2', 'a second --from'],
  ['RUN --network=x a', '1:5', 'expected default or none or host'],
  ['RUN --security= a', '1:5', 'expected sandbox or insecure'],
  ['RUN --mount=type=bind,from=$A a', '1:5', 'from cannot have variables'],
  ['RUN --mount= a', '1:5', 'invalid value "" of --mount'],
  ["RUN --mount='a\"b' a", '1:5', 'CSV'],
  ['RUN --device=a,required=2 a', '1:5', 'expected true or false'],
  ['RUN --device=a,name=b a', '1:5', 'two devices'],
  ['RUN --device=a,b a', '1:5', 'expected nothing but'],
  ['HEALTHCHECK --interval=5 CMD a', '1:13', 'expected a duration'],
  ['HEALTHCHECK --timeout=999us CMD a', '1:13', 'at least 1ms'],
  ['HEALTHCHECK --timeout=2562048h CMD a', '1:13', 'expected a duration'],
  ['HEALTHCHECK --retries=-1 CMD a', '1:13', 'whole number'],
];

const long =
  'FROM nginx AS x\r\nRUN --mount=type="cache",target=/c a 😀 && \\\r\n  # c\r\n\r\n  b curl \\\r\n  c\r\n';
const pairs = 'LABEL a.b="c d" \\\n  e=\nENV k  v  w\nARG X=1 Y';
const forms = '  # c d\n#e\nCMD ["a\\nb", "", \\\n "\\u00e9c"]\nONBUILD COPY --from=é"x" y z';
const heredoc = '\ufeffRUN <<-A <<B cat\n\tx\n\ty z\n\tA\nB\n';

/** The range, as `line:column-line:column`, of a path and a token. */
export const places: [
  text: string,
  path: Path,
  token: string | undefined,
  range: string,
  occurrence?: number,
][] = [
  [long, [0], undefined, '1:1-1:16'],
  [long, [0, 'Value', 0], undefined, '1:6-1:11'],
  [long, [0, 'Value', 0], 'inx', '1:8-1:11'],
  [long, [0, 'Value', 0], 'absent', '1:6-1:11'],
  ['FROM a\nRUN cmake . && make\n', [1, 'Value', 0], 'make', '2:6-2:10'],
  ['FROM a\nRUN cmake . && make\n', [1, 'Value', 0], 'make', '2:16-2:20', 1],
  ['FROM a\nRUN cmake . && make\n', [1, 'Value', 0], 'make', '2:16-2:20', 7],
  ['FROM a\nRUN aaaa\n', [1, 'Value', 0], 'aa', '2:7-2:9', 1],
  ['FROM a\nRUN b \\\n# b\n  b\n', [1, 'Value', 0], 'b', '4:3-4:4', 1],
  ['FROM a\nRUN ["b\\tb"]\n', [1, 'Value', 0], 'b', '2:10-2:11', 1],
  ['FROM a\nRUN <<E\n b\n b\nE\n', [1, 'Heredocs', 0, 'Content'], 'b', '4:2-4:3', 1],
  [long, [0, 'Stage'], undefined, '1:1-1:16'],
  [long, [1], undefined, '2:1-6:4'],
  [long, [1, 'Cmd'], undefined, '2:1-2:4'],
  [long, [1, 'Flags', 0], undefined, '2:5-2:35'],
  [long, [1, 'Flags', 0], 'cache', '2:19-2:24'],
  [long, [1, 'Flags', 0], 'type=cache,', '2:13-2:26'],
  [long, [1, 'Value', 0], undefined, '2:36-6:4'],
  [long, [1, 'Value', 0], '😀', '2:38-2:40'],
  [long, [1, 'Value', 0], 'curl', '5:5-5:9'],
  [long, [1, 'Value', 0], 'curl   c', '5:5-6:4'],
  [long, [1, 'Value', 7], undefined, '2:36-6:4'],
  [long, [1], 'curl', '5:5-5:9'],
  [long, [], undefined, '1:1-6:4'],

  [pairs, [0, 'Value'], undefined, '1:7-2:5'],
  [pairs, [0, 'Value', 0], undefined, '1:7-1:10'],
  [pairs, [0, 'Value', 1], undefined, '1:11-1:16'],
  [pairs, [0, 'Value', 2], undefined, '1:10-1:11'],
  [pairs, [0, 'Value', 3], undefined, '2:3-2:4'],
  [pairs, [0, 'Value', 4], undefined, '2:5-2:5'],
  [pairs, [1, 'Value', 1], 'w', '3:11-3:12'],
  [pairs, [1, 'Value', 2], undefined, '3:6-3:8'],
  [pairs, [2, 'Value', 0], '1', '4:7-4:8'],

  [forms, [0], undefined, '1:3-1:8'],
  [forms, [0, 'Value', 0], 'd', '1:7-1:8'],
  [forms, [1], undefined, '2:1-2:3'],
  [forms, [1, 'Value', 0], undefined, '2:2-2:3'],
  [forms, [2, 'Value'], undefined, '3:5-4:12'],
  [forms, [2, 'Value', 0], undefined, '3:7-3:11'],
  [forms, [2, 'Value', 0], '\n', '3:8-3:10'],
  [forms, [2, 'Value', 1], undefined, '3:15-3:15'],
  [forms, [2, 'Value', 2], 'éc', '4:3-4:10'],
  [forms, [3, 'SubCmd'], undefined, '5:9-5:13'],
  [forms, [3, 'SubFlags', 0], undefined, '5:14-5:25'],
  [forms, [3, 'SubFlags', 0], 'Ã©', '5:21-5:22'],
  [forms, [3, 'SubFlags', 0], 'x', '5:23-5:24'],
  [forms, [3, 'Flags', 0], undefined, '5:1-5:29'],
  [forms, [3, 'Value'], undefined, '5:26-5:29'],
  [forms, [3, 'Value', 1], undefined, '5:28-5:29'],

  [heredoc, [0], undefined, '1:1-1:17'],
  [heredoc, [0, 'Heredocs'], undefined, '2:1-5:2'],
  [heredoc, [0, 'Heredocs', 0, 'Name'], undefined, '4:2-4:3'],
  [heredoc, [0, 'Heredocs', 0, 'Content'], undefined, '2:1-3:5'],
  [heredoc, [0, 'Heredocs', 0, 'Content'], 'z', '3:4-3:5'],
  [heredoc, [0, 'Heredocs', 1, 'Content'], undefined, '5:1-5:1'],
];
