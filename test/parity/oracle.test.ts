import { test } from 'vitest';
import { subjects } from './files.ts';
import { disagreements, questionsAbout } from './oracle-compare.ts';
import { conclude } from './tally.ts';

test('images, user and labels are what BuildKit makes of a Dockerfile, for every target', async () => {
  const files = subjects('dockerfile');
  const questions = files.flatMap(({ name, text }) =>
    questionsAbout(text).map((question) => ({ file: name, question })),
  );
  const answers = await disagreements(questions.map(({ question }) => question));
  const found = questions.flatMap(({ file, question: { target, buildArgs = {} } }, index) =>
    answers[index]!.map(({ kind, text }) => ({
      file,
      what: `${target ?? JSON.stringify(buildArgs)} ${kind}: ${text}`,
    })),
  );
  conclude(
    { between: 'buildkit', what: 'images, user, labels', files: files.length, facts: questions.length },
    found,
  );
}, 180_000);
