import { chmodSync, cpSync, mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readDockerfile } from '../../src/dockerfile.ts';
import { folder } from './checkout.ts';
import { bash } from './run.ts';

type Instruction = { Cmd: string; Flags: string[]; Value: string[] };

/** What a stage has become: the folder that stands for its root, and what its instructions set. */
type Stage = { name: string; root: string; workdir: string; user: string; entrypoint: string[] };

/**
 * Follows a Containerfile without containers: a stage is a folder, without what its base image brings; RUN runs in it,
 * with the programs of this machine. Knows what ours uses, and refuses the rest. Gives the last stage.
 */
export async function followContainerfile(text: string, context: string): Promise<Stage> {
  const stages: Stage[] = [];
  for (const { Cmd, Flags, Value } of readDockerfile(text).input as Instruction[]) {
    const stage = stages.at(-1)!;
    switch (Cmd) {
      case 'comment':
      case 'arg':
      case 'label':
        break;
      case 'from':
        stages.push({ name: Value[2] ?? '', root: folder(), workdir: '/', user: '', entrypoint: [] });
        chmodSync(stages.at(-1)!.root, 0o755);
        break;
      case 'workdir':
        stage.workdir = Value[0]!;
        mkdirSync(join(stage.root, stage.workdir), { recursive: true });
        break;
      case 'copy': {
        const from = Flags.map((flag) => /^--from=(.*)$/.exec(flag)![1]!)[0];
        const source = from === undefined ? context : stages.find(({ name }) => name === from)!.root;
        copy(
          Value.slice(0, -1).map((path) => join(source, path)),
          Value.at(-1)!,
          stage,
        );
        break;
      }
      case 'run': {
        const { code, output } = await bash(join(stage.root, stage.workdir), Value.join(' '));
        if (code !== 0) throw new Error(output);
        break;
      }
      case 'user':
        stage.user = Value[0]!;
        break;
      case 'entrypoint':
        stage.entrypoint = Value;
        break;
      default:
        throw new Error(`cannot follow ${Cmd}`);
    }
  }
  return stages.at(-1)!;
}

/** A file goes into a folder that ends with a slash, the content of a folder into the folder of that name. */
function copy(sources: string[], destination: string, { root, workdir }: Stage): void {
  const target = destination.startsWith('/') ? join(root, destination) : join(root, workdir, destination);
  for (const source of sources) {
    const into = !statSync(source).isDirectory() && destination.endsWith('/');
    cpSync(source, into ? join(target, basename(source)) : target, { recursive: true });
  }
}
