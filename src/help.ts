import { formats } from './options.ts';

export const help = `policy-check: one rulebook for container images, from the Dockerfile to the cluster

Usage
  policy-check [options] [path…]              check files and folders (the current folder by default)
  policy-check init [DIR]                     write a policy-check.yaml with suggestions from what is in the folder
  policy-check rules                          list the rules; with --format json, all that is known of them
  policy-check explain RULE                   say what a rule is about, with examples
  policy-check --print-config FILE            print the settings that hold for a file, and where each comes from
  policy-check schema                         print the JSON Schema of policy-check.yaml
  policy-check lsp                            serve an editor, in the Language Server Protocol over standard input
  policy-check parse FILE                     print what the rules see of a file, as conftest parse does
  policy-check export conftest DIR            write the settings for conftest: conftest test --data DIR
  policy-check export gatekeeper DIR          write constraint templates and constraints for Gatekeeper

In folders, these are checked: Dockerfile, Dockerfile.*, *.Dockerfile, *.dockerfile, Containerfile*, and YAML and JSON
that hold Kubernetes objects; what .gitignore or the configuration's "ignore" names is passed over, and so are .git and
node_modules. A file that is named outright is always checked. The path - reads standard input.

Options
  --format FORMAT[=FILE]   ${formats.slice(0, -1).join(', ')} or ${formats.at(-1)};
                           into FILE or, once, to standard output; may be given several times
  --config FILE            use this configuration instead of the nearest policy-check.yaml in a file's folder or above
  --profile PROFILE        recommended (default), production or strict; the configuration's rules still hold
  --fail-on SEVERITY       what makes the exit code 1: error (default), warning or never
  --fix                    write the fixes into the files, and report what is left
  --fix-dry-run            print what --fix would change, as a unified diff, instead of a report
  --write-baseline FILE    write down what is found as known, such as in policy-check-baseline.json
  --baseline FILE          report only what the baseline does not know, and how many of its entries are fixed
  --build-arg NAME=VALUE   the value of an ARG, as for docker build; NAME alone takes it from the environment;
                           may be given several times
  --target STAGE           the stage whose image is judged; the last one by default
  --platform PLATFORM      for the automatic platform ARGs; linux/amd64 by default
  --pass-over              check a named file only if checking its folder would: for hooks, which name all that changed
  --stdin-filename NAME    the name of what comes from standard input: it tells the kind, and where to look for a
                           configuration; without it, standard input is Kubernetes objects or else a Dockerfile
  --color, --no-color      colours or none; by default on a terminal, unless NO_COLOR is set (FORCE_COLOR: always)
  -h, --help               print this
  -v, --version            print the version

Exit code
  0  everything was checked, and nothing found at or above --fail-on
  1  something was found at or above --fail-on
  2  something could not be checked, the command line or a configuration is wrong, or a report could not be written
`;
