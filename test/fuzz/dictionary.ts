const dockerfile =
  'FROM · AS ·ARG ·ENV ·LABEL ·USER ·RUN ·COPY ·ADD ·ONBUILD ·SHELL ·HEALTHCHECK ·MAINTAINER ·STOPSIGNAL ·from ·' +
  '\nFROM a AS b\n·\nFROM b\n·\nUSER 0\n·\nARG A=$B\n·--from=·--from=0 ·--from=b ·--platform=$P ·--security=insecure ·' +
  '--mount=type=bind,from=·# escape=`\n·# syntax=a\n·# check=skip=all\n·# policy-check ignore=·reason="·until=2020-01-01·' +
  '# policy-check ignore=no-latest-tag,pin-digest reason="x" until=2099-12-31\n·<<EOF·<<-"EOF"·\nEOF\n·\\\n·`\n·\\·`·' +
  '$·$$·${·}·${A:-·${A:+·${A-·${A#·${A%%*·${A/a/b}·$A·["·", "·"]·[]·&& ·|| ·; ·| ·$(·)·0·-1·99999999999999999999·1e999';

const yaml =
  '---\n·...\n·\n---\n·%YAML 1.1\n·%TAG ! tag:a\n·- ·? ·: ·:·,·{·[·]·&a ·*a·<<: *a\n·<<: [*a, *a]\n·!!binary ·!!int ·' +
  '!!set ·!!null·!<x> ·! ·|\n·>-\n·|2+\n·#·~·null·yes·.inf·.nan·0x1F·0b1·1_000·2001-01-01·12:30:45·{{ .Values.x }}·{{-·' +
  `}}·"\\x00"·"\\ud800"·"\\u202e"·'·"·\t·  ·    ·\n·\n\n·\r·\r\n· \n·\napiVersion: v1\n·\nkind: Pod\n·spec:\n·` +
  '\nkind: List\nitems:\n·containers:\n·- image: a:latest\n·metadata: {annotations: {policy-check/ignore: pin-digest}}\n·' +
  'policy-check/reason: ·__proto__: ·constructor: ';

const references =
  `docker.io/·localhost:5000/·[::1]:5000/·:latest·:·/·//·@·@sha256:${'0a'.repeat(32)}·@sha512:·scratch·A·_·__·..·` +
  '${TAG}·$(TAG)';

/** What editors, terminals and decoders do things with. */
const characters =
  '\u0000·\u0007·\u001b[31m·\u001b]0;x\u0007·\u007f·\u0085·\u009b·\u00a0·\u200b·\u2028·\u202e·\u2066·\u3000·\ufeff·' +
  '\ufffe·\uffff·é·İ·ß·漢·👩‍👩‍👧·\u0301·\u{10ffff}';

/** What means something in a Dockerfile, in YAML, in an image reference, or to a terminal. */
export const dictionary: string[] = [dockerfile, yaml, references, characters].flatMap((words) =>
  words.split('·'),
);
