import fc from 'fast-check';
import type { Question } from './oracle.ts';

type Text = fc.Arbitrary<string>;

/** What the words of a program may have in them: quotes and wildcards; then spaces, escapes and oddities too. */
export type Manner = 'plain' | 'quoted' | 'wild';

const oneOf = (texts: string) => fc.constantFrom(...texts.split(' '));
const often = (weight: number, arbitrary: Text) => ({ weight, arbitrary });
const joined = (...parts: (Text | string)[]): Text =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((texts) => texts.join(''));
const list = (keyword: string, part: Text): Text =>
  fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => `${keyword} ${parts.join(' ')}`);

const settable = oneOf('A B C D');
const readable = oneOf('A B C D A B C D TARGETARCH TARGETSTAGE N');
const literal = oneOf('a b ab 1 1.2 . - a.b-a 2.0');
const wildcard = oneOf('* a* *. ? .* 1*2 [ +');
const escape = oneOf('\\$ \\a \\" \\\' \\\\ \\}');
/** What is seldom meant, and mostly refused. */
const oddity = oneOf('$ { } " \' $$ $1 / : # ` ${A ${A:?x} ${A?x}');

/** Words with variables, as they stand after `ARG A=`. */
function wordsOf(manner: Manner): Text {
  const pattern = manner === 'plain' ? literal : fc.oneof(literal, wildcard);
  return fc.letrec<{ word: string; piece: string; expansion: string }>((tie) => {
    const word = tie('word');
    const quoted = [often(1, joined('"', word, '"')), often(1, joined("'", word, "'"))];
    const wild = [often(1, joined('" ', word, '"')), often(1, escape), often(1, oddity)];
    return {
      word: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
      piece: fc.oneof(
        { maxDepth: 3 },
        often(6, literal),
        often(4, joined('$', readable)),
        often(6, joined('${', readable, tie('expansion'), '}')),
        ...(manner === 'plain' ? [] : quoted),
        ...(manner === 'wild' ? wild : []),
      ),
      expansion: fc.oneof(
        { maxDepth: 3 },
        often(1, fc.constant('')),
        often(4, joined(oneOf(':- - :+ +'), word)),
        often(2, joined(oneOf('# ## % %%'), fc.oneof(pattern, word))),
        often(1, joined(oneOf('/ //'), pattern, '/', word)),
      ),
    };
  }).word;
}

function instructionsOf(manner: Manner, word: Text) {
  const key = fc.constantFrom('k', 'l', 'x$A', ...(manner === 'plain' ? [] : ['"m n"', '"y$B"', "'z$C'"]));
  const pair = joined(settable, '=', word);
  const argument = list('ARG', fc.oneof(often(3, pair), often(1, readable)));
  const executed = fc.oneof(
    argument,
    list('ENV', pair),
    joined('ENV ', settable, ' ', word),
    list('LABEL', joined(key, '=', word)),
    joined('USER ', word),
    joined('USER ', word, ':', word),
  );
  const using = fc.constantFrom('COPY --from=r.io/y:1 / /x', 'RUN --mount=from=r.io/z,target=/z true');
  const instruction = fc.oneof(
    often(12, executed),
    often(2, joined('ONBUILD ', fc.oneof(often(6, executed), often(1, using)))),
    often(1, using),
  );
  return { argument, instruction };
}

/** Dockerfiles of ARG, ENV, LABEL, USER and FROM that use each other in every way, and how they are built. */
export function programsOf(manner: Manner): fc.Arbitrary<Question> {
  const word = wordsOf(manner);
  const { argument, instruction } = instructionsOf(manner, word);
  const given = fc.constantFrom('u', '', 'x.y', ...(manner === 'plain' ? [] : ['$A', '"q"', '\\']));
  const base = fc.oneof(
    often(5, joined('r.io/x:v', word)),
    often(2, joined('r.io/y', word)),
    often(manner === 'wild' ? 2 : 0, word),
    often(5, oneOf(`s0 s1 s\${N-0} scratch${manner === 'plain' ? '' : ' "s"1'}`)),
  );
  // Something for the patterns to match more than once.
  const first = fc.constantFrom('ENV A=a.b-a.b B=1.2.1.2 C=ab2.0aab', 'ARG A=1.2.1.2 D=aabab.1', 'WORKDIR /');
  const lines = fc
    .tuple(first, fc.array(instruction, { maxLength: 6 }))
    .map(([line, rest]) => [line, ...rest]);
  const stage = fc.record({ base, isNamed: fc.boolean(), lines });
  return fc
    .record({
      header: fc.array(argument, { maxLength: 3 }),
      stages: fc.array(stage, { minLength: 1, maxLength: 3 }),
      buildArgs: fc.dictionary(settable, given, { maxKeys: 2 }),
      platform: oneOf('linux/amd64 linux/arm/v7'),
      wanted: fc.constantFrom(undefined, 0, 1),
    })
    .map(({ header, stages, buildArgs, platform, wanted }) => {
      const body = stages.flatMap(({ base, isNamed, lines }, index) => [
        `FROM ${base}${isNamed ? ` AS s${index}` : ''}`,
        ...lines,
      ]);
      return {
        dockerfile: [...header, ...body, ''].join('\n'),
        buildArgs,
        platform,
        ...(wanted !== undefined && stages[wanted]?.isNamed && { target: `s${wanted}` }),
      };
    });
}
